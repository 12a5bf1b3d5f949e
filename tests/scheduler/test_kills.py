"""Killed at an SQL statement, wherever: what belongs together is there together or not at all, and one message comes.

The child process is a fork that opens its own connection; it kills itself from SQLite's trace of statements.
"""

import os
import re
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ingest import loading
from bot.ingest.loading import Load
from bot.settings import COPENHAGEN
from index.db import migrations
from index.db.database import DatabaseFile
from index.state.outbox import Outbox
from index.state.personal import FORGOTTEN, expire, forget
from index.store.store import Store
from scheduler.poster import mark_of, stamp
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from tests import new_databases, soak
from tests.index.state.test_personal import ANNE, everything, fill
from tests.processes import fork
from tests.slack_in_memory import Clock, FakeSlack, Message

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=COPENHAGEN)
LATER = NOW + timedelta(days=4000)
# So many places spread over all statements, and the last ones each.
EVERY, LAST = (soak.times(20), 16) if soak.IS_SOAK else (12, 10)
Work = Callable[[Store], None]


def tick(store: Store) -> None:
    Scheduler(store, SchedulerSettings(COPENHAGEN, alert_channel="C0ALARM")).queue(NOW)


def load_a_red_report(store: Store) -> None:
    for report in loading.load_files(store, [SAMPLES / "status-december-2025.txt"], Load(NOW)):
        assert report.refused is None


def deliver(store: Store) -> None:
    work, slack = Scheduler(store, SchedulerSettings(COPENHAGEN, alert_channel="C0ALARM")), FakeSlack(Clock(NOW))
    work.tick(NOW, work.sender(slack, lambda: NOW), lambda seconds: None)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a first report and milestones, and nothing queued of the day."""
    path = tmp_path_factory.mktemp("kills") / "start.db"
    files = [SAMPLES / "status-juni-2025.txt", SAMPLES / "investeringsforslag-2025.txt"]
    with closing(loading.store_to_fill(path)) as store:
        for _ in loading.load_files(store, files, Load(datetime(2026, 1, 1, tzinfo=UTC), baseline=True)):
            pass
        store.reader().rows("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def forget_anne(store: Store) -> None:
    forget(store.file, ANNE.id, NOW)


def end_what_is_old(store: Store) -> None:
    expire(store.file, LATER)


def nothing(store: Store) -> None:
    """All is done by opening the database."""


def run(path: Path, work: Work, at: int | None) -> int:
    """Do the work in a process that is killed at its statement `at`; returns how many statements it had (killed: 0)."""
    open_traced = DatabaseFile._open
    read, write = os.pipe()
    child = fork()
    if child == 0:
        count = 0

        def trace(_statement: str) -> None:
            nonlocal count
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)

        def open_and_trace(file: DatabaseFile) -> sqlite3.Connection:
            db = open_traced(file)
            db.set_trace_callback(trace)
            return db

        try:
            DatabaseFile._open = open_and_trace
            work(loading.store_to_fill(path))
            os.write(write, str(count).encode())
            os._exit(0)
        finally:
            os._exit(1)
    os.close(write)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read) as said:
        told = said.read()
    assert os.WIFSIGNALED(status) or told, "the work failed"
    return int(told or 0)


def kills(start: Path, folder: Path, work: Work) -> Iterator[tuple[int, Path]]:
    """The database after each kill."""
    whole = folder / "whole.db"
    shutil.copy(start, whole)
    total = run(whole, work, None)
    assert total > 3
    for at in sorted({*range(1, total, max(1, total // EVERY)), *range(max(1, total - LAST), total + 1)}):
        path = folder / f"killed{at}.db"
        shutil.copy(start, path)
        run(path, work, at)
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        yield at, path


def queued(path: Path, kind: str) -> list[str]:
    with closing(Store(path)) as store:
        return [kept.key for kept in Outbox(store.file).waiting() if kept.post.kind == kind]


@pytest.mark.slow
@pytest.mark.soak
def test_a_tick_that_is_cut_off_has_done_all_or_nothing(start: Path, tmp_path: Path) -> None:
    for at, path in kills(start, tmp_path, tick):
        with closing(Store(path)) as store:
            [(posts,)] = store.reader().rows("SELECT count(*) FROM outbox WHERE kind = 'reminder'")
            [(given,)] = store.reader().rows("SELECT count(*) FROM reminded")
            assert bool(posts) == bool(given), at
            tick(store)
        assert queued(path, "reminder") == ["reminder:C0ALARM:2026-11-30"], at


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.soak
def test_a_load_that_is_cut_off_tells_of_nothing_that_is_not_there(start: Path, tmp_path: Path) -> None:
    """Report, colours told and posts together; after the same load again one alert."""
    for at, path in kills(start, tmp_path, load_a_red_report):
        with closing(loading.store_to_fill(path)) as store:
            loaded = len(store.documents()) == 3
            assert bool(queued(path, "red")) is loaded, at
            load_a_red_report(store)
        assert len(queued(path, "red")) == 1, at


@pytest.mark.slow
@pytest.mark.soak
def test_a_delivery_that_is_cut_off_posts_once(start: Path, tmp_path: Path) -> None:
    """Whatever Slack had taken before the stop is in a history that outlives it: here it took all that was claimed."""
    ready, ts = tmp_path / "ready.db", f"{stamp(NOW)}9"
    shutil.copy(start, ready)
    with closing(Store(ready)) as store:
        tick(store)
        store.reader().rows("PRAGMA wal_checkpoint(TRUNCATE)")
    for at, path in kills(ready, tmp_path, deliver):
        with closing(Store(path)) as store:
            slack = FakeSlack(Clock(NOW))
            for kept in Outbox(store.file).waiting():
                if kept.state == "sending":
                    slack.messages.append(Message("C0ALARM", (mark_of(kept.sent_with or kept.key),), "", ts, NOW, NOW))
            before = len(slack.messages)
            work = Scheduler(store, SchedulerSettings(COPENHAGEN, alert_channel="C0ALARM"))
            sender = work.sender(slack, lambda: NOW)
            for second in range(90):
                slack.clock.now = NOW + timedelta(seconds=second)
                sender.round(slack.clock.now)
            assert all(count == 1 for count in slack.times().values()), at
            assert before <= len(slack.messages)
            assert Outbox(store.file).waiting() == [], at


# ---------------------------------------------------------------- people, and the tables themselves


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which people have left all that they can."""
    path = tmp_path_factory.mktemp("people") / "start.db"
    with closing(DatabaseFile(path)) as file:
        fill(file)
        expire(file, LATER - timedelta(days=1))  # long after: it is waited for a day
        file.empty_log()
    return path


