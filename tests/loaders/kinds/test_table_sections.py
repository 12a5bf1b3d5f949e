"""The area of a row: a line above its part of the table, or the nearest printed cell above; never a caption."""

import pytest

from loaders import files, kinds
from loaders.kinds import areas as column_areas
from records import Loaded

TITLE = "Opfølgning på effektiviseringer i Vejle Kommune, status pr. 30. juni 2026"
HEAD = "Kode\tTiltag\tStatus\tBesparelse"
CASES = ("AB01\tFælles vagtplan\tForsinket\t1.200", "AB02\tNye lokaler\tGennemført\t300")
OTHERS = ("CD01\tDigital post\tForsinket\t400", "CD02\tFærre kvadratmeter\tGennemført\t700")


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))


def areas(*lines: str) -> list[str]:
    return [row.area for row in read(*lines).statuses]


@pytest.mark.parametrize("between", [(), ("(1.000 kr.)", "")])
@pytest.mark.parametrize("mark", ["", "2. ", "Område: ", "Udvalgsområde: ", "Sektor – ", "POLITIKOMRÅDE 05 "])
def test_lines_above_the_parts_of_a_table_name_their_areas(mark: str, between: tuple[str, ...]) -> None:
    one = (f"{mark}Ældre", "", *between, HEAD, *CASES)
    other = (f"{mark}Kultur og fritid", "", *between, HEAD, *OTHERS)
    assert areas(TITLE, "", *one, "", *other) == ["Ældre", "Ældre", "Kultur og fritid", "Kultur og fritid"]


@pytest.mark.parametrize("line", ["Robotter", "Økonomi", "Ældre maskiner", "Tabel 2. Forslag", "Kilde: eget regnskab"])
def test_one_line_above_one_table_may_be_anything(line: str) -> None:
    assert areas(TITLE, "", line, "", HEAD, *CASES) == ["", ""]


@pytest.mark.parametrize(
    "line", ["Ældre", "1. Job og ydelse", "Veje og grønne områder", "Socialområdet", "Tabel 1: Skole"]
)
def test_one_line_made_of_the_words_for_areas_is_one(line: str) -> None:
    name = line.rsplit(". ", maxsplit=1)[-1].rsplit(": ", maxsplit=1)[-1]
    assert areas(TITLE, "", line, "Alle beløb er i 1.000 kr.", "", HEAD, *CASES) == [name, name]


def test_a_line_that_may_be_the_area_of_a_single_table_is_said() -> None:
    """It is not taken, and not passed over in silence."""
    found = [one for one in read(TITLE, "", "Robotter", "", HEAD, *CASES).findings if one.kind == "area_unsure"]
    assert [one.values for one in found] == [{"text": "Robotter", "count": 2}]
    named = read(TITLE, "", "Område: Ældre", "", HEAD, *CASES).findings
    assert "area_unsure" not in [one.kind for one in named]


def test_a_row_that_says_that_it_names_an_area_is_its_name_alone() -> None:
    """The word for an area is no part of its name, in a row across the table as in a line above one."""
    rows = ("Udvalgsområde: Ældre\t\t\t", *CASES, "Bevillingsområde: Kultur (fortsat)\t\t\t", *OTHERS)
    assert areas(TITLE, "", HEAD, *rows) == ["Ældre", "Ældre", "Kultur", "Kultur"]


def test_a_line_that_is_printed_again_on_each_page_names_no_area() -> None:
    again = ("Vejle Rådhus", "", HEAD)
    assert areas(TITLE, "", *again, *CASES, "", *again, *OTHERS) == [""] * 4


def test_a_blank_area_is_that_above_it_where_each_is_printed_once() -> None:
    head = "Område\tKode\tTiltag\tStatus"
    rows = ("Ældre\tAB01\tFælles vagtplan\tForsinket", "\tAB02\tNye lokaler\tGennemført")
    more = ("Kultur\tCD01\tDigital post\tForsinket", "\tCD02\tFærre kvadratmeter\tGennemført")
    assert areas(TITLE, "", head, *rows, *more) == ["Ældre", "Ældre", "Kultur", "Kultur"]


def test_a_blank_area_is_unknown_where_areas_are_printed_again() -> None:
    head = "Område\tKode\tTiltag\tStatus"
    rows = ("Ældre\tAB01\tFælles vagtplan\tForsinket", "Ældre\tAB02\tNye lokaler\tGennemført")
    assert areas(TITLE, "", head, *rows, "\tCD01\tDigital post\tForsinket") == ["Ældre", "Ældre", ""]


def test_parts_of_a_table_may_have_units_of_their_own() -> None:
    one = ("Ældre", "Beløb i 1.000 kr.", "", HEAD, *CASES)
    other = ("Kultur og fritid", "Beløb i kr.", "", HEAD, "CD01\tDigital post\tForsinket\t400.000")
    found = read(TITLE, "", *one, "", *other)
    assert [(row.area, row.saving_tkr) for row in found.statuses] == [
        ("Ældre", 1200),
        ("Ældre", 300),
        ("Kultur og fritid", 400),
    ]


