"""Fields of cases that cannot be what they should hold: they are left empty, and it is said why."""

from collections.abc import Sequence

import pytest

from loaders.kinds import certainty
from records import ColumnRead, Document, Finding, Loaded, Source, StatusRow, Understanding

NAMES = ("Fælles rengøring", "Nyt vagtsystem", "Samlet kørsel", "Ændret åbningstid", "Digital booking", "Færre lokaler")


def case(at: int, **fields: object) -> StatusRow:
    """A case that breaks no rule, but for the `fields` that are given."""
    own: dict[str, object] = {
        "municipality": "Vejle",
        "code": f"B{at}",
        "code_as_printed": f"B{at}",
        "budget_year": 2025,
        "area": "Børn og Unge",
        "title": NAMES[at % len(NAMES)],
        "type": "",
        "status": "I gang",
        "colour": "yellow",
        "colour_from": "words",
        "remark": "",
        "source": Source("liste.pdf", at + 2),
        "investment_tkr": 500.0,
        "investment_text": "500",
        "saving_tkr": -120.0,
        "saving_text": "-120",
    }
    return StatusRow(**{**own, **fields})  # type: ignore[arg-type]


def checked(
    rows: Sequence[StatusRow],
    headings: dict[str, str] | None = None,
    lines: Sequence[str] = (),
    findings: Sequence[Finding] = (),
    unread: Sequence[str] = (),
) -> Loaded:
    heads = {"title": "Forslag", "status": "Status", "saving": "Besparelse", "cost": "Investering", **(headings or {})}
    columns = tuple(ColumnRead(heading, role, 1.0, None, None) for role, heading in heads.items())
    columns += tuple(ColumnRead(heading, None, 0.0, None, None) for heading in unread)
    table = Understanding(Source("liste.pdf", 1), "", "statuses", columns, "Vejle", len(rows), (), ())
    document = Document("liste.pdf", tuple(lines) or ("",) * 20)
    loaded = Loaded("liste.pdf", "table", "", statuses=tuple(rows), understandings=(table,), findings=tuple(findings))
    return certainty.without_doubtful(document, loaded)


def kinds(loaded: Loaded) -> list[str]:
    return [one.kind for one in loaded.findings]


def test_cases_that_break_no_rule_stay_as_they_are() -> None:
    """Also statuses of several words, with a share, a year or the number of a phase."""
    statuses = ("I gang", "75 % gennemført", "Udskudt til 2026", "2. fase afsluttet", "Ikke startet", "3 Forsinket")
    rows = [case(at, status=status) for at, status in enumerate(statuses)]
    assert checked(rows).statuses == tuple(rows)
    assert kinds(checked(rows)) == []


@pytest.mark.parametrize(
    "status", ["-Forsinket", "-10.425 Delvist gennemført", "7,58-I gang", "Udskudt -", "Gennemført,", "I gang 1.250"]
)
def test_a_status_with_the_figure_of_another_column_is_not_read(status: str) -> None:
    """Columns touch, and the figure of the one may be read into the other. Its colour goes with the words."""
    loaded = checked([case(0), case(1, status=status)])
    assert [(one.status, one.colour) for one in loaded.statuses] == [("I gang", "yellow"), ("", None)]
    assert loaded.findings[0].kind == "status_with_figures"
    assert loaded.findings[0].values == {"case": "B1", "column": "Status", "count": 1, "text": status}


def test_the_colour_that_is_painted_stays_where_the_status_is_not_read() -> None:
    (row,) = checked([case(0, status="-Forsinket", colour_from="fill")]).statuses
    assert (row.status, row.colour, row.colour_from) == ("", "yellow", "fill")


def test_a_status_that_goes_on_with_a_remark_is_not_read_below_a_heading_of_both() -> None:
    text = "Forsinket. Leverandøren er valgt, men venter på tilladelse."
    rows = [case(0), case(1, status=text)]
    assert [one.status for one in checked(rows, {"status": "Status og bemærkning"}).statuses] == ["I gang", ""]
    assert checked(rows).statuses[1].status == text


def test_a_sentence_among_words_for_a_status_is_not_read() -> None:
    """A remark of the next column; not one that begins with a status of the others."""
    texts = (
        "I gang",
        "Udskudt",
        "Forsinket",
        "I gang",
        "Virkningen er 1700 lavere end ventet.",
        "I gang. Er i udbud nu.",
    )
    rows = [case(at, status=text, meaning=None) for at, text in enumerate(texts)]
    loaded = checked(rows)
    assert [one.status for one in loaded.statuses] == [*texts[:4], "", texts[5]]
    assert kinds(loaded) == ["status_is_text"]


@pytest.mark.parametrize(
    "area", ["Leverandøren er valgt.", "Vedtaget i budget 2023", "Mangler 53.000 fra staten", NAMES[0]]
)
def test_what_is_no_name_is_no_area(area: str) -> None:
    """A remark below a case, the year of a budget, a figure, the title of a case."""
    loaded = checked([case(0), case(1, area=area)])
    assert [one.area for one in loaded.statuses] == ["Børn og Unge", ""]
    assert kinds(loaded) == ["area_is_text"]


