"""Tables that nobody drew, or that only have lines across: cells that stand under each other, with white space between.

The lines of a page are first put into bands: lines that stand close together, between two drawn lines. A band in which
text stands in two or more places beside each other is a row of a table when another such band, near it, has its text
in the same places.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from loaders.files.pdf import tables
from loaders.files.pdf.shapes import Box, Fill, around
from loaders.files.pdf.tables import PdfCell, PdfRow
from loaders.files.pdf.words import Word, WordLine

_BESIDE = 0.8  # of the size of letters: so much white space parts two texts on a line
_BESIDE_LEAST = 0.5
_MANY = 3
_USUAL = 0.4  # the most that lines of one cell stand apart, in parts of the size of their letters
_MORE = 0.25  # so much more parts two rows
_CLOSE = 2.0
_GROUP_LINES = 2
_APART = 4.5  # so far apart are two tables, or a table and what is no part of it
_BULLET = re.compile(r"(?:[•·▪◦●o*–-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])$")
_FIGURE = re.compile(r"[-−–(]?\d[\d.,]*[)*%]?$|[-−–.]$")
_YEAR = re.compile(r"(?:19|20)\d\d$")


class Chunk(NamedTuple):
    """Words of one line with only spaces between them."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        return around([Box(word.x0, word.top, word.x1, word.bottom) for word in self.words])


@dataclass(slots=True)
class _Band:
    """Lines that stand close together, each as its chunks; and the stretches of the page's width that they take.

    `ruled`: a line is drawn across between the band before and this one.
    """

    lines: list[list[Chunk]]
    places: list[tuple[float, float]] = field(default_factory=list)
    ruled: bool = False

    @property
    def box(self) -> Box:
        return around([chunk.box for line in self.lines for chunk in line])

    @property
    def size(self) -> float:
        return max(word.size for line in self.lines for chunk in line for word in chunk.words)


def rows(
    lines: Sequence[WordLine],
    across: Sequence[tuple[float, float, float]],
    fills: Sequence[Fill],
    page: int,
    first: int,
) -> tuple[list[PdfRow], list[WordLine]]:
    """The rows of the tables among these lines of a page, and the lines that belong to none.

    `across` are drawn lines as (y, x0, x1). The tables are numbered from `first` on.
    """
    bands = list(_bands(lines, [y for y, _, _ in across]))
    found: list[PdfRow] = []
    left: list[WordLine] = []
    for table in _tables(bands):
        columns = _columns(table)
        if len(columns) < 2 or sum(len(band.places) > 1 for band in table) < 2:
            left += [
                WordLine(tuple(word for chunk in line for word in chunk.words)) for band in table for line in band.lines
            ]
            continue
        found += _table(table, columns, fills, page, first)
        first += 1
    return found, left


# ---- bands


def _bands(lines: Sequence[WordLine], across: Sequence[float]) -> Iterator[_Band]:
    """The lines of a page in bands, from top to bottom."""
    ordered = sorted((line for line in lines if line.words), key=lambda line: line.box.top)
    limit = _limit(ordered)
    current: list[WordLine] = []
    edges = _edges(ordered)
    bottom, above = 0.0, False
    for line in ordered:
        box = line.box
        ruled = any(bottom - 2 <= y <= box.top + 2 for y in across)
        if current and (ruled or box.top - bottom > limit * line.size):
            yield from _split(current, edges, ruled=above)
            current, above = [], ruled
        current.append(line)
        bottom = box.bottom if len(current) == 1 else max(bottom, box.bottom)
    if current:
        yield from _split(current, edges, ruled=above)


def _edges(lines: Sequence[WordLine]) -> frozenset[int]:
    """Where columns begin on this page: several texts begin there with much white space before them."""
    begun = Counter(round(chunk.words[0].x0) for line in lines for chunk in _chunks(line)[1:])
    return frozenset(x for x, times in begun.items() if times >= _MANY)


