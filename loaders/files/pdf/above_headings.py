"""What stands above the heading of a table and is no row of it: a legend, and the head of a page in columns.

A legend has dots of several colours, each before its words; the head of a page has its number ("Kørt 02.07.2025 … Side
1").
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders.files.pdf import figures
from loaders.files.pdf.bands import Band, Chunk
from loaders.files.pdf.shapes import Box, Fill
from loaders.files.pdf.texts import Text
from loaders.files.pdf.words import Word, WordLine
from records.tables import STATUS_FILLS

_SMALLEST, _LARGEST = 0.3, 1.8  # of the size of letters
_NEAR = 1.6  # of the size of letters, between a dot and the words behind it
_LEVEL = 0.25  # of the size of letters
_LEAST = 2  # dots, of as many colours
_NUMBER = re.compile(r"(?:^|\s)(?:side|page)\s+\d{1,3}(?:\s*(?:af|/|of)\s*\d{1,3})?$", re.IGNORECASE)


class _Said(NamedTuple):
    """A text, where it stands, and the size of its letters."""

    text: str
    box: Box
    size: float


def bands_above(bands: Sequence[Band], fills: Sequence[Fill]) -> frozenset[int]:
    """The places of the bands that are legends or the head of a page: no rows of the tables whose heading stands below
    them."""
    return _legend_bands(bands, fills) | _head_of_page(bands)


def _legend_bands(bands: Sequence[Band], fills: Sequence[Fill]) -> frozenset[int]:
    lit = [one for one in fills if one.colour in STATUS_FILLS]
    lines = [[_said(chunk.words, chunk.box) for line in band.lines for chunk in line] for band in bands] if lit else []
    single = {at for at, band in enumerate(bands) if len(band.lines) == 1}
    return frozenset(at for at in _legends(lines, lit) if at in single)


def _said(words: Sequence[Word], box: Box) -> _Said:
    return _Said(" ".join(word.text for word in words), box, words[0].size)


def without_legends(texts: Sequence[Text], fills: Sequence[Fill]) -> list[Text]:
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


def _head_of_page(bands: Sequence[Band]) -> frozenset[int]:
    """The places of the bands at the top of a page that are its head: those above the first line across, where one of
    them holds the number of the page and the heading of a table stands below the line."""
    end = next((at for at, band in enumerate(bands) if band.ruled), 0)
    numbered = any(_NUMBER.search(_printed(line)) for band in bands[:end] for line in band.lines)
    return frozenset(range(end)) if numbered and not _has_figures(bands[end]) else frozenset()


def _printed(line: Sequence[Chunk]) -> str:
    return " ".join(word.text for chunk in line for word in chunk.words)


def _has_figures(band: Band) -> bool:
    return any(figures.is_figure_or_none(word.text) for line in band.lines for chunk in line for word in chunk.words)


def is_name_below(lines: Sequence[WordLine], heading: WordLine, level: Box) -> bool:
    """Whether a name stands below a heading, level with the other names there: what stands in the middle of the height
    of both is a name by itself."""
    slack = _LEVEL * heading.size
    is_level = abs(lines[0].box.top - level.top) < slack or abs(lines[-1].box.bottom - level.bottom) < slack
    return is_level and lines[0].box.top > heading.box.bottom - heading.size / 2
