"""Tables whose cells are painted, with or without lines: painted areas that lie side by side are a row of cells."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.files.pdf.shapes import Box, Fill, Stroke

_LEAST_SIDE = 5.0  # points; a cell is no smaller
_LEAST_ROW = 3  # cells; fewer may be anything
_TOUCH = 2.0
_LEVEL = 1.5


def strokes(fills: Sequence[Fill]) -> list[Stroke]:
    """The sides of all cells of painted rows, as if they were drawn."""
    boxes = {fill.box for fill in fills if min(fill.box.width, fill.box.height) > _LEAST_SIDE}
    found: list[Stroke] = []
    for row in _rows(boxes):
        top, bottom = min(box.top for box in row), max(box.bottom for box in row)
        found += [Stroke(row[0].x0, y, row[-1].x1, y) for y in (top, bottom)]
        found += [Stroke(x, top, x, bottom) for x in _sides(row)]
    return found


def _rows(boxes: set[Box]) -> Iterator[list[Box]]:
    """Boxes side by side, as high as each other."""
    levels: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in boxes:
        levels[round(box.top / _LEVEL), round(box.bottom / _LEVEL)].append(box)
    for level in levels.values():
        level.sort(key=lambda box: (box.x0, -box.width))
        row = level[:1]
        for box in level[1:]:
            if box.x1 <= row[-1].x1 + _TOUCH:
                continue  # painted again, or inside the one before
            if abs(box.x0 - row[-1].x1) > _TOUCH:
                if len(row) >= _LEAST_ROW:
                    yield row
                row = []
            row.append(box)
        if len(row) >= _LEAST_ROW:
            yield row


def _sides(row: Sequence[Box]) -> list[float]:
    return [row[0].x0, *((one.x1 + other.x0) / 2 for one, other in pairwise(row)), row[-1].x1]
