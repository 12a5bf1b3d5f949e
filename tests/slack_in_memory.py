"""A Slack in memory for whoever posts: what it stores, when its history shows it, and everything that may go wrong.

Time is a number that the test moves; nothing waits.
"""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from index.state.outbox import OutboxRow
from scheduler.delivery import SenderHooks
from scheduler.poster import (
    HistoryPage,
    Outcome,
    OwnPost,
    RateLimited,
    Refusal,
    Sent,
    Trouble,
    Unsure,
    answered_ts,
    conversation_of,
    stamp,
)
from templates import Card

START = datetime(2025, 8, 14, 6, 30, tzinfo=UTC)


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Message:
    channel: str  # or the thread
    marks: tuple[str, ...]
    text: str
    ts: str
    at: datetime
    shown_from: datetime

    @property
    def mark(self) -> str:
        """That of the message as a whole."""
        return self.marks[0]


@dataclass
class FakeSlack:
    """A poster. A thread is a place of its own: the history of its channel shows none of it. `faults` are taken by the
    next posts, one each; `trouble` is what history answers instead of looking; `lag` is how long a message is not in it
    yet."""

    clock: Clock = field(default_factory=Clock)
    messages: list[Message] = field(default_factory=list)
    faults: deque[str] = field(default_factory=deque)
    trouble: str | None = None
    lag: float = 0.0
    closed: dict[str, str] = field(default_factory=dict)  # a channel → the error that it gives
    unreadable: set[str] = field(default_factory=set)  # channels that may be posted in, and not read
    gone: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)  # messages below which nobody can answer any longer, by ts
    token: str | None = None  # the error that every call gives
    too_fast: list[str] = field(default_factory=list)
    asked: int = 0
    looked: int = 0
    a_page: int = 3

    def post(self, to: str, card: Card, marks: Iterable[str]) -> Outcome:
        self.asked += 1
        fault = self.faults.popleft() if self.faults else "ok"
        if fault == "killed_before":
            raise Killed
        if fault in ("drop_before", "internal_before"):
            return Unsure(fault)
        if fault.startswith("limited"):
            return RateLimited(float(fault.partition(":")[2] or 2))
        if refused := self._refusal(to, fault):
            return refused
        if fault == "hang":  # all of the client's patience, and Slack has it in the end
            self.clock.advance(20)
        sent = self._store(to, card, tuple(marks))
        if fault in ("killed_after", "hang_killed"):
            raise Killed
        return Unsure(fault) if fault in ("drop_after", "internal_after", "hang") else sent

    def _refusal(self, to: str, fault: str) -> Refusal | None:
        if self.token:
            return Refusal(self.token, "token")
        if to in self.gone:
            return Refusal("user_disabled", "person")
        if closed := self._closed(to):
            return closed
        return Refusal("invalid_blocks", "message") if fault == "bad_form" else None

    def _closed(self, to: str) -> Refusal | None:
        if error := self.closed.get(conversation_of(to)):
            return Refusal(error, "channel")
        return Refusal("thread_not_found", "channel") if answered_ts(to) in self.deleted else None

    def _store(self, to: str, card: Card, marks: tuple[str, ...]) -> Sent:
        now = self.clock()
        place = conversation_of(to)
        before = [one.at for one in self.messages if conversation_of(one.channel) == place and one.marks]
        if before and now - before[-1] < timedelta(seconds=1):
            self.too_fast.append(f"{to}: {now - before[-1]}")
        ts = f"{now.timestamp():.6f}{len(self.messages)}"
        self.messages.append(Message(to, marks, card.text, ts, now, now + timedelta(seconds=self.lag)))
        return Sent(place, ts)

    def page(self, to: str, after: str, cursor: str = "") -> HistoryPage | Trouble:
        self.looked += 1
        if self.token:
            return Refusal(self.token, "token")
        if self.trouble == "limited":
            return RateLimited(60)
        if self.trouble:
            return Unsure(self.trouble)
        if closed := self._closed(to):
            return closed
        if conversation_of(to) in self.unreadable:
            return Refusal("missing_scope", "token")
        now, start = self.clock(), int(cursor or 0)
        seen = [one for one in self.messages if one.channel == to and one.ts > after and one.shown_from <= now][::-1]
        shown = (one for one in seen[start : start + self.a_page] if one.marks)
        posts = tuple(OwnPost(conversation_of(to), one.ts, frozenset(one.marks)) for one in shown)
        following = str(start + self.a_page) if seen[start + self.a_page :] else ""
        return HistoryPage(posts, following, stamp(now))

    def talk(self, to: str, count: int) -> None:
        """People write in between."""
        for _ in range(count):
            now = self.clock()
            self.messages.append(Message(to, (), "", f"{now.timestamp():.6f}{len(self.messages)}", now, now))

    def channels(self) -> tuple[str, ...] | Trouble:
        return tuple(sorted({conversation_of(one.channel) for one in self.messages if one.channel.startswith("C")}))

    def times(self) -> Counter[str]:
        """How often each mark stands there."""
        return Counter(one.mark for one in self.messages if one.marks)


def hooks(told: list[tuple[str, str]], elsewhere: str | None = "C0ALARM") -> SenderHooks:
    """Each row a message of its own; `told` hears what is refused and what is lost."""

    def batch(rows: Sequence[OutboxRow]) -> Iterable[Sequence[OutboxRow]]:
        return [[one] for one in rows]

    return SenderHooks(
        compose=lambda rows: Card([], rows[0].key),
        batch=batch,
        elsewhere=lambda: elsewhere,
        refused=lambda rows, refusal, now: bool(told.append((rows[0].key, refusal.error))),
        lost=lambda rows, now: told.append((rows[0].key, "lost")),
    )
