"""A status report laid out as a PDF: a landscape table for each area, ruled, with the status cells painted."""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

WIDTHS = (36, 110, 62, 72, 150, 52, 66, 52, 100, 36, 40, 70)
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=7, leading=8.4)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Helvetica-Bold")
TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
TITLE = ParagraphStyle("title", parent=TEXT, fontName="Helvetica-Bold", fontSize=14, leading=17)
SHADES = {"green": "#92d050", "yellow": "#ffc000", "red": "#ff5050"}


def made(text: str, colours: Sequence[str | None] = (), paint: str = "fill") -> bytes:
    """The PDF of a report that is written with tabs between cells and marks before headings.

    `colours` are those of the status cells, row by row.
    """
    story: list[Flowable] = []
    rows: list[list[str]] = []
    left = list(colours)
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            story += [_table(rows, [left.pop(0) if left else None for _ in rows[1:]], paint), Spacer(1, 10)]
            rows = []
        if line.strip():
            style = TITLE if line.startswith("#") else TEXT
            story.append(Paragraph(escape(line.lstrip("# ")), style))
    stream = BytesIO()
    margins = {"leftMargin": 28, "rightMargin": 28, "topMargin": 40, "bottomMargin": 36}
    template = SimpleDocTemplate(stream, pagesize=landscape(A4), **margins)
    template.build(story, onFirstPage=_furniture, onLaterPages=_furniture)
    return stream.getvalue()


def _furniture(canvas: object, template: object) -> None:
    canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]
    canvas.drawString(28, 575, "Status på vedtagne forslag")  # type: ignore[attr-defined]
    canvas.drawRightString(814, 18, f"Side {template.page}")  # type: ignore[attr-defined]


def _table(rows: list[list[str]], colours: Sequence[str | None], paint: str) -> Table:
    width = max(map(len, rows))
    scale = 786 / sum(WIDTHS[:width])
    cells = [
        [Paragraph(escape(cell), HEAD if at == 0 else BODY) for cell in (row + [""] * width)[:width]]
        for at, row in enumerate(rows)
    ]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#d9e2f3")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *(("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3)),
    ]
    for at, colour in enumerate(colours, 1):
        if colour and paint == "fill":
            style.append(("BACKGROUND", (3, at), (3, at), colors.HexColor(SHADES[colour])))
    widths = [one * scale for one in WIDTHS[:width]]
    return Table(cells, widths, repeatRows=1, splitInRow=1, style=TableStyle(style))
