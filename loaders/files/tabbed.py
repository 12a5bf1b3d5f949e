"""Lines whose cells are parted by tabs, as tables. For text, and for what a PDF's layer gives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from records import Cell, Document, DocumentTable, TableRow
from records.tables import RED_LETTERS

RED_TEXT = "red letters"  # how the reader of PDFs says that all letters of a cell are red, and the cell is not painted


def with_tables(read: Document) -> Document:
    """The document with the tables that its lines make. A fill of RED_TEXT is red, by the letters of the cell alone."""
    named = {place: "red" if fill == RED_TEXT else fill for place, fill in read.fills.items()}
    return replace(read, tables=tables(read.lines, read.fills), fills=named)


def tables(lines: Sequence[str], fills: Mapping[tuple[int, int], str]) -> tuple[DocumentTable, ...]:
    """The tables in `lines`: from the first line with a tab to the last before a blank line. A line without a tab
    between them is a row of one cell, over the whole width."""
    blocks = (_table(block, lines, fills) for block in _blocks(lines))
    return tuple(DocumentTable(rows, number) for number, rows in enumerate(blocks, 1))


def _blocks(lines: Sequence[str]) -> Iterator[range]:
    first: int | None = None
    last = 0
    for index, line in enumerate(lines):
        if "\t" in line:
            first, last = (index if first is None else first), index
        elif first is not None and not line.strip():
            yield range(first, last + 1)
            first = None
    if first is not None:
        yield range(first, last + 1)


def _table(block: range, lines: Sequence[str], fills: Mapping[tuple[int, int], str]) -> tuple[TableRow, ...]:
    parted = [lines[index].split("\t") for index in block]
    width = max(map(len, parted))
    return tuple(
        TableRow(_cells(texts, width, index, fills), index, number)
        for number, (index, texts) in enumerate(zip(block, parted, strict=True), 1)
    )


def _cells(texts: Sequence[str], width: int, index: int, fills: Mapping[tuple[int, int], str]) -> tuple[Cell, ...]:
    if len(texts) == 1:
        return across(texts[0].strip(), width)
    cells = tuple(_cell(text.strip(), fills.get((index, at), "")) for at, text in enumerate(texts))
    return cells + (Cell(),) * (width - len(cells))


def _cell(text: str, fill: str) -> Cell:
    return Cell(text, fill="red", number_format=RED_LETTERS) if fill == RED_TEXT else Cell(text, fill=fill)


def across(text: str, width: int) -> tuple[Cell, ...]:
    """One cell over the whole width of a table."""
    return (Cell(text, columns=width), *(Cell(text, covered="left") for _ in range(width - 1)))
