"""Exports: flat objects with the names of the contract, and a table that a spreadsheet opens without harm."""

import csv
import dataclasses
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.export import store_json
from index.store.store import Store
from records import Figure, Finding, Link, Loaded, Milestone, Proposal, Source, StatusRow

NOW = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
HERE = Source("a.txt", 12)
PAGED = Source("a.pdf", None, 3)
PROPOSAL = Proposal(
    "København", "=HYPERLINK(1)", HERE, code="BC08", areas=("Ældre", "Børn"), saving_tkr=1200.5, saving_text="-1.200,5",
    cost_tkr=450.0, lasting_change={2022: -450.0, 2023: -1200.5}, overview={"title": "x", "years": {2022: -1.0}},
    places=(HERE, PAGED), summary="to linjer;\n\"citat\"", evidence={"saving_tkr": PAGED},
)  # fmt: skip
MILESTONE = Milestone(
    "København", "BC08", "Titel", "Mål", "Målt", "+45 1234", "juni", HERE, recurring=True,
    all_dues=((date(2022, 6, 1), date(2022, 6, 30)), (date(2023, 6, 1), date(2023, 6, 30))),
)  # fmt: skip
STATUS = StatusRow(
    "København", "TV01", "TV01(2023)", 2023, "Teknik", "Titel", "Type", "Implementeret", "green", "words", "", HERE,
    saving_tkr=-7.0, as_of=date(2024, 12, 31),
)  # fmt: skip
LOADED = Loaded(
    "a.txt", "letter", "Brev", "København", date(2024, 12, 31), (PROPOSAL,),
    (MILESTONE, dataclasses.replace(MILESTONE, all_dues=())), (STATUS,),
    (Figure("Pulje", "Rest", "Service", -41.5, "mio. kr.", HERE),), (),
    (Finding("no_municipality", HERE), Finding("never_heard_of", HERE, {"x": 1})),
)  # fmt: skip
LINK = Link("København", "BC08", "Titel", "TV01", "Titel", 2023, "Teknik", "title", 0.97)

PROPOSAL_FIELDS = (
    "municipality, code, title, budget_year, type, committee, administration, affected, areas, measures, saving_tkr,"
    " saving_text, cost_tkr, cost_text, phase_in_year, phase_in_text, adopted, payback_service_years,"
    " payback_total_years, price_level, lasting_change, implementation, total_effect, confidential, summary, overview,"
    " places, source, cost_service_tkr, cost_construction_tkr, further_information, saving_by_year"
)
FIELDS = {
    "proposals": PROPOSAL_FIELDS,
    "milestones": "municipality, code, budget_year, goal, measured_by, responsible, when, due_start, due_end, all_dues,"
    " recurring, group, source",
    "statuses": "municipality, code, code_as_printed, budget_year, area, title, type, status, colour, colour_from,"
    " remark, investment_tkr, saving_tkr, phase_in_year, handling, consequence, compensated_before, needs_approval,"
    " committee, adopted, as_of, responsible, due_end, investment_text, saving_text, meaning, source",
    "figures": "table, row, column, value, unit, source",
    "links": "from_code, to_code, to_budget_year, basis, score",
    "findings": "kind, message, source",
    "documents": "name, kind, title, municipality, as_of, loaded_at, sha256, counts",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("exports") / "a.db", find_links=lambda proposals, statuses: (LINK,))
    store.replace(LOADED, "d1", NOW)
    return store


def exported(store: Store, what: str, language: str = "da") -> list[dict[str, Any]]:
    return json.loads(store_json.as_json(store_json.export_objects(store, what, language)))


def table(store: Store, what: str) -> list[dict[str, str]]:
    data = store_json.as_csv(store_json.export_objects(store, what, "da"), what)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("what", FIELDS)
def test_the_fields_are_those_of_the_contract(store: Store, what: str) -> None:
    """Every object of an export has exactly these names, and nothing was left out of the list of exports."""
    wanted = {name.strip() for name in FIELDS[what].split(",")}
    assert {frozenset(item) for item in exported(store, what)} == {frozenset(wanted)}
    assert set(store_json.EXPORTS) == set(FIELDS)


def test_a_proposal(store: Store) -> None:
    """Amounts are numbers or null, years are text keys, places are objects."""
    (item,) = exported(store, "proposals")
    assert (item["saving_tkr"], item["cost_tkr"], item["cost_service_tkr"]) == (1200.5, 450, None)
    assert item["lasting_change"] == {"2022": -450, "2023": -1200.5}
    assert item["overview"] == {"title": "x", "years": {"2022": -1}}
    assert item["source"] == {"document": "a.txt", "page": None, "line": 12}
    assert item["places"] == [item["source"], {"document": "a.pdf", "page": 3, "line": None}]
    assert (item["areas"], item["affected"], item["implementation"], item["adopted"]) == (
        ["Ældre", "Børn"],
        [],
        {},
        None,
    )


