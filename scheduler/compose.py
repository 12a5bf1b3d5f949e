"""Rows of the outbox → the message that they make at a moment, in the language of whoever gets it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from index.state.notes import AttachedMessage
from index.state.outbox import OutboxRow
from index.state.people import People
from index.state.reminders import Reminders, done_of
from index.store.store import Store
from scheduler import posts
from scheduler.posts import initial_summary, reminder, status_alert
from scheduler.posts.computed import ComputedPost
from scheduler.posts.render_context import RenderContext
from scheduler.queue import PostQueue
from scheduler.rules.digest import worst
from scheduler.settings import SchedulerSettings
from templates import Card


class Composer:
    """Makes the messages of one database. `computed` are the types that are computed when they go out."""

    def __init__(
        self, store: Store, rules: SchedulerSettings, computed: Mapping[str, ComputedPost], queue: PostQueue
    ) -> None:
        self._rules, self._computed, self._queue = rules, computed, queue
        self._reminders, self._people = Reminders(store.file), People(store.file)

    def compose(
        self, rows: Sequence[OutboxRow], now: datetime, language: str | None = None, sending: bool = False
    ) -> Card | None:
        """The message, or None when there is nothing to tell any longer. `sending`: it goes out now."""
        if computed := self._computed.get(rows[0].post.kind):
            return computed.card(rows[0], now, sending)
        return posts.render_post(rows, self.render_context(rows, now, language))

    def render_context(self, rows: Sequence[OutboxRow], now: datetime, language: str | None = None) -> RenderContext:
        to = rows[0].post.recipient or ""
        spoken = language or self._people.language(to) or self._rules.language
        sent_at = rows[0].claimed_at if rows[0].ts else None
        local = now.astimezone(self._rules.zone)
        if rows[0].post.kind == initial_summary.NAME:
            return RenderContext(spoken, local, sent_at=sent_at, overdue=self._overdue(local.date()))
        if rows[0].post.kind == status_alert.NAME:
            self._people.keep_card(status_alert.stored_card(spoken), now)
            colours = {case.key: worst(case.statuses) for case in self._queue.cases() if case.statuses}
            return RenderContext(spoken, local, sent_at=sent_at, colours=colours, notes=self._notes(rows))
        if rows[0].post.kind != reminder.NAME:
            return RenderContext(spoken, local, sent_at=sent_at)
        told = [one for kept in rows for one in reminder.reminder_items(kept.post.content)]
        marks = {one.due: self._reminders.marks(one.due) for one in told}
        over = frozenset(case.key for case in self._queue.cases() if case.closing) if sent_at is None else frozenset()
        return RenderContext(spoken, local, marks, over, sent_at)

    def _notes(self, rows: Sequence[OutboxRow]) -> dict[str, AttachedMessage]:
        """Of each case the newest note that everybody may read, if it was written after the report before."""
        found = {}
        for content in (kept.post.content for kept in rows):
            for one in status_alert.alert_items(content):
                open_to_all = [note for note in self._people.notes(one.case) if not note.private]
                if open_to_all and open_to_all[-1].said.when.date().isoformat() >= (content["before"] or ""):
                    found[one.case] = open_to_all[-1]
        return found

    def _overdue(self, today: date) -> Counter[str]:
        """How many milestones are overdue and not done, by municipality."""
        here = self._queue.situation(today)
        late = (one for one in here.watched if one.day < today and not done_of(here.memory.marks.get(one.due, ())))
        return Counter(one.milestone.municipality for one in late)
