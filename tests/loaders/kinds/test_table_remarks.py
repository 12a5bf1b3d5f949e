"""What is said of a case in a row of its own below it is the case's, and parts no table."""

from loaders import files, kinds
from records import Loaded

TOP = ("Status på forslag i Faaborg-Midtfyn Kommune", "")
HEAD = "Nr.\tForslag\tStatus\tBesparelse (1.000 kr.)"


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join((*TOP, *lines)).encode()))


def test_a_remark_below_its_case_is_that_of_the_case() -> None:
    found = read(
        HEAD,
        "A1\tSkoler samles\tGennemført\t-420",
        "A2\tKlasser hjemtages\tForsinket\t-310",
        "",
        "Bemærkning: Seks elever begyndte i august 2025, og yderligere fire ventes i 2026. Det er to flere end ventet,",
        "og der er plads til dem.",
        "",
        "A3\tFælles administration\tForsinket\t-52",
        "",
        "Bemærkning: Udvalget har bedt om en ny model.",
        "",
        "A4\tNyt tag\tGennemført\t-17",
    )
    assert [(row.code, row.remark.partition(" ")[0], row.saving_tkr) for row in found.statuses] == [
        ("A1", "", -420.0),
        ("A2", "Seks", -310.0),
        ("A3", "Udvalget", -52.0),
        ("A4", "", -17.0),
    ]
    assert found.statuses[1].remark.endswith("end ventet, og der er plads til dem.")
    assert "rows_without_heading" not in [one.kind for one in found.findings]


def test_a_note_below_a_table_is_no_remark_of_its_last_case() -> None:
    rows = ("A1\tSkoler samles\tGennemført\t-420", "A2\tKlasser hjemtages\tForsinket\t-310")
    found = read(HEAD, *rows, "", "Bemærkning: Alle beløb er i årets priser.")
    assert [row.remark for row in found.statuses] == ["", ""]


def test_other_columns_of_the_same_rows_are_of_one_table() -> None:
    """As on the next page of a wide sheet."""
    names = ("Nr.\tForslag\tOmråde", "A1\tSkoler samles\tSkole", "A2\tNyt tag\tÆldre", "A3\tNy bro\tVej")
    head = "Nr.\tStatus\tBesparelse (t.kr.)"
    found = read(*names, "", head, "A1\tGennemført\t-85", "A2\tForsinket\t-410", "A3\tOpgivet\t-20")
    assert [(row.code, row.title, row.area, row.status, row.saving_tkr) for row in found.statuses] == [
        ("A1", "Skoler samles", "Skole", "Gennemført", -85.0),
        ("A2", "Nyt tag", "Ældre", "Forsinket", -410.0),
        ("A3", "Ny bro", "Vej", "Opgivet", -20.0),
    ]
    others = read(*names, "", head, "A1\tGennemført\t-85", "A4\tForsinket\t-410", "A3\tOpgivet\t-20")
    assert not others.statuses


def test_who_is_in_charge_in_a_line_below_each_case_names_no_area() -> None:
    """As web pages print it in grey below a title, in its column or across the table."""
    found = read(
        "Kommune\t\tFaaborg-Midtfyn\t",
        HEAD,
        "",
        "Skole 2 projekter",
        "",
        "A1\tSkoler samles\tGennemført\t-420",
        "\tAnsvarlig: Skolechef\t\t",
        "A2\tKlasser hjemtages\tForsinket\t-310",
        "",
        "Ansvarlig: Chef for PPR",
        "Ældre 1 projekt",
        "",
        "A3\tFælles administration\tForsinket\t-52",
        "",
        "Ansvarlig: Ældrechef",
    )
    assert [(row.code, row.area, row.responsible) for row in found.statuses] == [
        ("A1", "Skole", "Skolechef"),
        ("A2", "Skole", "Chef for PPR"),
        ("A3", "Ældre", "Ældrechef"),
    ]


def test_a_label_with_its_value_is_no_area() -> None:
    rows = ("A1\tSkoler samles\tGennemført\t-420", "\tSagsbehandler 4: Ole\t\t", "A2\tNyt tag\tForsinket\t-310")
    found = read(HEAD, *rows)
    assert [row.area for row in found.statuses] == ["", ""]
    assert "row_unread" in [one.kind for one in found.findings]


def test_a_label_above_several_cases_is_not_what_is_said_of_the_one_before() -> None:
    for label in ("Område", "Ansvarlig"):
        found = read(
            HEAD,
            "",
            f"{label}: Skole",
            "",
            "A1\tSkoler samles\tGennemført\t-420",
            "A2\tKlasser hjemtages\tForsinket\t-310",
            "",
            f"{label}: Ældre",
            "",
            "A3\tFælles administration\tForsinket\t-52",
        )
        assert [row.responsible for row in found.statuses] == ["", "", ""]
        if label == "Område":
            assert [row.area for row in found.statuses] == ["Skole", "Skole", "Ældre"]


def test_labels_below_the_titles_in_their_own_cells_are_no_part_of_them() -> None:
    rows = [
        f"A{at}\tTiltag {at} om børn: leg Ansvarlig: Chef {at} Frist: 1. maj 202{at}\tForsinket\t-4" for at in (6, 7, 8)
    ]
    found = read(HEAD, *rows)
    assert [(row.title, row.responsible, row.due_start and row.due_start.year) for row in found.statuses] == [
        (f"Tiltag {at} om børn: leg", f"Chef {at}", 2020 + at) for at in (6, 7, 8)
    ]
    once = read(HEAD, rows[0], "A7\tNy skole\tForsinket\t-4", "A8\tNyt tag\tForsinket\t-4")
    assert once.statuses[0].responsible == ""
