"""When two spellings are the same name: case, æøå as ae/oe/aa, hyphens, line breaks, and one slip of the pen."""

import re

from rapidfuzz import fuzz, process

_SPELLED_OUT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ö": "oe", "ä": "ae", "ü": "u", "&": " og "})
_SOFT_BREAK = re.compile(r"(?<=[a-zæøå])(?:\u00ad\s*|-\s+)(?=[a-zæøå])(?!(?:og|eller|samt|til)\b)")
NEAR = 88.0


def key_of(text: str) -> str:
    """Lower case, æøå spelled out, & as "og", everything but letters and digits one space."""
    return re.sub(r"[^a-z0-9]+", " ", text.casefold().translate(_SPELLED_OUT)).strip()


def mended(text: str) -> str:
    """A printed name with its line-break hyphens closed and its spacing put right."""
    joined = _SOFT_BREAK.sub("", " ".join(text.split()))
    return re.sub(r" ?/ ?", "/", re.sub(r" ([,.;:)])", r"\1", joined)).strip()


def nearest(key: str, names: dict[str, str]) -> str | None:
    """The value of the one name that nearly equals `key`. Short names must be spelled right."""
    if len(key) < 8:
        return None
    best = process.extractOne(key, list(names), scorer=fuzz.ratio, score_cutoff=NEAR)
    return None if best is None else names[best[0]]
