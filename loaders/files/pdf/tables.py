"""What a page holds, from top to bottom: lines of text, and rows of tables with their cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import NamedTuple

from loaders.files.pdf import boxes, figures, texts, words
from loaders.files.pdf.grids import DrawnCell as Ruled
from loaders.files.pdf.grids import Grid
from loaders.files.pdf.shapes import Box, Fill, Glyph, around
from loaders.files.pdf.words import Word, WordLine
from loaders.files.tabbed import RED_TEXT
from records.tables import STATUS_FILLS

_LEAST_COLOUR = 6.0  # square points of colour in a cell: a dot, a strip along its side
_LEVEL = 0.5  # of the height of paint, or of the text, if that is less, must stand beside the other
_BORDER = 1.0  # as far the paint of a neighbour may reach over
_PADDING, _FAR = 9.0, 1_000.0  # so near its edge a cell's text begins
_TIGHT, TIGHT_ALONE = 1.35, 0.9  # of a letter; where only other lines tell how wide the cell is, its words may do so
_USUAL_SPACE = 0.4  # of the size of letters; a wider one spreads a line out
_APART = 0.8  # of the size of letters; no two words of a text stand further apart
_PARTS, _FIGURES = 5, 2
_OVER = 0.4  # of the size of letters shared by two lines, one is printed over the other
_WHOLE = 0.85  # of a cell; what is painted over that much hides what was painted before


class CellLine(NamedTuple):
    """A line of a cell. `full` tells that the first letter of the next line would not have fitted on it.

    `spaced`: a space was painted at its end, as some programs do where a line breaks between two words.
    """

    text: str
    full: bool = False
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class PdfCell:
    """What stands in a cell: its lines, and the status colour that it is painted in ("" for none).

    `words` are the printed words that it is made of, with their places, until the page is checked (`placement`).
    """

    pieces: tuple[CellLine, ...] = ()
    colour: str = ""
    columns: int = 1
    words: tuple[Word, ...] = field(default=(), compare=False, repr=False)

    @property
    def text(self) -> str:
        """The lines with a space between them, for comparing."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class PdfRow:
    """A row of a table, or a line of text (one cell, `table` is 0). `xs` are the left edges of its columns, `ends`
    the right ones.

    A merged cell stands in every place that it takes. `like_row`: a line of text that looks like a row of a table.
    """

    cells: tuple[PdfCell, ...]
    page: int
    box: Box
    size: float
    table: int = 0
    xs: tuple[float, ...] = field(default=())
    ends: tuple[float, ...] = ()
    heading: bool = False
    like_row: bool = False

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells if cell.pieces)


def line(found: WordLine, page: int) -> PdfRow:
    """A line of running text."""
    cell = PdfCell((CellLine(found.text),), words=found.words)
    return PdfRow((cell,), page, found.box, found.size, like_row=_is_like_row(found))


def _is_like_row(found: WordLine) -> bool:
    """Whether a line has many parts that stand apart, some of them figures."""
    gaps = sum(other.x0 - word.x1 > _APART * word.size for word, other in pairwise(found.words))
    counted = sum(figures.is_figure(word.text) for word in found.words)
    return gaps >= _PARTS - 1 and counted >= _FIGURES


def ruled(
    grid: Grid, inside: Sequence[Sequence[WordLine]], fills: Sequence[Fill], page: int, number: int
) -> list[PdfRow]:
    """The rows of a drawn table. `inside` are the lines of each of its cells."""
    bare = [spotless(found) for found in inside]
    widths = _inner_widths(grid, [found for found, _ in bare])
    cells = [
        PdfCell(
            pieces(found, widths[ruled.column] if ruled.columns == 1 else 0.0),
            spot or cell_colour(ruled.box, fills, found),
            ruled.columns,
            words.of_lines(found),
        )
        for ruled, (found, spot) in zip(grid.cells, bare, strict=True)
    ]
    return list(_rows(grid, cells, page, number))


