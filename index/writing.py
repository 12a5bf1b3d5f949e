"""How a document goes into the tables. Every function here joins the write transaction that is open.

Reading a document's records into cells (`pack`) is done before it, so that nobody waits for that.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index import rows
from index.database import Connection
from index.rows import Cell, Table
from records import Link, Loaded, Milestone, Proposal, StatusRow

FindLinks = Callable[[Sequence[Proposal], Sequence[StatusRow]], Iterable[Link]]

# The tables that belong to a document, by the name of the field of Loaded that fills them.
TABLES: dict[str, Table[Any]] = {
    "proposals": rows.PROPOSALS,
    "milestones": rows.MILESTONES,
    "statuses": rows.STATUSES,
    "figures": rows.FIGURES,
    "passages": rows.PASSAGES,
    "findings": rows.FINDINGS,
}
LINES_A_BLOCK = 256


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: `state` is "loaded", "replaced" or "unchanged"; `known_as` its name in the store."""

    state: str
    document_id: int
    known_as: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A document ready to go in: the cells of its own row and of its records by table, its due days, its lines."""

    name: str
    digest: str
    about: tuple[Cell, ...]
    records: dict[str, list[tuple[Cell, ...]]]
    dues: list[list[tuple[str, str]]]
    lines: Sequence[str]


def no_links(_proposals: Sequence[Proposal], _statuses: Sequence[StatusRow]) -> tuple[Link, ...]:
    return ()


def pack(loaded: Loaded, digest: str, when: datetime, baseline: bool, lines: Sequence[str]) -> Entry:
    """The document as cells. `lines` may be empty; then it cannot be quoted by line."""
    as_of = loaded.as_of and loaded.as_of.isoformat()
    about = (loaded.kind, loaded.title, loaded.municipality, as_of, digest, when.isoformat(), baseline, loaded.document)
    records = {name: [table.row(record) for record in getattr(loaded, name)] for name, table in TABLES.items()}
    return Entry(loaded.document, digest, about, records, [_days(milestone) for milestone in loaded.milestones], lines)


def _days(milestone: Milestone) -> list[tuple[str, str]]:
    return [(first.isoformat(), last.isoformat()) for first, last in milestone.all_dues]


def known(db: Connection, digest: str) -> Outcome | None:
    """The outcome "unchanged" when exactly this file is in the store, under whatever name."""
    found = db.execute("SELECT id, name FROM documents WHERE sha256 = ?", (digest,)).fetchone()
    return Outcome("unchanged", found[0], found[1]) if found else None


def put(db: Connection, entry: Entry) -> tuple[Outcome, set[str]]:
    """Put the document in, in place of the one of its name. Returns what it was before and the municipalities, old and
    new, whose proposals or status rows may have changed."""
    document_id, state = _put_document(db, entry)
    before = _municipalities(db, document_id)
    for name, table in TABLES.items():
        db.execute(f"DELETE FROM {name} WHERE document_id = ?", (document_id,))  # noqa: S608  # a name from TABLES
        ids = rows.insert(db, table, document_id, entry.records[name])
        if name == "milestones":
            _put_dues(db, ids, entry.dues)
    _put_text(db, document_id, entry.lines)
    return Outcome(state, document_id, entry.name), before | _municipalities(db, document_id)


def relink(db: Connection, municipalities: Iterable[str], find_links: FindLinks) -> None:
    """Find the links anew, but only where both ends can be: a link never leaves its municipality."""
    for municipality in sorted(municipalities):
        db.execute("DELETE FROM links WHERE municipality = ?", (municipality,))
        statuses = _of(db, rows.STATUSES, municipality)
        proposals = _of(db, rows.PROPOSALS, municipality) if statuses else []
        if proposals:
            rows.insert(db, rows.LINKS, None, map(rows.LINKS.row, find_links(proposals, statuses)))


def _of(db: Connection, table: Table[Any], municipality: str) -> list[Any]:
    return [record for _, record in rows.read(db, table, "municipality = ?", (municipality,))]


def count_up(db: Connection) -> None:
    """Tell everybody who keeps something in memory that the store has changed."""
    db.execute("UPDATE state SET value = value + 1 WHERE key = 'revision'")


def _put_document(db: Connection, entry: Entry) -> tuple[int, str]:
    """The document's row, new or in place of the one of its name. Returns its id, and "loaded" or "replaced"."""
    found = db.execute(
        "UPDATE documents SET (kind, title, municipality, as_of, sha256, loaded_at, baseline) = (?, ?, ?, ?, ?, ?, ?)"
        " WHERE name = ? RETURNING id",
        entry.about,
    ).fetchone()
    if found:
        return int(found[0]), "replaced"
    inserted = db.execute(
        "INSERT INTO documents (kind, title, municipality, as_of, sha256, loaded_at, baseline, name)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        entry.about,
    )
    return int(inserted.lastrowid or 0), "loaded"


def _municipalities(db: Connection, document_id: int) -> set[str]:
    sql = (
        "SELECT municipality FROM proposals WHERE document_id = ?1"
        " UNION SELECT municipality FROM statuses WHERE document_id = ?1"
    )
    return {name for (name,) in db.execute(sql, (document_id,))}


def _put_dues(db: Connection, ids: range, dues: Sequence[Sequence[tuple[str, str]]]) -> None:
    """Each due day as a row of its own, so that "due in March" needs no look at every milestone."""
    days = ((row_id, *day) for row_id, days in zip(ids, dues, strict=True) for day in days)
    db.conn.executemany("INSERT INTO dues (milestone_id, due_start, due_end) VALUES (?, ?, ?)", days)


def _put_text(db: Connection, document_id: int, lines: Sequence[str]) -> None:
    """The document's own words, in blocks, so that any line can be quoted without reading the whole."""
    db.execute("DELETE FROM texts WHERE document_id = ?", (document_id,))
    starts = range(0, len(lines), LINES_A_BLOCK)
    blocks = [(document_id, n, "\n".join(lines[start : start + LINES_A_BLOCK])) for n, start in enumerate(starts)]
    db.conn.executemany("INSERT INTO texts (document_id, block, text) VALUES (?, ?, ?)", blocks)
