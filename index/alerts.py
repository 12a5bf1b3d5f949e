"""What was told of rows that got worse. Works inside the transaction that replaces a document."""

from datetime import UTC, datetime

from index.database import Connection
from index.people import CaseKey
from records import StatusRow


def case_of(row: StatusRow) -> CaseKey:
    """The identity of the case that a row tells of."""
    return CaseKey(row.municipality, row.code, row.budget_year, row.title)


def is_new(db: Connection, row: StatusRow, when: datetime) -> bool:
    """Note that a row's colour is told; False when it was told before."""
    as_of = row.as_of.isoformat() if row.as_of else ""
    values = (case_of(row).key, row.area, as_of, row.colour or "", when.astimezone(UTC).isoformat())
    return bool(db.execute("INSERT OR IGNORE INTO alerted VALUES (?, ?, ?, ?, ?)", values).rowcount)


def know(db: Connection, case: CaseKey) -> str:
    """As `People.know`, in the transaction that is open."""
    row = (case.key, case.municipality, case.code, case.budget_year, case.title)
    db.execute("INSERT OR IGNORE INTO case_keys VALUES (?, ?, ?, ?, ?)", row)
    return case.key
