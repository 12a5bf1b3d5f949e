"""A cell of a table that is asked for in words: its row, its column, and what the money is for."""

from pathlib import Path

import pytest

from answers import answer
from answers.needs import need_of
from answers.tables import figures
from index.search.entries import update_entries
from index.search.search_facade import Library
from index.store.store import Store
from questions.query import EXACTLY, Filter, Query
from records import Figure, Loaded, Passage, Source
from tests.sample_store import BANK, NOW, TODAY, proposal, sample_library

CAPTION, UNIT = "Status på puljerne efter overførselssagen", "mio. kr. i 2021 p/l"
ROWS = {"Midler i investeringspuljen 2021": (115.0, 315.0, 20.0), "Rest i investeringspuljen 2021": (40.2, 207.3, 9.6)}
COLUMNS = ("Investeringer Service", "Investeringer Anlæg", "Innovation (service)")
CELLS = tuple(
    Figure(CAPTION, row, column, value, UNIT, Source("note.txt", at))
    for at, (row, values) in enumerate(ROWS.items(), 20)
    for column, value in zip(COLUMNS, values, strict=True)
)
CELLS += (Figure(CAPTION, "Reserveret til foranalyser", "Innovation (service)", 7.0, UNIT, Source("note.txt", 30)),)
SAID = (
    "Efter udmøntningen er der en rest tilbage i investeringspuljen til anlæg og service.",
    "Fra innovationspuljen blev der udmøntet midler til tre innovationsforslag i overførselssagen.",
    "Parkering på pladsen ved svømmehallen er gratis.",
)
TEXTS = tuple(Passage(one, Source("note.txt", at), at, "Puljerne", "København") for at, one in enumerate(SAID, 1))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("tables")
    store = Store(folder / "tables.db", follow=update_entries)
    pool = proposal("Greve", "Pumpe i svømmehallen", 60)
    store.replace(Loaded(BANK, "ideas", "Idébank", proposals=(pool,)), BANK, NOW)
    note = Loaded("note.txt", "strategy", "Notat", "København", figures=CELLS, passages=TEXTS)
    store.replace(note, "note.txt", NOW)
    return Library(store)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("how much is left in the innovation pool in 2021 according to table 1", "9,6"),
        ("hvor meget er der tilbage i innovationspuljen i 2021 ifølge tabel 1", "9,6"),
        ("hvor mange anlægskroner var der tilbage i investeringspuljen 2021 efter overførselssagen", "207,3"),
        ("how many construction kroner are left in the investment pool 2021", "207,3"),
        ("how much was set aside for pre-analyses", "7"),
    ],
)
def test_a_cell_is_the_one_that_holds_every_word(library: Library, text: str, value: str) -> None:
    """The money in a word is no part of what is asked ("anlægskroner"), an investment pool is no swimming pool, and
    "how much" alone asks for no total."""
    found = answer(text, library, TODAY)
    assert (found.intent, [one.value for one in found.facts]) == ("figure", [f"{value} {UNIT}"])


@pytest.mark.parametrize("text", ["what was set aside for the investment pool in budget 2019", "rest i puljen i 2018"])
def test_a_year_that_no_cell_has_is_unknown(library: Library, text: str) -> None:
    found = answer(text, library, TODAY)
    assert (found.intent, found.facts, found.hits) == ("unknown", (), ())


def test_a_table_that_holds_little_of_what_is_said_is_another(library: Library) -> None:
    assert not answer("how much is left in the pool for new kindergartens according to table 3", library, TODAY).facts


def test_a_cell_meets_no_colour(library: Library) -> None:
    assert not answer("set aside the green ones: how many are left", library, TODAY).facts


@pytest.mark.parametrize(
    "text",
    [
        "hvad koster det at parkere en time i rød zone",
        "hvad koster en billet til svømmehallen",
        "how much does it cost to park the car for an hour",
        "price for an hour of swimming",
    ],
)
def test_what_one_of_many_costs_is_asked_in_many_words(library: Library, text: str) -> None:
    """The sum of a case is no price of an hour, and what no text prices is unknown."""
    need = need_of(text)
    assert need is not None
    assert need.name == "unit"
    found = answer(text, library, TODAY)
    assert (found.intent, found.facts) == ("unknown", ())


def test_what_proposals_of_a_committee_save_in_a_year_is_its_cell(tmp_path: Path) -> None:
    found = answer("SUD's savings in 2023 from the investment proposals", sample_library(tmp_path), TODAY)
    assert (found.intent, [one.value for one in found.facts]) == ("figure", ["29.696 t.kr. 2022 p/l"])


@pytest.mark.parametrize(("limit", "held"), [(Filter("adopted", ("true",)), True), (Filter("colour", ("red",)), False)])
def test_a_caption_may_say_what_was_adopted_and_no_colour(tmp_path: Path, limit: Filter, held: bool) -> None:
    year, committee = Filter("budget_year", (), EXACTLY, 2023.0), Filter("committee", ("SUD",))
    query = Query("besparelser", "da", filters=(year, committee, limit), asks=frozenset({"saving"}))
    assert bool(figures(query, sample_library(tmp_path))) == held
