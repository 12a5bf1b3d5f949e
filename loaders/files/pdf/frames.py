"""Frames that stand beside each other with white space between them: a card in each, which is read by itself.

The cells of a table touch. The corners of a frame may be round, so that its sides do not meet.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.files.pdf.shapes import Box, Glyph, Page, Stroke

_LEAST_WIDTH, _LEAST_HEIGHT = 60.0, 30.0  # points
_CORNER = 14.0  # points, that a round corner takes of a side
_SAME = 2.0  # points
_APART, _GUTTER = 4.0, 40.0  # points of white space between two frames
_LEAST_LINES = 3  # of text, in a frame


def beside_each_other(page: Page) -> list[Box]:
    """The frames of a page, from the top down and from left to right; none where no two of one width stand beside each
    other, with nothing between them."""
    found = [box for box in _frames(page.strokes) if _lines(box, page.glyphs) >= _LEAST_LINES]
    beside = [box for box in found if any(_stand_beside(box, other) for other in found)]
    if not beside or any(_touch(box, other) for box in beside for other in found if other is not box):
        return []
    left = {round(box.x0 / _CORNER) for box in beside}
    columns = [box for box in found if box in beside or round(box.x0 / _CORNER) in left]  # the last may stand alone
    return sorted(columns, key=lambda box: (round(box.top / _CORNER), box.x0))


def alone(page: Page, box: Box) -> Page:
    """The page with what stands in a frame, without its border."""
    inner = Box(box.x0 + 1, box.top + 1, box.x1 - 1, box.bottom - 1)
    return replace(
        page,
        glyphs=[one for one in page.glyphs if _is_in(one, box)],
        strokes=[one for one in page.strokes if _is_inside(one, inner) and not _is_corner(one)],
        fills=[one for one in page.fills if _is_inside(one.box, inner)],
    )


def without(page: Page, boxes: Sequence[Box]) -> Page:
    """The page without these frames."""
    return replace(
        page,
        glyphs=[one for one in page.glyphs if not any(_is_in(one, box) for box in boxes)],
        strokes=[one for one in page.strokes if not any(_is_inside(one, _wider(box)) for box in boxes)],
        fills=[one for one in page.fills if not any(_is_inside(one.box, _wider(box)) for box in boxes)],
    )


def _frames(strokes: Sequence[Stroke]) -> Iterator[Box]:
    """Two sides of one height, with a line from one to the other at the top and at the foot."""
    across = [one for one in strokes if one.x1 - one.x0 >= _LEAST_WIDTH - 2 * _CORNER]
    sides: dict[tuple[int, int], list[Stroke]] = defaultdict(list)
    for one in strokes:
        if one.x1 - one.x0 < _SAME and one.bottom - one.top >= _LEAST_HEIGHT - 2 * _CORNER:
            sides[round(one.top / _SAME), round(one.bottom / _SAME)].append(one)
    for level in sides.values():
        ordered = sorted(level, key=lambda one: one.x0)
        for one, other in pairwise(ordered):
            if other.x0 - one.x0 >= _LEAST_WIDTH and (box := _closed(one, other, across)):
                yield box


def _closed(left: Stroke, right: Stroke, across: Sequence[Stroke]) -> Box | None:
    reach = [
        one.top for one in across if -_SAME <= one.x0 - left.x0 <= _CORNER and -_SAME <= right.x0 - one.x1 <= _CORNER
    ]
    top = next((y for y in reach if -_SAME <= left.top - y <= _CORNER), None)
    foot = next((y for y in reach if -_SAME <= y - left.bottom <= _CORNER), None)
    return Box(left.x0, top, right.x0, foot) if top is not None and foot is not None else None


def _stand_beside(one: Box, other: Box) -> bool:
    level = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = max(one.x0, other.x0) - min(one.x1, other.x1)
    alike = abs(one.width - other.width) <= _SAME and level > 0.5 * min(one.height, other.height)
    return one is not other and alike and _APART <= apart <= _GUTTER


def _touch(one: Box, other: Box) -> bool:
    return _wider(one).shared(other) > 0


def _lines(box: Box, glyphs: Sequence[Glyph]) -> int:
    return len({round(one.bottom / _SAME) for one in glyphs if not one.text.isspace() and _is_in(one, box)})


def _is_in(glyph: Glyph, box: Box) -> bool:
    return box.holds((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)


def _is_inside(one: Stroke | Box, box: Box) -> bool:
    return box.x0 <= one.x0 and one.x1 <= box.x1 and box.top <= one.top and one.bottom <= box.bottom


def _is_corner(one: Stroke) -> bool:
    return max(one.x1 - one.x0, one.bottom - one.top) < _CORNER / 2


def _wider(box: Box) -> Box:
    return Box(box.x0 - _SAME, box.top - _SAME, box.x1 + _SAME, box.bottom + _SAME)
