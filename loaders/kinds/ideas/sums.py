"""Whether the effect in a form is a sum over years, while its text gives the yearly saving. Both figures are kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from records import amounts

# Cheap look for places where an amount with a unit stands; only those are read.
_CANDIDATE = re.compile(r"\d[\d.,]*\s?(?:mio|mill|t\.|tkr|kr)|\bkr\.?\s?\d")
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÆØÅ])|\n")
_SAVES = r"besparelse|spare[st]?\b|gevinst|effektivisering|reduktion|reducere[st]?\b|frigive|frigøre|provenu"
_COSTS = r"udgift|omkostning|investere|investering|afsæt|afsat|koste|anvendt|forbrug|bevil|budget på"
_KEYWORD = re.compile(rf"(?P<saves>{_SAVES})|(?:{_COSTS})", re.I)
_PER_UNIT = re.compile(r"\.? ?pr\.? (?!år)", re.I)
_REACH = 200
# A municipal budget spans four years, so a sum over years is two to four yearly figures.
_YEARS = (4, 3, 2)
_ROUNDING = 0.5


@dataclass(frozen=True, slots=True)
class YearlySaving:
    """The yearly saving of a text in 1.000 kr., as printed there, and the years whose sum the form's effect equals."""

    tkr: float
    printed: str
    years: int


def yearly_saving(effect: float | None, summary: str) -> YearlySaving | None:
    """The yearly figure that the effect is a sum of; None when the text confirms the effect or says nothing of it."""
    if not effect or "kr" not in summary:
        return None
    savings = list(_savings(summary))
    if not savings or any(_equal(saving.tkr, effect) for saving in savings):
        return None
    return next((found for years in _YEARS if (found := _as_sum(effect, savings, years))), None)


def _as_sum(effect: float, savings: list[YearlySaving], years: int) -> YearlySaving | None:
    """A sum of equal years, or of a first year and the full years that the text names after it."""
    for saving in savings:
        if _equal(saving.tkr * years, effect):
            return YearlySaving(saving.tkr, saving.printed, years)
    for first, full in pairwise(savings):
        if first.tkr < full.tkr and _equal(first.tkr + full.tkr * (years - 1), effect):
            return YearlySaving(full.tkr, full.printed, years)
    return None


def _equal(one: float, other: float) -> bool:
    return abs(one - other) < _ROUNDING


def _savings(summary: str) -> Iterator[YearlySaving]:
    """The amounts that the text calls a saving: the nearest word before them in the sentence says so."""
    done = 0
    for match in _CANDIDATE.finditer(summary):
        if match.start() < done:
            continue
        found = amounts.amounts(summary[match.start() : match.end() + 8])
        if not found:
            continue
        done = match.start() + found[0].end
        before = _SENTENCE.split(summary[max(match.start() - _REACH, 0) : match.start()])[-1]
        word = _last(before)
        if word and word["saves"] and not _PER_UNIT.match(summary, done):
            yield YearlySaving(found[0].tkr, summary[match.start() : done], 1)


def _last(text: str) -> re.Match[str] | None:
    return max(_KEYWORD.finditer(text), key=lambda match: match.start(), default=None)
