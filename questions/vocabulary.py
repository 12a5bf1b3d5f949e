"""How people say things: the phrases of `questions/words/*.toml`, found in the tokens of a question.

A language is a file; its format is described in `questions/words/README.md`. A municipality may add a file of its own.
"""

import itertools
import marshal
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, cast

from questions.tokens import Token, tokenized, word_key
from records import packed_table
from records.compiled import compiled_bytes
from records.packed_table import Packed, PackedList, PackedTable, packed_list, packed_pieces

WORDS = Path(__file__).with_name("words")
PHRASES = ".toml"  # what the name of a file of phrases ends in
SHORTENED = 3  # letters that a shortened word, or its last part, has at least
MOST_BEGUN = 5_000  # words of which it is remembered what they can begin
BEGINNING, END = 2, 3  # letters: a slip in a word of five or more leaves its beginning or its end
PLACE = "place"  # the table of which of the sorted is wanted
GAP = 4  # words that ".." may stand for
UNCROSSED = frozenset(".;!?()")  # and none of these
_ENDED = {"short": ".", "typed": ""}  # what ends a word that stands for another
# What of a file is no list of phrases.
_PLAIN = frozenset({"language"})


@dataclass(frozen=True, slots=True)
class Atom:
    """The tokens from `start` to `end` (not included) say `name` of the table `table` ("compare", "under").

    `value` is what a number word stands for. `filled` are the places inside that only fill a gap of the phrase.
    """

    table: str
    name: str
    start: int
    end: int
    language: str
    value: float | str | None = None
    filled: frozenset[int] = frozenset()

    @property
    def places(self) -> frozenset[int]:
        """The tokens that the phrase itself takes."""
        every = _from_to(self.start, self.end)
        return every - self.filled if self.filled else every


