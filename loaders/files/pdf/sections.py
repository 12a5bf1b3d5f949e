"""Lines of text that stand among the cells of a drawn table and belong to none: the name of an area over its rows.

Paint or lines that end elsewhere may give such a line cells of its own. It is told by how it was painted: in one go,
with no more than a space between its words, from the left edge of the table or in its middle, over edges of columns.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.files.pdf import tables, texts, words
from loaders.files.pdf.grids import Grid
from loaders.files.pdf.shapes import Box, Glyph
from loaders.files.pdf.tables import PdfRow

_SPACE = 0.6  # of the size of letters; no two words of a line stand further apart
_LEVEL = 0.35  # of the size of letters, that what stands beside a text may reach over its height
_MIDDLE = 2.0  # of the size of letters, that a text may stand beside the middle of its table


def freed(grid: Grid, glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The signs inside a grid that are those of its cells, and those of the lines that belong to no cell."""
    free = {id(glyph) for text in texts.of(glyphs) if _is_free(grid, text, glyphs) for glyph in text.glyphs}
    return [one for one in glyphs if id(one) not in free], [one for one in glyphs if id(one) in free]


def placed(rows: Iterable[PdfRow], free: Sequence[Glyph], page: int) -> list[PdfRow]:
    """The rows of a grid, and these signs as lines of text above or below what stands in the same row."""
    lines = [tables.line(line, page) for line in words.word_lines(free)] if free else []
    return [*lines, *(row for one in rows for row in _beside(one, [line.box for line in lines]))]


def _is_free(grid: Grid, text: texts.Text, glyphs: Sequence[Glyph]) -> bool:
    x0, x1 = text.box.x0, text.box.x1
    central = abs(x0 + x1 - grid.box.x0 - grid.box.x1) < 2 * _MIDDLE * text.size
    if not (x0 < grid.xs[1] or central) or not all(_is_over_edges(grid, line) for line in text.lines):
        return False
    own = {glyph.order for glyph in text.glyphs}
    slack = _LEVEL * text.size
    top, bottom = text.box.top + slack, text.box.bottom - slack
    return not any(
        one.top < bottom and top < one.bottom and one.order not in own and not one.text.isspace() for one in glyphs
    )


def _is_over_edges(grid: Grid, line: Sequence[Glyph]) -> bool:
    """Whether a line was painted in one go over several cells, and no gap in it is wider than a space."""
    for one, other in pairwise(line):
        if other.order - one.order > 1 or other.x0 - one.x1 > _SPACE * one.size:
            return False
    cells = {grid.cell_at((one.x0 + one.x1) / 2, (one.top + one.bottom) / 2) for one in line}
    return len(cells - {None}) > 1


def _beside(row: PdfRow, lines: Sequence[Box]) -> Iterator[PdfRow]:
    """The row without the height that these lines take; nothing where it held no more than them."""
    box = row.box
    inside = [line for line in lines if box.top < (line.top + line.bottom) / 2 < box.bottom]
    if not inside:
        yield row
        return
    held = [word for cell in row.cells for word in cell.words]
    if not held:
        return
    for line in inside:
        if line.top < min(word.top for word in held):
            box = Box(box.x0, max(box.top, line.bottom), box.x1, box.bottom)
        else:
            box = Box(box.x0, box.top, box.x1, min(box.bottom, line.top))
    yield replace(row, box=box)
