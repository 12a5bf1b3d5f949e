"""The stems of the words of texts. They are kept when a text is indexed: finding the parts of a compound takes longer
than all else of a question, and a question meets hundreds of them."""

from collections.abc import Callable, Collection, Iterable
from functools import cached_property, lru_cache

from rapidfuzz import distance

from index.db.gateway import Reader, Writer
from index.search.provenance import way_of_finding
from index.search.tokenizer import PART, tokens_of, words

TEXTS = 20_000  # whose stems are remembered
WORDS = 200_000
TOGETHER = 256  # texts that belong together: a question looks several times at the same
FOUND_WITH = ""  # the word whose row says what the stems were found with


def _distinct(text: str) -> tuple[str, ...]:
    """The words of a text, each once."""
    return tuple(dict.fromkeys(words(text)))


class TextWords:
    """A reader of the kept words, of a state that does not change; a word that is not kept is taken apart. Threads may
    share it."""

    def __init__(self, reader: Callable[[], Reader] | None = None) -> None:
        self._reader = reader
        self._known: dict[str, frozenset[str]] = {}
        self.stems = lru_cache(maxsize=TEXTS)(self._stems)
        self.all_stems = lru_cache(maxsize=TOGETHER)(self._all_stems)
        self._words = lru_cache(maxsize=TEXTS)(_distinct)

    def meet(self, texts: Iterable[str]) -> None:
        """Look up the words of many texts at once."""
        self.look_up(set().union(*map(self._words, texts)))

    @cached_property
    def _are_kept(self) -> bool:
        return self._reader is not None and are_current(self._reader())

    def _stems(self, text: str) -> frozenset[str]:
        """The stems of the words of a text, and of the words inside its compounds."""
        said, known = self._words(text), self._known
        if not all(map(known.__contains__, said)):
            known = self.look_up(said)
        return frozenset().union(*map(known.__getitem__, said))

    def _all_stems(self, texts: tuple[str, ...]) -> frozenset[str]:
        """The stems of several texts."""
        return frozenset().union(*map(self.stems, texts))

    def look_up(self, said: Collection[str]) -> dict[str, frozenset[str]]:
        """The stems of each of these words, and of the words inside it; of others, too."""
        known = self._known
        if missing := {*said}.difference(known):
            found = self._kept([*missing])
            if len(known) > WORDS:
                known = self._known = {word: known[word] for word in said if word in known}
            known |= found
            known |= {word: _stems_of(word) for word in missing.difference(found)}
        return known

    def written(self, stem: str, near: str) -> str:
        """The word of the texts with this stem that is written most like `near`; the stem itself without one."""
        if self._reader is None or not self._are_kept:
            return stem
        said = [word for (word,) in self._reader().rows("SELECT word FROM words WHERE stem = :stem", stem=stem)]
        return min(sorted(said), key=lambda word: distance.OSA.distance(word, near), default=stem)

    def _kept(self, wanted: list[str]) -> dict[str, frozenset[str]]:
        if self._reader is None or not self._are_kept:
            return {}
        rows = self._reader().rows("SELECT word, stem, parts FROM words WHERE word IN :words", words=wanted)
        return {word: frozenset((stem, *parts.split())) for word, stem, parts in rows}


NO_TEXTS = TextWords()


def _stems_of(word: str) -> frozenset[str]:
    """The stem of a word, and those of the words that it is put together from."""
    return frozenset(token.removeprefix(PART) for token in tokens_of(word))


def _found_with(db: Reader) -> str:
    row = db.one("SELECT stem FROM words WHERE word = :word", word=FOUND_WITH)
    return str(row[0]) if row else ""


def are_current(db: Reader) -> bool:
    """Were the kept stems found as they would be found now?"""
    return _found_with(db) == way_of_finding()


def keep_stems(db: Writer, said: Iterable[str]) -> None:
    """Keep the stems of words that texts hold. Those that were found in another way are found anew."""
    wanted = {*said}
    if not are_current(db):
        wanted |= {word for (word,) in db.rows("SELECT word FROM words WHERE word <> :word", word=FOUND_WITH)}
        db.write("DELETE FROM words")
        db.write(
            "INSERT INTO words (word, stem, parts) VALUES (:word, :way, '')", word=FOUND_WITH, way=way_of_finding()
        )
    wanted -= {word for (word,) in db.rows("SELECT word FROM words WHERE word IN :words", words=[*wanted])}
    db.copy("words", ("word", "stem", "parts"), ((word, *_row(word)) for word in sorted(wanted)))


def _row(word: str) -> tuple[str, str]:
    stem, *parts = tokens_of(word)
    return stem, " ".join(part.removeprefix(PART) for part in parts)


def forget_words(db: Writer) -> None:
    """Take out the words that no text holds any more."""
    db.write(
        "DELETE FROM words WHERE word <> :word AND NOT EXISTS (SELECT 1 FROM postings WHERE term = words.stem)",
        word=FOUND_WITH,
    )
