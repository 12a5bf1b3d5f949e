"""Which two reports a question about changes compares."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from index.search.search_facade import Library
from index.store.timeline import StatusReport
from questions.periods import ANY_YEAR
from questions.query import Filter, Query
from records import Note

_YEARS_BACK = 10
_NEAR_DAYS = 190  # a report from before "last summer" is one of that half year
Pair = tuple[StatusReport, StatusReport]


def reports(query: Query, library: Library) -> tuple[list[Pair], tuple[Note, ...]]:
    """The two reports of each series that has several, and what there is to say of them."""
    named = {name for condition in query.of("municipality") for name in condition.values if not condition.negated}
    series = [one for one in library.timeline.series if not named or one[0].municipality in named]
    several = [one for one in series if len(one) > 1]
    if not several:
        return [], (Note("no_previous_report"),)
    found = [pair(one, query) for one in several]
    pairs = [two for two, _ in found if two]
    notes = [note for two, note in found if two or not pairs]
    return pairs, tuple(note for at, note in enumerate(notes) if note not in notes[:at])


def pair(series: Sequence[StatusReport], query: Query) -> tuple[Pair | None, Note]:
    """The report that the question starts from and the one that it ends at; without days in it the last two. None where
    nothing is newer than what it starts from."""
    if len(series) < 2:
        return None, Note("no_previous_report")
    after = next((_last(series, _day(one, 0)) for one in query.of("until")), None) or series[-1]
    earlier = series[: series.index(after)]
    before = next((_start(earlier, series, one) for one in query.of("since")), earlier[-1] if earlier else None)
    if before is None or before is after:
        return None, Note("no_report_since", {"date": after.as_of})
    return (before, after), Note("compared", {"before": before.as_of, "after": after.as_of})


def _start(earlier: Sequence[StatusReport], series: Sequence[StatusReport], since: Filter) -> StatusReport | None:
    """The last report until a day; for a month without a year until that month of an earlier year, where its last one
    is too late. A day before the first report starts from the first."""
    back = range(_YEARS_BACK if ANY_YEAR in since.values else 1)
    for years in back:
        day = _day(since, years)
        found = _last(series, day)
        if years == 0 and found is None:
            return next(iter(earlier), None)
        if found and found in earlier and (years == 0 or (day - (found.as_of or day)).days <= _NEAR_DAYS):
            return found
    return None


def _last(series: Sequence[StatusReport], day: date) -> StatusReport | None:
    return next((one for one in reversed(series) if one.as_of and one.as_of <= day), None)


def _day(limit: Filter, years_back: int) -> date:
    day = date.fromordinal(int(limit.low or 1))
    # The last day of February has another number in some years.
    return (
        day.replace(year=day.year - years_back, day=min(day.day, 28))
        if years_back and day.month == 2
        else (day.replace(year=max(day.year - years_back, 1)))
    )


def dated(query: Query, pairs: Sequence[Pair]) -> Query:
    """The question with the days of the reports that are compared in place of those that it named."""
    if len(pairs) != 1:
        return query
    days = {"since": pairs[0][0].as_of, "until": pairs[0][1].as_of}
    filters = [
        replace(one, low=float(day.toordinal())) if (day := days.get(one.field)) else one for one in query.filters
    ]
    return replace(query, filters=tuple(filters))
