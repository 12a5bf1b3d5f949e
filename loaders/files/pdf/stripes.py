"""Rows told apart by paint alone: stripes over the whole width of a table, with unpainted rows between them."""

from collections import Counter
from collections.abc import Sequence

from loaders.files.pdf.shapes import Box, Fill

_LEAST = 3  # stripes
_LEAST_WIDTH, _MOST_HEIGHT = 200.0, 60.0  # points
_TOUCH = 2.0  # points


def edges(fills: Sequence[Fill]) -> list[float]:
    """The tops and bottoms of stripes: painted areas that begin and end at the same places, and do not touch."""
    boxes = {fill.box for fill in fills if _is_wide(fill.box) and fill.colour != "white"}
    widths = Counter((round(box.x0), round(box.x1)) for box in boxes)
    found: list[float] = []
    for width, times in widths.items():
        own = sorted(box for box in boxes if (round(box.x0), round(box.x1)) == width) if times >= _LEAST else []
        apart = [box for box in own if not any(_touch(box, other) for other in own if other is not box)]
        if len(apart) >= _LEAST:
            found += [y for box in apart for y in (box.top, box.bottom)]
    return sorted(found)


def _is_wide(box: Box) -> bool:
    return box.width > _LEAST_WIDTH and box.height < _MOST_HEIGHT


def _touch(one: Box, other: Box) -> bool:
    return one.top < other.bottom + _TOUCH and other.top < one.bottom + _TOUCH
