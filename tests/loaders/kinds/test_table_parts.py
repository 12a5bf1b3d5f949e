"""What the line above a part of a table says of its rows: their status, the year of their budget, their unit."""

from collections.abc import Iterable

import pytest

from loaders import files, kinds
from records import Loaded

TITLE = "Budgetforslagene i Vejle Kommune"
HEAD = "Nr.\tForslag\tOmråde\tBesparelse (1.000 kr.)"
CASES = ("AB01\tFælles vagtplan\tÆldre\t-1.200", "AB02\tNye lokaler\tSkole\t-300")
OTHERS = ("CD01\tDigital post\tStab\t-400", "CD02\tFærre kvadratmeter\tKultur\t-700", "CD03\tNyt tag\tSkole\t-20")


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))


def statuses(*lines: str) -> list[tuple[str, str | None]]:
    return [(row.status, row.colour) for row in read(*lines).statuses]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gennemført (2)", "Forsinket (3)"),
        ("Gennemført", "Forsinket"),
        ("Status: Gennemført", "Status: Forsinket"),
        ("1. Gennemført – 2 forslag", "2. Forsinket – 3 forslag"),
    ],
)
def test_lines_above_the_parts_of_a_table_are_the_statuses_of_their_rows(one: str, other: str) -> None:
    found = statuses(TITLE, "", one, "", HEAD, *CASES, "", other, "", HEAD, *OTHERS)
    assert [(status.removeprefix("1. ").removeprefix("2. "), colour) for status, colour in found] == [
        *[("Gennemført", "green")] * 2,
        *[("Forsinket", "yellow")] * 3,
    ]


def test_a_part_that_goes_on_after_a_page_has_the_status_above_it() -> None:
    lines = ("Forsinket", "", HEAD, *CASES, "", HEAD, *OTHERS, "", "Opgivet", "", HEAD, "EF01\tNyt hus\tSkole\t-5")
    assert [status for status, _ in statuses(TITLE, "", *lines)] == [*["Forsinket"] * 5, "Opgivet"]


def test_rows_across_a_table_are_the_statuses_of_those_below_and_no_areas() -> None:
    head = "Nr.\tForslag\tBesparelse (1.000 kr.)"
    rows = ("Gennemført (1)\t\t", "AB01\tFælles vagtplan\t-1.200", "Opgivet (1)\t\t", "AB02\tNye lokaler\t-300")
    found = read(TITLE, "", head, *rows)
    assert [(row.status, row.colour, row.area) for row in found.statuses] == [
        ("Gennemført", "green", ""),
        ("Opgivet", "red", ""),
    ]
    assert not found.proposals


def test_one_line_that_counts_its_rows_is_their_status() -> None:
    assert statuses(TITLE, "", "Forsinkede (2)", "", HEAD, *CASES) == [("Forsinkede", "yellow")] * 2


@pytest.mark.parametrize("line", ["Gennemførte forslag", "Forsinket (7)"])
def test_one_line_that_may_be_a_status_is_said(line: str) -> None:
    """It is not taken, and not passed over in silence."""
    found = read(TITLE, "", line, "", HEAD, *CASES)
    said = [one.values for one in found.findings if one.kind == "status_unsure"]
    assert len(found.proposals) == 2
    assert said == [{"text": line.removesuffix(" (7)"), "count": 2}]


def test_a_column_for_the_status_goes_before_the_lines() -> None:
    head = "Nr.\tForslag\tStatus"
    found = read(TITLE, "", "Afsluttede", "", head, "AB01\tFælles vagtplan\tForsinket", "AB02\tNye lokaler\tForsinket")
    assert [(row.status, row.area) for row in found.statuses] == [("Forsinket", "")] * 2
    assert "status_unsure" not in [one.kind for one in found.findings]


def test_a_row_across_a_table_gives_the_budget_year_and_the_unit_of_those_below() -> None:
    head = "Nr.\tTiltag\tStatus\tÅrlig besparelse"
    first = ("Budget 2023 (beløb i hele 1.000 kr.)\t\t\t", "4.1\tFælles vagtplan\tGennemført\t-510")
    second = ("Budget 2024 (beløb i hele 1.000 kr.)\t\t\t", "5.1\tNye lokaler\tForsinket\t-4.450")
    found = read("Sparekatalog – status", "", head, *first, *second)
    assert [(row.budget_year, row.saving_tkr) for row in found.statuses] == [(2023, -510.0), (2024, -4450.0)]
    assert not {one.kind for one in found.findings} & {"row_unread", "unit_unknown"}


