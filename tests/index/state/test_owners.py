"""Who owns a case, change by change."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.db.database import DatabaseFile
from index.state.outbox import Post
from index.state.owners import OwnerChange, Owners
from index.state.people import CaseKey, People
from index.state.persons import Person

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BO, IDA, KIM = Person("U1", "Bo"), Person("U2", "Ida"), Person("U3", "Kim")


class Desk:
    """One case and its owners."""

    def __init__(self, file: DatabaseFile) -> None:
        self.people, self.owners, self.told = People(file), Owners(file), list[OwnerChange]()
        self.case = self.people.know(CaseKey("By", "A1", 2025, "Sag"))

    def tell(self, change: OwnerChange) -> list[Post]:
        self.told.append(change)
        return []

    def change(self, owner: Person | None, by: Person = KIM) -> OwnerChange | None:
        return self.owners.change(self.case, owner, by, NOW, self.tell)

    def owner(self) -> str:
        found = self.owners.owner(self.case)
        return found[0].id if found else ""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(DatabaseFile(tmp_path / "a.db"))


def test_only_the_last_change_can_be_taken_back(desk: Desk) -> None:
    """A button under an older message must not undo what was agreed since."""
    first, second = desk.change(BO), desk.change(IDA)
    assert first
    assert second
    assert desk.owners.take_back(first.id, BO, NOW) is None
    assert desk.owner() == IDA.id
    back = desk.owners.take_back(second.id, BO, NOW)
    assert back
    assert (desk.owner(), back.before) == (BO.id, IDA)
    assert desk.owners.take_back(second.id, BO, NOW) is None


def test_a_person_who_is_called_otherwise_now_is_no_new_owner(desk: Desk) -> None:
    """Nothing is told and nothing kept, but the name that Slack has now."""
    desk.change(BO)
    assert desk.change(Person(BO.id, "Bo Jensen"), IDA) is None
    assert len(desk.told) == len(desk.owners.changes(desk.case)) == 1
    found = desk.owners.owner(desk.case)
    assert found
    assert found[0].name == "Bo Jensen"


def test_a_case_can_be_without_an_owner_again(desk: Desk) -> None:
    assert desk.change(None) is None
    desk.change(BO)
    left = desk.change(None)
    assert left
    assert (left.owner, left.before, desk.owner()) == (None, BO, "")
    assert [change.owner for change in desk.owners.changes(desk.case)] == [BO, None]


def test_cases_are_listed_as_they_were_taken(desk: Desk) -> None:
    later = desk.people.know(CaseKey("By", "B2", 2025, "Sag"))
    desk.owners.change(later, BO, BO, NOW - timedelta(days=1))
    desk.change(BO)
    assert desk.owners.owned(BO.id) == [later, desk.case]
