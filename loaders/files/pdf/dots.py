"""Drawn dots and lamps before the words of a table without lines: they are the colour of the cell that follows."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.files.pdf.shapes import Box, Fill
from loaders.files.pdf.tables import PdfCell, PdfRow
from loaders.files.pdf.words import Word
from records.tables import STATUS_FILLS

_SMALLEST, _LARGEST = 0.3, 1.6  # of the size of letters
_ROUND = 0.7  # so nearly as wide as high
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


def _is_level(one: Box | Word, other: Box | Word) -> bool:
    return other.top - 1 <= (one.top + one.bottom) / 2 <= other.bottom + 1
