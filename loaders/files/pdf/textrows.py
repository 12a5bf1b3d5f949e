"""Texts that stand beside each other, as rows: in the order of painting, or by their tops, middles or feet."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from loaders.files.pdf.shapes import Box, around
from loaders.files.pdf.texts import Text

LEAST_COLUMNS = 5
OVER = 0.35  # of the size of letters, that rows may reach into each other
_RIGHT = 0.5  # so much further right the next text of a row begins
_LEVEL = 0.25
_NEAR = 1.5  # of the size of letters, between the heading of some columns and those of each
_FAR = 14.0  # of the size of letters, between two rows of a table
LEAST_ROWS = 2
_LEAST_SUMS = 3  # texts of a row of sums
_CENTRAL = 0.5  # of the size of letters, that a text may stand beside the middle of its table
Row = list[Text]
Interval = tuple[float, float]


def is_heading(row: Row) -> bool:
    """Whether no text of a row is a figure. What runs up or down is none, but the name of a column: "2026"."""
    upright = (text.said for text in row if not text.is_turned)
    return not any(said.strip("-−–()").replace(".", "").isdigit() for said in upright)


def row_groups(
    found: Sequence[Text], drawn: Sequence[Box], wide: Sequence[Interval] = (), least: int = LEAST_ROWS
) -> Iterator[list[Row]]:
    """Rows that follow each other down the page, in the first way of making them that fits.

    `drawn` are tables with lines, which part others; `wide` is what is painted or drawn across the page. So many rows
    with many texts, `least`, are a table: a single one may go on with that of the page before.
    """
    whole: list[Row] = []
    for way in _ways(found):
        rows = sorted(_without_names(_with_turned(way)), key=lambda row: around([text.box for text in row]).top)
        if _are_apart(rows):
            whole = rows
            break
    group: list[Row] = []
    for at, row in enumerate(whole):
        below = whole[at + 1] if at + 1 < len(whole) else None
        named = at > 0 and below is not None and _names_table(whole[at - 1], row, below)
        many = len(row) >= LEAST_COLUMNS or (below is not None and heads_columns(row, below, wide, named=named))
        prose = len(row) == 1 and bool(group) and len(group[-1]) == 1 and not many
        if group and (prose or _distance(group[-1], row) > _FAR * row[0].size or _is_between(group[-1], row, drawn)):
            yield from _cut(group, least)
            group = []
        if many or group:
            group.append(row)
    yield from _cut(group, least)


def _ways(found: Sequence[Text]) -> Iterator[list[Row]]:
    """All ways to make rows, the surest first. The heading may be set to the foot of its cells, and no other row."""
    yield _by_painting(found)
    for height in (_top, _middle, _bottom):
        yield _by(found, height)
    heads = [row for row in _by(found, _bottom) if len(row) >= LEAST_COLUMNS and is_heading(row)]
    taken = {id(text) for row in heads for text in row}
    others = [text for text in found if id(text) not in taken]
    for height in (_top, _middle) if heads else ():
        yield [*heads, *_by(others, height)]


def _cut(group: list[Row], least: int) -> Iterator[list[Row]]:
    """The rows up to the last one with many texts, where there are several such, and the sums below it."""
    full = [at for at, row in enumerate(group) if len(row) >= LEAST_COLUMNS]
    if len(full) >= least and not all(is_heading(group[at]) for at in full):
        end = full[-1] + 1
        while end < len(group) and len(group[end]) >= _LEAST_SUMS and not is_heading(group[end]):
            end += 1
        yield group[:end]


def without_sums(rows: list[Row]) -> list[Row]:
    """The rows up to the last one with many texts."""
    return rows[: max(at for at, row in enumerate(rows) if len(row) >= LEAST_COLUMNS) + 1]


def heads_columns(row: Row, heading: Row, wide: Sequence[Interval] = (), *, named: bool = False) -> bool:
    """Whether these texts stand close above the heading of a table, over some of its columns but the first.

    A single one in the very middle of the table is over all of them, as the name of the rows below; but not where
    the rows have their name (`named`) above it.
    """
    if len(row) == 1 and not named and is_central(row[0], heading[0].box.x0, heading[-1].box.x1, wide):
        return False
    near = _distance(row, heading) < _NEAR * row[0].size
    inside = row[0].box.x0 > heading[0].box.x1 and row[-1].box.x1 < heading[-1].box.x1
    return near and inside and len(row) < len(heading) >= LEAST_COLUMNS and is_heading(heading) and is_heading(row)


def _names_table(before: Row, row: Row, heading: Row) -> bool:
    """Whether one text stands close above another row, where the table begins: the name of its rows."""
    near = _distance(before, row) < _NEAR * row[0].size
    return len(before) == 1 and near and before[0].box.x0 < heading[0].box.x1 and before[0].box.x1 < row[0].box.x0


def is_central(text: Text, x0: float, x1: float, wide: Sequence[Interval] = ()) -> bool:
    """Whether a text stands in the very middle of a table whose texts go from `x0` to `x1`, or of one of the `wide`
    areas and lines that hold all of these."""
    around_it = [(x0, x1), *((left, right) for left, right in wide if left <= x0 + 1 and x1 - 1 <= right)]
    return any(abs(text.box.x0 + text.box.x1 - left - right) < 2 * _CENTRAL * text.size for left, right in around_it)


def _is_between(one: Row, other: Row, drawn: Sequence[Box]) -> bool:
    return any(one[0].box.top < (box.top + box.bottom) / 2 < other[0].box.top for box in drawn)


def _distance(one: Row, other: Row) -> float:
    return min(text.box.top for text in other) - max(text.box.bottom for text in one)


def _by_painting(found: Sequence[Text]) -> list[Row]:
    """A row goes on while its texts are painted from left to right, at one height."""
    rows: list[Row] = []
    for text in found:
        if rows and _is_beside(rows[-1], text):
            rows[-1].append(text)
        else:
            rows.append([text])
    return _with_labels(rows)


def _with_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows; a text that is painted before one, to its left and lower down, stands in a cell over several rows of
    which this is the first: in their middle, or at their foot."""
    found: list[Row] = []
    for row in rows:
        label = found[-1][0] if found and len(found[-1]) == 1 else None
        if label is not None and len(row) >= LEAST_COLUMNS and _is_label(label, row):
            box = around([text.box for text in row])
            label = Text(label.lines)
            label.box = Box(label.box.x0, box.top, label.box.x1, box.bottom)
            found[-1] = [label, *row]
        else:
            found.append(row)
    return found


