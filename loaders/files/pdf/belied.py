"""Figures that the page shows otherwise than its letters say: they are not read, and it is said with both."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from loaders.files.pdf import figures
from loaders.files.pdf.numerals import UNTOLD
from loaders.files.pdf.shapes import Page
from loaders.files.pdf.signs import UNREAD
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow
from loaders.files.pdf.words import Word

_LETTERS = 3  # more are a text, of which only the figure is not read


class Belied(NamedTuple):
    """A figure as its letters say it, and as the page shows it ("" for nothing, "?" for signs that cannot be told)."""

    page: int
    read: str
    shown: str


def without_belied(rows: Sequence[PdfRow], page: Page) -> tuple[list[PdfRow], list[Belied]]:
    """The rows of a page without the figures that it shows otherwise, and these."""
    if not page.belied:
        return list(rows), []
    orders = sorted(page.belied)
    signs = {glyph.order: glyph.text for glyph in page.glyphs}
    found: dict[int, Belied] = {}
    blank: set[tuple[int, int]] = set()
    kept: list[PdfRow] = []
    for row in rows:
        cells = []
        for column, cell in enumerate(row.cells):
            words = [word for word in cell.words if _holds(word, orders)]
            for word in words:
                found[word.order] = Belied(page.number, word.text, _shown(word, signs, page.belied))
            if words and (row.heading or _is_first_of_names(row, kept)):
                blank.add((row.table, column))
            cells.append(_without(cell, words))
        kept.append(replace(row, cells=tuple(cells)))
    return list(_without_columns(kept, blank)), [found[order] for order in sorted(found)]


def _is_first_of_names(row: PdfRow, above: Sequence[PdfRow]) -> bool:
    """Whether a row begins its table on the page and holds no amounts: its heading."""
    first = row.table and not any(other.table == row.table for other in above)
    return bool(first) and not any(figures.is_amount(cell.text) for cell in row.cells)


def _holds(word: Word, orders: Sequence[int]) -> bool:
    at = bisect_left(orders, word.order)
    return at < len(orders) and orders[at] <= word.last


def _shown(word: Word, signs: Mapping[int, str], belied: Mapping[int, str]) -> str:
    """What the page shows in place of a word."""
    shown = "".join(belied.get(order, signs.get(order, "")) for order in range(word.order, word.last + 1))
    return shown.strip() if any(sign.isdigit() or sign == UNTOLD for sign in shown) else ""


def _without(cell: PdfCell, words: Sequence[Word]) -> PdfCell:
    """The cell without these words: blank where they are all it holds."""
    if not words:
        return cell
    rest = cell.text
    for word in words:
        rest = rest.replace(word.text, "")
    if sum(sign.isalpha() for sign in rest) <= _LETTERS:
        return replace(cell, pieces=())
    return replace(cell, pieces=tuple(_unread(piece, words) for piece in cell.pieces))


def _unread(piece: CellLine, words: Sequence[Word]) -> CellLine:
    text = piece.text
    for word in words:
        text = text.replace(word.text, UNREAD * len(word.text))
    return piece._replace(text=text)


def _without_columns(rows: Sequence[PdfRow], blank: set[tuple[int, int]]) -> Iterator[PdfRow]:
    """The rows without what stands below a heading that is not read, as a year above amounts."""
    for row in rows:
        cells = (
            replace(cell, pieces=()) if row.table and (row.table, column) in blank else cell
            for column, cell in enumerate(row.cells)
        )
        yield replace(row, cells=tuple(cells)) if blank else row
