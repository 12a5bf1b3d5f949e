"""/sag, and /case for an answer in English. Only the person who asked sees the answer."""

from slack_bolt import App

from bot.handlers.answering import answer
from bot.handlers.desk import COMMANDS, Desk, handled


def register(app: App, desk: Desk) -> None:
    for name in COMMANDS:
        app.command(name)(handled(answer, desk))