def test_a_line_above_the_cases_that_says_another_budget_year_makes_theirs_unknown() -> None:
    lines = ("Forslag\tStatus", "a\tb", "Budget 2024", "c\td", "e\tf")
    rows = [case(0), case(2), case(3)]
    assert [one.budget_year for one in checked(rows, lines=lines).statuses] == [2025, None, None]
    in_column = checked(rows, {"budget_year": "Budgetår"}, lines)
    assert [one.budget_year for one in in_column.statuses] == [2025, 2025, 2025]


@pytest.mark.parametrize(("heading", "known"), [("Budget", None), ("Fuld effekt", 2025)])
def test_a_year_below_a_budget_that_was_not_understood_makes_that_of_the_document_unknown(
    heading: str, known: int | None
) -> None:
    lines = (f"Forslag\tStatus\t{heading}", "a\tb\t2023")
    rows = checked([case(0)], lines=lines, unread=[heading]).statuses
    assert [one.budget_year for one in rows] == [known]


def test_a_column_of_years_holds_no_amounts() -> None:
    rows = [case(at, investment_text=str(2023 + at), investment_tkr=2023000.0 + at) for at in range(3)]
    loaded = checked(rows)
    assert [one.investment_tkr for one in loaded.statuses] == [None] * 3
    assert "amounts_are_years" in kinds(loaded)


def test_an_amount_beyond_what_a_case_can_cost_is_not_read() -> None:
    loaded = checked([case(0), case(1, saving_tkr=-12_000_000.0, saving_text="-12.000.000")])
    assert [one.saving_tkr for one in loaded.statuses] == [-120.0, None]
    assert loaded.statuses[1].saving_text == "-12.000.000"


def test_one_investment_of_another_sign_is_not_read() -> None:
    rows = [case(at, investment_tkr=-500.0 if at == 4 else 500.0) for at in range(6)]
    loaded = checked(rows)
    assert [one.investment_tkr for one in loaded.statuses] == [500.0, 500.0, 500.0, 500.0, None, 500.0]
    assert kinds(loaded) == ["investment_of_other_sign"]


def test_a_minus_only_where_the_other_amount_is_blank_may_be_its_dash() -> None:
    """Two columns touch, and "-" stands for no investment: "2.310-" may be 2.310."""
    rows = [case(at, saving_text="120", saving_tkr=120.0) for at in range(5)]
    rows.append(case(5, saving_text="2.310-", saving_tkr=-2310.0, investment_text=None, investment_tkr=None))
    loaded = checked(rows)
    assert [one.saving_tkr for one in loaded.statuses] == [120.0] * 5 + [None]
    assert kinds(loaded) == ["sign_uncertain"]
    rows[0] = case(0, saving_text="-120", saving_tkr=-120.0)
    assert checked(rows).statuses == tuple(rows)


@pytest.mark.parametrize(("heading", "known"), [("Besparelse Anlæg", None), ("Årlig Besparelse", -120.0)])
def test_amounts_below_the_names_of_two_columns_are_not_read(heading: str, known: float | None) -> None:
    assert checked([case(0)], {"saving": heading}).statuses[0].saving_tkr == known


def test_amounts_beside_figures_that_nothing_names_are_not_read() -> None:
    """One heading too few: each may stand over the column beside its own."""
    nameless = Finding("column_nameless", Source("liste.pdf", 2))
    loaded = checked([case(0)], findings=[nameless])
    assert [(one.saving_tkr, one.investment_tkr) for one in loaded.statuses] == [(None, None)]
    assert kinds(loaded) == ["column_nameless", "amounts_beside_nameless", "amounts_beside_nameless"]


def test_a_code_that_is_words_among_short_ones_is_not_read() -> None:
    rows = [case(at) for at in range(6)]
    rows[2] = case(2, code="SKOLEOGDAGTILBUD1", code_as_printed="Skole og Dagtilbud 1")
    assert [one.code for one in checked(rows).statuses] == ["B0", "B1", None, "B3", "B4", "B5"]


@pytest.mark.parametrize(
    "text",
    [
        "Leverandøren er valgt. Fælles rengøring",
        "Ny rengøring Bemærkning: udskudt",
        "rengøring af skoler",
        "Ny rengøring1.320.000",
    ],
)
def test_a_title_that_is_no_name_is_doubted_and_kept(text: str) -> None:
    """A case cannot be without its title."""
    title = text
    rows = [case(at, title=title if at == 1 else NAMES[at]) for at in range(4)]
    loaded = checked(rows)
    assert loaded.statuses == tuple(rows)
    assert [(one.kind, one.values["text"]) for one in loaded.findings] == [("title_with_text", title)]


def test_a_text_with_a_sign_that_no_font_names_is_not_read() -> None:
    """In a PDF. The title is kept and doubted; what lost letters in a file of text is read as it is."""
    rows = [case(0), case(1, area="B\ufffdrn", remark="P\ufffd vej"), case(2, title="Caf\ufffddrift")]
    table = checked(rows).understandings[0]
    loaded = Loaded("liste.pdf", "table", "", statuses=tuple(rows), understandings=(table,))
    seen = certainty.without_doubtful(Document("liste.pdf", ("",) * 5, pages=(1,) * 5), loaded)
    assert [(one.area, one.remark, one.title) for one in seen.statuses[1:]] == [
        ("", "", NAMES[1]),
        ("Børn og Unge", "", "Caf\ufffddrift"),
    ]
    assert kinds(seen) == ["letters_unread", "letters_unread", "title_letters_unread"]
    assert checked(rows).statuses == tuple(rows)
