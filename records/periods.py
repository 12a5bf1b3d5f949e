"""Pieces of a date phrase: which words name a month, quarter, season or year, and which days they cover."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from records.lazy_patterns import LazyPattern

Span = tuple[date, date]

_MONTHS = (
    r"jan(?:uary?)?",
    r"feb(?:ruary?)?",
    r"mar(?:ts|ch)?",
    r"apr(?:il)?",
    r"maj|may",
    r"jun[ie]?",
    r"jul[iy]?",
    r"aug(?:ust)?",
    r"sept?(?:ember)?",
    r"o[kc]t(?:ober)?",
    r"nov(?:ember)?",
    r"de[cs](?:ember)?",
)
_MONTH = "(?:" + "|".join(_MONTHS) + r")\b\.?"
_ORDINALS = {
    "1": ("første", "first", "1st"),
    "2": ("anden", "andet", "second", "2nd"),
    "3": ("tredje", "third", "3rd"),
    "4": ("fjerde", "fourth", "4th"),
}
_ORDINAL = "(?:[1-4]|" + "|".join(word for words in _ORDINALS.values() for word in words) + r")\.?"
_JOIN = r"(?:-|/|til|to)"

# What each part of a year is called, with what stands in its groups. Seasons: (first month, months).
_SEASONS = {
    "forår": 3,
    "spring": 3,
    "sommer": 6,
    "summer": 6,
    "efterår": 9,
    "autumn": 9,
    "fall": 9,
    "vinter": 12,
    "winter": 12,
}
_SEASON = r"(?:forår|efterår)(?:et|ets)?|sommer(?:en|ens|ferien)?|vinter(?:en|ens)?|spring|summer|autumn|fall|winter"

# What follows digits that are no year: the rest of a number, of a word or case number, or a unit. One stray letter is
# a slip of the pen ("2025v").
_NO_YEAR = r"[\d_km]|\w\w|[.,/]\d{3}|-\d{5}|-\d{3}(?!\d)| ?(?:t\.? ?kr|kr\b|tkr|mio|mia|pct|%|timer|borgere|m2)"

# Which stretch of a period a word before it names.
_STRETCHES = {
    "first": r"primo|prim\.|start(?:en)?|begyndelsen|early|beginning|tidligt?",
    "middle": r"medio|midt(?:en)?|middle|mid",
    "last": r"ultimo|ult\.|slut(?:ningen|ning)?|sidst|sent|late",
    "whole": r"udgangen|årets udgang|end|løbet|during",
}

PIECE = LazyPattern(
    r"(?<![\w])(?:"
    r"(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))"
    r"|(?P<dmy>(?:0?[1-9]|[12]\d|3[01])(?: ?[./-] ?)(?:0?[1-9]|1[0-2])(?: ?[./-] ?| )(?:20)?\d\d(?![\d/]|[.,]\d))"
    r"|(?P<dm>(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/]))"
    rf"|(?P<days>\d{{1,2}}\.? ?{_JOIN} ?(?:d\. ?|den )?\d{{1,2}}\.? ?{_MONTH})"
    rf"|(?P<day>\d{{1,2}}(?:\.|st|nd|rd|th)? ?(?:of )?{_MONTH})"
    rf"|(?P<mday>{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?=,? (?:19|20)\d\d))"
    r"|(?P<schoolyear>(?:skoleår(?:et)?|school year) ?(?:20)?\d\d(?: ?[/-] ?(?:20)?\d\d)?(?!\d))"
    r"|(?P<turn>årsskiftet (?:20)?\d\d ?[/-] ?(?:20)?\d\d(?!\d))"
    rf"|(?P<quarter>q ?[1-4](?: ?[-/] ?q? ?[1-4])?(?!\d)"
    rf"|{_ORDINAL}(?: ?{_JOIN} ?{_ORDINAL})? ?(?:kvartal(?:et)?|kvt|kv|quarter)\b\.?|kvartal [1-4]\b)"
    rf"|(?P<half>h[12](?!\d)|{_ORDINAL} ?(?:halvår|halvdel|half)\w*)"
    r"|(?P<week>(?:uge|week) ?\d{1,2}(?: ?(?:-|til|to) ?\d{1,2})?(?!\d))"
    rf"|(?P<season>(?:{_SEASON})\b)"
    rf"|(?P<month>{_MONTH})"
    r"|(?P<years>(?:19[89]|20[0-6])\d(?: ?/ ?|-|(?: - )(?=20))(?:20)?\d\d(?!\d|[.,-]\d))"
    rf"|(?P<year>(?:19[89]|20[0-6])\d(?!{_NO_YEAR}))"
    r"|(?P<shortyear>['’]\d\d(?!\d))"
    + "".join(rf"|(?P<{name}>(?:{words})(?!\w))" for name, words in _STRETCHES.items())
    + ")"
)


@dataclass(frozen=True, slots=True)
class DatePiece:
    """A stretch of text that names a time, wholly or in part.

    `kind` is "" (only a stretch word), "year", "month", "quarter", "half", "season", "week", "day", "school" or "span";
    `a`-`b` count months, quarters, weeks ...; a day is month * 100 + day. `year` None: said elsewhere or nowhere.
    """

    start: int
    end: int
    kind: str = ""
    a: int = 0
    b: int = 0
    year: int | None = None
    until: int | None = None
    stretch: str = ""


def date_pieces(text: str) -> list[DatePiece]:
    """The pieces of a lower-cased text in order, each as it stands: nothing is put together yet."""
    return [piece for match in PIECE.finditer(text) if (piece := _piece(match))]


def _piece(match: re.Match[str]) -> DatePiece | None:
    kind = str(match.lastgroup)
    if kind in _STRETCHES:
        return DatePiece(*match.span(), stretch=kind)
    return _READERS[kind](match[0], DatePiece(*match.span()))


def _numbers(text: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", text)]


def _century(year: int) -> int:
    return year if year > 99 else 2000 + year


def _month_of(text: str) -> int:
    return next(i for i, names in enumerate(_MONTHS, 1) if re.search(rf"(?<![^\W\d])(?:{names})\b", text))


def _iso(text: str, at: DatePiece) -> DatePiece | None:
    year, month, day = _numbers(text)
    return _day(replace(at, year=year), month, day)


def _dmy(text: str, at: DatePiece) -> DatePiece | None:
    day, month, year = _numbers(text)
    return _day(replace(at, year=_century(year)), month, day)


def _dm(text: str, at: DatePiece) -> DatePiece | None:
    day, month = _numbers(text)
    return _day(at, month, day)


def _day(at: DatePiece, month: int, day: int, last: int | None = None) -> DatePiece | None:
    longest = monthrange(at.year or 2024, month)[1]
    if not 1 <= day <= longest or (last or day) > longest:
        # "31. november 2022" is a slip that still names its month.
        return replace(at, kind="month", a=month, b=month)
    return replace(at, kind="day", a=month * 100 + day, b=month * 100 + (last or day))


def _named_day(text: str, at: DatePiece) -> DatePiece | None:
    return _day(at, _month_of(text), _numbers(text)[0])


def _days(text: str, at: DatePiece) -> DatePiece | None:
    first, last = _numbers(text)[:2]
    return _day(at, _month_of(text), first, last) if first <= last else None


def _school_year(text: str, at: DatePiece) -> DatePiece:
    return replace(at, kind="school", a=1, b=1, year=_century(_numbers(text)[0]))


def _turn(text: str, at: DatePiece) -> DatePiece:
    return replace(at, kind="day", a=1231, b=1231, year=_century(_numbers(text)[0]))


def _counted(kind: str) -> Callable[[str, DatePiece], DatePiece | None]:
    def read(text: str, at: DatePiece) -> DatePiece | None:
        for digit, words in _ORDINALS.items():
            text = re.sub("|".join(words), digit, text)
        found = _numbers(text)
        return replace(at, kind=kind, a=found[0], b=found[-1])

    return read


def _half(text: str, at: DatePiece) -> DatePiece | None:
    piece = _counted("half")(text, at)
    return piece if piece and piece.a <= 2 else None


def _week(text: str, at: DatePiece) -> DatePiece | None:
    found = _numbers(text)
    return replace(at, kind="week", a=found[0], b=found[-1]) if 1 <= found[0] <= found[-1] <= 53 else None


def _season(text: str, at: DatePiece) -> DatePiece:
    month = next(month for name, month in _SEASONS.items() if text.startswith(name))
    return replace(at, kind="season", a=month, b=month)


def _month(text: str, at: DatePiece) -> DatePiece:
    return replace(at, kind="month", a=_month_of(text), b=_month_of(text))


def _years(text: str, at: DatePiece) -> DatePiece | None:
    first, last = _numbers(text)
    if "-" in text and 1 <= last <= 12 and last != first % 100 + 1:
        return replace(at, kind="month", a=last, b=last, year=first)
    last = _century(last)
    return replace(at, kind="year", year=first, until=last) if first < last else replace(at, kind="year", year=first)


def _year(text: str, at: DatePiece) -> DatePiece:
    return replace(at, kind="year", year=_century(_numbers(text)[0]))


_READERS: dict[str, Callable[[str, DatePiece], DatePiece | None]] = {
    "iso": _iso,
    "dmy": _dmy,
    "dm": _dm,
    "days": _days,
    "day": _named_day,
    "mday": _named_day,
    "schoolyear": _school_year,
    "turn": _turn,
    "quarter": _counted("quarter"),
    "half": _half,
    "week": _week,
    "season": _season,
    "month": _month,
    "years": _years,
    "year": _year,
    "shortyear": _year,
}


def months(year: int, first: int, count: int) -> Span:
    """The first day of a month (which may lie beyond December) and the last day of the month `count` - 1 later."""
    start, last = divmod(first - 1, 12), divmod(first + count - 2, 12)
    end_year, end_month = year + last[0], last[1] + 1
    return date(year + start[0], start[1] + 1, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])


def span(piece: DatePiece) -> Span | None:
    """The first and last day that a piece with a year names, or None (week 53 of a year that has 52)."""
    if piece.year is None:
        return None
    try:
        first, last = _SPANS[piece.kind](piece, piece.year)
    except ValueError:
        return None
    return _stretched(piece, first, last)


def _year_span(piece: DatePiece, year: int) -> Span:
    return date(year, 1, 1), date(piece.until or year, 12, 31)


def _quarter_span(piece: DatePiece, year: int) -> Span:
    return months(year, piece.a * 3 - 2, (piece.b - piece.a + 1) * 3)


def _half_span(piece: DatePiece, year: int) -> Span:
    return months(year, piece.a * 6 - 5, (piece.b - piece.a + 1) * 6)


def _season_span(piece: DatePiece, year: int) -> Span:
    # "Vinteren 2023" began in December 2022, "vinteren 2022/23" says both years.
    return months(year - 1 if piece.a == 12 and piece.until is None else year, piece.a, 3)


def _week_span(piece: DatePiece, year: int) -> Span:
    return date.fromisocalendar(year, piece.a, 1), date.fromisocalendar(year, piece.b, 7)


def _day_span(piece: DatePiece, year: int) -> Span:
    month, first = divmod(piece.a, 100)
    longest = monthrange(year, month)[1]
    return date(year, month, min(first, longest)), date(year, month, min(piece.b % 100, longest))


_SPANS: dict[str, Callable[[DatePiece, int], Span]] = {
    "year": _year_span,
    "month": lambda piece, year: months(year, piece.a, piece.b - piece.a + 1),
    "quarter": _quarter_span,
    "half": _half_span,
    "season": _season_span,
    "week": _week_span,
    "day": _day_span,
    "school": lambda piece, year: months(year, 8, 12),
}


def _stretched(piece: DatePiece, first: date, last: date) -> Span:
    """What primo, medio or ultimo names: two months of a year or half, one of a quarter, ten days of a month."""
    if piece.stretch in ("", "whole") or piece.kind in ("week", "day"):
        return first, last
    if piece.kind == "month":
        return _third_of_month(piece.stretch, first, last)
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    size = 2 if length >= 6 else 1
    offset = {"first": 0, "middle": (length - size + 1) // 2, "last": length - size}[piece.stretch]
    return months(first.year, first.month + offset, size)


def _third_of_month(stretch: str, first: date, last: date) -> Span:
    if stretch == "first":
        return first, first + timedelta(days=9)
    if stretch == "middle":
        return first + timedelta(days=10), first + timedelta(days=19)
    return first + timedelta(days=20), last
