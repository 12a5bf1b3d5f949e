"""Tables whose cells are painted, with or without lines: painted areas that lie side by side are a row of cells."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders.files.pdf import words
from loaders.files.pdf.grids import Grid
from loaders.files.pdf.shapes import Box, Fill, Glyph, Stroke, around

_LEAST_SIDE = 5.0  # points; a cell is no smaller
_LEAST_ROW = 3  # cells; fewer may be anything
_TOUCH = 2.0
_LEVEL = 1.5
_WIDE = 5.0
_REACH = 160.0  # points
_ROW_HEIGHT = 120.0
_NEAR, _FAR = 1.2, 3.0  # of a line's height
_ONE_LINE = 1.6
_LARGER = 1.15  # times the height of the lines below it
_LINE = 3.0  # points; words whose feet are nearer than this stand on one line
_TEXT_GAP = 0.4  # of a line's height; a text has no wider gaps
_BAND = 0.75  # of a line's height
_ANEW = 0.4  # of the columns have text where a row begins
_MOST_NAMES = 0.6  # of the columns have a name in a heading
_UNEVEN = 0.02  # of its area may a rectangle lack, or be painted twice
_BLOCKED = 0.3  # of the edges between columns may be reached over by long words


def strokes(
    fills: Sequence[Fill], lines: Sequence[Stroke], glyphs: Sequence[Glyph], drawn: Sequence[Grid]
) -> list[Stroke]:
    """The sides of all cells of painted rows, as if they were drawn; and those of rows between them without paint.

    Between two rows, or a row and a line of the same width, stands another row where its text keeps to the columns.
    `drawn` are the tables that the lines alone make.
    """
    boxes = {fill.box for fill in fills if min(fill.box.width, fill.box.height) > _LEAST_SIDE}
    found: list[Stroke] = []
    tables: list[_Columns] = []
    plain = [Stroke(box.x0, y, box.x1, y) for box in boxes for y in (box.top, box.bottom) if box.height < _ROW_HEIGHT]
    lines = [*lines, *plain]
    rows = sorted(_rows(boxes), key=lambda boxes: boxes[0].top)
    printed = _words(glyphs) if rows else []
    headings = [one for one in _tilings(boxes) if not any(_holds_columns(box, printed) for box in one)]
    found += [stroke for one in headings for box in one for stroke in _cells([box.x0, box.x1], box.top, box.bottom)]
    inner = {box for one in headings for box in one}
    wide = {(around(one).x0, around(one).x1) for one in headings}
    for row in rows:
        if set(row) <= inner and (row[0].x0, row[-1].x1) not in wide:
            continue  # the lower half of a heading
        if any(_is_in_one_cell(row, grid) for grid in drawn) or any(_holds_columns(box, printed) for box in row):
            continue
        top, bottom, sides = min(box.top for box in row), max(box.bottom for box in row), _sides(row)
        found += _cells(sides, top, bottom)
        table = next((one for one in tables if _alike(one.sides, sides)), None)
        if table is None:
            tables.append(_Columns(sides, [(top, bottom)]))
        else:
            table.painted.append((top, bottom))
    for table in tables:
        heads = (one for one in map(around, headings) if _alike((one.x0, one.x1), (table.sides[0], table.sides[-1])))
        table.painted.extend((one.top, one.bottom) for one in heads)
        for top, bottom in _gaps(table, lines):
            inside = [word for word in printed if top - 1 < (word.top + word.bottom) / 2 < bottom + 1]
            if any(grid.box.top - 1 < (top + bottom) / 2 < grid.box.bottom + 1 for grid in drawn):
                continue  # its lines tell its cells
            for first, last in unpainted(inside, table.sides, top, bottom):
                found += _cells(table.sides, first, last)
            found += [stroke for y in _sections(inside, table.sides, top, bottom) for stroke in _frame(table.sides, y)]
        for top, bottom in _open_ends(table, lines, printed, drawn):
            if any(grid.box.top - 1 < (top + bottom) / 2 < grid.box.bottom + 1 for grid in drawn):
                continue
            found += _cells(table.sides, top, bottom)
    return found


def _is_in_one_cell(row: Sequence[Box], grid: Grid) -> bool:
    """Whether the areas are pieces of the paint of one cell."""
    places = {grid.cell_at((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) for box in row}
    at = places.pop()
    return not places and at is not None and grid.cells[at].columns < len(grid.xs) - 1


def _holds_columns(box: Box, printed: Sequence[Box]) -> bool:
    """Whether an area is the paint of several cells of a row: texts stand far apart from each other on one line."""
    lines: dict[int, list[Box]] = defaultdict(list)
    for word in printed:
        if box.holds((word.x0 + word.x1) / 2, (word.top + word.bottom) / 2):
            lines[round(word.bottom / _LINE)].append(word)
    return any(
        other.x0 - one.x1 > _FAR * one.height for line in lines.values() for one, other in pairwise(sorted(line))
    )


def _frame(sides: Sequence[float], row: tuple[float, float]) -> list[Stroke]:
    """A row of one cell."""
    return _cells([sides[0], sides[-1]], *row)


def _sections(
    printed: Sequence[Box], sides: Sequence[float], top: float, bottom: float
) -> Iterator[tuple[float, float]]:
    """The row between others that only names those below it: one line, as near to them as they are to each other."""
    bands = list(_bands([word for word in printed if sides[0] - _TOUCH < word.x0 < sides[-1]]))
    other = [at for at, band in enumerate(bands) if not keeps_to(band, sides)]
    if len(other) != 1:
        return
    at = other[0]
    high, low = min(word.top for word in bands[at]), max(word.bottom for word in bands[at])
    above = max((word.bottom for word in bands[at - 1]), default=top) if at else top
    below = min(word.top for word in bands[at + 1]) if at + 1 < len(bands) else bottom
    size = bands[at][0].height
    names = min(word.x0 for word in bands[at]) < sides[1] and len({round(word.top) for word in bands[at]}) == 1
    if names and low - high < _ONE_LINE * size and max(high - above, below - low) < size:
        yield (high - 1 if at else top), (low + 1 if at + 1 < len(bands) else bottom)


def _open_ends(
    table: "_Columns", lines: Sequence[Stroke], printed: Sequence[Box], drawn: Sequence[Grid]
) -> Iterator[tuple[float, float]]:
    """A heading above the first edge of a table, and rows below its last, close to it and in its columns. Above a table
    that lines close, a heading names most columns: a line of text is the head of the page."""
    edges = _edges(table, lines)
    near = [word for word in printed if table.sides[0] - _TOUCH < word.x0 < table.sides[-1]]
    above = list(_bands([word for word in near if edges[0] - _REACH < word.bottom < edges[0] + 1]))
    if above:
        above[-1] = _below_large(above[-1])
    closed = any(abs(grid.box.top - edges[0]) < _TOUCH for grid in drawn)
    if above and keeps_to(above[-1], table.sides) and not (closed and _names_few(above[-1], table.sides)):
        foot = max(word.bottom for word in above[-1])
        if edges[0] - foot < _NEAR * above[-1][0].height:
            yield min(word.top for word in above[-1]) - 1, edges[0]
    below = list(_bands([word for word in near if word.top > edges[-1] - 1]))
    rows = list(_following(below, table.sides, edges[-1]))
    if rows:
        yield from _parted(rows, table.sides, edges[-1], max(word.bottom for word in rows[-1]) + 1)


def _names_few(band: Sequence[Box], sides: Sequence[float]) -> bool:
    return len({bisect_right(sides, word.x0 + 1) for word in band}) < _MOST_NAMES * (len(sides) - 1)


def _below_large(band: Sequence[Box]) -> list[Box]:
    """The words of a heading without the line of larger letters close above it, which names the table."""
    first = [word for word in band if word.bottom - band[0].bottom < _LINE]
    rest = [word for word in band if word.bottom - band[0].bottom >= _LINE]
    is_large = bool(rest) and min(word.height for word in first) > _LARGER * max(word.height for word in rest)
    return rest if is_large else list(band)


def _following(bands: Sequence[list[Box]], sides: Sequence[float], foot: float) -> Iterator[list[Box]]:
    """The bands below a table that go on with it."""
    for at, band in enumerate(bands):
        near = _FAR if at else _NEAR
        if min(word.top for word in band) - foot > near * band[0].height or not keeps_to(band, sides):
            return
        foot = max(word.bottom for word in band)
        yield band


class _Columns(NamedTuple):
    """The sides of cells that painted rows have in common, and from where to where these rows are painted."""

    sides: list[float]
    painted: list[tuple[float, float]]


def keeps_to(printed: Sequence[Box], sides: Sequence[float]) -> bool:
    """Whether words stand in columns with these sides, as those of a row do, and not across them as running text."""
    lines: dict[int, list[Box]] = defaultdict(list)
    for word in printed:
        if sides[0] - _TOUCH < word.x0 < sides[-1]:
            lines[round(word.bottom / _LINE)].append(word)
    used = {bisect_right(sides, word.x0 + 1) for line in lines.values() for word in line}
    if len(used) < _LEAST_ROW:
        return False
    passed = blocked = 0
    for line in lines.values():
        line.sort()
        for edge in sides[1:-1]:
            before = [word for word in line if word.x0 < edge - 1]
            after = [word for word in line if word.x0 >= edge - 1]
            if before and after:
                passed += 1
                blocked += after[0].x0 - max(word.x1 for word in before) < _TEXT_GAP * after[0].height
    return blocked <= _BLOCKED * passed


def _words(glyphs: Sequence[Glyph]) -> list[Box]:
    found = []
    for run in words.runs(glyphs):
        for first, end in words.spans(run):
            part = run[first:end]
            found.append(Box(part[0].x0, part[0].top, max(one.x1 for one in part), part[0].bottom))
    return found


def unpainted(printed: Sequence[Box], sides: Sequence[float], top: float, bottom: float) -> list[tuple[float, float]]:
    """The rows without paint between `top` and `bottom`: those next to either end, up to what is no row."""
    bands = list(_bands([word for word in printed if sides[0] - _TOUCH < word.x0 < sides[-1]]))
    fits = [keeps_to(band, sides) for band in bands]
    above = next((at for at, fit in enumerate(fits) if not fit), len(bands))
    below = next((at for at, fit in enumerate(reversed(fits)) if not fit), len(bands))
    groups = [bands] if above == len(bands) else [bands[:above], bands[len(bands) - below :]]
    found: list[tuple[float, float]] = []
    for place, group in enumerate(groups):
        if group:
            first = top if place == 0 else min(word.top for word in group[0]) - 1
            last = bottom if place == len(groups) - 1 else max(word.bottom for word in group[-1]) + 1
            found += _parted(group, sides, first, last)
    return found


def _bands(printed: Sequence[Box]) -> Iterator[list[Box]]:
    """Words with no more white between their lines than lines of one text have."""
    band: list[Box] = []
    foot = 0.0
    for word in sorted(printed, key=lambda one: one.top):
        if band and word.top - foot > _BAND * word.height:
            yield band
            band = []
        band.append(word)
        foot = max(foot, word.bottom) if len(band) > 1 else word.bottom
    if band:
        yield band


def _parted(
    bands: Sequence[Sequence[Box]], sides: Sequence[float], top: float, bottom: float
) -> Iterator[tuple[float, float]]:
    """Where each row begins and ends: at white space, and where the first column begins anew."""
    starts: list[float] = []
    for band in bands:
        starts.append(min(word.top for word in band) - 1)
        firsts = sorted({round(word.top, 1) for word in band if word.x0 < sides[1] - 1})
        lines = sorted({round(word.top, 1) for word in band})
        apart = all(other - one > _ONE_LINE * band[0].height for one, other in pairwise(firsts))
        if len(firsts) > 1 and apart and firsts[0] - lines[0] < _TOUCH and _begins_anew(band, sides, firsts):
            starts += [first - 1 for first in firsts[1:]]
    starts[0] = top
    yield from pairwise([*starts, bottom])


def _begins_anew(band: Sequence[Box], sides: Sequence[float], firsts: Sequence[float]) -> bool:
    """Whether each line of the first column is the first of a row: most other columns have text there too."""
    needed = _ANEW * len(sides)
    return all(
        len({bisect_right(sides, word.x0 + 1) for word in band if abs(word.top - first) < _TOUCH}) >= needed
        for first in firsts
    )


def _gaps(table: _Columns, lines: Sequence[Stroke]) -> Iterator[tuple[float, float]]:
    """What is not painted between two painted rows, or a row and a line as wide as they are."""
    for top, bottom in pairwise(_edges(table, lines)):
        is_painted = any(first - _TOUCH <= top and bottom <= last + _TOUCH for first, last in table.painted)
        if bottom - top > _LEAST_SIDE and not is_painted:
            yield top, bottom


def _edges(table: _Columns, lines: Sequence[Stroke]) -> list[float]:
    """Where rows of the table part: the edges of paint, and lines as wide as the table."""
    left, right = table.sides[0], table.sides[-1]
    wide = (one for one in lines if one.x0 <= left + _WIDE and one.x1 >= right - _WIDE and one.bottom - one.top < 1)
    return sorted({stroke.top for stroke in wide} | {y for row in table.painted for y in row})


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _TOUCH for a, b in zip(one, other, strict=True))


def _cells(sides: Sequence[float], top: float, bottom: float) -> list[Stroke]:
    across = [Stroke(sides[0], y, sides[-1], y) for y in (top, bottom)]
    return [*across, *(Stroke(x, top, x, bottom) for x in sides)]


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


def _tilings(boxes: set[Box]) -> Iterator[list[Box]]:
    """Boxes of several heights that fill a rectangle without a gap: a heading in which cells reach over others."""
    left = sorted(boxes, key=lambda box: (box.top, box.x0))
    while left:
        block = [left.pop(0)]
        for box in block:
            near = [other for other in left if _touch(box, other)]
            block += near
            left = [other for other in left if other not in near]
        whole = around(block)
        area = sum(box.width * box.height for box in block)
        is_filled = abs(area - whole.width * whole.height) < _UNEVEN * whole.width * whole.height
        beside = len({round(box.x0 / _TOUCH) for box in block})
        if is_filled and beside >= _LEAST_ROW and len({round(box.height / _TOUCH) for box in block}) > 1:
            yield block


def _touch(one: Box, other: Box) -> bool:
    """Whether two boxes have a part of a side in common."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return min(wide, high) > -_TOUCH and max(wide, high) > _LEAST_SIDE


def _sides(row: Sequence[Box]) -> list[float]:
    return [row[0].x0, *((one.x1 + other.x0) / 2 for one, other in pairwise(row)), row[-1].x1]
