"""Tables of any municipality: what a column holds, what the rows are, which unit the figures have, what is left out."""

from collections.abc import Iterable

import pytest

from loaders import files, kinds
from loaders.kinds.tables import grids
from records import Document, Loaded, Refused

TOP = ("Opfølgning på effektiviseringer i Vejle Kommune, status pr. 30. juni 2026", "Alle beløb i 1.000 kr.", "")


def read(*lines: str, name: str = "liste.txt") -> Loaded:
    return kinds.read_document(files.document_from(name, "\n".join(lines).encode()))


def table(*rows: str, top: Iterable[str] = TOP) -> Loaded:
    """A document of these rows, whose cells are parted by "|" here and by tabs there."""
    return read(*top, *("\t".join(cell.strip() for cell in row.split("|")) for row in rows))


def said(loaded: Loaded, kind: str) -> list[dict[str, object]]:
    return [dict(finding.values) for finding in loaded.findings if finding.kind == kind]


# ---------------------------------------------------------------- units


UNITS = [
    ("Besparelse (1.000 kr.)", "", "1.200", 1200),
    ("Besparelse, t.kr.", "", "1.200", 1200),
    ("Årlig effekt i kr.", "", "1.200.000", 1200),
    ("Gevinst (mio. kr.)", "", "1,2", 1200),
    ("Besparelse", "Alle beløb i mio. kr.", "1,2", 1200),
    ("Besparelse", "Beløb i hele kroner", "1.200.000", 1200),
    ("Besparelse", "Tallene er opgjort i tusinde kroner.", "1.200", 1200),
    ("Besparelse", "", "1,2 mio. kr.", 1200),
    ("Besparelse", "", "1.200 t.kr.", 1200),
    ("Besparelse", "", "24,940 mio. kr.", 24940),
    ("Besparelse", "", "(1.200.000) kr.", 1200),
]


@pytest.mark.parametrize(("heading", "caption", "printed", "tkr"), UNITS)
def test_the_unit_is_that_of_the_heading_the_caption_or_the_cell(
    heading: str, caption: str, printed: str, tkr: float
) -> None:
    """Whole kroner and millions become 1.000 kr., wherever the unit is said."""
    top = ("Sparekatalog 2027, Vejle Kommune", caption, "")
    found = table(f"Forslag | {heading} | Udvalg", f"Fælles vagtplan | {printed} | Teknikudvalget", top=top)
    assert [(one.saving_tkr, one.saving_text) for one in found.proposals] == [(tkr, printed)]


def test_an_amount_without_a_unit_is_kept_as_printed_and_is_no_number() -> None:
    """A unit that nobody gives is unknown, never 1.000 kr."""
    rows = ("Forslag | Besparelse | Udvalg", "Ny vagtplan | 1.200 | Teknikudvalget", "Nye lokaler | 300 | Byrådet")
    found = table(*rows, top=("Forslag under 1 mio. kr. til budget 2027, Vejle Kommune", ""))
    assert [(one.saving_tkr, one.saving_text) for one in found.proposals] == [(None, "1.200"), (None, "300")]
    assert said(found, "unit_unknown") == [{"column": "Besparelse", "count": 2}]


def test_kroner_in_the_heading_against_thousands_in_the_caption_is_no_unit() -> None:
    """Two sources that contradict each other give neither."""
    found = table("Tiltag | Besparelse i kr. | Status", "Ny vagtplan | 1.200 | I gang")
    assert found.statuses[0].saving_tkr is None
    assert said(found, "unit_unknown")


TWO_TABLES = (
    *("Forslag\tStatus\tInvestering\tGevinst", "Ny vagtplan\tI gang\t300\t1.200", "Nye lokaler\tI gang\t90\t300"),
    *("", "Tabel 2. Besparelser", "", "Sag\tStatus\tBesparelse", "Færre kurser\tI gang\t400"),
)


@pytest.mark.parametrize(
    ("above", "amounts"),
    [
        (("Vejle Kommune, maj 2026. Alle beløb i t.kr.", ""), [1200, 300, 400]),
        (("Kapitel 2 viser alle sager. Beløb er i 1.000 kr. i", "2026-priser.", ""), [1200, 300, 400]),
        (("Beløb i mio. kr.", "", "Alle tal er i 1.000 kr.", ""), [1200, 300, None]),
        (("Nu følger sagerne.", "", "Beløb i 1.000 kr.", ""), [1200, 300, None]),
    ],
)
def test_the_unit_of_all_amounts_is_that_of_every_table(above: tuple[str, ...], amounts: list[float | None]) -> None:
    """A line right above one table may speak of that alone, and two units of all are none."""
    found = read("Status på sager, Vejle Kommune", "", *above, *TWO_TABLES)
    assert [one.saving_tkr for one in found.statuses] == amounts


@pytest.mark.parametrize("heading", ["Vedt. budget", "Budget", "Vedtaget budgetår"])
def test_years_alone_are_no_amounts(heading: str) -> None:
    rows = ("A1 | Ny vagtplan | 2025 | 640 | -300 | I gang", "A2 | Nye lokaler | 2024 | 110 | -95 | Forsinket")
    found = table(f"Sag | Titel | {heading} | Investering | Gevinst pr. år | Gevinststatus", *rows)
    assert [(one.budget_year, one.saving_tkr) for one in found.statuses] == [(2025, -300), (2024, -95)]
    assert not said(found, "money_unread")


