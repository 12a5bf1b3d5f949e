"""When: the period in which milestones fall due, and the reports that a question about changes compares."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from questions.query import AT_MOST, BETWEEN, Filter, Missing
from questions.sentence import Sentence
from records.dates import read_period

ANY_YEAR = "any_year"
NEXT, UPCOMING = "next", "upcoming"  # names of what is asked for, and ops of the limit that says so
LONGEST = 6  # tokens of a time
_LINKS = ("i", "in", "of")  # that stand before a month within a time
LONGEST_REPORT = 93  # days: a report is of a month or a quarter
_YEAR = re.compile(r"(?:19|20)\d\d")
_SAYS_YEAR = re.compile(r"(?:19|20)\d\d|(?<=[^\W\d])\.? ?'?\d\d$")  # "dec 23"


def report_named(sentence: Sentence, days: Sequence[date], today: date) -> Filter | Missing | None:
    """The report of the month or quarter that is named; where there are reports and none is of then, that it is
    missing."""
    budgets = {one.start for one in sentence.of("field") if one.name == "budget_year"}
    for start, end in sentence.times:
        if budgets & {end, end + 1}:
            continue  # "opfølgningen … fra 2022-budgettet"
        words = sentence.words(start + (sentence.tokens[start].key in _LINKS and end - start > 1), end)
        dated = _SAYS_YEAR.search(words) is not None
        period = read_period(words.lower() if dated else f"var i {words.lower()}", today)
        if not period or not days or (period[1] - period[0]).days > LONGEST_REPORT or period == (today, today):
            continue  # "i dag" is as of the newest
        named = [day for day in days if _is_within(day, period, any_year=not dated)]
        if not named:
            return Missing("report", words, tuple(day.isoformat() for day in days))
        return Filter("report", (max(named).isoformat(),))
    return None


def report_of_year(year: int, days: Sequence[date]) -> Filter | Missing | None:
    """The last report of a year; where there are reports and none is of then, that it is missing."""
    named = [day for day in days if day.year == year]
    if named:
        return Filter("report", (max(named).isoformat(),))
    return Missing("report", str(year), tuple(day.isoformat() for day in days)) if days else None


def _is_within(day: date, period: tuple[date, date], any_year: bool) -> bool:
    """Is a day within a period, or within the same months of its own year?"""
    first, last = period
    if any_year:
        year = day.year - (last.year > first.year and day.month <= last.month)
        back = first.year - year
        first, last = (date(one.year - back, one.month, min(one.day, 28)) for one in period)
        return first <= day <= last.replace(day=28) or (day.month == last.month and day.year == last.year)
    return first <= day <= last


def due_filters(sentence: Sentence, asks: frozenset[str], today: date) -> list[Filter]:
    """When milestones fall due: a period of the question; before today where "overdue" is asked for, from today on what
    is to come. The op NEXT wants the first of them alone."""
    if "overdue" in asks:
        return [Filter("due", (), "overdue", None, float(today.toordinal() - 1))]
    period = read_period(sentence.text.lower(), today)
    if period is None and not asks & {NEXT, UPCOMING}:
        return []
    low, high = (float(day.toordinal()) for day in period) if period else (float(today.toordinal()), None)
    return [Filter("due", (), NEXT if NEXT in asks else BETWEEN if period else UPCOMING, low, high)]


def years_of(filters: Sequence[Filter]) -> Iterator[int]:
    """The years in which the periods of milestones begin and end."""
    for one in filters:
        if one.field == "due":
            yield from (date.fromordinal(int(day)).year for day in (one.low, one.high) if day is not None)


def since_filters(sentence: Sentence, today: date) -> list[Filter]:
    """ "since": the last day of what is compared with; "until": the last day of what is compared, where it is named.

    A month without a year is the last one that is over; the value ANY_YEAR tells that an earlier year will do as well.
    """
    if any(atom.name == "lately" for atom in sentence.of("since")):
        return []
    return _from_to(sentence, today) or _since(sentence, today)


def _times(sentence: Sentence, start: int, ends: int) -> Iterator[tuple[int, int]]:
    """The runs of tokens from about `start` on that can be a time, the longest first."""
    for end in range(min(ends, start + LONGEST), start, -1):
        if any(_YEAR.match(t.text) or t.kind == "number" for t in sentence.tokens[start:end]) or any(
            atom.table == "time" and start <= atom.start and atom.end <= end for atom in sentence.atoms
        ):
            yield start, end


def _filter(name: str, words: str, today: date) -> Filter | None:
    """ "var" makes a month without a year the one that is over."""
    period = read_period(f"var i {words.lower().replace(' of ', ' ')}", today)
    if period is None or period[1] == date.max:
        return None
    floating = () if re.search(r"20\d\d|sidste|seneste|forrige|last|previous", words.lower()) else (ANY_YEAR,)
    return Filter(name, floating, AT_MOST, float(period[1].toordinal()))


def _read(sentence: Sentence, name: str, start: int, ends: int, today: date) -> Filter | None:
    for first, last in _times(sentence, start, ends):
        words = sentence.words(first, last)
        if made := _filter(name, words, today):
            return made
    return None


def _since(sentence: Sentence, today: date) -> list[Filter]:
    for atom in sentence.of("since"):
        if atom.name == "since" and (made := _read(sentence, "since", atom.end, len(sentence.tokens), today)):
            return [made]
    return []


def _from_to(sentence: Sentence, today: date) -> list[Filter]:
    until = [atom for atom in sentence.of("since") if atom.name == "until"]
    for atom in sentence.of("since"):
        if atom.name != "between":
            continue
        for join in until:
            if atom.end < join.start <= atom.end + LONGEST:
                first = _read(sentence, "since", atom.end, join.start, today)
                last = _read(sentence, "until", join.end, len(sentence.tokens), today)
                if first and last:
                    return [first, last]
    return []
