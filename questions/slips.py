"""Slips of the pen in the words of the grammar: "invistering", "besparlse"."""

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.search.spelling import english_frequency
from index.search.tokenizer import frequency, spelled

SHORTEST = 6  # letters of a word in which a slip is seen


def without_slip(word: str, key: str, known: frozenset[str]) -> str:
    """The key of a word that no language knows and that is none of the `known`, as the one of these that is a single
    slip away; any other as it is."""
    if len(key) < SHORTEST or key in known or frequency(spelled(word)) or english_frequency(word):
        return key
    near = process.extract(key, _long(known), scorer=OSA.distance, score_cutoff=1, limit=1)
    return near[0][0] if near else key


@lru_cache(maxsize=4)
def _long(known: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(word for word in known if len(word) >= SHORTEST))
