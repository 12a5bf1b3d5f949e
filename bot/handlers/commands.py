"""/sag, and /case for an answer in English. Only the person who asked sees the answer."""

from slack_bolt import App

from bot.handlers.context import COMMANDS, Context, handled
from bot.handlers.questions.answering import answer_request


def register(app: App, context: Context) -> None:
    for name in COMMANDS:
        app.command(name)(handled(answer_request, context))
