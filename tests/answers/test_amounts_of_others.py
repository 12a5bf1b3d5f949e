"""What others are held against may be the amount of a case, named by its code."""

import pytest

from answers import answer
from index.search.search_facade import Library
from records import Answer
from tests.sample_store import TODAY, sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


def limits(found: Answer) -> set[str]:
    return {part.id for part in found.reading.parts}


def kinds(found: Answer) -> set[str]:
    return {note.kind for note in found.notes}


@pytest.mark.parametrize(
    ("question", "limit"),
    [
        ("hvilke forslag sparer mindre end AB01?", "saving:under:4000.0-None"),
        ("forslag fra Greve, der har en lavere udgift end AB01", "cost:under:9000.0-None"),
        ("which proposals are more expensive than AB02", "cost:over:500.0-None"),
        ("sager med en større besparelse end besparelsen i HA06 (2025)", "saving:over:1750.0-None"),
        ("hvor mange forslag er billigere end sag ab 01", "cost:under:9000.0-None"),
    ],
)
def test_others_are_held_against_the_amount_of_a_case(library: Library, question: str, limit: str) -> None:
    """The limit is the amount that the documents have, which is told with its place; the case itself is no answer."""
    found = answer(question, library, TODAY)
    assert limit in limits(found)
    assert not any(part.startswith("code") for part in limits(found))
    (note,) = [one for one in found.notes if one.kind == "held_against"]
    assert note.values["source"]


@pytest.mark.parametrize(
    "question", ["forslag der sparer mere end AB02", "sager der har en større besparelse end HA06"]
)
def test_nothing_is_held_against_a_case_without_one_amount(library: Library, question: str) -> None:
    """Not stated, or several cases: it is said, and nothing is listed."""
    found = answer(question, library, TODAY)
    assert (found.intent, found.hits, kinds(found)) == ("unknown", (), {"missing_amount"})


@pytest.mark.parametrize("question", ["forslag der er bedre end AB01", "what is better than AB01"])
def test_what_is_not_said_to_be_more_or_less_of_anything_is_not_understood(library: Library, question: str) -> None:
    found = answer(question, library, TODAY)
    assert found.intent == "unknown"


def test_a_code_that_does_not_exist_is_said_to_be_none(library: Library) -> None:
    found = answer("forslag der koster mere end AB77", library, TODAY)
    assert found.intent == "unknown"
    assert "no_such_code" in kinds(found)


def test_two_codes_are_compared(library: Library) -> None:
    assert answer("er AB01 dyrere end AB02?", library, TODAY).intent == "compare"


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (
            "hvilke forslag fra Solrød sparer mere end gennemsnittet?",
            {"municipality:Solrød", "saving:over:1450.0-None"},
        ),
        ("forslag i Solrød med en besparelse under middel", {"municipality:Solrød", "saving:under:1450.0-None"}),
    ],
)
def test_others_are_held_against_their_average(library: Library, question: str, wanted: set[str]) -> None:
    """The average is that of what is listed by all other limits, and is told."""
    found = answer(question, library, TODAY)
    assert limits(found) == wanted
    assert "held_against_average" in kinds(found)


def test_the_average_may_be_that_of_all(library: Library) -> None:
    own, every = (
        answer(f"forslag i Solrød der sparer mindre end gennemsnittet{scope}", library, TODAY)
        for scope in ("", " for alle forslag")
    )
    assert limits(own) != limits(every)
    assert any(part.startswith("saving:under") for part in limits(every))


def test_an_average_of_nothing_that_is_named_is_not_understood(library: Library) -> None:
    assert answer("forslag der er bedre end gennemsnittet", library, TODAY).intent == "unknown"
