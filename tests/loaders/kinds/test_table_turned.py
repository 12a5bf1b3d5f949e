"""Cases that stand otherwise than one below the other, a row each: as columns, in several rows, in cards."""

from loaders import files, kinds
from records import Loaded

TOP = ("Status på forslag i Faaborg-Midtfyn Kommune", "")


def read(*lines: str) -> Loaded:
    return kinds.read_document(files.document_from("liste.txt", "\n".join((*TOP, *lines)).encode()))


def shown(found: Loaded) -> list[tuple[object, ...]]:
    return [(row.code, row.title, row.area, row.status, row.remark, row.saving_tkr) for row in found.statuses]


CASES = [
    ("A1", "Skoler samles", "Skole", "Gennemført", "Der er samlet.", -420.0),
    ("A2", "Nyt skoletag", "Vej", "Forsinket", "", -310.0),
    ("A3", "Bedre vejbroer", "Vej", "Forsinket", "Venter.", -52.0),
]


def test_cases_may_be_columns() -> None:
    """A table on its side, also one that goes on below with further cases."""
    upper = (
        "Nr.\tA1\tA2",
        "Forslag\tSkoler samles\tNyt skoletag",
        "Område\tSkole\tVej",
        "Status\tGennemført\tForsinket",
    )
    upper = (*upper, "Bemærkning\tDer er samlet.\t", "Besparelse (t.kr.)\t-420\t-310")
    lower = ("Nr.\tA3\tA4", "Forslag\tBedre vejbroer\tNy vej", "Område\tVej\tVej", "Status\tForsinket\tOpgivet")
    found = read(*upper, "", *lower, "Bemærkning\tVenter.\t", "Besparelse (t.kr.)\t-52\t-1")
    assert shown(found) == [*CASES, ("A4", "Ny vej", "Vej", "Opgivet", "", -1.0)]
    assert not found.findings


def test_a_table_whose_first_row_names_columns_is_not_turned() -> None:
    """Also where its cases are called as fields are."""
    head = "Forslag\tStatus\tBesparelse (t.kr.)"
    found = read(head, "Investering i it\tGennemført\t-420", "Besparelse på vikarer\tForsinket\t-310")
    assert [row.title for row in found.statuses] == ["Investering i it", "Besparelse på vikarer"]


def test_a_column_without_a_title_is_said() -> None:
    found = read("Nr.\tA1\tA2\tA3", "Forslag\tSkoler samles\tNyt skoletag", "Status\tGennemført\tForsinket\tOpgivet")
    assert [row.code for row in found.statuses] == ["A1", "A2"]
    assert "row_unread" in [one.kind for one in found.findings]


def test_cases_may_take_two_rows_below_a_heading_of_two() -> None:
    head = ("Nr.\tForslag\tStatus", "Område\tBemærkning\tBesparelse (t.kr.)")
    rows = [
        f"{code}\t{title}\t{status}\n{area}\t{remark}\t{saving:.0f}"
        for code, title, area, status, remark, saving in CASES
    ]
    assert shown(read(*head, *rows)) == CASES
    assert shown(read(*head, *rows[:1], *head, *rows[1:])) == CASES


def test_rows_that_are_all_alike_are_cases_each() -> None:
    """Nothing in them tells a first row from a second."""
    rows = (
        "A1\tSkoler samles\tGennemført",
        "A2\tNyt skoletag\tForsinket",
        "A3\tBedre vejbroer\tOpgivet",
        "A4\tNy vej\tOpgivet",
    )
    found = read("Nr.\tForslag\tStatus", "Kode\tTitel\tTilstand", *rows)
    assert [row.code for row in found.statuses][-4:] == ["A1", "A2", "A3", "A4"]


def test_a_heading_may_stand_above_each_row_of_each_case() -> None:
    lines = [
        line
        for code, title, area, status, remark, saving in CASES
        for line in (
            "Nr.\tForslag\tOmråde",
            f"{code}\t{title}\t{area}",
            "Status\tBemærkning\tBesparelse (t.kr.)",
            f"{status}\t{remark}\t{saving:.0f}",
            "",
        )
    ]
    assert shown(read(*lines)) == CASES


