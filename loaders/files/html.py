"""HTML: the text and tables of a web page as it is shown, without scripts, hidden parts and everything it links to.

A table that holds another one, or has one column, only lays the page out: what is in it is read as text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import lxml.html

from loaders.files import colours, decoding, grids, raised
from records import Document, Refused
from records.tables import RED_LETTERS

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_LOOKED_AT = 4096
_NOT_SHOWN = frozenset("script style template noscript head title object svg select iframe audio video math".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong"
    " sub sup time tt u var wbr o:p st1:place img input button".split()
)
_RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
_CLASS = re.compile(r"(?:\w+)?\.([\w-]+)")
_PAINT = re.compile(r"background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_LETTERS = re.compile(r"(?<![\w-])color\s*:\s*([^;]+)", re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|rgba?\([^)]*\)|\b[a-z]+\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534
_DEEPEST = 200
_NAMED = {
    "red": "FF0000", "darkred": "8B0000", "crimson": "DC143C", "tomato": "FF6347", "salmon": "FA8072",
    "lightcoral": "F08080", "orange": "FFA500", "darkorange": "FF8C00", "gold": "FFD700", "yellow": "FFFF00",
    "green": "008000", "darkgreen": "006400", "lime": "00FF00", "limegreen": "32CD32", "lightgreen": "90EE90",
    "palegreen": "98FB98", "forestgreen": "228B22", "seagreen": "2E8B57", "white": "FFFFFF", "transparent": "FFFFFF",
    "none": "FFFFFF", "inherit": "FFFFFF", "initial": "FFFFFF", "unset": "FFFFFF", "windowtext": "FFFFFF",
}  # fmt: skip


@dataclass(slots=True)
class _Page:
    """A page while it is read: what its classes paint, the words of the block that is open, and marks of notes."""

    made: grids.Made
    classes: Mapping[str, str]
    words: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def close(self) -> None:
        """End the block that is open."""
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if text:
            self.made.paragraph(text)


def document(name: str, data: bytes) -> Document:
    """The page `data` as a document. Raises Refused where it shows nothing."""
    text = _XML.sub("", _decoded(data), count=1)
    if not text.strip():
        raise Refused("empty", name=name)
    root = lxml.html.document_fromstring(text)
    page = _Page(grids.Made(name), _classes(root))
    _blocks(page, root, 0)
    page.close()
    if not page.made.lines:
        raise Refused("empty", name=name)
    page.made.findings += raised.said(name, page.marks)
    return page.made.document()


def _decoded(data: bytes) -> str:
    """In the encoding that the page names, unless its bytes say another."""
    declared = _DECLARED.search(data[:_LOOKED_AT])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            name = declared.group(1).decode("ascii")
            return data.decode("cp1252" if name.lower() in ("iso-8859-1", "latin1", "us-ascii") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoding.decoded(data)


def _classes(root: Any) -> dict[str, str]:
    """What the page's own style sheet paints or hides, by class."""
    found: dict[str, str] = {}
    for style in root.iter("style"):
        for selectors, body in _RULE.findall(style.text or ""):
            for selector in selectors.split(","):
                if (match := _CLASS.fullmatch(selector.strip())) and any(
                    one.search(body) for one in (_PAINT, _LETTERS, _HIDDEN)
                ):
                    found[match.group(1)] = body
    return found


# ---------------------------------------------------------------- blocks


def _blocks(page: _Page, element: Any, depth: int) -> None:
    """The blocks below an element, each a line of text, and its tables."""
    if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN or _is_hidden(page, element):
        return
    if element.tag == "table" and _is_data(page, element):
        page.close()
        page.made.table(_rows(page, element))
        return
    block = element.tag not in _INLINE
    if block:
        page.close()
    page.words.append(element.text or "")
    for child in element:
        if depth < _DEEPEST:
            _blocks(page, child, depth + 1)
        page.words.append(child.tail or "")
    if block:
        page.close()


def _is_hidden(page: _Page, element: Any) -> bool:
    return element.get("hidden") is not None or any(map(_HIDDEN.search, _styles(page, element)))