def test_rows_in_several_units_give_none() -> None:
    head = "Nr.\tTiltag\tStatus\tÅrlig besparelse"
    first = ("Budget 2023 (1.000 kr.)\t\t\t", "4.1\tFælles vagtplan\tGennemført\t-510")
    second = ("Budget 2024 (mio. kr.)\t\t\t", "5.1\tNye lokaler\tForsinket\t-4,4")
    found = read("Sparekatalog – status", "", head, *first, *second)
    assert [row.saving_tkr for row in found.statuses] == [None, None]
    assert "unit_unknown" in {one.kind for one in found.findings}


def test_a_code_with_a_dot_before_the_title_is_its_code() -> None:
    """Where most titles have one."""
    head = "Vedtaget\tNr. og titel\tStatus\tBesparelse (1.000 kr.)"
    rows = ("2023\tC1. Solceller på hallerne\tGennemført\t-310", "2024\tC4. Nyt bookingsystem\tForsinket\t-275")
    found = read("Opfølgning i Greve Kommune", "", head, *rows).statuses
    assert [(row.code, row.title) for row in found] == [("C1", "Solceller på hallerne"), ("C4", "Nyt bookingsystem")]


@pytest.mark.parametrize("behind", [" (budget {})", " (vedtaget i budget {})", " · Budget {}", ", budget {}"])
def test_the_year_of_a_budget_behind_each_title_is_its_year(behind: str) -> None:
    head = "Nr.\tForslag\tStatus"
    rows = (
        f"E11\tFærre annoncer{behind.format(2024)}\tGennemført",
        f"E12\tMindre rengøring{behind.format(2025)}\tStoppet",
    )
    found = read("Opfølgning i Greve Kommune", "", head, *rows).statuses
    assert [(row.title, row.budget_year) for row in found] == [("Færre annoncer", 2024), ("Mindre rengøring", 2025)]


def test_a_code_and_a_year_below_each_title_are_no_part_of_it() -> None:
    head = "Forslag\tStatus\tSparer om året (t.kr.)"
    rows = ("Udeskole SK/101 · Budget 2024\tForsinket\t310", "Fælles kørsel O-24/7 · Budget 2025\tForsinket\t20")
    found = read("Status i Skive Kommune", "", head, *rows).statuses
    assert [(row.title, row.code, row.budget_year) for row in found] == [
        ("Udeskole", "SK/101", 2024),
        ("Fælles kørsel", "O24/7", 2025),
    ]


def test_one_title_that_ends_with_a_budget_keeps_it() -> None:
    head = "Nr.\tForslag\tStatus"
    rows = ("E11\tFærre annoncer\tGennemført", "E12\tNy plan (budget 2024)\tStoppet", "E13\tNy bro\tStoppet")
    found = read("Opfølgning i Greve Kommune", "", head, *rows).statuses
    assert found[1].title == "Ny plan (budget 2024)"


def test_plain_numbers_that_do_not_count_the_rows_are_codes() -> None:
    head = "Nr.\tForslag\tStatus"
    numbered = [f"{number}\tForslag om {number} ting\tForsinket" for number in (101, 102, 103, 201, 202, 203)]
    assert [row.code for row in read("Status i Greve", "", head, *numbered).statuses] == [
        "101",
        "102",
        "103",
        "201",
        "202",
        "203",
    ]
    counted = [f"{number}\tForslag om {number} ting\tForsinket" for number in (1, 2, 3, 4)]
    assert [row.code for row in read("Status i Greve", "", head, *counted).statuses] == [None] * 4


@pytest.mark.parametrize("head", ["Nr.", "Løbenr.", "#", "Sagsnr.", "Forslag nr."])
@pytest.mark.parametrize("numbers", [range(17, 24), (2, 3, 4, 5), (1, 2, 4, 5, 6), (5, 3, 4, 1), ("001", "002", "003")])
def test_numbers_that_tell_more_than_the_order_of_the_rows_are_codes(head: str, numbers: Iterable[int | str]) -> None:
    rows = [f"{number}\tForslag om {number} ting\tForsinket" for number in numbers]
    found = read("Status i Greve", "", f"{head}\tForslag\tStatus", *rows).statuses
    assert [row.code for row in found] == [str(number) for number in numbers]


