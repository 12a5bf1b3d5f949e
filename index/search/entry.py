"""One entry of the search index as answers read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.db.gateway import Reader

COLUMNS = (
    "id, kind, record_id, case_id, municipality, code, budget_year, title, saving_tkr, cost_tkr, phase_in_year,"
    " payback_service_years, payback_total_years, adopted, confidential, status, colour, area, type, committee, meaning"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One searched unit: a proposal or a status row, with what its case lends it."""

    id: int
    kind: str
    record_id: int
    case_id: int
    municipality: str
    code: str | None
    budget_year: int | None
    title: str
    saving_tkr: float | None
    cost_tkr: float | None
    phase_in_year: int | None
    payback_service_years: float | None
    payback_total_years: float | None
    adopted: bool | None
    confidential: bool
    status: str | None
    colour: str | None
    area: str | None
    type: str | None
    committee: str | None
    meaning: str | None


def entry_of(row: tuple[object, ...]) -> Entry:
    values = list(row)
    values[13] = None if values[13] is None else bool(values[13])
    values[14] = bool(values[14])
    return Entry(*values)  # type: ignore[arg-type]


def titles_of(db: Reader, ids: Sequence[int]) -> list[tuple[int, str]]:
    """The case and the title of each of these entries, in their order."""
    rows = db.rows("SELECT id, case_id, title FROM entries WHERE id IN :ids", ids=list(ids))
    found = {number: (case, title) for number, case, title in rows}
    return [found[one] for one in ids]
