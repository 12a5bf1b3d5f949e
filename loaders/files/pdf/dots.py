"""Drawn dots and lamps in a table without lines: before the words of a cell they are its colour, else a column."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.files.pdf.shapes import Box, Fill, around
from loaders.files.pdf.tables import PdfCell, PdfRow
from loaders.files.pdf.words import Word
from records.tables import STATUS_FILLS

_SMALLEST, _LARGEST = 0.3, 1.6  # of the size of letters
_ROUND = 0.7  # so nearly as wide as high
_TINY, _HUGE = 4.0, 24.0  # points
_LEAST, _MOSTLY = 2, 0.6  # rows of a table, and of those of several cells
_EVEN = 4.0  # points, that the dots of a column may stand further left or right
_NEAR = 1.6  # of the size of letters, between a dot and the words behind it


def with_dots(row: PdfRow, fills: Sequence[Fill]) -> PdfRow:
    """The row, each cell without a colour in that of the one dot that stands right before its words, on their line, and
    nearer to them than to those of another cell."""
    if not row.table or not row.ends:
        return row
    near = [one for one in fills if one.colour in STATUS_FILLS and _is_level(one.box, row.box)]
    if not near:
        return row
    return replace(row, cells=tuple(_dotted(cell, near, row) for cell in row.cells))


def _dotted(cell: PdfCell, near: Sequence[Fill], row: PdfRow) -> PdfCell:
    if cell.colour or not cell.words:
        return cell
    first = min(cell.words, key=lambda word: (word.top, word.x0))
    others = [word.x1 for other in row.cells for word in other.words if word.x0 < first.x0 and _is_level(first, word)]
    dots = {
        one.colour
        for one in near
        if _is_dot(one.box, first.size)
        and _is_level(one.box, first)
        and 0 <= first.x0 - one.box.x1 <= min([_NEAR * first.size, *(one.box.x0 - end for end in others)])
    }
    return replace(cell, colour=dots.pop()) if len(dots) == 1 else cell


def _is_dot(box: Box, size: float) -> bool:
    low, high = sorted((box.width, box.height))
    return _SMALLEST * size <= low and high <= _LARGEST * size and low >= _ROUND * high


def with_columns(rows: Sequence[PdfRow], fills: Sequence[Fill]) -> list[PdfRow]:
    """The rows of a page; a table beside whose rows, or between whose columns, stands one dot each, all at one place,
    has a column of them: no words tell where it is."""
    lamps = [one for one in fills if one.colour in STATUS_FILLS and _is_lamp(one.box)]
    tables: dict[int, list[PdfRow]] = defaultdict(list)
    for row in rows if lamps else ():
        if row.table and row.ends and len(row.cells) == len(row.ends):
            tables[row.table].append(row)
    found = {id(row): wide for held in tables.values() for row, wide in _widened(held, lamps)}
    return [found.get(id(row), row) for row in rows]


def _widened(rows: Sequence[PdfRow], lamps: Sequence[Fill]) -> Iterator[tuple[PdfRow, PdfRow]]:
    """The rows of one table, each with itself and the column of dots; none where there is no such."""
    beside = [[one for one in lamps if _is_level(one.box, row.box)] for row in rows]
    if _are_of_words(rows, beside):
        return
    own = [(row, found[0]) for row, found in zip(rows, beside, strict=True) if len(found) == 1]
    several = sum(sum(bool(cell.pieces) for cell in row.cells) > 1 for row in rows)
    if len(own) < max(_LEAST, _MOSTLY * several) or any(len(found) > 1 for found in beside):
        return
    box = around([one.box for _, one in own])
    home = _blank_column([row for row, _ in own], box)
    words = [word for row in rows for at, cell in enumerate(row.cells) if at != home for word in cell.words]
    if box.width > _EVEN + max(one.box.width for _, one in own) or any(
        word.x0 < box.x1 and box.x0 < word.x1 for word in words
    ):
        return
    colours = {id(row): one.colour for row, one in own}
    for row in rows:
        colour = colours.get(id(row), "")
        plain = replace(row, cells=tuple(replace(cell, colour="") for cell in row.cells))
        yield row, _with_lamp(plain, box, colour) if home is None else _lit(plain, home, colour)


def _are_of_words(rows: Sequence[PdfRow], beside: Sequence[Sequence[Fill]]) -> bool:
    """Whether every dot is the colour of the words that it stands before, or the table is painted otherwise. Dots that
    stand so near to the words of some rows alone are a column beside them."""
    lit = [{one.colour for one in found} for found in beside]
    coloured = [{cell.colour for cell in row.cells if cell.colour} for row in rows]
    painted = any(own and own != dots for own, dots in zip(coloured, lit, strict=True))
    return painted or (any(coloured) and all(own for own, dots in zip(coloured, lit, strict=True) if dots))


def _blank_column(rows: Sequence[PdfRow], box: Box) -> int | None:
    """The column with nothing but a name that dots stand in, though not right below its name."""
    xs, width = rows[0].xs, len(rows[0].cells)
    ends = (*xs[1:], max(*rows[0].ends, box.x1))
    return next(
        (
            at
            for at in range(width)
            if xs[at] - _EVEN <= box.x0 and box.x1 <= ends[at] and not any(row.cells[at].pieces for row in rows)
        ),
        None,
    )


def _lit(row: PdfRow, at: int, colour: str) -> PdfRow:
    cell = replace(row.cells[at], colour=row.cells[at].colour or colour)
    return replace(row, cells=(*row.cells[:at], cell, *row.cells[at + 1 :]))


def _with_lamp(row: PdfRow, box: Box, colour: str) -> PdfRow:
    """The row with a cell more, at the place of the dots."""
    at = sum(x0 < box.x0 for x0 in row.xs)
    return replace(
        row,
        cells=(*row.cells[:at], PdfCell((), colour), *row.cells[at:]),
        xs=(*row.xs[:at], box.x0, *row.xs[at:]),
        ends=(*row.ends[:at], box.x1, *row.ends[at:]),
    )


def _is_lamp(box: Box) -> bool:
    low, high = sorted((box.width, box.height))
    return low >= _TINY and high <= _HUGE and low >= _ROUND * high


def _is_level(one: Box | Word, other: Box | Word) -> bool:
    return other.top - 1 <= (one.top + one.bottom) / 2 <= other.bottom + 1
