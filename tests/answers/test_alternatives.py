"""Readings that are nearly as near stand beside the answer; where two are as good as equal and their figures differ, it
is asked which is meant, and no figure is given."""

from dataclasses import replace
from functools import partial

import pytest

from answers import answer, deciding
from answers.parts import reading_id, reading_of
from bot.case_queries import Question, changed, mark
from index.search.search_facade import Library
from questions.query import Filter, Query
from records import Reading
from templates import render
from tests.answers.test_answers import TODAY, library  # noqa: F401  # a fixture

BUDGET, PHASED = Filter("budget_year", (), "exactly", 2023.0), Filter("phase_in_year", (), "exactly", 2023.0)


def query(doubted: int, first: Filter = BUDGET, second: Filter = PHASED) -> Query:
    read = Query("cases that are of 2023", "en", "status_list", filters=(first,), rows="case")
    return replace(read, alternatives=(replace(read, filters=(second,)),), doubted=doubted)


def ids(reading: Reading) -> list[str]:
    return [one.id for one in reading.parts]


def test_a_reading_that_is_less_near_is_offered_beside_the_answer(library: Library) -> None:  # noqa: F811
    made = deciding.answer(query(doubted=0), library, TODAY)
    assert made.intent == "status_list"
    assert [ids(one) for one in made.alternatives] == [[PHASED.id]]
    assert "Did you mean “fully phased in 2023”?" in render(made).text


def test_of_readings_as_near_it_is_asked_which_is_meant(library: Library) -> None:  # noqa: F811
    made = deciding.answer(query(doubted=1), library, TODAY)
    assert (made.intent, made.total, len(made.hits), made.facts, made.reading) == ("unknown", 0, 0, (), Reading())
    assert [ids(one) for one in made.alternatives] == [[BUDGET.id], [PHASED.id]]
    text = render(made).text
    assert "1. Budget year 2023" in text
    assert "2. Fully phased in 2023" in text


def test_nothing_is_asked_where_the_figures_are_the_same(library: Library) -> None:  # noqa: F811
    """What is asked must matter."""
    late = replace(BUDGET, low=1990.0), replace(BUDGET, low=1991.0)
    made = deciding.answer(query(1, *late), library, TODAY)
    assert made.intent == "status_list"
    assert not made.alternatives


@pytest.mark.parametrize("chosen", [BUDGET, PHASED])
def test_a_reading_that_is_chosen_is_answered(library: Library, chosen: Filter) -> None:  # noqa: F811
    asked = deciding.answer(query(doubted=1), library, TODAY)
    reading = next(one for one in asked.alternatives if ids(one) == [chosen.id])
    question = Question("cases that are of 2023", off=frozenset({mark(reading_id(reading))}))
    made = deciding.answer(changed(question, query(doubted=1)), library, TODAY)
    assert made.intent == "status_list"
    assert ids(made.reading) == [chosen.id]


def test_a_question_with_one_reading_has_no_other(library: Library) -> None:  # noqa: F811
    made = answer("red cases", library, TODAY, change=partial(changed, Question("red cases")))
    assert not made.alternatives
    assert reading_id(reading_of(query(0))) != reading_id(made.reading)