def test_the_rest_of_a_title_is_no_label_of_a_form() -> None:
    top = ("Opfølgning på investeringer og", "effektiviseringer", "", "Vedtaget i Vejle Kommune", "", "Indhold", "")
    more = ("Kapitel 1 ............ 2", "", "Kolonnen viser virkningen, når tiltaget er", "indfaset.", "", "Sager", "")
    found = read(*top, *more, "Forslag\tStatus\tGevinst (t.kr.)", "Ny vagtplan\tI gang\t1.200")
    assert not found.proposals
    assert [one.saving_tkr for one in found.statuses] == [1200]


# ---------------------------------------------------------------- year columns


YEARS = ("Forslag | 2027 | 2028 | 2029", "Ny vagtplan | 100 | 200 | 300", "Nye lokaler | 50 | 50 | 50")
SERIES = ("Katalog til budget 2027, Vejle Kommune", "Effektivisering pr. år, 1.000 kr.", "")


def test_year_columns_are_a_series() -> None:
    """The last year stands for the lasting saving, and that is said."""
    found = table(*YEARS, top=SERIES)
    assert found.proposals[0].saving_by_year == {2027: 100, 2028: 200, 2029: 300}
    assert found.proposals[0].saving_tkr == 300
    assert said(found, "saving_of_last_year") == [{"year": 2029}]


def test_the_lasting_year_is_the_one_that_is_called_so() -> None:
    """ "2028 og frem" says that it lasts."""
    rows = ("Forslag | 2027 | 2028 og frem", "Ny vagtplan | 900 | 200", "Nye lokaler | 50 | 50")
    found = table(*rows, top=SERIES)
    assert [one.saving_tkr for one in found.proposals] == [200, 50]
    assert not said(found, "saving_of_last_year")


def test_what_a_case_costs_in_all_is_its_cost() -> None:
    """ "I alt" beside a cost is no sum of the savings in the columns before it."""
    loaded = table(
        "Nr. | Forslag | 2026 | 2027 | Investering i alt",
        "A1 | Ruteplanlægning i hjemmeplejen | -100 | -200 | 1.621",
        "A2 | Ny udbudsrunde på rengøring | 0 | -300 | ",
        "A3 | Fælles vagtplan | -50 | -70 | 340",
    )
    assert [one.cost_tkr for one in loaded.proposals] == [1621, None, 340]


def test_years_that_may_be_savings_or_costs_are_not_read() -> None:
    """Nothing says what the amounts are, so they are neither, and that is said."""
    found = table(
        "Forslag | Udvalg | 2027 | 2028",
        "Ny vagtplan | Teknikudvalget | 100 | 200",
        top=("Budget 2027, Vejle Kommune", "Beløb i 1.000 kr.", ""),
    )
    assert not found.proposals or found.proposals[0].saving_by_year == {}
    assert [one["column"] for one in said(found, "money_unread")] == ["2027", "2028"]


# ---------------------------------------------------------------- rows


@pytest.mark.parametrize("first", [("1", "2", "3"), ("1.1", "1.2", "2.1"), ("B1", "B2", "B3"), ("", "", "")])
def test_a_row_is_a_row_whatever_its_first_cell_holds(first: tuple[str, str, str]) -> None:
    """Running numbers, numbers of sections, codes, or nothing."""
    titles = ("Ny vagtplan", "Nye lokaler", "Færre konsulenter")
    rows = [f"{number} | {title} | I gang | -100" for number, title in zip(first, titles, strict=True)]
    found = table("Nr. | Tiltag | Status | Besparelse", *rows)
    assert [one.title for one in found.statuses] == list(titles)


def test_sums_sections_notes_and_repeated_headings_are_no_rows() -> None:
    """A total, a heading that is printed again, a line for a section and a footnote."""
    heading = "Tiltag | Status | Besparelse"
    found = table(
        *(heading, "Ældre", "Ny vagtplan | I gang | -100", "Færre vikarer | Bagud | -200"),
        *(heading, "Skoler", "Nye lokaler | Følger planen | -300", "I alt | | -600", "* Foreløbige tal."),
    )
    assert [(one.title, one.area) for one in found.statuses] == [
        ("Ny vagtplan", "Ældre"),
        ("Færre vikarer", "Ældre"),
        ("Nye lokaler", "Skoler"),
    ]
    assert [one["text"] for one in said(found, "total_row")] == ["I alt -600"]
    assert not said(found, "total_differs")


def test_sums_are_held_against_their_rows() -> None:
    """Of a part of the table, and of the whole; what does not come out is said with both figures."""
    found = table(
        *(
            "Tiltag | Status | Besparelse",
            "Ny vagtplan | I gang | -100",
            "Færre vikarer | Bagud | -200",
            "I alt | | -300",
        ),
        *("Nye lokaler | Følger planen | -300", "Fælles indkøb | I gang | -50", "I alt | | -250", "Total | | -650"),
    )
    told = said(found, "total_differs")
    assert [(one["row"], one["printed"], one["summed"]) for one in told] == [("I alt -250", -250, -350)]


