"""The days on which a milestone is due."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import Milestone, Source
from records.dates import read_due
from scheduler.rules.occurrences import due_days

FAR = date(2027, 12, 31)


def read(when: str) -> Milestone:
    """A milestone as a loader reads it from the cell "Hvornår"."""
    due = read_due(when)
    return Milestone(
        "By", "A1", "Titel", "Mål", "", "", when, Source("a.txt", 1), all_dues=due.dues, recurring=due.recurring
    )


def days(when: str, horizon: date = FAR) -> list[str]:
    return [day.isoformat() for day in due_days(read(when), horizon)]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("Udgangen af 2022", ["2022-12-31"]),
        ("Juni 2022", ["2022-06-30"]),
        ("Efter implementering", []),
        ("Løbende", []),
        ("Ultimo 2022 og medio 2023", ["2022-12-31", "2023-07-31"]),
        ("Februar 2024, 2025, 2026", ["2024-02-29", "2025-02-28", "2026-02-28"]),
    ],
)
def test_what_comes_once(when: str, expected: list[str]) -> None:
    """Each named day once, whatever the horizon; none where no day is named."""
    assert days(when) == expected
    assert days(when, date(2020, 1, 1)) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("Årligt fra udgangen af 2023", ["2023-12-31", "2024-12-31", "2025-12-31", "2026-12-31", "2027-12-31"]),
        ("4. kvartal 2022 herefter årligt til 2025", ["2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31"]),
        ("Årligt fra 2023-2025", ["2023-12-31", "2024-12-31", "2025-12-31"]),
        ("Årligt – 2022-25", ["2022-12-31", "2023-12-31", "2024-12-31", "2025-12-31"]),
        ("Halvårligt i 2022", ["2022-06-30", "2022-12-31"]),
        ("Kvartalsvis i 2022", ["2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31"]),
        ("Q1 halvårligt fra 2026", ["2026-03-31", "2026-09-30", "2027-03-31", "2027-09-30"]),
        ("Halvårligt fra medio 2022 og frem til ultimo 2023", ["2022-06-30", "2022-12-31", "2023-06-30", "2023-12-31"]),
    ],
)
def test_what_comes_again(when: str, expected: list[str]) -> None:
    """As often as its words say, until the last year that they name, or for as long as is looked ahead."""
    milestone = read(when)
    assert milestone.recurring, when
    assert days(when) == expected


def test_a_leap_day_comes_again_at_the_end_of_february() -> None:
    assert days("Årligt fra februar 2024", date(2028, 12, 31)) == [
        "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29",
    ]  # fmt: skip


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["årligt", "halvårligt", "kvartalsvis", "hver måned"]),
)
def test_days_are_in_order_once_and_none_before_the_first(first: date, every: str) -> None:
    """Whatever the first day and however often: in order, each once, at most a month's length off the same day."""
    milestone = Milestone(
        "By", "A1", "T", "M", "", "", f"{every} fra nu", Source("a.txt", 1), all_dues=((first, first),), recurring=True
    )
    found = due_days(milestone, date(2032, 12, 31))
    assert list(found) == sorted(set(found))
    assert found[0] == first
    assert len(found) > 1
    assert all(day.day >= min(first.day, 28) for day in found)


def test_the_end_of_a_month_stays_the_end_of_a_month() -> None:
    """However short the month was from which it is counted; any other day stays that day where there is one."""
    once = replace(read("Månedligt fra februar 2024"), when="Månedligt fra 2024", recurring=True)
    ends = replace(once, all_dues=((date(2024, 2, 1), date(2024, 2, 29)),))
    assert due_days(ends, date(2024, 4, 30)) == (date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30))
    days_30 = replace(once, all_dues=((date(2024, 1, 30), date(2024, 1, 30)),))
    assert due_days(days_30, date(2024, 3, 31)) == (date(2024, 1, 30), date(2024, 2, 29), date(2024, 3, 30))
