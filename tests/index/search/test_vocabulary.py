"""The documents' vocabulary is looked up word by word, and by how words begin."""

from pathlib import Path

import pytest

from index.search.postings import Postings
from index.search.search_facade import Library
from index.search.spelling import Spelling
from tests.sample_store import sample_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return sample_library(tmp_path_factory.mktemp("vocabulary"))


def test_a_term_is_held_by_its_kind_only(library: Library) -> None:
    """A word that only a passage holds is no word of the entries."""
    entries, passages = (Postings(library.store.reader, kind).vocabulary for kind in ("entry", "passage"))
    assert ("robotstoevsug" in entries, "robotstoevsug" in passages) == (True, False)
    assert ("budgetseminar" in entries, "budgetseminar" in passages) == (False, True)


def test_terms_are_listed_by_their_beginning(library: Library) -> None:
    """Without the stems that only stand inside other words."""
    vocabulary = Postings(library.store.reader, "entry").vocabulary
    found = list(vocabulary.beginning("robot"))
    assert "robotstoevsug" in found
    assert all(term.startswith("robot") for term in found)
    assert set(found) <= set(vocabulary.beginning(""))
    assert not any(term.startswith("~") for term in vocabulary.beginning(""))


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("robotstøvsgere", "da", "robotstoevsug"),
        ("wibliotekerne", "da", "bibliotek"),
        ("libary", "en", "library"),
        ("rumfart", "da", "rumfart"),
        ("robotstøvsuegr", "da", "robotstoevsug"),  # "robot" alone explains no word that goes on
        ("a12bcd", "da", "a12bcd"),
        ("dag", "da", "dag"),
    ],
)
def test_only_what_nobody_knows_is_mended(library: Library, typed: str, language: str, meant: str) -> None:
    """A slip in the middle, a slip in the first letter; a word of a language, a code and a short word stay."""
    vocabulary = Postings(library.store.reader, "entry").vocabulary
    assert Spelling(vocabulary, library.lexicon).mended(typed, language) == meant


def test_rows_that_a_newer_report_replaced_are_not_ranked(tmp_path: Path) -> None:
    """As the columns say it, without reading all of them."""
    library = sample_library(tmp_path)
    with library.store.file.writer() as db:
        db.write("UPDATE entries SET current = 0 WHERE title = 'Brug af robotstøvsugere'")
    ranking = Library(library.store).rank(library.concepts(["robotstøvsugere"], "da"))
    assert "Brug af robotstøvsugere" not in {one.title for one in library.entries(ranking.units).values()}
