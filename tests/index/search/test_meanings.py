"""Rows are found by what their status means, in whatever words it is printed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ingest import corrections, loading
from bot.ingest.loading import Load
from filters.conditions import Condition
from index.search.provenance import way_of_indexing
from index.search.search_facade import Library
from index.store.store import Store

NOW = datetime(2026, 7, 1, tzinfo=UTC)
ROWS = """Status på budgetforslag, Vejle Kommune, 30. juni 2026
Kode;Forslag;Status
A1;Færre biler i hjemmeplejen;Bagud
A2;Fælles indkøb af møbler;Følger planen
A3;Lys med dioder i gaderne;Lidt forsinket og dyrere end ventet
A4;Ny aftale om vask;Merforbrug
A5;Salg af bygninger;Afventer
A6;Lukning af bad;Stoppet
A7;Nyt hegn om skolen;I drift
A8;Flere træer i byen;Blåbærgrød
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    path = tmp_path / "liste.csv"
    path.write_text(ROWS, encoding="utf-8")
    made = loading.store_to_fill(tmp_path / "a.db")
    list(loading.load_files(made, [path], Load(NOW, baseline=True)))
    return made


def found(store: Store, condition: Condition) -> str:
    library = Library(store)
    ids = library.columns.ids[library.matching([condition], "status")]
    return " ".join(str(one.code) for one in library.entries(map(int, ids)).values())


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        (Condition("meaning", ("late",)), "A1 A3"),
        (Condition("meaning", ("over budget",)), "A3 A4"),
        (Condition("meaning", ("not begun", "stopped")), "A5 A6"),
        (Condition("meaning", ("late",), negated=True), "A2 A4 A5 A6 A7"),
        (Condition("state", ("schedule_slipped",)), "A1 A3"),
        (Condition("state", ("both_slipped",)), "A3"),
        (Condition("state", ("implemented",)), "A7"),
        (Condition("state", ("as_planned",), negated=True), "A1 A3 A4 A5 A6 A7"),
    ],
)
def test_a_meaning_is_a_limit(store: Store, condition: Condition, codes: str) -> None:
    """What nobody understands is neither late nor "not late"."""
    assert found(store, condition) == codes


def test_a_meaning_that_somebody_gives_is_found(store: Store) -> None:
    corrections.change_words(store, {"Blåbærgrød": "late"}, {})
    assert found(store, Condition("meaning", ("late",))) == "A1 A3 A8"


def test_what_an_older_version_indexed_is_caught_up_with(store: Store) -> None:
    with store.file.writer() as db:
        db.write("UPDATE entries SET meaning = NULL")
        db.write("UPDATE documents SET indexed = :version", version=way_of_indexing() - 1)
        db.write("UPDATE state SET value = value + 1 WHERE key = 'revision'")
    assert found(store, Condition("meaning", ("late",))) == "A1 A3"
