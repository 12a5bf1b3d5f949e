"""From a page to its rows in reading order: drawn tables, tables that only stand in columns, and lines of text."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.files.pdf import blocks, columns, grids, merged, rests, tables, tiles, undrawn, words
from loaders.files.pdf.grids import Grid
from loaders.files.pdf.shapes import Box, Glyph, Page
from loaders.files.pdf.tables import PdfRow

_LEAST_COLUMNS = 2


def rows(page: Page, first_table: int, last: PdfRow | None = None) -> list[PdfRow]:
    """The rows and lines of a page from top to bottom. Its tables are numbered from `first_table` on.

    `last` is the last row of a table on the page before, which may go on here.
    """
    drawn = grids.drawn(page.strokes, page.fills)
    main, aside = _set_aside(page, grids.framed_beside(drawn))
    if aside.glyphs:
        before = rows(main, first_table, last)
        return [*before, *rows(aside, max([first_table, *(row.table + 1 for row in before)]))]
    found = _wide(grids.outermost(drawn))
    painted = tiles.strokes(page.fills, page.strokes, page.glyphs, found)
    if painted:
        found = _wide(grids.grids([*page.strokes, *painted], page.fills))
    inside, outside = _parted(page.glyphs, found)
    read: list[PdfRow] = []
    for number, (grid, glyphs) in enumerate(zip(found, inside, strict=True)):
        whole = undrawn.with_rows(merged.parted(grid, glyphs), glyphs)
        held = tables.lines_inside(whole, glyphs)
        read += tables.ruled(whole, held, page.fills, page.number, first_table + number)
    across = grids.bands(page.strokes, found)
    texts = blocks.of(outside)
    lines = words.word_lines(outside, blocks.edges(texts))
    number = first_table + len(found)
    others, loose = columns.rows(
        lines, across, page, number, texts, next((row for row in reversed(read) if row.ends), last)
    )
    read += others
    rest, taken = rests.rest_of_row([row for row in read if row.table], loose, last, first_table, page)
    if rest is not None:
        read.append(rest)
        loose = [line for line in loose if line not in taken]
    read += [tables.line(line, page.number) for line in loose]
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
