"""What a moment calls for, put into the outbox: each once, in one transaction with the note that it was.

A moment may be asked about at any time and as often as one likes: what is put has a key that is put once. Nothing that
decides is kept in memory.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from index.db.gateway import Writer
from index.state.outbox import Post, put
from index.state.reminders import Memory, Reminders
from index.store.store import Store
from scheduler.posts import reminder
from scheduler.posts.computed import ComputedPost
from scheduler.rules import due
from scheduler.rules.due import DueMilestone, Item
from scheduler.rules.recipients import Chain, Recipient
from scheduler.rules.watched_cases import WatchedCase, watched_cases
from scheduler.settings import SchedulerSettings

REMIND_AT = time(8, 30)
PLAN_DAYS = 14
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SchedulerState:
    """All that a tick decides from, read in one piece."""

    cases: tuple[WatchedCase, ...]
    memory: Memory
    watched: tuple[DueMilestone, ...]
    chain: Chain


class PostQueue:
    """Queues the posts of one database. `computed` are the types that are computed when they go out."""

    def __init__(self, store: Store, rules: SchedulerSettings, computed: Mapping[str, ComputedPost]) -> None:
        self._store, self._rules, self._computed = store, rules, computed
        self._reminders = Reminders(store.file)
        self._read: tuple[int, tuple[WatchedCase, ...]] = (-1, ())
        self._watched: tuple[tuple[int, date], tuple[DueMilestone, ...]] | None = None
        self._quiet: tuple[object, ...] | None = None

    def situation(self, today: date) -> SchedulerState:
        """What a day is decided from: cases and milestones, and what people have answered."""
        with self._store.file.reading():
            cases, memory = self.cases(), self._reminders.memory()
        key = (self._read[0], today)
        if self._watched is None or self._watched[0] != key:
            self._watched = (key, due.due_milestones(cases, self._rules.work, today))
        return SchedulerState(cases, memory, self._watched[1], self._chain(memory))

    def cases(self) -> tuple[WatchedCase, ...]:
        """The cases of the store as it is now, read once for each of its revisions."""
        revision = self._store.revision()
        if self._read[0] != revision:
            self._read = (revision, watched_cases(self._store))
        return self._read[1]

    def _chain(self, memory: Memory) -> Chain:
        rules = self._rules
        return Chain(memory.owners, memory.units, memory.stand_ins, memory.gone, rules.alert_channel, rules.admins)

    def plan(self, now: datetime, days: int = PLAN_DAYS) -> list[tuple[date, dict[Recipient, list[Item]]]]:
        """What the next days bring, today among them, if nobody answers and no document comes."""
        local = now.astimezone(self._rules.zone)
        here, first = self.situation(local.date()), local.date()
        coming = [first + timedelta(days=count) for count in range(days)]
        return due.days_ahead(here.cases, here.memory, here.chain, self._rules.work, coming)

    def put_due(self, now: datetime) -> None:
        """Put what the moment calls for: each once, in one transaction with the note that it was."""
        local = now.astimezone(self._rules.zone)
        today, reminds = local.date(), local.time() >= REMIND_AT
        posts = [post for kind in self._computed.values() for post in kind.posts(now)]
        moment = (today, reminds, self._store.file.stamp())
        if not posts and moment == self._quiet:
            return  # the same day, and nobody has written anything since there was nothing to put
        here = self.situation(today)
        given = self._due(here, today) if reminds else {}
        unseen = due.unseen(here.watched, here.memory)
        if not unseen and not given and not posts:
            self._quiet = moment
            return
        with self._store.file.writer() as db:
            self._reminders.see(db, unseen, today)
            for post in posts:
                put(db, post, now)
            for recipient, items in given.items():
                self._remind(db, recipient, items, now, today)

    def _due(self, here: SchedulerState, today: date) -> dict[Recipient, list[Item]]:
        items = due.items(here.watched, here.memory, here.chain, self._rules.work, today)
        grouped = due.by_recipient(items)
        return {who: few for who, few in grouped.items() if due.post_key(who, today) not in here.memory.posts}

    def _remind(self, db: Writer, recipient: Recipient, found: list[Item], now: datetime, today: date) -> None:
        items = [item for item in found if not self._reminders.was_given(db, item.watched.due, item.given)]
        if not items:
            return
        post = Post(due.post_key(recipient, today), reminder.NAME, recipient.id, reminder.reminder_content(items))
        if put(db, post, now):
            for item in items:
                self._reminders.give(db, item.watched.due, item.all_given, post.key)

    def beat(self, now: datetime) -> None:
        """A heartbeat."""
        self.aside(lambda: self._reminders.beat("tick", now))

    def aside(self, act: Callable[[], T]) -> T:
        """Do what changes nothing that is decided from."""
        before = self._store.file.stamp()
        done = act()
        if self._quiet and self._quiet[-1] == before:
            db, others, _ = before
            self._quiet = (*self._quiet[:-1], (db, others, self._store.file.stamp()[-1]))
        return done
