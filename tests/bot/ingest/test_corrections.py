"""What people say of a table is kept for tables like it, applied to what is loaded, and handed on as TOML."""

import io
import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.export import layout_toml
from bot.ingest import corrections, loading
from bot.ingest.corrections import BadChange, TableChange
from bot.ingest.loading import Load
from index.store.store import Store
from records.layouts import Layouts, TableLayout

pytestmark = pytest.mark.usefixtures("read_here")
NOW = datetime(2026, 1, 5, tzinfo=UTC)
HEADS = ["Kode", "Forslag", "Besparelse", "Status", "Kvist"]
ROWS = [
    ["A1", "Færre biler i hjemmeplejen", 1200, "Kører stille og roligt", "Bo"],
    ["A2", "Fælles indkøb af møbler", 300, "Kører stille og roligt", "Ida"],
    ["A3", "Lys med dioder i gaderne", 450, "I gang", "Kim"],
]


def book(*rows: list[object], title: str = "Status på budgetforslag") -> bytes:
    made, file = openpyxl.Workbook(), io.BytesIO()
    for row in ([title], [], HEADS, *rows):
        made.active.append(row)
    made.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded")
    with closing(loading.store_to_fill(folder / "a.db")) as made:
        load(made, folder, {"liste.xlsx": book(*ROWS)})
    return folder


@pytest.fixture
def store(loaded: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of the test's own with the list."""
    shutil.copytree(loaded, tmp_path, dirs_exist_ok=True)
    with closing(loading.store_to_fill(tmp_path / "a.db")) as made:
        yield made


def load(store: Store, tmp_path: Path, files: dict[str, bytes], **how: str) -> list[str]:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    paths = [tmp_path / name for name in files]
    return [one.state for one in loading.load_files(store, paths, Load(NOW, baseline=True, **how))]  # type: ignore[arg-type]


def said(store: Store, **change: object) -> None:
    refused, count = corrections.change(store, corrections.find_table(store, "1.1"), TableChange(**change))  # type: ignore[arg-type]
    assert not refused
    assert count


def test_a_table_is_shown_as_it_was_understood(store: Store) -> None:
    (one,) = corrections.read_tables(store)
    assert (one.id, one.understood.kind, one.understood.rows) == ("1.1", "statuses", 3)
    assert one.understood.unread == ("Kvist",)
    assert one.understood.source.cell == "A3"
    assert one.understood.examples[0][:2] == ("A1", "Færre biler i hjemmeplejen")


def test_a_role_and_a_unit_change_what_is_loaded(store: Store) -> None:
    """Without a unit no amount is read; the one that is said is read, from what is kept of the file."""
    assert {row.saving_tkr for row in store.statuses().values()} == {None}
    said(store, roles={"Kvist": "responsible"}, units={"Besparelse": "tkr"})
    found = {row.code: (row.saving_tkr, row.responsible) for row in store.statuses().values()}
    assert found == {"A1": (1200.0, "Bo"), "A2": (300.0, "Ida"), "A3": (450.0, "Kim")}
    assert next(corrections.read_tables(store)).understood.unread == ()


def test_what_is_said_holds_for_the_next_file_with_these_headings(store: Store, tmp_path: Path) -> None:
    said(store, unit="tkr", municipality="Silkeborg Kommune")
    load(store, tmp_path, {"næste.xlsx": book(["B1", "Ny aftale om vask", 75, "I gang", "Bo"])})
    (row,) = [row for row in store.statuses().values() if row.code == "B1"]
    assert (row.saving_tkr, row.municipality) == (75.0, "Silkeborg")


def test_a_correction_can_be_taken_back(store: Store) -> None:
    said(store, unit="tkr", roles={"Status": "ignore"})
    said(store, unit="", roles={"Status": "auto"})
    assert store.corrections() == Layouts()
    assert {row.saving_tkr for row in store.statuses().values()} == {None}


def test_the_words_of_a_status_get_a_meaning_and_a_colour(store: Store) -> None:
    """Words that nobody knew are decided once; taking it back makes them unknown again."""
    assert [row.colour for row in store.statuses().values()] == [None, None, None]
    corrections.change_words(store, {"Kører stille og roligt": "as planned"}, {})
    assert [row.colour for row in store.statuses().values()] == ["green", "green", None]
    corrections.change_words(store, {}, {"kører stille og roligt": "red"})
    assert [row.colour for row in store.statuses().values()] == ["red", "red", None]
    corrections.change_words(store, {"kører stille og roligt": "auto"}, {"kører stille og roligt": "auto"})
    assert [row.colour for row in store.statuses().values()] == [None, None, None]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"roles": {"Findes ikke": "saving"}}, "no_heading"),
        ({"roles": {"Kvist": "besparelse"}}, "no_role"),
        ({"unit": "euro"}, "no_unit"),
        ({"municipality": "Andeby"}, "bad_municipality"),
    ],
)
def test_what_cannot_be_said_is_told_and_changes_nothing(store: Store, change: dict[str, object], kind: str) -> None:
    with pytest.raises(BadChange) as bad:
        said(store, **change)
    assert bad.value.kind == kind
    assert store.corrections() == Layouts()


