"""Sheets of a spreadsheet as lines and tables of a document, with the cell where each row is found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.files.tabular import TabularDocument
from records import Cell, Document, DocumentTable, Finding, Refused, Source, TableRow
from records.tables import COVERED_FROM_LEFT, column_letters

_BLANK_ROWS = 2  # that are kept of a gap
_NAMED = 8  # rows, columns or cells that a finding names

Row = tuple[int, Sequence[Cell]]  # the number of a row, and its cells


@dataclass(slots=True)
class Sheets(TabularDocument):
    """A document while it is made, sheet by sheet. `several` tells that the sheets' names are to be read."""

    several: bool = False

    def add(self, title: str, rows: Iterable[Row], columns: Sequence[int]) -> None:
        """A sheet: its visible rows, and the numbers of the columns whose cells they hold."""
        found = list(_without_gaps(rows))
        while found and not _holds(found[-1][1]):
            found.pop()
        if not found:
            return
        self.count_cells(len(found) * len(columns))
        if self.lines:
            self.lines.append("")
        if self.several:
            self.cells[len(self.lines)] = (title, "A1")
            self.lines.append(title)
        made = tuple(self._row(title, row, columns) for row in found)
        self.tables.append(DocumentTable(made, len(self.tables) + 1, title, tuple(columns)))

    def find(self, kind: str, sheet: str, cell: str | None = None, **values: object) -> None:
        """Say something about a sheet."""
        self.findings.append(Finding(kind, Source(self.name, sheet=sheet, cell=cell), {"sheet": sheet, **values}))

    def say_hidden(self, sheet: str, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Say which rows and columns hold something and are hidden."""
        if columns:
            letters = listed(map(column_letters, columns))
            self.find("hidden_columns", sheet, f"{column_letters(columns[0])}1", count=len(columns), columns=letters)
        if rows:
            self.find("hidden_rows", sheet, f"A{rows[0]}", count=len(rows), rows=listed(map(str, rows)))

    def document(self) -> Document:
        """Raises Refused where no sheet shows anything."""
        if not any(self.lines):
            raise Refused("empty", name=self.name)
        return self.finished()

    def _row(self, title: str, row: Row, columns: Sequence[int]) -> TableRow:
        number, cells = row
        line = len(self.lines)
        shown = ["" if cell.covered == COVERED_FROM_LEFT else cell.text for cell in cells]
        first = next((at for at, text in enumerate(shown) if text), 0)
        self.cells[line] = (title, f"{column_letters(columns[first])}{number}")
        alone = sum(map(bool, shown)) < 2 and not any(cell.colour for cell in cells[first + 1 :])
        self.lines.append(shown[first] if alone else "\t".join(shown))
        if not alone:
            self.fills.update(((line, at), cell.fill) for at, cell in enumerate(cells) if cell.fill and cell.colour)
        return TableRow(tuple(cells), line, number)


def listed(names: Iterable[str]) -> str:
    """The first few of them."""
    return ", ".join(list(names)[:_NAMED])


def _holds(cells: Iterable[Cell]) -> bool:
    return any(cell.text for cell in cells)


def _without_gaps(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows from the first that holds something on; of many blank ones between them, few."""
    blank, begun = 0, False
    for row in rows:
        held = _holds(row[1])
        begun = begun or held
        blank = 0 if held else blank + 1
        if begun and blank <= _BLANK_ROWS:
            yield row
