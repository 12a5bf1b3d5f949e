"""The only place that knows pypdfium2: a page as it looks, rendered once and only where its drawing leaves a doubt."""

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from loaders.files.pdf import hues, png
from loaders.files.pdf.shapes import Box
from records.tables import STATUS_FILLS

_SCALE = 2.0  # pixels a point
_MOST = 6_000_000  # pixels; a larger page is rendered smaller
_RGB = 3  # colours a pixel
_MOST_MARKS = 20
_CLOSE, _FLAT = 0.4, 0.35  # of the width of a page is shown larger, and so high a share of that
_CONTRAST = 22  # of 255, in any of the three colours: less nobody sees
_LEAST_SHARE = 0.3
_PAPER, _PAPER_SHARE = 235, 0.5  # of 255, and of the pixels of a table that was pasted as a picture
_STEP = 3  # every so many pixels are looked at for a colour


Frame = tuple[float, float, float, float]
Pixel = tuple[int, int, int, int]


class Renderer:
    """The pages of a PDF as pictures. It is opened when the first is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._opened: Any = None

    def page(self, index: int, crop: Box) -> "Picture | None":
        """The page at `index` (from 0), of which `crop` is what is shown; None where it cannot be rendered."""
        import pypdfium2  # noqa: PLC0415  # loaded where a page is in doubt

        try:
            if self._opened is None:
                self._opened = pypdfium2.PdfDocument(self._data)
                self._opened.init_forms()
            page = self._opened[index]
            scale = min(_SCALE, (_MOST / max(1.0, page.get_width() * page.get_height())) ** 0.5)
            bitmap = page.render(scale=scale, may_draw_forms=True, prefer_bgrx=False)
            picture = Picture(bitmap, crop)
            bitmap.close()
            page.close()
        except (pypdfium2.PdfiumError, RuntimeError, ValueError, ArithmeticError):
            return None
        return picture


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


class Picture:
    """A rendered page; boxes are given in the page's points, from its top left."""

    def __init__(self, bitmap: Any, crop: Box) -> None:
        data, channels = bytes(bitmap.buffer), bitmap.n_channels
        self._stride = bitmap.stride // channels
        if bitmap.stride % channels:  # rows with a rest: cut it off
            used = bitmap.width * channels
            data = b"".join(data[row * bitmap.stride : row * bitmap.stride + used] for row in range(bitmap.height))
            self._stride = bitmap.width
        order = (2, 1, 0) if channels > 2 else (0, 0, 0)
        self._colours = tuple(data[place::channels] for place in order)
        self.width, self.height, self._crop = bitmap.width, bitmap.height, crop
        self._across = bitmap.width / max(1.0, crop.width)
        self._down = bitmap.height / max(1.0, crop.height)

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        x0 = max(0, round((box.x0 - self._crop.x0) * self._across))
        x1 = min(self.width, round((box.x1 - self._crop.x0) * self._across))
        y0 = max(0, round((box.top - self._crop.top) * self._down))
        y1 = min(self.height, round((box.bottom - self._crop.top) * self._down))
        return x0, y0, x1, y1

    def has_ink(self, box: Box) -> bool:
        """Whether anything can be seen in the box: its pixels are not all alike."""
        x0, y0, x1, y1 = self._pixels(box)
        if x1 <= x0 or y1 <= y0:
            return False
        for plane in self._colours:
            low, high = 255, 0
            for row in range(y0, y1):
                part = plane[row * self._stride + x0 : row * self._stride + x1]
                low, high = min(low, min(part)), max(high, max(part))  # noqa: PLW3301  # one part is not the other
            if high - low >= _CONTRAST:
                return True
        return False

    def is_written_on(self, box: Box) -> bool:
        """Whether the box is paper with something on it, as a table and a letter are and a photograph is not."""
        x0, y0, x1, y1 = self._pixels(box)
        light: Counter[int] = Counter()
        for row in range(y0, y1, _STEP):
            light.update(self._colours[1][row * self._stride + x0 : row * self._stride + x1 : _STEP])
        most, times = light.most_common(1)[0] if light else (0, 0)
        return most >= _PAPER and times >= _PAPER_SHARE * light.total() and self.has_ink(box)

    def colour(self, box: Box, least: float = _LEAST_SHARE) -> str:
        """The name of the colour that the box mostly has, what is written on it apart; "" where two are as much.

        A status colour counts where it has at least this share of the box.
        """
        x0, y0, x1, y1 = self._pixels(box)
        red, green, blue = self._colours
        seen: Counter[str] = Counter()
        across, down = max(1, min(_STEP, (x1 - x0) // 4)), max(1, min(_STEP, (y1 - y0) // 4))
        for row in range(y0, y1, down):
            for at in range(row * self._stride + x0, row * self._stride + x1, across):
                seen[hues.name((red[at] / 255, green[at] / 255, blue[at] / 255))] += 1
        total = seen.total()
        named = [(times, name) for name, times in seen.items() if name in STATUS_FILLS and times >= least * total]
        if len(named) == 1:
            return named[0][1]
        return "" if named or not seen else seen.most_common(1)[0][0]
