"""What takes long to make and is only read: made once in a run, by the worker that comes first, and shared as files."""

import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.ingest import loading
from loaders import files
from loaders.kinds import read_document
from records import Loaded
from records.layouts import Layouts

T = TypeVar("T")
_shared: list[Path] = []


def share(own: Path) -> None:
    """From now on under `own`, the folder of a run, or beside it where each worker has one and can wait for others."""
    beside = "PYTEST_XDIST_WORKER" in os.environ and sys.platform != "win32"
    _shared[:] = [(own.parent if beside else own) / "once"]
    _shared[0].mkdir(exist_ok=True)


def folder(name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name, filled by `make` where no worker has done so. Others wait for it meanwhile, and begin
    anew when it was killed in the middle."""
    with (_shared[0] / f"{name}.lock").open("w") as turn:
        _lock(turn.fileno())
        made, done = _shared[0] / name, _shared[0] / f"{name}.done"
        if not done.exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            make(made)
            done.touch()
    return made


def value(name: str, make: Callable[[], T]) -> T:
    """The same of a value that can be pickled. Outside a run it is only made."""
    if not _shared:
        return make()

    def kept(where: Path) -> None:
        (where / "value").write_bytes(pickle.dumps(make()))

    found: T = pickle.loads((folder(name, kept) / "value").read_bytes())
    return found


@cache
def read(path: Path) -> Loaded:
    """What a document holds that several tests look at."""
    return value(f"read-{path.parent.name}-{path.name}", lambda: read_document(files.document(path)))


@contextmanager
def reading() -> Iterator[None]:
    """Meanwhile a file that a load has read in this run gives what it gave: reading knows nothing of the database. Load
    with one worker: other processes read for themselves."""
    read_file = loading.read_file

    def remembered(path: Path, layouts: Layouts, **how: Any) -> Any:
        key = hashlib.sha256(repr((path.name, path.read_bytes(), layouts)).encode()).hexdigest()
        return value(f"file-{key}", lambda: read_file(path, layouts=layouts, **how))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(loading, "read_file", remembered)
        yield


def _lock(file: int) -> None:
    """Until the file is closed."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
