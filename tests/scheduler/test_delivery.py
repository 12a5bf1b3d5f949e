"""Outbox → Slack: what each answer of Slack's means for a row, and that nothing is posted twice or lost."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from index.db.database import DatabaseFile
from index.state.outbox import ASKED, PARKED, PENDING, SENDING, SENT, UNKNOWN, VOID, Outbox, Post
from index.state.posting import BEHIND, Place, Posting
from scheduler.comparing import LOOK_AGAIN, SETTLE, InMemory
from scheduler.delivery import A_CHANNEL, ASK_AFTER, AT_ONCE, CIRCUIT, MOST_PAGES, Sender, SenderHooks
from scheduler.poster import mark_of
from scheduler.posts.post_part import PostPart
from templates import Card
from tests.slack_in_memory import Clock, FakeSlack, Killed, hooks

NOW = datetime(2027, 3, 1, 7, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
BEFORE = 2  # so often history is asked before the first message: there, and where things go that have no recipient


class Office:
    """An outbox, a Slack, and a sender between them whose time is moved by hand."""

    def __init__(self, path: Path) -> None:
        self.file = DatabaseFile(path)
        self.clock = Clock(NOW)
        self.outbox, self.slack, self.told = Outbox(self.file), FakeSlack(self.clock), list[tuple[str, str]]()
        self.sender = Sender(self.outbox, self.slack, hooks(self.told), self.clock)

    def put(self, key: str, to: str | None = "U0BO") -> None:
        self.outbox.add(Post(key, "notice", to, {}), self.clock.now)

    def round(self, later: timedelta = timedelta(0)) -> list[str]:
        self.clock.now += later
        return [kept.key for kept in self.sender.round(self.clock.now)]

    def state(self, key: str) -> str:
        row = self.outbox.row(key)
        assert row is not None
        return row.state

    def restart(self) -> None:
        self.outbox.recover(self.clock.now, self.clock.now + SETTLE)
        self.sender = Sender(self.outbox, self.slack, hooks(self.told), self.clock)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "sagsbot.db")
    with closing(made.file):
        yield made


def test_a_post_goes_out_once_and_says_where(office: Office) -> None:
    office.put("a")
    assert office.round() == ["a"]
    assert office.round(SECOND) == []
    row = office.outbox.row("a")
    assert row is not None
    assert (row.state, row.channel, row.ts) == (SENT, "U0BO", office.slack.messages[0].ts)


def test_a_key_is_put_once(office: Office) -> None:
    office.put("a")
    assert not office.outbox.add(Post("a", "notice", "U0ANNE", {}), NOW)
    office.round()
    assert not office.outbox.add(Post("a", "notice", "U0BO", {}), NOW)
    assert office.round(SECOND) == []


def test_what_was_stored_without_an_answer_is_found_and_not_sent_again(office: Office) -> None:
    office.put("a")
    office.slack.faults = deque(["drop_after"])
    assert office.round() == []
    assert office.state("a") == UNKNOWN
    assert office.round(SETTLE - SECOND) == []
    assert office.slack.looked == BEFORE
    assert office.round(SECOND) == ["a"]
    assert office.slack.times() == {mark_of("a"): 1}


def test_what_never_arrived_is_sent_again_after_looking(office: Office) -> None:
    office.put("a")
    office.slack.faults = deque(["internal_before"])
    office.round()
    assert office.slack.looked == BEFORE
    assert office.round(SETTLE) == ["a"]
    assert office.slack.times() == {mark_of("a"): 1}
    assert office.slack.looked == BEFORE + 1


@pytest.mark.parametrize("fault", ["killed_before", "killed_after"])
def test_a_stop_while_it_is_sent_is_cleared_up_after_the_start(office: Office, fault: str) -> None:
    office.put("a")
    office.slack.faults = deque([fault])
    with pytest.raises(Killed):
        office.round()
    assert office.state("a") == SENDING
    office.restart()
    assert office.state("a") == UNKNOWN
    for _ in range(30):
        office.round(SECOND)
    assert office.state("a") == SENT
    assert office.slack.times() == {mark_of("a"): 1}


def test_history_that_lags_is_waited_for(office: Office) -> None:
    office.put("a")
    office.slack.faults, office.slack.lag = deque(["drop_after"]), (SETTLE - SECOND).total_seconds()
    office.round()
    for _ in range(60):
        office.round(SECOND)
    assert office.slack.times() == {mark_of("a"): 1}


def test_history_that_fails_proves_nothing(office: Office) -> None:
    """For a day it is asked again; then a person is."""
    office.put("a")
    office.slack.faults = deque(["drop_after"])
    office.round()
    office.slack.trouble = "timeout"
    office.round(SETTLE)
    assert office.state("a") == UNKNOWN
    while office.clock.now < NOW + ASK_AFTER - LOOK_AGAIN:
        office.round(timedelta(hours=1) - SECOND)
    assert office.state("a") == UNKNOWN
    office.round(timedelta(hours=1))
    assert (office.state("a"), office.told) == (ASKED, [("a", "lost")])
    assert office.slack.times() == {mark_of("a"): 1}


def test_history_that_is_too_long_to_be_read_proves_nothing(office: Office) -> None:
    """The message may stand before all that was read."""
    office.put("a")
    office.slack.faults = deque(["drop_after"])
    office.round()
    office.round(SECOND)
    office.slack.talk("U0BO", (MOST_PAGES + 1) * office.slack.a_page)
    for _ in range(5):
        office.round(SETTLE)
    assert (office.state("a"), office.slack.times()) == (UNKNOWN, {mark_of("a"): 1})
    office.round(ASK_AFTER)
    assert (office.state("a"), office.told) == (ASKED, [("a", "lost")])


def test_the_day_is_counted_from_the_try_and_not_from_when_it_was_made(office: Office) -> None:
    """What waited long before it was tried is looked for a whole day as well."""
    office.put("a")
    office.clock.now += 2 * ASK_AFTER
    office.slack.faults = deque(["drop_after"])
    office.round()
    office.slack.trouble = "timeout"
    office.round(SETTLE)
    assert (office.state("a"), office.told) == (UNKNOWN, [])


def test_a_token_that_is_refused_for_days_proves_nothing_either(office: Office) -> None:
    """Nobody is asked for what a working token can find."""
    office.put("a")
    office.slack.faults = deque(["drop_after"])
    office.round()
    office.slack.token = "token_revoked"
    for _ in range(3):
        office.round(timedelta(days=1))
    assert (office.state("a"), office.told) == (UNKNOWN, [])
    office.slack.token = None
    assert office.round(CIRCUIT) == ["a"]
    assert office.slack.times() == {mark_of("a"): 1}


@pytest.mark.parametrize("seconds", [0.0, 1.5, 2.0, 3600.0])
def test_too_fast_waits_in_that_conversation_only(office: Office, seconds: float) -> None:
    office.slack.faults = deque([f"limited:{seconds}"])
    office.put("a")
    assert office.round() == []
    assert office.state("a") == PENDING
    office.put("b", "U0ANNE")
    if seconds > 1:
        assert office.round(SECOND) == ["b"]
        assert office.round(timedelta(seconds=seconds) - SECOND - timedelta(milliseconds=1)) == []
    assert "a" in office.round(timedelta(seconds=max(seconds, 1)))
    assert office.slack.times()[mark_of("a")] == 1


def test_too_fast_holds_back_what_comes_to_that_conversation_meanwhile(office: Office) -> None:
    """Slack has said how long it takes nothing there: that is not true of one message alone."""
    office.slack.faults = deque(["limited:60"])
    office.put("a")
    office.round()
    office.put("b")
    assert office.round(timedelta(seconds=59)) == []
    assert office.slack.asked == 1
    office.round(SECOND)
    office.round(A_CHANNEL)
    assert (office.state("a"), office.state("b")) == (SENT, SENT)


def test_a_refused_channel_is_parked_and_the_rest_goes_on(office: Office) -> None:
    office.slack.closed = {"C0ARCHIVED": "is_archived"}
    office.put("a", "C0ARCHIVED")
    office.put("b", "U0ANNE")
    assert office.round() == ["b"]
    assert (office.state("a"), office.told) == (PARKED, [("a", "is_archived")])
    assert office.round(timedelta(days=1)) == []
    office.slack.closed = {}
    assert office.outbox.resume(office.clock.now, "C0ARCHIVED") == 1
    assert office.round(SECOND) == ["a"]
    assert office.slack.times() == {mark_of("a"): 1, mark_of("b"): 1}


def test_a_refused_token_stops_all_and_drops_nothing(office: Office) -> None:
    office.slack.token = "token_revoked"
    for key in "abc":
        office.put(key, f"U0{key}")
    assert office.round() == []
    assert office.sender.closed_until == office.clock.now + CIRCUIT
    assert office.round(CIRCUIT - SECOND) == []
    office.slack.token = None
    assert sorted(office.round(SECOND)) == ["a", "b", "c"]
    assert office.sender.closed_until is None
    assert office.told == []


def test_a_refused_token_is_not_tried_at_once_by_the_next_process(office: Office) -> None:
    """One that is started again for it would ask Slack without end."""
    office.put("before")
    office.round()  # the conversation has been compared
    office.slack.token = "token_revoked"
    office.put("a")
    office.round(A_CHANNEL)
    row = office.outbox.row("a")
    assert row is not None
    assert row.not_before == office.clock.now + CIRCUIT
    assert office.sender.closed_until == office.clock.now + CIRCUIT  # nor is anything else by this one


def test_what_has_no_recipient_goes_elsewhere_or_waits(office: Office) -> None:
    office.put("a", None)
    office.sender = Sender(office.outbox, office.slack, hooks(office.told, None), office.clock)
    assert office.round() == []
    office.restart()
    assert office.round(SECOND) == ["a"]
    assert office.slack.messages[0].channel == "C0ALARM"


def test_what_has_nothing_left_to_tell_is_put_away(office: Office) -> None:
    office.put("a")
    silent = hooks(office.told)
    office.sender.hooks = SenderHooks(lambda rows: None, silent.batch, silent.elsewhere, silent.refused, silent.lost)
    assert office.round() == []
    assert office.state("a") == VOID


def test_several_rows_are_one_message(office: Office) -> None:
    for key in "abc":
        office.put(key)
    one = hooks(office.told)
    office.sender.hooks = SenderHooks(
        lambda rows: Card([], "x"), lambda rows: [rows], one.elsewhere, one.refused, one.lost
    )
    office.slack.faults = deque(["drop_after"])
    office.round()
    assert office.round(SETTLE) == ["a", "b", "c"]
    assert len(office.slack.messages) == 1


@pytest.mark.slow
def test_two_hours_down_drain_at_the_pace_of_slack(office: Office) -> None:
    """200 rows over 40 conversations: one a second in each, oldest first, none twice, none lost."""
    for at in range(200):
        office.put(f"{at:03}", f"U{at % 40:02}")
        office.clock.now += timedelta(seconds=30)
    rounds = 0
    while office.outbox.fronts():
        assert len(office.round(SECOND)) <= AT_ONCE
        rounds += 1
    assert rounds <= 200 / AT_ONCE + 5
    by_place = defaultdict[str, list[datetime]](list)
    for one in office.slack.messages:
        by_place[one.channel].append(one.at)
    gaps = [later - before for times in by_place.values() for before, later in pairwise(times)]
    assert min(gaps) >= A_CHANNEL
    order = [one.mark for one in office.slack.messages if one.channel == "U07"]
    assert order == [mark_of(f"{at:03}") for at in range(7, 200, 40)]
    assert Counter(office.slack.times().values()) == {1: 200}


def test_when_our_clock_is_set_what_slack_may_have_waits_anew(office: Office) -> None:
    """A day ahead in one step: not a second has passed for Slack, whose history lags."""
    steady = Clock(NOW)
    office.sender.steady = lambda: float(steady.now.timestamp())
    office.put("a")
    office.slack.faults, office.slack.lag = deque(["drop_after"]), 9
    office.round()
    wrong = timedelta(days=1)
    office.clock.now += wrong
    office.slack.messages[0] = replace(office.slack.messages[0], shown_from=NOW + wrong + timedelta(seconds=9))
    for _ in range(30):
        office.round(SECOND)
        steady.now += SECOND
    assert office.slack.times() == {mark_of("a"): 1}


@pytest.mark.parametrize("hours", [-24, 24])
def test_when_our_clock_is_set_a_database_that_was_put_back_waits_anew(office: Office, hours: int) -> None:
    """What its later life posted just before is not in the history yet."""
    slacks, outside = Clock(NOW), InMemory()
    office.slack.clock, office.slack.lag, outside.number = slacks, 9, 1
    office.slack.post("U0BO", Card([], "a"), [mark_of("a")])
    office.sender = Sender(
        office.outbox,
        office.slack,
        hooks(office.told),
        office.clock,
        outside=outside,
        steady=lambda: float(slacks.now.timestamp()),
    )
    office.put("a")
    office.clock.now += timedelta(hours=hours)
    for _ in range(30):
        office.round(SECOND)
        slacks.now += SECOND
    assert office.state("a") == SENT
    assert office.slack.times() == {mark_of("a"): 1}


def test_what_people_wrote_since_hides_no_post_from_a_database_that_knows_of_none(office: Office) -> None:
    """It was lost, and with it the number outside; the post is not on the first page of the history."""
    office.slack.post("C0BO", Card([], "a"), [mark_of("a")])
    office.slack.talk("C0BO", 2 * office.slack.a_page + 1)
    office.put("a", "C0BO")
    for _ in range(3):
        office.round(SECOND)
    assert office.state("a") == SENT
    assert office.slack.times() == {mark_of("a"): 1}


def test_nothing_waits_for_a_clock_that_was_ahead(office: Office) -> None:
    """Ten years ahead Slack said to wait a minute; the clock was put right while the bot was stopped."""
    office.clock.now += timedelta(days=3650)
    office.put("a")
    office.slack.faults = deque(["limited:60"])
    office.round()
    office.clock.now = NOW
    office.restart()
    assert office.round() == ["a"]


def test_what_was_told_in_several_messages_is_none_of_them(office: Office) -> None:
    """A later life of the database told its parts one by one: it is put away, and no message is taken for it."""
    office.sender.hooks = replace(office.sender.hooks, parts=lambda post: (PostPart("one"), PostPart("two")))
    places = {mark_of(name): Place("U0BO", f"{at}.0") for at, name in enumerate(("one", "two"), 1)}
    Posting(office.file).tell(places)
    office.put("a")
    assert office.round() == []
    row = office.outbox.row("a")
    assert row is not None
    assert (row.state, row.reason, row.ts) == (VOID, "told_before", None)
    assert office.slack.messages == []


def test_the_number_outside_alone_shows_that_a_copy_was_put_back(office: Office, tmp_path: Path) -> None:
    """Where no history can be read. Without it a post of the copy that was told since would come again."""
    office.sender.outside = InMemory()
    office.put("a")
    office.round()
    copy = Office(tmp_path / "copy.db")
    copy.slack.unreadable = {"U0BO", "C0ALARM"}
    copy.sender = Sender(copy.outbox, copy.slack, hooks(copy.told), copy.clock, outside=office.sender.outside)
    copy.put("a")
    copy.round()
    assert (copy.slack.messages, copy.sender.comparison.posting.life().state) == ([], BEHIND)
