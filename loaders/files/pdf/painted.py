"""The only place that knows pypdfium2: a page as it looks, rendered once and only where its drawing leaves a doubt."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from loaders.files.pdf import hues, png
from loaders.files.pdf.shapes import Box

_SCALE = 2.0  # pixels a point
_MOST = 6_000_000  # pixels; a larger page is rendered smaller
_RGB = 3  # colours a pixel
_MOST_MARKS = 20
_CONTRAST = 22  # of 255, in any of the three colours: less nobody sees
_LEAST_SHARE = 0.3
_STEP = 3  # every so many pixels are looked at for a colour


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


def page_picture(data: bytes, index: int, marks: Sequence[str]) -> tuple[bytes, str, int] | None:
    """The page at `index` (from 0) as a PNG with a frame around each place where the first of the `marks` stands that
    is on it; which one that is, and at how many places. None where it cannot be rendered."""
    import pypdfium2  # noqa: PLC0415  # loaded where a page is rendered

    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()
        page = document[index]
        scale = min(_SCALE, (_MOST / max(1.0, page.get_width() * page.get_height())) ** 0.5)
        bitmap = page.render(scale=scale, may_draw_forms=True, prefer_bgrx=False, rev_byteorder=True)
        if bitmap.n_channels != _RGB:
            return None
        pixels = png.Pixels(bytearray(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        found = ((mark, places) for mark in marks if mark.strip() and (places := _places(page, mark)))
        mark, places = next(found, ("", []))
        to_bitmap = bitmap.get_posconv(page).to_bitmap
        for left, bottom, right, top in places:
            xs, ys = zip(to_bitmap(left, bottom), to_bitmap(right, top), strict=True)
            png.frame(pixels, min(xs), min(ys), max(xs), max(ys))
        return png.png_bytes(pixels), mark, len(places)
    except (pypdfium2.PdfiumError, RuntimeError, ValueError, ArithmeticError, IndexError):
        return None


def _places(page: Any, text: str) -> list[tuple[float, float, float, float]]:
    """The boxes of the first places on a page where a text stands, whole words only where it is a number."""
    letters = page.get_textpage()
    search = letters.search(text.strip(), match_whole_word=text.strip()[-1].isdigit())
    found: list[tuple[float, float, float, float]] = []
    while (place := search.get_next()) is not None and len(found) < _MOST_MARKS:
        found += [letters.get_rect(at) for at in range(letters.count_rects(*place))]
    return found


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
        named = [(times, name) for name, times in seen.items() if name in hues.STATUS and times >= least * total]
        if len(named) == 1:
            return named[0][1]
        return "" if named or not seen else seen.most_common(1)[0][0]
