"""What other programs draw: words in pieces, turned text, tables with few lines, colours and boxes in any form."""

import io
from collections.abc import Callable
from itertools import pairwise

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas

from loaders.files.pdf import columns, headings_between, reading
from loaders.files.pdf.bands import Band, Chunk
from loaders.files.pdf.reading import Extract
from loaders.files.pdf.words import Word
from loaders.files.tabbed import RED_TEXT
from loaders.limits import Limits

Draws = Callable[[Canvas], None]
XS, YS = (50, 150, 300, 420), (700, 670, 640, 610)
TEXTS = (("År", "Titel", "Status"), ("2024", "Fælles vagtplan", "Som planlagt"), ("2025", "Natvagter", ""))


def drawn(*pages: Draws, size: tuple[float, float] = A4, rotation: int = 0) -> Extract:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    for draw in pages:
        canvas.setFont("Helvetica", 9)
        draw(canvas)
        canvas.setPageRotation(rotation)
        canvas.showPage()
    canvas.save()
    return reading.extract(out.getvalue(), Limits(), lambda page, of: None)


def texts(canvas: Canvas) -> None:
    for top, row in zip(YS, TEXTS, strict=False):
        for left, text in zip(XS, row, strict=False):
            canvas.drawString(left + 4, top - 14, text)


def ruled(canvas: Canvas) -> None:
    canvas.grid(XS, YS)
    texts(canvas)


TABLE = ("År\tTitel\tStatus", "2024\tFælles vagtplan\tSom planlagt", "2025\tNatvagter\t")


def rectangles(canvas: Canvas) -> None:
    """Each cell a rectangle of its own, a hair from the next."""
    for top, bottom in pairwise(YS):
        for left, right in pairwise(XS):
            canvas.rect(left + 0.4, bottom + 0.4, right - left - 0.8, top - bottom - 0.8)
    texts(canvas)


def open_sides(canvas: Canvas) -> None:
    """Lines across and between the columns, none around."""
    for y in YS[1:-1]:
        canvas.line(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        canvas.line(x, YS[0], x, YS[-1])
    texts(canvas)


def dashed(canvas: Canvas) -> None:
    canvas.setDash(2, 2)
    ruled(canvas)


def filled_lines(canvas: Canvas) -> None:
    """Lines that are thin painted areas."""
    for y in YS:
        canvas.rect(XS[0], y - 0.5, XS[-1] - XS[0], 1, stroke=0, fill=1)
    for x in XS:
        canvas.rect(x - 0.5, YS[-1], 1, YS[0] - YS[-1], stroke=0, fill=1)
    texts(canvas)


def across_only(canvas: Canvas) -> None:
    for y in YS:
        canvas.line(XS[0], y, XS[-1], y)
    texts(canvas)


@pytest.mark.parametrize("draw", [ruled, rectangles, open_sides, dashed, filled_lines, across_only, texts])
def test_a_table_is_its_cells_however_it_is_drawn(draw: Draws) -> None:
    """One line a row, a tab between cells, a blank cell blank."""
    assert drawn(draw).lines == TABLE


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(rotation: int) -> None:
    """A3 across, with the text turned on the page so that it stands upright when the page is shown."""

    def draw(canvas: Canvas) -> None:
        width, height = landscape(A3)
        canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[rotation])
        canvas.rotate(rotation)
        ruled(canvas)

    assert drawn(draw, size=landscape(A3), rotation=rotation).lines == TABLE
    assert drawn(draw, size=landscape(A3)).lines == TABLE


def test_turned_headings_stand_in_their_cells() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid(XS, (760, *YS[1:]))
        for left, text in zip(XS, TEXTS[0], strict=False):
            canvas.saveState()
            canvas.translate(left + 20, 680)
            canvas.rotate(90)
            canvas.drawString(0, 0, f"{text} i alt")
            canvas.restoreState()
        for top, row in zip(YS[1:], TEXTS[1:], strict=False):
            for left, text in zip(XS, row, strict=False):
                canvas.drawString(left + 4, top - 14, text)

    assert drawn(draw).lines == ("År i alt\tTitel i alt\tStatus i alt", *TABLE[1:])


