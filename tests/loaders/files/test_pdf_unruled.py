"""Tables whose rows nobody drew, as Word, Excel and browsers print them: headings that are turned or stand at the foot
of their cells, rows that go on on the next page, names of areas between them."""

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from loaders import files
from loaders.files.pdf import breaks, rests
from loaders.files.pdf.shapes import Box
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow
from loaders.kinds import read_document
from loaders.kinds.statuses import columns
from records import Loaded

pytestmark = pytest.mark.usefixtures("read_here")

XS = (30, 66, 186, 276, 366, 466, 526, 586, 636, 716, 800)
HEAD = (
    "Vedtaget|budgetår",
    "Titel på forslag",
    "Forslagstype",
    "Status|december 2024",
    "Bemærkning",
    "Samlet|investering|1000. kr.",
    "Samlet|effektivisering|1000. kr.",
    "Fuld ind-|faset år",
    "Håndtering",
    "Konsekvens|efter|håndtering",
)
CASES = (
    ("2024", "HA01 - Fælles|vagtplan", "Investering", "Forløber som|planlagt", "", "1.200", "-300", "2026", "", ""),
    (
        "2025",
        "HA02 - Natkørsel",
        "Effektivisering",
        "Forløber som|planlagt",
        "Er i gang.",
        "",
        "-150",
        "2027",
        "",
        "Ingen.",
    ),
    ("2023", "HA03 - Færre|kvadratmeter", "Investering", "Forløber som|planlagt", "", "450", "-75", "2025", "", ""),
)
WITH_AREA = (30, 80, *(x + 60 - (x - 66) * 0.08 for x in XS[1:]))
SIZE, LEADING = 8, 9.6
RIGHT = (0, 5, 6, 7)


class Printed:
    """Pages on which each row of a table is printed below the one before; no line is drawn but where it is told."""

    def __init__(self) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=landscape(A4), invariant=1)
        self.page()
        self.line("Opfølgning på effektiviseringer i Københavns Kommune, december 2024")
        self.top -= 10

    def page(self) -> None:
        self.canvas.setFont("Helvetica", SIZE)
        self.top = 560.0

    def new_page(self) -> None:
        self.canvas.showPage()
        self.page()

    def line(self, text: str, x: float = XS[0] + 2) -> None:
        self.canvas.drawString(x, self.top - SIZE, text)
        self.top -= LEADING + 3

    def cell(self, at: int, lines: Sequence[str], top: float, xs: Sequence[float] = XS) -> None:
        for number, text in enumerate(lines):
            y = top - SIZE - number * LEADING
            if at in RIGHT and text[-1:].isdigit():
                self.canvas.drawRightString(xs[at + 1] - 2, y, text)
            else:
                self.canvas.drawString(xs[at] + 2, y, text)

    def row(self, texts: Sequence[str], *, foot: bool = False, xs: Sequence[float] = XS) -> None:
        held = [text.split("|") for text in texts]
        most = max(map(len, held))
        for at, lines in enumerate(held):
            self.cell(at, lines, self.top - (LEADING * (most - len(lines)) if foot else 0), xs)
        self.top -= LEADING * most + 4

    def turned(self, upright: int, *, at_foot: bool, last: bool) -> None:
        """The heading, all but the first columns running up, which a browser paints after the others (`last`)."""
        height = 56.0
        self.top -= 8

        def first() -> None:
            for at in range(upright):
                lines = HEAD[at].split("|")
                self.cell(at, lines, self.top - (height - LEADING * len(lines) if at_foot else 0))

        def others() -> None:
            for at in range(upright, len(HEAD)):
                for number, text in enumerate(HEAD[at].split("|")):
                    self.canvas.saveState()
                    self.canvas.translate(XS[at] + 2 + SIZE + number * LEADING, self.top - height)
                    self.canvas.rotate(90)
                    self.canvas.drawString(0, 0, text)
                    self.canvas.restoreState()

        for part in (first, others) if last else (others, first):
            part()
        self.top -= height + 4

    def loaded(self) -> Loaded:
        self.canvas.save()
        return read_document(files.document_from("status.pdf", self.out.getvalue()))


def seen(loaded: Loaded) -> list[tuple[object, ...]]:
    return [
        (one.code, one.budget_year, one.investment_tkr, one.saving_tkr, one.phase_in_year) for one in loaded.statuses
    ]


CASES_SEEN = [("HA01", 2024, 1200, -300, 2026), ("HA02", 2025, None, -150, 2027), ("HA03", 2023, 450, -75, 2025)]


