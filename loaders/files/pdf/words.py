"""From printed signs to words and lines in reading order."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from statistics import median
from typing import NamedTuple

from loaders.files.pdf.shapes import Box, Glyph, around, stretches, turned

_SPACE = 0.17  # of the size of the letters: a wider gap parts words
_SPACED_OUT = 0.08  # letters set this far apart are spaced out, and so are the gaps between their words
_NO_ROOM = 0.5
_SAME_LINE = 0.5
_LEAST_LETTERS = 8
_BACK = 0.3  # of the size of letters, that a sign may reach back over the one before it
_OVERLAP = 0.12
_TOUCHING = 0.08
_RUN = 0.6  # no more between the words of one text
_SOFT = "\u00ad"
Edges = tuple[Collection[int], Collection[int]]


class Word(NamedTuple):
    """Signs without a space between them. `first` is the width of its first sign.

    `order` and `last` are the places of its first and last sign in the order of painting. `spaced`: a space was painted
    right behind it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    first: float
    colour: str
    order: int = 0
    last: int = 0
    spaced: bool = False


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


def of_lines(lines: Iterable[WordLine]) -> tuple[Word, ...]:
    """The words of all these lines."""
    return tuple(word for line in lines for word in line.words)


def word_lines(glyphs: Sequence[Glyph], edges: Edges = (frozenset(), frozenset())) -> list[WordLine]:
    """The lines that these signs make, from top to bottom. Text that runs another way comes after the rest.

    `edges` are the places in the order of painting at which the line of a text surely begins, and ends.
    """
    by_turn = sorted(glyphs, key=lambda glyph: glyph.turn)
    found: list[WordLine] = []
    for turn, group in groupby(by_turn, key=lambda glyph: glyph.turn):
        same = list(group)
        upright = [_upright(glyph) for glyph in same] if turn else same
        read = [line for row in _rows(upright) if (line := _line(row, edges)).words]
        found += [_placed(line, around(same)) for line in read] if turn else read
    return found


def runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Signs that were painted one after the other on one line with no more than spaces between them."""
    return stretches(sorted(glyphs, key=lambda one: one.order), _runs_on)


def _runs_on(one: Glyph, other: Glyph) -> bool:
    if one.turn or other.turn:
        return False
    size = one.size if one.size > other.size else other.size
    gap = other.x0 - one.x1
    if not -_BACK * size <= gap <= _RUN * size:
        return False
    if abs(one.top + one.bottom - other.top - other.bottom) >= _SAME_LINE * size:
        return False
    if gap < _SPACE * size:
        return not _begins_text(one, other)
    return other.order - one.order <= 1 or one.text.isspace()  # else neither a space was painted nor the same word


def spans(run: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """The words of a run, as the places of their first sign and after their last."""
    first = 0
    for at, glyph in enumerate(run):
        if glyph.text.isspace() or (at and not _follows(run[at - 1], glyph, _SPACE)):
            if at > first:
                yield first, at
            first = at + glyph.text.isspace()
    if first < len(run):
        yield first, len(run)


def _upright(glyph: Glyph) -> Glyph:
    return Glyph(glyph.text, *turned(Box(*glyph[1:5]), glyph.turn), glyph.size, 0, glyph.colour, glyph.order)


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


def _line(row: list[Glyph], edges: Edges) -> WordLine:
    """The words of a line. Signs that were painted one after the other hold together; others are put beside them."""
    gap = _gap(sorted(row, key=lambda glyph: glyph.x0))
    parts = sorted(_parts(sorted(row, key=lambda glyph: glyph.order), gap, edges), key=lambda part: part.glyphs[0].x0)
    found: list[list[_Part]] = []
    for part in parts:
        if found and _is_one_word(found[-1][-1], part, gap, edges):
            found[-1].append(part)
        else:
            found.append([part])
    words = [_word([glyph for part in own for glyph in part.glyphs], spaced=own[-1].ends) for own in found]
    return WordLine((*(_with_hyphen(word) for word in words[:-1]), *words[-1:]))


class _Part(NamedTuple):
    """Signs of one word in painting order; whether a space was painted before and after them."""

    glyphs: list[Glyph]
    begins: bool
    ends: bool


def _parts(row: Sequence[Glyph], gap: float, edges: Edges) -> Iterator[_Part]:
    current: list[Glyph] = []
    spaced = False
    for glyph, following in zip_longest(row, row[1:]):
        if glyph.text.isspace():
            if not _takes_no_room(glyph, current, following):
                if current:
                    yield _Part(current, spaced, ends=True)
                current, spaced = [], True
            continue
        if current and (glyph.order in edges[0] or not _follows(current[-1], glyph, gap)):
            yield _Part(current, spaced, ends=False)
            current, spaced = [], False
        if not (current and _is_reprint(glyph, current[-1])):
            current.append(glyph)
    if current:
        yield _Part(current, spaced, ends=False)


def _follows(one: Glyph, other: Glyph, gap: float) -> bool:
    """Whether a sign stands right behind the one that was painted before it."""
    size = max(one.size, other.size)
    return -_BACK * size <= other.x0 - one.x1 <= gap * size and not _begins_text(one, other)


def _begins_text(one: Glyph, other: Glyph) -> bool:
    """Whether a text of its own begins right behind another, as that of the next cell may do: with a capital, or a
    figure that does not touch the one before it as the digits of one do."""
    if other.order - one.order <= 1:
        return False
    if one.text.isdigit() and other.text.isdigit():
        return abs(other.x0 - one.x1) > _TOUCHING * max(one.size, other.size)
    return other.text.isupper() and (one.text.islower() or one.text.isdigit())


def _is_one_word(one: _Part, other: _Part, gap: float, edges: Edges) -> bool:
    """Whether two parts stand so close that they are one word, and neither is printed over the other."""
    last, first = one.glyphs[-1], other.glyphs[0]
    if _begins_text(last, first) or first.order in edges[0] or last.order in edges[1]:
        return False
    apart = first.x0 - max(glyph.x1 for glyph in one.glyphs)
    near = -_OVERLAP * max(last.size, first.size) <= apart <= gap * max(last.size, first.size)
    return (
        near
        and not (one.ends and other.begins)
        and not (one.ends and first.order > last.order)
        and not (other.begins and first.order > last.order)
    )


def _with_hyphen(word: Word) -> Word:
    """A soft hyphen that is printed before the end of a line is a hyphen."""
    return word._replace(text=f"{word.text[:-1]}-") if word.text.endswith(_SOFT) else word


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


def _word(glyphs: Sequence[Glyph], *, spaced: bool) -> Word:
    first = glyphs[0]
    text = "".join(glyph.text for glyph in glyphs)
    if _SOFT in text:
        text = "-" if text == _SOFT else text[:-1].replace(_SOFT, "-") + text[-1]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    colours = {glyph.colour for glyph in glyphs}
    return Word(
        text,
        first.x0,
        min(glyph.top for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        max(glyph.size for glyph in glyphs),
        first.x1 - first.x0,
        first.colour if len(colours) == 1 else "",
        first.order,
        glyphs[-1].order,
        spaced,
    )
