"""Lines of text beside the cells of a table: the name of an area over its rows, and the heading of some columns.

Paint or lines that end elsewhere may give the name of an area cells of its own. It is told by how it was painted: in
one go, with no more than a space between its words, from the left edge of the table or in its middle, over columns.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.files.pdf import figures, groups, tables, texts, words
from loaders.files.pdf.grids import Grid
from loaders.files.pdf.shapes import Box, Glyph
from loaders.files.pdf.tables import CellLine, PdfRow

_SPACE = 0.6  # of the size of letters; no two words of a line stand further apart
_LEVEL = 0.35  # of the size of letters, that what stands beside a text may reach over its height
_CLOSE = 1.5  # of the size of letters, from the heading of some columns to theirs
_FAR = 14.0  # and where the names of the columns stand at the foot of theirs
_APART = 1.5  # of the size of letters, between two such headings
_MANY, _MOST_WORDS = 4, 8
_YEAR = re.compile(r"^\W*(20\d\d)\b")
_MONEY = re.compile(r"\bkr\b|\bmio\b", re.IGNORECASE)
_MIDDLE = 2.0  # of the size of letters, that a text may stand beside the middle of its table


def freed(grid: Grid, glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The signs inside a grid that are those of its cells, and those of the lines that belong to no cell."""
    painted = texts.of(glyphs)
    whole = [text for text in painted if all(_is_at_once(line) for line in text.lines)]
    ways = [*whole, *_of_single_words(painted)]
    free = {id(glyph) for text in ways if _is_free(grid, text, glyphs) for glyph in text.glyphs}
    return [one for one in glyphs if id(one) not in free], [one for one in glyphs if id(one) in free]


def placed(rows: Iterable[PdfRow], free: Sequence[Glyph], page: int) -> list[PdfRow]:
    """The rows of a grid, and these signs as lines of text above or below what stands in the same row."""
    lines = [tables.line(line, page) for line in words.word_lines(free)] if free else []
    return [*lines, *(row for one in rows for row in _beside(one, [line.box for line in lines]))]


def _of_single_words(painted: Sequence[texts.Text]) -> Iterator[texts.Text]:
    """The lines whose words, or letters, were painted one by one, as far as they hold no digit."""
    line: list[Glyph] = []
    for text in [*painted, None]:
        glyphs = text.glyphs if text and len(text.lines) == 1 else []
        if line and not (glyphs and _goes_on(line[-1], glyphs[0])):
            if not any(glyph.text.isdigit() for glyph in line):
                yield texts.Text([line])
            line = []
        line += glyphs


def _goes_on(one: Glyph, other: Glyph) -> bool:
    gap = (other.x0 - one.x1) / max(1.0, one.size)
    return abs(one.bottom - other.bottom) < _LEVEL and 0 <= gap <= _SPACE


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
    """Whether a line stands over several cells, and no gap in it is wider than a space."""
    if any(other.x0 - one.x1 > _SPACE * one.size for one, other in pairwise(line)):
        return False
    cells = {grid.cell_at((one.x0 + one.x1) / 2, (one.top + one.bottom) / 2) for one in line}
    return len(cells - {None}) > 1


def _is_at_once(line: Sequence[Glyph]) -> bool:
    return all(other.order - one.order <= 1 for one, other in pairwise(line))


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


# ---- headings of some columns


def with_groups(rows: Sequence[PdfRow], is_furniture: Callable[[PdfRow], bool] = lambda _: False) -> list[PdfRow]:
    """The rows of a page; a line close above the heading of a table, over some of its columns, heads those columns.

    Not so the furniture of pages.
    """
    found: list[PdfRow] = []
    begun: set[int] = set()
    for row, below in zip(rows, [*rows[1:], None], strict=False):
        above, before = found[-1] if found else None, found[-2] if len(found) > 1 else None
        if row.table and below and below.table == row.table and (over := groups.over_years(row, below)):
            row = over  # noqa: PLW2901
        is_first = row.table and row.table not in begun and above is not None and not is_furniture(above)
        if is_first and above is not None and (named := _groups(above, row, before)):
            found[-1] = _headed(row, named)
        else:
            found.append(row)
        begun.add(row.table)
    return found


