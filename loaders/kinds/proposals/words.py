"""The words of a follow-up table with how each is parted from the one before, and how wide its columns are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.kinds.proposals.lines import HYPHENS, Line

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class ColumnWord:
    """`gap` as of a line, or "loose" (an empty line that parts no more than a line), "wide" (two spaces), "word".

    `line` counts the table's lines; `start` and `end` are places in that line.
    """

    text: str
    gap: str
    line: int
    start: int
    end: int
    index: int


def column_words(lines: Sequence[Line]) -> list[ColumnWord]:
    """Every word of the lines. Where an empty line stands after each line, it parts no more than the line's end."""
    is_doubled = doubled(lines)
    found = []
    for number, line in enumerate(lines):
        first = line.gap
        if is_doubled and number:
            first = {"blank": "loose", "far": "blank"}.get(first, first)
        last_end = 0
        for match in _WORD.finditer(line.text):
            gap = first if not match.start() else "wide" if match.start() - last_end > 1 else "word"
            last_end = match.end()
            found.append(ColumnWord(match[0], gap, number, match.start(), last_end, line.index))
    return found


def doubled(lines: Sequence[Line]) -> bool:
    """Whether most words that are broken at a line's end go on after an empty line."""
    after = Counter(
        following.gap == "blank"
        for line, following in pairwise(lines)
        if line.text[-1] in HYPHENS and following.text[0].islower()
    )
    after[True] += sum(line.gap == "blank" and line.text[0].islower() for line in lines)
    after[False] += sum(line.gap == "line" and line.text[0].islower() for line in lines)
    return after[True] > after[False]
