"""/sag, and /case for an answer in English. Only the person who asked sees the answer."""

from slack_bolt import App

from bot.handlers.context import COMMANDS, Desk, handled
from bot.handlers.questions.answering import answer


def register(app: App, desk: Desk) -> None:
    for name in COMMANDS:
        app.command(name)(handled(answer, desk))
