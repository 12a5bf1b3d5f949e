"""The time of the workspace: the machine's own, moved by as much as somebody wants to look ahead."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Patience:
    """In seconds: how long Slack waits for an acknowledgement, how long a trigger opens a modal, and how long whoever
    plays this Slack waits for something to happen. A test on a busy machine needs more than Slack gives."""

    acknowledged_s: float = 3.0
    trigger_s: float = 3.0
    waiting_s: float = 10.0


class Clock:
    """Seconds since 1970, as Slack's `ts` counts them. It goes on from wherever it is moved to."""

    def __init__(self) -> None:
        self._moved = 0.0

    def now(self) -> float:
        return time.time() + self._moved

    def moment(self) -> datetime:
        """Now, in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    def advance(self, seconds: float) -> None:
        self._moved += seconds

    def move_to(self, moment: datetime | None) -> None:
        """To a moment with its zone; with None back to the machine's own time."""
        self._moved = 0.0 if moment is None else moment.timestamp() - time.time()

    @property
    def moved(self) -> float:
        """Seconds ahead of the machine's own time."""
        return self._moved
