"""What is due: which reminders a day calls for, and who gets each. Decided from records, memory and the day alone.

A due day that is no working day is moved to the working day before; so is every day on which a rule reminds. Rules:
30 and 7 days ahead, the day itself, then every week while it is overdue; after four weeks the manager, once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.state.reminders import NOT_MINE, SNOOZED, TAKEN, Due, Given, Mark, Memory, done_of, handed_on
from records import Milestone
from scheduler.rules.occurrences import due_days
from scheduler.rules.recipients import Chain, Recipient
from scheduler.rules.watched_cases import WatchedCase, milestone_key
from scheduler.rules.workdays import WorkDays

AHEAD = (30, 7)
WEEKS_TO_MANAGER = 4
WEEK = timedelta(days=7)
LOOK_AHEAD = timedelta(days=60)
# Rules: "30", "7" and "0" days ahead, "late-3" weeks, "manager"; "old": overdue when the clock first saw it; "snoozed";
# "passed:U…": that person said that it is not theirs.
OLD, MANAGER, SNOOZE, PASSED = "old", "manager", "snoozed", "passed"


@dataclass(frozen=True, slots=True)
class DueMilestone:
    """A due day of a milestone of a case that is not over."""

    due: Due
    case: WatchedCase
    milestone: Milestone
    day: date  # the working day on which it is due


@dataclass(frozen=True, slots=True)
class Item:
    """A reminder to give: by which rule, which day the rule names, and what of other rules it stands for."""

    watched: DueMilestone
    given: Given
    recipient: Recipient
    merged: tuple[Given, ...] = ()

    @property
    def all_given(self) -> tuple[Given, ...]:
        return (self.given, *self.merged)


def due_milestones(cases: Iterable[WatchedCase], work: WorkDays, today: date) -> tuple[DueMilestone, ...]:
    """The due days that concern `today`: of what comes again the last that is past, and those to come."""
    found: dict[Due, DueMilestone] = {}
    for case in cases:
        if case.closing is None:
            for milestone in case.milestones:
                key = milestone_key(milestone)
                for day in _current(milestone, today):
                    found.setdefault((key, day), DueMilestone((key, day), case, milestone, work.on_or_before(day)))
    return tuple(found.values())


def _current(milestone: Milestone, today: date) -> Sequence[date]:
    days = due_days(milestone, today + LOOK_AHEAD)
    if not milestone.recurring:
        return days
    past = [day for day in days if day < today]
    return [*past[-1:], *(day for day in days if day >= today)]


def unseen(found: Iterable[DueMilestone], memory: Memory) -> list[Due]:
    return [one.due for one in found if one.due not in memory.seen]


def items(found: Iterable[DueMilestone], memory: Memory, chain: Chain, work: WorkDays, today: date) -> list[Item]:
    """The reminders that are called for on `today`, late ones among them; none when it is no working day."""
    if not work.is_open(today):
        return []
    return [item for one in found for item in _items(one, memory, chain, work, today)]


def _items(one: DueMilestone, memory: Memory, chain: Chain, work: WorkDays, today: date) -> Iterator[Item]:
    marks = memory.marks.get(one.due, ())
    if done_of(marks):
        return
    given = memory.given.get(one.due, frozenset())
    open_rules = [
        rule
        for rule in reminder_rules(one.day, memory.seen.get(one.due, today), marks, work, today)
        if rule not in given
    ]
    managers = [rule for rule in open_rules if rule.rule == MANAGER]
    others = [rule for rule in open_rules if rule.rule != MANAGER]
    not_by, named = handed_on(marks)
    if others:
        to = chain.recipient(one.case, one.milestone, not_by, today, named)
        yield Item(one, others[-1], to, tuple(others[:-1]))
    if managers:
        yield Item(one, managers[-1], chain.manager(one.milestone, today), tuple(managers[:-1]))


def reminder_rules(day: date, seen: date, marks: Sequence[Mark], work: WorkDays, today: date) -> list[Given]:
    """What the rules call for between the day on which the clock first saw a due day and `today`, in order of days."""
    quiet = _snoozed(marks)
    start = _start(day, seen, marks)
    found = {Given(OLD, seen)} if day < seen else set()
    if start is not None:
        found |= {one for one in _regular(day, start, work, today) if one.day >= seen}
    found |= {Given(SNOOZE, _woken(mark, work)) for mark in quiet[-1:]}
    found |= {Given(f"{PASSED}:{mark.by.id}", mark.on) for mark in marks if mark.mark == NOT_MINE}
    kept = (one for one in found if one.day <= today and not _hushed(one, quiet))
    return sorted(kept, key=lambda one: (one.day, one.rule))


def _start(day: date, seen: date, marks: Sequence[Mark]) -> date | None:
    """From when the weeks of an overdue milestone are counted; None for an old one that nobody took."""
    if day >= seen:
        return day
    taken = [mark.on for mark in marks if mark.mark in (TAKEN, SNOOZED)]
    return taken[0] if taken else None


def _regular(day: date, start: date, work: WorkDays, today: date) -> Iterator[Given]:
    if start == day:
        for ahead in AHEAD:
            yield Given(str(ahead), work.on_or_before(day - timedelta(days=ahead)))
        yield Given("0", day)
    weeks, late = 1, start + WEEK
    while late <= today + WEEK:
        moved = max(work.on_or_before(late), start + timedelta(days=1))
        yield Given(f"late-{weeks}", moved)
        if weeks == WEEKS_TO_MANAGER:
            yield Given(MANAGER, moved)
        weeks, late = weeks + 1, late + WEEK


def _snoozed(marks: Sequence[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.mark == SNOOZED and mark.until]


def _woken(mark: Mark, work: WorkDays) -> date:
    """The day on which what was put off comes back: after the day on which it was."""
    until = mark.until or mark.on
    before = work.on_or_before(until)
    return before if before > mark.on else work.on_or_after(max(until, mark.on + timedelta(days=1)))


def _hushed(one: Given, quiet: Sequence[Mark]) -> bool:
    """Put off: a rule of the days from the answer to the day that was chosen. The manager is told all the same."""
    if one.rule in (MANAGER, SNOOZE) or one.rule.startswith(PASSED):
        return False
    return any(mark.on <= one.day <= mark.until for mark in quiet if mark.until)


def by_recipient(found: Iterable[Item]) -> dict[Recipient, list[Item]]:
    """The reminders of each recipient, those of a case together, the earliest due first."""
    grouped: defaultdict[Recipient, list[Item]] = defaultdict(list)
    for item in found:
        grouped[replace(item.recipient, why="")].append(item)
    return {who: sorted(few, key=_order) for who, few in grouped.items()}


def _order(item: Item) -> tuple[bool, str, str, date, str]:
    case = item.watched.case.case
    return (item.given.rule == OLD, case.code or case.title, case.key, item.watched.day, item.watched.due[0])


def days_ahead(
    cases: Sequence[WatchedCase], memory: Memory, chain: Chain, work: WorkDays, days: Iterable[date]
) -> list[tuple[date, dict[Recipient, list[Item]]]]:
    """What is given on each of some days, if nobody answers and no document changes meanwhile."""
    plan: list[tuple[date, dict[Recipient, list[Item]]]] = []
    for today in days:
        found = due_milestones(cases, work, today)  # of what comes again, another one may be the last
        new = dict.fromkeys(unseen(found, memory), today)
        memory = replace(memory, seen={**memory.seen, **new})
        given = by_recipient(_not_yet(items(found, memory, chain, work, today), memory, today))
        plan += [(today, given)] if given else []
        memory = _remembered(memory, given, today)
    return plan


def _not_yet(found: Iterable[Item], memory: Memory, today: date) -> Iterator[Item]:
    return (item for item in found if post_key(item.recipient, today) not in memory.posts)


def post_key(recipient: Recipient, today: date) -> str:
    """A recipient gets one message a day."""
    return f"reminder:{recipient.id or 'nobody'}:{today.isoformat()}"


def _remembered(memory: Memory, given: dict[Recipient, list[Item]], today: date) -> Memory:
    known = dict(memory.given)
    for few in given.values():
        for item in few:
            known[item.watched.due] = known.get(item.watched.due, frozenset()) | set(item.all_given)
    posts = memory.posts | {post_key(who, today) for who in given}
    return replace(memory, given=known, posts=posts)