def test_amounts_with_units_of_their_own_are_added_up_in_one() -> None:
    """A sum in millions of rows in kr. and 1.000 kr. is known as one, by its name or by its figure; a wrong one is said
    in the unit of the column."""
    heading, top = "Forslag | Besparelse", ("Sparekatalog, Vejle Kommune", "")
    rows = ("Ny vagtplan | 1,3 mio. kr.", "Nye lokaler | 600.000 kr.", "Færre vikarer | 100 t.kr.")
    for last in ("I alt | 2,0 mio. kr.", "I alt | 2.000 t.kr.", "Forvaltningens bidrag | 2,0 mio. kr."):
        found = table(heading, *rows, last, top=top)
        assert [one.saving_tkr for one in found.proposals] == [1300, 600, 100]
        assert said(found, "total_row")
        assert not said(found, "total_differs")
    told = said(table(heading, *rows, "I alt | 2.900 t.kr.", top=top), "total_differs")
    assert [(one["printed"], one["summed"]) for one in told] == [(2.9, 2.0)]


def test_a_row_that_is_the_sum_of_those_above_is_no_row() -> None:
    """However it is called."""
    rows = ("Ny vagtplan | 100", "Nye lokaler | 200", "Færre vikarer | 300", "Forvaltningens bidrag | 600")
    found = table("Forslag | Besparelse, t.kr.", *rows, top=("Sparekatalog, Vejle Kommune", ""))
    assert len(found.proposals) == 3


def test_a_title_that_begins_as_a_total_does_is_a_row() -> None:
    """ "Sammenlagt ledelse" adds up nothing."""
    rows = ("Samlet ledelse | Teknikudvalget | 100", "Nye lokaler | Teknikudvalget | ")
    found = table("Forslag | Udvalg | Besparelse", *rows)
    assert [one.title for one in found.proposals] == ["Samlet ledelse", "Nye lokaler"]


def test_a_row_of_which_only_the_name_is_stated_is_a_row() -> None:
    """Its amounts are blank; where the table has sections, the first row is one."""
    rows = ("Ny vagtplan | 100", "Færre vikarer | ", "Nye lokaler | 200")
    found = table("Forslag | Besparelse", *rows, top=("Sparekatalog, Vejle Kommune", "Beløb i 1.000 kr.", ""))
    assert [(one.title, one.saving_tkr) for one in found.proposals] == [
        ("Ny vagtplan", 100),
        ("Færre vikarer", None),
        ("Nye lokaler", 200),
    ]


def test_a_first_row_that_looks_like_roles_is_no_heading() -> None:
    """A name and a committee below a heading are a row, however their words read."""
    rows = ("Fælles telefonomstilling | Plan- og Miljøudvalget | | ", "Nye lokaler | Vejudvalget | 200 | Bedre brug.")
    found = table("Navn på forslag | Udvalg | Provenu, t.kr. | Indhold", *rows)
    assert [one.title for one in found.proposals] == ["Fælles telefonomstilling", "Nye lokaler"]


def test_a_heading_of_two_rows_names_groups_and_parts() -> None:
    """The group says what the years are and in which unit."""
    found = table(
        "Nr. | Forslag | Effektivisering (mio. kr.) | | Investering (mio. kr.) | ",
        " | | 2027 | 2028 | 2027 | 2028",
        "A-1 | Ny vagtplan | 1,5 | 2,5 | 0,5 | 0,25",
        "A-2 | Nye lokaler | 1,0 | 1,0 | 0,0 | 0,5",
        top=("Katalog 2027, Vejle Kommune", ""),
    )
    first = found.proposals[0]
    assert (first.code, first.saving_by_year, first.cost_tkr) == ("A1", {2027: 1500, 2028: 2500}, 750)


def test_several_tables_of_a_document_have_their_own_columns_and_units() -> None:
    """A caption is about the table below it."""
    found = table(
        *("Forslag | Besparelse | Udvalg", "Ny vagtplan | 1.200 | Teknikudvalget", ""),
        *("Milepæle", "Aktivitet | Ansvarlig | Frist", "Udbud er gennemført | Center for Økonomi | Q2 2026"),
    )
    assert [one.saving_tkr for one in found.proposals] == [1200]
    assert [(one.goal, one.responsible, str(one.all_dues[0][1])) for one in found.milestones] == [
        ("Udbud er gennemført", "Center for Økonomi", "2026-06-30")
    ]


# ---------------------------------------------------------------- columns


def test_a_column_is_known_by_what_stands_in_it_where_its_heading_says_nothing() -> None:
    """Codes, dates, committees and statuses tell themselves; money never does."""
    found = table(
        "Ref | Hvad | Hvor langt | Beslutter | Slut her | Xyz",
        "B.2.03 | Ny vagtplan | I gang | Teknikudvalget | 1. maj 2026 | 1.200",
        "B.2.04 | Nye lokaler | Forsinket | Ældreudvalget | 1. juni 2026 | 300",
    )
    first = found.statuses[0]
    assert (first.code_as_printed, first.title, first.status) == ("B.2.03", "Ny vagtplan", "I gang")
    assert (first.committee, str(first.due_end), first.saving_tkr) == ("Teknikudvalget", "2026-05-01", None)
    assert [one["column"] for one in said(found, "column_unread")] == ["Xyz"]


