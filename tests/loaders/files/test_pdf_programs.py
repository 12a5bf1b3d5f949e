"""What programs do that draw a table as nobody else does: the same report is read from each of their files."""

import io
import re
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from loaders import files, kinds
from records import StatusRow

HEAD = ("Budgetår", "Titel", "Status", "Investering 1.000 kr.", "Effektivisering 1.000 kr.")
ROWS = (
    (("2023",), ("HA11: Flere boliger",), ("Forløber som", "planlagt"), ("4.150",), ("-1.113",)),
    (("2024",), ("HA12: Ny indgang",), ("Tidsplanen er skredet", "mere end 6 mdr."), ("1.050",), ("-405",)),
    (("2025",), ("HA13: Bedre", "rammer"), ("Initiativet er", "implementeret"), ("9.640",), ("-4.312",)),
)
FILLS = (colors.Color(0.57, 0.82, 0.31), colors.yellow, colors.Color(0.57, 0.82, 0.31))
LEFTS, RIGHT = (60, 120, 250, 380, 470), 560
TOP, HEIGHT = 680, 30
Paint = Callable[[Canvas, float, float, float, float], None]
Rule = Callable[[Canvas, float, float, float, float], None]
READ = [
    ("HA11", 2023, "Flere boliger", "Forløber som planlagt", "green", 4150.0, -1113.0),
    ("HA12", 2024, "Ny indgang", "Tidsplanen er skredet mere end 6 mdr.", "yellow", 1050.0, -405.0),
    ("HA13", 2025, "Bedre rammer", "Initiativet er implementeret", "green", 9640.0, -4312.0),
]


