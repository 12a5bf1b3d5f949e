"""The one place where a failed answer is told to the person who asked. The log knows the reference."""

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, Respond, Say
from slack_sdk.errors import SlackClientError

from bot.handlers.commands import LANGUAGES
from bot.handlers.desk import Desk
from bot.handlers.replying import NotDelivered, delivered, message
from index.database import Unusable
from templates import Card, render_error

log = logging.getLogger(__name__)


def register(app: App, desk: Desk) -> None:
    @app.error
    def tell(error: Exception, body: Mapping[str, Any], respond: Respond, say: Say) -> None:
        reference = secrets.token_hex(4).upper()
        log.error("No answer (reference %s)", reference, exc_info=error)
        kind = "database" if isinstance(error, Unusable) else "unknown"
        language = LANGUAGES.get(str(body.get("command"))) or desk.language
        try:
            _tell(render_error(language, reference, kind), body, respond, say)
        except (SlackClientError, NotDelivered, OSError) as unreachable:
            log.error("Nobody could be told (reference %s)", reference, exc_info=unreachable)


def _tell(card: Card, body: Mapping[str, Any], respond: Respond, say: Say) -> None:
    """To the person alone where a command was used, else in the thread of the question."""
    if "response_url" in body:
        delivered(respond(**message(card), response_type="ephemeral"))
        return
    event = body.get("event", {})
    in_thread = event.get("thread_ts") or (event.get("ts") if event.get("type") == "app_mention" else None)
    say(**message(card), thread_ts=in_thread)
