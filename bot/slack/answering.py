"""One answer on its way: sent, waited for, looked up, sent again. Where nobody can look it is sent once and said so.

| what | when nobody knows |
| --- | --- |
| a post | looked for by its mark, in its thread or in the history; sent again when it is not there |
| a file | looked for by its id; shared again when it is not there |
| an edit | sent again: it can stand there once only. An older one is never put over a newer one |
| a modal | filled again, but never before the acknowledgement that it waits with (`modals.py`) |
| an ephemeral message, a response_url | nothing can be looked for: not sent again |
"""

import itertools
import logging
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.slack.download import send
from bot.slack.outcomes import NOT_TAKEN, UNREACHABLE, outcome
from scheduler.poster import RateLimited, Refusal, Sent, Unsure, mark_of
from templates import Card, limits

T = TypeVar("T")

log = logging.getLogger(__name__)

EVENT = "sagsbot_answer"
TAKEN = ("ok", '{"ok":true')  # how a response_url begins its yes
SETTLE_S = 10.0  # history may lag behind: not found at once is not proof
LOOK_AGAIN_S = 10.0
REPEAT_S = 2.0
LONGEST_S = 600.0  # so long a person is made to wait for Slack, all in all
SOON_S = 3.0  # whoever waits longer is told that the answer comes
TRIES = 5
PAGE, MOST_PAGES = 100, 10


class Stopped(BaseException):
    """The program ends. The request stays unfinished in the inbox, and is handled again after the start."""


STOPPING = threading.Event()


def rest(seconds: float) -> None:
    """Wait, unless the program ends. Raises Stopped."""
    if STOPPING.wait(seconds):
        raise Stopped


class Unproven(SlackClientError):
    """Slack may have it or not, and nobody could find out."""


def message(card: Card) -> dict[str, Any]:
    """`blocks` and, for phones and screen readers, `text`: escaped, short enough, with no previews of links."""
    text = limits.escape(limits.shortened(card.notice, limits.TEXT))
    return {"blocks": card.blocks, "text": text, "unfurl_links": False, "unfurl_media": False}


class EditOrder(Protocol):
    """Which edit of a message is its newest: `index/state/edits.py`."""

    def begin(self, place: tuple[str, str], request: str, now: datetime) -> int: ...
    def is_newest(self, place: tuple[str, str], number: int) -> bool: ...
    def turn(self, place: tuple[str, str]) -> AbstractContextManager[object]: ...


