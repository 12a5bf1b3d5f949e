"""The only place that knows pypdfium2: a page as it looks, rendered once and only where its drawing leaves a doubt."""

import atexit
from collections import defaultdict
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from loaders.files.pdf import png
from loaders.files.pdf.picture import Picture
from loaders.files.pdf.shapes import Box

_SCALE = 2.0  # pixels a point
_MOST = 6_000_000  # pixels; a larger page is rendered smaller
_RGB = 3  # colours a pixel
_MOST_MARKS = 20
_CLOSE, _FLAT = 0.4, 0.35  # of the width of a page is shown larger, and so high a share of that


_DESK = 120.0  # points, the width and height of a page on which one sign is drawn
_STANDARD = (
    b"Helvetica",
    b"Times-Roman",
    b"Helvetica-Bold",
    b"Helvetica-Oblique",
    b"Times-Bold",
    b"Times-Italic",
    b"Times-BoldItalic",
    b"Courier",
    b"Courier-Oblique",
)
_WHITE, _INK = b"\xff", bytes(255 - shade for shade in range(256))


Frame = tuple[float, float, float, float]
Pixel = tuple[int, int, int, int]


class Renderer:
    """The pages of a PDF as pictures. It is opened when the first is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._opened: Any = None
        self._desk: Any = None  # a page of our own, on which signs are drawn one by one

    def page(self, index: int, crop: Box) -> Picture | None:
        """The page at `index` (from 0), of which `crop` is what is shown; None where it cannot be rendered."""
        import pypdfium2  # noqa: PLC0415  # loaded where a page is in doubt

        try:
            page = self._open()[index]
            scale = min(_SCALE, (_MOST / max(1.0, page.get_width() * page.get_height())) ** 0.5)
            bitmap = page.render(scale=scale, may_draw_forms=True, prefer_bgrx=False)
            picture = Picture(bitmap, crop)
            bitmap.close()
            page.close()
        except (pypdfium2.PdfiumError, RuntimeError, ValueError, ArithmeticError):
            return None
        return picture

    def grey(self, index: int, crop: Box) -> "Grey | None":
        """The same in shades of grey, which takes a third of the time."""
        import pypdfium2  # noqa: PLC0415  # loaded where a page is rendered

        try:
            page = self._open()[index]
            scale = min(_SCALE, (_MOST / max(1.0, page.get_width() * page.get_height())) ** 0.5)
            return Grey(page, page.render(scale=scale, may_draw_forms=True, grayscale=True), crop)
        except (pypdfium2.PdfiumError, RuntimeError, ValueError, ArithmeticError):
            return None

    def face(self, page: "Grey", x: float, y: float) -> "Face | None":
        """The font of the text at a place of a page in pixels; None where there is none."""
        import pypdfium2.raw as pdfium  # noqa: PLC0415

        font = page.font_at(x, y)
        if font is None:
            return None
        if self._desk is None:
            self._desk = self._open().new_page(_DESK, _DESK)
        kept = pdfium.FPDFPageObj_CreateTextObj(self._open(), font, 1.0)  # the library lets go of fonts of closed pages
        pdfium.FPDFPageObj_Transform(kept, 1, 0, 0, 1, -_DESK, -_DESK)
        pdfium.FPDFPage_InsertObject(self._desk, kept)
        return Face(self._open(), self._desk, font)

    def forget_faces(self) -> None:
        """Let go of the fonts that were kept. Their faces draw no more."""
        self._desk = None

    def _open(self) -> Any:
        import pypdfium2  # noqa: PLC0415  # loaded where a page is rendered

        if self._opened is None:
            self._opened = pypdfium2.PdfDocument(self._data)
            self._opened.init_forms()
        return self._opened


class Grey:
    """A rendered page in shades of grey, from 0 (black) to 255. `scale` is how many pixels a point has."""

    def __init__(self, page: Any, bitmap: Any, crop: Box) -> None:
        self._page, self._bitmap, self._letters = page, bitmap, None
        self._places: defaultdict[str, list[tuple[int, int]]] | None = None
        self.plane, self.stride = bytes(bitmap.buffer), bitmap.stride
        self.width, self.height, self._crop = bitmap.width, bitmap.height, crop
        self.scale = bitmap.width / max(1.0, crop.width)
        self._down = bitmap.height / max(1.0, crop.height)

    def at(self, x: float, top: float) -> tuple[float, float]:
        """The pixel at a place of the page in points from its top left."""
        return (x - self._crop.x0) * self.scale, (top - self._crop.top) * self._down

    def cut(self, left: int, top: int, width: int, height: int) -> bytes:
        """The pixels of a window, row by row; none where it reaches out of the page."""
        if left < 0 or top < 0 or left + width > self.width or top + height > self.height:
            return b""
        first, stride, plane = top * self.stride + left, self.stride, self.plane
        return b"".join(plane[start : start + width] for start in range(first, first + height * stride, stride))

    def places(self, text: str) -> list[tuple[int, int]]:
        """The pixels at which a sign that is no letter begins on the page, as the library finds it."""
        if self._places is None:
            self._places = defaultdict(list)
            for letter, x, y in self._origins():
                self._places[letter].append((x, y))
        return self._places[text]

    def _origins(self) -> Iterator[tuple[str, int, int]]:
        import ctypes  # noqa: PLC0415

        import pypdfium2.raw as pdfium  # noqa: PLC0415

        letters, x, y = self._open_letters(), ctypes.c_double(), ctypes.c_double()
        to_pixel = self._bitmap.get_posconv(self._page).to_bitmap
        for place in range(letters.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(letters, place))
            if not letter.isalpha() and pdfium.FPDFText_GetCharOrigin(letters, place, x, y):
                yield letter, *to_pixel(x.value, y.value)

    def letter_at(self, x: float, y: float) -> str:
        """The letter that the library reads at a pixel; "" where there is none."""
        import pypdfium2.raw as pdfium  # noqa: PLC0415

        place = self._letter(x, y)
        return "" if place is None else chr(pdfium.FPDFText_GetUnicode(self._letters, place))

    def font_at(self, x: float, y: float) -> Any:
        """The library's font of the letter at a pixel; None where there is none."""
        import pypdfium2.raw as pdfium  # noqa: PLC0415

        place = self._letter(x, y)
        text = None if place is None else pdfium.FPDFText_GetTextObject(self._letters, place)
        return (pdfium.FPDFTextObj_GetFont(text) or None) if text else None

    def _letter(self, x: float, y: float) -> int | None:
        letters = self._open_letters()
        place: int | None = letters.get_index(*self._bitmap.get_posconv(self._page).to_page(round(x), round(y)), 1, 1)
        return place

    def _open_letters(self) -> Any:
        if self._letters is None:
            self._letters = self._page.get_textpage()
        return self._letters


