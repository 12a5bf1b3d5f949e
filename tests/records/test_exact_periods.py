"""A period that is written to hold: read exactly as it was written, or not at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.exact_periods import exact_period

TODAY = date(2026, 11, 20)  # a Friday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("fra i morgen til fredag", "2026-11-21", "2026-11-27"),
        ("i morgen til fredag", "2026-11-21", "2026-11-27"),
        ("næste uge", "2026-11-23", "2026-11-29"),
        ("hele næste uge", "2026-11-23", "2026-11-29"),
        ("i uge 49", "2026-11-30", "2026-12-06"),
        ("uge 49-50", "2026-11-30", "2026-12-13"),
        ("uge 2", "2027-01-11", "2027-01-17"),
        ("i december", "2026-12-01", "2026-12-31"),
        ("de næste 14 dage", "2026-11-20", "2026-12-04"),
        ("fra mandag til onsdag", "2026-11-23", "2026-11-25"),
        ("fra mandag den 30. november til fredag d. 4. december", "2026-11-30", "2026-12-04"),
        ("til fredag den 27. november", "2026-11-20", "2026-11-27"),
        ("til 15. december", "2026-11-20", "2026-12-15"),
        ("til og med 15/12", "2026-11-20", "2026-12-15"),
        ("15. december", "2026-12-15", "2026-12-15"),
        ("i morgen", "2026-11-21", "2026-11-21"),
        ("resten af ugen", "2026-11-20", "2026-11-22"),
        ("1. december 2026 til 15. december 2026", "2026-12-01", "2026-12-15"),
        ("1. december til 15. december", "2026-12-01", "2026-12-15"),
        ("10.-15. december", "2026-12-10", "2026-12-15"),
        ("fra 20. december til 4. januar", "2026-12-20", "2027-01-04"),
        ("fra 1. november til 1. december", "2026-11-01", "2026-12-01"),
        ("1. december - 15. december 2026", "2026-12-01", "2026-12-15"),
        ("2026-11-01 2026-12-01", "2026-11-01", "2026-12-01"),
        ("2026-12-01 til 2026-12-15", "2026-12-01", "2026-12-15"),
        ("tomorrow until friday", "2026-11-21", "2026-11-27"),
        ("from december 1 2026 to december 15 2026", "2026-12-01", "2026-12-15"),
        ("next week", "2026-11-23", "2026-11-29"),
        ("fra i dag til næste uge", "2026-11-20", "2026-11-29"),
    ],
)
def test_a_period_is_read_as_it_is_written(text: str, first: str, last: str) -> None:
    assert exact_period(text, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fra i morgen",  # no end
        "fra 1. december",
        "snart",
        "en uges tid",
        "til fredag eller lørdag",
        "fra i morgen til fredag og igen i januar",
        "fra mandag til fredag undtagen onsdag",
        "31. november",
        "mandag den 1. december 2026",  # a Tuesday
        "10. november 2026",  # over
        "fra 1. december 2026 til 1. november 2026",
        "uge 54",
        "indtil videre",
        "næste fredag om 3 uger",
        "ferie",
        "fra mandag til",
        "til",
        "15. december kl. 12",
    ],
)
def test_what_is_not_understood_whole_is_no_period(text: str) -> None:
    assert exact_period(text, TODAY) is None


@pytest.mark.slow
@given(st.text(max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = exact_period(text, TODAY)
    assert found is None or found[0] <= found[1]


@given(st.integers(0, 400), st.integers(0, 60))
def test_two_days_of_the_calendar_are_those_two(start: int, length: int) -> None:
    first = TODAY + timedelta(days=start)
    last = first + timedelta(days=length)
    assert exact_period(f"fra {first.isoformat()} til {last.isoformat()}", TODAY) == (first, last)