def test_rows_may_be_numbered_on_from_the_table_before_and_from_1_again_in_each_part() -> None:
    head = "Nr.\tForslag\tStatus"
    first, then = ([f"{at}\tForslag om {at} ting\tForsinket" for at in range(start, start + 4)] for start in (1, 5))
    assert [row.code for row in read("Status i Greve", "", head, *first, "", head, *then).statuses] == [None] * 8
    again = [*first, "Skoler", *first, "Ældre", *first[:2]]
    assert [row.code for row in read("Status i Greve", "", head, "Kultur", *again).statuses] == [None] * 10


def test_a_heading_that_names_codes_makes_numbers_of_rows_codes() -> None:
    rows = [f"{number}\tForslag om {number} ting\tForsinket" for number in (1, 2, 3, 4)]
    found = read("Status i Greve", "", "Sagsnr.\tForslag\tStatus", *rows).statuses
    assert [row.code for row in found] == ["1", "2", "3", "4"]


def test_plain_numbers_before_titles_are_codes_where_each_has_its_own() -> None:
    rows = [f"{number} Forslag om et og andet\tForsinket" for number in (27, 28, 29)]
    found = read("Status i Greve", "", "Forslag\tStatus", *rows).statuses
    assert [(row.code, row.title) for row in found] == [(at, "Forslag om et og andet") for at in ("27", "28", "29")]
    counted = ("10 færre pladser\tForsinket", "20 nye biler\tGennemført", "Ny skole\tForsinket")
    assert not any(row.code for row in read("Status i Greve", "", "Forslag\tStatus", *counted).statuses)


def test_a_year_under_a_whole_year_is_that_of_the_full_effect() -> None:
    head = "Nr.\tBudget\tForslag\tStatus\tHelår"
    rows = ("A1\t2023\tFærre annoncer\tGennemført\t2025", "A2\t2024\tNy plan\tStoppet\t2026")
    found = read("Status i Greve", "", head, *rows).statuses
    assert [(row.budget_year, row.phase_in_year) for row in found] == [(2023, 2025), (2024, 2026)]


def test_a_short_line_that_ends_with_a_budget_is_that_of_the_rows_below_where_such_lines_differ() -> None:
    head = "Titel\tOmråde\tStatus\tBesparelse"
    first = ("A1: Færre busser\tTrafik\tHentet\t-300", "A2: Ny vagtplan\tÆldre\tHentet\t-20")
    then = ("A3: Bredere stier\tTrafik\tHentet\t-300", "A4: Fælles køkken\tÆldre\tHentet\t-20")
    top = ("Greve Kommune: status ved årsskiftet", "Beløb i t.kr.", "")
    found = read(*top, "Vedtaget med budget 2024", "", head, *first, "", "Vedtaget med budget 2025", "", head, *then)
    assert [row.budget_year for row in found.statuses] == [2024, 2024, 2025, 2025]


@pytest.mark.parametrize("year", ["2025", "Budget 2025", "B2025", "B25", "b25", "B-25", "B 25", "2025/26"])
def test_a_budget_may_be_named_by_two_digits(year: str) -> None:
    rows = [f"{name}\t{year}\tForsinket\t-300" for name in ("Færre busser", "Ny vagtplan", "Fælles køkken")]
    found = read("Status i Greve Kommune", "", "Forslag\tBudget\tStatus\tBesparelse (t.kr.)", *rows)
    assert [row.budget_year for row in found.statuses] == [2025] * 3


def test_the_administration_of_a_case_is_its_area_where_nothing_else_is() -> None:
    row = "Færre busser\tBørn og Skole\tForsinket"
    found = read("Status i Greve Kommune", "", "Forslag\tDirektørområde\tStatus", row, row.replace("Børn", "Ældre"))
    assert [one.area for one in found.statuses] == ["Børn og Skole", "Ældre og Skole"]


def test_a_heading_may_print_the_municipality_in_capitals() -> None:
    for name in ("GREVE KOMMUNE", "GREVES KOMMUNE", "Greve Kommune"):
        assert read(name, "", "Forslag\tOmråde\tStatus", "Ny bus\tTrafik\tForsinket").municipality == "Greve"
