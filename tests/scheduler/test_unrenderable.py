"""A post that no message can be made of: parked and told, while everything else goes out and the tick ends."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.state.outbox import PARKED, SENT, OutboxRow, Post
from index.store.store import Store
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from templates import Card
from tests.scheduler.played_year import ZONE
from tests.slack_in_memory import Clock, FakeSlack

NOW = datetime(2027, 3, 1, 7, 30, tzinfo=UTC)
ALERTS = "C0ALARM"


class Broken:
    """A kind of post whose message cannot be made."""

    def posts(self, now: datetime) -> list[Post]:
        return []

    def card(self, kept: OutboxRow, now: datetime, sending: bool) -> Card | None:
        raise ValueError("no such word")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "a.db")) as made:
        yield made


@pytest.mark.parametrize("kind", ["broken", "unheard-of"])
@pytest.mark.parametrize("to", ["U0BO", ALERTS])
def test_it_is_parked_and_told(store: Store, kind: str, to: str) -> None:
    """The tick ends, the post waits for somebody, and the alert channel has a notice that names it."""
    clock = Clock(NOW)
    slack = FakeSlack(clock)
    work = Scheduler(store, SchedulerSettings(ZONE, alert_channel=ALERTS), {"broken": Broken()})
    work.outbox.add(Post("bad", kind, to, {}), NOW)
    work.outbox.add(Post("good", "notice", "U0KIM", {"about": "refused", "error": "x", "recipient": "U1"}), NOW)
    rounds: list[float] = []

    def pause(seconds: float) -> bool:
        clock.now += timedelta(seconds=seconds)
        rounds.append(seconds)
        return len(rounds) > 20

    work.tick(NOW, work.sender(slack, clock), pause)
    assert len(rounds) <= 20
    states = {one.key: one.state for key in ("bad", "good") if (one := work.outbox.row(key))}
    assert states == {"bad": PARKED, "good": SENT}
    assert [one.post.content["error"] for one in work.outbox.sent_to(ALERTS)] == ["cannot_lay_out"]
