"""What has no one home: figures below a blank heading, two names in a cell over several rows."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.files.pdf import figures
from loaders.files.pdf.shapes import Box, around
from loaders.files.pdf.tables import PdfCell, PdfRow
from loaders.files.pdf.words import Word

_LEAST = 4  # names of a heading
_FEW = 2  # figures of a column
_LINE = 2.0  # points, between the feet of words on one line
_APART = 1.3  # of the size of letters; no lines of one name stand further apart
_FIRST_DIGITS, _LAST_DIGITS = re.compile(r"[-−–(]?[1-9]\d{0,2}$"), re.compile(r"\d{3}[)*%]?$")


def unnamed_figures(rows: Sequence[PdfRow]) -> Iterator[tuple[int, int]]:
    """The places of figures in a column without a name that may be the last digits of those in the column before, and
    of these."""
    for table in _tables(rows):
        depth = next((n for n, at in enumerate(table) if not _is_heading(rows[at].cells)), len(table))
        heads, body = [rows[at].cells for at in table[:depth]], table[depth:]
        if not heads or sum(bool(cell.pieces) for cell in heads[0]) < _LEAST:
            continue  # the rows go on from the page before
        blank = [at for at in range(1, len(heads[0])) if not any(_is_named(head, at) for head in heads)]
        for column in blank:
            torn = [at for at in body if _is_torn(rows[at].cells[column - 1], rows[at].cells[column])]
            yield from ((at, column - 1) for at in torn)
            yield from ((at, column) for at in body if torn and figures.is_figure_or_none(rows[at].cells[column].text))
        bare = [at for at in range(1, len(heads[0])) if not any(at < len(head) and head[at].pieces for head in heads)]
        for column in bare:
            yield from _of_another(rows, heads, body, column)


def _of_another(
    rows: Sequence[PdfRow], heads: Sequence[Sequence[PdfCell]], body: Sequence[int], column: int
) -> Iterator[tuple[int, int]]:
    """The places of figures in a column without a name, and of those in the column beside it, whose name stands no
    further from the former than from its own: it may be that of either."""
    held = [
        at for at in body if column < len(rows[at].cells) and figures.is_figure_or_none(rows[at].cells[column].text)
    ]
    for other in (column - 1, column + 1):
        beside = [
            at for at in body if other < len(rows[at].cells) and figures.is_figure_or_none(rows[at].cells[other].text)
        ]
        name = _lowest_line([word for head in heads if other < len(head) for word in head[other].words])
        if min(len(held), len(beside)) < _FEW or not name:
            continue
        own = _around([word for at in beside for word in rows[at].cells[other].words])
        mine = _around([word for at in held for word in rows[at].cells[column].words])
        if _gap(name, mine) <= _gap(name, own):
            yield from ((at, column) for at in held)
            yield from ((at, other) for at in beside)


def _lowest_line(words: Sequence[Word]) -> Box | None:
    foot = max((word.bottom for word in words), default=0.0)
    return _around([word for word in words if foot - word.bottom < _LINE]) if words else None


def _around(words: Sequence[Word]) -> Box:
    return around([Box(word.x0, word.top, word.x1, word.bottom) for word in words])


def _gap(one: Box, other: Box) -> float:
    return max(0.0, one.x0 - other.x1, other.x0 - one.x1)


def names_of_two_groups(rows: Sequence[PdfRow]) -> Iterator[tuple[int, int]]:
    """The places of a cell over several rows in which two texts stand apart: those of two groups of rows."""
    for table in _tables(rows):
        for one, other in pairwise(table):
            words = rows[one].cells[0].words
            if words and words == rows[other].cells[0].words and _is_set_apart(rows[one].cells[0]):
                yield from ((one, 0), (other, 0))


def _is_heading(cells: Sequence[PdfCell]) -> bool:
    """Whether a row may name columns: it has no figures but years, and none in its first cell."""
    texts = [cell.text.replace(" ", "") for cell in cells if cell.pieces]
    counted = any(figures.is_figure_or_none(text) and not figures.is_year(text) for text in texts)
    return not counted and not any(sign.isdigit() for sign in cells[0].text)


def _is_named(head: Sequence[PdfCell], column: int) -> bool:
    """Whether a column has a name, or that of one before stands over it too."""
    covered = any(at + cell.columns > column for at, cell in enumerate(head[:column]))
    return covered or bool(head[column].pieces)


def _is_torn(one: PdfCell, other: PdfCell) -> bool:
    """Whether two cells may be the halves of a figure with a space in it."""
    return bool(_FIRST_DIGITS.match(one.text) and _LAST_DIGITS.match(other.text))


def _is_set_apart(cell: PdfCell) -> bool:
    ordered = sorted(cell.words, key=lambda word: word.top)
    return any(other.top - one.bottom > _APART * one.size for one, other in pairwise(ordered))


def _tables(rows: Sequence[PdfRow]) -> list[list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.table:
            found[row.table].append(at)
    return list(found.values())
