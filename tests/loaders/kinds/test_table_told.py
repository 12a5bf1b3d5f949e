"""What a document says of its own table: what a column is, what words mean in colours, what codes begin with."""

import pytest

from loaders import files, kinds
from records import Loaded

TITLE = "Opfølgning på effektiviseringer i Vejle Kommune, status pr. 30. juni 2026, t.kr."
HEAD = "Nr.\tTiltag\tAnlægsudgift\tUdkomme\tStatus"
ROWS = ("A1\tNyt tag\t100\t20\tForsinket", "A2\tNye vinduer\t300\t40\tI drift")


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))


@pytest.mark.parametrize(
    "line", ["Udkomme er den årlige besparelse i fuld drift.", "Udkomme: varig mindreudgift, netto"]
)
def test_amounts_under_an_unknown_word_are_what_a_line_says_that_it_is(line: str) -> None:
    """It is said that they were taken so."""
    loaded = read(TITLE, "", HEAD, *ROWS, "", line)
    assert [row.saving_tkr for row in loaded.statuses] == [20.0, 40.0]
    assert [one.values["column"] for one in loaded.findings if one.kind == "money_taken"] == ["Udkomme"]


@pytest.mark.parametrize("line", ["Udkomme viser investeringen.", "Udkomme er opgjort i juni.", "Her er ti tiltag."])
def test_amounts_that_no_line_explains_are_not_taken(line: str) -> None:
    loaded = read(TITLE, "", HEAD, *ROWS, "", line)
    assert [row.saving_tkr for row in loaded.statuses] == [None, None]
    assert "column_unread" in [one.kind for one in loaded.findings]


def test_the_only_amount_that_is_left_is_what_a_line_speaks_of() -> None:
    head = "Projekt\tPuljebeløb\tÅrlig gevinst\tStatus"
    rows = ("Nyt tag\t100\t20\tForsinket", "Nye vinduer\t300\t40\tI drift")
    loaded = read("Investeringspuljen i Vejle Kommune, status 1. maj 2026, t.kr.", "", head, *rows)
    assert [(row.investment_tkr, row.saving_tkr) for row in loaded.statuses] == [(100.0, 20.0), (300.0, 40.0)]
    plain = read("Projekter i Vejle Kommune, status 1. maj 2026, t.kr.", "", head, *rows)
    assert [row.investment_tkr for row in plain.statuses] == [None, None]


@pytest.mark.parametrize(
    "line",
    [
        "Lukket – i mål = grøn. Lukket – ikke i mål / Opgivet = rød. Afviger på tid eller på økonomi = gul.",
        "Grøn: lukket – i mål. Rød: opgivet eller lukket – ikke i mål. Gul: afviger på tid eller på økonomi.",
    ],
)
def test_words_have_the_colours_that_the_document_says(line: str) -> None:
    words = ("Lukket – i mål", "Lukket – ikke i mål", "Afviger på økonomi")
    rows = (f"A{at}\tTiltag nummer {at}\t{at}00\t{at}0\t{word}" for at, word in enumerate(words, 1))
    loaded = read(TITLE, "", "Nr.\tTiltag\tInvestering\tBesparelse\tStatus", *rows, "", line)
    assert [(row.status, row.colour) for row in loaded.statuses] == list(
        zip(words, ("green", "red", "yellow"), strict=True)
    )


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("Forslagets nummer begynder med det budgetår, det er vedtaget i.", [2024, 2025]),
        ("Nummeret har to led.", [None, None]),
    ],
)
def test_codes_begin_with_the_budget_year_where_a_sentence_says_so(line: str, years: list[int | None]) -> None:
    rows = ("2024-03\tNyt tag\t100\t20\tForsinket", "2025-01\tNye vinduer\t300\t40\tI drift")
    loaded = read(TITLE, line, "", "Nummer\tForslag\tInvestering\tBesparelse\tStatus", *rows)
    assert [row.budget_year for row in loaded.statuses] == years


