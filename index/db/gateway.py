"""The way to the database: SQL with named parameters in, rows out. What knows another engine takes its place here.

Every read goes through a reader, and a reader is bound to a scope: whose documents, who looks, and as of which moment.
Today each sees everything.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlite_utils import Database as Connection

Row = tuple[Any, ...]
LAST = "\U0010ffff"  # after every text that goes on as this one begins


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose documents are read (`customer`), for whom (`viewer`), and as they stood at `moment` (None: now)."""

    customer: str = ""
    viewer: str = ""
    moment: datetime | None = None


EVERYTHING = Scope()


class Reader:
    """Reads over one connection, for one scope.

    A parameter is `:name` in the SQL and `name=` in the call. A list is one parameter too: `IN :names`.
    """

    def __init__(self, db: Connection, scope: Scope = EVERYTHING) -> None:
        self.scope = scope
        self._db = db

    def rows(self, sql: str, /, **named: object) -> list[Row]:
        return list(self._run(sql, named).fetchall())

    def each(self, sql: str, /, **named: object) -> Iterator[Row]:
        """The rows one by one, so that many of them need no more memory than one."""
        yield from self._run(sql, named)

    def one(self, sql: str, /, **named: object) -> Row | None:
        """The first row; None when there is none."""
        found: Row | None = self._run(sql, named).fetchone()
        return found

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns, in their order."""
        return tuple(name for (name,) in self.rows("SELECT name FROM pragma_table_info(:table)", table=table))

    def _run(self, sql: str, named: dict[str, object]) -> Any:
        lists = tuple(name for name, value in named.items() if isinstance(value, list | tuple))
        if lists:
            sql = _with_lists(sql, lists)
            named = {**named, **{name: json.dumps(named[name]) for name in lists}}
        return self._db.execute(sql, named)


@lru_cache(maxsize=256)
def _with_lists(sql: str, names: tuple[str, ...]) -> str:
    """The statement with each of these parameters as the rows of a JSON list: one statement, however long the list."""
    return re.sub(rf":({'|'.join(names)})\b", r"(SELECT value FROM json_each(:\1))", sql)


class Writer(Reader):
    """The same inside the write transaction that is open, with what changes rows."""

    def write(self, sql: str, /, **named: object) -> int:
        """How many rows were changed."""
        return int(self._run(sql, named).rowcount)

    def insert(self, sql: str, /, **named: object) -> int:
        """The id of the one row that was inserted."""
        return int(self._run(sql, named).lastrowid)

    def many(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        """One statement for each of `rows`."""
        self._db.conn.executemany(sql, rows)

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Many new rows of a table of ours."""
        marks = ", ".join("?" * len(columns))
        quoted = ", ".join(f'"{column}"' for column in columns)
        self._db.conn.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", rows)  # noqa: S608  # names of ours

    def next_id(self, table: str) -> int:
        """The id that the table's next row gets; nobody else can take it while the transaction is open."""
        found = self.one("SELECT seq FROM sqlite_sequence WHERE name = :table", table=table)
        return int(found[0]) + 1 if found else 1

    def defer_references(self) -> None:
        """Check foreign keys at the end of the transaction, not at each statement."""
        self._db.execute("PRAGMA defer_foreign_keys = ON")
