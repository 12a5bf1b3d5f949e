"""How tables were understood, and what people have corrected. Every function joins the transaction that is open."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from index.db.gateway import Reader, Writer
from index.search.names import given_names
from records import ColumnRead, Source, Understanding
from records.layouts import Layouts, TableLayout


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def packed_understandings(found: Iterable[Understanding]) -> list[str]:
    """The cells of the table `understandings`."""
    return [_json(asdict(one)) for one in found]


def put_understandings(db: Writer, document_id: int, cells: Iterable[str]) -> None:
    """Keep how a document's tables were understood, in place of what was kept before."""
    db.write("DELETE FROM understandings WHERE document_id = :document", document=document_id)
    numbered = [(document_id, number, cell) for number, cell in enumerate(cells, 1)]
    db.copy("understandings", ("document_id", "number", "understanding"), numbered)


def understandings(db: Reader, document_id: int) -> tuple[Understanding, ...]:
    """How the tables of a document were understood, in their order."""
    sql = "SELECT understanding FROM understandings WHERE document_id = :document ORDER BY number"
    return tuple(_understanding(json.loads(cell)) for (cell,) in db.rows(sql, document=document_id))


def _understanding(held: dict[str, Any]) -> Understanding:
    return Understanding(
        **{
            **held,
            "source": Source(**held["source"]),
            "columns": tuple(ColumnRead(**one) for one in held["columns"]),
            "examples": tuple(map(tuple, held["examples"])),
            "key": tuple(held["key"]),
        }
    )


def corrections(db: Reader) -> Layouts:
    """All that people have said of tables."""
    known = [_layout(*row) for row in db.rows("SELECT headings, corrections FROM layouts ORDER BY headings")]
    words = db.rows("SELECT words, meaning, colour FROM status_words ORDER BY words")
    return Layouts(
        # what is said of all tables goes first, so that what is said of these goes before it
        tuple(sorted(known, key=lambda one: bool(one.headings))),
        {said: meaning for said, meaning, _ in words if meaning is not None},
        {said: colour for said, _, colour in words if colour is not None},
        names=given_names(db),
    )


def _layout(headings: str, held: str) -> TableLayout:
    return replace(TableLayout(**json.loads(held)), headings=frozenset(json.loads(headings)))


def put(db: Writer, layout: TableLayout) -> None:
    """Keep what is said of tables with these headings, in place of what was said before; nothing takes it out."""
    headings = _json(sorted(layout.headings))
    if layout.is_empty:
        db.write("DELETE FROM layouts WHERE headings = :headings", headings=headings)
        return
    held = _json({name: value for name, value in asdict(layout).items() if name != "headings"})
    sql = (
        "INSERT INTO layouts (headings, corrections) VALUES (:headings, :corrections)"
        " ON CONFLICT (headings) DO UPDATE SET corrections = excluded.corrections"
    )
    db.write(sql, headings=headings, corrections=held)


def put_words(db: Writer, words: str, meaning: str | None, colour: str | None) -> None:
    """Keep what the words of a status mean, and their colour; None for both takes it out."""
    if meaning is None and colour is None:
        db.write("DELETE FROM status_words WHERE words = :words", words=words)
        return
    sql = (
        "INSERT INTO status_words (words, meaning, colour) VALUES (:words, :meaning, :colour)"
        " ON CONFLICT (words) DO UPDATE SET meaning = excluded.meaning, colour = excluded.colour"
    )
    db.write(sql, words=words, meaning=meaning, colour=colour)
