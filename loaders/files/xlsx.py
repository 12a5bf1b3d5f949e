"""XLSX: the values that the sheets show, with merged cells, fills and number formats. Nothing is computed or followed.

What is hidden is not read, and said: a column that somebody hid was not meant to be shown. Said too are formulas whose
result the file does not hold, and colours that a rule paints and that cannot be told here.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import Element

import openpyxl
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import fromstring

from loaders.files import colours, number_formats, packages
from loaders.files.conditional import Painted
from loaders.files.sheets import Sheets, listed
from records import Cell, Document, Refused
from records.tables import COVERED_FROM_ABOVE, COVERED_FROM_LEFT, NO_FILL, RED_LETTERS, STATUS_FILLS, UNKNOWN_FILL

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def document(name: str, data: bytes) -> Document:
    """The workbook `data` as a document. Raises Refused."""
    packages.check(name, data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except packages.DAMAGED as error:
        raise Refused("damaged", name=name) from error
    paint = _Paint(book)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    made = Sheets(name, several=len(shown) > 1)
    for sheet in book.worksheets:
        held = _Held.of(sheet)
        if sheet in shown:
            _take(made, sheet, held, paint)
        elif held.rows:
            made.find("hidden_sheet", sheet.title)
    _say_without_value(made, data, book)
    return made.document()


@dataclass(frozen=True, slots=True)
class _Held:
    """The cells of a sheet that hold something or are painted, by row and column; a sheet may name a million others."""

    rows: Mapping[int, Mapping[int, Any]]
    columns: Sequence[int]

    @classmethod
    def of(cls, sheet: Worksheet) -> "_Held":
        rows: dict[int, dict[int, Any]] = {}
        columns: set[int] = set()
        for (row, column), cell in sheet._cells.items():
            rows.setdefault(row, {})[column] = cell
            if cell.value is not None:
                columns.add(column)
        return cls(rows if columns else {}, sorted(columns))


def _take(made: Sheets, sheet: Worksheet, held: _Held, paint: "_Paint") -> None:
    """One sheet: what it shows, and what it hides."""
    hidden = _hidden_columns(sheet, held)
    painted = paint.rules(sheet)
    coloured = {column for cells in held.rows.values() for column, cell in cells.items() if paint.is_status(cell)}
    columns = sorted(({*held.columns} | coloured | painted.columns(held.columns)) - hidden)
    filled = {number for number, cells in held.rows.items() if any(one.value is not None for one in cells.values())}
    gone = {number for number in filled if sheet.row_dimensions[number].hidden}
    rows = list(_rows(sheet, held, columns, gone, paint))
    made.say_hidden(sheet.title, sorted(gone), sorted(hidden & {*held.columns}))
    if painted and any(cell.fill == UNKNOWN_FILL for _, cells in rows for cell in cells):
        made.find("rule_colours", sheet.title)
    made.add(sheet.title, rows, columns)


def _hidden_columns(sheet: Worksheet, held: _Held) -> set[int]:
    """The hidden ones of the columns that hold something. One entry of the file may stand for several."""
    hidden = [(one.min or 0, one.max or 0) for one in sheet.column_dimensions.values() if one.hidden]
    return {number for number in held.columns if any(first <= number <= last for first, last in hidden)}


# ---------------------------------------------------------------- cells


def _rows(
    sheet: Worksheet, held: _Held, columns: Sequence[int], hidden: Collection[int], paint: "_Paint"
) -> Iterator[tuple[int, list[Cell]]]:
    """The rows with their numbers, each with the cells of `columns`. A merged cell stands in all of its places; of rows
    that the file leaves out one stands for a gap."""
    merged, painted = _merged(sheet), paint.rules(sheet)
    anchors: dict[_Spot, Cell] = {}
    blank = [_EMPTY] * len(columns)
    before = 0
    for number in sorted(held.rows):
        if number in hidden:
            continue
        yield from ((gap, blank) for gap in range(before + 1, min(number, before + 4)) if gap not in hidden)
        before = number
        row, cells = held.rows[number], []
        for column in columns:
            spot = merged.get((number, column)) if merged else None
            raw = row.get(column)
            if spot is None:
                cells.append(_EMPTY if raw is None else _cell(raw, paint, painted))
                continue
            if spot not in anchors:
                anchor = held.rows.get(spot.row, {}).get(spot.column)
                read = _EMPTY if anchor is None else _cell(anchor, paint, painted)
                anchors[spot] = read._replace(columns=spot.columns, rows=spot.rows)
            cells.append(_in_merge(anchors[spot], number, column, spot))
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


def _cell(raw: Any, paint: "_Paint", painted: Painted) -> Cell:
    value = raw.value
    styled = raw.has_style
    fill = paint.of(raw) if styled else NO_FILL
    if painted:
        fill = painted.fill(raw.row, raw.column, value, fill)
    if value is None:
        return Cell(fill=fill) if fill else _EMPTY
    if not fill and styled and isinstance(value, str):
        fill = paint.letters(raw)
    number_format = raw.number_format if styled else "General"
    text, held = _shown(value, number_format)
    if isinstance(value, str) and styled and paint.letters(raw) == "red":
        return Cell(text, None, fill, number_format=RED_LETTERS)
    return Cell(text, held, fill, number_format="" if number_format == "General" or held is None else number_format)


_EMPTY = Cell()


def _shown(value: object, number_format: str) -> tuple[str, float | date | None]:
    match value:
        case bool():
            return ("SAND" if value else "FALSK"), None
        case int() | float():
            return number_formats.shown_number(value, number_format)
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
        self._letters: dict[int, str] = {}
        self._rules: dict[str, Painted] = {}

    def of(self, raw: Any) -> str:
        """The fill of a cell by its own style."""
        number = raw._style.fillId
        if number not in self._known:
            self._known[number] = self.fill(raw.fill)
        return self._known[number]

    def letters(self, raw: Any) -> str:
        """The status colour that the letters of a cell have: a dot, a word in red."""
        number = raw._style.fontId
        if number not in self._letters:
            colour = raw.font.color
            name = NO_FILL if colour is None else self._colour(colour)
            self._letters[number] = name if name in STATUS_FILLS else NO_FILL
        return self._letters[number]

    def is_status(self, raw: Any) -> bool:
        """Whether the cell is painted in a status colour, even where nothing stands in it."""
        return bool(raw.has_style) and self.of(raw) in STATUS_FILLS

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


_FORMULA_ALONE = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


def _say_without_value(made: Sheets, data: bytes, book: Any) -> None:
    """Formulas whose result is not in the file: a program wrote it that does not compute."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for sheet, path in zip(book.worksheets, _paths(parts), strict=False):
            if sheet.sheet_state == "visible" and path in parts.namelist():
                cells = [found.decode() for found in _FORMULA_ALONE.findall(parts.read(path))]
                if cells:
                    made.find("formulas_without_value", sheet.title, cells[0], count=len(cells), cells=listed(cells))


def _paths(parts: zipfile.ZipFile) -> list[str]:
    """The parts that hold the worksheets, in the order of the workbook."""
    relations = {one.get("Id"): one for one in fromstring(parts.read("xl/_rels/workbook.xml.rels"))}
    sheets = [one for one in fromstring(parts.read("xl/workbook.xml")).iter() if str(one.tag).endswith("}sheet")]
    found = [relations.get(one.get(_RELATION)) for one in sheets]
    targets = [one.get("Target", "") for one in found if one is not None and one.get("Type", "").endswith("/worksheet")]
    return [target.lstrip("/") if target.startswith("/") else f"xl/{target}" for target in targets]
