"""Lines beside the cells of a table: the heading of some columns is no area, and a name in the middle is no cell."""

import io

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from loaders import files
from loaders.files.pdf import paging, reading, sections
from loaders.files.pdf.shapes import Box
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow
from loaders.files.pdf.words import Word
from loaders.kinds import read_document
from loaders.limits import Limits

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("read_here")]

XS = (30, 80, 240, 340, 470, 540, 600, 660, 720)
HEAD = (
    "Vedtaget år",
    "Titel på forslag",
    "Forslagstype",
    "Status december 2024",
    "Investering",
    "2023",
    "2024",
    "2025",
)
ROW = ("2023", "HA{} - Fælles vagtplan", "Effektivisering", "Forløber som planlagt", "100", "-10", "-20", "-30")
STEP = 14


class Sheet:
    """A page on which each row of a table is printed below the one before."""

    def __init__(self, *, ruled: bool) -> None:
        self.out, self.ruled = io.BytesIO(), ruled
        self.canvas = Canvas(self.out, pagesize=landscape(A4), invariant=1)
        self.canvas.setFont("Helvetica", 8)
        self.top = 550.0

    def line(self, text: str, x: float = XS[0], *, centre: bool = False) -> None:
        (self.canvas.drawCentredString if centre else self.canvas.drawString)(x, self.top - 10, text)
        self.top -= STEP

    def row(self, texts: tuple[str, ...]) -> None:
        for x, text in zip(XS, texts, strict=False):
            self.canvas.drawString(x + 3, self.top - 10, text)
        if self.ruled:
            self.canvas.grid(XS, (self.top, self.top - STEP))
        self.top -= STEP

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.out.getvalue()


def sheet(*, ruled: bool, over: str) -> bytes:
    page = Sheet(ruled=ruled)
    page.line("Opfølgning på effektiviseringer, december 2024")
    page.line("Alle beløb er i 1.000 kr.")
    page.line("")
    page.line("Voksne med handicap")
    page.line(over, (XS[5] + XS[8]) / 2, centre=True)
    page.row(HEAD)
    for number in range(11, 14):
        page.row(tuple(text.format(number) for text in ROW))
    return page.pdf()


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("over", ["Besparelse", "Budget", "Effekt i perioden"])
def test_the_heading_of_some_columns_is_no_area(over: str, *, ruled: bool) -> None:
    data = sheet(ruled=ruled, over=over)
    loaded = read_document(files.document_from("status.pdf", data))
    assert {row.area for row in loaded.statuses} == {"Voksne med handicap"}
    lines = reading.extract(data, Limits(), lambda page, of: None).lines
    assert next(line for line in lines if "\t" in line).split("\t")[5:] == [
        f"{over} {year}" for year in (2023, 2024, 2025)
    ]


def test_of_savings_year_by_year_the_last_one_is_the_lasting_one() -> None:
    loaded = read_document(files.document_from("status.pdf", sheet(ruled=False, over="Besparelse")))
    assert {row.saving_tkr for row in loaded.statuses} == {-30}


def test_the_name_of_an_area_may_stand_in_the_middle_of_its_table() -> None:
    page = Sheet(ruled=False)
    page.line("Opfølgning på effektiviseringer, december 2024")
    page.line("")
    page.row(HEAD)
    for name, first in (("Voksne med handicap", 11), ("Børn og unge", 13)):
        page.line(name, (XS[0] + XS[8]) / 2, centre=True)
        for number in (first, first + 1):
            page.row(tuple(text.format(number) for text in ROW))
    loaded = read_document(files.document_from("status.pdf", page.pdf()))
    assert [row.area for row in loaded.statuses] == ["Voksne med handicap"] * 2 + ["Børn og unge"] * 2


def test_what_stands_at_the_top_of_each_page_heads_no_columns() -> None:
    """On a further page the heading of a table may come right below it."""
    head = placed_row(60, "Kode", "Titel", "Status", "Ansvarlig")
    line = line_of("Fortroligt", 400, 45)
    found = sections.with_groups([line, head, placed_row(80, "AB01", "Lys", "God", "HR")], lambda row: row is line)
    assert found[1] == head
    headed = sections.with_groups([line, head, placed_row(80, "AB01", "Lys", "God", "HR")])
    assert headed[0].cells[-1].text == "Fortroligt Ansvarlig"
    seen = paging.printed_before(800, [(800, [line])])
    assert (seen(line), seen(head)) == (True, False)


def placed_row(top: float, *texts: str) -> PdfRow:
    places = [(20.0 + 120 * at, text) for at, text in enumerate(texts)]
    cells = [PdfCell((CellLine(text),), words=(printed(text, x, top),)) for x, text in places]
    ends = tuple(x + 110 for x, _ in places)
    return PdfRow(tuple(cells), 2, Box(20, top, 500, top + 10), 8.0, 1, tuple(x for x, _ in places), ends)


def line_of(text: str, x: float, top: float) -> PdfRow:
    cell = PdfCell((CellLine(text),), words=(printed(text, x, top),))
    return PdfRow((cell,), 2, Box(x, top, x + 5 * len(text), top + 8), 8.0)


def printed(text: str, x: float, top: float) -> Word:
    return Word(text, x, top, x + 5.0 * len(text), top + 8, 8.0, 5.0, "")
