"""A database on a PostgreSQL server, through psycopg.

Every statement outside a transaction commits by itself. Each transaction says of which tenant it is (`tenancy`), and a
session keeps nothing else: a pooler may hand each transaction another one. No extension is needed, and no superuser.
"""

import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

import psycopg

from index.db import dialect, migrations, tenancy
from index.db.database import columns_wanted
from index.db.engine import TENANT, WAIT_S, Database, ServerAddress, Stamp, Unusable, utc_text
from index.db.gateway import Writer
from index.db.postgresql_driver import BoolDumper, ServerDriver, explained_server, set_for_transaction
from index.db.postgresql_pool import Connection, ConnectionPool
from index.db.presence import Presence

OLDEST = 150_000  # PostgreSQL 15
CONNECT_S = 10
OF_SQLITE = ("_sqlite", "sqlite_")  # the log of its steps, and its counters
LIVES = timedelta(seconds=100)  # a process that serves beats every 30
WRITING = 0x53414753  # "SAGS": the lock that whoever writes in this database has


class DatabaseServer(Database):
    """The database at an address, its tables created if missing unless `create` is false. Raises Unusable."""

    def __init__(
        self, address: ServerAddress, create: bool = True, wait_s: float = WAIT_S, unfinished: bool = False
    ) -> None:
        super().__init__(wait_s, unfinished)
        self._address = address
        self._local = threading.local()
        self._pool = ConnectionPool(self._open, wait_s)
        self._version = self._refuse_unfit()
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

    def _driver(self) -> ServerDriver:
        found: ServerDriver | None = getattr(self._local, "driver", None)
        if found is None:
            found = self._local.driver = ServerDriver(self.address, self._pool)
        return found

    def _open(self) -> Connection:
        # Prepared statements are a session's, and there may be another session for each transaction.
        db = psycopg.connect(
            self.address.url,
            autocommit=True,
            prepare_threshold=None,
            connect_timeout=CONNECT_S,
            client_encoding="utf-8",
            application_name="sagsbot",
        )
        db.adapters.register_dumper(bool, BoolDumper)
        return db

    def close(self) -> None:
        """Close the connections that nobody has."""
        self._pool.close()

    @property
    def in_transaction(self) -> bool:
        return self._driver().in_transaction

    @contextmanager
    def _reading(self) -> Iterator[ServerDriver]:
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with explained_server(self.address), self._pool.reading(), self._transaction(begin) as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[ServerDriver]:
        """One transaction of a tenant writes at a time, as in a file: what it has read is so until it ends. The lock is
        the transaction's, and what comes after it sees all that was written before."""
        wait = int(self._wait_s * 1000)
        mine = zlib.crc32(self._address.tenant.encode()) - 2**31
        begin = f"BEGIN; SET LOCAL lock_timeout = {wait}; SELECT pg_advisory_xact_lock({WRITING}, {mine})"
        with self._transaction(begin) as db:
            yield db

    @contextmanager
    def _changing_tables(self) -> Iterator[ServerDriver]:
        """One process at a time, whosever tenant it is of."""
        begin = f"BEGIN; SET LOCAL lock_timeout = {int(self._wait_s * 1000)}; SELECT pg_advisory_xact_lock({WRITING})"
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
        with db.transaction(begin):
            yield db

    def stamp(self) -> Stamp:
        db = self._driver()
        with db.connection() as connection:
            found = connection.execute("SELECT CAST(pg_current_snapshot() AS text)").fetchone()
        (seen,) = found or ("",)
        return id(db), seen, db.written

    @property
    def version(self) -> tuple[str, tuple[int, ...]]:
        return "postgresql", self._version

    def unfinished(self) -> bool:
        return self._own() == 1

    def mark_unfinished(self, unfinished: bool) -> None:
        with self.writer() as db:
            db.write(_MARK, mark=int(unfinished), tenant=self._address.tenant)

    def lacking(self) -> list[str]:
        return sorted(name for name in columns_wanted() - self._columns() if not name.startswith(OF_SQLITE))

    def _columns(self) -> set[str]:
        found = self._driver().run(_COLUMNS, {})
        return {name for (name,) in found}

    def damage(self) -> str | None:
        """A server looks after its own pages (checksums, amcheck): nothing is asked here."""
        return None

    def refuse_damage(self) -> None:
        return None

    # ------------------------------------------------------------------ tables

    def _refuse_unfit(self) -> tuple[int, int]:
        """The server's version."""
        with self._driver().connection() as db:
            number, encoding = db.info.server_version, db.info.parameter_status("server_encoding")
        if number < OLDEST or encoding != "UTF8":
            raise Unusable("unfit", self.address, f"{number} {encoding}")
        return number // 10_000, number % 10_000

    def _prepare(self, create: bool) -> None:
        if self._address.among_others and self._sees_all():  # also while the others are still to begin
            raise Unusable("sees_all", self.address)
        applied = self._applied()
        if applied is None and not create:
            raise Unusable("missing", self.address)
        if applied is None or {*migrations.NAMES, tenancy.MARK} - applied:
            with self._changing_tables() as db:  # a second process waits here, then finds nothing to do
                self._migrate(db)
        self._refuse_who_sees_all()
        own = self._own()
        if own is None and not create:
            raise Unusable("missing", self.address)
        if own is None:
            self._begin()
        if own == 1 and not self._may_be_unfinished:
            raise Unusable("unfinished_copy", self.address)

    def _applied(self) -> set[str] | None:
        """The steps that the database has had, None where it is empty. Somebody else's is left alone."""
        db = self._driver()
        tables = {name for (name,) in db.run("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()", {})}
        if "sagsbot_steps" not in tables:
            if tables & _tables_wanted():
                raise Unusable("foreign", self.address)
            return None
        applied = {name for (name,) in db.run("SELECT name FROM sagsbot_steps", {})}
        self._refuse_unknown(applied - {*migrations.NAMES, tenancy.MARK})
        return applied

    def _refuse_who_sees_all(self) -> None:
        """Row-level security does not hold a superuser, nor a role with BYPASSRLS: each may have one tenant at most."""
        if self._sees_all() and {name for name, _ in self._driver().run(_ALL_TENANTS, {})} - {self._address.tenant}:
            raise Unusable("sees_all", self.address)

    def _sees_all(self) -> bool:
        return bool(self._driver().run(_SEES_ALL, {}).fetchone()[0])

    def _own(self) -> int | None:
        """Is a copy into this tenant's rows unfinished (1) or not (0)? None: there is no such tenant."""
        found = self._driver().run(f"{_ALL_TENANTS} WHERE tenant = :tenant", {"tenant": self._address.tenant})
        row = found.fetchone()
        return None if row is None else int(row[1])

    def _begin(self) -> None:
        """The rows that a new tenant has. Not while somebody works here who would see them without being asked."""
        if self._driver().run(_SOMEBODY_SEES_ALL, {}).fetchone():
            raise Unusable("sees_all", self.address)
        with self._writing() as db:
            if self._own() is None:
                db.run(f"INSERT INTO {tenancy.TENANTS} DEFAULT VALUES", {})
                for one in dialect.seeds():
                    db.run(one, {})

    @contextmanager
    def renewed(self) -> Iterator[Writer]:
        with self.writer() as db:
            db.defer_references()
            db.write(set_for_transaction("sagsbot.renewed", "yes"))
            for table in (*sorted(_tables_wanted() - {"leases", "workers"}), tenancy.COUNTERS):
                db.write(f"DELETE FROM {table}")  # noqa: S608  # names of ours
            db.write(set_for_transaction("sagsbot.renewed", ""))
            db.write(_MARK, mark=0, tenant=self._address.tenant)
            yield db

    def _migrate(self, db: ServerDriver) -> None:
        applied = self._applied()
        run = db.plain  # of ours, and no row of a tenant is read before all is enclosed
        if applied is None:
            run('CREATE TABLE sagsbot_steps (name TEXT COLLATE "C" PRIMARY KEY)')
        missing = [name for name in migrations.NAMES if name not in (applied or ())]
        if applied is not None and tenancy.MARK in applied:
            self._migrate_tenants(db, missing)
        else:
            for name in missing:
                for one in dialect.step(name):
                    run(one)
            tenancy.create_own_tables(run)
            first = self._address.tenant if applied is None else TENANT
            run(f"INSERT INTO {tenancy.TENANTS} VALUES (%s)", [first])  # noqa: S608  # a name of ours
            tenancy.enclose(run, _tables_wanted(), first)
            missing.append(tenancy.MARK)
        for name in missing:
            run("INSERT INTO sagsbot_steps (name) VALUES (%s)", [name])

    def _migrate_tenants(self, db: ServerDriver, missing: list[str]) -> None:
        """Tables are changed once, rows for each tenant."""
        run = db.plain
        tenants = tenancy.all_tenants(run)
        for one in (statement for name in missing for statement in dialect.step(name)):
            if not dialect.changes_rows(one):
                run(one)
                continue
            tenancy.enclose(run, _tables_wanted(), TENANT)
            for tenant in tenants:
                run(set_for_transaction(tenancy.SETTING, tenant))
                run(one)
        tenancy.enclose(run, _tables_wanted(), TENANT)
        run(db.of_tenant)


@lru_cache(maxsize=1)
def _tables_wanted() -> frozenset[str]:
    names = {name.partition(".")[0] for name in columns_wanted()}
    return frozenset(name for name in names if not name.startswith(OF_SQLITE))


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


_BEAT = (
    "INSERT INTO workers (name, expires_at)"
    " VALUES (:name, :until) ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at"
)
_SEES_ALL = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
_SOMEBODY_SEES_ALL = (
    "SELECT pid FROM pg_stat_activity JOIN pg_roles ON rolname = usename WHERE datname = current_database()"
    " AND application_name = 'sagsbot' AND (rolsuper OR rolbypassrls)"
)
_ALL_TENANTS = f"SELECT tenant, unfinished FROM {tenancy.TENANTS}"  # noqa: S608  # those that the role may see
_MARK = f"UPDATE {tenancy.TENANTS} SET unfinished = :mark WHERE tenant = :tenant"  # noqa: S608
_COLUMNS = (
    "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema()"
)
