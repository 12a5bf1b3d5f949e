"""Headings over years, headings set apart from their figures, dots in a column of their own, rows beneath a heading."""

import pytest

from loaders.files.pdf import beneath, dots, groups, layout, placement, sections
from loaders.files.pdf.shapes import Box, Fill, Glyph, Page
from loaders.files.pdf.tables import CellLine, PdfCell, PdfRow
from loaders.files.pdf.words import Word

SIZE, WIDTH = 8.0, 4.0
XS = (20.0, 60.0, 170.0, 240.0, 310.0, 350.0, 390.0, 430.0, 470.0, 510.0)
RIGHT = 36.0  # the right edge of a column, behind its left one


def cell(text: str, x: float, top: float) -> PdfCell:
    if not text:
        return PdfCell()
    word = Word(text, x, top, x + WIDTH * len(text), top + SIZE, SIZE, WIDTH, "")
    return PdfCell((CellLine(text),), words=(word,))


def row(top: float, *texts: str, xs: tuple[float, ...] = XS, table: int = 1) -> PdfRow:
    """A row whose texts begin at the left edges of their columns."""
    made = tuple(cell(text, x, top) for text, x in zip(texts, xs, strict=False))
    ends = tuple(x + RIGHT for x in xs[: len(texts)])
    return PdfRow(made, 1, Box(xs[0], top, ends[-1], top + SIZE), SIZE, table, xs[: len(texts)], ends)


def said(one: PdfRow) -> list[str]:
    return [each.text for each in one.cells]


UPPER = ("Kode", "Tiltag", "Status", "Ansvarlig", "Investering", "", "Effekt", "", "", "")
LOWER = ("", "", "", "", "2025", "2026", "2025", "2026", "2027", "Varig")


def test_headings_over_years_stand_over_each_of_their_columns() -> None:
    over = groups.over_years(row(10, *UPPER), row(20, *LOWER))
    assert over
    assert said(over)[4:] == ["Investering"] * 2 + ["Effekt"] * 4


def test_a_heading_in_the_middle_of_its_years_is_theirs() -> None:
    upper = row(10, *UPPER)
    cells = list(upper.cells)
    cells[6], cells[8] = PdfCell(), cell("Effekt", 457, 10)
    over = groups.over_years(PdfRow(tuple(cells), 1, upper.box, SIZE, 1, upper.xs, upper.ends), row(20, *LOWER))
    assert over
    assert said(over)[4:] == ["Investering"] * 2 + ["Effekt"] * 4


@pytest.mark.parametrize("years", [("2025", "2027", "2026", "2029", "2031", ""), ("", "", "", "", "2025", "")])
def test_what_no_years_or_too_many_stand_below_heads_no_group(years: tuple[str, ...]) -> None:
    assert groups.over_years(row(10, *UPPER), row(20, "", "", "", "", *years)) is None


def test_rows_beneath_a_heading_with_a_blank_column_have_its_columns() -> None:
    head = row(10, "Kode", "Tiltag", "Status", "2025", "2026", "2027")
    xs = (*XS[:4], XS[5])
    below = row(40, "AB01", "Vagtplan", "Forsinket", "100", "300", xs=xs, table=2)
    made = beneath.with_headings([head, below])
    assert said(made[1]) == ["AB01", "Vagtplan", "Forsinket", "100", "", "300"]
    assert made[1].table == made[0].table


def test_rows_beneath_a_heading_that_tells_no_column_are_blank_and_said() -> None:
    """The column that is left out could be any; their figures stood one column to the left."""
    head = row(10, "Kode", "Tiltag", "Status", "2025", "2026", "2027")
    below = row(40, "AB01", "Vagtplan", "Forsinket", "100", "300", xs=(20.0, 60.0, 170.0, 269.0, 335.0), table=2)
    below = PdfRow(
        (*below.cells[:3], cell("1.000.000", 269, 40), cell("3.000.000", 335, 40)),
        1,
        below.box,
        SIZE,
        2,
        below.xs,
        below.ends,
    )
    kept = beneath.with_headings([head, below])
    read, doubt = placement.checked_page(kept, Page(1, 600, 800, []))
    assert doubt
    assert not any(said(read[1]))


class Printer:
    """Paints texts as programs do: a text after the other, sign by sign."""

    def __init__(self) -> None:
        self.glyphs: list[Glyph] = []
        self.order = 0

    def text(self, x: float, top: float, text: str) -> None:
        self.order += 2
        for place, sign in enumerate(text):
            left = x + place * WIDTH
            self.glyphs.append(Glyph(sign, left, top, left + WIDTH, top + SIZE, SIZE, order=self.order))
            self.order += 1

    def rows(self) -> list[list[str]]:
        read = layout.rows(Page(1, 600, 800, self.glyphs), 1)
        return [said(one) for one in sections.with_groups(read) if one.table]


def test_headings_to_the_left_of_their_figures_are_those_of_their_columns() -> None:
    """Two rows of headings, of which the lower one has years; the figures stand at the right edge."""
    printer = Printer()
    for x, text in zip(XS, UPPER, strict=True):
        printer.text(x, 10, text)
    for x, text in zip(XS, LOWER, strict=True):
        printer.text(x, 28, text)
    for top in (50, 70):
        for x, text in zip(
            XS, ("AB01", "Fælles vagtplan", "Forsinket", "Plan", "5", "6", "7", "8", "9", "4"), strict=True
        ):
            printer.text(x + 20 if text.isdigit() else x, top, text)
    read = printer.rows()
    assert read[0][4:] == ["Investering"] * 2 + ["Effekt"] * 4
    assert read[1][4:] == ["2025", "2026", "2025", "2026", "2027", "Varig"]
    assert [one[4:] for one in read[2:]] == [["5", "6", "7", "8", "9", "4"]] * 2


def test_dots_before_a_text_stand_in_its_cell() -> None:
    printer = Printer()
    for x, text in zip(XS, ("Kode", "Tiltag", "Status", "A", "B", "C", "D", "E", "F", "G"), strict=True):
        printer.text(x, 10, text)
    for top in (30, 50):
        for x, text in zip(
            XS, ("AB01", "Fælles vagtplan", "Forsinket", "x", "5", "6", "7", "8", "9", "4"), strict=True
        ):
            printer.text(x, top, text)
        printer.text(160, top, "●")
    assert {len(one) for one in printer.rows()} == {10}


def test_a_dot_drawn_before_the_words_of_a_cell_is_its_colour() -> None:
    """The cell whose words stand nearer, on the same line; a bar along the row is no dot."""
    made = row(50, "Kultur", "Risiko", xs=(40.0, 100.0))
    dot = Box(86, 51, 93, 58)
    assert [one.colour for one in dots.with_dots(made, [Fill(dot, "red")]).cells] == ["", "red"]
    assert [one.colour for one in dots.with_dots(made, [Fill(dot, "")]).cells] == ["", ""]
    for box in (Box(65, 51, 72, 58), Box(86, 71, 93, 78), Box(94, 20, 98, 90), Box(70, 54, 98, 55)):
        assert not any(one.colour for one in dots.with_dots(made, [Fill(box, "red")]).cells)
