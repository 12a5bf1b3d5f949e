"""A PDF is read as it looks: what nobody sees is not read, what stands beside or over the text is no part of it."""

from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from loaders.files.pdf.shapes import Noticed
from tests.loaders.files.test_pdf_layout import TABLE, drawn, ruled

SECRET = "Anna Jensen 010203-1234"
Draws = Callable[[Canvas], None]


def white(canvas: Canvas) -> None:
    canvas.setFillColor(colors.white)
    canvas.drawString(154, 560, SECRET)


def under_a_bar(canvas: Canvas) -> None:
    canvas.drawString(154, 560, SECRET)
    canvas.setFillColor(colors.black)
    canvas.rect(152, 556, 140, 12, stroke=0, fill=1)


def cut_away(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(50, 50, 10, 10)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(154, 560, SECRET)


def see_through(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(154, 560, SECRET)


def not_drawn(canvas: Canvas) -> None:
    text = canvas.beginText(154, 560)
    text.setTextRenderMode(3)
    text.textOut(SECRET)
    canvas.drawText(text)


def too_small(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.8)
    canvas.drawString(154, 560, SECRET)


@pytest.mark.parametrize("hidden", [white, under_a_bar, cut_away, see_through, not_drawn, too_small])
def test_what_nobody_sees_is_not_read_and_is_said(hidden: Draws) -> None:
    """A name under a black bar stays there; that there is such text is said, never what it says."""

    def draw(canvas: Canvas) -> None:
        ruled(canvas)
        canvas.saveState()
        hidden(canvas)
        canvas.restoreState()

    read = drawn(draw)
    assert read.lines == TABLE
    assert [(page, noticed.hidden) for page, noticed in read.noticed] == [(1, len(SECRET.replace(" ", "")))]


def test_white_letters_on_a_dark_heading_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(50, 670, 370, 30, fill=1)
        canvas.setFillColor(colors.white)
        canvas.drawString(54, 686, "År")
        canvas.drawString(154, 686, "Titel")

    assert drawn(draw).lines == ("År\tTitel",) or drawn(draw).lines == ("År Titel",)


def test_raised_figures_are_marks_and_no_digits() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 150, 300), (700, 670, 640))
        for place, (title, amount) in enumerate((("HA11", "-405"), ("Areal i m", "250"))):
            text = canvas.beginText(54, 686 - 30 * place)
            for left, word, mark in ((54, title, "32"[place]), (154, amount, "1")):
                text.setTextOrigin(left, 686 - 30 * place)
                text.setFont("Helvetica", 9)
                text.textOut(word)
                text.setFont("Helvetica", 5)
                text.setRise(4)
                text.textOut(mark)
                text.setRise(0)
            canvas.drawText(text)

    read = drawn(draw)
    assert read.lines == ("HA11\t-405", "Areal i m²\t250")
    assert read.noticed == ((1, Noticed(marks=("3", "1", "1"))),)


