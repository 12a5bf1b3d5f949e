"""ODS and ODT, the files of LibreOffice: sheets as they are shown, or paragraphs and tables in their order."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from loaders.files import colours, grids, packages
from loaders.files.sheets import Row, Sheets
from records import Cell, Document, Refused
from records.tables import RED_LETTERS

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE, _STYLE = (f"{_OASIS}{one}:1.0}}" for one in ("text", "table", "office", "style"))
_PAINT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}background-color"
_LETTERS = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}color"
_NOT_READ = frozenset(
    {f"{_TEXT}{one}" for one in ("tracked-changes", "note", "sequence-decls", "table-of-content", "alphabetical-index")}
    | {f"{_OFFICE}{one}" for one in ("annotation", "annotation-end")}
)
_WIDEST, _LONGEST = 1_024, 200_000
_GAP = 3  # blank rows that stand for a longer gap


def document(name: str, data: bytes) -> Document:
    """The file `data` as a document. Raises Refused."""
    packages.check(name, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if b"encryption-data" in parts.read("META-INF/manifest.xml"):
                raise Refused("encrypted", name=name)
            safe = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(parts.read("content.xml"), safe)
    except packages.DAMAGED as error:
        raise Refused("damaged", name=name) from error
    styles = _Styles.of(root)
    sheets = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if sheets is not None:
        return _workbook(name, sheets, styles)
    made = grids.Made(name)
    _blocks(made, root.find(f"{_OFFICE}body/{_OFFICE}text"), styles)
    if not any(made.lines):
        raise Refused("empty", name=name)
    return made.document()


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the styles of a file paint, and which of them hide a sheet."""

    fills: Mapping[str, str]
    hidden: frozenset[str]
    red: frozenset[str] = frozenset()  # with red letters

    @classmethod
    def of(cls, root: Any) -> "_Styles":
        fills: dict[str, str] = {}
        hidden: set[str] = set()
        red: set[str] = set()
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            for part in style:
                paint = part.get(_PAINT)
                if paint and paint != "transparent":
                    fills[name] = colours.named(paint.lstrip("#"))
                if colours.named(part.get(_LETTERS, "#000000").lstrip("#")) == "red":
                    red.add(name)
                if part.get(f"{_TABLE}display") == "false":
                    hidden.add(name)
        return cls(fills, frozenset(hidden), frozenset(red))


def _text(element: Any) -> str:
    """The paragraphs of a cell, or one paragraph."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Any) -> Iterator[str]:
    if element.tag in _NOT_READ:
        return
    if element.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
        yield " "
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag != f"{_TABLE}table":
            yield from _pieces(child)
            yield " " if child.tag == f"{_TEXT}p" else ""
        yield child.tail or ""


# ---------------------------------------------------------------- text


def _blocks(made: grids.Made, parent: Any, styles: _Styles) -> None:
    for element in parent if parent is not None else ():
        if not isinstance(element.tag, str) or element.tag in _NOT_READ:
            continue
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            made.paragraph(_text(element))
        elif element.tag == f"{_TABLE}table":
            made.table(_spots(element, styles))
        else:
            _blocks(made, element, styles)


def _spots(table: Any, styles: _Styles) -> Iterator[list[grids.Spot]]:
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table")) is table:
            yield _cells(row, styles)


def _number(element: Any, name: str) -> int:
    for prefix in ("", "number-"):
        text = element.get(f"{_TABLE}{prefix}{name}", "")
        if text.isascii() and text.isdecimal():
            return max(1, int(text[:9]))
    return 1


def _fill(cell: Any, styles: _Styles) -> str:
    return styles.fills.get(cell.get(f"{_TABLE}style-name", ""), "")


# ---------------------------------------------------------------- sheets


def _workbook(name: str, book: Any, styles: _Styles) -> Document:
    tables = list(book.iterchildren(f"{_TABLE}table"))
    shown = [one for one in tables if one.get(f"{_TABLE}style-name") not in styles.hidden]
    made = Sheets(name, several=len(shown) > 1)
    for table in tables:
        title = table.get(f"{_TABLE}name", "")
        if table not in shown:
            made.find("hidden_sheet", title)
            continue
        _sheet(made, title, table, styles)
    return made.document()


def _sheet(made: Sheets, title: str, table: Any, styles: _Styles) -> None:
    hidden = _hidden_columns(table)
    found: list[Row] = []
    gone: list[int] = []
    for number, row, cells in _rows(table, styles):
        if row.get(f"{_TABLE}visibility", "visible") == "visible":
            found.append((number, cells))
        elif any(cell.text for cell in cells):
            gone.append(number)
    held = {at for _, cells in found for at, cell in enumerate(cells, 1) if cell.text or cell.colour}
    columns = sorted(held - hidden)
    blank = Cell()
    rows = ((number, [cells[at - 1] if at <= len(cells) else blank for at in columns]) for number, cells in found)
    made.say_hidden(title, gone, sorted(held & hidden))
    made.add(title, rows, columns)


def _hidden_columns(table: Any) -> set[int]:
    hidden: set[int] = set()
    number = 1
    for column in table.iter(f"{_TABLE}table-column"):
        repeated = min(_number(column, "columns-repeated"), _WIDEST)
        if column.get(f"{_TABLE}visibility", "visible") != "visible":
            hidden.update(range(number, number + repeated))
        number += repeated
    return hidden


def _rows(table: Any, styles: _Styles) -> Iterator[tuple[int, Any, list[Cell]]]:
    """The rows with their numbers and cells. Of blank rows that are repeated a million times, few are given."""
    spread, number = grids.Spread(), 1
    for row in table.iter(f"{_TABLE}table-row"):
        repeated = _number(row, "rows-repeated")
        spots = _cells(row, styles)
        for more in range(min(repeated, _LONGEST if spots else _GAP)):
            yield number + more, row, spread.row(spots)
        number += repeated


def _cells(row: Any, styles: _Styles) -> list[grids.Spot]:
    """The cells of a row, but for those that a merged cell covers, and blank ones at its end."""
    spots: list[grids.Spot] = []
    for element in row.iterchildren(f"{_TABLE}table-cell"):
        spots += [_spot(element, styles)] * min(_number(element, "columns-repeated"), _WIDEST)
    while spots and not (spots[-1].text or spots[-1].fill):
        spots.pop()
    return spots


def _spot(element: Any, styles: _Styles) -> grids.Spot:
    columns, rows = _number(element, "columns-spanned"), _number(element, "rows-spanned")
    fill, held = _fill(element, styles), _value(element)
    letters = RED_LETTERS if held is None and _has_red_letters(element, styles) else ""
    return grids.Spot(_text(element), fill, min(columns, _WIDEST), min(rows, _LONGEST), held, letters)


def _has_red_letters(cell: Any, styles: _Styles) -> bool:
    """Whether all of the cell's text has red letters: the cell, a paragraph or a part of it."""
    whole = [one for one in cell.iter() if isinstance(one.tag, str) and _text(one) == _text(cell)]
    names = {one.get(f"{space}style-name", "") for one in whole for space in (_TABLE, _TEXT)}
    return bool(_text(cell) and names & styles.red)


def _value(element: Any) -> float | date | None:
    kind = element.get(f"{_OFFICE}value-type")
    try:
        if kind == "date":
            return date.fromisoformat(element.get(f"{_OFFICE}date-value", "")[:10])
        if kind in ("float", "currency", "percentage"):
            return float(element.get(f"{_OFFICE}value", ""))
    except ValueError:
        pass
    return None
