"""The status colours that the cells of a report are painted in. Only a PDF has any.

What is painted outside the tables, as a legend, counts for nothing; nor does paint that only decorates a table.
"""

from collections.abc import Iterator, Mapping, Sequence

from loaders.kinds.statuses.columns import TableHeading
from loaders.kinds.statuses.grid import StatusTable, StatusTableRow
from records import Document

_COLUMNS = ("colour", "status")


def of(document: Document, tables: Sequence[StatusTable]) -> Mapping[int, str]:
    """The colour of each row, by the index of its first line: "red", "yellow" or "green".

    It is that of the cell for the colour or the status, else the only one in the row. Rows that are painted from side
    to side have a status only where those of a table are not all alike: bands of one colour are decoration. So is a
    column that is painted like its heading.
    """
    by_cell: dict[int, dict[int, str]] = {}
    for (line, place), colour in document.fills.items():
        by_cell.setdefault(line, {})[place] = colour
    return {line: colour for table in tables for line, colour in _told(list(_rows(table, by_cell)))}


def _told(found: Sequence[tuple[int, str, bool]]) -> Iterator[tuple[int, str]]:
    banded = {colour for _, colour, whole in found if whole}
    return ((line, colour) for line, colour, whole in found if not whole or len(banded) > 1)


def _rows(table: StatusTable, by_cell: Mapping[int, Mapping[int, str]]) -> Iterator[tuple[int, str, bool]]:
    """The line of each painted row, its colour, and whether it is painted from side to side."""
    heading = by_cell.get(table.first, {})
    painted = [(row, by_cell[row.first]) for row in table.rows if row.first in by_cell]
    for row, cells in painted:
        own = _own(table.columns, cells)
        place, colour = own if own else next(iter(cells.items()))
        alike = all(other.get(place) == colour for _, other in painted)
        if heading.get(place) == colour and alike:
            continue
        whole = _is_whole(row, cells)
        if own or len(set(cells.values())) == 1:
            yield row.first, colour, whole


def _own(columns: TableHeading, cells: Mapping[int, str]) -> tuple[int, str] | None:
    places = (columns.at.get(name) for name in _COLUMNS)
    return next(((place, cells[place]) for place in places if place is not None and place in cells), None)


def _is_whole(row: StatusTableRow, cells: Mapping[int, str]) -> bool:
    """Whether a row is painted from side to side; a style may paint its first column in another shade."""
    colours = {colour for place, colour in cells.items() if place}
    return len(colours) == 1 and len(cells) >= len(row.cells) - 1 > 1
