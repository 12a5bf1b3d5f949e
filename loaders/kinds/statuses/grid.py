"""Tables of cells out of lines: tabs, pipes or semicolons part the cells, a line break may stand inside one.

A row begins where its first cells look like the beginning of a row; what follows until the row is full belongs to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.kinds import numbering
from loaders.kinds.statuses import columns
from loaders.kinds.statuses.columns import TableHeading
from records import codes

SEPARATORS = ("\t", "|", ";")
_HEADING_LINES = 40  # a heading may be broken inside each of its cells
_MOST_COLUMNS = 25
_LONGEST_CELL = 10_000  # characters; a line that would make it longer belongs to no row
_LOOKED_AHEAD = 12
_LONGEST_HEADING = 100
_MARK = re.compile(r"^\s*#{1,6}\s+")
_RULE = re.compile(r"^[\s|:;+=\-]*[-=]{3}[\s|:;+=\-]*$")
_YEAR = re.compile(r"^(?:budget\s*|b\s?)?((?:19|20)\d\d)(?:\s*[/-]\s*\d{2,4})?$", re.IGNORECASE)
_NO_TITLE = re.compile(r"^(?:ja|nej|[\d.,\s-]*|\w+ ?forslag)$", re.IGNORECASE)
_YEAR_FOLLOWS = re.compile(
    r"\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|kvartal|halvår|kr\.?)$",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<br\s*/?>|\*\*|__", re.IGNORECASE)


@dataclass(slots=True)
class StatusTableRow:
    """The cells of a row, and the indices of its first and last line."""

    first: int
    last: int
    cells: list[str]


@dataclass(slots=True)
class StatusTable:
    """A heading, its rows, the separator of its cells, and the lines that it takes up, [first, end)."""

    columns: TableHeading
    separator: str
    first: int
    end: int
    rows: list[StatusTableRow] = field(default_factory=list)


def tables(lines: Sequence[str]) -> Iterator[StatusTable]:
    """The status tables in `lines`, in order. A table without a heading of its own takes the one before."""
    position, last = 0, None
    while position < len(lines):
        table = heading_at(lines, position) or (last and _continued(lines, position, last))
        if table is None:
            position += 1
            continue
        _Reader(lines, table).read()
        last, position = table, max(table.end, position + 1)
        yield table


def heading_at(lines: Sequence[str], position: int) -> StatusTable | None:
    """The table whose heading begins at `position`, without its rows yet."""
    for separator in SEPARATORS:
        if separator in lines[position][:1000]:
            cells = split_cells(lines[position], separator)
            leading = [cell for cell in cells[:6] if cell][:2]
            if any(len(cell) < _LONGEST_HEADING and columns.named(cell) for cell in leading):
                return _heading(lines, position, separator, cells)
    return None


def _heading(lines: Sequence[str], position: int, separator: str, cells: list[str]) -> StatusTable | None:
    """The heading from `position` on, over as many lines as it takes until a row begins."""
    best, end = columns.read_heading(cells), position + 1
    for index in range(position + 1, min(len(lines), position + _HEADING_LINES)):
        line = lines[index]
        if _RULE.match(line):
            return StatusTable(best, separator, position, index + 1) if best else None
        following = split_cells(line, separator)
        if not line.strip() or _MARK.match(line) or numbering.numbers_columns(following):
            break
        if (begins_row(following, best) or _is_case(cells, following)) and not _ends_heading(cells, following, best):
            break
        cells = _merged(cells, following, separator)
        if len(cells) > _MOST_COLUMNS:
            break
        longer = columns.read_heading(cells)
        if longer and (best is None or len(longer.at) >= len(best.at)):
            best, end = longer, index + 1
    return StatusTable(best, separator, position, end) if best else None


def _is_case(cells: Sequence[str], following: Sequence[str]) -> bool:
    """A line with a cell for each column, one of which is a code and its title, is no rest of a heading."""
    return len(following) == len(cells) and any(all(codes.split(text)[::2]) for text in following)


def _ends_heading(cells: Sequence[str], following: Sequence[str], heading: TableHeading | None) -> bool:
    """Whether a line that looks like a row is the rest of a heading that is broken before a year: "1000. kr.|2025 p/l".

    A row has a cell for each column of a whole heading, and a code before its title.
    """
    whole = len(following) == len(cells) and _has_code(following, heading)
    return bool(_YEAR_FOLLOWS.search(cells[-1]) and _YEAR.match(following[0])) and not whole


def split_cells(line: str, separator: str) -> list[str]:
    """The cells of a line, without marks of emphasis."""
    line = _BREAKS.sub(" ", line) if "<" in line or "**" in line or "__" in line else line
    if separator == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    cells = line.split(separator)
    return [cell.strip().strip('"') if separator == ";" else cell.strip() for cell in cells]


def _merged(cells: list[str], following: list[str], separator: str) -> list[str]:
    """A line that goes on: with pipes every line has all the cells; else its first cell continues the last one."""
    if separator == "|" and len(following) == len(cells):
        return [f"{before} {after}".strip() for before, after in zip(cells, following, strict=True)]
    return [*cells[:-1], f"{cells[-1]} {following[0]}".strip(), *following[1:]]


def begins_row(cells: Sequence[str], heading: TableHeading | None) -> bool:
    """Whether these cells open a row: a budget year where one belongs, or a code before a title."""
    if heading is None or "budget_year" not in heading.at:
        return _has_code(cells, heading) or (bool(_YEAR.match(cells[0])) and not _heads_columns(cells))
    if _heads_columns(cells) and not _has_code(cells, heading):
        return False
    # a line may also begin with the year that a sentence in a cell ends with: "… som planlagt i | 2025 | Nej | Nej"
    return bool(_YEAR.match(heading.cell(cells, "budget_year"))) and not _NO_TITLE.match(heading.cell(cells, "title"))


def _heads_columns(cells: Sequence[str]) -> bool:
    """These cells are the rest of a broken heading: "Status december | 2024 | Bemærkning december 2024"."""
    return len(cells) > 1 and len(cells[1]) < _LONGEST_HEADING and columns.named(cells[1]) is not None


def _has_code(cells: Sequence[str], heading: TableHeading | None) -> bool:
    printed = [heading.cell(cells, name) for name in ("code", "title")] if heading else list(cells[:2])
    return any(text and codes.split(text)[0] for text in printed)


def year(cell: str) -> int | None:
    """The budget year in a cell ("2024", "Budget 2024")."""
    match = _YEAR.match(cell)
    return int(match[1]) if match else None


def _continued(lines: Sequence[str], position: int, before: StatusTable) -> StatusTable | None:
    """A table that goes on without a heading, after a heading of an area or a page break."""
    line = lines[position]
    if before.separator not in line:
        return None
    cells = split_cells(line, before.separator)
    if len(cells) >= before.columns.width - 3 and begins_row(cells, before.columns):
        return StatusTable(before.columns, before.separator, position, position)
    return None


class _Reader:
    """Reads the rows of one table, line by line, until something stands there that is no part of it."""

    def __init__(self, lines: Sequence[str], table: StatusTable) -> None:
        self.lines, self.table = lines, table
        self.width = table.columns.width
        self.open: StatusTableRow | None = None

    def read(self) -> None:
        blank = False
        for index in range(self.table.end, len(self.lines)):
            line = self.lines[index]
            if not line.strip():
                blank = True
            elif self._ends(index, blank):
                break
            else:
                self._take(index, line)
                self.table.end, blank = index + 1, False

    def _ends(self, index: int, blank: bool) -> bool:
        line = self.lines[index]
        if _MARK.match(line) or (index > self.table.first and heading_at(self.lines, index)):
            return True
        if self.table.separator in line:
            return False
        if self.open is None or self._heads_table(index) or self._heads_rows(index, self.open):
            return True
        return blank and not (len(self.open.cells) < self.width and self._row_goes_on(index))

    def _heads_table(self, index: int) -> bool:
        """The line is all that stands before the heading of the next table: the name of its area."""
        following = next((later for later in range(index + 1, len(self.lines)) if self.lines[later].strip()), None)
        return following is not None and heading_at(self.lines, following) is not None

    def _heads_rows(self, index: int, row: StatusTableRow) -> bool:
        """The line names the area of the rows below it, and the row above it is whole."""
        line = self.lines[index].strip()
        if not line[0].isupper() or len(line) > _LONGEST_HEADING or line.endswith((".", ",", ";", ":")):
            return False
        below = next((later for later in self.lines[index + 1 : index + 4] if later.strip()), "")
        return self._is_whole(row) and begins_row(split_cells(below, self.table.separator), self.table.columns)

    def _is_whole(self, row: StatusTableRow) -> bool:
        """No cell is missing, and the last one ends no sentence half-way."""
        last = row.cells[-1]
        return len(row.cells) >= self.width - 1 and (not last or last.endswith(".") or bool(_NO_TITLE.match(last)))

    def _row_goes_on(self, index: int) -> bool:
        """The rest of a broken row stands below: cells before the next row begins."""
        for line in self.lines[index + 1 : index + 1 + _LOOKED_AHEAD]:
            if _MARK.match(line):
                return False
            if self.table.separator in line:
                return not begins_row(split_cells(line, self.table.separator), self.table.columns)
        return False

    def _take(self, index: int, line: str) -> None:
        if _RULE.match(line):
            return
        cells = split_cells(line, self.table.separator)
        if numbering.numbers_columns(cells):
            return
        if self.open and not begins_row(cells, self.table.columns) and self._fits(self.open, cells):
            self.open.cells[:] = _merged(self.open.cells, cells, self.table.separator)
            self.open.last = index
        else:
            self.open = StatusTableRow(index, index, cells)
            self.table.rows.append(self.open)

    def _fits(self, row: StatusTableRow, cells: list[str]) -> bool:
        """Whether the cells complete the open row, rather than being a row of their own without a year."""
        if self.table.separator == "|" and len(cells) == self.width:
            return self._is_remainder(cells)
        begun = cells[0].isdigit() and self._is_whole(row)  # a row that ends after a part of its year
        fits = len(row.cells) + len(cells) - 1 <= self.width and len(row.cells[-1]) <= _LONGEST_CELL
        return fits and not begun

    def _is_remainder(self, cells: list[str]) -> bool:
        """A line with all its pipes that only holds the rest of longer cells: no year, no kind, no number."""
        empty = all(not self.table.columns.cell(cells, name) for name in ("budget_year", "code", "saving", "phase_in"))
        return empty and not self._is_area(cells) and not _has_code(cells, self.table.columns)

    def _is_area(self, cells: list[str]) -> bool:
        return bool(cells[0]) and not any(cells[1:])
