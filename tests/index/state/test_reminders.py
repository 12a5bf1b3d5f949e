"""What the clock remembers of due days, row by row."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.db.database import DatabaseFile
from index.state.people import Person
from index.state.reminders import DONE, REOPENED, SNOOZED, Due, Mark, Reminders

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DUE: Due = ("milestone", date(2026, 11, 30))
BO, IDA = Person("U1", "Bo"), Person("U2", "Ida")


@pytest.fixture
def reminders(tmp_path: Path) -> Reminders:
    return Reminders(DatabaseFile(tmp_path / "a.db"))


def mark(what: str, by: Person = BO) -> Mark:
    return Mark(what, by, NOW, NOW.date(), NOW.date() + timedelta(days=7) if what == SNOOZED else None)


def test_what_is_done_stays_done(reminders: Reminders) -> None:
    """Whoever comes second is told who was first, and nothing of theirs is kept."""
    assert reminders.mark(DUE, mark(DONE)) is None
    for what in (DONE, SNOOZED):
        first = reminders.mark(DUE, mark(what, IDA))
        assert first
        assert first.by == BO
    assert [(one.mark, one.by.id) for one in reminders.marks(DUE)] == [(DONE, "U1")]


def test_what_is_opened_again_can_be_done_again(reminders: Reminders) -> None:
    """Opening is no answer to a due day that is open, so it is written as the clock writes it."""
    reminders.mark(DUE, mark(DONE))
    with reminders.file.writer() as db:
        db.write("UPDATE due_marks SET mark = :reopened WHERE mark = :done", reopened=REOPENED, done=DONE)
    assert reminders.mark(DUE, mark(DONE, IDA)) is None


def test_a_mark_is_about_one_due_day(reminders: Reminders) -> None:
    reminders.mark(DUE, mark(DONE))
    assert reminders.mark((DUE[0], DUE[1] + timedelta(days=1)), mark(SNOOZED, IDA)) is None
