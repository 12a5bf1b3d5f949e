"""How near two titles are. Words decide, not letters; words that many titles have in common weigh little."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    "og i af på til for ved med en et den det de der som fra om under efter mellem over samt via hos ift mv".split()
)
_SAME_WORD = 84.0  # of 100: "måltrettet" and "målrettet", "indsats" and "indsatser"
_SHORTEST_MISSPELT = 5
_RAREST = 5  # words of a title by which its like are looked up
_MOST_ALIKE = 200


def title_words(title: str) -> tuple[str, ...]:
    """The words of a title that mean something, in small letters, each once."""
    found = (match.group().lower() for match in _WORD.finditer(title))
    return tuple(dict.fromkeys(word for word in found if word not in _SMALL))


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each word of a collection of titles says: a word of one title much, a word of many little."""

    titles: int
    counted: Mapping[str, int]

    @classmethod
    def of(cls, titles: Iterable[str]) -> "Weights":
        distinct = {title_words(title) for title in titles}
        return cls(len(distinct), Counter(word for title in distinct for word in title))

    def __getitem__(self, word: str) -> float:
        return math.log(1 + (self.titles + 1) / (1 + self.counted.get(word, 0)))


def nearness(one: Sequence[str], other: Sequence[str], weights: Weights) -> float:
    """0 (no word in common) to 1 (the same words): the weight of the words that both have, of all their weight."""
    left = list(other)
    common = 0.0
    for word in one:
        match = word if word in left else _misspelt(word, left)
        if match is not None:
            left.remove(match)
            common += weights[word] + weights[match]
    whole = sum(weights[word] for word in one) + sum(weights[word] for word in other)
    return common / whole if whole else 0.0


def _misspelt(word: str, others: Iterable[str]) -> str | None:
    """The word among `others` that is `word` with a slip or another ending."""
    if len(word) < _SHORTEST_MISSPELT:
        return None
    near = ((fuzz.ratio(word, other), other) for other in others if len(other) >= _SHORTEST_MISSPELT)
    score, best = max(near, default=(0.0, ""))
    return best if score >= _SAME_WORD else None


class Lookup:
    """Titles by their words, to find the few that may be near another one."""

    def __init__(self, titles: Sequence[Sequence[str]]) -> None:
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for index, title in enumerate(titles):
            for word in title:
                self._by_word[word].append(index)

    def like(self, title: Sequence[str]) -> list[int]:
        """Indices of titles that share a word with `title`, looked up by its rarest words."""
        known = sorted((word for word in title if word in self._by_word), key=lambda word: len(self._by_word[word]))
        found = (index for word in known[:_RAREST] for index in self._by_word[word])
        return list(islice(dict.fromkeys(found), _MOST_ALIKE))
