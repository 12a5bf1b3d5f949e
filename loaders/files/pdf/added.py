"""Digits and minus signs beside the figures of a page that are drawn, and are no letters: lines, curves, pictures."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.files.pdf import numerals
from loaders.files.pdf.painted import Grey, Specimen
from loaders.files.pdf.shapes import Box, stretches
from loaders.files.pdf.signs import Sign

_REACH, _GAP = 0.75, 0.04  # of the size of letters, to where another sign may stand beside a figure, and from where
_LEAST = 0.15
_ABOVE, _BELOW = 1.0, 0.2  # its baseline
_TALL, _FOOT = (0.55, 0.88), 0.1  # a digit
_BAR, _WIDE, _RAISED = 0.16, (0.2, 0.65), (0.15, 0.5)  # a minus
_TOUCH = 0.2
_SHELF = 16.0  # points
_INKED = 60  # of 255
_FULL = 0.8
_LINE = 0.95  # of the height, or the width, of what is looked at


class _Window(NamedTuple):
    """What is looked at beside a figure, in points from the top left; `open_left` and `open_right` tell that no sign
    bounds it there."""

    box: Box
    open_left: bool
    open_right: bool


def added_signs(
    figures: Sequence[Sign], signs: Sequence[Sign], frames: Sequence[Box], grey: Grey, height: float
) -> dict[int, str]:
    """The first or last signs of figures, by their order, beside which a sign is drawn that was not read, each with
    what is seen. `figures` are the signs of all figures, `signs` all of the page."""
    shelves: dict[int, list[Box]] = defaultdict(list)
    for box in (*frames, *(Box(*sign.glyph[1:5]) for sign in signs if not sign.glyph.text.isspace())):
        for shelf in range(int(box.top // _SHELF), int(box.bottom // _SHELF) + 1):
            shelves[shelf].append(box)
    found: dict[int, str] = {}
    for figure in _together(figures):
        for sign, left in ((figure[0], True), (figure[-1], False)):
            window = _window(sign, height, left=left, others=shelves)
            seen = _seen(window, sign, grey, height) if window else ""
            if seen:
                found[sign.order] = seen + sign.glyph.text if left else sign.glyph.text + seen
    return found


def _together(signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    """The upright signs of each figure."""
    upright = (one for one in signs if one.print and not one.glyph.turn and not one.glyph.text.isspace())
    return stretches(upright, _goes_on)


def _goes_on(one: Sign, other: Sign) -> bool:
    gap, size = other.glyph.x0 - one.glyph.x1, other.glyph.size
    return abs(gap) < _TOUCH * size and abs(one.glyph.bottom - other.glyph.bottom) < _TOUCH * size


def _window(sign: Sign, height: float, *, left: bool, others: dict[int, list[Box]]) -> _Window | None:
    """What to look at beside a sign, as far as no other sign stands there."""
    if sign.print is None:
        return None
    size, foot = abs(sign.print.matrix[3]), height - sign.print.y
    top, bottom = foot - _ABOVE * size, foot + _BELOW * size
    start, end = (
        (sign.glyph.x0 - _REACH * size, sign.glyph.x0 - _GAP * size)
        if left
        else (sign.glyph.x1 + _GAP * size, sign.glyph.x1 + _REACH * size)
    )
    whole = Box(start, top, end, bottom)
    near = [box for box in others[int(foot // _SHELF)] if box.shared(whole) > 0]
    if left:
        start = max([start, *(box.x1 for box in near)])
    else:
        end = min([end, *(box.x0 for box in near)])
    if end - start < _LEAST * size:
        return None
    return _Window(Box(start, top, end, bottom), left and not near, not left and not near)


class _Drawing(NamedTuple):
    """What is drawn in a window, in pixels: how much of it each row has, its box, and how far its middle and its foot
    are above the line that the letters stand on."""

    rows: list[bytes]
    width: int
    height: int
    middle: float
    foot: float


def _seen(window: _Window, sign: Sign, grey: Grey, height: float) -> str:
    """The digit or minus that is drawn there; "" for nothing, and for anything else."""
    drawing = _drawing(window, grey, height - sign.print.y) if sign.print else None
    if drawing is None or sign.print is None:
        return ""
    size = abs(sign.print.matrix[3]) * grey.scale
    if drawing.height <= max(2, _BAR * size):
        is_minus = _WIDE[0] <= drawing.width / size <= _WIDE[1] and _RAISED[0] <= drawing.middle / size <= _RAISED[1]
        return "-" if is_minus else ""
    is_bar = sum(map(sum, drawing.rows)) > _FULL * 255 * drawing.width * drawing.height
    is_tall = _TALL[0] <= drawing.height / size <= _TALL[1] and abs(drawing.foot) <= max(1.5, _FOOT * size)
    if is_bar or not is_tall:
        return ""
    edge, paper = bytes(1), bytes(drawing.width + 2)
    ink = b"".join((paper, *(edge + row + edge for row in drawing.rows), paper))
    return numerals.digit_of(Specimen(size, 0, 0, drawing.width + 2, drawing.height + 2, ink))


def _drawing(window: _Window, grey: Grey, foot: float) -> _Drawing | None:
    """What is drawn in a window without the lines through it; None where that is nothing, or reaches out of it."""
    (left, top), (right, bottom) = grey.at(*window.box[:2]), grey.at(*window.box[2:])
    width, high = round(right) - round(left), round(bottom) - round(top)
    plane = grey.cut(round(left), round(top), width, high) if width > 1 and high > 1 else b""
    if not plane or max(plane) - min(plane) < _INKED:
        return None
    ground = Counter(plane).most_common(1)[0][0]
    rows = [bytes(abs(shade - ground) for shade in plane[at : at + width]) for at in range(0, len(plane), width)]
    columns = [x for x in range(width) if 0 < sum(row[x] >= _INKED for row in rows) < _LINE * high]
    lines = [y for y, row in enumerate(rows) if 0 < sum(row[x] >= _INKED for x in columns) < _LINE * width]
    columns = [x for x in columns if any(rows[y][x] >= _INKED for y in lines)]
    if not columns or not lines:
        return None
    x0, x1, y0, y1 = columns[0], columns[-1] + 1, lines[0], lines[-1] + 1
    if y0 == 0 or y1 == high or (window.open_left and x0 == 0) or (window.open_right and x1 == width):
        return None
    line = grey.at(0, foot)[1] - round(top)
    return _Drawing([row[x0:x1] for row in rows[y0:y1]], x1 - x0, y1 - y0, line - (y0 + y1) / 2, line - y1)
