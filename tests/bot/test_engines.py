"""Whatever engine keeps the database, the answers are the same to the last byte."""

import contextlib
import json
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.ingest.loading import store_to_fill
from bot.settings import BadSettings, read_settings
from index.db.engine import ServerAddress, Unusable
from index.db.gateway import Reader
from index.db.opening import exists, open_database
from index.state.audit import Act, record
from index.store.store import Store
from records import Refused
from tests import once, soak
from tests.bot import engines
from tests.conftest import REAL
from tests.index.store.test_store import EVERYTHING as ALL_RECORDS
from tests.waiting import CEILING_S, until

QUESTIONS = 1_000 if soak.IS_SOAK else 80


def reversing(path: Path) -> Store:
    """A store in which every SELECT that names no order gives its rows from the last to the first."""
    store = store_to_fill(path, None)
    store.file.reader().rows("PRAGMA reverse_unordered_selects = ON")
    return store


@pytest.mark.slow
def test_no_order_is_left_to_the_database(tmp_path: Path) -> None:
    """Loaded and asked either way round, all answers and exports are the same: another engine may take any order."""
    with closing(store_to_fill(tmp_path / "a.db", None)) as usual, closing(reversing(tmp_path / "b.db")) as backwards:
        same(usual, backwards, engines.SAMPLES)


