"""Spreadsheets: what a person sees in a sheet is what is read, and what cannot be seen is said."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from loaders import files
from loaders.files import number_formats
from records import Cell, Document, Source

pytestmark = pytest.mark.usefixtures("read_here")


def made(*fills: Callable[[Worksheet], object]) -> Document:
    """A workbook with a sheet for each function, read."""
    book = openpyxl.Workbook()
    for number, fill in enumerate(fills):
        sheet = book.create_sheet(f"Ark {number + 1}")
        fill(sheet)
    del book["Sheet"]
    file = io.BytesIO()
    book.save(file)
    return files.document_from("liste.xlsx", file.getvalue())


def of(*rows: list[object]) -> Callable[[Worksheet], None]:
    return lambda sheet: [sheet.append(row) for row in rows] and None


def kinds(document: Document) -> list[str]:
    return [finding.kind for finding in document.findings]


def test_a_sheet_is_lines_and_a_table_with_places_to_find() -> None:
    """Each row is a line; its place is the sheet and the cell that a person looks up."""
    document = made(of(["Sandvig Kommune"], [], ["Kode", "Titel", "Beløb"], ["A1", "Robotter", 1200]))
    assert document.lines == ("Sandvig Kommune", "", "Kode\tTitel\tBeløb", "A1\tRobotter\t1200")
    assert document.source(3) == Source("liste.xlsx", 4, None, "Ark 1", "A4")
    (table,) = document.tables
    assert document.place(table, 3, 2) == Source("liste.xlsx", 4, None, "Ark 1", "C4")
    assert table.rows[3].cells[2] == Cell("1200", 1200.0)


def test_several_sheets_are_several_tables_under_their_names() -> None:
    document = made(of(["Titel", "Beløb"], ["Robotter", 1]), of(["Titel", "Beløb"], ["Skoler", 2]))
    assert document.lines == ("Ark 1", "Titel\tBeløb", "Robotter\t1", "", "Ark 2", "Titel\tBeløb", "Skoler\t2")
    assert [(table.number, table.sheet) for table in document.tables] == [(1, "Ark 1"), (2, "Ark 2")]
    assert document.source(6).sheet == "Ark 2"


@pytest.mark.parametrize(
    ("value", "number_format", "shown", "held"),
    [
        (1200, "General", "1200", 1200.0),
        (0.1 + 0.2, "General", "0,3", 0.1 + 0.2),
        (1200, "#,##0", "1.200", 1200.0),
        (-1200, "#,##0", "-1.200", -1200.0),
        (-1200, "#,##0;(#,##0)", "(1.200)", -1200.0),
        (-1200, "#,##0_);[Red](#,##0)", "(1.200)", -1200.0),
        (-1200, "#,##0;#,##0-", "1.200-", -1200.0),
        (-1200, "#,##0;−#,##0", "−1.200", -1200.0),
        (1234567, "#,##0,", "1.235", 1234.567),
        (2500000, '0.0,,"mio."', "2,5 mio.", 2.5),
        (0.75, "0%", "75 %", 0.75),
        (-5.5, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-', "-5,50", -5.5),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-', "-", 0.0),
        (1200, '"kr." #,##0.00', "kr. 1.200,00", 1200.0),
        (1200, "[$kr.-406] #,##0.00", "kr. 1.200,00", 1200.0),
        (7, "00000", "00007", 7.0),
        (-0.4, "0", "0", -0.4),
        (3.5, "[<10]0.0;0", "3,5", 3.5),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: float, number_format: str, shown: str, held: float) -> None:
    """Grouping, signs in every form, per cent and the scale that hides thousands are part of what is printed."""
    assert number_formats.shown_number(value, number_format) == (shown, held)


def test_days_are_days_and_months_are_no_day() -> None:
    """A cell that shows "juni 2026" holds its first day, which nobody wrote."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["Frist", date(2026, 12, 31), date(2026, 6, 1)])
        sheet["B1"].number_format = "dd/mm/yyyy"
        sheet["C1"].number_format = "mmm-yy"

    cells = made(fill).tables[0].rows[0].cells
    assert [(cell.text, cell.value) for cell in cells[1:]] == [("31-12-2026", date(2026, 12, 31)), ("juni 2026", None)]


