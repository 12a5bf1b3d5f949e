"""Which words are words, in which language, and what a word that is none was probably meant to be."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import wordfreq
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from index.search.lexicon import Lexicon
from index.search.tokenizer import PART, compound_parts, frequency, is_word, stem, tokens_of

SHORTEST_MENDED = 4
# Letters in the word: slips that are mended; longer words as the last. Two slips never change the first letter.
SLIPS = {4: 1, 5: 1, 6: 1, 7: 2}
# How common (Zipf scale) a word must be in English to be one: the long tail of that list holds every language. Only a
# question that is English is worth the whole list.
ENGLISH = 2.0


@lru_cache(maxsize=1)
def _common_english() -> dict[str, float]:
    return {word: math.log10(share) + 9 for word, share in wordfreq.get_frequency_dict("en", "small").items()}


@lru_cache(maxsize=1)
def _english() -> dict[str, float]:
    return {word: math.log10(share) + 9 for word, share in wordfreq.get_frequency_dict("en").items()}


def lean(word: str) -> float:
    """How much more common `word` is in English than in Danish (Zipf scale: 1 is ten times)."""
    return _common_english().get(word, 0.0) - frequency(word)


def is_known_word(word: str, vocabulary: Mapping[str, int]) -> bool:
    """Does any document hold `word`, alone or inside another word?"""
    key = stem(word)
    return key in vocabulary or PART + key in vocabulary


@dataclass(frozen=True, slots=True)
class Spelling:
    """What is known of words by the documents' vocabulary, the word list and the two languages."""

    vocabulary: Mapping[str, int]
    lexicon: Lexicon

    def danish(self, word: str) -> bool:
        """Is `word` Danish? A word that is only made up of Danish ones ("par" + "king") is not where it is English."""
        if frequency(word) or self.lexicon.longest([word], "da")[0]:
            return True
        return word not in _common_english() and (is_known_word(word, self.vocabulary) or is_word(word))

    def english(self, word: str, language: str) -> bool:
        """Is `word` English, by the word list or the language? `language` is the one of the question."""
        if word in _common_english() or self.lexicon.longest([word], "en")[0]:
            return True
        return language == "en" and _english().get(word, 0.0) >= ENGLISH

    def mended(self, word: str, language: str, names: Iterable[str] = ()) -> str:
        """`word` as it was probably meant: itself when the documents or one of the languages know it, else the nearest
        of `names` (stems), of the documents, of the English word list (of an English question first)."""
        if len(word) < SHORTEST_MENDED or not word.isalpha() or is_known_word(word, self.vocabulary) or is_word(word):
            return word
        if self.english(word, language):
            return word
        if len(tokens_of(word)) > 1 and all(is_known_word(piece, self.vocabulary) for piece in compound_parts(word)):
            return word
        if near := _nearest(stem(word), names, word):
            return near
        if language == "en":
            return _nearest(word, self.lexicon.english) or _nearest(stem(word), self.vocabulary, word) or word
        return _nearest(stem(word), self.vocabulary, word) or _nearest(word, self.lexicon.english) or word


def _nearest(key: str, terms: Iterable[str], word: str = "") -> str | None:
    """The term that is fewest slips from `key`, the one that begins alike among equals."""
    most = SLIPS.get(len(word or key), 2)
    if len(word or key) < SHORTEST_MENDED:
        return None
    likely = [term for term in terms if term[:1] != PART and abs(len(term) - len(key)) <= most]
    near = process.extract(key, likely, scorer=OSA.distance, score_cutoff=most, limit=8)
    fit = [hit for hit in near if hit[1] < 2 or hit[0][:1] == key[:1]]
    return str(min(fit, key=lambda hit: (hit[1], -fuzz.ratio(hit[0][:3], key[:3])))[0]) if fit else None
