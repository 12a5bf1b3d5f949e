"""Any order of posts, faults, stops and starts: each post stands in Slack exactly once. And five planted errors are
caught, so that the search is known to see."""

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from index.database import DatabaseFile
from index.outbox import SENT, Outbox, Post
from scheduler import delivery
from scheduler.delivery import SETTLE, Sender, Unsure, mark_of
from tests.fake_slack import FakeSlack, Killed, desk

NOW = datetime(2027, 3, 1, 7, 30, tzinfo=UTC)
FAULTS = ("lost", "unheard", "limited", "token", "killed", "killed_after")
PEOPLE = ("U0BO", "U0ANNE")


class Machine(RuleBasedStateMachine):
    sender: ClassVar[type[Sender]] = Sender
    outbox: ClassVar[type[Outbox]] = Outbox

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="sagsbot-")
        self.file = DatabaseFile(Path(self.folder.name) / "outbox.db")
        self.file.connection().execute("PRAGMA synchronous = OFF")  # no power is cut here
        self.slack, self.keys = FakeSlack(NOW), list[str]()
        self.start()

    def start(self) -> None:
        self.box = self.outbox(self.file)
        self.box.recover(self.slack.now)
        self.posting = self.sender(self.box, self.slack, desk([]))

    @rule(to=st.sampled_from(PEOPLE), again=st.booleans())
    def put(self, to: str, again: bool) -> None:
        """A new post; or one that was put before, as a second tick would."""
        if again and self.keys:
            self.box.add(Post(self.keys[-1], "notice", to, {}), self.slack.now)
            return
        self.keys.append(f"post{len(self.keys)}")
        self.box.add(Post(self.keys[-1], "notice", to, {}), self.slack.now)

    @rule(fault=st.sampled_from(FAULTS))
    def fault(self, fault: str) -> None:
        self.slack.faults.append(fault)

    @rule(seconds=st.sampled_from((1, 1, 3, 10, 61)))
    def round(self, seconds: int) -> None:
        self.slack.now += timedelta(seconds=seconds)
        try:
            self.posting.round(self.slack.now)
        except Killed:
            self.start()

    @rule(state=st.sampled_from(((0, False), (9, False), (9, False), (3, True))))
    def history(self, state: tuple[int, bool]) -> None:
        self.slack.lag, self.slack.history_down = timedelta(seconds=state[0]), state[1]

    @rule()
    def stop(self) -> None:
        self.start()

    @invariant()
    def never_twice(self) -> None:
        assert all(count == 1 for count in self.slack.times().values()), self.slack.times()

    def teardown(self) -> None:
        """When everything works again, all is there."""
        try:
            self.slack.faults, self.slack.history_down = [], False
            for _ in range(3 * len(self.keys) + 12):
                self.slack.now += timedelta(seconds=31)
                self.posting.round(self.slack.now)
            self.never_twice()
            assert set(self.slack.times()) == {mark_of(key) for key in self.keys}
            assert {row.state for key in self.keys if (row := self.box.row(key))} <= {SENT}
        finally:
            self.file.close()
            self.folder.cleanup()


def search(machine: type[Machine], examples: int, steps: int) -> None:
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=how)


def test_nothing_is_posted_twice_or_lost() -> None:
    search(Machine, 40, 30)


@pytest.mark.slow
def test_nothing_is_posted_twice_or_lost_in_many_ways() -> None:
    search(Machine, 400, 30)


# ---------------------------------------------------------------- five errors that others made


class RetriesAfterATimeout(Sender):
    """Posts again what got no answer."""

    def _noted(self, rows: Sequence[Any], outcome: Any, now: datetime) -> Sequence[Any]:
        if isinstance(outcome, Unsure):
            self.outbox.later([kept.key for kept in rows], now, "again", now)
            return []
        return super()._noted(rows, outcome, now)


class NotesFirst(Sender):
    """Calls it sent before it is."""

    def _post(self, rows: Sequence[Any], now: datetime) -> Sequence[Any]:
        keys = [kept.key for kept in rows]
        self.outbox.sent(keys, "D", "0", now)
        self.poster.post(rows[0].post.recipient, self.desk.compose(rows), mark_of(keys[-1]))  # type: ignore[arg-type]
        return rows


class NoUniqueKey(Outbox):
    """Puts a post that was put before once more."""

    def add(self, post: Post, now: datetime) -> bool:
        if self.row(post.key):
            self.later([post.key], now, None, now)
            return True
        return super().add(post, now)


class NoRecovery(Outbox):
    """Takes what was being posted for not posted."""

    def recover(self, now: datetime) -> int:
        with self.file.writing() as db:
            return int(db.execute("UPDATE outbox SET state = 'pending' WHERE state = 'sending'").rowcount)


def planted(name: str, **changed: Any) -> type[Machine]:
    return type(name, (Machine,), changed)


@pytest.mark.parametrize(
    "machine",
    [
        planted("Retries", sender=RetriesAfterATimeout),
        planted("First", sender=NotesFirst),
        planted("NoKey", outbox=NoUniqueKey),
        planted("NoStart", outbox=NoRecovery),
    ],
    ids=lambda machine: machine.__name__,
)
def test_a_planted_error_is_caught(machine: type[Machine]) -> None:
    with pytest.raises((AssertionError, Killed)):
        search(machine, 300, 30)


def test_looking_too_early_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the wait before looking, a history that lags makes a second post."""
    assert timedelta(seconds=9) < SETTLE
    monkeypatch.setattr(delivery, "SETTLE", timedelta(0))
    with pytest.raises(AssertionError):
        search(planted("NoSettle"), 300, 30)
