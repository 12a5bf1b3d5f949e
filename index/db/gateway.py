"""The way to the database: SQL with named parameters in, rows out. What knows another engine takes its place here.

Every read goes through a reader, and a reader is bound to a scope: whose documents, who looks, and as of which moment.
Today each sees everything.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

Row = tuple[Any, ...]
LAST = "\U0010ffff"  # after every text that goes on as this one begins


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose documents are read (`customer`), for whom (`viewer`), and as they stood at `moment` (None: now)."""

    customer: str = ""
    viewer: str = ""
    moment: datetime | None = None


EVERYTHING = Scope()


class Driver(Protocol):
    """A connection of an engine. SQL has named parameters (`:name`), and a list is one: `IN :names`."""

    def run(self, sql: str, named: dict[str, object], /) -> Any:
        """The cursor of a statement: `fetchall`, `fetchone`, rows one by one, `rowcount`, `description`."""

    def free(self, sql: str, named: dict[str, object], /) -> Any:
        """The cursor of a SELECT of one table, without the rows that another transaction has; these are its own now."""

    def insert(self, sql: str, named: dict[str, object], /) -> int:
        """The id of the one row that was inserted."""

    def many(self, sql: str, rows: Iterable[Mapping[str, object]], /) -> None: ...

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], /) -> None: ...

    def next_id(self, table: str, /) -> int: ...

    def set_next_id(self, table: str, following: int, /) -> None: ...

    def stream(self, sql: str, /) -> Iterator[Row]:
        """The rows of a SELECT inside a transaction, some of them in memory at a time."""

    def defer_references(self) -> None: ...


class Reader:
    """Reads over one connection, for one scope.

    A parameter is `:name` in the SQL and `name=` in the call. A list is one parameter too: `IN :names`.
    """

    def __init__(self, db: Driver, scope: Scope = EVERYTHING) -> None:
        self.scope = scope
        self._db = db

    def rows(self, sql: str, /, **named: object) -> list[Row]:
        return list(self._db.run(sql, named).fetchall())

    def each(self, sql: str, /, **named: object) -> Iterator[Row]:
        """The rows one by one, so that many of them need no more memory than one."""
        yield from self._db.run(sql, named)

    def stream(self, sql: str, /) -> Iterator[Row]:
        """Inside `reading` or `writer`: the rows, of which only some are in memory at a time."""
        return self._db.stream(sql)

    def next_id(self, table: str) -> int:
        """The id that the table's next row gets; nobody else can take it while a write transaction is open."""
        return self._db.next_id(table)

    def one(self, sql: str, /, **named: object) -> Row | None:
        """The first row; None when there is none."""
        found: Row | None = self._db.run(sql, named).fetchone()
        return found

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns, in their order, without that which says whose a row is."""
        found = self._db.run(f"SELECT * FROM {table} LIMIT 0", {}).description  # noqa: S608  # a name of ours
        return tuple(column[0] for column in found if column[0] != "tenant")


class Writer(Reader):
    """The same inside the write transaction that is open, with what changes rows."""

    def write(self, sql: str, /, **named: object) -> int:
        """How many rows were changed."""
        return int(self._db.run(sql, named).rowcount)

    def claim(self, sql: str, /, **named: object) -> list[Row]:
        """The rows of a SELECT of one table that nobody else has: until the transaction ends they are this one's."""
        return list(self._db.free(sql, named).fetchall())

    def insert(self, sql: str, /, **named: object) -> int:
        """The id of the one row that was inserted."""
        return self._db.insert(sql, named)

    def many(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        """One statement for each of `rows`."""
        self._db.many(sql, rows)

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Many new rows of a table of ours."""
        self._db.copy(table, columns, rows)

    def set_next_id(self, table: str, following: int) -> None:
        """No id before `following` is given to a new row."""
        self._db.set_next_id(table, following)

    def defer_references(self) -> None:
        """Check foreign keys at the end of the transaction, not at each statement."""
        self._db.defer_references()
