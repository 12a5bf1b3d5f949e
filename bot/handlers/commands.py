"""/sag, and /case for an answer in English. Only the person who asked sees the answer."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.handlers.desk import Desk
from bot.handlers.replying import delivered, message
from bot.handlers.words import question

# The command and the language of its answers; with None the question's own language decides.
LANGUAGES = {"/sag": None, "/case": "en"}


def register(app: App, desk: Desk) -> None:
    def answer(ack: Ack, command: Mapping[str, Any], respond: Respond) -> None:
        ack()
        language = LANGUAGES[command["command"]]
        card = desk.answer(question(command.get("text", "")), language)
        delivered(respond(**message(card), response_type="ephemeral"))

    for name in LANGUAGES:
        app.command(name)(answer)
