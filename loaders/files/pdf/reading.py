"""All of a PDF as the lines of a document: what the process that reads it (`child`) gives back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from loaders import vocabulary
from loaders.files.pdf import (
    across,
    belied,
    beneath,
    breaks,
    dots,
    layout,
    loose,
    names,
    paging,
    placement,
    sections,
    torn,
)
from loaders.files.pdf.belied import Belied
from loaders.files.pdf.pages import Damaged, Pages
from loaders.files.pdf.placement import Doubt
from loaders.files.pdf.shapes import Noticed, Page
from loaders.files.pdf.signs import UNREAD
from loaders.files.pdf.tables import PdfRow
from loaders.limits import Limits

Progress = Callable[[int, int], None]
_PICTURED = 0.2  # of a page; less is a logo
_GAP = 0.35  # of the size of letters: so much more than usual between two lines parts paragraphs
_BACK = 2.0  # times the size of letters; so far back up another part of the page begins
_MOSTLY = 0.5
_LOOKED_BACK = 4  # pages
_TELLING = 12  # letters of a text that another page does not show by chance
_COVER = 1  # page of a portfolio, which says nothing of its own


class TooMuch(Exception):
    """A limit is passed. `reason` is a key of the catalogue's section `refused`, `values` fill it."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


@dataclass(frozen=True, slots=True)
class Extract:
    """The lines of a document with the page of each, and the status colours of cells as (line, cell, colour), from 0.

    `like_rows` are lines of text that look like rows of a table, with their pages.
    `doubts` are the texts that are not read, as they may belong to another cell.
    `belied` are the figures that are not read, as the page shows others.
    `cut_off` are the texts whose rest the edge of their cell hides, with their pages.
    `attached` are the names of files that the PDF carries,
    `silent` the pages that only show a picture, `damaged` those that cannot be read; `noticed` is what a page holds
    that is not read as its text.
    """

    lines: tuple[str, ...]
    pages: tuple[int, ...]
    fills: tuple[tuple[int, int, str], ...]
    silent: tuple[int, ...] = ()
    damaged: tuple[int, ...] = ()
    noticed: tuple[tuple[int, Noticed], ...] = ()
    like_rows: tuple[tuple[int, str], ...] = ()
    doubts: tuple[Doubt, ...] = ()
    attached: tuple[str, ...] = ()
    cut_off: tuple[tuple[int, str], ...] = ()
    belied: tuple[Belied, ...] = ()