def test_words_are_whole_whatever_they_are_printed_in() -> None:
    """Letters placed one by one, bold by printing twice, spaced out, and joined letters."""

    def draw(canvas: Canvas) -> None:
        at = 50.0
        for letter in "Effektivisering i 2025":
            canvas.drawString(at, 700, letter)
            at += canvas.stringWidth(letter, "Helvetica", 9) - 0.2
        for shift in (0, 0.3):
            canvas.drawString(50 + shift, 680, "Samlet effekt")
        canvas.drawString(50, 660, "STATUS PÅ FORSLAG", charSpace=3)

    assert drawn(draw).lines == ("Effektivisering i 2025", "Samlet effekt", "STATUS PÅ FORSLAG")


def paint(canvas: Canvas, shade: str, *box: float) -> None:
    canvas.setFillColor(colors.HexColor(shade))
    canvas.rect(*box, stroke=0, fill=1)
    canvas.setFillColor(colors.black)


def whole_cell(canvas: Canvas, shade: str) -> None:
    paint(canvas, shade, 300, 640, 120, 30)


def in_pieces(canvas: Canvas, shade: str) -> None:
    for at in range(4):
        paint(canvas, shade, 300 + 30 * at, 640, 30, 30)


def over_white(canvas: Canvas, shade: str) -> None:
    paint(canvas, "#00b050", 300, 640, 120, 30)
    paint(canvas, "#ffffff", 300, 640, 120, 30)
    whole_cell(canvas, shade)


def dot(canvas: Canvas, shade: str) -> None:
    canvas.setFillColor(colors.HexColor(shade))
    canvas.circle(410, 655, 5, stroke=0, fill=1)
    canvas.setFillColor(colors.black)


@pytest.mark.parametrize("shade", ["#ff5050", "#ffc7ce"])
@pytest.mark.parametrize("form", [whole_cell, in_pieces, over_white, dot])
def test_the_colour_of_a_cell_is_what_is_seen_in_it(form: Callable[[Canvas, str], None], shade: str) -> None:
    """Painted whole, in pieces, over another colour, or with a dot in it."""

    def draw(canvas: Canvas) -> None:
        form(canvas, shade)
        ruled(canvas)

    found = drawn(draw)
    assert (found.lines, found.fills) == (TABLE, ((1, 2, "red"),))


def test_coloured_words_are_a_colour_too() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid(XS, YS)
        canvas.drawString(304, 656, "Gul")
        canvas.setFillColor(colors.HexColor("#c00000"))
        canvas.drawString(54, 656, "2024")

    assert drawn(draw).fills == ((0, 0, RED_TEXT),)


def box(canvas: Canvas, y: float, mark: str) -> None:
    canvas.rect(50, y, 9, 9)
    if mark == "cross":
        canvas.line(51, y + 1, 58, y + 8)
        canvas.line(51, y + 8, 58, y + 1)
    elif mark == "tick":
        path = canvas.beginPath()
        path.moveTo(51, y + 4)
        path.lineTo(54, y + 1)
        path.lineTo(58, y + 8)
        canvas.drawPath(path)
    elif mark == "x":
        canvas.drawString(52, y + 2, "x")
    elif mark == "black":
        canvas.rect(52, y + 2, 5, 5, stroke=0, fill=1)
    canvas.drawString(66, y + 1, "Socialforvaltningen")


@pytest.mark.parametrize(("mark", "sign"), [("cross", "☒"), ("tick", "☒"), ("x", "☒"), ("black", "☒"), ("", "☐")])
def test_a_drawn_box_is_a_sign(mark: str, sign: str) -> None:
    """Whatever is drawn in the square, the loaders read one sign for ticked and one for empty."""
    assert drawn(lambda canvas: box(canvas, 700, mark)).lines == (f"{sign} Socialforvaltningen",)


