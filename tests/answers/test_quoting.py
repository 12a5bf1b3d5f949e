"""What texts hold of a question, and which of them answer it."""

import pytest

from answers.matching import asked_for
from answers.quoting import NEAREST, _candidates, is_row
from index.search.search import SURE
from index.search.search_facade import Library
from questions.query import Query
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


@pytest.mark.parametrize("topic", ["indkøb af møblerede boliger", "investeringspulje", "fælles indkøb af tablets"])
def test_no_title_holds_more_of_a_question_than_its_entry(library: Library, topic: str) -> None:
    """So a title need not be read whose entry holds too little."""
    asked = asked_for(topic.split(), "da", library, "entries").of_things().in_parts()
    ranking = library.rank(asked.concepts)
    entries = library.entries(ranking.units.tolist()).values()
    held = asked.held_by_each(ranking.nearness)
    assert all(asked.held(one.title) <= most for one, most in zip(entries, held, strict=True))


def test_what_holds_too_little_to_come_near_is_no_candidate(library: Library) -> None:
    """A passage that holds one word of many is neither quoted nor read."""
    topic = tuple("flytning investeringspulje borgere møblerede boliger nattog kajanlæg isbjørn".split())
    asked = asked_for(topic, "da", library).of_things().in_parts()
    shares = asked.held_by_each(library.rank_passages(asked.concepts).nearness)
    query = Query("", "da", topic=topic, said=topic)
    found = [one.held for one in _candidates(query, library, None, SURE) if not is_row(one.passage)]
    assert 0 < len(found) < len(shares)
    assert sorted(found) == sorted(one for one in shares if one >= NEAREST)
