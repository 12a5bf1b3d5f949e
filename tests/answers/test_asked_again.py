"""What is asked again is answered from what was found, until the store or the day is another."""

from datetime import timedelta
from pathlib import Path

import pytest

import answers
from answers import answer
from index.search.search_facade import Library
from index.store.writing import count_up
from tests.sample_store import TODAY, sample_library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return sample_library(tmp_path)


def test_the_same_question_has_the_same_answer(library: Library) -> None:
    first = answer("robotforslag", library, TODAY)
    assert answer("robotforslag", library, TODAY) is first
    assert answer("robotforslag", library, TODAY + timedelta(days=1)) is not first
    assert answer("robotforslag", library, TODAY, "en").language == "en"


def test_another_revision_answers_anew(library: Library) -> None:
    """A document that was taken out is in no answer."""
    assert answer("robotforslag", library, TODAY).hits
    with library.store.file.writer() as db:
        db.write("DELETE FROM documents")
        count_up(db)
    assert not answer("robotforslag", library, TODAY).hits


def test_what_came_before_and_what_was_taken_off_belong_to_the_question(library: Library) -> None:
    whole = answer("robotforslag fra Greve", library, TODAY)
    (place,) = [part.id for part in whole.reading.parts if part.kind == "municipality"]
    without = answer("robotforslag fra Greve", library, TODAY, change=lambda query: query.without(place))
    assert [part.kind for part in without.reading.parts] == ["topic"]
    assert answer("robotforslag fra Greve", library, TODAY) is whole
    alone = answer("og hvad koster den?", library, TODAY)
    assert answer("og hvad koster den?", library, TODAY, before=("BC16",)) != alone


def test_a_question_that_others_lean_on_is_read_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    answer("robotforslag", library, TODAY)
    read = []
    kept = answers.read_question
    monkeypatch.setattr(answers, "read_question", lambda said, *more: read.append(said) or kept(said, *more))
    answer("og i Greve?", library, TODAY, before=("robotforslag",))
    assert read == ["og i Greve?"]


def test_an_answer_with_very_many_results_is_not_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_KEPT", 0)
    first, second = (answer("robotforslag", library, TODAY) for _ in range(2))
    assert first is not second
    assert [*first.hits] == [*second.hits]
