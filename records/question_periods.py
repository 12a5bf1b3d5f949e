"""The period that a question means, seen from today: "i næste måned", "next 30 days", "før juli 2022"."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from records.date_ranges import NamedInterval, lead, named_intervals
from records.lazy_patterns import LazyPattern
from records.periods import DatePiece, Span, months, span

_NUMBERS = {
    "en": 1, "et": 1, "one": 1, "a": 1, "to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4,
    "fem": 5, "five": 5,
    "seks": 6, "six": 6, "syv": 7, "seven": 7, "otte": 8, "eight": 8, "ni": 9, "nine": 9, "ti": 10, "ten": 10,
    "tolv": 12, "twelve": 12, "fjorten": 14, "fourteen": 14, "tredive": 30, "thirty": 30, "halvfems": 90, "ninety": 90,
}  # fmt: skip
NUMBER = r"\d{1,4}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
_UNITS = {
    "day": r"dage?[nr]?s?|days?",
    "week": r"u[gk]er?n?s?|weeks?",
    "month": r"måned(?:er|en|s)?|mdr\.?|months?",
    "quarter": r"kvartal(?:er|et)?|quarters?",
    "half": r"halvår(?:et)?|half[- ]years?",
    "year": r"år(?:et)?|years?",
}
UNIT = "(?:" + "|".join(_UNITS.values()) + r")(?!\w)"
_NEXT = r"(?:næste|kommende|førstkommende|forestående|følgende|next|coming|following|upcoming)"
_LAST = r"(?:sidste|seneste|forløbne|forrige|foregående|last|past|previous)"
_THIS = r"(?:denne|dette|indeværende|nuværende|this|current)"
_ARTICLE = r"(?:de |den |det |the )?"

# A year that is named from today becomes its number, so that "juni næste år" reads as any other month.
_YEARS = (
    (LazyPattern(r"\b(?:i år|dette år|indeværende år|this year|current year)\b(?! \d)"), 0),
    (LazyPattern(r"\b(?:næste år|kommende år|next year|coming year)\b"), 1),
    (LazyPattern(r"\b(?:sidste år|forrige år|i fjor|last year|previous year)\b"), -1),
    (
        LazyPattern(
            r"(?<=udgangen af )(?:året|the year)\b|\bårets udgang\b|(?<=end of )(?:the )?year\b|\byear[- ]end\b"
        ),
        0,
    ),
)
_BEFORE = LazyPattern(r"\b(?:før|forud for|tidligere end|before|prior to|earlier than) (?:d\. ?|den |the )?$")
_BY = LazyPattern(
    r"\b(?:inden|senest|op til|frem til|indtil|til og med|by|until|up to|no later than|not later than|latest)"
    r"(?: ved| i)? ?(?:d\. ?|den |the )?$"
)
_AFTER = LazyPattern(r"\b(?:efter|senere end|after|later than) (?:d\. ?|den |the )?$")
_SINCE = LazyPattern(r"\b(?:siden|tidligst|fra og med|since|starting|as from) (?:i |d\. ?|den |the )?$")
_FROM = LazyPattern(r"\b(?:fra|from) (?:d\. ?|den |the )?$")
_ONWARDS = LazyPattern(
    r" (?:og |eller |and |or )?(?:frem(?:ad|efter|over)?(?! til)|onwards?|on|later|senere|fremefter)\b"
)
# A month without a year needs one of these before it: "may" and "jan" are other words too.
_PLACED = LazyPattern(
    r"\b(?:i|til|på|pr\.?|d\.|den|inden|senest|før|efter|fra|for|om|næste|kommende|sidste|forrige|denne|dette|siden|og|in|by|on|of"
    r"|before|after|until|since|from|during|next|last|this|coming|the|end of|due|and|to|uge|-) ?$"
)
_PAST = LazyPattern(r"\b(?:var|blev|skulle|forfaldt|overskred|burde|was|were|did|had|should have|became)\b")


def count(text: str) -> int:
    """A number in digits or words."""
    return int(text) if text.isdigit() else _NUMBERS[text]


def time_unit(text: str) -> str:
    """ "måneder" → "month"."""
    return next(name for name, words in _UNITS.items() if re.fullmatch(words, text))


def shifted(day: date, steps: int, unit: str) -> date:
    """The day so many units later (earlier when negative); the 31st becomes a shorter month's last day."""
    if unit in ("day", "week"):
        return day + timedelta(days=steps * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + steps * _MONTHS_IN[unit], 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if steps > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def time_span(text: str) -> tuple[int, str] | None:
    """How many of which unit the whole of a plain text is: "to uger", "et halvt år", "a week"; None for others."""
    said = re.fullmatch(rf"(?P<n>{NUMBER}) (?P<half>halvt |half[- ])?(?P<unit>{UNIT})|half a year", text)
    if said is None or (said["half"] and time_unit(said["unit"]) != "year"):
        return None
    if said["unit"] is None:
        return 1, "half"
    return count(said["n"]), "half" if said["half"] else time_unit(said["unit"])


_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def _unit_around(today: date, unit: str, steps: int) -> Span:
    """The week, month, quarter ... that today is in, or the one so many units later."""
    if unit == "day":
        return (today + timedelta(days=steps),) * 2
    if unit == "week":
        monday = today + timedelta(days=7 * steps - today.weekday())
        return monday, monday + timedelta(days=6)
    size = _MONTHS_IN[unit]
    return months(today.year, (today.month - 1) // size * size + 1 + steps * size, size)


def _ahead(match: re.Match[str], today: date) -> Span:
    return today, shifted(today, count(match["n"]), time_unit(match["unit"]))


def _back(match: re.Match[str], today: date) -> Span:
    return shifted(today, -count(match["n"]), time_unit(match["unit"])), today


def _around(steps: int) -> Callable[[re.Match[str], date], Span]:
    return lambda match, today: _unit_around(today, time_unit(match["unit"]), steps)


def _rest(match: re.Match[str], today: date) -> Span:
    return today, _unit_around(today, time_unit(match["unit"]), 0)[1]


def _one_day(steps: int) -> Callable[[re.Match[str], date], Span]:
    return lambda match, today: (today + timedelta(days=steps),) * 2


_N, _U = rf"(?P<n>{NUMBER})", rf"(?P<unit>{UNIT})"
_SHORT = rf"(?P<unit>(?:{_UNITS['day']}|{_UNITS['week']}|{_UNITS['month']})(?!\w))"
_FROM_TODAY: tuple[tuple[LazyPattern, Callable[[re.Match[str], date], Span]], ...] = tuple(
    (LazyPattern(rf"\b(?:{words})"), read)
    for words, read in (
        (rf"{_ARTICLE}{_NEXT} {_N} {_U}", _ahead),
        (rf"{_ARTICLE}{_N} {_NEXT} {_U}", _ahead),
        (rf"{_ARTICLE}{_LAST} {_N} {_U}", _back),
        (rf"(?:inden ?for|within|in|om) {_ARTICLE}{_N} {_SHORT}", _ahead),
        (rf"(?:resten af|rest of|remainder of) (?:the |this |denne |dette )?{_U}", _rest),
        (rf"(?:udgangen af|slutningen af|end of) (?:the |this |denne |dette )?{_U}", _rest),
        (rf"{_ARTICLE}{_NEXT} {_U}", _around(1)),
        (rf"{_ARTICLE}{_LAST} {_U}", _around(-1)),
        (rf"{_THIS} {_U}", _around(0)),
        (r"i dag\b|today\b", _one_day(0)),
        (r"i morgen\b|tomorrow\b", _one_day(1)),
        (r"i går\b|yesterday\b", _one_day(-1)),
    )
)


def question_period(text: str, today: date) -> Span | None:
    """The period that a plain, spelled text means; an open side is `date.min` or `date.max`."""
    for pattern, steps in _YEARS:
        text = pattern.sub(str(today.year + steps), text)
    if found := named_intervals(text):
        return _opened(text, found)
    if days := _from_today(text, today):
        return days
    past = bool(_PAST.search(text))
    found = named_intervals(text, lambda piece, words: _nearest(piece, words, past, today))
    return _opened(text, found) if found else None


def period_from_today(text: str, today: date) -> Span | None:
    """The period that the whole of a plain text counts from today: "næste uge", "de næste 14 dage"; None for others."""
    fitting = ((pattern.fullmatch(text), read) for pattern, read in _FROM_TODAY)
    return next((read(match, today) for match, read in fitting if match), None)


def _from_today(text: str, today: date) -> Span | None:
    for pattern, read in _FROM_TODAY:
        if match := pattern.search(text):
            return read(match, today)
    return None


def _nearest(piece: DatePiece, words: str, past: bool, today: date) -> DatePiece:
    """A month or season without a year: the coming one, or the last one where that is meant."""
    if not piece.kind or not _PLACED.search(words):
        return piece
    years = [replace(piece, year=today.year + step) for step in (-1, 0, 1, 2)]
    spans = [(each, days) for each in years if (days := span(each))]
    if re.search(rf"\b{_LAST} $", words) or past:
        return next((each for each, days in reversed(spans) if days[1] < today), piece)
    beyond = bool(re.search(rf"\b{_NEXT} $", words))
    return next((each for each, days in spans if (days[0] > today if beyond else days[1] >= today)), piece)


def _opened(text: str, found: list[NamedInterval]) -> Span:
    """From the first to the last day named, or open on the side that "before", "since" ... leaves open."""
    first, last = found[0].days[0], found[-1].days[1]
    words = lead(text, found[0].start)
    if _BEFORE.search(words):
        return date.min, first - timedelta(days=1)
    if _AFTER.search(words):
        return last + timedelta(days=1), date.max
    if _SINCE.search(words) or _ONWARDS.match(text, found[-1].end):
        return first, date.max
    if _FROM.search(words) and found[0].kind == "day" and first == last:
        return first, date.max
    return (date.min, last) if _BY.search(words) else (first, last)
