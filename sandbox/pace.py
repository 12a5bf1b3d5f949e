"""About one message a second in a channel; a few at once are let through, as Slack lets them."""

from sandbox.refusals import ApiError
from sandbox.workspace import Workspace

BURST = 5


class Pace:
    """A bucket for each channel. What is faster than one a second is noted, what is much faster is refused."""

    def __init__(self, per_second: float = 1.0, burst: int = BURST) -> None:
        self.per_second, self.burst = per_second, burst
        self._level: dict[str, tuple[float, float]] = {}  # channel → messages in the bucket, and when

    def pass_by(self, workspace: Workspace, channel: str) -> None:
        """Raises Refusal `ratelimited` with how many seconds to wait."""
        now = workspace.clock.now()
        level, at = self._level.get(channel, (0.0, now))
        level = max(0.0, level - max(0.0, now - at) * self.per_second) if now >= at else 0.0
        if level + 1 > self.burst:
            wait = int((level + 1 - self.burst) / self.per_second) + 1
            raise ApiError("ratelimited", status=429, retry_after=str(wait))
        if level > 0:
            workspace.warnings.append(f"{channel}: more than a message a second")
        self._level[channel] = (level + 1, now)
