"""A sign is a sign in every type of file: minus, its longer sisters, brackets, a trailing minus, a number format."""

import io
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

import docx
import openpyxl
import pytest
from docx.shared import RGBColor
from openpyxl.styles import Font
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from loaders import files, kinds
from records import Document
from templates.picture import FONTS

pytestmark = pytest.mark.usefixtures("read_here")

TITLE = "Status på budgetforslag, Vejle Kommune, 30. juni 2026"
HEAD = ("Kode", "Forslag", "Status", "Effekt 1.000 kr.")
PRINTED = {
    "-1.300": -1300, "−1.301": -1301, "–1.302": -1302, "(1.303)": -1303, "1.304-": -1304, "1.305": 1305,
    "- 1.306": -1306, "-1.307,5": -1307.5, "+1.308": 1308, "0": 0, "÷1.310": -1310,
    "1.311,-": 1311, "(1.313,5)": -1313.5,
}  # fmt: skip
ROWS = tuple((f"A{at:02}", f"Forslag om ting nummer {at}", "I gang", text) for at, text in enumerate(PRINTED, 1))
WANTED = {row[0]: PRINTED[row[3]] for row in ROWS}


def as_xlsx() -> Document:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in ([TITLE], HEAD, *ROWS):
        book.active.append(list(row))
    book.save(file)
    return files.document_from("a.xlsx", file.getvalue())


def as_docx() -> Document:
    made, file = docx.Document(), io.BytesIO()
    made.add_paragraph(TITLE)
    table = made.add_table(0, len(HEAD))
    for row in (HEAD, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.save(file)
    return files.document_from("a.docx", file.getvalue())


def as_csv() -> Document:
    lines = [TITLE, *(";".join(row) for row in (HEAD, *ROWS))]
    return files.document_from("a.csv", "\r\n".join(lines).encode())


def page() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in (HEAD, *ROWS))
    return f"<html><body><p>{TITLE}</p><table>{rows}</table></body></html>"


def as_html() -> Document:
    return files.document_from("a.html", page().encode())


def as_pdf() -> Document:
    pdfmetrics.registerFont(TTFont("Vera", str(FONTS / "Vera.ttf")))
    file = io.BytesIO()
    table = Table(
        [HEAD, *ROWS],
        style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "Vera", 9)]),
    )
    SimpleDocTemplate(file, pagesize=A4).build([Paragraph(TITLE), table])
    return files.document_from("a.pdf", file.getvalue())


def as_txt() -> Document:
    return files.document_from("a.txt", "\n".join([TITLE, "", *("\t".join(row) for row in (HEAD, *ROWS))]).encode())


def as_eml() -> Document:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Status", "bo@sandvig.example", "ida@sandvig.example"
    message.set_content("Se tabellen.")
    message.add_alternative(page(), subtype="html")
    return files.document_from("a.eml", message.as_bytes())


@pytest.mark.parametrize("made", [as_xlsx, as_docx, as_csv, as_html, as_pdf, as_txt, as_eml])
def test_every_sign_is_read_in_every_type_of_file(made: Callable[[], Document]) -> None:
    assert {row.code: row.saving_tkr for row in kinds.read_document(made()).statuses} == WANTED


FORMATS = [
    "#,##0",
    "#,##0;(#,##0)",
    "#,##0;[Red]#,##0",
    "#,##0_ ;[Red]-#,##0 ",
    "#,##0;#,##0-",
    '#,##0 "t.kr.";[Red](#,##0 "t.kr.")',
]


@pytest.mark.parametrize("number_format", FORMATS)
def test_a_number_format_takes_no_sign_away(number_format: str) -> None:
    """What is negative in the sheet is so, also where only the colour of its letters shows it."""
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in ([TITLE], list(HEAD), ["A1", "Færre biler", "I gang", -300], ["A2", "Flere træer", "I gang", 40]):
        book.active.append(row)
    for at in (3, 4):
        book.active.cell(at, 4).number_format = number_format
    book.save(file)
    found = kinds.read_document(files.document_from("a.xlsx", file.getvalue())).statuses
    assert [(row.code, row.saving_tkr) for row in found] == [("A1", -300), ("A2", 40)]


# ---------------------------------------------------------------- red letters

