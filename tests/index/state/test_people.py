"""What people said of cases and cards, row by row."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.db.database import DatabaseFile
from index.state.people import People, Person

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BO, IDA = Person("U1", "Bo"), Person("U2", "Ida")


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(DatabaseFile(tmp_path / "a.db"))


def test_the_last_word_about_an_answer_counts(people: People) -> None:
    """Whoever changes their mind is not counted twice."""
    people.rate("card", BO.id, True, NOW)
    people.rate("card", BO.id, False, NOW + timedelta(minutes=1))
    people.rate("card", IDA.id, True, NOW)
    rows = people.file.connection().execute("SELECT person, helpful FROM feedback ORDER BY person").fetchall()
    assert rows == [("U1", 0), ("U2", 1)]


def test_the_first_press_counts(people: People) -> None:
    """A second press is told who was first; what came to nothing can be pressed again."""
    assert people.press("share", BO, NOW) is None
    first = people.press("share", IDA, NOW + timedelta(minutes=1))
    assert first
    assert (first.person, first.when) == ("U1", NOW)
    people.unpress("share")
    assert people.press("share", IDA, NOW) is None
