"""/healthz and /metrics: red when the clock stands still or posts do not get out."""

import re
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

import pytest

from bot import health as healths
from bot.health import (
    DEAF,
    NO_DATABASE,
    NO_TICK,
    NOT_RUNNING,
    OLD_POSTS,
    PROBLEMS,
    Health,
    HealthOfTenants,
    TenantHealth,
)
from index.db.engine import Unusable
from index.state.inbox import Inbox
from index.state.outbox import Outbox, Post
from index.state.reminders import Reminders
from index.store.store import Store
from tests import local_bot
from tests.waiting import until

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "sagsbot.db")) as made:
        yield made


def test_a_clock_that_never_ticked_is_not_well(store: Store) -> None:
    assert Health(store).problems(NOW) == [NO_TICK]


@pytest.mark.parametrize(
    ("seconds", "well"), [(0, True), (90, True), (101, False), (3600, False), (-90, True), (-3600, False)]
)
def test_three_missed_ticks_are_a_problem(store: Store, seconds: int, well: bool) -> None:
    """A tick that is still to come tells of a clock that was set back, and not that all is well."""
    Reminders(store.file).beat("tick", NOW - timedelta(seconds=seconds))
    assert Health(store).problems(NOW) == ([] if well else [NO_TICK])


def test_posts_that_do_not_get_out_are_a_problem(store: Store) -> None:
    """But not what waits for a recipient, or for a person to fix something: that is told elsewhere."""
    outbox = Outbox(store.file)
    Reminders(store.file).beat("tick", NOW)
    outbox.add(Post("a", "notice", None, {}), NOW - timedelta(hours=1))
    outbox.add(Post("b", "notice", "C0X", {}), NOW - timedelta(hours=1))
    outbox.park(["b"], "not_in_channel", NOW)
    assert Health(store).problems(NOW) == []
    outbox.add(Post("c", "notice", "C0X", {}), NOW - timedelta(minutes=16))
    assert Health(store).problems(NOW) == [OLD_POSTS]
    outbox.sent(["c"], "C0X", "1.0", NOW)
    assert Health(store).problems(NOW) == []


def test_nobody_being_heard_is_a_problem(store: Store) -> None:
    Reminders(store.file).beat("tick", NOW)
    assert Health(store, lambda: False).problems(NOW) == [DEAF]
    assert 'sagsbot_problem{kind="not_connected"} 1.0' in Health(store, lambda: False).metrics(NOW).decode()


def test_the_numbers_are_prometheus_text(store: Store) -> None:
    Outbox(store.file).add(Post("c", "notice", "C0X", {}), NOW - timedelta(minutes=16))
    Reminders(store.file).beat("tick", NOW - timedelta(seconds=7))
    lines = Health(store).metrics(NOW).decode().splitlines()
    assert 'sagsbot_outbox_rows{state="pending"} 1.0' in lines
    assert "sagsbot_tick_age_seconds 7.0" in lines
    assert "sagsbot_outbox_oldest_seconds 960.0" in lines
    assert "sagsbot_healthy 0.0" in lines
    assert 'sagsbot_problem{kind="no_tick"} 0.0' in lines
    assert 'sagsbot_problem{kind="old_posts"} 1.0' in lines
    assert all(re.fullmatch(r"#.*|[a-z_]+(\{[^}]*\})? \S+", line) for line in lines if line)


def test_the_numbers_name_nobody(tmp_path: Path) -> None:
    """Of all that the samples and a request hold, states, kinds and the version are the only words."""
    with closing(Store(local_bot.samples(tmp_path))) as store:
        Inbox(store.file).keep("Ev0PERSON", {"user": "U0ANNEPETRA", "text": "hvem er fyret?"}, NOW)
        told = Health(store).metrics(NOW + timedelta(seconds=5)).decode()
    assert "sagsbot_inbox_oldest_seconds 5.0" in told
    assert "sagsbot_newest_report_days" in told
    labels = set(re.findall(r'(\w+)="([^"]*)"', told))
    words = {"new", "pending", *PROBLEMS, version("sagsbot")}
    assert {name for name, _ in labels} <= {"state", "kind", "version"}
    assert {value for _, value in labels} <= words


# ---------------------------------------------------------------- several tenants


def several(**found: Health | None) -> HealthOfTenants:
    made = tuple(TenantHealth(name) for name in found)
    for one in made:
        one.found = found[one.name]
    return HealthOfTenants(made)


def test_of_several_tenants_each_is_told(store: Store) -> None:
    """The process is of use as long as one of them is well."""
    Reminders(store.file).beat("tick", NOW)
    told = several(odense=Health(store), aarhus=None).report(NOW)
    assert told.is_of_use
    wrong = {"odense": [], "aarhus": [NOT_RUNNING]}
    assert told.body == {"ok": False, "problems": [NOT_RUNNING], "tenants": wrong}
    assert not several(odense=None, aarhus=None).report(NOW).is_of_use


def test_the_numbers_of_several_tenants_are_one_family_each(store: Store) -> None:
    """As Prometheus wants it; what is not known of one is not told of it."""
    Reminders(store.file).beat("tick", NOW)
    lines = several(odense=Health(store), aarhus=None).metrics(NOW).decode().splitlines()
    assert len(lines) == len(set(lines))
    assert 'sagsbot_healthy{tenant="odense"} 1.0' in lines
    assert 'sagsbot_healthy{tenant="aarhus"} 0.0' in lines
    assert 'sagsbot_problem{kind="not_running",tenant="aarhus"} 1.0' in lines
    assert 'sagsbot_problem{kind="no_tick",tenant="aarhus"} 0.0' in lines
    assert not [one for one in lines if one.startswith("sagsbot_tick_age_seconds") and "aarhus" in one]
    assert all("tenant=" in one for one in lines if not one.startswith("#"))


class Unanswered(Health):
    """Of a database that answers when it is told to."""

    def __init__(self, answers: threading.Event) -> None:
        self._answers = answers

    def problems(self, now: datetime) -> list[str]:
        self._answers.wait()
        raise Unusable("unreachable", Path("a"))


def test_a_database_that_does_not_answer_holds_up_no_other(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is asked once at a time."""
    monkeypatch.setattr(healths, "ANSWER_S", 0.05)
    Reminders(store.file).beat("tick", NOW)
    answers = threading.Event()
    both = several(aarhus=Unanswered(answers), odense=Health(store))
    until(lambda: both.report(NOW).body["tenants"] == {"aarhus": [NO_DATABASE], "odense": []}, "what is wrong is told")
    assert len({both.tenants[0].ask(NOW) for _ in range(3)}) == 1
    answers.set()
    assert both.tenants[0].ask(NOW).result() == ([NO_DATABASE], [])
