"""Texts as they were painted: programs paint the text of one cell after that of another, a line at a time.

A text holds together whatever stands beside it on the page, and no text is ever dealt out to several cells.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.files.pdf import figures
from loaders.files.pdf.shapes import Box, Glyph, around, turned

_LEVEL = 0.2  # of the size of letters, that signs of one line may stand higher or lower
_BACK = 0.3  # of the size of letters, that a sign may reach back over the one before it
_INSIDE = 0.35  # so much white space stands inside a word at most,
_APART = 0.12  # and so much where another text may begin
_TOUCHING = 0.08  # or another figure
_SPACE = 0.6  # behind a painted space, in another text that goes on
_SPREAD = 15.0  # behind a painted space of a text that is spread out to both edges of its cell
_STEP = (0.8, 1.9)  # so far below a line stands the next one of its text
_ALIKE = 0.15  # so near are the edges, or the middles, of lines that are set alike
_MOST_WORDS = 16  # on a line that is spread out
_SPACED = (3, 5)  # places further in the order of painting stands what follows a space
_EVEN = 0.3  # of the size of letters; no more do the gaps of a line differ that is spread out
_ONE_GAP = 6.0  # and no wider is its only gap
_CLOSE = 1.5  # times the size of letters stands the next line of a turned text; that of the next column is further off
_MOSTLY = 0.6  # of the shorter line stands over the other
_LEAST_ROW = 3  # texts beside a code
_BIN = 8.0  # points, of twice the height of a line
_AT_ONCE = 4  # places further in the order of painting: nothing but spaces between


@dataclass(slots=True)
class Text:
    """Signs that were painted one after the other, on one line or on lines below each other that are set alike."""

    lines: list[list[Glyph]]
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        self.box = around([glyph for line in self.lines for glyph in line])

    def add(self, line: list[Glyph]) -> None:
        """Put a line under those before it."""
        self.lines.append(line)
        self.box = around([glyph for own in self.lines for glyph in own])

    def without_first(self, lines: int) -> "tuple[Text, Text]":
        """The first lines as a text of their own, and the rest."""
        return Text(self.lines[:lines]), Text(self.lines[lines:])

    @property
    def glyphs(self) -> list[Glyph]:
        return [glyph for line in self.lines for glyph in line]

    @property
    def size(self) -> float:
        return max(glyph.size for line in self.lines for glyph in line)

    @property
    def is_turned(self) -> bool:
        return bool(self.lines[0][0].turn)

    @property
    def order(self) -> int:
        return self.lines[0][0].order

    @property
    def said(self) -> str:
        """Its signs, for looking at what it is."""
        return "".join(glyph.text for line in self.lines for glyph in line)


def of(glyphs: Sequence[Glyph]) -> list[Text]:
    """The texts among signs that run across, in the order of painting."""
    found: list[Text] = []
    for line in _lines(glyphs):
        before = found[-1] if found else None
        if (at := _spread_from(found, line)) is not None:
            for part in found[at + 1 :]:
                found[at].lines[-1].extend(part.lines[0])
            del found[at + 1 :]
            found[at].add(line)
        elif before and _goes_on(before, line):
            before.add(line)
        else:
            found.append(Text([line]))
    starts: dict[int, list[Text]] = defaultdict(list)
    for text in found if any(len(text.lines) > 1 for text in found) else ():
        starts[_level(text.lines[0])].append(text)
    return [part for text in found for part in _by_rows(text, starts)] if starts else found


def _by_rows(text: Text, starts: Mapping[int, Sequence[Text]]) -> Iterator[Text]:
    """The text; or the texts of cells below each other that were painted one after the other, as spreadsheets paint
    those of several lines after all others: texts of other columns begin beside the first line of each."""
    first = _beside(text, text.lines[0], starts) if len(text.lines) > 1 else []
    begins = _begins_row if first else _follows_name
    cut = next((at for at in range(1, len(text.lines)) if begins(text, at, first, starts)), 0)
    if not cut:
        yield text
        return
    above, rest = text.without_first(cut)
    yield above
    yield from _by_rows(rest, starts)


def _begins_row(text: Text, at: int, first: Sequence[Text], starts: Mapping[int, Sequence[Text]]) -> bool:
    """Whether the same columns, one of them to the left, have a text beside the first line of a text (`first`), and
    another that begins beside the line `at`."""
    below = _beside(text, text.lines[at], starts)
    slack = _ALIKE * text.size
    columns = {round(one.box.x0) for one in first if any(_is_one_column(one.box, other.box, slack) for other in below)}
    return len(columns) > 1 and min(columns) < text.box.x0


def _follows_name(text: Text, at: int, _: Sequence[Text], starts: Mapping[int, Sequence[Text]]) -> bool:
    """Whether the line `at` is the code of a row of several texts to its right, below a name that stands alone."""
    code, above = ("".join(glyph.text for glyph in line) for line in (text.lines[at], text.lines[at - 1]))
    if not figures.is_lettered_code(code) or any(sign.isdigit() for sign in above):
        return False
    row = _beside(text, text.lines[at], starts)
    return len(row) >= _LEAST_ROW and min(one.box.x0 for one in row) > text.box.x0


def _beside(text: Text, line: Sequence[Glyph], starts: Mapping[int, Sequence[Text]]) -> list[Text]:
    """The other texts that begin at the height of this line."""
    at = _level(line)
    near = (one for level in (at - 1, at, at + 1) for one in starts.get(level, ()))
    return [one for one in near if one is not text and _is_level(one.lines[0][0], line[0])]


def _level(line: Sequence[Glyph]) -> int:
    return int((line[0].top + line[0].bottom) // _BIN)


def _is_one_column(one: Box, other: Box, slack: float) -> bool:
    return abs(one.x0 - other.x0) < slack or abs(one.x1 - other.x1) < slack


def with_turned(glyphs: Sequence[Glyph]) -> list[Text]:
    """The texts among all signs, in the order of painting: also those that run up or down, as narrow headings do."""
    found = of(glyphs)
    own = {glyph.order: glyph for glyph in glyphs if glyph.turn}
    for turn in sorted({glyph.turn for glyph in own.values()}):
        upright = [_upright(glyph) for glyph in own.values() if glyph.turn == turn]
        for text in of(upright):
            found += [Text([[own[one.order] for one in line] for line in lines]) for lines in _close(text.lines)]
    return sorted(found, key=lambda text: text.order)


def _upright(glyph: Glyph) -> Glyph:
    return Glyph(glyph.text, *turned(Box(*glyph[1:5]), glyph.turn), glyph.size, 0, glyph.colour, glyph.order)


def _close(lines: Sequence[list[Glyph]]) -> list[list[list[Glyph]]]:
    """The lines in groups: those of headings beside each other stand further apart than those of one."""
    found = [[lines[0]]]
    for one, other in pairwise(lines):
        if other[0].top - one[0].top > _CLOSE * one[0].size:
            found.append([])
        found[-1].append(other)
    return found


def _spread_from(found: Sequence[Text], line: Sequence[Glyph]) -> int | None:
    """The text whose last line is spread out to both edges of its cell, a word a text, and goes on with this line."""
    gaps: list[float] = []
    for at in range(len(found) - 2, max(-1, len(found) - _MOST_WORDS), -1):
        one, other = found[at].lines[-1], found[at + 1].lines[0]
        if len(found[at + 1].lines) > 1 or not _is_level(one[0], other[0]) or not _is_spaced(one[-1], other[0]):
            return None
        gaps.append(other[0].x0 - one[-1].x1)
        size = one[0].size
        if min(gaps) < 0 or max(gaps) - min(gaps) > _EVEN * size or (len(gaps) == 1 and gaps[0] > _ONE_GAP * size):
            return None
        if abs(one[0].x0 - line[0].x0) < _ALIKE * size and _is_step(line[0].top - one[0].top, size):
            right = found[-1].lines[0][-1].x1
            return at if line[-1].x1 < right + _ALIKE * size else None
    return None


def _is_spaced(one: Glyph, other: Glyph) -> bool:
    """Whether a space was painted between two signs, and nothing else."""
    return _SPACED[0] <= other.order - one.order <= _SPACED[1]


def _is_level(one: Glyph, other: Glyph) -> bool:
    return abs(one.top + one.bottom - other.top - other.bottom) <= 2 * _LEVEL * max(one.size, other.size)


def _is_step(down: float, size: float) -> bool:
    return _STEP[0] * size < down < _STEP[1] * size


def _lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Signs of one line of one text, with the spaces between them."""
    line: list[Glyph] = []
    for glyph in sorted((one for one in glyphs if not one.turn), key=lambda one: one.order):
        if line and (not _is_next(line[-1], glyph) or _is_behind_figure(line, glyph)):
            yield from _without_spaces(line)
            line = []
        line.append(glyph)
    yield from _without_spaces(line)


