"""Does a process still live? Where the database is a file a lock on a file beside it says so, at once and surely."""

import os
import sys
from abc import ABC, abstractmethod
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


class Presence(ABC):
    """A process at work on a database, under a name of its own. Others ask by name whether it still is."""

    def __init__(self) -> None:
        self.name = os.urandom(8).hex()  # `secrets` would import as much as a short answer takes

    @abstractmethod
    def beat(self) -> None:
        """To be told now and then that this process lives."""

    @abstractmethod
    def is_alive(self, name: str) -> bool:
        """Does the process of this name still live, as far as is known?"""

    @abstractmethod
    def has_ended(self, name: str) -> bool:
        """Is it certain that it has ended, so that nothing of it can come any more?"""

    @abstractmethod
    def close(self) -> None:
        """It ends."""


class FilePresence(Presence):
    """A lock on a file beside the database, for as long as the process lives: free again however that ends."""

    def __init__(self, database: Path) -> None:
        super().__init__()
        self._start = _start(database)
        self._file = self._locked()

    def _locked(self) -> int:
        file = os.open(f"{self._start}{self.name}", os.O_RDWR | os.O_CREAT, 0o600)
        lock(file)
        return file

    def beat(self) -> None:
        """A file that somebody has removed is made anew."""
        if not os.path.exists(f"{self._start}{self.name}"):
            os.close(self._file)
            self._file = self._locked()

    def is_alive(self, name: str) -> bool:
        return name == self.name or _is_locked(Path(f"{self._start}{name}"))

    def has_ended(self, name: str) -> bool:
        """Its file is there and locked by nobody. One that is gone may have been removed while the process works."""
        return os.path.exists(f"{self._start}{name}") and not self.is_alive(name)

    def close(self) -> None:
        os.close(self._file)  # first: Windows removes no file that is open
        Path(f"{self._start}{self.name}").unlink(missing_ok=True)


def anybody(database: Path) -> bool:
    """Does any process work on the database in this file?"""
    start = Path(_start(database))
    return any(_is_locked(path) for path in start.parent.glob(f"{start.name}*"))


def _start(database: Path) -> str:
    return f"{os.path.realpath(database)}.worker-"


def _is_locked(path: Path) -> bool:
    """What a process that has ended left behind is removed."""
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        lock(file)
    except OSError:
        return True
    finally:
        os.close(file)
    path.unlink(missing_ok=True)
    return False
