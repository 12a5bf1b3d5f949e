"""What is drawn inside the cells of a table is no line of the table: small tables, bars, boxes, stamps over them."""

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from loaders import files, kinds
from tests.loaders.files.test_pdf_layout import drawn
from tests.loaders.files.test_pdf_programs import FILLS, HEIGHT, LEFTS, READ, RIGHT, TOP, pdf, rows, table

STEPS = 40
LEFT, SIDE, FOOT = 60, 90, 12


def fading(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A colour that fades, in upright strips of paint, each in a shade of its own."""
    ink = canvas._fillColorObj
    for at in range(STEPS):
        shade = 0.4 * at / STEPS
        parts = (part + (1 - part) * shade for part in (ink.red, ink.green, ink.blue))
        canvas.setFillColor(colors.Color(*parts))
        canvas.rect(x + at * width / STEPS, y, width / STEPS, height, stroke=0, fill=1)


def fading_bars(canvas: Canvas) -> None:
    canvas.setFillColor(colors.Color(0.3, 0.5, 0.8))
    for row, width in enumerate((40, 12, 80), 1):
        canvas.setFillColor(colors.Color(0.3, 0.5, 0.8))
        fading(canvas, LEFTS[3] + 1, TOP - HEIGHT * (row + 1) + 1, width, HEIGHT - 2)


def framed_bars(canvas: Canvas) -> None:
    canvas.setFillColor(colors.Color(0.7, 0.8, 0.95))
    for row, width in enumerate((40, 55, 80), 1):
        canvas.rect(LEFTS[3] + 1, TOP - HEIGHT * (row + 1) + 1, width, HEIGHT - 2, stroke=1, fill=1)


def lamps(canvas: Canvas) -> None:
    """A small table in each status: a cell in the colour, and one for the words."""
    for row, fill in enumerate(FILLS, 1):
        top, left = TOP - HEIGHT * row, LEFTS[2] + 1
        canvas.setFillColor(fill)
        canvas.rect(left, top - 25, 2, 24, stroke=0, fill=1)
        for x in (left, left + 2, LEFTS[3] - 4):
            canvas.line(x, top - 1, x, top - 25)
        for y in (top - 1, top - 25):
            canvas.line(left, y, LEFTS[3] - 4, y)


def small_table(canvas: Canvas) -> None:
    """Lines around each line of one title."""
    top = TOP - 3 * HEIGHT
    for y in (top - 2, top - 12, top - 22):
        canvas.line(LEFTS[1] + 1, y, LEFTS[2] - 20, y)
    for x in (LEFTS[1] + 1, LEFTS[2] - 20):
        canvas.line(x, top - 2, x, top - 22)


@pytest.mark.parametrize("inside", [fading_bars, framed_bars, lamps, small_table])
def test_lines_inside_cells_part_no_columns(inside: Callable[[Canvas], None]) -> None:
    """One name stands over all that they part, and no row has two texts there, or few have the lines."""

    def draw(canvas: Canvas) -> None:
        inside(canvas)
        canvas.setFillColor(colors.black)
        table(canvas)

    assert rows(pdf(draw)) == READ


def test_columns_below_one_name_that_both_hold_texts_stay_two() -> None:
    """As the figures of two years do, of which the second has no name."""
    printed = (
        ("Navn", "År", "Sted", "Beløb", ""),
        ("Robotter", "2026", "Fanø", "-10", "-20"),
        ("Vagtplan", "2026", "Fanø", "-30", ""),
        ("Porto", "2027", "Ærø", "-40", "-50"),
    )
    xs, ys = (50, 150, 200, 260, 320, 380), (700, 680, 660, 640, 620)

    def draw(canvas: Canvas) -> None:
        for y in ys:
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, ys[-1], x, ys[1] if x == xs[4] else ys[0])
        for top, texts in zip(ys, printed, strict=False):
            for x, text in zip(xs, texts, strict=False):
                canvas.drawString(x + 4, top - 14, text)

    lines = [line for line in drawn(draw).lines if line]
    assert lines[1:] == ["\t".join(texts) for texts in printed[1:]]


def test_a_cell_that_fades_has_its_colour() -> None:
    assert rows(pdf(lambda canvas: table(canvas, fading))) == READ


def test_every_row_has_its_boxes() -> None:
    """Boxes that are drawn have no place in the order of the letters, so none of them is a part of another's word."""
    heads = ("Titel", "Status", "Tidligere handling", "Skal godkendes")
    xs, ys = (50, 150, 250, 350, 450), (700, 680, 660, 640)

    def draw(canvas: Canvas) -> None:
        for y in ys:
            canvas.line(xs[0], y, xs[-1], y)
        for x in xs:
            canvas.line(x, ys[0], x, ys[-1])
        for x, head in zip(xs, heads, strict=False):
            canvas.drawString(x + 3, ys[0] - 12, head)
        for top, title in zip(ys[1:], ("Robotter", "Vagtplan"), strict=False):
            canvas.drawString(xs[0] + 3, top - 12, title)
            canvas.drawString(xs[1] + 3, top - 12, "Som planlagt")
            for x in xs[2:4]:
                for at, answer in enumerate(("Ja", "Nej")):
                    left, low = x + 5 + 32 * at, top - 13
                    canvas.rect(left, low, 7, 7)
                    canvas.drawString(left + 10, low + 1, answer)
                canvas.line(left + 1, low + 1, left + 6, low + 6)
                canvas.line(left + 1, low + 6, left + 6, low + 1)

    lines = [line for line in drawn(draw).lines if line]
    assert lines[1:] == [f"{title}\tSom planlagt\t☐ Ja ☒ Nej\t☐ Ja ☒ Nej" for title in ("Robotter", "Vagtplan")]


def stamped(data: bytes, text: str, area: tuple[float, float, float, float]) -> bytes:
    """The file with a rubber stamp pinned to its page, as readers of PDFs do."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    width, height = area[2] - area[0], area[3] - area[1]
    look = DecodedStreamObject()
    look.set_data(f"1 0 0 RG 1 0 0 rg 0 0 {width} {height} re S BT /F 8 Tf 4 5 Td ({text}) Tj ET".encode())
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F"): named})
    look[NameObject("/Subtype")] = NameObject("/Form")
    look[NameObject("/BBox")] = ArrayObject([FloatObject(one) for one in (0, 0, width, height)])
    look[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Stamp")})
    note[NameObject("/Rect")] = ArrayObject([FloatObject(one) for one in area])
    note[NameObject("/F")] = NumberObject(4)
    note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_stamp_that_is_pinned_to_a_cell_is_said_and_is_no_text_of_it() -> None:
    data = stamped(pdf(table), "UDKAST", (LEFTS[4] + 35, TOP - 2 * HEIGHT + 3, RIGHT - 2, TOP - HEIGHT - 8))
    assert rows(data) == READ
    found = kinds.read_document(files.document_from("a.pdf", data)).findings
    assert [one.values["text"] for one in found if one.kind == "stamped_text"] == ["UDKAST"]


def test_the_head_of_a_page_right_above_a_closed_table_is_no_row_of_it() -> None:
    """Its parts may stand in columns; a row that the page broke goes on below the heading that is printed again."""
    heads = ("År", "Titel", "Status", "Bemærkning", "Beløb", "Fra år")
    first = (
        ("2026", "Robotter", "Som planlagt", "", "10", "2027"),
        ("2026", "Vagtplan for", "Standset", "", "20", "2027"),
    )
    second = (("", "natten", "", "", "", ""), ("2027", "Porto", "Som planlagt", "", "30", "2028"))
    xs = [LEFT + SIDE * at for at in range(len(heads) + 1)]

    def page(top: int, cases: tuple[tuple[str, ...], ...]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            ys = [top - 20 * at for at in range(len(cases) + 2)]
            canvas.drawString(LEFT + 3, 526, "Socialforvaltningen - Sagsnr. 2024-0425")
            canvas.drawString(LEFT + 4 * SIDE, 526, "Bilag 8")
            for left, right in pairwise(xs):
                canvas.setFillColor(colors.lightgrey)
                canvas.rect(left, ys[1], right - left, 20, stroke=0, fill=1)
                canvas.setFillColor(colors.black)
            for y in ys:
                canvas.line(xs[0], y, xs[-1], y)
            for x in xs:
                canvas.line(x, ys[0], x, ys[-1])
            for y, texts in zip(ys, (heads, *cases), strict=False):
                for x, text in zip(xs, texts, strict=False):
                    canvas.drawString(x + 3, y - FOOT, text)

        return draw

    lines = [line for line in drawn(page(72, first), page(523, second), size=(660, 560)).lines if line]
    assert lines[1:] == [
        "\t".join(heads),
        "\t".join(first[0]),
        "2026\tVagtplan for natten\tStandset\t\t20\t2027",
        "\t".join(second[1]),
    ]
