"""The way to the database: SQL with named parameters in, rows out. What knows another engine takes its place here.

Every read goes through a reader, and a reader is bound to a scope: whose documents, who looks, and as of which moment.
Today each sees everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database as Connection

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose documents are read (`customer`), for whom (`viewer`), and as they stood at `moment` (None: now)."""

    customer: str = ""
    viewer: str = ""
    moment: datetime | None = None


EVERYTHING = Scope()


class Reader:
    """Reads over one connection, for one scope. A parameter is `:name` in the SQL and `name=` in the call."""

    def __init__(self, db: Connection, scope: Scope = EVERYTHING) -> None:
        self.scope = scope
        self._db = db

    def rows(self, sql: str, /, **named: object) -> list[Row]:
        return list(self._db.execute(sql, named).fetchall())

    def one(self, sql: str, /, **named: object) -> Row | None:
        """The first row; None when there is none."""
        found: Row | None = self._db.execute(sql, named).fetchone()
        return found


class Writer(Reader):
    """The same inside the write transaction that is open, with what changes rows."""

    @property
    def connection(self) -> Connection:
        """The connection that the transaction is of, for what does not go through here yet."""
        return self._db

    def write(self, sql: str, /, **named: object) -> int:
        """How many rows were changed."""
        return int(self._db.execute(sql, named).rowcount)

    def many(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        """One statement for each of `rows`."""
        self._db.conn.executemany(sql, rows)

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Many new rows of a table of ours."""
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  # names of ours
        self._db.conn.executemany(sql, rows)