@pytest.mark.parametrize("at_foot", [False, True])
@pytest.mark.parametrize("last", [False, True])
def test_a_heading_that_runs_up_is_the_heading_of_its_columns(*, at_foot: bool, last: bool) -> None:
    """Some names run up and the first ones across, which the program paints before or after them; on each page anew."""
    page = Printed()
    page.line("Voksne med handicap")
    page.turned(2, at_foot=at_foot, last=last)
    for case in CASES[:2]:
        page.row(case)
    page.new_page()
    page.turned(2, at_foot=at_foot, last=last)
    page.row(CASES[2])
    loaded = page.loaded()
    assert seen(loaded) == CASES_SEEN
    assert {one.area for one in loaded.statuses} == {"Voksne med handicap"}


def test_a_heading_at_the_foot_of_its_cells_heads_rows_at_their_tops() -> None:
    page = Printed()
    page.row(HEAD, foot=True)
    page.line("Voksne med handicap")
    for case in CASES:
        page.row(case)
    loaded = page.loaded()
    assert seen(loaded) == CASES_SEEN
    assert {one.area for one in loaded.statuses} == {"Voksne med handicap"}


def test_a_row_alone_on_the_last_page_goes_on_with_the_table() -> None:
    """Its year touches its title; the columns are those of the page before."""
    page = Printed()
    page.row(HEAD)
    for case in CASES[:2]:
        page.row(case)
    page.new_page()
    page.row(CASES[2])
    assert seen(page.loaded()) == CASES_SEEN


def test_the_rest_of_a_row_stands_below_what_a_browser_prints_at_the_top() -> None:
    page = Printed()
    page.line("Voksne med handicap")
    page.row(HEAD)
    page.row(CASES[0])
    page.row((*CASES[1][:4], "Systemet er taget|i brug, men stikprøven|på 40", *CASES[1][5:]))
    page.new_page()
    page.line("11/29/26, 11:20 PM", x=12)
    page.top -= 10
    page.row(("", "", "", "", "sager mangler. Lokalerne|er nu klar.", "", "", "", "", ""))
    page.row(CASES[2])
    loaded = page.loaded()
    assert seen(loaded) == CASES_SEEN
    assert {one.area for one in loaded.statuses} == {"Voksne med handicap"}
    remark = "Systemet er taget i brug, men stikprøven på 40 sager mangler. Lokalerne er nu klar."
    assert loaded.statuses[1].remark == remark


@pytest.mark.parametrize(("title", "gap"), [("", 0), ("|i hjemmeplejen", 14)])
def test_the_rest_of_a_row_stands_above_rows_and_notes(title: str, gap: float) -> None:
    """It begins with a figure, and is no page furniture: the next row stands close below it, or it stands in several
    columns."""
    page = Printed()
    page.row(HEAD)
    page.row(CASES[0])
    page.row((*CASES[1][:4], "Udbuddet ventes|afgjort i", *CASES[1][5:]))
    page.new_page()
    page.row(("", title[1:], "", "", "2. kvartal.", "", "", "", "", ""))
    page.top -= gap
    page.row(CASES[2])
    page.row(("2023", "HA04 - Fælles|bygninger", *CASES[2][2:]))
    page.line("1 Opgjort i priser for 2026.")
    loaded = page.loaded()
    assert [one.remark for one in loaded.statuses] == ["", "Udbuddet ventes afgjort i 2. kvartal.", "", ""]
    assert len(loaded.statuses) == len(CASES) + 1
    assert loaded.statuses[1].title == f"Natkørsel{title}".replace("|", " ")


def test_the_rest_of_a_row_stands_alone_on_a_page_with_a_foot() -> None:
    page = Printed()
    page.row(HEAD)
    page.row(CASES[0])
    page.row((*CASES[1][:4], "Systemet er taget|i brug, men stikprøven|på 40", *CASES[1][5:]))
    page.new_page()
    page.row(("", "", "", "", "sager mangler.", "", "", "", "", ""))
    page.top = 30
    page.line("Center for Økonomi")
    (_, case) = page.loaded().statuses
    assert case.remark == "Systemet er taget i brug, men stikprøven på 40 sager mangler."


def test_a_name_below_the_last_row_of_a_page_is_no_part_of_its_year() -> None:
    """It stands below a figure and below all else of the row: it names the rows of the next page."""
    page = Printed()
    page.row(HEAD)
    page.line("Voksne med handicap")
    page.row(CASES[0])
    page.row(CASES[1])
    page.top += 3
    page.line("Dagtilbud")
    page.new_page()
    page.row(HEAD)
    page.row(CASES[2])
    loaded = page.loaded()
    assert seen(loaded) == CASES_SEEN
    assert [one.area for one in loaded.statuses] == ["Voksne med handicap"] * 2 + ["Dagtilbud"]


