"""Makes the PDFs beside it with a real LibreOffice: a Word document with each of Word's table styles, and a workbook.

    .venv/bin/python -m tests.loaders.files.libreoffice.make

Run it after a change here, and keep the files that it writes. It needs `soffice` (LibreOffice Writer and Calc).
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests import processes

HERE = Path(__file__).parent
TITLE = "Opfølgning på investerings- og effektiviseringsforslag, december 2024"
HEAD = (
    "Vedtaget budgetår",
    "Titel på forslag",
    "Forslagstype",
    "Status december 2024",
    "Bemærkning",
    "Samlet investering, 1.000 kr.",
    "Samlet effektivisering, 1.000 kr. 2024 p/l",
    "År for fuld implementering",
)
ROWS: tuple["Row", ...] = (
    (2022, "{code}1 - Flere botilbud", "Investeringsforslag", "Forløber som planlagt", "", 10100, -5788, 2026),
    (
        2023,
        "{code}2 - Fælles vagtplan",
        "Effektiviseringsforslag",
        "Tidsplanen er skredet mere end 6 mdr.",
        "Rekrutteringen af medarbejdere er forsinket.",
        None,
        -405,
        2025,
    ),
    (2024, "{code}3 - Nye pladser", "Investeringsforslag", "Initiativet er implementeret", "", 1050, -75, 2024),
)
Row = tuple[int, str, str, str, str, int | None, int, int]
_WIDTHS = (16, 48, 34, 42, 46, 24, 30, 24)  # mm
SHEETS = ("Med rammer", "Med striber", "Uden linjer", "Områder i tabellen")
AREAS = ("Børn og unge", "Voksne med handicap")
_COLOURS = {"Forløber som planlagt": "00B050", "Tidsplanen er skredet mere end 6 mdr.": "FFFF00"}


def code(number: int) -> str:
    """The code that the cases of the table with this number (from 0) begin with ("AB01")."""
    return f"{chr(65 + number // 26)}{chr(65 + number % 26)}0"


def styles() -> list[str]:
    """The names of Word's table styles, but for the one that has no lines and no shades."""
    return [one.name for one in docx.Document().styles if one.type == WD_STYLE_TYPE.TABLE and one.name][1:]


def rows(number: int) -> Iterator[Row]:
    """The rows of the table with this number."""
    for year, title, *others in ROWS:
        yield year, title.format(code=code(number)), *others


def printed(value: object) -> str:
    """A value as Danish documents print it; a year has no point."""
    if value is None:
        return ""
    is_year = isinstance(value, int) and 1900 < value < 2100
    return str(value) if is_year or not isinstance(value, int) else f"{value:,}".replace(",", ".")


def word_document(path: Path) -> None:
    """A table in each style, below its name."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    document.styles["Normal"].font.size = Pt(8)
    document.add_heading(TITLE, 1)
    for number, style in enumerate(styles()):
        document.add_heading(style, 2)
        table = document.add_table(0, len(HEAD), style=style)
        for texts in (HEAD, *rows(number)):
            for cell, text, width in zip(table.add_row().cells, texts, _WIDTHS, strict=True):
                cell.text, cell.width = printed(text), Mm(width)
    document.save(str(path))


def workbook(path: Path) -> None:
    """Sheets with frames, with stripes, without lines, and with areas as merged rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, name in enumerate(SHEETS):
        sheet = book.create_sheet(name)
        sheet.append([TITLE])
        sheet.append([])
        if name != SHEETS[-1]:
            sheet.append([name])
            _append(sheet, HEAD, number)
            for row in rows(number):
                _append(sheet, row, number)
        else:
            _append(sheet, HEAD, number)
            for at, area in enumerate(AREAS):
                sheet.append([area])
                sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(HEAD))
                for row in rows(number + at):
                    _append(sheet, row, number)
        _set_up(sheet)
    book.save(path)


def _append(sheet: Worksheet, texts: Sequence[object], number: int) -> None:
    sheet.append(list(texts))
    sheet.row_dimensions[sheet.max_row].height = 40 if texts is HEAD else 26  # as Excel keeps them
    side = Side(style="thin")
    for at, cell in enumerate(sheet[sheet.max_row]):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(size=9, bold=texts is HEAD)
        if at in (5, 6) and texts is not HEAD:
            cell.number_format = "#,##0"
        if number in (0, 3):
            cell.border = Border(side, side, side, side)
        if number == 1 and sheet.max_row % 2:
            cell.fill = PatternFill("solid", fgColor="DDEBF7")
        if colour := _COLOURS.get(str(cell.value)):
            cell.fill = PatternFill("solid", fgColor=colour)


def _set_up(sheet: Worksheet) -> None:
    for at, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(65 + at)].width = width / 2
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        word_document(Path(folder, "word_styles.docx"))
        workbook(Path(folder, "workbook.xlsx"))
        for path in sorted(Path(folder).iterdir()):
            home = {"HOME": folder, "PATH": "/usr/bin:/bin"}
            done = processes.run("soffice", "--headless", "--convert-to", "pdf", "--outdir", HERE, path, env=home)
            assert not done.returncode, done.stderr


if __name__ == "__main__":
    main()
