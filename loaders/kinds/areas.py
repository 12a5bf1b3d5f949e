"""Areas out of a column that names them: what a blank cell means there, and names that go on from the page before."""

import re
from collections.abc import Sequence
from itertools import pairwise

_GOES_ON = re.compile(r"[\s,;:–—-]*(?:\(\s*fort(?:sat|s\.?)\s*\)|\bfort(?:sat|s\.))\W*$", re.IGNORECASE)


def without_mark(name: str) -> str:
    """The name of an area without the mark that it goes on from the page before: "Ældre (fortsat)"."""
    return _GOES_ON.sub("", name)


def of_column(printed: Sequence[str], parts: Sequence[int | None]) -> list[str]:
    """The area of each row, out of the cells `printed` in its column; "" where it cannot be told.

    A blank cell means the area above it where the first cell is filled and no area is printed again below itself, as in
    a table that names each area once. At the top of a new part (`parts` has that of each row, as its page) the area
    may be printed again.
    """
    named = [without_mark(one) for one in printed]
    filled = [(area, part) for area, part in zip(named, parts, strict=True) if area]
    again = any(one == other and part == next_part for (one, part), (other, next_part) in pairwise(filled))
    if not named or not named[0] or again:
        return named
    for at, area in enumerate(named):
        named[at] = area or named[at - 1]
    return named
