"""Whether each printed word stands in the cell that it was read into: a check by position, after a page is read.

It does not know how the rows were made, so it holds for every way of making them. What it doubts is read as blank.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from loaders.files.pdf import beneath, unnamed, words
from loaders.files.pdf.boxes import SPOTS
from loaders.files.pdf.paging import SHORT_VALUE
from loaders.files.pdf.shapes import Box, Page, around, around_any
from loaders.files.pdf.tables import PdfCell, PdfRow
from loaders.files.pdf.words import Word

_LINE = -1  # the column of a line of text, which has none
_UP = 0.6  # of the size of letters, that a line of a text stands above the one before it
_BESIDE = 0.5  # of the height of a line stands beside a row
_ALIKE = 1.5  # points; so near are the edges, or the middles, of texts of one column
_BIN = 8.0
_OUT_OF_ORDER = 0.5  # of the cells with several lines on a page
_SHUFFLED = 0.1  # of the steps of the painting from one line to another
_EDGE = 1.0  # points

Place = tuple[int, int]  # a row and a column of what was read on a page


class Doubt(NamedTuple):
    """Texts of a page that may belong to another cell: how many, and the first of them below its column's heading."""

    page: int
    texts: int
    first: str


def checked_page(rows: Sequence[PdfRow], page: Page) -> tuple[list[PdfRow], Doubt | None]:
    """The rows of a page without the texts that may stand in the wrong cell, and what was doubted."""
    doubted: set[Place] = set()
    for rule in RULES:
        doubted |= set(rule(rows, page))
    doubted |= set(_names_of_groups(rows, doubted))
    return list(_without(rows, doubted)), _said(rows, doubted)


def _names_of_groups(rows: Sequence[PdfRow], doubted: Collection[Place]) -> Iterator[Place]:
    """The first column of a table that names each group of its rows once, where one name is doubted: a blank cell would
    mean the name above it."""
    for table in _tables(rows):
        body = table[1:]
        texts = [rows[at].cells[0].text for at in body]
        once = not all(texts) and not any(sign.isdigit() for text in texts for sign in text)
        if once and any((at, 0) in doubted for at in body):
            yield from ((at, 0) for at in body)


# ---- rules: each yields the cells that it doubts


def _torn(rows: Sequence[PdfRow], page: Page) -> Iterator[Place]:
    """Signs that were painted as one word, and stand in two cells; a word of two texts; a word that stands twice."""
    starts: dict[int, Place] = {}
    ends: dict[int, Place] = {}
    for place, cell in _cells(rows):
        for word in filter(_order, cell.words):  # no check box that was drawn, which has no place in it
            before = starts.setdefault(word.order, place)
            ends.setdefault(word.last, place)
            if before != place and before[0] == place[0] and not _is_head(rows, place[0]):
                yield from (before, place)
    painted = sorted(ends)
    for place, cell in _cells(rows):
        for word in filter(_order, cell.words):
            if word.last < word.order:
                yield from (place, ends[painted[max(0, bisect_left(painted, word.last) - 1)]])
    for run in words.runs(page.glyphs):
        for first, end in words.spans(run):
            one, other = starts.get(run[first].order), ends.get(run[end - 1].order)
            letters = all(glyph.text.isalpha() for glyph in run[first:end])
            if one and other and one != other and letters and not _is_head(rows, one[0]):
                yield from (one, other)