def lines_inside(grid: Grid, glyphs: Sequence[Glyph]) -> list[list[WordLine]]:
    """The lines of each cell of a grid. A text that reaches out of its cell stays whole in it."""
    held: list[list[Glyph]] = [[] for _ in grid.cells]
    homes = _homes(grid, glyphs)
    for run in words.runs(glyphs):
        for at, part in _in_cells(grid, run, homes.get(run[0].order)):
            held[at] += part
    return [words.word_lines(one) if one else [] for one in held]


def _homes(grid: Grid, glyphs: Sequence[Glyph]) -> dict[int, int]:
    """The cells of the texts of several lines whose lines all begin in one, by the first sign of each line; also where
    the lower ones run on into the next, over the text there."""
    found: dict[int, int] = {}
    painted = texts.of(glyphs)
    for text in painted:
        firsts = [line[0] for line in text.lines]
        places = [grid.cell_at(glyph.x0 + 0.5, (glyph.top + glyph.bottom) / 2) for glyph in firsts]
        at = places[0]
        if len(firsts) < 2 or at is None:
            continue
        low = [line for line, place in zip(text.lines, places, strict=True) if place != at]
        if all(_is_over_another(around(line), text, painted) for line in low):
            found |= {glyph.order: at for glyph in firsts}
    return found


def _is_over_another(line: Box, own: texts.Text, painted: Sequence[texts.Text]) -> bool:
    """Whether a line is printed over that of another text."""
    others = (around(other) for text in painted if text is not own and text.box.shared(line) for other in text.lines)
    return any(
        min(min(line.bottom, other.bottom) - max(line.top, other.top), min(line.x1, other.x1) - max(line.x0, other.x0))
        > _OVER * own.size
        for other in others
    )


