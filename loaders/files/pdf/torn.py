"""Columns that only hold the ends of the texts before them: paint behind words may look like the edge of a cell."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from loaders.files.pdf import figures
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow

_SPACE = 0.5  # of the size of letters; no two words of a text stand further apart
_LEVEL = 0.3  # of the size of letters
_LEAST_COLUMNS = 3


def without_torn_columns(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The rows of a page; a column without a name whose texts all go on with those of the column before is one with
    it."""
    tables: dict[int, list[PdfRow]] = defaultdict(list)
    for row in rows:
        if row.table:
            tables[row.table].append(row)
    found = {id(row): made for held in tables.values() for row, made in zip(held, _joined(held), strict=True)}
    return [found.get(id(row), row) for row in rows]


def _joined(rows: Sequence[PdfRow]) -> list[PdfRow]:
    made = list(rows)
    if len({len(row.cells) for row in rows}) > 1 or not rows[0].ends or _has_amounts(rows[0]):
        return made
    for column in range(len(rows[0].cells) - 1, _LEAST_COLUMNS - 1, -1):
        if not rows[0].cells[column].pieces and _goes_on(rows[1:], column):
            made = [_without(row, column) for row in made]
    return made


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
