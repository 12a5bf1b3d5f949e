"""Waiting for a condition: wide ceilings that only say when to give up, never how fast something is."""

import time
from collections.abc import Callable

from sandbox import Patience

# Long enough for a machine many times slower than ours, with every core busy. A test that fails on it is stuck.
CEILING_S = 90
PAUSE_S = 0.02
# A local Slack that does not give up on a bot because the machine is busy.
PATIENT = Patience(acknowledged_s=CEILING_S, trigger_s=CEILING_S, waiting_s=CEILING_S)


def until(true: Callable[[], object], what: str = "the condition") -> None:
    """Returns as soon as `true()` is. Raises AssertionError when it is not within the ceiling."""
    end = time.monotonic() + CEILING_S
    while not true():
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come true in {CEILING_S} seconds")
        time.sleep(PAUSE_S)


def pause(seconds: float) -> None:
    """For a moment that is to be a random one, not for something to become true."""
    time.sleep(seconds)
