"""Ctrl-C and SIGTERM end what waits for them, whichever thread takes the signal."""

import signal
import sys

import pytest

from tests.processes import Start

# The main thread takes none: what comes is another's, and wakes nobody.
WAITING = """
import signal, threading
from bot.stop_signal import StopSignal
told = StopSignal()
threading.Thread(target=threading.Event().wait, daemon=True).start()
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
print("waits", flush=True)
told.wait()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_that_wakes_nobody_is_heard(start: Start, number: signal.Signals) -> None:
    program = start(sys.executable, "-c", WAITING)
    program.line("waits")
    program.signal(number)
    assert program.ended() == 0
