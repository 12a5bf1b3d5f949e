"""The store and what the clock remembers → how each case stands, for a digest."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.state.people import CaseKey
from index.state.reminders import Memory, done_of
from index.store.history import StatusReport, Timeline
from index.store.store import Store
from index.store.timeline import timeline
from records import Milestone, StatusRow
from scheduler.rules.digest import Paper, Rows, Standing
from scheduler.rules.due import due_milestones
from scheduler.rules.watched_cases import watched_cases
from scheduler.rules.workdays import WorkDays

Dues = Sequence[tuple[date, Milestone]]


def papers(store: Store) -> tuple[Paper, ...]:
    return tuple(
        Paper(one.name, one.kind, one.title, one.loaded_at, one.as_of, one.counts.get("findings", 0))
        for one in store.documents()
    )


def standings(store: Store, memory: Memory, work: WorkDays, today: date) -> tuple[Standing, ...]:
    """Every case that a report or a milestone tells of; due days that somebody has called done are left out."""
    cases = watched_cases(store)
    dues: dict[str, list[tuple[date, Milestone]]] = defaultdict(list)
    for one in due_milestones(cases, work, today):
        if not done_of(memory.marks.get(one.due, ())):
            dues[one.case.key].append((one.day, one.milestone))
    told = _told(timeline(store.reader()))
    # A proposal and its status rows are one case by their name, whether or not anything else links them.
    by_key = {one.key: one.case for one in sorted(cases, key=lambda one: bool(one.statuses))}
    names = {**{key: found.case for key, found in told.items()}, **by_key}
    return tuple(_standing(key, case, told.get(key, _Told(case)), dues[key], memory) for key, case in names.items())


@dataclass(frozen=True, slots=True)
class _Told:
    """What the reports of a series tell of a case: its rows, the newest report first, and which report has it no
    longer."""

    case: CaseKey
    history: tuple[Rows, ...] = ()
    gone_from: str = ""


def _told(found: Timeline) -> dict[str, _Told]:
    """Each case by the key of its newest row: it stays the same though a report writes its title differently."""
    places = {
        row_id: (number, at)
        for number, series in enumerate(found.series)
        for at, report in enumerate(series)
        for row_id in report.by_id
    }
    rows: dict[str, dict[int, list[StatusRow]]] = defaultdict(lambda: defaultdict(list))
    cases: dict[str, tuple[CaseKey, int]] = {}
    for line in found.lines:
        last = line.rows[-1]
        case = CaseKey(last.municipality, last.code, last.budget_year, last.title)
        cases[case.key] = case, places[line.ids[-1]][0]
        for row_id, row in zip(line.ids, line.rows, strict=True):
            rows[case.key][places[row_id][1]].append(row)
    return {key: _of_case(case, rows[key], found.series[series]) for key, (case, series) in cases.items()}


def _of_case(case: CaseKey, by_report: dict[int, list[StatusRow]], series: Sequence[StatusReport]) -> _Told:
    newest = len(series) - 1
    history = tuple(tuple(by_report[at]) for at in sorted(by_report, reverse=True))
    return _Told(case, history, "" if newest in by_report else series[-1].rows[0].source.document)


def _standing(key: str, case: CaseKey, told: _Told, dues: Dues, memory: Memory) -> Standing:
    owner = memory.owners.get(key)
    return Standing(
        key=key,
        municipality=case.municipality,
        title=told.history[0][0].title if told.history else case.title,
        code=case.code,
        budget_year=case.budget_year,
        history=told.history,
        gone_from=told.gone_from,
        dues=tuple(dues),
        owner=owner.id if owner else "",
        owner_name=owner.name if owner else "",
    )