@lru_cache(maxsize=4096)
def _from_to(start: int, end: int) -> frozenset[int]:
    return frozenset(range(start, end))


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a phrase: any of some words, of endings of words, of their beginnings; or a gap."""

    words: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    begins: frozenset[str] = frozenset()
    gap: bool = False

    def fits(self, key: str) -> bool:
        return (
            key in self.words
            or (bool(self.ends) and any(key[at:] in self.ends for at in range(len(key))))
            or (bool(self.begins) and any(key[:at] in self.begins for at in range(2, len(key) + 1)))
        )


@dataclass(frozen=True)
class Phrase:
    table: str
    name: str
    value: float | str | None
    language: str
    plain: tuple["PlainElement", ...]

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        return tuple(Element(*one) for one in self.plain)

    @property
    def is_word(self) -> bool:
        """Is it one word long?"""
        return len(self.plain) == 1

    def goes_on(self, key: str) -> bool:
        """May the word `key` stand behind the first one? Most phrases end here, so little is made of them before."""
        if self.is_word:
            return True
        words, ends, begins, gap = self.plain[1]
        return gap or key in words or (bool(ends or begins) and self.elements[1].fits(key))


PlainElement = tuple[frozenset[str], frozenset[str], frozenset[str], bool]
PlainPhrase = tuple[str, str, float | str | None, str, tuple[PlainElement, ...]]
Places = dict[str, list[int]]


class Vocabulary:
    """All phrases of all languages, by the first word of each.

    They are kept as `compiled` takes them: those that a question may say are made when it is read.
    """

    def __init__(self, kept: Packed) -> None:
        phrases, words, alike, few = PackedList(kept)
        self._ends: dict[str, frozenset[str]]
        self.short: dict[str, str]
        self.places: frozenset[str]  # what may stand before what sorts, in one word with it
        # Of the first element: where among the phrases it stands. A word is asked for all that it may end or begin in.
        self.words = PackedTable[list[int]](words)
        self._ends, self.short, self.places, *index = marshal.loads(few)  # noqa: S302  # see `compiled`
        self.ends, self.begins = cast("list[Places]", index)
        self._packed = PackedList(phrases)
        self._alike = PackedTable[list[str]](alike)
        self._made: dict[int, Phrase] = {}
        self._begun: dict[str, tuple[Phrase, ...]] = {}

    def knows(self, key: str) -> bool:
        """Is this a word of a phrase?"""
        return key in self._alike.get(key[:BEGINNING], ())

    def alike(self, key: str) -> list[str]:
        """The words of all phrases that begin, and those that end, as a key does: one slip leaves one of both."""
        return [*self._alike.get(key[:BEGINNING], ()), *self._alike.get(key[-END:], ())]

    def _phrases(self, places: Iterable[int]) -> Iterator[Phrase]:
        for at in places:
            if (phrase := self._made.get(at)) is None:
                phrase = self._made[at] = Phrase(*marshal.loads(self._packed[at]))  # noqa: S302  # see `compiled`
            yield phrase

    def atoms(self, tokens: Sequence[Token]) -> tuple[Atom, ...]:
        """Everything that the tokens can mean, the same phrase once at each place."""
        keys = [token.key for token in tokens]
        found = dict.fromkeys(atom for at in range(len(keys)) for atom in self._at(keys, at))
        return tuple(found)

    def whole(self, key: str) -> str:
        """The word that a shortened one stands for: the shortest that begins so, else one whose last part is shortened
        ("implementeringsomk"); "" where there is none."""
        if len(key) < SHORTENED:
            return ""
        begun = [word for word in self._alike.get(key[:BEGINNING], ()) if word.startswith(key)]
        if begun:
            return "" if key in begun else min(begun, key=lambda word: (len(word), word))
        ends = self.ends_of("field")
        for at in range(SHORTENED, len(key) - SHORTENED + 1):
            if tails := [end for end in ends if end.startswith(key[at:])]:
                return key[:at] + min(tails, key=lambda end: (len(end), end))
        return ""

    def of_word(self, key: str, table: str) -> bool:
        """Is this one word a phrase of a table?"""
        return any(one.table == table and one.is_word for one in self._beginning(key))

    def front_of(self, key: str, table: str) -> str:
        """What stands before the end by which a word is a phrase of a table; "" where it is one as it stands."""
        if any(one.table == table and one.is_word for one in self._phrases(self.words.get(key, ()))):
            return ""
        ends = self.ends_of(table)
        return next((key[:at] for at in range(len(key)) if key[at:] in ends), "")

    @cached_property
    def tails(self) -> tuple[str, ...]:
        """What a compound of what is listed may end in."""
        return tuple(self.ends_of("tail"))

    def ends_of(self, table: str) -> frozenset[str]:
        """What a word may end in to be a phrase of a table ("*forslag")."""
        return self._ends.get(table, frozenset())

    def _at(self, keys: Sequence[str], at: int) -> Iterator[Atom]:
        following = keys[at + 1] if at + 1 < len(keys) else ""
        for phrase in self._beginning(keys[at]):
            if not phrase.goes_on(following):
                continue
            for end, filled in _ends(phrase.elements[1:], keys, at + 1):
                yield Atom(phrase.table, phrase.name, at, end, phrase.language, phrase.value, filled)

    def _beginning(self, key: str) -> Sequence[Phrase]:
        """The phrases that a word can begin."""
        if (found := self._begun.get(key)) is None:
            if len(self._begun) > MOST_BEGUN:
                self._begun.clear()
            found = self._begun[key] = tuple(self._begins(key))
        return found

    def _begins(self, key: str) -> Iterator[Phrase]:
        yield from self._phrases(self.words.get(key, ()))
        for at in range(len(key)):
            yield from self._phrases(self.ends.get(key[at:], ()))
        for at in range(2, len(key) + 1):
            yield from self._phrases(self.begins.get(key[:at], ()))


def _ends(elements: Sequence[Element], keys: Sequence[str], at: int) -> Iterator[tuple[int, frozenset[int]]]:
    """Where the rest of a phrase may end, and which places its gaps fill."""
    if not elements:
        yield at, frozenset()
        return
    first, rest = elements[0], elements[1:]
    if first.gap:
        for size in range(min(GAP, len(keys) - at) + 1):
            if any(key in UNCROSSED for key in keys[at : at + size]):
                return
            for end, filled in _ends(rest, keys, at + size):
                yield end, filled | frozenset(range(at, at + size))
    elif at < len(keys) and first.fits(keys[at]):
        yield from _ends(rest, keys, at + 1)


# ------------------------------------------------------------------ reading the files


@lru_cache(maxsize=32)  # one for each of the tenants of a process that has its own
def vocabulary(own: Path | None = None) -> Vocabulary:
    """The phrases of the package, and those of a municipality's own file on top of them.

    Raises ValueError with the file and the entry where one cannot be read.
    """
    kept = _compiled(WORDS)
    if not own:
        return Vocabulary(kept)
    return Vocabulary(_kept([*map(marshal.loads, PackedList(PackedList(kept)[0])), *_read(own)]))


def vocabulary_in(folder: Path) -> Vocabulary:
    """The phrases of the files of a folder, in the same format, and no others."""
    return Vocabulary(_compiled(folder))


def _compiled(folder: Path) -> memoryview:
    paths = sorted(folder.glob(f"*{PHRASES}"))

    def make() -> bytes:
        return _kept([phrase for path in paths for phrase in _read(path)])

    code = (Path(__file__), Path(__file__).with_name("tokens.py"), Path(packed_table.__file__))
    return compiled_bytes("phrases", [*paths, *code], make)


def _kept(phrases: list[PlainPhrase]) -> bytes:
    """Each phrase, where those stand that begin with a word, with its end, with its beginning, the words of all by how
    they begin and end, and the ends of words by table with what shortened words stand for."""
    words, ends, begins = index = _index(phrases)
    named = (phrases[at] for at in chain.from_iterable(words.values()))
    elements = {id(element): element for phrase in named for element in phrase[4]}  # phrases share most
    known = set().union(*(said for said, *_ in elements.values()))
    endings: dict[str, set[str]] = {}
    for end, places in ends.items():
        for at in places:
            endings.setdefault(phrases[at][0], set()).add(end)
    fronts = (word for word, found in words.items() if any(_is_word_of(PLACE, phrases[at]) for at in found))
    by_table = {table: frozenset(found) for table, found in endings.items()}
    few = (by_table, _short(phrases, index), frozenset(fronts), ends, begins)
    every = packed_list([marshal.dumps(phrase) for phrase in phrases])
    return packed_list([every, packed_pieces(words), packed_pieces(_by_ends(known)), marshal.dumps(few)])


def _by_ends(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by how they begin and by how they end."""
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        for end in {word[:BEGINNING], word[-END:]}:
            found.setdefault(end, []).append(word)
    return found