def filled(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.rect(x, y, width, height, stroke=0, fill=1)


def broad_pen(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(canvas._fillColorObj)
    canvas.setLineWidth(height)
    canvas.line(x, y + height / 2, x + width, y + height / 2)
    canvas.restoreState()


def broad_pen_scaled(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.saveState()
    canvas.scale(0.1, 0.1)
    broad_pen(canvas, 10 * x, 10 * y, 10 * width, 10 * height)  # the pen is scaled, too
    canvas.restoreState()


def in_strips(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    for at in range(int(height / 2)):
        canvas.rect(x, y + 2 * at, width, 2, stroke=0, fill=1)


def line(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.line(x0, y0, x1, y1)


def line_scaled(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A fine line, whose pen is given in a hundredth of a point."""
    canvas.saveState()
    canvas.scale(0.01, 0.01)
    canvas.setLineWidth(50)
    canvas.line(100 * x0, 100 * y0, 100 * x1, 100 * y1)
    canvas.restoreState()


def fine_dots(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for at in range(int(max(x1 - x0, y1 - y0) / 2.4) + 1):
        x, y = (x0 + 2.4 * at, y0) if y0 == y1 else (x0, y0 + 2.4 * at)
        canvas.rect(x - 0.25, y - 0.25, 0.5, 0.5, stroke=0, fill=1)


def table(canvas: Canvas, paint: Paint = filled, rule: Rule = line) -> None:
    """The report: its heading, and a row of two lines a case."""
    canvas.setFont("Helvetica", 12)
    canvas.drawString(60, 760, "Opfølgning på investeringsforslag, december 2024")
    canvas.drawString(60, 735, "Solrød Kommune")
    canvas.setFont("Helvetica", 7)
    for at, fill in enumerate(FILLS, 1):
        canvas.setFillColor(fill)
        paint(canvas, LEFTS[2], TOP - HEIGHT * (at + 1), LEFTS[3] - LEFTS[2], HEIGHT)
    canvas.setFillColor(colors.black)
    foot = TOP - HEIGHT * (len(ROWS) + 1)
    for at in range(len(ROWS) + 2):
        rule(canvas, LEFTS[0], TOP - HEIGHT * at, RIGHT, TOP - HEIGHT * at)
    for x in (*LEFTS, RIGHT):
        rule(canvas, x, foot, x, TOP)
    for at, cells in enumerate((tuple((one,) for one in HEAD), *ROWS)):
        for x, lines in zip(LEFTS, cells, strict=True):
            for down, text in enumerate(lines):
                canvas.drawString(x + 3, TOP - HEIGHT * at - 10 - 9 * down, text)


def pdf(*draws: Callable[[Canvas], None]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    for draw in draws:
        draw(canvas)
    canvas.save()
    return out.getvalue()


def rows(data: bytes) -> list[tuple[object, ...]]:
    def told(row: StatusRow) -> tuple[object, ...]:
        return row.code, row.budget_year, row.title, row.status, row.colour, row.investment_tkr, row.saving_tkr

    return [told(row) for row in kinds.read_document(files.document_from("a.pdf", data)).statuses]


@pytest.mark.parametrize("paint", [filled, broad_pen, broad_pen_scaled, in_strips])
def test_a_cell_is_painted_in_many_ways(paint: Paint) -> None:
    """A pen as broad as the cell, or thin strips, part no row in two."""
    assert rows(pdf(lambda canvas: table(canvas, paint))) == READ


@pytest.mark.parametrize("rule", [line, line_scaled, fine_dots])
def test_the_lines_of_a_table_are_drawn_in_many_ways(rule: Rule) -> None:
    assert rows(pdf(lambda canvas: table(canvas, rule=rule))) == READ


def sheet_headings(canvas: Canvas) -> None:
    """The letters above the columns of a sheet and the numbers beside its rows, with the lines of all its cells."""
    table(canvas)
    ys = [TOP - HEIGHT * at for at in range(len(ROWS) + 2)]
    ys = [780, 755, 730, *ys]
    canvas.setFont("Helvetica", 6)
    for x in (40, *LEFTS, RIGHT):
        canvas.line(x, ys[-1], x, 795)
    for y in (795, *ys):
        canvas.line(40, y, RIGHT, y)
    for letter, x in zip("ABCDE", LEFTS, strict=True):
        canvas.drawString(x + 25, 785, letter)
    for number, y in enumerate(ys[1:], 1):
        canvas.drawString(48, y + 4, str(number))


def test_the_letters_and_numbers_around_a_sheet_are_no_table() -> None:
    assert rows(pdf(sheet_headings)) == READ


def old_figures(canvas: Canvas) -> None:
    """Older figures below those that hold, as they stand on a layer: some of their digits are the same."""
    canvas.setFont("Helvetica", 7)
    for at, (cost, saving) in enumerate((("4.250", "-1.213"), ("1.150", "-455"), ("9.140", "-4.712")), 1):
        for x, text in ((LEFTS[3], cost), (LEFTS[4], saving)):
            canvas.drawString(x + 3, TOP - HEIGHT * at - 10, text)


def test_figures_on_a_layer_that_is_off_take_none_of_those_above_them() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(table))))
    (page,) = writer.pages
    layer = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("Gammel")})
    )
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer]), NameObject("/Order"): ArrayObject([layer])})
    layers = DictionaryObject({NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): off})
    writer.root_object[NameObject("/OCProperties")] = layers
    page["/Resources"][NameObject("/Properties")] = DictionaryObject({NameObject("/MC0"): layer})  # type: ignore[index]
    old = PdfReader(io.BytesIO(pdf(old_figures))).pages[0].get_contents()
    now = page.get_contents()
    assert old is not None
    assert now is not None
    both = DecodedStreamObject()
    both.set_data(now.get_data() + b"\n/OC /MC0 BDC\n" + old.get_data() + b"\nEMC\n")
    page[NameObject("/Contents")] = writer._add_object(both)
    out = io.BytesIO()
    writer.write(out)
    assert rows(out.getvalue()) == READ


def test_of_a_broken_file_with_two_versions_the_one_is_read_that_is_shown() -> None:
    """Viewers put a file together again whose table of objects is broken: the last version of a page is the page."""
    whole = pdf(table)
    found = re.search(rb"(\d+) 0 obj\s*<<\s*/Length \d+\s*>>\s*stream.*?endstream\s*endobj\n", whole, re.DOTALL)
    assert found
    older = whole.replace(b"4.150", b"3.900").replace(b"-1.113", b"-1.250")
    assert older != whole
    trailer = whole[whole.rindex(b"trailer") : whole.rindex(b"startxref")]
    assert rows(older + found[0] + trailer + b"startxref\n9\n%%EOF\n") == READ


def test_a_line_through_the_lower_half_of_a_text_strikes_it() -> None:
    """As Word's tracked changes are printed: what was is struck, what holds is underlined beside it."""

    def draw(canvas: Canvas) -> None:
        table(canvas)
        canvas.setFont("Helvetica", 7)
        x, y = LEFTS[3] + 3, TOP - HEIGHT - 19
        canvas.drawString(x, y, "3.900")
        canvas.line(x, y + 0.4, x + canvas.stringWidth("3.900", "Helvetica", 7), y + 0.4)

    assert rows(pdf(draw)) == READ
