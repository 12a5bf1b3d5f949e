"""Which turns were told."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from index.db.database import DatabaseFile
from index.state.alerts import is_told, note_told, turn
from tests.sample_store import row

NOW, DAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC), date(2026, 6, 30)
NAMED = row("HA06", 2025, "Bedre indkøb", 1)


def test_a_turn_is_told_under_any_name_of_its_row(tmp_path: Path) -> None:
    """A report that writes the code differently tells nobody again; another area, day or colour is news."""
    told = turn(NAMED, DAY, "red")
    with DatabaseFile(tmp_path / "a.db").writer() as db:
        note_told(db, [told], NOW)
        renamed = turn(replace(NAMED, code="HA6"), DAY, "red")
        assert is_told(db, [renamed, told])
        others = (renamed, turn(replace(NAMED, area="Skole"), DAY, "red"), turn(NAMED, NOW.date(), "red"))
        assert not any(is_told(db, [one]) for one in (*others, turn(NAMED, DAY, "yellow")))
        assert not is_told(db, [])
