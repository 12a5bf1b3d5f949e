"""A question as tokens: words, numbers and signs, each with a key in which spellings fall together."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MOST = 120  # tokens that are read
_TOKEN = re.compile(
    r"""(?P<mention><@[UW][A-Z0-9]+(?:\|[^<>]*)?>)
    |(?P<section>§+\s?\d+)
    |(?P<number>\d+(?:[.,]\d+)*(?:/\d+(?![\d/]))?[½¼¾]?|[½¼¾])
    |(?P<word>[^\W\d_]+(?:['’.][^\W\d_]+)*\.?)
    |(?P<sign><=|>=|,-|[<>=≤≥+\-–,;:&/()?!.§%*"'»«“”„’])""",
    re.VERBOSE,
)
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "u", "é": "e", "è": "e", "á": "a"})
_DASHES = str.maketrans({"–": "-", "‐": "-", "‑": "-", "−": "-", "\u00ad": None, "\u00a0": " ", "\u202f": " "})
_EMOJI = re.compile(r":[a-z0-9_+-]+:|[\U0001f000-\U0001ffff\u2600-\u27bf\ufe0f]")
_LABELLED = re.compile(r"(?<=[^\W\d])\s*=\s*(?=[^\W\d])")  # "vedtaget = nej" is "vedtaget: nej"
_BUDGET = re.compile(r"\bB-?(?=20\d\d\b)", re.IGNORECASE)  # "B2025", as budgets are called in both languages
SECTION = "section"
QUOTES = '"»«“”„'


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign. `text` is as typed, `key` in lower case with æ, ø, å as ae, oe, aa and without dots
    and apostrophes; [start, end) is its place in the text; `tight` says that it follows what stands before it without
    a space."""

    text: str
    key: str
    kind: str
    start: int
    end: int
    tight: bool = False


def normal_text(text: str) -> str:
    """The text with one form of each letter, dash, label and budget, without emoji, each blank once."""
    plain = _EMOJI.sub(" ", unicodedata.normalize("NFC", text).translate(_DASHES))
    return " ".join(_BUDGET.sub("budget ", _LABELLED.sub(": ", plain)).split())


@lru_cache(maxsize=20_000)
def word_key(word: str) -> str:
    """The form in which words are compared."""
    if word.isascii() and word.isalpha():
        return word.lower()
    return re.sub(r"['’.]", "", unicodedata.normalize("NFC", word).lower().translate(_FOLDED))


def tokenized(text: str) -> tuple[Token, ...]:
    """The tokens of a normalised text, at most MOST of them."""
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        kind, typed = str(match.lastgroup), match[0]
        if kind == SECTION:  # "§ 102" is the name of a thing, and its number no amount
            kind, typed = "word", typed.lstrip("§ ")
        key = word_key(typed) if kind == "word" else typed
        found.append(Token(typed, key or typed, kind, match.start(), match.end(), match.start() == end))
        end = match.end()
        if len(found) == MOST:
            break
    return tuple(found)
