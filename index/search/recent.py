"""What was made lately, so that one question need not make it several times."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

Made = TypeVar("Made")


class Recent:
    """Things by what they were made from, at most `most` of them. Threads may share it: two may make the same."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[tuple[Hashable, ...], object] = {}

    def get(self, key: tuple[Hashable, ...], make: Callable[[], Made]) -> Made:
        """What `make` gives (never None), made anew unless it was lately."""
        if (known := self._known.get(key)) is not None:
            return cast("Made", known)
        made = make()
        if len(self._known) >= self._most:
            self._known.clear()
        self._known[key] = made
        return made
