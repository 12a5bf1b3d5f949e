"""SQL as SQLite takes it, over one connection."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any


class SQLiteDriver:
    """See `gateway.Driver`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def run(self, sql: str, named: dict[str, object], /) -> Any:
        lists = tuple(name for name, value in named.items() if isinstance(value, list | tuple))
        if lists:
            sql = _with_lists(sql, lists)
            named = {**named, **{name: json.dumps(named[name]) for name in lists}}
        return self._db.execute(sql, named)

    def free(self, sql: str, named: dict[str, object], /) -> Any:
        """Nobody else writes while a transaction does: all rows are free."""
        return self.run(sql, named)

    def insert(self, sql: str, named: dict[str, object], /) -> int:
        return int(self.run(sql, named).lastrowid)

    def many(self, sql: str, rows: Iterable[Mapping[str, object]], /) -> None:
        self._db.executemany(sql, rows)

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], /) -> None:
        marks = ", ".join("?" * len(columns))
        quoted = ", ".join(f'"{column}"' for column in columns)
        self._db.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", rows)  # noqa: S608  # names of ours

    def next_id(self, table: str, /) -> int:
        found = self._db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
        return int(found[0]) + 1 if found else 1

    def set_next_id(self, table: str, following: int, /) -> None:
        self._db.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
        self._db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, following - 1])

    def stream(self, sql: str, /) -> Iterator[tuple[Any, ...]]:
        yield from self.run(sql, {})

    def defer_references(self) -> None:
        self._db.execute("PRAGMA defer_foreign_keys = ON")


@lru_cache(maxsize=256)
def _with_lists(sql: str, names: tuple[str, ...]) -> str:
    """The statement with each of these parameters as the rows of a JSON list: one statement, however long the list."""
    return re.sub(rf":({'|'.join(names)})\b", r"(SELECT value FROM json_each(:\1))", sql)
