"""SQL as PostgreSQL takes it, for one tenant."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import psycopg
from psycopg import errors, postgres, sql
from psycopg.adapt import Dumper

from index.db import dialect, tenancy
from index.db.engine import ServerAddress, Unusable
from index.db.postgresql_pool import Connection, ConnectionPool, PoolTimeout

AT_ONCE = 100  # rows of a large table that are in memory
REASONS: tuple[tuple[type[psycopg.Error], str], ...] = (
    (PoolTimeout, "locked"),
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
    """See `gateway.Driver`. It is one thread's: a transaction has one connection, and a statement outside one has one
    for as long as it takes."""

    def __init__(self, address: ServerAddress, pool: ConnectionPool) -> None:
        self._address, self._pool = address, pool
        self._open: Connection | None = None  # that of the transaction
        self.of_tenant = set_for_transaction(tenancy.SETTING, address.tenant)
        self.written = 0

    @property
    def in_transaction(self) -> bool:
        return self._open is not None and not self._open.closed

    @property
    def plain(self) -> Callable[..., Any]:
        """Runs SQL of this engine's own in the transaction that is open."""
        assert self._open is not None  # noqa: S101
        return self._open.execute

    @contextmanager
    def transaction(self, begin: str) -> Iterator[None]:
        """What `begin` opens, of this tenant; all of it or nothing."""
        with explained_server(self._address), self._pool.connection() as db:
            self._open = db
            try:
                db.execute(f"{begin}; {self.of_tenant}")
                yield
                self.run("COMMIT", {})
            except BaseException:
                if not db.closed:
                    db.execute("ROLLBACK")
                raise
            finally:
                self._open = None

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """The transaction's; outside one another each time."""
        with explained_server(self._address):
            if self._open is not None:
                yield self._open
            else:
                with self._pool.connection() as db:
                    yield db

    def run(self, sql: str, named: dict[str, object], /) -> Any:
        lists = tuple(name for name, value in named.items() if isinstance(value, list | tuple))
        arrays = {**named, **{name: list(named[name]) for name in lists}} if lists else named  # type: ignore[call-overload]
        with self.connection() as db:
            found = self._executed(db, dialect.statement(sql, lists), arrays)
        self.written += found.description is None
        return found

    def _executed(self, db: Connection, sql: str, named: dict[str, object]) -> "psycopg.Cursor[Any]":
        if self._open is not None:
            return db.execute(sql, named)
        # Two statements in one message are one transaction, and one round trip.
        found = psycopg.ClientCursor(db).execute(f"{self.of_tenant}; {sql}", named)
        found.nextset()
        return found

    def free(self, sql: str, named: dict[str, object], /) -> Any:
        return self.run(f"{sql} FOR UPDATE SKIP LOCKED", named)

    def insert(self, sql: str, named: dict[str, object], /) -> int:
        self.written += 1
        return int(self.run(f"{sql} RETURNING id", named).fetchone()[0])

    def many(self, sql: str, rows: Iterable[Mapping[str, object]], /) -> None:
        self.written += 1
        with self.connection() as db, db.cursor() as cursor:
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
        with self.connection() as db:
            db.execute(statement, [value for row in rows for value in row])
        self.written += 1

    def next_id(self, table: str, /) -> int:
        found = self.run(f"SELECT last FROM {tenancy.COUNTERS} WHERE name = :name", {"name": table}).fetchone()  # noqa: S608
        return int(found[0]) + 1 if found else 1

    def set_next_id(self, table: str, following: int, /) -> None:
        self.run(_COUNTED_FROM, {"name": table, "last": following - 1})

    def stream(self, sql: str, /) -> Iterator[tuple[Any, ...]]:
        with self.connection() as db, db.cursor("streamed") as cursor:
            cursor.itersize = AT_ONCE
            yield from cursor.execute(dialect.statement(sql))

    def defer_references(self) -> None:
        self.run("SET CONSTRAINTS ALL DEFERRED", {})


_COUNTED = "INSERT INTO sagsbot_counters (name, last) VALUES (:name, :last) ON CONFLICT (name) DO UPDATE SET last = "
_COUNTED_FROM = f"{_COUNTED} excluded.last"
_COUNTED_TO = f"{_COUNTED} greatest(sagsbot_counters.last, excluded.last)"
