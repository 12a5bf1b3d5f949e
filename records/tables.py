"""Tables as they stand in a document, whatever file it is: what cells show, hold and look like."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

COVERED_FROM_LEFT, COVERED_FROM_ABOVE = "left", "above"
NO_FILL, OTHER_FILL, UNKNOWN_FILL, ORANGE_FILL = "", "other", "unknown", "orange"
STATUS_FILLS = ("red", "yellow", "green", ORANGE_FILL)  # no document that has been read has an orange
RED_LETTERS = "[Red]"


class Cell(NamedTuple):
    """One place of a table. A tuple, as a document may have a million: it is made in a third of the time.

    `text` is what a person sees there ("1.200", "75 %", "(300)", "31-12-2026"). `value` is what the file itself holds:
    a number (in the scale that is shown; a per cent as a fraction) or a day; None where the file has only text.
    `number_format` is the file's own ("#,##0;(#,##0)"), empty where it has none;
    RED_LETTERS where all letters of a cell without a value are red, as Excel writes it.

    `fill` is "" (not painted, or white), "red", "yellow", "green", "other" (painted, but no status colour), or
    "unknown": it is painted in a way that cannot be told from the file.

    A merged cell stands in its first place with the `columns` and `rows` that it takes. Its other places have its text
    and say in `covered` where that comes from: "left" or "above".
    """

    text: str = ""
    value: float | date | None = None
    fill: str = NO_FILL
    columns: int = 1
    rows: int = 1
    covered: str = ""
    number_format: str = ""

    @property
    def colour(self) -> str | None:
        """The status colour that the cell is painted in; None for any other fill, or none."""
        return self.fill if self.fill in STATUS_FILLS else None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. `line` is the index (from 0) of its line in the document, `number` what a person counts it by: the row
    of the sheet, else its place in the table (from 1). A row of one cell over the whole width is a section's heading, a
    caption or a note."""

    cells: tuple[Cell, ...]
    line: int
    number: int


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table of a document, as wide as its widest row. `number` counts the tables of the document from 1; `sheet` is
    the name of a spreadsheet's sheet. All that stands in a sheet or in a CSV is one table, with its blank rows and the
    sentences above and below; a table of any other file begins with its first row of several cells, and the sentences
    around it are the document's lines before `rows[0].line` and after `rows[-1].line`. `columns` are the sheet's own
    numbers of the columns, where that is not 1, 2, 3 … (hidden ones are not read)."""

    rows: tuple[TableRow, ...]
    number: int = 1
    sheet: str | None = None
    columns: tuple[int, ...] = ()


def column_letters(number: int) -> str:
    """What a spreadsheet calls its column `number` (from 1): A, B, … Z, AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
