"""LibreOffice's own files: sheets and texts as they are shown."""

import io
import zipfile
from datetime import date

import pytest

from loaders import files
from records import Document
from records.tables import RED_LETTERS

pytestmark = pytest.mark.usefixtures("read_here")

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office", "table": "table", "text": "text", "style": "style", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
STYLES = (
    '<office:automatic-styles><style:style style:name="green">'
    '<style:table-cell-properties fo:background-color="#93C47D"/>'
    '</style:style><style:style style:name="gone"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="red"><style:text-properties fo:color="#ff0000"/></style:style>'
    "</office:automatic-styles>"
)


def read(kind: str, body: str) -> Document:
    content = (
        f"<office:document-content {SPACES}>{STYLES}<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr("content.xml", content)
    return files.document_from("liste.ods", file.getvalue())


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def test_a_sheet_has_values_colours_and_places() -> None:
    amount = cell("(1.200)", 'office:value-type="float" office:value="-1200" table:style-name="green"')
    day = cell("31-12-26", 'office:value-type="date" office:date-value="2026-12-31"')
    blank = row('<table:table-cell table:number-columns-repeated="1000"/>', more='table:number-rows-repeated="1000000"')
    gap = row("<table:table-cell/>", more='table:number-rows-repeated="9"')
    sheet = (
        f'<table:table table:name="Ark">{row(cell("Titel"), cell("Beløb"))}{gap}{row(amount, day)}{blank}</table:table>'
    )
    document = read("spreadsheet", sheet)
    assert document.lines == ("Titel\tBeløb", "", "", "(1.200)\t31-12-26")
    assert document.source(3).cell == "A11"
    cells = document.tables[0].rows[-1].cells
    assert [(one.value, one.fill) for one in cells] == [(-1200.0, "green"), (date(2026, 12, 31), "")]


def test_merged_cells_stand_in_their_places() -> None:
    wide = cell("Effekt", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell/>"
    rows = [row(cell("a"), wide, covered), row(cell("b"), covered, covered), row(cell("c"), cell("1"), cell("2"))]
    document = read("spreadsheet", f'<table:table table:name="Ark">{"".join(rows)}</table:table>')
    assert document.lines == ("a\tEffekt\t", "b\tEffekt\t", "c\t1\t2")


def test_what_is_hidden_is_said() -> None:
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows = row(cell("a"), cell("løn")) + row(cell("b"), cell("5"), more='table:visibility="filter"')
    shown = f'<table:table table:name="Ark">{columns}{rows}</table:table>'
    hidden = f'<table:table table:name="Løn" table:style-name="gone">{row(cell("5"))}</table:table>'
    document = read("spreadsheet", shown + hidden)
    assert document.lines == ("a",)
    assert sorted(one.kind for one in document.findings) == ["hidden_columns", "hidden_rows", "hidden_sheet"]


def test_a_text_has_paragraphs_and_tables() -> None:
    deleted = "<text:tracked-changes><text:p>slettet</text:p></text:tracked-changes>"
    table = f"<table:table>{row(cell('Titel'), cell('Beløb'))}{row(cell('Skoler'), cell('−300'))}</table:table>"
    document = read("text", f"{deleted}<text:h>Sandvig</text:h><text:list><text:list-item><text:p>Et punkt</text:p>"
                            f"</text:list-item></text:list>{table}")  # fmt: skip
    assert document.lines == ("Sandvig", "Et punkt", "", "Titel\tBeløb", "Skoler\t−300")


def test_red_letters_are_told() -> None:
    red = cell('<text:span text:style-name="red">300</text:span>')
    document = read(
        "text", f'<table:table table:name="T">{row(cell("a"), red)}{row(cell("b"), cell("40"))}</table:table>'
    )
    assert [one.cells[1].number_format for one in document.tables[0].rows] == [RED_LETTERS, ""]
