"""Tables without lines, read from their texts: which texts stand beside each other, and below each other.

Only what leaves no choice is read here: every text is whole in one cell, no row reaches into another, and no row has
two texts in a column. Anything else is left to `columns`.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders.files.pdf import above_headings, dots, tables, texts, words
from loaders.files.pdf.boxes import SPOTS
from loaders.files.pdf.shapes import Box, Fill, Glyph, Page, around
from loaders.files.pdf.tables import PdfCell, PdfRow
from loaders.files.pdf.textrows import (
    LEAST_ROWS,
    OVER,
    Row,
    heads_columns,
    is_central,
    is_heading,
    row_groups,
    without_sums,
)
from loaders.files.pdf.texts import Text

_MANY = 6  # columns; in fewer, rows of figures say less of which text stands in which
_COUNTED = re.compile(r"(?:budget |b|bo )?\(?(\d{1,2}|20\d\d)\)?\.?$", re.IGNORECASE)
_FIRST_YEAR = 2000
_BESIDE = 2.0  # of the size of letters, from a dot to the text that it is the colour of
_NOWHERE = 10_000.0  # points
Interval = tuple[float, float]


class _Table(NamedTuple):
    """Rows, the column of each of their texts, and where the columns stand.

    `over` are texts above the heading at a place, which name several of its columns.
    """

    rows: list[Row]
    homes: list[list[int]]
    columns: list[Interval]
    over: dict[int, Row]


def read_unruled(
    glyphs: Sequence[Glyph],
    across: Sequence[tuple[float, float, float]],
    drawn: Sequence[Box],
    page: Page,
    first: int,
    last: PdfRow | None,
) -> tuple[list[PdfRow], list[Glyph]]:
    """The rows of the tables among these signs that leave no choice, numbered from `first` on, and the other signs.

    `across` are drawn lines as (y, x0, x1), `drawn` the tables with lines, which part others. `last` is the last row
    of the table on the page before, which may go on here.
    """
    taken: set[int] = set()
    read: list[PdfRow] = []
    wide = [(x0, x1) for _, x0, x1 in across] + [(fill.box.x0, fill.box.x1) for fill in page.fills]
    ways = (texts.with_turned, texts.of) if any(glyph.turn for glyph in glyphs) else (texts.of,)
    read_as = (above_headings.without_legends(way(glyphs), page.fills) for way in ways)
    for table in next(filter(None, (list(_tables(made, across, drawn, wide, last)) for made in read_as)), ()):
        read += _written(table, page, first)
        first += 1
        taken |= {glyph.order for row in (*table.rows, *table.over.values()) for text in row for glyph in text.glyphs}
    return read, [glyph for glyph in glyphs if glyph.order not in taken]


def _tables(
    found: Sequence[Text],
    across: Sequence[tuple[float, float, float]],
    drawn: Sequence[Box],
    wide: Sequence[Interval],
    last: PdfRow | None,
) -> Iterator[_Table]:
    before: list[Interval] = list(zip(last.xs, last.ends, strict=True)) if last and last.ends else []
    for rows in row_groups(found, drawn, wide, 1 if before else LEAST_ROWS):
        table = _in_columns(rows, wide, before) or _in_columns(without_sums(rows), wide, before)
        if table and not _is_crossed(table, across) and not _is_part(table, found, across):
            yield table
            before = table.columns


# ---- columns


def _in_columns(found: Sequence[Row], wide: Sequence[Interval], before: Sequence[Interval] = ()) -> _Table | None:
    """The rows with the column of each text; None where that cannot be told.

    `wide` is what is painted or drawn across the page, `before` are the columns of the table before, with which rows
    without a heading go on.
    """
    over = {at for at, (row, other) in enumerate(pairwise(found)) if heads_columns(row, other, wide, named=at == 0)}
    rows = [row for at, row in enumerate(found) if at not in over]
    full = sorted((row for row in rows if len(row) > 1), key=lambda row: (_is_head(row), -len(row)))
    headed = is_heading(next(row for row in rows if len(row) > 1))
    goes_on = bool(before) and not headed
    if not headed and not before:
        return None
    columns = list(before) if goes_on else []
    for row in full:
        wider = _with(columns, row)
        if wider is None or (goes_on and len(wider) > len(before)):
            return None
        columns = wider
    homes = [homes for row in rows if (homes := _homes(row, columns) if len(row) > 1 else [0]) is not None]
    if (
        len(columns) < _MANY
        or len(homes) < len(rows)
        or not all(_names_others(row, columns, wide) for row in rows if len(row) == 1)
    ):
        return None
    above = {at - sum(other < at for other in over): found[at] for at in over}
    return _with_heads(_Table(rows, homes, columns, above))


def _names_others(row: Row, columns: Sequence[Interval], wide: Sequence[Interval]) -> bool:
    """Whether a text that stands alone may name the rows below it: it begins where they do, or is in their middle."""
    at_edge = row[0].box.x0 < columns[0][0] + 2 * row[0].size
    return at_edge or is_central(row[0], columns[0][0], columns[-1][1], wide)


def _with_heads(table: _Table) -> _Table | None:
    """The table in which the heading of a column, and the column that stands to the left or right of it, are one, and
    so are dots and the text to their right."""
    printed = {_said(row) for row in table.rows[: _depth(table.rows)]}
    rows = [(_said(row) in printed, homes) for row, homes in zip(table.rows, table.homes, strict=True) if len(row) > 1]
    if not any(is_head for is_head, _ in rows):
        return table
    held = [frozenset(at for at, (_, homes) in enumerate(rows) if column in homes) for column in _places(table)]
    heads = frozenset(at for at, (is_head, _) in enumerate(rows) if is_head)
    dots = _dots(table)
    groups = [_Group((at, at), own, own <= heads, at in dots and not own & heads) for at, own in enumerate(held)]
    groups = _paired(groups, heads)
    at = 0
    while at < len(groups):
        near = [other for other in (at - 1, at + 1) if 0 <= other < len(groups) and _are_one(groups, at, other, heads)]
        bare = [other for other in near if not groups[other].rows & heads] or near
        if len(bare) > 1:
            return None
        if bare:
            first = min(at, bare[0])
            groups[first : first + 2] = [_together(groups[first], groups[first + 1])]
            at = first
        else:
            at += 1
    place = {column: number for number, group in enumerate(groups) for column in _columns_of(group)}
    columns = [(table.columns[group.span[0]][0], table.columns[group.span[1]][1]) for group in groups]
    return _Table(table.rows, [[place[home] for home in homes] for homes in table.homes], columns, table.over)


class _Group(NamedTuple):
    """Columns that are one, from the first to the last; the rows that have a text there; what they are all."""

    span: tuple[int, int]
    rows: frozenset[int]
    only_heads: bool
    only_dots: bool


def _paired(groups: Sequence[_Group], heads: frozenset[int]) -> list[_Group]:
    """The columns; where names and columns without one take turns, and there are as many of each, each name is that of
    the column on the same side of it."""
    found: list[_Group] = []
    run: list[_Group] = []
    for group in [*groups, None]:
        kind = _kind(group, heads) if group else ""
        if run and (not kind or kind == _kind(run[-1], heads)):
            whole = len(run) % 2 == 0 and bool(group is None or not kind)
            found += [_together(*run[at : at + 2]) for at in range(0, len(run), 2)] if whole else run
            run = []
        if group and kind:
            run.append(group)
        elif group:
            found.append(group)
    return found


def _kind(group: _Group, heads: frozenset[int]) -> str:
    """What a column that is no whole one holds: only a name, or only texts below one. "" for any other."""
    if group.only_dots:
        return ""
    return "name" if group.only_heads else "" if group.rows & heads else "texts"


def _places(table: _Table) -> range:
    return range(len(table.columns))


def _columns_of(group: _Group) -> range:
    return range(group.span[0], group.span[1] + 1)


def _are_one(groups: Sequence[_Group], at: int, other: int, heads: frozenset[int]) -> bool:
    """Whether the columns `at` only hold headings, and their neighbours the texts below these; or the former only dots
    without a heading, and the latter the texts beside them."""
    one, beside = groups[at], groups[other]
    if one.only_dots:
        return other == at + 1 and not beside.only_dots and one.rows <= beside.rows
    return one.only_heads and not beside.only_heads and not beside.only_dots and not one.rows & beside.rows


def _together(one: _Group, other: _Group) -> _Group:
    return _Group((one.span[0], other.span[1]), one.rows | other.rows, only_heads=False, only_dots=False)


def _dots(table: _Table) -> set[int]:
    """The columns that hold nothing but signs which have a colour, each right before a text."""
    texts_of: dict[int, list[Text]] = defaultdict(list)
    apart: set[int] = set()
    for row, homes in zip(table.rows, table.homes, strict=True):
        for text, home, behind in zip(row, homes, [*row[1:], None], strict=True):
            texts_of[home].append(text)
            if behind and behind.box.x0 - text.box.x1 > _BESIDE * text.size:
                apart.add(home)
    dots = {home for home, held in texts_of.items() if all(set(text.said.strip()) <= SPOTS for text in held)}
    return dots - apart


def _depth(rows: Sequence[Row]) -> int:
    """How many rows the heading takes: with the years and the numbers of its columns."""
    return next((at for at, row in enumerate(rows) if not _is_head(row)), len(rows))


def _is_head(row: Row) -> bool:
    return is_heading(row) or _is_run(row)


def _is_run(row: Row) -> bool:
    """Whether the figures of a row are years that follow each other, or count from 1."""
    figures = [int(match[1]) for text in row if (match := _COUNTED.match(text.said.strip()))]
    plain = [text for text in row if not _COUNTED.match(text.said.strip())]
    by_one = sum(other - one == 1 for one, other in pairwise(figures))
    years = all(figure >= _FIRST_YEAR for figure in figures) and by_one > 0
    return is_heading(plain) and (years or (by_one == len(figures) - 1 > 1 and figures[0] == 1))


def _said(row: Row) -> tuple[str, ...]:
    return tuple(text.said for text in row)


def _with(columns: list[Interval], row: Row) -> list[Interval] | None:
    """The columns with those that this row adds, and as wide as its texts are."""
    if not columns:
        ends = [*(other.box.x0 for other in row[1:]), row[-1].box.x1]
        return [(text.box.x0, min(text.box.x1, end)) for text, end in zip(row, ends, strict=True)]
    found = [list(column) for column in columns]
    new: list[Interval] = []
    dealt = _best(row, columns)
    for text, home in zip(row, dealt, strict=True):
        if home is None:
            new.append((text.box.x0, text.box.x1))
    if not _is_head(row):
        for text, home in zip(row, dealt, strict=True):
            if home is not None:
                low = columns[home - 1][1] if home else 0.0
                high = columns[home + 1][0] if home + 1 < len(columns) else text.box.x1
                found[home] = [min(found[home][0], max(low, text.box.x0)), max(found[home][1], min(high, text.box.x1))]
    joined = sorted([(one, other) for one, other in found] + new)
    return joined if all(one[1] <= other[0] + 1 for one, other in pairwise(joined)) else None


def _best(row: Row, columns: Sequence[Interval]) -> list[int | None]:
    """For each text the column that it stands in, from left to right, so that they share as much as can be."""
    best: dict[int, tuple[float, list[int | None]]] = {-1: (0.0, [])}
    for text in row:
        after: dict[int, tuple[float, list[int | None]]] = {}
        for last, (shared, homes) in best.items():
            ways: list[tuple[int | None, float]] = [(None, 0.0)]
            for at in range(last + 1, len(columns)):
                over = min(text.box.x1, columns[at][1]) - max(text.box.x0, columns[at][0])
                if over > 0:
                    ways.append((at, over))
            for home, over in ways:
                key = last if home is None else home
                if key not in after or after[key][0] < shared + over:
                    after[key] = (shared + over, [*homes, home])
        best = after
    return max(best.values(), key=lambda one: one[0])[1]


def _homes(row: Row, columns: Sequence[Interval]) -> list[int] | None:
    homes = _best(row, columns)
    found = [home for home in homes if home is not None]
    return found if len(found) == len(homes) else None


def _is_crossed(table: _Table, across: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a drawn line runs through a row."""
    for row in table.rows:
        box = around([text.box for text in row])
        slack = OVER * row[0].size
        for y, x0, x1 in across:
            if box.top + slack < y < box.bottom - slack and x0 < box.x1 and box.x0 < x1:
                return True
    return False


