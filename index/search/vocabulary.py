"""The words that the documents hold, looked up one by one in the index: nothing is read that was not asked for."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import Protocol

from index.db.gateway import LAST, Reader

_RANGE = "{0} >= :first AND {0} < :after AND {0} < '~'"


class Words(Protocol):
    """Stems that can be looked up, and listed by how they begin."""

    def __contains__(self, term: object) -> bool: ...
    def beginning(self, front: str) -> Collection[str]:
        """The stems that begin with `front`, without those that only stand inside other words."""
        ...


class Listed(frozenset[str]):
    """Words of a list."""

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self)

    def beginning(self, front: str) -> Collection[str]:
        """In their order: of two that are as near to a word the same is taken in every process."""
        first = bisect_left(self._in_order, front)
        return self._in_order[first : bisect_left(self._in_order, front + LAST, first)] if front else self._in_order


class Indexed:
    """The terms of one column of an index, of a state that does not change. What was looked up once is remembered."""

    def __init__(self, reader: Callable[[], Reader], holds: str, ranges: str) -> None:
        self._reader = reader
        self._holds, self._ranges = holds, ranges
        self._known: dict[str, bool] = {}
        self._ranged: dict[str, tuple[str, ...]] = {}

    def __contains__(self, term: object) -> bool:
        term = str(term)
        if term not in self._known:
            self._known[term] = self._reader().one(self._holds, term=term) is not None
        return self._known[term]

    def __iter__(self) -> Iterator[str]:
        return iter(self.beginning(""))

    def beginning(self, front: str) -> Collection[str]:
        if front not in self._ranged:
            rows = self._reader().rows(self._ranges, first=front, after=front + LAST)
            self._ranged[front] = tuple(row[0] for row in rows)
        return self._ranged[front]


def of_segments(segments: Collection[int]) -> str:
    """The condition that postings are of these segments."""
    # The plus keeps SQLite from going by segment, through all of their terms.
    return f"+segment_id IN ({','.join(['0', *(str(int(one)) for one in segments)])})"


def terms_of(reader: Callable[[], Reader], segments: Collection[int]) -> Indexed:
    """The terms of some segments of the postings."""
    of = of_segments(segments)
    return Indexed(
        reader,
        f"SELECT 1 FROM postings WHERE term = :term AND {of} LIMIT 1",  # noqa: S608 - ids of ours
        f"SELECT DISTINCT term FROM postings WHERE {_RANGE.format('term')} AND {of} ORDER BY term",  # noqa: S608
    )


def words_of_names(reader: Callable[[], Reader]) -> Indexed:
    """The words of the names that the documents hold."""
    return Indexed(
        reader,
        "SELECT 1 FROM name_tokens WHERE token = :term LIMIT 1",
        f"SELECT DISTINCT token FROM name_tokens WHERE {_RANGE.format('token')} ORDER BY token",  # noqa: S608 - a column of ours
    )
