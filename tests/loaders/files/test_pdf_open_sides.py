"""Tables whose first or last column has no line outside it."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.loaders.files.test_pdf_layout import drawn

XS, YS = (50, 110, 260, 340, 420, 500), (700, 670, 640, 610)
ROWS = (
    ("År", "Titel", "Investering", "Effekt", "Godkendt"),
    ("2024", "Fælles vagtplan", "4.150", "-405", "Ja"),
    ("2025", "Natvagter", "1.050", "-75", "Nej"),
)
READ = tuple("\t".join(row) for row in ROWS)


def texts(canvas: Canvas) -> None:
    for top, row in zip(YS, ROWS, strict=False):
        for left, text in zip(XS, row, strict=False):
            canvas.drawString(left + 4, top - 14, text)


def ruled(canvas: Canvas, lines: Sequence[float], *, gap: float = 0.0) -> None:
    for top, bottom in pairwise(YS):
        for x in lines:
            canvas.line(x, top, x, bottom + gap)


@pytest.mark.parametrize("gap", [0.0, 6.0])
@pytest.mark.parametrize("lines", [XS[1:], XS[:-1], XS[1:-1]], ids=["left", "right", "both"])
def test_a_column_without_a_line_outside_it_is_a_column(lines: Sequence[float], gap: float) -> None:
    """Whether or not the lines break between the rows, as they do at the name of an area."""

    def draw(canvas: Canvas) -> None:
        texts(canvas)
        ruled(canvas, lines, gap=gap)

    assert tuple(line for line in drawn(draw).lines if line) == READ


def test_text_beside_a_table_is_no_column_of_it() -> None:
    """It was painted after the table."""

    def draw(canvas: Canvas) -> None:
        texts(canvas)
        canvas.grid(XS, YS)
        for place, line in enumerate(("Kort", "fortalt", "her")):
            canvas.drawString(XS[-1] + 10, YS[0] - 12 - 30 * place, line)

    assert tuple(line for line in drawn(draw).lines if "\t" in line) == READ


def test_a_heading_that_reaches_almost_to_the_next_one_is_no_part_of_it() -> None:
    """No space was painted between them, and no letter of a word stands so far from the next."""

    def draw(canvas: Canvas) -> None:
        canvas.grid((50, 86, 200, 300), YS)
        for place, row in enumerate((("", "", "Effekt"), ("2024", "HA01", "-405"), ("2025", "HA02", "-75"))):
            for x, text in zip((50, 86, 200), row, strict=True):
                canvas.drawString(x + 3, YS[place] - 24, text)
        canvas.drawString(53, YS[0] - 14, "Vedtaget")
        canvas.drawString(53, YS[0] - 24, "budgetåret")
        canvas.drawString(53 + canvas.stringWidth("budgetåret") + 2.2, YS[0] - 24, "Titel")

    assert drawn(draw).lines == ("Vedtaget budgetåret\tTitel\tEffekt", "2024\tHA01\t-405", "2025\tHA02\t-75")