@pytest.mark.parametrize("names", [("Grøn", "Gul", "Rød"), ("Vurdering grøn", "Vurdering gul", "Vurdering rød")])
def test_a_cross_in_one_of_the_columns_of_colours_is_the_colour(names: tuple[str, ...]) -> None:
    rows = ("Nyt tag\t20\tx\t\t\tFærdig", "Nye vinduer\t40\t\t\tx\t", "Nye døre\t60\t\tx\t\tVenter")
    loaded = read(TITLE, "", "\t".join(("Tiltag", "Besparelse", *names, "Noter")), *rows)
    assert [(row.title, row.colour, row.remark) for row in loaded.statuses] == [
        ("Nyt tag", "green", "Færdig"),
        ("Nye vinduer", "red", ""),
        ("Nye døre", "yellow", "Venter"),
    ]


def test_a_cross_below_the_name_of_a_status_is_that_status() -> None:
    rows = ("Nyt tag\t20\tX\t\t", "Nye vinduer\t40\t\t\tX", "Nye døre\t60\t\tX\t")
    loaded = read(TITLE, "", "Tiltag\tBesparelse\tEfter planen\tForsinket\tOpgivet", *rows)
    assert [(row.status, row.colour) for row in loaded.statuses] == [
        ("Efter planen", "green"),
        ("Opgivet", "red"),
        ("Forsinket", "yellow"),
    ]


def test_columns_of_words_are_no_choice() -> None:
    """What stands below the names of colours may be anything."""
    rows = ("Nyt tag\t20\tja\tnej\tnej\tVenter", "Nye vinduer\t40\t3\t4\t5\tVenter")
    loaded = read(TITLE, "", "Tiltag\tBesparelse\tVurdering grøn\tVurdering gul\tVurdering rød\tStatus", *rows)
    assert [row.status for row in loaded.statuses] == ["Venter", "Venter"]
    assert {row.colour for row in loaded.statuses} == {None}


def test_the_second_line_of_broken_names_belongs_to_the_heading() -> None:
    """Also where the names of areas part the heading from its rows, and the head of the page stands in columns."""
    head = ("VEJLE KOMMUNE\tRATIONALER\tSIDE\t1", "KØRT 02.12.25 06:31:12\tPERIODE 2025-11\tENHED 1.000 KR\t", "")
    names = ("PSP-NR\tTEKST\tBUDG.ÅR\tENGANGS-\tRATIONALE\tSTATUS", "\t\t\tUDGIFT\tVARIGT\t", "")
    one = ("Økonomiudvalget", "", "4200-01\tFælles indkøb\t2024\t45\t130-\tGennemført", "")
    other = ("Kulturudvalget", "", "4300-01\tFærre aviser\t2025\t75\t600-\tForsinket")
    loaded = read(*head, *names, *one, *other)
    found = [(row.title, row.area, row.budget_year, row.investment_tkr, row.saving_tkr) for row in loaded.statuses]
    assert found == [
        ("Fælles indkøb", "Økonomiudvalget", 2024, 45.0, -130.0),
        ("Færre aviser", "Kulturudvalget", 2025, 75.0, -600.0),
    ]


@pytest.mark.parametrize(("sign", "saved"), [("-", [-20.0, -40.0]), ("", [None, None])])
def test_amounts_with_a_minus_beside_a_cost_are_savings(sign: str, saved: list[float | None]) -> None:
    """Where the text speaks of savings, also if it speaks of the costs, too."""
    rows = (f"A1\tNyt tag\t100\t{sign}20\tForsinket", f"A2\tNye vinduer\t300\t{sign}40\tI drift")
    title = "Opfølgning på investeringer og besparelser i Vejle Kommune, status 1. maj 2026, t.kr."
    loaded = read(title, "", HEAD, *rows)
    assert [row.saving_tkr for row in loaded.statuses] == saved
    assert ("money_taken" in [one.kind for one in loaded.findings]) == bool(sign)
