"""Which words are words, in which language, and what a word that is none was probably meant to be."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import distance, fuzz, process

from index.search.lexicon import Lexicon
from index.search.tokenizer import PART, compound_parts, frequency, is_word, stem, zipf_scale
from index.search.vocabulary import Listed, Words
from index.search.wordlist import table_sources
from records.compiled import compiled, compiled_bytes
from records.packed_table import PackedTable, packed_pieces

SHORTEST_MENDED = 4
NO_WORDS = Listed()
# Letters in the word: slips that are mended; longer words as the last. Two slips never change the first letter.
SLIPS = {4: 1, 5: 1, 6: 1, 7: 2}
LONG = 8  # letters of a word in which a slip is seen though it can be put together from others
JOINT = 1  # letters between the parts of a compound ("netværk-s-anbringelser")
# How common (Zipf scale) a word must be in English to be one: the long tail of that list holds every language. Only a
# question that is English is worth the whole list.
ENGLISH = 2.0


@lru_cache(maxsize=1)
def _common_english() -> PackedTable[float]:
    scale = compiled_bytes("common_english", table_sources(), lambda: packed_pieces(zipf_scale("en", "small")))
    return PackedTable(scale)


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    return compiled("english", table_sources(), lambda: frozenset(_at_least(ENGLISH, zipf_scale("en", "large"))))


def _at_least(most_rare: float, scale: dict[str, float]) -> Iterator[str]:
    return (word for word, common in scale.items() if common >= most_rare)


def lean(word: str) -> float:
    """How much more common `word` is in English than in Danish (Zipf scale: 1 is ten times)."""
    return english_frequency(word) - frequency(word)


def is_known_word(word: str, vocabulary: Words) -> bool:
    """Does any document hold `word`, alone or inside another word?"""
    key = stem(word)
    return key in vocabulary or PART + key in vocabulary


def english_frequency(word: str) -> float:
    """How common a word is in English, on the Zipf scale; 0 for a rare one."""
    found: float = _common_english().get(word, 0.0)
    return found


@dataclass(frozen=True, slots=True)
class Spelling:
    """What is known of words by the documents' vocabulary, the word list and the two languages."""

    vocabulary: Words
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
        return language == "en" and word in _english()

    def mended(self, word: str, language: str, names: Words = NO_WORDS) -> str:
        """`word` as it was probably meant: itself when the documents or one of the languages know it, else the nearest
        of `names` (stems), of the documents, of the English word list (of an English question first)."""
        if len(word) < SHORTEST_MENDED or not word.isalpha() or is_known_word(word, self.vocabulary):
            return word
        if is_word(word):
            near = _nearest_of(stem(word), self.vocabulary.beginning(word[:1]), 1) if _is_doubtful(word) else None
            return near or word
        if self.english(word, language):
            return word
        parts = compound_parts(word)
        if sum(map(len, parts)) >= len(word) - JOINT and all(is_known_word(one, self.vocabulary) for one in parts):
            return word
        key, english = stem(word), _listed(self.lexicon.english)
        places = [(key, names), (key, self.vocabulary), (word, english)]
        if language == "en":
            places = [(key, names), (word, english), (key, self.vocabulary)]
        return next((near for at, terms in places if (near := _nearest(at, terms, len(word)))), word)


def _is_doubtful(word: str) -> bool:
    """Is a long word only a word as a compound of parts, one of which nobody uses by itself ("intel-igens")?"""
    parts = () if frequency(word) else compound_parts(word)
    return len(word) >= LONG and any(not frequency(one) for one in parts)


@lru_cache(maxsize=4)  # as many as there are word lists
def _listed(words: frozenset[str]) -> Listed:
    """The word list, made anew for no question."""
    return Listed(words)


def _nearest(key: str, terms: Words, letters: int) -> str | None:
    """The term that is fewest slips from `key`, the stem of a word of so many letters: one that begins alike, else one
    whose first letter is the slip."""
    most = SLIPS.get(letters, SLIPS[max(SLIPS)])
    return _nearest_of(key, terms.beginning(key[:1]), most) or _nearest_of(key, terms.beginning(""), 1)


def _nearest_of(key: str, terms: Collection[str], most: int) -> str | None:
    near = process.extract(key, terms, scorer=distance.OSA.distance, score_cutoff=most, limit=8)
    return str(min(near, key=lambda hit: (hit[1], -fuzz.ratio(hit[0][:3], key[:3])))[0]) if near else None


def spoken_language(typed: list[str], spelling: Spelling, lexicon: Lexicon) -> str:
    """The language of some words, "en" or "da": those that only one of the languages knows count, and English terms of
    several words of the word list."""
    pairs = sum(lexicon.longest(typed[at : at + 2], "en")[0] > 1 for at in range(len(typed)))
    lean = [spelling.english(word, "da") - spelling.danish(word) for word in typed]
    return "en" if sum(lean) + 2 * pairs > 0 else "da"
