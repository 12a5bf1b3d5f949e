"""One tick of the clock: what the moment calls for is put into the outbox, then what may go out is posted.

A tick may come at any time and as often as it likes: what it puts has a key that is put once, and what it finds too
late it says is late. Nothing that decides is kept in memory.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from index.db.database import Connection
from index.state.outbox import Outbox, OutboxRow, Post, put
from index.state.people import People
from index.state.personal import expire
from index.state.posting import Posting
from index.state.reminders import Memory, Reminders, done_of
from index.store.store import Store
from scheduler import posts
from scheduler.comparing import SETTLE, InMemory, OutsideNumber
from scheduler.delivery import CANNOT_RENDER, Sender, SenderHooks
from scheduler.poster import Poster, Refusal
from scheduler.posts import digest, initial_summary, notice, reminder, status_alert
from scheduler.posts.render_context import RenderContext
from scheduler.rules import due
from scheduler.rules.digest import worst
from scheduler.rules.due import DueMilestone, Item
from scheduler.rules.recipients import Chain, Recipient
from scheduler.rules.watched_cases import WatchedCase, watched_cases
from scheduler.settings import BEGAN, SchedulerSettings
from templates import Card

REMIND_AT = time(8, 30)
ROUND = timedelta(seconds=1)
BEAT = timedelta(seconds=20)
PLAN_DAYS = 14


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


@dataclass(frozen=True, slots=True)
class SchedulerState:
    """All that a tick decides from, read in one piece."""

    cases: tuple[WatchedCase, ...]
    memory: Memory
    watched: tuple[DueMilestone, ...]
    chain: Chain


class Other(Protocol):
    """A kind of post that needs more than its row to be laid out: what of it a moment calls for, and its message.
    `sending`: it goes out now, and may bring a picture."""

    def posts(self, now: datetime) -> Sequence[Post]: ...
    def card(self, kept: OutboxRow, now: datetime, sending: bool) -> Card | None: ...


class Scheduler:
    """The clock of one database. `others` are more types of posts that need more than their row, by their names."""

    def __init__(self, store: Store, rules: SchedulerSettings, others: Mapping[str, Other] | None = None) -> None:
        self.store, self.rules = store, rules
        weekly = digest.WeeklyDigest(store, rules)
        on_demand = digest.DigestOnDemand(weekly, rules)
        self.others: dict[str, Other] = {digest.NAME: weekly, digest.ON_DEMAND: on_demand, **(others or {})}
        self.outbox, self.reminders, self.people = Outbox(store.file), Reminders(store.file), People(store.file)
        self._read: tuple[int, tuple[WatchedCase, ...]] = (-1, ())
        self._watched: tuple[tuple[int, date], tuple[DueMilestone, ...]] | None = None
        self._quiet: tuple[object, ...] | None = None

    # ------------------------------------------------------------------ deciding

    def situation(self, today: date) -> SchedulerState:
        with self.store.file.reading():
            cases, memory = self._cases(), self.reminders.memory()
        key = (self._read[0], today)
        if self._watched is None or self._watched[0] != key:
            self._watched = (key, due.due_milestones(cases, self.rules.work, today))
        return SchedulerState(cases, memory, self._watched[1], self._chain(memory))

    def _cases(self) -> tuple[WatchedCase, ...]:
        """The cases of the store as it is now, read once for each of its revisions."""
        revision = self.store.revision()
        if self._read[0] != revision:
            self._read = (revision, watched_cases(self.store))
        return self._read[1]

    def _chain(self, memory: Memory) -> Chain:
        rules = self.rules
        return Chain(memory.owners, memory.units, memory.stand_ins, memory.gone, rules.alert_channel, rules.admins)

    def plan(self, now: datetime, days: int = PLAN_DAYS) -> list[tuple[date, dict[Recipient, list[Item]]]]:
        """What the next days bring, today among them, if nobody answers and no document comes."""
        local = now.astimezone(self.rules.zone)
        here, first = self.situation(local.date()), local.date()
        coming = [first + timedelta(days=count) for count in range(days)]
        return due.days_ahead(here.cases, here.memory, here.chain, self.rules.work, coming)

    # ------------------------------------------------------------------ queueing

    def queue(self, now: datetime) -> None:
        """Put what the moment calls for: each once, in one transaction with the note that it was."""
        local = now.astimezone(self.rules.zone)
        today, reminds = local.date(), local.time() >= REMIND_AT
        posts = [post for other in self.others.values() for post in other.posts(now)]
        moment = (today, reminds, self.store.file.stamp())
        if not posts and moment == self._quiet:
            return  # the same day, and nobody has written anything since there was nothing to put
        here = self.situation(today)
        given = self._reminders(here, today) if reminds else {}
        unseen = due.unseen(here.watched, here.memory)
        if not unseen and not given and not posts:
            self._quiet = moment
            return
        with self.store.file.writing() as db:
            self.reminders.see(db, unseen, today)
            for post in posts:
                put(db, post, now)
            for recipient, items in given.items():
                self._remind(db, recipient, items, now, today)

    def _reminders(self, here: SchedulerState, today: date) -> dict[Recipient, list[Item]]:
        items = due.items(here.watched, here.memory, here.chain, self.rules.work, today)
        grouped = due.by_recipient(items)
        return {who: few for who, few in grouped.items() if due.post_key(who, today) not in here.memory.posts}

    def _remind(self, db: Connection, recipient: Recipient, found: list[Item], now: datetime, today: date) -> None:
        items = [item for item in found if not self.reminders.was_given(db, item.watched.due, item.given)]
        if not items:
            return
        post = Post(due.post_key(recipient, today), reminder.NAME, recipient.id, reminder.reminder_content(items))
        if put(db, post, now):
            for item in items:
                self.reminders.give(db, item.watched.due, item.all_given, post.key)

    # ------------------------------------------------------------------ delivering

    def sender(
        self,
        poster: Poster,
        now: Callable[[], datetime],
        outside: OutsideNumber | None = None,
        steady: Callable[[], float] | None = None,
    ) -> Sender:
        """The one sender: what was on its way when the last one stopped is looked for. Raises Unusable for a database
        that is damaged: nothing goes out of it."""
        self.store.file.refuse_damage()
        self.outbox.recover(now(), now() + SETTLE)
        hooks = SenderHooks(
            lambda rows: self.compose(rows, now(), sending=True),
            posts.message_batches,
            self.elsewhere,
            self._refused,
            self._lost,
            self._compared,
            posts.post_parts,
            posts.untold_content,
        )
        return Sender(self.outbox, poster, hooks, now, outside=outside or InMemory(), steady=steady)

    def compose(
        self, rows: Sequence[OutboxRow], now: datetime, language: str | None = None, sending: bool = False
    ) -> Card | None:
        """The message that rows make at a moment, in the language of whoever gets it."""
        if other := self.others.get(rows[0].post.kind):
            return other.card(rows[0], now, sending)
        return posts.render_post(rows, self.render_context(rows, now, language))

    def render_context(self, rows: Sequence[OutboxRow], now: datetime, language: str | None = None) -> RenderContext:
        to = rows[0].post.recipient or ""
        spoken = language or self.people.language(to) or self.rules.language
        sent_at = rows[0].claimed_at if rows[0].ts else None
        local = now.astimezone(self.rules.zone)
        if rows[0].post.kind == initial_summary.NAME:
            return RenderContext(spoken, local, sent_at=sent_at, overdue=self._overdue(local.date()))
        if rows[0].post.kind == status_alert.NAME:
            self.people.keep_card(status_alert.stored_card(spoken), now)
            colours = {case.key: worst(case.statuses) for case in self._cases() if case.statuses}
            return RenderContext(spoken, local, sent_at=sent_at, colours=colours)
        if rows[0].post.kind != reminder.NAME:
            return RenderContext(spoken, local, sent_at=sent_at)
        told = [one for kept in rows for one in reminder.reminder_items(kept.post.content)]
        marks = {one.due: self.reminders.marks(one.due) for one in told}
        over = frozenset(case.key for case in self._cases() if case.closing) if sent_at is None else frozenset()
        return RenderContext(spoken, local, marks, over, sent_at)

    def _overdue(self, today: date) -> Counter[str]:
        """How many milestones are overdue and not done, by municipality."""
        here = self.situation(today)
        late = (one for one in here.watched if one.day < today and not done_of(here.memory.marks.get(one.due, ())))
        return Counter(one.milestone.municipality for one in late)

    def elsewhere(self) -> str | None:
        """Where something goes that has no recipient."""
        return self.rules.alert_channel or next(iter(self.rules.admins), None)

    def _refused(self, rows: Sequence[OutboxRow], refusal: Refusal, now: datetime) -> bool:
        """A person who has left: the reminders go to the next in the chain. Else one notice a recipient and reason; a
        notice goes to the next who may mend it. Gives whether the rows have gone another way."""
        to, keys = rows[0].post.recipient or "", [kept.key for kept in rows]
        if refusal.about == "person":
            return self._replace(rows, to, now)
        may_have_picture = rows[0].post.kind in self.others and refusal.error != CANNOT_RENDER
        if refusal.about == "message" and may_have_picture and rows[0].tries == 0:
            self.outbox.later(keys, now, refusal.error, now)  # without its picture
            return True
        mends = [one for one in (self.rules.alert_channel, *self.rules.admins) if one]
        if rows[0].post.kind == notice.NAME:
            following = mends[mends.index(to) + 1 :] if to in mends else mends
            return bool(following) and refusal.about != "message" and self._elsewhere(keys, following[0], refusal, now)
        # A conversation that takes no message at all takes no notice either; one whose message is bad does.
        if others := [one for one in mends if one != to or refusal.about == "message"]:
            day = now.astimezone(self.rules.zone).date().isoformat()
            content = {"about": "refused", "error": refusal.error, "recipient": to}
            self.outbox.add(Post(f"notice:{refusal.error}:{to}:{day}", notice.NAME, others[0], content), now)
        return False

    def _elsewhere(self, keys: Sequence[str], to: str, refusal: Refusal, now: datetime) -> bool:
        self.outbox.redirect(keys, to, now)
        self.outbox.later(keys, now, refusal.error, now)
        return True

    def _replace(self, rows: Sequence[OutboxRow], gone: str, now: datetime) -> bool:
        keys, to = [kept.key for kept in rows], self.elsewhere()
        self.reminders.has_gone(gone, now)
        if rows[0].post.kind == reminder.NAME:
            self.reminders.take_back(keys)
            self.outbox.void(keys, "gone", now)
            self.queue(now)
            return True
        if not to or to == gone:
            return False
        return self._elsewhere(keys, to, Refusal("gone", "person"), now)

    def _lost(self, rows: Sequence[OutboxRow], now: datetime) -> None:
        """Nobody could find out whether it is in Slack: a person is asked."""
        first = rows[0]
        content = {
            "about": "lost",
            "key": first.sent_with or first.key,
            "kind": first.post.kind,
            "recipient": first.post.recipient or "",
            "date": first.made_at.astimezone(self.rules.zone).date().isoformat(),
        }
        self.outbox.add(Post(f"notice:lost:{first.key}", notice.NAME, self.elsewhere(), content), now)

    def _compared(self, posting: Posting, now: datetime) -> None:
        """The database was put back, and all that Slack had meanwhile is known: somebody is told what is lost."""
        life, found = posting.life(), posting.compared()
        noticed = (life.noticed_at or now).isoformat()
        content = {
            "about": "restored",
            "since": life.since.astimezone(self.rules.zone).isoformat() if life.since else None,
            "found": sum(one.found for one in found),
            "answered": [one.place for one in found if one.answered],
        }
        self.outbox.add(Post(f"notice:restored:{noticed}", notice.NAME, self.elsewhere(), content), now)

    # ------------------------------------------------------------------ the whole tick

    def tick(self, now: datetime, sender: Sender | None, pause: Pause) -> TickResult:
        """Queue, then post until nothing more may go out now. `pause` waits so many seconds between two rounds; when it
        gives true, the rest is left to the next tick. Without a sender everything is held."""
        if self.reminders.heartbeat(BEGAN) is None:
            self.reminders.beat(BEGAN, now)
        self.queue(now)
        self._beat(now)
        expire(self.store.file, now)
        delivered = tuple(self._deliver(now, sender, pause)) if sender else ()
        return TickResult(tuple(self.outbox.tell()), delivered, tuple(self.outbox.waiting()))

    def _beat(self, now: datetime) -> None:
        """A sign of life. It changes nothing that is decided from."""
        before = self.store.file.stamp()
        self.reminders.beat("tick", now)
        if self._quiet and self._quiet[-1] == before:
            db, others, _ = before
            self._quiet = (*self._quiet[:-1], (db, others, self.store.file.stamp()[-1]))

    def _deliver(self, now: datetime, sender: Sender, pause: Pause) -> Iterator[OutboxRow]:
        """Rounds a second apart for as long as something is only waiting for its turn."""
        beaten = now
        while True:
            yield from sender.round(now)
            following = sender.following(now)
            after = max(now, sender.clock())  # posting took its own time, and the pace is counted from its end
            if following is None or following > after + ROUND or pause(ROUND.total_seconds()):
                return
            now = max(now + ROUND, sender.clock())
            if now - beaten >= BEAT:  # many posts take long, and the clock does not stand still meanwhile
                self._beat(now)
                beaten = now
