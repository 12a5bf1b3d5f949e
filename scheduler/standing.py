"""The store and what the clock remembers → how each case stands, for a digest."""

from collections import defaultdict
from datetime import date

from index.people import CaseKey
from index.reminders import Memory, done_of
from index.store import Store
from records import Milestone, StatusRow
from scheduler.digest import Paper, Rows, Standing
from scheduler.due import watched
from scheduler.followed import Followed, followed
from scheduler.workdays import WorkDays

Series = tuple[str, str | None]


def papers(store: Store) -> tuple[Paper, ...]:
    return tuple(
        Paper(one.name, one.kind, one.title, one.loaded_at, one.as_of, one.counts.get("findings", 0))
        for one in store.documents()
    )


def standings(store: Store, memory: Memory, work: WorkDays, today: date) -> tuple[Standing, ...]:
    """Every case that a report or a milestone tells of; due days that somebody has called done are left out."""
    cases = followed(store)
    dues: dict[str, list[tuple[date, Milestone]]] = defaultdict(list)
    for one in watched(cases, work, today):
        if not done_of(memory.marks.get(one.due, ())):
            dues[one.case.key].append((one.day, one.milestone))
    reported = _by_case(store)
    # A proposal and its status rows are one case by their name, whether or not anything else links them.
    by_key = {one.key: one for one in sorted(cases, key=lambda one: bool(one.statuses))}
    gone = [_gone(rows) for key, rows in reported.items() if key not in by_key]
    newest = _newest(store)
    return tuple(_standing(one, reported, newest, dues, memory) for one in [*by_key.values(), *gone])


def _by_case(store: Store) -> dict[str, dict[date, list[StatusRow]]]:
    """The rows of each case, report by report."""
    found: dict[str, dict[date, list[StatusRow]]] = {}
    for row in store.statuses().values():
        key = CaseKey(row.municipality, row.code, row.budget_year, row.title).key
        found.setdefault(key, {}).setdefault(row.as_of or date.min, []).append(row)
    return found


def _newest(store: Store) -> dict[Series, StatusRow]:
    """A row of the newest report of each municipality and committee."""
    rows = store.statuses().values()
    return {_series(row): row for row in sorted(rows, key=lambda row: row.as_of or date.min)}


def _series(row: StatusRow) -> Series:
    return row.municipality, row.committee


def _gone(reports: dict[date, list[StatusRow]]) -> Followed:
    row = reports[max(reports)][0]
    return Followed(CaseKey(row.municipality, row.code, row.budget_year, row.title), (row,), (), None)


def _standing(
    one: Followed,
    reported: dict[str, dict[date, list[StatusRow]]],
    newest: dict[Series, StatusRow],
    dues: dict[str, list[tuple[date, Milestone]]],
    memory: Memory,
) -> Standing:
    reports = reported.get(one.key, {})
    history: tuple[Rows, ...] = tuple(tuple(reports[day]) for day in sorted(reports, reverse=True))
    last = newest[_series(history[0][0])] if history else None
    gone = last is not None and (last.as_of or date.min) > max(reports)
    owner = memory.owners.get(one.key)
    return Standing(
        key=one.key,
        municipality=one.case.municipality,
        title=one.title,
        code=one.case.code,
        budget_year=one.case.budget_year,
        history=history,
        gone_from=last.source.document if last and gone else "",
        dues=tuple(dues.get(one.key, ())),
        owner=owner.id if owner else "",
        owner_name=owner.name if owner else "",
    )
