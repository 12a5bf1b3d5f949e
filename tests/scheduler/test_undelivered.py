"""What becomes of a post that Slack does not take, case by case."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from index.state.outbox import PENDING, VOID, Outbox, OutboxRow, Post
from index.state.reminders import Given
from index.store.store import Store
from scheduler.delivery import CANNOT_RENDER
from scheduler.poster import Refusal
from scheduler.posts import digest, notice, reminder
from scheduler.settings import SchedulerSettings
from scheduler.undelivered import Undelivered
from tests.scheduler.played_year import ZONE, at, day

NOW = at("2025-08-14T09:00")
ALERTS, ADMIN, SECOND = "CALL", "UADMIN", "USECOND"
RULES = SchedulerSettings(ZONE, alert_channel=ALERTS, admins=(ADMIN, SECOND))
CLOSED, BAD, GONE = Refusal("is_archived", "channel"), Refusal("invalid_blocks", "message"), Refusal("gone", "person")


class Desk:
    """The rows of one database, and what is decided about them."""

    def __init__(self, store: Store, rules: SchedulerSettings) -> None:
        self.again: list[datetime] = []
        self.decide = Undelivered(Outbox(store.file), rules, {digest.NAME}, self.again.append)
        self.outbox, self.reminders = self.decide._outbox, self.decide._reminders

    def refused(self, kind: str, to: str, refusal: Refusal, tries: int = 0) -> bool:
        self.outbox.add(Post("p", kind, to, {}), NOW)
        return self.decide.refused([replace(self.row(), tries=tries)], refusal, NOW)

    def row(self) -> OutboxRow:
        row = self.outbox.row("p")
        assert row
        return row

    def notices(self) -> list[str | None]:
        """Who is told that it was refused."""
        return [row.post.recipient for row in self.outbox.waiting() if row.key.startswith("notice:")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "a.db")) as made:
        yield made


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store, RULES)


@pytest.mark.parametrize(
    ("to", "refusal", "told"),
    [
        ("C1", CLOSED, ALERTS),
        ("C1", BAD, ALERTS),
        (ALERTS, CLOSED, ADMIN),  # it takes no notice either
        (ALERTS, BAD, ALERTS),
        (ADMIN, CLOSED, ALERTS),
    ],
)
def test_somebody_who_can_fix_it_is_told(desk: Desk, to: str, refusal: Refusal, told: str) -> None:
    """The first who can be reached; the post itself stays where it is."""
    assert not desk.refused(reminder.NAME, to, refusal)
    assert desk.notices() == [told]


def test_without_anybody_to_tell_it_only_waits(store: Store) -> None:
    desk = Desk(store, replace(RULES, alert_channel=None, admins=()))
    assert not desk.refused(reminder.NAME, "C1", CLOSED)
    assert desk.notices() == []


@pytest.mark.parametrize(("to", "following"), [(ALERTS, ADMIN), (ADMIN, SECOND), (SECOND, None), ("C1", ALERTS)])
def test_a_notice_goes_to_the_next_and_never_round_in_circles(desk: Desk, to: str, following: str | None) -> None:
    assert desk.refused(notice.NAME, to, CLOSED) == (following is not None)
    assert desk.row().post.recipient == (following or to)
    assert desk.notices() == []


def test_a_notice_that_is_itself_wrong_is_sent_to_nobody_else(desk: Desk) -> None:
    assert not desk.refused(notice.NAME, ALERTS, BAD)
    assert desk.row().post.recipient == ALERTS


@pytest.mark.parametrize(
    ("kind", "refusal", "tries", "again"),
    [
        (digest.NAME, BAD, 0, True),
        (digest.NAME, BAD, 1, False),  # without its picture it was refused as well
        (digest.NAME, CLOSED, 0, False),
        (digest.NAME, Refusal(CANNOT_RENDER, "message"), 0, False),
        (reminder.NAME, BAD, 0, False),
    ],
)
def test_what_may_have_a_picture_is_tried_once_without(
    desk: Desk, kind: str, refusal: Refusal, tries: int, again: bool
) -> None:
    assert desk.refused(kind, "C1", refusal, tries) == again
    assert desk.row().reason == (refusal.error if again else None)
    assert bool(desk.notices()) != again


def test_reminders_of_somebody_who_has_left_are_given_anew(desk: Desk) -> None:
    """They reminded nobody, so the next in the chain gets them, by what the moment calls for."""
    due, given = ("m", day("2025-08-14")), Given("0", day("2025-08-14"))
    desk.outbox.add(Post("p", reminder.NAME, "U1", {}), NOW)
    with desk.reminders.file.writer() as db:
        desk.reminders.give(db, due, [given], "p")
    assert desk.refused(reminder.NAME, "U1", GONE)
    assert desk.reminders.is_gone("U1")
    assert (desk.row().state, desk.row().reason) == (VOID, "gone")
    assert desk.reminders.memory().given == {}
    assert desk.again == [NOW]


@pytest.mark.parametrize(("to", "elsewhere"), [("U1", ALERTS), (ALERTS, None)])
def test_anything_else_for_somebody_who_has_left_goes_elsewhere(desk: Desk, to: str, elsewhere: str | None) -> None:
    """But not to the very one who is gone."""
    assert desk.refused(digest.NAME, to, GONE) == (elsewhere is not None)
    assert (desk.row().state, desk.row().post.recipient) == (PENDING, elsewhere or to)
    assert desk.again == []


def test_what_is_said_of_a_lost_post_names_it(desk: Desk) -> None:
    """Its message, its kind and its day, asked of whoever looks after the bot."""
    desk.outbox.add(Post("p", reminder.NAME, None, {}), NOW)
    desk.decide.lost([replace(desk.row(), sent_with="q")], NOW)
    asked = desk.outbox.row("notice:lost:p")
    assert asked
    content = {"about": "lost", "key": "q", "kind": reminder.NAME, "recipient": "", "date": "2025-08-14"}
    assert (asked.post.recipient, asked.post.content) == (ALERTS, content)
