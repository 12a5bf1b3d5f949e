"""Which status colour a printed colour is: any shade of red, yellow or green."""

import colorsys
from collections.abc import Sequence
from functools import lru_cache

_LEAST_CHROMA = 0.07  # the palest fills in use (E2EFDA) have 0.08; greys have less
_WHITE = 0.985
# Up to which hue (of 360) a colour has a name. Amber and orange stand for yellow in a status.
_NAMES = ((20, "red"), (70, "yellow"), (172, "green"), (335, ""), (360, "red"))


@lru_cache(maxsize=4096)
def name(colour: tuple[float, ...] | None) -> str:
    """ "red", "yellow", "green", "white", or "" for any other or none. Takes grey, RGB or CMYK, each part 0–1."""
    rgb = _rgb(colour)
    if rgb is None:
        return ""
    if min(rgb) >= _WHITE:
        return "white"
    if max(rgb) - min(rgb) < _LEAST_CHROMA:
        return ""
    hue = colorsys.rgb_to_hsv(*rgb)[0] * 360
    return next(name for limit, name in _NAMES if hue <= limit)


def _rgb(colour: Sequence[float] | None) -> tuple[float, float, float] | None:
    if not colour:
        return None
    parts = [min(1.0, max(0.0, part)) for part in colour]
    if len(parts) == 1:
        return (parts[0],) * 3
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return tuple((1 - part) * (1 - black) for part in (cyan, magenta, yellow))  # type: ignore[return-value]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None