def _limit(lines: Sequence[WordLine]) -> float:
    """More space than this between two lines, in parts of their size, parts two rows."""
    gaps = sorted((other.box.top - one.box.bottom) / other.size for one, other in pairwise(lines))
    inner = [gap for gap in gaps if gap > 0]
    return min(_USUAL, inner[len(inner) // 5] if inner else _USUAL) + _MORE


def _split(lines: list[WordLine], edges: Collection[int], *, ruled: bool) -> Iterator[_Band]:
    """A band; or a band for each line, where figures show that the rows of a table stand as close as lines do."""
    chunks = [_chunks(line, edges) for line in lines]
    figures = [any(_FIGURE.match(chunk.words[-1].text) for chunk in line[1:]) for line in chunks]
    left = min(line[0].box.x0 for line in chunks)
    tight = len(chunks) > 1 and all(figures) and all(line[0].box.x0 - left < line[0].words[0].size for line in chunks)
    for group in [[line] for line in chunks] if tight else [chunks]:
        yield _Band(group, _merged(chunk.box for line in group for chunk in line), ruled)


def _chunks(line: WordLine, edges: Collection[int] = ()) -> list[Chunk]:
    groups: list[list[Word]] = []
    for word in line.words:
        before = groups[-1][-1] if groups else None
        bullet = len(groups) == 1 and len(groups[0]) == 1 and _BULLET.match(groups[0][0].text)
        if before and (bullet or word.x0 - before.x1 < _room(before, word, edges) * max(word.size, before.size)):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Chunk(tuple(group)) for group in groups]


def _room(one: Word, other: Word, edges: Collection[int]) -> float:
    """How much white space parts two words into two cells: less between figures, which make no text, and at an edge."""
    if round(other.x0) in edges or (_FIGURE.match(one.text) and _FIGURE.match(other.text)):
        return _BESIDE_LEAST
    return _BESIDE


def _merged(boxes: Iterator[Box]) -> list[tuple[float, float]]:
    """The stretches of the width that are taken, from left to right."""
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted((box.x0, box.x1) for box in boxes):
        if found and x0 < found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


# ---- tables


def _tables(bands: Sequence[_Band]) -> Iterator[list[_Band]]:
    """Bands that are one table, and bands that are none one by one.

    A table goes from its first row with several cells to its last; rows with one cell, in one column, may stand
    between.
    """
    at = 0
    while at < len(bands):
        end = _end(bands, at)
        yield list(bands[at:end])
        at = end


def _end(bands: Sequence[_Band], start: int) -> int:
    """The place after the table that begins at `start`."""
    if len(bands[start].places) < 2:
        return start + 1
    end = start + 1
    places = list(bands[start].places)
    for at in range(start + 1, len(bands)):
        band, before = bands[at], bands[at - 1]
        if _gap(before, band) > _APART or not (_fits(band, places) or _is_group(bands, at)):
            break
        if len(band.places) > 1:
            places = _joined(places, band.places)
            end = at + 1
    return end


def _gap(one: _Band, other: _Band) -> float:
    return (other.box.top - one.box.bottom) / other.size


def _is_group(bands: Sequence[_Band], at: int) -> bool:
    """Whether a text over several columns is the heading of the rows below it: rows stand close above and below it."""
    if at + 1 == len(bands) or len(bands[at].places) > 1 or len(bands[at].lines) > _GROUP_LINES:
        return False
    above, own, below = bands[at - 1 : at + 2]
    is_close = _gap(above, own) < _CLOSE and _gap(own, below) < _CLOSE and own.ruled == below.ruled
    return is_close and len(above.places) > 1 and len(below.places) > 1


def _fits(band: _Band, places: Sequence[tuple[float, float]]) -> bool:
    """Whether a band may be a row of a table with text at these places: no river between them is bridged but once."""
    if len(band.places) == 1:
        x0, x1 = band.places[0]
        return sum(x0 < right and left < x1 for left, right in places) <= 1 and x0 >= places[0][0] - 2
    return sum(max(0, _over(place, places) - 1) for place in band.places) <= max(1, len(places) // 3)


def _over(place: tuple[float, float], places: Sequence[tuple[float, float]]) -> int:
    """How many of the places one stretch of the width stands over."""
    return sum(place[0] < right and left < place[1] for left, right in places)


def _joined(places: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places with those of another row; a cell over several columns leaves the columns as they are."""
    plain = [place for place in others if _over(place, places) < 2]
    wide = [place for place in places if _over(place, plain) < 2]
    return _merged(Box(x0, 0, x1, 0) for x0, x1 in [*wide, *plain])


def _columns(table: Sequence[_Band]) -> list[tuple[float, float]]:
    """The columns of a table: its places, where neighbours that never both hold text are one (a head that stands to the
    left, figures that stand to the right)."""
    places: list[tuple[float, float]] = []
    for band in sorted(table, key=lambda each: -len(each.places)):
        places = _joined(places, band.places) if places else list(band.places)
    columns = [places[0]]
    for place in places[1:]:
        apart = any(_hold_both(band, columns[-1], place) for band in table)
        if apart or (len(columns) == 1 and _is_only_head(table, place, columns[0])):
            columns.append(place)
        else:
            columns[-1] = (columns[-1][0], place[1])
    return columns


def _is_only_head(table: Sequence[_Band], place: tuple[float, float], labels: tuple[float, float]) -> bool:
    """Whether a place holds text only in the head of a table, whose column of labels has its own head."""
    depth = next((at for at, band in enumerate(table) if _has_figures(band)), 0)
    in_head = any(_holds(band, labels) for band in table[:depth])
    return in_head and not any(_holds(band, place) for band in table[depth:])


def _has_figures(band: _Band) -> bool:
    """Whether one of its cells, but not the first, is a figure and no year."""
    words = [chunk.words[-1].text for line in band.lines for chunk in line[1:]]
    return any(_FIGURE.match(word) and not _YEAR.match(word) for word in words)


def _holds(band: _Band, column: tuple[float, float]) -> bool:
    return any(x0 < column[1] and column[0] < x1 for x0, x1 in band.places)


def _hold_both(band: _Band, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether a row has a text in each of two columns, and not only one that goes over both."""
    first = [place for place in band.places if place[0] < one[1] and one[0] < place[1]]
    second = [place for place in band.places if place[0] < other[1] and other[0] < place[1]]
    return bool(first and second and first != second)


def _table(
    table: Sequence[_Band], columns: Sequence[tuple[float, float]], fills: Sequence[Fill], page: int, number: int
) -> list[PdfRow]:
    cells = [_cells(band, columns) for band in table]
    widths = [max((line.box.width for row in cells for line in row[at][0]), default=0.0) for at in range(len(columns))]
    read = []
    for band, row in zip(table, cells, strict=True):
        if len(band.places) == 1 and row[0][1] > 1:
            read += [
                tables.line(WordLine(tuple(word for chunk in line for word in chunk.words)), page)
                for line in band.lines
            ]
            continue
        made = tuple(_cell(lines, span, widths[at], fills) for at, (lines, span) in enumerate(row))
        read.append(PdfRow(made, page, band.box, 0.0, number, tuple(x0 for x0, _ in columns)))
    return _with_one_heading(read)


def _cells(band: _Band, columns: Sequence[tuple[float, float]]) -> list[tuple[list[WordLine], int]]:
    """(lines, how many columns they go over) for each column; a cell over several stands in the first of them."""
    found: list[tuple[list[WordLine], int]] = [([], 1) for _ in columns]
    headings: list[tuple[list[int], WordLine]] = []
    for place in band.places:
        over = [at for at, column in enumerate(columns) if place[0] < column[1] and column[0] < place[1]]
        if any(over[0] in columns_of for columns_of, _ in headings):
            continue  # its text stands there already
        if len(over) > 1 and (stacked := _under_each_other(band, columns, over)):
            for at, lines in stacked.items():
                found[at] = (lines, 1)
            headings.append((over, stacked[over[0]][0]))
            continue
        lines = []
        for line in band.lines:
            words = [
                word for chunk in line for word in chunk.words if place[0] - 1 <= word.x0 and word.x1 <= place[1] + 1
            ]
            lines += [WordLine(tuple(words))] if words else []
        found[over[0]] = ([*found[over[0]][0], *lines], len(over))
    for over, heading in headings:
        _spread(found, over, heading)
    return found


def _spread(found: list[tuple[list[WordLine], int]], over: Sequence[int], heading: WordLine) -> None:
    """Put the heading of some columns over their neighbours too, whose own names stand only below it."""
    for at, step in ((over[0] - 1, -1), (over[-1] + 1, 1)):
        while 0 < at < len(found) and found[at][0] and found[at][0][0].box.top > heading.box.bottom - heading.size / 2:
            found[at] = ([heading, *found[at][0]], 1)
            at += step  # noqa: PLW2901


def _under_each_other(
    band: _Band, columns: Sequence[tuple[float, float]], over: Sequence[int]
) -> dict[int, list[WordLine]] | None:
    """A heading over several columns with their own names below it: the lines of each column, the heading in all.

    None for a text that only goes over several columns.
    """
    found: dict[int, list[WordLine]] = {at: [] for at in over}
    parted = False
    for line in band.lines:
        hit = 0
        for chunk in line:
            box = chunk.box
            own = [at for at in over if box.x0 < columns[at][1] and columns[at][0] < box.x1]
            for at in own:
                found[at].append(WordLine(chunk.words))
            hit += bool(own)
        parted = parted or hit > 1
    return found if parted else None


def _cell(lines: Sequence[WordLine], span: int, width: float, fills: Sequence[Fill]) -> PdfCell:
    if not lines:
        return PdfCell()
    box = around([line.box for line in lines])
    bare, spot = tables.spotless(lines)
    return PdfCell(tables.pieces(bare, width if span == 1 else 0.0), spot or tables.cell_colour(box, fills, bare), span)


def _with_one_heading(rows: list[PdfRow]) -> list[PdfRow]:
    """The two rows of a heading made one: a cell over several columns, and their own names below it."""
    if len(rows) < 3 or not rows[0].table or not rows[1].table:
        return rows
    above, below = rows[0], rows[1]
    wide = {at + more for at, cell in enumerate(above.cells) if cell.columns > 1 for more in range(cell.columns)}
    named = {at for at, cell in enumerate(below.cells) if cell.pieces}
    if named and 0 not in named and not any(sign.isdigit() for sign in below.text):
        # a heading in the middle of some columns may not reach over all of them
        wide |= {at for at in named if len(named) > 1 and any(above.cells[other].pieces for other in (at - 1, at))}
    if not wide or not named or not named <= wide:
        return rows
    over = PdfCell()
    cells = []
    for at, (one, other) in enumerate(zip(above.cells, below.cells, strict=True)):
        over = one if one.pieces or at not in wide else over
        cells.append(tables.stacked([over, other] if at in wide else [one]))
    box = Box(above.box.x0, above.box.top, below.box.x1, below.box.bottom)
    return [replace(above, cells=tuple(cells), box=box, heading=True), *rows[2:]]
