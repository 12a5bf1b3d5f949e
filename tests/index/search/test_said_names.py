"""Names that a question says are found by their words: wholly, halfway, with a slip, and never by reading a list."""

from pathlib import Path

import pytest

from index.search.names import SaidName
from index.search.search_facade import Library
from tests.sample_store import sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("names"))


def first(library: Library, text: str, *kinds: str) -> SaidName:
    return (library.named(text.split(), kinds) if kinds else library.named(text.split()))[0]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("hvad sparer Greve i 2024", "municipality", "Greve"),
        ("ældre og sundhed", "area", "Ældre & Sundhed"),
        ("aeldre sundhed", "area", "Ældre & Sundhed"),
        ("forslag under sundhedsområdet", "area", "Ældre & Sundhed"),
        ("socialudvalget i 2023", "row", "Socialudvalget"),
        ("socialudvlget i 2023", "row", "Socialudvalget"),
    ],
)
def test_a_name_is_said_in_any_way(library: Library, text: str, kind: str, value: str) -> None:
    """By itself, in half, inside a compound, with ae for æ, with a slip."""
    said = first(library, text, kind)
    assert (said.kind, said.value) == (kind, value)


def test_a_title_said_in_half_is_found(library: Library) -> None:
    """With the entries that have it, where it stands in the question, and how much of it was said."""
    said = first(library, "hvad koster robotrengøring i haller", "title")
    assert (said.value, said.start, said.end) == ("Robotrengøring i idrætshaller", 2, 5)
    assert 0.5 < said.share < 1
    assert [library.entries(said.ids)[one].title for one in said.ids] == [said.value]


def test_words_apart_are_no_name(library: Library) -> None:
    """Words of one name count together only where they stand together."""
    far = "robotrengøring kostede en hel del mere end det der blev givet til idrætshaller"
    assert first(library, far, "title").weight < 2


def test_what_no_document_holds_names_nothing(library: Library) -> None:
    assert library.named(["rumfart"]) == ()


def test_small_words_name_nothing(library: Library) -> None:
    """ "for" and "i" stand in half of all titles."""
    assert library.named(["for", "i", "og"]) == ()


def test_names_follow_the_store(tmp_path: Path) -> None:
    """What is loaded anew takes its names with it."""
    library = sample_library(tmp_path)
    assert "Greve" in library.names("municipality")
    with library.store.file.writer() as db:
        db.write("DELETE FROM documents")
    assert library.names("municipality") == ()


def test_documents_of_an_older_version_are_caught_up_with(tmp_path: Path) -> None:
    """A file that was indexed before there were names has them at the first question."""
    library = sample_library(tmp_path)
    with library.store.file.writer() as db:
        db.write("DELETE FROM names")
        db.write("DELETE FROM segments WHERE kind = 'milestone'")
        db.write("UPDATE documents SET indexed = 0")
    later = Library(library.store)
    assert "Greve" in later.names("municipality")
    assert len(later.rank_milestones(later.concepts(["boliger"], "da", "milestones")).units)


def test_milestones_are_ranked_themselves(library: Library) -> None:
    """By goal, measure and unit; a milestone of a case with that title is near, not about it."""
    asked = library.concepts(["ansatte"], "da", "milestones")
    found = library.store.milestones(map(int, library.rank_milestones(asked).about))
    assert [one.goal for one in found.values()] == ["Personalet er ansat"]
    of_case = library.rank_milestones(library.concepts(["botilbud"], "da", "milestones"))
    assert (len(of_case.about), len(of_case.near)) == (0, 2)


def test_remarks_of_status_rows_are_searched(library: Library) -> None:
    """What went wrong stands in the remark, how it is met in the handling."""
    for word in ("pladserne", "rammebesparelse"):
        ranking = library.rank_remarks(library.concepts([word], "da", "remarks"))
        (row,) = library.store.statuses(map(int, ranking.about)).values()
        assert (row.code, row.budget_year) == ("HA06", 2022)
