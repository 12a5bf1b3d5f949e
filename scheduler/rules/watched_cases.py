"""The cases that the clock watches: their status rows, their milestones, and whether they are over."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from index.search.entries import CURRENT, GONE
from index.state.people import CaseKey, case_of
from index.store.case_entries import case_entries
from index.store.store import Store
from records import Milestone, StatusRow
from records.closing import Closing, closing, vanished


@dataclass(frozen=True, slots=True)
class WatchedCase:
    """A case with the status rows of its newest report, and its milestones. `title` is how the report calls it."""

    case: CaseKey
    statuses: tuple[StatusRow, ...]
    milestones: tuple[Milestone, ...]
    closing: Closing | None

    @property
    def key(self) -> str:
        return self.case.key

    @property
    def title(self) -> str:
        return self.statuses[0].title if self.statuses else self.case.title


def milestone_key(milestone: Milestone) -> str:
    """What a milestone is known by, whatever document it is read from again."""
    name = milestone.code or milestone.title
    text = "\n".join((milestone.municipality, name, milestone.goal, milestone.measured_by, milestone.when))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def watched_cases(store: Store) -> tuple[WatchedCase, ...]:
    """All cases that have a status row or a milestone, in the order of their documents."""
    statuses, by_case = store.statuses(), defaultdict[str | tuple[str, str], list[Milestone]](list)
    for milestone in store.milestones().values():
        by_case[milestone.municipality, milestone.code or milestone.title].append(milestone)
    cases: dict[int, _Found] = {}
    for entry in case_entries(store.file.reader(), CURRENT, GONE):
        case = entry.case
        found = cases.setdefault(entry.case_id, _Found(case))
        if entry.kind == "status":
            (found.rows if entry.is_current else found.gone).append(statuses[entry.record_id])
        else:
            found.milestones += by_case[case.municipality, case.code or case.title]
    return tuple(_watched(one) for one in cases.values() if one.rows or one.milestones)


@dataclass(slots=True)
class _Found:
    """What the entries of a case hold."""

    first: CaseKey
    rows: list[StatusRow] = field(default_factory=list)
    gone: list[StatusRow] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)


def _watched(found: _Found) -> WatchedCase:
    """A case that the newest report has no longer is over: implemented or closed."""
    newest = _newest(found.rows)
    named = next((row for row in found.rows if row.code), None)
    case = case_of(named) if named else found.first
    over = closing(newest) if newest else vanished(found.gone)
    return WatchedCase(case, newest, tuple(found.milestones), over)


def _newest(rows: Sequence[StatusRow]) -> tuple[StatusRow, ...]:
    last = max((row.as_of or date.min for row in rows), default=date.min)
    return tuple(row for row in rows if (row.as_of or date.min) == last)
