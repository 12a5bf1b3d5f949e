"""Since when: the reports that a question about changes compares."""

import re
from datetime import date

from questions.query import AT_MOST, Filter
from questions.scanner import Scanner
from records.dates import read_period

_MONTH = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|january|february|march|may"
    r"|june|july|october|jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec)\b\.?"
)
_SEASON = r"(?:foråret|forår|sommeren|sommer|efteråret|efterår|vinteren|vinter|spring|summer|autumn|winter)\b"
_PART = r"(?:q[1-4]\b|[1-4]\. ?(?:kvartal|halvår)\b|(?:first|second) half(?: of)?\b|h[12]\b)"
_YEAR = r"20\d\d\b"
_DAY = r"(?:20\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./ ]20\d\d)"
_LAST = (
    r"(?:sidste|seneste|forrige|last|previous) (?:år|halvår|kvartal|måned|year|quarter|month|half[- ]year"
    rf"|{_MONTH}|{_SEASON})"
)
_WHEN = (
    rf"(?:{_DAY}|(?:\d{{1,2}}\.? ?)?{_MONTH}(?: (?:of )?{_YEAR})?|{_SEASON}(?: (?:of )?{_YEAR})?|{_PART}(?: {_YEAR})?|{_LAST}"
    rf"|{_YEAR})"
)
_ARTICLE = r"(?:(?:i|in|d\.|den|det|de|the|slutningen af|udgangen af|ultimo|end of|the end of) ?)*"
_SINCE = rf"\b(?:siden|since|efter|after|fra og med|sammenlignet med|i forhold til|compared with|compared to) {_ARTICLE}(?P<when>{_WHEN})"
_FROM_TO = rf"\b(?:fra|from|mellem|between|på) {_ARTICLE}(?P<when>{_WHEN}) (?:til|to|og|and|indtil|until) {_ARTICLE}(?P<until>{_WHEN})"
# The report before the newest one is what is meant where no day is named.
_LATELY = (
    r"\b(?:(?:siden|fra|i forhold til|sammenlignet med|since|from|compared with) )?(?:den |det |the )?(?:sidste|seneste|forrige|last|"
    r"previous|latest) (?:status)?(?:rapport(?:en)?|report|opfølgning|status|gang|time)\b|\bsiden sidst\b|\bsince last\b"
)


ANY_YEAR = "any_year"


def since_filters(scanner: Scanner, today: date) -> list[Filter]:
    """ "since": the last day of what is compared with; "until": the last day of what is compared, where it is named.

    A month without a year is the last one that is over; the value ANY_YEAR tells that an earlier year will do as well.
    """
    found: list[Filter] = []
    if match := scanner.take(_FROM_TO) or scanner.take(_SINCE):
        named = [("since", match["when"])]
        named += [("until", match["until"])] if "until" in match.re.groupindex else []
        found = [one for name, words in named for one in _filter(name, words, today)]
    scanner.take_all_of(_LATELY)
    return found


def _filter(name: str, words: str, today: date) -> list[Filter]:
    """ "var" makes a month without a year the one that is over."""
    period = read_period(f"var i {words.replace(' of ', ' ')}", today)
    if period is None or period[1] == date.max:
        return []
    floating = (ANY_YEAR,) if not re.search(rf"{_YEAR}|^(?:sidste|seneste|forrige|last|previous)", words) else ()
    return [Filter(name, floating, AT_MOST, float(period[1].toordinal()))]
