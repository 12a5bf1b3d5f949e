"""Which role the words of a heading or a label name. The words are data: `loaders/kinds/words/roles.toml`.

A role is told by the head of the heading: the last word before a preposition ("Status på implementering"), and in a
compound its last part ("Forslagsnr."). Other words of the heading say little.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz, process

NAMED = 0.6  # a score from which a heading names its role by itself
SURE = 0.85
OTHER = "other"  # known, and not kept

_SCORES = {"sure": 1.0, "likely": 0.7, "maybe": 0.4}
_PHRASE, _OPENS = 1.1, 0.9
_TAIL_OF_COMPOUND, _START_OF_COMPOUND, _ELSEWHERE, _BEHIND = 0.92, 0.45, 0.5, 0.3
_MISSPELT, _ALIKE = 0.8, 88.0
_SHORTEST_TAIL, _SHORTEST_START, _SHORTEST_MISSPELT = 2, 5, 6
_ENDINGS = ("ernes", "erne", "enes", "ens", "ets", "er", "en", "et", "ne", "es", "e", "s", "n", "t", "r", "")
_LINKING = ("s", "e", "")  # between the parts of a compound
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_MARKS = re.compile(r"[*¹²³]+|[:?!]+$")
_YEARS = re.compile(r"\b(?:20\d\d(?: ?[-/–] ?(?:20)?\d\d)?(?: og frem(?:efter)?)?)\b")
_UNIT = re.compile(
    r"(?:,| i|\bi)? ?\b(?:hele )?(?:1[. ]?000|mio\.?|mill?\.?|mia\.?|t\.?|tusinde?r?) ?(?:kr\b\.?|kroner)"
    r"|\bdkk\b|\btkr\b\.?"
    r"|(?<=\S)[ ,:–-]+(?:i )?(?:hele )?(?:kr\b\.?|kroner|dkk|mio\b\.?|mill\b\.?|millioner|tusinde?r?)$"
    r"|(?:,| i) (?:hele )?(?:kr\b\.?|kroner)|\bp ?/ ?l\b|\b(?:20\d\d-)?priser\b|, ?kr\b\.?"
)
_WORD = re.compile(r"[^\W_]+|#")
_PREPOSITIONS = frozenset(
    "på af for i til ved om med pr per fra under over efter hos vedr vedrørende of for in by to at on".split()
)
_SMALL = frozenset("og eller den det de der er som en et the a an and or samt evt ift".split())
_PARTED = re.compile(r" ?[/|] ?| og | eller | and | & |, ")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: Mapping[str, Mapping[str, float]]
    phrases: Mapping[str, Mapping[str, float]]
    openings: Mapping[str, Mapping[str, float]]


@cache
def _lexicon() -> _Lexicon:
    text = (files("loaders.kinds") / "words/roles.toml").read_text(encoding="utf-8")
    made: tuple[dict[str, dict[str, float]], ...] = ({}, {}, {})
    for role, said in tomllib.loads(text).items():
        for kind, score in _SCORES.items():
            for word in said.get(kind, "").split():
                made[0].setdefault(word, {}).setdefault(role, score)
        for phrase in filter(None, said.get("phrases", "").split("; ")):
            made[1].setdefault(phrase, {})[role] = _PHRASE
        for word in said.get("opens", "").split():
            made[2].setdefault(word, {})[role] = _OPENS
    return _Lexicon(*made)


def roles() -> tuple[str, ...]:
    """All roles, in the order of the data."""
    text = (files("loaders.kinds") / "words/roles.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text))


def plain_heading(heading: str) -> str:
    """A heading without brackets, units, years and marks, in small letters: what headings are compared by."""
    text = " ".join(_MARKS.sub(" ", _BRACKETS.sub(" ", heading.lower())).split())
    return " ".join(_YEARS.sub(" ", _UNIT.sub(" ", text)).split()).strip(" .,;:-–")


_FILE_NAME = re.compile(r"[\w-]{3,}\.(?:txt|pdf|docx?|xlsx?|csv|html?|eml|ods|odt|md|toml|json)\b")


@lru_cache(maxsize=4096)
def named(heading: str) -> Mapping[str, float]:
    """Role → how surely the words of `heading` name it (0 to 1.1). Empty for words that nobody here knows, and for the
    name of a file: a list of documents is no status report because one of them is called "status-juni.txt"."""
    text = plain_heading(heading)
    if _FILE_NAME.search(heading.lower()):
        return {}
    key = " ".join(_WORD.findall(text))
    found = dict(_lexicon().phrases.get(key, {}))
    for part in dict.fromkeys((text, *_PARTED.split(text))):
        weight = 1.0 if part == text else 0.8
        for role, score in _of_words(_WORD.findall(part)):
            found[role] = max(found.get(role, 0.0), score * weight)
    if not found:  # only brackets, as "(status)", say anything
        inside = " ".join(_WORD.findall(" ".join(_BRACKETS.findall(heading.lower()))))
        found = {role: score * _ELSEWHERE for role, score in _of_words(inside.split())}
    return found


def best(heading: str) -> tuple[str | None, float]:
    """The role that a heading names most surely."""
    found = named(heading)
    role = max(found, key=found.__getitem__, default=None)
    return role, found[role] if role else 0.0


def _of_words(words: list[str]) -> Iterator[tuple[str, float]]:
    if not words:
        return
    lexicon = _lexicon()
    yield from lexicon.openings.get(words[0], {}).items()
    cut = next((at for at, word in enumerate(words) if word in _PREPOSITIONS and at), len(words))
    front = [word for word in words[:cut] if word not in _SMALL]
    behind = [word for word in words[cut:] if word not in _SMALL | _PREPOSITIONS]
    for at, word in enumerate(front):
        weight = 1.0 if at == len(front) - 1 else _ELSEWHERE
        yield from ((role, score * weight) for role, score in _of_word(word).items())
    for word in behind:
        yield from ((role, score * _BEHIND) for role, score in _of_word(word).items())


@lru_cache(maxsize=8192)
def _of_word(word: str) -> Mapping[str, float]:
    """The roles of a word: as it stands, then by its last part, then nearly so; its first part says little."""
    exact = _known(word)
    if exact is not None:
        return exact
    found: dict[str, float] = {}
    for start in range(3, len(word) - _SHORTEST_TAIL + 1):
        tail = _known(word[start:])
        if tail is not None and (len(word) - start > 3 or word[start:] in ("nr", "år", "mål", "tid")):
            found = {role: score * _TAIL_OF_COMPOUND for role, score in tail.items()}
            break
    if not found and len(word) >= _SHORTEST_MISSPELT:
        found = {role: score * _MISSPELT for role, score in _nearly(word).items()}
    for end in range(len(word) - 2, _SHORTEST_START - 1, -1):
        if (head := _lexicon().words.get(word[:end])) is not None:
            for role, score in head.items():
                found.setdefault(role, score * _START_OF_COMPOUND)
            break
    return found


def _known(word: str) -> Mapping[str, float] | None:
    words = _lexicon().words
    for ending in _ENDINGS[::-1]:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            if stem in words and (len(stem) > 2 or not ending):
                return words[stem]
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in words:  # "resumeer", "målet", "titlen"
                return words[stem[:-1]]
    return None


def _nearly(word: str) -> Mapping[str, float]:
    words = _lexicon().words
    near = [known for known in words if len(known) >= _SHORTEST_MISSPELT and known[0] == word[0]]
    match = process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return words[match[0]] if match else {}
