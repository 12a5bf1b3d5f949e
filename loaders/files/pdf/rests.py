"""The rest of a row at the top of a page, where it is too little to be seen as a table."""

from bisect import bisect_right
from collections.abc import Sequence

from loaders.files.pdf import figures, tables
from loaders.files.pdf.shapes import Page, around
from loaders.files.pdf.tables import PdfCell, PdfRow
from loaders.files.pdf.words import Word, WordLine, of_lines

_PADDING = 9.0  # points; so far from the edge of its column a cell's text begins
_LEAST = 3  # columns
_WITH_A_SPACE = 2  # places further in the order of painting
_SPACE = 0.45  # of the size of letters
_EDGE = 0.11  # of a page's height, at its top, is where such furniture stands
_FURNITURE = 2  # lines
_CLEAR = 1.0  # of the size of letters, below it
_NEXT = 1.9  # of the size of letters; further down stands no line of the same cell


def rest_of_row(
    rows: Sequence[PdfRow],
    loose: Sequence[WordLine],
    last: PdfRow | None,
    first_table: int,
    page: Page,
    below: PdfRow | None = None,
) -> tuple[PdfRow | None, Sequence[WordLine]]:
    """The rest of a row, and its lines: at the top of the page, or below the heading that is printed again there.

    `rows` are those of the tables of the page, numbered from `first_table` on; `last` is the last of the page before,
    `below` the first of the page that is read and taken out.
    """
    ordered = sorted(rows, key=lambda row: row.box.top)
    top, foot, number = 0.0, page.height, first_table
    if ordered:
        foot, number = ordered[0].box.top, max(row.table for row in rows) + 1
        if [row.table for row in rows].count(ordered[0].table) == 1 and not _has_amounts(ordered[0]):
            last, top, foot, number = ordered[0], ordered[0].box.bottom - 1, page.height, ordered[0].table
    elif below:
        foot = below.box.top
    lines = sorted(loose, key=lambda line: line.box.top)
    near = [line for line in lines if top <= line.box.top and line.box.bottom <= min(foot, (1 - _EDGE) * page.height)]
    if not top:
        near = _below_furniture(near, page.height, below, last)
    if last is None or len(last.xs) < _LEAST or not near or (top and near[0].box.top - top > _NEXT * near[0].size):
        return None, ()
    row, taken = _row(last, near, number, page.number)
    if row is not None and not top and _follows_a_figure(last, row):
        return None, ()
    return row, near[:taken]


def completes(rest: PdfRow, below: PdfRow) -> bool:
    """Whether what may be the rest of a row has the names that the heading below it lacks: those of its columns that do
    not run up."""
    if rest.box.bottom > below.box.top or len(rest.cells) != len(below.cells) or _has_amounts(below):
        return False
    return all(not (one.pieces and other.pieces) for one, other in zip(rest.cells, below.cells, strict=True))


def _below_furniture(lines: list[WordLine], height: float, below: PdfRow | None, last: PdfRow | None) -> list[WordLine]:
    """The lines from the top of a page on without what is printed above all text there: a day, a name, a number. What
    begins in several columns of the `last` row, but not in its first, is none of that."""
    tops = [*(line.box.top for line in lines[1:]), *([below.box.top] if below else [])]
    for at, (one, top) in enumerate(zip(lines[:_FURNITURE], tops, strict=False)):
        columns = _in_columns(one, last.xs) if last is not None else None
        if columns and len(columns) > 1 and 0 not in columns:
            return lines
        if one.box.bottom < _EDGE * height and top - one.box.bottom > _CLEAR * one.size:
            return lines[at + 1 :]
    return lines


def _follows_a_figure(last: PdfRow, rest: PdfRow) -> bool:
    """Whether a text would go on with a cell that holds a figure, which is whole."""
    return any(cell.pieces and figures.is_figure(one.text) for one, cell in zip(last.cells, rest.cells, strict=True))


def _has_amounts(row: PdfRow) -> bool:
    """Whether a row holds figures that are no years, as no heading does."""
    return any(figures.is_amount(cell.text) for cell in row.cells)


def _row(last: PdfRow, lines: Sequence[WordLine], number: int, page: int) -> tuple[PdfRow | None, int]:
    """The lines that begin where the columns of the `last` row do, as a row of table `number`; and how many."""
    cells: list[list[WordLine]] = [[] for _ in last.xs]
    taken = 0
    for line in lines:
        if taken and line.box.top - lines[taken - 1].box.top > _NEXT * line.size:
            break
        parts = _in_columns(line, last.xs)
        if parts is None:
            break
        for column, found in parts.items():
            cells[column].append(WordLine(tuple(found)))
        taken += 1
    used = [column for column, found in enumerate(cells) if found]
    if not used or used == [0]:
        return None, 0
    made = tuple(PdfCell(tables.pieces(found, 0.0), words=of_lines(found)) if found else PdfCell() for found in cells)
    return PdfRow(made, page, around([line.box for line in lines[:taken]]), 0.0, number, last.xs), taken


def _in_columns(line: WordLine, xs: Sequence[float]) -> dict[int, list[Word]] | None:
    """The words of a line by column; None where a text does not begin at the edge of its column."""
    found: dict[int, list[Word]] = {}
    column, before = -1, None
    for word in line.words:
        column = column if before and _goes_on(before, word) else bisect_right(xs, word.x0 + 1) - 1
        before = word
        if column < 0 or (column not in found and not -1 <= word.x0 - xs[column] <= _PADDING):
            return None
        found.setdefault(column, []).append(word)
    return found


def _goes_on(one: Word, other: Word) -> bool:
    """Whether two words were painted with a space between them, however far their text reaches."""
    return other.order - one.last == _WITH_A_SPACE and other.x0 - one.x1 < _SPACE * one.size