def test_a_sign_without_a_name_before_a_figure_is_not_read_as_nothing() -> None:
    """Vera has no non-breaking hyphen: what is painted in its place may be a minus."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 150, 300), (700, 670, 640))
        canvas.setFont("Vera", 9)
        for place, amount in enumerate(("\u2011405", "-1.750")):
            canvas.drawString(54, 686 - 30 * place, "HA11")
            canvas.drawString(154, 686 - 30 * place, amount)

    assert drawn(draw).lines == ("HA11\t\ufffd405", "HA11\t-1.750")


def test_a_stamp_over_a_cell_is_no_part_of_it() -> None:
    def draw(canvas: Canvas) -> None:
        ruled(canvas)
        canvas.setFillColor(colors.red)
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(160, 655, "UDKAST")

    read = drawn(draw)
    assert (read.lines, read.noticed) == (TABLE, ((1, Noticed(stamps=("UDKAST",))),))


def test_coloured_text_that_another_cell_reaches_over_is_no_stamp() -> None:
    """A status in the letters of its colour says more than one thing in that colour; a stamp does not."""

    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 150, 300), (700, 670, 640))
        for place, (kind, status) in enumerate((("Investeringsforslag til alle", "Forsinket"), ("Kort", "Stoppet"))):
            canvas.setFillColor(colors.black)
            canvas.drawString(54, 686 - 30 * place, kind)
            canvas.setFillColor(colors.red)
            canvas.drawString(154, 686 - 30 * place, status)

    read = drawn(draw)
    assert read.lines == ("Investeringsforslag til alle\tForsinket", "Kort\tStoppet")
    assert not read.noticed


def test_the_end_of_a_word_that_another_text_reaches_over_is_kept() -> None:
    """Two letters that happen to stand over the same two are no print of them: they are a part of a longer word."""

    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 120, 300), (700, 670, 640))
        canvas.drawString(120 - canvas.stringWidth("kompenseren"), 686, "kompenserende")
        canvas.drawString(120.5, 686, "den")
        canvas.drawString(54, 656, "Ja")
        canvas.drawString(124, 656, "Nej")

    assert drawn(draw).lines == ("kompenserende\tden", "Ja\tNej")


def test_letters_printed_four_times_are_one() -> None:
    def draw(canvas: Canvas) -> None:
        for x, y in ((0.4, 0), (0, 0.4), (-0.4, 0), (0, -0.4)):
            canvas.saveState()
            canvas.translate(x, y)
            ruled(canvas)
            canvas.restoreState()

    assert drawn(draw).lines == TABLE


def test_struck_text_is_kept_apart() -> None:
    def draw(canvas: Canvas) -> None:
        ruled(canvas)
        canvas.drawString(304, 630, "Forsinket")
        canvas.line(304, 633, 304 + canvas.stringWidth("Forsinket", "Helvetica", 9), 633)

    read = drawn(draw)
    assert (read.lines, read.noticed) == (TABLE, ((1, Noticed(struck=("Forsinket",))),))


def test_a_text_that_reaches_out_of_its_cell_stays_whole() -> None:
    """It is not dealt out letter by letter to the cells that it runs over."""

    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 110, 200), (700, 670))
        canvas.drawString(54, 686, "Investeringsforslag")
        canvas.drawString(114, 686, "Som planlagt")

    assert drawn(draw).lines == ("Investeringsforslag\tSom planlagt",)


def test_a_coloured_dot_is_the_colour_and_no_part_of_the_status() -> None:
    def draw(canvas: Canvas) -> None:
        ruled(canvas)
        canvas.setFont("ZapfDingbats", 9)
        canvas.setFillColor(colors.red)
        canvas.drawString(304, 626, "\u25cf")
        canvas.setFillColor(colors.black)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(316, 626, "Standset")

    read = drawn(draw)
    assert (read.lines[2], read.fills) == ("2025\tNatvagter\tStandset", ((2, 2, "red"),))


def test_hidden_letters_behind_others_are_not_read() -> None:
    """The ink at their place is that of the letters that are seen."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colors.white)
        canvas.drawString(152, 625, SECRET)
        canvas.setFillColor(colors.black)
        ruled(canvas)

    assert drawn(draw).lines == TABLE


def pasted(written: bool, box: tuple[float, float, float, float] = (60, 300, 400, 120)) -> Draws:
    """A picture of a table as a screen shows it, or of a meadow."""

    def draw(canvas: Canvas) -> None:
        picture = Image.new("RGB", (400, 120), "white" if written else (90, 140, 60))
        pen = ImageDraw.Draw(picture)
        for at in range(0, 120, 20):
            pen.line((0, at, 400, at), fill="black")
            pen.text((4, at + 4), f"AB{at} Ny skole", fill="black")
        canvas.drawImage(ImageReader(picture), *box)

    return draw


def both(*draws: Draws) -> Draws:
    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def test_a_table_that_was_pasted_as_a_picture_is_said() -> None:
    found = drawn(both(ruled, pasted(written=True)))
    assert [notice.pictures for _, notice in found.noticed] == [1]


@pytest.mark.parametrize("draw", [pasted(written=False), pasted(written=True, box=(60, 740, 90, 27))])
def test_photographs_and_logos_are_not(draw: Draws) -> None:
    assert not drawn(both(ruled, draw)).noticed


def test_paper_that_the_text_stands_on_is_no_unread_picture() -> None:
    page = pasted(written=True, box=(0, 0, 595, 842))
    assert not [notice for _, notice in drawn(both(page, ruled)).noticed if notice.pictures]