@pytest.mark.parametrize(
    "code", ["B.2.0{n}", "§ 11{n}", "2026-0{n}", "UD{n}a", "HA{n}", "SOF-1{n}", "BA-0{n}", "TV0{n}"]
)
def test_a_code_stands_in_its_column_or_at_the_head_of_the_title(code: str) -> None:
    """Of any form; SOF is no Socialforvaltning where it is not Copenhagen's."""
    titles = ["Ny vagtplan", "Nye lokaler", "Færre vikarer"]
    printed = [code.format(n=n) for n in range(1, 4)]
    apart = table("Nr. | Tiltag | Status", *(f"{c} | {t} | I gang" for c, t in zip(printed, titles, strict=True)))
    ahead = table("Tiltag | Status", *(f"{c} {t} | I gang" for c, t in zip(printed, titles, strict=True)))
    for found in (apart, ahead):
        assert [(one.code_as_printed, one.title) for one in found.statuses] == list(zip(printed, titles, strict=True))


def test_a_status_row_with_a_deadline_gives_a_milestone() -> None:
    """Its goal is the title."""
    rows = ("Ny vagtplan | I gang | Skoleafdelingen | ultimo 2026",)
    found = table("Projekt | Status | Ansvarlig | Frist", *rows)
    assert (found.statuses[0].responsible, str(found.statuses[0].due_end)) == ("Skoleafdelingen", "2026-12-31")
    assert [(one.goal, one.responsible) for one in found.milestones] == [("Ny vagtplan", "Skoleafdelingen")]


def test_what_was_understood_is_told() -> None:
    """Each heading with its role and confidence, the unit, the municipality, and the first rows as they were read."""
    (told,) = table("Nr. | Tiltag | Status | Besparelse | Xyz", "B-1 | Ny vagtplan | I gang | -100 | q").understandings
    assert [(one.heading, one.role, one.unit) for one in told.columns] == [
        ("Nr.", "code", None),
        ("Tiltag", "title", None),
        ("Status", "status", None),
        ("Besparelse", "saving", "tkr"),
        ("Xyz", None, None),
    ]
    assert (told.kind, told.municipality, told.rows, told.unread) == ("statuses", "Vejle", 1, ("Xyz",))
    assert told.examples == (("B-1", "Ny vagtplan", "I gang", "-100", ""),)


# ---------------------------------------------------------------- signs and forms of numbers


@pytest.mark.parametrize("sign", ["-{}", "\u2212{}", "{}-", "({})", "÷{}", "- {}"])
def test_every_minus_is_one(sign: str) -> None:
    """A status row keeps the sign that is printed; of a proposal the saving is positive."""
    rows = [f"Ny vagtplan | I gang | {sign.format('1.200')}", f"Nye lokaler | I gang | {sign.format('300')}"]
    assert [one.saving_tkr for one in table("Tiltag | Status | Besparelse", *rows).statuses] == [-1200, -300]
    found = table("Forslag | Resumé | Besparelse", *rows).proposals
    assert [(one.saving_tkr, one.saving_text) for one in found] == [
        (1200, sign.format("1.200")),
        (300, sign.format("300")),
    ]


def test_savings_that_are_printed_without_a_sign_are_savings() -> None:
    """A plus is an extra cost only in a table that prints its savings with a minus."""
    plain = table("Tiltag | Status | Besparelse", "A | I gang | 100", "B | I gang | 200", "C | I gang | -50").statuses
    assert [one.saved_tkr for one in plain] == [100, 200, -50]
    minus = table("Tiltag | Status | Besparelse", "A | I gang | -100", "B | I gang | -200", "C | I gang | 50").statuses
    assert [one.saved_tkr for one in minus] == [100, 200, -50]


@pytest.mark.parametrize(
    ("printed", "tkr"),
    [
        (("10,100", "2,300"), [10100, 2300]),
        (("10.100", "2.300"), [10100, 2300]),
        (("1,5", "2,300"), [1.5, 2.3]),
        (("1,234,567", "2,300"), [1234567, 2300]),
        (("1.5", "2,300"), [1.5, 2300]),
        (("2,300", ""), [None, None]),
    ],
)
def test_how_numbers_are_written_is_decided_for_the_column(printed: tuple[str, str], tkr: list[float | None]) -> None:
    """English figures in a Danish list; a single 2,300 can be read in two ways and is left as printed."""
    rows = [f"Forslag nummer {at} | Vejudvalget | {text}" for at, text in enumerate(printed)]
    found = table("Forslag | Udvalg | Besparelse", *rows)
    assert [one.saving_tkr for one in found.proposals] == tkr
    assert bool(said(found, "number_doubted")) == (tkr[0] is None)


def test_only_columns_with_a_point_or_a_comma_tell_how_the_others_are_written() -> None:
    """A single 3,689 is that of the next column, whatever stands in one of plain figures."""
    rows = ["Vagtplan | 0 | 0 | -3,081", "Natkørsel | -147 | -295 | -2,073", "Lokaler | 0 | -3,689 | -3,689"]
    found = table("Forslag | Besparelse 2026 | Besparelse 2027 | Besparelse 2028", *rows)
    assert [dict(one.saving_by_year)[2027] for one in found.proposals] == [0, 295, 3689]