def test_numbers_of_pages_and_what_every_page_repeats_are_no_text() -> None:
    """The title is kept once: it may be the only one."""

    def page(number: int) -> Draws:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(50, 815, "Idékatalog 2026")
            canvas.drawString(50, 500, f"Forslag nummer {'ABCD'[number]}")
            canvas.drawString(300, 20, f"Side {number + 1} af 4")

        return draw

    assert [line for line in drawn(*map(page, range(4))).lines if line] == [
        "Idékatalog 2026",
        *(f"Forslag nummer {letter}" for letter in "ABCD"),
    ]


def test_a_frame_that_lays_out_a_page_is_no_table() -> None:
    """What stands beside the table in the frame is read behind it, not between its rows."""

    def draw(canvas: Canvas) -> None:
        canvas.grid((40, 430, 560), (720, 590))
        ruled(canvas)
        for at, words in enumerate(("Kort fortalt", "To forslag følges.", "Kontakt: Økonomi")):
            canvas.drawString(440, 690 - 32 * at, words)

    read = [line for line in drawn(draw).lines if line]
    assert read == [*TABLE, "Kort fortalt", "To forslag følges.", "Kontakt: Økonomi"]


def test_turned_headings_do_not_turn_the_page() -> None:
    """Headings of narrow columns are turned, and may have more letters than the rows below them."""

    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 80, 110, 300), (700, 560, 530))
        for left, heading in zip(
            (70, 100, 130), ("Vedtaget budgetår i kommunen", "Samlet besparelse i 1.000 kr.", "Titel"), strict=True
        ):
            canvas.saveState()
            canvas.translate(left, 566)
            canvas.rotate(90)
            canvas.drawString(0, 0, heading)
            canvas.restoreState()
        for left, words in zip((52, 82, 120), ("2024", "-405", "Fælles vagtplan i byen"), strict=True):
            canvas.drawString(left, 544, words)

    assert drawn(draw).lines == (
        "Vedtaget budgetår i kommunen\tSamlet besparelse i 1.000 kr.\tTitel",
        "2024\t-405\tFælles vagtplan i byen",
    )


SIX = (50, 110, 230, 300, 360, 420, 480)
HEADS = ("År", "Titel", "Investering", "Saving", "Fuldt", "Svar")


def test_rows_on_the_next_page_stand_in_the_columns_of_their_table() -> None:
    """Rows without lines and without a heading, in which a whole column is blank: the figures keep their columns."""

    def row(canvas: Canvas, top: float, cells: tuple[str, ...]) -> None:
        for left, text in zip(SIX, cells, strict=False):
            canvas.drawString(left + 4, top, text)

    def first(canvas: Canvas) -> None:
        row(canvas, 700, HEADS)
        row(canvas, 680, ("2024", "Fælles vagtplan", "1.200", "-850", "2025", "Nej"))
        row(canvas, 660, ("2025", "Natvagter", "300", "-90", "2026", "Ja"))

    def second(canvas: Canvas) -> None:
        row(canvas, 700, ("2023", "Aftenvagter", "", "-70", "2027", "Nej"))
        row(canvas, 680, ("2022", "Dagvagter", "", "-60", "2028", "Ja"))

    lines = drawn(first, second).lines
    assert "2023\tAftenvagter\t\t-70\t2027\tNej" in lines
    assert "2022\tDagvagter\t\t-60\t2028\tJa" in lines


def test_a_column_of_colours_alone_in_a_table_without_lines() -> None:
    """A traffic light has no text; what is painted in its place in the row is its colour."""
    rows = [("Kode", "Tiltag", "Trafiklys", "Status")]
    rows += [(f"AB0{at}", "Fælles vagtplan", "", "I gang") for at in range(1, 7)]

    def draw(canvas: Canvas) -> None:
        for top, row in zip(range(700, 500, -22), rows, strict=False):
            if not row[2]:
                paint(canvas, "#ffeb9c", 245, top - 6, 60, 20)
            for left, text in zip((50, 120, 250, 340), row, strict=True):
                canvas.drawString(left, top, text)

    found = drawn(draw)
    assert found.lines[1] == "AB01\tFælles vagtplan\t\tI gang"
    assert found.fills == tuple((line, 2, "yellow") for line in range(1, 7))


