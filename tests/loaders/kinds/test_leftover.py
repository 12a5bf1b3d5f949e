"""What looks like a case and is read as none is said, and so is what stands for itself."""

import pytest

from loaders import files
from loaders.kinds import read_document
from records import Finding

pytestmark = pytest.mark.usefixtures("read_here")

TOP = "Status på besparelser, Odder Kommune, november 2026\n\n"
HEAD = "Kode\tForslag\tStatus\tEffekt 1.000 kr.\n"
ROWS = "AB01\tFærre biler\tForsinket\t-300\nAB02\tFælles indkøb\tForsinket\t-150\nAB03\tLys\tForsinket\t-75\n"


def found(text: str, kind: str) -> list[Finding]:
    loaded = read_document(files.document_from("status.txt", text.encode()))
    return [one for one in loaded.findings if one.kind == kind]


def test_a_row_that_became_text_is_said() -> None:
    (one,) = found(f"{TOP}{HEAD}{ROWS}\nAB04 Solceller Gennemført -1.200\n", "code_unread")
    assert (one.values["code"], one.source.line) == ("AB04", 8)


def test_a_row_that_became_a_part_of_the_heading_is_said() -> None:
    head = HEAD.replace("Kode", "Kode AB04").replace("Forslag", "Forslag Solceller").replace("kr.", "kr. -1.200")
    (one,) = found(f"{TOP}{head}{ROWS}", "code_unread")
    assert (one.values["code"], one.source.line) == ("AB04", 3)


@pytest.mark.parametrize(
    "line", ["AB02 er forsinket med 1.200 timer.", "Se også sag AB09, der giver 1.200.", "AB09 er lukket i 2026."]
)
def test_what_only_speaks_of_a_case_is_not(line: str) -> None:
    assert found(f"{TOP}{HEAD}{ROWS}\n{line}\n", "code_unread") == []


def test_a_title_that_is_a_status_is_said() -> None:
    (one,) = found(f"{TOP}{HEAD}{ROWS}AB04\tForsinket\tForsinket\t-10\n", "title_is_status")
    assert one.values["case"] == "AB04"


def test_columns_that_stand_apart_from_their_cases_are_said() -> None:
    """As a sheet prints them that is wider than a page."""
    other = "Kommentar\tInvestering 1.000 kr.\tBesparelse 1.000 kr.\nDen er forsinket.\t20\t-30\nGår godt.\t5\t-10\n"
    without = HEAD.replace("\tEffekt 1.000 kr.", "") + "".join(
        line.rpartition("\t")[0] + "\n" for line in ROWS.splitlines()
    )
    (one,) = found(f"{TOP}{without}\n\n{other}", "columns_apart")
    assert one.values["count"] == 4


@pytest.mark.parametrize("mark", ["- ", "– ", "● "])
def test_a_status_that_is_listed_is_its_words(mark: str) -> None:
    text = TOP + HEAD + ROWS.replace("Forsinket", f"{mark}Stoppet")
    loaded = read_document(files.document_from("status.txt", text.encode()))
    assert {(one.status, one.colour) for one in loaded.statuses} == {("Stoppet", "red")}


def test_a_line_with_amounts_names_no_area() -> None:
    """As a row that was read as a line; it is said."""
    more = ROWS.replace("AB0", "AB1")
    text = f"{TOP}{HEAD}Skoler\t\t\t\n{ROWS}AB09 Solceller Forsinket 3.500 -120\t\t\t\n{more}"
    loaded = read_document(files.document_from("status.txt", text.encode()))
    assert {one.area for one in loaded.statuses} == {"Skoler"}
    assert {"code_unread", "row_unread"} & {one.kind for one in loaded.findings}


def test_a_sum_without_code_and_status_is_no_case() -> None:
    """Though it names an area that no row has, and rows above it are lost."""
    loaded = read_document(files.document_from("status.txt", f"{TOP}{HEAD}{ROWS}\tI alt Teknik\t\t-2.220\n".encode()))
    assert [one.code for one in loaded.statuses] == ["AB01", "AB02", "AB03"]
    assert "total_row" in {one.kind for one in loaded.findings}


def test_titles_that_are_cut_at_one_length_are_said() -> None:
    """Only where several have the length, none is longer, and one ends inside a word or a bracket."""
    titles = (
        "Styrket indsats over for plejefami",
        "Ny model for alle daginstitutioner",
        "Samarbejde om kommunens biler (pil",
    )
    rows = "".join(f"AB0{at}\t{title}\tForsinket\t-1{at}\n" for at, title in enumerate(titles, 4))
    (one,) = found(f"{TOP}{HEAD}{ROWS}{rows}", "titles_cut")
    assert one.values["count"] == 3
    longer = rows + f"AB08\t{titles[0]}liehjem\tForsinket\t-10\n"
    assert not found(f"{TOP}{HEAD}{ROWS}{longer}", "titles_cut")