# ---------------------------------------------------------------- forms


FORM = [
    ("Titel", "Ny vagtplan"),
    ("Sagsnr.", "B-1"),
    ("Udvalg", "Teknikudvalget"),
    ("Besparelse, t.kr.", "1.200"),
    ("Kort beskrivelse", "Planen lægges fælles."),
]
SECOND = [("Titel", "Nye lokaler"), ("Sagsnr.", "B-2"), *FORM[2:]]


@pytest.mark.parametrize("form", ["{}\t{}", "{}: {}", "{}\n{}"])
def test_a_form_has_labels_before_or_above_its_values(form: str) -> None:
    """A block a proposal; the labels are told as headings are."""
    blocks = ["\n".join(form.format(*pair) for pair in block) for block in (FORM, SECOND)]
    found = read("Sparekatalog 2027, Vejle Kommune", "", blocks[0], "", *blocks[1].split("\n"))
    assert [(one.title, one.code, one.committee, one.saving_tkr, one.summary) for one in found.proposals] == [
        ("Ny vagtplan", "B1", "Teknikudvalget", 1200, "Planen lægges fælles."),
        ("Nye lokaler", "B2", "Teknikudvalget", 1200, "Planen lægges fælles."),
    ]


def test_the_line_above_a_form_names_it_where_no_label_does() -> None:
    """ "Forslag 3: …" above the labels is the title."""
    blocks = [
        (f"Forslag {at}: {name}", *(f"{a}\t{b}" for a, b in FORM[2:]), "")
        for at, name in enumerate(("Ny plan", "Lokaler"))
    ]
    found = read("Sparekatalog 2027, Vejle Kommune", "", *blocks[0], *blocks[1])
    assert [one.title for one in found.proposals] == ["Ny plan", "Lokaler"]


def test_a_form_has_two_labels_in_a_row_and_a_name_on_two_lines() -> None:
    """A blank value stays blank, and makes no heading of its row."""
    block = "{}\n\nUdvalg\tTeknikudvalget\tBesparelse, t.kr.\t{}\nEngangsudgift, t.kr.\t{}\tFuld effekt fra\t2028\n"
    forms = (("B1 Ny vagtplan i\nhjemmeplejen", 75, 20), ("B2 Nye lokaler", 300, ""), ("B3 Lys\ni gader", 90, ""))
    found = read(
        "Sparekatalog 2027, Vejle Kommune", "", *(line for one in forms for line in block.format(*one).split("\n"))
    )
    assert [(one.code, one.title, one.saving_tkr, one.cost_tkr, one.phase_in_year) for one in found.proposals] == [
        ("B1", "Ny vagtplan i hjemmeplejen", 75, 20, 2028),
        ("B2", "Nye lokaler", 300, None, 2028),
        ("B3", "Lys i gader", 90, None, 2028),
    ]


def test_a_label_that_nobody_knows_is_a_column_and_no_part_of_the_value_above() -> None:
    """It is listed as not read; what stands behind it belongs to nothing else."""
    block = [
        "Titel: Ny vagtplan",
        "Kort beskrivelse: Fælles plan.",
        "Oversætter: Bo",
        "Besparelse, t.kr.: 1.200",
        "Hund: Kaj",
    ]
    found = read("Sparekatalog 2027, Vejle Kommune", "", *block)
    assert [(one.title, one.summary, one.saving_tkr) for one in found.proposals] == [
        ("Ny vagtplan", "Fælles plan.", 1200)
    ]
    assert said(found, "column_unread") == [{"column": "Oversætter"}, {"column": "Hund"}]


HEADS = {
    "a note": ["Notat", "", "Emne: Mindre på veje", "Til: Teknikudvalget", "Fra: Vej og Park", "Dato: 3. maj 2026",
               "Sagsnr.: 26-123", "Sagsbehandler: Bo Hansen"],
    "an e-mail": ["Subject: Forslag", "From: bo@sandvig.example", "To: ida@sandvig.example", "", "Kære udvalg"],
    "an agenda": ["Mødedato: 3. maj 2026", "Mødested: Rådhuset", "Ansvarlig: Sekretariatet", "Emne: Budget 2027"],
    "a head of cells": ["Til\tTeknikudvalget", "Emne\tMindre på veje", "Ansvarlig\tVej og Park", "Dato\t3. maj 2026"],
}  # fmt: skip


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_the_head_of_a_letter_is_no_form(head: list[str]) -> None:
    """Its date is no deadline, and who wrote it answers for nothing."""
    prose = (
        "Vejle Kommune har brug for at spare på økonomien. Forvaltningen foreslår udvalget en besparelse på driften.",
        "Budgettet for 2027 nedsættes med 300.000 kr., og kommunens afdeling foreslår en investering i nye lamper.",
    )
    found = read(*head, "", *prose, "", "Med venlig hilsen")
    assert (found.kind, found.proposals, found.milestones) == ("letter", (), ())


