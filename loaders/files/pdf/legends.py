"""The line above a table that says what its colours mean: dots of several colours, each before its words."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders.files.pdf import figures
from loaders.files.pdf.bands import Band
from loaders.files.pdf.shapes import Box, Fill
from loaders.files.pdf.texts import Text
from loaders.files.pdf.words import Word
from records.tables import STATUS_FILLS

_SMALLEST, _LARGEST = 0.3, 1.8  # of the size of letters
_NEAR = 1.6  # of the size of letters, between a dot and the words behind it
_LEVEL = 0.25  # of the size of letters
_LEAST = 2  # dots, of as many colours


class _Said(NamedTuple):
    """A text, where it stands, and the size of its letters."""

    text: str
    box: Box
    size: float


def of(bands: Sequence[Band], fills: Sequence[Fill]) -> frozenset[int]:
    """The places of the bands that are legends: no rows of the tables whose heading stands below them."""
    lit = [one for one in fills if one.colour in STATUS_FILLS]
    lines = [[_said(chunk.words, chunk.box) for line in band.lines for chunk in line] for band in bands] if lit else []
    single = {at for at, band in enumerate(bands) if len(band.lines) == 1}
    return frozenset(at for at in _legends(lines, lit) if at in single)


def _said(words: Sequence[Word], box: Box) -> _Said:
    return _Said(" ".join(word.text for word in words), box, words[0].size)


def without(texts: Sequence[Text], fills: Sequence[Fill]) -> list[Text]:
    """The texts of a page without those of its legends."""
    lit = [one for one in fills if one.colour in STATUS_FILLS]
    if not lit:
        return list(texts)
    lines: list[list[Text]] = []
    for text in sorted(texts, key=lambda text: text.box.top):
        if lines and text.box.top - lines[-1][0].box.top < _LEVEL * text.size:
            lines[-1].append(text)
        else:
            lines.append([text])
    lines = [sorted(line, key=lambda text: text.box.x0) for line in lines]
    told = [[_Said(text.said, text.box, text.size) for text in line] for line in lines]
    gone = {id(text) for at in _legends(told, lit) for text in lines[at]}
    return [text for text in texts if id(text) not in gone]


def _legends(lines: Sequence[Sequence[_Said]], lit: Sequence[Fill]) -> Iterator[int]:
    """Lines in which dots of several colours stand before most texts, and before the first, without a figure; in the
    line below are neither dots nor figures."""
    for at, (line, below) in enumerate(pairwise(lines)):
        dots = [_dot(one, lit) for one in line]
        told = [dot for dot in dots if dot]
        several = len(set(told)) == len(told) >= _LEAST and 2 * len(told) >= len(line)
        plain = not any(map(_ends_as_figure, (*line, *below))) and not any(_dot(one, lit) for one in below)
        if several and dots[0] and plain:
            yield at


def _ends_as_figure(one: _Said) -> bool:
    return figures.is_figure_or_none((one.text.split() or [""])[-1])


def _dot(one: _Said, lit: Sequence[Fill]) -> str:
    """The colour of the one dot right before a text."""
    near = {
        fill.colour
        for fill in lit
        if 0 <= one.box.x0 - fill.box.x1 <= _NEAR * one.size
        and one.box.top - 1 <= (fill.box.top + fill.box.bottom) / 2 <= one.box.bottom + 1
        and _SMALLEST * one.size <= min(fill.box.width, fill.box.height)
        and max(fill.box.width, fill.box.height) <= _LARGEST * one.size
    }
    return near.pop() if len(near) == 1 else ""