def test_a_card_may_leave_any_field_blank() -> None:
    """A label without a value is no heading, and takes nothing from the next card."""
    cards = [
        (
            f"{code} {title}",
            "",
            f"Område\t{area}\tStatus\t{status}",
            f"Besparelse\t{saving:.0f} t.kr.\tIndfaset\t",
            f"Bemærkning\t{remark}\t\t",
            "",
        )
        for code, title, area, status, remark, saving in CASES
    ]
    assert shown(read(*(line for card in cards for line in card))) == CASES


def test_a_heading_may_go_on_with_the_month_that_it_is_of() -> None:
    """And a group that gives a unit gives it to the amounts to its right."""
    head = (
        "Nr.\tTitel\tVedtaget\tBeløb i 1.000 kr.\t\tStatus",
        "\t\tbudgetår\tUdgift til investering\tVarig effekt\tnovember 2025",
    )
    found = read(*head, "A1\tSkoler samles\t2025\t350\t-420\tGennemført", "A2\tNyt skoletag\t2024\t\t-310\tForsinket")
    rows = [(row.code, row.budget_year, row.investment_tkr, row.saving_tkr, row.status) for row in found.statuses]
    assert rows == [("A1", 2025, 350.0, -420.0, "Gennemført"), ("A2", 2024, None, -310.0, "Forsinket")]


def test_the_rest_of_a_title_may_stand_in_the_next_row() -> None:
    """In its column, or as a line of its own where the title ends with a word that something must follow."""
    head = ("Beløb i 1.000 DKK", "", "Nr.\tForslag\tStatus\tBesparelse")
    rows = (
        "A1\tTilpasning af tilbuddene på\tForsinket\t689-",
        "\thandicapområdet\t\t",
        "A2\tNyt skoletag\tForsinket\t310-",
    )
    later = ("A3\tNye koordinatorer på\tForsinket\t52-", "", "plejecentre", "", "A4\tBedre vejbroer\tForsinket\t80-")
    found = read(*head, *rows, *later)
    assert [(row.title, row.saving_tkr) for row in found.statuses] == [
        ("Tilpasning af tilbuddene på handicapområdet", -689.0),
        ("Nyt skoletag", -310.0),
        ("Nye koordinatorer på plejecentre", -52.0),
        ("Bedre vejbroer", -80.0),
    ]


def test_a_mark_before_a_sum_is_no_code() -> None:
    """And a heading without a column gives the unit of the others."""
    head = "Nr.\tForslag\tBesparelse\tStatus\tBeløb i 1.000 DKK"
    rows = ("A1\tNyt skoletag\t310-\tForsinket", "A2\tBedre vejbroer\t52-\tForsinket")
    found = read("Område: Social og Sundhed", "", head, *rows, "*\tSum Social og Sundhed\t362-\t", "**\tTotal\t362-\t")
    assert [(row.code, row.saving_tkr) for row in found.statuses] == [("A1", -310.0), ("A2", -52.0)]
    assert [one.kind for one in found.findings] == ["total_row", "total_row"]


def test_a_cell_may_begin_with_the_name_of_what_it_holds() -> None:
    """The name stands above its value, and both are one text. A title with a colon is no label."""
    cards = [
        (
            f"{code} · {title}",
            "",
            f"Område {area}\tStatus {status}",
            f"Besparelse (t.kr.) {saving:.0f}\tBudgetår 2025",
            "",
        )
        for code, title, area, status, _, saving in CASES
    ]
    found = read(*(line for card in cards for line in card), "B4 · Sygepenge: tidlig kontakt", "", *cards[0][2:])
    assert [(row.code, row.title, row.area, row.status, row.saving_tkr) for row in found.statuses] == [
        *((code, title, area, status, saving) for code, title, area, status, _, saving in CASES),
        ("B4", "Sygepenge: tidlig kontakt", "Skole", "Gennemført", -420.0),
    ]


def test_texts_that_begin_with_the_name_of_a_field_are_no_labels() -> None:
    """Titles in a table that has a heading."""
    head = "Nr.\tForslag\tStatus"
    found = read(head, "A1\tBesparelse på vikarer\tStatus quo", "A2\tBesparelse på biler\tForsinket")
    assert [row.title for row in found.statuses] == ["Besparelse på vikarer", "Besparelse på biler"]


FIGURES = ("Investering\t–", "Årlig besparelse (t.kr.)\t-310", "Fuld virkning fra\t2025")


