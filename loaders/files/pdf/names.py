"""Names of the rows below them that were read into a cell with a code: a column of codes holds no other text.

It does not know how the rows were made, so it holds for every way of making them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from loaders.files.pdf import figures, tables
from loaders.files.pdf.shapes import Box, around
from loaders.files.pdf.tables import CellLine, PdfRow
from loaders.files.pdf.words import Word, WordLine

_LEVEL = 0.35  # of the size of letters, that a name may reach over the height of what stands beside its row


class _Parted(NamedTuple):
    """The lines of a first cell: names above its code, the code, names below it."""

    above: list[WordLine]
    code: WordLine
    below: list[WordLine]


def set_apart(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The rows of a page; a name above or below the code of a row, beside none of its other texts, is a line. So is one
    that stands alone in its row, above the heading that is printed again."""
    coded = _coded(rows)
    first = {row.table: row.text for row in reversed(rows) if row.table}
    found: list[PdfRow] = []
    for row, below in zip(rows, [*rows[1:], None], strict=False):
        if below and _is_alone(row) and row.table == below.table and row.text != first[row.table] == below.text:
            found += [tables.line(line, row.page) for line in _lines(row.cells[0].words)]
            continue
        parted = _parted(row) if row.table in coded and not row.heading else None
        found += _apart(row, parted) if parted else [row]
    return found


def _is_alone(row: PdfRow) -> bool:
    """Whether only the first cell of a row holds anything."""
    return bool(row.table and row.cells[0].words) and not any(cell.pieces or cell.colour for cell in row.cells[1:])


def _coded(rows: Sequence[PdfRow]) -> set[int]:
    """The tables whose first column is one of codes: of the cells with a figure some hold nothing else, and none other
    texts than names beside it."""
    plain: set[int] = set()
    other: set[int] = set()
    for row in rows:
        if row.table and not row.heading and _has_digit(row.cells[0].text):
            if figures.is_short_code(row.cells[0].text):
                plain.add(row.table)
            elif _parted(row) is None:
                other.add(row.table)
    return plain - other


def _parted(row: PdfRow) -> _Parted | None:
    """The lines of the first cell of a row, where one of them is a code and all others hold no figure; None if not."""
    lines = _lines(row.cells[0].words)
    at = [place for place, line in enumerate(lines) if figures.is_short_code(line.text)]
    if len(lines) < 2 or len(at) != 1 or any(_has_digit(line.text) for n, line in enumerate(lines) if n != at[0]):
        return None
    above, code, below = lines[: at[0]], lines[at[0]], lines[at[0] + 1 :]
    beside = [word for cell in row.cells[1:] for word in cell.words]
    if not beside:
        return None
    slack = _LEVEL * code.size
    top, foot = min(word.top for word in beside), max(word.bottom for word in beside)
    is_over = all(line.box.bottom < top + slack for line in above)
    is_under = all(line.box.top > foot - slack for line in below)
    is_named = all(group[0].text[:1].isupper() for group in (above, below) if group)
    return _Parted(above, code, below) if is_over and is_under and is_named else None


def _lines(words: Sequence[Word]) -> list[WordLine]:
    found: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        found[round(word.bottom)].append(word)
    return [WordLine(tuple(found[foot])) for foot in sorted(found)]


def _apart(row: PdfRow, parted: _Parted) -> Iterator[PdfRow]:
    yield from (tables.line(line, row.page) for line in parted.above)
    own = replace(row.cells[0], pieces=(CellLine(parted.code.text),), words=parted.code.words)
    held = [*parted.code.words, *(word for cell in row.cells[1:] for word in cell.words)]
    printed = around([Box(word.x0, word.top, word.x1, word.bottom) for word in held])
    top = max([row.box.top, *(line.box.bottom for line in parted.above)])
    foot = min([row.box.bottom, *(line.box.top for line in parted.below)])
    box = Box(row.box.x0, min(top, printed.top), row.box.x1, max(foot, printed.bottom))
    yield replace(row, cells=(own, *row.cells[1:]), box=box)
    yield from (tables.line(line, row.page) for line in parted.below)


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)
