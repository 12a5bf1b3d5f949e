"""The clock's messages into Slack, and looked for there."""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.answering import message
from bot.slack.images import with_picture
from bot.slack.outcomes import UNREACHABLE, outcome
from scheduler.poster import (
    MARK_LENGTH,
    HistoryPage,
    Outcome,
    OwnPost,
    Refusal,
    Sent,
    Trouble,
    answered_ts,
    conversation_of,
    stamp,
)
from templates import Card
from templates.carried_words import words_in

log = logging.getLogger(__name__)

EVENT = "sagsbot_post"
PAGE = 100  # some apps are given no more than 15 messages a call


class SlackPoster:
    """Posts through a client that never repeats a call by itself."""

    def __init__(self, client: WebClient, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._client, self._now = client, now

    def post(self, to: str, card: Card, marks: Iterable[str]) -> Outcome:
        if gone := self._gone(to):
            return gone
        metadata = {"event_type": EVENT, "event_payload": {"marks": "".join(marks)}}
        try:
            whole = message(with_picture(self._client, card))
            channel, thread = conversation_of(to), answered_ts(to) or None
            sent = self._client.chat_postMessage(channel=channel, thread_ts=thread, metadata=metadata, **whole)
        except (*UNREACHABLE, ValueError) as error:
            return outcome(error)
        return Sent(str(sent.get("channel") or conversation_of(to)), str(sent.get("ts") or ""))

    def page(self, to: str, after: str, cursor: str = "") -> HistoryPage | Trouble:
        try:
            channel = self._conversation(conversation_of(to))
            how = {"channel": channel, "oldest": self._known(after), "limit": PAGE, "cursor": cursor or None}
            page = self._page(answered_ts(to), **how)
        except (*UNREACHABLE, ValueError) as error:
            return outcome(error)
        found = page.get("messages") or ()
        if thread := answered_ts(to):  # history shows no answers; replies begin with the message itself, oldest first
            found = [one for one in found if one.get("ts") != thread][::-1]
        posts = [_own_post(channel, one) for one in found if carried_marks(one)]
        return HistoryPage(tuple(posts), _cursor(page), _slack_time(page))

    def _page(self, thread: str, **how: Any) -> Any:
        if thread:
            return self._client.conversations_replies(ts=thread, include_all_metadata=True, **how)
        return self._client.conversations_history(include_all_metadata=True, **how)

    def channels(self) -> tuple[str, ...] | Trouble:
        """Those that the bot is in."""
        found: list[str] = []
        cursor = ""
        try:
            while True:
                kinds = "public_channel,private_channel"
                page = self._client.users_conversations(types=kinds, limit=PAGE, cursor=cursor or None)
                found += [str(one["id"]) for one in page.get("channels") or ()]
                cursor = _cursor(page)
                if not cursor:
                    return tuple(found)
        except (*UNREACHABLE, ValueError) as error:
            return outcome(error)

    def _known(self, after: str) -> str:
        """A moment that Slack's clock has seen: a tick may have been played at one that is still to come."""
        now = self._now()
        return after if float(after) <= now.timestamp() else stamp(now - timedelta(days=1))

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


def _own_post(channel: str, one: Mapping[str, Any]) -> OwnPost:
    carried = words_in(one.get("blocks") or ())
    return OwnPost(channel, str(one["ts"]), carried_marks(one), "edited" in one, carried)


def carried_marks(one: Mapping[str, Any]) -> frozenset[str]:
    """The marks that a message of the clock's carries; a single longer one in those of earlier versions."""
    metadata = one.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    if metadata.get("event_type") != EVENT:
        return frozenset()
    said = str(payload.get("marks") or str(payload.get("mark") or "")[:MARK_LENGTH])
    return frozenset(said[start : start + MARK_LENGTH] for start in range(0, len(said), MARK_LENGTH))


def _slack_time(page: Any) -> str:
    """Slack's own clock, by the header of its answer."""
    named = {str(name).lower(): value for name, value in dict(page.headers or {}).items()}
    try:
        return stamp(parsedate_to_datetime(str(named["date"])) - timedelta(seconds=1))  # it has whole seconds
    except (KeyError, ValueError):
        return ""


def _cursor(page: Any) -> str:
    return str((page.get("response_metadata") or {}).get("next_cursor") or "")
