"""Lines of text between the rows of a table: remarks, the first line of a cell; and the year of a blank cell."""

from loaders import files, kinds
from records import Loaded

TOP = ("Opfølgning på besparelser i budget 2025, Vejle Kommune, status pr. 30. juni 2026", "Beløb i 1.000 kr.", "")
HEAD = "Nr.\tForslag\tInvestering\tBesparelse\tStatus"


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join((*TOP, *lines)).encode()))


def test_a_sentence_below_a_case_names_no_area_of_those_behind_it() -> None:
    found = read(
        HEAD,
        "Ældre og Sundhed\t\t\t\t",
        "A1\tFælles rengøring\t200\t-120\tForsinket",
        "Der er ikke fundet en leverandør.\t\t\t\t",
        "A2\tNyt vagtsystem\t300\t-340\tI gang",
        "A3\tSamlet kørsel\t400\t-560\tI gang",
    )
    assert [one.area for one in found.statuses] == ["Ældre og Sundhed"] * 3
    assert [one.values["text"] for one in found.findings if one.kind == "row_unread"] == [
        "Der er ikke fundet en leverandør."
    ]


def test_a_line_begins_the_title_of_the_row_below_it() -> None:
    """Where that alone begins with a small letter."""
    found = read(
        HEAD,
        "A1\tFælles rengøring\t200\t-120\tForsinket",
        "",
        "Lokal drift af",
        "",
        "A2\tsvømmehaller fra 1. august\t300\t-340\tI gang",
        "A3\tSamlet kørsel\t400\t-560\tI gang",
        "A4\tFærre lokaler\t400\t-560\tI gang",
    )
    assert [one.title for one in found.statuses][1] == "Lokal drift af svømmehaller fra 1. august"
    assert len(found.statuses) == 4


def test_a_blank_cell_for_the_budget_year_is_no_year_of_the_document() -> None:
    found = read(
        "Nr.\tForslag\tBudgetår\tBesparelse\tStatus",
        "A1\tFælles rengøring\t2024\t-120\tForsinket",
        "A2\tNyt vagtsystem\t\t-340\tI gang",
        "A3\tSamlet kørsel\t2023\t-560\tI gang",
    )
    assert [one.budget_year for one in found.statuses] == [2024, None, 2023]
