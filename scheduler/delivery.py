"""Outbox → Slack, exactly once: claimed, posted, noted. What nobody knows is looked for before it is posted again.

After an answer that says neither yes nor no the conversation's history is asked for the marks of the message.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice

from index.state.outbox import ASKED, Content, Outbox, OutboxRow, Post, RecipientQueue
from index.state.posting import Posting
from scheduler.comparing import (
    LOOK_AGAIN,
    MAY_NOT_READ,
    SETTLE,
    Comparison,
    InMemory,
    OutsideNumber,
    by_message,
    looked_for_after,
)
from scheduler.poster import (
    HistoryPage,
    NotThere,
    Outcome,
    OwnPost,
    Poster,
    RateLimited,
    Refusal,
    Sent,
    Trouble,
    Unsure,
    conversation_of,
    mark_of,
    marks_of,
)
from scheduler.posts.post_part import PostPart
from templates import Card

log = logging.getLogger(__name__)

MOST_PAGES = 20  # of a history that is looked through for one message
ASK_AFTER = timedelta(hours=24)  # then a person must say whether a message is there
STEP = timedelta(seconds=3)  # between two rounds our clock and a steady one differ by less, unless it was set
A_CHANNEL = timedelta(seconds=1)  # between two messages in one conversation
AT_ONCE = 5  # messages in a round, in different conversations
CIRCUIT = timedelta(seconds=60)  # after a refusal of the token nothing is tried for so long
HELD_UP = timedelta(seconds=20)  # between a claim and its post: later it would come when others look for it already
NOBODY = "nobody"
NO_THREAD = "thread_not_found"  # what history says of a thread in which nothing stands
CANNOT_RENDER = "cannot_lay_out"  # the reason of a post that no message could be made of
# What our own mistake raises, or a row that an older or newer version has put: the others must go out all the same.
MISTAKES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class SenderHooks:
    """What a sender asks while it works. `compose` lays rows out as one message, None when there is nothing to tell any
    longer; `batch` parts the rows of one recipient into messages; `elsewhere` names who gets what has no recipient;
    `refused` is told what Slack does not take, and returns whether it has found the rows another way; `lost` is told
    what nobody could prove; `compared` that all is known which Slack had and a database that was put back had not. They
    are told before it is noted: after a stop between the two they are told again. `parts` are what a post tells,
    `without` is its content but for some of them. `answered` hears of messages that carry what people have answered,
    after the database was put back."""

    compose: Callable[[Sequence[OutboxRow]], Card | None]
    batch: Callable[[Sequence[OutboxRow]], Iterable[Sequence[OutboxRow]]]
    elsewhere: Callable[[], str | None]
    refused: Callable[[Sequence[OutboxRow], Refusal, datetime], bool]
    lost: Callable[[Sequence[OutboxRow], datetime], None]
    compared: Callable[[Posting, datetime], None] = lambda posting, now: None
    parts: Callable[[Post], Sequence[PostPart]] = lambda post: (PostPart(post.key),)
    without: Callable[[Post, Collection[int]], Content] = lambda post, told: post.content
    answered: Callable[[OwnPost, datetime], None] = lambda post, now: None


@dataclass
class Sender:
    """The one that posts. There is one at a time (`index/state/leases.py`); what it keeps in memory may be lost with
    it. `clock` tells the time after a call that took long."""

    outbox: Outbox
    poster: Poster
    hooks: SenderHooks
    clock: Callable[[], datetime]
    pace: dict[str, datetime] = field(default_factory=dict)
    looks_from: datetime | None = None  # history has been asked too often until then
    closed_until: datetime | None = None
    outside: OutsideNumber = field(default_factory=InMemory)
    steady: Callable[[], float] | None = None  # seconds by a clock that nobody sets
    _ahead: float | None = None

    def __post_init__(self) -> None:
        hooks = self.hooks
        self.comparison = Comparison(
            self.outbox, lambda: self.poster, hooks.elsewhere, hooks.compared, self._marks, hooks.answered
        )
        self.comparison.begin(self.outside, self.clock())
        self._heed_clock(self.clock())

    def round(self, now: datetime) -> list[OutboxRow]:
        """Post what may be posted now; returns what Slack has since."""
        self._heed_clock(now)
        if self.closed_until and now < self.closed_until:
            return []
        self.closed_until = None
        if self.comparison.is_behind():
            self.comparison.step(now)
            self._heed_token(now)
            return []
        done = [kept for rows in by_message(self.outbox.doubtful(now)).values() for kept in self._look(rows, now)]
        for to, rows in islice(self._messages(now), AT_ONCE):
            if self.closed_until or self.comparison.is_behind():
                break
            done += self._post(to, rows, now)
        return done

    def _heed_clock(self, now: datetime) -> None:
        """When our clock was set nobody knows how long anything has waited: all of it waits anew, or no longer."""
        if self.steady is None:
            return
        ahead = now.timestamp() - self.steady()
        if self._ahead is not None and abs(ahead - self._ahead) > STEP.total_seconds():
            log.warning("The clock was set, by %.0f s", ahead - self._ahead)
            self.outbox.clock_was_set(now, now + SETTLE)
            self.pace, self.looks_from, self.closed_until = {}, None, None
            self.comparison.clock_was_set(now)
        self._ahead = ahead

    def _seconds(self) -> float:
        return self.steady() if self.steady else 0.0

    def _heed_token(self, now: datetime) -> None:
        if self.comparison.token:
            self.closed_until, self.comparison.token = now + CIRCUIT, None

    def following(self, now: datetime) -> datetime | None:
        """From when on something may be posted; None while nothing waits for that alone. What is to be looked for does
        not count: while Slack is down there is always something, and a tick must end."""
        first = min(filter(None, (self._from(front, now) for front in self.outbox.fronts())), default=None)
        if self.comparison.is_behind():
            first = now
        waits = (self.closed_until, self.comparison.waits_until)
        return max(filter(None, (first, *waits))) if first else None

    def _from(self, front: RecipientQueue, now: datetime) -> datetime | None:
        to = front.recipient or self.hooks.elsewhere()
        return max(front.not_before, self.pace.get(conversation_of(to), front.not_before)) if to else None

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
            if rows and self.pace.get(conversation_of(to), now) <= now:  # a thread is part of its conversation
                yield to, next(iter(self.hooks.batch(rows)))

    def _post(self, to: str, rows: Sequence[OutboxRow], now: datetime) -> Sequence[OutboxRow]:
        if not self.comparison.is_current(to, now):
            self._heed_token(now)
            return []
        rows = [kept for kept in (self._untold(one, now) for one in rows) if kept]
        card = self._card(rows, now) if rows else None
        if card is None:
            return []
        keys = [kept.key for kept in rows]
        if any(kept.post.recipient is None for kept in rows):
            self.outbox.redirect(keys, to, now)
        begun = self._seconds()
        number = self.outbox.claim(keys, now, self.comparison.newest_in(to))
        if number is None:
            return []
        self.outside.write(number)
        if self._seconds() - begun > HELD_UP.total_seconds():
            self.outbox.later(keys, now, "held_up", now)  # nothing was posted
            return []
        outcome = self.poster.post(to, card, self._marks(rows))
        after = max(now, self.clock())
        self.pace[conversation_of(to)] = after + A_CHANNEL
        return self._noted(to, rows, outcome, after)

    def _marks(self, rows: Sequence[OutboxRow]) -> tuple[str, ...]:
        """Those of the message, of each row and of all that they tell."""
        parts = [part for kept in rows for part in self.hooks.parts(kept.post)]
        names = (name for part in parts for name in (part.name, *part.also))
        return marks_of((rows[-1].key, *(kept.key for kept in rows), *names))

    def _untold(self, kept: OutboxRow, now: datetime) -> OutboxRow | None:
        """What of a row was not told by a later life of the database that was put back; None when all of it was."""
        parts = self.hooks.parts(kept.post)
        known = self.comparison.posting.told(mark_of(part.known_by) for part in parts)
        told = {number for number, part in enumerate(parts) if mark_of(part.known_by) in known}
        if not told:
            return kept
        if len(parts) > len(told):
            left = replace(kept.post, content=self.hooks.without(kept.post, told))
            self.outbox.rewrite(kept.key, left.content, now)
            return replace(kept, post=left)
        if len(parts) == 1:
            at = next(iter(known.values()))
            self.outbox.sent([kept.key], at.channel, at.ts, now)
        else:  # in several messages, or with others: none of them is this post's
            self.outbox.void([kept.key], "told_before", now)
        return None

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
            return rows
        if isinstance(outcome, RateLimited):
            until = now + timedelta(seconds=outcome.seconds)
            self.pace[conversation_of(to)] = until
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
            self.closed_until = now + CIRCUIT
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
        # What is found is known from then on, and all before it is taken for known: that is compared first.
        is_current = self.comparison.is_current(to, now)
        self._heed_token(now)
        if self.closed_until or self.comparison.is_behind():
            return []
        mark = mark_of(first.sent_with or first.key)
        found = self._find(to, mark, looked_for_after(first)) if is_current else Unsure("not_compared")
        if isinstance(found, OwnPost):
            self.comparison.heed(found, rows, now)
            self.outbox.sent(keys, found.channel, found.ts, now)
            return rows
        if isinstance(found, NotThere):
            self.outbox.later(keys, now, "not_there", now)
            return []
        if isinstance(found, Refusal) and found.about == "token" and found.error != MAY_NOT_READ:
            log.error("Slack does not take the token: %s", found.error)
            self.closed_until = now + CIRCUIT
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

    def _find(self, to: str, mark: str, after: str) -> OwnPost | NotThere | Trouble:
        """The message with a mark in a conversation's history."""
        cursor = ""
        for _ in range(MOST_PAGES):
            page = self.poster.page(to, after, cursor)
            if isinstance(page, Refusal) and page.error == NO_THREAD:
                return NotThere()
            if not isinstance(page, HistoryPage):
                return page
            if there := next((post for post in page.posts if mark in post.marks), None):
                return there
            if not page.cursor:
                return NotThere()
            cursor = page.cursor
        return Unsure("history_too_long")