def test_a_form_below_the_head_of_a_letter_is_read() -> None:
    block = ("Titel: Ny vagtplan", "Udvalg: Teknikudvalget", "Besparelse, t.kr.: 1.200", "Ansvarlig: Vej og Park")
    found = read("Til: Vejle Kommune", "Fra: Vej", "Dato: 3. maj 2026", "", *block)
    assert [(one.title, one.responsible, one.saving_tkr) for one in found.proposals] == [
        ("Ny vagtplan", "Vej og Park", 1200)
    ]


def test_the_next_step_is_the_goal_of_a_plan_and_not_of_a_status_report() -> None:
    """What a heading means may depend on what stands beside it."""
    plan = table(
        "Initiativ | Næste skridt | Frist", "Ny plan | Udbud sendt ud | maj 2027", "Lamper | Aftale sluttet | 2028"
    )
    assert [(one.title, one.goal) for one in plan.milestones] == [
        ("Ny plan", "Udbud sendt ud"),
        ("Lamper", "Aftale sluttet"),
    ]
    followed = table("Initiativ | Status | Næste skridt | Frist", "Ny plan | Forsinket | Udbud sendt ud | maj 2027")
    assert [(one.title, one.handling) for one in followed.statuses] == [("Ny plan", "Udbud sendt ud")]


# ---------------------------------------------------------------- the document


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Københavns Kommunes status på effektiviseringer, juni 2026", "København"),
        ("Status for Høje-Taastrup Kommune, juni 2026", "Høje-Taastrup"),
        ("Silkeborg: status på besparelser", "Silkeborg"),
        ("Status på besparelser", ""),
    ],
)
def test_the_municipality_is_the_one_that_is_named(title: str, name: str) -> None:
    """With a genitive, with or without "Kommune"; none is never Copenhagen."""
    found = table("Nr. | Tiltag | Status", "SOF-12 | Ny vagtplan | I gang", top=(title, ""))
    assert found.statuses[0].municipality == name
    assert bool(said(found, "no_municipality")) == (not name)


def test_a_plan_is_no_status_report() -> None:
    """Goals and names may hold the words of another heading ("Status forelagt", "Budget til kurser")."""
    rows = ("Status forelagt udvalget | Budget til kurser, type B | medio 2027 | Team Indkøb",) * 2
    assert len(table("Handlinger | Tema og titel | Afsluttes | Kontaktperson", *rows).milestones) == 2


def test_a_list_of_few_words_is_danish_enough() -> None:
    """A list has no small words by which a language is known."""
    assert (
        len(
            read("Projekt;Tovholder;Deadline", "Digital post;Stab;1. maj 2026", "Ny hal;Teknik;1. juni 2026").milestones
        )
        == 2
    )


def test_a_table_that_gave_nothing_says_so() -> None:
    """It is no letter, whatever stands around it."""
    found = table("Tiltag | Status", "Ny vagtplan | I gang", "", "Abc | Def | Ghi", "Ja | Nej | Ja", "Nej | Ja | Ja")
    assert len(found.statuses) == 1
    assert said(found, "rows_without_heading") or said(found, "table_unread")


def test_a_list_of_documents_is_no_status_report() -> None:
    """A file that is called "status-juni-2025.txt" gives a column no status."""
    rows = (
        "Fil | Slags | Indhold",
        "status-juni-2025.txt | opfølgning | 13 rækker i 3 områder",
        "status-december-2025.txt | opfølgningen efter den | 13 rækker i 3 områder og en ny",
        "strategi-status-2025.txt | notat om strategien | 2 tabeller med tekst omkring",
    )
    with pytest.raises(Refused):
        table(*rows)


def test_the_known_kinds_are_asked_first() -> None:
    """What a special reader recognises is never taken by the reader of any table; prose comes last of all."""
    names = [kind.KIND for kind in kinds.KINDS]
    assert names[-2:] == ["table", "letter"]


@pytest.mark.parametrize("mark", ["*", "**", "1)", "3)", "⁴"])
def test_a_footnote_is_no_row_whatever_its_mark(mark: str) -> None:
    assert grids.is_note(f"{mark} Tallene er foreløbige.")


def test_a_list_of_committees_is_no_list_of_proposals() -> None:
    """Without money, status or a deadline a remark is no title: the table gives nothing, and that is said."""
    found = table("Kode | Forslag | Status", "A1 | Færre biler | I gang", "A2 | Flere træer | I gang", top=TOP)
    assert len(found.statuses) == 2
    with pytest.raises(Refused):
        table("Udvalg | Ansvarlig | Bemærkning", "Byrådet | Ida | Mødes hver måned", "Børneudvalget | Bo | Nyt")


# ---------------------------------------------------------------- what looks like a yearly saving and is none


NO_SAVING = [
    "Besparelse i procent",
    "Besparelse (%)",
    "Reduktion, årsværk",
    "Besparelse, antal timer",
    "Akkumuleret besparelse",
    "Besparelse 2027-2030",
    "Besparelse over perioden",
    "Besparelse pr. borger (kr.)",
    "Månedlig besparelse",
    "Besparelse 1. kvartal",
    "Manglende besparelse",
]


