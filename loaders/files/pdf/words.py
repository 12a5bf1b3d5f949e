"""From printed signs to words and lines in reading order."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from loaders.files.pdf.shapes import Box, Glyph, around, turned

_SPACE = 0.17  # of the size of the letters: a wider gap parts words
_SPACED_OUT = 0.08  # letters set this far apart are spaced out, and so are the gaps between their words
_NO_ROOM = 0.5
_SAME_LINE = 0.5
_LEAST_LETTERS = 8


class Word(NamedTuple):
    """Signs without a space between them. `first` is the width of its first sign."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    first: float
    colour: str


class WordLine(NamedTuple):
    """Words beside each other, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return Box(
            self.words[0].x0,
            min(word.top for word in self.words),
            max(word.x1 for word in self.words),
            max(word.bottom for word in self.words),
        )

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)


def word_lines(glyphs: Sequence[Glyph]) -> list[WordLine]:
    """The lines that these signs make, from top to bottom. Text that runs another way comes after the rest."""
    by_turn = sorted(glyphs, key=lambda glyph: glyph.turn)
    found: list[WordLine] = []
    for turn, group in groupby(by_turn, key=lambda glyph: glyph.turn):
        same = list(group)
        upright = [_upright(glyph) for glyph in same] if turn else same
        read = [line for row in _rows(upright) if (line := _line(row)).words]
        found += [_placed(line, around(same)) for line in read] if turn else read
    return found


def _upright(glyph: Glyph) -> Glyph:
    return Glyph(glyph.text, *turned(Box(*glyph[1:5]), glyph.turn), glyph.size, 0, glyph.colour)


def _placed(line: WordLine, box: Box) -> WordLine:
    """A line of turned text, at the place where it stands on the page."""
    return WordLine(tuple(word._replace(x0=box.x0, top=box.top, x1=box.x1, bottom=box.bottom) for word in line.words))


def _rows(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The signs parted into lines: a sign belongs to the line whose middle it nearly shares."""
    row: list[Glyph] = []
    middle = size = 0.0
    for glyph in sorted(glyphs, key=lambda one: one.top + one.bottom):
        own = (glyph.top + glyph.bottom) / 2
        if row and own - middle > _SAME_LINE * min(size, glyph.size):
            yield row
            row = []
        if not row or glyph.size > size:
            middle, size = own, glyph.size
        row.append(glyph)
    if row:
        yield row


def _line(row: list[Glyph]) -> WordLine:
    row.sort(key=lambda glyph: glyph.x0)
    gap = _gap(row)
    words: list[Word] = []
    current: list[Glyph] = []
    for glyph, following in zip_longest(row, row[1:]):
        if glyph.text.isspace() and _takes_no_room(glyph, current, following):
            continue
        if current and (glyph.text.isspace() or glyph.x0 - current[-1].x1 > gap * max(glyph.size, current[-1].size)):
            words.append(_word(current))
            current = []
        if not glyph.text.isspace() and not (current and _is_reprint(glyph, current[-1])):
            current.append(glyph)
    if current:
        words.append(_word(current))
    return WordLine(tuple(words))


def _gap(row: Sequence[Glyph]) -> float:
    """Which gap parts words in this line, in parts of the size of its letters."""
    letters = [glyph for glyph in row if glyph.text.isalpha()]
    if len(letters) < _LEAST_LETTERS or len(letters) < 0.7 * len(row) or len(letters) < len(row) - 2:
        return _SPACE
    usual = median((after.x0 - before.x1) / max(1.0, before.size) for before, after in pairwise(letters))
    return _SPACE + usual if usual > _SPACED_OUT else _SPACE


def _takes_no_room(space: Glyph, before: Sequence[Glyph], after: Glyph | None) -> bool:
    """A space that letters are printed over: it stands for a soft hyphen that was not needed."""
    middle = space.x0 + _NO_ROOM * (space.x1 - space.x0)
    return bool(before) and (before[-1].x1 > middle or (after is not None and after.x0 < middle))


def _is_reprint(glyph: Glyph, before: Glyph) -> bool:
    """The same sign over itself, to look bold."""
    return glyph.text == before.text and glyph.x0 - before.x0 < 0.3 * (before.x1 - before.x0)


def _word(glyphs: Sequence[Glyph]) -> Word:
    first, last = glyphs[0], glyphs[-1]
    text = "".join(glyph.text for glyph in glyphs)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    colours = {glyph.colour for glyph in glyphs}
    return Word(
        text,
        first.x0,
        min(glyph.top for glyph in glyphs),
        last.x1,
        max(glyph.bottom for glyph in glyphs),
        max(glyph.size for glyph in glyphs),
        first.x1 - first.x0,
        first.colour if len(colours) == 1 else "",
    )
