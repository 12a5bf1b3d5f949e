"""A direct message is answered where it stands."""

from slack_bolt import App

from bot.handlers.context import Desk, handled
from bot.handlers.questions.answering import answer
from bot.slack.client import Slack
from bot.slack.request import Asked
from templates import say


def register(app: App, desk: Desk) -> None:
    app.event("message")(handled(answer_here, desk))


def answer_here(asked: Asked, desk: Desk, slack: Slack) -> None:
    slack.working(asked, say("doors.working", desk.language(asked)))
    answer(asked, desk, slack)