def _is_label(text: Text, row: Row) -> bool:
    lower = text.box.top > min(one.box.top for one in row) + _LEVEL * text.size
    return lower and text.box.x1 <= row[0].box.x0 and not any(sign.isdigit() for sign in text.said)


def _with_turned(rows: Sequence[Row]) -> list[Row]:
    """The rows; the parts of a heading are one: what runs up or down is set to the foot of its cell and others to the
    top, and a browser paints what it has turned before or after all others."""
    found: list[Row] = []
    for row in sorted(rows, key=lambda row: any(text.is_turned for text in row)):
        home = next((one for one in found if _is_part_of_heading(one, row)), None)
        if home is None:
            found.append(list(row))
        else:
            home[:] = sorted([*home, *row], key=lambda text: text.box.x0)
    return found


def _is_part_of_heading(one: Row, other: Row) -> bool:
    """Whether the texts of two rows without figures stand beside each other, and none over or below another."""
    first, second = around([text.box for text in one]), around([text.box for text in other])
    slack = _LEVEL * one[0].size
    turned = any(text.is_turned for text in (*one, *other))
    even = abs(first.bottom - second.bottom) < slack or abs(first.top - second.top) < slack
    level = min(first.bottom, second.bottom) > max(first.top, second.top) and (turned or even)
    crossed = any(text.box.x0 < more.box.x1 and more.box.x0 < text.box.x1 for text in one for more in other)
    return level and not crossed and is_heading(one) and is_heading(other)


