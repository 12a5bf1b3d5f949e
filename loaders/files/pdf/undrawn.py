"""Rows of a drawn table that no line parts, told by the order in which their cells were painted."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from loaders.files.pdf import blocks, texts
from loaders.files.pdf.grids import DrawnCell, Grid
from loaders.files.pdf.shapes import Box, Glyph, around

_OVER = 0.35  # of the size of letters, that the letters of two rows may reach into each other
_MANY = 5  # columns
_LEAST = 3  # cells of each row hold text


class _Text(NamedTuple):
    """A text in a cell: the column of the cell, the text's own box, the size of its letters, its number of lines."""

    column: int
    box: Box
    size: float
    lines: int


def with_rows(grid: Grid, glyphs: Sequence[Glyph]) -> Grid:
    """The grid in which each row is parted where the painting of its texts goes back to the left and down."""
    held = _texts(grid, glyphs)
    cuts = {row: ys for row, own in held.items() if (ys := _cuts(own))}
    return _cut(grid, cuts) if cuts else grid


def has_open_rows(grid: Grid, glyphs: Sequence[Glyph]) -> bool:
    """Whether a cell over all columns holds many texts beside each other: only the heading has its columns drawn."""
    wide = [cell.box for cell in grid.cells if cell.columns == len(grid.xs) - 1 >= _MANY]
    for box in wide:
        found = texts.of([one for one in glyphs if box.holds((one.x0 + one.x1) / 2, (one.top + one.bottom) / 2)])
        firsts = [text.box for text in found if text.box.top < found[0].box.bottom]
        if sum(box.x0 >= other.x1 for other, box in pairwise(firsts)) >= _MANY - 1:
            return True
    return False


def _texts(grid: Grid, glyphs: Sequence[Glyph]) -> dict[int, list[_Text]]:
    """The texts of each row whose cells are all its own, in the order in which they were painted."""
    plain = {row for row, owner in enumerate(grid.owner) if all(_is_plain(grid.cells[at], row) for at in owner)}
    parts: dict[tuple[int, int, int], list[Glyph]] = defaultdict(list)
    numbers = blocks.of(glyphs)
    for glyph in sorted(glyphs, key=lambda one: one.order):
        at = grid.cell_at((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        if at is not None and grid.cells[at].row in plain and glyph.order in numbers:
            parts[numbers[glyph.order].number, grid.cells[at].row, grid.cells[at].column].append(glyph)
    found: dict[int, list[_Text]] = defaultdict(list)
    for (_, row, column), own in _mostly(parts):
        lines = len({round(glyph.top) for glyph in own})
        found[row].append(_Text(column, around(own), max(glyph.size for glyph in own), lines))
    return found


def _mostly(
    parts: dict[tuple[int, int, int], list[Glyph]],
) -> Iterator[tuple[tuple[int, int, int], list[Glyph]]]:
    """Each text in the cell that holds most of it."""
    best: dict[int, tuple[int, int, int]] = {}
    for key, own in parts.items():
        if key[0] not in best or len(own) > len(parts[best[key[0]]]):
            best[key[0]] = key
    return ((key, parts[key]) for key in best.values())


def _is_plain(cell: DrawnCell, row: int) -> bool:
    return cell.rows == 1 and cell.row == row


def _cuts(painted: Sequence[_Text]) -> list[float]:
    """Where the rows part that these texts make; none where they are one row, or where that cannot be told."""
    rows: list[list[_Text]] = []
    column = -1
    for text in painted:
        back = text.column < column
        if not rows or (back and text.box.top > max(one.box.bottom for one in rows[-1]) - _OVER * text.size):
            rows.append([])
        rows[-1].append(text)
        column = text.column
    many = [len({text.column for text in row}) >= _LEAST for row in rows]
    names = [not full and len(row) == 1 and row[0].column == 0 for full, row in zip(many, rows, strict=True)]
    if sum(many) < 2 or not all(full or name for full, name in zip(many, names, strict=True)):
        return []
    is_told = any(text.lines > 1 for text in painted) or len(rows) == sum(1 for row in rows if row[0].column == 0)
    edges = [
        (max(text.box.bottom for text in one), min(text.box.top for text in other)) for one, other in pairwise(rows)
    ]
    return [(bottom + top) / 2 for bottom, top in edges] if is_told else []


def _cut(grid: Grid, cuts: dict[int, list[float]]) -> Grid:
    """The grid with its rows cut at these heights."""
    ys: list[float] = []
    first: list[int] = []
    for row, y in enumerate(grid.ys):
        first.append(len(ys))
        ys += [y, *cuts.get(row, [])]
    cells: list[DrawnCell] = []
    for cell in grid.cells:
        begin, end = first[cell.row], first[cell.row + cell.rows]
        if cell.row in cuts:
            cells += [
                DrawnCell(Box(cell.box.x0, ys[row], cell.box.x1, ys[row + 1]), row, cell.column, 1, cell.columns)
                for row in range(begin, end)
            ]
        else:
            cells.append(replace(cell, row=begin, rows=end - begin))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    owner = [[0] * (len(grid.xs) - 1) for _ in ys[1:]]
    for at, cell in enumerate(cells):
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                owner[row][column] = at
    return Grid(grid.box, grid.xs, tuple(ys), tuple(cells), tuple(map(tuple, owner)))
