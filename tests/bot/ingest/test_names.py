"""A municipality's own names: taken from a list, used by its documents, found by what a question says."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.ingest import corrections, loading, name_list
from bot.ingest.loading import Load
from bot.ingest.name_list import BadNames
from filters.conditions import Condition
from index.search.search_facade import Library
from index.store.store import Store
from records.layouts import GivenName

NOW = datetime(2026, 1, 5, tzinfo=UTC)
NAMES = """Kommune;Type;Navn;Forkortelser
Vejle;Udvalg;Teknik- og Miljøudvalget;TMU, TMV
Vejle;Enhed;Jobcenter Vejle;JCV
Silkeborg;committee;Teknik- og Mobilitetsudvalget;TMU
"""
TOML = """
[[name]]
municipality = "Vejle Kommune"
kind = "committee"
name = "Teknik- og Miljøudvalget"
abbreviations = ["TMU", "TMV"]
"""
LIST = """Forslag til budget 2027, Vejle Kommune
Kode;Forslag;Besparelse 1.000 kr.;Udvalg;Ansvarlig
A1;Færre biler i hjemmeplejen;300;TMU;JCV
A2;Fælles indkøb af møbler;450;Teknik & Miljøudvalget;Økonomi
A3;Lys med dioder i gaderne;120;Børneudvalget;Økonomi
"""
VEJLE = GivenName("Vejle", "committee", "Teknik- og Miljøudvalget", ("TMU", "TMV"))


def file(folder: Path, name: str, text: str | bytes) -> Path:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / name


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = loading.store_to_fill(tmp_path / "a.db")
    path = file(tmp_path, "liste.csv", LIST)
    assert [one.state for one in loading.load_files(made, [path], Load(NOW, baseline=True))] == ["loaded"]
    return made


def sheet() -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    for row in (["Type", "Navn", "Kort"], ["udvalg", "Teknik- og Miljøudvalget", "TMU/TMV"]):
        book.active.append(row)
    book.save(made)
    return made.getvalue()


def test_a_list_is_read_from_csv_a_sheet_or_toml(tmp_path: Path) -> None:
    """In whatever the municipality has; the municipality may be said beside it."""
    assert name_list.read_names(file(tmp_path, "a.csv", NAMES))[0] == VEJLE
    assert name_list.read_names(file(tmp_path, "a.toml", TOML)) == [VEJLE]
    assert name_list.read_names(file(tmp_path, "a.xlsx", sheet()), "Vejle") == [VEJLE]


@pytest.mark.parametrize(
    ("name", "text", "kind", "line"),
    [
        ("a.csv", "Kommune;Navn\nVejle;Byrådet\nVejle;Rådet\n", "no_columns", 1),
        ("a.csv", "Kommune;Type;Navn\nVejle;Klub;Bridge\nVejle;Udvalg;Rådet\n", "no_kind", 2),
        ("a.csv", "Kommune;Type;Navn\nVejle;Udvalg;Byrådet\nAndeby;Udvalg;Rådet\n", "bad_municipality", 3),
        ("a.csv", "Type;Navn\nUdvalg;Byrådet\nUdvalg;Rådet\n", "no_municipality", 2),
        ("a.csv", "Kommune;Type;Navn\nVejle;Udvalg;Rådet\nVejle;Udvalg;rådet\n", "twice", 3),
        ("a.toml", "[[name]", "broken", 1),
        ("a.toml", "", "empty", 1),
    ],
)
def test_a_list_that_cannot_be_taken_says_where(tmp_path: Path, name: str, text: str, kind: str, line: int) -> None:
    with pytest.raises(BadNames) as bad:
        name_list.read_names(file(tmp_path, name, text))
    assert (bad.value.kind, bad.value.line) == (kind, line)


def test_tables_are_read_by_the_names_of_their_municipality(store: Store, tmp_path: Path) -> None:
    """What is loaded already is read again: an abbreviation and another spelling become the name."""
    before = {row.code: row.committee for row in store.proposals().values()}
    assert before == {"A1": "TMU", "A2": "Teknik & Miljøudvalget", "A3": "Børneudvalget"}
    refused, count = corrections.give_names(store, name_list.read_names(file(tmp_path, "n.csv", NAMES)))
    assert (refused, count) == ([], 1)
    after = {row.code: row.committee for row in store.proposals().values()}
    assert after == {"A1": VEJLE.name, "A2": VEJLE.name, "A3": "Børneudvalget"}


def test_an_abbreviation_counts_for_its_municipality_only(store: Store, tmp_path: Path) -> None:
    """TMU of a municipality that has given no such name stays what is printed."""
    corrections.give_names(store, [VEJLE])
    path = file(tmp_path, "skive.csv", LIST.replace("Vejle", "Skive").replace("A", "B"))
    list(loading.load_files(store, [path], Load(NOW, baseline=True)))
    assert [row.committee for row in store.proposals().values() if row.code == "B1"] == ["TMU"]


def test_questions_find_names_that_were_given_and_those_of_documents(store: Store, tmp_path: Path) -> None:
    """The committees and units of any municipality's tables are names too."""
    library = Library(store)
    assert "Børneudvalget" in library.names("committee")
    corrections.give_names(store, name_list.read_names(file(tmp_path, "n.csv", NAMES)))
    assert {VEJLE.name, "Teknik- og Mobilitetsudvalget", "Børneudvalget"} <= set(library.names("committee"))
    assert "Jobcenter Vejle" in library.names("unit")


