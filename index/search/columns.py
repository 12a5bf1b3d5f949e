"""The entries by column, for limits, sums and orders over all of them. A column is read when it is first needed."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from index.db.gateway import Reader
from index.search.arrays import Array, Floats, Ints, Mask, Numbers

NUMBERS = frozenset(
    (
        "saving_tkr cost_tkr cost_service_tkr cost_construction_tkr phase_in_year budget_year payback_service_years "
        "payback_total_years adopted confidential cross_cutting current"
    ).split()
)
TEXTS = frozenset(
    "municipality committee administration type colour status meaning area kind price_level source as_of code".split()
)


def distinct(values: Array) -> Array:
    """The different values, rising. (Where no index is wanted numpy asks first whether the array is a masked one, and
    imports for that what takes half as long as a first answer.)"""
    return np.unique(values, return_index=True)[0]


class Columns:
    """Columns of the table of entries, all in the order of `ids` (rising)."""

    def __init__(self, reader: Callable[[], Reader]) -> None:
        self._reader = reader
        self._numbers: dict[str, Floats] = {}
        self._texts: dict[str, tuple[Numbers, tuple[str, ...]]] = {}

    @cached_property
    def ids(self) -> Ints:
        rows = self._reader().rows("SELECT id FROM entries ORDER BY id")
        return np.fromiter((row[0] for row in rows), np.int64, len(rows))

    def numbers(self, name: str) -> Floats:
        """A column of numbers; NaN where nothing is stated."""
        if name not in NUMBERS:
            raise KeyError(name)
        if name not in self._numbers:
            rows = self._reader().rows(f"SELECT {name} FROM entries ORDER BY id")  # noqa: S608 - of NUMBERS
            values = [np.nan if value is None else value for (value,) in rows]
            self._numbers[name] = np.fromiter(values, np.float64, len(rows))
        return self._numbers[name]

    def texts(self, name: str) -> tuple[Numbers, tuple[str, ...]]:
        """A column of names as numbers into the tuple of its distinct names; -1 where nothing is stated."""
        if name not in TEXTS:
            raise KeyError(name)
        if name not in self._texts:
            rows = self._reader().rows(f"SELECT {name} FROM entries ORDER BY id")  # noqa: S608 - of TEXTS
            values = [text for (text,) in rows]
            texts = tuple(text for text in dict.fromkeys(values) if text is not None)
            known = {None: -1, **{text: number for number, text in enumerate(texts)}}
            self._texts[name] = (np.fromiter(map(known.__getitem__, values), np.int32, len(rows)), texts)
        return self._texts[name]

    def named(self, name: str, fits: Callable[[str], bool]) -> Mask:
        """The entries whose text in the column fits; never those without one."""
        numbers, names = self.texts(name)
        fitting = np.zeros(len(names) + 1, bool)  # the last for -1, which is no text
        fitting[: len(names)] = [fits(text) for text in names]
        found: Mask = fitting[numbers]
        return found

    def labelled(self, kind: str, values: Sequence[str]) -> Mask:
        """The entries that carry one of the labels `values` of a kind."""
        sql = "SELECT DISTINCT entry_id FROM labels WHERE kind = :kind AND value IN :values"
        rows = self._reader().rows(sql, kind=kind, values=list(values))
        mask = np.zeros(len(self.ids), bool)
        mask[self.rows(np.fromiter((row[0] for row in rows), np.int64, len(rows)))] = True
        return mask

    def rows(self, ids: Ints) -> Ints:
        """Where the entries with these ids stand in the columns."""
        return np.searchsorted(self.ids, ids)

    @cached_property
    def current(self) -> Mask:
        """Entries that no newer report has replaced."""
        found: Mask = self.numbers("current") == 1
        return found

    @cached_property
    def gone(self) -> Mask:
        """The last rows of cases that the newest report no longer has."""
        found: Mask = self.numbers("current") == 2
        return found
