"""When two spellings are the same name: case, æøå as ae/oe/aa, hyphens, line breaks, and a slip of the pen."""

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import distance, fuzz, process

_SPELLED_OUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe", "ä": "ae", "ü": "u", "&": " og "})
# "Sundheds- og" and "Kultur- Fritid" are no words broken at the end of a line, "Integrationsfor- valtningen" is one.
_BROKEN = re.compile(r"(?<=[a-zæøå])(?:\u00ad\s*|- )(?=[a-zæøå])(?!(?:og|eller|samt|til)\b)")
_JOINING = frozenset({"og", "and", "the", "for", "of", "on"})
# How alike, of 100, two long names must be to be one.
NEAR = 88.0
_SHORT, _LONG = 8, 80


@lru_cache(maxsize=10_000)  # every question asks for the names of the documents
def key_of(text: str) -> str:
    """Lower case, æøå spelled out, & as "og", everything but letters and digits one space."""
    return re.sub(r"[^a-z0-9]+", " ", text.casefold().translate(_SPELLED_OUT)).strip()


@lru_cache(maxsize=10_000)
def mended(text: str) -> str:
    """A printed name with its line-break hyphens closed and its spacing put right."""
    joined = _BROKEN.sub("", " ".join(text.split()))
    return re.sub(r" ?/ ?", "/", re.sub(r" ([,.;:)])", r"\1", joined)).strip()


def words_of(text: str) -> frozenset[str]:
    """The words of a name without "og" and the s of compounds: "ældre- og sundheds" has those of "sundhed & ældre"."""
    return frozenset(word.removesuffix("s") for word in key_of(text).split() if word not in _JOINING)


def nearest(key: str, names: Mapping[str, str], cutoff: float = NEAR) -> str | None:
    """The value of the key most like `key`, if it is very like it. Short names must be spelled right."""
    if not _SHORT <= len(key) <= _LONG:
        return None
    best = process.extractOne(key, list(names), scorer=fuzz.ratio, score_cutoff=cutoff)
    return None if best is None else names[best[0]]


def slip_of(key: str, names: Mapping[str, str]) -> str | None:
    """The value of the one key that a single slip (a letter wrong, missing, added, or two swapped) makes of `key`.

    The first letter must be right, and a word must be long enough that a slip does not make it another word.
    """
    if not _SHORT <= len(key) <= _LONG:
        return None
    near = {names[name] for name in names if _may_slip(key, name) and distance.OSA.distance(key, name) <= 1}
    return near.pop() if len(near) == 1 else None


def _may_slip(key: str, name: str) -> bool:
    """Whether one may be a slip of the other: it leaves the first letter, the length but for one, and one half."""
    if name[0] != key[0] or abs(len(name) - len(key)) > 1:
        return False
    half = len(key) // 2
    return name.startswith(key[: half - 1]) or name.endswith(key[half + 1 :])