def test_merged_cells_say_how_far_they_reach() -> None:
    """A cell over columns is printed once; one over rows stands in each of its rows."""

    def fill(sheet: Worksheet) -> None:
        of(["Effekt", None, "Frist"], [2026, 2027, None])(sheet)
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("C1:C2")

    document = made(fill)
    assert document.lines == ("Effekt\t\tFrist", "2026\t2027\tFrist")
    first, second = (row.cells for row in document.tables[0].rows)
    assert (first[0].columns, first[1].covered, first[1].text) == (2, "left", "Effekt")
    assert (first[2].rows, second[2].covered, second[2].text) == (2, "above", "Frist")


def test_fills_are_named_whichever_way_they_are_written() -> None:
    """Plain, themed (accent 3 is green) and palette colours; grey is no status, white is no fill."""

    def fill(sheet: Worksheet) -> None:
        sheet.append(["x"] * 6)
        colours = ("FFE06666", Color(theme=6), Color(theme=6, tint=0.6), Color(indexed=13), "FFBFBFBF", "FFFFFFFF")
        for column, colour in enumerate(colours, 1):
            sheet.cell(1, column).fill = PatternFill("solid", fgColor=colour)

    document = made(fill)
    assert [cell.fill for cell in document.tables[0].rows[0].cells] == ["red", "green", "green", "yellow", "other", ""]
    assert document.fills == {(0, 0): "red", (0, 1): "green", (0, 2): "green", (0, 3): "yellow"}


def test_simple_rules_paint_and_others_are_unknown() -> None:
    """A traffic light by rule is followed where the rule names the value; a scale or a formula is said."""
    red = PatternFill(bgColor="FFE06666", fill_type="solid")

    def simple(sheet: Worksheet) -> None:
        of(["Rød"], ["Grøn"], [5])(sheet)
        sheet.conditional_formatting.add("A1:A2", CellIsRule(operator="equal", formula=['"rød"'], fill=red))
        sheet.conditional_formatting.add("A3", CellIsRule(operator="greaterThan", formula=["4"], fill=red))

    def scaled(sheet: Worksheet) -> None:
        of([1], [2])(sheet)
        sheet.conditional_formatting.add("A1", ColorScaleRule("min", None, "FF0000", "max", None, "00FF00"))
        sheet.conditional_formatting.add("A2", FormulaRule(formula=["$B$1>3"], fill=red))

    document = made(simple, scaled)
    assert [row.cells[0].fill for row in document.tables[0].rows] == ["red", "", "red"]
    assert [row.cells[0].fill for row in document.tables[1].rows] == ["unknown", "unknown"]
    assert kinds(document) == ["rule_colours"]


def test_what_is_hidden_is_not_read_and_said() -> None:
    """A column that somebody hid may hold what is not for all; nothing of it may slip into the text."""

    def fill(sheet: Worksheet) -> None:
        of(["Titel", "CPR", "Beløb"], ["Robotter", "010101-1234", 5], ["Skoler", "020202-1234", 6])(sheet)
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[3].hidden = True

    def hidden(sheet: Worksheet) -> None:
        sheet.append(["Løn"])
        sheet.sheet_state = "hidden"

    document = made(fill, hidden)
    assert document.lines == ("Titel\tBeløb", "Robotter\t5")
    assert document.place(document.tables[0], 1, 1).cell == "C2"
    assert sorted(kinds(document)) == ["hidden_columns", "hidden_rows", "hidden_sheet"]


def test_a_formula_without_its_result_is_said() -> None:
    """Programs that do not compute leave the result out; an empty cell would look like nothing was there."""
    document = made(of(["Titel", "Beløb"], ["Robotter", "=1+1"]))
    (finding,) = document.findings
    assert (finding.kind, finding.source.sheet, finding.source.cell) == ("formulas_without_value", "Ark 1", "B2")
    assert document.tables[0].rows[1].cells[0].text == "Robotter"
