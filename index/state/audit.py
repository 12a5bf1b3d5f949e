"""Who did what to which case or document: added to in the transaction of the act itself, changed by nobody.

It holds neither questions nor the text of notes. A person can be taken out of it (`index/state/personal.py`), the act
stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from datetime import datetime

from index.db.database import Database, utc_text
from index.db.gateway import Row, Writer

# Each has its words in the section `audit` of the catalogue.
ACTIONS = (
    "owner_set", "note_attached", "note_removed", "correction_made", "correction_accepted", "correction_rejected",
    "due_done", "due_snoozed", "due_not_mine", "due_taken", "due_reopened", "answer_restored",
    "stand_in_set", "stand_in_ended",
    "unit_set", "unit_removed", "units_imported", "subscribed", "subscription_stopped",
    "document_loaded", "document_replaced", "document_held", "person_forgotten", "word_added",
    "word_removed",
)  # fmt: skip
KEPT_DAYS = 1826  # as the database itself holds it (m017_access)


@dataclass(frozen=True, slots=True)
class Act:
    """What was done. `about` is another person whom it concerns, `detail` what exactly, without names of people."""

    action: str
    person: str
    name: str
    case_key: str | None = None
    document: str | None = None
    about: str = ""
    about_name: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An act with its moment (UTC), and the case that its key stands for. `documents` are those that tell of the case
    today."""

    id: int
    done_at: datetime
    act: Act
    municipality: str | None
    code: str | None
    budget_year: int | None
    title: str | None
    documents: tuple[str, ...] = ()


def record(db: Writer, act: Act, now: datetime) -> None:
    """Add to the log, in the transaction that is open."""
    db.copy("audit", ("done_at", *_ACT), [(utc_text(now), *astuple(act))])


_ACT = tuple(field.name for field in fields(Act))


class Audit:
    """The log of one database. Raises Unusable."""

    def __init__(self, file: Database) -> None:
        self._file = file

    def rows(self, since: datetime | None = None) -> Iterator[AuditRow]:
        """All acts, or those from a moment on, in the order in which they were done."""
        sql = f"{_ROWS} ORDER BY audit.id"
        yield from self._with_documents(self._file.reader().rows(sql, since=utc_text(since) if since else ""))

    def of_cases(self, keys: Iterable[str], since: datetime) -> list[AuditRow]:
        """The acts on these cases from a moment on, the last one first."""
        sql = f"{_ROWS_OF} ORDER BY audit.id DESC"
        found = self._file.reader().rows(sql, since=utc_text(since), keys=list(keys))
        return list(self._with_documents(found))

    def _with_documents(self, rows: Iterable[Row]) -> Iterator[AuditRow]:
        listed = list(rows)
        told: defaultdict[str, list[str]] = defaultdict(list)
        keys = sorted({row[_CASE_KEY] for row in listed if row[_CASE_KEY]})
        for key, document in self._file.reader().rows(_TELLS, keys=keys) if keys else ():
            told[key].append(document)
        yield from (_row(row, tuple(told.get(row[_CASE_KEY], ()))) for row in listed)


_CASE_KEY = 5  # where it stands in a row
_TELLS = (
    "SELECT case_keys.key, documents.name FROM case_keys JOIN entries ON entries.municipality = case_keys.municipality"
    " AND entries.budget_year IS NOT DISTINCT FROM case_keys.budget_year"
    " AND (entries.code = case_keys.code OR (case_keys.code IS NULL AND entries.title = case_keys.title))"
    " JOIN documents ON documents.id = document_id WHERE case_keys.key IN :keys"
    " GROUP BY case_keys.key, documents.name ORDER BY min(entries.id)"
)
_ROWS = (
    "SELECT audit.id, done_at, action, person, name, case_key, document, about, about_name, detail,"
    " municipality, code, budget_year, title"
    " FROM audit LEFT JOIN case_keys ON case_keys.key = case_key WHERE done_at >= :since"
)
_ROWS_OF = f"{_ROWS} AND case_key IN :keys"


def _row(row: Row, documents: tuple[str, ...]) -> AuditRow:
    row_id, at, action, person, name, case_key, document, about, about_name, detail, *case = row
    act = Act(action, person, name, case_key, document, about, about_name, detail)
    municipality, code, year, title = case
    return AuditRow(row_id, datetime.fromisoformat(at), act, municipality, code, year, title, documents)
