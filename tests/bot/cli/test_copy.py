"""A database moved to another engine and back: the same to the last byte, whole or not there."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.ingest.loading import store_to_fill
from index.db import copying
from index.db.engine import Address, Database, ServerAddress, Unusable
from index.db.opening import open_database
from index.state.inbox import Inbox
from index.state.leases import Turn
from index.state.outbox import Outbox, Post
from index.state.reminders import Reminders, Unit
from index.store.store import Store
from tests.bot import engines

ASKED = ["hvilke sager er røde", "status på VH04", "samlet besparelse pr. kommune", "forfaldne milepæle"]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with documents, people and posts; the last document's ids are no longer there."""
    path = tmp_path_factory.mktemp("copied") / "a.db"
    with closing(store_to_fill(path)) as store:
        engines.fill(store, engines.SAMPLES)
        Reminders(store.file).set_units([Unit("KEID", "C0KEID", "U1\0")])
        Outbox(store.file).add(Post("n", "notice", "C0KEID", {"about": "æøå"}), engines.NOW)
        Inbox(store.file, "w").keep("event:1", {"text": "hvad\0så"}, engines.NOW)
        with store.file.writer() as db:
            db.set_next_id("documents", 1000)
    return path


def sagsbot(*arguments: object, code: int = 0) -> Any:
    found = CliRunner().invoke(main, [str(one) for one in arguments])
    assert found.exit_code == code, found.output
    return found


def said(address: Address) -> str:
    with closing(Store(address)) as store:
        return json.dumps([engines.exports(store), engines.answers(store, ASKED)], default=str)


def test_there_and_back_all_is_the_same(filled: Path, address: ServerAddress, tmp_path: Path) -> None:
    back = tmp_path / "back.db"
    there = json.loads(sagsbot("copy", "--from", filled, "--to", address.url, "--json").stdout)
    again = sagsbot("copy", "--from", address.url, "--to", f"sqlite:///{back}")
    sums = {one["table"]: (one["rows"], one["sha256"]) for one in there["tables"]}
    assert sums["documents"][0] > 3
    for table, (rows, checksum) in sums.items():
        assert f"{table:<20} {rows:>9}  {checksum[:12]}" in again.stdout
    assert said(filled) == said(address) == said(back)
    for one in (address, back):
        with closing(open_database(one)) as file:
            assert file.reader().next_id("documents") == 1000
            assert [unit.person for unit in Reminders(file).units()] == ["U1"]


def test_a_target_with_anything_in_it_is_refused(filled: Path, address: ServerAddress) -> None:
    with closing(open_database(address)) as file:
        Reminders(file).set_units([Unit("Ours")])
    assert "ikke tom" in sagsbot("copy", "--from", filled, "--to", address.url, code=1).stderr
    with closing(open_database(address)) as file:
        assert [one.unit for one in Reminders(file).units()] == ["Ours"]
    sagsbot("copy", "--from", filled, "--to", filled, code=2)
    sagsbot("copy", "--from", filled, "--to", "mysql://a/b", code=2)
    assert "findes ikke" in sagsbot("copy", "--from", "none.db", "--to", address.url, code=1).stderr


@pytest.fixture
def cut_off(filled: Path, engine: Address) -> tuple[Path, Address]:
    """A copy that stopped after some tables."""
    with closing(open_database(filled)) as source, closing(open_database(engine, unfinished=True)) as target:
        going = copying.copy_database(source, target)
        for _ in range(9):
            next(going)
        going.close()
    return filled, engine


def test_what_was_cut_off_cannot_be_used_and_goes_on(cut_off: tuple[Path, Address]) -> None:
    source, target = cut_off
    with pytest.raises(Unusable) as found:
        open_database(target)
    assert found.value.reason == "unfinished_copy"
    to = target.url if isinstance(target, ServerAddress) else target
    done = json.loads(sagsbot("copy", "--from", source, "--to", to, "--json").stdout)
    was_there = [one["table"] for one in done["tables"] if one["was_there"]]
    assert "documents" in was_there
    assert len(was_there) < len([one for one in done["tables"] if one["rows"]])
    assert said(source) == said(target)


def test_a_database_in_use_is_not_copied(engine: Address, tmp_path: Path) -> None:
    """What is posted meanwhile would be missing in the copy."""
    with closing(open_database(engine)) as file:
        turn = Turn(file)
        assert turn.take()
        of = engine.url if isinstance(engine, ServerAddress) else engine
        assert "Stop den først" in sagsbot("copy", "--from", of, "--to", tmp_path / "b.db", code=1).stderr
        turn.leave()
    sagsbot("copy", "--from", of, "--to", tmp_path / "b.db")


def test_a_copy_that_differs_is_said(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = copying._put

    def losing(db: Any, source: Any, table: copying.TableShape, target: Database) -> copying.TableSum:
        found = put(db, source, table, target)
        if table.name == "milestones":
            db.write("DELETE FROM milestones WHERE id = (SELECT max(id) FROM milestones)")
        return found

    monkeypatch.setattr(copying, "_put", losing)
    assert "milestones" in sagsbot("copy", "--from", filled, "--to", tmp_path / "b.db", code=1).stderr
