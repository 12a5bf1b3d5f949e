"""Tables that nobody drew, or that only have lines across: cells that stand under each other, with white space between.

The lines of a page are first put into bands: lines that stand close together, between two drawn lines. A band in which
text stands in two or more places beside each other is a row of a table when another such band, near it, has its text
in the same places.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from loaders.files.pdf import above_headings, dots, figures, headings_between, known, stripes, tables
from loaders.files.pdf.bands import Band, Chunk, Texts, is_large, page_bands, painted_texts
from loaders.files.pdf.shapes import Box, Fill, Page, around, merged
from loaders.files.pdf.tables import PdfCell, PdfRow
from loaders.files.pdf.words import WordLine, of_lines

_CLOSE = 2.0
_GROUP_LINES = 2
_APART = 4.5  # so far apart are two tables, or a table and what is no part of it
_FAR_APART = 14.0  # and so far the rows of many columns
_MANY = 5  # columns
_EDGE = 2.0  # points; so near are the edges of a heading and of what stands below it
_CENTRAL = 4.0  # of the size of letters, that a text may stand beside the middle of its table
_ALIKE = 0.3  # of the size of letters; so near are the edges, or the middles, of texts of one column
_MOST_OVER = 2  # columns; what stands over more is the heading of them all


def rows(
    lines: Sequence[WordLine],
    across: Sequence[tuple[float, float, float]],
    page: Page,
    first: int,
    texts: Texts,
    last: PdfRow | None = None,
) -> tuple[list[PdfRow], list[WordLine]]:
    """The rows of the tables among these lines of a page, and the lines that belong to none.

    `across` are drawn lines as (y, x0, x1). The tables are numbered from `first` on. `last` is the last row of a table
    before these, here or on the page before: what is too little to show its columns may have those of another table.
    """
    bands = list(page_bands(lines, [*(y for y, _, _ in across), *stripes.edges(page.fills)], texts))
    found: list[PdfRow] = []
    left: list[WordLine] = []
    apart = above_headings.bands_above(bands, page.fills)
    parted = [(table, _columns(table)) for table in _tables(bands, apart)]
    others = known.columns([columns for table, columns in parted if _is_table(table, columns)], last)
    for table, alone in parted:
        columns = known.adopted(table, alone, others, lambda band: _by_text(band, others) is not None)
        if columns is alone and not _is_table(table, columns):
            left += [
                WordLine(tuple(word for chunk in line for word in chunk.words)) for band in table for line in band.lines
            ]
            continue
        found += _table(table, columns, page.fills, page.number, first)
        first += 1
    return found, left


# ---- tables


def _is_table(table: Sequence[Band], columns: Sequence[tuple[float, float]]) -> bool:
    return len(columns) > 1 and sum(len(band.places) > 1 for band in table) > 1


def _tables(bands: Sequence[Band], apart: Collection[int]) -> Iterator[list[Band]]:
    """Bands that are one table, and bands that are none one by one, as those `apart` are.

    A table goes from its first row with several cells to its last; rows with one cell, in one column, may stand
    between.
    """
    at = 0
    while at < len(bands):
        end = at + 1 if at in apart else _end(bands, at)
        yield list(bands[at:end])
        at = end


def _end(bands: Sequence[Band], start: int) -> int:
    """The place after the table that begins at `start`."""
    if len(bands[start].places) < 2 or is_large(bands, start):
        return start + 1
    end = start + 1
    places = list(bands[start].places)
    for at in range(start + 1, len(bands)):
        band, before = bands[at], bands[at - 1]
        apart = _FAR_APART if _is_full(band, places) else _APART
        if (
            is_large(bands, at)
            or _gap(before, band) > apart
            or not (_fits(band, places) or _is_group(bands, at, start))
        ):
            break
        if len(band.places) > 1:
            places = _joined(places, band.places)
            end = at + 1
    return end


def _is_full(band: Band, places: Sequence[tuple[float, float]]) -> bool:
    """Whether a band has text in many columns, and in each of its own: a row, however high the rows are."""
    return len(band.places) >= _MANY and all(_over(place, places) == 1 for place in band.places)


def _gap(one: Band, other: Band) -> float:
    return (other.box.top - one.box.bottom) / other.size


def _is_group(bands: Sequence[Band], at: int, start: int) -> bool:
    """Whether a text over several columns is the heading of the rows below it: rows stand close above and below it.

    A line may be drawn above it where it stands below the heading of its table, at `start`.
    """
    if at + 1 == len(bands) or len(bands[at].places) > 1 or len(bands[at].lines) > _GROUP_LINES:
        return False
    above, own, below = bands[at - 1 : at + 2]
    is_close = (
        _gap(above, own) < _CLOSE
        and _gap(own, below) < _CLOSE
        and (own.ruled == below.ruled or (at == start + 1 and not below.ruled))
    )
    return is_close and len(above.places) > 1 and len(below.places) > 1


def _fits(band: Band, places: Sequence[tuple[float, float]]) -> bool:
    """Whether a band may be a row of a table with text at these places: no river between them is bridged but once."""
    if len(band.places) == 1:
        x0, x1 = band.places[0]
        return sum(x0 < right and left < x1 for left, right in places) <= 1 and x0 >= places[0][0] - 2
    return sum(max(0, _over(place, places) - 1) for place in band.places) <= max(1, len(places) // 3)


def _over(place: tuple[float, float], places: Sequence[tuple[float, float]]) -> int:
    """How many of the places one stretch of the width stands over."""
    return len(_which(place, places))


def _which(place: tuple[float, float], places: Sequence[tuple[float, float]]) -> list[int]:
    """Which of the places one stretch of the width stands over."""
    return [at for at, (left, right) in enumerate(places) if place[0] < right and left < place[1]]


def _joined(places: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places with those of another row; a cell over several columns leaves the columns as they are."""
    plain = [place for place in others if _over(place, places) < 2]
    wide = [place for place in places if _over(place, plain) < 2]
    return merged(Box(x0, 0, x1, 0) for x0, x1 in [*wide, *plain])