@pytest.mark.parametrize("heading", NO_SAVING)
def test_what_is_no_money_or_a_sum_of_years_is_no_saving(heading: str) -> None:
    """Nor what is saved on each, or for a shorter time, or not at all. It is said, whatever the unit above."""
    found = table(f"Forslag | {heading} | Udvalg", "Ny plan | 5 | Byrådet", "Nye lamper | 10 | Byrådet")
    assert [one.saving_tkr for one in found.proposals] == [None, None]
    assert said(found, "column_unread") == [{"column": heading}]


def test_the_years_below_such_a_group_are_still_years() -> None:
    found = table("Forslag | Besparelse 2027-2028 | ", " | 2027 | 2028", "Ny plan | 5 | 10", "Nye lamper | 1 | 2")
    assert [dict(one.saving_by_year) for one in found.proposals] == [{2027: 5, 2028: 10}, {2027: 1, 2028: 2}]


def test_amounts_are_no_codes_where_no_word_says_so() -> None:
    found = table("Forslag | Fra | Til | Frist", "Ny plan | 12.000 | 11.700 | 2027", "Lamper | 8.000 | 7.600 | 2028")
    assert [one.code for one in found.milestones] == [None, None]


def test_the_title_says_what_amounts_are_where_a_heading_does_not() -> None:
    """A catalogue of savings lists savings under "Beløb"; a budget is what there is to save from."""
    top = ("Sparekatalog 2027, Vejle Kommune", "Alle beløb i 1.000 kr.", "")
    found = table("Prioritet | Forslag | Beløb | Budget", "1 | Ny plan | 300 | 900", "3 | Lamper | 400 | 800", top=top)
    assert [one.saving_tkr for one in found.proposals] == [300, 400]
    assert {"column": "Budget"} in [*said(found, "money_unread"), *said(found, "column_unread")]


def test_an_amount_that_cannot_be_read_takes_no_other_with_it() -> None:
    """Kept as printed, and said for each."""
    found = table("Forslag | Besparelse", "Ny plan | 300-400", "Nye lamper | 500", "Lukket dør | op til 900")
    assert [(one.saving_tkr, one.saving_text) for one in found.proposals] == [
        (None, "300-400"),
        (500, "500"),
        (None, "op til 900"),
    ]
    assert [one["text"] for one in said(found, "status_number")] == ["300-400", "op til 900"]


@pytest.mark.parametrize("headings", [("Status juni", "Status december"), ("Status BO1", "Status BO2")])
def test_the_last_of_several_rounds_is_the_status(headings: tuple[str, str]) -> None:
    """Where nobody says a year."""
    found = table(f"Forslag | {' | '.join(headings)}", "Ny plan | I gang | Gennemført", "Lamper | Forsinket | Stoppet")
    assert [one.status for one in found.statuses] == ["Gennemført", "Stoppet"]
    assert said(found, "column_unread") == [{"column": headings[0]}]


def test_an_area_names_the_rows_where_nothing_else_does_and_each_row_has_its_own() -> None:
    """Beside a code, a status or a summary; areas with nothing but an amount are no proposals."""
    rows = ("Ny vagtplan om natten | TM-1 | 300", "Nye lamper i byen | TM-2 | 400")
    found = table("Indsatsområde | Kode | Besparelse", *rows)
    assert [(one.title, one.code) for one in found.proposals] == [
        ("Ny vagtplan om natten", "TM1"),
        ("Nye lamper i byen", "TM2"),
    ]


def test_days_from_which_something_counts_are_the_deadlines_of_a_plan() -> None:
    found = table(
        "Trin | Virkning fra | Leder", "Aftale sluttet | 1. maj 2027 | Bo Holm", "Udbud | ultimo 2027 | Ida Vang"
    )
    assert [str(one.all_dues[0][1]) for one in found.milestones] == ["2027-05-01", "2027-12-31"]


@pytest.mark.parametrize("heading", ["Budgetnr.", "Tiltagsnr", "Ident"])
def test_the_number_of_anything_is_its_code(heading: str) -> None:
    found = table(f"Forslag | {heading} | Besparelse", "Ny plan | TM-1 | 300", "Lamper | TM-2 | 400")
    assert [one.code for one in found.proposals] == ["TM1", "TM2"]


def test_a_code_in_brackets_behind_each_title_is_its_code() -> None:
    found = table(
        "Initiativ | Status | Udvalg | Besparelse",
        "Genforhandling af aftalen om vikarer (IP23) | I gang | Teknikudvalget | 1.200",
        "Nye lokaler (IP24) | Forsinket | Ældreudvalget | 300",
    )
    assert [(one.code, one.title) for one in found.statuses] == [
        ("IP23", "Genforhandling af aftalen om vikarer"),
        ("IP24", "Nye lokaler"),
    ]


@pytest.mark.parametrize(("heading", "printed"), [("Vedtaget", "2023"), ("Vedtaget i budget", "B2023")])
def test_the_year_of_a_budget_stands_under_any_name_of_its_adoption(heading: str, printed: str) -> None:
    found = table(
        f"Nr. | Initiativ | Status | {heading} | Besparelse",
        f"IP23 | Ny vagtplan | I gang | {printed} | 1.200",
        f"IP24 | Nye lokaler | Forsinket | {printed} | 300",
    )
    assert [one.budget_year for one in found.statuses] == [2023, 2023]
    assert not said(found, "column_unread")


