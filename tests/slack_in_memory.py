"""A Slack in memory for whoever posts: what it stores, when its history shows it, and everything that may go wrong.

Time is a number that the test moves; nothing waits.
"""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from index.state.outbox import OutboxRow
from scheduler.delivery import NotThere, Outcome, RateLimited, Refusal, SenderHooks, Sent, Unsure
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
    channel: str
    mark: str
    text: str
    ts: str
    at: datetime
    shown_from: datetime


@dataclass
class FakeSlack:
    """A poster. `faults` are taken by the next posts, one each; `trouble` is what history answers instead of looking;
    `lag` is how long a message is not in it yet."""

    clock: Clock = field(default_factory=Clock)
    messages: list[Message] = field(default_factory=list)
    faults: deque[str] = field(default_factory=deque)
    trouble: str | None = None
    lag: float = 0.0
    closed: dict[str, str] = field(default_factory=dict)  # a channel → the error that it gives
    gone: set[str] = field(default_factory=set)
    token: str | None = None  # the error that every call gives
    too_fast: list[str] = field(default_factory=list)
    asked: int = 0
    looked: int = 0

    def post(self, to: str, card: Card, mark: str) -> Outcome:
        self.asked += 1
        fault = self.faults.popleft() if self.faults else "ok"
        if fault == "killed_before":
            raise Killed
        if fault in ("drop_before", "internal_before"):
            return Unsure(fault)
        if fault.startswith("limited"):
            return RateLimited(float(fault.partition(":")[2] or 2))
        if self.token:
            return Refusal(self.token, "token")
        if to in self.gone:
            return Refusal("user_disabled", "person")
        if to in self.closed:
            return Refusal(self.closed[to], "channel")
        if fault == "hang":  # all of the client's patience, and Slack has it in the end
            self.clock.advance(20)
        sent = self._store(to, card, mark)
        if fault in ("killed_after", "hang_killed"):
            raise Killed
        return Unsure(fault) if fault in ("drop_after", "internal_after", "hang") else sent

    def _store(self, to: str, card: Card, mark: str) -> Sent:
        now = self.clock()
        before = [one.at for one in self.messages if one.channel == to]
        if before and now - before[-1] < timedelta(seconds=1):
            self.too_fast.append(f"{to}: {now - before[-1]}")
        ts = f"{now.timestamp():.6f}{len(self.messages)}"
        self.messages.append(Message(to, mark, card.text, ts, now, now + timedelta(seconds=self.lag)))
        return Sent(to, ts)

    def find(self, to: str, mark: str, since: datetime) -> Sent | NotThere | RateLimited | Refusal | Unsure:
        self.looked += 1
        if self.token:
            return Refusal(self.token, "token")
        if self.trouble == "limited":
            return RateLimited(60)
        if self.trouble:
            return Unsure(self.trouble)
        now = self.clock()
        for one in self.messages:
            if (one.channel, one.mark) == (to, mark) and one.at >= since and one.shown_from <= now:
                return Sent(one.channel, one.ts)
        return NotThere()

    def times(self) -> Counter[str]:
        """How often each mark stands there."""
        return Counter(one.mark for one in self.messages)


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