def row_at(canvas: Canvas, top: float, places: tuple[float, ...], cells: tuple[str, ...]) -> None:
    for left, text in zip(places, cells, strict=True):
        canvas.drawString(left, top, text)


def test_a_minus_with_a_space_behind_it_is_no_column() -> None:
    """In a table without lines, set to the right: the sign stands at another place for each length of figure."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 7)
        row_at(canvas, 700, (50, 90, 240, 330, 420), ("Nr", "Forslag", "Budget", "Investering", "Besparelse"))
        for at, figure in enumerate(("- 10.350", "- 9.880", "- 950")):
            row_at(canvas, 680 - 20 * at, (50, 90, 240), (f"BS0{at}", "Fælles vagtplan", "2024"))
            canvas.drawRightString(380, 680 - 20 * at, "3.096")
            canvas.drawRightString(470, 680 - 20 * at, figure)

    assert [line.split("\t")[-1] for line in drawn(draw).lines] == ["Besparelse", "- 10.350", "- 9.880", "- 950"]


def test_a_text_between_the_columns_of_a_table_has_its_own() -> None:
    """Two rows show two columns where a third row has a text between both."""

    def band(*places: tuple[float, float]) -> Band:
        words = (Word("ord", x0, 0, x1, 8, 8, 4, "", round(x0)) for x0, x1 in places)
        return Band([[Chunk((word,)) for word in words]], list(places))

    table = [band((10, 20), (45, 60)), band((10, 20), (35, 80)), band((30, 40), (70, 90))]
    read = columns._table(table, columns._columns(table), (), 1, 1)
    assert [sum(bool(cell.pieces) for cell in row.cells) for row in read] == [2, 2, 2]


def test_a_line_that_is_typed_is_a_line() -> None:
    """Dashes below a heading are no text, and the names of areas below them name the rows."""

    def draw(canvas: Canvas) -> None:
        places = (50.0, 110.0, 260.0, 340.0)
        row_at(canvas, 700, places, ("Nr", "Forslag", "Budget", "Status"))
        canvas.drawString(50, 688, "-" * 90)
        for at in range(3):
            row_at(canvas, 670 - 20 * at, places, (f"BS0{at}", "Fælles vagtplan", "2024", "I gang"))

    lines = drawn(draw).lines
    assert lines[:2] == ("Nr\tForslag\tBudget\tStatus", "BS00\tFælles vagtplan\t2024\tI gang")
    assert not any("---" in line for line in lines)


def test_paint_that_reaches_in_from_another_row_is_no_colour() -> None:
    """A table without lines, the texts above the middle of their rows: what is painted for the next row is its own."""

    def draw(canvas: Canvas) -> None:
        for x0, x1 in pairwise((45, 115, 245, 335, 400)):
            paint(canvas, "#1f3864", x0, 670, x1 - x0, 20)
        row_at(canvas, 676, (50, 120, 250, 340), ("Nr", "Forslag", "Status", "Svar"))
        for at, colour in enumerate(("#ffc7ce", "", "#ffc7ce", "#c6efce")):
            if colour:
                paint(canvas, colour, 245, 640 - 30 * at, 90, 30)
            row_at(canvas, 660 - 30 * at, (50, 120, 250, 340), (f"BS0{at}", "Fælles vagtplan", "I gang", "Ja"))

    found = drawn(draw)
    rows = {line.split("\t")[0]: at for at, line in enumerate(found.lines)}
    assert {at for at, _, _ in found.fills} == {rows["BS00"], rows["BS02"], rows["BS03"]}


def test_a_text_in_the_middle_above_a_table_without_lines_is_no_heading_of_columns() -> None:
    """The name of an area stands as close above the headings as that of some columns does."""
    places = tuple(40.0 + 82 * at for at in range(9))
    heads = ("Nr", "Forslag", "År", "Status", "Svar", "Enhed", "Bemærkning", "Kommentar", "Effekt")

    def draw(canvas: Canvas) -> None:
        left, right = places[0], places[-1] + canvas.stringWidth(heads[-1])
        canvas.drawCentredString((left + right) / 2, 512, "Skoler og fritid")
        row_at(canvas, 500, places, heads)
        for at in range(3):
            cells = (f"A{at}", "Vagtplan", "2024", "I gang", "Ja", "HR", "Ingen", "Ingen", "-850")
            row_at(canvas, 480 - 20 * at, places, cells)

    lines = drawn(draw, size=landscape(A4)).lines
    assert lines[0] == "Skoler og fritid"
    assert "\t".join(heads) in lines


def test_lines_below_a_row_alone_on_its_page_are_no_part_of_it() -> None:
    """Its table is drawn and closed; what stands below, from the same edge on, introduces the next one."""
    rows = (("År", "Titel", "Besparelse"), ("2024", "Fælles vagtplan", "1.200"), ("2025", "Natvagter", "300"))

    def table(canvas: Canvas, *held: tuple[str, ...]) -> None:
        canvas.grid(XS, YS[: len(held) + 1])
        for top, row in zip(YS, held, strict=False):
            row_at(canvas, top - 14, tuple(left + 4 for left in XS[:3]), row)

    def second(canvas: Canvas) -> None:
        table(canvas, ("2026", "Aftenvagter", "450"))
        row_at(canvas, YS[1] - 12, (54.0, 154.0), ("Skoler", "Der er ni forslag"))

    lines = drawn(lambda canvas: table(canvas, *rows), second).lines
    assert lines[-1] == "Skoler Der er ni forslag"
    assert "2026\tAftenvagter\t450" in lines


def test_lines_at_the_top_of_a_page_do_not_go_on_with_a_figure() -> None:
    """The name of the next area stands where the years of the table before stood: it is no more of the year."""
    rows = (("År", "Titel", "Besparelse"), ("2024", "Fælles vagtplan", "1.200"), ("2025", "Natvagter", "300"))

    def first(canvas: Canvas) -> None:
        canvas.grid(XS, YS)
        for top, row in zip(YS, rows, strict=False):
            row_at(canvas, top - 14, tuple(left + 4 for left in XS[:3]), row)

    def second(canvas: Canvas) -> None:
        row_at(canvas, 720, (54.0, 154.0), ("Skoler", "Der er ni forslag"))

    lines = drawn(first, second).lines
    assert lines[-1] == "Skoler Der er ni forslag"
    assert "2025\tNatvagter\t300" in lines


def test_words_of_a_heading_between_two_columns_of_figures_stand_in_their_own() -> None:
    def chunk(text: str, x0: float, x1: float, top: float) -> Chunk:
        return Chunk((Word(text, x0, top, x1, top + 8, 8, 5, ""),))

    figures = [(190.0, 210.0), (250.0, 280.0)]
    lines = [
        [chunk("Pris", 150, 170, 20), chunk("Årlig", 214, 230, 20)],
        [chunk("(anlægsarbejder)", 150, 219, 30), chunk("gevinst", 214, 255, 32)],
        [chunk("t. kr.", 150, 165, 40), chunk("1.000", 214, 235, 40.6), chunk("kr.", 240, 252, 40)],
        [chunk("Natkørsel", 20, 60, 40)],  # of another column, whose place this is not
    ]
    stacked = headings_between.under_each_other(Band(lines), figures, (0, 1), (150.0, 280.0))
    assert stacked is not None
    read = {at: " ".join(line.text for line in held) for at, held in stacked.items()}
    assert read == {0: "Pris (anlægsarbejder) t. kr.", 1: "Årlig gevinst 1.000 kr."}
