"""Tables with one heading that stand beside each other, as a list that was folded to save paper."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from loaders.files.pdf import texts
from loaders.files.pdf.shapes import Box, Fill, Page, Stroke
from loaders.files.pdf.tables import PdfRow

_LEAST = 2  # columns of each
_EDGE = 1.0  # points
_SLIVER = 0.2  # of a line may reach over to the other table


class Fold(NamedTuple):
    """Where two tables part: the x between them, from the top of their headings on."""

    x: float
    top: float


def find_fold(rows: Sequence[PdfRow]) -> Fold | None:
    """Where the heading of a table is the same twice over, from left to right, or that of two tables beside each other;
    None where no table's is."""
    tables: set[int] = set()
    heads: list[PdfRow] = []
    for row in rows:
        if row.table and row.table not in tables:
            tables.add(row.table)
            if (x := _middle(row)) is not None:
                return Fold(x, row.box.top)
            heads.append(row)
    return next((at for one, other in combinations(heads, 2) if (at := _between(one, other)) is not None), None)


def _between(one: PdfRow, other: PdfRow) -> Fold | None:
    """Where two rows of one text part that stand beside each other."""
    left, right = sorted((one, other), key=lambda row: row.box.x0)
    level = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    if one.text != other.text or len(one.cells) < _LEAST or level <= 0 or left.box.x1 > right.box.x0 + _EDGE:
        return None
    return Fold((left.box.x1 + right.box.x0) / 2, min(one.box.top, other.box.top))


def _middle(row: PdfRow) -> float | None:
    named = [at for at, cell in enumerate(row.cells) if cell.pieces]
    half = len(named) // 2
    said = [row.cells[at].text for at in named]
    if half < _LEAST or len(named) % 2 or said[:half] != said[half:] or len(set(said)) < half:
        return None
    left, right = row.cells[named[half - 1]].words, row.cells[named[half]].words
    if not left or not right:
        return None
    end, start = max(word.x1 for word in left), min(word.x0 for word in right)
    edges = [x for x in (row.xs[named[half]], *row.ends[named[half - 1] : named[half]]) if end <= x <= start]
    return sum(edges) / len(edges) if edges else (end + start) / 2


def parted(page: Page, at: Fold) -> tuple[Page, Page]:
    """The page without the table to the right, and that alone: down to the first text that goes over both."""
    foot = min(
        (
            text.box.top
            for text in texts.of(page.glyphs)
            if text.box.top > at.top and text.box.x0 < at.x - _EDGE and text.box.x1 > at.x + _EDGE
        ),
        default=page.height,
    )
    right = Box(at.x, at.top - _EDGE, page.width, foot - _EDGE)
    taken = {id(one) for one in page.glyphs if right.holds((one.x0 + one.x1) / 2, (one.top + one.bottom) / 2)}
    strokes = [part for stroke in page.strokes for part in _cut(stroke, right)]
    fills = [part for fill in page.fills for part in _cut_fill(fill, right)]
    return (
        replace(
            page,
            glyphs=[one for one in page.glyphs if id(one) not in taken],
            strokes=[one for one, inside in strokes if not inside],
            fills=[one for one, inside in fills if not inside],
        ),
        replace(
            page,
            glyphs=[one for one in page.glyphs if id(one) in taken],
            strokes=[one for one, inside in strokes if inside],
            fills=[one for one, inside in fills if inside],
        ),
    )


def _cut(stroke: Stroke, right: Box) -> list[tuple[Stroke, bool]]:
    """A line, or its parts: those inside the box at the right with True. A line at its left side belongs to both."""
    inside = right.top - _EDGE <= stroke.top and stroke.bottom <= right.bottom + _EDGE
    reach = _SLIVER * (stroke.x1 - stroke.x0) + _EDGE
    if not inside or stroke.x1 < right.x0 + reach:
        return [(stroke, False)]
    if stroke.x0 > right.x0 - reach:
        return [(stroke, True)]
    return [(stroke._replace(x1=min(stroke.x1, right.x0)), False), (stroke._replace(x0=max(stroke.x0, right.x0)), True)]


def _cut_fill(fill: Fill, right: Box) -> list[tuple[Fill, bool]]:
    box = fill.box
    if not box.shared(right):
        return [(fill, False)]
    if box.x0 > right.x0 - _EDGE:
        return [(fill, True)]
    return [(fill._replace(box=box._replace(x1=right.x0)), False), (fill._replace(box=box._replace(x0=right.x0)), True)]
