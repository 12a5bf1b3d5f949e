"""What is to go wrong: an ordered list of faults, each for so many calls."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from fnmatch import fnmatchcase
from typing import Any

ANSWERING = ("drop", "hang", "ratelimited", "status", "html", "truncated", "error", "delay")
DELIVERING = ("lose", "unheard", "late", "duplicate", "disconnect")


@dataclass
class Fault:
    """`method` is a method ("chat.postMessage", "chat.*", "*"), "response_url", "upload", or what is delivered:
    "event", "command", "interactive". `count` below 0 is for ever. `stored`: Slack did what was asked before it fails.

    For calls: drop (the connection breaks), hang (`seconds`, then breaks), ratelimited (`retry_after`), status
    (`status` with a page of HTML), html (200 with one), truncated (half the JSON), error (`error`), delay (history
    lacks what is younger than `seconds`). For deliveries: lose (the attempt never arrives), unheard (its
    acknowledgement does not), late (that comes `seconds` later, behind what the bot calls meanwhile), duplicate (twice
    at once), disconnect (the socket closes right after it).
    """

    method: str
    effect: str
    count: int = 1
    stored: bool = False
    seconds: float = 5
    status: int = 503
    error: str = "internal_error"
    retry_after: str | None = "1"

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Fault":
        """Raises ValueError for what is no fault."""
        unknown = set(given) - {field.name for field in fields(cls)}
        if unknown or not {"method", "effect"} <= set(given):
            raise ValueError(f"not a fault: {sorted(unknown) or sorted(given)}")
        if given["effect"] not in ANSWERING + DELIVERING:
            raise ValueError(f"unknown effect: {given['effect']}")
        return cls(**given)


class Script:
    """The faults that are still to come, in order: the first that fits is taken."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, *faults: Fault) -> None:
        self._faults.extend(faults)

    def clear(self) -> None:
        self._faults.clear()

    def take(self, method: str) -> Fault | None:
        effects = DELIVERING if method in ("event", "command", "interactive") else ANSWERING
        for fault in self._faults:
            if fault.effect in effects and fnmatchcase(method, fault.method):
                fault.count -= 1
                if fault.count == 0:
                    self._faults.remove(fault)
                return fault
        return None

    def left(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self._faults]
