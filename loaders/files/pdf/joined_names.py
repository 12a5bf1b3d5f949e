"""Cells of the first column that look like one over many rows, and are several: no line parts the names in them.

A name stands at the top, in the middle or at the foot of its rows, as all others of the column do. Where the rows can
be dealt out so in one way only, or paint ends there, the cell is parted.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from loaders.files.pdf.grids import DrawnCell, Grid
from loaders.files.pdf.shapes import Box, Fill, Glyph, around

_APART = 1.3  # of the size of letters; no lines of one name stand further apart
_OFF = 1.0  # points, that one name may stand higher or lower in its rows than another
_EDGE, _CENTRAL = 9.0, 3.0  # points, from the edge, or the middle, of its rows
_NEAR = 2.5  # points, from the edge of paint to that of a row
_MOST_WAYS = 2_000
_MOST_NAMES = 8

Cuts = tuple[int, ...]  # the rows above which the cell is parted


def parted(grid: Grid, glyphs: Sequence[Glyph], fills: Sequence[Fill]) -> Grid:
    """The grid in which a cell of the first column that holds the names of several groups of rows is one for each."""
    cuts: dict[int, Cuts] = {}
    for at, cell in enumerate(grid.cells):
        if cell.column == 0 and cell.columns == 1 and cell.rows > 1:
            held = [one for one in glyphs if cell.box.holds((one.x0 + one.x1) / 2, (one.top + one.bottom) / 2)]
            found = _cuts(grid, cell, list(names(held)), fills)
            if found:
                cuts[at] = found
    return _cut(grid, cuts) if cuts else grid


def names(held: Sequence[Glyph]) -> Iterator[Box]:
    """Where the texts of a cell stand that have more space between them than lines of one text."""
    group: list[Glyph] = []
    for glyph in sorted((one for one in held if not one.text.isspace()), key=lambda one: one.top):
        if group and glyph.top - max(one.bottom for one in group) > _APART * glyph.size:
            yield around(group)
            group = []
        group.append(glyph)
    if group:
        yield around(group)


def _cuts(grid: Grid, cell: DrawnCell, found: Sequence[Box], fills: Sequence[Fill]) -> Cuts:
    """The rows above which the cell is parted, so that each part holds one name; none where that cannot be told."""
    if not 1 < len(found) <= min(cell.rows, _MOST_NAMES):
        return ()
    inner = range(cell.row + 1, cell.row + cell.rows)
    between = [row for row in inner if not any(box.top < grid.ys[row] < box.bottom for box in found)]
    ways = []
    for count, way in enumerate(combinations(between, len(found) - 1)):
        if count > _MOST_WAYS:
            return ()
        if _is_dealt(grid, cell, found, way):
            ways.append(way)
    edges = [y for fill in fills if _is_across(fill.box, cell.box) for y in (fill.box.top, fill.box.bottom)]
    painted = [way for way in ways if all(any(abs(grid.ys[row] - y) < _NEAR for y in edges) for row in way)]
    told = painted if painted else [way for way in ways if _is_alike(grid, cell, found, way)]
    return told[0] if len(told) == 1 else ()


def _is_across(box: Box, cell: Box) -> bool:
    """Whether paint fills the width of a cell, and no more of the row."""
    return abs(box.x0 - cell.x0) < _NEAR and abs(box.x1 - cell.x1) < _NEAR


def _is_dealt(grid: Grid, cell: DrawnCell, found: Sequence[Box], way: Cuts) -> bool:
    parts = _parts(grid, cell, way)
    return all(top <= box.top and box.bottom <= foot for box, (top, foot) in zip(found, parts, strict=True))


def _is_alike(grid: Grid, cell: DrawnCell, found: Sequence[Box], way: Cuts) -> bool:
    """Whether each name stands at one height of its rows: at their top, in their middle or at their foot."""
    parts = list(zip(found, _parts(grid, cell, way), strict=True))
    heights = (
        ([box.top - top for box, (top, _) in parts], _EDGE),
        ([abs(box.top + box.bottom - top - foot) / 2 for box, (top, foot) in parts], _CENTRAL),
        ([foot - box.bottom for box, (_, foot) in parts], _EDGE),
    )
    return any(max(height) - min(height) < 2 * _OFF and max(height) < most for height, most in heights)


def _parts(grid: Grid, cell: DrawnCell, way: Cuts) -> Iterator[tuple[float, float]]:
    return pairwise([cell.box.top, *(grid.ys[row] for row in way), cell.box.bottom])


def _cut(grid: Grid, cuts: dict[int, Cuts]) -> Grid:
    cells: list[DrawnCell] = []
    first: list[int] = []  # the place of the first part of each cell
    for at, cell in enumerate(grid.cells):
        first.append(len(cells))
        for row, end in pairwise([cell.row, *cuts.get(at, ()), cell.row + cell.rows]):
            box = Box(cell.box.x0, grid.ys[row], cell.box.x1, grid.ys[end]) if at in cuts else cell.box
            cells.append(DrawnCell(box, row, cell.column, end - row, cell.columns))
    owner = tuple(
        tuple(first[at] + bisect_right(cuts.get(at, ()), row) for at in owners) for row, owners in enumerate(grid.owner)
    )
    return Grid(grid.box, grid.xs, grid.ys, tuple(cells), owner)
