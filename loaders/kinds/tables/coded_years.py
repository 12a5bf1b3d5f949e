"""Codes that begin with the year of the budget that a case was adopted with, where a sentence says that they do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from loaders.kinds.tables import words

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_CODE = re.compile(r"(?:20)?(?P<year>1[5-9]|[23]\d)(?=[-./ _]?[A-ZÆØÅ]{0,3}[-./ _]?\d)")
_LONGEST = 250  # characters of a sentence
_KEYS = ("of", "begins", "year")


def are_said(lines: Sequence[str]) -> bool:
    """Whether a sentence says so: "Forslagets nummer begynder med budgetåret"."""
    return any(_says(sentence) for sentence in _sentences(lines))


def _sentences(lines: Sequence[str]) -> Iterator[str]:
    """The sentences that a line holds, or begins and the next one ends."""
    for one, other in pairwise((*lines, "")):
        yield from _SENTENCE.split(f"{one} {other}" if other else one)


def _says(sentence: str) -> bool:
    return len(sentence) <= _LONGEST and all(words.pattern("year_in_code", key).search(sentence) for key in _KEYS)


def of(code: str | None) -> int | None:
    """The year that a code begins with: 2024-03, 24E10."""
    match = _CODE.match(code or "")
    return 2000 + int(match["year"]) if match else None


def are_years(codes: Iterable[str | None]) -> bool:
    """Whether all codes begin with one."""
    found = [of(code) for code in codes]
    return bool(found) and None not in found