def test_an_area_may_be_printed_again_at_the_top_of_a_page() -> None:
    assert column_areas.of_column(["Ældre", "", "Ældre (fortsat)", ""], [1, 1, 2, 2]) == ["Ældre"] * 4
    assert column_areas.of_column(["Ældre", "", "Ældre", ""], [1, 1, 1, 1]) == ["Ældre", "", "Ældre", ""]
    assert column_areas.of_column(["Ældre", "Ældre", "", "", "Unge"], [1, 1, 2, 2, 2]) == ["Ældre"] * 4 + ["Unge"]
    assert column_areas.of_column(["Ældre", "Ældre", "", "Unge", ""], [1, 1, 2, 2, 2])[2:] == ["", "Unge", ""]


def test_blank_areas_that_mean_nothing_sure_are_said() -> None:
    head = "Område\tKode\tTiltag\tStatus"
    rows = ("Ældre\tAB01\tFælles vagtplan\tForsinket", "Ældre\tAB02\tNye lokaler\tGennemført")
    found = read(TITLE, "", head, *rows, "\tCD01\tDigital post\tForsinket")
    assert [one.values for one in found.findings if one.kind == "areas_blank"] == [{"column": "Område", "count": 1}]


@pytest.mark.parametrize("mark", [" (fortsat)", ", fortsat", " (forts.)"])
def test_an_area_that_goes_on_is_called_as_before(mark: str) -> None:
    lines = ("Ældre", HEAD, *CASES, "", "Kultur", HEAD, OTHERS[0], "", f"Kultur{mark}", HEAD, OTHERS[1])
    assert areas(TITLE, "", *lines) == ["Ældre", "Ældre", "Kultur", "Kultur"]


@pytest.mark.parametrize("total", ["I alt Ældre", "Samlet Ældre:", "Total ældre"])
def test_the_sum_of_an_area_is_no_case(total: str) -> None:
    head = "Tiltag\tBesparelse 2026 (1.000 kr.)\tBesparelse 2027 (1.000 kr.)"
    lines = ("Ældre\t\t", "Fælles vagtplan\t-5\t-10", "Nye lokaler\t-5\t-30", f"{total}\t-10\t-40")
    more = ("Kultur\t\t", "Digital post\t-7\t-9", "I alt Kultur\t-7\t-9")
    found = read("Sparekatalog i Vejle Kommune 2026-2027", "", head, *lines, *more)
    assert [one.title for one in found.proposals] == ["Fælles vagtplan", "Nye lokaler", "Digital post"]
    assert [one.kind for one in found.findings].count("total_row") == 2


@pytest.mark.parametrize("between", ["Her følges 2 forslag.", "Den samlede økonomi fremgår af tabellen."])
def test_a_sentence_may_stand_between_an_area_and_its_table(between: str) -> None:
    one = ("Tabel 1: Ældre", "", between, "", HEAD, *CASES)
    other = ("Tabel 2: Kultur", "", between, "", "Kode\tTil tag\tStatus\tBespa relse", *OTHERS)
    assert areas(TITLE, "", *one, "", *other) == ["Ældre", "Ældre", "Kultur", "Kultur"]


def test_the_rest_of_a_remark_names_no_area() -> None:
    head = "Kode\tTiltag\tStatus\tBesparelse (1.000 kr.)\tBemærkning"
    rows = ("AB01\tFælles vagtplan\tForsinket\t-10\tUdbuddet måtte gå om.", "\t\t\t\tmens resten følger senere.")
    found = read(TITLE, "", head, *rows, "AB02\tNye lokaler\tGennemført\t-20\tAftalen er på plads.")
    assert [one.area for one in found.statuses] == ["", ""]
    assert "row_unread" in [one.kind for one in found.findings]


@pytest.mark.parametrize(("unit", "tkr"), [("kr.", -1.2), ("1.000 kr.", -1200), ("(t.kr.)", -1200)])
def test_a_row_of_units_belongs_to_the_heading(unit: str, tkr: float) -> None:
    rows = ("Kode\tTiltag\tStatus\tBesparelse", f"\t\t\t{unit}", "AB01\tVagtplan\tForsinket\t-1.200")
    found = read(TITLE, "", *rows, "AB02\tNye lokaler\tGennemført\t-300")
    assert found.statuses[0].saving_tkr == tkr
    assert "row_unread" not in [one.kind for one in found.findings]


def test_the_year_of_prices_is_not_the_year_of_a_column() -> None:
    years = "\t".join(f"Besparelse (2026-p/l) {year}" for year in (2026, 2027, 2028))
    head = f"Kode\tTiltag\tStatus\t{years}"
    rows = ("AB01\tFælles vagtplan\tForsinket\t-1\t-2\t-3", "AB02\tNye lokaler\tGennemført\t-4\t-5\t-6")
    found = read(TITLE, "", "Beløb i 1.000 kr.", "", head, *rows)
    assert [one.saving_tkr for one in found.statuses] == [-3, -6]


