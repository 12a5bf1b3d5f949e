"""The tables of released versions: what a database of a municipality was made with is never another."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.checks.database import run as checks_of
from bot.checks.line import MISSING
from index.db import migrations
from index.db.database import DatabaseFile
from tests import new_databases

FOLDER = Path(migrations.__file__).parent
# Of each step as it was released the first digits of its sha256. A change is a new step, never another digest here.
RELEASED = {
    "m001_documents_and_records": "8a6e14d3d96e5bff",
    "m002_search_index": "68a39f66424d815b",
    "m003_inbox": "3b4e0baaf24464d4",
    "m004_people": "2cff6900afcc8f03",
    "m005_clock": "fdef0773f65d9ac4",
    "m006_history": "69b3bdbc65325b9d",
    "m007_subscriptions": "7bc7041a07a43888",
    "m008_alerts": "a58bd1723326d7e3",
    "m009_cells": "932855bc37b68106",
    "m010_names": "bd9b71be6827a58d",
    "m011_originals": "0c098c2eaedc363c",
    "m012_replaced": "433c1d3d673c2e59",
    "m013_conversations": "645a8f8bffa2f2d2",
    "m014_tables": "2729fb7375f0a14d",
    "m015_layouts": "d27ea0e6ec30913c",
    "m016_meanings": "1f5879758119de2d",
    "m017_access": "98cd70b5ca6396fa",
    "m018_given_names": "bbfae089e2ff27ef",
    "m019_posting": "6ee44746a34990df",
    "m020_proposal_responsible": "565ff41b8543abf6",
    "m021_held": "584b9e3a44f8da8b",
    "m022_workers": "71e61cedbaba50f1",
    "m023_edits": "5b5575c864b78bd8",
    "m024_looks": "ca438ee0f680fbf3",
    "m025_feedback": "0397a0066f0c777f",
    "m026_handed": "67a134344bc2afe3",
    "m027_leases": "24122c0731d97e0a",
    "m028_words": "b947152798e188c6",
}


@pytest.fixture(autouse=True)
def steps_are_taken() -> Iterator[None]:
    with new_databases.created():
        yield


def test_no_released_step_has_changed() -> None:
    """A step that is edited would leave those databases behind that have had it."""
    found = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in FOLDER.glob("*.sql")}
    assert found == RELEASED


def test_a_step_is_known_by_its_name_alone() -> None:
    """A database remembers names: moving the files changes nothing for it."""
    assert sorted(path.stem for path in FOLDER.glob("*.sql")) == migrations.NAMES


def test_a_database_whose_steps_were_other_ones_is_found_out(tmp_path: Path) -> None:
    """A step that was edited after a database had it: its name is known there, and what it makes today is not there."""
    with closing(DatabaseFile(tmp_path / "sagsbot.db")) as file:
        assert file.lacking() == []
        with file.writer() as db:
            db.write("ALTER TABLE outbox DROP COLUMN after_ts")
            db.write("DROP TABLE gone_people")
        assert file.lacking() == ["gone_people.found_at", "gone_people.person", "outbox.after_ts"]
    (found,) = checks_of(tmp_path / "sagsbot.db", "da")
    assert found.state == MISSING
    assert "outbox.after_ts" in found.fix
