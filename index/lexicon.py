"""The word list: what else a word may be called, in Danish, and what an English word is called here.

Read from the CSV files of `index/words/` and, when a municipality keeps one, a file of its own in the same format:
`lang;term;means;weight` (see `index/words/README.md`).
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import Stemmer

from index.danish import stem, words

HERE = Path(__file__).with_name("words")
PROSE = "prose.csv"
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

    entries: dict[str, dict[Key, tuple[Meaning, ...]]]
    stop: frozenset[str]

    def longest(self, typed: list[str], language: str) -> tuple[int, tuple[Meaning, ...]]:
        """How many words at the front of `typed` are a term of the list, and its meanings; (0, ()) for none."""
        known = self.entries[language]
        for size in range(min(LONGEST_TERM, len(typed)), 0, -1):
            if meanings := known.get(_key(typed[:size], language)):
                return size, meanings
        return 0, ()


@lru_cache(maxsize=1)
def _english() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def _key(typed: list[str], language: str) -> Key:
    if language == "en":
        return tuple(_english().stemWords(typed))
    return tuple(stem(word) for word in typed)


def _rows(path: Path) -> Iterator[tuple[str, str, str, float]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader((line for line in lines if line.strip() and not line.startswith("#")), delimiter=";"):
            yield row["lang"].strip(), row["term"].strip(), row["means"], float(row["weight"])


def _split(term: str) -> list[str]:
    return [piece for word in term.lower().split() for piece in words(word)[-2:] if piece]


def _entries(paths: Iterable[Path]) -> dict[str, dict[Key, tuple[Meaning, ...]]]:
    found: dict[str, dict[Key, dict[tuple[str, ...], float]]] = {"da": {}, "en": {}}
    for path in paths:
        for language, term, means, weight in _rows(path):
            row = found[language].setdefault(_key(_split(term), language), {})
            for meaning in means.split(","):
                if key := tuple(_split(meaning)):
                    row[key] = max(weight, row.get(key, 0.0))
    return {
        language: {key: tuple(Meaning(*item) for item in row.items()) for key, row in rows.items()}
        for language, rows in found.items()
    }


@lru_cache(maxsize=4)
def lexicon(own: Path | None = None, prose: bool = False) -> Lexicon:
    """The word list of the package, with the file `own` of a municipality read on top of it.

    With `prose` it also holds how people ask for what a text says (`prose.csv`), which would blur the search of titles.
    """
    paths = [path for path in sorted(HERE.glob("*.csv")) if prose or path.name != PROSE]
    paths += [own] if own else []
    stop = (line.strip() for line in (HERE / "stop.txt").read_text(encoding="utf-8").splitlines())
    return Lexicon(_entries(paths), frozenset(word for word in stop if word and not word.startswith("#")))
