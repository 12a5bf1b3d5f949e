"""How a document goes into the tables. Every function here joins the write transaction that is open.

Reading a document's records into cells (`pack`) is done before it, so that nobody waits for that.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from typing import Any

from index.db import serialization
from index.db.gateway import Reader, Writer
from index.db.serialization import Cell, RecordTable
from index.store import layouts, originals, report_versions
from index.store.originals import Original
from index.store.timeline import StatusReport, by_document, report_of, timeline
from records import Link, Loaded, Milestone, Proposal, StatusRow

FindLinks = Callable[[Sequence[Proposal], Sequence[StatusRow]], Iterable[Link]]

# The tables that belong to a document, by the name of the field of Loaded that fills them.
TABLES: dict[str, RecordTable[Any]] = {
    "proposals": serialization.PROPOSALS,
    "milestones": serialization.MILESTONES,
    "statuses": serialization.STATUSES,
    "figures": serialization.FIGURES,
    "passages": serialization.PASSAGES,
    "findings": serialization.FINDINGS,
}
LINES_A_BLOCK = 256


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What became of a document: `state` is "loaded", "replaced" or "unchanged"; `known_as` its name in the store.

    `note` says what else there is to tell, `other` about which name: "same_report" (the document `other` is this report
    already), "better_copy" (it takes the place of `other`, which is the same report), "reissue" (the same, corrected),
    "set_aside" (the report that had this name and is about another day is now called `other`).
    """

    state: str
    document_id: int
    known_as: str
    note: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document ready to go in: the cells of its own row and of its records by table, its due days, its lines, and
    what it was read from."""

    name: str
    digest: str
    about: tuple[Cell, ...]
    records: dict[str, list[tuple[Cell, ...]]]
    dues: list[list[tuple[str, str]]]
    lines: Sequence[str]
    report: StatusReport | None = None
    original: tuple[bytes, bytes | None, str | None] | None = None
    understandings: Sequence[str] = ()


def no_links(_proposals: Sequence[Proposal], _statuses: Sequence[StatusRow]) -> tuple[Link, ...]:
    return ()


def pack(
    loaded: Loaded, digest: str, when: datetime, baseline: bool, original: Original | None = None
) -> PreparedDocument:
    """The document as cells. Without its original it cannot be quoted by line."""
    as_of = loaded.as_of and loaded.as_of.isoformat()
    about = (loaded.kind, loaded.title, loaded.municipality, as_of, digest, when.isoformat(), baseline, loaded.document)
    records = {name: [table.row(record) for record in getattr(loaded, name)] for name, table in TABLES.items()}
    dues = [_days(milestone) for milestone in loaded.milestones]
    report = report_of(0, dict(enumerate(loaded.statuses))) if loaded.statuses and not loaded.proposals else None
    kept = originals.compressed(original) if original else None
    lines = original.document.lines if original else ()
    return PreparedDocument(
        loaded.document,
        digest,
        about,
        records,
        dues,
        lines,
        report,
        kept,
        layouts.packed_understandings(loaded.understandings),
    )


def _days(milestone: Milestone) -> list[tuple[str, str]]:
    return [(first.isoformat(), last.isoformat()) for first, last in milestone.all_dues]


def unchanged(db: Reader, digest: str) -> WriteResult | None:
    """The outcome "unchanged" when exactly this file is in the store, under whatever name."""
    found = db.one("SELECT id, name FROM documents WHERE sha256 = :digest", digest=digest)
    return WriteResult("unchanged", found[0], found[1]) if found else None


def put(db: Writer, entry: PreparedDocument, into: int | None = None) -> tuple[WriteResult, set[str]]:
    """Put the document in, in place of the one of its name, or of the same status report under another (or in place of
    the document `into`). Returns what became of it and the municipalities, old and new, whose proposals or status rows
    may have changed."""
    place = _place(db, entry) if into is None else _Place(into)
    if place.note == "same_report":
        return WriteResult("unchanged", place.document_id or 0, place.other, place.note, place.other), set()
    document_id, state = _put_document(db, entry, place.document_id)
    before = _municipalities(db, document_id)
    for name, table in TABLES.items():
        db.write(f"DELETE FROM {name} WHERE document_id = :id", id=document_id)  # noqa: S608  # a name from TABLES
        ids = serialization.insert(db, table, document_id, entry.records[name])
        if name == "milestones":
            _put_dues(db, ids, entry.dues)
    _put_text(db, document_id, entry.lines)
    layouts.put_understandings(db, document_id, entry.understandings)
    if entry.original is not None:
        originals.put(db, document_id, entry.original)
    outcome = WriteResult(state, document_id, entry.name, place.note, place.other)
    return outcome, before | _municipalities(db, document_id)


@dataclass(frozen=True, slots=True)
class _Place:
    """The document in whose place another one goes (None: a new one), and what there is to tell of it (see Outcome)."""

    document_id: int | None
    note: str = ""
    other: str = ""


def _place(db: Writer, entry: PreparedDocument) -> _Place:
    """A status report is known by what stands in it, every other document by its name."""
    found = db.one("SELECT id FROM documents WHERE name = :name", name=entry.name)
    own = int(found[0]) if found else None
    if entry.report is None:
        return _Place(own)
    held = {report.documents[0]: report for report in by_document(db, entry.report.municipality)}
    aside = ""
    if own in held and report_versions.is_another(held[own], entry.report):
        aside, own = _set_aside(db, own, entry.name, str(held[own].as_of)), None
    twins = [one for one, report in held.items() if one != own and report_versions.is_one(report, entry.report)]
    if not twins:
        return _Place(own, "set_aside" if aside else "", aside)
    return _in_place_of(db, entry.report, own, {one: held[one] for one in twins})


def _in_place_of(db: Writer, report: StatusReport, own: int | None, twins: Mapping[int, StatusReport]) -> _Place:
    """Where a report goes that the store has under other names. Of the same report one copy is kept: the one that tells
    pages or fills, else the one that came first."""
    first, twin = next(iter(twins.items()))
    [(name,)] = db.rows("SELECT name FROM documents WHERE id = :id", id=first)
    same = report_versions.says_the_same(twin.rows, report.rows)
    kept = same and (report_versions.is_rich(twin.rows) or not report_versions.is_rich(report.rows))
    for one in (own, *twins):
        if one not in (None, first):
            db.write("DELETE FROM documents WHERE id = :id", id=one)
    return _Place(first, "same_report" if kept else "better_copy" if same else "reissue", name)


def _set_aside(db: Writer, document_id: int, name: str, day: str) -> str:
    """Give a document another name, with the day that it is about, as its own is needed. Returns the new one."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (name, "")
    taken = {known for (known,) in db.rows("SELECT name FROM documents")}
    names = (f"{stem} ({day}{number}){ending}" for number in chain([""], (f", {n}" for n in count(2))))
    new = next(one for one in names if one not in taken)
    db.write("UPDATE documents SET name = :new WHERE id = :id", new=new, id=document_id)
    for table in TABLES:
        db.write(f"UPDATE {table} SET document = :new WHERE document_id = :id", new=new, id=document_id)  # noqa: S608
    return new


