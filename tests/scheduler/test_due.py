"""Which reminders a day calls for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.state.people import Person
from index.state.reminders import DONE, NOT_MINE, REOPENED, SNOOZED, TAKEN, Due, Given, Unit
from scheduler.rules.due import by_recipient, due_milestones
from scheduler.rules.recipients import Chain
from scheduler.rules.watched_cases import WatchedCase
from scheduler.rules.workdays import WorkDays
from tests.scheduler.played_year import Days, case, day, milestone
from tests.soak import examples

# 14 August 2025 is a Thursday without a holiday near it.


def played(due_on: str, first: str = "2025-01-01", last: str = "2025-12-31") -> dict[str, list[str]]:
    return Days([case(milestone(due_on))]).play(first, last)


def test_a_milestone_from_thirty_days_ahead_to_four_weeks_over() -> None:
    """30 and 7 days ahead, the day itself, then every week; after four weeks the manager, once."""
    assert played("2025-08-14", last="2025-09-30") == {
        "2025-07-15": ["30"],
        "2025-08-07": ["7"],
        "2025-08-14": ["0"],
        "2025-08-21": ["late-1"],
        "2025-08-28": ["late-2"],
        "2025-09-04": ["late-3"],
        "2025-09-11": ["late-4", "manager"],
        "2025-09-18": ["late-5"],
        "2025-09-25": ["late-6"],
    }


def test_a_due_day_on_a_weekend_is_moved_to_the_working_day_before() -> None:
    """Saturday 16 August is due on Friday 15; the leads and the weeks are counted from there."""
    found = played("2025-08-16", last="2025-08-31")
    assert found == {"2025-07-16": ["30"], "2025-08-08": ["7"], "2025-08-15": ["0"], "2025-08-22": ["late-1"],
                     "2025-08-29": ["late-2"]}  # fmt: skip


def test_a_lead_that_falls_on_a_closed_day_comes_the_working_day_before() -> None:
    """30 days before 21 May 2025 is Easter Monday; the last working day before is Wednesday 16 April."""
    found = played("2025-05-21", last="2025-05-21")
    assert list(found) == ["2025-04-16", "2025-05-14", "2025-05-21"]


def test_weeks_over_christmas_come_on_working_days_and_the_year_turns() -> None:
    work = WorkDays(christmas_closed=True)
    found = Days([case(milestone("2025-12-18"))], work=work).play("2025-12-01", "2026-01-31")
    assert list(found) == ["2025-12-11", "2025-12-18", "2025-12-23", "2026-01-02", "2026-01-08", "2026-01-15",
                           "2026-01-22", "2026-01-29"]  # fmt: skip
    assert all(work.is_open(day(when)) for when in found)


def test_a_week_that_is_all_closed_puts_no_reminder_on_the_due_day() -> None:
    """A week after 23 December the last working day is the due day itself, which has its own reminder."""
    work = WorkDays(christmas_closed=True)
    found = Days([case(milestone("2025-12-23"))], work=work).play("2025-12-01", "2026-01-06")
    assert found == {"2025-12-16": ["7"], "2025-12-23": ["0"], "2026-01-02": ["late-1"], "2026-01-06": ["late-2"]}


def test_no_day_no_reminder() -> None:
    assert Days([case(milestone([]))]).play("2025-01-01", "2025-12-31") == {}


def test_several_due_days_are_reminded_each_for_itself() -> None:
    days = Days([case(milestone(["2025-06-16", "2025-08-14"]))])
    days.say(DONE, "2025-06-16", number=0)
    found = days.play("2025-06-01", "2025-08-15")
    assert found == {"2025-07-15": ["30"], "2025-08-07": ["7"], "2025-08-14": ["0"]}


def test_what_was_first_seen_in_between_begins_with_the_next_rule() -> None:
    """Seen ten days ahead: no late call for the thirty days that nobody could know of."""
    assert list(played("2025-08-14", first="2025-08-04", last="2025-08-14")) == ["2025-08-07", "2025-08-14"]
    assert played("2025-08-14", first="2025-08-14", last="2025-08-14") == {"2025-08-14": ["0"]}


def test_what_was_overdue_when_first_seen_is_told_once_and_never_again() -> None:
    assert played("2025-08-14", first="2025-08-18") == {"2025-08-18": ["old"]}


def test_what_was_overdue_comes_back_weekly_once_somebody_takes_it() -> None:
    days = Days([case(milestone("2025-03-03"))])
    assert days.play("2025-08-04", "2025-08-31") == {"2025-08-04": ["old"]}
    days.say(TAKEN, "2025-09-01")
    found = days.play("2025-09-01", "2025-10-08")
    assert list(found) == ["2025-09-08", "2025-09-15", "2025-09-22", "2025-09-29", "2025-10-06"]
    assert found["2025-09-29"] == ["late-4", "manager"]


def test_the_weeks_of_what_was_taken_are_counted_from_the_first_answer() -> None:
    """Put off later on, it goes on in the weeks that it was in."""
    days = Days([case(milestone("2025-03-03"))])
    days.play("2025-08-04", "2025-08-31")
    days.say(TAKEN, "2025-09-01")
    days.play("2025-09-01", "2025-09-10")
    days.say(SNOOZED, "2025-09-10", "2025-09-19")
    found = days.play("2025-09-11", "2025-09-30")
    assert found == {"2025-09-19": ["snoozed"], "2025-09-22": ["late-3"], "2025-09-29": ["late-4", "manager"]}


def test_what_was_overdue_does_not_begin_to_come_weekly_by_being_passed_on() -> None:
    """Who says that it is not theirs has not taken it: the next in the chain hears of it once."""
    days = Days([case(milestone("2025-06-02"))])
    assert days.play("2025-08-14", "2025-08-14") == {"2025-08-14": ["old"]}
    days.say(NOT_MINE, "2025-08-14")
    assert days.play("2025-08-15", "2025-11-30") == {"2025-08-15": ["passed:U1"]}


def test_put_off_until_a_day_it_is_quiet_and_then_comes_back() -> None:
    """What is between is not made up for; after the day the weeks go on."""
    days = Days([case(milestone("2025-08-14"))])
    before = days.play("2025-08-01", "2025-08-14")
    days.say(SNOOZED, "2025-08-14", "2025-09-01")
    found = days.play("2025-08-15", "2025-09-10")
    assert list(before) == ["2025-08-07", "2025-08-14"]
    assert found == {"2025-09-01": ["snoozed"], "2025-09-04": ["late-3"]}


def test_put_off_before_half_past_eight_it_does_not_come_on_that_day() -> None:
    """Asked for by the reminder of a week before: who has answered this morning is not asked at half past eight."""
    days = Days([case(milestone("2025-08-14"))])
    days.play("2025-08-01", "2025-08-13")
    days.say(SNOOZED, "2025-08-14", "2025-08-25")
    assert days.play("2025-08-14", "2025-08-29") == {"2025-08-25": ["snoozed"], "2025-08-28": ["late-2"]}


def test_put_off_again_and_again_the_last_word_holds() -> None:
    days = Days([case(milestone("2025-08-14"))])
    days.play("2025-08-01", "2025-08-14")
    days.say(SNOOZED, "2025-08-14", "2025-08-18")
    days.say(SNOOZED, "2025-08-15", "2025-08-25")
    assert days.play("2025-08-15", "2025-08-26") == {"2025-08-25": ["snoozed"]}


def test_put_off_to_a_saturday_it_comes_on_friday() -> None:
    days = Days([case(milestone("2025-08-14"))])
    days.play("2025-08-01", "2025-08-14")
    days.say(SNOOZED, "2025-08-14", "2025-08-23")
    assert days.play("2025-08-15", "2025-08-27") == {"2025-08-22": ["snoozed"]}


def test_put_off_to_tomorrow_which_is_closed_it_comes_the_next_working_day() -> None:
    days = Days([case(milestone("2025-08-15"))])
    days.play("2025-08-01", "2025-08-15")
    days.say(SNOOZED, "2025-08-15", "2025-08-16")
    assert days.play("2025-08-16", "2025-08-21") == {"2025-08-18": ["snoozed"]}


def test_put_off_before_half_past_eight_to_a_closed_day_it_does_not_come_on_that_day() -> None:
    """Friday 15 August at eight, until Saturday: there is no working day between, and Friday was answered."""
    days = Days([case(milestone("2025-08-14"))])
    days.play("2025-08-01", "2025-08-14")
    days.say(SNOOZED, "2025-08-15", "2025-08-16")
    assert days.play("2025-08-15", "2025-08-20") == {"2025-08-18": ["snoozed"]}


def test_the_manager_is_told_although_it_was_put_off() -> None:
    days = Days([case(milestone("2025-08-14"))])
    days.play("2025-08-01", "2025-08-14")
    days.say(SNOOZED, "2025-08-14", "2025-12-01")
    assert days.play("2025-08-15", "2025-11-28") == {"2025-09-11": ["manager"]}


def test_done_never_again_unless_it_is_opened_again() -> None:
    days = Days([case(milestone("2025-08-14"))])
    days.play("2025-08-01", "2025-08-08")
    days.say(DONE, "2025-08-08")
    assert days.play("2025-08-09", "2025-12-31") == {}
    days.say(REOPENED, "2026-01-05")
    assert days.play("2026-01-06", "2026-01-31")


def test_not_mine_goes_to_the_next_in_the_chain_the_next_working_day() -> None:
    one = case(milestone("2025-08-14", responsible="Center for Byggeri"))
    chain = Chain({one.key: Person("U1", "Bo")}, (Unit("Center for Byggeri", None, "U2"),), alert_channel="CALL")
    days = Days([one], chain)
    assert [item.recipient.id for item in days.tick(day("2025-08-14"))] == ["U1"]
    days.say(NOT_MINE, "2025-08-14")
    (item,) = days.tick(day("2025-08-14"))
    assert (item.recipient.id, item.given) == ("U2", Given("passed:U1", day("2025-08-14")))
    days.say(NOT_MINE, "2025-08-15", by="U2")
    assert [item.recipient.id for item in days.tick(day("2025-08-18"))] == ["CALL"]
    assert [item.recipient.id for item in days.tick(day("2025-08-21"))] == ["CALL"]


def test_what_was_missed_is_one_reminder_that_stands_for_all() -> None:
    """Off from 1 August to 8 September: one reminder, by the newest rule; it and what it stands for are given."""
    days = Days([case(milestone("2025-08-14"))])
    days.tick(day("2025-08-01"))
    (item,) = days.tick(day("2025-09-08"))
    assert item.given == Given("late-3", day("2025-09-04"))
    assert [one.rule for one in item.merged] == ["7", "0", "late-1", "late-2"]
    assert days.tick(day("2025-09-09")) == []


def test_after_six_weeks_off_the_manager_is_told_once() -> None:
    days = Days([case(milestone("2025-08-14"))])
    days.tick(day("2025-08-01"))
    assert [item.given.rule for item in days.tick(day("2025-09-29"))] == ["late-6", "manager"]
    assert list(days.play("2025-09-30", "2025-10-08")) == ["2025-10-02"]


def test_what_comes_again_is_due_again_and_only_the_last_one_stays() -> None:
    """Every half-year; when the next day has come, nobody is asked for the one before any longer."""
    one = milestone("2025-06-30", when="Halvårligt fra juni 2025 og frem", recurring=True)
    found = Days([case(one)]).play("2025-05-01", "2026-01-31")
    assert found["2025-06-30"] == ["0"]
    assert found["2025-11-28"][-1] == "30"
    assert found["2025-12-30"].count("0") == 1  # 31 December is closed
    after = [rule for when, rules in found.items() if when > "2025-12-31" for rule in rules]
    assert after == ["late-1", "late-2", "late-3", "late-4", "manager"]


def test_what_comes_again_stays_until_its_next_day_is_over() -> None:
    """On the next day itself both are due: the one before has not been done all the same."""
    one = case(milestone("2025-06-30", when="Halvårligt fra juni 2025 og frem", recurring=True))
    before, after = ([due for _, due in _dues([one], today)] for today in ("2025-12-31", "2026-01-01"))
    assert before == [day("2025-06-30"), day("2025-12-31")]
    assert after == [day("2025-12-31")]


def test_one_message_a_recipient_sorted_by_case_old_ones_last() -> None:
    cases = [
        case(milestone("2025-08-14", "B2"), milestone("2025-08-07", "B2", "Andet")),
        case(milestone("2025-03-03", "C3")),
        case(milestone("2025-08-14", "A1")),
    ]
    days = Days(cases)
    days.memory.seen.update({(due, when): day("2025-01-01") for due, when in _dues(cases) if when > day("2025-08-01")})
    ((recipient, items),) = by_recipient(days.tick(day("2025-08-14"))).items()
    assert recipient.id == "CALL"
    shown = [(item.watched.case.case.code, item.given.rule) for item in items]
    assert shown == [("A1", "0"), ("B2", "late-1"), ("B2", "0"), ("C3", "old")]


def _dues(cases: list[WatchedCase], today: str = "2025-08-14") -> list[Due]:
    return [one.due for one in due_milestones(cases, WorkDays(), day(today))]


@pytest.mark.slow
@examples(75)
@given(
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    st.booleans(),
    st.sets(st.integers(0, 120), max_size=60),
)
def test_whenever_the_clock_runs_each_rule_is_given_once_on_an_open_day(
    due_on: date, first: date, christmas: bool, off: set[int]
) -> None:
    """Days on which the clock was off make reminders late, never double; none is lost once it is on again."""
    work = WorkDays(christmas_closed=christmas)
    days = Days([case(milestone(due_on.isoformat()))], work=work)
    whole = Days([case(milestone(due_on.isoformat()))], work=work)
    told: list[Given] = []
    for count in range(135):
        today = date.fromordinal(first.toordinal() + count)
        whole.tick(today)
        if count == 0 or count not in off:
            items = days.tick(today)
            assert not items or work.is_open(today)
            assert len({item.recipient.id for item in items}) <= 1
            assert days.tick(today) == []
            told += [one for item in items for one in item.all_given]
    assert len(told) == len(set(told))
    assert set(told) == {one for given in whole.memory.given.values() for one in given}
