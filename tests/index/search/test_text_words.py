"""The stems of the words of texts are kept where the texts are indexed, and are those that finding them anew gives."""

from pathlib import Path

import pytest

from index.search import text_words
from index.search.entries import update_entries
from index.search.search_facade import Library
from index.search.text_words import FOUND_WITH, NO_TEXTS, TextWords, forget_words
from index.search.tokenizer import tokens_of
from index.store.writing import count_up
from tests.sample_store import sample_library

A_TEXT = "Robotstøvsugeren i plejeboligerne og et budgetseminar om xyzzyordet"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return sample_library(tmp_path)


def kept(library: Library) -> dict[str, tuple[str, str]]:
    return {word: (stem, parts) for word, stem, parts in library.store.reader().rows("SELECT * FROM words")}


def test_what_is_kept_is_what_is_found(library: Library) -> None:
    """Of every word of the store: its stem, then those of its parts."""
    rows = kept(library)
    del rows[FOUND_WITH]
    assert "budgetseminaret" in rows
    for word, (stem, parts) in rows.items():
        assert (stem, *parts.split()) == tuple(token.removeprefix("~") for token in tokens_of(word))


def test_a_text_has_the_same_stems_with_a_store_and_without(library: Library) -> None:
    assert library.text_words.stems(A_TEXT) == NO_TEXTS.stems(A_TEXT)
    assert {"robot", "budgetseminar", "budget", "xyzzyord"} <= NO_TEXTS.stems(A_TEXT)


def test_a_kept_word_is_not_taken_apart_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = TextWords(library.store.reader)
    monkeypatch.setattr(text_words, "tokens_of", pytest.fail)
    texts.meet(["Budgetseminaret"])
    assert "budgetseminar" in texts.stems("budgetseminaret")


def test_words_that_were_found_in_another_way_are_neither_used_nor_left(library: Library) -> None:
    """They are found anew where something is loaded next."""
    with library.store.file.writer() as db:
        db.write("UPDATE words SET stem = 'andet', parts = ''")
        count_up(db)
    assert library.text_words.stems("budgetseminaret") == NO_TEXTS.stems("budgetseminaret")
    with library.store.file.writer() as db:
        update_entries(db, [row[0] for row in db.rows("SELECT id FROM documents")])
        count_up(db)
    assert "andet" not in {stem for stem, _ in kept(library).values()}
    assert library.text_words.stems("budgetseminaret") == NO_TEXTS.stems("budgetseminaret")


def test_words_leave_with_the_last_text_that_holds_them(library: Library) -> None:
    """A name that stood in a document is nowhere once it is taken out."""
    with library.store.file.writer() as db:
        db.write("DELETE FROM documents")
        forget_words(db)
        count_up(db)
    assert set(kept(library)) <= {FOUND_WITH}


def test_an_older_database_gets_its_words_at_the_first_question(library: Library) -> None:
    with library.store.file.writer() as db:
        db.write("DELETE FROM words")
        db.write("UPDATE documents SET indexed = 7")
    later = Library(library.store)
    assert later.names("municipality")
    assert "budgetseminaret" in kept(later)