REDDENED = [("A1", "Færre biler", "300", "red"), ("A2", "Flere træer", "40", ""), ("A3", "Nye lamper", "500", "red")]


def red_docx(rows: list[tuple[str, str, str, str]]) -> Document:
    made, file = docx.Document(), io.BytesIO()
    made.add_paragraph(TITLE)
    table = made.add_table(0, len(HEAD))
    for code, name, amount, colour in [(*HEAD[:2], HEAD[3], ""), *rows]:
        cells = table.add_row().cells
        for cell, text in zip(cells, (code, name, "I gang" if amount[0].isdigit() else HEAD[2], amount), strict=True):
            run = cell.paragraphs[0].add_run(text)
            if colour == "row" or (colour == "red" and text == amount):
                run.font.color.rgb = RGBColor(0xC0, 0, 0)
    made.save(file)
    return files.document_from("a.docx", file.getvalue())


def red_html(rows: list[tuple[str, str, str, str]]) -> Document:
    def cell(text: str, red: bool) -> str:
        return f'<td><font color="#FF0000">{text}</font></td>' if red else f"<td>{text}</td>"

    lines = "".join(
        f"<tr>{cell(code, colour == 'row')}{cell(name, colour == 'row')}{cell('I gang', colour == 'row')}"
        f"{cell(amount, bool(colour))}</tr>"
        for code, name, amount, colour in rows
    )
    head = "".join(f"<th>{text}</th>" for text in HEAD)
    return files.document_from(
        "a.html", f"<html><body><p>{TITLE}</p><table><tr>{head}</tr>{lines}</table></body></html>".encode()
    )


def red_xlsx(rows: list[tuple[str, str, str, str]]) -> Document:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in ([TITLE], list(HEAD), *([code, name, "I gang", amount] for code, name, amount, _ in rows)):
        book.active.append(row)
    for at, (*_, colour) in enumerate(rows, 3):
        for cell in book.active[at][0 if colour == "row" else 3 : 4 if colour else 3]:
            cell.font = Font(color="FFFF0000")
    book.save(file)
    return files.document_from("a.xlsx", file.getvalue())


def red_pdf(rows: list[tuple[str, str, str, str]]) -> Document:
    cells = [HEAD, *((code, name, "I gang", amount) for code, name, amount, _ in rows)]
    style = [("GRID", (0, 0), (-1, -1), 0.4, colors.grey)]
    for at, (*_, colour) in enumerate(rows, 1):
        if colour:
            style.append(("TEXTCOLOR", (0 if colour == "row" else 3, at), (3, at), colors.red))
    file = io.BytesIO()
    text = Paragraph(TITLE)
    SimpleDocTemplate(file, pagesize=A4).build([text, Table(cells, style=TableStyle(style))])
    return files.document_from("a.pdf", file.getvalue())


Reddened = Callable[[list[tuple[str, str, str, str]]], Document]


def savings(document: Document) -> tuple[list[float | None], list[object]]:
    loaded = kinds.read_document(document)
    said = [one.values["count"] for one in loaded.findings if one.kind == "red_letters_minus"]
    return [row.saving_tkr for row in loaded.statuses], said


@pytest.mark.parametrize("made", [red_docx, red_html, red_xlsx, red_pdf])
def test_red_letters_are_a_minus_where_others_are_black(made: Reddened) -> None:
    """As a sheet shows them that was pasted as text; it is said."""
    assert savings(made(REDDENED)) == ([-300, 40, -500], [2])


@pytest.mark.parametrize("made", [red_docx, red_html, red_xlsx, red_pdf])
@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([(code, name, amount, "red") for code, name, amount, _ in REDDENED], [300, 40, 500]),
        ([(*REDDENED[0][:2], "-300", "red"), *REDDENED[1:]], [-300, 40, 500]),
        ([(*REDDENED[0][:3], "row"), (*REDDENED[1][:3], ""), (*REDDENED[2][:3], "")], [300, 40, 500]),
    ],
    ids=["all are red", "a minus is printed", "the whole row is red"],
)
def test_red_letters_that_only_stand_out_are_no_minus(
    made: Reddened, rows: list[tuple[str, str, str, str]], wanted: list[float]
) -> None:
    assert savings(made(rows)) == (wanted, [])
