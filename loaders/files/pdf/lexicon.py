"""How likely a string is as a Danish word, by itself, in another form, or put together from others."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import inf

from loaders import vocabulary

_TOP = 9.0  # the tenth logarithm of a billion: what a word costs is this less how common it is
_OWN = 4.6  # a word that the document has elsewhere
_FORM = 1.2  # a known word in another form
_MADE = 1.2  # one that another makes with an ending ("tilbageholden|hed")
_LINK = -0.7  # of a word that begins others, put before another
_ODD_LINK = 2.5  # of any other
_TIGHT = 5.6  # so common are the small words that are no part of others
_SMALL_WORD = 2.0
_STRANGE = 1.5  # of what is no word as the first part of one, beside two words of which the first is a small one
_UNKNOWN, _LETTER = 1.5, 0.85  # of a string that is no word, and of each of its letters
_LONG, _LONGER = 20, 1.0  # letters; of each further one, as words that are not put together of others are shorter
_TIE = 0.5
_NO_ONSET = 6.0  # of one that begins as no word does ("nhed")
_LONG_FIRST = 12  # letters of a first part that may itself be put together
_RARE_ONSET = 2.0  # of one whose first four letters begin no word ("ningstilbud")
_SHORT = 5.2  # how common a word of two letters is that else seems to stand by chance
_LEAST = 6.5  # of any string that is no word
_BINDS = 3.0  # of a word that ends as the first part of others does, and stands alone
_PART = 4  # letters
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")  # as words end only before an ending: "svømmehall|er"
_KEPT = 20_000  # words whose cost is kept


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    text = (files("loaders.files.pdf") / "words/danish.toml").read_text(encoding="utf-8")
    return {name: tuple(found) for name, found in tomllib.loads(text).items()}


def _zipf(word: str) -> float:
    """How common a string is as a word; 0 for a single letter that is none ("d", which stands before a point)."""
    if word in _words()["short"]:
        return _SHORT
    return 0.0 if len(word) == 1 and word not in _words()["letters"] else vocabulary.zipf(word)


@lru_cache(maxsize=_KEPT)  # the same few words are weighed for every cell
def cost(word: str, known: frozenset[str]) -> float:
    """How unlikely a word in small letters is, in tenfolds. `known` are words that stand whole elsewhere."""
    word = word.lower()
    if not word or word in _words()["letters"]:
        return 1.6 if word else 0.0
    return min(_simple(word, known), _compound(word, known), _unknown(word) + _binds(word))


def is_unknown(word: str, known: frozenset[str]) -> bool:
    """Whether a string is likelier no word at all, as a name is, than any word that can be put together."""
    return cost(word, known) >= _unknown(word.lower())


def is_torn(first: str, last: str) -> bool:
    """Whether two strings are surely halves of one word, wherever the line ends: neither is a word, and both together
    are a usual one; or the second begins as no word does ("ndicapområdets")."""
    if len(last) < _PART or not last.islower() or _zipf(last) > 0:
        return False
    return (_zipf(first + last) > 0 and _zipf(first) == 0) or not vocabulary.begins_like_a_word(last)


def is_own_word(word: str, known: frozenset[str]) -> bool:
    """Whether a string in small letters is a word as it stands, or put together from others: no mere form of one."""
    return _zipf(word) > 0 or word in known or _compound(word, known) < inf


def is_apart(first: str, last: str, known: frozenset[str]) -> bool:
    """Whether two strings are surely two words: nobody writes both as one, one is a small word, and the other is known,
    or both together are no likelier."""
    whole = first.lower() + last.lower()
    if _zipf(whole) > 0 or whole in known or _may_end(first, last) or _binds(first.lower()):
        return False
    if max(_zipf(part.lower()) for part in (first, last)) <= _TIGHT:
        return False
    together, parts = cost(whole, known), cost(first, known) + cost(last, known)
    both = min(_zipf(part.lower()) for part in (first, last)) > 0
    is_small = _zipf(first.lower()) > _TIGHT
    made = min(_simple(whole, known), _compound(whole, known, _STRANGE)) if is_small else 0.0
    return together >= _unknown(whole) or both or (is_small and made > parts - _TIE)


def _simple(word: str, known: frozenset[str]) -> float:
    """Of a word that is not put together."""
    return _form(word, known) + _binds(word)


def _binds(word: str) -> float:
    """What it costs that a word ends as the first part of others does."""
    return _BINDS if word.endswith(_words()["binding"]) else 0.0


@lru_cache(maxsize=_KEPT)
def _form(word: str, known: frozenset[str]) -> float:
    if (zipf := _zipf(word)) > 0:
        return _TOP - zipf
    if word in known and len(word) > 1:
        return _OWN
    if len(word) < _PART:
        return inf
    endings = _words()["endings"]
    ending = [end for end in endings if word.endswith(end) and _may_end(word.removesuffix(end), end)]
    stems = [word.removesuffix(end) for end in ending if not _is_definite(word, end)]
    forms = [stem for stem in stems if len(stem) >= _PART]
    if not _DOUBLED.search(word):
        forms += [word + end for end in endings if len(end) > 1 or end == "s"]
    found = [_TOP - zipf for form in forms if (zipf := _zipf(form)) > 0]
    found += [_OWN for form in forms if form in known]
    return min(found, default=inf) + _FORM


def _may_end(stem: str, end: str) -> bool:
    """Whether what follows a string is an ending that such a word takes: behind an "e" none begins with another."""
    return end.lower() in _words()["endings"] and not (stem.endswith("e") and end[0] == "e" and len(end) > 1)


def _is_definite(word: str, end: str) -> bool:
    """Whether what stands before an ending has one already that only an "s" may follow: of a noun ("huset"), or of a
    verb ("fremlægger")."""
    stem = word.removesuffix(end)
    verb = end in ("et", "en") and stem.endswith("er") and _zipf(stem[:-1]) > 0
    return end != "s" and (verb or stem.endswith(_words()["definite"]))


@lru_cache(maxsize=_KEPT)
def _compound(word: str, known: frozenset[str], strange: float = 0.0) -> float:
    """Of a word that is put together: the last part is known, the first may be, and else costs `strange` more; or that
    an ending makes of another."""
    stems = (word.removesuffix(end) for end in _words()["makes"] if word.endswith(end))
    best = min((_form(stem, known) + _MADE for stem in stems if len(stem) >= _PART), default=inf)
    for cut in range(2, len(word) - _PART + 1):
        first, last = word[:cut], word[cut:]
        end = _simple(last, known)
        if _zipf(last) > _TIGHT:
            end += _SMALL_WORD
        best = min(best, end + _first_part(first, known, strange))
    return best


def _first_part(first: str, known: frozenset[str], strange: float) -> float:
    """Of the first part of a compound, with the letter that may bind it."""
    bare = first[:-1] if first[-1] == "s" and len(first) > _PART else first
    own = min(_form(first, known), _form(bare, known), _unknown(first))
    if len(bare) >= _LONG_FIRST:
        own = min(own, _compound(bare, known))
    if vocabulary.begins_words(first) or vocabulary.begins_words(bare):
        return own + _LINK + (_SMALL_WORD if _zipf(first) > _TIGHT else 0.0)
    return own + strange if own == _unknown(first) else own + _ODD_LINK


def _unknown(word: str) -> float:
    odd = 0.0 if vocabulary.begins_like_a_word(word) else _NO_ONSET
    odd = odd or (0.0 if vocabulary.begins_as_words_do(word) else _RARE_ONSET)
    return max(_LEAST, _UNKNOWN + _LETTER * len(word) + _LONGER * max(0, len(word) - _LONG)) + odd
