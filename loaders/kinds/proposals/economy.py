"""The first table of a proposal: lasting change, implementation costs and total effect, year by year.

Rows are read as label, area of control ("Service", "Anlæg") and the cells that are printed; which year a cell belongs
to is found in `years`, because a blank cell leaves no mark in running text. Where columns are known, a row has a cell
for each year.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.kinds.proposals.lines import Line, join_text, letters

SIGNS = "-−–"
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s+(?:19|20)\d\d)+(?!\S)")
_CELL = re.compile(rf"^[{SIGNS}]?(?:\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,\d+)?$|^[{SIGNS}]$")
_YEAR_CELL = re.compile(r"(?<!\d)((?:19|20)\d\d)$")
_SPLIT_THOUSANDS = re.compile(r"(?<=\d\.)\s(?=\d{3}(?!\d))")
_AREA = re.compile(r"^(.*?)[\s,]*\b(Service|Anlæg|Overførsel\w*(?: mv\.?)?)$", re.IGNORECASE)
_AREA_FIRST = re.compile(r"(?:Service|Anlæg|Overførsel)\b")
_LEVEL = re.compile(r"((?:19|20)\d\d)\s*-?\s*(?:p\s*/\s*l\b|pl\b|prisniveau)", re.IGNORECASE)
_MILLIONS = re.compile(r"mio\.?\s*kr", re.IGNORECASE)
_UNIT = re.compile(r"1\.000\s*kr|t\.?\s*kr|mio\.?\s*kr", re.IGNORECASE)
_GROUPS = re.compile(r"(varigeændringer|implementeringsomkostninger|investeringer)(?:service|anlæg)?")
_TOTALS = {
    "lasting_change": re.compile(r"samle(?:t|de)varige?ændring"),
    "implementation": re.compile(r"samle(?:t|de)implementeringsomkostning"),
    "total_effect": re.compile(r"samle(?:t|de)økonomiske?påvirkning"),
}
_PAYBACK_LABEL = "tilbagebetalingstidbaseret"
_PAYBACK_WORDS = ("serviceeff", "totaløkonomi", "tivisering", "effektivi")
_PAYBACK = re.compile(r"(?:^|\s)(\d{1,2}(?:,\d+)?)(?:\s*år)?$")
_AFTER = re.compile(r"^(?:Note(?:r|\b)|Tabel\b|\d{1,2}\.\s|Forslagets\b|Resumé)")
_LONGEST = 250  # lines of a first table
_LABEL_LINES = 8
_WIDEST = 300  # characters of a line in a table
_PAYBACK_LINES = 6


@dataclass(frozen=True, slots=True)
class EconomyRow:
    """A printed row. `cells` are the printed cells from left to right, "-" for a dash; `line` its last line's index.

    A blank cell is "", where it is known to be there.
    """

    label: str
    area: str | None
    cells: tuple[str, ...]
    line: int
    group: str | None = None


@dataclass(frozen=True, slots=True)
class EconomyTable:
    """The first table as printed: its years, total rows by field name, the rows that make them up, paybacks.

    `start` and `end` are positions in the list of lines, `level_line` the index of the line with unit and price level;
    `scale` makes 1.000 kr. of the printed unit.
    """

    start: int
    end: int
    years: tuple[int, ...] = ()
    price_level: str | None = None
    level_line: int = 0
    scale: float = 1.0
    totals: dict[str, EconomyRow] = field(default_factory=dict)
    parts: tuple[EconomyRow, ...] = ()
    paybacks: dict[str, tuple[float, int]] = field(default_factory=dict)


def read_economy_table(lines: list[Line], start: int, stop: int) -> EconomyTable | None:
    """The first table between two positions, wherever its caption stands; None where there is none."""
    head = _head(lines, start, stop)
    if head is None:
        return None
    top = _top(lines, start, head)
    bottom = _bottom(lines, head + 1, stop)
    header = " ".join(" ".join(line.text[:_WIDEST].split()) for line in lines[top : head + 1])
    years = _years(lines[head])
    rows = _rows(lines[head + 1 : bottom], len(years), _columns(lines[head], len(years)))
    paybacks, end = _paybacks(lines, bottom, stop)
    return EconomyTable(
        start=top,
        end=end,
        years=years,
        price_level=price_level(header),
        level_line=lines[top].index,
        scale=scale_of(header),
        totals=_totals(rows),
        parts=tuple(row for row in rows if total_of(row.label) is None),
        paybacks=paybacks,
    )


def price_level(text: str) -> str | None:
    """The year of the price level ("1.000 kr. 2023 p/l", "(1.000 kr./2023-P/L)")."""
    found = _LEVEL.search(text)
    return found[1] if found else None


def scale_of(text: str) -> float:
    """What a printed number is multiplied with to be in 1.000 kr.: a header says "1.000 kr." or "mio. kr."."""
    return 1000.0 if _MILLIONS.search(text) else 1.0


def total_of(label: str) -> str | None:
    """Which total a row's label names, as a field of the proposal."""
    name = letters(label)
    return next((total for total, pattern in _TOTALS.items() if pattern.match(name)), None)


def _head(lines: list[Line], start: int, stop: int) -> int | None:
    """The line of years above the first total row."""
    head = None
    for position in range(start, min(stop, start + _LONGEST)):
        text = lines[position].text
        if _years(lines[position]):
            head = position
        elif head is not None and text.startswith("Samle") and total_of(_label_at(lines, position)):
            return head
    return None


def _label_at(lines: list[Line], position: int) -> str:
    return join_text(line.text for line in lines[position : position + 2])