def cards(*heads: tuple[str, ...], foot: str = "") -> list[str]:
    """Cards of which only the figures have labels."""
    return [
        line
        for number, head in enumerate(heads, 1)
        for line in (*head, "", *FIGURES, "", f"{foot} {number}".strip(), "")
    ]


def test_cards_may_have_heads_without_labels() -> None:
    """Code, budget and area, a title of several lines, a status. A line below each of them is no remark."""
    found = read(
        *cards(
            ("A1 · budget 2024 · Skole", "Skoler samles", "", "Gennemført"),
            ("A2 · budget 2025 · Senior", "Aktivitetshuset holder", "lukket om fredagen", "", "Droppet"),
            ("A3 · budget 2025 · Teknik", "Nyt skoletag", "", "Forsinket"),
            foot="Bilag",
        )
    )
    rows = [(row.code, row.title, row.status, row.area, row.budget_year, row.remark) for row in found.statuses]
    assert rows == [
        ("A1", "Skoler samles", "Gennemført", "Skole", 2024, ""),
        ("A2", "Aktivitetshuset holder lukket om fredagen", "Droppet", "Senior", 2025, ""),
        ("A3", "Nyt skoletag", "Forsinket", "Teknik", 2025, ""),
    ]


def test_a_text_below_a_card_is_its_remark() -> None:
    one, two, three = (
        (f"A{at} · budget 2024 · Skole", f"Titel nummer {at}", "", "Forsinket", "", *FIGURES, "") for at in (1, 2, 3)
    )
    found = read(*one, "Frivillige holder åbent.", "", *two, *three, "Opgaven er i udbud", "hos to firmaer.")
    assert [row.remark for row in found.statuses] == [
        "Frivillige holder åbent.",
        "",
        "Opgaven er i udbud hos to firmaer.",
    ]


def test_cards_stand_in_the_area_above_them_and_below_a_title_that_reads_as_a_label() -> None:
    """Their codes may be numbers of a year, which are also those of its months."""
    lines = ["Status på investeringer", "Faaborg-Midtfyn Kommune, oktober 2025. Beløb i t.kr.", ""]
    for area, codes in (("Sundhed og Omsorg", ("2024/07", "2025/02")), ("Børn og Unge", ("2024/11", "2025/05"))):
        lines += [area, ""]
        for code in codes:
            lines += [f"{code} Tiltag om {code[-2:]} ting", "", "Budgetår\t2024\tStatus\tForsinket"]
            lines += [f"Investering\t450\tÅrlig gevinst\t{int(code[-2:])}00", ""]
    found = kinds.read_document(files.document_from("liste.txt", "\n".join(lines).encode()))
    assert [(row.code, row.title, row.area, row.saving_tkr) for row in found.statuses] == [
        ("2024/07", "Tiltag om 07 ting", "Sundhed og Omsorg", 700.0),
        ("2025/02", "Tiltag om 02 ting", "Sundhed og Omsorg", 200.0),
        ("2024/11", "Tiltag om 11 ting", "Børn og Unge", 1100.0),
        ("2025/05", "Tiltag om 05 ting", "Børn og Unge", 500.0),
    ]


def test_labels_of_one_card_name_no_area_of_the_next() -> None:
    cards = (("A1 Ny skole", "Skole"), ("A2 Nyt tag", "Ældre"), ("A3 Ny bro", "Vej"))
    lines = [
        line for title, area in cards for line in (title, "Status: Forsinket", "Effekt: 310", f"Område: {area}", "")
    ]
    assert [row.area for row in read("Beløb i t.kr.", "", *lines).statuses] == ["Skole", "Ældre", "Vej"]


def test_a_table_below_the_title_of_its_sheet_is_not_turned() -> None:
    """Titles that sound as fields do ("Afvikling af …", "Besparelse på …") are no names of fields: the first row of
    several cells names the columns."""
    head = ("Tiltag 2027\t\t", "Tiltag\tStatus\tBesparelse (t.kr.)")
    titles = ("Afvikling af lejemål", "Færre konsulenter", "Ny status på puljer", "Udvalg for færre møder")
    found = read(*head, *(f"{title}\tGennemført\t-{at}00" for at, title in enumerate(titles, 1)))
    assert [(row.title, row.saving_tkr) for row in found.statuses] == [
        (title, -100.0 * at) for at, title in enumerate(titles, 1)
    ]