def _is_part(table: _Table, found: Sequence[Text], across: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a text that is no part of the table stands between the same two drawn lines as one of its rows."""
    own = {text.order for row in (*table.rows, *table.over.values()) for text in row}
    x0, x1 = table.columns[0][0], table.columns[-1][1]
    lines = sorted(y for y, left, right in across if left <= x0 + 1 and x1 - 1 <= right)
    held: dict[int, set[bool]] = defaultdict(set)
    for text in found:
        at = bisect_right(lines, (text.box.top + text.box.bottom) / 2)
        if 0 < at < len(lines) and text.box.x0 < x1 and x0 < text.box.x1:
            held[at].add(text.order in own)
    return any(len(kinds) > 1 for kinds in held.values())


# ---- rows


def _written(table: _Table, page: Page, number: int) -> Iterator[PdfRow]:
    held = [_lines_of(row, homes) for row, homes in zip(table.rows, table.homes, strict=True)]
    widths: dict[int, float] = defaultdict(float)
    for lines in held:
        for home, one in lines.items():
            widths[home] = max([widths[home], *(line.box.width for line in one)])
    xs, ends = tuple(x0 for x0, _ in table.columns), tuple(x1 for _, x1 in table.columns)
    for at, (row, lines, homes) in enumerate(zip(table.rows, held, table.homes, strict=True)):
        if len(row) == 1:
            yield from (tables.line(line, page.number) for line in lines[homes[0]])
            continue
        cells = [PdfCell()] * len(xs)
        for home, one in lines.items():
            cells[home] = _cell(one, widths[home], page.fills)
        for text in table.over.get(at, ()):
            for home in _named_by(text, row, homes):
                cells[home] = tables.stacked([_cell(words.word_lines(text.glyphs), 0.0, ()), cells[home]])
        box = around([text.box for text in row])
        made = tables.with_blank_colours(PdfRow(tuple(cells), page.number, box, 0.0, number, xs, ends), page.fills)
        yield dots.with_dots(made, page.fills)


def _lines_of(row: Row, homes: Sequence[int]) -> dict[int, list[words.WordLine]]:
    """The lines of the texts of a row by the column that they stand in."""
    glyphs: dict[int, list[Glyph]] = defaultdict(list)
    for text, home in zip(row, homes, strict=True):
        glyphs[home] += text.glyphs
    return {home: words.word_lines(held) for home, held in glyphs.items()}


def _named_by(text: Text, row: Row, homes: Sequence[int]) -> list[int]:
    """The columns that a text above their names is the heading of: those that it stands in the middle of."""
    middle = (text.box.x0 + text.box.x1) / 2
    ways = [(first, last) for first in range(len(row)) for last in range(first, min(first + 3, len(row)))]

    def off(way: tuple[int, int]) -> float:
        first, last = row[way[0]].box, row[way[1]].box
        reaches = first.x0 <= text.box.x1 and text.box.x0 <= last.x1
        return abs((first.x0 + last.x1) / 2 - middle) if reaches else _NOWHERE

    first, last = min((way for way in ways if way[1] > way[0]), key=off)
    return list(homes[first : last + 1])


def _cell(lines: Sequence[words.WordLine], width: float, fills: Sequence[Fill]) -> PdfCell:
    bare, spot = tables.spotless(lines)
    box = around([line.box for line in lines])
    colour = spot or tables.cell_colour(box, fills, bare)
    return PdfCell(tables.pieces(bare, width, tables.TIGHT_ALONE), colour, words=words.of_lines(bare))