def _years(line: Line) -> tuple[int, ...]:
    if line.cells:
        found = [_YEAR_CELL.search(cell) for cell in line.cells[_first_year(line) :]]
        years = tuple(int(each[1]) for each in found if each)
        if len(years) < len(found) or len(years) == 1:
            return ()
    else:
        run = _YEARS.search(line.text) if len(line.text) < _WIDEST else None
        years = tuple(int(word) for word in run[0].split()) if run else ()
    return years if all(after - before == 1 for before, after in pairwise(years)) else ()


def _first_year(line: Line) -> int:
    """The first of the columns that have a year over them and are followed by no others."""
    first = len(line.cells)
    while first and _YEAR_CELL.search(line.cells[first - 1]):
        first -= 1
    return first


def _columns(head: Line, count: int) -> tuple[int, int] | None:
    """(how many cells a row has, place of the first year's) below this head; None where its cells are not known."""
    return (len(head.cells), len(head.cells) - count) if head.cells else None


def _top(lines: list[Line], start: int, head: int) -> int:
    """The line with the unit, which stands at most a few lines above the years."""
    near = range(head, max(start - 1, head - 8), -1)
    return next((position for position in near if _UNIT.search(lines[position].text)), head)


def _bottom(lines: list[Line], position: int, stop: int) -> int:
    for at in range(position, stop):
        text = lines[at].text
        if letters(text).startswith(_PAYBACK_LABEL) or _AFTER.match(text):
            return at
    return stop


def _rows(lines: list[Line], width: int, columns: tuple[int, int] | None) -> list[EconomyRow]:
    rows: list[EconomyRow] = []
    label: list[str] = []
    area: str | None = None
    group: str | None = None
    for number, line in enumerate(lines):
        certain = _certain(line, columns, group)
        if certain:
            label, area = [], None
            rows.append(certain)
            continue
        words, cells = _split(line.text, lines[number + 1].text if number + 1 < len(lines) else "")
        if words.startswith("Samle"):
            label, area = [], None
        group_here = _GROUPS.fullmatch(letters(words)) if not cells and label[-1:] != ["Samlede"] else None
        if group_here:
            label, area, group = [], None, group_here[1]
        elif words:
            label.append(words[:_WIDEST])
        if cells and label:
            text, area = _area(join_text(label[-_LABEL_LINES:]))
            rows.append(EconomyRow(text, area, cells, line.index, group))
            label = []
        elif cells and rows and len(rows[-1].cells) + len(cells) <= width:
            last = rows[-1]
            rows[-1] = EconomyRow(last.label, last.area, last.cells + cells, line.index, last.group)
    return rows


def _certain(line: Line, columns: tuple[int, int] | None, group: str | None) -> EconomyRow | None:
    """The row whose cells are known: one for each year, blank or not. None for any other line."""
    if columns is None or len(line.cells) != columns[0]:
        return None
    first = columns[1]
    cells = tuple(cell.replace(" ", "") for cell in line.cells[first:])
    if not any(cells) or any(cell and not _CELL.match(cell) for cell in cells):
        return None
    label, area = _area(" ".join(filter(None, line.cells[:first])))
    return EconomyRow(label, area, cells, line.index, group) if label else None


def _split(text: str, following: str) -> tuple[str, tuple[str, ...]]:
    """The label and the printed cells of a line. A lone number belongs to the label where the next line goes on with
    it: in lower case, or with the area and the cells ("Tietgensgade 31" / "Anlæg 1.800")."""
    words = _SPLIT_THOUSANDS.sub("", text[:_WIDEST]).split()
    count = 0
    while count < len(words) and _CELL.match(words[-1 - count]):
        count += 1
    label, cells = words[: len(words) - count], words[len(words) - count :]
    goes_on = following[:1].islower() or _AREA_FIRST.match(following)
    if len(cells) == 1 and label and goes_on and not _AREA.match(" ".join(label)):
        label, cells = words, []
    return " ".join(label), tuple(cells)


def _area(label: str) -> tuple[str, str | None]:
    found = _AREA.match(label)
    return (found[1], found[2].capitalize()) if found else (label, None)


def _totals(rows: list[EconomyRow]) -> dict[str, EconomyRow]:
    """The total rows; where a total is printed for all and again for one area, the one for all."""
    totals: dict[str, EconomyRow] = {}
    for row in rows:
        name = total_of(row.label)
        if name and (name not in totals or (totals[name].area and not row.area)):
            totals[name] = row
    return totals


def _paybacks(lines: list[Line], position: int, stop: int) -> tuple[dict[str, tuple[float, int]], int]:
    """The paybacks by kind ("service", "total") as (years, line index), and the position after them."""
    found: dict[str, tuple[float, int]] = {}
    end = position
    while end < stop and letters(lines[end].text).startswith(_PAYBACK_LABEL):
        after = _payback_end(lines, end + 1, stop)
        name = letters(join_text(line.text for line in lines[end:after]))
        for line in lines[end:after]:
            number = _PAYBACK.search(line.text)
            if number:
                kind = "total" if "totaløkonomi" in name else "service"
                found.setdefault(kind, (float(number[1].replace(",", ".")), line.index))
        end = after
    return found, end


def _payback_end(lines: list[Line], position: int, stop: int) -> int:
    """After the label's last words and its number; the number may stand inside the label."""
    last = position
    for at in range(position, min(stop, position + _PAYBACK_LINES)):
        text = lines[at].text
        name = letters(text)
        if name.startswith(_PAYBACK_LABEL) or _AFTER.match(text):
            break
        if len(text) < 60 and (_PAYBACK.match(text) or name.startswith(_PAYBACK_WORDS)):
            last = at + 1
        elif len(name) > 25:
            break
    return last