def _columns(table: Sequence[Band]) -> list[tuple[float, float]]:
    """The columns of a table: its places, where neighbours that never both hold text are one (a head that stands to the
    left, figures that stand to the right)."""
    places: list[tuple[float, float]] = []
    for band in sorted(table, key=lambda each: -len(each.places)):
        places = _joined(places, band.places) if places else list(band.places)
    columns = [places[0]]
    for place in places[1:]:
        apart = any(_hold_both(band, columns[-1], place) for band in table)
        if apart or _is_only_head(table, place, columns[-1]):
            columns.append(place)
        else:
            columns[-1] = (columns[-1][0], place[1])
    aside = (place for band in table for place in band.places if not _which(place, columns))
    return sorted([*columns, *merged(Box(x0, 0, x1, 0) for x0, x1 in aside)])


def _is_only_head(table: Sequence[Band], place: tuple[float, float], labels: tuple[float, float]) -> bool:
    """Whether a place holds text only in the head of a table, whose column of labels has its own head."""
    depth = next((at for at, band in enumerate(table) if _has_figures(band)), 0)
    in_head = any(_holds(band, labels) for band in table[:depth])
    return in_head and not any(_holds(band, place) for band in table[depth:])


def _has_figures(band: Band) -> bool:
    """Whether one of its cells, but not the first, is a figure and no year."""
    words = [chunk.words[-1].text for line in band.lines for chunk in line[1:]]
    return any(figures.is_figure_or_none(word) and not figures.is_year(word) for word in words)


def _holds(band: Band, column: tuple[float, float]) -> bool:
    return any(x0 < column[1] and column[0] < x1 for x0, x1 in band.places)


