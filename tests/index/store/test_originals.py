"""What a document was read from is kept with it, whole, and goes with it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from index.store.originals import Original
from index.store.store import Store
from records import Cell, Document, DocumentTable, Finding, Loaded, Passage, Source, TableRow
from records.packing import packed, unpacked

NOW = datetime(2026, 1, 5, tzinfo=UTC)
CELLS = (
    Cell("(1.200)", -1200.0, "red", 2, 3, "", "#,##0;(#,##0)"),
    Cell("(1.200)", covered="left"),
    Cell("31-12-2026", date(2026, 12, 31)),
    Cell("", fill="unknown"),
    Cell("Skoler"),
)
DOCUMENT = Document(
    "liste.xlsx",
    ("Titel\tBeløb", "Skoler\t(1.200)"),
    fills={(1, 1): "red"},
    findings=(Finding("hidden_rows", Source("liste.xlsx", sheet="Ark", cell="A5"), {"sheet": "Ark", "count": 1}),),
    tables=(DocumentTable((TableRow(CELLS, 1, 4),), 1, "Ark", (1, 2, 4, 5, 6)),),
    cells={0: ("Ark", "A1"), 1: ("Ark", "A4")},
)
LOADED = Loaded(
    "liste.xlsx", "letter", "Liste", passages=(Passage("Skoler", Source("liste.xlsx", 2, sheet="Ark", cell="A4")),)
)


def test_a_document_is_the_same_after_packing() -> None:
    assert unpacked(packed(DOCUMENT)) == DOCUMENT


def test_the_original_is_kept_with_its_document(tmp_path: Path) -> None:
    """Lines, tables and bytes come back as they were; a source has its sheet and cell."""
    store = Store(tmp_path / "a.db")
    done = store.replace(LOADED, "d1", NOW, original=Original(DOCUMENT, b"PK..."))
    assert store.original(done.document_id) == Original(DOCUMENT, b"PK...")
    assert store.lines("liste.xlsx", 2, 2) == ("Skoler\t(1.200)",)
    (passage,) = store.passages().values()
    assert (passage.source.sheet, passage.source.cell) == ("Ark", "A4")


def test_a_new_version_takes_the_place_of_the_original(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    store.replace(LOADED, "d1", NOW, original=Original(DOCUMENT, b"first"))
    done = store.replace(LOADED, "d2", NOW, original=Original(replace(DOCUMENT, lines=("x",))))
    assert store.original(done.document_id) == Original(replace(DOCUMENT, lines=("x",)))
    assert store.reader().one("SELECT count(*) FROM originals") == (1,)


def test_reading_again_keeps_the_original_and_tells_nobody(tmp_path: Path) -> None:
    """A correction of how a table is read is no news."""
    told: list[object] = []
    store = Store(tmp_path / "a.db", announce=lambda _store, _db, loading: told.append(loading))
    done = store.replace(LOADED, "d1", NOW, original=Original(DOCUMENT, b"x"))
    again = store.read_again(done.document_id, replace(LOADED, title="Rettet"))
    held = store.document(again.document_id)
    assert (held.id, held.title, held.sha256, held.loaded_at) == (done.document_id, "Rettet", "d1", NOW)
    assert store.original(again.document_id) == Original(DOCUMENT, b"x")
    assert len(told) == 1
