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
DERIVED = {"gain_tkr": "saving_tkr - cost_tkr"}
TEXTS = frozenset(
    "municipality committee administration type colour status meaning area kind price_level source as_of code".split()
)


APART = 8  # numbers for each id, at most, that are worth a table
MOST_SMALL = 32_767  # of sixteen bits, which numpy sorts in a tenth of the time


def distinct(values: Array) -> Array:
    """The different values, rising. (Where no index is wanted numpy asks first whether the array is a masked one, and
    imports for that what takes half as long as a first answer.)"""
    return np.unique(values, return_index=True)[0]


def distinct_names(numbers: Numbers) -> list[int]:
    """As `distinct`, of a column of names; -1 where nothing is stated. (To sort them takes twenty times as long.)"""
    return (np.flatnonzero(np.bincount(numbers + 1)) - 1).tolist()


def places_of_names(numbers: Numbers) -> dict[int, Ints]:
    """Where each name of a column stands, rising; -1 where nothing is stated."""
    few = numbers.astype(np.int16) if not len(numbers) or numbers.max() <= MOST_SMALL else numbers  # sorted at once
    order = np.argsort(few, kind="stable")
    names = distinct_names(numbers)
    ends = np.searchsorted(few[order], names[1:])
    return dict(zip(names, np.split(order, ends), strict=True)) if names else {}


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
        if name not in NUMBERS and name not in DERIVED:
            raise KeyError(name)
        if name not in self._numbers:
            rows = self._reader().rows(f"SELECT {DERIVED.get(name, name)} FROM entries ORDER BY id")  # noqa: S608 - of both
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

    @cached_property
    def _places(self) -> Ints | None:
        """Where the entry of each number from the first id on stands, or would; None where the ids lie far apart."""
        first, end = (int(self.ids[0]), int(self.ids[-1]) + 1) if len(self.ids) else (0, 0)
        return np.searchsorted(self.ids, np.arange(first, end)) if end - first <= APART * len(self.ids) else None

    def rows(self, ids: Ints) -> Ints:
        """Where the entries with these ids stand in the columns."""
        if self._places is None or not len(ids):  # to look for each takes a hundred times as long
            return np.searchsorted(self.ids, ids)
        found: Ints = self._places[ids - self.ids[0]]
        return found

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
