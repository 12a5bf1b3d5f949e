"""What is asked of the goals of a case that is named by its code."""

import pytest

from answers import answer
from index.search.search_facade import Library
from tests.sample_store import TODAY, sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("goals"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mål i AB01, hvad gælder for indflytningen", ["Boligerne er taget i brug"]),
        ("AB01 mål for personalet", ["Personalet er ansat"]),
        ("goal for the homes in AB01", ["Boligerne er taget i brug"]),
        ("hvad er målene for AB01", ["Boligerne er taget i brug", "Personalet er ansat"]),
        ("what are the targets of AB01?", ["Boligerne er taget i brug", "Personalet er ansat"]),
        ("AB01: opfølgningsmål", ["Boligerne er taget i brug", "Personalet er ansat"]),
    ],
)
def test_a_goal_that_is_asked_of_a_code_is_one_of_its_milestones(library: Library, text: str, told: list[str]) -> None:
    """Those that hold the words are told, the nearest first; all where nothing but goals is asked for."""
    found = answer(text, library, TODAY)
    assert found.intent == "milestones"
    assert [one.goal for one in found.milestones] == told


@pytest.mark.parametrize("text", ["mål i AB01 for CO2", "target for AB01: customer satisfaction", "mål for HA02"])
def test_a_goal_that_no_milestone_holds_is_unknown(library: Library, text: str) -> None:
    found = answer(text, library, TODAY)
    assert (found.intent, found.facts, found.hits) == ("unknown", (), ())


@pytest.mark.parametrize("text", ["hvad er formålet med AB01", "hvem er målgruppen for AB01", "er AB01 i mål"])
def test_other_words_with_a_goal_in_them_ask_for_none(library: Library, text: str) -> None:
    assert answer(text, library, TODAY).intent != "milestones"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hvem er ansvarlig for personalet i AB01", ["HR-enheden"]),
        ("who is responsible for the homes in AB01", ["Center for Handicap"]),
        ("hvem er ansvarlig for AB01", ["Center for Handicap", "HR-enheden"]),
    ],
)
def test_who_is_told_of_the_goal_that_holds_the_words(library: Library, text: str, told: list[str]) -> None:
    """Who answers for the other goals of the case is not asked; where no goal holds the words, all are told."""
    found = answer(text, library, TODAY)
    assert (found.intent, [one.value for one in found.facts]) == ("responsible", told)


@pytest.mark.parametrize("text", ["hvem skal hente 1.000 samtykker i AB01", "who gets 1,000 parents' consent in AB01"])
def test_what_is_counted_beside_a_code_is_no_amount(library: Library, text: str) -> None:
    """ "1.000 samtykker" is no saving of 1.000 kr."""
    reading = answer(text, library, TODAY).reading
    assert [one.kind for one in reading.parts] == ["code", "topic"]


def test_an_amount_beside_a_code_stays_one(library: Library) -> None:
    reading = answer("AB01 over 500.000 kr.", library, TODAY).reading
    assert [one.kind for one in reading.parts] == ["code", "saving"]


def test_who_won_a_tender_is_no_unit_that_answers_for_a_goal(library: Library) -> None:
    found = answer("hvem vandt udbuddet om boligerne", library, TODAY)
    assert (found.intent, found.facts) == ("unknown", ())