def test_the_municipality_of_a_load_stays_when_the_table_is_read_again(tmp_path: Path) -> None:
    store = loading.store_to_fill(tmp_path / "b.db")
    load(store, tmp_path, {"liste.xlsx": book(*ROWS)}, municipality="Skive")
    said(store, unit="tkr")
    assert {(row.municipality, row.saving_tkr is None) for row in store.statuses().values()} == {("Skive", False)}


def places(store: Store) -> set[str]:
    return {row.municipality for row in store.statuses().values()}


def test_the_same_file_for_another_municipality_is_loaded_again(store: Store, tmp_path: Path) -> None:
    """Under the name that it has, and without a second document; once more it is unchanged."""
    again = {"liste.xlsx": (tmp_path / "liste.xlsx").read_bytes()}
    assert load(store, tmp_path, again, municipality="Skive") == ["replaced"]
    assert (places(store), len(store.documents())) == ({"Skive"}, 1)
    assert load(store, tmp_path, again, municipality="Skive") == ["unchanged"]
    assert load(store, tmp_path, {"andet navn.xlsx": again["liste.xlsx"]}, municipality="Ikast-Brande") == ["replaced"]
    assert (places(store), [one.name for one in store.documents()]) == ({"Ikast-Brande"}, ["liste.xlsx"])
    assert load(store, tmp_path, again) == ["unchanged"]
    assert {row.source.document for row in store.statuses().values()} == {"liste.xlsx"}


def test_a_letter_is_the_municipality_s_that_is_named(store: Store, tmp_path: Path) -> None:
    letter = (
        "Kære udvalg\n\nAarhus Kommune har bedt forvaltningen om en besparelse på budgettet. Vi foreslår, at udvalget "
        "afsætter en bevilling på 2 mio. kr. til indsatsen, som giver en effektivisering af økonomien.\n"
    )
    load(store, tmp_path, {"brev.txt": letter.encode()}, municipality="Skive")
    found = [one.municipality for one in store.passages().values() if one.source.document == "brev.txt"]
    assert set(found) == {"Skive"}


def test_the_last_that_is_said_of_the_municipality_holds(store: Store, tmp_path: Path) -> None:
    """What is said of all such tables does not go before what is said of one file, unless it is said later."""
    said(store, municipality="Silkeborg")
    assert load(store, tmp_path, {"liste.xlsx": book(*ROWS)}, municipality="Skive") == ["replaced"]
    assert places(store) == {"Skive"}
    said(store, municipality="Silkeborg")
    assert places(store) == {"Silkeborg"}


def test_reading_again_keeps_the_file_and_says_what_is_not_kept(store: Store) -> None:
    before = store.document(1)
    said(store, unit="tkr")
    assert store.document(1).sha256 == before.sha256
    with store.file.writer() as db:
        db.write("DELETE FROM originals")
    refused, count = corrections.change(store, corrections.find_table(store, "liste.xlsx"), TableChange(unit="mio"))
    assert ([one.reason for one in refused], count) == (["not_kept"], 0)


LAYOUTS = Layouts(
    (
        TableLayout(frozenset({"kode", 'med "tegn" \\'}), {"kode": "code", "x": ""}, {"sum": "mio"}, "tkr", "Skive"),
        TableLayout(frozenset({"a"}), municipality="Ærø"),
    ),
    {"kører": "as planned"},
    {"kører": "green", "hviler": ""},
)


