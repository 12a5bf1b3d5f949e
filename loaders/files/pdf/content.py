"""All that is drawn on a page, as signs, lines, painted areas and small squares, with x from the left and y down."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem

from loaders.files.pdf import boxes, dotted, hues, strips
from loaders.files.pdf.drawing import Annotation, State
from loaders.files.pdf.picture import Picture
from loaders.files.pdf.shapes import Box, Fill, Glyph, Stroke
from loaders.files.pdf.signs import NAMELESS, UNREAD, Sign, with_lost_minus
from loaders.files.pdf.strips import Strip
from loaders.files.pdf.visible import PaintedArea

_THIN = 3.0  # points; what is thinner is a line, not an area
_BROAD = 7.0  # points; a line that is drawn with so broad a pen is an area ("fills" of some report generators)
_SKEW = 12  # degrees; text that runs more askew than this is a stamp across the page
_SLANT = 2.5  # degrees; text that runs more askew than the rest of the page is one too
_NO_LETTER = re.compile(r"\(cid:\d+\)")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u2010": "-"}
_LEAST_PAINT = 20.0  # square points
_PICTURE_IN_CELL = 0.15  # of the page; a larger picture is no colour of a cell
_VALUE_SIZE = 8.0  # points, of the value of a form field that has no look of its own
_UNKNOWN = "?"
_WHITE = 1.0


class _Spot(NamedTuple):
    painted: PaintedArea
    is_known: bool


class PageContent:
    """What is drawn on a page. `crop` is the part of it that is shown."""

    def __init__(self, layout: LTContainer[Any], crop: Box) -> None:
        self.width, self.height, self.crop = layout.width, layout.height, crop
        self.signs: list[Sign] = []
        self.strokes: list[Stroke] = []
        self.frames: list[Box] = []
        self.marks: list[Box] = []
        self.pictures = 0.0
        self.shapes = 0
        self._spots: list[_Spot] = []
        self._dots: list[Box] = []
        self._strips: list[tuple[Strip, LTCurve, State]] = []
        self._order = 0
        self._state: object = None
        self._ink = ""
        for item in _items(layout):
            self._order += 1
            if isinstance(item, LTChar):
                self._take_glyph(item)
            elif isinstance(item, LTCurve):
                self._take_shape(item, getattr(item, "state", None) or State())
            elif isinstance(item, LTImage):
                self._take_picture(item, getattr(item, "state", None) or State())
        self._take_strips()
        self.strokes += dotted.dotted_lines(self._dots)
        self.signs = with_lost_minus(self.signs)

    @property
    def painted(self) -> list[PaintedArea]:
        """The painted areas and the pictures, in painting order."""
        return [spot.painted for spot in self._spots]

    def fills(self, look: Callable[[], Picture | None]) -> list[Fill]:
        """The painted areas, each with the name of the colour that it shows."""
        found = []
        for spot in self._spots:
            fill = spot.painted.fill
            if not spot.is_known:
                small = fill.box.width * fill.box.height < _PICTURE_IN_CELL * self.width * self.height
                picture = look() if small and min(fill.box.width, fill.box.height) > _THIN else None
                fill = Fill(fill.box, picture.colour(fill.box)) if picture else fill._replace(colour=_UNKNOWN)
            if fill.colour != _UNKNOWN:
                found.append(fill)
        return found

    def add_values(self, fields: Iterable[Annotation]) -> None:
        """Put the values of form fields that have no look of their own where they stand."""
        for one in fields:
            x0, low, x1, high = one.area
            size = min(_VALUE_SIZE, max(3.0, high - low))
            top = self.height - high + max(0.0, (high - low - size) / 2)
            step = min(0.5 * size, (x1 - x0) / max(1, len(one.text)))
            for place, letter in enumerate(one.text):
                self._order += 1
                left = x0 + place * step
                glyph = Glyph(letter, left, top, left + step, top + size, size, order=self._order)
                self.signs.append(Sign(glyph, State(), self._order))

    def _box(self, item: Any) -> Box:
        return Box(item.x0, self.height - item.y1, item.x1, self.height - item.y0)

    def _clipped(self, box: Box, state: State) -> Box:
        if state.clip is None:
            return box
        x0, y0, x1, y1 = state.clip
        return Box(max(box.x0, x0), max(box.top, self.height - y1), min(box.x1, x1), min(box.bottom, self.height - y0))

    def _take_glyph(self, char: LTChar) -> None:
        text, code = char.get_text(), ""
        if len(text) > 1 and _NO_LETTER.fullmatch(text):
            text, code = UNREAD, text
        text = _LIGATURES.get(text) or boxes.named(text, char.fontname) or NAMELESS
        turn, slanted = _turn(char.matrix)
        x0, y0, x1, y1 = char.bbox
        inside = x1 > -1 and x0 < self.width + 1 and y1 > -1 and y0 < self.height + 1
        if turn is not None and inside:
            state: Any = char.graphicstate
            if state is not self._state:  # another text begins
                self._state = state
                self._order += 1
                colour = hues.name(hues.colour_parts(state.ncolor)) if state.is_plain else ""
                self._ink = "" if colour == "white" else colour
            size = (x1 - x0) if turn in (90, 270) else (y1 - y0)
            top, bottom = self.height - y1, self.height - y0
            cut = state.clip is not None and _is_cut(char.bbox, state.clip)
            glyph = Glyph(text, x0, top, x1, bottom, size, turn, self._ink, self._order)
            drawn = getattr(char, "print", None)
            self.signs.append(Sign(glyph, state, self._order, cut, slanted, str(char.fontname), code, drawn))

    def _take_picture(self, image: LTImage, state: State) -> None:
        box = self._clipped(self._box(image), state)
        if state.off or box.width <= 0 or box.height <= 0:
            return
        self.pictures += box.shared(Box(0, 0, self.width, self.height))
        self._spots.append(_Spot(PaintedArea(Fill(box, _UNKNOWN), self._order, None, picture=True), is_known=False))

    def _take_shape(self, curve: LTCurve, state: State) -> None:
        self.shapes += 1
        box = self._clipped(self._box(curve), state)
        if state.off or box.width < 0 or box.height < 0:
            return
        breadth = getattr(curve, "breadth", 0.0)
        if state.stamped:  # it has no lines or colours of the page, but may cover some
            if curve.fill:
                self._paint(box, _WHITE, state, state.is_plain)
        elif min(box.width, box.height) <= _THIN and breadth > _BROAD:
            self._paint(_broadened(box, breadth), curve.stroking_color, state, state.is_drawn_plain)
        elif min(box.width, box.height) <= _THIN:
            if max(box.width, box.height) > _THIN and curve.fill and not curve.stroke:
                paint = str(curve.non_stroking_color)
                self._strips.append((Strip(box, paint, self._order), curve, state))
            elif max(box.width, box.height) > _THIN and (curve.stroke or curve.fill):
                self.strokes.append(_middle(box))
            elif curve.fill:
                self._dots.append(box)
        else:
            self._take_area(box, curve, state)

    def _take_strips(self) -> None:
        """Thin painted areas are lines, where they are not laid on top of each other to paint one area."""
        drawn = {strip.order: (curve, state) for strip, curve, state in self._strips}
        last = self._order
        for box, held in strips.stacks([strip for strip, _, _ in self._strips]):
            if len(held) == 1:
                self.strokes.append(_middle(box))
                continue
            self._order = min(one.order for one in held)
            curve, state = drawn[self._order]
            fades = len({one.paint for one in held}) > 1
            self._paint(box, None if fades else curve.non_stroking_color, state, state.is_plain)
        self._order = last
        self._spots.sort(key=lambda spot: spot.painted.order)

    def _take_area(self, box: Box, curve: LTCurve, state: State) -> None:
        straight = _segments(curve.pts)
        if curve.fill:
            self._paint(box, curve.non_stroking_color, state, state.is_plain)
        if boxes.is_frame(box) and (curve.stroke or curve.fill):
            self.frames.append(box)
        elif curve.stroke:
            self.strokes += [self._down(stroke) for stroke in straight]
        if len(straight) < len(curve.pts) - 1:
            self.marks.append(box)

    def _paint(self, box: Box, colour: Any, state: State, plain: bool) -> None:
        if state.alpha is not None and state.alpha <= 0.02:  # nothing is seen of it
            return
        parts = hues.colour_parts(colour)
        known = plain and parts is not None
        fill = Fill(box, hues.name(parts) if known else _UNKNOWN)
        rgb = hues.rgb_of(parts) if known else None
        self._spots.append(_Spot(PaintedArea(fill, self._order, rgb, box.width * box.height > _LEAST_PAINT), known))

    def _down(self, stroke: Stroke) -> Stroke:
        return Stroke(stroke.x0, self.height - stroke.bottom, stroke.x1, self.height - stroke.top)


def _items(container: LTContainer[Any]) -> Iterator[LTItem]:
    """All that is drawn, in painting order, whatever it is nested in."""
    waiting = [iter(container)]
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, LTContainer):
            waiting.append(iter(item))
        else:
            yield item


def _is_cut(box: Sequence[float], clip: Sequence[float]) -> bool:
    """Whether less than half of a sign lies inside what its drawing is cut to."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return not (clip[0] <= x <= clip[2] and clip[1] <= y <= clip[3])


