"""Texts of several lines, told by the order of painting: programs paint the lines of a cell one after the other."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from loaders.files.pdf.shapes import Glyph
from loaders.files.pdf.words import runs

_STEP = (0.8, 1.9)  # of the size of letters: so far below a line stands the next one of its text
_ALIKE = 0.15  # of the size of letters: so near are the edges, or the middles, of lines that are set alike
_WITH_A_SPACE = 2  # places further in the order of painting
_BESIDE = 2.0  # of the size of letters; no wider is the gap between two words of a line that is spread out


class BlockLine(NamedTuple):
    """The text that a sign is a part of: its number in the order of painting, and whether it has several lines.

    `starts` and `ends`: the sign is the first, or the last, of its line.
    """

    number: int
    deep: bool
    starts: bool
    ends: bool


class _Line(NamedTuple):
    glyphs: list[Glyph]
    x0: float
    x1: float
    top: float
    size: float


def of(glyphs: Sequence[Glyph]) -> dict[int, BlockLine]:
    """The text of each sign, by its place in the order of painting. Signs that do not run across have none."""
    found: dict[int, BlockLine] = {}
    for number, block in enumerate(_blocks([glyph for glyph in glyphs if not glyph.turn]), 1):
        for line in block:
            for at, glyph in enumerate(line.glyphs):
                found[glyph.order] = BlockLine(number, len(block) > 1, at == 0, at == len(line.glyphs) - 1)
    return found


def edges(texts: Mapping[int, BlockLine]) -> tuple[frozenset[int], frozenset[int]]:
    """The places in the order of painting at which a line of a text of several lines begins, and ends."""
    deep = [(order, line) for order, line in texts.items() if line.deep]
    return frozenset(order for order, line in deep if line.starts), frozenset(
        order for order, line in deep if line.ends
    )


def _blocks(glyphs: Sequence[Glyph]) -> list[list[_Line]]:
    found: list[list[_Line]] = []
    spaces = {glyph.order for glyph in glyphs if glyph.text.isspace()}
    for run in runs(glyphs):
        letters = [glyph for glyph in run if not glyph.text.isspace()]
        if not letters:
            continue
        line = _Line(
            letters, letters[0].x0, max(one.x1 for one in letters), letters[0].top, max(one.size for one in letters)
        )
        before = found[-1][-1] if found else None
        if before and _is_beside(before, line, spaces):
            found[-1][-1] = _Line([*before.glyphs, *letters], before.x0, line.x1, before.top, before.size)
        elif before and _is_below(before, line) and any(_is_set_alike(one, line) for one in found[-1]):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_beside(before: _Line, line: _Line, spaces: Collection[int]) -> bool:
    """Whether a line goes on: in the same text that was painted, however wide its spaces are."""
    last, first = before.glyphs[-1].order, line.glyphs[0].order
    same_text = first - last <= 1 or (first - last == _WITH_A_SPACE and last + 1 in spaces)
    level = abs(line.top - before.top) < 0.2 * before.size
    return same_text and level and 0 <= line.x0 - before.x1 < _BESIDE * before.size


def _is_below(before: _Line, line: _Line) -> bool:
    size = max(before.size, line.size)
    return _STEP[0] * size < line.top - before.top < _STEP[1] * size


def _is_set_alike(one: _Line, other: _Line) -> bool:
    slack = _ALIKE * max(one.size, other.size)
    return (
        abs(one.x0 - other.x0) < slack
        or abs(one.x1 - other.x1) < slack
        or abs(one.x0 + one.x1 - other.x0 - other.x1) < 2 * slack
    )