@pytest.mark.parametrize("body", [False, True])
def test_only_the_heading_has_its_columns_drawn(*, body: bool) -> None:
    """The rows below it, in a box of their own or in none, are its rows."""
    page = Printed()
    top = page.top
    page.row(HEAD, foot=True)
    page.canvas.grid(XS, (top, page.top))
    top = page.top
    page.top -= 4
    for case in CASES:
        page.row(case)
    if body:
        page.canvas.grid((XS[0], XS[-1]), (top, page.top))
    assert seen(page.loaded()) == CASES_SEEN


@pytest.mark.parametrize("high", [0, 40])
def test_a_heading_over_some_columns_is_no_area_below_one(high: float) -> None:
    """It stands in the very middle of the table, where an area may; but one stands above it, at the table's edge. The
    names of the columns may stand at the foot of high cells."""
    page = Printed()
    page.line("Voksne med handicap")
    page.canvas.drawCentredString((XS[0] + XS[-1]) / 2, page.top - SIZE, "Økonomi")
    page.top -= LEADING
    top = page.top
    page.top -= high
    rows = [top]
    for row in (HEAD, *CASES):
        page.row(row)
        rows.append(page.top)
    page.canvas.grid(XS, rows if not high else rows[:2])
    assert {one.area for one in page.loaded().statuses} == {"Voksne med handicap"}


def test_the_heading_of_several_columns_names_none_of_them() -> None:
    """Where a column has a name of its own below it."""
    heading = columns.read_heading(
        (
            "Titel",
            "Status",
            "Økonomi Investering",
            "Økonomi Besparelse",
            "Kompenserende handling Håndtering",
            "Kompenserende handling Er der tidligere foretaget kompenserende handling",
            "Kompenserende handling Konsekvens",
        )
    )
    assert heading is not None
    assert (heading.at["handling"], heading.at["compensated"], heading.at["consequence"]) == (4, 5, 6)


def test_a_single_letter_is_the_end_of_a_word() -> None:
    pieces = [CellLine("Kortere"), CellLine("sagsbehandlingsti", full=True), CellLine("d i byggesager")]
    assert breaks.join_cell_lines(pieces, frozenset(), anywhere=False) == "Kortere sagsbehandlingstid i byggesager"


def test_what_begins_as_no_word_does_is_the_end_of_one() -> None:
    pieces = [CellLine("ved tilbageholde", full=True), CellLine("nhed på"), CellLine("området.")]
    assert breaks.join_cell_lines(pieces, frozenset(), anywhere=False) == "ved tilbageholdenhed på området."


@pytest.mark.parametrize("at", [0.5, 1.0])
def test_a_name_in_a_cell_over_several_rows_is_that_of_the_first_of_them(at: float) -> None:
    """Nobody drew the cell, and the name stands in its middle or at its foot; it is painted before its first row."""
    page = Printed()
    page.row(("Område", *HEAD), xs=WITH_AREA)
    for area, cases in (("Dagtilbud", CASES[:2]), ("Kultur", CASES[2:])):
        lines = [max(len(text.split("|")) for text in case) for case in cases]
        height = sum(LEADING * count + 4 for count in lines[:-1]) + LEADING * (lines[-1] - 1)
        page.canvas.drawString(XS[0] + 2, page.top - SIZE - (height * at if len(cases) > 1 else 0), area)
        for case in cases:
            page.row(("", *case), xs=WITH_AREA)
    loaded = page.loaded()
    assert [one.area for one in loaded.statuses] == ["Dagtilbud", "Dagtilbud", "Kultur"]
    assert seen(loaded) == CASES_SEEN


@pytest.mark.parametrize(
    ("first", "is_heading"),
    [
        (("", "", "Budget", "Besparelse"), True),
        (("", "", "2024", "-300"), False),
        (("Sag", "", "Budget", "Besparelse"), False),
    ],
)
def test_names_above_those_that_run_up_are_no_rest_of_a_row(first: Sequence[str], *, is_heading: bool) -> None:
    """They stand at the top of a page, far above the other names, where the rest of the last row could stand."""
    names, below = (
        PdfRow(tuple(PdfCell((CellLine(text),) if text else ()) for text in texts), 2, Box(0, top, 99, top + 8), 8.0, 2)
        for texts, top in ((("Sag", "Art", "", ""), 42), (first, 96))
    )
    assert rests.completes(names, below) is is_heading
