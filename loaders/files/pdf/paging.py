"""What the edges of pages broke: page furniture, headings that are repeated, rows that go on on the next page."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from math import ceil

from loaders import vocabulary
from loaders.files.pdf import figures
from loaders.files.pdf.boxes import SPOTS
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow

_EDGE = 0.11  # of a page's height, at its top and foot, is where furniture stands
_SHARE = 0.4  # of the pages have their furniture; what fewer have may be a heading that comes again
_SAME_PLACE = 4.0  # points
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:side|s\.|page|p\.)\s*)?(\d{1,4})(?:\s*(?:af|/|of|ud af)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"^(?:side|page)\b:?\s*\d{1,4}\s*(?:af|/|of|ud af)\s*\d{1,4}$", re.IGNORECASE)
_NUMBER_IN = re.compile(r"\b(?:side|page)\b:?\s*\d{1,4}\b", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?:https?|file)://\S+(?:\s+\d+\s*/\s*\d+)?$", re.IGNORECASE)
_MOMENT = re.compile(
    r"^\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+(?:kl\.?\s*)?\d{1,2}[.:]\d\d(?:[.:]\d\d)?(?:\s*[AP]M)?(?:\s.*)?$"
)
_DIGITS = re.compile(r"(?<!\d)(?!20\d\d(?!\d))\d+")  # "Vedtaget med budget 2025" is no head like that of 2024
_LEAST_PAGES = 3
_MANY = 5  # columns; the rest of a row has no text in each of so many
_MOSTLY = 0.9
_SAME_COLUMNS = 8.0  # points
_NEAR = 40  # rows above one
_NAMED = 2  # columns of a heading
_CAPTIONS = 3  # lines that may be repeated above a table that goes on
SHORT_VALUE = re.compile(r"^(?:ja|nej|n/?a|[-−–]?[\d.,]+|(?:19|20)\d\d|[☐☒])$", re.IGNORECASE)


def whole(pages: Sequence[tuple[float, Sequence[PdfRow]]]) -> list[PdfRow]:
    """All rows of a document, given each page's height and rows, as if it were one long page."""
    again = Counter(pattern for height, rows in pages for pattern in {_pattern(row) for row in _numbered(height, rows)})
    numbered = {pattern for pattern, count in again.items() if count > 1}
    cleared = _without_furniture([(height, _with_loose_edges(height, rows, numbered)) for height, rows in pages])
    rows: list[PdfRow] = []
    headings: dict[int, PdfRow] = {}
    for _, found in cleared:
        _append(rows, list(found), headings)
    return rows


def _numbered(height: float, rows: Sequence[PdfRow]) -> Iterator[PdfRow]:
    """The rows of tables at the edges of a page that may hold its number, or the moment when it was printed."""
    edges = (row for row in rows if row.table and _is_at_edge(row, height))
    return (row for row in edges if any(map(_NUMBER_IN.search, _texts(row))) or _MOMENT.match(row.text))


def _with_loose_edges(height: float, rows: Sequence[PdfRow], again: Collection[tuple[str, int]]) -> list[PdfRow]:
    """The rows of a page; those of a table at its edge that hold the number of the page, and what stands beyond them,
    are lines of text, which a list that is set in columns has in the same columns. `again` are the patterns of such
    rows that come again on another page."""
    made = list(rows)
    sure = {id(row) for row in _numbered(height, rows) if _pattern(row) in again}
    numbered = [
        at for at, row in enumerate(rows) if row.table and (id(row) in sure or any(map(_NUMBERED.match, _texts(row))))
    ]
    tops = [at for at in numbered if rows[at].box.bottom < _EDGE * height]
    feet = [at for at in numbered if rows[at].box.top > (1 - _EDGE) * height]
    beyond = {*range(max(tops, default=-1) + 1), *range(min(feet, default=len(rows)), len(rows))}
    for at in beyond:
        if rows[at].table:
            made[at] = replace(rows[at], cells=(PdfCell((CellLine(rows[at].text),)),), table=0, xs=(), ends=())
    return made


def _texts(row: PdfRow) -> Iterator[str]:
    return (cell.text for cell in row.cells if cell.pieces)


