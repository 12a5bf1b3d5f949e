"""What Slack's answers and the network's failures say of what was sent: the one table of outcomes.

A broken connection, a page of HTML or an internal error say neither yes nor no: Slack may have it.
"""

import re
from http.client import HTTPException
from typing import Any

from slack_sdk.errors import SlackApiError, SlackClientError

from scheduler.poster import RateLimited, Refusal, Unsure

UNREACHABLE = (SlackClientError, OSError, HTTPException)
# Refused for its form: nothing of it stands in Slack, so a simpler one cannot stand there twice.
NOT_TAKEN = ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long")
UNSURE = ("internal_error", "fatal_error", "request_timeout", "service_unavailable")
TOKEN = (
    "account_inactive token_revoked token_expired invalid_auth missing_scope not_authed team_added_to_org"
    " org_login_required not_allowed_token_type ekm_access_denied team_access_not_granted access_denied"
).split()
PERSON = ("user_not_found", "user_disabled", "cannot_dm_bot", "users_not_found", "user_not_visible")
MESSAGE = (
    "msg_too_long no_text invalid_metadata_format invalid_metadata_schema metadata_too_large invalid_arguments".split()
)
RATELIMITED = ("ratelimited", "rate_limited", "message_limit_exceeded")
USUAL_WAIT_S = 30.0
_NAME = re.compile(r"[a-z0-9_]+")


def outcome(error: Exception) -> RateLimited | Refusal | Unsure:
    """What an error of the SDK says of the message. What is refused for none of the other reasons is refused for its
    place."""
    if not isinstance(error, SlackApiError):
        return Unsure(type(error).__name__)
    response: Any = error.response
    status = getattr(response, "status_code", 200)
    name = str(response.get("error") or "") if hasattr(response, "get") else ""
    if status == 429 or name in RATELIMITED:
        return RateLimited(retry_after(getattr(response, "headers", {})))
    if status >= 500 or name in UNSURE or not _NAME.fullmatch(name):  # a page of HTML is told as a sentence
        return Unsure(name if _NAME.fullmatch(name) else f"http_{status}")
    return Refusal(name, _about(name))


def _about(name: str) -> str:
    if name in TOKEN:
        return "token"
    if name in PERSON:
        return "person"
    return "message" if name in MESSAGE or name in NOT_TAKEN else "channel"


def retry_after(headers: Any) -> float:
    """Seconds by `Retry-After`, which may be missing or broken."""
    named = {str(name).lower(): value for name, value in dict(headers or {}).items()}
    value = named.get("retry-after", "")
    text = value[0] if isinstance(value, list) and value else value
    try:
        return max(0.0, min(float(str(text)), 86_400.0))
    except ValueError:
        return USUAL_WAIT_S
