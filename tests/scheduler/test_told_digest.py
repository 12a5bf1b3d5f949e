"""A button on a digest opens what that digest told, whatever was told or done since."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import COPENHAGEN
from index.state.people import Person
from index.state.reminders import Mark, Reminders
from index.store.store import Store
from scheduler.posts import digest
from scheduler.posts.digest import Wanted, come_since, compose_told, told_now
from scheduler.posts.told_digest import ToldDigest, told_digest
from scheduler.rules.watched_cases import milestone_key
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from templates import ids, limits, render_digest, render_digest_part
from templates.views.digest_parts import behind, openable
from tests.scheduler.test_digest import DECEMBER, JUNE, OLD, row
from tests.scheduler.test_digest_cases import GOAL, WORK, report
from tests.scheduler.test_digest_cases import store as store  # noqa: PLC0414  # a fixture
from tests.slack_in_memory import Clock, FakeSlack
from tests.templates.made_digests import FULL

CHANNEL = "C0LEDELSE"
SETTINGS = SchedulerSettings(COPENHAGEN, digest_channel=CHANNEL)
MONDAY = datetime(2025, 9, 22, 8, 0, tzinfo=COPENHAGEN)
HOW = (COPENHAGEN, WORK)
WANTED = Wanted(CHANNEL, "da")
moments = st.datetimes(datetime(2020, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC))


@given(moments, st.none() | moments, st.integers(0, 9999), st.lists(st.integers(1, 9999), max_size=60))
def test_what_fixes_a_digest_stands_in_a_button(
    at: datetime, since: datetime | None, documents: int, found: list[int]
) -> None:
    """To the microsecond, and within an option of a menu; more subscriptions than it has room for are those of now."""
    told = ToldDigest(CHANNEL, at, since, documents, tuple(found))
    assert len(f"documents {told.value}") <= 150
    assert told_digest(told.value) in (told, replace(told, subscriptions=None))
    assert len(found) > 8 or told_digest(told.value) == told


@pytest.mark.parametrize("value", ["", "C0LEDELSE", "U0CHEF x y z", "C0 1 - 2 a,b", "C0 1 - 2 3 4"])
def test_a_button_of_an_earlier_version_fixes_nothing(value: str) -> None:
    assert told_digest(value) is None


@pytest.fixture
def sent(store: Store) -> Iterator[tuple[Store, ToldDigest, str]]:
    """The first digest, posted on a Monday: what its button says, and its text."""
    work, slack, now = Scheduler(store, SETTINGS), FakeSlack(Clock(MONDAY)), MONDAY
    told = told_now(store, WANTED, now)
    text = render_digest(compose_told(store, told, WANTED, HOW), "da").text
    Reminders(store.file).beat("began", now - timedelta(days=7))
    with closing(store):
        work.tick(now, work.sender(slack, lambda: now), lambda seconds: True)
        yield store, told, text


def test_a_digest_opens_what_it_told_though_it_is_the_last_one_now(sent: tuple[Store, ToldDigest, str]) -> None:
    """Counted from itself it would tell of no change at all."""
    store, told, text = sent
    assert digest.last_digest(Scheduler(store, SETTINGS).outbox, CHANNEL) == MONDAY
    assert "Nyt i rapporterne" in text
    assert render_digest(compose_told(store, told, WANTED, HOW), "da").text == text
    assert come_since(store, told) == []


def test_what_was_done_since_was_not_done_then(sent: tuple[Store, ToldDigest, str]) -> None:
    store, told, text = sent
    later = MONDAY + timedelta(days=1)
    due = (milestone_key(GOAL), GOAL.all_dues[0][1])
    Reminders(store.file).mark(due, Mark("done", Person("U1", "Bo"), later, later.date()))
    assert render_digest(compose_told(store, told, WANTED, HOW), "da").text == text


def test_what_came_in_since_is_said(sent: tuple[Store, ToldDigest, str]) -> None:
    """A report more is named; one that was read anew may have changed what was told."""
    store, told, _ = sent
    later = datetime(2025, 9, 23, tzinfo=UTC)
    store.replace(report("status-ny.txt", JUNE, row("BB01", "green", "status-ny.txt")), "9", later)
    assert come_since(store, told) == ["status-ny.txt"]
    store.replace(report(OLD, DECEMBER, row("AA01", "red", OLD)), "10", later)
    assert come_since(store, told) is None


def test_every_number_of_the_digest_can_be_opened(sent: tuple[Store, ToldDigest, str]) -> None:
    """As many lines as the number says, each with its place."""
    store, told, _ = sent
    made = compose_told(store, told, WANTED, HOW)
    names = dict(openable(made, "da"))
    for one in made.counts:
        part = behind(made, one.colour, "da")
        assert (len(part.lines) if part else 0) == one.count
        assert (one.colour in names) == bool(one.count)
    assert {"overdue", "coming", "promised", "at_risk", "moved"} <= set(names)
    assert sum(one.saving_tkr for one in made.shares) == sum(one.promised_tkr for one in made.savings)
    lines = render_digest_part(made, "overdue", "da").split("\n")
    assert lines[0] == "Overskredne milepæle (1)"
    assert "[forslag.txt, linje 9]" in lines[-1]
    assert render_digest_part(made, "no such number", "da").startswith("Der er ikke længere")


def test_the_menu_of_numbers_is_within_the_limits() -> None:
    told = ToldDigest("C0123456789", MONDAY, MONDAY - timedelta(days=7), 400, tuple(range(100, 200)))
    card = digest.digest_card(FULL, WANTED, MONDAY, told)
    assert limits.problems(card.blocks, card.text) == []
    (row_of_buttons,) = (block["elements"] for block in card.blocks if block["type"] == "actions")
    assert [one["action_id"] for one in row_of_buttons[:2]] == [ids.DIGEST_ALL, ids.DIGEST_BEHIND]
