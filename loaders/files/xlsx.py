"""XLSX: the values that the sheets show, with merged cells, fills and number formats. Nothing is computed or followed.

What is hidden is not read, and said: a column that somebody hid was not meant to be shown. Said too are formulas whose
result the file does not hold, and colours that a rule paints and that cannot be told here.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element

import openpyxl
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring

from loaders.files import colours, number_formats
from loaders.files.conditional import Painted
from records import Cell, Document, DocumentTable, Finding, Source, TableRow
from records.tables import COVERED_FROM_ABOVE, COVERED_FROM_LEFT, NO_FILL, UNKNOWN_FILL, column_letters

_BLANK_ROWS = 2  # that are kept of a gap
_NAMED = 8  # cells that a finding names
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(slots=True)
class _Read:
    """What was read so far: the lines, the place of each, and the tables."""

    name: str
    lines: list[str] = field(default_factory=list)
    cells: dict[int, tuple[str | None, str]] = field(default_factory=dict)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    tables: list[DocumentTable] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def find(self, kind: str, sheet: str, cell: str | None = None, **values: object) -> None:
        self.findings.append(Finding(kind, Source(self.name, sheet=sheet, cell=cell), {"sheet": sheet, **values}))


def document(name: str, data: bytes) -> Document:
    """The workbook `data` as a document. Raises what openpyxl raises on a file that is none."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    paint = _Paint(book)
    read = _Read(name)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in book.worksheets:
        if sheet not in sheets and (sheet.max_row > 1 or sheet.max_column > 1 or sheet["A1"].value is not None):
            read.find("hidden_sheet", sheet.title)
    for sheet in sheets:
        _take(read, sheet, paint, titled=len(sheets) > 1)
    _without_value(read, data, book)
    return Document(
        name,
        tuple(read.lines),
        fills=read.fills,
        findings=tuple(read.findings),
        tables=tuple(read.tables),
        cells=read.cells,
    )


def _take(read: _Read, sheet: Worksheet, paint: "_Paint", titled: bool) -> None:
    """One sheet as lines and a table. Its name is a line of its own where there are several."""
    hidden = _hidden_columns(sheet)
    columns = [number for number in range(1, sheet.max_column + 1) if number not in hidden]
    found = [
        (number, cells)
        for number, cells in _rows(sheet, columns, paint)
        if not sheet.row_dimensions[number].hidden or not _holds(cells)
    ]
    while found and not _holds(found[-1][1]):
        found.pop()
    _say_hidden(read, sheet, hidden)
    if not found:
        return
    width = max((at + 1 for _, cells in found for at, cell in enumerate(cells) if cell.text or cell.fill), default=0)
    if read.lines:
        read.lines.append("")
    if titled:
        read.cells[len(read.lines)] = (sheet.title, "A1")
        read.lines.append(sheet.title)
    rows = list(_lines(read, sheet.title, _without_gaps(found), columns, width))
    read.tables.append(DocumentTable(tuple(rows), len(read.tables) + 1, sheet.title, tuple(columns[:width])))
    if paint.unknown(sheet, found):
        read.find("rule_colours", sheet.title)


def _lines(
    read: _Read, title: str, found: Iterable[tuple[int, Sequence[Cell]]], columns: Sequence[int], width: int
) -> Iterator[TableRow]:
    for number, cells in found:
        line = len(read.lines)
        own = tuple(cells[:width])
        shown = ["" if cell.covered == COVERED_FROM_LEFT else cell.text for cell in own]
        first = next((at for at, text in enumerate(shown) if text), 0)
        read.cells[line] = (title, f"{column_letters(columns[first])}{number}")
        alone = sum(map(bool, shown)) < 2 and not any(cell.colour for cell in own[first + 1 :])
        read.lines.append(shown[first] if alone else "\t".join(shown))
        read.fills.update(((line, at), cell.fill) for at, cell in enumerate(own) if cell.colour and not alone)
        yield TableRow(own, line, number)


def _holds(cells: Sequence[Cell]) -> bool:
    return any(cell.text for cell in cells)


