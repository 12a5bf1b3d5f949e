"""A mention in a channel is answered in its thread."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App, Say

from bot.handlers.desk import Desk
from bot.handlers.replying import message
from bot.handlers.words import question


def register(app: App, desk: Desk) -> None:
    @app.event("app_mention")
    def answer(event: Mapping[str, Any], say: Say) -> None:
        if event.get("bot_id") or "edited" in event:
            return
        card = desk.answer(question(event.get("text", "")))
        say(**message(card), thread_ts=event.get("thread_ts") or event["ts"])
