"""The one SQLite file: opened, checked to be ours, migrated, with a connection for each thread.

Rows go in and out through SQL with parameters. Driver transactions are off: a statement outside `writer()` commits by
itself, at once.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG

from index.db import migrations
from index.db.engine import UNFINISHED, WAIT_S, Address, Database, Stamp, Unusable, utc_text
from index.db.presence import FilePresence, Presence
from index.db.sqlite_driver import SQLiteDriver

__all__ = [
    "Database", "DatabaseFile", "Unusable", "columns_wanted", "explained", "is_part_of", "unusable",
    "utc_text",
]  # fmt: skip

APPLICATION_ID = 0x53414753  # "SAGS", in the header of every file of ours
PAUSE_S = 0.01  # between two tries of what SQLite does not wait for itself
CACHE_KIB = 16_384

REASONS = {
    sqlite3.SQLITE_NOTADB: "not_a_database",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "cannot_open",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "disk",
}


def unusable(error: sqlite3.Error, path: Path) -> Unusable | None:
    """What is wrong with the file at `path` by SQLite's word, as a reason that has a sentence; None: nothing is."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
    return Unusable(REASONS[code], path, str(error)) if code in REASONS else None


@contextmanager
def explained(path: Address) -> Iterator[None]:
    """What SQLite says of the file at `path` is raised as Unusable. (A server's driver does so by itself.)"""
    try:
        yield
    except sqlite3.Error as error:
        if not isinstance(path, Path) or (found := unusable(error, path)) is None:
            raise  # a mistake in our own SQL is none of the file's
        raise found from error


def is_part_of(file: Path, database: Address) -> bool:
    """Whether `file` is one of the files in which SQLite keeps `database`, by whatever name."""
    if not isinstance(database, Path):
        return False
    parts = (str(database) + ending for ending in ("", "-wal", "-shm", "-journal"))
    return os.path.realpath(file) in map(os.path.realpath, parts)


class DatabaseFile(Database):
    """The file at `path`, created if missing unless `create` is false. Raises Unusable when it is not ours."""

    def __init__(self, path: Path, create: bool = True, wait_s: float = WAIT_S, unfinished: bool = False) -> None:
        super().__init__(wait_s, unfinished)
        self._path = path.absolute()
        self._local = threading.local()
        if (reason := self._obstacle(create)) is not None:
            raise Unusable(reason, path)
        with explained(self.path):
            self._prepare()

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, opened at its first use. Only this folder and its tests use it."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None:
            with explained(self.path):
                db = self._local.db = self._open()
        return db

    @property
    def path(self) -> Path:
        return self._path

    @property
    def address(self) -> Address:
        return self._path

    def beside(self, what: str) -> Path | None:
        return Path(f"{os.path.realpath(self._path)}.{what}")

    def presence(self) -> Presence:
        return FilePresence(self._path)

    def now(self) -> datetime:
        return datetime.now(UTC)

    def _driver(self) -> SQLiteDriver:
        return SQLiteDriver(self.connection())

    def close(self) -> None:
        """Close this thread's connection; the others close when their threads end."""
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is not None:
            db.close()
            del self._local.db

    @contextmanager
    def _writing(self) -> Iterator[SQLiteDriver]:
        """A deferred transaction would fail at once, without waiting, when it reads first and
        another writer commits before its own first write."""
        with explained(self.path), self._transaction("BEGIN IMMEDIATE") as db:
            yield SQLiteDriver(db)

    @contextmanager
    def _reading(self) -> Iterator[SQLiteDriver]:
        with explained(self.path), self._transaction("BEGIN") as db:
            yield SQLiteDriver(db)

    @property
    def in_transaction(self) -> bool:
        return bool(self.connection().in_transaction)

    def empty_log(self) -> None:
        self.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def stamp(self) -> Stamp:
        db = self.connection()
        (others,) = db.execute("PRAGMA data_version").fetchone()
        return (id(db), int(others), db.total_changes)

    @property
    def version(self) -> tuple[str, tuple[int, ...]]:
        return "sqlite", sqlite3.sqlite_version_info

    def unfinished(self) -> bool:
        return UNFINISHED in migrations.unknown_migrations(self.connection())

    def mark_unfinished(self, unfinished: bool) -> None:
        with self.writer() as db:
            db.write("DELETE FROM _sqlite_migrations WHERE name = :name", name=UNFINISHED)
            if unfinished:
                sql = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('sagsbot', :name, :at)"
                db.write(sql, name=UNFINISHED, at=utc_text(self.now()))

    def lacking(self) -> list[str]:
        """The columns that a new database would have and this one has not, as "table.column": the steps that it has had
        were other ones than those of today."""
        return sorted(columns_wanted() - _columns(self.connection()))

    def damage(self) -> str | None:
        """What SQLite's own check finds wrong, or None. Reads the whole file."""
        with explained(self.path):
            found = self.connection().execute("PRAGMA integrity_check(1)").fetchone()[0]
        return None if found == "ok" else str(found)

    def refuse_damage(self) -> None:
        """Raises Unusable when the file is damaged. (`quick_check` calls some whole tables without rowid damaged.)"""
        if found := self.damage():
            raise Unusable("damaged", self.path, found)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        db = self.connection()
        db.execute(begin)
        try:
            yield db
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:  # SQLite itself ends one that cannot go on
                db.execute("ROLLBACK")
            raise

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            f"{self.path.as_uri()}?mode=rwc",
            uri=True,
            timeout=self._wait_s,
            isolation_level=None,
            cached_statements=256,
        )
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA secure_delete = ON")  # what is deleted is written over, not only left out
        db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        return db

    def _obstacle(self, create: bool) -> str | None:
        """Why there can be no database at the path, as far as the file system knows."""
        try:
            return None if S_ISREG(self.path.stat().st_mode) else "cannot_open"
        except (FileNotFoundError, NotADirectoryError):
            if not create:
                return "missing"
            return None if self.path.parent.is_dir() else "folder_missing"
        except OSError:  # no access to the folder, a name that is too long
            return "cannot_open"

    def _prepare(self) -> None:
        db = self.connection()
        self._refuse_foreign(db)
        self._switch_to_wal(db)
        if migrations.pending(db):
            self._migrate()

    def _switch_to_wal(self, db: sqlite3.Connection) -> None:
        """SQLite does not wait here, whatever the timeout: of several that open a new file, one gets through."""
        until = time.monotonic() + self._wait_s
        while db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                db.execute("PRAGMA journal_mode = wal")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(PAUSE_S)

    def _migrate(self) -> None:
        with self._transaction("BEGIN IMMEDIATE") as db:  # a second process waits here, then finds nothing to do
            migrations.apply(db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def _refuse_foreign(self, db: sqlite3.Connection) -> None:
        """Somebody else's database is left alone: no table is added, not even its journal mode changes."""
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application != APPLICATION_ID and (application or tables):
            raise Unusable("foreign", self.path)
        self._refuse_unknown(set(migrations.unknown_migrations(db)))


def columns_wanted() -> set[str]:
    """The columns of a new database, as "table.column"."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations.apply(fresh)
        return _columns(fresh)


def _columns(db: sqlite3.Connection) -> set[str]:
    sql = (
        "SELECT tables.name || '.' || columns.name FROM sqlite_master AS tables,"
        " pragma_table_info(tables.name) AS columns"
        " WHERE tables.type = 'table'"
    )
    return {name for (name,) in db.execute(sql)}
