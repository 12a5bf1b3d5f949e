"""One case in full: its proposal, its status rows, its milestones and its links."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from answers.hits import hit_of
from answers.hits import records_of as records
from index.search.entry import Entry
from index.search.search_facade import Library
from questions.query import EXACTLY, IN, Code, Filter, Query
from records import CaseView, Link, Milestone, Proposal


def cases_of_code(library: Library, code: Code) -> list[CaseView]:
    """Every case of a code, the latest budget year first. With a year only the case of that year: none where there is
    no such case, never another one."""
    entries = library.by_code(code.code)
    chosen = [entry for entry in entries if code.year in (None, entry.budget_year)]
    return views(library, dict.fromkeys(entry.case_id for entry in chosen))


_YEAR = re.compile(r"(?:19|20)\d\d")


def named_years(query: Query) -> frozenset[int]:
    """The years that stand beside the codes of a question, or beside the words that name its case."""
    beside = [one for one in query.filters if one.field in ("budget_year", "phase_in_year") and one.op == EXACTLY]
    stated = [one.low for one in beside if one.low is not None and not one.negated]
    stated += [int(year) for one in query.filters if _lists_years(one) for year in one.values]
    stated += [query.cell] if query.cell else []
    stated += [int(word) for word in query.topic if _YEAR.fullmatch(word)]
    return frozenset([*(code.year for code in query.codes if code.year), *map(int, stated)])


def _lists_years(one: Filter) -> bool:
    return (one.field, one.op, one.negated) == ("budget_year", IN, False)


def views(library: Library, case_ids: Iterable[int]) -> list[CaseView]:
    """The cases with these ids, the latest budget year first."""
    found = [_view(library, entries) for entries in library.members(case_ids).values() if entries]
    return sorted(found, key=lambda view: -(view.hit.budget_year or 0))


def _view(library: Library, entries: list[Entry]) -> CaseView:
    read = records(library, entries)
    first = entries[0]
    proposal = next((r for r in read.values() if isinstance(r, Proposal)), None)
    ways = [library.timeline.by_row[one.record_id] for one in entries if one.kind == "status" and one.id in read]
    ways.sort(key=lambda way: way.gone)
    gone = [way for way in ways if way.gone]
    hit = hit_of(first, read, [entry for entry in entries if entry.id != first.id])
    named = {(entry.municipality, entry.code, entry.title) for entry in entries if entry.kind == "proposal"}
    milestones = [m for key in sorted(named, key=str) for m in library.store.milestones_of(*key).values()]
    return CaseView(
        hit,
        proposal,
        tuple(way.rows[-1] for way in ways),
        tuple(sorted(milestones, key=due_key)),
        _links(library, entries),
        tuple(way.rows[-1] for way in gone),
        max((way.gone_from for way in gone if way.gone_from), default=None),
        tuple(way.rows for way in ways if len(way.rows) > 1),
        proposal is None and first.municipality in library.proposing,
    )


def as_reported(view: CaseView, day: date) -> CaseView | None:
    """The case as the report of a day has it; None where it does not stand in it."""
    rows = tuple(row for row in dict.fromkeys((*view.statuses, *chain(*view.past))) if row.as_of == day)
    if not rows:
        return None
    own = replace(view.hit, status=rows[0].status, colour=rows[0].colour)
    return replace(view, hit=own, statuses=rows, gone=(), gone_from=None, past=())


def _links(library: Library, entries: list[Entry]) -> tuple[Link, ...]:
    found: dict[Link, None] = {}
    for entry in entries:
        if entry.code:
            found |= dict.fromkeys(library.store.links_of(entry.municipality, entry.code).values())
    own = {(entry.code, entry.budget_year) for entry in entries}
    return tuple(link for link in found if (link.to_code, link.to_budget_year) in own)


def due_key(milestone: Milestone) -> tuple[date, str]:
    """Sorts milestones by their first due day; those without one last."""
    return (milestone.all_dues[0][1] if milestone.all_dues else date.max, milestone.goal)
