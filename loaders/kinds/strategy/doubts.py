"""What is doubtful about the tables of a note: sums that do not come out, and amounts that the text gives otherwise."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from loaders.kinds.strategy import cells
from loaders.kinds.strategy.cells import FigureRow
from loaders.kinds.strategy.headings import Heading
from loaders.kinds.strategy.layout import Printed
from records import Document, Finding, Passage, Source, amounts

_FACTORS = (("mio", 1000.0), ("1.000", 1.0), ("t.", 1.0), ("tkr", 1.0), ("kr", 0.001))
_MOSTLY = 0.5

# The words of a sum with its figures, which every language prints in its own way.
Sum = tuple[float | str, ...]


def of_rows(document: Document, table: Printed, heading: Heading, rows: Sequence[FigureRow]) -> Iterator[Finding]:
    """Rows whose blanks cannot be placed, columns without a name, and sums across and down that do not come out."""
    if "" in heading.columns:
        yield Finding("columns_unnamed", document.source(table.first), {"table": table.caption})
    for row, place in zip(rows, _places(document, table), strict=True):
        if not row.sure:
            yield Finding("figure_unplaced", place, {"row": row.label, "table": table.caption})
    yield from _sums_across(rows, heading, _places(document, table), table)
    yield from _sums_down(rows, heading, _places(document, table), table)


def _places(document: Document, table: Printed) -> list[Source]:
    return [document.source(values[0].index) for _, values in table.rows]


def _sums_across(
    rows: Sequence[FigureRow], heading: Heading, places: Sequence[Source], table: Printed
) -> Iterator[Finding]:
    """Only where most rows make their total is a row that does not one to doubt."""
    off = [(row, place, missed) for row, place in zip(rows, places, strict=True)
           if row.sure and (missed := cells.off_across(row, heading)) is not None]  # fmt: skip
    wrong = [(row, place, missed) for row, place, missed in off if abs(missed) > cells.tolerance(row)]
    if len(wrong) <= _MOSTLY * len(off):
        for row, place, missed in wrong:
            yield Finding("row_sum_differs", place, {"row": row.label, "table": table.caption, "off": round(missed, 3)})


def _sums_down(
    rows: Sequence[FigureRow], heading: Heading, places: Sequence[Source], table: Printed
) -> Iterator[Finding]:
    for closing, kind in cells.closings(rows):
        off = [
            (place, missed) for place, missed in enumerate(cells.off_down(rows, closing, kind)) if missed is not None
        ]
        wrong = [(place, missed) for place, missed in off if abs(missed) > cells.tolerance(rows[closing])]
        if len(wrong) <= _MOSTLY * len(off):
            for place, missed in wrong:
                values = {"column": heading.columns[place], "row": rows[closing].label, "table": table.caption}
                yield Finding("column_sum_differs", places[closing], {**values, "off": round(missed, 3)})


class KnownAmounts:
    """The amounts of all tables (in 1.000 kr.), and the sums of two neighbours in a row or a column."""

    def __init__(self, tables: Iterable[tuple[Heading, Sequence[FigureRow]]]) -> None:
        self._sorted: list[float] = []
        self._beside: dict[float, Sum] = {}
        self._below: dict[float, Sum] = {}
        for heading, rows in tables:
            self._add(heading, rows)
        self._sorted.sort()

    def _add(self, heading: Heading, rows: Sequence[FigureRow]) -> None:
        """Take in a table, if its unit is money."""
        factor = next((factor for word, factor in _FACTORS if word in heading.unit.lower()), None)
        if factor is None:
            return
        total = cells.total_column(heading)
        for row in rows:
            numbers = [cells.cell_number(cell) for cell in row.cells]
            self._sorted += [number * factor for number in numbers if number is not None]
            parts = [number for place, number in enumerate(numbers) if place != total]
            for one, other in pairwise(parts):
                if one and other:
                    self._beside[round((one + other) * factor, 3)] = (one, " + ", other, f" ({row.label})")
        for before, after in pairwise(rows):
            for above, below in zip(before.cells, after.cells, strict=True):
                self._add_below(before, after, cells.cell_number(above), cells.cell_number(below), factor)

    def _add_below(
        self, before: FigureRow, after: FigureRow, one: float | None, other: float | None, factor: float
    ) -> None:
        if one and other and not cells.closes(before) and not cells.closes(after):
            words = (one, f" ({before.label}) + ", other, f" ({after.label})")
            self._below[round((one + other) * factor, 3)] = words

    def cell(self, tkr: float, half: float) -> bool:
        """Whether a cell rounds to this amount."""
        at = bisect_left(self._sorted, tkr - half)
        return at < len(self._sorted) and self._sorted[at] <= tkr + half

    def sum_near(self, tkr: float, step: float) -> Sum | None:
        """Neighbours in a row that make one in the last place more or less."""
        return self._beside.get(round(tkr + step, 3)) or self._beside.get(round(tkr - step, 3))

    def sum_below(self, tkr: float) -> Sum | None:
        """Two amounts, one below the other, that make this one."""
        return self._below.get(round(tkr, 3))


def of_text(passages: Sequence[Passage], known: KnownAmounts) -> Iterator[Finding]:
    """Amounts in the text that no cell has but that nearly are, or are, a sum of two cells: each once."""
    seen: set[float] = set()
    for passage in passages:
        for amount in amounts.amounts(passage.text):
            printed = passage.text[amount.start : amount.end]
            step = _step(printed, amount.unit)
            if amount.tkr in seen or known.cell(amount.tkr, step / 2):
                continue
            seen.add(amount.tkr)
            if "," in printed and (words := known.sum_near(amount.tkr, step)):
                yield Finding("text_differs", passage.source, {"printed": printed, "sum": words})
            elif words := known.sum_below(amount.tkr):
                yield Finding("text_adds", passage.source, {"printed": printed, "sum": words})


def _step(printed: str, unit: str) -> float:
    """What one in the last printed place is worth, in 1.000 kr."""
    match = re.search(r",(\d+)", printed)
    return {"mia": 1e6, "mio": 1e3, "tkr": 1.0, "kr": 0.001}[unit] * 10.0 ** -(len(match[1]) if match else 0)
