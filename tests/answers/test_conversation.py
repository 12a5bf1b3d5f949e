"""A question that leans on those before it: what is carried over is shown, and with nothing to lean on it asks."""

import pytest

from answers import answer
from answers.conversation import leaning
from index.search.search_facade import Library
from records import Answer
from tests.sample_store import TODAY, sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


def asked(library: Library, *texts: str) -> Answer:
    """The answer to the last of several questions of one conversation."""
    return answer(texts[-1], library, TODAY, before=texts[:-1])


def titles(found: Answer) -> list[str]:
    return [hit.title for hit in found.hits]


def parts(found: Answer) -> set[str]:
    return {part.kind for part in found.carried}


def test_only_narrows_the_list_before(library: Library) -> None:
    found = asked(library, "robotforslag", "kun de vedtagne")
    assert set(titles(found)) == {"Brug af robotstøvsugere", "Robotrengøring i idrætshaller"}
    assert parts(found) == {"topic"}
    assert found.question == "kun de vedtagne"


def test_a_new_value_takes_the_place_of_the_old_one(library: Library) -> None:
    found = asked(library, "robotforslag i Greve", "og i Solrød?")
    assert {hit.municipality for hit in found.hits} == {"Solrød"}
    assert parts(found) == {"topic"}


def test_an_order_is_added(library: Library) -> None:
    found = asked(library, "forslag i Solrød", "sorter efter pris")
    assert titles(found)[0] == "Ny struktur for bibliotekerne"
    assert parts(found) == {"municipality"}


@pytest.mark.parametrize("text", ["og hvad koster den?", "and the cost of it?"])
def test_it_is_the_case_before(library: Library, text: str) -> None:
    found = asked(library, "status på HA06 2025", text)
    assert (found.facts[0].label, found.facts[0].value) == ("investment", "7.650")
    assert parts(found) == {"code"}


def test_it_is_the_only_one_of_a_list(library: Library) -> None:
    found = asked(library, "hvilke sager er røde?", "hvorfor?")
    assert "Pladserne er først klar i 2025." in {fact.value for fact in found.facts}


def test_another_case_gets_the_same_question(library: Library) -> None:
    found = asked(library, "hvem er ansvarlig for AB01?", "og HA03 2023?")
    assert found.intent == "responsible"


def test_the_conversation_goes_on_over_several_questions(library: Library) -> None:
    found = asked(library, "robotforslag", "kun de vedtagne", "og i Solrød?")
    assert titles(found) == ["Robotrengøring i idrætshaller"]
    assert parts(found) == {"topic", "adopted"}


def test_a_question_that_names_its_own_thing_begins_anew(library: Library) -> None:
    found = asked(library, "robotforslag i Greve", "hvilke sager er røde?")
    assert titles(found) == ["Plads til flere børn"]
    assert not found.carried


@pytest.mark.parametrize("text", ["og hvad koster den?", "hvorfor?", "what does it cost?"])
def test_with_nothing_to_lean_on_it_asks_which_case(library: Library, text: str) -> None:
    found = asked(library, text)
    assert (found.intent, len(found.hits)) == ("unknown", 0)
    assert [note.kind for note in found.notes] == ["missing_case"]


def test_a_pronoun_is_what_is_meant_only_where_nothing_follows_it() -> None:
    about, whether = leaning().about, leaning().whether
    assert about.search("forslag om det")
    assert about.search("røde sager om den, tak")
    assert not about.search("sager vedrørende den sociale hjemmepleje")
    assert whether.search("er den vedtaget?")
    assert not whether.search("er det muligt at få listet hvad solrød har vedtaget")