def _hold_both(band: Band, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether a row has a text in each of two columns, and not only one that goes over both."""
    first = [place for place in band.places if place[0] < one[1] and one[0] < place[1]]
    second = [place for place in band.places if place[0] < other[1] and other[0] < place[1]]
    return bool(first and second and first != second)


def _table(
    table: Sequence[Band], columns: Sequence[tuple[float, float]], fills: Sequence[Fill], page: int, number: int
) -> list[PdfRow]:
    cells = [_cells(band, columns) for band in table]
    widths = [max((line.box.width for row in cells for line in row[at][0]), default=0.0) for at in range(len(columns))]
    read = []
    for band, row in zip(table, cells, strict=True):
        alone = len(band.places) == 1
        if alone and (row[0][1] > 1 or not _which(band.places[0], columns) or _is_central(band, columns, table)):
            read += [
                tables.line(WordLine(tuple(word for chunk in line for word in chunk.words)), page)
                for line in band.lines
            ]
            continue
        made = tuple(_cell(lines, span, widths[at], fills) for at, (lines, span) in enumerate(row))
        xs, ends = tuple(x0 for x0, _ in columns), tuple(x1 for _, x1 in columns)
        whole = tables.with_blank_colours(PdfRow(made, page, band.box, 0.0, number, xs, ends), fills)
        read.append(dots.with_dots(whole, fills))
    return _with_one_heading(_named(read))


def _is_central(band: Band, columns: Sequence[tuple[float, float]], table: Sequence[Band]) -> bool:
    """Whether a text stands alone in the middle of the table, as the name of the rows below it, and of no column."""
    box, size = band.box, band.size
    central = abs(box.x0 + box.x1 - columns[0][0] - columns[-1][1]) < 2 * _CENTRAL * size
    first = columns[0][1] > box.x0
    others = [place for row in table if len(row.places) > 1 for place in row.places]
    set_alike = any(
        min(abs(box.x0 - x0), abs(box.x1 - x1), abs(box.x0 + box.x1 - x0 - x1) / 2) < _ALIKE * size for x0, x1 in others
    )
    return central and not set_alike and not first


def _named(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The rows; what stands alone above a heading that is printed again is no row but a line."""
    found = []
    for at, row in enumerate(rows):
        alone = row.table and row.cells[0].pieces and not any(cell.pieces or cell.colour for cell in row.cells[1:])
        if alone and at and at + 1 < len(rows) and rows[at + 1].text == rows[0].text:
            row = PdfRow(row.cells[:1], row.page, row.box, row.size)  # noqa: PLW2901
        found.append(row)
    return found


def _cells(band: Band, columns: Sequence[tuple[float, float]]) -> list[tuple[list[WordLine], int]]:
    """(lines, how many columns they go over) for each column; a cell over several stands in the first of them."""
    if (dealt := _by_text(band, columns)) is not None:
        return [(lines, 1) for lines in dealt]
    found: list[tuple[list[WordLine], int]] = [([], 1) for _ in columns]
    headings: list[tuple[list[int], WordLine]] = []
    for place in band.places:
        over = _which(place, columns)
        if not over or any(over[0] in columns_of for columns_of, _ in headings):
            continue  # it is a line of its own, or its text stands there already
        if len(over) > 1 and (stacked := headings_between.under_each_other(band, columns, over, place)):
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


def _by_text(band: Band, columns: Sequence[tuple[float, float]]) -> list[list[WordLine]] | None:
    """The lines of each column, where texts reach over each other and each still has a column of its own."""
    if not any(sum(x0 < right and left < x1 for left, right in columns) > 1 for x0, x1 in band.places):
        return None
    texts = painted_texts(band.lines)
    homes = _homes([_over_columns(text, columns) for text in texts])
    if len(homes) < 2 or len(set(homes)) < len(homes):
        return None
    found: list[list[WordLine]] = [[] for _ in columns]
    for home, text in zip(homes, texts, strict=True):
        found[home] = _lines(band, text)
    return found


def _homes(over: Sequence[tuple[int | None, Sequence[int]]]) -> list[int]:
    """The column of each text; none where one cannot be told. Between two others it is the only one that is left."""
    sure = [home for home, _ in over]
    told = [home for home in sure if home is not None]
    if told != sorted(told):
        return told if len(told) == len(over) else []
    found = []
    for at, (home, columns) in enumerate(over):
        before = max((one for one in sure[:at] if one is not None), default=-1)
        after = min((one for one in sure[at + 1 :] if one is not None), default=len(columns) + max(columns, default=0))
        left = [home] if home is not None else [one for one in columns if before < one < after]
        if len(left) != 1:
            return []
        found += left
    return found


def _lines(band: Band, text: Sequence[Chunk]) -> list[WordLine]:
    """The lines of one text, from top to bottom."""
    own = {id(chunk) for chunk in text}
    lines = ([word for chunk in line if id(chunk) in own for word in chunk.words] for line in band.lines)
    return [WordLine(tuple(words)) for words in lines if words]


def _over_columns(text: Sequence[Chunk], columns: Sequence[tuple[float, float]]) -> tuple[int | None, Sequence[int]]:
    """The column that a text belongs to, whose edge is its own, or the only one that it stands over; and all those."""
    box = around([chunk.box for chunk in text])
    over = [at for at, (x0, x1) in enumerate(columns) if box.x0 < x1 and x0 < box.x1]
    near = [at for at in over if abs(box.x0 - columns[at][0]) < _EDGE or abs(box.x1 - columns[at][1]) < _EDGE]
    if len(near) == 1 and len(over) <= _MOST_OVER:
        return near[0], over
    return (over[0] if len(over) == 1 else None), over


def _spread(found: list[tuple[list[WordLine], int]], over: Sequence[int], heading: WordLine) -> None:
    """Put the heading of some columns over their neighbours too, whose own names stand only below it."""
    level = found[over[0]][0][-1].box
    for at, step in ((over[0] - 1, -1), (over[-1] + 1, 1)):
        while 0 < at < len(found) and found[at][0] and above_headings.is_name_below(found[at][0], heading, level):
            found[at] = ([heading, *found[at][0]], 1)
            at += step  # noqa: PLW2901


def _cell(lines: Sequence[WordLine], span: int, width: float, fills: Sequence[Fill]) -> PdfCell:
    if not lines:
        return PdfCell()
    box = around([line.box for line in lines])
    bare, spot = tables.spotless(lines)
    colour = spot or tables.cell_colour(box, fills, bare)
    return PdfCell(tables.pieces(bare, width if span == 1 else 0.0, tables.TIGHT_ALONE), colour, span, of_lines(bare))


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
