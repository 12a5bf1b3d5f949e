"""Ruled tables: where drawn lines make cells."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from loaders.files.pdf.shapes import Box, Fill, Stroke

_SNAP = 2.5  # points; lines nearer than this are one line, as two cells draw their borders
_GAP = 4.0  # points; a dashed line has gaps of this size
_SHORTEST = 4.0
_WHOLE_WIDTH = 0.9
_COVERED = 0.6  # of the side between two cells must be drawn to part them
_LEAST_CUT_OFF = 4  # lines down: fewer may be a frame, or bars in a margin
_MOST_LINES, _MOST_CELLS = 4_000, 40_000  # beyond this it is a drawing, no table

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RuledLines:
    """Drawn lines of one direction: at each position, the stretches that are drawn."""

    at: tuple[float, ...]
    stretches: tuple[tuple[Interval, ...], ...]

    def covers(self, place: int, start: float, end: float) -> bool:
        """Whether the line at `place` is drawn for the most part between `start` and `end`."""
        drawn = sum(max(0.0, min(end, high) - max(start, low)) for low, high in self.stretches[place])
        return drawn >= _COVERED * (end - start)


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell, merged or not: its box, its first row and column, and how many rows and columns it takes."""

    box: Box
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells. `xs` and `ys` are where its columns and rows part, `owner[row][column]` the place in `cells`."""

    box: Box
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[DrawnCell, ...]
    owner: tuple[tuple[int, ...], ...] = field(default=())

    def cell_at(self, x: float, y: float) -> int | None:
        """The place in `cells` of the one that holds this point."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if not (0 <= row < len(self.owner) and 0 <= column < len(self.owner[0])):
            return None
        return self.owner[row][column]


def grids(strokes: Sequence[Stroke], fills: Sequence[Fill] = ()) -> list[Grid]:
    """The tables that these lines draw, from top to bottom. A single frame is none.

    Rows also part where paint ends over the whole width of a table.
    """
    return outermost(drawn(strokes, fills))


def outermost(found: Sequence[Grid]) -> list[Grid]:
    """The tables among grids: those that stand in no other, and in frames that only lay out a page."""
    found = [grid for grid in found if not _is_frame(grid, found)]
    outer = [grid for grid in found if not any(_inside(grid, other) for other in found if other is not grid)]
    return sorted(outer, key=lambda grid: (grid.box.top, grid.box.x0))


def drawn(strokes: Sequence[Stroke], fills: Sequence[Fill]) -> list[Grid]:
    """All that these lines draw cells of, those inside others too."""
    across = _merged((one.top, one.x0, one.x1) for one in strokes if _is_across(one))
    down = _merged((one.x0, one.top, one.bottom) for one in strokes if not _is_across(one))
    if len(across) + len(down) > _MOST_LINES:
        return []
    painted = [one.box for one in fills if one.colour != "white" and one.box.height > _SHORTEST]
    edges = _merged((y, box.x0, box.x1) for box in painted for y in (box.top, box.bottom))
    tables = ((_with_edges(rows, columns, edges), columns) for rows, columns in _connected(across, down))
    return [grid for rows, columns in tables if (grid := _grid(rows, columns)) is not None]


def framed_beside(found: Sequence[Grid]) -> list[Box]:
    """The cells that stand beside a table in a frame that only lays out a page."""
    return [box for grid in found for box in _beside_table(grid, found)]


def _beside_table(frame: Grid, found: Sequence[Grid]) -> Iterator[Box]:
    main = [one for one in frame.cells if _frames_a_table(one.box, frame, found)]
    rows = {row for one in main for row in range(one.row, one.row + one.rows)}
    return (one.box for one in frame.cells if one not in main and one.row in rows)


def _is_frame(grid: Grid, found: Sequence[Grid]) -> bool:
    return any(_frames_a_table(one.box, grid, found) for one in grid.cells)


def _frames_a_table(box: Box, grid: Grid, found: Sequence[Grid]) -> bool:
    """Whether a table stands in the box, a cell of `grid`, that has more cells than the whole grid."""
    inner = (other for other in found if other is not grid and len(other.cells) > len(grid.cells))
    return any(_inside(other, grid) and _holds(box, other.box) for other in inner)


