"""Sheets as PDF by reportlab, which tags nothing and draws what it is told."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from reportlab.lib import colors, pagesizes
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from tests.loaders.files.pdf_made import symbols
from tests.loaders.files.pdf_made.sheets import (
    EMPTY,
    MARKS,
    TICKED,
    Cell,
    Look,
    NewPage,
    Sheet,
    Table,
    Text,
    pieces,
    placed,
    softened,
)

_DEJAVU = Path("/usr/share/fonts/truetype/dejavu")
_PAPER = {"A4": pagesizes.A4, "A3": pagesizes.A3}
_MARGIN = 45.0
_BUILT_IN = {"Helvetica": ("Helvetica", "Helvetica-Bold"), "Times": ("Times-Roman", "Times-Bold")}
_SIZES = {"title": 15.0, "heading": 12.0, "sub": 10.5, "small": 7.5}
_BOLD = ("title", "heading", "sub", "caption")
_ALIGN = {"left": TA_LEFT, "right": TA_RIGHT, "center": TA_CENTER}
_BOX = 7.0


def pdf(sheet: Sheet, look: Look) -> bytes:
    """The sheet as the bytes of a PDF."""
    paper = pagesizes.landscape(_PAPER[look.paper]) if sheet.landscape else _PAPER[look.paper]
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=paper, title="PDF", invariant=1)
    frame = Frame(_MARGIN, _MARGIN, paper[0] - 2 * _MARGIN, paper[1] - 2 * _MARGIN, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=lambda canvas, _: _furniture(canvas, sheet, look)))
    width = paper[0] - 2 * _MARGIN
    story = [drawn for block in sheet.blocks for drawn in _block(block, look, width, landscape=sheet.landscape)]
    document.build(story, canvasmaker=_Canvas)
    return _turned(out.getvalue()) if look.turned else out.getvalue()


def _turned(data: bytes) -> bytes:
    """The same pages, lying on their side in the file and turned when they are shown."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in writer.pages:
        page.rotate(90)
        page.transfer_rotation_to_content()
        page.rotate(270)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@cache
def _fonts(name: str) -> tuple[str, str]:
    """The plain and the bold face; reportlab's own Vera where there is no DejaVu."""
    if name in _BUILT_IN:
        return _BUILT_IN[name]
    files = (_DEJAVU / "DejaVuSans.ttf", _DEJAVU / "DejaVuSans-Bold.ttf")
    there = files if all(file.exists() for file in files) else ("Vera.ttf", "VeraBd.ttf")
    for face, file in zip(("Plain", "Bold"), there, strict=True):
        pdfmetrics.registerFont(TTFont(face, str(file)))
    return "Plain", "Bold"


@cache
def _boxes() -> str:
    pdfmetrics.registerFont(TTFont("Boxes", io.BytesIO(symbols.font())))
    return "Boxes"


def _furniture(canvas: Canvas, sheet: Sheet, look: Look) -> None:
    canvas.setFont(_fonts(look.font)[0], 7)
    top = float(canvas._pagesize[1])
    for place, text in ((top - 20, sheet.header), (26, sheet.footer)):
        for number, line in enumerate(filter(None, text.split("\n"))):
            # reportlab knows the number of pages only afterwards
            canvas.drawString(_MARGIN, place - 9 * number, line.format(page=canvas.getPageNumber(), pages="9"))


def _block(block: Text | Table | NewPage, look: Look, width: float, *, landscape: bool) -> Iterator[Flowable]:
    if isinstance(block, NewPage):
        yield PageBreak()
    elif isinstance(block, Table):
        size = 6.5 if landscape and look.paper == "A4" else 8.5
        yield from (_table(block, look, width, size), Spacer(1, 10))
    else:
        style = _style(look, _SIZES.get(block.style, 9.0), bold=block.style in _BOLD)
        style.spaceAfter, style.spaceBefore = 6, 6 if block.style in _BOLD else 0
        yield Paragraph(_marked(block.text, look), style, bulletText="•" if block.style == "bullet" else None)


def _style(look: Look, size: float, *, bold: bool = False, align: str = "left") -> ParagraphStyle:
    plain, strong = _fonts(look.font)
    style = ParagraphStyle("text", fontName=strong if bold else plain, fontSize=size, leading=size * 1.2)
    style.alignment, style.embeddedHyphenation = _ALIGN[align], 1
    style.bulletFontName, style.leftIndent = plain, 0
    return style


def _marked(text: str, look: Look, *, hyphens: bool = True) -> str:
    return "".join(_piece(piece, look, hyphens=hyphens) for piece in pieces(text)).replace("\n", "<br/>")


def _piece(piece: str, look: Look, *, hyphens: bool) -> str:
    if piece not in (TICKED, EMPTY):
        # reportlab loses the space before an "&" behind a soft hyphen
        return escape(softened(piece) if look.hyphens and hyphens and "&" not in piece else piece)
    if look.boxes == "private":
        return f'<font name="{_boxes()}">{MARKS[look.boxes][piece == EMPTY]}</font>'
    if look.boxes != "drawn":
        return MARKS[look.boxes][piece == EMPTY]
    return f'<onDraw name="box" label="{"x" if piece == TICKED else ""}"/>\u00a0\u00a0\u00a0'


class _Canvas(Canvas):
    """A canvas that `<onDraw name="box">` in a paragraph can draw on."""

    _curr_tx_info: dict[str, float]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.setNamedCB("box", _draw_box)


def _draw_box(canvas: _Canvas, _kind: str, label: str) -> None:
    """A square where the text has come to, and a cross in it where it is ticked."""
    x, y = canvas._curr_tx_info["cur_x"], canvas._curr_tx_info["cur_y"]
    canvas.rect(x, y, _BOX, _BOX)
    if label:
        canvas.line(x + 1, y + 1, x + _BOX - 1, y + _BOX - 1)
        canvas.line(x + 1, y + _BOX - 1, x + _BOX - 1, y + 1)


def _table(table: Table, look: Look, width: float, size: float) -> Flowable:
    columns = len(table.widths)
    cells: list[list[Any]] = [[""] * columns for _ in table.rows]
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7 if look.rules == "none" else 3),
    ]
    if look.rules != "none":
        style.append(("GRID" if look.rules == "all" else "LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black))
    for row, column, cell in placed(table):
        cells[row][column] = _content(cell, look, size)
        last = (column + cell.span - 1, row + cell.rows - 1)
        if cell.span * cell.rows > 1:
            style.append(("SPAN", (column, row), last))
        if cell.fill:
            style.append(("BACKGROUND", (column, row), last, colors.HexColor(cell.fill)))
    shares = [share * width for share in table.widths]
    # a row that is higher than the page must be allowed to break, the others rather not
    return Grid(cells, shares, style=style, repeatRows=table.head, splitByRow=1, splitInRow=1, hAlign="LEFT")


def _content(cell: Cell, look: Look, size: float) -> Paragraph:
    style = _style(look, size, bold=cell.bold, align=cell.align)
    if cell.anywhere:
        style.wordWrap = "CJK"
    return Paragraph(_marked(cell.text, look, hyphens=not cell.anywhere), style)
