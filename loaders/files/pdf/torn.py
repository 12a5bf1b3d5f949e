"""Columns that are a part of another: those that only hold the ends of the texts before them, as paint behind words may
look like the edge of a cell; and those that only hold a name, beside one without a name that stands below it.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.files.pdf import figures
from loaders.files.pdf.shapes import Box, around_any
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow

_SPACE = 0.5  # of the size of letters; no two words of a text stand further apart
_LEVEL = 0.3  # of the size of letters
_LEAST_COLUMNS = 3


def without_torn_columns(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The rows of a page; a column without a name whose texts all go on with those of the column before is one with it,
    and so is one with the name that it alone stands below. A text that alone fills a row, over the edges of its cells,
    is whole."""
    tables: dict[int, list[PdfRow]] = defaultdict(list)
    for row in rows:
        if row.table:
            tables[row.table].append(row)
    found = {
        id(row): made for held in tables.values() for row, made in zip(held, _named_below(_joined(held)), strict=True)
    }
    return [_in_one_cell(made) if (made := found.get(id(row), row)).table else made for row in rows]


def _joined(rows: Sequence[PdfRow]) -> list[PdfRow]:
    made = list(rows)
    if len({len(row.cells) for row in rows}) > 1 or not rows[0].ends or _has_amounts(rows[0]):
        return made
    for column in range(len(rows[0].cells) - 1, _LEAST_COLUMNS - 1, -1):
        if not rows[0].cells[column].pieces and _goes_on(rows[1:], column):
            made = [_without(row, column) for row in made]
    return made


def _in_one_cell(row: PdfRow) -> PdfRow:
    """The row; where it holds nothing but one text that runs on over the edges of cells, that stands in the first."""
    filled = [at for at, cell in enumerate(row.cells) if cell.pieces]
    if len(filled) < 2 or len(row.cells) < _LEAST_COLUMNS or filled[-1] - filled[0] != len(filled) - 1:
        return row
    cells = [row.cells[at] for at in filled]
    runs_on = all(_is_end(one, other) and not figures.is_amount(other.text) for one, other in pairwise(cells))
    if not runs_on:
        return row
    words = tuple(word for cell in cells for word in cell.words)
    whole = replace(cells[0], pieces=(CellLine(" ".join(cell.text for cell in cells)),), words=words)
    made = [PdfCell() if at in filled else cell for at, cell in enumerate(row.cells)]
    made[filled[0]] = whole
    return replace(row, cells=tuple(made))


def _has_amounts(row: PdfRow) -> bool:
    return any(figures.is_amount(cell.text) for cell in row.cells)


def _goes_on(rows: Sequence[PdfRow], column: int) -> bool:
    """Whether each text of a column stands right behind one in the column before, with a space between them."""
    filled = [row for row in rows if row.cells[column].pieces]
    return bool(filled) and all(_is_end(row.cells[column - 1], row.cells[column]) for row in filled)


def _is_end(one: PdfCell, other: PdfCell) -> bool:
    if len(one.pieces) != 1 or len(other.pieces) != 1 or not one.words or not other.words:
        return False
    last, first = max(one.words, key=lambda word: word.x1), min(other.words, key=lambda word: word.x0)
    level = abs(last.bottom - first.bottom) < _LEVEL * last.size
    plain = not (figures.is_figure(last.text) and figures.is_figure(first.text))
    return level and plain and 0 <= first.x0 - last.x1 < _SPACE * last.size


def _without(row: PdfRow, column: int) -> PdfRow:
    one, other = row.cells[column - 1 : column + 1]
    pieces = (CellLine(f"{one.text} {other.text}"),) if other.pieces else one.pieces
    colour = one.colour or other.colour
    cell = replace(one, pieces=pieces, colour=colour, words=(*one.words, *(other.words if other is not one else ())))
    return replace(
        row,
        cells=(*row.cells[: column - 1], cell, *row.cells[column + 1 :]),
        xs=(*row.xs[:column], *row.xs[column + 1 :]),
        ends=(*row.ends[: column - 1], *row.ends[column:]),
    )


# ---- names beside their columns


def _named_below(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The rows of a table, each column that is only a name made one with that beside it which has none and stands below
    it."""
    made = list(rows)
    if len({len(row.cells) for row in rows}) > 1 or not rows[0].ends or _has_amounts(rows[0]) or len(rows) < 2:
        return made
    head, body = rows[0], [row for row in rows[1:] if row.text != rows[0].text]
    names = [around_any(cell.words) for cell in head.cells]
    columns = ([word for row in body for word in row.cells[at].words] for at in range(len(head.cells)))
    held = [around_any(words) for words in columns]
    for at in range(len(names) - 2, -1, -1):
        one, other = at, at + 1
        if names[other] and not held[other] and held[one] and not names[one]:
            one, other = other, one
        is_pair = names[one] and not held[one] and held[other] and not names[other]
        if is_pair and [name for name in names if _overlap(name, held[other])] == [names[one]]:
            made = [_together(row, at) for row in made]
            names[at : at + 2], held[at : at + 2] = [names[one]], [held[other]]
    return made


def _overlap(one: Box | None, other: Box | None) -> bool:
    return bool(one and other) and one.x0 < other.x1 and other.x0 < one.x1  # type: ignore[union-attr]


def _together(row: PdfRow, at: int) -> PdfRow:
    """The row with the cells `at` and behind it as one; one of them is blank."""
    first, second = row.cells[at : at + 2]
    filled = first if first.pieces else second
    cell = replace(filled, colour=first.colour or second.colour)
    return replace(
        row,
        cells=(*row.cells[:at], cell, *row.cells[at + 2 :]),
        xs=(*row.xs[: at + 1], *row.xs[at + 2 :]),
        ends=(*row.ends[:at], *row.ends[at + 1 :]),
    )
