"""What texts hold of a question, and which of them answer it."""

import pytest

from answers.matching import asked_for
from index.search.search import SURE
from index.search.search_facade import Library
from tests.sample_store import sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("texts"))


@pytest.mark.parametrize("sure", [SURE, 0.85])
@pytest.mark.parametrize(
    ("topic", "language"),
    [
        ("indkøb af møblerede boliger", "da"),
        ("botilbudsindhold", "da"),
        ("flytning handicappede borgere", "da"),
        ("investeringspulje", "da"),
        ("new homes for disabled citizens", "en"),
    ],
)
def test_the_index_tells_how_much_of_a_question_a_passage_holds(
    library: Library, topic: str, language: str, sure: float
) -> None:
    """No text is taken apart for it: it is what the words of the text would say."""
    asked = asked_for(topic.split(), language, library, sure=sure).of_things().in_parts()
    ranking = library.rank_passages(asked.concepts)
    passages = library.store.passages(ranking.units.tolist())
    told = [passages[one] for one in ranking.units.tolist()]
    held = asked.held_by_each(ranking.nearness)
    assert held == [asked.held(one.text, f"{one.heading} {one.title or ''}") for one in told]
    assert told
