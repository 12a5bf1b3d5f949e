"""Which status colour an orange is. Office has no red among the colours that it offers first, so many paint with its
orange what has stopped; others paint with it what is late. The words on it tell, else what it stands beside."""

from collections.abc import Iterator
from dataclasses import replace

from records import Document, colours
from records.tables import ORANGE_FILL, Cell, DocumentTable, TableRow


def settled(document: Document) -> Document:
    """The document without orange: it is red where its words are those of a red case, or where it has none, yellow
    stands beside it and no red; else yellow."""
    fills = {*document.fills.values(), *(cell.fill for cell in _cells(document))}
    if ORANGE_FILL not in fills:
        return document
    said = {colour for text in _painted(document) if (colour := colours.from_words(text))}
    is_red = said == {"red"} or (not said and "yellow" in fills and "red" not in fills)
    name = "red" if is_red else "yellow"
    return replace(
        document,
        fills={place: name if fill == ORANGE_FILL else fill for place, fill in document.fills.items()},
        tables=tuple(_with(table, name) for table in document.tables),
    )


def _cells(document: Document) -> Iterator[Cell]:
    return (cell for table in document.tables for row in table.rows for cell in row.cells)


def _painted(document: Document) -> Iterator[str]:
    """The texts that stand on orange."""
    yield from (cell.text for cell in _cells(document) if cell.fill == ORANGE_FILL)
    for (line, place), fill in document.fills.items():
        texts = document.lines[line].split("\t")
        if fill == ORANGE_FILL and place < len(texts):
            yield texts[place]


def _with(table: DocumentTable, name: str) -> DocumentTable:
    return replace(table, rows=tuple(_row(row, name) for row in table.rows))


def _row(row: TableRow, name: str) -> TableRow:
    if not any(cell.fill == ORANGE_FILL for cell in row.cells):
        return row
    cells = (cell._replace(fill=name) if cell.fill == ORANGE_FILL else cell for cell in row.cells)
    return replace(row, cells=tuple(cells))
