"""The word list: what else a word may be called, in Danish, and what an English word is called here.

Read from the CSV files of `index/search/words/` and, when a municipality keeps one, a file of its own in the same
format: `lang;term;means;weight` (see `index/search/words/README.md`).
"""

import marshal
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

import Stemmer

from index.search.tokenizer import stem, words
from index.search.wordlist import WordRow, meanings, shipped_rows, table_sources, verb_forms, word_rows, word_set
from records.committees import COMMITTEES
from records.compiled import compiled_bytes
from records.packed_table import PackedBytes, PackedList, PackedTable, packed_bytes, packed_list, packed_pieces

PROSE = "prose"
LONGEST_TERM = 4
OPENING = 4  # letters of a stem: with three, a question reads dozens of terms that it does not mean
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Danish words to look for in place of a term, all of them together, and how near they are (0–1)."""

    words: tuple[str, ...]
    weight: float


Rows = dict[tuple[str, str], list[WordRow]]
Terms = dict[Key, dict[Key, float]]  # for each term its meanings and how near they are
# Terms as written, and by stems, as marshal writes them and pressed: a question means few, and to read all takes long.
Packed = Mapping[str, bytes]
MOST_LISTS = 64  # with words of their own: two for each of the tenants of a process


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Meanings by language and by the term, as it is written or by its stems. Of all terms, which are by language and
    by how the stem of the first word begins, those are looked at that a question may mean."""

    rows: Rows
    stop: frozenset[str]
    weak: frozenset[str] = frozenset()
    own_english: frozenset[str] = frozenset()
    """The English terms of one word among those of `rows`."""
    verbs: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The languages of each stem of a word that says what is done."""
    shipped: Packed = field(default_factory=dict, repr=False)
    """The terms of the package, by language and opening; those of `rows` come on top."""
    shipped_english: bytes = field(default=b"", repr=False)
    """The English terms of one word of the package."""
    _terms: dict[tuple[str, str], tuple[Terms, Terms]] = field(default_factory=dict, repr=False)

    def longest(self, typed: list[str], language: str) -> tuple[int, tuple[Meaning, ...]]:
        """How many words at the front of `typed` are a term of the list, and its meanings; (0, ()) for none."""
        if not typed:
            return 0, ()
        said = tuple(typed[:LONGEST_TERM])
        stems = _key(said, language)
        exact, stemmed = self._beginning(language, stems[0][:OPENING])
        for size in range(len(said), 0, -1):
            if found := exact.get(said[:size]) or stemmed.get(stems[:size]):
                return size, tuple(Meaning(*one) for one in found.items())
        return 0, ()

    def is_verb(self, word: str, language: str) -> bool:
        """Does a word say what is done, in that language, and not what it is done to?"""
        return language in self.verbs.get(_key((word,), language)[0], "")

    @property
    def english(self) -> frozenset[str]:
        """The English terms of one word, as they are written."""
        return _all_english(self.shipped_english, self.own_english)

    def _beginning(self, language: str, opening: str) -> tuple[Terms, Terms]:
        at = (language, opening)
        if at not in self._terms:
            packed = self.shipped.get(" ".join(at))
            exact, stemmed = _unpacked(packed) if packed else ({}, {})
            self._terms[at] = _with_rows(exact, stemmed, self.rows.get(at, ()))
        return self._terms[at]


def _unpacked(packed: bytes) -> tuple[Terms, Terms]:
    found: tuple[Terms, Terms] = marshal.loads(zlib.decompress(packed))  # noqa: S302  # see `compiled`
    return found


@lru_cache(maxsize=4)  # as many as there are word lists
def _all_english(shipped: bytes, own: frozenset[str]) -> frozenset[str]:
    return marshal.loads(shipped) | own if shipped else own  # noqa: S302  # see `compiled`


@lru_cache(maxsize=1)
def _english() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def _key(typed: Sequence[str], language: str) -> Key:
    if language == "en":
        return tuple(_english().stemWords(list(typed)))
    return tuple(stem(word) for word in typed)


def _opening(word: str, language: str) -> str:
    return (str(_english().stemWord(word)) if language == "en" else stem(word))[:OPENING]


def _split(term: str) -> list[str]:
    if term.isalpha():
        return [term.lower()]
    return [piece for word in term.lower().split() for piece in pieces_of(word)]


def pieces_of(word: str) -> list[str]:
    """The words that a hyphen or a slash joins ("self-service"); a word without them is itself."""
    said = words(word)
    return said[1:] if len(said) == 3 and said[0] == said[1] + said[2] else said


def _with_rows(exact: Terms, stemmed: Terms, rows: Iterable[WordRow]) -> tuple[Terms, Terms]:
    """The terms as they are written, and by their stems, with those of `rows` put in."""
    for language, term, means, weight in rows:
        said = tuple(_split(term))
        for found, key in ((exact, said), (stemmed, _key(said, language))):
            row = found.setdefault(key, {})
            for meaning in filter(None, (tuple(_split(mean)) for mean in means)):
                row[meaning] = max(weight, row.get(meaning, 0.0))
    return exact, stemmed


@lru_cache(maxsize=MOST_LISTS)
def lexicon(own: Path | None = None, *, prose: bool = False, added: tuple[WordRow, ...] = ()) -> Lexicon:
    """The word list of the package, with the file `own` of a municipality read on top of it, and the rows `added`.

    With `prose` it also holds how people ask for what a text says (`prose.csv`), which would blur the search of titles.
    """
    packed, english, few, verbs = _shipped(prose)
    stop, weak = marshal.loads(few)  # noqa: S302  # see `compiled`
    rows, more = _by_opening(chain(word_rows(own) if own else (), added))
    return Lexicon(rows, stop, weak, more, PackedTable(verbs), PackedBytes(packed), bytes(english))


@lru_cache(maxsize=2)
def _shipped(prose: bool) -> PackedList:
    """The terms of the package, its English terms of one word, the words that tell nothing and little, the verbs."""
    return PackedList(compiled_bytes("prose" if prose else "terms", table_sources(), partial(_make_shipped, prose)))


def _make_shipped(prose: bool) -> bytes:
    paths = [path for path in meanings() if prose or not _is_of_prose(path)]
    stop = word_set("stop.txt")
    rows, english = _by_opening(chain(*map(shipped_rows, paths), _committees(stop) if prose else ()))
    plain, _ = _by_opening(chain.from_iterable(map(shipped_rows, (one for one in paths if not _is_of_prose(one)))))
    packed = {
        " ".join(at): zlib.compress(marshal.dumps(_completed(at[0], found, plain.get(at, ()))))
        for at, found in rows.items()
    }
    verbs: dict[str, str] = {}
    for language, word in verb_forms():
        known = verbs.setdefault(_key((word,), language)[0], language)
        if language not in known:
            verbs[_key((word,), language)[0]] = f"{known} {language}"
    few = marshal.dumps((stop, word_set("weak.txt")))
    return packed_list([packed_bytes(packed), marshal.dumps(english), few, packed_pieces(verbs)])


def _is_of_prose(path: Path) -> bool:
    return path.name.startswith(PROSE)


def _completed(language: str, rows: Iterable[WordRow], plain: Iterable[WordRow]) -> tuple[Terms, Terms]:
    """The terms of `rows`. A form of a word that only prose has a row for ("paintings") means what the word means
    (`plain`: "painting") as well."""
    exact, stemmed = _with_rows({}, {}, rows)
    written, known = _with_rows({}, {}, plain)
    for said, row in exact.items():
        if said not in written and (base := known.get(_key(said, language))):
            exact[said] = {**base, **row}
    return exact, stemmed


def _by_opening(given: Iterable[WordRow]) -> tuple[Rows, frozenset[str]]:
    """The rows by language and opening, and the English terms of one word among them."""
    rows: Rows = {}
    english = set()
    for row in given:
        language, term = row[:2]
        if said := _split(term):
            rows.setdefault((language, _opening(said[0], language)), []).append(row)
            if language == "en" and len(said) == 1:
                english.add(said[0])
    return rows, frozenset(english)


def _committees(stop: frozenset[str]) -> Iterator[WordRow]:
    """The committees by their English names, as texts call them."""
    for one in COMMITTEES.values():
        for english in one.english:
            term = " ".join(word for word in words(english) if word not in stop)
            yield "en", term, (one.name,), 1.0
