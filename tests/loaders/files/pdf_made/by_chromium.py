"""Sheets as PDF by printing HTML in Chromium, tagged for screen readers or not."""

import base64
from collections.abc import Iterator
from html import escape

from tests.browser import Page
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
    softened,
)

_INCHES = {"A4": (8.27, 11.69), "A3": (11.69, 16.54)}
_ELEMENTS = {"title": "h1", "heading": "h2", "sub": "h3", "bullet": "li", "caption": "h4"}
_CROSS = '<path d="M1.5 1.5 L8.5 8.5 M8.5 1.5 L1.5 8.5" stroke="black"/>'
_BOX = '<svg width="9" height="9" viewBox="0 0 10 10"><rect x=".5" y=".5" width="9" height="9" {}/>{}</svg>'
_STYLE = """
@font-face { font-family: Boxes; src: url(data:font/ttf;base64,%(boxes)s) } .symbol { font-family: Boxes }
body { font: 9pt '%(font)s'; margin: 0 } h1 { font-size: 15pt } h2 { font-size: 12pt } h3 { font-size: 10.5pt }
h4 { font-size: 9pt; margin: 8pt 0 2pt } p { margin: 0 0 6pt; orphans: 2 } .small { font-size: 7.5pt }
table { border-collapse: collapse; table-layout: fixed; margin: 0 0 10pt; font-size: %(size)s }
th, td { text-align: left; vertical-align: top; padding: 3pt 4pt; font-weight: normal; %(border)s }
td { overflow-wrap: anywhere } b { font-weight: bold } .anywhere { word-break: break-all } .right { text-align: right }
.center { text-align: center }
thead { display: table-header-group } .whole { break-inside: avoid } .new { break-before: page }
* { print-color-adjust: exact; -webkit-print-color-adjust: exact }
"""
_BORDERS = {
    "all": "border: 0.7pt solid #444",
    "rows": "border-bottom: 0.5pt solid #888",
    "none": "padding-bottom: 7pt",
}


def pdf(sheet: Sheet, look: Look, browser: Page) -> bytes:
    """The sheet as the bytes of a PDF."""
    width, height = _INCHES[look.paper]
    page = "".join(_block(block, look) for block in sheet.blocks)
    size = "7.5pt" if sheet.landscape and look.paper == "A4" else "8.5pt"
    boxes = base64.b64encode(symbols.font()).decode()
    style = _STYLE % {"font": look.font, "border": _BORDERS[look.rules], "size": size, "boxes": boxes}
    browser.command("Page.navigate", url="about:blank")
    browser.wait("location.href === 'about:blank'")
    frame = browser.command("Page.getFrameTree")["frameTree"]["frame"]["id"]
    html = f'<!doctype html><html lang="da"><title>PDF</title><style>{style}</style><body>{page}</body></html>'
    browser.command("Page.setDocumentContent", frameId=frame, html=html)
    browser.run("document.fonts.ready.then(() => true)")
    said = browser.command(
        "Page.printToPDF",
        landscape=sheet.landscape,
        paperWidth=width,
        paperHeight=height,
        printBackground=True,
        displayHeaderFooter=bool(sheet.header or sheet.footer),
        headerTemplate=_furniture(sheet.header),
        footerTemplate=_furniture(sheet.footer),
        marginTop=0.75,
        marginBottom=0.75,
        generateTaggedPDF=look.tagged,
        generateDocumentOutline=look.tagged,
    )
    return base64.b64decode(said["data"])


def _furniture(text: str) -> str:
    filled = escape(text).replace("{page}", '<span class="pageNumber"></span>')
    filled = filled.replace("{pages}", '<span class="totalPages"></span>')
    return f'<div style="font-size: 8px; margin-left: 40px">{filled.replace(chr(10), "<br>")}</div>'


def _block(block: Text | Table | NewPage, look: Look) -> str:
    if isinstance(block, NewPage):
        return '<div class="new"></div>'
    if isinstance(block, Table):
        return _table(block, look)
    element = _ELEMENTS.get(block.style, "p")
    return f'<{element} class="{block.style}">{_text(block.text, look)}</{element}>'


def _text(text: str, look: Look, *, hyphens: bool = True) -> str:
    return "".join(_piece(piece, look, hyphens=hyphens) for piece in pieces(text)).replace("\n", "<br>")


def _piece(piece: str, look: Look, *, hyphens: bool) -> str:
    if piece not in (TICKED, EMPTY):
        return escape(softened(piece) if look.hyphens and hyphens else piece)
    if look.boxes == "drawn":
        return _BOX.format('fill="none" stroke="black"', _CROSS if piece == TICKED else "")
    mark = MARKS[look.boxes][piece == EMPTY]
    return f'<span class="symbol">{mark}</span>' if look.boxes == "private" else mark


def _table(table: Table, look: Look) -> str:
    columns = "".join(f'<col style="width: {share:.2%}">' for share in table.widths)
    rows = ["".join(_cells(cells, look)) for cells in table.rows]
    head, body = ("".join(f"<tr>{one}</tr>" for one in part) for part in (rows[: table.head], rows[table.head :]))
    name = ' class="whole"' if table.whole else ""
    width = f' style="width: {sum(table.widths):.2%}"'
    return f"<table{name}{width}><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"


def _cells(cells: tuple[Cell, ...], look: Look) -> Iterator[str]:
    for cell in cells:
        text = _text(cell.text, look, hyphens=not cell.anywhere)
        spans = f' colspan="{cell.span}" rowspan="{cell.rows}"' if cell.span * cell.rows > 1 else ""
        fill = f' style="background: {cell.fill}"' if cell.fill else ""
        names = f"{cell.align}{' anywhere' if cell.anywhere else ''}"
        yield f'<td class="{names}"{spans}{fill}>{f"<b>{text}</b>" if cell.bold else text}</td>'
