"""SQL as PostgreSQL takes it, over one connection, for one tenant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import psycopg
from psycopg import errors, postgres, sql
from psycopg.adapt import Dumper
from psycopg.pq import TransactionStatus

from index.db import dialect, tenancy
from index.db.engine import ServerAddress, Unusable

AT_ONCE = 100  # rows of a large table that are in memory
REASONS: tuple[tuple[type[psycopg.Error], str], ...] = (
    (errors.LockNotAvailable, "locked"),
    (errors.DeadlockDetected, "locked"),
    (errors.DiskFull, "full"),
    (errors.ReadOnlySqlTransaction, "no_rights"),
    (errors.InsufficientPrivilege, "no_rights"),
    (errors.DataCorrupted, "damaged"),
    (errors.IndexCorrupted, "damaged"),
)


class BoolDumper(Dumper):
    """Ours are columns of numbers on every engine."""

    oid = postgres.types["int8"].oid

    def dump(self, obj: Any) -> bytes:
        return b"1" if obj else b"0"


@contextmanager
def explained_server(address: ServerAddress) -> Iterator[None]:
    """What the server, or the way to it, says is raised as Unusable; a value that it cannot keep as Python says it."""
    try:
        yield
    except psycopg.Error as error:
        if isinstance(error, errors.NumericValueOutOfRange | errors.ProgramLimitExceeded):
            raise OverflowError(str(error)) from error
        if isinstance(error, psycopg.DataError) and error.sqlstate is None:  # half a text: one with a NUL
            raise UnicodeEncodeError("utf-8", "\0", 0, 1, str(error)) from error
        reason = next((reason for kind, reason in REASONS if isinstance(error, kind)), None)
        if reason is None and isinstance(error, psycopg.OperationalError):
            reason = "unreachable"  # nobody there, not let in, gone in the middle
        if reason is None:
            raise  # a mistake in our own SQL is none of the server's
        raise Unusable(reason, address, str(error)) from error


def set_for_transaction(setting: str, value: str) -> str:
    """Set it until the transaction ends."""
    return sql.SQL("SELECT set_config({}, {}, true)").format(setting, value).as_string()


class ServerDriver:
    """See `gateway.Driver`."""

    def __init__(self, address: ServerAddress, db: "psycopg.Connection[Any]") -> None:
        self._address, self._db = address, db
        self.of_tenant = set_for_transaction(tenancy.SETTING, address.tenant)
        self.written = 0

    def run(self, sql: str, named: dict[str, object], /) -> Any:
        lists = tuple(name for name, value in named.items() if isinstance(value, list | tuple))
        arrays = {**named, **{name: list(named[name]) for name in lists}} if lists else named  # type: ignore[call-overload]
        with explained_server(self._address):
            found = self._executed(dialect.statement(sql, lists), arrays)
        self.written += found.description is None
        return found

    def _executed(self, sql: str, named: dict[str, object]) -> "psycopg.Cursor[Any]":
        if self._db.info.transaction_status != TransactionStatus.IDLE:
            return self._db.execute(sql, named)
        # Two statements in one message are one transaction, and one round trip.
        found = psycopg.ClientCursor(self._db).execute(f"{self.of_tenant}; {sql}", named)
        found.nextset()
        return found

    def free(self, sql: str, named: dict[str, object], /) -> Any:
        return self.run(f"{sql} FOR UPDATE SKIP LOCKED", named)

    def insert(self, sql: str, named: dict[str, object], /) -> int:
        self.written += 1
        return int(self.run(f"{sql} RETURNING id", named).fetchone()[0])

    def many(self, sql: str, rows: Iterable[Mapping[str, object]], /) -> None:
        self.written += 1
        with explained_server(self._address), self._db.cursor() as cursor:
            cursor.executemany(dialect.statement(sql), list(rows))

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], /) -> None:
        """In INSERTs of many rows: row-level security allows no COPY."""
        first = self.next_id(table) if table in dialect.counted() and columns[0] != "id" else None
        if first is not None:
            columns, rows = ("id", *columns), ((number, *row) for number, row in enumerate(rows, first))
        last, coming = None, iter(rows)
        while part := list(islice(coming, AT_ONCE)):
            self._put(table, columns, part)
            last = part[-1][0]
        if columns[0] == "id" and isinstance(last, int):
            self.run(_COUNTED_TO, {"name": table, "last": last})

    def _put(self, table: str, columns: Sequence[str], rows: list[Sequence[object]]) -> None:
        marks = f"({', '.join(['%s'] * len(columns))})"
        names = ", ".join(f'"{column}"' for column in columns)
        statement = f'INSERT INTO "{table}" ({names}) VALUES {", ".join([marks] * len(rows))}'  # noqa: S608  # names of ours
        with explained_server(self._address):
            self._db.execute(statement, [value for row in rows for value in row])
        self.written += 1

    def next_id(self, table: str, /) -> int:
        found = self.run(f"SELECT last FROM {tenancy.COUNTERS} WHERE name = :name", {"name": table}).fetchone()  # noqa: S608
        return int(found[0]) + 1 if found else 1

    def set_next_id(self, table: str, following: int, /) -> None:
        self.run(_COUNTED_FROM, {"name": table, "last": following - 1})

    def stream(self, sql: str, /) -> Iterator[tuple[Any, ...]]:
        with explained_server(self._address), self._db.cursor("streamed") as cursor:
            cursor.itersize = AT_ONCE
            yield from cursor.execute(dialect.statement(sql))

    def defer_references(self) -> None:
        self.run("SET CONSTRAINTS ALL DEFERRED", {})


_COUNTED = "INSERT INTO sagsbot_counters (name, last) VALUES (:name, :last) ON CONFLICT (name) DO UPDATE SET last = "
_COUNTED_FROM = f"{_COUNTED} excluded.last"
_COUNTED_TO = f"{_COUNTED} greatest(sagsbot_counters.last, excluded.last)"
