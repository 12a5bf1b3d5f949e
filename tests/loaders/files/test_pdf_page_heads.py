"""The head of a page that stands in columns of its own is no part of the table below it."""

import io

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from loaders import files, kinds

HEADS = (
    (
        ("TØNDER KOMMUNE", "", "KØRT 02.07.2025 06:15"),
        ("ØKONOMISYSTEM", "RAPPORT 02", "SIDE   1"),
        ("PERIODE 006/2025", "BELØB I DKK", ""),
    ),
    (("TØNDER KOMMUNE", "BUDGETOPFØLGNING", "Side 1 af 1"), ("REGNSKAB 2025", "BELØB I KRONER", "UDSKREVET AF KLA")),
)
TABLE = (
    ("PROJEKT", "BETEGNELSE", "BUDGETÅR", "INVESTERING", "EFFEKT HELÅR", "STATUS"),
    ("TØ24010", "Nat- og weekendplan for hjemmeplejen", "2024", "412.000,00", "985.500,00-", "Gennemført"),
    ("TØ24011", "Skift af leverandør på bleer", "2024", "0,00", "316.000,00-", "Gennemført"),
    ("TØ25010", "Samling af indsats i Skærbæk", "2025", "3.150.000,00", "1.740.000,00-", "Forsinket"),
)
XS, RIGHT, HEAD_XS = (40, 105, 395, 515, 640, 670), (3, 4), (40, 150, 660)


def pdf(head: tuple[tuple[str, ...], ...], step: int) -> bytes:
    """A print of a finance system: rows so far apart, and a line above and below the heading."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4))
    canvas.setFont("Courier", 9)
    for at, line in enumerate(head):
        for x, text in zip(HEAD_XS, line, strict=True):
            canvas.drawString(x, 560 - 13 * at, text)
    top = 560 - 13 * len(head) - 12
    for at, row in enumerate(TABLE):
        for column, text in enumerate(row):
            y = top - step * at - (8 if at else 0)
            (canvas.drawRightString if column in RIGHT else canvas.drawString)(XS[column], y, text)
    for y in (top + 14, top - 8):
        canvas.line(40, y, 800, y)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("step", [13, 16])
@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_page_is_no_heading_and_its_unit_counts(head: tuple[tuple[str, ...], ...], step: int) -> None:
    loaded = kinds.read_document(files.document_from("a.pdf", pdf(head, step)))
    assert [(row.code, row.title, row.investment_tkr, row.saving_tkr) for row in loaded.statuses] == [
        ("TØ24010", "Nat- og weekendplan for hjemmeplejen", 412, -985.5),
        ("TØ24011", "Skift af leverandør på bleer", 0, -316),
        ("TØ25010", "Samling af indsats i Skærbæk", 3150, -1740),
    ]
