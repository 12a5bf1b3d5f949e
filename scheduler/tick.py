"""One tick of the clock: what the moment calls for is put into the outbox, then what may go out is posted.

A tick may come at any time and as often as it likes, and what it finds too late it says is late.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from index.state.leases import Lease, TurnLost
from index.state.outbox import Outbox, OutboxRow
from index.state.people import People
from index.state.personal import expire
from index.state.reminders import Reminders
from index.store.store import Store
from scheduler import posts
from scheduler.comparing import SETTLE, InMemory, OutsideNumber
from scheduler.compose import Composer
from scheduler.delivery import Sender, SenderHooks
from scheduler.poster import Poster
from scheduler.posts import digest, digest_rest
from scheduler.posts.computed import ComputedPost
from scheduler.posts.render_context import RenderContext
from scheduler.queue import PLAN_DAYS, PostQueue
from scheduler.rules.due import DueMilestone, Item
from scheduler.rules.recipients import Recipient
from scheduler.settings import BEGAN, SchedulerSettings
from scheduler.undelivered import Undelivered
from templates import Card

ROUND = timedelta(seconds=1)
BEAT = timedelta(seconds=20)

LATEST = timedelta(seconds=60)  # after which nothing can come any more of a sender that was held up

log = logging.getLogger(__name__)

Pause = Callable[[float], bool | None]


@dataclass(frozen=True, slots=True)
class TickResult:
    """What a tick did: what was put since the last one, what Slack has since, what still waits."""

    queued: tuple[OutboxRow, ...]
    delivered: tuple[OutboxRow, ...]
    held: tuple[OutboxRow, ...]

    def of(self, recipient: str) -> "TickResult":
        """What is for one person or channel."""
        parts = (self.queued, self.delivered, self.held)
        return TickResult(*(tuple(row for row in rows if row.post.recipient == recipient) for rows in parts))


class Scheduler:
    """The clock of one database. `computed` are more types of posts that are computed when they go out."""

    def __init__(
        self, store: Store, rules: SchedulerSettings, computed: Mapping[str, ComputedPost] | None = None
    ) -> None:
        self.store, self.rules = store, rules
        weekly = digest.WeeklyDigest(store, rules)
        on_demand = digest.DigestOnDemand(weekly, rules)
        rest = digest_rest.DigestRest(store, weekly, rules)
        ours: dict[str, ComputedPost] = {digest.NAME: weekly, digest.ON_DEMAND: on_demand, digest_rest.NAME: rest}
        self.computed: dict[str, ComputedPost] = {**ours, **(computed or {})}
        self.outbox, self.reminders, self.people = Outbox(store.file), Reminders(store.file), People(store.file)
        self.post_queue = PostQueue(store, rules, self.computed)
        self._composer = Composer(store, rules, self.computed, self.post_queue)

    def plan(self, now: datetime, days: int = PLAN_DAYS) -> list[tuple[date, dict[Recipient, list[Item]]]]:
        """What the next days bring, today among them, if nobody answers and no document comes."""
        return self.post_queue.plan(now, days)

    def queue(self, now: datetime) -> None:
        """Put what the moment calls for."""
        self.post_queue.put_due(now)

    def compose(
        self, rows: Sequence[OutboxRow], now: datetime, language: str | None = None, sending: bool = False
    ) -> Card | None:
        """The message that rows make at a moment, in the language of whoever gets it; `sending` as it goes out then."""
        return self._composer.compose(rows, now, language, sending)

    def render_context(self, rows: Sequence[OutboxRow], now: datetime, language: str | None = None) -> RenderContext:
        """What the message of these rows is rendered with, beside the rows."""
        return self._composer.render_context(rows, now, language)

    def sender(
        self,
        poster: Poster,
        now: Callable[[], datetime],
        outside: OutsideNumber | None = None,
        steady: Callable[[], float] | None = None,
        lease: Lease | None = None,
    ) -> Sender:
        """The one sender, for as long as it has the lease: what was on its way when the last one stopped is looked for.
        Raises Unusable for a database that is damaged: nothing goes out of it."""
        self.store.file.refuse_damage()
        outbox = Outbox(self.store.file, lease.fence) if lease else self.outbox
        outbox.recover(now(), now() + (LATEST if lease and lease.doubtful else SETTLE))
        undelivered = Undelivered(outbox, self.rules, self.computed, self.post_queue.put_due, self._watched)
        hooks = SenderHooks(
            lambda rows: self._composer.compose(rows, now(), sending=True),
            posts.message_batches,
            self.rules.elsewhere,
            undelivered.refused,
            undelivered.lost,
            undelivered.compared,
            posts.post_parts,
            posts.untold_content,
            undelivered.answered,
        )
        return Sender(outbox, poster, hooks, now, outside=outside or InMemory(), steady=steady)

    def _watched(self, today: date) -> Sequence[DueMilestone]:
        return self.post_queue.situation(today).watched

    def tick(self, now: datetime, sender: Sender | None, pause: Pause) -> TickResult:
        """Queue, then post until nothing more may go out now. `pause` waits so many seconds between two rounds; when it
        gives true, the rest is left to the next tick. Without a sender everything is held."""
        if self.reminders.heartbeat(BEGAN) is None:
            self.reminders.beat(BEGAN, now)
        self.queue(now)
        self.post_queue.beat(now)
        expire(self.store.file, now)
        delivered = tuple(self._deliver(now, sender, pause)) if sender else ()
        return TickResult(tuple(self.outbox.tell()), delivered, tuple(self.outbox.waiting()))

    def _deliver(self, now: datetime, sender: Sender, pause: Pause) -> Iterator[OutboxRow]:
        """Rounds a second apart for as long as something is only waiting for its turn."""
        beaten = now
        while True:
            try:
                yield from sender.round(now)
            except TurnLost:
                log.warning("Another process posts now: this one was held up for too long")
                return
            following = sender.following(now)
            after = max(now, sender.clock())  # posting took its own time, and the pace is counted from its end
            if following is None or following > after + ROUND or pause(ROUND.total_seconds()):
                return
            now = max(now + ROUND, sender.clock())
            if now - beaten >= BEAT:  # many posts take long, and the clock does not stand still meanwhile
                self.post_queue.beat(now)
                beaten = now