def _outside(rows: Sequence[PdfRow], page: Page) -> Iterator[Place]:
    """Words inside a row of a table that stand in none of its cells."""
    shelves: dict[int, list[Word]] = defaultdict(list)
    for _, cell in _cells(rows):
        for word in cell.words:
            for level in range(int(word.top // _BIN), int(word.bottom // _BIN) + 1):
                shelves[level].append(word)
    for run in words.runs(page.glyphs):
        for first, end in words.spans(run):
            box = around(run[first:end])
            x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
            held = any(
                one.x0 - _EDGE <= x <= one.x1 + _EDGE and one.top - _EDGE <= y <= one.bottom + _EDGE
                for one in shelves[int(y // _BIN)]
            )
            if not held and not all(glyph.text in SPOTS for glyph in run[first:end]):
                yield from _at(rows, box)


def _beside(rows: Sequence[PdfRow], _: Page) -> Iterator[Place]:
    """Lines of text beside a row of a table: a part of a cell that they stand over, or the value of no column."""
    for at, line in enumerate(rows):
        if not line.table and line.cells[0].words:
            cells = list(_at(rows, line.box))
            beside = any(row.table and _is_beside(row, line.box) for row in rows)
            if cells or (beside and SHORT_VALUE.match(line.text)):
                yield from ((at, _LINE), *cells)


def _is_beside(row: PdfRow, box: Box) -> bool:
    return min(row.box.bottom, box.bottom) - max(row.box.top, box.top) > _BESIDE * box.height


def _at(rows: Sequence[PdfRow], box: Box) -> Iterator[Place]:
    """The cells that a text stands in; between two, both."""
    for at, row in enumerate(rows):
        if row.table and row.ends and _is_beside(row, box):
            columns = list(enumerate(zip(row.xs, row.ends, strict=True)))
            over = [column for column, (x0, x1) in columns if x0 < box.x1 and box.x0 < x1]
            between = [column for column, (x0, x1) in columns if x1 <= box.x0][-1:]
            between += [column for column, (x0, _) in columns if box.x1 <= x0][:1]
            yield from ((at, column) for column in over or (between if len(between) > 1 else ()))


def _far_from_heading(rows: Sequence[PdfRow], _: Page) -> Iterator[Place]:
    """Texts nearer to the heading of another column than to their own, set like no text that is not."""
    for table in _tables(rows):
        heads = _own_names(rows[table[0]].cells)
        for column, head in enumerate(heads):
            boxes = {at: box for at in table[1:] if (box := _own_box(rows[at], column)) is not None}
            far = {at for at, box in boxes.items() if _is_far(box, column, heads)}
            sound = [box for at, box in boxes.items() if at not in far]
            yield from (
                (at, column) for at in far if head is None or not any(_is_alike(boxes[at], one) for one in sound)
            )


def _own_names(cells: Sequence[PdfCell]) -> list[Box | None]:
    """Where the name of each column stands, without what heads several of them."""
    shared = Counter(word for cell in cells for word in dict.fromkeys(cell.words))
    own = (tuple(word for word in cell.words if shared[word] == 1) for cell in cells)
    return [around_any(words or cell.words) for cell, words in zip(cells, own, strict=True)]


def _is_far(box: Box, column: int, heads: Sequence[Box | None]) -> bool:
    own = heads[column]
    apart = _gap(box, own) if own else None
    others = [_gap(box, head) for at, head in enumerate(heads) if head and at != column]
    return apart is not None and apart > 0 and any(other <= 0 for other in others)


def _gap(one: Box, other: Box) -> float:
    return max(one.x0 - other.x1, other.x0 - one.x1)


def _is_alike(one: Box, other: Box) -> bool:
    return (
        abs(one.x0 - other.x0) < _ALIKE
        or abs(one.x1 - other.x1) < _ALIKE
        or abs(one.x0 + one.x1 - other.x0 - other.x1) < 2 * _ALIKE
    )


def _two_texts(rows: Sequence[PdfRow], _: Page) -> Iterator[Place]:
    """Cells whose painting goes back up: two texts that stand beside each other. In a heading, its whole column."""
    deep = [(place, cell) for place, cell in _cells(rows) if _lines(cell) > 1 and not rows[place[0]].heading]
    back = [place for place, cell in deep if _goes_up(cell)]
    if len(back) > _OUT_OF_ORDER * len(deep) or _is_shuffled(rows):
        return  # the program paints in an order of its own
    for at, column in back:
        yield at, column
        if _is_head(rows, at):
            yield from ((other, column) for other in _table_of(rows, at))


def _is_shuffled(rows: Sequence[PdfRow]) -> bool:
    """Whether the painting goes back up and to the left again and again, as it does neither by rows nor by columns."""
    printed = sorted((word for row in rows if row.table for cell in row.cells for word in cell.words), key=_order)
    steps = [(one, other) for one, other in pairwise(printed) if abs(one.bottom - other.bottom) > one.size / 2]
    back = sum(other.x0 < one.x0 - one.size and other.bottom < one.bottom for one, other in steps)
    return back > _SHUFFLED * len(steps)


def _order(word: Word) -> int:
    return word.order


def _lines(cell: PdfCell) -> int:
    return len({round(word.bottom) for word in cell.words})


def _goes_up(cell: PdfCell) -> bool:
    ordered = sorted((word for word in cell.words if word.order), key=lambda word: word.order)
    return any(one.bottom - other.bottom > _UP * max(one.size, other.size) for one, other in pairwise(ordered))


def _several(rows: Sequence[PdfRow], _: Page) -> Iterator[Place]:
    """Rows with several values in cells that hold one: rows that were read as one."""
    for table in _tables(rows):
        held = {at: {column for column, cell in enumerate(rows[at].cells) if _is_pile(cell)} for at in table}
        for at in table:
            single = (column for column in held[at] if _hold_one(rows, table, column))
            if len(held[at]) > 1 or any(single):
                yield from ((at, column) for column in range(len(rows[at].cells)))


def _is_pile(cell: PdfCell) -> bool:
    """Whether a cell holds several values, one on each line."""
    return len(cell.pieces) > 1 and all(SHORT_VALUE.match(piece.text) for piece in cell.pieces)


def _hold_one(rows: Sequence[PdfRow], table: Sequence[int], column: int) -> bool:
    one = [at for at in table if SHORT_VALUE.match(rows[at].cells[column].text)]
    return len(one) > 1


def _cut_off(rows: Sequence[PdfRow], page: Page) -> Iterator[Place]:
    """Words alone on their line that reach the edge of what is printed: their ends may not be in the file."""
    for place, cell in _cells(rows):
        lines = Counter(round(word.bottom) for word in cell.words)
        if rows[place[0]].table and any(
            word.last in page.at_edge and lines[round(word.bottom)] == 1 for word in cell.words
        ):
            yield place


def _beneath_others(rows: Sequence[PdfRow], _: Page) -> Iterator[Place]:
    """Rows below a heading whose columns are others than theirs, and which nothing tells to be its."""
    for at in beneath.without_headings(rows):
        yield from ((at, column) for column in range(len(rows[at].cells)))


def _unnamed(rows: Sequence[PdfRow], _: Page) -> Iterator[Place]:
    """Figures of a column without a name, and names of two groups of rows in one cell."""
    yield from unnamed.unnamed_figures(rows)
    yield from unnamed.names_of_two_groups(rows)


RULES = (_unnamed, _beneath_others, _cut_off, _torn, _outside, _beside, _far_from_heading, _two_texts, _several)


# ---- rows and cells


def _cells(rows: Sequence[PdfRow]) -> Iterator[tuple[Place, PdfCell]]:
    return (((at, column), cell) for at, row in enumerate(rows) for column, cell in enumerate(row.cells))


def _tables(rows: Sequence[PdfRow]) -> list[list[int]]:
    """The rows of each table, as their places."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.table:
            found[row.table].append(at)
    return list(found.values())


def _table_of(rows: Sequence[PdfRow], at: int) -> list[int]:
    return [other for other, row in enumerate(rows) if row.table == rows[at].table]


def _is_head(rows: Sequence[PdfRow], at: int) -> bool:
    """Whether a row is the heading of its table, or prints it again."""
    first = rows[_table_of(rows, at)[0]] if rows[at].table else None
    return first is not None and (rows[at].heading or first.text == rows[at].text)


def _own_box(row: PdfRow, column: int) -> Box | None:
    if column >= len(row.cells):
        return None
    cell = row.cells[column]
    return None if cell.columns > 1 else around_any(cell.words)


# ---- what is doubted


def _without(rows: Sequence[PdfRow], doubted: Collection[Place]) -> Iterator[PdfRow]:
    """The rows without their words, blank where they are doubted."""
    for at, row in enumerate(rows):
        if (at, _LINE) not in doubted:
            cells = (
                PdfCell((), cell.colour, cell.columns) if (at, column) in doubted else replace(cell, words=())
                for column, cell in enumerate(row.cells)
            )
            yield replace(row, cells=tuple(cells))


def _said(rows: Sequence[PdfRow], doubted: Collection[Place]) -> Doubt | None:
    """What was doubted: the text of each cell, below the heading of its column."""
    heads = {rows[table[0]].table: rows[table[0]] for table in _tables(rows)}
    found = []
    for at, column in sorted(doubted):
        row = rows[at]
        text = row.cells[max(0, column)].text
        head = heads[row.table].cells[column].text if row.table and not _is_head(rows, at) else ""
        if text:
            found.append(f"{head}: {text}" if head else text)
    return Doubt(rows[0].page, len(found), found[0]) if found else None