class Specimen(NamedTuple):
    """A sign as its font draws it: where its window begins, in pixels from where the sign does, how large it is, and
    how much ink each of its pixels has, from 0 to 255. `size` is that of its letters, in points."""

    size: float
    left: int
    top: int
    width: int
    height: int
    ink: bytes


class Face:
    """A font of the PDF, which draws its signs one by one."""

    def __init__(self, document: Any, desk: Any, font: Any) -> None:
        self._document, self._desk, self._font = document, desk, font

    def drawn(self, code: int, matrix: Sequence[float], scale: float) -> Specimen | None:
        """The sign of this code in this shape with so many pixels a point; None where it has no ink or is too large."""
        import ctypes  # noqa: PLC0415

        import pypdfium2.raw as pdfium  # noqa: PLC0415

        if max(map(abs, matrix)) > _DESK / 3:
            return None
        text = pdfium.FPDFPageObj_CreateTextObj(self._document, self._font, 1.0)
        pdfium.FPDFText_SetCharcodes(text, (ctypes.c_uint32 * 1)(code), 1)
        pdfium.FPDFPageObj_Transform(text, *matrix, _DESK / 2, _DESK / 2)
        pdfium.FPDFPage_InsertObject(self._desk, text)
        middle = round(_DESK / 2 * scale)  # signs are set at whole pixels
        bitmap = self._desk.render(scale=2 * middle / _DESK, grayscale=True)
        pdfium.FPDFPage_RemoveObject(self._desk, text)
        pdfium.FPDFPageObj_Destroy(text)
        return _specimen(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, middle, max(map(abs, matrix))
        )


def standard_faces() -> tuple[Face, ...]:
    """The fonts that every viewer has, upright and without a file."""
    import pypdfium2  # noqa: PLC0415
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    document = pypdfium2.PdfDocument.new()
    desk = document.new_page(_DESK, _DESK)
    atexit.register(document.close)
    atexit.register(desk.close)  # before the other
    return tuple(Face(document, desk, pdfium.FPDFText_LoadStandardFont(document, name)) for name in _STANDARD)


def _specimen(plane: bytes, width: int, height: int, stride: int, origin: int, size: float) -> Specimen | None:
    """What is drawn on white paper, with a pixel around it."""
    rows = [plane[row * stride : row * stride + width] for row in range(height)]
    inked = [(at, row) for at, row in enumerate(rows) if row.strip(_WHITE)]
    if not inked:
        return None
    left = max(0, min(width - len(row.lstrip(_WHITE)) for _, row in inked) - 1)
    right = min(width, max(len(row.rstrip(_WHITE)) for _, row in inked) + 1)
    top, bottom = max(0, inked[0][0] - 1), min(height, inked[-1][0] + 2)
    ink = b"".join(row[left:right] for row in rows[top:bottom]).translate(_INK)
    return Specimen(size, left - origin, top - origin, right - left, bottom - top, ink)