def rows(path: Path) -> str:
    with closing(DatabaseFile(path)) as file:
        return everything(file)


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize("work", [forget_anne, end_what_is_old])
def test_what_is_deleted_is_deleted_whole_or_not_at_all(lived_in: Path, tmp_path: Path, work: Work) -> None:
    """And once more after the stop it is deleted whole."""
    done = tmp_path / "done.db"
    shutil.copy(lived_in, done)
    run(done, work, None)
    states = [unmasked(rows(path)) for path in (lived_in, done)]
    assert states[0] != states[1]
    for at, path in kills(lived_in, tmp_path, work):
        found = unmasked(rows(path))
        assert found in states, at
        if found == states[0]:
            run(path, work, None)
            found = unmasked(rows(path))
        assert found == states[1], at


def unmasked(told: str) -> str:
    """Without what is drawn by lot where a person stood."""
    return re.sub(f"{FORGOTTEN}-[0-9a-f]{{8}}", FORGOTTEN, told)


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.soak
def test_steps_that_are_cut_off_leave_the_old_tables_or_the_new_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database of a version with half of today's steps, opened by this one."""
    old, steps = tmp_path / "old.db", migrations.NAMES
    with new_databases.created(waits=False):
        monkeypatch.setattr(migrations, "NAMES", steps[: len(steps) // 2])
        DatabaseFile(old).close()
        monkeypatch.undo()
        for at, path in kills(old, tmp_path, nothing):
            with closing(sqlite3.connect(path)) as raw:
                assert migrations.applied(raw) in (steps[: len(steps) // 2], steps), at
            with closing(DatabaseFile(path)) as file:
                assert file.lacking() == [], at
