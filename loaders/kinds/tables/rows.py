"""A document as rows of cells, in reading order: the rows of its tables, and each line of text as a row of one cell."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from records import Document
from records.tables import COVERED_FROM_LEFT, Cell

TEXT = 0  # the table number of a line that stands in none
_SEPARATORS = ("\t", "|", ";")
_RULE = re.compile(r"^[\s|:;+=\-]*[-=]{3}[\s|:;+=\-]*$")
_LEAST_ROWS, _LEAST_CELLS = 3, 3  # of a table that may have bands
_EVERY_OTHER = 2
_LEAST_PARTED = 2  # lines one after the other that a sign parts into cells


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the index of its line, its cells, and the table and the sheet that it stands in. `others` are further
    lines that it was made of."""

    line: int
    cells: tuple[Cell, ...]
    table: int = TEXT
    sheet: str | None = None
    others: tuple[int, ...] = ()

    @property
    def filled(self) -> tuple[int, ...]:
        """The places of the cells that hold something of their own."""
        return tuple(
            at for at, cell in enumerate(self.cells) if cell.text.strip() and cell.covered != COVERED_FROM_LEFT
        )

    def text(self, at: int) -> str:
        """What stands at a place, in single spaces; "" beyond the last cell."""
        return " ".join(self.cells[at].text.split()) if at < len(self.cells) else ""

    @property
    def joined(self) -> str:
        return " ".join(self.text(at) for at in self.filled)


def of(document: Document) -> list[Row]:
    """All rows of `document` that hold something, in order."""
    tabled = dict(_tabled(document)) if getattr(document, "tables", ()) else _parted(document)
    found = (tabled.get(index) or _line(index, line) for index, line in enumerate(document.lines))
    return [row for row in found if row.filled]


def _line(index: int, line: str) -> Row:
    return Row(index, (Cell(line.strip(" \t|")),))


def _tabled(document: Document) -> Iterator[tuple[int, Row]]:
    """The rows of the tables that the file itself has. A row of one cell over the whole width is text."""
    for table in document.tables:
        for row in table.rows:
            made = Row(row.line, row.cells, table.number, table.sheet)
            yield row.line, made


def _parted(document: Document) -> dict[int, Row]:
    """The rows of a document that is only lines: tabs, pipes or semicolons part their cells."""
    found: dict[int, Row] = {}
    table = TEXT
    before: str | None = None
    for index, line in enumerate(document.lines):
        sign = _separator(document.lines, index)
        if sign is None:
            before = None if not line.strip() else before
            continue
        table += sign != before
        before = sign
        cells = () if _RULE.match(line) else _cells(document, index, line, sign)
        found[index] = Row(index, cells, table)
    return found


def _separator(lines: Sequence[str], index: int) -> str | None:
    """The sign that parts a line into cells. ";" and "|" do so only where the line before or behind has as many."""
    line = lines[index]
    if "\t" in line.strip():
        return "\t"
    near = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    for sign in _SEPARATORS[1:]:
        count = line.count(sign)
        if count >= 1 and any(other.count(sign) == count for other in near):
            return sign
    return None


def _cells(document: Document, index: int, line: str, sign: str) -> tuple[Cell, ...]:
    parted = (line.strip().strip("|") if sign == "|" else line).split(sign)
    fills = document.fills
    return tuple(
        Cell(text.strip().strip('"') if sign == ";" else text.strip(), fill=fills.get((index, at), ""))
        for at, text in enumerate(parted)
    )


# ---------------------------------------------------------------- paint


def decorates(rows: Sequence[Row], at: int) -> bool:
    """Whether the paint of the column `at` is that of whole rows, and those are all rows or every other one, in one
    colour. Rows painted from side to side in several colours, or here and there, say how their cases go."""
    several = [row for row in rows if len(row.filled) > 1]
    painted = [place for place, row in enumerate(several) if at < len(row.cells) and row.cells[at].colour]
    colours = {several[place].cells[at].colour for place in painted}
    if len(several) < _LEAST_ROWS or len(colours) != 1 or not all(_is_whole(several[place], at) for place in painted):
        return False
    steps = {after - before for before, after in pairwise(painted)}
    reach = painted[0] < _EVERY_OTHER and painted[-1] >= len(several) - _EVERY_OTHER
    return reach and steps in ({1}, {_EVERY_OTHER})


def dots_at(rows: Sequence[Row], headed: Collection[int]) -> int | None:
    """The one column without a heading and without a word whose cells are painted in the colours of a status, as those
    with a dot or a lamp are; None where there is none, or more is painted."""
    several = [row for row in rows if len(row.filled) > 1]
    painted = {at for row in several for at, cell in enumerate(row.cells) if cell.colour}
    wordless = {at for at in painted if not any(row.text(at) for row in several)}
    return painted.pop() if len(painted) == 1 and wordless == painted and not painted & set(headed) else None


def _is_whole(row: Row, at: int) -> bool:
    """Whether a row is painted from side to side; a style may paint its first column in another shade."""
    alike = sum(cell.colour == row.cells[at].colour for cell in row.cells[1:])
    return len(row.cells) >= _LEAST_CELLS and alike == len(row.cells) - 1
