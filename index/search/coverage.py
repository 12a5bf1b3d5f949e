"""What there is to answer from: the documents, whose they are, how new, and what of their tables was not read."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from index.db.gateway import Reader

_MONEY, _UNIT = "money_unread", "unit_unknown"
_COLUMNS = ("column_unread", _MONEY, _UNIT)
_NOTHING = ("table_unread", "table_gave_nothing", "rows_without_heading", "list_gave_nothing")
_DOCUMENTS = """
SELECT id, name, kind, municipality, as_of, loaded_at,
    EXISTS (SELECT 1 FROM proposals WHERE document_id = documents.id),
    EXISTS (SELECT 1 FROM statuses WHERE document_id = documents.id),
    EXISTS (SELECT 1 FROM milestones WHERE document_id = documents.id)
FROM documents ORDER BY id
"""
_PASSAGES = (
    "SELECT passages.id FROM passages JOIN documents ON documents.id = document_id"
    " WHERE coalesce(passages.municipality, documents.municipality) IN :names ORDER BY passages.id"
)
_RECORDS = ("proposals", "statuses", "milestones")


@dataclass(frozen=True, slots=True)
class UnreadColumn:
    """A column that was not read, or (`has_money`) whose amounts count in no sum."""

    heading: str
    has_money: bool


@dataclass(frozen=True, slots=True)
class CoveredDocument:
    """A document that answers may come from. `records` are the kinds of records that it has; `has_unread_tables` says
    that a table, or a list, in it gave none."""

    name: str
    kind: str
    municipalities: frozenset[str]
    as_of: date | None
    loaded: date
    records: frozenset[str]
    unread: tuple[UnreadColumn, ...] = ()
    has_unread_tables: bool = False


def covered_documents(db: Reader) -> tuple[CoveredDocument, ...]:
    """All documents, in the order in which they came."""
    places: dict[int, set[str]] = defaultdict(set)
    for document_id, name in db.rows("SELECT document_id, value FROM names WHERE kind = 'municipality' ORDER BY id"):
        places[document_id].add(name)
    unread: dict[int, dict[UnreadColumn, None]] = defaultdict(dict)
    for document_id, kind, values in _findings(db, _COLUMNS):
        column = UnreadColumn(str(json.loads(values or "{}").get("column", "")), kind in (_MONEY, _UNIT))
        unread[document_id][column] = None
    barren = {document_id for document_id, _, _ in _findings(db, _NOTHING)}
    return tuple(
        CoveredDocument(
            name,
            kind,
            frozenset({*places[row_id], *filter(None, (municipality,))}),
            date.fromisoformat(as_of) if as_of else None,
            datetime.fromisoformat(loaded).date(),
            frozenset(record for record, there in zip(_RECORDS, has, strict=True) if there),
            tuple(unread[row_id]),
            row_id in barren,
        )
        for row_id, name, kind, municipality, as_of, loaded, *has in db.rows(_DOCUMENTS)
    )


def _findings(db: Reader, kinds: tuple[str, ...]) -> list[tuple[int, str, str | None]]:
    sql = 'SELECT document_id, kind, "values" FROM findings WHERE kind IN :kinds ORDER BY id'
    return [(row[0], row[1], row[2]) for row in db.rows(sql, kinds=kinds)]


def passages_of_places(db: Reader, names: Sequence[str]) -> list[int]:
    """The passages of these municipalities, rising."""
    return [row[0] for row in db.rows(_PASSAGES, names=list(names))]
