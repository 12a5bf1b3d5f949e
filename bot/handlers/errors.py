"""The one place where a failed answer is told to the person who asked. Log and inbox have the same reference."""

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.handlers.context import Desk
from bot.slack.client import UNREACHABLE, Slack, TooLate
from bot.slack.inbox import KEY
from bot.slack.request import Asked, asked
from index.db.database import Unusable
from templates import Card, render_error, render_notice, say

log = logging.getLogger(__name__)


def register(app: App, desk: Desk) -> None:
    @app.error
    def tell(error: Exception, body: Mapping[str, Any], context: BoltContext, client: WebClient) -> None:
        reference = secrets.token_hex(4).upper()
        if not isinstance(error, TooLate):
            log.error("No answer (reference %s)", reference, exc_info=error)
        if KEY not in context and "event" in body:
            return  # not kept and not acknowledged: Slack brings it again
        try:
            _tell(error, asked(body), desk, Slack(client), reference)
        except (*UNREACHABLE, Unusable) as unreachable:
            log.error("Nobody could be told (reference %s)", reference, exc_info=unreachable)
        _note(desk, context, reference)


def _tell(error: Exception, wish: Asked, desk: Desk, slack: Slack, reference: str) -> None:
    """To the person alone, but in the conversation where it was asked there."""
    slack.answer(wish, _card(error, _language(wish, desk), reference))


def _card(error: Exception, language: str, reference: str) -> Card:
    if isinstance(error, TooLate):
        return render_notice(say("doors.press_again", language), language)
    return render_error(language, reference, "database" if isinstance(error, Unusable) else "unknown")


def _language(wish: Asked, desk: Desk) -> str:
    try:
        return desk.language(wish)
    except Unusable:
        return desk.settings.language


def _note(desk: Desk, context: BoltContext, reference: str) -> None:
    if KEY in context:
        try:
            desk.inbox.failed(context[KEY], reference, desk.now())
        except Unusable as error:
            log.error("Not noted as failed (reference %s)", reference, exc_info=error)
