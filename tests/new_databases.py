"""New databases that are copied: taking all steps takes longer than most tests that need one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.db.database import DatabaseFile

_PREPARE = DatabaseFile._prepare


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

    DatabaseFile._prepare = prepare  # type: ignore[method-assign]
    try:
        yield
    finally:
        DatabaseFile._prepare = _PREPARE  # type: ignore[method-assign]


@contextmanager
def created() -> Iterator[None]:
    """Meanwhile each takes the steps itself, as it does outside the tests."""
    before = DatabaseFile._prepare
    DatabaseFile._prepare = _PREPARE  # type: ignore[method-assign]
    try:
        yield
    finally:
        DatabaseFile._prepare = before  # type: ignore[method-assign]


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
