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

from loaders.kinds.tables import words as listed

NAMED = 0.6  # a score from which a heading names its role by itself
SURE = 0.85
OTHER = "other"  # known, and not kept

_SCORES = {"sure": 1.0, "likely": 0.7, "maybe": 0.4}
_PHRASE, _OPENS, _BEGINS, _BEGINS_IN_ONE, _PART = 1.1, 0.9, 0.88, 0.7, 0.5
_VERB = 0.9  # for what is said of the first word
_ELSE = 0.6  # for what the words of a heading say whose beginning says something else
_TAIL_OF_COMPOUND, _START_OF_COMPOUND, _ELSEWHERE, _BEHIND = 0.92, 0.45, 0.5, 0.3
_MISSPELT, _ABBREVIATED, _ALIKE = 0.8, 0.7, 88.0
_SHORTEST_TAIL, _SHORTEST_START, _SHORTEST_MISSPELT, _SHORTEST_ABBREVIATED = 2, 5, 6, 4
_SHORTEST_OPEN = 5  # letters of one word that may go on ("kort" is not "kortlægning")
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
_WORD, _CUT_SHORT = re.compile(r"[^\W_]+|#"), re.compile(r"([^\W\d_]+)\.(?!\w\.)")
_PREPOSITIONS = frozenset(
    "på af for i til ved om med pr per fra under over efter hos vedr vedrørende of for in by to at on".split()
)
_RELATIVE, _VERBS = frozenset({"der", "som"}), frozenset("er bliver skal kan har vil må is are will".split())
_SMALL = frozenset("og eller den det de der er som en et the a an and or samt evt ift".split())
_PARTED = re.compile(r" ?[/|] ?| og | eller | and | & |, ")


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: Mapping[str, Mapping[str, float]]
    phrases: Mapping[str, Mapping[str, float]]
    openings: Mapping[str, Mapping[str, float]]
    beginnings: Mapping[str, Mapping[str, float]]
    parts: Mapping[str, Mapping[str, float]]


@cache
def _lexicon() -> _Lexicon:
    text = (files("loaders.kinds") / "words/roles.toml").read_text(encoding="utf-8")
    made: tuple[dict[str, dict[str, float]], ...] = ({}, {}, {}, {}, {})
    for role, said in tomllib.loads(text).items():
        for kind, score in _SCORES.items():
            for word in said.get(kind, "").split():
                made[0].setdefault(word, {}).setdefault(role, score)
        for phrase in filter(None, said.get("phrases", "").split("; ")):
            made[1].setdefault(phrase, {})[role] = _PHRASE
        for word in said.get("opens", "").split():
            made[2].setdefault(word, {})[role] = _OPENS
        for phrase in filter(None, said.get("begins", "").split("; ")):
            made[3].setdefault(phrase, {})[role] = _BEGINS if " " in phrase else _BEGINS_IN_ONE
        for part in said.get("parts", "").split():
            made[4].setdefault(part, {})[role] = _PART
    return _Lexicon(*made)


@cache
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
    text = _closed_up(plain_heading(heading))
    if _FILE_NAME.search(heading.lower()):
        return {}
    key = " ".join(_WORD.findall(text))
    found = dict(_lexicon().phrases.get(key, {}))
    for part in dict.fromkeys((text, *_PARTED.split(text))):
        weight = 1.0 if part == text else 0.8
        for role, score in _of_words(_WORD.findall(part), frozenset(_CUT_SHORT.findall(heading.lower()))):
            found[role] = max(found.get(role, 0.0), score * weight)
    found = _with_kind_of_money(found)
    if not found:  # only brackets, as "(status)", say anything
        inside = " ".join(_WORD.findall(" ".join(_BRACKETS.findall(heading.lower()))))
        found = {role: score * _ELSEWHERE for role, score in _of_words(inside.split(), frozenset())}
    return found


def is_unit_of_money(heading: str) -> bool:
    """Whether a heading says no more than in which unit the amounts below it are: "Mio. kr."."""
    return not plain_heading(heading) and _UNIT.fullmatch(heading.lower().strip(" .()")) is not None


def _closed_up(text: str) -> str:
    """A heading whose known words a narrow column did not break in two: "budget år"."""
    known = _lexicon().words
    parts = [joined if (joined := part.replace("-", "")) in known else part for part in text.split()]
    for at in range(len(parts) - 1, 0, -1):
        joined = parts[at - 1] + parts[at]
        if parts[at] not in _PREPOSITIONS | _SMALL and joined in _lexicon().words:
            parts[at - 1 : at + 1] = [joined]
    return " ".join(parts)


def best(heading: str) -> tuple[str | None, float]:
    """The role that a heading names most surely."""
    found = named(heading)
    role = max(found, key=found.__getitem__, default=None)
    return role, found[role] if role else 0.0


def _with_kind_of_money(found: dict[str, float]) -> dict[str, float]:
    """An amount or a budget that is reduced is a saving, and one that is spent a cost: "Reduceret budget"."""
    money, saving, cost = (found.get(role, 0.0) for role in ("money", "saving", "cost"))
    role, least = ("saving", cost) if saving > cost else ("cost", saving)
    if not money or money <= max(saving, cost) or found.get(role, 0.0) < (_BEHIND if money >= SURE else _ELSEWHERE / 2):
        return found
    if found[role] <= least:
        return found
    return {name: score for name, score in found.items() if name != "money"} | {role: max(found[role], 0.9 * money)}


