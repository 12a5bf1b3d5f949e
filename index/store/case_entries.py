"""The entries that cases are made of, as whoever watches over cases reads them."""

from dataclasses import dataclass

from index.db.gateway import Reader
from index.state.people import CaseKey

_ENTRIES = (
    "SELECT case_id, kind, record_id, current, municipality, code, budget_year, title FROM entries"
    " WHERE current IN (:current, :gone) ORDER BY case_id, kind, id"
)


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """A proposal or a status row of a case. `is_current`: of a status row, the newest report has it."""

    case_id: int
    kind: str
    record_id: int
    is_current: bool
    case: CaseKey


def case_entries(reader: Reader, current: int, gone: int) -> list[CaseEntry]:
    """Status rows of the newest reports, the last of those that are gone, and proposals; by case."""
    return [
        CaseEntry(case_id, kind, record_id, state == current, CaseKey(*named))
        for case_id, kind, record_id, state, *named in reader.rows(_ENTRIES, current=current, gone=gone)
    ]
