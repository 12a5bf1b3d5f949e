"""A process is told to stop."""

import signal
import time

LOOK_S = 0.5


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
