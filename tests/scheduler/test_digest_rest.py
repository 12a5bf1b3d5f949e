"""The rest of a digest: once in its thread, whatever Slack answers and whichever database posts it."""

from collections import deque
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.settings import COPENHAGEN
from index.db.copies import backup
from index.state.outbox import SENT
from index.state.reminders import Reminders
from index.store.store import Store
from scheduler.poster import answered_ts, conversation_of, in_thread
from scheduler.settings import BEGAN, SchedulerSettings
from scheduler.tick import Scheduler
from tests.scheduler.test_digest_cases import store as store  # noqa: PLC0414  # a fixture
from tests.slack_in_memory import Clock, FakeSlack, Killed

CHANNEL = "C0LEDELSE"
SETTINGS = SchedulerSettings(COPENHAGEN, digest_channel=CHANNEL)
MONDAY = datetime(2025, 9, 22, 8, 0, tzinfo=COPENHAGEN)


class Week:
    """A clock that ticks every half minute from Monday at eight, and what Slack has of it."""

    def __init__(self, store: Store, slack: FakeSlack | None = None) -> None:
        self.slack = slack or FakeSlack(Clock(MONDAY))
        self.store, self.clock = store, self.slack.clock
        Reminders(store.file).beat(BEGAN, MONDAY - timedelta(days=7))
        self.start()

    def start(self) -> None:
        self.work = Scheduler(self.store, SETTINGS)
        self.sender = self.work.sender(self.slack, lambda: self.clock.now)

    def tick(self, times: int = 1) -> None:
        for _ in range(times):
            self.work.tick(self.clock.now, self.sender, lambda seconds: True)
            self.clock.now += timedelta(seconds=30)

    def places(self) -> list[str]:
        return [one.channel for one in self.slack.messages]

    def rest_place(self) -> str:
        return in_thread(CHANNEL, self.slack.messages[0].ts)


@pytest.fixture
def week(store: Store) -> Iterator[Week]:
    with closing(store):
        yield Week(store)


def test_the_rest_follows_in_the_thread_once(week: Week) -> None:
    week.tick(5)
    assert week.places() == [CHANNEL, week.rest_place()]
    assert week.slack.messages[1].text.startswith("Nyt i rapporterne")
    assert (conversation_of(week.places()[1]), answered_ts(week.places()[1])) == (CHANNEL, week.slack.messages[0].ts)
    assert [one.state for one in week.work.outbox.sent_to(week.rest_place())] == [SENT]
    assert week.slack.too_fast == []


@pytest.mark.parametrize("fault", ["drop_after", "drop_before", "internal_after", "hang", "limited:5", "killed_after"])
def test_whatever_slack_answers(week: Week, fault: str) -> None:
    week.tick()
    week.slack.faults = deque([fault])
    try:
        week.tick(6)
    except Killed:
        week.start()
        week.tick(6)
    assert week.places() == [CHANNEL, week.rest_place()]


@pytest.mark.parametrize("ticks", [0, 1])
def test_a_database_that_was_put_back_tells_it_no_second_time(week: Week, tmp_path: Path, ticks: int) -> None:
    """Copied before the digest went out, or between it and the rest: Slack is asked, in the thread as well."""
    week.tick(ticks)
    backup(week.store.file, tmp_path / "copy.db")
    week.tick(4)
    with closing(Store(tmp_path / "copy.db")) as put_back:
        again = Week(put_back, week.slack)
        again.tick(12)
        assert {one.post.kind for one in again.work.outbox.waiting()} <= {"notice"}
    told = [one for one in week.places() if conversation_of(one) == CHANNEL]
    assert told == [CHANNEL, week.rest_place()]


def test_a_quiet_digest_has_no_rest(week: Week) -> None:
    """Two weeks later a day has passed, a week after that nothing has happened."""
    for weeks in (0, 2, 3):
        week.clock.now = MONDAY + timedelta(weeks=weeks)
        week.tick(3)
    assert [answered_ts(one) != "" for one in week.places()] == [False, True, False, True, False]


def test_a_digest_of_last_week_is_not_answered(week: Week) -> None:
    week.tick()
    week.clock.now += timedelta(days=3)
    week.tick(3)
    assert in_thread(CHANNEL, week.slack.messages[0].ts) not in week.places()
