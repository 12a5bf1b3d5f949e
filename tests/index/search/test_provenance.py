"""What is kept of an index is used by nobody whose code or words would make it otherwise."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.search.entries import is_behind
from index.search.provenance import LARGEST, OLD, ROOT, digest_of, index_sources, way_of_indexing
from index.search.search_facade import Library
from index.store.writing import count_up
from records.layouts import GivenName
from tests.sample_store import sample_library

# What indexing imports that decides nothing of what is indexed: how a database is asked, nouns, what keeps things.
NO_WAY_OF_INDEXING = {
    *("index/db/gateway.py", "index/db/serialization.py", "index/search/provenance.py", "index/search/recent.py"),
    *("index/search/arrays.py", "index/search/vocabulary.py", "records/compiled.py", "records/documents.py"),
    *("records/layouts.py", "records/tables.py"),
}


def imported(path: Path) -> Iterator[Path]:
    """The files of ours that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [one.name for one in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        base = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        for name in (*base, *(".".join((*base, name)) for name in names)):
            found = (ROOT / name.replace(".", "/")).with_suffix(".py")
            if found.exists():
                yield found


def test_all_that_indexing_imports_is_part_of_its_number() -> None:
    """A new module that decides what is indexed is named in `provenance`, or below as one that does not."""
    met, next_ones = set[Path](), [ROOT / "index/search/entries.py"]
    while next_ones:
        path = next_ones.pop()
        if path not in met:
            met.add(path)
            next_ones += imported(path)
    found = {str(path.relative_to(ROOT)) for path in met - {*index_sources()}}
    assert found == NO_WAY_OF_INDEXING


def test_every_source_is_there_and_every_change_is_another_number(tmp_path: Path) -> None:
    assert all(path.is_file() for path in index_sources())
    assert OLD <= way_of_indexing() <= LARGEST
    words = tmp_path / "words.csv"
    words.write_text("bil", encoding="utf-8")
    before = digest_of([words])
    words.write_text("by", encoding="utf-8")
    assert digest_of([words]) != before


def with_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the tokenizer had changed since the documents were loaded."""
    monkeypatch.setattr("index.search.entries.way_of_indexing", lambda: way_of_indexing() % LARGEST + 1)
    monkeypatch.setattr("index.search.text_words.way_of_finding", lambda: "another")


ASKED = ("boliger", "personalet", "skole")


def ranked(library: Library) -> list[list[int]]:
    return [library.rank(library.concepts([word], "da")).units.tolist() for word in ASKED]


@pytest.mark.parametrize("way", [8, way_of_indexing() - 1, way_of_indexing() + 1], ids=["old", "lower", "higher"])
def test_what_was_indexed_in_any_other_way_is_indexed_anew(tmp_path: Path, way: int) -> None:
    """Also by a newer version, which somebody went back from."""
    library = sample_library(tmp_path)
    before = ranked(library)
    with library.store.file.writer() as db:
        db.write("UPDATE postings SET term = term || 'x'")
        db.write("UPDATE documents SET indexed = :way", way=way)
        count_up(db)
    assert ranked(Library(library.store)) == before
    assert any(before)
    assert not is_behind(library.store.reader())


OF_GIVEN = "SELECT token FROM name_tokens JOIN names ON id = name_id WHERE document_id IS NULL ORDER BY 1"


def test_names_that_were_given_are_found_by_their_words_as_they_are_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are of no document, and are caught up with all the same."""
    library = sample_library(tmp_path)
    given = GivenName("Greve", "area", "Skolebiblioteker", ("SB",))
    with library.store.file.writer() as db:
        from index.search.names import write_given_names

        write_given_names(db, [given])
        before = db.rows(
            "SELECT token FROM name_tokens JOIN names ON id = name_id WHERE document_id IS NULL ORDER BY 1"
        )
        db.write("DELETE FROM name_tokens")
        count_up(db)
    with_another_way(monkeypatch)
    later = Library(library.store)
    assert later.names("municipality")
    assert library.store.reader().rows(OF_GIVEN) == before
    assert before
