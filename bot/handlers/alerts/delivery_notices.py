"""The answers to a notice about what Slack does not take, or does not tell of."""

from collections.abc import Callable

from slack_bolt import App

from bot.handlers.context import Desk, handled
from bot.slack.client import Slack
from bot.slack.request import Asked
from index.state.outbox import ASKED, Outbox
from templates import ids, render_notice, say


def register(app: App, desk: Desk) -> None:
    app.action(ids.POST_RETRY)(handled(retry, desk))
    app.action(ids.POST_THERE)(handled(_settle("settled_there"), desk))
    app.action(ids.POST_AGAIN)(handled(_settle("settled_again"), desk))


def retry(asked: Asked, desk: Desk, slack: Slack) -> None:
    """What waits for this recipient is tried again; a second press finds nothing that waits."""
    count = _outbox(desk).resume(desk.now(), asked.value)
    language = desk.language(asked)
    slack.privately(asked, render_notice(say("notices.retried", language, count=count), language))


def _settle(how: str) -> Callable[[Asked, Desk, Slack], None]:
    """A person has looked: the message is there, or is to be sent again. The first answer counts."""

    def settle(asked: Asked, desk: Desk, slack: Slack) -> None:
        outbox, language = _outbox(desk), desk.language(asked)
        row = outbox.row(asked.value)
        rows = outbox.message(row.sent_with or row.key) if row and row.state == ASKED else []
        keys = [kept.key for kept in rows]
        if rows and how == "settled_there":
            outbox.sent(keys, rows[0].channel or rows[0].post.recipient or "", "", desk.now())
        elif rows:
            outbox.later(keys, desk.now(), "not_there", desk.now())
        said = how if rows else "settled_before"
        slack.privately(asked, render_notice(say(f"notices.{said}", language), language))

    return settle


def _outbox(desk: Desk) -> Outbox:
    return Outbox(desk.people.file)