def same(one: Store, other: Store, *folders: Path) -> int:
    """Load both, ask both, export both. Returns how many questions were asked."""
    with once.reading():
        for store in (one, other):
            engines.fill(store, *folders)
    asked = list(dict.fromkeys(engines.questions(one)))
    asked = asked[:: len(asked) // QUESTIONS or 1][:QUESTIONS]
    assert json.dumps(engines.exports(one), default=str) == json.dumps(engines.exports(other), default=str)
    for text, here, there in zip(asked, engines.answers(one, asked), engines.answers(other, asked), strict=True):
        assert json.dumps(here) == json.dumps(there), text
    return len(asked)


@pytest.mark.long
def test_both_engines_say_the_same_of_the_samples(address: ServerAddress, tmp_path: Path) -> None:
    with closing(store_to_fill(tmp_path / "a.db", None)) as file, closing(store_to_fill(address, None)) as there:
        assert same(file, there, engines.SAMPLES) > 75
        assert there.file.lacking() == []


@pytest.mark.long
@pytest.mark.soak
@pytest.mark.documents
@pytest.mark.skipif(not REAL.is_dir() and not os.environ.get("CI"), reason="no real documents")
def test_both_engines_say_the_same_of_real_documents(address: ServerAddress, tmp_path: Path) -> None:
    with closing(store_to_fill(tmp_path / "a.db", None)) as file, closing(store_to_fill(address, None)) as there:
        assert same(file, there, REAL, engines.SAMPLES) == QUESTIONS


def test_the_commands_go_to_the_server(address: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Load, ask and export work on a server that the environment names, and the clock does the same; `--db` wins."""
    monkeypatch.setenv("SAGSBOT_DATABASE_URL", address.url)
    monkeypatch.setenv("SAGSBOT_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, code: int = 0) -> str:
        found = CliRunner().invoke(main, arguments)
        assert found.exit_code == code, found.output
        return found.output

    assert "does not exist yet" in run("ask", "status på VH04", code=1)
    run("load", "--baseline", str(engines.SAMPLES))
    assert json.loads(run("ask", "--json", "status på VH04"))["intent"] == "status"
    assert len(json.loads(run("export", "proposals"))) > 10
    assert "PostgreSQL" in run("check")
    assert not list(tmp_path.glob("*.db*"))
    run("load", "--baseline", str(engines.SAMPLES), "--db", "a.db")
    assert (tmp_path / "a.db").exists()
    there, here = (json.loads(run("tick", "--now", "2026-11-30", "--json", *at)) for at in ((), ("--db", "a.db")))
    assert [{**one, "key": ""} for one in there["held"]] == [{**one, "key": ""} for one in here["held"]]
    assert len(there["held"]) > 1  # keys have the moment of the load


def test_an_address_shows_nobody_who_connects() -> None:
    secret = ServerAddress.of("postgresql://anna:hemmelig@db.example:5433/sager?sslpassword=hemmelig")
    assert str(secret) == "postgresql://db.example:5433/sager"
    assert "hemmelig" not in f"{secret!r} {Unusable('unreachable', secret)}"
    with pytest.raises(BadSettings):
        read_settings({"SAGSBOT_DATABASE_URL": "mysql://db.example/sager"})


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(Unusable) as found:
        open_database(ServerAddress.of(f"postgresql:///sager?host={tmp_path}"))
    assert found.value.reason == "unreachable"


def test_a_database_is_ours_or_left_alone(address: ServerAddress) -> None:
    """Nothing is made where only somebody wants to read, nor beside somebody else's table of the same name."""
    import psycopg

    assert not exists(address)
    with psycopg.connect(address.url, autocommit=True) as db:
        db.execute("CREATE TABLE documents (id int)")
        with pytest.raises(Unusable) as found:
            open_database(address)
        assert found.value.reason == "foreign"
        db.execute("DROP TABLE documents")
        open_database(address).close()
        assert exists(address)
        db.execute("INSERT INTO sagsbot_steps VALUES ('m999_of_tomorrow')")
        with pytest.raises(Unusable) as found:
            open_database(address)
        assert found.value.reason == "newer"


def test_processes_that_start_together_make_the_tables_once(address: ServerAddress) -> None:
    failed: list[BaseException] = []

    def start() -> None:
        try:
            open_database(address).close()
        except BaseException as error:  # noqa: BLE001  # whatever it is, the test shows it
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed


def test_one_writes_at_a_time_and_readers_do_not_wait(ready_address: ServerAddress) -> None:
    from index.db.postgresql import DatabaseServer

    with closing(DatabaseServer(ready_address)) as first, closing(DatabaseServer(ready_address, wait_s=0.2)) as second:
        with first.writer() as db:
            db.write("UPDATE state SET value = 7 WHERE key = 'revision'")
            assert second.reader().one("SELECT value FROM state") == (0,)
            with pytest.raises(Unusable) as found, second.writer():
                pass
            assert found.value.reason == "locked"
        with second.writer() as other:
            assert other.one("SELECT value FROM state") == (7,)


def test_a_read_sees_one_state_and_a_failed_write_leaves_none(ready_address: ServerAddress) -> None:
    with closing(open_database(ready_address)) as one, closing(open_database(ready_address)) as other:
        before = one.stamp()
        assert one.stamp() == before
        with one.reading() as db:
            assert db.one("SELECT value FROM state") == (0,)
            with other.writer() as writer:
                writer.write("UPDATE state SET value = 1")
            assert db.one("SELECT value FROM state") == (0,)
        assert one.stamp() != before
        with contextlib.suppress(KeyError), other.writer() as writer:
            writer.write("UPDATE state SET value = 2")
            raise KeyError
        assert one.reader().one("SELECT value FROM state") == (1,)


def test_a_lost_connection_is_opened_again_and_said_where_something_was_open(ready_address: ServerAddress) -> None:
    """A server that was started again has ended every session: between two statements nobody notices."""
    with closing(open_database(ready_address)) as file:
        end_sessions(ready_address)
        assert file.reader().one("SELECT 1") == (1,)
        with pytest.raises(Unusable) as found, file.reading() as db:
            read_without_session(db, ready_address)
        assert found.value.reason == "unreachable"
        assert not file.in_transaction
        assert file.reader().one("SELECT 1") == (1,)


def read_without_session(db: Reader, address: ServerAddress) -> None:
    end_sessions(address)
    db.one("SELECT 1")


def end_sessions(address: ServerAddress) -> None:
    """Returns when they have ended."""
    import psycopg

    ours = "FROM pg_stat_activity WHERE application_name = 'sagsbot' AND datname = current_database()"
    with psycopg.connect(address.url, autocommit=True) as db:
        db.execute(f"SELECT pg_terminate_backend(pid) {ours}")
        until(lambda: db.execute(f"SELECT count(*) {ours}").fetchone() == (0,), "the end of every session")


def test_however_many_threads_ask_the_connections_are_few(ready_address: ServerAddress) -> None:
    """A server lets in a hundred. Those that read for long leave some for the others; the rest wait their turn."""
    import psycopg

    from index.db.postgresql_pool import MOST, MOST_READING

    inside, let_go = threading.Semaphore(0), threading.Event()

    def read(_: int) -> object:
        with file.reading() as db:
            inside.release()
            let_go.wait(CEILING_S)
            return db.one("SELECT value FROM state WHERE key = 'revision'")

    def write(number: int) -> object:
        with file.claiming() as db:
            db.write("UPDATE state SET value = value + 1 WHERE key = 'revision'")
        return file.reader().one("SELECT 1")

    with closing(open_database(ready_address)) as file, ThreadPoolExecutor(60) as threads:
        reading = [threads.submit(read, number) for number in range(30)]
        assert all(inside.acquire(timeout=CEILING_S) for _ in range(MOST_READING))
        assert [*threads.map(write, range(30))] == [(1,)] * 30
        with psycopg.connect(ready_address.url) as db:
            sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'sagsbot' AND datname = %s"
            (open_now,) = db.execute(sessions, [db.info.dbname]).fetchone() or (0,)
        assert MOST_READING <= open_now <= MOST
        let_go.set()
        assert {one.result() for one in reading} <= {(number,) for number in range(31)}
        assert file.reader().one("SELECT value FROM state WHERE key = 'revision'") == (30,)


def test_a_connection_that_nobody_needs_is_closed(
    ready_address: ServerAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    from index.db import postgresql_pool

    monkeypatch.setattr(postgresql_pool, "IDLE_S", -1.0)
    with closing(open_database(ready_address)) as file, psycopg.connect(ready_address.url, autocommit=True) as db:
        assert file.reader().one("SELECT 1") == (1,)
        sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'sagsbot' AND datname = %s"
        until(lambda: db.execute(sessions, [db.info.dbname]).fetchone() == (0,), "the end of the session")
        assert file.reader().one("SELECT 1") == (1,)


def test_whoever_waits_too_long_for_a_connection_is_told(ready_address: ServerAddress) -> None:
    from index.db.postgresql import DatabaseServer
    from index.db.postgresql_pool import MOST_READING

    inside, let_go = threading.Semaphore(0), threading.Event()

    def read(_: int) -> None:
        with file.reading():
            inside.release()
            let_go.wait(CEILING_S)

    with closing(DatabaseServer(ready_address, wait_s=0.05)) as file, ThreadPoolExecutor(MOST_READING) as threads:
        reading = [threads.submit(read, number) for number in range(MOST_READING)]
        assert all(inside.acquire(timeout=CEILING_S) for _ in range(MOST_READING))
        with pytest.raises(Unusable) as found, file.reading():
            pass
        assert found.value.reason == "locked"
        let_go.set()
        assert [one.result() for one in reading] == [None] * MOST_READING


def test_what_a_server_cannot_keep_is_refused_with_its_document(ready_address: ServerAddress) -> None:
    """PostgreSQL has no text with a NUL: nothing of such a document goes in."""
    with closing(Store(ready_address)) as store:
        with pytest.raises(Refused):
            store.replace(ALL_RECORDS, "d1", engines.NOW)  # one of its texts has one
        assert store.documents() == ()


def test_the_log_is_only_added_to(ready_address: ServerAddress) -> None:
    import psycopg

    with closing(open_database(ready_address)) as file:
        with file.writer() as db:
            record(db, Act("unit_set", "U1", "Anna"), engines.NOW)
            db.write("UPDATE audit SET person = 'forgotten'")
        for sql in ("UPDATE audit SET action = 'b'", "DELETE FROM audit"):
            with pytest.raises(psycopg.errors.IntegrityConstraintViolation), file.writer() as db:
                db.write(sql)


def test_a_read_of_one_state_asks_once_for_what_does_not_change_in_it(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "a.db")) as store:
        found = iter(range(9))
        with store.file.reading():
            assert [store.file.remembered("one", lambda: next(found)) for _ in range(2)] == [0, 0]
            assert store.file.remembered("other", lambda: next(found)) == 1
        assert [store.file.remembered("one", lambda: next(found)) for _ in range(2)] == [2, 3]
        with store.file.writer(), store.file.reading():
            assert [store.file.remembered("one", lambda: next(found)) for _ in range(2)] == [4, 5]
