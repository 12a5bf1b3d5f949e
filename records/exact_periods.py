"""The period that the whole of a text names, or none: for what holds from now on, where a half understood period would
do harm. The words are data: `words/absences.toml`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from records.compiled import toml_table
from records.date_ranges import named_intervals
from records.periods import Span
from records.phrases import plain_phrase, spelled_out
from records.question_periods import period_from_today

ABSENCES = Path(__file__).with_name("words") / "absences.toml"
_ISO_PAIR = re.compile(r"(\d{4}-\d\d-\d\d) (\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class _Words:
    """The data. The patterns match at the beginning of a text."""

    before: re.Pattern[str]
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    weekday: re.Pattern[str]
    weekday_before: re.Pattern[str]
    weekdays: Mapping[str, int]
    occasions: Mapping[str, str]


def exact_period(text: str, today: date) -> Span | None:
    """The first and last day that a whole text names, seen from `today`; None when any of it is not understood, when it
    has no end, or when it is over. "Til fredag" begins today."""
    phrase = spelled_out(_ISO_PAIR.sub(r"\1 til \2", plain_phrase(text).strip(" .!,;")))
    found = _whole(phrase, today) or _from_to(phrase, today)
    return found if found and found[0] <= found[1] and found[1] >= today else None


def named_days(text: str, today: date, past: bool = False) -> Span | None:
    """The days that the whole of a text names, "til marts" and "i går" too; None when any of it is not understood. What
    has no year is the next, with `past` the last one."""
    words, phrase = _words(), _occasion(plain_phrase(text).strip(" .!,;"))
    phrase = re.sub(rf"^{words.ends.pattern}\s+", "", spelled_out(phrase))
    if not past:
        return _days(phrase, today, today)
    bare = _bare(phrase)
    if said := words.weekday_before.fullmatch(phrase) or words.weekday.fullmatch(bare):
        back = (today.weekday() - words.weekdays[said[1]]) % 7
        return (today - timedelta(days=back or 7 * (said.re is words.weekday_before)),) * 2
    if found := period_from_today(phrase, today) or period_from_today(bare, today) or _dated(phrase, None):
        return found
    years = (_dated(phrase, today.year - step) for step in (0, 1))
    return next((days for days in years if days and days[0] <= today), None)


def _occasion(phrase: str) -> str:
    """ "Til efter sommerferien 2027" → "august 2027"; what is no occasion as it stands."""
    words = _words()
    for text in (phrase, re.sub(rf"^{words.ends.pattern}\s+", "", phrase)):
        name, year = re.fullmatch(r"(.*?)((?: (?:19|20)\d\d)?)", text, re.DOTALL).groups()  # type: ignore[union-attr]
        if name in words.occasions:
            return words.occasions[name] + year
    return phrase


def _whole(phrase: str, today: date) -> Span | None:
    return None if _words().ends.match(phrase) else _days(phrase, today, today)


def _from_to(phrase: str, today: date) -> Span | None:
    words = _words()
    begin, end = _parted(words.begins.sub("", phrase, count=1))
    if not end:
        return None
    if not begin:
        return _ended(today, _days(end, today, today))
    if _yearless(begin) and (_yearless(end) or _dated(end, None)):
        return _before(begin, _days(end, today, today))
    first = _days(begin, today, today)
    return _ended(first[0], _days(end, today, first[0])) if first else None


def _parted(phrase: str) -> tuple[str, str]:
    """What stands before the one word that means "until", and what behind it; "" for what does not stand there."""
    parts = re.split(rf"(?:^|\s+){_words().ends.pattern}\s+|\s+-\s+", phrase)
    return (parts[0].strip(), parts[1].strip()) if len(parts) == 2 else ("", "")


def _ended(first: date, last: Span | None) -> Span | None:
    return (first, last[1]) if last else None


def _before(begin: str, end: Span | None) -> Span | None:
    """A day without a year before the end: the last one, so that "20. december til 4. januar" is one winter."""
    if end is None:
        return None
    spans = [found for year in (end[1].year, end[1].year - 1) if (found := _dated(begin, year))]
    return next(((found[0], end[1]) for found in spans if found[0] <= end[1]), None)


# ---------------------------------------------------------------- one end


def _days(text: str, today: date, floor: date) -> Span | None:
    """The days of one end. What has no year, a weekday too, is the first that is not over on `floor`."""
    counted = period_from_today(text, today)
    text = _bare(text)
    found = counted or period_from_today(text, today) or _of_weekday(text, today, floor) or _dated(text, None)
    if found:
        return found
    years = (_dated(text, floor.year + step) for step in (0, 1))
    return next((days for days in years if days and days[1] >= floor), None)


def _bare(text: str) -> str:
    before = _words().before
    while (rest := before.sub("", text, count=1)) != text:
        text = rest
    return text


def _of_weekday(text: str, today: date, floor: date) -> Span | None:
    """ "Fredag", or "fredag den 4. december" when that is a Friday."""
    said = _words().weekday.match(text)
    if said is None:
        return None
    day, rest = _words().weekdays[said[1]], text[said.end() :].strip(" ,")
    if not rest:
        return (floor + timedelta(days=(day - floor.weekday()) % 7),) * 2
    named = _days(rest, today, floor)
    return named if named and named[0] == named[1] and named[0].weekday() == day else None


def _yearless(text: str) -> bool:
    text = _bare(text)
    return not named_intervals(text) and bool(_dated(text, 2024))


def _dated(text: str, year: int | None) -> Span | None:
    """The one interval that is all of a text, `year` standing for a year that is not said."""
    text = _bare(text)
    found = named_intervals(text, (lambda piece, words: replace(piece, year=year)) if year else None)
    if len(found) != 1 or text[: found[0].start] or text[found[0].end :].strip(" ."):
        return None
    slipped = found[0].kind == "month" and text[0].isdigit()  # "31. november" names a day that does not exist
    return None if slipped else found[0].days


# ---------------------------------------------------------------- the data


@cache
def _words() -> _Words:
    data = toml_table(ABSENCES)
    weekdays = {name: day for day, names in enumerate(data["weekdays"]) for name in names}
    return _Words(
        re.compile(rf"{_any(data['before'])}(?:\s+|(?<=\.)(?=\d))"),
        re.compile(rf"{_any(data['from'])}\s+"),
        re.compile(_any(data["to"])),
        re.compile(rf"({'|'.join(weekdays)})\b"),
        re.compile(rf"{_any(data['before_weekday'])}\s+({'|'.join(weekdays)})"),
        weekdays,
        {name: day for day, names in data["occasions"].items() for name in names},
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(one) for one in sorted(words, key=len, reverse=True))})"
