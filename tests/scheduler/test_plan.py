"""What `plan` shows for the next days is what is later queued, day by day."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from index.state.outbox import OutboxRow
from index.state.people import CaseKey, Person
from index.state.reminders import SNOOZED, Mark, Reminders, StandIn, Unit
from index.store.store import Store
from scheduler.posts import reminder
from scheduler.queue import SchedulerState
from scheduler.rules.watched_cases import milestone_key
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from tests.scheduler.played_year import DAY, ZONE, at, day, filled, milestone, status

Planned = dict[str, list[tuple[str | None, list[tuple[str, str]]]]]

MILESTONES = (
    milestone("2025-08-14", "A1"),
    milestone("2025-08-16", "A1", "Et andet", responsible="Center for Byggeri"),
    milestone("2025-09-12", "B2", responsible="Center for Byggeri"),
    milestone("2025-03-31", "B2", "Gammelt"),
    milestone("2025-07-31", "C3", when="Hver måned fra juli 2025", recurring=True),
    milestone(["2025-08-11", "2025-08-29"], "D4"),
    milestone("2025-08-13", "E5"),
)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Scheduler]:
    rows = [status("A1"), status("E5", "Initiativet er implementeret")]
    with closing(filled(tmp_path / "a.db", MILESTONES, rows)) as store:
        made = Scheduler(store, SchedulerSettings(ZONE, alert_channel="CALL"))
        made.reminders.set_units([Unit("Center for Byggeri", "CBYG", None, "UCHEF")])
        made.people.own(
            made.people.know(CaseKey("By", "A1", 2025, "Sag A1")),
            Person("U1", "Bo"),
            Person("U9", "Ida"),
            at("2025-06-01"),
        )
        made.reminders.stand_in(
            StandIn("U1", Person("U7", "Ib"), day("2025-08-18"), day("2025-08-24")), "U1", at("2025-08-01")
        )
        yield made


def planned(work: Scheduler, now: datetime, days: int = 14) -> Planned:
    return {
        today.isoformat(): sorted(
            (who.id, sorted((item.watched.due[0], item.given.rule) for item in items)) for who, items in given.items()
        )
        for today, given in work.plan(now, days)
    }


def queued(work: Scheduler, first: datetime, days: int = 14) -> Planned:
    """What ticks at nine o'clock of each day put."""
    found: Planned = {}
    for count in range(days):
        moment = datetime.combine(first.date() + count * DAY, time(9), ZONE)
        rows = work.tick(moment, None, _no_pause).queued
        if rows:
            found[moment.date().isoformat()] = sorted((one.post.recipient, _rules(one)) for one in rows)
    return found


def _rules(kept: OutboxRow) -> list[tuple[str, str]]:
    return sorted((one.due[0], one.rule) for one in reminder.reminder_items(kept.post.content))


def _no_pause(_seconds: float) -> None:
    raise AssertionError("nothing is posted")


@pytest.mark.parametrize("first", ["2025-08-01", "2025-08-11", "2025-08-16", "2025-08-28", "2025-12-20"])
def test_what_is_shown_is_what_is_queued(work: Scheduler, first: str) -> None:
    """Owner, stand-in, unit, manager, old ones, what comes again: fourteen days, whatever the first."""
    work.tick(at("2025-07-31T09:00"), None, _no_pause)
    shown = planned(work, at(f"{first}T07:00"))
    assert shown
    assert queued(work, at(f"{first}T07:00")) == shown


def test_what_was_given_today_already_is_not_shown_again(work: Scheduler) -> None:
    first = at("2025-08-14T09:00")
    work.tick(first, None, _no_pause)
    shown = planned(work, first + timedelta(hours=1))
    assert "2025-08-14" not in shown
    assert queued(work, first) == shown


def test_an_answer_changes_what_is_shown_and_what_is_queued(work: Scheduler) -> None:
    first = at("2025-08-14T09:00")
    work.tick(first, None, _no_pause)
    mark = Mark(SNOOZED, Person("U1", "Bo"), first, day("2025-08-14"), day("2025-08-20"))
    work.reminders.mark((milestone_key(MILESTONES[0]), day("2025-08-14")), mark)
    shown = planned(work, first)
    assert (milestone_key(MILESTONES[0]), "snoozed") in dict(shown["2025-08-20"])["U7"]  # stands in for the owner
    assert queued(work, first) == shown


def test_a_closed_case_is_neither_shown_nor_queued(work: Scheduler) -> None:
    closed = milestone_key(MILESTONES[-1])
    shown = planned(work, at("2025-08-01T07:00"), 60)
    assert closed not in str(shown)
    assert shown == queued(work, at("2025-08-01T07:00"), 60)


def test_the_hour_before_half_past_eight_brings_nothing(work: Scheduler) -> None:
    """08:29 is too early, 08:30 is not, whatever the season."""
    for when in ("2025-01-15", "2025-07-15", "2025-03-31", "2025-10-27"):
        store: Store = work.store
        before = len(work.outbox.waiting())
        work.queue(at(f"{when}T08:29:59"))
        assert len(work.outbox.waiting()) == before, store.file.path
    work.queue(at("2025-08-14T08:30"))
    assert work.outbox.waiting()


def test_a_tick_without_a_change_decides_nothing_anew(work: Scheduler, monkeypatch: pytest.MonkeyPatch) -> None:
    """But it does after a change by anybody, at half past eight, and on the next day."""
    decided: list[str] = []
    situation = work.post_queue.situation

    def counted(today: date) -> SchedulerState:
        decided.append(today.isoformat())
        return situation(today)

    monkeypatch.setattr(work.post_queue, "situation", counted)

    def ticks(moment: str) -> int:
        """How often three ticks decide."""
        decided.clear()
        for minute in range(3):
            work.tick(at(moment) + timedelta(minutes=minute), None, _no_pause)
        return len(decided)

    ticks("2025-08-13T08:00")
    assert ticks("2025-08-13T08:10") == 0
    assert ticks("2025-08-13T08:30") >= 1
    assert ticks("2025-08-13T09:00") == 0
    assert ticks("2025-08-14T00:10") == 1
    assert ticks("2025-08-14T08:30") >= 1
    assert ticks("2025-08-14T09:00") == 0
    with closing(Store(work.store.file.path)) as other:
        Reminders(other.file).has_gone("U1", at("2025-08-14T09:05"))
    assert ticks("2025-08-14T09:10") == 1
    work.reminders.is_back("U1")
    assert ticks("2025-08-14T09:20") == 1
