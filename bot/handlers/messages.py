"""A direct message is answered where it stands. Other messages are none of ours, nor are edits and other programs."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, Say

from bot.handlers.desk import Desk
from bot.handlers.replying import message
from bot.handlers.words import question


def register(app: App, desk: Desk) -> None:
    @app.event("message")
    def answer(event: Mapping[str, Any], say: Say) -> None:
        if event.get("channel_type") != "im" or "subtype" in event or event.get("bot_id"):
            return
        card = desk.answer(question(event.get("text", "")))
        say(**message(card), thread_ts=event.get("thread_ts"))
