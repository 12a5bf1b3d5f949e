"""Cases and milestones made up for the clock, and days that are played one after another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from index.search.entries import update_entries
from index.state.people import CaseKey, Person
from index.state.reminders import Due, Mark, Memory
from index.store.store import Store
from records import Link, Loaded, Milestone, Proposal, Source, StatusRow
from scheduler.rules import due
from scheduler.rules.due import Item
from scheduler.rules.recipients import Chain
from scheduler.rules.watched_cases import WatchedCase, milestone_key
from scheduler.rules.workdays import WorkDays

ZONE = ZoneInfo("Europe/Copenhagen")
DAY = timedelta(days=1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def milestone(due_on: str | Sequence[str], code: str = "A1", goal: str = "Mål", **fields: object) -> Milestone:
    """A milestone that is due on a day, or on several."""
    named = [due_on] if isinstance(due_on, str) else due_on
    dues = tuple((day(one), day(one)) for one in named)
    base = Milestone("By", code, f"Sag {code}", goal, "", "", "", Source("plan.txt", 1), all_dues=dues)
    return replace(base, **fields)  # type: ignore[arg-type]


def status(code: str, words: str = "Forløber som planlagt", **fields: object) -> StatusRow:
    base = StatusRow(
        "By", code, code, 2025, "Område", f"Sag {code}", "", words, None, None, "", Source("status.txt", 1)
    )  # fmt: skip
    return replace(base, **fields)  # type: ignore[arg-type]


def case(*milestones: Milestone) -> WatchedCase:
    first = milestones[0]
    return WatchedCase(CaseKey(first.municipality, first.code, None, first.title), (), milestones, None)


def filled(path: Path, milestones: Iterable[Milestone], statuses: Iterable[StatusRow] = ()) -> Store:
    """A store with a plan, and a report when there are status rows."""
    store = Store(path, find_links=_same_code, follow=update_entries)
    when, rows = datetime(2025, 1, 1, tzinfo=UTC), tuple(milestones)
    named = {one.code: Proposal("By", one.title, Source("plan.txt", 1), code=one.code) for one in rows}
    plan = Loaded("plan.txt", "proposals", "Plan", "By", proposals=tuple(named.values()), milestones=rows)
    store.replace(plan, "plan", when)
    if told := tuple(statuses):
        store.replace(Loaded("status.txt", "statuses", "Status", "By", statuses=told), "status", when)
    return store


def _same_code(proposals: Iterable[Proposal], statuses: Iterable[StatusRow]) -> tuple[Link, ...]:
    """A status row follows up the proposal of its code."""
    known = {one.code: one for one in proposals}
    return tuple(
        Link("By", row.code, known[row.code].title, row.code, row.title, row.budget_year, row.area, "title", 1.0)
        for row in statuses
        if row.code in known
    )


def at(when: str) -> datetime:
    """A moment in Danish time."""
    return datetime.fromisoformat(when).replace(tzinfo=ZONE)


@dataclass
class Days:
    """Days played one by one: what is given on each is remembered as the clock remembers it."""

    cases: Sequence[WatchedCase]
    chain: Chain = field(default_factory=lambda: Chain({}, alert_channel="CALL"))
    work: WorkDays = field(default_factory=WorkDays)
    memory: Memory = field(default_factory=Memory)

    def tick(self, today: date) -> list[Item]:
        """One day's tick; a second one on the day gives nothing new."""
        found = due.due_milestones(self.cases, self.work, today)
        self.memory = replace(
            self.memory, seen={**dict.fromkeys(due.unseen(found, self.memory), today), **self.memory.seen}
        )
        given = due.items(found, self.memory, self.chain, self.work, today)
        known = dict(self.memory.given)
        for item in given:
            known[item.watched.due] = known.get(item.watched.due, frozenset()) | set(item.all_given)
        self.memory = replace(self.memory, given=known)
        return given

    def play(self, first: str, last: str) -> dict[str, list[str]]:
        """Each day from `first` to `last` → the rules that were given on it; days without are left out."""
        found: dict[str, list[str]] = {}
        today = day(first)
        while today <= day(last):
            if rules := [item.given.rule for item in self.tick(today)]:
                found[today.isoformat()] = rules
            today += DAY
        return found

    def say(self, mark: str, on: str, until: str | None = None, by: str = "U1", number: int = 0) -> None:
        """A person answers on a day, about the nth due day of the first milestone."""
        first = self.cases[0].milestones[0]
        key: Due = (milestone_key(first), first.all_dues[number][1])
        told = Mark(mark, Person(by, by), at(f"{on}T10:00"), day(on), day(until) if until else None)
        self.memory = replace(self.memory, marks={**self.memory.marks, key: (*self.memory.marks.get(key, ()), told)})
