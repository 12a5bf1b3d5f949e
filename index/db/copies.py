"""A copy of the database while it is used, and one put back in its place. A copy is a database in a file, whatever
engine keeps the database: of a file SQLite's own backup makes it, of a server `copying` does.

A copy has its final name only when it is whole. What is replaced is kept: beside the database, or beside the copy.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copymode
from tempfile import TemporaryDirectory

from index.db import copying
from index.db.database import APPLICATION_ID, Database, DatabaseFile, Unusable, explained, unusable
from index.db.engine import Address
from index.db.opening import open_database

PAGES_AT_ONCE = 2_000
PAUSE_S = 0.005  # between two parts of a copy: whoever writes meanwhile goes on
ONLY_MINE = 0o600  # a copy may lie where everybody looks: it is for whoever made it, as what it is a copy of
ENDINGS = ("-wal", "-shm", "-journal")


def backup(file: Database, to: Path) -> None:
    """A whole copy of the database as one file. Raises Unusable when either is damaged or cannot be written."""
    if not to.parent.is_dir():
        raise Unusable("folder_missing", to)
    with _replacing(to) as unfinished:
        if isinstance(file, DatabaseFile):
            with explained(file.path):
                _copy(file.path, unfinished)
        else:
            _write_out(file, unfinished)
        _check(unfinished, file.address)


@contextmanager
def _replacing(to: Path) -> Iterator[Path]:
    """A file to write, which takes the place of `to` once it is whole; cut off or refused it leaves nothing. Raises
    Unusable where it cannot be written."""
    unfinished = to.with_name(f"{to.name}.unfinished")
    try:
        yield unfinished
        os.replace(unfinished, to)
        _flush(to.parent)
    except OSError as error:
        raise Unusable("cannot_open", to, str(error)) from error
    finally:
        _remove(unfinished)


def restore(copy: Path, to: Address, now: datetime, prepare: Callable[[Database], None]) -> Path | None:
    """Put a copy in the place of a database that nobody uses, once it was prepared. Returns where the one before is
    now, None when there was none. Raises Unusable for what is no whole copy, and "locked" while somebody uses the
    database."""
    if not copy.is_file():
        raise Unusable("missing_copy", copy)
    if not isinstance(to, Path):
        return _restore_on_server(copy, to, now, prepare)
    with _replacing(to) as unfinished:
        _prepared(copy, unfinished, prepare)
        if to.exists():
            copymode(to, unfinished)
        aside = _set_aside(to, now) if to.exists() else None
    return aside


def _restore_on_server(copy: Path, to: Address, now: datetime, prepare: Callable[[Database], None]) -> Path | None:
    """In one transaction all that was there goes and all of the copy comes."""
    aside = copy.absolute().with_name(f"{copy.name}.{now:%Y%m%d-%H%M%S}")
    with TemporaryDirectory(prefix="sagsbot-") as folder, closing(open_database(to, unfinished=True)) as server:
        whole = Path(folder) / "copy.db"
        _prepared(copy, whole, prepare)
        kept = not server.unfinished() and not copying.is_empty(server)
        if kept:
            backup(server, aside)
        with closing(DatabaseFile(whole, create=False)) as file, file.reading() as source, server.renewed() as db:
            copying.copy_into(db, source, server)
    return aside if kept else None


def _prepared(copy: Path, to: Path, prepare: Callable[[Database], None]) -> None:
    """A copy of the copy, checked and with all steps of today."""
    with explained(copy):
        _copy(copy, to)
    _check(to, copy)
    with closing(DatabaseFile(to, create=False)) as file:
        prepare(file)


def _write_out(file: Database, to: Path) -> None:
    """The database on a server as a file."""
    _begin(to)
    with closing(DatabaseFile(to, unfinished=True)) as made:
        for _ in copying.copy_database(file, made):
            pass
    _as_one_file(to)


def _remove(unfinished: Path) -> None:
    for ending in ("", *ENDINGS):
        Path(f"{unfinished}{ending}").unlink(missing_ok=True)


def _begin(unfinished: Path) -> None:
    _remove(unfinished)
    unfinished.touch(ONLY_MINE)


def _copy(source: Path, to: Path) -> None:
    _begin(to)
    source_uri = f"{source.as_uri()}?mode=ro"
    with closing(sqlite3.connect(source_uri, uri=True, timeout=30)) as read, closing(sqlite3.connect(to)) as written:
        read.backup(written, pages=PAGES_AT_ONCE, sleep=PAUSE_S)
    _as_one_file(to)


def _as_one_file(to: Path) -> None:
    """Without a log beside it, and on the disk."""
    with closing(sqlite3.connect(to)) as written:
        written.execute("PRAGMA journal_mode = DELETE")
    with to.open("rb+") as made:
        os.fsync(made.fileno())


def _check(made: Path, path: Address) -> None:
    """Is the copy ours, and whole?"""
    with explained(path), closing(sqlite3.connect(f"{made.as_uri()}?mode=ro", uri=True)) as db:
        (application,) = db.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID:
            raise Unusable("foreign", path)
        (said,) = db.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            raise Unusable("damaged", path, str(said))


def _set_aside(path: Path, now: datetime) -> Path:
    """Keep a database under another name; what its log has belongs to it."""
    _refuse_used(path)
    aside = path.with_name(f"{path.name}.{now:%Y%m%d-%H%M%S}")
    for ending in ("", *ENDINGS):
        beside, kept = Path(f"{path}{ending}"), Path(f"{aside}{ending}")
        if beside.exists():
            os.link(beside, kept)
    for ending in ENDINGS:
        Path(f"{path}{ending}").unlink(missing_ok=True)
    return aside


def _refuse_used(path: Path) -> None:
    """Raises Unusable while a process has the database open. One that is damaged says nothing."""
    try:
        with closing(sqlite3.connect(path, timeout=0.2, isolation_level=None)) as db:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            db.execute("COMMIT")
    except sqlite3.Error as error:
        found = unusable(error, path)
        if found and found.reason == "locked":
            raise found from error


def _flush(folder: Path) -> None:
    """Make the new name last. Windows opens no folder, and needs no such thing."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
