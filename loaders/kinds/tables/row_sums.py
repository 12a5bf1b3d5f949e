"""What the money columns of a table add up to, to know a row that only sums up those above it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.kinds.tables import numbers, units
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.readings import SERIES, ReadColumn, ReadColumns
from loaders.kinds.tables.rows import Row
from records.tables import Cell

_ROUNDING = 0.006


def cell_of(row: Row, one: ReadColumn) -> Cell:
    return row.cells[one.at] if one.at < len(row.cells) else Cell()


class RowSums:
    """The sums of the money columns, of all rows so far and of those since the last total, to know a row that only adds
    them up."""

    def __init__(self, columns: Sequence[ReadColumn]) -> None:
        self._columns = columns
        self._all, self._part = _Sum(self._columns), _Sum(self._columns)

    def add(self, row: Row) -> None:
        figures = {one.at: _number(row, one) or 0.0 for one in self._columns}
        self._all.add(figures)
        self._part.add(figures)

    def begin(self) -> None:
        """A total was printed."""
        self._part = _Sum(self._columns)

    def equals(self, row: Row, least: int) -> bool:
        """Whether every money column of the row is the sum of `least` or more rows above it: all, or those since the
        last total."""
        values = {one.at: _number(row, one) for one in self._columns}
        known = bool(values) and None not in values.values()
        return known and any(summed.rows >= least and summed.equals(values) for summed in (self._all, self._part))


class _Sum:
    """How many rows were added up, and to what in each column."""

    def __init__(self, summed: Sequence[ReadColumn]) -> None:
        self.rows = 0
        self._sums = dict.fromkeys((one.at for one in summed), 0.0)

    def add(self, figures: Mapping[int, float]) -> None:
        self.rows += 1
        for at, figure in figures.items():
            self._sums[at] += figure

    def equals(self, values: Mapping[int, float | None]) -> bool:
        return all(value and abs(value - self._sums[at]) <= _ROUNDING * abs(value) for at, value in values.items())


def in_one_unit(grid: TableGrid, read: ReadColumns) -> list[ReadColumn]:
    """The money columns; one whose heading has no unit with the first that its cells have, in which they are added."""
    return [
        replace(
            one,
            unit=one.unit or next((found[1] for row in grid.rows if (found := _value(row, one)) and found[1]), None),
        )
        for one in read.read
        if one.role in SERIES
    ]


def figures_of(row: Row, columns: Sequence[ReadColumn]) -> dict[str, float | None]:
    """The figures of a row's money columns, by heading."""
    return {one.heading: _number(row, one) for one in columns}


def _number(row: Row, one: ReadColumn) -> float | None:
    """The number of a cell, in the unit of its column: "450.000 kr." below "2,4 mio. kr." is 0.45."""
    number, beside = _value(row, one) or (None, None)
    if number is None or not beside or not one.unit or beside == one.unit:
        return number
    return round(number * units.FACTORS[beside] / units.FACTORS[one.unit], 9)


def _value(row: Row, one: ReadColumn) -> tuple[float, str | None] | None:
    return numbers.value(cell_of(row, one), one.style, row.line in one.minus)
