"""The answers to a notice about what Slack does not take, or does not tell of."""

from collections.abc import Callable

from slack_bolt import App

from bot.handlers.context import Context, allowed, handled
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.state.outbox import ASKED, Outbox
from templates import ids, render_notice, say


def register(app: App, context: Context) -> None:
    app.action(ids.POST_RETRY)(handled(allowed("posts.settle", retry), context))
    app.action(ids.POST_THERE)(handled(allowed("posts.settle", _settle("settled_there")), context))
    app.action(ids.POST_AGAIN)(handled(allowed("posts.settle", _settle("settled_again")), context))


def retry(request: Request, context: Context, slack: SlackClient) -> None:
    """What waits for this recipient is tried again; a second press finds nothing that waits."""
    count = _outbox(context).resume(context.now(), request.value)
    language = context.language(request)
    slack.privately(request, render_notice(say("notices.retried", language, count=count), language))


def _settle(how: str) -> Callable[[Request, Context, SlackClient], None]:
    """A person has looked: the message is there, or is to be sent again. The first answer counts."""

    def settle(request: Request, context: Context, slack: SlackClient) -> None:
        outbox, language = _outbox(context), context.language(request)
        row = outbox.row(request.value)
        rows = outbox.message(row.sent_with or row.key) if row and row.state == ASKED else []
        keys = [kept.key for kept in rows]
        if rows and how == "settled_there":
            outbox.sent(keys, rows[0].channel or rows[0].post.recipient or "", "", context.now())
        elif rows:
            outbox.later(keys, context.now(), "not_there", context.now())
        said = how if rows else "settled_before"
        slack.privately(request, render_notice(say(f"notices.{said}", language), language))

    return settle


def _outbox(context: Context) -> Outbox:
    return Outbox(context.people.file)
