"""Which turns of status rows were told. Works inside the transaction that replaces a document."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from index.database import Connection
from index.pairing import plain
from index.people import CaseKey
from records import StatusRow

# The key of a case, the row of it (its area), the day of the report, the colour.
Turn = tuple[str, str, str, str]


def case_of(row: StatusRow) -> CaseKey:
    """The identity of the case that a row tells of."""
    return CaseKey(row.municipality, row.code, row.budget_year, row.title)


def turn(named: StatusRow, as_of: date | None, colour: str | None) -> Turn:
    """A turn of the row that is called as `named` is: a row may have been called otherwise in an earlier report."""
    return case_of(named).key, str(plain(named.area)), as_of.isoformat() if as_of else "", colour or ""


def is_told(db: Connection, turns: Iterable[Turn]) -> bool:
    """Was one of them told?"""
    sql = "SELECT 1 FROM alerted WHERE case_key = ? AND area = ? AND as_of = ? AND colour = ?"
    return any(db.execute(sql, one).fetchone() for one in turns)


def note(db: Connection, turns: Iterable[Turn], when: datetime) -> None:
    at = when.astimezone(UTC).isoformat()
    db.conn.executemany("INSERT OR IGNORE INTO alerted VALUES (?, ?, ?, ?, ?)", [(*one, at) for one in turns])


def know(db: Connection, cases: Iterable[CaseKey]) -> None:
    """As `People.know`, in the transaction that is open."""
    rows = [(case.key, case.municipality, case.code, case.budget_year, case.title) for case in cases]
    db.conn.executemany("INSERT OR IGNORE INTO case_keys VALUES (?, ?, ?, ?, ?)", rows)
