"""Messages into Slack, and looked for there. What Slack and the network may answer is told apart in one place.

A broken connection, a page of HTML or an internal error say neither yes nor no: Slack may have the message.
"""

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.client import UNREACHABLE, message
from bot.slack.images import with_picture
from scheduler.delivery import NotThere, Outcome, RateLimited, Refusal, Sent, Unsure
from templates import Card

log = logging.getLogger(__name__)

EVENT = "sagsbot_post"
_NAME = re.compile(r"[a-z0-9_]+")
UNSURE = ("internal_error", "fatal_error", "request_timeout", "service_unavailable")
TOKEN = (
    "account_inactive token_revoked token_expired invalid_auth missing_scope not_authed team_added_to_org"
    " org_login_required not_allowed_token_type ekm_access_denied team_access_not_granted access_denied"
).split()
PERSON = ("user_not_found", "user_disabled", "cannot_dm_bot", "users_not_found", "user_not_visible")
MESSAGE = (
    "invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long no_text invalid_metadata_format"
    " invalid_metadata_schema metadata_too_large invalid_arguments"
).split()
RATELIMITED = ("ratelimited", "rate_limited", "message_limit_exceeded")
USUAL_WAIT_S = 30.0
PAGE, MOST_PAGES = 15, 20  # some apps are given no more than 15 messages a call


class SlackPoster:
    """Posts through a client that never repeats a call by itself."""

    def __init__(self, client: WebClient, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._client, self._now = client, now

    def post(self, to: str, card: Card, mark: str) -> Outcome:
        if gone := self._gone(to):
            return gone
        metadata = {"event_type": EVENT, "event_payload": {"mark": mark}}
        try:
            whole = message(with_picture(self._client, card))
            sent = self._client.chat_postMessage(channel=to, metadata=metadata, **whole)
        except (*UNREACHABLE, ValueError) as error:
            return outcome(error)
        return Sent(str(sent.get("channel") or to), str(sent.get("ts") or ""))

    def find(self, to: str, mark: str, since: datetime) -> Sent | NotThere | RateLimited | Refusal | Unsure:
        try:
            channel = self._conversation(to)
            cursor: str | None = None
            for _ in range(MOST_PAGES):
                page = self._client.conversations_history(
                    channel=channel,
                    oldest=f"{self._known(since).timestamp():.6f}",
                    include_all_metadata=True,
                    limit=PAGE,
                    cursor=cursor,
                )
                for one in page.get("messages") or ():
                    if _mark(one) == mark:
                        return Sent(channel, str(one["ts"]))
                cursor = (page.get("response_metadata") or {}).get("next_cursor")
                if not cursor:
                    return NotThere()
        except (*UNREACHABLE, ValueError) as error:
            return outcome(error)
        return Unsure("history_too_long")

    def _known(self, since: datetime) -> datetime:
        """A moment that Slack's clock has seen: a tick may have been played at one that is still to come."""
        return since if since <= self._now() else self._now() - timedelta(days=1)

    def _conversation(self, to: str) -> str:
        if to[:1] not in ("U", "W"):
            return to
        return str(self._client.conversations_open(users=[to])["channel"]["id"])

    def _gone(self, to: str) -> Refusal | None:
        """Slack takes messages to people who have left without a word; where it does not say, it is tried."""
        if to[:1] not in ("U", "W"):
            return None
        try:
            user = self._client.users_info(user=to)["user"]
        except SlackApiError as error:
            said = outcome(error)
            return said if isinstance(said, Refusal) and said.about == "person" else None
        except (*UNREACHABLE, ValueError) as error:
            log.info("users.info: %s", error)
            return None
        return Refusal("user_disabled", "person") if user.get("deleted") else None


def outcome(error: Exception) -> RateLimited | Refusal | Unsure:
    """What an error of the SDK says of the message."""
    if not isinstance(error, SlackApiError):
        return Unsure(type(error).__name__)
    response: Any = error.response
    status = getattr(response, "status_code", 200)
    name = str(response.get("error") or "") if hasattr(response, "get") else ""
    if status == 429 or name in RATELIMITED:
        return RateLimited(_seconds(getattr(response, "headers", {})))
    if status >= 500 or name in UNSURE or not _NAME.fullmatch(name):  # a page of HTML is told as a sentence
        return Unsure(name if _NAME.fullmatch(name) else f"http_{status}")
    about = "token" if name in TOKEN else "person" if name in PERSON else "message" if name in MESSAGE else "channel"
    return Refusal(name, about)


def _seconds(headers: Any) -> float:
    """`Retry-After`, which may be missing or broken."""
    named = {str(name).lower(): value for name, value in dict(headers or {}).items()}
    value = named.get("retry-after", "")
    text = value[0] if isinstance(value, list) and value else value
    try:
        return max(0.0, min(float(str(text)), 86_400.0))
    except ValueError:
        return USUAL_WAIT_S


def _mark(one: dict[str, Any]) -> str:
    metadata = one.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return str(payload.get("mark") or "") if metadata.get("event_type") == EVENT else ""