def _groups(line: PdfRow, row: PdfRow, before: PdfRow | None) -> dict[int, str]:
    """The texts of a line by the columns that they head; none where it is no such line.

    One in the middle of the table may be the name of an area, but not where that stands above it, at the table's edge.
    """
    if line.table or len(row.xs) < _MANY or not row.ends or len(line.text.split()) > _MOST_WORDS:
        return {}
    size = max(1.0, line.size)
    named = before is not None and _names_table(before, line, row)
    far = _FAR if named else _CLOSE
    if not -_LEVEL * size < row.box.top - line.box.bottom < far * size or _holds_figures(row):
        return {}
    found: dict[int, str] = {}
    for chunk in _chunks(line.cells[0].words, size):
        over = _headed_columns(chunk, row)
        if not over or 0 in over or _MONEY.search(line.text) or chunk[0].x0 < row.xs[1] - 1:
            return {}
        found |= dict.fromkeys(over, " ".join(word.text for word in chunk))
    centre = line.box.x0 + line.box.x1 - row.xs[0] - row.ends[-1]
    is_sure = all(_YEAR.search(row.cells[at].text) for at in found) or abs(centre) > 2 * _MIDDLE * size
    return found if is_sure or named else {}


def _names_table(before: PdfRow, line: PdfRow, row: PdfRow) -> bool:
    """Whether a line right above another begins at the edge of the table, which the other does not."""
    near = -_LEVEL * line.size < line.box.top - before.box.bottom < _CLOSE * line.size
    return not before.table and near and before.box.x0 < row.xs[1] and len(before.text.split()) <= _MOST_WORDS


def _chunks(held: Sequence[words.Word], size: float) -> list[list[words.Word]]:
    """Words of a line that stand together."""
    found: list[list[words.Word]] = []
    for word in held:
        if found and word.x0 - found[-1][-1].x1 < _APART * size:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _headed_columns(chunk: Sequence[words.Word], row: PdfRow) -> list[int]:
    """The columns that a text stands over, and those beside them that go on with the same run of years."""
    x0, x1 = chunk[0].x0, chunk[-1].x1
    over = [at for at, (left, right) in enumerate(_reaches(row)) if x0 < right and left < x1]
    years = [_YEAR.search(cell.text) for cell in row.cells]
    if not over or not all(years[at] for at in over):
        return over
    for step, at in ((-1, over[0]), (1, over[-1])):
        while 0 < at + step < len(years) and (one := years[at]) and (other := years[at + step]):
            if int(other[1]) - int(one[1]) != step:
                break
            at += step  # noqa: PLW2901
            over.append(at)
    return sorted(over)


def _reaches(row: PdfRow) -> Iterator[tuple[float, float]]:
    """How far each column reaches: its texts, and its name, which may stand to the left of its figures."""
    for cell, left, right in zip(row.cells, row.xs, row.ends, strict=True):
        sides = [(word.x0, word.x1) for word in cell.words] if cell.columns == 1 else []
        yield min([left, *(x0 for x0, _ in sides)]), max([right, *(x1 for _, x1 in sides)])


def _holds_figures(row: PdfRow) -> bool:
    """Whether a cell is a figure and no year, as in a row that is no heading."""
    return any(figures.is_amount(cell.text) for cell in row.cells)


def _headed(row: PdfRow, groups: Mapping[int, str]) -> PdfRow:
    cells = tuple(
        replace(cell, pieces=(CellLine(groups[at]), *cell.pieces)) if at in groups else cell
        for at, cell in enumerate(row.cells)
    )
    return replace(row, cells=cells, heading=True)
