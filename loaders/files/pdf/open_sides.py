"""Drawn tables whose first or last column has no line outside it: lines may only stand between columns."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from loaders.files.pdf.grids import DrawnCell, Grid
from loaders.files.pdf.shapes import Box, Glyph, around

_MARGIN = 2.0  # points
_LEAST = 2  # times the painting comes back to a column, which it does once for each row


def with_open_columns(found: Sequence[Grid], glyphs: Sequence[Glyph]) -> list[Grid]:
    """The tables with the columns beside them: texts that were painted between those of their cells, row by row.

    What only stands beside a table was painted before it or after it. Tables with the same columns are parts of one.
    """
    letters = [glyph for glyph in glyphs if not glyph.text.isspace()]
    wider: dict[int, Grid] = {}
    for parts in _alike(found):
        others = [grid.box for grid in found if grid not in parts]
        xs = _with_sides(parts, letters, others)
        wider |= {id(grid): _over(grid, xs) for grid in parts if len(xs) > len(grid.xs)}
    return [wider.get(id(grid), grid) for grid in found]


def _alike(found: Sequence[Grid]) -> list[list[Grid]]:
    """The tables by their columns."""
    groups: list[list[Grid]] = []
    for grid in found:
        same = (group for group in groups if _has_columns(group[0], grid.xs))
        if (group := next(same, None)) is not None:
            group.append(grid)
        else:
            groups.append([grid])
    return groups


def _has_columns(grid: Grid, xs: Sequence[float]) -> bool:
    return len(grid.xs) == len(xs) and all(abs(a - b) < _MARGIN for a, b in zip(grid.xs, xs, strict=True))


def _with_sides(parts: Sequence[Grid], letters: Sequence[Glyph], others: Sequence[Box]) -> tuple[float, ...]:
    """Where the columns part, with those beside them."""
    first = parts[0]
    level = [glyph for glyph in letters if any(one.box.top < _middle(glyph) < one.box.bottom for one in parts)]
    left, right = ([glyph for glyph in level if _reach(first, glyph) == side] for side in (-1, 1))
    inside = [glyph for glyph in level if not _reach(first, glyph)]
    before = min(glyph.x0 for glyph in left) - _MARGIN if _is_column(left, inside, others) else None
    after = max(glyph.x1 for glyph in right) + _MARGIN if _is_column(right, inside, others) else None
    return tuple(x for x in (before, *first.xs, after) if x is not None)


def _middle(glyph: Glyph) -> float:
    return (glyph.top + glyph.bottom) / 2


def _reach(grid: Grid, glyph: Glyph) -> int:
    """-1 left of the table, 1 right of it, 0 in it."""
    x = (glyph.x0 + glyph.x1) / 2
    return (x > grid.box.x1) - (x < grid.box.x0)


def _is_column(beside: Sequence[Glyph], inside: Sequence[Glyph], others: Sequence[Box]) -> bool:
    """Whether the painting goes to and fro between these signs and those in the table, down the page."""
    if not beside or any(around(beside).shared(box) for box in others):
        return False
    own = {glyph.order for glyph in beside}
    ordered = sorted([*beside, *inside], key=lambda glyph: glyph.order)
    stays = [list(group) for is_own, group in groupby(ordered, key=lambda glyph: glyph.order in own) if is_own]
    tops = [around(stay).top for stay in stays]
    return len(stays) >= _LEAST and tops == sorted(tops)


def _over(grid: Grid, xs: tuple[float, ...]) -> Grid:
    """The table over these columns, of which the first and the last may be new."""
    first = int(xs[0] < grid.xs[0])
    new = [column for column in (0, len(xs) - 2) if not first <= column < first + len(grid.xs) - 1]
    cells = [replace(cell, column=cell.column + first) for cell in grid.cells]
    for row in range(len(grid.ys) - 1):
        cells += [
            DrawnCell(Box(xs[column], grid.ys[row], xs[column + 1], grid.ys[row + 1]), row, column) for column in new
        ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    owner = [[0] * (len(xs) - 1) for _ in grid.owner]
    for at, cell in enumerate(cells):
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                owner[row][column] = at
    box = Box(xs[0], grid.box.top, xs[-1], grid.box.bottom)
    return Grid(box, xs, grid.ys, tuple(cells), tuple(map(tuple, owner)))