def written_anew(data: bytes) -> bytes | None:
    """The PDF as its viewers put it together, as a whole file; None where they cannot. A file whose table of objects is
    broken may hold several versions of one page: the last is shown."""
    import pypdfium2  # noqa: PLC0415  # loaded where a file is damaged

    written = BytesIO()
    try:
        document = pypdfium2.PdfDocument(data)
        document.save(written)
        document.close()
    except (pypdfium2.PdfiumError, RuntimeError, ValueError):
        return None
    return written.getvalue()


def page_picture(data: bytes, index: int, marks: Sequence[str], *, close: bool) -> tuple[bytes, str, int] | None:
    """The page at `index` (from 0) as a PNG with a frame around each place where the first of the `marks` stands that
    is on it; which one that is, and at how many places. With `close` it is made for a window that may be small and
    dark: the first of them is shown again above the page, so large that it can be read, and the paper is grey. None
    where it cannot be rendered."""
    import pypdfium2  # noqa: PLC0415  # loaded where a page is rendered

    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()
        page = document[index]
        found = ((mark, places) for mark in marks if mark.strip() and (places := _places(page, mark)))
        mark, places = next(found, ("", []))
        size = page.get_width(), page.get_height()
        scale = min(_SCALE, (_MOST / max(1.0, size[0] * size[1])) ** 0.5)
        pixels, frames = _framed(page, scale, (0, 0, 0, 0), places)
        if close and frames:
            near, _ = _framed(page, scale / _CLOSE, _around(frames[0], size, scale), places)
            pixels = png.above(near, pixels)
        pixels = png.toned(pixels) if close else pixels
        return png.png_bytes(pixels), mark, len(places)
    except (pypdfium2.PdfiumError, RuntimeError, ValueError, ArithmeticError, IndexError):
        return None


def _framed(page: Any, scale: float, cut: Frame, places: Sequence[Sequence[Frame]]) -> tuple[png.Pixels, list[Pixel]]:
    """The page without what is `cut` off at its left, foot, right and top, in points, with frames around the places;
    and where these are, in pixels from its top left. Raises ValueError for a page without colours."""
    bitmap = page.render(scale=scale, crop=cut, may_draw_forms=True, prefer_bgrx=False, rev_byteorder=True)
    if bitmap.n_channels != _RGB:
        raise ValueError(bitmap.n_channels)
    pixels = png.Pixels(bytearray(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
    to_bitmap = bitmap.get_posconv(page).to_bitmap
    frames: list[Pixel] = []
    for place in places:
        corners = ((to_bitmap(left, bottom), to_bitmap(right, top)) for left, bottom, right, top in place)
        frames += _by_line([(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in corners])
    for frame in frames:
        png.frame(pixels, *frame)
    return pixels, frames


def _around(frame: Pixel, size: tuple[float, float], scale: float) -> Frame:
    """What to cut off a page of this size, in points, so that a part of it around a frame in pixels is left."""
    width, height = _CLOSE * size[0], min(size[1], _CLOSE * size[0] * _FLAT)
    left = min(max(0.0, (frame[0] + frame[2]) / 2 / scale - width / 2), size[0] - width)
    top = min(max(0.0, (frame[1] + frame[3]) / 2 / scale - height / 2), size[1] - height)
    return left, size[1] - top - height, size[0] - left - width, top


def _places(page: Any, text: str) -> list[list[Frame]]:
    """The boxes (left, foot, right, top) of the first places on a page where a text stands, whole words only where it
    is a number. A place may have several, in some fonts one for each letter."""
    letters = page.get_textpage()
    search = letters.search(text.strip(), match_whole_word=text.strip()[-1].isdigit())
    found: list[list[Frame]] = []
    while (place := search.get_next()) is not None and len(found) < _MOST_MARKS:
        found.append([letters.get_rect(at) for at in range(letters.count_rects(*place))])
    return found


def _by_line(boxes: Sequence[Pixel]) -> list[Pixel]:
    """Boxes in pixels, those on one line made one."""
    lines: list[Pixel] = []
    for left, top, right, bottom in boxes:
        last = lines[-1] if lines else None
        if last and min(bottom, last[3]) > max(top, last[1]):
            lines[-1] = (min(last[0], left), min(last[1], top), max(last[2], right), max(last[3], bottom))
        else:
            lines.append((left, top, right, bottom))
    return lines
