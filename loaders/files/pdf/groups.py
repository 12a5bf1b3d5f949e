"""Headings in the first row of a table that stand over several columns of years: which columns each is the heading of.

Nobody drew how far they reach. Each is set to the left edge of its columns or in their middle, the years of a group
follow each other, and a column that is no year may belong to the group before it ("Varig").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.files.pdf.shapes import Box, around
from loaders.files.pdf.tables import PdfRow

_YEAR = re.compile(r"^\W*(?:budget |b|bo )?(20\d\d)\W*$", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_LEAST = 2  # columns of years
_MOST = 16  # columns under headings
_OFF = 2.0  # of the size of letters, that a heading may stand beside the middle or the edge of its columns
Span = tuple[int, int]


def over_years(row: PdfRow, below: PdfRow) -> PdfRow | None:
    """The row with its headings of groups repeated over the columns of `below` that they head; None where it has no
    such, or where two ways would do."""
    years = {at: int(match[1]) for at, cell in enumerate(below.cells) if (match := _YEAR.match(cell.text))}
    if len(years) < _LEAST or len(row.cells) != len(below.cells) or not row.ends:
        return None
    free = [at for at, cell in enumerate(row.cells) if not cell.text or (below.cells[at].text and at >= min(years))]
    named = [at for at in free if row.cells[at].text]
    run = [at for at in free if min(years) <= at and (below.cells[at].text or at in named)]
    is_run = run == list(range(run[0], run[-1] + 1)) if run else False
    if not named or not is_run or len(run) > _MOST or any(_YEAR.match(row.cells[at].text) for at in named):
        return None
    # where the names of the other columns stand in the upper row, what has none there has its heading there
    whole = all(row.cells[at].text or not below.cells[at].text for at in range(min(years)))
    boxes = [around([Box(one.x0, one.top, one.x1, one.bottom) for one in row.cells[at].words]) for at in named]
    size = max(word.size for at in named for word in row.cells[at].words)
    ways = [(_off(boxes, way, row), way) for way in _ways(run, len(named), years, whole=whole)]
    if not ways:
        return None
    off, best = min(ways)
    return _headed(row, named, best) if off < _OFF * size * len(named) else None


def _ways(run: Sequence[int], count: int, years: dict[int, int], *, whole: bool) -> Iterator[tuple[Span, ...]]:
    """All ways to deal the columns out to `count` headings, from left to right, so that none of a year is left over,
    and none at all where the `whole` run is under headings."""

    def deal(start: int, left: int) -> Iterator[tuple[Span, ...]]:
        if left == 0:
            if not any(whole or at in years for at in range(start, run[-1] + 1)):
                yield ()
            return
        for end in range(start + 1, run[-1] + 2):
            if _is_group(range(start, end), years):
                for rest in deal(end, left - 1):
                    yield ((start, end - 1), *rest)

    yield from deal(run[0], count)


def _is_group(columns: range, years: dict[int, int]) -> bool:
    """Whether these columns are years that follow each other, and then at most one that is none."""
    own = [years[at] for at in columns if at in years]
    first = list(columns)[: len(own)]
    return bool(own) and all(at in years for at in first) and len(columns) - len(own) <= 1 and _follow(own)


def _follow(years: Sequence[int]) -> bool:
    return all(other - one == 1 for one, other in pairwise(years))


def _off(boxes: Sequence[Box], way: Sequence[Span], row: PdfRow) -> float:
    """How far the headings stand beside the middle or the left edge of the columns that they are dealt."""
    return sum(
        min(abs(box.x0 - row.xs[first]), abs((box.x0 + box.x1) - (row.xs[first] + row.ends[last])) / 2)
        for box, (first, last) in zip(boxes, way, strict=True)
    )


def _headed(row: PdfRow, named: Sequence[int], way: Sequence[Span]) -> PdfRow:
    cells = list(row.cells)
    held = [row.cells[at] for at in named]
    for at in named:
        cells[at] = replace(cells[at], pieces=(), words=())
    for cell, (first, last) in zip(held, way, strict=True):
        for at in range(first, last + 1):
            cells[at] = cell
    return replace(row, cells=tuple(cells), heading=True)
