"""Who is answered: people of the own workspace, and nobody faster than a person can read."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable

from bot.slack.request import Request

MOST, WITHIN_S = 20, 60.0


class RateLimit:
    """Lets each person ask `most` times in `within` seconds of `clock`."""

    def __init__(self, most: int = MOST, within: float = WITHIN_S, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._within, self._clock = most, within, clock
        self._times: defaultdict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def allows(self, person: str) -> bool:
        """May the person ask once more? What is turned away does not count."""
        now = self._clock()
        with self._lock:
            times = self._times[person]
            while times and times[0] <= now - self._within:
                times.popleft()
            if len(times) >= self._most:
                return False
            times.append(now)
            return True


def refusal(request: Request, team: str | None, rate_limit: RateLimit) -> str | None:
    """Why a wish is not met, as a key of the catalogue's section `doors`; None when it is. `team` is the workspace that
    the app is installed in, None where that does not tell who is from elsewhere."""
    if team and request.team and request.team != team:
        return "outsider"
    if not is_question(request) or rate_limit.allows(request.person.id):
        return None
    return "too_many"


def is_question(request: Request) -> bool:
    """Does somebody wait for an answer? Not when a tab is opened or a file is shared."""
    return bool(request.text or request.command or request.action)
