"""Behind a pooler in transaction mode (Debian's PgBouncer): each transaction may have another session of the server."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.ingest.loading import store_to_fill
from index.db.engine import ServerAddress
from index.db.opening import open_database
from index.state.leases import Turn
from index.state.outbox import SENDING, Outbox, Post
from tests import postgresql
from tests.bot import engines
from tests.bot.test_engines import same
from tests.index.test_tenants import plain, said

WRITERS, POSTS = 8, 40  # more writers than the pooler has sessions
NOTICE = {"about": "refused", "error": "is_archived", "recipient": "C0GONE"}
Pooled = Callable[[str], ServerAddress]


@pytest.fixture
def pooled(server: postgresql.Server) -> Iterator[Pooled]:
    """The address of a new database through the pooler, as a role without special rights has it. In CI PgBouncer must
    be there, elsewhere its tests are skipped."""
    if postgresql.pooler_program() is None:
        message = "no PgBouncer: apt-get install pgbouncer"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    role = plain(server, "pooled").url.partition("//")[2].partition("@")[0]
    with postgresql.pooler(server, role) as url:

        def made(name: str) -> ServerAddress:
            plain(server, name)
            return ServerAddress.of(url(name))

        yield made


def test_a_pooler_changes_no_answer_and_no_export(pooled: Pooled, tmp_path: Path) -> None:
    with closing(store_to_fill(tmp_path / "a.db", None)) as file, closing(store_to_fill(pooled("same"), None)) as there:
        assert same(file, there, engines.SAMPLES) > 75
        assert there.file.lacking() == []


def test_many_that_write_through_few_sessions_lose_and_double_nothing(pooled: Pooled) -> None:
    """Locks and claims end with their transaction: none is left in a session that another has next."""
    address = pooled("writers")
    open_database(address).close()
    claimed: list[str] = []

    def write(number: int) -> None:
        with closing(open_database(address)) as file:
            outbox = Outbox(file)
            for at in range(POSTS // WRITERS):
                assert outbox.add(Post(f"{number}:{at}", "notice", "C0ALMENT", NOTICE), engines.NOW)
            for one in range(WRITERS):
                for at in range(POSTS // WRITERS):
                    if outbox.claim([f"{one}:{at}"], engines.NOW) is not None:
                        claimed.append(f"{one}:{at}")

    in_threads([lambda number=number: write(number) for number in range(WRITERS)])
    with closing(open_database(address)) as file:
        for at in range(WRITERS):
            for post in range(POSTS // WRITERS):
                if Outbox(file).claim([f"{at}:{post}"], engines.NOW) is not None:
                    claimed.append(f"{at}:{post}")
        assert Outbox(file).counts() == {SENDING: POSTS}
    assert len(claimed) == len({*claimed}) == POSTS


def test_one_turn_at_a_time_through_a_pooler(pooled: Pooled) -> None:
    address = pooled("turns")
    with closing(open_database(address)) as one, closing(open_database(address)) as other:
        mine, theirs = Turn(one), Turn(other)
        assert mine.take()
        assert not theirs.take()


def test_no_tenant_sees_another_through_shared_sessions(pooled: Pooled, tmp_path: Path) -> None:
    """The tenant is of a transaction. Two ask at once, in turns of every session that there is."""
    address = pooled("tenants")
    files = {"a": "status-december-2025.txt", "b": "idebank-2026.txt"}
    alone = {}
    for tenant, name in files.items():
        for place in (tmp_path / f"{tenant}.db", replace(address, tenant=tenant)):
            with closing(store_to_fill(place)) as store:
                engines.fill(store, engines.SAMPLES / name)
        alone[tenant] = said(tmp_path / f"{tenant}.db")
    heard: list[tuple[str, str]] = []
    in_threads([lambda who=who: heard.append((who, said(replace(address, tenant=who)))) for who in "abab"])
    assert len(heard) == 4
    for who, what in heard:
        assert what == alone[who]


def in_threads(tasks: list[Callable[[], None]]) -> None:
    """All at once; what one raises is raised here."""
    failed: list[BaseException] = []

    def run(task: Callable[[], None]) -> None:
        try:
            task()
        except BaseException as error:  # noqa: BLE001  # whatever it is, the test shows it
            failed.append(error)

    threads = [threading.Thread(target=run, args=[task]) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
