"""DOCX: the paragraphs and tables of a Word document in their order, as they look with all changes accepted.

What somebody deleted while changes were tracked is not read, and neither is hidden text; both are said. The header of
a page comes first, once; footnotes come last. Tables inside the cell of a table follow it as tables of their own.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from loaders.files import colours, grids, packages, raised
from loaders.files.pdf import boxes
from records import Document, Finding, Refused, Source
from records.tables import NO_FILL, RED_LETTERS, STATUS_FILLS, UNKNOWN_FILL

_MOST_COLUMNS = 1_000
_GONE = frozenset(map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:tbl")))
_PASSED = frozenset({"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"})
_REMOVED = frozenset(map(qn, ("w:del", "w:moveFrom")))
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
_BREAKS = frozenset(map(qn, ("w:tab", "w:br", "w:cr", "w:ptab")))
_P, _TABLE, _ROW, _CELL, _RUN = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:r"))
_BOX = qn("w:txbxContent")
_OFF = ("0", "false", "off")
_HIGHLIGHTS = {
    "red": "FF0000", "darkRed": "8B0000", "magenta": "FF00FF", "yellow": "FFFF00", "darkYellow": "808000",
    "green": "00FF00", "darkGreen": "006400",
}  # fmt: skip


@dataclass(slots=True)
class _Read:
    """What was read so far, whether anything deleted or hidden was passed over, and the marks that refer to notes."""

    made: grids.Made
    deleted: bool = False
    hidden: bool = False
    marks: list[str] = field(default_factory=list)


def document(name: str, data: bytes) -> Document:
    """The Word document `data` as a document. Raises Refused."""
    packages.check(name, data)
    try:
        file = docx.Document(io.BytesIO(data))
    except packages.DAMAGED as error:
        raise Refused("damaged", name=name) from error
    read = _Read(grids.Made(name))
    for text in dict.fromkeys(_headers(file, read)):
        read.made.paragraph(text)
    read.made.paragraph("")
    _blocks(read, file.element.body)
    for element in _footnotes(file):
        read.made.paragraph(_text(element, read))
    read.made.findings += _said(name, read)
    if not any(read.made.lines):
        raise Refused("empty", name=name)
    return read.made.document()


def _said(name: str, read: _Read) -> Iterator[Finding]:
    if read.deleted:
        yield Finding("tracked_changes", Source(name))
    if read.hidden:
        yield Finding("hidden_text", Source(name))
    yield from raised.said(name, read.marks)


def _headers(file: Any, read: _Read) -> Iterator[str]:
    for section in file.sections:
        for header in (section.first_page_header, section.header):
            if not header.is_linked_to_previous:
                yield from filter(None, (_text(one, read) for one in header._element.iter(_P)))


def _footnotes(file: Any) -> Iterator[Any]:
    for relation in file.part.rels.values():
        if relation.reltype.endswith("/footnotes") and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            yield from (one for note in root if note.get(qn("w:type")) is None for one in note.iter(_P))


# ---------------------------------------------------------------- blocks


def _blocks(read: _Read, parent: Any) -> None:
    """The paragraphs and tables below an element, whatever wraps them."""
    for element in _children(parent, read):
        if element.tag == _P:
            read.made.paragraph(_text(element, read))
            for box in _boxes(element):
                _blocks(read, box)
        else:
            _table(read, element)


def _children(parent: Any, read: _Read) -> Iterator[Any]:
    for element in parent:
        if element.tag in (_P, _TABLE):
            yield element
        elif element.tag in _GONE:
            read.deleted = read.deleted or element.tag in _REMOVED
        elif element.tag in _WRAPPERS:
            yield from _children(element, read)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes that hang on a paragraph; older readers' copies of them are left out."""
    for box in paragraph.iter(_BOX):
        if not any(above.tag in _PASSED for above in box.iterancestors()):
            yield box


def _text(paragraph: Any, read: _Read) -> str:
    """What a paragraph says. Text boxes in it are no part of it."""
    text, marks = raised.without_marks(_pieces(paragraph, read))
    read.marks += marks
    return " ".join(text.split())


_T, _HYPHEN, _SYMBOL, _CHECK = map(qn, ("w:t", "w:noBreakHyphen", "w:sym", "w:checkBox"))


def _pieces(parent: Any, read: _Read) -> Iterator[str]:
    for element in parent:
        tag = element.tag
        if tag in _GONE:
            read.deleted = read.deleted or tag in _REMOVED
        elif tag in _PASSED or tag == _BOX:
            continue
        elif tag == _RUN and _is_hidden(element):
            read.hidden = read.hidden or any(one.text for one in element.iter(qn("w:t")))
        elif tag == _RUN and _is_raised(element):
            yield raised.Raised("".join(one.text or "" for one in element.iter(_T)))
        elif tag == _T:
            yield element.text or ""
        elif tag in _BREAKS:
            yield " "
        elif tag == _HYPHEN:
            yield "-"
        elif tag == _SYMBOL:
            yield _symbol(element)
        elif tag == _CHECK:
            yield boxes.TICKED if _is_ticked(element) else boxes.EMPTY
        elif len(element):
            yield from _pieces(element, read)


def _is_raised(run: Any) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return found is not None and found.get(qn("w:val")) == "superscript"


def _symbol(element: Any) -> str:
    code = element.get(qn("w:char"), "")
    try:
        return boxes.named(chr(int(code, 16)), element.get(qn("w:font"), ""))
    except ValueError:
        return ""


