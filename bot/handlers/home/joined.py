"""A channel that the bot joins gets one line: what it does there, and three questions that these documents answer."""

from slack_bolt import App

from bot.handlers.context import Context, handled
from bot.slack.client import SlackClient
from bot.slack.request import Request
from templates import render_notice, say


def register(app: App, context: Context) -> None:
    app.event("member_joined_channel")(handled(greet_channel, context))


def greet_channel(request: Request, context: Context, slack: SlackClient) -> None:
    """Once, and only where the bot itself has joined; not where other organisations read along."""
    bots = {str(one.get("user_id")) for one in request.body.get("authorizations") or ()}
    if request.person.id not in bots or not request.channel or slack.is_shared_outside(request.channel):
        return
    what = f"joined:{request.channel}"
    if context.people.press(what, request.person, context.now()) and not slack.again:
        return
    language = context.people.language(request.channel) or context.settings.language
    with context.people.pressed(what):
        examples = context.examples.of(context.queries, language)
        quoted = [say("ui.quote", language, text=one) for one in examples]
        slack.post(request.channel, render_notice(say("doors.joined", language, examples=quoted), language))
