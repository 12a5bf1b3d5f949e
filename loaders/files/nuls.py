"""NULs: no database of every engine can keep one, and nobody can read one. Each is seen until its place is reported."""

from dataclasses import replace
from operator import attrgetter

from records import Document
from records.tables import DocumentTable

_TEXT = attrgetter("text")
NUL, SHOWN = "\0", "\u2400"  # its picture keeps the place; `kinds.read_document` reports and drops it


def shown(document: Document) -> Document:
    """With the picture of each NUL, whatever file it came out of."""
    return exchanged(document, NUL, SHOWN)


def exchanged(document: Document, sign: str, by: str) -> Document:
    """With another text for a sign, in the lines and in the cells of the tables."""
    return replace(
        document,
        name=document.name.replace(sign, by),
        lines=tuple(line.replace(sign, by) for line in document.lines),
        tables=tuple(_in_table(table, sign, by) for table in document.tables),
    )


def _in_table(table: DocumentTable, sign: str, by: str) -> DocumentTable:
    if not any(sign in "".join(map(_TEXT, row.cells)) for row in table.rows):
        return table
    rows = (
        replace(row, cells=tuple(cell._replace(text=cell.text.replace(sign, by)) for cell in row.cells))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))
