"""A second opinion that is free: the sums that a table prints, against the rows above them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_LEAST = 2  # rows; one row is its own sum
_ROUNDING = 0.006  # of a sum
_STEP = 0.5  # of the last printed figure, for each row that is added up


@dataclass(frozen=True, slots=True)
class WrongSum:
    """A printed sum that its rows do not give: the heading of its column, and both figures."""

    column: str
    printed: float
    summed: float


@dataclass(slots=True)
class Sums:
    """The sums of some columns, of all rows and of those since the last sum that was printed. A figure that cannot be
    read is None: it is missing in the sum, and that is what the printed one tells."""

    _all: list[Mapping[str, float | None]] = field(default_factory=list)
    _since: int = 0

    def add(self, row: Mapping[str, float | None]) -> None:
        self._all.append(row)

    def against(self, printed: Mapping[str, float | None]) -> list[WrongSum]:
        """The columns of a printed sum that neither all rows above it give, nor those since the sum before."""
        whole, part = self._all, self._all[self._since :]
        self._since = len(self._all)
        if len(whole) < _LEAST:
            return []
        return [
            WrongSum(column, value, _sum(part or whole, column))
            for column, value in printed.items()
            if value is not None and not any(_is_near(value, _sum(rows, column), len(rows)) for rows in (whole, part))
        ]


def _sum(rows: Sequence[Mapping[str, float | None]], column: str) -> float:
    return round(sum(row.get(column) or 0.0 for row in rows), 6)


def _is_near(printed: float, summed: float, rows: int) -> bool:
    return abs(abs(printed) - abs(summed)) <= max(
        _ROUNDING * abs(printed), _STEP * rows if abs(printed) > rows else 0.0
    )