def _without_names(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows; what is printed close above the first cell of one, and names the rows below it, is a row of its own.

    The other texts of the row all begin at one height then, or have their middles or their feet there, and the first
    one does so without its first lines.
    """
    for row in rows:
        first, others = row[0], row[1:]
        cut = next((at for at in range(1, len(first.lines)) if _is_set_off(first, at, others)), 0)
        if len(row) >= LEAST_COLUMNS and cut:
            above, rest = first.without_first(cut)
            yield [above]
            yield [rest, *others]
        elif len(row) >= LEAST_COLUMNS and _is_over_name(first, others):
            own, below = first.without_first(1)
            yield [own, *others]
            yield [below]
        else:
            yield row


def _is_over_name(first: Text, others: Sequence[Text]) -> bool:
    """Whether the first cell is a figure, and what stands below it below all others too: the name of the next rows."""
    if len(first.lines) < LEAST_ROWS or not others:
        return False
    own, below = first.without_first(1)
    foot = max(text.box.bottom for text in others)
    return own.said.isdigit() and below.said[:1].isupper() and below.box.top > foot - OVER * first.size


def _is_set_off(first: Text, lines: int, others: Sequence[Text]) -> bool:
    rest = first.without_first(lines)[1]
    slack = _LEVEL * first.size
    for height in (_top, _middle, _bottom):
        level = [height(text.box) for text in others]
        if level and max(level) - min(level) < slack:
            return abs(height(first.box) - level[0]) > slack and abs(height(rest.box) - level[0]) < slack
    return False


def _is_beside(row: Row, text: Text) -> bool:
    top, bottom = min(one.box.top for one in row), max(one.box.bottom for one in row)
    level = min(bottom, text.box.bottom) - max(top, text.box.top) > OVER * text.size
    return level and _stand_beside(row[-1], text)


def _stand_beside(one: Text, other: Text) -> bool:
    """Whether a text stands to the right of another. What is too long for its cell may reach into the next one."""
    return other.box.x0 > one.box.x0 + _RIGHT * one.size


def _top(box: Box) -> float:
    return box.top


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _bottom(box: Box) -> float:
    return box.bottom


def _by(found: Sequence[Text], height: Callable[[Box], float]) -> list[Row]:
    """Texts of one height are a row."""
    rows: list[Row] = []
    last = 0.0
    for text in sorted(found, key=lambda text: height(text.box)):
        if rows and height(text.box) - last < _LEVEL * text.size:
            rows[-1].append(text)
        else:
            rows.append([text])
        last = height(text.box)
    return [sorted(row, key=lambda text: text.box.x0) for row in rows]


def _are_apart(rows: Sequence[Row]) -> bool:
    """Whether no row with many texts, or that would have many with another, reaches into that one, and no text of it
    into the next."""
    for row in rows:
        for one, other in pairwise(row):
            if len(row) >= LEAST_COLUMNS and not _stand_beside(one, other):
                return False
    many = [len(row) >= LEAST_COLUMNS for row in rows]
    boxes = [around([text.box for text in row]) for row in rows]
    size = max((text.size for row in rows for text in row[:1]), default=1.0)
    for at, box in enumerate(boxes):
        for below in range(at + 1, len(boxes)):
            if boxes[below].top >= box.bottom:
                break
            slack = OVER * min(size, rows[at][0].size, rows[below][0].size)
            beside = boxes[below].x0 > box.x1 or boxes[below].x1 < box.x0
            parts = min(len(rows[at]), len(rows[below])) > 1 and len(rows[at]) + len(rows[below]) >= LEAST_COLUMNS
            if (many[at] or many[below] or parts) and boxes[below].top < box.bottom - slack and not beside:
                return False
    return any(many)