def _without_gaps(found: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[tuple[int, Sequence[Cell]]]:
    blank = 0
    for number, cells in found:
        blank = 0 if _holds(cells) else blank + 1
        if blank <= _BLANK_ROWS:
            yield number, cells


# ---------------------------------------------------------------- cells


def _rows(sheet: Worksheet, columns: Sequence[int], paint: "_Paint") -> Iterator[tuple[int, list[Cell]]]:
    """The rows with a number, each with the cells of `columns`. A merged cell stands in all of its places."""
    merged = _merged(sheet)
    painted = paint.rules(sheet)
    anchors: dict[tuple[int, int], Cell] = {}
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells: list[Cell] = []
        for column in columns:
            raw = row[column - 1]
            spot = merged.get((number, column))
            if spot is None:
                cells.append(_cell(raw, paint, painted))
                continue
            anchor = (spot.row, spot.column)
            if anchor not in anchors:
                anchors[anchor] = _cell(sheet.cell(*anchor), paint, painted, spot.columns, spot.rows)
            cells.append(_in_merge(anchors[anchor], number, column, spot))
        yield number, cells


@dataclass(frozen=True, slots=True)
class _Spot:
    """A merged range: where it begins and how far it reaches."""

    row: int
    column: int
    rows: int
    columns: int


def _merged(sheet: Worksheet) -> dict[tuple[int, int], _Spot]:
    places: dict[tuple[int, int], _Spot] = {}
    for one in sheet.merged_cells.ranges:
        spot = _Spot(one.min_row, one.min_col, one.size["rows"], one.size["columns"])
        if spot.rows * spot.columns > 100_000:
            continue  # a whole column or sheet that somebody merged
        for row in range(one.min_row, one.max_row + 1):
            places.update({(row, column): spot for column in range(one.min_col, one.max_col + 1)})
    return places


def _in_merge(anchor: Cell, row: int, column: int, spot: _Spot) -> Cell:
    if (row, column) == (spot.row, spot.column):
        return anchor
    covered = COVERED_FROM_LEFT if column > spot.column else COVERED_FROM_ABOVE
    return Cell(anchor.text, anchor.value, anchor.fill, covered=covered, number_format=anchor.number_format)


def _cell(raw: Any, paint: "_Paint", painted: "Painted", columns: int = 1, rows: int = 1) -> Cell:
    value = raw.value
    fill = paint.of(raw) if raw.has_style else NO_FILL
    if painted:
        fill = painted.fill(raw.row, raw.column, value, fill)
    if value is None:
        return _EMPTY if fill == NO_FILL and columns == rows == 1 else Cell(fill=fill, columns=columns, rows=rows)
    number_format = raw.number_format if raw.has_style else "General"
    text, held = _shown(value, number_format)
    return Cell(
        text, held, fill, columns, rows, "", "" if number_format == "General" or held is None else number_format
    )


_EMPTY = Cell()


def _shown(value: object, number_format: str) -> tuple[str, float | date | None]:
    match value:
        case bool():
            return ("SAND" if value else "FALSK"), None
        case int() | float():
            return number_formats.shown(value, number_format)
        case datetime() | date() | time():
            return number_formats.shown_day(value, number_format)
    return " ".join(str(value).split()), None


# ---------------------------------------------------------------- colours


class _Paint:
    """The fills of a workbook, each looked up once."""

    def __init__(self, book: Any) -> None:
        self._theme = _theme_colours(book.loaded_theme)
        self._palette = list(getattr(book, "_colors", None) or COLOR_INDEX)
        self._known: dict[int, str] = {}
        self._rules: dict[str, Painted] = {}

    def of(self, raw: Any) -> str:
        """The fill of a cell by its own style."""
        number = raw._style.fillId
        if number not in self._known:
            self._known[number] = self.fill(raw.fill)
        return self._known[number]

    def fill(self, fill: Any, differential: bool = False) -> str:
        """The name of a fill. In a rule's style a solid fill has its colour in the place of the background."""
        if fill is None:
            return NO_FILL
        if getattr(fill, "stop", None):
            names = {self._colour(stop.color) for stop in fill.stop}
            return names.pop() if len(names) == 1 else UNKNOWN_FILL
        if differential:
            return self._colour(
                fill.bgColor if fill.bgColor is not None and fill.bgColor.rgb != "00000000" else fill.fgColor
            )
        if fill.fill_type in (None, "none"):
            return NO_FILL
        return self._colour(fill.fgColor)

    def rules(self, sheet: Worksheet) -> Painted:
        """What rules paint in this sheet."""
        if sheet.title not in self._rules:
            self._rules[sheet.title] = Painted.of(sheet, lambda fill: self.fill(fill, differential=True))
        return self._rules[sheet.title]

    def unknown(self, sheet: Worksheet, found: Sequence[tuple[int, Sequence[Cell]]]) -> bool:
        """Whether a rule paints cells of the sheet in a way that cannot be told."""
        return bool(self.rules(sheet)) and any(cell.fill == UNKNOWN_FILL for _, cells in found for cell in cells)

    def _colour(self, colour: Any) -> str:
        tint = float(colour.tint or 0)
        match colour.type:
            case "rgb":
                return colours.named(colour.rgb if isinstance(colour.rgb, str) else None, tint)
            case "theme":
                return colours.named(colours.theme(self._theme, colour.theme), tint)
            case "indexed":
                if colour.indexed in (64, 65):  # what the system has: black on white
                    return NO_FILL
                known = 0 <= colour.indexed < len(self._palette)
                return colours.named(self._palette[colour.indexed] if known else None, tint)
        return UNKNOWN_FILL


def _theme_colours(theme: bytes | None) -> dict[str, str]:
    """{"accent1": "4472C4", …} of a workbook's theme."""
    if not theme:
        return {}
    root: Element = fromstring(theme)
    scheme = root.find(f".//{_DRAWN}clrScheme")
    found: dict[str, str] = {}
    for one in scheme if scheme is not None else ():
        value = next((part.get("lastClr") or part.get("val") for part in one), None)
        if value:
            found[str(one.tag).rpartition("}")[2]] = value
    return found


# ---------------------------------------------------------------- what is said


def _hidden_columns(sheet: Worksheet) -> set[int]:
    """The numbers of hidden columns. One entry of the file may stand for several."""
    hidden = [one for one in sheet.column_dimensions.values() if one.hidden]
    return {number for one in hidden for number in range(one.min or 0, min(one.max or 0, sheet.max_column) + 1)}


def _say_hidden(read: _Read, sheet: Worksheet, columns: set[int]) -> None:
    """Hidden rows and columns that hold something."""
    filled = {cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None} if columns else set()
    if held := sorted(columns & filled):
        read.find("hidden_columns", sheet.title, f"{column_letters(held[0])}1", count=len(held),
                  columns=", ".join(map(column_letters, held[:_NAMED])))  # fmt: skip
    hidden = [number for number, one in sheet.row_dimensions.items() if one.hidden]
    held = [number for number in sorted(hidden) if any(cell.value is not None for cell in sheet[number])]
    if held:
        read.find("hidden_rows", sheet.title, f"A{held[0]}", count=len(held), rows=", ".join(map(str, held[:_NAMED])))


_FORMULA_ALONE = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


def _without_value(read: _Read, data: bytes, book: Any) -> None:
    """Formulas whose result is not in the file: a program wrote it that does not compute."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for sheet, path in zip(book.worksheets, _paths(parts), strict=False):
            if sheet.sheet_state == "visible" and path in parts.namelist():
                cells = [found.decode() for found in _FORMULA_ALONE.findall(parts.read(path))]
                if cells:
                    read.find("formulas_without_value", sheet.title, cells[0], count=len(cells),
                              cells=", ".join(cells[:_NAMED]))  # fmt: skip


def _paths(parts: zipfile.ZipFile) -> list[str]:
    """The parts that hold the worksheets, in the order of the workbook."""
    relations = {one.get("Id"): one for one in fromstring(parts.read("xl/_rels/workbook.xml.rels"))}
    sheets = [one for one in fromstring(parts.read("xl/workbook.xml")).iter() if str(one.tag).endswith("}sheet")]
    found = [relations.get(one.get(_RELATION)) for one in sheets]
    targets = [one.get("Target", "") for one in found if one is not None and one.get("Type", "").endswith("/worksheet")]
    return [target.lstrip("/") if target.startswith("/") else f"xl/{target}" for target in targets]
