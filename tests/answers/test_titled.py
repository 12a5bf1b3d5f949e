"""The name of an area that is a part of a title names the case, and limits nothing."""

import pytest

from index.search.search_facade import Library
from tests.answers.test_conversation import asked
from tests.sample_store import sample_library


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