def _is_ticked(box: Any) -> bool:
    """A check box of an old form: what it is now, else what it was at first."""
    for name in ("w:checked", "w:default"):
        found = box.find(qn(name))
        if found is not None:
            return found.get(qn("w:val"), "1") not in _OFF
    return False


def _is_hidden(run: Any) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return found is not None and found.get(qn("w:val"), "1") not in _OFF


# ---------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell of the file with the column where it begins and the columns that it takes."""

    element: Any
    column: int
    columns: int


def _table(read: _Read, element: Any) -> None:
    """A table, and after it those that stand in its cells."""
    rows = [list(_placed(row)) for row in _rows(element, read)]
    read.made.table(_spots(read, rows))
    for row in rows:
        for placed in row:
            for inner in _wrapped(placed.element, _TABLE):
                _table(read, inner)


def _placed(row: Any) -> Iterator[_Placed]:
    column = min(_number(row, "w:trPr/w:gridBefore"), _MOST_COLUMNS)
    for element in _wrapped(row, _CELL):
        columns = min(max(1, _number(element, "w:tcPr/w:gridSpan", 1)), _MOST_COLUMNS)
        yield _Placed(element, column, columns)
        column += columns


def _spots(read: _Read, rows: Sequence[Sequence[_Placed]]) -> Iterator[list[grids.Spot]]:
    """The cells of each row; one that goes on from above is part of that one."""
    starts = [{one.column: one for one in row} for row in rows]
    reach: dict[int, int] = {}  # column → the row to which a cell above reaches down
    for at, row in enumerate(rows):
        spots = [grids.Spot("")] * (row[0].column if row else 0)
        for placed in row:
            if _merge(placed.element) == "continue" and reach.get(placed.column, -1) >= at:
                continue
            deep = _depth(starts, at, placed.column) if _merge(placed.element) == "restart" else 1
            reach[placed.column] = at + deep - 1
            spots.append(_spot(read, placed, deep))
        yield spots


def _depth(starts: Sequence[Mapping[int, _Placed]], first: int, column: int) -> int:
    """How many rows a cell takes that begins in the row `first`."""
    last = first + 1
    while last < len(starts) and column in starts[last] and _merge(starts[last][column].element) == "continue":
        last += 1
    return last - first


def _merge(element: Any) -> str | None:
    """ "restart" where a cell begins to reach down, "continue" where one goes on; None for an ordinary cell."""
    found = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return None if found is None else str(found.get(qn("w:val"), "continue"))


def _spot(read: _Read, placed: _Placed, rows: int) -> grids.Spot:
    paragraphs = [one for one in _children(placed.element, read) if one.tag == _P]
    text = " ".join(filter(None, (_text(one, read) for one in paragraphs)))
    letters = RED_LETTERS if _has_red_letters(paragraphs) else ""
    return grids.Spot(text, _fill(placed.element, paragraphs), placed.columns, rows, number_format=letters)


def _rows(table: Any, read: _Read) -> Iterator[Any]:
    for row in _wrapped(table, _ROW):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            read.deleted = True
        else:
            yield row


def _wrapped(parent: Any, tag: str) -> Iterator[Any]:
    """The children of a tag, those inside content controls too."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _wrapped(element, tag)


def _number(element: Any, path: str, default: int = 0) -> int:
    found = element.find("/".join(map(qn, path.split("/"))))
    text = "" if found is None else found.get(qn("w:val"), "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else default


# ---------------------------------------------------------------- colours


def _fill(element: Any, paragraphs: Iterable[Any]) -> str:
    """How the cell is painted; where it is not, the status colour that all of its text has."""
    shade = element.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    fill = NO_FILL if shade is None else _shade(shade)
    return fill or _text_colour(paragraphs)


def _shade(shade: Any) -> str:
    pattern, fill, colour = (shade.get(qn(name)) for name in ("w:val", "w:fill", "w:color"))
    if pattern == "solid":
        return _named(colour)
    if pattern in (None, "clear", "nil") or _named(fill) == _named(colour):
        return _named(fill)
    return UNKNOWN_FILL


def _named(colour: str | None) -> str:
    return NO_FILL if colour in (None, "auto") else colours.named(colour)


def _runs(paragraphs: Iterable[Any]) -> list[Any]:
    return [run for one in paragraphs for run in one.iter(_RUN) if "".join(run.itertext()).strip()]


def _has_red_letters(paragraphs: Iterable[Any]) -> bool:
    colours_found = [run.find(f"{qn('w:rPr')}/{qn('w:color')}") for run in _runs(paragraphs)]
    red = [colour is not None and _named(colour.get(qn("w:val"))) == "red" for colour in colours_found]
    return bool(red) and all(red)


def _text_colour(paragraphs: Iterable[Any]) -> str:
    found = {_run_colour(run) for run in _runs(paragraphs)}
    name = found.pop() if len(found) == 1 else NO_FILL
    return name if name in STATUS_FILLS else NO_FILL


def _run_colour(run: Any) -> str:
    highlight, colour = (run.find(f"{qn('w:rPr')}/{qn(name)}") for name in ("w:highlight", "w:color"))
    if highlight is not None:
        return _named(_HIGHLIGHTS.get(highlight.get(qn("w:val"), "")))
    return NO_FILL if colour is None else _named(colour.get(qn("w:val")))