@dataclass(slots=True)
class _Read:
    """What was read so far."""

    pages: list[tuple[float, list[PdfRow]]] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    noticed: list[tuple[int, Noticed]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    cut_off: list[tuple[int, str]] = field(default_factory=list)
    belied: list[Belied] = field(default_factory=list)
    tables: int = 1
    signs: int = 0
    unread: int = 0


def extract(data: bytes, limits: Limits, progress: Progress) -> Extract:
    """Read a PDF. `progress(page, of)` is called before each page. Raises Locked, Damaged, TooMuch or MemoryError."""
    progress(0, 0)
    pages = Pages(data, limits.pages)
    if (count := max(pages.declared, len(pages))) > limits.pages:
        raise TooMuch("too_many_pages", pages=count, largest=limits.pages)
    if pages.is_portfolio and pages.attached and len(pages) <= _COVER:
        raise TooMuch("portfolio", names=", ".join(pages.attached))
    read = _Read()
    for index in range(len(pages)):
        progress(index + 1, len(pages))
        try:
            _take(read, pages[index], limits)
        except Damaged:
            read.damaged.append(index + 1)
    _check(read, len(pages))
    return replace(_written(paging.whole(across.with_all_columns(read.pages)), read), attached=pages.attached)


def _take(read: _Read, page: Page, limits: Limits) -> None:
    signs = sum(not glyph.text.isspace() for glyph in page.glyphs)
    read.signs += signs
    read.unread += sum(glyph.text == UNREAD for glyph in page.glyphs)
    if len(page.glyphs) > limits.page_signs or read.signs > limits.signs:
        raise TooMuch("too_much_text", page=page.number)
    again = [(text, count) for text, count in page.spilled if _is_shown(text, read.pages)]
    noticed = page.noticed._replace(hidden=page.noticed.hidden - sum(count for _, count in again))
    if noticed != Noticed():
        read.noticed.append((page.number, noticed))
    if not signs and page.pictures >= _PICTURED:
        read.silent.append(page.number)
    before = read.pages[-1][1] if read.pages else ()
    found = layout.rows(page, read.tables, next((row for row in reversed(before) if row.table), None))
    found = loose.without_lines_across(torn.without_torn_columns(found))
    found = dots.with_columns(loose.with_rows(found, page.fills), page.fills)
    is_furniture = paging.printed_before(page.height, read.pages[-_LOOKED_BACK:])
    found = sections.with_groups(beneath.with_headings(names.set_apart(found)), is_furniture)
    found, others = belied.without_belied(found, page)
    read.belied += others
    rows, doubt = placement.checked_page(found, page)
    read.doubts += [doubt] if doubt else []
    cut = (text for text in _cut_off(found, page) if not any(_begins(text, whole) for whole, _ in again))
    read.cut_off += [(page.number, text) for text in cut]
    read.tables = max([read.tables - 1, *(row.table for row in rows)]) + 1
    read.pages.append((page.height, rows))


def _is_shown(text: str, pages: Sequence[tuple[float, Sequence[PdfRow]]]) -> bool:
    """Whether a page before shows a text as a whole: a spreadsheet prints one that is wider than a page on each of
    those that it would reach over, too, and hides it there."""
    rows = (row for _, found in pages[-_LOOKED_BACK:] for row in found)
    return len(text) >= _TELLING and any(text in row.text.replace(" ", "") for row in rows)


def _begins(text: str, whole: str) -> bool:
    return whole.startswith(text.replace(" ", ""))


def _cut_off(rows: Sequence[PdfRow], page: Page) -> Iterator[str]:
    """The texts of cells whose rest is hidden, each with the first cell of its row."""
    for row in rows if page.cut_off else ():
        for cell in row.cells if row.table else ():
            if any(word.last in page.cut_off for word in cell.words):
                yield cell.text if cell is row.cells[0] else f"{row.cells[0].text}: {cell.text}"


def _check(read: _Read, count: int) -> None:
    """Raises TooMuch or Damaged for a document without any text that can be read."""
    if count and len(read.damaged) == count:
        raise Damaged
    if not read.signs:
        raise TooMuch("scanned", pages=count) if read.silent else TooMuch("empty")
    if read.unread > _MOSTLY * read.signs:
        raise TooMuch("no_letters")


def _written(rows: Sequence[PdfRow], read: _Read) -> Extract:
    known = breaks.words_of_cells(cell for row in rows for cell in row.cells) | vocabulary.danish()
    usual, habits = _usual_gap(rows), breaks.Habits(rows)
    lines: list[str] = []
    pages: list[int] = []
    fills: list[tuple[int, int, str]] = []
    for at, row in enumerate(rows):
        if at and _is_apart(rows[at - 1], row, usual):
            lines.append("")
            pages.append(row.page)
        fills += [(len(lines), place, cell.colour) for place, cell in enumerate(row.cells) if cell.colour and row.table]
        texts = (
            breaks.join_cell_lines(
                cell.pieces, known, anywhere=habits.breaks_anywhere(row, place), spaces=habits.paints_spaces(row, place)
            )
            for place, cell in enumerate(row.cells)
        )
        lines.append("\t".join(text.replace("\t", " ") for text in texts))
        pages.append(row.page)
    return Extract(
        tuple(lines),
        tuple(pages),
        tuple(fills),
        tuple(read.silent),
        tuple(read.damaged),
        tuple(read.noticed),
        tuple((row.page, row.text) for row in rows if row.like_row),
        tuple(read.doubts),
        cut_off=tuple(read.cut_off),
        belied=tuple(read.belied),
    )


def _usual_gap(rows: Sequence[PdfRow]) -> float:
    """The space between two lines of a paragraph, in parts of the size of their letters."""
    gaps = [_gap(one, other) for one, other in _texts(rows)]
    small = [gap for gap in gaps if 0 <= gap < 1.5]
    return median(small) if small else 0.2


def _texts(rows: Sequence[PdfRow]) -> Iterator[tuple[PdfRow, PdfRow]]:
    for one, other in pairwise(rows):
        if not one.table and not other.table and one.page == other.page:
            yield one, other


def _gap(one: PdfRow, other: PdfRow) -> float:
    return (other.box.top - one.box.bottom) / max(1.0, min(one.size, other.size))


def _is_apart(before: PdfRow, row: PdfRow, usual: float) -> bool:
    """Whether a blank line stands between two rows: more space than in a paragraph, the edge of a table, or that of a
    part of the page that stands beside another."""
    if before.table or row.table:
        return before.table != row.table
    gap = _gap(before, row)
    return before.page == row.page and (gap > usual + _GAP or gap < -_BACK)
