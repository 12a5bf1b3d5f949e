"""The area of a row: a line above its part of the table, or the nearest printed cell above; never a caption."""

import pytest

from loaders import files, kinds
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
@pytest.mark.parametrize("mark", ["", "2. ", "Område: "])
def test_lines_above_the_parts_of_a_table_name_their_areas(mark: str, between: tuple[str, ...]) -> None:
    one = (f"{mark}Ældre", "", *between, HEAD, *CASES)
    other = (f"{mark}Kultur og fritid", "", *between, HEAD, *OTHERS)
    assert areas(TITLE, "", *one, "", *other) == ["Ældre", "Ældre", "Kultur og fritid", "Kultur og fritid"]


@pytest.mark.parametrize("line", ["Ældre", "Tabel 2. Forslag", "Kilde: eget regnskab"])
def test_one_line_above_one_table_may_be_anything(line: str) -> None:
    assert areas(TITLE, "", line, "", HEAD, *CASES) == ["", ""]


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