def _of_words(words: list[str], cut_short: frozenset[str]) -> Iterator[tuple[str, float]]:
    """`cut_short` are the words that a point stands behind."""
    if not words:
        return
    lexicon = _lexicon()
    begun = _begun(" ".join(words))
    decided = max(begun.values(), default=0.0) >= _BEGINS
    yield from begun.items()
    if not decided:
        yield from lexicon.openings.get(words[0], {}).items()
        yield from ((role, score * _VERB) for role, score in _begun(" ".join(_said_of_it(words))).items())
    said_first, said_then = _parts_of(words)
    front = [word for word in said_first if word not in _SMALL | _PREPOSITIONS]
    behind = [word for word in said_then if word not in _SMALL | _PREPOSITIONS]
    less = listed.beginnings("reduced", "words").match
    is_less = any(map(less, front[:-1])) or (bool(said_then) and said_then[0] in _RELATIVE and any(map(less, behind)))
    for at, word in enumerate(front):
        said = _of_word(word, word in cut_short)
        is_head = at == len(front) - 1
        for role, score in (_reduced(said) if is_head and is_less else said).items():
            beside = _ELSE if decided and role not in begun else 1.0
            yield role, score * beside * (1.0 if is_head else _ELSEWHERE)
    for word in behind:
        yield from ((role, score * _BEHIND) for role, score in _of_word(word, word in cut_short).items())


def _said_of_it(words: list[str]) -> list[str]:
    """What is said of the first word: "løses af" in "Opgaven løses af"."""
    return words[2 if len(words) > 1 and words[1] in _VERBS else 1 :]


def _parts_of(words: list[str]) -> tuple[list[str], list[str]]:
    """What a heading is about, and what only stands beside it: behind a preposition or "der", or before "er" ("Opgaven
    er forankret i")."""
    for at, word in enumerate(words[1:], 1):
        if word in _PREPOSITIONS | _RELATIVE:
            return words[:at], words[at:]
        if word in _VERBS and words[0] not in _lexicon().openings and words[at + 1 :]:
            first, _ = _parts_of(words[at + 1 :])
            return first, words[:at]
    return words, []


def _reduced(said: Mapping[str, float]) -> Mapping[str, float]:
    """What "lavere …" makes of a word: a cost that falls is a saving, and a saving that falls is neither."""
    spent, saved = max(said.get("cost", 0.0), said.get("money", 0.0)), said.get("saving", 0.0)
    kept = {role: score for role, score in said.items() if role not in ("cost", "money", "saving")}
    if spent > saved:
        return kept | {"saving": spent}
    return kept | {OTHER: 1.0} if saved >= SURE else said


def _begun(text: str) -> Mapping[str, float]:
    """The roles of the longest beginning that is known."""
    known = _lexicon().beginnings
    fitting = (
        text[:end]
        for end in range(len(text), 1, -1)
        if text[:end] in known and (end == len(text) or text[end] == " " or _may_go_on(text[:end]))
    )
    return known.get(next(fitting, ""), {})


def _may_go_on(beginning: str) -> bool:
    return " " in beginning or len(beginning) >= _SHORTEST_OPEN


@lru_cache(maxsize=8192)
def _of_word(word: str, is_cut: bool = False) -> Mapping[str, float]:
    """The roles of a word: as it stands, then by its last part, then nearly so; its other parts say little."""
    exact = _known(word)
    if exact is not None:
        return exact
    found = _of_tail(word) or _abbreviated(word, is_cut)
    if not found and len(word) >= _SHORTEST_MISSPELT:
        found = {role: score * _MISSPELT for role, score in _nearly(word).items()}
    for part, said in _lexicon().parts.items():
        if part in word:
            found |= {role: max(score, found.get(role, 0.0)) for role, score in said.items()}
    for end in range(len(word) - 2, _SHORTEST_START - 1, -1):
        if (head := _lexicon().words.get(word[:end])) is not None:
            for role, score in head.items():
                found.setdefault(role, score * _START_OF_COMPOUND)
            break
    return found


def _of_tail(word: str) -> dict[str, float]:
    for start in range(3, len(word) - _SHORTEST_TAIL + 1):
        tail = _known(word[start:])
        if tail is not None and (len(word) - start > 3 or word[start:] in ("nr", "id", "år", "mål", "tid")):
            return {role: score * _TAIL_OF_COMPOUND for role, score in tail.items()}
    return {}


@cache
def _by_length() -> tuple[str, ...]:
    return tuple(sorted(_lexicon().words, key=len))


def _abbreviated(word: str, is_cut: bool) -> dict[str, float]:
    """A word that is cut short ("Besk.", "Forv."): the shortest words that begin so. It ends in a consonant; without a
    point it has more letters, as "til" is none."""
    if (
        len(word) < (2 if is_cut else _SHORTEST_ABBREVIATED)
        or word[-1] in "aeiouyæøå"
        or word in _PREPOSITIONS | _SMALL
    ):
        return {}
    longer = [known for known in _by_length() if known.startswith(word) and len(known) > len(word) + 1]
    found: dict[str, float] = {}
    for known in longer:
        if len(known) <= len(longer[0]) + 1:
            for role, score in _lexicon().words[known].items():
                found[role] = max(found.get(role, 0.0), score * _ABBREVIATED)
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