@dataclass(frozen=True)
class AnswerSender:
    """What one request is answered with. `key` is the request's: the marks of its answers are made from it, so that one
    that is handled `again` after a stop finds what it had sent. `soon` is called once, when a person waits long."""

    client: WebClient
    key: str = field(default_factory=secrets.token_hex)
    again: bool = False
    soon: Callable[[], None] = lambda: None
    sleep: Callable[[float], None] = rest
    edits: EditOrder | None = None  # without one an edit is the newest
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _edits: Iterator[int] = field(default_factory=itertools.count)

    def post(self, channel: str, card: Card, thread: str | None = None, simplify: bool = True) -> Sent:
        """Raises SlackApiError for a refusal (without `simplify` for one of its form, too), Unproven."""
        mark = mark_of(f"answer:{self.key}:{next(self._numbers)}")
        metadata = {"event_type": EVENT, "event_payload": {"mark": mark}}

        def send(one: Card) -> Sent:
            sent = self.client.chat_postMessage(channel=channel, thread_ts=thread, metadata=metadata, **message(one))
            return Sent(str(sent.get("channel") or channel), str(sent.get("ts") or ""))

        if self.again and (found := self._before_the_stop(channel, thread, mark)):
            return found

        def sent(one: Card) -> Sent:
            return self._sent(lambda: send(one), lambda: self._look(channel, thread, mark))

        return simpler(card, sent) if simplify else sent(card)

    def _before_the_stop(self, channel: str, thread: str | None, mark: str) -> Sent | None:
        """What was posted before the program ended. That may have been a moment ago: not found at once is not proof."""
        if found := self._look(channel, thread, mark):
            return found
        self.sleep(SETTLE_S)
        return self._look(channel, thread, mark)

    def edit(self, channel: str, ts: str, card: Card) -> None:
        """Raises SlackApiError for a refusal, Unproven."""

        def send(one: Card) -> None:
            self.client.chat_update(channel=channel, ts=ts, blocks=one.blocks, text=message(one)["text"])

        in_order = self._begin_edit((channel, ts))
        simpler(card, lambda one: self._sent(lambda: in_order(lambda: send(one), None), lambda: None))

    def _begin_edit(self, place: tuple[str, str]) -> Callable[[Callable[[], T], T], T]:
        """What does an edit that begins now; where a newer one was begun since it gives the second instead."""
        if self.edits is None or not all(place):
            return lambda send, instead: send()
        order, request = self.edits, mark_of(f"edit:{self.key}:{next(self._edits)}")
        number = order.begin(place, request, datetime.now(UTC))

        def run(send: Callable[[], T], instead: T) -> T:
            with order.turn(place):
                return send() if order.is_newest(place, number) else instead

        return run

    def ephemeral(self, where: dict[str, Any], card: Card) -> None:
        """Raises SlackApiError for a refusal, Unproven when it may stand there."""

        def send(one: Card) -> None:
            self.client.chat_postEphemeral(**where, blocks=one.blocks, text=message(one)["text"])

        simpler(card, lambda one: self._sent(lambda: send(one)))

    def respond(self, url: str, card: Card, how: dict[str, Any], place: tuple[str, str] = ("", "")) -> bool:
        """By a response_url, in `place` of a message or beside it; False when it is not taken: it is too old, or used
        up. Raises Unproven."""
        # A WebhookClient of its own accord would send again after a broken connection.
        webhook = WebhookClient(url, retry_handlers=[])

        def send(one: Card) -> bool:
            said = webhook.send_dict({**message(one), "replace_original": False, **how})
            if said.status_code == 200 and said.body.replace(" ", "").startswith(TAKEN):
                return True
            refused = next((name for name in NOT_TAKEN if name in said.body), "not_taken")
            word = "" if said.status_code == 200 and '"ok"' not in said.body else refused  # no word of Slack's
            answer = _Said({"error": word}, said.status_code, dict(said.headers))
            raise SlackApiError("response_url", answer)  # type: ignore[no-untyped-call]  # as a method would

        look = (lambda: None) if how.get("replace_original") else None  # what is replaced can be replaced again
        in_order = self._begin_edit(place)
        try:
            return simpler(card, lambda one: self._sent(lambda: in_order(lambda: send(one), True), look))
        except SlackApiError as error:
            log.warning("The answer was not taken: %s", error.response.get("error"))
            return False

    def upload(self, person: str, name: str, content: bytes) -> None:
        """A file, to one person. Nobody sees it before it is shared, so its address is asked for, and its bytes are
        sent, as often as it takes; whether it was shared is asked by its id. Raises SlackApiError for a refusal,
        Unproven."""
        size = len(content)
        channel = self._sent(lambda: self._direct(person), _harmless)
        place = self._sent(lambda: self.client.files_getUploadURLExternal(filename=name, length=size), _harmless)
        address, file = str(place["upload_url"]), str(place["file_id"])
        self._sent(lambda: send(address, content), _harmless)

        def share() -> bool:
            self.client.files_completeUploadExternal(files=[{"id": file, "title": name}], channel_id=channel)
            return True

        self._sent(share, lambda: self._asked(lambda: self._is_shared(file, channel) or None))

    def repeat(self, send: Callable[[], T]) -> T:
        """What stands there once however often it is sent, such as the contents of a modal. Raises SlackApiError for a
        refusal, Unproven."""
        return self._sent(send, lambda: None, REPEAT_S)

    # ------------------------------------------------------------------

    def _sent(
        self, send: Callable[[], T], look: Callable[[], T | None] | None = None, settle: float | None = None
    ) -> T:
        """What `send` gives, however often it takes. Where Slack may have it, `look` finds out (None: it is not there,
        or it does no harm twice); without one it is not sent again."""
        left, told, pause = LONGEST_S, False, SETTLE_S if settle is None else settle
        for _ in range(TRIES):
            try:
                return send()
            except UNREACHABLE as error:
                said = outcome(error)
                if isinstance(said, Refusal):
                    raise
                if isinstance(said, Unsure) and look is None:
                    raise Unproven(said.reason) from error
            wait = said.seconds if isinstance(said, RateLimited) else pause
            left -= wait
            if left < 0:
                break
            if wait > SOON_S and not told:
                told = True
                self.soon()
            self.sleep(wait)
            if isinstance(said, Unsure) and look and (found := look()) is not None:
                return found
        raise Unproven("tried_often")

    def _look(self, channel: str, thread: str | None, mark: str) -> Sent | None:
        """The post with this mark; None when it is not there. Raises Unproven when nobody can say."""
        return self._asked(lambda: self._found(channel, thread, mark))

    def _asked(self, find: Callable[[], T | None]) -> T | None:
        """What Slack says when it is asked, however often that takes. Raises Unproven."""
        for _ in range(TRIES):
            try:
                return find()
            except UNREACHABLE as error:
                said = outcome(error)
                if isinstance(said, Refusal) or isinstance(error, Unproven):
                    raise Unproven("cannot_look") from error
                self.sleep(said.seconds if isinstance(said, RateLimited) else LOOK_AGAIN_S)
        raise Unproven("cannot_look")

    def _found(self, channel: str, thread: str | None, mark: str) -> Sent | None:
        where = channel if channel[:1] not in "UW" else self._direct(channel)
        cursor = None
        for _ in range(MOST_PAGES):
            how: dict[str, Any] = {"channel": where, "include_all_metadata": True, "limit": PAGE, "cursor": cursor}
            if thread:  # what answers in a thread is in no history
                page = self.client.conversations_replies(ts=thread, **how)
            else:
                page = self.client.conversations_history(**how)
            for one in page.get("messages") or ():
                if _mark(one) == mark:
                    return Sent(where, str(one["ts"]))
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
        raise Unproven("history_too_long")

    def _is_shared(self, file: str, channel: str) -> bool:
        known = self.client.files_info(file=file)["file"]
        return any(channel in (known.get(kind) or ()) for kind in ("channels", "groups", "ims"))

    def _direct(self, person: str) -> str:
        return str(self.client.conversations_open(users=[person])["channel"]["id"])


def _harmless() -> None:
    """What can be done twice, and is seen by nobody, need not be looked for."""


@dataclass(frozen=True)
class _Said:
    """What a response_url says, as a method's answer."""

    body: dict[str, Any]
    status_code: int
    headers: dict[str, Any]

    def get(self, name: str, otherwise: Any = None) -> Any:
        return self.body.get(name, otherwise)


def _mark(one: dict[str, Any]) -> str:
    metadata = one.get("metadata") or {}
    return str((metadata.get("event_payload") or {}).get("mark") or "") if metadata.get("event_type") == EVENT else ""


def without_tables(card: Card) -> Card:
    return replace(card, blocks=card.simple, fallback=[])


def simpler(card: Card, send: Callable[[Card], T]) -> T:
    """What `send` gives; a card that Slack does not take is sent again without its tables, then as text alone."""
    forms = [card, *([without_tables(card)] if card.fallback else []), replace(card, blocks=[], fallback=[])]
    for one in forms[:-1]:
        try:
            return send(one)
        except SlackApiError as error:
            if error.response.get("error") not in NOT_TAKEN:
                raise
            log.warning("Slack does not take the form: %s", error.response.get("error"))
    return send(forms[-1])
