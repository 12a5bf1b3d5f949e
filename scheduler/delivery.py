"""Outbox → Slack, exactly once: claimed, posted, noted. What nobody knows is looked for before it is posted again.

Slack has no key that keeps it from storing a message twice. Each message carries an opaque mark instead, and after an
answer that says neither yes nor no the conversation's history is asked for that mark.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from index.state.outbox import ASKED, Outbox, OutboxRow, RecipientQueue
from templates import Card

log = logging.getLogger(__name__)

SETTLE = timedelta(seconds=10)  # history may lag behind: not found at once is not proof
LOOK_AGAIN = timedelta(seconds=60)
LOOK_BACK = timedelta(hours=1)  # before the claim: our clock may be ahead of Slack's
ASK_AFTER = timedelta(hours=24)  # then a person must say whether a message is there
A_CHANNEL = timedelta(seconds=1)  # between two messages in one conversation
AT_ONCE = 5  # messages in a round, in different conversations
CIRCUIT = timedelta(seconds=60)  # after a refusal of the token nothing is tried for so long
NOBODY = "nobody"
CANNOT_RENDER = "cannot_lay_out"  # the reason of a post that no message could be made of
# What our own mistake raises, or a row that an older or newer version has put: the others must go out all the same.
MISTAKES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Sent:
    """Slack has it."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class RateLimited:
    """Slack has not taken it, and takes nothing of the kind for so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """Slack has not taken it, and will not until somebody mends what is wrong: `about` is "token", "channel", "person"
    (who is not there any longer) or "message"."""

    error: str
    about: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """Slack may have taken it, or not."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotThere:
    """It is not in the conversation's history."""


Outcome = Sent | RateLimited | Refusal | Unsure


class Poster(Protocol):
    """Slack, as far as messages are posted there. Neither method raises for what Slack or the network does."""

    def post(self, to: str, card: Card, mark: str) -> Outcome: ...
    def find(self, to: str, mark: str, since: datetime) -> Sent | NotThere | RateLimited | Refusal | Unsure: ...


@dataclass(frozen=True, slots=True)
class SenderHooks:
    """What a sender asks while it works. `compose` lays rows out as one message, None when there is nothing to tell any
    longer; `batch` parts the rows of one recipient into messages; `elsewhere` names who gets what has no recipient;
    `refused` is told what Slack does not take, and gives whether it has found the rows another way; `lost` is told
    what nobody could prove. Both are told before it is noted: after a stop between the two they are told again."""

    compose: Callable[[Sequence[OutboxRow]], Card | None]
    batch: Callable[[Sequence[OutboxRow]], Iterable[Sequence[OutboxRow]]]
    elsewhere: Callable[[], str | None]
    refused: Callable[[Sequence[OutboxRow], Refusal, datetime], bool]
    lost: Callable[[Sequence[OutboxRow], datetime], None]


def mark_of(key: str) -> str:
    """What a message carries in Slack: everybody there can read it, so it tells nothing."""
    return hashlib.sha256(f"sagsbot {key}".encode()).hexdigest()[:32]


