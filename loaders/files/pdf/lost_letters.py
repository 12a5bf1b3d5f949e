"""Letters whose font does not say which they are: drawn right, with a code that means nothing.

A code of a font is one letter throughout a document. Which one is told by the words that it stands in: that letter
which makes them words of the language, or of the document, where no other does and the font has not named it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from loaders import vocabulary
from loaders.files.pdf import lexicon, words
from loaders.files.pdf.signs import UNREAD, Sign

_FIRST = 0xF0000  # of the private characters that stand for codes while words are looked at
_MOST = 4_000  # codes of a document
_PLAIN, _OWN_LETTERS = "abcdefghijklmnopqrstuvwxyz", "æøåéüöä"
_JOINED = ("fi", "fl", "ff", "ffi", "ti", "tt", "ft")  # drawn as one sign
_NAMED = 5  # plain letters of a font that are named: then all are, as they have the codes that they have everywhere
_ENOUGH = 60  # words with a code
_FITS = 0.6  # of its words
_OTHERS = 0.5  # of as many may fit another letter
_SURE = 6  # letters of the only word that tells
_OWN = 4  # letters of a word of the document that tells
_CLEARLY = 3.0  # tenfolds of likelihood, between two words that are put together


class _Use(NamedTuple):
    """A word with codes as private characters, and whether it begins what is printed beside it, or goes on with it."""

    word: str
    begins: bool


class Letters:
    """What is known of the codes of a document, page by page."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], str] = {}
        self._fonts: dict[str, str] = {}
        self._uses: dict[str, set[_Use]] = defaultdict(set)
        self._named: dict[str, set[str]] = defaultdict(set)
        self._own: set[str] = set()
        self._letters: dict[str, str] = {}

    def restored(self, signs: Sequence[Sign]) -> list[Sign]:
        """The signs of a page, with the letters that their words tell. What is not sure stays unread."""
        if not any(sign.code for sign in signs):
            return list(signs)
        self._take(signs)
        while self._solve():
            pass
        return [self._read(sign) if sign.code else sign for sign in signs]

    def _read(self, sign: Sign) -> Sign:
        letter = self._letters.get(self._codes.get((sign.font, sign.code), ""), UNREAD)
        return sign._replace(glyph=sign.glyph._replace(text=letter))

    def _take(self, signs: Sequence[Sign]) -> None:
        """Keep the words of a page, and which letters its fonts name."""
        coded: dict[int, str] = {}
        for sign in signs:
            if not sign.code:
                self._named[sign.font].add(sign.glyph.text)
            elif len(self._codes) < _MOST or (sign.font, sign.code) in self._codes:
                own = self._codes.setdefault((sign.font, sign.code), chr(_FIRST + len(self._codes)))
                self._fonts[own] = sign.font
                coded[sign.order] = own
        for word, begins in _printed([sign for sign in signs if not sign.glyph.turn], coded):
            inside = {letter for letter in word if letter >= chr(_FIRST)}
            for code in inside:
                if len(self._uses[code]) < _ENOUGH:
                    self._uses[code].add(_Use(word, begins))
            if not inside and len(word) >= _OWN:
                self._own.add(word.lower())

    def _solve(self) -> bool:
        """Find one more letter. Returns whether there was one."""
        known = frozenset(self._own)
        for code, uses in self._uses.items():
            if code in self._letters:
                continue
            read = {_Use(self._put(use.word), use.begins) for use in uses}
            alone = {use for use in read if not any(letter >= chr(_FIRST) for letter in use.word.replace(code, ""))}
            letter = _told(code, {use.word.lower() for use in alone}, self._free(code), known)
            if letter and (cased := self._cased(code, letter, alone)):
                self._letters[code] = cased
                return True
        return False

    def _put(self, word: str) -> str:
        return "".join(self._letters.get(letter, letter) for letter in word)

    def _free(self, code: str) -> list[str]:
        """What the code may be: no letter that its font has in both forms."""
        named = self._taken(code)
        plain = "" if len(named & set(_PLAIN)) >= _NAMED else _PLAIN
        return [letter for letter in (*plain, *_OWN_LETTERS, *_JOINED) if not {letter, letter.upper()} <= named]

    def _taken(self, code: str) -> set[str]:
        font = self._fonts[code]
        found = {letter for own, letter in self._letters.items() if self._fonts[own] == font}
        return self._named[font] | found

    def _cased(self, code: str, letter: str, uses: Collection[_Use]) -> str:
        """The letter as it is printed, small or large; "" where that cannot be told, or where the font names it."""
        taken = self._taken(code)
        free = [one for one in (letter, letter.upper()) if one not in taken]
        forms = {form for use in uses for form in [_form(use, code)]}
        large = {"large"} <= forms or (forms == {"begins"})
        small = "small" in forms or forms == {"goes on"}
        wanted = free if len(free) == 1 else []
        if large != small:
            wanted = [letter.upper() if large else letter]
        return wanted[0] if len(wanted) == 1 and wanted[0] in free else ""