def _is_behind_figure(line: Sequence[Glyph], other: Glyph) -> bool:
    """Whether a text begins behind a figure of another cell, which spreadsheets end with a space as wide as a bracket
    ("420 " among "(615)")."""
    if not (line[-1].text.isspace() and other.text.isupper()) or other.order == line[-1].order + 1:
        return False
    is_figure = figures.is_figure("".join(glyph.text for glyph in line).strip())
    return is_figure and other.x0 - line[-1].x1 > _APART * other.size


def _without_spaces(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """The line without the spaces before and after its letters; nothing where it has none."""
    letters = [at for at, glyph in enumerate(line) if not glyph.text.isspace()]
    if letters:
        yield list(line[letters[0] : letters[-1] + 1])


def _is_next(one: Glyph, other: Glyph) -> bool:
    """Whether a sign that was painted after another goes on with its line."""
    size = max(one.size, other.size)
    if not _is_level(one, other):
        return False
    gap = (other.x0 - one.x1) / max(1.0, size)
    at_once = other.order == one.order + 1
    if one.text.isspace() or other.text.isspace():
        return -_BACK <= gap <= (_SPREAD if at_once else _SPACE)
    begins = not at_once and other.text.isupper() and (one.text.islower() or one.text.isdigit())
    figures = one.text.isdigit() and other.text.isdigit()
    most = _INSIDE if at_once else _TOUCHING if figures else _APART
    return not begins and -_BACK <= gap <= most


def _goes_on(text: Text, line: Sequence[Glyph]) -> bool:
    """Whether a line that was painted next is the next line of the text."""
    own, last = around(line), around(text.lines[-1])
    size = max(text.lines[-1][0].size, line[0].size)
    if not _is_step(own.top - last.top, size) or abs(text.size - line[0].size) > _ALIKE * size:
        return False
    shared = min(own.x1, last.x1) - max(own.x0, last.x0)
    if shared >= _MOSTLY * min(own.width, last.width) and line[0].order - text.lines[-1][-1].order <= _AT_ONCE:
        return True
    return any(_is_set_alike(around(one), own, _ALIKE * size) for one in text.lines)


def _is_set_alike(one: Box, other: Box, slack: float) -> bool:
    return (
        abs(one.x0 - other.x0) < slack
        or abs(one.x1 - other.x1) < slack
        or abs(one.x0 + one.x1 - other.x0 - other.x1) < 2 * slack
    )
