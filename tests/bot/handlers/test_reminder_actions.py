"""What is kept of an answer to a reminder: until when it is put off, and what is taken up."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.handlers.reminders import reminder_actions
from bot.settings import Settings
from bot.slack.request import Request
from index.state.outbox import Outbox, Post
from index.state.people import Person
from index.state.reminders import TAKEN, Mark, Reminders
from index.store.store import Store
from scheduler.posts import reminder
from scheduler.rules.due import OLD
from templates import ids
from tests.scheduler.played_year import ZONE
from tests.scheduler.test_reminder_card import told

THURSDAY = "2025-08-14"


@dataclass
class Kept:
    """What was answered, and what was said instead."""

    marks: list[Mark] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Kept:
    made = Kept()
    monkeypatch.setattr(reminder_actions, "_answer", lambda request, mark, *_: made.marks.append(mark))
    monkeypatch.setattr(reminder_actions, "_tell", lambda key, *_: made.told.append(key))
    return made


def context(today: str) -> SimpleNamespace:
    now = datetime.fromisoformat(f"{today}T09:00").replace(tzinfo=ZONE)
    return SimpleNamespace(now=lambda: now, here=lambda moment: moment)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "sagsbot.db")) as made:
        yield made


@pytest.mark.parametrize(
    ("choice", "today", "until"),
    [
        (reminder.TOMORROW, THURSDAY, "2025-08-15"),
        (reminder.MONDAY, THURSDAY, "2025-08-18"),
        (reminder.MONDAY, "2025-08-17", "2025-08-18"),
        (reminder.MONDAY, "2025-08-18", "2025-08-25"),
    ],
)
def test_tomorrow_and_monday_are_days_to_come(kept: Kept, choice: str, today: str, until: str) -> None:
    """Pressed on a Monday, it is the next one."""
    request = Request(Person("U1", "Bo"), value=f"{choice}:milestone:2025-08-14")
    reminder_actions.snooze(request, context(today), None)  # type: ignore[arg-type]
    assert [one.until for one in kept.marks] == [date.fromisoformat(until)]


@pytest.mark.parametrize(
    ("day", "taken"), [("2025-08-13", False), (THURSDAY, False), ("2025-08-15", True), ("", False)]
)
def test_only_a_day_to_come_can_be_chosen(kept: Kept, day: str, taken: bool) -> None:
    """Today is none: nothing would be put off."""
    request = Request(Person("U1", "Bo"), fields={ids.DAY_FIELD: day})
    reminder_actions.snooze_until(request, context(THURSDAY), None)  # type: ignore[arg-type]
    assert (bool(kept.marks), kept.told) == (taken, [] if taken else ["reminders.snooze_past"])


def test_only_what_was_overdue_at_first_is_taken_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What else stands in the message is reminded of by its own rules, and nobody has answered it."""
    monkeypatch.setattr(reminder_actions, "_show", lambda *_: None)
    moment = context(THURSDAY)
    told_of = {"items": [told(11, "owner", "2025-08-14", OLD), told(12, "owner", "2025-08-14", "7")]}
    outbox = Outbox(store.file)
    outbox.add(Post("reminder:U1", reminder.NAME, "U1", told_of), moment.now())
    outbox.claim(["reminder:U1"], moment.now())
    outbox.sent(["reminder:U1"], "D1", "1.0", moment.now())
    moment.queries, moment.settings = SimpleNamespace(library=SimpleNamespace(store=store)), Settings()
    reminder_actions.take(Request(Person("U1", "Bo"), channel="D1", message="1.0"), moment, None)  # type: ignore[arg-type]
    kept = {due[0]: [one.mark for one in marks] for due, marks in Reminders(store.file).memory().marks.items()}
    assert kept == {"m11": [TAKEN]}
