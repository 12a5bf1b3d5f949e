"""Which strings are Danish words, and how common they are: by this a word is known that a narrow column broke."""

import math
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache

from records.word_frequencies import words_by_share

# So common (Zipf scale of wordfreq) a string of so many letters must be to count: short strings turn up by chance.
_COMMON = {2: 5.5, 3: 4.7, 4: 3.8, 5: 3.0}
_COMMON_LONG = 0.0
_STRESSED = str.maketrans("áéíóúý", "aeiouy")
_USUAL = 2.5  # on that scale
_ONSET, _LONG_ONSET, _END = 2, 4, 4  # letters
_REST = 3  # letters; a word that begins another one leaves no less


@cache
def _scale() -> Mapping[str, float]:
    """How common each word is, as the tenth logarithm of its share of a billion words."""
    scale = ((words, math.log(share, 10) + 9) for share, words in words_by_share("da", "small"))
    return {
        word: zipf
        for words, zipf in scale
        for word in words
        if word.isalpha() and zipf >= _COMMON.get(len(word), _COMMON_LONG)
    }


@cache
def danish() -> frozenset[str]:
    """The common words of the language, in small letters."""
    return frozenset(_scale())


def zipf(word: str) -> float:
    """How common a word is, from 1 (hardly) to 8; 0 for one that is not known. An accent may only stress it ("ét")."""
    return max(_scale().get(word, 0.0), _scale().get(word.translate(_STRESSED), 0.0))


@cache
def _onsets() -> frozenset[str]:
    """The two letters with which usual words begin."""
    return frozenset(word[:2] for word, zipf in _scale().items() if zipf >= _USUAL)


def begins_like_a_word(word: str) -> bool:
    """Whether usual words begin with the same two letters."""
    return len(word) < _ONSET or word[:2].lower() in _onsets()


@cache
def _long_onsets() -> frozenset[str]:
    """The four letters with which words begin."""
    return frozenset(word[:_LONG_ONSET] for word in _scale() if len(word) >= _LONG_ONSET)


def begins_as_words_do(word: str) -> bool:
    """Whether some word begins with the same four letters: none does with "ning" or "heds"."""
    return len(word) < _LONG_ONSET or word[:_LONG_ONSET].lower() in _long_onsets()


@cache
def _ends() -> frozenset[str]:
    """The four letters with which usual words end."""
    return frozenset(word[-_END:] for word, zipf in _scale().items() if zipf >= _USUAL and len(word) > _END)


def ends_like_a_word(word: str) -> bool:
    """Whether usual words end with the same four letters."""
    return word[-_END:].lower() in _ends()


@cache
def _ordered() -> tuple[str, ...]:
    return tuple(sorted(_scale()))


@cache
def begins_words(word: str) -> bool:
    """Whether other words are put together from this one and another that is known."""
    words = _ordered()
    for other in words[bisect_left(words, word) : bisect_left(words, word + "\uffff")]:
        rest = other[len(word) :]
        if len(rest) > _REST and (rest in _scale() or (rest[0] in "se" and rest[1:] in _scale())):
            return True
    return False
