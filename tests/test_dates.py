"""Phrases of time, as they stand in follow-up tables and questions."""

from datetime import date

import pytest

from records.dates import read_due, report_day


def spans(text: str) -> list[str]:
    return [f"{first.isoformat()}/{last.isoformat()}" for first, last in read_due(text).dues]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Juni 2022", "2022-06-01/2022-06-30"),
        ("Sept. 2022", "2022-09-01/2022-09-30"),
        ("Q2 2022", "2022-04-01/2022-06-30"),
        ("senest i Q2, 2023", "2023-04-01/2023-06-30"),
        ("3 kvartal i 2022", "2022-07-01/2022-09-30"),
        ("1. halvår 2023", "2023-01-01/2023-06-30"),
        ("Vinteren 2023", "2022-12-01/2023-02-28"),
        ("skoleåret 2022/23", "2022-08-01/2023-07-31"),
        ("Ultimo Q2, 2022", "2022-06-01/2022-06-30"),
        ("Ultimo august 2022", "2022-08-21/2022-08-31"),
        ("Pr. 1. januar 2023", "2023-01-01/2023-01-01"),
        ("Juli–december 2022", "2022-07-01/2022-12-31"),
        ("2022-2025", "2022-01-01/2025-12-31"),
    ],
)
def test_a_phrase_names_one_interval(text: str, expected: str):
    """A phrase names an interval, and its last day is the due day."""
    assert spans(text) == [expected]


def test_report_day_is_the_last_of_the_month():
    """A report is about a month; it stands as of that month's last day."""
    assert report_day("Opfølgning på investeringsforslag; December 2024") == date(2024, 12, 31)
