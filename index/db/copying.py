"""All that a database keeps, put into another one, of whatever engine.

Each table is one transaction, and is compared afterwards: by its count of rows and a sum over all of them, in the order
of their keys. Until the last is there the target is no database that anybody can open; what is whole in it is kept when
the same is begun again.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from index.db import migrations
from index.db.engine import Database, Unusable
from index.db.gateway import Reader, Row, Writer

# Of each database its own: who works on it, and which steps it has had.
OWN = ("leases", "workers")
SEEDED = {"state": 1, "posting": 1}  # rows of a new database
KEPT = "audit"  # is only added to: no row of it can be taken out again


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table of every database of ours: its columns, those that name a row, and whether no id of it ever returns."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    counted: bool

    @property
    def ordered(self) -> str:
        names = ", ".join(f'"{column}"' for column in self.columns)
        order = ", ".join(f'"{key}" NULLS FIRST' for key in self.keys)
        return f'SELECT {names} FROM "{self.name}" ORDER BY {order}'  # noqa: S608  # names of ours


@dataclass(frozen=True, slots=True)
class TableSum:
    """How many rows a table has, and the sha256 of all that they say."""

    table: str
    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class TableCopied:
    """A table that is in the target. `was_there`: since an earlier run."""

    sum: TableSum
    was_there: bool = False


def shapes() -> list[TableShape]:
    """The tables, each after those that it refers to."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrations.apply(db)
        made = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
        ours = [(name, sql) for name, sql in made if name not in OWN and not name.startswith(("sqlite_", "_sqlite"))]
        return [_shape(db, name, "AUTOINCREMENT" in sql) for name, sql in ours]


def _shape(db: sqlite3.Connection, name: str, counted: bool) -> TableShape:
    columns = db.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", [name]).fetchall()
    keys = [column for column, place in sorted(columns, key=lambda one: one[1]) if place]
    names = tuple(column for column, _ in columns)
    return TableShape(name, names, tuple(keys) or names, counted)


def copy_database(source: Database, target: Database) -> Iterator[TableCopied]:
    """Copy table by table; each comes when it is whole in the target. Raises Unusable, "not_empty" for a target that
    has something else, "cannot_keep" for a value that its engine does not take."""
    tables = shapes()
    if not target.unfinished():
        if filled := _filled(target, tables):
            raise Unusable("not_empty", target.address, filled)
        target.mark_unfinished(True)
    with source.reading() as db:
        for table in tables:
            yield _copied(db, target, table)
    target.mark_unfinished(False)


def copy_into(db: Writer, source: Reader, target: Database) -> list[TableSum]:
    """Copy all of them into the transaction that is open, where there are none but the rows of a new database, and
    compare them. Raises Unusable."""
    return [_compared(db, _put(db, source, table, target), table, target) for table in shapes()]


def is_empty(database: Database) -> bool:
    """Is it as a new one is?"""
    return _filled(database, shapes()) is None


def _copied(source: Reader, target: Database, table: TableShape) -> TableCopied:
    with target.reading() as there:
        before = _sum(there, table)
    if before.rows and before == _sum(source, table):
        return TableCopied(before, was_there=True)
    if before.rows and table.name == KEPT:
        raise Unusable("not_empty", target.address, table.name)
    with target.writer() as db:
        put = _put(db, source, table, target)
    with target.reading() as there:
        return TableCopied(_compared(there, put, table, target))


def _compared(there: Reader, put: TableSum, table: TableShape, target: Database) -> TableSum:
    if _sum(there, table) != put:
        raise Unusable("copy_differs", target.address, table.name)
    return put


def _put(db: Writer, source: Reader, table: TableShape, target: Database) -> TableSum:
    told = _Summing(table.name)
    db.defer_references()
    if table.name != KEPT:
        db.write(f'DELETE FROM "{table.name}"')  # noqa: S608  # a name of ours
    try:
        db.copy(table.name, table.columns, told.through(_rows(source, table)))
    except (OverflowError, UnicodeEncodeError) as error:
        raise Unusable("cannot_keep", target.address, f"{table.name}: {error}") from error
    if table.counted:
        db.set_next_id(table.name, source.next_id(table.name))
    return told.sum()


def _filled(database: Database, tables: list[TableShape]) -> str | None:
    """A table that has more than that of a new database."""
    with database.reading() as db:
        for table in tables:
            [(count,)] = db.rows(f'SELECT count(*) FROM "{table.name}"')  # noqa: S608  # a name of ours
            if count > SEEDED.get(table.name, 0):
                return table.name
    return None


def _rows(db: Reader, table: TableShape) -> Iterator[Row]:
    """No text with a NUL: not every engine can keep it."""
    for row in db.stream(table.ordered):
        yield tuple(value.replace("\0", "") if isinstance(value, str) else value for value in row)


def _sum(db: Reader, table: TableShape) -> TableSum:
    told = _Summing(table.name)
    for _ in told.through(_rows(db, table)):
        pass
    return told.sum()


class _Summing:
    def __init__(self, table: str) -> None:
        self._table, self._count, self._digest = table, 0, hashlib.sha256()

    def through(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            self._count += 1
            self._digest.update(repr(tuple(map(_plain, row))).encode())
            yield row

    def sum(self) -> TableSum:
        return TableSum(self._table, self._count, self._digest.hexdigest())


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview | bytearray) else value
