"""What a printed text is by its form alone, a figure, a year, a code: the one place for all that lays out pages.

What a cell holds is decided later, for its column as a whole (`loaders/kinds/tables/contents.py`, `numbers.py`)."""

import re

_FIGURE = re.compile(r"[-−–+(]?\s?\d[\d.,]*[-−–)*%]{0,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\b")
_LETTERED = re.compile(r"[A-ZÆØÅ]{1,4}[ /-]?\d{1,4}[a-zA-Z]?")
_DASHES = frozenset("-−–.")
_LONGEST_CODE = 12  # characters


def is_figure(text: str) -> bool:
    """A number with its sign, in front or behind, and no more: 325-, (1.200), 12 %, 2024."""
    return bool(_FIGURE.fullmatch(text))


def is_figure_or_none(text: str) -> bool:
    """A figure, or the dash that stands where there is none."""
    return is_figure(text) or text in _DASHES


def is_year(text: str) -> bool:
    """A year and no more."""
    return bool(_YEAR.fullmatch(text))


def is_amount(text: str) -> bool:
    """A figure that is no year."""
    return is_figure(text) and not is_year(text)


def begins_as_amount(text: str) -> bool:
    """A text that begins with a figure which is no year: 325, (12 borgere)."""
    plain = text.lstrip("-−–( ")
    return plain[:1].isdigit() and not _YEAR_FIRST.match(plain)


def is_lettered_code(text: str) -> bool:
    """Letters and a number, as the codes of cases are: HA 06, B-12, S3a."""
    return bool(_LETTERED.fullmatch(text))


def is_short_code(text: str) -> bool:
    """A code or a number, which is whole: so short, and with a digit in it."""
    return len(text) <= _LONGEST_CODE and any(map(str.isdigit, text))
