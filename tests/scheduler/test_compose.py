"""What a message is rendered with when it goes out, which may be long after it was queued."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.state.outbox import OutboxRow, Post
from index.state.people import CaseKey, Person
from index.state.reminders import DONE, Mark
from records import Loaded, Milestone
from scheduler.posts import initial_summary, reminder
from scheduler.rules.watched_cases import milestone_key
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from tests.scheduler.played_year import ZONE, at, filled, milestone, status

LATE, TODAY, DONE_LATE = milestone("2025-08-13", "A1"), milestone("2025-08-14", "B2"), milestone("2025-08-12", "C3")
NOW = at("2025-08-14T09:00")


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Scheduler]:
    rows = [status("A1"), status("B2"), status("C3")]
    with closing(filled(tmp_path / "a.db", (LATE, TODAY, DONE_LATE), rows)) as store:
        yield Scheduler(store, SchedulerSettings(ZONE, alert_channel="CALL"))


def waiting(work: Scheduler, kind: str) -> list[OutboxRow]:
    return [row for row in work.outbox.waiting() if row.post.kind == kind]


def mark_done(work: Scheduler, one: Milestone) -> None:
    done = Mark(DONE, Person("U1", "Bo"), NOW, NOW.date())
    work.reminders.mark((milestone_key(one), one.all_dues[0][1]), done)


def test_a_summary_counts_what_is_overdue_and_not_done(work: Scheduler) -> None:
    """Due today is not overdue, and what somebody called done is not either."""
    mark_done(work, DONE_LATE)
    work.outbox.add(Post("s", initial_summary.NAME, "CALL", {}), NOW)
    assert work.render_context(waiting(work, initial_summary.NAME), NOW).overdue == {"By": 1}


def test_a_case_that_is_over_by_the_time_a_reminder_goes_out_is_left_out(work: Scheduler) -> None:
    work.queue(at("2025-08-13T09:00"))
    rows = waiting(work, reminder.NAME)
    before = work.compose(rows, NOW)
    assert before
    assert "Sag A1" in before.text
    report = (*(status(code, "Initiativet er implementeret") for code in ("A1", "C3")), status("B2"))
    work.store.replace(Loaded("status.txt", "statuses", "Status", "By", statuses=report), "newer", NOW)
    assert work.compose(rows, NOW) is None


def test_a_reminder_that_another_clock_has_given_meanwhile_is_not_given_again(
    work: Scheduler, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even when the case has another owner by then, so that the post is another one."""
    for one in (LATE, DONE_LATE):
        mark_done(work, one)
    stale = work.post_queue.situation(NOW.date())
    case = work.people.know(CaseKey("By", "B2", 2025, "Sag B2"))
    work.people.own(case, Person("U2", "Ida"), Person("U9", "Bo"), NOW)
    other = Scheduler(work.store, work.rules)
    other.queue(NOW)
    given = len(work.outbox.waiting())
    assert given
    monkeypatch.setattr(work.post_queue, "situation", lambda today: stale)
    work.queue(NOW)
    told = [item.due for row in waiting(work, reminder.NAME) for item in reminder.reminder_items(row.post.content)]
    assert len(told) == len(set(told))
    assert len(work.outbox.waiting()) == given


def test_a_reminder_speaks_the_language_of_whoever_gets_it(work: Scheduler) -> None:
    case = work.people.know(CaseKey("By", "B2", 2025, "Sag B2"))
    work.people.own(case, Person("U2", "Ida"), Person("U9", "Bo"), NOW)
    work.people.speak("U2", "en", "U2", NOW)
    work.queue(NOW)
    spoken = {row.post.recipient: work.render_context([row], NOW).language for row in waiting(work, reminder.NAME)}
    assert spoken == {"U2": "en", "CALL": "da"}
