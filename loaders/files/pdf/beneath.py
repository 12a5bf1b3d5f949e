"""Rows below a heading that were read as a table of their own, with columns of their own: a line stands between them.

A column in which all rows are blank is a column of the heading alone. Each column of the rows belongs to the one
heading that it stands below; where that cannot be told, what the rows hold is doubted.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.files.pdf import figures
from loaders.files.pdf.shapes import Box, around, around_any
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow
from loaders.files.pdf.words import Word

_UNIT = re.compile(r"\(?(?:i )?(?:1\.?000 |t\.?|mio\.? ?|mia\.? ?)?kr\.?\)?$", re.IGNORECASE)
_CLOSE = 1.5  # of the size of letters, from a heading to its unit
_HIGH = 14.0  # of the size of letters; so high is the cell of a heading that runs up
_MOST_ROWS = 4  # of a heading
_LEAST_COLUMNS = 4


def with_headings(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The rows of a page; those below a heading with other columns have its columns, where they can be told."""
    found = _with_upper_names(with_units(rows))
    for head, below in _pairs(found):
        homes = _homes([found[at] for at in head], [found[at] for at in below])
        if homes is not None:
            for at in below:
                found[at] = _moved(found[at], found[head[0]], homes)
    return found


def _with_upper_names(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The rows of a page; names that stand at the top of high cells, above the other names of a heading at their foot,
    are those of the columns without one."""
    found: list[PdfRow] = []
    begun: set[int] = set()
    for row in rows:
        above = found[-1] if found else None
        if row.table and row.table not in begun and above is not None and (named := _upper_names(above, row)):
            cells = tuple(named.get(at, cell) for at, cell in enumerate(row.cells))
            found[-1] = replace(row, cells=cells, box=around([above.box, row.box]))
        else:
            found.append(row)
        begun.add(row.table)
    return found


def _upper_names(line: PdfRow, head: PdfRow) -> dict[int, PdfCell]:
    """The names in a line by the columns of a heading that have none, one for each; nothing where it holds others."""
    blank = [at for at, cell in enumerate(head.cells) if not cell.pieces]
    near = 0 <= head.box.top - line.box.bottom < _HIGH * line.size
    if line.table or not near or not 1 < len(blank) < len(head.cells) or not head.ends or _has_figures(head):
        return {}
    held: dict[int, list[Word]] = defaultdict(list)
    for word in line.cells[0].words:
        held[bisect_right(head.xs, word.x0 + 1) - 1].append(word)
    if list(held) != blank or any(own[0].x0 - head.xs[at] > line.size for at, own in held.items()):
        return {}
    return {at: PdfCell((CellLine(" ".join(word.text for word in own)),), words=tuple(own)) for at, own in held.items()}


def with_units(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The rows of a page; a unit that stands alone close below one name of a heading is a part of it."""
    found: list[PdfRow] = []
    for row in rows:
        above = found[-1] if found else None
        at = _named_above(row, above) if above is not None and not row.table else None
        if above is None or at is None:
            found.append(row)
            continue
        cells = list(above.cells)
        cells[at] = replace(
            cells[at], pieces=(*cells[at].pieces, *row.cells[0].pieces), words=(*cells[at].words, *row.cells[0].words)
        )
        found[-1] = replace(above, cells=tuple(cells), box=around([above.box, row.box]))
    return found


def _named_above(line: PdfRow, above: PdfRow) -> int | None:
    """The one name of the heading `above` that a line with a unit stands below."""
    near = 0 <= line.box.top - above.box.bottom < _CLOSE * line.size
    if not (above.table and near and _UNIT.match(line.text)) or _has_figures(above):
        return None
    boxes = [around_any(cell.words) for cell in above.cells]
    over = [at for at, box in enumerate(boxes) if box and box.x0 < line.box.x1 and line.box.x0 < box.x1]
    return over[0] if len(over) == 1 else None


def without_headings(rows: Sequence[PdfRow]) -> Iterator[int]:
    """The places of rows below a heading whose columns are others than theirs."""
    for _, below in _pairs(rows):
        yield from below


def _pairs(rows: Sequence[PdfRow]) -> Iterator[tuple[list[int], list[int]]]:
    """Tables that are only a heading, and the table below each, with another number of columns."""
    tables: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        if row.table:
            tables.setdefault(row.table, []).append(at)
    ordered = sorted(tables.values(), key=lambda one: one[0])
    for head, below in pairwise(ordered):
        wide = min(len(rows[head[0]].cells), len(rows[below[0]].cells)) >= _LEAST_COLUMNS
        other = len(rows[head[0]].cells) != len(rows[below[0]].cells)
        is_head = len(head) <= _MOST_ROWS and not any(_has_figures(rows[at]) for at in head)
        if wide and other and is_head and _has_figures(rows[below[0]]) and head[-1] < below[0]:
            yield head, below


def _has_figures(row: PdfRow) -> bool:
    """Whether a cell begins with a figure and is no year."""
    return any(figures.begins_as_amount(cell.text) for cell in row.cells)


def _homes(head: Sequence[PdfRow], below: Sequence[PdfRow]) -> list[int] | None:
    """For each column of the rows the one heading that it stands below, from left to right; None where one has none, or
    several."""
    named = [_lowest(head, column) for column in range(len(head[0].cells))]
    homes: list[int] = []
    for column in range(len(below[0].cells)):
        held = [box for row in below if column < len(row.cells) and (box := around_any(row.cells[column].words))]
        own = around(held) if held else None
        over = [at for at, box in enumerate(named) if own and box and own.x0 < box.x1 and box.x0 < own.x1]
        if len(over) != 1 or (homes and over[0] <= homes[-1]):
            return None
        homes += over
    return homes


def _lowest(head: Sequence[PdfRow], column: int) -> Box | None:
    boxes = (around_any(row.cells[column].words) for row in reversed(head) if column < len(row.cells))
    return next((box for box in boxes if box), None)


def _moved(row: PdfRow, head: PdfRow, homes: Sequence[int]) -> PdfRow:
    cells = [PdfCell()] * len(head.cells)
    for home, cell in zip(homes, row.cells, strict=True):
        cells[home] = cell
    return replace(row, cells=tuple(cells), table=head.table, xs=head.xs, ends=head.ends)