def replaced(db: Reader, held: Iterable[StatusReport], outcome: WriteResult) -> tuple[StatusRow, ...]:
    """Of the reports that were held before (one for each document) the rows whose place a document took."""
    here = {row_id for (row_id,) in db.rows("SELECT id FROM documents")} - {outcome.document_id}
    return tuple(row for report in held if report.documents[0] not in here for row in report.rows)


def relink(db: Writer, municipalities: Iterable[str], find_links: FindLinks) -> None:
    """Find the links anew, but only where both ends can be: a link never leaves its municipality.

    Only the last row of a case is linked: what earlier reports say of it is its history.
    """
    for municipality in sorted(municipalities):
        db.write("DELETE FROM links WHERE municipality = :place", place=municipality)
        statuses = [line.rows[-1] for line in timeline(db, municipality).lines]
        proposals = _of(db, serialization.PROPOSALS, municipality) if statuses else []
        if proposals:
            serialization.insert(
                db, serialization.LINKS, None, map(serialization.LINKS.row, find_links(proposals, statuses))
            )


def _of(db: Reader, table: RecordTable[Any], municipality: str) -> list[Any]:
    found = serialization.read_records(db, table, "municipality = :place", place=municipality)
    return [record for _, record in found]


def count_up(db: Writer) -> None:
    """Tell everybody who keeps something in memory that the store has changed."""
    db.write("UPDATE state SET value = value + 1 WHERE key = 'revision'")


def _put_document(db: Writer, entry: PreparedDocument, document_id: int | None) -> tuple[int, str]:
    """The document's row, new or in place of another. Returns its id, and "loaded" or "replaced"."""
    about = dict(zip(_ABOUT, entry.about, strict=True))
    if document_id is not None:
        db.write(f"UPDATE documents SET ({_NAMES}) = ({_VALUES}) WHERE id = :id", id=document_id, **about)  # noqa: S608
        return document_id, "replaced"
    return db.insert(f"INSERT INTO documents ({_NAMES}) VALUES ({_VALUES})", **about), "loaded"  # noqa: S608


_ABOUT = tuple("kind title municipality as_of sha256 loaded_at baseline name".split())
_NAMES, _VALUES = ", ".join(_ABOUT), ", ".join(f":{name}" for name in _ABOUT)


def _municipalities(db: Reader, document_id: int) -> set[str]:
    sql = (
        "SELECT municipality FROM proposals WHERE document_id = :id"
        " UNION SELECT municipality FROM statuses WHERE document_id = :id"
    )
    return {name for (name,) in db.rows(sql, id=document_id)}


def _put_dues(db: Writer, ids: range, dues: Sequence[Sequence[tuple[str, str]]]) -> None:
    """Each due day as a row of its own, so that "due in March" needs no look at every milestone."""
    days = ((row_id, *day) for row_id, days in zip(ids, dues, strict=True) for day in days)
    db.copy("dues", ("milestone_id", "due_start", "due_end"), days)


def _put_text(db: Writer, document_id: int, lines: Sequence[str]) -> None:
    """The document's own words, in blocks, so that any line can be quoted without reading the whole."""
    db.write("DELETE FROM texts WHERE document_id = :id", id=document_id)
    starts = range(0, len(lines), LINES_A_BLOCK)
    blocks = [(document_id, n, "\n".join(lines[start : start + LINES_A_BLOCK])) for n, start in enumerate(starts)]
    db.copy("texts", ("document_id", "block", "text"), blocks)