def _without_furniture(pages: Sequence[tuple[float, Sequence[PdfRow]]]) -> list[tuple[float, list[PdfRow]]]:
    """The pages without page numbers, and without lines that stand at the same place of the edge of several pages.

    The first of such lines is kept, above all else on its page: it may be the only place where the document's title
    stands. What a browser prints there is not: addresses and times.
    """
    seen: dict[tuple[str, int], list[int]] = defaultdict(list)
    for at, (height, rows) in enumerate(pages):
        for row in _edge(height, rows):
            seen[_pattern(row)].append(at)
    needed = max(min(_LEAST_PAGES, len(pages)), ceil(_SHARE * len(pages)))
    furniture = {pattern: found[0] for pattern, found in seen.items() if needed > 1 and len(set(found)) >= needed}
    offset = _number_offset(pages)
    cleared = []
    for at, (height, rows) in enumerate(pages):
        gone = {
            id(row)
            for row in _edge(height, rows)
            if _is_number(row, at, offset) or _of_browser(row) or (furniture.get(_pattern(row), at) != at)
        }
        left = [row for row in rows if id(row) not in gone]
        below = {id(row) for row in _edge(height, left) if _pattern(row) in furniture and row.box.top > height / 2}
        cleared.append((height, sorted(left, key=lambda row: id(row) not in below)))
    return cleared


def _of_browser(row: PdfRow) -> bool:
    return bool(_ADDRESS.search(row.text) or _MOMENT.match(row.text))


def printed_before(height: float, pages: Sequence[tuple[float, Sequence[PdfRow]]]) -> Callable[[PdfRow], bool]:
    """Tells of a line on the next page, which is so high, whether it stands at its edge as on a page before."""
    seen = {_pattern(row) for before, rows in pages for row in _edge(before, rows)}
    return lambda row: _pattern(row) in seen and bool(_edge(height, [row]))


