"""The one place where a failed answer is told to the person who asked. Log and inbox have the same reference."""

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.handlers.context import Context, CutOff
from bot.handlers.rate_limit import is_question
from bot.slack.answering import Unproven
from bot.slack.client import SlackClient, TooLate
from bot.slack.inbox import AGAIN, KEY
from bot.slack.outcomes import UNREACHABLE
from bot.slack.request import Request, parse_request
from index.db.database import Unusable
from index.state.outbox import Content, Post
from scheduler.poster import mark_of
from scheduler.posts import unanswered
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
        request = parse_request(body)
        slack = SlackClient(client, key, context.get(AGAIN, False), _language(request, app_context), request)
        left = _tell(error, request, slack, reference)
        if KEY in context:
            told = {"moment": app_context.at(app_context.now()), "reference": reference}
            telling = _telling(request, context[KEY], {"about": left, **told} if left else None)
            _note_failed(app_context, context[KEY], reference, telling)


def _telling(request: Request, key: str, content: Content | None) -> Post | None:
    """What is still to be told to whoever waits for an answer."""
    event = request.body.get("event") or {}
    waits = is_question(request) or event.get("type") == "file_shared"
    return Post(f"unanswered:{key}", unanswered.NAME, request.person.id, content) if content and waits else None


def _tell(error: Exception, request: Request, slack: SlackClient, reference: str) -> str:
    """To the person alone, but in the conversation where it was asked there. What may stand there already is not said
    to all; what was told before a stop is not told again. Returns what is left to be told by the outbox."""
    if isinstance(error, CutOff):
        return "cut_off"  # telling it here could be cut off as well
    card = _card(error, slack.language, reference)
    try:
        if isinstance(error, Unproven):
            slack.privately(request, card)
        else:
            slack.answer(request, card)
    except (*UNREACHABLE, Unusable) as unreachable:
        log.error("Nobody could be told yet (reference %s)", reference, exc_info=unreachable)
        return "unreachable"
    return ""


def _card(error: Exception, language: str, reference: str) -> Card:
    if isinstance(error, Unproven):
        return render_notice(say("doors.unproven", language), language)
    if isinstance(error, TooLate):
        return render_notice(say("doors.press_again", language), language)
    return render_error(language, reference, "database" if isinstance(error, Unusable) else "unknown")


def _language(request: Request, context: Context) -> str:
    try:
        return context.language(request)
    except Unusable:
        return context.settings.language


def _note_failed(context: Context, key: str, reference: str, telling: Post | None) -> None:
    try:
        context.inbox.failed(key, reference, context.now(), telling)
    except Unusable as error:
        log.error("Not noted as failed (reference %s)", reference, exc_info=error)
