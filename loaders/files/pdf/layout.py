"""From a page to its rows in reading order: drawn tables, tables that only stand in columns, and lines of text."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.files.pdf import (
    blocks,
    cards,
    columns,
    frames,
    grids,
    joined_names,
    merged,
    nested,
    open_sides,
    rests,
    sections,
    side_by_side,
    tables,
    tiles,
    undrawn,
    unruled,
    words,
)
from loaders.files.pdf.grids import Grid
from loaders.files.pdf.shapes import Box, Glyph, Page, Stroke, around
from loaders.files.pdf.tables import PdfRow

_LEAST_COLUMNS = 2
_ONE_ROW, _MANY = 2, 5  # lines across, and columns
_FEW_LINES = 4  # no more lines across may stand around the rows of a table, and not between them


def rows(page: Page, first_table: int, last: PdfRow | None = None, below: PdfRow | None = None) -> list[PdfRow]:
    """The rows and lines of a page from top to bottom. Its tables are numbered from `first_table` on.

    `last` is the last row of a table on the page before, which may go on here; `below` is the first of the page's own
    tables, where they are read and taken out.
    """
    if framed := frames.beside_each_other(page):
        read = rows(frames.without(page, framed), first_table, last, below)
        for box in framed:
            read += rows(frames.alone(page, box), _next_table(first_table, read))
        return read
    read = _rows(page, first_table, last, below)
    at = side_by_side.find_fold(read) or cards.find_fold(read, page)
    if at is None:
        return read
    left, right = side_by_side.parted(page, at)
    if not right.glyphs:
        return read
    read = rows(left, first_table, last, below)
    return [*read, *rows(right, _next_table(first_table, read))]


def _next_table(first: int, read: Sequence[PdfRow]) -> int:
    return max([first, *(row.table + 1 for row in read)])


def _rows(page: Page, first_table: int, last: PdfRow | None, below: PdfRow | None) -> list[PdfRow]:
    drawn = grids.drawn(page.strokes, page.fills)
    main, aside = _set_aside(page, grids.framed_beside(drawn))
    if aside.glyphs:
        before = rows(main, first_table, last, below)
        return [*before, *rows(aside, _next_table(first_table, before))]
    found = open_sides.with_open_columns(_wide(grids.outermost(drawn)), page.glyphs)
    inside, _ = _parted(page.glyphs, found)
    ruled = [grid for grid, held in zip(found, inside, strict=True) if not _has_unruled_rows(grid, held)]
    _, outside = _parted(page.glyphs, ruled)
    across = grids.bands(page.strokes, ruled)
    sure, unread = unruled.read_unruled(outside, across, [grid.box for grid in ruled], page, first_table, last)
    if sure:
        return _with_sure(page, sure, {glyph.order for glyph in outside} - {one.order for one in unread}, last)
    painted = tiles.strokes(page.fills, page.strokes, page.glyphs, found)
    if painted:
        drawn = grids.drawn([*page.strokes, *painted], page.fills)
        found = open_sides.with_open_columns(_wide(grids.outermost(drawn)), page.glyphs)
    inside, outside = _parted(page.glyphs, found)
    read: list[PdfRow] = []
    for number, (grid, glyphs) in enumerate(zip(found, inside, strict=True)):
        own, free = sections.freed(grid, glyphs)
        whole = undrawn.with_rows(merged.parted(nested.without(grid, own), own), own)
        whole = joined_names.parted(whole, own, page.fills)
        held = tables.lines_inside(whole, own)
        made = tables.ruled(whole, held, page.fills, page.number, first_table + number)
        read += sections.placed(made, free, page.number)
    across = grids.bands(page.strokes, found)
    texts = blocks.of(outside)
    lines = words.word_lines(outside, blocks.edges(texts))
    number = first_table + len(found)
    others, loose = columns.rows(
        lines, across, page, number, texts, next((row for row in reversed(read) if row.ends), last)
    )
    read += others
    rest, taken = rests.rest_of_row([row for row in read if row.table], loose, last, first_table, page, below)
    if rest is not None and not (below and rests.completes(rest, below)):
        read.append(rest)
        loose = [line for line in loose if line not in taken]
    read += [tables.line(line, page.number) for line in loose]
    return _ordered(read)


def _has_unruled_rows(grid: Grid, glyphs: Sequence[Glyph]) -> bool:
    """Whether lines are drawn around the rows of a table, and not between them; or not between their cells; or only
    around one row, as the heading."""
    if len(grid.ys) == _ONE_ROW and len(grid.xs) > _MANY:
        return True
    few = len(grid.ys) <= _FEW_LINES
    return few and (undrawn.with_rows(grid, glyphs) is not grid or undrawn.has_open_rows(grid, glyphs))


def _with_sure(page: Page, sure: Sequence[PdfRow], taken: set[int], last: PdfRow | None) -> list[PdfRow]:
    """The rows of the page, of which the `sure` ones are read, with the signs that they have `taken`."""
    tables_of: dict[int, list[PdfRow]] = {}
    for row in sure:
        tables_of.setdefault(row.table, []).append(row)
    areas = [around([row.box for row in found]) for number, found in tables_of.items() if number]
    glyphs = [glyph for glyph in page.glyphs if glyph.order not in taken]
    fills = [fill for fill in page.fills if not any(fill.box.shared(area) for area in areas)]
    strokes = [stroke for stroke in page.strokes if not any(_touches(stroke, area) for area in areas)]
    number = max(tables_of) + 1
    first = min((row for row in sure if row.table), key=lambda row: row.box.top)
    rest = rows(replace(page, glyphs=glyphs, fills=fills, strokes=strokes), number, last, first)
    above = (
        row for row in rest if row.table and row.box.bottom <= first.box.top and len(row.cells) == len(first.cells)
    )
    joined = {row.table: first.table for row in above}
    return _ordered([*sure, *(replace(row, table=joined.get(row.table, row.table)) for row in rest)])


def _touches(stroke: Stroke, area: Box) -> bool:
    across = (stroke.x0 < area.x1 and area.x0 < stroke.x1) or area.x0 <= stroke.x0 <= area.x1
    return across and stroke.top < area.bottom and area.top < stroke.bottom + 1


def _ordered(read: list[PdfRow]) -> list[PdfRow]:
    return sorted(read, key=lambda row: (row.box.top + 0.5 * min(row.box.height, 12), row.box.x0))


def _set_aside(page: Page, beside: Sequence[Box]) -> tuple[Page, Page]:
    """The page without what stands in these boxes, and with that alone."""
    if not beside:
        return page, replace(page, glyphs=[])
    main: list[Glyph] = []
    aside: list[Glyph] = []
    for glyph in page.glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        (aside if any(box.holds(x, y) for box in beside) else main).append(glyph)
    return replace(page, glyphs=main), replace(page, glyphs=aside, strokes=[], fills=[])


def _wide(found: Sequence[Grid]) -> list[Grid]:
    return [grid for grid in found if len(grid.xs) > _LEAST_COLUMNS]


def _parted(glyphs: Sequence[Glyph], found: Sequence[Grid]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """The signs inside each grid, and those outside all."""
    if not found:
        return [], list(glyphs)
    inside: list[list[Glyph]] = [[] for _ in found]
    outside: list[Glyph] = []
    for run in words.runs(glyphs):
        places = [_place(found, glyph) for glyph in run]
        for first, end in words.spans(run):  # a word that reaches out of its table is a part of it
            places[first:end] = [next((at for at in places[first:end] if at is not None), None)] * (end - first)
        for at, glyph in zip(places, run, strict=True):
            (outside if at is None else inside[at]).append(glyph)
    return inside, outside


def _place(found: Sequence[Grid], glyph: Glyph) -> int | None:
    """The grid that a sign stands in."""
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return next((number for number, grid in enumerate(found) if grid.box.holds(x, y)), None)
