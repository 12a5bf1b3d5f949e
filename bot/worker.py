"""A process that handles requests, its stop, and whether another one still does: at a deploy two serve one database."""

import os
import secrets
import signal
import time
from pathlib import Path

from bot.process_lock import lock

LOOK_S = 0.5


class Worker:
    """Lives as long as the process: a lock on a file beside the database, free again however the process ends."""

    def __init__(self, database: Path) -> None:
        self._start = f"{os.path.realpath(database)}.worker-"
        self.name = secrets.token_hex(8)
        self._file = os.open(f"{self._start}{self.name}", os.O_RDWR | os.O_CREAT, 0o600)
        lock(self._file)

    def is_alive(self, name: str) -> bool:
        """Does the process of this name still live? What it has left behind is removed when it does not."""
        if name == self.name:
            return True
        path = Path(f"{self._start}{name}")
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

    def close(self) -> None:
        os.close(self._file)  # first: Windows removes no file that is open
        Path(f"{self._start}{self.name}").unlink(missing_ok=True)


class StopSignal:
    """Hears Ctrl-C and SIGTERM from now on.

    It looks again and again: a signal that comes just before the main thread waits, or that another thread takes, wakes
    nobody (on Windows none does); and `Event.set` in a handler waits for ever where it interrupts `Event.wait`.
    """

    def __init__(self) -> None:
        self._heard = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._hear)

    def _hear(self, *_: object) -> None:
        self._heard = True

    def wait(self) -> None:
        while not self._heard:
            time.sleep(LOOK_S)
