"""The names that the documents hold follow the store; milestones and remarks of status rows are searched."""

from pathlib import Path

import pytest

from index.search.search_facade import Library
from index.store.writing import count_up
from tests.sample_store import sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("names"))


def test_names_follow_the_store(tmp_path: Path) -> None:
    """What is loaded anew takes its names with it."""
    library = sample_library(tmp_path)
    assert "Greve" in library.names("municipality")
    with library.store.file.writer() as db:
        db.write("DELETE FROM documents")
        count_up(db)
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
