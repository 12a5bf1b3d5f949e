"""Of several processes on one database one posts, on every engine; whoever was held up is refused by its number."""

import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.db.engine import Address, Database
from index.db.opening import open_database
from index.state.leases import LENGTH, Turn, TurnLost
from index.state.outbox import PENDING, SENDING, UNKNOWN, Outbox, Post
from index.store.store import Store
from scheduler.settings import SchedulerSettings
from scheduler.tick import LATEST, Scheduler
from tests.processes import Start
from tests.slack_in_memory import Clock, FakeSlack

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HOLDER = (
    "import sys; from pathlib import Path\n"
    "from index.db.opening import open_database; from index.state.leases import Turn\n"
    "t = Turn(open_database(Path(sys.argv[1]))); print(t.take().fence, flush=True); sys.stdin.read()"
)


@pytest.fixture
def file(engine: Address) -> Iterator[Database]:
    with closing(open_database(engine)) as opened:
        yield opened


def run_out(file: Database) -> None:
    """As if the lease had lasted its time."""
    with file.writer() as db:
        db.write("UPDATE leases SET expires_at = :past", past=(file.now() - timedelta(seconds=1)).isoformat())


def test_one_at_a_time(file: Database) -> None:
    one, other = Turn(file), Turn(file)
    first = one.take()
    assert first
    assert one.take() == first
    assert other.take() is None
    one.leave()
    second = other.take()
    assert second
    assert (second.fence, second.doubtful) == (first.fence + 1, False)
    other.leave()


def test_a_lease_that_has_run_out_is_another_s(file: Database) -> None:
    """The number of the first is gone for good: also when the second has given the turn back."""
    one, other = Turn(file), Turn(file)
    first = one.take()
    run_out(file)
    second = other.take()
    assert first
    assert second
    assert (second.fence, second.doubtful) == (first.fence + 1, True)
    assert one.take() is None
    other.leave()
    third = one.take()
    assert third
    assert third.fence == second.fence + 1
    one.leave()


def test_nobody_else_has_taken_what_ran_out(file: Database) -> None:
    """A process that was slow, alone, goes on under its number."""
    turn = Turn(file)
    first = turn.take()
    run_out(file)
    assert turn.take() == first
    turn.leave()


def test_who_was_held_up_gives_back_nobody_else_s_turn(file: Database) -> None:
    one, other = Turn(file), Turn(file)
    assert one.take()
    run_out(file)
    second = other.take()
    one.leave()
    assert Turn(file).take() is None
    assert other.take() == second
    other.leave()


def test_who_was_held_up_claims_and_notes_nothing(file: Database) -> None:
    """Neither what waits nor what it had begun itself, which is another's to look for."""
    one, other = Turn(file), Turn(file)
    lease = one.take()
    assert lease
    late = Outbox(file, lease.fence)
    for key in ("begun", "waits"):
        late.add(Post(key, "notice", "C1", {}), NOW)
    assert late.claim(["begun"], NOW)
    run_out(file)
    taken = other.take()
    assert taken
    Outbox(file, taken.fence).recover(NOW, NOW)
    for act in (
        lambda: late.claim(["waits"], NOW),
        lambda: late.sent(["begun"], "C1", "1.0", NOW),
        lambda: late.later(["begun"], NOW, "held_up", NOW),
        lambda: late.recover(NOW, NOW),
    ):
        with pytest.raises(TurnLost):
            act()
    rows = {row.key: row.state for row in late.waiting()}
    assert rows == {"begun": UNKNOWN, "waits": PENDING}
    other.leave()


def test_a_claim_makes_the_lease_last(file: Database) -> None:
    turn = Turn(file)
    lease = turn.take()
    assert lease
    outbox = Outbox(file, lease.fence)
    outbox.add(Post("a", "notice", "C1", {}), NOW)
    run_out(file)
    assert outbox.claim(["a"], NOW)
    assert Turn(file).take() is None
    turn.leave()


def test_two_schedulers_on_one_database_post_each_post_once(engine: Address) -> None:
    """The first is held up in the middle of a post; the second looks for it before it posts again."""
    with closing(Store(engine)) as store, closing(Store(engine)) as again:
        works = [Scheduler(one, SchedulerSettings(UTC, alert_channel="CALL")) for one in (store, again)]  # type: ignore[arg-type]
        slack, turns = FakeSlack(Clock(NOW)), [Turn(one.file) for one in (store, again)]
        for number in range(3):
            works[0].outbox.add(Post(f"n{number}", "notice", f"C{number}", NOTICE), NOW)
        first = works[0].sender(slack, slack.clock, lease=turns[0].take())
        assert turns[1].take() is None
        assert len(works[0].tick(NOW, first, lambda seconds: True).delivered) == 3
        works[0].outbox.add(Post("n3", "notice", "C3", NOTICE), NOW)
        claim = first.outbox.claim

        def held_up(*given: object) -> int | None:
            number = claim(*given)  # type: ignore[arg-type]
            run_out(store.file)
            slack.clock.advance(LENGTH.total_seconds())
            lease = turns[1].take()
            assert lease
            taken.append(works[1].sender(slack, slack.clock, lease=lease))
            return number

        taken: list[object] = []
        first.outbox.claim = held_up  # type: ignore[method-assign,assignment]
        first.steady = lambda: slack.clock().timestamp()
        assert works[0].tick(slack.clock(), first, lambda seconds: True).delivered == ()
        assert works[0].outbox.counts()[UNKNOWN] == 1
        slack.clock.advance(LATEST.total_seconds())
        (second,) = taken
        for _ in range(3):
            works[1].tick(slack.clock(), second, lambda seconds: True)  # type: ignore[arg-type]
            slack.clock.advance(1)
        assert SENDING not in works[0].outbox.counts()
        assert set(slack.times().values()) == {1}
        assert len(slack.messages) == 4
        turns[1].leave()


NOTICE = {"about": "refused", "error": "is_archived", "recipient": "C9"}


def test_a_killed_process_leaves_its_turn_at_once(tmp_path: Path, start: Start) -> None:
    """Where the database is a file: nobody waits until the lease runs out."""
    path = tmp_path / "a.db"
    with closing(open_database(path)) as file:
        holder = start(sys.executable, "-c", HOLDER, path)
        fence = int(holder.line())
        mine = Turn(file)
        assert mine.take() is None
        holder.signal(signal.SIGKILL)
        holder.ended()
        taken = mine.take()
        assert taken
        assert (taken.fence, taken.doubtful) == (fence + 1, False)
        mine.leave()
    assert not list(tmp_path.glob("*.worker-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no file that is open is removed there")
def test_a_lock_that_is_removed_gives_nobody_the_turn(tmp_path: Path) -> None:
    """Somebody tidies up: the process works on, and keeps its turn for as long as it makes its lease last."""
    with closing(open_database(tmp_path / "a.db")) as file:
        mine, other = Turn(file), Turn(file)
        lease = mine.take()
        for lock in tmp_path.glob("*.worker-*"):
            lock.unlink()
        assert (other.take(), mine.take()) == (None, lease)
        mine.leave()
        assert other.take()
        other.leave()


def test_who_lives_is_known_on_a_server_too(file: Database) -> None:
    """A process that tells nothing of itself is taken to have ended, but not for certain."""
    one, other = file.presence(), file.presence()
    one.beat()
    assert other.is_alive(one.name)
    assert not other.has_ended(one.name)
    one.close()
    assert not other.is_alive(one.name)
    other.close()
