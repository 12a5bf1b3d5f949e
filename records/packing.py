"""A document as plain values that JSON keeps, and back: for another process, and for the store.

What is attached to it is a document of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import astuple
from datetime import date
from typing import Any

from records.documents import Document, Finding, Source
from records.tables import Cell, DocumentTable, TableRow

_EMPTY = Cell()
_DEFAULTS = tuple(_EMPTY)
Packed = dict[str, Any]


def packed(document: Document) -> Packed:
    """The document as lists, mappings, texts and numbers."""
    return {
        "name": document.name,
        "lines": list(document.lines),
        "pages": list(document.pages),
        "fills": [[line, cell, colour] for (line, cell), colour in document.fills.items()],
        "findings": [_finding(one) for one in document.findings],
        "tables": [_table(one) for one in document.tables],
        "cells": [[line, *place] for line, place in document.cells.items()],
    }


def unpacked(held: Mapping[str, Any]) -> Document:
    """The document of `packed`."""
    return Document(
        name=held["name"],
        lines=tuple(held["lines"]),
        pages=tuple(held["pages"]),
        fills={(line, cell): colour for line, cell, colour in held["fills"]},
        findings=tuple(Finding(kind, Source(*place), values) for kind, place, values in held["findings"]),
        tables=_tables(held["tables"]),
        cells={line: (sheet, cell) for line, sheet, cell in held["cells"]},
    )


def _finding(finding: Finding) -> list[Any]:
    """Findings of a file's own are told in texts and whole numbers."""
    return [finding.kind, list(astuple(finding.source)), dict(finding.values)]


def _table(table: DocumentTable) -> list[Any]:
    rows = [[row.line, row.number, list(map(_cell, row.cells))] for row in table.rows]
    return [table.number, table.sheet, list(table.columns), rows]


def _cell(cell: Cell) -> Any:
    """Only the text where there is no more; else its parts, without the last that say nothing."""
    value = cell.value
    parts = [cell.text, value, cell.fill, cell.columns, cell.rows, cell.covered, cell.number_format]
    while len(parts) > 1 and parts[-1] == _DEFAULTS[len(parts) - 1]:
        parts.pop()
    if len(parts) == 1:
        return cell.text
    if isinstance(value, date):
        parts[1] = value.isoformat()
    return parts


def _tables(held: Iterable[Any]) -> tuple[DocumentTable, ...]:
    known: dict[str, Cell] = {"": _EMPTY}
    return tuple(
        DocumentTable(
            tuple(
                TableRow(tuple([_read(cell, known) for cell in cells]), line, number) for line, number, cells in rows
            ),
            number,
            sheet,
            tuple(columns),
        )
        for number, sheet, columns, rows in held
    )


def _read(held: Any, known: dict[str, Cell]) -> Cell:
    """A cell; those of the same text alone are one and the same."""
    if isinstance(held, str):
        cell = known.get(held)
        if cell is None:
            cell = known[held] = Cell(held)
        return cell
    if len(held) > 1 and isinstance(held[1], str):
        held = [held[0], date.fromisoformat(held[1]), *held[2:]]
    return Cell(*held)
