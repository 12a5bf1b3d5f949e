"""A database on a PostgreSQL server, through psycopg.

Every statement outside a transaction commits by itself. A session keeps nothing but what a transaction sets, so a
pooler may hand each transaction another one; no extension is needed, and no superuser.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors, postgres, sql
from psycopg.adapt import Dumper
from psycopg.pq import TransactionStatus

from index.db import dialect, migrations
from index.db.database import columns_wanted
from index.db.engine import UNFINISHED, WAIT_S, Database, ServerAddress, Stamp, Unusable, utc_text
from index.db.gateway import Writer
from index.db.presence import Presence

OLDEST = 150_000  # PostgreSQL 15
CONNECT_S = 10
AT_ONCE = 100  # rows of a large table that are in memory
LIVES = timedelta(seconds=100)  # a process that serves beats every 30
WRITING = 0x53414753  # "SAGS": the lock that whoever writes in this database has
REASONS: tuple[tuple[type[psycopg.Error], str], ...] = (
    (errors.LockNotAvailable, "locked"),
    (errors.DeadlockDetected, "locked"),
    (errors.DiskFull, "full"),
    (errors.ReadOnlySqlTransaction, "no_rights"),
    (errors.InsufficientPrivilege, "no_rights"),
    (errors.DataCorrupted, "damaged"),
    (errors.IndexCorrupted, "damaged"),
)


class _BoolDumper(Dumper):
    """Ours are columns of numbers on every engine."""

    oid = postgres.types["int8"].oid

    def dump(self, obj: Any) -> bytes:
        return b"1" if obj else b"0"


@contextmanager
def _explained(address: ServerAddress) -> Iterator[None]:
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


class ServerDriver:
    """See `gateway.Driver`."""

    def __init__(self, address: ServerAddress, db: "psycopg.Connection[Any]") -> None:
        self._address, self._db = address, db
        self.written = 0

    def run(self, sql: str, named: dict[str, object], /) -> Any:
        lists = tuple(name for name, value in named.items() if isinstance(value, list | tuple))
        arrays = {**named, **{name: list(named[name]) for name in lists}} if lists else named  # type: ignore[call-overload]
        with _explained(self._address):
            found = self._db.execute(dialect.statement(sql, lists), arrays)
        self.written += found.description is None
        return found

    def free(self, sql: str, named: dict[str, object], /) -> Any:
        return self.run(f"{sql} FOR UPDATE SKIP LOCKED", named)

    def insert(self, sql: str, named: dict[str, object], /) -> int:
        self.written += 1
        return int(self.run(f"{sql} RETURNING id", named).fetchone()[0])

    def many(self, sql: str, rows: Iterable[Mapping[str, object]], /) -> None:
        self.written += 1
        with _explained(self._address), self._db.cursor() as cursor:
            cursor.executemany(dialect.statement(sql), list(rows))

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], /) -> None:
        self.written += 1
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        last = None
        with _explained(self._address), self._db.cursor() as cursor, cursor.copy(statement) as going:
            for row in rows:
                going.write_row(row)
                last = row[0]
        if columns[0] == "id" and last is not None:
            self.run("SELECT setval(:counter, :last)", {"counter": f"{table}_id_seq", "last": last})

    def next_id(self, table: str, /) -> int:
        """A counter does not go back with a transaction that fails, so ids may leave a gap; none ever returns."""
        found = self.run(f"SELECT last_value + CAST(is_called AS int) FROM {table}_id_seq", {})  # noqa: S608  # a name of ours
        return int(found.fetchone()[0])

    def set_next_id(self, table: str, following: int, /) -> None:
        self.run("SELECT setval(:counter, :id, false)", {"counter": f"{table}_id_seq", "id": following})

    def stream(self, sql: str, /) -> Iterator[tuple[Any, ...]]:
        with _explained(self._address), self._db.cursor("streamed") as cursor:
            cursor.itersize = AT_ONCE
            yield from cursor.execute(dialect.statement(sql))

    def defer_references(self) -> None:
        self.run("SET CONSTRAINTS ALL DEFERRED", {})


class DatabaseServer(Database):
    """The database at an address, its tables created if missing unless `create` is false. Raises Unusable."""

    def __init__(
        self, address: ServerAddress, create: bool = True, wait_s: float = WAIT_S, unfinished: bool = False
    ) -> None:
        super().__init__(wait_s, unfinished)
        self._address = address
        self._local = threading.local()
        self._refuse_unfit()
        self._prepare(create)

    @property
    def address(self) -> ServerAddress:
        return self._address

    def beside(self, what: str) -> Path | None:
        return None

    def presence(self) -> Presence:
        return ServerPresence(self)

    def now(self) -> datetime:
        """A server's clock counts on while a transaction is open."""
        (found,) = self._driver().run("SELECT clock_timestamp()", {}).fetchone()
        moment: datetime = found
        return moment

    def connection(self) -> "psycopg.Connection[Any]":
        """This thread's connection, opened at its first use and again when it was lost outside a transaction."""
        return self._driver()._db

    def _driver(self) -> ServerDriver:
        found: ServerDriver | None = getattr(self._local, "driver", None)
        if found is None or found._db.closed:
            with _explained(self.address):
                found = self._local.driver = ServerDriver(self.address, self._open())
        return found

    def _open(self) -> "psycopg.Connection[Any]":
        # Prepared statements are a session's, and there may be another session for each transaction.
        db = psycopg.connect(
            self.address.url,
            autocommit=True,
            prepare_threshold=None,
            connect_timeout=CONNECT_S,
            client_encoding="utf-8",
            application_name="sagsbot",
        )
        db.adapters.register_dumper(bool, _BoolDumper)
        return db

    def close(self) -> None:
        found: ServerDriver | None = getattr(self._local, "driver", None)
        if found is not None:
            found._db.close()
            del self._local.driver

    @property
    def in_transaction(self) -> bool:
        found: ServerDriver | None = getattr(self._local, "driver", None)
        return (
            found is not None and found._db.info.transaction_status != TransactionStatus.IDLE and not found._db.closed
        )

    @contextmanager
    def _reading(self) -> Iterator[ServerDriver]:
        with self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[ServerDriver]:
        """One transaction writes at a time, as in a file: what it has read is so until it ends. The lock is the
        transaction's, and what comes after it sees all that was written before."""
        wait = int(self._wait_s * 1000)
        begin = f"BEGIN; SET LOCAL lock_timeout = {wait}; SELECT pg_advisory_xact_lock({WRITING})"
        with self._transaction(begin) as db:
            yield db

    @contextmanager
    def claiming(self) -> Iterator[Writer]:
        """Beside whoever writes: rows are locked one by one, and those that somebody has are left out."""
        with self._transaction(f"BEGIN; SET LOCAL lock_timeout = {int(self._wait_s * 1000)}") as db:
            yield Writer(db)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[ServerDriver]:
        db = self._driver()
        try:
            db.run(begin, {})
            yield db
            db.run("COMMIT", {})
        except BaseException:
            if not db._db.closed:
                with _explained(self.address):
                    db._db.execute("ROLLBACK")
            raise

    def stamp(self) -> Stamp:
        db = self._driver()
        (seen,) = db.run("SELECT CAST(pg_current_snapshot() AS text)", {}).fetchone()
        return id(db), seen, db.written

    @property
    def version(self) -> tuple[str, tuple[int, ...]]:
        number = self.connection().info.server_version
        return "postgresql", (number // 10_000, number % 10_000)

    def unfinished(self) -> bool:
        found = self._driver().run("SELECT 1 FROM sagsbot_steps WHERE name = :name", {"name": UNFINISHED})
        return found.fetchone() is not None

    def mark_unfinished(self, unfinished: bool) -> None:
        with self.writer() as db:
            db.write("DELETE FROM sagsbot_steps WHERE name = :name", name=UNFINISHED)
            if unfinished:
                db.write("INSERT INTO sagsbot_steps VALUES (:name)", name=UNFINISHED)

    def lacking(self) -> list[str]:
        of_sqlite = ("_sqlite", "sqlite_")  # the log of its steps, and its counters
        return sorted(name for name in columns_wanted() - self._columns() if not name.startswith(of_sqlite))

    def _columns(self) -> set[str]:
        found = self._driver().run(_COLUMNS, {})
        return {name for (name,) in found}

    def damage(self) -> str | None:
        """A server looks after its own pages (checksums, amcheck): nothing is asked here."""
        return None

    def refuse_damage(self) -> None:
        return None

    # ------------------------------------------------------------------ tables

    def _refuse_unfit(self) -> None:
        info = self.connection().info
        if info.server_version < OLDEST or info.parameter_status("server_encoding") != "UTF8":
            raise Unusable("unfit", self.address, f"{info.server_version} {info.parameter_status('server_encoding')}")

    def _prepare(self, create: bool) -> None:
        applied = self._applied()
        if applied is None and not create:
            raise Unusable("missing", self.address)
        if applied is None or set(migrations.NAMES) - applied:
            with self._writing() as db:  # a second process waits here, then finds nothing to do
                self._migrate(db)

    def _applied(self) -> set[str] | None:
        """The steps that the database has had, None where it is empty. Somebody else's is left alone."""
        db = self._driver()
        tables = {name for (name,) in db.run("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", {})}
        if "sagsbot_steps" not in tables:
            if tables & {name.partition(".")[0] for name in columns_wanted()}:
                raise Unusable("foreign", self.address)
            return None
        applied = {name for (name,) in db.run("SELECT name FROM sagsbot_steps", {})}
        self._refuse_unknown(applied - set(migrations.NAMES))
        return applied

    @contextmanager
    def renewed(self) -> Iterator[Writer]:
        with self.writer() as db:
            for table in {name.partition(".")[0] for name in columns_wanted()} | {"sagsbot_steps"}:
                db.write(f"DROP TABLE IF EXISTS {table} CASCADE")
            self._migrate(self._driver())
            yield db

    def _migrate(self, db: ServerDriver) -> None:
        applied = self._applied()
        if applied is None:
            db.run('CREATE TABLE sagsbot_steps (name TEXT COLLATE "C" PRIMARY KEY)', {})
        for name in migrations.NAMES:
            if name not in (applied or ()):
                for one in dialect.step(name):
                    db._db.execute(one)  # of ours, without parameters
                db.run("INSERT INTO sagsbot_steps VALUES (:name)", {"name": name})


class ServerPresence(Presence):
    """A row that says until when the process is taken to live: one that ends without a word is missed only then."""

    def __init__(self, file: DatabaseServer) -> None:
        super().__init__()
        self._file = file

    def beat(self) -> None:
        now = self._file.now()
        with self._file.claiming() as db:
            db.write(_BEAT, name=self.name, until=utc_text(now + LIVES))
            db.write("DELETE FROM workers WHERE expires_at < :long_ago", long_ago=utc_text(now - LIVES))

    def is_alive(self, name: str) -> bool:
        row = self._file.reader().one("SELECT expires_at FROM workers WHERE name = :name", name=name)
        return name == self.name or (row is not None and str(row[0]) > utc_text(self._file.now()))

    def has_ended(self, name: str) -> bool:
        return False

    def close(self) -> None:
        with self._file.claiming() as db:
            db.write("DELETE FROM workers WHERE name = :name", name=self.name)


_BEAT = "INSERT INTO workers VALUES (:name, :until) ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at"
_COLUMNS = (
    "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema()"
)
