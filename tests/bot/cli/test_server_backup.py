"""A copy of a database on a server: a file like that of any database, put back there or anywhere else."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.ingest.loading import store_to_fill
from index.db import copying
from index.db.engine import ServerAddress, Unusable
from index.db.opening import open_database
from index.state.leases import Turn
from index.state.posting import BEHIND, Posting
from index.state.reminders import Reminders, Unit
from index.store.store import Store
from tests import postgresql
from tests.bot import engines
from tests.bot.cli.test_copy import said


def fill(address: ServerAddress) -> None:
    with closing(store_to_fill(address)) as store:
        engines.fill(store, engines.SAMPLES)
        Reminders(store.file).set_units([Unit("KEID")])


@pytest.fixture
def there(server: postgresql.Server, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ServerAddress:
    """A database on a server with the samples and a unit, which the environment names."""
    address = server.copy_of("filled", fill, f"test_{abs(hash(request.node.nodeid))}")
    monkeypatch.setenv("SAGSBOT_DATABASE_URL", address.url)
    return address


def sagsbot(*arguments: object, code: int = 0) -> Any:
    found = CliRunner().invoke(main, [str(one) for one in arguments])
    assert found.exit_code == code, found.output
    return found


def units(address: ServerAddress | Path) -> list[str]:
    with closing(Store(address)) as store:
        return [one.unit for one in Reminders(store.file).units()]


def test_a_copy_is_made_and_put_back(there: ServerAddress, tmp_path: Path) -> None:
    """Also as a file; what was there before is kept, and nothing is posted before Slack's history was read."""
    before = said(there)
    assert json.loads(sagsbot("backup", tmp_path / "copy.db", "--json").stdout)["bytes"] > 0
    assert [one.name for one in tmp_path.iterdir()] == ["copy.db"]
    assert said(tmp_path / "copy.db") == before
    with closing(Store(there)) as store:
        Reminders(store.file).set_units([Unit("Ny")])
    kept = Path(json.loads(sagsbot("restore", tmp_path / "copy.db", "--json").stdout)["before"])
    assert (units(there), units(kept), said(there)) == (["KEID"], ["Ny"], before)
    with closing(Store(there)) as store:
        assert Posting(store.file).life().state == BEHIND
    sagsbot("load", "--baseline", engines.SAMPLES)  # ids go on where they were


def test_an_empty_server_takes_the_copy_of_a_file(address: ServerAddress, tmp_path: Path) -> None:
    with closing(Store(tmp_path / "a.db")) as store:
        Reminders(store.file).set_units([Unit("KEID")])
    sagsbot("backup", tmp_path / "copy.db", "--db", tmp_path / "a.db")
    done = CliRunner().invoke(
        main, ["restore", str(tmp_path / "copy.db"), "--json"], env={"SAGSBOT_DATABASE_URL": address.url}
    )
    assert json.loads(done.stdout)["before"] is None
    assert units(address) == ["KEID"]


def test_what_is_in_use_is_not_replaced_on_a_server(there: ServerAddress, tmp_path: Path) -> None:
    sagsbot("backup", tmp_path / "copy.db")
    with closing(open_database(there)) as file:
        turn = Turn(file)
        assert turn.take()
        assert "Stop den først" in sagsbot("restore", tmp_path / "copy.db", code=1).stderr
        turn.leave()


def test_a_restore_that_fails_leaves_all_as_it_was(
    there: ServerAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sagsbot("backup", tmp_path / "copy.db")
    with closing(Store(there)) as store:
        Reminders(store.file).set_units([Unit("Ny")])

    def full(*_: object) -> None:
        raise Unusable("full", there)

    with monkeypatch.context() as patched:
        patched.setattr(copying, "_compared", lambda db, put, table, target: put if table.name != "outbox" else full())
        patched.setattr("index.db.copies.backup", lambda file, to: None)
        sagsbot("restore", tmp_path / "copy.db", code=1)
    assert units(there) == ["Ny"]


def test_what_is_no_copy_is_refused_on_a_server(there: ServerAddress, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("ikke en database\n" * 100, encoding="utf-8")
    assert str(tmp_path / "copy.db") in sagsbot("restore", tmp_path / "copy.db", code=1).stderr
    assert units(there) == ["KEID"]
