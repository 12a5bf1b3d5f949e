"""The one place where a failed answer is told to the person who asked. Log and inbox have the same reference."""

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.handlers.context import Context, CutOff
from bot.slack.answering import Unproven
from bot.slack.client import SlackClient, TooLate
from bot.slack.inbox import AGAIN, KEY
from bot.slack.outcomes import UNREACHABLE
from bot.slack.request import Request, parse_request
from index.db.database import Unusable
from scheduler.poster import mark_of
from templates import Card, render_error, render_notice, say

log = logging.getLogger(__name__)


def register(app: App, app_context: Context) -> None:
    @app.error
    def tell(error: Exception, body: Mapping[str, Any], context: BoltContext, client: WebClient) -> None:
        key = f"error:{context.get(KEY) or secrets.token_hex()}"
        reference = mark_of(key)[:8].upper()
        if not isinstance(error, TooLate):
            log.error("No answer (reference %s)", reference, exc_info=error)
        if KEY not in context and "event" in body:
            return  # not kept and not acknowledged: Slack brings it again
        try:
            request = parse_request(body)
            slack = SlackClient(client, key, context.get(AGAIN, False), _language(request, app_context), request)
            _tell(error, request, slack, reference)
        except (*UNREACHABLE, Unusable) as unreachable:
            log.error("Nobody could be told (reference %s)", reference, exc_info=unreachable)
        if KEY in context:
            _note_failed(app_context, context[KEY], reference)


def _tell(error: Exception, request: Request, slack: SlackClient, reference: str) -> None:
    """To the person alone, but in the conversation where it was asked there. What may stand there already is not said
    to all; what was told before a stop is not told again."""
    card = _card(error, slack.language, reference)
    if isinstance(error, Unproven | CutOff):
        slack.privately(request, card)
    else:
        slack.answer(request, card)


def _card(error: Exception, language: str, reference: str) -> Card:
    if isinstance(error, Unproven):
        return render_notice(say("doors.unproven", language), language)
    if isinstance(error, CutOff):
        return render_notice(say("doors.cut_off", language), language)
    if isinstance(error, TooLate):
        return render_notice(say("doors.press_again", language), language)
    return render_error(language, reference, "database" if isinstance(error, Unusable) else "unknown")


def _language(request: Request, context: Context) -> str:
    try:
        return context.language(request)
    except Unusable:
        return context.settings.language


def _note_failed(context: Context, key: str, reference: str) -> None:
    try:
        context.inbox.failed(key, reference, context.now())
    except Unusable as error:
        log.error("Not noted as failed (reference %s)", reference, exc_info=error)
