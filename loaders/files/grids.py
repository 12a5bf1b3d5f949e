"""Tables whose cells reach over columns and rows, as lines and tables of a document: Word, HTML, OpenDocument."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from loaders.files.tabular import TabularDocument
from records import Cell, Document, DocumentTable, TableRow
from records.tables import COVERED_FROM_ABOVE, COVERED_FROM_LEFT


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell where it stands in the file: once, with the columns and rows that it takes."""

    text: str
    fill: str = ""
    columns: int = 1
    rows: int = 1
    value: float | date | None = None
    number_format: str = ""


@dataclass(slots=True)
class _Down:
    """A cell that still reaches into `left` rows below."""

    cell: Cell
    left: int


@dataclass(slots=True)
class Made(TabularDocument):
    """A document while it is made, paragraph by paragraph and table by table."""

    def paragraph(self, text: str) -> None:
        """A line of text. A blank one parts, and never twice."""
        if text or (self.lines and self.lines[-1]):
            self.lines.append(text)

    def table(self, rows: Iterable[Iterable[Spot]]) -> None:
        """A table, with a blank line before and after. One of a single cell is a frame around text."""
        grid = self._grid(rows)
        width = max(map(len, grid), default=0)
        if width == 1 and len(grid) == 1:
            self.paragraph(grid[0][0].text)
        elif width:
            self.paragraph("")
            number = len(self.tables) + 1
            made = tuple(self._row(cells, width, number, at) for at, cells in enumerate(grid, 1))
            self.tables.append(DocumentTable(made, number))
            self.paragraph("")

    def document(self) -> Document:
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        return self.finished()

    def _grid(self, rows: Iterable[Iterable[Spot]]) -> list[list[Cell]]:
        """The rows with a cell for every column. Raises Refused for more cells than a document may have."""
        spread, found = Spread(), []
        for spots in rows:
            found.append(spread.row(spots))
            self.count_cells(len(found[-1]))
        return found

    def _row(self, cells: list[Cell], width: int, number: int, at: int) -> TableRow:
        line = len(self.lines)
        cells += [Cell()] * (width - len(cells))
        alone = cells[0].columns == width
        shown = ["" if cell.covered == COVERED_FROM_LEFT else cell.text for cell in cells]
        self.lines.append(shown[0] if alone else "\t".join(shown))
        self.cells[line] = (None, f"{number}:{at}")
        self.fills.update(((line, place), cell.fill) for place, cell in enumerate(cells) if cell.colour and not alone)
        return TableRow(tuple(cells), line, at)


class Spread:
    """Puts cells that reach over columns and rows into every place that they take, row by row."""

    def __init__(self) -> None:
        self._down: dict[int, _Down] = {}

    def row(self, spots: Iterable[Spot]) -> list[Cell]:
        """The cells of the next row, one for each column."""
        cells: list[Cell] = []
        for spot in spots:
            self._from_above(cells)
            self._place(cells, spot)
        self._from_above(cells)
        while any(at >= len(cells) for at in self._down):  # the row ends before cells that reach down into it
            cells.append(Cell())
            self._from_above(cells)
        return cells

    def _place(self, cells: list[Cell], spot: Spot) -> None:
        cell = Cell(spot.text, spot.value, spot.fill, spot.columns, spot.rows, "", spot.number_format)
        start = len(cells)
        for at in range(start, start + spot.columns):
            if spot.rows > 1:
                below = _part(spot, COVERED_FROM_ABOVE if at == start else COVERED_FROM_LEFT)
                self._down[at] = _Down(below, spot.rows - 1)
            cells.append(cell if at == start else _part(spot, COVERED_FROM_LEFT))

    def _from_above(self, cells: list[Cell]) -> None:
        while (above := self._down.get(len(cells))) is not None:
            above.left -= 1
            if not above.left:
                del self._down[len(cells)]
            cells.append(above.cell)


def _part(spot: Spot, covered: str) -> Cell:
    """One of the places beside or below the first."""
    return Cell(spot.text, spot.value, spot.fill, covered=covered, number_format=spot.number_format)