def test_a_milestones_first_due_day_is_its_due_day(store: Store) -> None:
    several, none = exported(store, "milestones")
    assert (several["due_start"], several["due_end"]) == ("2022-06-01", "2022-06-30")
    assert several["all_dues"] == [["2022-06-01", "2022-06-30"], ["2023-06-01", "2023-06-30"]]
    assert (none["due_start"], none["due_end"], none["all_dues"]) == (None, None, [])


def test_the_others(store: Store) -> None:
    (status,), (figure,), (link,) = (exported(store, what) for what in ("statuses", "figures", "links"))
    assert (status["saving_tkr"], status["as_of"], status["code_as_printed"]) == (-7, "2024-12-31", "TV01(2023)")
    assert (figure["value"], figure["column"]) == (-41.5, "Service")
    assert link == {"from_code": "BC08", "to_code": "TV01", "to_budget_year": 2023, "basis": "title", "score": 0.97}
    (document,) = exported(store, "documents")
    assert (document["sha256"], document["loaded_at"], document["as_of"]) == ("d1", NOW.isoformat(), "2024-12-31")
    assert document["counts"]["milestones"] == 2


def test_a_finding_is_a_sentence(store: Store) -> None:
    """In the language that is spoken; a kind without a sentence is still named."""
    danish, english = exported(store, "findings", "da"), exported(store, "findings", "en")
    assert danish[0]["message"] != english[0]["message"]
    assert danish[0]["message"].endswith(".")
    assert [one["message"] for one in danish][1:] == ["never_heard_of"]


def test_numbers_that_json_has_not(tmp_path: Path) -> None:
    """A number too large for anything is null, and the export is still JSON."""
    store = Store(tmp_path / "a.db")
    huge = dataclasses.replace(PROPOSAL, saving_tkr=float("inf"), cost_tkr=1e300)
    store.replace(Loaded("a", "letter", "", proposals=(huge,)), "d", NOW)
    (item,) = exported(store, "proposals")
    assert (item["saving_tkr"], item["cost_tkr"]) == (None, int(1e300))


def test_an_empty_store_exports_empty_lists(tmp_path: Path) -> None:
    """JSON `[]`, and in CSV the row of names alone."""
    store = Store(tmp_path / "a.db")
    for what in FIELDS:
        assert exported(store, what) == []
        assert store_json.as_csv(store_json.export_objects(store, what, "da"), what).count(b"\r\n") == 1


def test_the_table_is_made_for_danish_excel(store: Store) -> None:
    """A byte order mark, semicolons, decimal commas, CRLF; lists and years in one cell, a place in three."""
    data = store_json.as_csv(store_json.export_objects(store, "proposals", "da"), "proposals")
    assert data.startswith(b"\xef\xbb\xbfmunicipality;code;title;")
    (row,) = table(store, "proposals")
    assert (row["saving_tkr"], row["cost_tkr"], row["cost_service_tkr"]) == ("1200,5", "450", "")
    assert (row["areas"], row["lasting_change"]) == ("Ældre | Børn", "2022: -450 | 2023: -1200,5")
    assert (row["source_document"], row["source_page"], row["source_line"]) == ("a.txt", "", "12")
    assert row["places"] == "a.txt#line=12 | a.pdf#page=3"
    assert row["summary"] == 'to linjer;\n"citat"'
    several, _ = table(store, "milestones")
    assert several["all_dues"] == "2022-06-01/2022-06-30 | 2023-06-01/2023-06-30"
    assert (several["recurring"], several["due_end"]) == ("1", "2022-06-30")


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" =cmd|' /C calc'!A0", "' =cmd|' /C calc'!A0"),
        ("\t@SUM(A1)", "'\t@SUM(A1)"),
        ("+45 70 20 00 00", "'+45 70 20 00 00"),
        ("-2 mio. kr.", "'-2 mio. kr."),
        ("＝1+1", "'＝1+1"),
        ("-1.200,5", "-1.200,5"),
        ("+12", "+12"),
        ("a=b", "a=b"),
    ],
)
def test_words_of_a_document_are_never_run_as_a_formula(tmp_path: Path, title: str, cell: str) -> None:
    """A cell that begins like a formula gets an apostrophe; a negative number stays a number."""
    store = Store(tmp_path / "a.db")
    store.replace(Loaded("a", "letter", "", proposals=(Proposal("Køge", title, HERE, areas=(title,)),)), "d", NOW)
    (row,) = table(store, "proposals")
    assert (row["title"], row["areas"]) == (cell, cell)


def test_negative_amounts_stay_numbers(store: Store) -> None:
    (row,) = table(store, "statuses")
    assert row["saving_tkr"] == "-7"