def _styles(page: _Page, element: Any) -> list[str]:
    """What an element says of its looks, by its own word before its classes."""
    return [element.get("style", ""), *(page.classes.get(one, "") for one in element.get("class", "").split())]


def _is_data(page: _Page, table: Any) -> bool:
    """Whether a table holds data: no table inside it, and more than one column."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    return any(len(list(_cells(page, row))) > 1 for row in table.iter("tr"))


def _cells(page: _Page, row: Any) -> Iterator[Any]:
    return (one for one in row if one.tag in ("td", "th") and not _is_hidden(page, one))


def _rows(page: _Page, table: Any) -> Iterator[list[grids.Spot]]:
    for row in table.iter("tr"):
        if not _is_hidden(page, row) and not any(_is_hidden(page, one) for one in row.iterancestors("thead", "tbody")):
            painted = _paint(page, row)
            yield [_spot(page, cell, painted) for cell in _cells(page, row)]


def _spot(page: _Page, cell: Any, row_paint: str) -> grids.Spot:
    found, marks = raised.without_marks(_texts(page, cell, 0))
    page.marks += marks
    text = " ".join(found.split())
    columns, rows = (_span(cell, name, most) for name, most in (("colspan", _MOST_COLUMNS), ("rowspan", _MOST_ROWS)))
    fill = _paint(page, cell) or row_paint or _inner_paint(page, cell, text)
    letters = RED_LETTERS if _has_red_letters(page, cell, text) else ""
    return grids.Spot(text, fill, columns, rows, number_format=letters)


def _texts(page: _Page, element: Any, depth: int) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOT_SHOWN and not _is_hidden(page, child):
            if child.tag not in _INLINE:
                yield " "
            if child.tag == "sup":
                yield raised.Raised(child.text_content())
            elif depth < _DEEPEST:
                yield from _texts(page, child, depth + 1)
            if child.tag not in _INLINE:
                yield " "
        yield child.tail or ""


def _span(cell: Any, name: str, most: int) -> int:
    text = cell.get(name, "1").strip()
    if not (text.isascii() and text.isdecimal()):
        return 1
    return min(int(text[:9]) or (most if name == "rowspan" else 1), most)


# ---------------------------------------------------------------- colours


def _paint(page: _Page, element: Any) -> str:
    """How an element is painted, by its own word or its class."""
    found = next(filter(None, map(_PAINT.search, _styles(page, element))), None)
    value = found.group(1) if found else element.get("bgcolor", "")
    match = _COLOUR.search(value)
    return _named(match.group()) if match else ""


def _has_red_letters(page: _Page, cell: Any, text: str) -> bool:
    """Whether the cell, or an element that holds all of its text, has red letters; the innermost word counts."""
    whole = [one for one in cell.iter() if isinstance(one.tag, str) and " ".join(one.text_content().split()) == text]
    said = [name for one in (cell.getparent(), *whole) if (name := _letters(page, one))]
    return bool(text and said) and said[-1] == "red"


def _letters(page: _Page, element: Any) -> str:
    found = next(filter(None, map(_LETTERS.search, _styles(page, element))), None)
    match = _COLOUR.search(found.group(1) if found else element.get("color", ""))
    return _named(match.group()) if match else ""


def _inner_paint(page: _Page, cell: Any, text: str) -> str:
    """The paint of the one element that holds all of the cell's text: a label of a status."""
    for one in cell.iterdescendants():
        if isinstance(one.tag, str) and text and " ".join(one.text_content().split()) == text:
            paint = _paint(page, one)
            if paint:
                return paint
    return ""


def _named(value: str) -> str:
    value = value.lower()
    if value.startswith("#"):
        digits = value[1:]
        return colours.named(digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    if value.startswith("rgb"):
        parts = re.findall(r"[\d.]+", value)
        if len(parts) > 3 and float(parts[3]) == 0:
            return ""
        return colours.named("".join(f"{min(255, int(float(part))):02X}" for part in parts[:3]))
    return colours.named(_NAMED.get(value))
