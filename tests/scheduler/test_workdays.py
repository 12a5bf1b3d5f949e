"""Danish working days, held against dates that stand in calendars."""

from datetime import date, timedelta

import pytest

from scheduler.rules.workdays import DAY, WorkDays

WORK = WorkDays()
EASTER = {
    2022: date(2022, 4, 17),
    2023: date(2023, 4, 9),
    2024: date(2024, 3, 31),
    2025: date(2025, 4, 20),
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
}


def closed_by_law_and_custom(year: int) -> set[date]:
    """The days of a year on which Danish municipalities are closed, counted from Easter."""
    moved = {-3: "Maundy Thursday", -2: "Good Friday", 1: "Easter Monday", 39: "Ascension", 50: "Whit Monday"}
    days = {EASTER[year] + timedelta(days=after) for after in moved}
    if year < 2024:
        days.add(EASTER[year] + timedelta(days=26))  # Store Bededag
    fixed = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))
    return days | {date(year, month, day) for month, day in fixed}


@pytest.mark.parametrize("year", EASTER)
def test_every_day_of_nine_years(year: int) -> None:
    """A working day is no weekend, no holiday, not 5 June, 24 or 31 December; nothing else is closed."""
    closed = closed_by_law_and_custom(year)
    days = [date(year, 1, 1) + count * DAY for count in range(366)]
    for day in (day for day in days if day.year == year):
        assert WORK.is_open(day) == (day.weekday() < 5 and day not in closed), day


@pytest.mark.parametrize(("day", "is_open"), [("2022-05-13", False), ("2023-05-05", False), ("2024-04-26", True)])
def test_store_bededag_is_a_working_day_from_2024(day: str, is_open: bool) -> None:
    assert WORK.is_open(date.fromisoformat(day)) is is_open


def test_between_christmas_and_new_year_only_where_it_is_said() -> None:
    """27 to 30 December are working days unless the municipality says that it is closed."""
    days = [date(2024, 12, day) for day in (27, 30)]
    assert all(map(WORK.is_open, days))
    assert not any(map(WorkDays(christmas_closed=True).is_open, days))
    assert WorkDays(christmas_closed=True).is_open(date(2025, 1, 2))


def test_closing_days_of_its_own() -> None:
    work = WorkDays(frozenset({date(2025, 5, 30)}))  # the Friday after Ascension
    assert not work.is_open(date(2025, 5, 30))
    assert work.on_or_after(date(2025, 5, 29)) == date(2025, 6, 2)
    assert work.on_or_before(date(2025, 6, 1)) == date(2025, 5, 28)


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2024-12-25", "2024-12-23", "2024-12-27"),
        ("2025-01-01", "2024-12-30", "2025-01-02"),
        ("2025-04-21", "2025-04-16", "2025-04-22"),
        ("2022-06-05", "2022-06-03", "2022-06-07"),  # Constitution Day on Whit Sunday
        ("2025-08-15", "2025-08-15", "2025-08-15"),
    ],
)
def test_the_working_day_before_and_after(day: str, before: str, after: str) -> None:
    given = date.fromisoformat(day)
    assert (WORK.on_or_before(given), WORK.on_or_after(given)) == (
        date.fromisoformat(before),
        date.fromisoformat(after),
    )


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        ("2025-08-14", "2025-08-11"),
        ("2025-04-24", "2025-04-22"),
        ("2024-12-29", "2024-12-23"),
        ("2028-06-08", "2028-06-06"),
    ],
)
def test_a_week_begins_on_its_first_working_day_from_monday_on(day: str, monday: str) -> None:
    """Also when Monday is a holiday, and Monday and Tuesday are."""
    assert WORK.monday(date.fromisoformat(day)) == date.fromisoformat(monday)
