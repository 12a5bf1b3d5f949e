"""From printed rows to figures: how many columns there are, which value stands in which, and what each counts.

Blank cells leave no mark in extracted text. A short row is set by meaning: across it must make its total, and down the
table the columns must make theirs.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice

from loaders.kinds.strategy.headings import Heading
from loaders.kinds.strategy.layout import Printed, Value
from records import amounts

_YEAR = re.compile(r"^(?:19|20)\d\d\*?$")
_BLANK = re.compile(r"^[.\-−–—]$")
_RATIO = re.compile(r"^(\d{1,4})/(\d{1,4})$")
TOTAL = re.compile(r"^(?:i alt|sum|total|samlet)\b", re.IGNORECASE)
_REST = re.compile(r"^(?:rest|tilbage|saldo)\w*\b", re.IGNORECASE)
_PRICE_LEVEL = re.compile(r"\b(20\d\d)(?=\s*(?:p\s?/\s?l|pl\b))", re.IGNORECASE)
_OWN_UNIT = re.compile(r"\((år|pct\.?|%|antal|årsværk|(?:mio|t)\. ?kr\.?|1\.000 kr\.?)\)", re.IGNORECASE)
_number = lru_cache(maxsize=65_536)(amounts.number)  # sums across and down look at each cell again
_MOST_PLACINGS, _MOST_COLUMNS, _MOST_ROWS = 2_000, 16, 200  # beyond them a short row is left unplaced


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row with a value or None for each column. `sure` is False where blank cells could stand elsewhere too."""

    label: str
    cells: tuple[Value | None, ...]
    sure: bool = True


def width(table: Printed) -> int:
    """How many columns of values the table has: as many as most of its rows."""
    counted = Counter(len(_own_values(values)) for _, values in table.rows)
    return max(counted, key=lambda size: (counted[size], size))


def _own_values(values: Sequence[Value]) -> Sequence[Value]:
    """The values without the year that a label ends with ("Midler i puljen 2021")."""
    kept = next((place for place, value in enumerate(values) if not _YEAR.match(value.printed)), len(values))
    return values[kept:] or values


def rows(table: Printed, heading: Heading) -> list[FigureRow]:
    """The rows of a table, each value in its column."""
    size = len(heading.columns)
    whole = [_row(label, values, size) for label, values in table.rows]
    return [row if row.sure else _placed(row, whole, heading) for row in whole]


def _row(label: str, values: Sequence[Value], size: int) -> FigureRow:
    """A row as far as its number of values tells; surplus values in front belong to the label."""
    own = values if len(values) == size else _own_values(values)
    kept = tuple(own[max(0, len(own) - size) :])
    words = [label, *(value.printed for value in values[: len(values) - len(kept)])]
    name = " ".join(words).rstrip("* ").strip()
    return FigureRow(name, kept, sure=len(kept) == size)


def is_blank(value: Value) -> bool:
    """A sign that stands for no figure."""
    return bool(_BLANK.match(value.printed))


def closes(row: FigureRow) -> bool:
    """The row is made of those above it."""
    return bool(TOTAL.match(row.label) or _REST.match(row.label))


def cell_number(value: Value | None) -> float | None:
    """The number of a cell; None for a blank one, and for what is no single number."""
    if value is None or is_blank(value):
        return None
    return _number(value.printed)


def decimals(values: Iterable[Value | None]) -> int:
    """With how many decimals the cells are printed, at most."""
    return max((len(value.printed.strip("*%").partition(",")[2]) for value in values if value), default=0)


def tolerance(row: FigureRow) -> float:
    """One in the last printed place is rounding."""
    return 1.01 * 10.0 ** -decimals(row.cells)