def _form(use: _Use, code: str) -> str:
    """What the place of a code in a word says of its form: inside a word it is as large as the letters beside it."""
    rest = use.word.replace(code, "")
    if len(rest) > 1 and rest.isupper():
        return "large"
    if not use.word.startswith(code) or use.word.count(code) > 1:
        return "small"
    return "begins" if use.begins else "goes on"


def _told(code: str, found: Collection[str], letters: Sequence[str], known: frozenset[str]) -> str:
    """The one letter that makes most of these words real ones; "" where none does, or another may."""
    ranked = sorted(((_fit(code, letter, found, known), letter) for letter in letters), reverse=True)
    if len(ranked) < 2:
        return ""
    (best, letter), (other, _) = ranked[:2]
    if best.words < _FITS * len(found) or other.usual > _OTHERS * best.usual:
        return ""
    if best.usual == 0:
        return _likeliest(code, letters, found, known)
    alone = best.usual == 1 and best.longest >= (_OWN if other.words == 0 else _SURE)
    return letter if best.usual > 1 or alone else ""


def _likeliest(code: str, letters: Sequence[str], found: Collection[str], known: frozenset[str]) -> str:
    """The letter with which words that are put together are far likelier than with any other; "" for none."""
    costs = sorted((sum(lexicon.cost(word.replace(code, letter), known) for word in found), letter)
                   for letter in letters)  # fmt: skip
    is_clear = costs[1][0] - costs[0][0] >= _CLEARLY and min(map(len, found)) >= _SURE
    return costs[0][1] if is_clear else ""


class _Fit(NamedTuple):
    """How many words with a letter are words as they stand, how many those and put together ones, and the longest."""

    usual: int
    words: int
    longest: int


def _fit(code: str, letter: str, found: Collection[str], known: frozenset[str]) -> _Fit:
    made = [word.replace(code, letter) for word in found]
    usual = [word for word in made if vocabulary.zipf(word) > 0 or word in known]
    put_together = (word for word in made if lexicon.is_own_word(word, known))
    return _Fit(len(usual), len({*usual, *put_together}), max(map(len, usual), default=0))


def _printed(signs: Sequence[Sign], coded: dict[int, str]) -> Iterator[tuple[str, bool]]:
    """The words of a page, and whether each is the first of what was printed at once."""
    for run in words.runs([sign.glyph for sign in signs]):
        for at, (first, end) in enumerate(words.spans(run)):
            text = [coded.get(glyph.order, glyph.text) for glyph in run[first:end]]
            for place, word in enumerate(_letters_of(text)):
                yield word, at == place == 0


def _letters_of(text: Sequence[str]) -> Iterator[str]:
    """The stretches of letters in a word."""
    word = ""
    for letter in [*text, " "]:
        if letter.isalpha() or letter >= chr(_FIRST):
            word += letter
        elif word:
            yield word
            word = ""