def _holds(box: Box, inner: Box) -> bool:
    across = box.x0 - _SNAP <= inner.x0 and inner.x1 <= box.x1 + _SNAP
    return across and box.top - _SNAP <= inner.top and inner.bottom <= box.bottom + _SNAP


def bands(strokes: Sequence[Stroke], taken: Sequence[Grid]) -> list[tuple[float, float, float]]:
    """The long lines across that belong to no grid, as (y, x0, x1): they part rows or close tables."""
    across = _merged((one.top, one.x0, one.x1) for one in strokes if _is_across(one))
    return [(y, x0, x1) for y, x0, x1 in across if not any(_touches(grid.box, x0, y) for grid in taken)]


def _touches(box: Box, x: float, y: float) -> bool:
    return box.top - _GAP <= y <= box.bottom + _GAP and box.x0 - _GAP <= x <= box.x1


def _is_across(stroke: Stroke) -> bool:
    return stroke.x1 - stroke.x0 >= stroke.bottom - stroke.top


def _merged(lines: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines as (position, start, end), with those that lie on or follow each other made one."""
    by_place: list[tuple[float, list[Interval]]] = []
    for at, start, end in sorted(lines):
        if by_place and at - by_place[-1][0] <= _SNAP:
            by_place[-1][1].append((start, end))
        else:
            by_place.append((at, [(start, end)]))
    joined = ((at, start, end) for at, found in by_place for start, end in _joined(found))
    return [(at, start, end) for at, start, end in joined if end - start >= _SHORTEST]


def _joined(intervals: list[Interval]) -> list[Interval]:
    intervals.sort()
    found: list[Interval] = []
    for start, end in intervals:
        if found and start - found[-1][1] <= _GAP:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


Lines = list[tuple[float, float, float]]


def _connected(across: Lines, down: Lines) -> Iterator[tuple[Lines, Lines]]:
    """The lines that touch each other, table by table."""
    group = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    places = [at for at, _, _ in down]
    for number, (y, x0, x1) in enumerate(across):
        first = bisect_right(places, x0 - _GAP)
        for other in range(first, len(down)):
            x, top, bottom = down[other]
            if x > x1 + _GAP:
                break
            if top - _GAP <= y <= bottom + _GAP:
                group[root(len(across) + other)] = root(number)
    found: dict[int, tuple[Lines, Lines]] = defaultdict(lambda: ([], []))
    for number in range(len(group)):
        kind, line = (0, across[number]) if number < len(across) else (1, down[number - len(across)])
        found[root(number)][kind].append(line)
    whole = [pair for pair in found.values() if len(pair[0]) > 1 and pair[1]]
    return iter([*whole, *_cut_off([pair for pair in found.values() if len(pair[0]) < 2 and pair[1]])])


def _cut_off(groups: Sequence[tuple[Lines, Lines]]) -> Iterator[tuple[Lines, Lines]]:
    """Rows that begin or end on another page: lines down of one length beside each other, with no line across or one.
    Where the page cuts them off stands a line."""
    by_length: dict[tuple[int, int], tuple[Lines, Lines]] = defaultdict(lambda: ([], []))
    for across, down in groups:
        top, bottom = min(one[1] for one in down), max(one[2] for one in down)
        found = by_length[round(top / _SNAP), round(bottom / _SNAP)]
        found[0].extend(across)
        found[1].extend(down)
    for across, down in by_length.values():
        if len(down) >= _LEAST_CUT_OFF:
            left, right = min(x for x, _, _ in down), max(x for x, _, _ in down)
            ends = [(min(one[1] for one in down), left, right), (max(one[2] for one in down), left, right)]
            inner = [one for one in across if all(abs(one[0] - end[0]) > _SHORTEST for end in ends)]
            yield sorted([*ends, *inner]), sorted(down)


def _with_edges(across: Lines, down: Lines, edges: Lines) -> Lines:
    """The lines across a table, and the edges of paint over its whole width where no line is drawn."""
    left, right = down[0][0], down[-1][0]
    top, bottom = across[0][0], across[-1][0]
    drawn = {y for y, _, _ in across}
    found = list(across)
    for y in sorted({edge[0] for edge in edges}):
        if top + _SHORTEST < y < bottom - _SHORTEST and not any(abs(y - other) <= _SHORTEST for other in drawn):
            parts = [(max(left, x0), min(right, x1)) for at, x0, x1 in edges if at == y]
            if sum(max(0.0, end - start) for start, end in parts) >= _WHOLE_WIDTH * (right - left):
                found.append((y, left, right))
    return sorted(found)


def _grid(across: Lines, down: Lines) -> Grid | None:
    ys, xs = _rules(across), _rules(down)
    xs = _closed(xs, min(x0 for _, x0, _ in across), max(x1 for _, _, x1 in across), (ys.at[0], ys.at[-1]))
    ys = _closed(ys, min(top for _, top, _ in down), max(bottom for _, _, bottom in down), (xs.at[0], xs.at[-1]))
    width, height = len(xs.at) - 1, len(ys.at) - 1
    if width < 1 or height < 1 or not 1 < width * height <= _MOST_CELLS:
        return None
    cells, owner = _cells(xs, ys)
    if len(cells) < 2:
        return None
    box = Box(xs.at[0], ys.at[0], xs.at[-1], ys.at[-1])
    return Grid(box, xs.at, ys.at, tuple(cells), tuple(map(tuple, owner)))


def _rules(lines: Lines) -> RuledLines:
    by_place: dict[float, list[Interval]] = defaultdict(list)
    for at, start, end in lines:
        by_place[at].append((start, end))
    places = sorted(by_place)
    return RuledLines(tuple(places), tuple(tuple(by_place[at]) for at in places))


def _closed(rules: RuledLines, low: float, high: float, whole: Interval) -> RuledLines:
    """The lines with the outer ones that a table without a frame leaves out."""
    at, stretches = list(rules.at), list(rules.stretches)
    if low < at[0] - 2 * _GAP:
        at, stretches = [low, *at], [(whole,), *stretches]
    if high > at[-1] + 2 * _GAP:
        at, stretches = [*at, high], [*stretches, (whole,)]
    return RuledLines(tuple(at), tuple(stretches))


def _cells(xs: RuledLines, ys: RuledLines) -> tuple[list[DrawnCell], list[list[int]]]:
    """The cells, merged where no line parts them, and for each row and column which cell stands there."""
    width, height = len(xs.at) - 1, len(ys.at) - 1
    first = {(row, column): (row, column) for row in range(height) for column in range(width)}

    def root(one: tuple[int, int]) -> tuple[int, int]:
        while first[one] != one:
            first[one] = first[first[one]]
            one = first[one]
        return one

    for row in range(height):
        for column in range(width):
            if column and not xs.covers(column, ys.at[row], ys.at[row + 1]):
                first[root((row, column))] = root((row, column - 1))
            if row and not ys.covers(row, xs.at[column], xs.at[column + 1]):
                _unite(first, root((row - 1, column)), root((row, column)))
    members: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for place in first:
        members[root(place)].append(place)
    owner = [[0] * width for _ in range(height)]
    cells = []
    for number, places in enumerate(sorted(members.values(), key=min)):
        for row, column in places:
            owner[row][column] = number
        cells.append(_cell(xs, ys, places))
    return cells, owner


def _unite(first: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]) -> None:
    first[max(one, other)] = min(one, other)


def _cell(xs: RuledLines, ys: RuledLines, places: Sequence[tuple[int, int]]) -> DrawnCell:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    top, left, last_row, last_column = min(rows), min(columns), max(rows), max(columns)
    box = Box(xs.at[left], ys.at[top], xs.at[last_column + 1], ys.at[last_row + 1])
    return DrawnCell(box, top, left, last_row - top + 1, last_column - left + 1)


def _inside(grid: Grid, other: Grid) -> bool:
    outer = other.box
    held = outer.holds(grid.box.x0 + 1, grid.box.top + 1) and outer.holds(grid.box.x1 - 1, grid.box.bottom - 1)
    return held and outer.width * outer.height > grid.box.width * grid.box.height