@dataclass
class Sender:
    """The one that posts. There is one at a time (`bot/process_lock.py`); what it keeps in memory may be lost with it.
    `clock` tells the time after a call that took long."""

    outbox: Outbox
    poster: Poster
    hooks: SenderHooks
    clock: Callable[[], datetime]
    pace: dict[str, datetime] = field(default_factory=dict)
    looks_from: datetime | None = None  # history has been asked too often until then
    closed_until: datetime | None = None
    trouble: str | None = None

    def round(self, now: datetime) -> list[OutboxRow]:
        """Post what may be posted now; gives what Slack has since."""
        if self.closed_until and now < self.closed_until:
            return []
        self.closed_until = None
        done = [kept for rows in _by_message(self.outbox.doubtful(now)) for kept in self._look(rows, now)]
        for to, rows in islice(self._messages(now), AT_ONCE):
            if self.closed_until:
                break
            done += self._post(to, rows, now)
        return done

    def following(self, now: datetime) -> datetime | None:
        """From when on something may be posted; None while nothing waits for that alone. What is to be looked for does
        not count: while Slack is down there is always something, and a tick must end."""
        first = min(filter(None, (self._from(front, now) for front in self.outbox.fronts())), default=None)
        return max(first, self.closed_until) if first and self.closed_until else first

    def _from(self, front: RecipientQueue, now: datetime) -> datetime | None:
        to = front.recipient or self.hooks.elsewhere()
        return max(front.not_before, self.pace.get(to, front.not_before)) if to else None

    def _messages(self, now: datetime) -> Iterator[tuple[str, Sequence[OutboxRow]]]:
        """One message for each conversation that may have one now, oldest first."""
        waiting: dict[str, list[str | None]] = {}
        for front in self.outbox.fronts():
            from_when = self._from(front, now)
            if from_when and from_when <= now:
                waiting.setdefault(str(front.recipient or self.hooks.elsewhere()), []).append(front.recipient)
        for to, named in waiting.items():
            rows = [kept for one in named for kept in self.outbox.ready(now, one)]
            rows.sort(key=lambda kept: (kept.made_at, kept.key))
            if rows:
                yield to, next(iter(self.hooks.batch(rows)))

    def _post(self, to: str, rows: Sequence[OutboxRow], now: datetime) -> Sequence[OutboxRow]:
        keys = [kept.key for kept in rows]
        card = self._card(rows, now)
        if card is None:
            return []
        if any(kept.post.recipient is None for kept in rows):
            self.outbox.redirect(keys, to, now)
        if not self.outbox.claim(keys, now):
            return []
        outcome = self.poster.post(to, card, mark_of(keys[-1]))
        after = max(now, self.clock())
        self.pace[to] = after + A_CHANNEL
        return self._noted(to, rows, outcome, after)

    def _card(self, rows: Sequence[OutboxRow], now: datetime) -> Card | None:
        """None when there is nothing to post: what cannot be rendered is parked and told, and holds up nothing else."""
        keys = [kept.key for kept in rows]
        try:
            card = self.hooks.compose(rows)
        except MISTAKES:
            log.exception("%s cannot be rendered", ", ".join(keys))
            self._refused(rows, Refusal(CANNOT_RENDER, "message"), now)
            return None
        if card is None:
            self.outbox.void(keys, "nothing_left", now)
        return card

    def _noted(self, to: str, rows: Sequence[OutboxRow], outcome: Outcome, now: datetime) -> Sequence[OutboxRow]:
        keys = [kept.key for kept in rows]
        if isinstance(outcome, Sent):
            self.outbox.sent(keys, outcome.channel, outcome.ts, now)
            self.trouble = None
            return rows
        if isinstance(outcome, RateLimited):
            until = now + timedelta(seconds=outcome.seconds)
            self.pace[to] = until
            self.outbox.later(keys, until, "ratelimited", now)
        elif isinstance(outcome, Unsure):
            log.warning("Slack may have %s or not: %s", ", ".join(keys), outcome.reason)
            self.outbox.unknown(keys, now + SETTLE, outcome.reason, now)
        else:
            self._refused(rows, outcome, now)
        return []

    def _refused(self, rows: Sequence[OutboxRow], refusal: Refusal, now: datetime) -> None:
        keys = [kept.key for kept in rows]
        log.error("Slack does not take %s: %s", ", ".join(keys), refusal.error)
        if refusal.about == "token":
            self.closed_until, self.trouble = now + CIRCUIT, refusal.error
            self.outbox.later(keys, now + CIRCUIT, refusal.error, now)
            return
        if not self.hooks.refused(rows, refusal, now):
            self.outbox.park(keys, refusal.error, now)

    def _look(self, rows: Sequence[OutboxRow], now: datetime) -> Sequence[OutboxRow]:
        """What may be in Slack: there it was sent, not there it is sent again."""
        if self.closed_until or (self.looks_from and now < self.looks_from):
            return []
        keys, first = [kept.key for kept in rows], rows[0]
        claimed = first.claimed_at or first.made_at
        to = first.channel or first.post.recipient or self.hooks.elsewhere() or NOBODY
        found = self.poster.find(to, mark_of(first.sent_with or first.key), claimed - LOOK_BACK)
        if isinstance(found, Sent):
            self.outbox.sent(keys, found.channel, found.ts, now)
            return rows
        if isinstance(found, NotThere):
            self.outbox.later(keys, now, "not_there", now)
            return []
        if isinstance(found, Refusal) and found.about == "token":
            self.closed_until, self.trouble = now + CIRCUIT, found.error
            return []  # a token that works again can still prove it
        if isinstance(found, RateLimited):
            self.looks_from = now + timedelta(seconds=found.seconds)
        if now - claimed >= ASK_AFTER:
            self.hooks.lost(rows, now)
            self.outbox.park(keys, first.reason or "unknown", now, ASKED)
        else:
            again = self.looks_from if isinstance(found, RateLimited) and self.looks_from else now + LOOK_AGAIN
            self.outbox.unknown(keys, again, first.reason or "unknown", now)
        return []


def _by_message(rows: Iterable[OutboxRow]) -> Iterable[list[OutboxRow]]:
    """Rows that were posted as one message."""
    found: dict[str, list[OutboxRow]] = {}
    for kept in rows:
        found.setdefault(kept.sent_with or kept.key, []).append(kept)
    return found.values()
