"""Tables as Word's styles print them: what is painted, what has lines and what only stands in columns is one table."""

from itertools import pairwise

import pytest
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from tests.loaders.files.test_pdf_layout import drawn

XS, YS = (50, 100, 250, 330, 420), (700, 680, 660, 640, 620)
TEXTS = (
    ("År", "Titel", "Status", "Tal"),
    ("2024", "Fælles vagtplan", "Som planlagt", "10"),
    ("2025", "Natvagter", "", "20"),
    ("2026", "Robotter", "Standset", "30"),
)
LINES = tuple("\t".join(row) for row in TEXTS)


def printed(canvas: Canvas, painted: tuple[int, ...], lines: tuple[int, ...]) -> None:
    canvas.setFillColor(colors.lightgrey)
    for row in painted:
        for left, right in pairwise(XS):
            canvas.rect(left, YS[row + 1], right - left, YS[row] - YS[row + 1], stroke=0, fill=1)
    canvas.setFillColor(colors.black)
    for row in lines:
        canvas.line(XS[0], YS[row], XS[-1], YS[row])
    for top, row in zip(YS, TEXTS, strict=False):
        for left, text in zip(XS, row, strict=False):
            canvas.drawString(left + 4, top - 14, text)


@pytest.mark.parametrize(
    ("painted", "lines"),
    [
        ((0, 1, 2, 3), ()),
        ((1, 3), (0, 1, 4)),
        ((0, 2), (4,)),
        ((0,), (1, 2, 3, 4)),
        ((0,), ()),
        ((1,), (0, 1, 2, 3, 4)),
    ],
)
def test_painted_rows_and_those_between_them_are_one_table(painted: tuple[int, ...], lines: tuple[int, ...]) -> None:
    """A blank cell stays blank, whether its row is painted or not."""
    assert tuple(line for line in drawn(lambda canvas: printed(canvas, painted, lines)).lines if line) == LINES
