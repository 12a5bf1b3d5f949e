"""Records as rows of the database, and back, exactly.

A field is a column of the same name. Lists and mappings are JSON, dates ISO, `source` is the columns document, line,
page, sheet and cell. An empty list or mapping is NULL. Rows are read with their id.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any, Generic, TypeVar, get_type_hints

from index.db.gateway import Reader, Writer
from records import Figure, Finding, Link, Milestone, Passage, Proposal, Source, StatusRow

R = TypeVar("R")
Cell = Any
SOURCE_COLUMNS = ("document", "line", "page", "sheet", "cell")
Packing = Callable[[Any], Cell]
Unpacking = Callable[[Cell], Any]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _place(source: Source) -> list[object]:
    return list(astuple(source))


def _tagged(value: object) -> object:
    """A value of any kind that a loader puts in a finding or an overview, so that JSON keeps what it was."""
    match value:
        case date():
            return {"$date": value.isoformat()}
        case Source():
            return {"$source": _place(value)}
        case Mapping():
            return _tagged_mapping(value)
        case tuple() | list() | set() | frozenset():
            return [_tagged(item) for item in value]
    return value if isinstance(value, str | int | float | None) else str(value)


def _tagged_mapping(value: Mapping[Any, object]) -> object:
    """JSON would turn a year that is a key into text."""
    if all(isinstance(key, str) for key in value):
        return {key: _tagged(item) for key, item in value.items()}
    return {"$pairs": [[key, _tagged(item)] for key, item in value.items()]}


def _untagged(value: Any) -> Any:
    match value:
        case {"$date": str(day)}:
            return date.fromisoformat(day)
        case {"$source": list(place)}:
            return Source(*place)
        case {"$pairs": list(pairs)}:
            return {key: _untagged(item) for key, item in pairs}
        case dict():
            return {key: _untagged(item) for key, item in value.items()}
        case list():
            return tuple(_untagged(item) for item in value)
    return value


def _days(dues: Iterable[tuple[date, date]]) -> list[list[str]]:
    return [[first.isoformat(), last.isoformat()] for first, last in dues]


Dues = tuple[tuple[date, date], ...]

# How a field of a type is kept; a type that is not here is kept as it is.
CODECS: dict[Any, tuple[Packing, Unpacking]] = {
    bool: (int, bool),
    bool | None: (lambda v: v, lambda v: None if v is None else bool(v)),
    date | None: (lambda v: v and v.isoformat(), lambda v: v and date.fromisoformat(v)),
}
# The same for lists and mappings, where nothing is NULL.
JSON_CODECS: dict[Any, tuple[Packing, Unpacking, Callable[[], object]]] = {
    tuple[str, ...]: (list, tuple, tuple),
    tuple[Source, ...]: (lambda v: [_place(s) for s in v], lambda v: tuple(Source(*s) for s in v), tuple),
    Dues: (_days, lambda v: tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in v), tuple),
    Mapping[int, float]: (dict, lambda v: {int(year): amount for year, amount in v.items()}, dict),
    Mapping[str, Source]: (
        lambda v: {name: _place(s) for name, s in v.items()},
        lambda v: {name: Source(*s) for name, s in v.items()},
        dict,
    ),
    Mapping[str, object]: (_tagged, _untagged, dict),
}


def _through_json(pack: Packing, unpack: Unpacking, empty: Callable[[], object]) -> tuple[Packing, Unpacking]:
    return (
        lambda value: _json(pack(value)) if value else None,
        lambda cell: unpack(json.loads(cell)) if cell else empty(),
    )


def _codec(kind: Any) -> tuple[Packing, Unpacking] | None:
    return _through_json(*JSON_CODECS[kind]) if kind in JSON_CODECS else CODECS.get(kind)


@dataclass(frozen=True)
class RecordTable(Generic[R]):
    """How records of one class stand in the table `name`. `packers`/`unpackers` are (position, function) pairs."""

    name: str
    record: type[R]
    names: tuple[str, ...]
    sourced: bool
    packers: tuple[tuple[int, Packing], ...]
    unpackers: tuple[tuple[int, Unpacking], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return self.names + SOURCE_COLUMNS * self.sourced

    def row(self, record: R) -> tuple[Cell, ...]:
        """The cells of a record, in the order of `columns`."""
        cells = list(attrgetter(*self.names)(record))
        for position, pack in self.packers:
            cells[position] = pack(cells[position])
        return (*cells, *_place(record.source)) if self.sourced else tuple(cells)  # type: ignore[attr-defined]

    def read(self, cells: tuple[Cell, ...]) -> R:
        """The record of a row's cells, which stand in the order of `columns`."""
        values = list(cells[: len(self.names)])
        for position, unpack in self.unpackers:
            values[position] = unpack(values[position])
        place = {"source": Source(*cells[-len(SOURCE_COLUMNS) :])} if self.sourced else {}
        return self.record(**dict(zip(self.names, values, strict=True)), **place)


def _table(name: str, record: type[R]) -> RecordTable[R]:
    kinds = get_type_hints(record)
    names = tuple(field.name for field in fields(record) if field.name != "source")  # type: ignore[arg-type]
    codecs = [(position, codec) for position, column in enumerate(names) if (codec := _codec(kinds[column]))]
    packers = tuple((position, codec[0]) for position, codec in codecs)
    unpackers = tuple((position, codec[1]) for position, codec in codecs)
    return RecordTable(name, record, names, "source" in kinds, packers, unpackers)


PROPOSALS = _table("proposals", Proposal)
MILESTONES = _table("milestones", Milestone)
STATUSES = _table("statuses", StatusRow)
FIGURES = _table("figures", Figure)
PASSAGES = _table("passages", Passage)
FINDINGS = _table("findings", Finding)
LINKS = _table("links", Link)


def _quoted(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def read_records(db: Reader, table: RecordTable[R], where: str = "1 = 1", **named: Cell) -> Iterator[tuple[int, R]]:
    """The records that fulfil `where` (SQL of our own, with its parameters), each with its row id, by row id."""
    sql = f"SELECT id, {_quoted(table.columns)} FROM {table.name} WHERE {where} ORDER BY id"  # noqa: S608  # no values in it
    for row in db.each(sql, **named):
        yield row[0], table.read(row[1:])


def read_ids(db: Reader, table: RecordTable[R], ids: Iterable[int]) -> dict[int, R]:
    """The records with these row ids, in the order of `ids`; an id that is no more is left out."""
    wanted = list(ids)
    found = dict(read_records(db, table, "id IN :ids", ids=wanted)) if wanted else {}
    return {row_id: found[row_id] for row_id in wanted if row_id in found}


def insert(db: Writer, table: RecordTable[R], document_id: int | None, rows: Iterable[tuple[Cell, ...]]) -> range:
    """Put packed rows into the table, as the document's own where the table has documents. Returns their row ids."""
    lead: tuple[int, ...] = () if document_id is None else (document_id,)
    owner = () if document_id is None else ("document_id",)
    first = db.next_id(table.name)
    numbered = [(row_id, *lead, *row) for row_id, row in enumerate(rows, first)]
    db.copy(table.name, ("id", *owner, *table.columns), numbered)
    return range(first, first + len(numbered))
