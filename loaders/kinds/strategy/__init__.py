"""A note with tables in its text, as the status of an investment strategy: figures, and the text around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders import language, prose, vocabulary
from loaders.kinds.strategy import cells, doubts, headings, layout
from loaders.kinds.strategy.cells import FigureRow
from loaders.kinds.strategy.headings import Heading
from loaders.kinds.strategy.layout import Printed, Value
from loaders.kinds.tables import roles
from records import Document, Figure, Finding, Loaded

KIND = "strategy"

_WORD = re.compile(r"[^\W\d_]+")


def recognises(document: Document) -> bool:
    """Danish text with a captioned table in it that counts money, and none that lists cases."""
    if not language.is_danish(document):
        return False
    start = replace(document, lines=document.lines[: language.LOOKED_AT])
    read = [_heading(table, frozenset()) for table in layout.tables(layout.lines_of(start))]
    cases = any(map(_lists_cases, read)) or any(map(_heads_cases, start.lines))
    return any(heading.unit for heading in read) and not cases


def _heads_cases(line: str) -> bool:
    """Whether a line is the heading of cases that are followed: how they go, beside what they save or cost."""
    sure = {role for role, score in map(roles.best, line.split("\t")) if score >= roles.SURE} if "\t" in line else set()
    return "status" in sure and bool(sure & {"saving", "cost"})


def _lists_cases(heading: Heading) -> bool:
    """Whether the columns, but the first, are those of a list of cases: what each is called, and how it goes or what it
    saves."""
    named = [roles.best(column) for column in heading.columns]
    sure = {role for role, score in named if score >= roles.SURE}
    likely = {role for role, score in named if score >= roles.NAMED}
    follows = "status" in sure and bool(likely & {"title", "code"})
    return follows or ("title" in sure and bool(sure & {"saving", "cost"}))


def load(document: Document) -> Loaded:
    """The figures of all tables, the text around them as passages, and the doubts about both."""
    tables = list(layout.tables(layout.lines_of(document)))
    outside = _outside(document, tables)
    municipality = language.named_municipality(document)
    passages = prose.passages(document, outside, municipality)
    words = _words(document, outside)
    read = [(table, _heading(table, words)) for table in tables]
    placed = [(table, heading, cells.rows(table, heading)) for table, heading in read]
    known = doubts.KnownAmounts((heading, rows) for _, heading, rows in placed)
    return Loaded(
        document=document.name,
        kind=KIND,
        title=prose.title(prose.filled(document, outside)),
        municipality=municipality,
        figures=tuple(figure for each in placed for figure in _figures(document, *each)),
        passages=passages,
        findings=(
            *([] if municipality else [Finding("no_municipality", document.source(0))]),
            *(finding for each in placed for finding in doubts.of_rows(document, *each)),
            *(finding for each in placed for finding in _unread(document, *each)),
            *doubts.of_text(passages, known),
            *prose.breaks(document, prose.filled(document, outside)),
        ),
    )


def _heading(table: Printed, words: frozenset[str]) -> Heading:
    return headings.read_table_heading(table.heading, table.caption, cells.width(table), words)


def _outside(document: Document, tables: Sequence[Printed]) -> list[int]:
    inside = {index for table in tables for index in range(table.first, table.end)}
    return [index for index in range(len(document.lines)) if index not in inside]


def _words(document: Document, indices: Sequence[int]) -> frozenset[str]:
    """The words of the running text and of the language, by which words that a narrow column broke are known."""
    found = (word for index in indices for word in _WORD.findall(document.lines[index]))
    return vocabulary.danish().union(map(str.lower, found))


def _figures(document: Document, table: Printed, heading: Heading, rows: Sequence[FigureRow]) -> Iterator[Figure]:
    for row in rows:
        for column, cell in zip(heading.columns, row.cells, strict=True):
            for name, value in _numbers(column, cell):
                source = document.source(cell.index if cell else table.first)
                yield Figure(table.caption, row.label, name, value, cells.unit(heading, row, column), source)


def _numbers(column: str, cell: Value | None) -> list[tuple[str, float]]:
    """The numbers of a cell, each with the name of its column: one, or two where it is "3/2", or none."""
    number = cells.cell_number(cell)
    if number is not None:
        return [(column, number)]
    return cells.parted(column, cell.printed) if cell else []


def _unread(document: Document, table: Printed, heading: Heading, rows: Sequence[FigureRow]) -> Iterator[Finding]:
    for row in rows:
        for column, cell in zip(heading.columns, row.cells, strict=True):
            if cell and not cells.is_blank(cell) and not _numbers(column, cell):
                values = {"row": row.label, "column": column, "text": cell.printed, "table": table.caption}
                yield Finding("figure_unread", document.source(cell.index), values)
