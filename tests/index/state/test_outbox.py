"""The rows of the outbox: what is taken together, taken back, put off and tried again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.db.database import DatabaseFile
from index.state.outbox import ASKED, PARKED, PENDING, SENDING, SENT, UNKNOWN, Outbox, Post, withdraw

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    made = Outbox(DatabaseFile(tmp_path / "a.db"))
    for key, to in (("a", "C1"), ("b", "C1"), ("c", "C2")):
        made.add(Post(key, "notice", to, {"key": key}), NOW)
    return made


def states(outbox: Outbox) -> dict[str, str]:
    rows = outbox.file.reader().rows("SELECT key, state FROM outbox ORDER BY key")
    return dict(rows)


def test_rows_are_claimed_together_or_not_at_all(outbox: Outbox) -> None:
    """One of them is on its way with somebody else: none of the others may be posted with it."""
    assert outbox.claim(["a"], NOW)
    assert not outbox.claim(["a", "b"], NOW)
    assert states(outbox) == {"a": SENDING, "b": PENDING, "c": PENDING}
    assert outbox.claim(["b", "c"], NOW)


@pytest.mark.parametrize("state", [PENDING, SENDING, SENT])
def test_only_what_is_not_on_its_way_is_taken_back(outbox: Outbox, state: str) -> None:
    """Slack may have the others: a row that is gone could not be looked for."""
    if state != PENDING:
        outbox.claim(["a"], NOW)
    if state == SENT:
        outbox.sent(["a"], "C1", "1.1", NOW)
    with outbox.file.writer() as db:
        assert withdraw(db, "a") is (state == PENDING)
    assert states(outbox).get("a") == (None if state == PENDING else state)


def test_what_is_parked_is_tried_again_for_the_recipient_that_was_mended(outbox: Outbox) -> None:
    """The others still wait for theirs; without a recipient all are tried."""
    outbox.park(["a", "b", "c"], "is_archived", NOW)
    assert outbox.resume(LATER, "C1") == 2
    assert states(outbox) == {"a": PENDING, "b": PENDING, "c": PARKED}
    assert outbox.resume(LATER) == 1


def test_after_a_stop_nothing_is_put_off_for_longer_than_a_day(outbox: Outbox) -> None:
    """What seems to be was put off by a clock that was wrong, and is due."""
    day = NOW + timedelta(hours=24)
    outbox.later(["a"], day, "ratelimited", NOW)
    outbox.later(["b"], day + timedelta(hours=2), "ratelimited", NOW)
    outbox.recover(NOW, LATER)
    assert [row.not_before for row in map(outbox.row, "ab") if row] == [day, NOW]


def test_what_is_on_its_way_is_not_rewritten(outbox: Outbox) -> None:
    """Slack may have it, and what it told then is what is looked for."""
    outbox.claim(["a"], NOW)
    for key in "ab":
        outbox.rewrite(key, {"key": "new"}, NOW)
    assert [row.post.content["key"] for row in map(outbox.row, "ab") if row] == ["a", "new"]


def test_what_is_resumed_may_go_out_at_once(outbox: Outbox) -> None:
    """Whatever it was put off to before it was parked."""
    outbox.later(["a"], LATER, "ratelimited", NOW)
    outbox.park(["a"], "is_archived", NOW)
    outbox.resume(NOW + SECOND, "C1")
    assert {kept.key for kept in outbox.ready(NOW + SECOND, "C1")} == {"a", "b"}


@pytest.mark.parametrize(("moment", "ready"), [(LATER - SECOND, False), (LATER, True)])
def test_what_is_put_off_waits_until_its_moment(outbox: Outbox, moment: datetime, ready: bool) -> None:
    outbox.later(["c"], LATER, None, NOW)
    assert bool(outbox.ready(moment, "C2")) is ready


def test_after_a_stop_what_was_on_its_way_is_looked_for(outbox: Outbox) -> None:
    """What is sent, waits or was asked about stays as it is."""
    outbox.claim(["a"], NOW)
    outbox.claim(["b"], NOW)
    outbox.sent(["b"], "C1", "1.1", NOW)
    outbox.park(["c"], "unknown", NOW, ASKED)
    assert outbox.recover(NOW, LATER) == 1
    assert states(outbox) == {"a": UNKNOWN, "b": SENT, "c": ASKED}
    assert outbox.doubtful(LATER - SECOND) == []
    assert [kept.key for kept in outbox.doubtful(LATER)] == ["a"]


def test_a_key_is_put_once_whatever_became_of_it(outbox: Outbox) -> None:
    outbox.claim(["a"], NOW)
    outbox.sent(["a"], "C1", "1.1", NOW)
    assert not outbox.add(Post("a", "notice", "C9", {}), LATER)
    assert [kept.post.recipient for kept in outbox.sent_to("C1")] == ["C1"]


def test_what_was_put_is_told_once(outbox: Outbox) -> None:
    assert [kept.key for kept in outbox.tell()] == ["a", "b", "c"]
    outbox.add(Post("d", "notice", "C1", {}), LATER)
    assert [kept.key for kept in outbox.tell()] == ["d"]


def test_the_oldest_that_could_go_out(outbox: Outbox) -> None:
    """Not what has nowhere to go, and not what a person must mend."""
    outbox.add(Post("nobody", "notice", None, {}), NOW - timedelta(days=1))
    outbox.park(["a"], "is_archived", NOW)
    outbox.add(Post("e", "notice", "C1", {}), LATER)
    assert outbox.oldest() == NOW
    outbox.park(["b", "c"], "is_archived", NOW)
    assert outbox.oldest() == LATER


def test_what_slack_may_have_is_waited_for_too(outbox: Outbox) -> None:
    """Else a post that nobody knows of for a day is no problem of health."""
    outbox.add(Post("e", "notice", "C1", {}), LATER)
    assert outbox.claim(["a", "b", "c"], NOW)
    assert outbox.oldest() == NOW
    outbox.unknown(["a", "b", "c"], LATER, "timeout", NOW)
    assert outbox.oldest() == NOW
    outbox.sent(["a", "b", "c"], "C1", "1.0", NOW)
    assert outbox.oldest() == LATER
