"""Cells that are small forms: labels with their values are columns, and no label is the name of a case."""

import pytest

from loaders import files, kinds
from records import Loaded

TITLE = "Projekter i Faxe Kommune, status 1. kvartal 2025, mio. kr."


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))


ROWS = (
    "Realiseret\tL-4 Fælles vagtplan Ansvarlig: Bo Ek\t2024\tInvestering{0}0,30{1}Årlig effekt{0}-0,85",
    "Opgivet\tL-6 Nye lokaler Ansvarlig: Ida Lund\t2025\tInvestering{0}1 204,60{1}Årlig effekt{0}- 1,40",
    "Forsinket\tL-7 Digital post Ansvarlig: Bo Ek\t2025\tInvestering{0}ingen{1}Årlig effekt{0}-0,62",
)
BESIDE = (
    "Realiseret\tL-4 Fælles vagtplan Ansvarlig: Bo Ek\t2024\tInvestering Årlig effekt\t0,30 -0,85",
    "Opgivet\tL-6 Nye lokaler Ansvarlig: Ida Lund\t2025\tInvestering Årlig effekt\t1 204,60 - 1,40",
    "Forsinket\tL-7 Digital post Ansvarlig: Bo Ek\t2025\tInvestering Årlig effekt\tingen -0,62",
)
WANTED = [
    ("Fælles vagtplan", 2024, 300.0, -850.0),
    ("Nye lokaler", 2025, 1204600.0, -1400.0),
    ("Digital post", 2025, None, -620.0),
]


@pytest.mark.parametrize(
    "rows", [BESIDE, *(tuple(row.format(*marks) for row in ROWS) for marks in ((" ", " "), (": ", " "), (": ", ", ")))]
)
@pytest.mark.parametrize("area", [(), ("", "Skole og børn", "")])
def test_a_cell_of_labels_and_values_is_a_column_for_each(rows: tuple[str, ...], area: tuple[str, ...]) -> None:
    wide = "\t" if rows is BESIDE else ""
    loaded = read(TITLE, "", f"Status\tProjekt\tBudget\tØkonomi, mio. kr.{wide}", *area, *rows)
    found = [(row.title, row.budget_year, row.investment_tkr, row.saving_tkr) for row in loaded.statuses]
    assert found == WANTED
    assert not loaded.proposals


def test_names_of_fields_are_no_case() -> None:
    """Labels that nobody knows what to do with become no proposals, and their rows are said."""
    rows = (f"Anna\t{at}\tInvestering Årlig effekt\t0,30 / -0,85 / {at}" for at in range(2021, 2023))
    cases = ("Bo\t2023\tNyt tag\t300", "Ida\t2024\tNye lokaler\t200")
    loaded = read(TITLE, "", "Leder\tBudget\tTiltag\tBesparelse", *rows, *cases)
    assert [one.title for one in loaded.proposals] == ["Nyt tag", "Nye lokaler"]
    assert [one.kind for one in loaded.findings].count("row_unread") == 2


def test_a_title_that_begins_with_the_word_of_a_field_is_whole() -> None:
    rows = ("A1\tInvestering i velfærdsteknologi\tForsinket\t-300", "A2\tEffektivisering af rengøring\tUdført\t-200")
    loaded = read(TITLE, "", "Kode\tTiltag\tStatus\tBesparelse", *rows)
    assert [row.title for row in loaded.statuses] == ["Investering i velfærdsteknologi", "Effektivisering af rengøring"]
