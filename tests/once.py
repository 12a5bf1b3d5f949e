"""What takes long to make and is only read: made once in a run, by the worker that comes first, and shared as files."""

import os
import pickle
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

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
    """The same of a value that can be pickled."""

    def kept(where: Path) -> None:
        (where / "value").write_bytes(pickle.dumps(make()))

    found: T = pickle.loads((folder(name, kept) / "value").read_bytes())
    return found


def _lock(file: int) -> None:
    """Until the file is closed."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
