"""What was painted apart on the page and belongs together: marks, words, halves of a heading, sums, units, names."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from loaders.files.pdf import grids, layout, sections
from loaders.files.pdf.shapes import Box, Fill, Page, Stroke
from loaders.kinds.statuses import grid
from tests.loaders.files.test_pdf_layout import drawn
from tests.loaders.files.test_pdf_texts import HEAD, MORE, XS, Printer, cells

EDGES = (50, 100, 250, 330, 420, 510)
NAMES = ("År", "Titel", "Status", "Effekt", "Handling")
CASES = (
    ("2024", "Fælles vagtplan", "Som planlagt", "-405", "Ingen"),
    ("2025", "Natvagter i de små|landsbyer og byer", "Forsinket", "-75", "Følges op|hver måned"),
    ("2026", "Robotter", "Standset", "-80", "Ingen"),
)


def read(draw: Callable[[Canvas], None]) -> list[str]:
    return [line for line in drawn(draw, size=landscape(A4)).lines if line]


def texts(canvas: Canvas, tops: tuple[int, ...], lines: list[tuple[float, float, str]] | None = None) -> None:
    """The cases in rows that begin at `tops`, painted by rows; with `lines` they are put there, to be painted later."""
    for top, row in zip(tops, (NAMES, *CASES), strict=True):
        for left, text in zip(EDGES, row, strict=False):
            for at, line in enumerate(text.split("|")):
                place = (left + 4, top - 12 - 11 * at, line)
                if lines is None:
                    canvas.drawString(*place)
                else:
                    lines.append(place)


def test_a_raised_figure_is_a_mark_whenever_it_is_painted() -> None:
    """A program may paint all that is small after the rest of the page."""

    def draw(canvas: Canvas) -> None:
        canvas.grid(EDGES, (520, 500, 480, 450, 430))
        texts(canvas, (520, 500, 480, 450))
        canvas.setFont("Helvetica", 5)
        canvas.drawString(54 + canvas.stringWidth("2024", "Helvetica", 9), 492, "1")

    assert read(draw)[1].split("\t")[0] == "2024"


@pytest.mark.parametrize("seed", range(3))
def test_cells_are_read_in_whatever_order_their_lines_are_painted(seed: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid(EDGES, (520, 500, 480, 450, 430))
        lines: list[tuple[float, float, str]] = []
        texts(canvas, (520, 500, 480, 450), lines)
        random.Random(seed).shuffle(lines)
        for x, y, text in lines:
            canvas.drawString(x, y, text)

    assert read(draw)[1:] == ["\t".join(row).replace("|", " ") for row in CASES]


def test_a_figure_far_to_the_right_in_its_drawn_cell_is_its_own() -> None:
    """The heading over two years reaches over the second one; a figure below the first stands right in its cell."""

    def draw(canvas: Canvas) -> None:
        xs, ys = (50, 110, 250, 450, 650), (520, 500, 480, 460, 440)
        canvas.line(50, 520, 650, 520)
        for y in ys[2:]:
            canvas.line(50, y, 650, y)
        canvas.line(250, 500, 650, 500)
        for x in xs:
            canvas.line(x, 440, x, 500 if x == 450 else 520)
        rows = (
            (254, 508, "Besparelse i alt på området og i de enheder, der hører til det, år for år"),
            (54, 492, "Kode"),
        )
        for x, y, text in (*rows, (114, 492, "Titel"), (254, 488, "2024"), (454, 488, "2025")):
            canvas.drawString(x, y, text)
        for y, code, one, other in ((468, "HA01", "-405", "-500"), (448, "HA02", "-75", "-80")):
            canvas.drawString(54, y, code)
            canvas.drawString(114, y, "Fælles vagt")
            canvas.drawRightString(446, y, one)
            canvas.drawRightString(646, y, other)

    assert [line.split("\t")[2:] for line in read(draw)[1:]] == [["-405", "-500"], ["-75", "-80"]]


def test_a_painted_heading_whose_cells_reach_over_others_is_one() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colors.lightblue)
        for x0, x1, y0, y1 in (
            *((a, b, 480, 520) for a, b in pairwise(EDGES[:3])),
            (250, 510, 500, 520),
            *((a, b, 480, 500) for a, b in pairwise(EDGES[2:])),
        ):
            canvas.rect(x0, y0, x1 - x0, y1 - y0, stroke=0, fill=1)
        canvas.setFillColor(colors.black)
        for x, y, text in ((54, 496, "Kode"), (104, 496, "Titel"), (254, 507, "Besparelse")):
            canvas.drawString(x, y, text)
        for x, year in zip(EDGES[2:], ("2024", "2025", "2026"), strict=False):
            canvas.drawString(x + 4, 487, year)
        for y, code in ((465, "HA01"), (448, "HA02")):
            for x, text in zip(EDGES, (code, "Fælles vagtplan", "0", "-405", "-500"), strict=False):
                canvas.drawString(x + 4, y, text)

    found = read(draw)
    assert found[0] == "Kode\tTitel\tBesparelse 2024\tBesparelse 2025\tBesparelse 2026"
    assert found[1:] == [f"{code}\tFælles vagtplan\t0\t-405\t-500" for code in ("HA01", "HA02")]


def test_a_line_under_words_that_are_spread_out_parts_no_rows() -> None:
    """A link in a text that is set to both edges of its cell."""

    def draw(canvas: Canvas) -> None:
        texts(canvas, (520, 500, 480, 450))
        canvas.setFillColor(colors.white)
        canvas.rect(101, 448, 140, 28, stroke=0, fill=1)
        canvas.setFillColor(colors.black)
        canvas.drawString(104, 468, "Natvagter")
        canvas.drawString(230, 468, "i")
        canvas.drawString(104, 457, "landsbyer og byer")
        canvas.setLineWidth(0.5)
        canvas.line(104, 467, 232, 467)
        canvas.line(104, 456, 104 + canvas.stringWidth("landsbyer og byer", "Helvetica", 9), 456)

    assert len(read(draw)) == 4


def page(printer: Printer, strokes: list[Stroke] | None = None, fills: list[Fill] | None = None) -> list[list[str]]:
    rows = layout.rows(Page(1, 600, 800, printer.glyphs, strokes or [], fills or []), 1)
    return [cells(row) if row.table else [row.text] for row in rows]


def heading(printer: Printer) -> None:
    printer.row(20, *((head,) for head in HEAD))


def test_words_painted_one_by_one_between_lines_are_one_row() -> None:
    """The upper lines of two cells are no row of their own: no line is drawn below them."""
    printer = Printer()
    heading(printer)
    for top, year in ((40, "2024"), (70, "2025")):
        for word, x, down in (("Flere", 70, 0), ("nye", 100, 0), ("botilbud", 70, 12), ("i", 115, 12), ("by", 125, 12)):
            printer.text(x, top + down, word)
        for x, text in zip((20, *XS[2:], *MORE), (year, "4.150", "-405", "Ingen", *("Nej",) * 4), strict=True):
            printer.text(x, top + 12, text)
    strokes = [Stroke(15, y, 560, y) for y in (16, 33, 66, 96)]
    assert [row[1] for row in page(printer, strokes)][1:] == ["Flere nye botilbud i by"] * 2


def test_a_name_in_the_middle_of_what_is_painted_is_that_of_the_rows_below() -> None:
    """The last column has only short texts, so that the middle of all texts is further left."""
    printer = Printer()
    heading(printer)
    printer.text(262, 40, "Ældre og sundhed")
    for top in (60, 80):
        printer.row(top, ("2024",), ("HA01",), ("4.150",), ("-405",), ("Ingen.",))
    assert page(printer, fills=[Fill(Box(15, 36, 590, 54), "")])[1] == ["Ældre og sundhed"]


def test_sums_below_a_table_have_its_columns() -> None:
    printer = Printer()
    heading(printer)
    for top in (40, 60):
        printer.row(top, ("2024",), ("HA01",), ("4.150",), ("-405",), ("Ingen.",))
    for top, name in ((80, "I alt Skole"), (100, "I alt")):
        for x, text in zip(XS[1:], (name, "8.300", "-810"), strict=False):
            printer.text(x, top, text)
    assert page(printer)[3:] == [["", name, "8.300", "-810", ""] for name in ("I alt Skole", "I alt")]


def test_a_heading_of_thirteen_columns_is_none_with_their_numbers() -> None:
    names = ("Budgetår", "Titel på forslag", "Forslagstype", "Status", "Farve", "Bemærkning", "Samlet investering")
    more = (
        "Samlet effektivisering",
        "År for fuld implementering",
        "Håndtering",
        "Kompenseret",
        "Godkendes",
        "Konsekvens",
    )
    numbers = "\t".join(f"({at})" for at in range(1, 14))
    case = "2024\tHA01 - Flere botilbud\tInvesteringsforslag\tForløber som planlagt\t\t\t\t-405\t2024\t\tNej\tNej\t"
    found: Iterator[grid.StatusTable] = grid.tables(["\t".join((*names, *more)), numbers, "", case])
    assert [row.cells[:2] for table in found for row in table.rows] == [["2024", "HA01 - Flere botilbud"]]


def test_the_name_of_an_area_painted_word_by_word_stands_in_no_cell() -> None:
    printer = Printer()
    for x, word in ((24, "Alle"), (47, "de"), (60, "sociale"), (98, "tilbud")):
        printer.text(x, 24, word)
    sides = (20.0, 45.0, 160.0, 300.0)
    held = tuple(grids.DrawnCell(Box(x0, 20, x1, 40), 0, at) for at, (x0, x1) in enumerate(pairwise(sides)))
    table = grids.Grid(Box(20, 20, 300, 40), sides, (20.0, 40.0), held, ((0, 1, 2),))
    own, free = sections.freed(table, printer.glyphs)
    assert not own
    assert len(free) == len(printer.glyphs)


@pytest.mark.parametrize("pitch", [11, 14, 18])
@pytest.mark.parametrize(
    "heads", [((50, "Greve Kommune"), (400, "Side 1")), ((50, "Greve Kommune"), (300, "2. februar"))]
)
def test_texts_above_a_list_whose_lines_stand_close_do_not_make_one_row_of_it(
    heads: Sequence[tuple[float, str]], pitch: float
) -> None:
    """Lines that all fill the same columns, painted one after the other, are rows."""
    cases = [(f"AB0{at}", f"Sag om {at} ting", "Anne Holm", "På plan") for at in range(1, 9)]

    def draw(canvas: Canvas) -> None:
        for x, text in heads:
            canvas.drawString(x, 790, text)
        for at, row in enumerate([("Nr.", "Forslag", "Ansvarlig", "Status"), *cases]):
            for x, text in zip((50, 120, 300, 400), row, strict=True):
                canvas.drawString(x, 750 - pitch * at, text)

    assert drawn(draw).lines[-8:] == tuple("\t".join(row) for row in cases)


@pytest.mark.parametrize("gap", [26, 34])
def test_a_heading_and_a_row_alone_below_its_area_have_the_columns_of_the_rows_further_down(gap: float) -> None:
    """As a web page prints cases in four columns, with the code and the budget of each below its name."""
    parts = {
        "Fritid": (("Aftenskoler", "–", "180"),),
        "Omsorg": (("Fem plejecentre", "300", "2.450"), ("Genoptræning", "875", "1.330")),
    }
    head = ("Effektivisering", "Udgift", "Mindreudgift", "Hvor langt?")

    def row(canvas: Canvas, y: float, name: str, cost: str, saving: str, status: str) -> None:
        canvas.drawString(50, y, name)
        canvas.drawRightString(350, y, cost)
        canvas.drawRightString(430, y, saving)
        canvas.drawString(450, y, status)

    def draw(canvas: Canvas) -> None:
        row(canvas, 760, *head)
        canvas.line(50, 750, 540, 750)
        y = 750.0
        for area, cases in parts.items():
            y -= gap
            canvas.drawString(50, y, area)
            for at, case in enumerate(cases):
                y -= 18 + 10 * (at > 0)
                row(canvas, y, *case, "Hjemtaget")
                canvas.drawString(50, y - 11, f"O-24/{at} · Budget 2024")

    rows = [line.split("\t") for line in drawn(draw).lines if len(line.split()) > 1]
    assert rows == [
        [*head],
        ["Aftenskoler O-24/0 · Budget 2024", "–", "180", "Hjemtaget"],
        ["Fem plejecentre O-24/0 · Budget 2024", "300", "2.450", "Hjemtaget"],
        ["Genoptræning O-24/1 · Budget 2024", "875", "1.330", "Hjemtaget"],
    ]
