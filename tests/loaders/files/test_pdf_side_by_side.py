"""A list that was folded to save paper: two tables with one heading stand beside each other."""

import io

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from loaders import files
from loaders.kinds import read_document

pytestmark = pytest.mark.usefixtures("read_here")

HEAD = ("Nr.", "Forslag", "Status", "Besparelse 1.000 kr.")
XS = (30, 60, 220, 300, 400)
LEFT = (
    ("A1", ("Færre biler", "i hjemmeplejen"), "Gennemført", "-300"),
    ("A2", ("Fælles indkøb",), "Forsinket", "-150"),
    ("A3", ("Lys med dioder",), "Gennemført", "-75"),
)
RIGHT = (
    ("A4", ("Mindre rengøring",), "Forsinket", "-1.200"),
    ("A5", ("Solceller på", "kommunens tage"), "Gennemført", "-90"),
)
WANT = [
    ("A1", "Færre biler i hjemmeplejen", -300),
    ("A2", "Fælles indkøb", -150),
    ("A3", "Lys med dioder", -75),
    ("A4", "Mindre rengøring", -1200),
    ("A5", "Solceller på kommunens tage", -90),
]


@pytest.mark.parametrize("drawn", ["nothing", "across", "all"])
@pytest.mark.parametrize("shift", [390, 370])
def test_tables_beside_each_other_are_read_one_after_the_other(drawn: str, shift: float) -> None:
    """Their rows stand at other heights; lines may be drawn around all cells, also through both tables."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), invariant=1)
    canvas.setFont("Helvetica", 8)
    canvas.drawString(30, 560, "Status på vedtagne besparelser, Odder Kommune, november 2026")
    for move, rows in ((0, LEFT), (shift, RIGHT)):
        top = 540.0
        tops = [top]
        for code, title, *others in ((HEAD[0], (HEAD[1],), *HEAD[2:]), *rows):
            for x, text in zip((XS[0], *XS[2:]), (code, *others), strict=False):
                canvas.drawString(x + move + 3, top - 10, text)
            for at, line in enumerate(title):
                canvas.drawString(XS[1] + move + 3, top - 10 - 10 * at, line)
            top -= 4 + 10 * len(title)
            tops.append(top)
        xs = [x + move for x in XS]
        if drawn == "all":
            canvas.grid(xs, tops)
        for y in tops if drawn == "across" else ():
            canvas.line(xs[0], y, xs[-1], y)
    canvas.drawString(
        30,
        400,
        "Beløbene er opgjort i priser for 2026, og der er taget højde for, at flere af besparelserne overlapper " * 2,
    )
    canvas.save()
    loaded = read_document(files.document_from("status.pdf", out.getvalue()))
    assert [(row.code, row.title, row.saving_tkr) for row in loaded.statuses] == WANT
