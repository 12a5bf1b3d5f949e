"""An answer that counts, or finds nothing, says over what: documents, municipalities, days, and what was not read."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from answers import answer
from bot.export.answer_json import answer_question
from bot.ingest import loading
from bot.ingest.loading import Load
from index.search.search_facade import Library
from records import Answer, Coverage
from templates import render

NOW = datetime(2026, 7, 1, tzinfo=UTC)
STATUS = """Status på budgetforslag, Vejle Kommune, 30. juni 2026
Kode;Forslag;Status;Besparelse 1.000 kr.;Kvist
A1;Færre biler i hjemmeplejen;Bagud;300;Bo
A2;Fælles indkøb af møbler;Følger planen;450;Ida
A3;Flere træer i byen;Følger planen;(20);Kim
"""
CATALOGUE = """Forslag til budget 2027, Skive Kommune
Kode;Forslag;Besparelse;Udvalg
B1;Robotter i plejen;300;Byrådet
B2;Lys med dioder i gaderne;450;Byrådet
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    paths = [tmp_path / "status.csv", tmp_path / "katalog.csv"]
    for path, text in zip(paths, (STATUS, CATALOGUE), strict=True):
        path.write_text(text, encoding="utf-8")
    store = loading.store_to_fill(tmp_path / "a.db")
    assert all(one.state == "loaded" for one in loading.load_files(store, paths, Load(NOW, baseline=True)))
    return Library(store)


def ask(library: Library, question: str) -> Answer:
    return answer(question, library, NOW.date(), "da")


def covered(library: Library, question: str) -> Coverage:
    found = ask(library, question).coverage
    assert found is not None
    return found


def test_a_count_says_over_how_many_documents_and_of_whom(library: Library) -> None:
    found = covered(library, "hvor mange forslag er der?")
    assert (found.documents, found.municipalities) == (2, ("Skive", "Vejle"))
    assert (found.newest, found.loaded) == (date(2026, 6, 30), NOW.date())


def test_only_what_the_question_is_about_is_counted(library: Library) -> None:
    """Cases are counted over status reports, and a municipality over its own documents."""
    assert covered(library, "hvilke sager er forsinkede?").municipalities == ("Vejle",)
    assert covered(library, "forslag fra Skive").documents == 1


def test_a_municipality_without_documents_is_told(library: Library) -> None:
    found = ask(library, "forslag fra Ballerup")
    assert found.coverage is not None
    assert found.coverage.documents == 0
    assert "Ballerup" in render(found).text


def test_a_column_that_was_not_read_is_told_where_it_matters(library: Library) -> None:
    """Never beside a denial without a word; and not where nobody asked for it."""
    assert covered(library, "hvad er kvisten på robotten?").unread_columns == (("status.csv", "Kvist"),)
    assert covered(library, "robotter").unread_columns == ()


def test_a_sum_says_which_amounts_have_no_unit(library: Library) -> None:
    found = ask(library, "hvad sparer vi i alt?")
    assert found.coverage is not None
    assert found.coverage.unread_columns == (("katalog.csv", "Besparelse"),)
    assert "»Besparelse« i katalog.csv" in render(found).text


def test_the_coverage_is_in_the_json(library: Library) -> None:
    said = answer_question(library, "hvor mange sager er der i Vejle?", NOW)["coverage"]
    assert said == {
        "documents": 1,
        "municipalities": ["Vejle"],
        "newest": "2026-06-30",
        "loaded": "2026-07-01",
        "unread_columns": [],
        "unread_tables": 0,
    }


def test_one_case_needs_no_coverage(library: Library) -> None:
    assert ask(library, "status på færre biler i hjemmeplejen").coverage is None


def test_a_saving_that_is_printed_without_a_sign_is_no_extra_cost(library: Library) -> None:
    """What is printed stands beside it only where the sign was turned."""
    listed = render(ask(library, "hvilke sager er forsinkede?")).text
    assert "Besparelse 300 t.kr." in listed
    assert "-300" not in listed
    told = render(ask(library, "status på færre biler i hjemmeplejen")).text
    assert "300 t.kr." in told
    assert "erudgift" not in told