def test_corrections_are_the_same_after_toml_and_in_the_store(tmp_path: Path) -> None:
    assert layout_toml.read_toml(layout_toml.as_toml(LAYOUTS)) == LAYOUTS
    store = loading.store_to_fill(tmp_path / "b.db")
    corrections.take(store, LAYOUTS)
    held = store.corrections()
    assert sorted(json.dumps(sorted(one.headings)) for one in held.known) == sorted(
        json.dumps(sorted(one.headings)) for one in LAYOUTS.known
    )
    assert (dict(held.meanings), dict(held.colours)) == (LAYOUTS.meanings, LAYOUTS.colours)
    assert held.exactly({"a"}) == LAYOUTS.known[1]


@pytest.mark.parametrize(
    "text", ["[[layout", "x = 1", "[layout]\nunit = 'x'", "[status]\na = 'maybe'", "[colour]\na = 1"]
)
def test_a_file_that_is_no_list_of_corrections_is_refused(text: str) -> None:
    with pytest.raises(layout_toml.BadLayouts):
        layout_toml.read_toml(text.encode())


# ---------------------------------------------------------------- a file that is refused

STRANGE = (
    "Vejle Kommune, ting vi gør\nTing;Sted;Noget\nFærre biler;Nord;300\nFælles indkøb;Syd;150\nNye lamper;Midt;900\n"
)


def sagsbot(*arguments: object) -> str:
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    return done.output


def _fill_in(form: Path, roles: dict[str, str]) -> None:
    """Say in the form what each heading is, and that the amounts are in 1.000 kr."""
    filled = form.read_text(encoding="utf-8").replace('# unit = "tkr"', 'unit = "tkr"')
    for heading, role in roles.items():
        filled, count = re.subn(rf'^#? ?"{heading}" = "\w*"$', f'"{heading}" = "{role}"', filled, flags=re.MULTILINE)
        assert count == 1
    form.write_text(filled, encoding="utf-8")


def test_a_refused_file_is_read_once_somebody_says_what_its_columns_are(tmp_path: Path) -> None:
    """Refused, its headings written out, filled in, taken, and read."""
    file, form, db = tmp_path / "ting.csv", tmp_path / "kolonner.toml", tmp_path / "a.db"
    file.write_text(STRANGE, encoding="utf-8")
    assert "layouts export --of" in sagsbot("load", file, "--db", db)
    sagsbot("layouts", "export", "--of", file, "--out", form, "--db", db)
    assert tomllib.loads(form.read_text(encoding="utf-8"))["layout"][0]["headings"] == ["noget", "sted", "ting"]
    _fill_in(form, {"ting": "title", "noget": "saving", "sted": "area"})
    sagsbot("layouts", "import", form, "--db", db)
    sagsbot("load", file, "--db", db)
    listed = json.loads(sagsbot("export", "proposals", "--db", db))
    assert [(one["title"], one["areas"], one["saving_tkr"]) for one in listed] == [
        ("Færre biler", ["Nord"], 300),
        ("Fælles indkøb", ["Syd"], 150),
        ("Nye lamper", ["Midt"], 900),
    ]


def test_a_refused_form_is_read_once_somebody_says_what_its_labels_are(tmp_path: Path) -> None:
    """One page with labels that nobody knows: they are what is written out, and a form with them is read."""
    file, form, db = tmp_path / "side.csv", tmp_path / "felter.toml", tmp_path / "a.db"
    file.write_text("Vejle Kommune\nQuux;Færre biler\nZork;300\nPlugh;Nordbyen\n", encoding="utf-8")
    assert "layouts export --of" in sagsbot("load", file, "--db", db)
    sagsbot("layouts", "export", "--of", file, "--out", form, "--db", db)
    _fill_in(form, {"quux": "title", "zork": "saving", "plugh": "area"})
    sagsbot("layouts", "import", form, "--db", db)
    sagsbot("load", file, "--db", db)
    listed = json.loads(sagsbot("export", "proposals", "--db", db))
    assert [(one["title"], one["areas"], one["saving_tkr"]) for one in listed] == [("Færre biler", ["Nordbyen"], 300)]


def test_a_file_without_a_table_has_no_headings_to_fill_in(tmp_path: Path) -> None:
    file = tmp_path / "brev.txt"
    file.write_text("Kære udvalg\n\nVi har det godt.\n", encoding="utf-8")
    assert "brev.txt har ingen tabel" in sagsbot("layouts", "export", "--of", file, "--db", tmp_path / "a.db")