def _placed(row: FigureRow, others: Sequence[FigureRow], heading: Heading) -> FigureRow:
    """A short row with its blanks where sums across and down come out best; unsure where several places do."""
    size = len(heading.columns)
    if size > _MOST_COLUMNS or len(others) > _MOST_ROWS:
        return FigureRow(row.label, (None,) * size, sure=False)
    places = islice(combinations(range(size), len(row.cells)), _MOST_PLACINGS)
    tries = [FigureRow(row.label, _spread(row.cells, place, size), sure=False) for place in places]
    judged = [(_across(one, heading) + _down(one, row, others), one) for one in tries]
    least = min(error for error, _ in judged)
    best = [one for error, one in judged if error - least <= tolerance(row)]
    cells = tuple(
        column[0] if len(set(column)) == 1 else None for column in zip(*(one.cells for one in best), strict=True)
    )
    return FigureRow(row.label, cells, sure=len(best) == 1)


def _spread(values: Sequence[Value | None], places: Sequence[int], size: int) -> tuple[Value | None, ...]:
    at = dict(zip(places, values, strict=True))
    return tuple(at.get(column) for column in range(size))


def total_column(heading: Heading) -> int | None:
    """The column that adds the others up."""
    return next((place for place, name in enumerate(heading.columns) if TOTAL.match(name)), None)


def off_across(row: FigureRow, heading: Heading) -> float | None:
    """By how much the cells of a row miss their total; None without one."""
    at = total_column(heading)
    total = cell_number(row.cells[at]) if at is not None else None
    if total is None:
        return None
    return sum(cell_number(cell) or 0.0 for place, cell in enumerate(row.cells) if place != at) - total


def _across(row: FigureRow, heading: Heading) -> float:
    """By how much a row misses its total; a row that leaves its total blank is the less likely the more it holds."""
    if total_column(heading) is None:
        return 0.0
    off = off_across(row, heading)
    return abs(off) if off is not None else sum(abs(cell_number(cell) or 0.0) for cell in row.cells)


def _down(row: FigureRow, short: FigureRow, others: Sequence[FigureRow]) -> float:
    """By how much the columns miss the row that closes them, with `row` in place of the short one."""
    table = [row if other is short else other for other in others]
    errors = [
        abs(off) for closing, kind in closings(table) for off in off_down(table, closing, kind) if off is not None
    ]
    return sum(errors)


def closings(table: Sequence[FigureRow]) -> Iterator[tuple[int, str]]:
    """The rows that close the columns above them, first of each kind: a "total" adds up, a "rest" is what is left."""
    for kind, pattern in (("total", TOTAL), ("rest", _REST)):
        found = next((place for place, row in enumerate(table) if place > 1 and pattern.match(row.label)), None)
        if found is not None:
            yield found, kind


def off_down(table: Sequence[FigureRow], closing: int, kind: str) -> Iterator[float | None]:
    """By how much each column misses its closing row; None where the column cannot be added up."""
    for place, cell in enumerate(table[closing].cells):
        closed = cell_number(cell)
        above = [cell_number(row.cells[place]) if place < len(row.cells) else None for row in table[:closing]]
        known = [value for value in above if value is not None]
        if closed is None or not known or (kind == "rest" and above[0] is None):
            yield None
        elif kind == "rest":
            yield known[0] - sum(known[1:]) - closed
        else:
            yield sum(known) - closed


def unit(heading: Heading, row: FigureRow, column: str) -> str:
    """What a figure counts: a number of things where the column says so; a label may name another price level."""
    if column.lower().startswith("antal"):
        return "antal"
    if own := _OWN_UNIT.search(column):
        return own[1].lower()
    level = _PRICE_LEVEL.search(row.label)
    return _PRICE_LEVEL.sub(level[1], heading.unit) if level else heading.unit


def parted(column: str, printed: str) -> list[tuple[str, float]]:
    """ "3/2" under "Antal egne/tværgående" as two figures, each with its own column."""
    values = _RATIO.match(printed)
    names = re.match(r"^(.*?)(\S+)/(\S+)(.*)$", column)
    if values is None:
        return []
    if names is None:
        return [(f"{column} ({place})", float(value)) for place, value in enumerate(values.groups(), 1)]
    before, one, other, after = names.groups()
    return [
        (f"{before}{name}{after}".strip(), float(value))
        for name, value in zip((one, other), values.groups(), strict=True)
    ]
