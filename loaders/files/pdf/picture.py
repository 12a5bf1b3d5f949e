"""A rendered page in its colours: whether anything is seen at a place, and in which colour."""

from collections import Counter
from typing import Any

from loaders.files.pdf import hues
from loaders.files.pdf.shapes import Box
from records.tables import STATUS_FILLS

_CONTRAST = 22  # of 255, in any of the three colours: less nobody sees
_LEAST_SHARE = 0.3
_PAPER, _PAPER_SHARE = 235, 0.5  # of 255, and of the pixels of a table that was pasted as a picture
_STEP = 3  # every so many pixels are looked at for a colour


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
