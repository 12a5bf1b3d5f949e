"""Whether the rendered page shows the figures that were read from its letters: a second opinion that knows nothing of
how they were read.

Each sign of a figure is drawn once more by its own font, alone, and looked for where it stands on the page. And what a
font draws for a digit must look like that digit.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from operator import mul
from statistics import median
from typing import Any

from loaders.files.pdf import added, numerals
from loaders.files.pdf.content import PageContent
from loaders.files.pdf.drawing import Print
from loaders.files.pdf.numerals import UNTOLD
from loaders.files.pdf.painted import Face, Grey, Renderer, Specimen
from loaders.files.pdf.shapes import Box
from loaders.files.pdf.signs import Sign, lower_text

_DIGITS = frozenset("0123456789")
_SAME, _ALIKE, _SURE = 0.97, 0.85, 0.8  # as like are two drawings of one sign, from 0 to 1
_MORE = 0.05  # so much more like another digit
_MISSING = 0.2  # of the ink of a sign, which is not there
_LEAST = 5  # pixels; what is smaller has no middle
_FAINT = 22  # of 255; less nobody sees
_INKED, _BLANK, _DRAWN = 150, 25, 60  # of 255
_MOST_FONTS, _MOST_KEPT = 200, 5_000
_TRIES = 5  # places at which the font of a text is looked for
_FAR, _LEVEL = 1.5, 0.2  # of the size of letters: where else a sign may be drawn, as libraries differ in widths
_TAKEN = 2  # pixels
_OVER, _SIZES = 0.4, 1.6  # of the width of a sign has another over it, so much larger at most
_BESIDE = 0.35  # of the size of letters; further apart stand no two signs of a figure
_SEPARATORS = frozenset(".,")
_FILLED, _OUTLINED = (0, 2, 4, 6), (2, 6)  # ways to draw text: filled, and those drawn around as well
_AROUND = sorted(((x, y) for x in (-2, -1, 0, 1) for y in (-1, 0, 1, 2)), key=lambda step: step[0] ** 2 + step[1] ** 2)
Place = tuple[int, int]  # a pixel


class Shown:
    """The check for the pages of a PDF, which keeps what the fonts draw from page to page."""

    def __init__(self, pictures: Renderer) -> None:
        self._pictures = pictures
        self._faces: dict[Any, Face | None] = {}
        self._specimens: dict[tuple[Any, ...], Specimen | None] = {}
        self._codes: dict[Any, dict[str, int]] = defaultdict(dict)
        self._lettered: dict[Any, bool] = {}
        self._told: dict[tuple[Any, int, str], str] = {}
        self._like: dict[tuple[Specimen, bytes], float] = {}

    def belied(self, signs: Sequence[Sign], index: int, content: PageContent) -> dict[int, str]:
        """The signs of figures, by their order, that the page at `index` shows otherwise, each with the digit that it
        shows, "" for nothing, or `UNTOLD`."""
        self._forget()
        wanted = [(sign, sign.print) for sign in _of_figures(signs) if sign.print and _is_plain(sign)]
        grey = self._pictures.grey(index, content.crop) if wanted else None
        if grey is None:
            return {}
        page = _PageSigns(grey, content.height, [sign for sign, _ in wanted])
        fonts: dict[Any, list[Sign]] = defaultdict(list)
        for sign, drawn in wanted:
            fonts[drawn.font].append(sign)
            self._codes[drawn.font].setdefault(sign.glyph.text, drawn.code)
        found: dict[int, str] = {}
        for font, own in fonts.items():
            if self._faces.get(font) is None:
                self._faces[font] = self._face(page, own)
            for sign in own:
                shown = self._shown(page, sign)
                if shown != sign.glyph.text:
                    found[sign.order] = shown
        figures = [sign for sign, drawn in wanted if sign.order not in found and self._has_digits(drawn.font)]
        found |= added.added_signs(figures, content.signs, content.frames, grey, content.height)
        return _without_spaces(found, signs)

    def _forget(self) -> None:
        """Let go of what was kept, where that is much: a long document takes no more memory than a short one."""
        if len(self._like) > _MOST_KEPT:
            self._like.clear()
        if len(self._faces) > _MOST_FONTS or len(self._specimens) > _MOST_KEPT:
            for kept in (self._faces, self._specimens, self._codes, self._lettered, self._told):
                kept.clear()
            self._pictures.forget_faces()

    def _face(self, page: "_PageSigns", own: Sequence[Sign]) -> Face | None:
        """The font that these signs are drawn with, found where one of them stands as the font draws it."""
        digits = [sign for sign in own if sign.glyph.text in _DIGITS]
        for sign in digits[:: max(1, len(digits) // _TRIES)][: 2 * _TRIES]:
            box, drawn = lower_text(Box(*sign.glyph[1:5])), _drawn(sign)
            middle = page.grey.at((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
            face = self._pictures.face(page.grey, *middle)
            specimen = face.drawn(drawn.code, drawn.matrix, page.grey.scale) if face else None
            if specimen and self._best(page, specimen, sign)[0] >= _ALIKE:
                return face
        return None

    def _shown(self, page: "_PageSigns", sign: Sign) -> str:
        """What the page shows in place of a sign: the sign itself, another digit, "" for nothing, or `UNTOLD`."""
        text, drawn = sign.glyph.text, _drawn(sign)
        face = self._faces[drawn.font]
        if face is None:
            return text if text not in _DIGITS or page.has_ink(sign) else ""
        told = self._told_by_font(face, drawn.font, drawn.code, text)
        if told != text:
            return told
        specimen = self._specimen(face, drawn, drawn.code, page.grey.scale)
        if specimen is None or sign.state.render in _OUTLINED:
            return text if specimen is None or page.has_ink(sign) else ""
        return self._seen(page, sign, specimen)

    def _seen(self, page: "_PageSigns", sign: Sign, specimen: Specimen) -> str:
        """What is seen where a sign should stand as its font draws it."""
        like, seen = self._best(page, specimen, sign)
        text = sign.glyph.text
        if not seen or like >= _SAME:
            return text
        if max(seen) - min(seen) < _FAINT:
            return ""
        if text not in _DIGITS:
            return text
        other = self._other(page, sign, like)
        if other or like >= _ALIKE:
            return other or text
        is_doubtful = _is_missing(specimen, seen) or page.is_under_digit(sign)
        return UNTOLD if is_doubtful else numerals.looks_like(text, _cleaned(specimen, seen))

    def _told_by_font(self, face: Face, font: Any, code: int, text: str) -> str:
        """What a font draws for this code, where it is surely something else than the text that it is read as."""
        key = (font, code, text)
        if key not in self._told:
            self._told[key] = numerals.looks_like(text, _large(face, code))
        return self._told[key] if text in _DIGITS or self._has_digits(font) else text

    def _has_digits(self, font: Any) -> bool:
        """Whether a font draws digits as digits: some draw a box for every sign, and tell nothing."""
        face = self._faces[font]
        if face is None:
            return False
        if font not in self._lettered:
            digits = ((text, code) for text, code in self._codes[font].items() if text in _DIGITS)
            self._lettered[font] = any(numerals.is_digit(_large(face, code)) for _, code in digits)
        return self._lettered[font]

    def _specimen(self, face: Face, drawn: Print, code: int, scale: float) -> Specimen | None:
        key = (drawn.font, code, *(round(part, 2) for part in drawn.matrix), round(scale, 3))
        if key not in self._specimens:
            self._specimens[key] = face.drawn(code, drawn.matrix, scale)
        return self._specimens[key]

    def _other(self, page: "_PageSigns", sign: Sign, like: float) -> str:
        """Another digit that the page shows rather than this one; "" where there is none."""
        drawn = _drawn(sign)
        face = self._faces[drawn.font]
        found: list[tuple[float, str]] = []
        for other, code in self._codes[drawn.font].items():
            if face is not None and other in _DIGITS and other != sign.glyph.text:
                specimen = self._specimen(face, drawn, code, page.grey.scale)
                found += [(self._best(page, specimen, sign)[0], other)] if specimen else []
        best, other = max(found, default=(0.0, ""))
        return other if best >= _SURE and best >= like + _MORE else ""

    def _best(self, page: "_PageSigns", specimen: Specimen, sign: Sign) -> tuple[float, bytes]:
        """How like the page is to a sign where that should stand, and the pixels there."""
        best = (-1.0, b"")
        for place in page.places(sign, specimen.size):
            for right, down in _AROUND:
                left, top = place[0] + specimen.left + right, place[1] + specimen.top + down
                seen = page.grey.cut(left, top, specimen.width, specimen.height)
                if seen:
                    key = (specimen, seen)
                    if key not in self._like:
                        self._like[key] = _likeness(specimen, seen)
                    best = max(best, (self._like[key], seen), key=_first)
                if best[0] >= _SAME:
                    return best
            if best[0] >= _ALIKE:
                break
        return best


class _PageSigns:
    """A rendered page and the signs of figures that were read on it."""

    def __init__(self, grey: Grey, height: float, figures: Sequence[Sign]) -> None:
        self.grey, self._height, self._figures = grey, height, figures
        self._read: dict[str, list[tuple[Place, int]]] = defaultdict(list)
        for sign in figures:
            self._read[sign.glyph.text].append((self._place(sign), sign.order))

    def places(self, sign: Sign, size: float) -> Iterator[Place]:
        """The pixels at which a sign may begin: where it was read, and where the library finds it that draws it, as the
        two differ in the widths of signs before it."""
        place = self._place(sign)
        yield place
        reach = self.grey.scale * size
        beside = [
            (abs(x - place[0]), (x, y))
            for x, y in self.grey.places(sign.glyph.text)
            if abs(x - place[0]) <= _FAR * reach and abs(y - place[1]) <= _LEVEL * reach
        ]
        if beside and (nearest := min(beside))[0] >= _TAKEN and not self._is_taken(nearest[1], sign):
            yield nearest[1]

    def _is_taken(self, place: Place, sign: Sign) -> bool:
        """Whether another sign with the same text was read there."""
        return any(
            order != sign.order and abs(x - place[0]) <= _TAKEN and abs(y - place[1]) <= _TAKEN
            for (x, y), order in self._read[sign.glyph.text]
        )

    def _place(self, sign: Sign) -> Place:
        drawn = _drawn(sign)
        x, y = self.grey.at(drawn.x, self._height - drawn.y)
        return int(x), round(y)

    def has_ink(self, sign: Sign) -> bool:
        """Whether anything is seen in the box of a sign."""
        box = lower_text(Box(*sign.glyph[1:5]))
        (x0, y0), (x1, y1) = self.grey.at(box.x0, box.top), self.grey.at(box.x1, box.bottom)
        seen = self.grey.cut(round(x0), round(y0), max(1, round(x1 - x0)), max(1, round(y1 - y0)))
        return not seen or max(seen) - min(seen) >= _FAINT

    def is_under_digit(self, sign: Sign) -> bool:
        """Whether another digit of about the same size stands over a sign."""
        glyph = sign.glyph
        return any(
            min(glyph.x1, other.glyph.x1) - max(glyph.x0, other.glyph.x0) > _OVER * (glyph.x1 - glyph.x0)
            and abs(glyph.bottom - other.glyph.bottom) < _OVER * glyph.size
            and glyph.size / _SIZES < other.glyph.size < glyph.size * _SIZES
            for other in self._figures
            if other.order != sign.order and other.glyph.text in _DIGITS
        )


def _large(face: Face, code: int) -> Specimen | None:
    return face.drawn(code, (numerals.SIZE, 0, 0, numerals.SIZE), 1.0)


def _drawn(sign: Sign) -> Print:
    if sign.print is None:
        raise ValueError(sign)
    return sign.print


def _first(found: tuple[float, bytes]) -> float:
    return found[0]


def _of_figures(signs: Sequence[Sign]) -> Iterator[Sign]:
    """The digits, the signs between them, and a minus or a space before and behind."""
    for before, sign, after in zip((None, *signs), signs, (*signs[1:], None), strict=False):
        text = sign.glyph.text
        if text in _DIGITS:
            yield sign
        elif sign.print is not None:
            sides = (_is_digit_beside(before, sign), _is_digit_beside(after, sign))
            if all(sides) if text in _SEPARATORS else any(sides):
                yield sign


def _is_digit_beside(digit: Sign | None, sign: Sign) -> bool:
    """Whether the one is a digit, and both stand beside each other."""
    if digit is None or digit.glyph.text not in _DIGITS or digit.glyph.turn != sign.glyph.turn:
        return False
    one, other, reach = digit.glyph, sign.glyph, _BESIDE * sign.glyph.size
    apart = max(one.x0 - other.x1, other.x0 - one.x1, one.top - other.bottom, other.top - one.bottom)
    return apart < reach


def _without_spaces(found: dict[int, str], signs: Sequence[Sign]) -> dict[int, str]:
    """What is drawn as a space belongs to the digit beside it, as a minus does."""
    for before, sign, after in zip((None, *signs), signs, (*signs[1:], None), strict=False):
        if sign.order in found and sign.glyph.text.isspace():
            seen = found.pop(sign.order)
            if after is not None and _is_digit_beside(after, sign):
                found.setdefault(after.order, seen + after.glyph.text)
            elif before is not None:
                found.setdefault(before.order, before.glyph.text + seen)
    return found


def _is_plain(sign: Sign) -> bool:
    """Whether a sign is filled as its font draws it."""
    return sign.state.render in _FILLED and not sign.slanted


def _likeness(specimen: Specimen, seen: bytes) -> float:
    """How like the page is to a sign, from 0 to 1, whatever their colours; without lines through it, and what only
    touches it."""
    like = _correlation(specimen.ink, seen)
    width, height = specimen.width, specimen.height
    if like >= _SAME or min(width, height) <= _LEAST:
        return like
    ground = Counter(seen).most_common(1)[0][0]
    down = {at for at in range(width) if all(abs(shade - ground) >= _DRAWN for shade in seen[at::width])}
    across = {
        at
        for at in range(height)
        if all(abs(shade - ground) >= _DRAWN for shade in seen[at * width : (at + 1) * width])
    }
    for least in (0, 1):
        columns = [at for at in range(least, width - least) if at not in down]
        rows = [at for at in range(least, height - least) if at not in across]
        if len(columns) > _LEAST and len(rows) > _LEAST:
            kept = [row * width + column for row in rows for column in columns]
            like = max(like, _correlation(*(bytes(map(plane.__getitem__, kept)) for plane in (specimen.ink, seen))))
    return like


def _correlation(ink: bytes, seen: bytes) -> float:
    count = len(ink)
    mean_ink, mean_seen = sum(ink) / count, sum(seen) / count
    both = sum(map(mul, ink, seen)) - count * mean_ink * mean_seen
    spread_ink = sum(map(mul, ink, ink)) - count * mean_ink**2
    spread_seen = sum(map(mul, seen, seen)) - count * mean_seen**2
    return abs(both) / (spread_ink * spread_seen) ** 0.5 if spread_ink > 0 and spread_seen > 0 else 0.0


def _is_missing(specimen: Specimen, seen: bytes) -> bool:
    """Whether a part of a sign is not seen: where it should be inked the page is as beside it."""
    paper = [shade for ink, shade in zip(specimen.ink, seen, strict=True) if ink < _BLANK]
    inked = [shade for ink, shade in zip(specimen.ink, seen, strict=True) if ink >= _INKED]
    if not paper or not inked:
        return False
    ground = median(paper)
    deepest = max(abs(shade - ground) for shade in inked)
    missing = sum(abs(shade - ground) < max(_FAINT, deepest / 4) for shade in inked)
    return missing > _MISSING * len(inked)


def _cleaned(specimen: Specimen, seen: bytes) -> Specimen | None:
    """What is seen in place of a sign as a drawing of its own; None where it is nothing."""
    width = specimen.width
    ground = median([*seen[:width], *seen[-width:]])
    deepest = max(abs(shade - ground) for shade in seen) or 1
    ink = bytes(int(abs(shade - ground) / deepest * 255) for shade in seen)
    rows = [ink[at : at + width] for at in range(0, len(ink), width)]
    inked = [at for at, row in enumerate(rows) if max(row) >= _INKED]
    columns = [at for at in range(width) if max(row[at] for row in rows) >= _INKED]
    if not inked or not columns:
        return None
    edge, paper = bytes(1), bytes(columns[-1] - columns[0] + 3)
    held = [edge + row[columns[0] : columns[-1] + 1] + edge for row in rows[inked[0] : inked[-1] + 1]]
    return Specimen(specimen.size, 0, 0, len(paper), len(held) + 2, b"".join((paper, *held, paper)))
