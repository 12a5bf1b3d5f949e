"""The clock's posts through slack_sdk against the local Slack: whatever goes wrong on the wire, one message comes."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.settings import COPENHAGEN
from bot.slack.sender import SlackPoster
from index.state.outbox import PARKED, SENT, Outbox, Post
from index.store.store import Store
from sandbox import LocalSlack
from scheduler.comparing import SETTLE
from scheduler.delivery import CIRCUIT
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from tests.sandbox import sandbox_bot
from tests.waiting import PATIENT

NOW = datetime(2027, 3, 1, 7, 30, tzinfo=UTC)
LOST = {"about": "refused", "error": "is_archived", "recipient": "C0OLD"}

ITEM = {
    "milestone": "m", "due": "2027-03-31", "rule": "30", "rule_day": "2027-03-01", "work_day": "2027-03-31",
    "case": "c", "name": "QX01", "title": "Titel", "goal": "Mål", "measured_by": "", "responsible": "KEID",
    "when": "Marts 2027", "place": ["forslag.txt", 1, None], "why": "unit_channel", "unit": "KEID", "instead_of": "",
}  # fmt: skip


class Office:
    def __init__(self, slack: LocalSlack, store: Store) -> None:
        self.slack, self.now = slack, NOW
        slack.move_clock(NOW)
        channel = slack.channel("#besparelser")
        self.work = Scheduler(store, SchedulerSettings(COPENHAGEN, alert_channel=channel, admins=()))
        self.outbox, self.channel = Outbox(store.file), channel
        poster = SlackPoster(sandbox_bot.client(slack))
        self.sender = self.work.sender(poster, lambda: self.now)

    def put(self, key: str, to: str | None = None) -> None:
        self.outbox.add(Post(key, "notice", to or self.channel, LOST), self.now)

    def rounds(self, count: int, apart: timedelta = timedelta(seconds=1)) -> None:
        for _ in range(count):
            self.now += apart
            self.sender.round(self.now)

    def state(self, key: str) -> str:
        row = self.outbox.row(key)
        assert row is not None
        return row.state

    def posted(self) -> list[str]:
        return [str(one.metadata) for one in self.slack.messages("#besparelser") if one.metadata]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with LocalSlack(patience=PATIENT) as slack, closing(Store(tmp_path / "sagsbot.db")) as store:
        yield Office(slack, store)


@pytest.mark.parametrize(
    "fault",
    [
        {"effect": "drop", "stored": True},
        {"effect": "drop", "stored": False},
        {"effect": "error", "error": "internal_error", "stored": True},
        {"effect": "error", "error": "internal_error", "stored": False},
        {"effect": "error", "error": "fatal_error", "stored": True},
        {"effect": "status", "status": 500, "stored": True},
        {"effect": "status", "status": 503, "stored": False},
        {"effect": "html", "stored": True},
        {"effect": "truncated", "stored": True},
    ],
    ids=lambda fault: "-".join(map(str, fault.values())),
)
def test_an_answer_that_says_neither_yes_nor_no_makes_one_message(office: Office, fault: dict[str, object]) -> None:
    """Stored or not, seen or not: it is looked for, and stands there once."""
    office.slack.fault("chat.postMessage", **fault)
    office.put("a")
    office.rounds(1)
    assert office.state("a") == "unknown"
    office.rounds(2, SETTLE)
    assert office.state("a") == SENT
    assert len(office.posted()) == 1


@pytest.mark.parametrize(("header", "seconds"), [("2", 2), ("1.5", 2), (None, 30), ("3600", 3600), ("soon", 30)])
def test_too_fast_waits_as_long_as_slack_says(office: Office, header: str | None, seconds: int) -> None:
    office.slack.fault("chat.postMessage", "ratelimited", retry_after=header)
    office.put("a")
    office.rounds(1)
    asked = office.now
    assert office.state("a") == "pending"
    office.rounds(1, timedelta(seconds=seconds - 1) if seconds > 2 else timedelta(milliseconds=900))
    assert office.posted() == []
    office.rounds(2)
    assert office.now - asked >= timedelta(seconds=seconds - 1)
    assert len(office.posted()) == 1


def test_a_channel_without_the_bot_is_parked_with_one_notice(office: Office) -> None:
    """And goes out, once, when it was invited and somebody pressed *Prøv igen*."""
    where = office.slack.workspace.conversation("#økonomi").id
    for key in "ab":
        office.outbox.add(Post(key, "reminder", where, {"items": [ITEM]}), office.now)
    office.rounds(8)
    assert [office.state(key) for key in "ab"] == [PARKED, PARKED]
    notices = [one.body["text"] for one in office.slack.messages("#besparelser") if one.metadata]
    assert len(notices) == 1
    assert "/invite" in notices[0]
    with office.slack.workspace.changing():
        office.slack.workspace.conversation("#økonomi").members.append(office.slack.app.user)
    assert office.outbox.resume(office.now, where) == 2
    office.rounds(4)
    assert len([one for one in office.slack.messages("#økonomi") if one.metadata]) == 1  # reminders merge


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
def test_a_refused_token_drops_nothing(office: Office, error: str) -> None:
    office.slack.fault("chat.postMessage", "error", error=error, stored=False)
    office.put("a")
    office.put("b")
    office.rounds(3)
    assert office.sender.closed_until
    assert office.posted() == []
    office.rounds(3, CIRCUIT)
    assert len(office.posted()) == 2
