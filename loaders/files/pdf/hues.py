"""Which status colour a printed colour is: any shade of red, yellow or green."""

import colorsys
from collections.abc import Sequence
from functools import lru_cache

_LEAST_CHROMA = 0.07  # the palest fills in use (E2EFDA) have 0.08; greys have less
_WHITE = 0.985
# Up to which hue (of 360) a colour has a name. Amber stands for yellow in a status.
_NAMES = ((20, "red"), (36, "orange"), (70, "yellow"), (172, "green"), (335, ""), (360, "red"))


@lru_cache(maxsize=4096)
def name(colour: tuple[float, ...] | None) -> str:
    """ "red", "orange", "yellow", "green", "white", or "" for any other or none.

    Takes grey, RGB or CMYK, each part 0–1.
    """
    rgb = rgb_of(colour)
    if rgb is None:
        return ""
    if min(rgb) >= _WHITE:
        return "white"
    if max(rgb) - min(rgb) < _LEAST_CHROMA:
        return ""
    hue = colorsys.rgb_to_hsv(*rgb)[0] * 360
    return next(name for limit, name in _NAMES if hue <= limit)


def colour_parts(value: object) -> tuple[float, ...] | None:
    """A colour as the library gives it, as its parts; None for a pattern."""
    found = value if isinstance(value, tuple | list) else (value,)
    return tuple(map(float, found)) if all(isinstance(part, int | float) for part in found) else None


def rgb_of(colour: Sequence[float] | None) -> tuple[float, float, float] | None:
    """Grey, RGB or CMYK as RGB; None for anything else."""
    if not colour:
        return None
    parts = [min(1.0, max(0.0, part)) for part in colour]
    if len(parts) == 1:
        return (parts[0],) * 3
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return tuple((1 - part) * (1 - black) for part in (cyan, magenta, yellow))  # type: ignore[return-value]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None