def test_captioned_tables_of_cases_are_no_figures() -> None:
    head = ("Budgetår\tNr\tTiltag\tStatus\tBesparelse", "\t\t\t\t1.000 kr.")
    one = ("Tabel 1: Ældre", "", *head, "2025\tAB01\tFælles vagtplan\tForsinket\t-1.200")
    found = read(TITLE, "", *one, "2025\tAB02\tNye lokaler\tGennemført\t-300")
    assert [(row.code, row.saving_tkr) for row in found.statuses] == [("AB01", -1200), ("AB02", -300)]


def test_a_row_that_numbers_the_columns_is_no_case() -> None:
    found = read("Sparekatalog i Vejle Kommune", "", HEAD, "(1)\t(2)\t(3)\t(4)", *CASES)
    assert [row.code for row in (*found.statuses, *found.proposals)] == ["AB01", "AB02"]


def test_a_column_for_the_colour_without_any_is_said() -> None:
    head = "Kode\tTiltag\tFarve\tStatus"
    blank = read(TITLE, "", head, "AB01\tFælles vagtplan\t\tForsinket", "AB02\tNye lokaler\t\tGennemført")
    told = read(TITLE, "", head, "AB01\tFælles vagtplan\tGul\tForsinket", "AB02\tNye lokaler\t\tGennemført")
    assert ["colours_blank" in [one.kind for one in found.findings] for found in (blank, told)] == [True, False]


def test_a_row_of_units_leaves_the_years_of_the_columns() -> None:
    years = "\t".join(f"Besparelse {year}" for year in (2026, 2027))
    units = "\t\t\tt.kr.\tt.kr."
    rows = ("AB01\tFælles vagtplan\tForsinket\t-1\t-2", "AB02\tNye lokaler\tGennemført\t-4\t-5")
    found = read(TITLE, "", f"Kode\tTiltag\tStatus\t{years}", units, "1\t2\t3\t4\t5", *rows)
    assert [one.saving_tkr for one in found.statuses] == [-2, -5]
    grouped = read(TITLE, "", "Kode\tTiltag\tStatus\tBesparelse\t", "\t\t\t2026\t2027", units, *rows)
    assert [one.saving_tkr for one in grouped.statuses] == [-2, -5]


def test_a_known_word_that_a_narrow_heading_breaks_is_known() -> None:
    head = "Vedtaget budget år\tKode\tTiltag\tStatus"
    found = read(TITLE, "", head, "2025\tAB01\tFælles vagtplan\tForsinket", "2024\tAB02\tNye lokaler\tGennemført")
    assert [one.budget_year for one in found.statuses] == [2025, 2024]


def test_a_line_above_every_table_is_passed_over_for_the_name_of_the_area() -> None:
    again = ("Vejle Kommune, status på forslag", "", HEAD)
    lines = ("Forvaltningen for Velfærd", *again, *CASES, "", "Forvaltningen for By og Drift", *again, *OTHERS)
    assert areas(*lines) == [*["Forvaltningen for Velfærd"] * 2, *["Forvaltningen for By og Drift"] * 2]


def test_a_line_with_a_year_names_no_area_of_a_status_report() -> None:
    """And a column that is called "Sektor" names them."""
    head = "Nr.\tSag\tType\tBudgetår\tStatus\tBesparelse (t.kr.)\tSektor"
    row = "L01\tFærre ture med kold mad\tAnlæg\t2025\tForsinket\t-310\t"
    assert areas(TITLE, "", "Sager 2025", "", head, row + "Ældre") == ["Ældre"]
    assert areas(TITLE, "", "Sager 2025", "", head.replace("\tSektor", ""), row) == [""]


def test_the_name_of_an_area_may_end_a_page_below_which_its_rows_stand() -> None:
    """Above the heading that is printed again; a list may say where it ends, in any of its columns."""
    head = "Projekt\tTekst\tUdgift\tStatus"
    lines = ["Status i Greve Kommune", "Beløb i 1.000 kr.", "", head, "", "100 Teknik", ""]
    lines += ["10001\tStier\t25\tPå plan", "10002\tBelysning\t710\tPå plan", "\tSum 100 Teknik\t735\t", ""]
    lines += ["500 Administration", "", head, "50001\tPorto\t150\tForsinket", "*** Slut\tpå rapport ***\t\t"]
    found = kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))
    assert [(row.code, row.area) for row in found.statuses] == [
        ("10001", "100 Teknik"),
        ("10002", "100 Teknik"),
        ("50001", "500 Administration"),
    ]
    assert [one.values["text"] for one in found.findings if one.kind == "row_unread"] == ["*** Slut på rapport ***"]


def test_the_end_of_a_word_that_a_page_broke_is_put_back() -> None:
    lines = ["Status i Greve Kommune, beløb i t.kr.", "", "Nr.\tForslag\tStatus\tBesparelse"]
    lines += ["A1\tEnergibesparende foranstalt\tForsinket\t-20", "", "ninger", "", "A2\tNyt tag\tForsinket\t-30"]
    found = kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))
    assert [row.title for row in found.statuses] == ["Energibesparende foranstaltninger", "Nyt tag"]