def test_adopted_with_yes_and_no_is_no_year() -> None:
    found = table(
        "Nr. | Forslag | Vedtaget | Besparelse",
        "IP23 | Ny vagtplan | Ja | 1.200",
        "IP24 | Nye lokaler | Nej | 300",
    )
    assert [one.adopted for one in found.proposals] == [True, False]


def test_words_that_headings_beside_each_other_begin_with_are_their_group() -> None:
    """A file repeats a merged heading over its columns: each is named by its own words, and the unit is that of all."""
    money = "Økonomi (1.000 kr.) Engangsudgifter | Økonomi (1.000 kr.) Varig besparelse"
    rows = ("AB 01 | Fælles vagtplan | Ældre | 300 | 1.200", "AB 02 | Ny telefonaftale | Ældre | 90 | 250")
    head = f"Forslag Nr. | Forslag Tema | Forslag Område | {money}"
    found = table(head, *rows, top=("Sparekatalog 2027, Vejle Kommune", "")).proposals
    assert [(one.code, one.title, one.areas) for one in found] == [
        ("AB01", "Fælles vagtplan", ("Ældre",)),
        ("AB02", "Ny telefonaftale", ("Ældre",)),
    ]
    assert [(one.saving_tkr, one.cost_tkr) for one in found] == [(1200, 300), (250, 90)]


def test_a_form_is_named_by_the_line_with_its_code_above_what_is_said_of_it() -> None:
    """The text between a name and the labels is no name, and a line that goes on with the name is."""
    said = ("Sagen er set på udvalget.", "", "Besparelse (t.kr.)\t300", "Udvalg\tByrådet", "Fuld virkning\t2027", "")
    lines = [line for at in (1, 2, 3) for line in (f"MR 0{at}: Samarbejde om", "fælles vagtplan", *said)]
    found = read("Sparekatalog 2027, Vejle Kommune", "", *lines).proposals
    assert [(one.code, one.title, one.saving_tkr) for one in found] == [
        (f"MR0{at}", "Samarbejde om fælles vagtplan", 300) for at in (1, 2, 3)
    ]


def test_a_code_with_a_space_in_it_is_one_where_its_fellows_are() -> None:
    found = table("Tiltag | Status | Besparelse", *(f"MR {at} Ny vagtplan | Forsinket | 300" for at in (9, 10, 11)))
    assert [(row.code, row.title) for row in found.statuses] == [(f"MR{at}", "Ny vagtplan") for at in (9, 10, 11)]


def test_figures_below_no_heading_are_said() -> None:
    """Numbers that count the rows need none."""
    rows = ("1 | Ny vagtplan | 300 | 1.200", "2 | Nye lokaler | 90 | 250", "3 | Robotter | 10 | 75")
    found = table(" | Forslag | Besparelse (t.kr.) | ", *rows, top=("Sparekatalog 2027, Vejle Kommune", ""))
    (one,) = said(found, "column_nameless")
    assert (one["count"], one["text"]) == (3, "1.200")
    assert [record.saving_tkr for record in found.proposals] == [300, 90, 10]


def test_rows_that_contradict_each_other_or_themselves_are_said() -> None:
    """A second opinion that the table itself gives: the same case twice, and a remark against its own row."""
    rows = (
        "Nr. | Forslag | Status | Besparelse | Bemærkning",
        "AB01 | Nye lokaler til skolen | Følger planen | -300 | Projektet er forsinket et år.",
        "AB02 | Nyt tag | Forsinket | -20 |",
        "AB01 | Nye lokaler til skolen | Forsinket | -350 |",
        "AB02 | Fælles vagtplan i plejen | Forsinket | -350 |",
    )
    found = table(*rows)
    assert [one["case"] for one in said(found, "as_planned_but_late")] == ["AB01"]
    assert [(one["other_status"], one["status"]) for one in said(found, "case_with_two_statuses")] == [
        ("Følger planen", "Forsinket")
    ]
    assert [one["other_title"] for one in said(found, "code_of_two_cases")] == ["Nyt tag"]


def test_a_column_that_alone_is_painted_in_several_colours_is_the_status_whatever_its_heading() -> None:
    """ "Gevinst" over "Sikret" on green, "Usikker" on yellow; rows painted from side to side are decoration."""
    cells = (("Sikret", "green"), ("Usikker", "yellow"), ("Sikret", "green"), ("Tabt", "red"), ("Ikke vurderet", ""))
    lines = ["Status i Greve Kommune", "", "Gevinst\tNr.\tProjekt\tInvestering (1.000 kr.)"]
    lines += [f"{text}\tAB0{at}\tForslag om {at} ting\t30" for at, (text, _) in enumerate(cells)]
    fills = {(at, 0): colour for at, (_, colour) in enumerate(cells, 3) if colour}
    one = kinds.read_document(Document("a.pdf", tuple(lines), fills=fills))
    assert [(row.status, row.colour) for row in one.statuses] == [(text, colour or None) for text, colour in cells]
    whole = {(line, place): colour for (line, _), colour in fills.items() for place in range(4)}
    assert not kinds.read_document(Document("a.pdf", tuple(lines), fills=whole)).statuses
