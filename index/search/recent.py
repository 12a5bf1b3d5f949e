"""What was made lately, so that one question need not make it several times."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar, cast

Made = TypeVar("Made")
Key = tuple[Hashable, ...]


class Recent:
    """Things by what they were made from, at most `most` of them: those that nobody asked for lately go first, half of
    all at a time. Threads may share it: two may make the same."""

    def __init__(self, most: int) -> None:
        self._half = max(most // 2, 1)
        self._new: dict[Key, object] = {}
        self._old: dict[Key, object] = {}

    def get(self, key: Key, make: Callable[[], Made], is_small: Callable[[Made], bool] | None = None) -> Made:
        """What `make` gives (never None), made anew unless it was lately; what is not small, where that is told, is."""
        if (known := self._known(key)) is not None:
            return cast("Made", known)
        made = make()
        if is_small is None or is_small(made):
            self._keep(key, made)
        return made

    def get_all(self, keys: Sequence[Key], make: Callable[[list[Key]], Sequence[Made]]) -> list[Made]:
        """What belongs to each of `keys`; `make` gives what was not made lately, in the order of the keys it is
        handed."""
        found = {key: known for key in keys if (known := self._known(key)) is not None}
        if missing := [key for key in dict.fromkeys(keys) if key not in found]:
            for key, made in zip(missing, make(missing), strict=True):
                found[key] = made
                self._keep(key, made)
        return [cast("Made", found[key]) for key in keys]

    def _known(self, key: Key) -> object | None:
        if (new := self._new.get(key)) is not None:
            return new
        if (old := self._old.get(key)) is not None:
            self._keep(key, old)
        return old

    def _keep(self, key: Key, made: object) -> None:
        if len(self._new) >= self._half:
            self._old, self._new = self._new, {}
        self._new[key] = made