def _edge(height: float, rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The lines of text at the top and the foot of a page."""
    return [row for row in rows if not row.table and _is_at_edge(row, height)]


def _is_at_edge(row: PdfRow, height: float) -> bool:
    return row.box.bottom < _EDGE * height or row.box.top > (1 - _EDGE) * height


def _pattern(row: PdfRow) -> tuple[str, int]:
    return _DIGITS.sub("#", row.text.lower()), round(row.box.top / _SAME_PLACE)


def _number_offset(pages: Sequence[tuple[float, Sequence[PdfRow]]]) -> int | None:
    """What is added to a page's place to be the number that is printed on it; None where no numbers are printed."""
    counted: Counter[int] = Counter()
    for at, (height, rows) in enumerate(pages):
        counted.update({int(match[1]) - at for row in _edge(height, rows) if (match := _PAGE_NUMBER.match(row.text))})
    if not counted:
        return None
    offset, times = counted.most_common(1)[0]
    return offset if times > 1 or len(pages) == 1 else None


def _is_number(row: PdfRow, at: int, offset: int | None) -> bool:
    match = _PAGE_NUMBER.match(row.text)
    return bool(match and offset is not None and int(match[1]) == at + offset)


def _append(rows: list[PdfRow], found: list[PdfRow], headings: dict[int, PdfRow]) -> None:
    """Put a page after those before it; a table that goes on loses its heading and joins the row that was broken."""
    _join_begun(rows, found, headings)
    last = rows[-1] if rows else None
    first = next((at for at, row in enumerate(found) if row.table), None)
    before = list(headings.values())
    for row in found:
        headings.setdefault(row.table, row)
    if last is None or not last.table or first is None or not _same_columns(last, found[first]):
        rows += found
        return
    heading, number = headings[last.table], found[first].table
    leading = found[:first]
    if leading and not _repeats(leading, rows, heading):
        rows += found
        return
    body = [*_without_rest(found[first], heading), *found[first + 1 :]]
    if not _same(body[0], heading) and any(_same(body[0], one) for one in before):
        rows += found  # another table begins, with the heading of one before
        return
    numbers = {number}
    if _same(body[0], heading):
        body = body[_repeated(rows, heading, body) :]
        numbers |= _below_heading(body, number, last)
    for one in numbers - {last.table}:
        headings.pop(one, None)  # its rows are of the table before, and its first may be the rest of one
    body = [replace(row, table=last.table) if row.table in numbers else row for row in body]
    if body and body[0].table and _goes_on(rows, body[0]):
        rows[-1] = _united(last, body[0])
        body = body[1:]
    rows += body


def _below_heading(body: Sequence[PdfRow], number: int, last: PdfRow) -> set[int]:
    """The table that follows a heading which is printed again, of which no more than the rest of a row was read with
    it: its rows go on with the columns of the `last` row."""
    rest = next((at for at, row in enumerate(body) if row.table != number), len(body))
    if rest > 1 or rest == len(body) or not body[rest].table or not _same_columns(last, body[rest]):
        return set()
    return {body[rest].table}


def _without_rest(row: PdfRow, heading: PdfRow) -> list[PdfRow]:
    """The row; where it is the heading and more, the heading and what stands below it: the rest of a broken row."""
    cuts = [_cut(cell, own) for cell, own in zip(row.cells, heading.cells, strict=True)]
    ends = [cut for cut in cuts if cut is not None]
    named = sum(bool(cell.pieces) for cell in heading.cells)
    if (
        named < _NAMED
        or len(ends) < len(cuts)
        or all(end == len(cell.pieces) for end, cell in zip(ends, row.cells, strict=True))
    ):
        return [row]
    rest = tuple(PdfCell(cell.pieces[end:]) for end, cell in zip(ends, row.cells, strict=True))
    return [replace(heading, page=row.page, table=row.table), replace(row, cells=rest, heading=False)]


def _cut(cell: PdfCell, own: PdfCell) -> int | None:
    """How many lines of a cell are those of the heading's; None where it begins otherwise."""
    wanted, text = own.text.replace(" ", ""), ""
    for at in range(len(cell.pieces) + 1):
        if text == wanted:
            return at
        text += cell.pieces[at].text.replace(" ", "") if at < len(cell.pieces) else ""
    return None


def _repeated(rows: Sequence[PdfRow], heading: PdfRow, body: Sequence[PdfRow]) -> int:
    """How many rows of the heading a page begins with again: its first, and those below it, as that of the units.

    A row that has only its first cell is the name of an area; it is printed again because its cases go on.
    """
    at = next((at for at in range(len(rows) - 1, -1, -1) if rows[at] is heading), len(rows))
    count = 1
    for row, other in zip(body[1:], rows[at + 1 :], strict=False):
        filled = [column for column, cell in enumerate(row.cells) if cell.pieces]
        if not row.table or filled in ([], [0]) or not _same(row, other):
            break
        count += 1
    return count


def _join_begun(rows: list[PdfRow], found: list[PdfRow], headings: dict[int, PdfRow]) -> None:
    """Put lines below a table into the row that they begin: the next page goes on with the text of their columns.

    Each of them stands in a column other than the first, and the next page begins with a row of the same columns.
    """
    at = next((at for at in range(len(rows) - 1, -1, -1) if rows[at].table), len(rows))
    lines = rows[at + 1 :]
    if not lines or not found or not found[0].table or not _same_columns(rows[at], found[0]):
        return
    place = int(_same(found[0], headings[rows[at].table]))
    columns = [_column(line, rows[at]) for line in lines]
    if not all(columns) or rows[at].page != lines[0].page or place == len(found) or not found[place].table:
        return
    if all(found[place].cells[column].pieces for column in columns):
        found[place] = _united(_as_row(lines, columns, found[place]), found[place])
        del rows[at + 1 :]


def _column(line: PdfRow, row: PdfRow) -> int:
    """The column that a line stands in, from its edge on and within it; 0 where that is none or the first."""
    sides = zip(row.xs, (*row.xs[1:], line.box.x1), strict=True)
    inside = (x0 - 1 <= line.box.x0 < x0 + _SAME_PLACE and line.box.x1 <= end for x0, end in sides)
    return next((column for column, fits in enumerate(inside) if fits), 0)


def _as_row(lines: Sequence[PdfRow], columns: Sequence[int], row: PdfRow) -> PdfRow:
    """The lines as a row with the columns of `row`."""
    pieces: dict[int, list[CellLine]] = defaultdict(list)
    for line, column in zip(lines, columns, strict=True):
        pieces[column].append(CellLine(line.text.strip(" " + "".join(SPOTS))))
    cells = tuple(PdfCell(tuple(pieces[column])) for column in range(len(row.cells)))
    return replace(row, cells=cells, page=lines[0].page)


def _repeats(leading: Sequence[PdfRow], rows: Sequence[PdfRow], heading: PdfRow) -> bool:
    """The lines above a table that goes on only repeat those above its beginning ("Tabel 1 (fortsat)")."""
    at = next((at for at in range(len(rows) - 1, -1, -1) if rows[at] is heading), 0)
    texts = {row.text.lower() for row in rows[max(0, at - _CAPTIONS) : at] if not row.table}
    return len(leading) <= _CAPTIONS and all(
        re.sub(r"\W*\(?fort(?:sat|s\.)\)?\W*$", "", row.text.lower()) in texts for row in leading
    )


def _same_columns(one: PdfRow, other: PdfRow) -> bool:
    if len(one.cells) != len(other.cells):
        return False
    if all(abs(a - b) <= _SAME_COLUMNS for a, b in zip(one.xs, other.xs, strict=False)):
        return True
    sides = zip(one.xs, one.ends, other.xs, other.ends, strict=False)
    return bool(one.ends and other.ends) and all(a < d and c < b for a, b, c, d in sides)


def _same(one: PdfRow, other: PdfRow) -> bool:
    """The same texts, wherever their lines break."""
    texts = ["\t".join(cell.text for cell in row.cells).replace(" ", "") for row in (one, other)]
    return texts[0] == texts[1]


def _goes_on(rows: Sequence[PdfRow], row: PdfRow) -> bool:
    """Whether a row is the rest of the last one: what every row of the table has, it lacks, or the last one does."""
    last = rows[-1]
    if len(row.cells) >= _MANY and all(cell.pieces for cell in row.cells):
        return False  # a heading
    own = list(_table(rows))
    body = [one for one in own if not one.heading][1:-1]
    if row.cells[0].pieces and row.cells[0].text == own[-1].cells[0].text:
        return False  # the next form begins with the same label
    labels = [one.cells[0].text for one in rows[-_NEAR:-1] if one.table] if row.cells[0].pieces else []
    whole = last.cells[0].text in labels  # a label that comes again
    if whole or any(_both_whole(one, other) for one, other in zip(last.cells, row.cells, strict=True)):
        return False
    if _is_group(last, row):
        return False
    always = [
        column
        for column in range(len(row.cells))
        if body and sum(bool(one.cells[column].pieces) for one in body) >= _MOSTLY * len(body)
    ]
    if not body and _lacks_values(last, row):
        return True
    missing = [column for column in always or [0] if not row.cells[column].pieces]
    lacking = [column for column in always if not last.cells[column].pieces]
    return bool(missing or lacking)


def _lacks_values(last: PdfRow, row: PdfRow) -> bool:
    """Whether a row has none of the figures and answers that the one before has, and its texts go on with those of that
    one: each begins with a small letter, or behind what ends no sentence."""
    pairs = list(zip(last.cells, row.cells, strict=True))
    values = [other for one, other in pairs if SHORT_VALUE.match(one.text)]
    texts = [(one.text, other.text) for one, other in pairs if other.pieces]
    goes_on = all(before and (after[:1].islower() or not before.endswith(".")) for before, after in texts)
    small = any(after[:1].islower() for _, after in texts)
    return len(values) >= _NAMED and not any(other.pieces for other in values) and goes_on and small


def _is_group(last: PdfRow, row: PdfRow) -> bool:
    """Whether only the first cell is filled, with what begins anew: the heading of the rows below it."""
    if any(cell.pieces for cell in row.cells[1:]) or not row.cells[0].pieces:
        return False
    before = last.cells[0].text
    return row.cells[0].text[0].isupper() and (
        before.endswith((".", "!", "?")) or not before or figures.is_short_code(before)
    )


def _table(rows: Sequence[PdfRow]) -> Iterator[PdfRow]:
    """The rows of the table that the last row belongs to."""
    number = rows[-1].table
    for row in reversed(rows):
        if row.table == number:
            yield row
        elif row.table:
            return


def _both_whole(one: PdfCell, other: PdfCell) -> bool:
    """Two values that are whole each for itself cannot be one cell that was broken."""
    return bool(SHORT_VALUE.match(one.text) and SHORT_VALUE.match(other.text))


def _filled(above: Sequence[CellLine], below: Sequence[CellLine]) -> Sequence[CellLine]:
    """The lines above the edge of a page; the last one is full where that may have broken a word: "implementer|et"."""
    words = [line.text.split() for line in (*above[-1:], *below[:1])]
    if len(words) < 2 or not all(words):
        return above
    first, last = words[0][-1].lower(), words[1][0].lower().rstrip(".,;:")
    is_broken = first.isalpha() and last.isalpha() and min(vocabulary.zipf(first), vocabulary.zipf(last)) == 0
    return (*above[:-1], above[-1]._replace(full=True)) if is_broken else above


def _united(row: PdfRow, rest: PdfRow) -> PdfRow:
    cells = []
    for one, other in zip(row.cells, rest.cells, strict=True):
        pieces = one.pieces if one.pieces == other.pieces else (*_filled(one.pieces, other.pieces), *other.pieces)
        cells.append(PdfCell(pieces, one.colour or other.colour, one.columns, (*one.words, *other.words)))
    return replace(row, cells=tuple(cells))
