"""Databases of the tests: new ones are copied, as taking all steps takes longer than most tests that need one, and none
waits for the disk, as no test turns the machine off."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from index.db.database import DatabaseFile

_PREPARE, _OPEN = DatabaseFile._prepare, DatabaseFile._open


@contextmanager
def copied(folder: Path) -> Iterator[None]:
    """Meanwhile a database that is created begins as a copy of one that has had all steps."""
    template = folder / "new.db"
    with closing(DatabaseFile(template)):
        pass
    assert not template.with_name("new.db-wal").exists(), "the file alone is not the whole database"

    def prepare(file: DatabaseFile) -> None:
        if not file.path.exists():
            _put(template, file.path)
        _PREPARE(file)

    def opened(file: DatabaseFile) -> sqlite3.Connection:
        db = _OPEN(file)
        db.execute("PRAGMA synchronous = OFF")
        return db

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DatabaseFile, "_prepare", prepare)
        patched.setattr(DatabaseFile, "_open", opened)
        yield


@contextmanager
def created(waits: bool = True) -> Iterator[None]:
    """Meanwhile each takes the steps itself and, unless it need not, waits for the disk, as it does outside the tests.
    What a killed process has written is there without that: the machine goes on."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DatabaseFile, "_prepare", _PREPARE)
        if waits:
            patched.setattr(DatabaseFile, "_open", _OPEN)
        yield


def _put(template: Path, path: Path) -> None:
    """All of the copy or nothing of it: of several threads that create one file, one does."""
    whole = path.with_name(f"{path.name}-{os.getpid()}-{os.urandom(4).hex()}")
    shutil.copyfile(template, whole)
    try:
        os.link(whole, path)
    except FileExistsError:
        pass
    finally:
        whole.unlink()
