"""What a case belongs to, and columns that are told by more than the name above them."""

import pytest

from loaders import files, kinds
from loaders.kinds import read_document
from records import Document, Loaded

TITLE = "Opfølgning på effektiviseringer i Vejle Kommune, status pr. 30. juni 2026, t.kr."
WHERE = ("Ældre", "Ældre", "Skole", "Skole")
NAMES = ("Fælles vagtplan", "Nye lokaler", "Digital post", "Færre kvadratmeter")


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))


@pytest.mark.parametrize("head", ["Udvalg", "Fagudvalg", "Center", "Afdeling", "Forvaltning", "Område"])
def test_the_part_of_the_municipality_that_a_case_belongs_to_is_its_area(head: str) -> None:
    rows = (
        f"{name}\t{where}\tForsinket\t-{at}00" for at, (name, where) in enumerate(zip(NAMES, WHERE, strict=True), 1)
    )
    found = read(TITLE, "", f"Tiltag\t{head}\tStatus\tBesparelse", *rows)
    assert [row.area for row in found.statuses] == list(WHERE)


@pytest.mark.parametrize(("head", "said"), [("Ansvarlig", WHERE), ("Afdeling", ("Ældre", "Skole", "IT", "Løn"))])
def test_who_is_in_charge_is_no_area(head: str, said: tuple[str, ...]) -> None:
    """Nor is a unit that has one case."""
    rows = (f"{name}\t{where}\tForsinket\t-{at}00" for at, (name, where) in enumerate(zip(NAMES, said, strict=True), 1))
    found = read(TITLE, "", f"Tiltag\t{head}\tStatus\tBesparelse", *rows)
    assert [row.area for row in found.statuses] == [""] * 4


@pytest.mark.parametrize("line", ["Vedtaget i budget {}", "Forslag fra budget {}", "Budget {}"])
def test_a_row_that_only_says_the_budget_is_no_area(line: str) -> None:
    cases = [
        f"{name}\t{where}\tForsinket\t-{at}00" for at, (name, where) in enumerate(zip(NAMES, WHERE, strict=True), 1)
    ]
    head = "Tiltag\tUdvalg\tStatus\tBesparelse"
    found = read(TITLE, "", head, "", line.format(2023), "", *cases[:2], "", line.format(2024), "", *cases[2:])
    assert [(row.budget_year, row.area) for row in found.statuses] == list(
        zip((2023, 2023, 2024, 2024), WHERE, strict=True)
    )


def test_a_code_with_a_space_and_a_number_behind_a_stroke_begins_titles() -> None:
    rows = (f"EF 22/0{at}: {name}\tForsinket\t-{at}00" for at, name in enumerate(NAMES, 1))
    found = read(TITLE, "", "Tiltag\tStatus\tRationale", *rows)
    assert [row.title for row in found.statuses] == list(NAMES)
    assert [row.code_as_printed for row in found.statuses] == [f"EF 22/0{at}" for at in range(1, 5)]
    assert [row.saving_tkr for row in found.statuses] == [-100.0, -200.0, -300.0, -400.0]


def test_a_painted_status_without_words_is_the_colour_of_that_in_another_column() -> None:
    words = ("I drift", "Udgået", "I drift", "Forsinket")
    painted = ("green", "red", "yellow", "yellow")
    lines = [TITLE, "", "Tiltag\tStatus\tEffekt\tTilstand"]
    lines += [f"{name}\t\t-{at}00\t{word}" for at, (name, word) in enumerate(zip(NAMES, words, strict=True), 1)]
    fills = {(3 + at, 1): colour for at, colour in enumerate(painted)}
    found = read_document(Document("status.pdf", tuple(lines), (1,) * len(lines), fills))
    assert [(row.status, row.colour) for row in found.statuses] == list(zip(words, painted, strict=True))


@pytest.mark.parametrize("head", ["Område", "Udvalg", "Forvaltning"])
def test_a_committee_that_is_printed_once_is_that_of_the_rows_below(head: str) -> None:
    cells = ("Ældre", "", "Skole", "")
    rows = (f"{cell}\t{name}\tForsinket\t-{at}00" for at, (name, cell) in enumerate(zip(NAMES, cells, strict=True), 1))
    found = read(TITLE, "", f"{head}\tTiltag\tStatus\tBesparelse", *rows)
    assert [row.area for row in found.statuses] == list(WHERE)


def test_a_type_and_a_year_alone_are_no_mark_of_one_municipality() -> None:
    """Copenhagen's reports have both; so have others, whose codes stand in titles and whose areas have columns."""
    rows = (
        f"B{at} {name}\t{where}\t2024\t{at}00\t-{at}0\tBesparelse\tForsinket"
        for at, (name, where) in enumerate(zip(NAMES, WHERE, strict=True), 1)
    )
    found = read(TITLE, "", "Forslag\tForvaltning\tVedtaget\tInvestering\tGevinst pr. år\tType\tStatus", *rows)
    assert [(row.code, row.title, row.area) for row in found.statuses] == [
        (f"B{at}", name, where) for at, (name, where) in enumerate(zip(NAMES, WHERE, strict=True), 1)
    ]


@pytest.mark.parametrize("head", ["Konklusion", "Udfald", "Resultat"])
def test_a_column_of_statuses_is_the_status_whatever_it_is_called(head: str) -> None:
    words = ("Forsinket", "Gennemført", "Forsinket", "Opgivet")
    rows = (f"A{at}\t{name}\t-{at}00\t{word}" for at, (name, word) in enumerate(zip(NAMES, words, strict=True), 1))
    found = read(TITLE, "", f"Nr.\tTiltag\tBesparelse\t{head}", *rows)
    assert [row.status for row in found.statuses] == list(words)
