"""The names that documents hold and that municipalities have given, with their words: municipalities, areas, units,
rows of tables."""

import json
from collections.abc import Iterable, Iterator

from index.db.gateway import Reader, Writer
from index.search.tokenizer import tokens_of, words
from records.layouts import GivenName

KINDS = (
    *("municipality", "administration", "type", "committee", "area", "section", "affected", "measure", "unit"),
    *("table", "row", "column"),
)
# Where the names of a document stand: the kind, the column, the table.
_TOLD = (
    *(("municipality", "municipality", "entries"), ("administration", "administration", "entries")),
    *(("type", "type", "entries"), ("committee", "committee", "entries"), ("section", "area", "entries")),
    *(("unit", "responsible", "milestones"), ("unit", "responsible", "statuses"), ("unit", "responsible", "proposals")),
    *(("table", "table", "figures"), ("row", "row", "figures"), ("column", "column", "figures")),
)
_LABELLED = (
    "SELECT labels.kind, labels.value FROM labels JOIN entries ON entries.id = entry_id"
    " WHERE document_id = :id AND labels.kind IN ('area', 'affected') ORDER BY entry_id, labels.kind, labels.value"
)
_MEASURES = "SELECT measures FROM proposals WHERE document_id = :id AND measures IS NOT NULL ORDER BY id"


# ------------------------------------------------------------------ writing


def write_names(db: Writer, document_id: int) -> None:
    """The names that a document holds, with their words. Joins the open transaction."""
    db.write("DELETE FROM names WHERE document_id = :id", id=document_id)
    told = dict.fromkeys((document_id, kind, value) for kind, value in _told(db, document_id) if value.strip(" "))
    db.copy("names", ("document_id", "kind", "value"), told)
    held = db.rows("SELECT id, value FROM names WHERE document_id = :id ORDER BY id", id=document_id)
    _write_tokens(db, ((name, value) for name, value in held))


def _told(db: Reader, document_id: int) -> Iterator[tuple[str, str]]:
    """The kind and the value of every name in a document, as often as it stands there."""
    for kind, column, table in _TOLD:
        sql = f'SELECT "{column}" FROM {table} WHERE document_id = :id AND "{column}" IS NOT NULL ORDER BY id'  # noqa: S608
        yield from ((kind, value) for (value,) in db.rows(sql, id=document_id))
    yield from ((kind, value) for kind, value in db.rows(_LABELLED, id=document_id))
    for (measures,) in db.rows(_MEASURES, id=document_id):
        yield from (("measure", value) for value in json.loads(measures))


def write_given_names(db: Writer, given: Iterable[GivenName]) -> None:
    """The names that municipalities have given, in place of all that those municipalities gave before. Joins the open
    transaction."""
    listed = list(given)
    for municipality in {one.municipality for one in listed}:
        db.write("DELETE FROM names WHERE document_id IS NULL AND municipality = :place", place=municipality)
    for one in listed:
        short = json.dumps(one.abbreviations, ensure_ascii=False)
        name_id = db.insert(_GIVEN, kind=one.kind, name=one.name, place=one.municipality, short=short)
        _write_tokens(db, [(name_id, " ".join((one.name, *one.abbreviations)))])


_GIVEN = "INSERT INTO names (kind, value, municipality, abbreviations) VALUES (:kind, :name, :place, :short)"


def _write_tokens(db: Writer, held: Iterable[tuple[int, str]]) -> None:
    tokens = [(token, name) for name, value in held for token in {t for word in words(value) for t in tokens_of(word)}]
    db.copy("name_tokens", ("token", "name_id"), tokens)


# ------------------------------------------------------------------ reading


def names_of(db: Reader, kind: str) -> tuple[str, ...]:
    """The distinct names of a kind, in the order in which they were met."""
    rows = db.rows("SELECT value FROM names WHERE kind = :kind GROUP BY value ORDER BY min(id)", kind=kind)
    return tuple(row[0] for row in rows)


def given_names(db: Reader) -> tuple[GivenName, ...]:
    """The names that municipalities have given."""
    rows = db.rows("SELECT municipality, kind, value, abbreviations FROM names WHERE document_id IS NULL ORDER BY id")
    return tuple(GivenName(place, kind, value, tuple(json.loads(short))) for place, kind, value, short in rows)
