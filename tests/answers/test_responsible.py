"""Who answers for a case: from the goals of its follow-up, or from a column of the list that it stands in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from answers import answer
from bot.ingest import loading
from bot.ingest.loading import Load
from index.search.search_facade import Library
from templates import render

NOW = datetime(2026, 7, 1, tzinfo=UTC)
LISTS = {
    "forslag": """Forslag til budget 2027, Silkeborg Kommune
Nr.;Tiltag;Besparelse 1.000 kr.;Hvem gør det
B1;Færre kørsler med skolebus;1250;Skoleafdelingen
B2;Lys med dioder langs cykelstier;780;Vej og park
""",
    "status": """Status på budgetforslag, Silkeborg Kommune, 30. juni 2026
Nr.;Tiltag;Status;Ansvarlig
B1;Færre kørsler med skolebus;I gang;Skoleafdelingen
B2;Lys med dioder langs cykelstier;Bagud;Vej og park
""",
}


@pytest.mark.parametrize("kind", LISTS)
def test_the_column_of_a_list_says_who(tmp_path: Path, kind: str) -> None:
    """Without a deadline there is no milestone, and still somebody who answers for the case."""
    path = tmp_path / "liste.csv"
    path.write_text(LISTS[kind], encoding="utf-8")
    store = loading.store_to_fill(tmp_path / "a.db")
    list(loading.load_files(store, [path], Load(NOW, baseline=True)))
    library = Library(store)
    found = answer("hvem er ansvarlig for kørsler med skolebus?", library, NOW.date(), "da")
    assert [(one.label, one.value) for one in found.facts] == [("responsible", "Skoleafdelingen")]
    assert "Ansvarlig: Skoleafdelingen" in render(found).text
    assert set(library.names("unit")) == {"Skoleafdelingen", "Vej og park"}


@pytest.mark.parametrize("text", ["hvem vedtog B2", "hvem har betalt for B2", "who approved B2"])
def test_who_did_something_to_a_case_is_not_told_by_its_row(tmp_path: Path, text: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(LISTS["status"], encoding="utf-8")
    store = loading.store_to_fill(tmp_path / "a.db")
    list(loading.load_files(store, [path], Load(NOW, baseline=True)))
    found = answer(text, Library(store), NOW.date())
    assert (found.intent, found.facts, found.hits) == ("unknown", (), ())
