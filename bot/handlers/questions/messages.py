"""A direct message is answered where it stands."""

from slack_bolt import App

from bot.handlers.context import Context, handled
from bot.handlers.questions.answering import answer_request
from bot.slack.client import SlackClient
from bot.slack.request import Request
from templates import say


def register(app: App, context: Context) -> None:
    app.event("message")(handled(answer_here, context))


def answer_here(request: Request, context: Context, slack: SlackClient) -> None:
    slack.working(request, say("doors.working", context.language(request)))
    answer_request(request, context, slack)
