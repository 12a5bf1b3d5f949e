"""The time of the workspace: the machine's own, moved by as much as somebody wants to look ahead."""

import time
from datetime import UTC, datetime


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
