"""CSV: which sign parts its cells is told by what makes rows of equal length. A row is a line, as a spreadsheet counts.

A row with more cells than the table has columns cannot be placed (a decimal comma that nobody quoted): it is kept as a
line of text, and said.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from records import Cell, Document, DocumentTable, Finding, Source, TableRow

ENDINGS = (".csv", ".tsv", ".tab")
_SIGNS = ";\t|,"  # where two fit as well, the earlier
_LOOKED_AT = 65_536  # letters
_LEAST_ROWS, _LEAST_ROWS_UNNAMED = 2, 4
_LEAST_SHARE, _LEAST_SHARE_UNNAMED = 0.5, 0.8  # of the rows that hold something
_SAID = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_LONGEST_CELL = 1 << 20
_BLANK = Cell()
_TEXT = attrgetter("text")


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a sign parts a text: the share of rows in the longest run of equal rows, how many those are, their width."""

    sign: str
    share: float
    rows: int
    width: int


class _Cells(dict[str, Cell]):
    """The cell of a text; those of the same text are one and the same."""

    def __missing__(self, text: str) -> Cell:
        made = self[text] = Cell(" ".join(text.split()))
        return made


def sign_of(name: str, text: str) -> str | None:
    """The sign that parts the cells of this text; None when it is no CSV.

    A file that is not called so must be a table from end to end, and commas part nothing in it: prose has them too.
    """
    if said := _SAID.match(text):
        return said.group(1)
    named = name.lower().endswith(ENDINGS)
    rows, share = (_LEAST_ROWS, _LEAST_SHARE) if named else (_LEAST_ROWS_UNNAMED, _LEAST_SHARE_UNNAMED)
    fits = [_fit(text[:_LOOKED_AT], sign) for sign in (_SIGNS if named else ";")]
    good = [fit for fit in fits if fit.width > 1 and fit.rows >= rows and fit.share >= share]
    best = max(good, key=lambda fit: (round(fit.share, 1), fit.width), default=None)
    return best.sign if best else None


def _fit(text: str, sign: str) -> _Fit:
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign) if any(map(str.strip, row))]
    except csv.Error:
        return _Fit(sign, 0.0, 0, 0)
    if len(text) == _LOOKED_AT and len(rows) > 1:
        rows = rows[:-1]
    several = Counter(len(row) for row in rows if len(row) > 1)
    width, count = several.most_common(1)[0] if several else (0, 0)
    alone = sum(len(row) == 1 for row in rows)  # a sentence above or below
    return _Fit(sign, count / max(1, len(rows) - min(alone, count)), count, width)


def document(name: str, text: str, sign: str) -> Document:
    """The text as a document with one table, parted by `sign`."""
    csv.field_size_limit(_LONGEST_CELL)
    said = _SAID.match(text)
    body = text[said.end() :] if said else text
    cell = _Cells({"": _BLANK}).__getitem__
    rows = [tuple(map(cell, row)) for row in csv.reader(io.StringIO(body, newline=""), delimiter=sign)]
    while rows and not any(one.text for one in rows[-1]):
        rows.pop()
    usual = Counter(len(row) for row in rows if len(row) > 1).most_common(1)
    width = usual[0][0] if usual else 1
    placed = [row if len(row) == width else _placed(row, width, sign) for row in rows]
    table = DocumentTable(tuple([TableRow(row, at, at + 1) for at, row in enumerate(placed)]))
    return Document(name, tuple(map(_line, placed)), findings=tuple(_too_long(name, rows, width)), tables=(table,))


def _placed(row: tuple[Cell, ...], width: int, sign: str) -> tuple[Cell, ...]:
    """The cells of a row of another length; one that has too many is one cell of text."""
    if any(cell.text for cell in row[width:]):
        row = (Cell(f"{sign} ".join(cell.text for cell in row)),)
    return row[:width] + (_BLANK,) * (width - len(row))


def _line(row: tuple[Cell, ...]) -> str:
    texts = tuple(map(_TEXT, row))
    return "\t".join(texts) if any(texts[1:]) else texts[0]


def _too_long(name: str, rows: Sequence[Sequence[Cell]], width: int) -> Iterator[Finding]:
    long = [number for number, row in enumerate(rows, 1) if any(cell.text for cell in row[width:])]
    if long:
        yield Finding("csv_long_rows", Source(name, long[0]), {"count": len(long), "columns": width})
