"""The only place that knows pdfplumber: from the bytes of a PDF to its pages as plain shapes.

The page's own objects are read as pdfplumber's engine gives them; its dictionaries, one a sign, would take most of the
time of a long document.
"""

import math
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import resolve1
from pdfplumber.utils.exceptions import PdfminerException

from loaders.files.pdf import boxes, hues
from loaders.files.pdf.shapes import Box, Fill, Glyph, Page, Stroke, turned

# What a damaged file makes the library raise. Running out of memory is told apart.
DAMAGE = (
    PdfminerException,
    PDFException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_THIN = 3.0  # points; what is thinner is a line, not an area
_TURNS = (0, 90, 180, 270)
_DRAWING = 60  # shapes
_SKEW = 12  # degrees; text that runs more askew than this is a stamp across the page
_NO_LETTER = re.compile(r"\(cid:\d+\)")
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u2010": "-"}


class Locked(Exception):
    """The file asks for a password."""


class Damaged(Exception):
    """The file, or this page of it, cannot be read."""


class Pages:
    """The pages of a PDF. `declared` is how many it says that it has (0: it does not say so); where that is more than
    `most`, none are listed: listing them takes as long as the file wants. Raises Locked or Damaged when it cannot be
    opened."""

    def __init__(self, data: bytes, most: int) -> None:
        try:
            self._pdf = pdfplumber.open(BytesIO(data))
            self.declared = _declared(self._pdf.doc.catalog)
            self._pages: list[Any] = list(self._pdf.pages) if self.declared <= most else []
        except DAMAGE as error:
            raise _told(error) from error

    def __len__(self) -> int:
        return len(self._pages)

    def __getitem__(self, index: int) -> Page:
        """The page at `index` (from 0). Raises IndexError beyond the last, Damaged when the page cannot be read."""
        page = self._pages[index]
        try:
            read = _page(index + 1, page.layout)
        except DAMAGE as error:
            raise _told(error) from error
        finally:
            self._forget(index)
        return read

    def _forget(self, index: int) -> None:
        """Let go of all that was read for a page, so that a long document takes no more memory than a short one."""
        page, self._pages[index] = self._pages[index], None
        page.flush_cache()
        page.__dict__.pop("_layout", None)
        self._pdf.doc._cached_objs.clear()  # streams and what they decode to; fonts are kept elsewhere


def _declared(catalog: Mapping[str, Any]) -> int:
    tree = resolve1(catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    return count if isinstance(count, int) else 0


def _told(error: BaseException) -> Locked | Damaged | MemoryError:
    """What an error of the library means; it wraps others in its own."""
    causes = [error, *(one for one in error.args if isinstance(one, BaseException))]
    if any(isinstance(one, MemoryError) for one in causes):
        return MemoryError()
    locked = any(isinstance(one, PDFPasswordIncorrect | PDFEncryptionError) for one in causes)
    return Locked() if locked else Damaged()


def _page(number: int, layout: LTContainer[Any]) -> Page:
    """The page as it lies: turned when most of its text is."""
    reader = _Reader(layout.width, layout.height)
    for item in _items(layout):
        reader.take(item)
    page = reader.page(number)
    turns = Counter(glyph.turn for glyph in page.glyphs if not glyph.text.isspace())
    turn = max(turns, key=turns.__getitem__, default=0)
    marks = [turned(one, turn, page.width, page.height) for one in reader.marks]
    return boxes.drawn(_upright(page, turn) if turn else page, marks)


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


class _Reader:
    """Takes what is drawn on a page of this size, one thing after the other."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.glyphs: list[Glyph] = []
        self.strokes: list[Stroke] = []
        self.fills: list[Fill] = []
        self.frames: list[Box] = []
        self.marks: list[Box] = []
        self.pictures = 0.0
        self.shapes = 0

    def page(self, number: int) -> Page:
        """What was taken. Many shapes without any text are a picture too: letters that were turned into drawings."""
        if not self.glyphs and self.shapes >= _DRAWING:
            return Page(number, self.width, self.height, pictures=1.0)
        share = self.pictures / max(1.0, self.width * self.height)
        return Page(number, self.width, self.height, self.glyphs, self.strokes, self.fills, self.frames, share)

    def take(self, item: LTItem) -> None:
        if isinstance(item, LTChar):
            self._take_glyph(item)
        elif isinstance(item, LTCurve):
            self._take_shape(item)
        elif isinstance(item, LTImage):
            self.pictures += self._box(item).shared(Box(0, 0, self.width, self.height))

    def _box(self, item: Any) -> Box:
        return Box(item.x0, self.height - item.y1, item.x1, self.height - item.y0)

    def _take_glyph(self, char: LTChar) -> None:
        text = char.get_text()
        if len(text) > 1 and _NO_LETTER.fullmatch(text):
            text = "\ufffd"
        text = _LIGATURES.get(text) or boxes.named(text, char.fontname)
        turn = _turn(char.matrix)
        x0, y0, x1, y1 = char.bbox
        inside = x1 > -1 and x0 < self.width + 1 and y1 > -1 and y0 < self.height + 1
        if turn is not None and inside and text not in ("", "\0"):
            colour = hues.name(_colour(char.graphicstate.ncolor))
            size = (x1 - x0) if turn in (90, 270) else (y1 - y0)
            top, bottom = self.height - y1, self.height - y0
            self.glyphs.append(Glyph(text, x0, top, x1, bottom, size, turn, "" if colour == "white" else colour))

    def _take_shape(self, curve: LTCurve) -> None:
        self.shapes += 1
        box = self._box(curve)
        if min(box.width, box.height) <= _THIN:
            if max(box.width, box.height) > _THIN:
                self.strokes.append(_middle(box))
            return
        straight = _segments(curve.pts)
        if curve.fill:
            self.fills.append(Fill(box, hues.name(_colour(curve.non_stroking_color))))
        if boxes.is_frame(box) and (curve.stroke or curve.fill):
            self.frames.append(box)
        elif curve.stroke:
            self.strokes += [self._down(stroke) for stroke in straight]
        if len(straight) < len(curve.pts) - 1:
            self.marks.append(box)

    def _down(self, stroke: Stroke) -> Stroke:
        return Stroke(stroke.x0, self.height - stroke.bottom, stroke.x1, self.height - stroke.top)


def _turn(matrix: Sequence[float]) -> int | None:
    """How the text of a sign runs; None when it runs askew."""
    angle = math.degrees(math.atan2(matrix[1], matrix[0])) % 360
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= _SKEW else None


def _colour(value: object) -> tuple[float, ...] | None:
    parts = value if isinstance(value, tuple | list) else (value,)
    return tuple(map(float, parts)) if all(isinstance(part, int | float) for part in parts) else None


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


def _upright(page: Page, turn: int) -> Page:
    """The page after its text has been turned upright."""

    def at(box: Box) -> Box:
        return turned(box, turn, page.width, page.height)

    size = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)
    glyphs = [
        Glyph(one.text, *at(Box(*one[1:5])), one.size, (one.turn - turn) % 360, one.colour) for one in page.glyphs
    ]
    strokes = [Stroke(*at(Box(*one))) for one in page.strokes]
    fills = [Fill(at(one.box), one.colour) for one in page.fills]
    return replace(
        page,
        width=size[0],
        height=size[1],
        glyphs=glyphs,
        strokes=strokes,
        fills=fills,
        frames=[at(one) for one in page.frames],
    )
