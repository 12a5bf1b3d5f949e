"""Cells that only look merged: no line parts them, but their text keeps to the columns of the rest of the table."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from loaders.files.pdf import words
from loaders.files.pdf.grids import DrawnCell, Grid
from loaders.files.pdf.shapes import Box, Glyph

_SLACK = 1.0  # points
_TEXT_GAP = 0.55  # of the size of letters; a text has no wider gaps
_FEW = 0.1  # of the words may reach over an edge in a row of many cells
_MANY = 4  # cells


def parted(grid: Grid, glyphs: Sequence[Glyph]) -> Grid:
    """The grid with the cells taken apart whose text stands in the columns that they go over."""
    wide = {at for at, cell in enumerate(grid.cells) if cell.columns > 1}
    if not wide:
        return grid
    held: dict[int, list[Box]] = defaultdict(list)
    sizes: dict[int, float] = defaultdict(float)
    for run in words.runs(glyphs):
        for first, end in words.spans(run):
            box = Box(run[first].x0, run[first].top, max(one.x1 for one in run[first:end]), run[first].bottom)
            at = grid.cell_at((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
            if at in wide:
                held[at].append(box)
                sizes[at] = max(sizes[at], run[first].size)
    apart = {at for at, boxes in held.items() if _keeps_to_columns(grid, grid.cells[at], boxes, sizes[at])}
    return _without(grid, apart) if apart else grid


def _keeps_to_columns(grid: Grid, cell: DrawnCell, boxes: Sequence[Box], size: float) -> bool:
    edges = grid.xs[cell.column + 1 : cell.column + cell.columns]
    columns = {sum(edge <= (box.x0 + box.x1) / 2 for edge in edges) for box in boxes}
    crossing = sum(any(box.x0 < edge - _SLACK and box.x1 > edge + _SLACK for edge in edges) for box in boxes)
    over = crossing + _tight(boxes, edges, size)
    return len(columns) > 1 and over <= (_FEW * len(boxes) if len(columns) >= _MANY else 0)


def _tight(boxes: Sequence[Box], edges: Sequence[float], size: float) -> int:
    """How many neighbours on a line stand no farther apart than words do, with the edge of a column between them."""
    lines: dict[int, list[Box]] = defaultdict(list)
    for box in boxes:
        lines[round(box.bottom / max(1.0, 0.4 * size))].append(box)
    pairs = [pair for line in lines.values() for pair in pairwise(sorted(line))]
    near = [(one, other) for one, other in pairs if 0 <= other.x0 - one.x1 < _TEXT_GAP * size]
    return sum(any(one.x1 - _SLACK <= edge <= other.x0 + _SLACK for edge in edges) for one, other in near)


def _without(grid: Grid, apart: set[int]) -> Grid:
    """The grid in which these cells are one for each column."""
    cells = [cell for at, cell in enumerate(grid.cells) if at not in apart]
    for at in apart:
        cell = grid.cells[at]
        for column in range(cell.column, cell.column + cell.columns):
            box = Box(grid.xs[column], cell.box.top, grid.xs[column + 1], cell.box.bottom)
            cells.append(DrawnCell(box, cell.row, column, cell.rows, 1))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    owner = [[0] * len(grid.owner[0]) for _ in grid.owner]
    for at, cell in enumerate(cells):
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                owner[row][column] = at
    return Grid(grid.box, grid.xs, grid.ys, tuple(cells), tuple(map(tuple, owner)))
