"""The word list: what else a word may be called, in Danish, and what an English word is called here.

Read from the CSV files of `index/search/words/` and, when a municipality keeps one, a file of its own in the same
format: `lang;term;means;weight` (see `index/search/words/README.md`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import Stemmer

from index.search.tokenizer import stem, words
from index.search.wordlist import meanings, word_rows, word_set
from records.committees import COMMITTEES

PROSE = "prose"
LONGEST_TERM = 4
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Danish words to look for in place of a term, all of them together, and how near they are (0–1)."""

    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Meanings by language and by the stems of the term."""

    exact: dict[str, dict[Key, tuple[Meaning, ...]]]
    entries: dict[str, dict[Key, tuple[Meaning, ...]]]
    stop: frozenset[str]
    weak: frozenset[str] = frozenset()
    english: frozenset[str] = frozenset()
    """The English terms of one word, as they are written."""

    def longest(self, typed: list[str], language: str) -> tuple[int, tuple[Meaning, ...]]:
        """How many words at the front of `typed` are a term of the list, and its meanings; (0, ()) for none."""
        for size in range(min(LONGEST_TERM, len(typed)), 0, -1):
            said = tuple(typed[:size])
            meanings = self.exact[language].get(said) or self.entries[language].get(_key(said, language))
            if meanings:
                return size, meanings
        return 0, ()


@lru_cache(maxsize=1)
def _english() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def _key(typed: Sequence[str], language: str) -> Key:
    if language == "en":
        return tuple(_english().stemWords(list(typed)))
    return tuple(stem(word) for word in typed)


def _split(term: str) -> list[str]:
    if term.isalpha():
        return [term.lower()]
    return [piece for word in term.lower().split() for piece in pieces_of(word)]


def pieces_of(word: str) -> list[str]:
    """The words that a hyphen or a slash joins ("self-service"); a word without them is itself."""
    said = words(word)
    return said[1:] if len(said) == 3 and said[0] == said[1] + said[2] else said


WordRow = tuple[str, str, tuple[str, ...], float]
Rows = dict[str, dict[Key, dict[tuple[str, ...], float]]]


def _entries(paths: Iterable[Path], added: Iterable[WordRow]) -> tuple[Rows, Rows]:
    """The rows of the files by the term as it is written, and by its stems."""
    exact: Rows = {"da": {}, "en": {}}
    stemmed: Rows = {"da": {}, "en": {}}
    split = lru_cache(maxsize=None)(lambda text: tuple(_split(text)))
    for language, term, means, weight in (*chain.from_iterable(map(word_rows, paths)), *added):
        said = split(term)
        for found, key in ((exact, said), (stemmed, _key(said, language))):
            row = found[language].setdefault(key, {})
            for meaning in filter(None, map(split, means)):
                row[meaning] = max(weight, row.get(meaning, 0.0))
    return exact, stemmed


def _meanings(found: Rows) -> dict[str, dict[Key, tuple[Meaning, ...]]]:
    return {
        language: {key: tuple(Meaning(*item) for item in row.items()) for key, row in terms.items()}
        for language, terms in found.items()
    }


@lru_cache(maxsize=4)
def lexicon(own: Path | None = None, *, prose: bool = False, added: tuple[WordRow, ...] = ()) -> Lexicon:
    """The word list of the package, with the file `own` of a municipality read on top of it, and the rows `added`.

    With `prose` it also holds how people ask for what a text says (`prose.csv`), which would blur the search of titles.
    """
    paths = [path for path in meanings() if prose or not path.name.startswith(PROSE)]
    paths += [own] if own else []
    stop = word_set("stop.txt")
    named = tuple(_committees(stop)) if prose else ()
    exact, stemmed = map(_meanings, _entries(paths, (*named, *added)))
    english = frozenset(key[0] for key in exact["en"] if len(key) == 1)
    return Lexicon(exact, stemmed, stop, word_set("weak.txt"), english)


def _committees(stop: frozenset[str]) -> Iterator[WordRow]:
    """The committees by their English names, as texts call them."""
    for one in COMMITTEES.values():
        for english in one.english:
            term = " ".join(word for word in words(english) if word not in stop)
            yield "en", term, (one.name,), 1.0
