"""Columns as they were understood: what each holds, and how surely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.kinds.tables import numbers
from loaders.kinds.tables.contents import ColumnContent

SERIES = ("saving", "cost")


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column as it was understood. `role` is None where it was not; a year column has the `year` of its figures."""

    at: int
    heading: str
    role: str | None
    confidence: float
    content: ColumnContent
    year: int | None = None
    unit: str | None = None
    style: str = numbers.DANISH
    doubt: str = ""
    minus: frozenset[int] = frozenset()  # lines whose amount is negative by its red letters


@dataclass(frozen=True, slots=True)
class ReadColumns:
    """The columns of a table by their role; `series` are the year columns of a role, `said` is the sort of table that
    the lines around name."""

    read: tuple[ReadColumn, ...]
    at: Mapping[str, ReadColumn] = field(default_factory=dict)
    series: Mapping[str, tuple[ReadColumn, ...]] = field(default_factory=dict)
    said: str | None = None

    @classmethod
    def of(cls, read: Sequence[ReadColumn], said: str | None = None) -> "ReadColumns":
        at = {one.role: one for one in read if one.role and one.year is None}
        series = {role: tuple(one for one in read if one.role == role and one.year is not None) for role in SERIES}
        return cls(tuple(read), at, {role: years for role, years in series.items() if years}, said)

    def has(self, *wanted: str) -> bool:
        """Whether there is a column, or a series, of any of these roles."""
        return any(role in self.at or role in self.series for role in wanted)

    @property
    def unread(self) -> tuple[ReadColumn, ...]:
        return tuple(one for one in self.read if one.role is None)
