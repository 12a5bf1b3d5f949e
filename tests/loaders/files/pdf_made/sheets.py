"""A document as blocks to be drawn, whoever draws it, and the looks in which it can be drawn."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TICKED, EMPTY = "\u2612", "\u2610"  # how blocks write a box; a look says what stands there in print
_LONG = re.compile(r"[^\W\d_]{12,}")
_SYLLABLE = re.compile(r"(?<=[aeiouyæøå][bdfghjklmnprstv])(?=[bdfghjklmnprstv][aeiouyæøå])")
SOFT = "\u00ad"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `style` is "title", "heading", "sub", "body", "bullet", "small" or "caption"."""

    text: str
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `span` columns and `rows` rows; "\\n" begins a line. `anywhere`: words may break at any letter."""

    text: str = ""
    span: int = 1
    rows: int = 1
    fill: str | None = None
    bold: bool = False
    align: str = "left"
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as in HTML: a cell that spans leaves out what it covers. `head` rows are repeated on every page.

    `widths` are shares of the page's width (their sum may be less than one). `whole`: kept on one page.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    head: int = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Block = Text | Table | NewPage


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document. `header` stands above each page, `footer` below it; "{page}" and "{pages}" are filled in."""

    blocks: tuple[Block, ...]
    landscape: bool = False
    header: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a sheet is drawn. `rules` "all", "rows" or "none"; `boxes` "signs", "private", "drawn" or "letters".

    `turned`: the page lies on its side in the file and is turned when shown. `shade` picks the shades of the colours.
    """

    name: str
    maker: str
    font: str
    rules: str = "all"
    boxes: str = "signs"
    tagged: bool = False
    paper: str = "A4"
    turned: bool = False
    hyphens: bool = False
    shade: int = 0


LOOKS = (
    Look("reportlab-ruled", "reportlab", "Helvetica", boxes="drawn"),
    Look("reportlab-open", "reportlab", "Times", rules="none", boxes="letters", hyphens=True, shade=1),
    Look("reportlab-turned", "reportlab", "DejaVuSans", boxes="private", paper="A3", turned=True, shade=2),
    Look("chromium-tagged", "chromium", "DejaVu Sans", tagged=True, hyphens=True, shade=1),
    Look("chromium-lines", "chromium", "DejaVu Serif", rules="rows", boxes="private", paper="A3", shade=2),
    Look("chromium-drawn", "chromium", "DejaVu Sans Condensed", boxes="drawn", tagged=True),
)
SHADES = {
    "red": ("#ff0000", "#f8a5a5", "#c0392b"),
    "yellow": ("#ffff00", "#ffe699", "#f1c40f"),
    "green": ("#92d050", "#c6efce", "#27ae60"),
}
MARKS = {"signs": (TICKED, EMPTY), "private": ("\uf053", "\uf0a3"), "letters": ("x", "")}


def softened(text: str) -> str:
    """The text with soft hyphens where long words may break."""
    return _LONG.sub(lambda word: _SYLLABLE.sub(SOFT, word[0]), text)


def pieces(text: str) -> Iterator[str]:
    """The text cut at its boxes; each box is a piece of its own."""
    yield from filter(None, re.split(f"([{TICKED}{EMPTY}])", text))


def placed(table: Table) -> Iterator[tuple[int, int, Cell]]:
    """(row, column, cell) of every cell, with what spans from above taken into account."""
    covered: set[tuple[int, int]] = set()
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in covered:
                column += 1
            yield row, column, cell
            covered |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.span)}
            column += cell.span


def row(*texts: str, bold: bool = False, align: str = "left", fill: str | None = None) -> tuple[Cell, ...]:
    """A row of plain cells."""
    return tuple(Cell(text, bold=bold, align=align, fill=fill) for text in texts)


def widths(*shares: float) -> tuple[float, ...]:
    """Shares of the whole width out of any measures."""
    return tuple(share / sum(shares) for share in shares)


def wide(text: str, columns: int, *, bold: bool = False, fill: str | None = None) -> tuple[Cell, ...]:
    """A row of one cell over all columns."""
    return (Cell(text, span=columns, bold=bold, fill=fill),)


def table(rows: Sequence[tuple[Cell, ...]], shares: Sequence[float], head: int = 0, *, whole: bool = False) -> Table:
    return Table(tuple(rows), widths(*shares), head, whole)
