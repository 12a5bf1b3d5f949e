"""The only place that knows pdfplumber: from the bytes of a PDF to its pages as plain shapes.

The page's own objects are read as pdfplumber's engine gives them (`drawing`); its dictionaries, one a sign, would take
most of the time of a long document.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect, PDFXRefFallback
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import resolve1
from pdfminer.utils import apply_matrix_pt
from pdfplumber.utils.exceptions import PdfminerException

from loaders.files.pdf import (
    boxes,
    drawing,
    embedded,
    lost_letters,
    painted,
    sheet_headings,
    shown,
    signs,
    stamps,
    typed_rules,
    visible,
)
from loaders.files.pdf.content import PageContent
from loaders.files.pdf.picture import Picture
from loaders.files.pdf.shapes import Box, Fill, Glyph, Noticed, Page, Stroke, turned
from loaders.files.pdf.signs import Sign

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
_DRAWING = 60  # shapes
_UPRIGHT = 0.25  # of the signs of a page that stands upright do so
_DOT = 0.12  # of the box of a dot has its colour
_PINNED = ("Text", "FreeText", "FileAttachment", "Highlight", "StrikeOut", "Underline", "Squiggly", "Caret")


class Locked(Exception):
    """The file asks for a password."""


class Damaged(Exception):
    """The file, or this page of it, cannot be read."""


class Pages:
    """The pages of a PDF. `declared` is how many it says that it has (0: it does not say so); where that is more than
    `most`, none are listed: listing them takes as long as the file wants. `attached` are the names of the files that it
    carries. Raises Locked or Damaged when it cannot be opened."""

    def __init__(self, data: bytes, most: int) -> None:
        try:
            self._pdf = pdfplumber.open(BytesIO(data))
            if any(isinstance(one, PDFXRefFallback) for one in self._pdf.doc.xrefs):
                data = painted.written_anew(data) or data
                self._pdf = pdfplumber.open(BytesIO(data))
            self.declared = _declared(self._pdf.doc.catalog)
            self._pages: list[Any] = list(self._pdf.pages) if self.declared <= most else []
            self._hidden = drawing.hidden_layers(self._pdf.doc.catalog)
            self.attached = embedded.names(self._pdf.doc.catalog)
            self.is_portfolio = embedded.is_portfolio(self._pdf.doc.catalog)
        except DAMAGE as error:
            raise _told(error) from error
        self._pictures = painted.Renderer(data)
        self._letters = lost_letters.Letters()
        self._shown = shown.Shown(self._pictures)

    def __len__(self) -> int:
        return len(self._pages)

    def __getitem__(self, index: int) -> Page:
        """The page at `index` (from 0). Raises IndexError beyond the last, Damaged when the page cannot be read."""
        page = self._pages[index]
        try:
            read = self._page(index, page.page_obj)
        except DAMAGE as error:
            raise _told(error) from error
        finally:
            self._forget(index)
        return read

    def _page(self, index: int, page: Any) -> Page:
        """The page as it lies: turned when most of its text is."""
        layout = drawing.layout(self._pdf.rsrcmgr, page, index + 1, self._hidden)
        content = PageContent(layout, _crop(page, layout.width, layout.height))
        notes = sum(1 for one in drawing.annotations(page) if one.kind in _PINNED)
        content.add_values([one for one in drawing.annotations(page) if one.kind == "Widget" and not one.appearance])
        content.signs = self._letters.restored(content.signs)
        look = _Look(self._pictures, index, content.crop)
        return _read(index + 1, content, look, notes, partial(self._shown.belied, index=index, content=content))

    def _forget(self, index: int) -> None:
        """Let go of all that was read for a page, so that a long document takes no more memory than a short one."""
        page, self._pages[index] = self._pages[index], None
        page.flush_cache()
        self._pdf.doc._cached_objs.clear()  # streams and what they decode to; fonts are kept elsewhere


class _Look:
    """The page as a picture, rendered when it is first asked for."""

    def __init__(self, pictures: painted.Renderer, index: int, crop: Box) -> None:
        self._pictures, self._index, self._crop = pictures, index, crop
        self._seen: list[Picture | None] = []

    def __call__(self) -> Picture | None:
        if not self._seen:
            self._seen.append(self._pictures.page(self._index, self._crop))
        return self._seen[0]


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


def _crop(page: Any, width: float, height: float) -> Box:
    """The part of the page that is shown, from its top left after it was turned."""
    x0, y0, x1, y1 = page.mediabox
    matrix = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }.get(page.rotate, (1, 0, 0, 1, -x0, -y0))
    left, low, right, high = page.cropbox
    corners = [apply_matrix_pt(matrix, point) for point in ((left, low), (right, high))]
    xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    crop = Box(max(0.0, xs[0]), max(0.0, height - ys[1]), min(width, xs[1]), min(height, height - ys[0]))
    return crop if crop.width > 1 and crop.height > 1 else Box(0, 0, width, height)


def _read(
    number: int, content: PageContent, look: _Look, notes: int, compare: Callable[[Sequence[Sign]], dict[int, str]]
) -> Page:
    """What is seen on the page, the right way up. `compare` tells which signs of figures it shows otherwise."""
    if not content.signs and content.shapes >= _DRAWING:  # letters that were turned into drawings
        return Page(number, content.width, content.height, pictures=1.0)
    read, pinned = stamps.pinned(content.signs)
    read = signs.without_reprints(read)
    every = read
    read, hidden = visible.seen(every, content.painted, content.crop, look)
    belied = compare(read)
    read, hidden = visible.without_cut_figures(read, hidden, belied)
    read, unseen = visible.with_unseen_digits(read, hidden)
    edge, cut_off = visible.at_edge(read, content.crop), visible.cut_off(read, hidden)
    pictures = visible.unread_pictures(read, content.painted, content.crop, look) if read else 0
    read, slanted = stamps.askew(read)
    turns = Counter(sign.glyph.turn for sign in read if not sign.glyph.text.isspace())
    turn = _turn(turns)
    width, height = content.width, content.height

    def at(box: Box) -> Box:
        return turned(box, turn, width, height)

    if turn:
        read = [sign._replace(glyph=_turned(sign.glyph, turn, at(Box(*sign.glyph[1:5])))) for sign in read]
    strokes = [Stroke(*at(Box(*one))) for one in content.strokes] if turn else content.strokes
    read, over = stamps.without(read)
    read = [_coloured(sign, look) for sign in read]
    read, marks = signs.without_marks(read)
    read, strokes, struck = signs.without_struck(signs.closed_up(read), strokes)
    fills = content.fills(look)
    page = Page(
        number,
        *((height, width) if turn in (90, 270) else (width, height)),
        [sign.glyph for sign in read],
        strokes,
        [Fill(at(one.box), one.colour) for one in fills] if turn else fills,
        [at(one) for one in content.frames],
        content.pictures / max(1.0, width * height),
        Noticed(len(hidden), tuple(pinned + slanted + over), tuple(marks), tuple(struck), notes, pictures),
        edge,
        cut_off,
        visible.spilled(every, hidden),
        belied | unseen,
    )
    return boxes.drawn(typed_rules.as_strokes(sheet_headings.without(page)), [at(one) for one in content.marks])


def _turn(turns: Counter[int]) -> int:
    """How the page is turned. Headings that are turned to be narrow may have more letters than what is upright."""
    if turns[0] >= _UPRIGHT * turns.total():
        return 0
    return max(turns, key=turns.__getitem__, default=0)


def _coloured(sign: Sign, look: _Look) -> Sign:
    """A dot whose ink is given in a colour space of its own, with the colour that it shows."""
    if sign.state.is_plain or sign.glyph.text not in boxes.SPOTS or not (picture := look()):
        return sign
    colour = picture.colour(signs.lower_text(Box(*sign.glyph[1:5])), _DOT)
    return sign._replace(glyph=sign.glyph._replace(colour="" if colour == "white" else colour))


def _turned(glyph: Glyph, turn: int, box: Box) -> Glyph:
    return glyph._replace(x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom, turn=(glyph.turn - turn) % 360)
