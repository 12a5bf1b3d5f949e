"""Lines that stand inside the cells of a drawn table: a small table in a cell, the frame of a bar or of a lamp.

They part no columns and no rows of the table. They are told by its heading, of which one cell stands over all that they
part, and by the rows, none of which has two texts there, or few of which have the lines.
"""

from collections.abc import Sequence
from typing import NamedTuple

from loaders.files.pdf.grids import DrawnCell, Grid
from loaders.files.pdf.shapes import Box, Glyph

_MANY = 4  # texts of a heading
_LEAST = 2  # rows below it
_MOSTLY = 0.5  # of the rows have the columns of a table
_DEEP = 3  # rows above the heading


class _Span(NamedTuple):
    """Columns below one cell of the heading."""

    first: int
    end: int


def without(grid: Grid, glyphs: Sequence[Glyph]) -> Grid:
    """The table without the columns and the rows that lines inside its cells make."""
    if len(grid.owner) <= _LEAST or all(cell.columns == 1 for cell in grid.cells):
        return grid
    filled = {
        grid.cell_at((one.x0 + one.x1) / 2, (one.top + one.bottom) / 2) for one in glyphs if not one.text.isspace()
    }
    head = _heading(grid, filled)
    if head is None or len(grid.owner) - head - 1 < _LEAST:
        return grid
    spans = [span for span in _spans(grid, head, filled) if _is_one_column(grid, head, span, filled)]
    return _merged(grid, head, spans) if spans else grid


def _heading(grid: Grid, filled: set[int | None]) -> int | None:
    """The first row with many texts, where they all stand in it alone."""
    for at, places in enumerate(grid.owner[:_DEEP]):
        own = [place for place in dict.fromkeys(places) if place in filled]
        if len(own) >= _MANY:
            return at if all(grid.cells[place].rows == 1 for place in own) else None
    return None


def _spans(grid: Grid, head: int, filled: set[int | None]) -> list[_Span]:
    cells = (grid.cells[place] for place in dict.fromkeys(grid.owner[head]) if place in filled)
    return [_Span(cell.column, cell.column + cell.columns) for cell in cells if cell.columns > 1]


def _is_one_column(grid: Grid, head: int, span: _Span, filled: set[int | None]) -> bool:
    """Whether no row has two texts in the span, or most rows have one cell there."""
    rows = [dict.fromkeys(places[span.first : span.end]) for places in grid.owner[head + 1 :]]
    single = all(sum(place in filled for place in places) < 2 for places in rows)
    return single or sum(len(places) == 1 for places in rows) > _MOSTLY * len(rows)


def _merged(grid: Grid, head: int, spans: Sequence[_Span]) -> Grid:
    """The grid in which each span is one column, and rows that only lines inside the spans part are one."""
    inside = {column for span in spans for column in range(span.first, span.end)}
    outside = [column for column in range(len(grid.xs) - 1) if column not in inside]
    tops = [at for at, row in enumerate(grid.owner)
            if at <= head + 1 or any(row[column] != grid.owner[at - 1][column] for column in outside)]  # fmt: skip
    gone = {column for span in spans for column in range(span.first + 1, span.end)}
    lefts = [column for column in range(len(grid.xs) - 1) if column not in gone]
    ends = {span.first: span.end for span in spans}
    cells: dict[object, list[tuple[int, int]]] = {}
    for y, top in enumerate(tops):
        for x, left in enumerate(lefts):
            last = tops[y + 1] if y + 1 < len(tops) else len(grid.owner)
            parted = top > head and left in ends and _is_parted(grid, range(top, last), range(left, ends[left]))
            key = (y, x) if parted else grid.owner[top][left]
            cells.setdefault(key, []).append((y, x))
    xs = (*(grid.xs[left] for left in lefts), grid.xs[-1])
    ys = (*(grid.ys[top] for top in tops), grid.ys[-1])
    return _made(xs, ys, sorted(cells.values(), key=min))


def _is_parted(grid: Grid, rows: range, columns: range) -> bool:
    """Whether several cells stand in this part of the grid, and in no other."""
    held = {grid.owner[row][column] for row in rows for column in columns}
    cells = [grid.cells[place] for place in held]
    return len(cells) > 1 and all(cell.column in columns and cell.row in rows for cell in cells)


def _made(xs: tuple[float, ...], ys: tuple[float, ...], held: Sequence[Sequence[tuple[int, int]]]) -> Grid:
    owner = [[0] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    cells = []
    for number, places in enumerate(held):
        for y, x in places:
            owner[y][x] = number
        rows, columns = [y for y, _ in places], [x for _, x in places]
        top, left, last, right = min(rows), min(columns), max(rows), max(columns)
        box = Box(xs[left], ys[top], xs[right + 1], ys[last + 1])
        cells.append(DrawnCell(box, top, left, last - top + 1, right - left + 1))
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), xs, ys, tuple(cells), tuple(map(tuple, owner)))
