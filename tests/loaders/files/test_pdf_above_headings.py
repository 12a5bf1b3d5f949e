"""A line above a table that says what its colours mean is no row of it."""

import io

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from loaders import files, kinds

WORDS = ("Efter plan", "Forsinket eller dyrere", "Opgivet", "Ikke begyndt")
HEAD = ("Sag", "Indsats", "Budgetår", "Udgift", "Besparelse pr. år", "Status")
ROWS = (
    ("SK 3", "Lejrskolehus afhændes", "2023", "110", "190", "Efter plan"),
    ("SK 5", "Fælles tilsyn", "2024", "", "135", "Opgivet"),
    ("SK 6", "Vuggestuegrupper flyttes", "2025", "770", "1.640", "Forsinket"),
    ("SK 8", "Kompetencefond", "2025", "45", "260", "Efter plan"),
)
LIT = {"Efter plan": colors.green, "Forsinket": colors.gold, "Opgivet": colors.red}
LEGENDS = ((40, 184, 388, 462), (40, 150, 300), (40, 160, 280, 400), (64, 250, 439, 600))
XS, RIGHT = (64, 109, 439, 560, 640, 644), (3, 4)


def dot(canvas: Canvas, x: float, y: float, colour: colors.Color | None) -> None:
    canvas.setFillColor(colour or colors.white)
    canvas.circle(x, y + 3, 3.5, stroke=int(colour is None), fill=1)
    canvas.setFillColor(colors.black)


def pdf(legend: tuple[int, ...], *, ruled: bool) -> bytes:
    """Rows with a dot each below a legend, whose dots begin at these places."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4))
    canvas.setFont("Helvetica", 9)
    canvas.drawString(50, 530, "Solrød Kommune: status på besparelser, juni 2026. Alle beløb i 1.000 kr.")
    for x, word, colour in zip(legend, WORDS, (*LIT.values(), None), strict=False):
        dot(canvas, x + 5, 500, colour)
        canvas.drawString(x + 14, 500, word)
    for at, row in enumerate((HEAD, *ROWS)):
        y = 478 - 16 * at
        for column, text in enumerate(row):
            (canvas.drawRightString if column in RIGHT else canvas.drawString)(XS[column], y, text)
        if at:
            dot(canvas, 46, y, LIT[row[-1]])
        if ruled:
            canvas.line(40, y - 5, 800, y - 5)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("legend", LEGENDS)
def test_a_legend_above_the_heading_gives_the_table_no_columns(legend: tuple[int, ...], ruled: bool) -> None:
    loaded = kinds.read_document(files.document_from("a.pdf", pdf(legend, ruled=ruled)))
    read = [
        (row.code, row.title, row.budget_year, row.investment_tkr, row.saving_tkr, row.colour, row.status)
        for row in loaded.statuses
    ]
    assert read == [
        ("SK3", "Lejrskolehus afhændes", 2023, 110, 190, "green", "Efter plan"),
        ("SK5", "Fælles tilsyn", 2024, None, 135, "red", "Opgivet"),
        ("SK6", "Vuggestuegrupper flyttes", 2025, 770, 1640, "yellow", "Forsinket"),
        ("SK8", "Kompetencefond", 2025, 45, 260, "green", "Efter plan"),
    ]
