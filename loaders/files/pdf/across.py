"""A sheet that is wider than a page: a spreadsheet prints the rest of its columns on other pages.

They are told by the heights of the rows, which a sheet has in common, and belong together where each row of the pages
with the rest stands at the height of one row of the pages with the first columns. What only nearly fits stays apart.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.files.pdf import figures
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow

_LEVEL = 1.0  # points
_SAME = 2.0  # points, between the columns of two pages of one part
_LEAST = 3  # rows of a page with the rest of the columns
_TELLING, _OTHERS = 6, 2  # rows, and those of another height than most, that are those of no other sheet
_LABELLED = 2  # columns: labels and values
_LETTER = 0.55  # of the size of letters, that the first of a line takes
PageRows = tuple[float, Sequence[PdfRow]]
Rows = dict[int, list[PdfRow]]  # by page


@dataclass(slots=True)
class _Part:
    """Pages whose tables have the same columns, by their places in the document; `last`, the last with more of these
    rows; the first row."""

    pages: list[int]
    last: int
    first: PdfRow


def with_all_columns(pages: Sequence[PageRows]) -> list[PageRows]:
    """The pages, the rest of the columns of a sheet put to the rows that they belong to."""
    found = {at: list(rows) for at, (_, rows) in enumerate(pages)}
    parts = _parts(found)
    at = 0
    while at < len(parts):
        whole = _united(found, parts[at], parts[at + 1]) if at + 1 < len(parts) else None
        if whole:
            parts[at].last = parts.pop(at + 1).pages[-1]
        else:
            whole = _with_last_column(found, parts[at])
            at += 1
        found |= whole or {}
    return [(height, found[at]) for at, (height, _) in enumerate(pages)]


def _parts(pages: Rows) -> list[_Part]:
    """The pages whose tables all have the same columns, by these, in the order in which they begin."""
    found: list[_Part] = []
    for at, rows in pages.items():
        own = [row for row in rows if row.table and row.ends]
        if not own or not all(_have_same_columns(own[0], row) for row in own):
            continue
        part = next((one for one in reversed(found) if _have_same_columns(one.first, own[0])), None)
        if part is not None and _names_columns(own[0]) and own[0].text != part.first.text:
            part = None
        if part is None:
            found.append(_Part([at], at, own[0]))
        else:
            part.pages.append(at)
            part.last = at
    return found


def _have_same_columns(one: PdfRow, other: PdfRow) -> bool:
    if len(one.xs) != len(other.xs):
        return False
    return all(abs(a - b) < _SAME for a, b in zip((*one.xs, *one.ends), (*other.xs, *other.ends), strict=True))


# ---- a page with more columns


def _united(pages: Rows, left: _Part, right: _Part) -> Rows | None:
    """The pages of both parts, the rows of the first with all columns; None where one does not fit. The rest begins at
    the same margin, with the names of its columns."""
    heads = [next(row for row in pages[part.pages[0]] if row.table) for part in (left, right)]
    level = abs(left.first.xs[0] - right.first.xs[0]) < _SAME
    if len(left.pages) != len(right.pages) or not level or not all(_names_columns(head) for head in heads):
        return None
    made: Rows = {}
    for page, other in zip(left.pages, right.pages, strict=True):
        rows = _side_by_side(pages[page], [row for row in pages[other] if row.table], right.first)
        if rows is None:
            return None
        made |= {page: rows, other: [row for row in pages[other] if not row.table and not _is_again(row, rows)]}
    return made


def _is_again(line: PdfRow, rows: Sequence[PdfRow]) -> bool:
    """Whether a line, or more of it, stands at its height on the page with the first columns: a text that runs on over
    the cells beside it, and what stands in the columns that are printed again."""
    level = (row for row in rows if not row.table and abs(row.box.top - line.box.top) < _LEVEL)
    return any(row.text.startswith(line.text) for row in level)


def _names_columns(row: PdfRow) -> bool:
    """Whether a row has names of columns and no figures but years."""
    texts = [cell.text for cell in row.cells if cell.pieces]
    return bool(texts) and not any(map(figures.is_amount, texts))


def _side_by_side(rows: Sequence[PdfRow], rest: Sequence[PdfRow], shape: PdfRow) -> list[PdfRow] | None:
    """The rows of a page, each with the cells of the row at its height; None where a row of the rest has no such, or
    where the rest may be the table of other cases."""
    tabled = [row for row in rows if row.table]
    homes = _homes(tabled, rest)
    if len(rest) < _LEAST or len(homes) < len(rest) or 0 not in homes:
        return None
    again = _repeated(tabled, rest, homes)
    if not again and _may_name(rest) and not _is_telling(tabled):
        return None
    if not _are_alike([row.table for row in tabled], [row.table for row in rest]) or _come_again(rest, again):
        return None
    kept = [column for column in range(len(shape.xs)) if column not in again]
    if again and len(kept) == 1 and len(shape.xs) == len(tabled[0].xs) == _LABELLED:
        return None  # labels that come again, and values of another case
    cells = {
        id(row): tuple(rest[homes[at]].cells[column] if at in homes else PdfCell() for column in kept)
        for at, row in enumerate(tabled)
    }
    xs, ends = tuple(shape.xs[column] for column in kept), tuple(shape.ends[column] for column in kept)
    return [_widened(row, cells[id(row)], xs, ends) if row.table else row for row in rows]


def _are_alike(tables: Sequence[int], others: Sequence[int]) -> bool:
    """Whether two pages have as many tables."""
    return len(set(tables)) == len(set(others))


def _come_again(rest: Sequence[PdfRow], again: Collection[int]) -> bool:
    """Whether what is printed again stands more than once on its page, in tables below each other: the labels of a
    form."""
    names = [tuple(row.cells[column].text for column in again)
             for before, row in pairwise(rest) if before.table == row.table]  # fmt: skip
    return bool(again) and len({row.table for row in rest}) > 1 and len(set(names)) < len(names)


def _widened(row: PdfRow, cells: Sequence[PdfCell], xs: Sequence[float], ends: Sequence[float]) -> PdfRow:
    """A row with further cells to its right."""
    right = row.ends[-1]
    return replace(
        row,
        cells=(*row.cells, *cells),
        xs=(*row.xs, *(right + x for x in xs)),
        ends=(*row.ends, *(right + x for x in ends)),
    )


def _homes(rows: Sequence[PdfRow], rest: Sequence[PdfRow]) -> dict[int, int]:
    """For each row the one of the rest at its height: with the same top and foot, or where no lines are drawn, the same
    top, or foot, throughout."""
    boxes = [(row.box.top, row.box.bottom) for row in rows]
    for tells in ((0, 1), (0,), (1,)):
        found = {
            at: other
            for other, row in enumerate(rest)
            for at, own in enumerate(boxes)
            if all(abs(own[side] - (row.box.top, row.box.bottom)[side]) < _LEVEL for side in tells)
        }
        if len(found) == len(rest) and (len(tells) > 1 or len(rows) == len(rest)):
            return found
    return {}


def _repeated(rows: Sequence[PdfRow], rest: Sequence[PdfRow], homes: dict[int, int]) -> frozenset[int]:
    """The columns of the rest that are printed again on its page, as those of the codes may be."""
    printed = {tuple(rows[at].cells[own].text for at in homes) for own in range(len(rows[0].cells))}
    columns = (
        tuple(rest[other].cells[column].text for other in homes.values()) for column in range(len(rest[0].cells))
    )
    return frozenset(column for column, texts in enumerate(columns) if any(texts) and texts in printed)


def _may_name(rest: Sequence[PdfRow]) -> bool:
    """Whether rows may be cases of their own: they begin with words or with codes, or count up."""
    texts = [row.cells[0].text for row in rest[1:] if row.cells[0].pieces]
    counted = [int(text) for text in texts if text.isdigit()]
    counts_up = len(counted) > 1 and all(other - one == 1 for one, other in pairwise(counted))
    return not texts or counts_up or not all(map(figures.is_figure, texts))


def _is_telling(rows: Sequence[PdfRow]) -> bool:
    """Whether so many rows are higher or lower than most that no other sheet is likely to have the same order."""
    heights = Counter(round(row.box.height) for row in rows[1:])
    return len(rows) >= _TELLING and heights.total() - max(heights.values()) >= _OTHERS


# ---- a page with one column more


def _with_last_column(pages: Rows, part: _Part) -> Rows | None:
    """The pages with the lines of those that follow as one column more: each page has no table, and each of its lines
    stands in a row, the names of the column in the first."""
    made: Rows = {}
    for page, other in zip(part.pages, range(part.last + 1, part.last + 1 + len(part.pages)), strict=True):
        rows = _beside(pages[page], pages.get(other, []))
        if rows is None:
            return None
        made |= {page: rows, other: []}
    return made


def _beside(rows: Sequence[PdfRow], lines: Sequence[PdfRow]) -> list[PdfRow] | None:
    tabled = [row for row in rows if row.table]
    if len(lines) < _LEAST or any(line.table for line in lines) or not _is_telling(tabled) or not tabled[0].ends:
        return None
    tops = [row.box.top - _LEVEL for row in tabled]
    held: dict[int, list[PdfRow]] = defaultdict(list)
    for line in lines:
        at = bisect_right(tops, line.box.top) - 1
        if at < 0 or line.box.bottom > tabled[at].box.bottom + _LEVEL:
            return None
        held[at].append(line)
    starts = [line.box.x0 for line in lines]
    if 0 not in held or len(held) < _LEAST or max(starts) - min(starts) > _SAME or figures.is_figure(held[0][0].text):
        return None
    width = max(line.box.width for line in lines)
    cells = {id(row): PdfCell(tuple(_pieces(held.get(at, ()), width))) for at, row in enumerate(tabled)}
    return [_widened(row, [cells[id(row)]], [0.0], [width]) if row.table else row for row in rows]


def _pieces(lines: Sequence[PdfRow], width: float) -> list[CellLine]:
    return [CellLine(line.text, at + 1 < len(lines) and width - line.box.width < _LETTER * line.size)
            for at, line in enumerate(lines)]  # fmt: skip
