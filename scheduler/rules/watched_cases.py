"""The cases that the clock watches: their status rows, their milestones, and whether they are over."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.state.people import CaseKey, case_of
from index.store.store import Store
from records import Milestone, StatusRow
from records.closing import Closing, closing


@dataclass(frozen=True, slots=True)
class Followed:
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


def followed(store: Store) -> tuple[Followed, ...]:
    """All cases that have a status row or a milestone, in the order of their documents."""
    statuses, by_case = store.statuses(), defaultdict[str | tuple[str, str], list[Milestone]](list)
    for milestone in store.milestones().values():
        by_case[milestone.municipality, milestone.code or milestone.title].append(milestone)
    cases: dict[int, tuple[list[StatusRow], list[Milestone], CaseKey]] = {}
    for case_id, kind, record_id, *named in store.connection().execute(_ENTRIES).fetchall():
        case = CaseKey(*named)
        rows, milestones, _ = cases.setdefault(case_id, ([], [], case))
        if kind == "status":
            rows.append(statuses[record_id])
        else:
            milestones += by_case[case.municipality, case.code or case.title]
    return tuple(_followed(*parts) for parts in cases.values() if parts[0] or parts[1])


_ENTRIES = (
    "SELECT case_id, kind, record_id, municipality, code, budget_year, title FROM entries"
    " WHERE current = 1 ORDER BY case_id, kind, id"
)


def _followed(rows: list[StatusRow], milestones: list[Milestone], first: CaseKey) -> Followed:
    newest = _newest(rows)
    named = next((row for row in rows if row.code), None)
    case = case_of(named) if named else first
    return Followed(case, newest, tuple(milestones), closing(newest))


def _newest(rows: Sequence[StatusRow]) -> tuple[StatusRow, ...]:
    last = max((row.as_of or date.min for row in rows), default=date.min)
    return tuple(row for row in rows if (row.as_of or date.min) == last)
