"""A status of a month of which there is no report."""

import re
from datetime import date

from index.search.search_facade import Library
from questions.query import Missing, Query
from records.dates import read_period

LONGEST = 93  # days: a month or a quarter
_INTENTS = ("status", "status_list", "search", "total")


def missing(query: Query, library: Library, today: date) -> Missing | None:
    """The month that a question about the status of cases names, where no report is about it; with the days of those
    that there are. A bare year is a budget year, and no day of a report."""
    told = "status" in query.asks or query.of("colour") or query.of("state")
    if query.intent not in _INTENTS or not told or query.of("due") or "changes" in query.asks:
        return None
    period = read_period(query.text, today)
    if period is None or (period[1] - period[0]).days > LONGEST or not re.search(r"\b(?:19|20)\d\d\b", query.text):
        return None
    days = sorted({one.as_of for series in library.timeline.series for one in series if one.as_of})
    if not days or any(period[0] <= day <= period[1] for day in days):
        return None
    return Missing("report", f"{period[0]:%Y-%m}", tuple(day.isoformat() for day in days))
