"""Does a text hold what was asked for? The same concepts as in the search, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.search.concepts import Concept
from index.search.search import SURE
from index.search.search_facade import Library
from index.search.tokenizer import PART, tokens_of, words


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: concepts, and how telling each of them is (a word that few texts hold tells most)."""

    concepts: tuple[Concept, ...] = ()
    telling: tuple[float, ...] = ()

    def held(self, *texts: str) -> float:
        """The share of what was asked for that the texts hold between them, from 0 to 1."""
        whole = sum(self.telling)
        said = frozenset().union(*map(stems, texts))
        return sum(worth for one, worth in zip(self.concepts, self.telling, strict=True) if holds(said, one)) / (
            whole or 1.0
        )

    def missing(self, *texts: str) -> tuple[str, ...]:
        """The words that the texts do not hold, as they were typed."""
        said = frozenset().union(*map(stems, texts))
        return tuple(one.typed for one in self.concepts if not holds(said, one))


def asked_for(words_of: Sequence[str], language: str, library: Library, of: str = "passages") -> Asked:
    """The concepts of some words, as the texts of a kind (`entries` or `passages`) know them."""
    found = library.concepts(words_of, language, of) if words_of else ()
    return Asked(found, tuple(library.telling(one, of) for one in found))


def holds(said: frozenset[str], concept: Concept) -> bool:
    """Is the concept, by a way that is near to it, among these stems?"""
    return any(way.weight >= SURE and said.issuperset(way.stems) for way in concept.ways)


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text, and of the words inside its compounds."""
    return frozenset(token.removeprefix(PART) for word in words(text) for token in tokens_of(word))
