"""Which cases the clock watches, and which of them are over."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.store.store import Store
from records import Loaded, Source, StatusRow
from records.closing import CANCELLED, IMPLEMENTED, VANISHED
from scheduler.rules.watched_cases import WatchedCase, watched_cases
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from tests.scheduler.played_year import ZONE, at, filled, milestone, status

JUNE, DECEMBER, NEXT = date(2024, 6, 30), date(2024, 12, 31), date(2025, 6, 30)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    plan = [milestone("2025-08-14", code) for code in ("A1", "B2")]
    with closing(filled(tmp_path / "a.db", plan)) as made:
        yield made


def report(store: Store, day: date, *rows: StatusRow) -> None:
    name = f"status {day}.txt"
    dated = tuple(replace(one, source=Source(name, at), as_of=day) for at, one in enumerate(rows, 1))
    store.replace(Loaded(name, "statuses", "Status", "By", day, statuses=dated), name, datetime(2025, 1, 1, tzinfo=UTC))


def case(store: Store, code: str) -> WatchedCase:
    return next(one for one in watched_cases(store) if one.case.code == code)


def reminded(store: Store, moment: str) -> str:
    """All that the outbox holds after a tick."""
    clock = Scheduler(store, SchedulerSettings(ZONE, alert_channel="CALL"))
    clock.queue(at(moment))
    return str([kept.post.content for kept in clock.outbox.waiting()])


def test_a_case_that_the_newest_report_no_longer_has_is_over(store: Store) -> None:
    """It is implemented or closed: nobody is reminded of it, whatever its last row said."""
    report(store, DECEMBER, status("A1"), status("B2"))
    assert case(store, "A1").closing is None
    report(store, NEXT, status("B2"))
    over = case(store, "A1").closing
    assert over
    assert (over.reason, over.source.document) == (VANISHED, f"status {DECEMBER}.txt")
    told = reminded(store, "2025-08-14T09:00")
    assert ("Sag A1" in told, "Sag B2" in told) == (False, True)


def test_a_case_that_comes_back_is_watched_again(store: Store) -> None:
    """Left out of one report by mistake."""
    report(store, JUNE, status("A1"), status("B2"))
    report(store, DECEMBER, status("B2"))
    report(store, NEXT, status("A1"), status("B2"))
    assert case(store, "A1").closing is None
    assert "Sag A1" in reminded(store, "2025-08-14T09:00")


def test_a_plan_that_no_report_tells_of_is_watched(store: Store) -> None:
    """Nobody has said that it is over."""
    report(store, DECEMBER, status("B2"))
    assert case(store, "A1").closing is None


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        ("Initiativet er implementeret", "Forløber som planlagt", None),
        ("Forløber som planlagt", "Initiativet er implementeret", IMPLEMENTED),
    ],
)
def test_only_the_newest_report_says_whether_a_case_is_over(
    store: Store, before: str, now: str, reason: str | None
) -> None:
    report(store, JUNE, status("A1", before))
    report(store, DECEMBER, status("A1", now))
    over = case(store, "A1").closing
    assert (over and over.reason) == reason


def test_a_case_is_over_when_all_of_its_rows_are(store: Store) -> None:
    """Done in one area, it goes on in another; cancelled in one and done in the other, it is called cancelled."""
    done, goes_on = status("A1", "Initiativet er implementeret"), status("A1", area="Et andet område")
    report(store, JUNE, done, goes_on)
    assert case(store, "A1").closing is None
    report(store, DECEMBER, done, replace(goes_on, remark="Projektet er annulleret."))
    over = case(store, "A1").closing
    assert over
    assert over.reason == CANCELLED