def test_a_committee_of_the_same_name_is_found_in_any_municipality(store: Store) -> None:
    """What a question reads as Copenhagen's abbreviation is also the committee of that name elsewhere, and no other."""
    corrections.give_names(store, [VEJLE])
    library = Library(store)
    ids = library.columns.ids[library.matching([Condition("committee", ("TMU",))])]
    assert {one.code for one in library.entries(map(int, ids)).values()} == {"A1", "A2"}
    others = library.columns.ids[library.matching([Condition("committee", ("TMU",), negated=True)])]
    assert {one.code for one in library.entries(map(int, others)).values()} == {"A3"}


def test_a_committee_s_own_abbreviation_finds_it_though_it_is_another_s_too(store: Store) -> None:
    """TMU of Vejle may be another committee than TMU of Copenhagen; its name says nothing of that."""
    corrections.give_names(store, [GivenName("Vejle", "committee", "Trafik- og Mobilitetsudvalget", ("TMU",))])
    library = Library(store)
    limits = [Condition("committee", ("TMU",)), Condition("municipality", ("Vejle",))]
    ids = library.columns.ids[library.matching(limits)]
    assert "A1" in {one.code for one in library.entries(map(int, ids)).values()}


def test_a_committee_s_abbreviation_finds_no_other_municipality_s_of_that_name(store: Store, tmp_path: Path) -> None:
    """What TMU is in Vejle says nothing of Skive, whose committee of that name nobody calls so."""
    corrections.give_names(store, [GivenName("Vejle", "committee", "Trafik- og Mobilitetsudvalget", ("TMU",))])
    skive = LIST.replace("Vejle", "Skive").replace("A", "B").replace("TMU", "Trafik- og Mobilitetsudvalget")
    list(loading.load_files(store, [file(tmp_path, "skive.csv", skive)], Load(NOW, baseline=True)))
    library = Library(store)
    ids = library.columns.ids[library.matching([Condition("committee", ("TMU",))])]
    found = {one.code for one in library.entries(map(int, ids)).values()}
    assert "A1" in found
    assert "B1" not in found


def test_a_new_list_takes_the_place_of_the_old_for_its_municipalities(store: Store) -> None:
    silkeborg = GivenName("Silkeborg", "committee", "Byrådet")
    corrections.give_names(store, [VEJLE, silkeborg])
    corrections.give_names(store, [GivenName("Vejle", "area", "Havnen")])
    assert store.corrections().names == (silkeborg, GivenName("Vejle", "area", "Havnen"))


def test_the_command_takes_a_list_and_prints_it(store: Store, tmp_path: Path) -> None:
    path, db = file(tmp_path, "n.csv", NAMES), str(store.file.path)
    done = CliRunner().invoke(main, ["names", "import", str(path), "--db", db, "--json"])
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"names": 3, "read_again": 1})
    told = CliRunner().invoke(main, ["names", "export", "--db", db, "--json"]).stdout
    assert json.loads(told)[0] == {
        "municipality": "Vejle",
        "kind": "committee",
        "name": VEJLE.name,
        "abbreviations": ["TMU", "TMV"],
    }
    bad = CliRunner().invoke(main, ["names", "import", str(file(tmp_path, "b.csv", "a;b\nc;d\n")), "--db", db])
    assert (bad.exit_code, "type" in bad.stderr) == (1, True)
