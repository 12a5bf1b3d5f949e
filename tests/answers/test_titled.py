"""The name of an area that is a part of a title names the case, and limits nothing."""

import pytest

from index.search.search_facade import Library
from records import Loaded
from tests.answers.test_conversation import asked
from tests.sample_store import BANK, IDEAS, NOW, proposal, sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("shelf"))


TITLE = "bedre botilbud til borgere med handicap"


@pytest.mark.parametrize(
    "asks", ["hvad er milepælene for", "hvem er ansvarlig for", "hvad koster", "who is responsible for"]
)
def test_a_title_with_the_name_of_an_area_is_the_case(library: Library, asks: str) -> None:
    found = asked(library, f"{asks} {TITLE}")
    assert [part.kind for part in found.reading.parts] == ["code"]
    assert [hit.title.lower() for hit in found.hits] == [TITLE]


def test_its_milestones_are_those_of_the_case(library: Library) -> None:
    found = asked(library, f"hvad er milepælene for {TITLE}")
    assert found.milestones
    assert {one.title.lower() for one in found.milestones} == {TITLE}


def test_an_area_that_no_title_has_beside_the_rest_still_limits(library: Library) -> None:
    found = asked(library, "hvad koster forslagene om vikarer på Ældre & Sundhed")
    assert any(part.kind == "area" for part in found.reading.parts)


CALLED = "Investeringsforslag: Flere sensorer"


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """An idea bank in which one proposal calls itself by the type of another catalogue."""
    made = sample_library(tmp_path_factory.mktemp("called"))
    called = proposal("Greve", CALLED, 100, type="Investeringsforslag", saving_tkr=700.0)
    made.store.replace(Loaded(BANK, "ideas", "Idébank", proposals=(*IDEAS, called)), "called", NOW)
    return Library(made.store)


@pytest.mark.parametrize(
    ("asks", "called"),
    [
        ("investeringsforslag", False),
        ("hvor mange investeringsforslag er der", False),
        ("investeringsforslag fra Greve", True),
        ("hvad sparer investeringsforslag i idébanken i alt", True),
        ("effektiviseringsforslag fra Greve", True),
    ],
)
def test_a_type_in_a_title_counts_where_nothing_else_is_of_it(bank: Library, asks: str, called: bool) -> None:
    titles = [hit.title for hit in asked(bank, asks).hits]
    assert titles
    assert (CALLED in titles) is called


def test_a_type_that_no_title_has_either_is_none(bank: Library) -> None:
    assert not asked(bank, "innovationsforslag fra Greve").hits