def _is_word_of(table: str, phrase: PlainPhrase) -> bool:
    return phrase[0] == table and len(phrase[4]) == 1


def _short(phrases: Sequence[PlainPhrase], index: Sequence[Places]) -> dict[str, str]:
    """What a word that is shortened with a dot, or typed as it is said, stands for, as keys."""
    short = {at for at, one in enumerate(phrases) if one[0] in _ENDED}
    every = (phrases[at] for at in chain.from_iterable(index[0].values()) if at in short)
    return {
        word + _ENDED[table]: word_key(str(value)) for table, _, value, _, elements in every for word in elements[0][0]
    }


def _index(phrases: Iterable[PlainPhrase]) -> tuple[Places, Places, Places]:
    index: tuple[Places, Places, Places] = ({}, {}, {})
    for at, phrase in enumerate(phrases):
        for places, words in zip(index, phrase[4][0][:3], strict=True):
            for word in words:
                places.setdefault(word, []).append(at)
    return index


def _read(path: Path) -> Iterator[PlainPhrase]:
    import tomllib  # noqa: PLC0415  # most processes need it for nothing else

    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name}: {error}") from error
    told = read.get("language", {})
    name = told.get("name", path.stem)
    endings = [word_key(end) for end in told.get("endings", [""])]
    place = cache(partial(_one_place, endings=endings))
    for table, name_of, value, entry in _entries(read):
        for elements in _variants(entry, place):
            if elements:
                yield table, name_of, value, name, elements


def _entries(read: Mapping[str, Any]) -> Iterator[tuple[str, str, float | str | None, str]]:
    """(table, name, value, phrase) of each entry: `name = [phrases]`, or `phrase = value`."""
    for table, held in read.items():
        if table in _PLAIN:
            continue
        for name, said in held.items():
            if isinstance(said, list):
                yield from ((table, name, None, one) for entry in said for one in entry.split("|"))
            elif isinstance(said, str) and "\n" in said:
                yield from ((table, name, None, one) for one in said.split())
            else:
                yield table, str(said), said, name


_WRITTEN = re.compile(r"\((?P<optional>[^()]*)\)|(?P<word>\S+)")


Place = Callable[[str], list[tuple[PlainElement, ...]]]


def _variants(entry: str, place: Place) -> Iterator[tuple[PlainElement, ...]]:
    """Every way of writing an entry out: with and without what may be left out, with one or two words for one. `place`
    gives the ways to say one place of it."""
    pieces: list[list[tuple[PlainElement, ...]]] = []
    for match in _WRITTEN.finditer(entry):
        if match["optional"] is not None:
            pieces.append([(), *_variants(match["optional"], place)])
        else:
            pieces.append(place(match["word"]))
    for chosen in itertools.product(*pieces):
        yield tuple(element for group in chosen for element in group)


_NONE: frozenset[str] = frozenset()


def _one_place(written: str, endings: Sequence[str]) -> list[tuple[PlainElement, ...]]:
    """The ways to say one place of a phrase: those of one word together, those of several each. `endings` are keys."""
    if written == "..":
        return [((_NONE, _NONE, _NONE, True),)]
    words: set[str] = set()
    ends: set[str] = set()
    begins: set[str] = set()
    longer: list[tuple[PlainElement, ...]] = []
    for one in _alternatives(written):
        core = one.strip("*").rstrip("+") if one not in ("+", "*") else one
        kinds = [core.lower()] if core.isascii() and core.isalpha() else [token.key for token in tokenized(core)]
        if len(kinds) != 1:
            longer.append(tuple((frozenset({key}), _NONE, _NONE, False) for key in kinds))
            continue
        forms = {kinds[0] + end for end in endings} if one.endswith("+") and one != "+" else {kinds[0]}
        (ends if one.startswith("*") else begins if one.endswith("*") else words).update(forms)
    together = [((frozenset(words), frozenset(ends), frozenset(begins), False),)] if words or ends or begins else []
    return [*together, *(one for one in longer if one)]


def _alternatives(written: str) -> Iterable[str]:
    """ "a/b" and "digitali[sz]e" written out."""
    for one in written.split("/") if written not in ("/", "//") else [written]:
        if "[" not in one:
            yield from filter(None, [one])
            continue
        letters = [list(piece[1:-1]) if piece.startswith("[") else [piece] for piece in re.split(r"(\[[^\]]+\])", one)]
        yield from ("".join(chosen) for chosen in itertools.product(*letters) if any(chosen))
