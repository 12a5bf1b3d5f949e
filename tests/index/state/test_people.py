"""What people said of cases and cards, row by row."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from index.db.database import DatabaseFile
from index.state.feedback import Feedback
from index.state.people import Attribution, CaseKey, Correction, People, Person, StoredCard

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BO, IDA = Person("U1", "Bo"), Person("U2", "Ida")


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(DatabaseFile(tmp_path / "a.db"))


def test_the_last_word_about_an_answer_counts(people: People) -> None:
    """Whoever changes their mind is not counted twice."""
    kept = Feedback(people.file)
    kept.rate("card", BO.id, True, NOW)
    kept.rate("card", BO.id, False, NOW + timedelta(minutes=1))
    kept.rate("card", BO.id, False, NOW + timedelta(minutes=2), "long")
    kept.rate("card", IDA.id, True, NOW)
    assert [(one.card, one.reason) for one in kept.unhelpful(5)] == [("card", "long")]
    rows = people.file.reader().rows("SELECT person, helpful FROM feedback ORDER BY person")
    assert rows == [("U1", 0), ("U2", 1)]


def test_the_first_press_counts(people: People) -> None:
    """A second press is told who was first; what came to nothing can be pressed again."""
    assert people.press("share", BO, NOW) is None
    first = people.press("share", IDA, NOW + timedelta(minutes=1))
    assert first
    assert (first.person, first.when) == ("U1", NOW)
    people.unpress("share")
    assert people.press("share", IDA, NOW) is None


def card(key: str, question: str, person: Person = BO, thread: str = "1.0") -> StoredCard:
    return StoredCard(key, question, "da", person.id, "C1", thread=thread)


def test_a_conversation_goes_on_from_the_last_question_of_its_person(people: People) -> None:
    """In the same thread, and not from one of long ago."""
    for minutes, one in enumerate(
        [card("a", "første"), card("b", "anden"), card("c", "en andens", IDA), card("d", "et andet sted", BO, "2.0")]
    ):
        people.keep_card(one, NOW + timedelta(minutes=minutes))
    last = people.asked_before(BO.id, "C1", "1.0", NOW)
    assert last
    assert last.question == "anden"
    assert people.asked_before(BO.id, "C1", "1.0", NOW + timedelta(minutes=2)) is None


def test_corrections_that_were_decided_about_come_last_first(people: People) -> None:
    """Each is decided about once, however they were made."""
    case = people.know(CaseKey("By", "A1", 2025, "Sag"))
    for number in range(3):
        people.correct(Correction("saving", "1", str(number), "", Attribution(case, BO.id, BO.name, NOW)))
    ids = [one.id for one in people.unsettled()]
    for later, row_id in enumerate((ids[1], ids[0], ids[2])):
        assert people.settle(row_id, later > 0, IDA, NOW + timedelta(minutes=later))
    assert not people.settle(ids[0], False, BO, NOW + timedelta(hours=1))
    assert [one.corrected for one in people.settled(2)] == ["2", "0"]
    assert [bool(one.ruling and one.ruling.accepted) for one in people.settled(3)] == [True, True, False]
    assert people.unsettled() == []
