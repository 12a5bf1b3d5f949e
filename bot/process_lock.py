"""Whose turn it is to post: one process at a time, however many run on one database.

A lock on a file beside the database, held for as long as the process lives: it is free again however the process ends.
"""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def lock(file: int) -> None:
        """Lock an open file, or raise OSError at once where another process has it locked."""
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def lock(file: int) -> None:
        """Lock an open file, or raise OSError at once where another process has it locked."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ProcessLock:
    """`take()` gives whether this process is the one that posts; it may be asked again and again."""

    def __init__(self, database: Path) -> None:
        self._path = Path(f"{os.path.realpath(database)}.sender")
        self._file: int | None = None

    def take(self) -> bool:
        """Raises OSError where no such file can be made."""
        if self._file is not None and self._names(self._file):
            return True
        self.leave()
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            lock(file)
        except OSError:
            os.close(file)
            return False
        if not self._names(file):  # removed between opening and locking
            os.close(file)
            return False
        self._file = file
        return True

    def _names(self, file: int) -> bool:
        """Does the path still name the locked file? Whoever removed it lets another process lock a new one."""
        try:
            named = os.stat(self._path)
        except FileNotFoundError:
            return False
        return os.path.samestat(named, os.fstat(file))

    def leave(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
