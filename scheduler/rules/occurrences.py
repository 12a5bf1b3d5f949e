"""The days on which a milestone is due, those of one that comes again among them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from records import Milestone

YEAR = 12
_EVERY = (
    (re.compile(r"månedlig|hver måned", re.IGNORECASE), 1),
    (re.compile(r"kvartalsvis|hvert kvartal|kvartalsmæssig", re.IGNORECASE), 3),
    (re.compile(r"halvårlig|halvårsvis|hvert halv(?:e )?år|to gange årligt", re.IGNORECASE), 6),
)
_GOES_ON = re.compile(r"\bfra\b|\bog frem\b|\b(?:her|der)efter\b|\bfremover\b|\bfremadrettet\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def due_days(milestone: Milestone, horizon: date) -> tuple[date, ...]:
    """Every due day up to `horizon`, in order; none where the document names no day.

    What comes again does so every year unless its words say otherwise, until the last year that they name.
    """
    if not milestone.recurring:
        return tuple(sorted({last for _, last in milestone.all_dues}))
    return tuple(sorted(set(_again(milestone, horizon))))


def _again(milestone: Milestone, horizon: date) -> Iterator[date]:
    every = next((months for words, months in _EVERY if words.search(milestone.when)), YEAR)
    for first, last in milestone.all_dues:
        if _months(first, last) > every:  # a period that holds several: each of its halves, quarters, years
            yield from _within(first, last, every)
        else:
            yield last
            yield from _after(last, every, min(horizon, _end(milestone, last)))


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _within(first: date, last: date, every: int) -> Iterator[date]:
    """The last days of the calendar's years, half-years, quarters or months that end in a period; and its own."""
    for year in range(first.year, last.year + 1):
        for month in range(every, 13, every):
            day = _month_end(year, month)
            if first <= day <= last:
                yield day
    yield last


def _after(day: date, every: int, end: date) -> Iterator[date]:
    at_end = day == _month_end(day.year, day.month)
    for count in range(1, 600):
        months = day.month - 1 + every * count
        last = _month_end(day.year + months // 12, months % 12 + 1)
        following = last if at_end else last.replace(day=min(day.day, last.day))
        if following > end:
            return
        yield following


def _end(milestone: Milestone, last: date) -> date:
    """How long it goes on: to the end of a later year that is named, else for ever where the words say so."""
    named = max((int(year) for year in _YEAR.findall(milestone.when)), default=last.year)
    if named > last.year:
        return date(named, 12, 31)
    return date.max if len(milestone.all_dues) == 1 and _GOES_ON.search(milestone.when) else last


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
