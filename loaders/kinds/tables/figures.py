"""Tables that list no cases: each number with its row and column, as printed."""

from collections.abc import Iterator, Sequence

from loaders.kinds.tables import numbers, units
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.readings import ReadColumn, ReadColumns
from records import Document, Figure

_LEAST_NUMBERS = 0.6
_SAID = {"kr": "kr.", "tkr": "1.000 kr.", "mio": "mio. kr.", "mia": "mia. kr."}


def of(document: Document, grid: TableGrid, read: ReadColumns, near: Sequence[str]) -> Iterator[Figure]:
    """The figures of a table whose first column of words names its rows. Without such a column there are none."""
    label = next((one for one in read.read if one.content.text >= _LEAST_NUMBERS and one.content.count), None)
    counted = [one for one in read.read if one.content.amounts >= _LEAST_NUMBERS and one.role not in ("number", "code")]
    if label is None or not counted:
        return
    around = units.of_text(near)
    caption = next((row.joined for row in grid.before if units.of_text([row.joined]) is None), "")
    for row in grid.rows:
        for one in counted:
            cell = row.cells[one.at] if one.at < len(row.cells) else None
            found = numbers.value(cell, numbers.style(_cells(grid, one), None), row.line in one.minus) if cell else None
            if found and row.text(label.at):
                unit = found[1] or units.of_heading(one.heading) or around
                place = document.source(row.line)
                yield Figure(caption, row.text(label.at), one.heading, found[0], _SAID.get(unit or "", ""), place)


def _cells(grid: TableGrid, one: ReadColumn) -> list:  # type: ignore[type-arg]
    return [row.cells[one.at] for row in grid.rows if one.at < len(row.cells)]
