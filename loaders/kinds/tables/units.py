"""In which unit the amounts of a table are: "kr", "tkr", "mio", "mia", or None where nothing says it."""

import re
from collections.abc import Iterable
from functools import cache

from loaders.kinds.tables import words

FACTORS = {"kr": 0.001, "tkr": 1.0, "mio": 1000.0, "mia": 1_000_000.0}  # to 1.000 kr.
_ORDER = ("mia", "mio", "tkr", "kr")
# An amount in a sentence gives no unit to a table; "1.000 kr." and a year are no amount.
_AMOUNT = re.compile(
    r"(?<![\d.,])(?!1[. ]?000\b|20\d\d\b)\d[\d.,]*\s?-?\s?"
    r"(?:mi[ao]\.?|mill?\.?|millioner|milliarder|t\.?|tusinde?)?\s?(?:kr\b\.?|kroner)?",
)
_LETTER = re.compile(r"[^\W_]")
_LONGEST = 160  # characters of a sentence that says a unit
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÆØÅ])(?!Kr\b|KR\b|DKK\b)")
_PRICES = re.compile(
    r"\b(20\d\d)\s*-?\s*(?:p ?/ ?l|pl\b|p\.l|priser|prisniveau)|(?:p ?/ ?l|priser|prisniveau)\D{0,3}(20\d\d)",
    re.IGNORECASE,
)


def of_heading(heading: str) -> str | None:
    """The unit that a heading names ("Effekt, t.kr.", "Pris (mio. kr.)")."""
    return _named(_even(heading))


def of_text(lines: Iterable[str]) -> str | None:
    """The unit that sentences around a table give its figures; the first line that says one counts."""
    for line in lines:
        for sentence in _SENTENCE.split(line):
            if len(sentence) <= _LONGEST and (unit := _said(_even(sentence))):
                return unit
    return None


def gives_unit_of_amounts(line: str) -> bool:
    """Whether a line says in which unit amounts are: "Beløb er i 1.000 kr.", "Alle tal er i mio. kr."."""
    return of_text([line]) is not None and words.pattern("amounts").search(line) is not None


def gives_unit_of_all(heading: str, filled: int) -> bool:
    """Whether a heading without a cell that is `filled` below it says no more than the unit of the other columns, as
    "Beløb i 1.000 DKK" at the edge of a table."""
    rest = words.pattern("says_unit").sub(" ", _without_units(_even(heading)))
    return not filled and of_heading(heading) is not None and not _LETTER.search(rest)


def price_level(texts: Iterable[str]) -> str | None:
    """The year whose prices are used."""
    found = (_PRICES.search(text) for text in texts)
    return next((match[1] or match[2] for match in found if match), None)


def without_prices(text: str) -> str:
    """A text without the year whose prices are used: "Besparelse (2024-p/l) 2026" is of 2026."""
    return _PRICES.sub(" ", text)


def is_alone(text: str) -> bool:
    """Whether a text is a unit and nothing else: "1.000 kr.", "(mio. kr.)", "kr., 2025-pl"."""
    even = _even(text)
    if of_heading(even) is None:
        return False
    return not _LETTER.search(_without_units(even))


def _without_units(even: str) -> str:
    rest = _PRICES.sub(" ", even)
    for _, pattern in _patterns():
        rest = pattern.sub(" ", rest)
    return rest


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((unit, words.phrases(words.data()["units"][unit])) for unit in _ORDER)


def _even(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").lower().split())


def _named(text: str) -> str | None:
    """The unit named in the text; "under 1 mio. kr." counts something itself and gives no unit to a table."""
    rest = _AMOUNT.sub(" ", text)
    return next((unit for unit, pattern in _patterns() if pattern.search(rest)), None)


def _said(sentence: str) -> str | None:
    unit = _named(sentence)
    if unit is None:
        return None
    rest = words.pattern("says_unit").search(sentence)
    bare = len(sentence.split()) <= 4
    return unit if rest or bare else None
