"""An orange is the red or the yellow of its document, whatever file it is."""

import io

import pytest
from docx import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from loaders import files, kinds

GREEN, YELLOW, ORANGE, RED = "C6E0B4", "FFE699", "F4B084", "FF7C80"
HEAD = ("Nr.", "Forslag", "Status", "Besparelse (1.000 kr.)")
NAMES = {GREEN: "Følger planen", YELLOW: "Forsinket", ORANGE: "Gennemføres ikke", RED: "Opgivet"}


def rows(shades: list[str], words: dict[str, str]) -> list[tuple[str, ...]]:
    return [(f"AB0{at}", f"Forslag om ting {at}", words[shade], "-300") for at, shade in enumerate(shades)]


def pdf(shades: list[str], words: dict[str, str]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(50, 780, "Status på budget 2025 i Greve Kommune")
    xs, ys = (50, 100, 260, 400, 540), [750 - 20 * at for at in range(len(shades) + 2)]
    for at, shade in enumerate(shades):
        canvas.setFillColor(HexColor(f"#{shade}"))
        canvas.rect(xs[2], ys[at + 2], xs[3] - xs[2], 20, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#000000"))
    canvas.grid(xs, ys)
    for top, row in zip(ys, (HEAD, *rows(shades, words)), strict=False):
        for left, text in zip(xs, row, strict=False):
            canvas.drawString(left + 4, top - 14, text)
    canvas.save()
    return out.getvalue()


def xlsx(shades: list[str], words: dict[str, str]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Status på budget 2025 i Greve Kommune"])
    sheet.append(HEAD)
    for at, (shade, row) in enumerate(zip(shades, rows(shades, words), strict=True), 3):
        sheet.append(row)
        sheet.cell(at, 3).fill = PatternFill("solid", fgColor=shade)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx(shades: list[str], words: dict[str, str]) -> bytes:
    document = WordDocument()
    document.add_paragraph("Status på budget 2025 i Greve Kommune")
    table = document.add_table(0, len(HEAD))
    for at, row in enumerate((HEAD, *rows(shades, words))):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
        if at:
            shading = OxmlElement("w:shd")
            shading.set(qn("w:fill"), shades[at - 1])
            shading.set(qn("w:val"), "clear")
            cells[2]._tc.get_or_add_tcPr().append(shading)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def colours(type_of_file: str, shades: list[str], words: dict[str, str]) -> list[str | None]:
    make = {"pdf": pdf, "xlsx": xlsx, "docx": docx}[type_of_file]
    loaded = kinds.read_document(files.document_from(f"a.{type_of_file}", make(shades, words)))
    return [row.colour for row in loaded.statuses]


@pytest.mark.parametrize("type_of_file", ["pdf", "xlsx", "docx"])
@pytest.mark.parametrize(
    ("shades", "words", "expected"),
    [
        ([GREEN, ORANGE, YELLOW, GREEN], NAMES, ["green", "red", "yellow", "green"]),
        ([GREEN, ORANGE, GREEN], {**NAMES, ORANGE: "Forsinket"}, ["green", "yellow", "green"]),
        ([GREEN, ORANGE, YELLOW], {GREEN: "Sag X", ORANGE: "Sag Y", YELLOW: "Sag Z"}, ["green", "red", "yellow"]),
        ([GREEN, ORANGE, YELLOW, RED], {**NAMES, ORANGE: "Sag Y"}, ["green", "yellow", "yellow", "red"]),
    ],
)
def test_the_words_on_orange_tell_else_what_it_stands_beside(
    type_of_file: str, shades: list[str], words: dict[str, str], expected: list[str]
) -> None:
    assert colours(type_of_file, shades, words) == expected