def _in_cells(grid: Grid, run: Sequence[Glyph], home: int | None) -> Iterator[tuple[int, Sequence[Glyph]]]:
    """The cells that the text of a run stands in, each with its part of the text; `home` where its other lines are."""
    places = [grid.cell_at((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2) for glyph in run]
    if len(set(places)) == 1:
        if places[0] is not None:
            yield (places[0] if home is None else home), run
        return
    spans = list(words.spans(run))
    at = _home(grid, run) if any(_is_crossed(places[first:end]) for first, end in spans) else home
    if at is not None:
        yield at, run
        return
    for first, end in spans:  # a word that reaches out of the table is whole in its cell
        places[first:end] = [next((place for place in places[first:end] if place is not None), None)] * (end - first)
    for place, part in groupby(zip(places, run, strict=True), key=lambda pair: pair[0]):
        if place is not None:
            yield place, [glyph for _, glyph in part]


def _is_crossed(places: Sequence[int | None]) -> bool:
    """Whether a word stands in two cells."""
    return len({place for place in places if place is not None}) > 1


def _home(grid: Grid, run: Sequence[Glyph]) -> int | None:
    """The cell of a text that reaches over its edge: where it begins, or ends if it stands to the right."""
    middle = (run[0].top + run[0].bottom) / 2
    left, right = run[0].x0, max(glyph.x1 for glyph in run)
    first, last = grid.cell_at(left + 0.5, middle), grid.cell_at(right - 0.5, middle)
    before = left - grid.cells[first].box.x0 if first is not None else _FAR
    after = grid.cells[last].box.x1 - right if last is not None else _FAR
    if min(before, after) < _PADDING:
        return first if before <= after + 1 else last
    return grid.cell_at((left + right) / 2, middle)


def spotless(found: Sequence[WordLine]) -> tuple[list[WordLine], str]:
    """The lines without coloured dots beside their words, and the colour of the dots ("" for none, or for several)."""
    colours = {word.colour for one in found for word in one.words if _is_spot(word)}
    if not colours:
        return list(found), ""
    kept = (WordLine(tuple(word for word in one.words if not _is_spot(word))) for one in found)
    return [one for one in kept if one.words], colours.pop() if len(colours) == 1 else ""


def _is_spot(word: Word) -> bool:
    return bool(word.colour) and all(sign in boxes.SPOTS for sign in word.text)


def _inner_widths(grid: Grid, inside: Sequence[Sequence[WordLine]]) -> list[float]:
    """How much fits between the margins of each column's cells, which are as wide to the right as to the left; at least
    as much as its widest line."""
    widths = [0.0] * (len(grid.xs) - 1)
    margins = [_FAR] * (len(grid.xs) - 1)
    for cell, found in zip(grid.cells, inside, strict=True):
        if cell.columns == 1 and found:
            widths[cell.column] = max([widths[cell.column], *(one.box.width for one in found)])
            margins[cell.column] = min([margins[cell.column], *(one.box.x0 - cell.box.x0 for one in found)])
    rooms = (x1 - x0 - 2 * margin for x0, x1, margin in zip(grid.xs, grid.xs[1:], margins, strict=False))
    return [max(width, room) if 0 <= margin < _PADDING else width
            for width, room, margin in zip(widths, rooms, margins, strict=True)]  # fmt: skip


def pieces(found: Sequence[WordLine], width: float, tight: float = _TIGHT) -> tuple[CellLine, ...]:
    """The lines of a cell. In a cell whose `width` is not known (0) each line but the last counts as full; so does one
    that leaves less room than `tight` times the first letter of the next."""
    pieces = []
    for at, one in enumerate(found):
        following = found[at + 1].words[0].first if at + 1 < len(found) else None
        full = following is not None and (not width or width - _natural_width(one) < tight * following)
        pieces.append(CellLine(one.text, full, one.words[-1].spaced))
    return tuple(pieces)


def _natural_width(one: WordLine) -> float:
    """How wide a line is without the space that spreads it out to both edges of its cell."""
    spread = (other.x0 - word.x1 - _USUAL_SPACE * word.size for word, other in pairwise(one.words))
    return one.box.width - sum(extra for extra in spread if extra > 0)


def cell_colour(box: Box, fills: Sequence[Fill], found: Sequence[WordLine]) -> str:
    """The status colour that a cell is painted in, that a mark in it has, or that all of its text has."""
    box = Box(box.x0 + _BORDER, box.top + _BORDER, box.x1 - _BORDER, box.bottom - _BORDER)
    area = max(1.0, box.width * box.height)
    text = around([line.box for line in found]) if found else box
    painted: dict[str, float] = {}
    for fill in fills:
        shared = fill.box.shared(box)
        if not shared:
            continue
        inside = box.top - 2 * _BORDER <= fill.box.top and fill.box.bottom <= box.bottom + 2 * _BORDER
        if not inside and not _is_level(fill.box, text):
            continue  # it reaches in from the row above or below
        if shared >= _WHOLE * area:
            painted = {fill.colour: shared}
        else:
            painted[fill.colour] = painted.get(fill.colour, 0.0) + shared
    named = {colour: size for colour, size in painted.items() if colour in STATUS_FILLS}
    colour = max(named, key=named.__getitem__, default="")
    if named.get(colour, 0.0) >= _LEAST_COLOUR:
        return colour
    texts = {word.colour for one in found for word in one.words}
    if texts == {"red"}:
        return RED_TEXT
    return texts.pop() if len(texts) == 1 else ""


def _is_level(one: Box, other: Box) -> bool:
    """Whether two boxes stand beside or over each other for most of the lower one's height."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _LEVEL * min(one.height, other.height)


def with_blank_colours(row: PdfRow, fills: Sequence[Fill]) -> PdfRow:
    """A row without lines whose blank cells have the colours that are painted there, as a column of traffic lights.

    A row with one text alone is the name of those below it, and its paint is decoration.
    """
    if sum(bool(cell.pieces) for cell in row.cells) < 2 or not row.ends:
        return row
    near = [one for one in fills if one.box.top < row.box.bottom and row.box.top < one.box.bottom]
    cells = list(row.cells)
    for at, (cell, x0, x1) in enumerate(zip(row.cells, row.xs, row.ends, strict=True)):
        if near and not cell.pieces and not cell.colour:
            colour = cell_colour(Box(x0, row.box.top, x1, row.box.bottom), near, ())
            cells[at] = replace(cell, colour=colour)
    return replace(row, cells=tuple(cells))


def _rows(grid: Grid, cells: Sequence[PdfCell], page: int, number: int) -> Iterator[PdfRow]:
    """The rows of a grid, those of its heading made one, a cell over the whole width a line of its own."""
    width = len(grid.xs) - 1
    skip = 0
    for at in range(len(grid.owner)):
        places = grid.owner[at]
        box = Box(grid.box.x0, grid.ys[at], grid.box.x1, grid.ys[at + 1])
        if at < skip:
            continue
        if len(set(places)) == 1:
            if grid.cells[places[0]].row == at:
                yield from _free(cells[places[0]], page, box)
            continue
        if _is_section(grid, cells, places):
            yield from _free(cells[places[0]], page, box)
            skip = at + 1
            continue
        depth = _heading_depth(grid, cells, at) if at == skip else 1
        skip = max(skip, at + depth)
        deep = [tuple(grid.owner[at + more][column] for more in range(depth)) for column in range(width)]
        row = tuple(stacked([cells[place] for place in dict.fromkeys(column)]) for column in deep)
        if depth == 1:
            row = tuple(_once(grid.cells[place], cells[place], column) for column, place in enumerate(places))
        if any(cell.pieces or cell.colour for cell in row) and _holds_its_own(grid, cells, at):
            yield PdfRow(row, page, box, 0.0, number, grid.xs[:-1], grid.xs[1:], heading=depth > 1)


def _holds_its_own(grid: Grid, cells: Sequence[PdfCell], at: int) -> bool:
    """Whether a text or a colour begins in a row: what only goes on from the one above is that one, in which something
    is drawn."""
    return any(grid.cells[place].row == at and (cells[place].pieces or cells[place].colour) for place in grid.owner[at])


def _is_section(grid: Grid, cells: Sequence[PdfCell], places: Sequence[int]) -> bool:
    """Whether a row only holds a text that runs on from the first column, over others without text."""
    first = grid.cells[places[0]]
    return (
        first.columns > 1
        and first.rows == 1
        and not any(cells[at].pieces or cells[at].colour for at in places[first.columns :])
        and bool(cells[places[0]].pieces)
    )


def _free(cell: PdfCell, page: int, box: Box) -> Iterator[PdfRow]:
    """A cell over the whole width of the table: the name of an area, a caption, a note."""
    height = box.height / max(1, len(cell.pieces))
    for at, piece in enumerate(cell.pieces):
        own = Box(box.x0, box.top + at * height, box.x1, box.top + (at + 1) * height)
        yield PdfRow((replace(cell, pieces=(piece,)),), page, own, 0.0)


def _once(ruled: Ruled, cell: PdfCell, column: int) -> PdfCell:
    """A cell over several columns of a row stands in the first of them; over several rows, in each."""
    return cell if column == ruled.column else PdfCell()


def stacked(cells: Sequence[PdfCell]) -> PdfCell:
    """The cells of a heading that stand over each other, as one."""
    pieces = [piece._replace(full=False) if at == len(cell.pieces) - 1 else piece
              for cell in cells for at, piece in enumerate(cell.pieces)]  # fmt: skip
    printed = tuple(word for cell in cells for word in cell.words)
    return PdfCell(tuple(pieces), next((cell.colour for cell in cells if cell.colour), ""), words=printed)


def _heading_depth(grid: Grid, cells: Sequence[PdfCell], first: int) -> int:
    """How many rows the heading takes that begins at row `first`: more than one where a cell stands over several.

    Beside a cell that stands over others every cell either reaches down to them or has nothing below it; a form, where
    each row has its own label, is no heading.
    """
    depth = 1
    while first + depth < len(grid.owner) and depth < 4 and _goes_on(grid, cells, first + depth - 1):
        depth += 1
    return depth


def _goes_on(grid: Grid, cells: Sequence[PdfCell], row: int) -> bool:
    above, below = grid.owner[row], grid.owner[row + 1]
    if len(set(above)) == 1 or len(set(below)) < 2 or any(figures.is_amount(cells[place].text) for place in below):
        return False
    over = False
    for column, (one, other) in enumerate(zip(above, below, strict=True)):
        if one == other:
            continue
        wide = grid.cells[one].columns > 1
        if wide and grid.cells[other].columns < grid.cells[one].columns and cells[other].pieces:
            over = over or grid.cells[one].column == column
        elif cells[one].pieces and cells[other].pieces:
            return False
    return over