def _turn(matrix: Sequence[float]) -> tuple[int | None, bool]:
    """How the text of a sign runs, and whether it slants; None when it runs askew."""
    if matrix[1] == 0 and matrix[0] > 0:
        return 0, False
    angle = math.degrees(math.atan2(matrix[1], matrix[0])) % 360
    nearest = round(angle / 90) * 90
    off = abs(angle - nearest)
    return nearest % 360 if off <= _SKEW else None, off > _SLANT


def _broadened(box: Box, breadth: float) -> Box:
    """The area that a line covers which is drawn with so broad a pen."""
    half = breadth / 2
    if box.width >= box.height:
        return Box(box.x0, box.top - half, box.x1, box.bottom + half)
    return Box(box.x0 - half, box.top, box.x1 + half, box.bottom)


def _middle(box: Box) -> Stroke:
    """The line that a thin area is."""
    if box.width >= box.height:
        middle = (box.top + box.bottom) / 2
        return Stroke(box.x0, middle, box.x1, middle)
    middle = (box.x0 + box.x1) / 2
    return Stroke(middle, box.top, middle, box.bottom)


def _segments(points: Sequence[tuple[float, float]]) -> list[Stroke]:
    """The sides of a path that run straight across or down, y still upwards."""
    found = []
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x0 - x1) <= 0.5 or abs(y0 - y1) <= 0.5:
            found.append(Stroke(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return found
