"""The words that the documents hold, looked up one by one in the index: nothing is read that was not asked for."""

from collections.abc import Callable, Collection, Iterator
from typing import Protocol

from index.db.database import Connection

LAST = "\U0010ffff"


class Words(Protocol):
    """Stems that can be looked up, and listed by how they begin."""

    def __contains__(self, term: object) -> bool: ...
    def beginning(self, front: str) -> Collection[str]:
        """The stems that begin with `front`, without those that only stand inside other words."""
        ...


class Listed(frozenset[str]):
    """Words of a list."""

    def beginning(self, front: str) -> Collection[str]:
        return [word for word in self if word.startswith(front)]


class Indexed:
    """The terms of one column of an index, of a state that does not change. What was looked up once is remembered."""

    def __init__(self, connect: Callable[[], Connection], holds: str, ranges: str) -> None:
        self._connect = connect
        self._holds, self._ranges = holds, ranges
        self._known: dict[str, bool] = {}
        self._ranged: dict[str, tuple[str, ...]] = {}

    def __contains__(self, term: object) -> bool:
        term = str(term)
        if term not in self._known:
            self._known[term] = self._connect().execute(self._holds, (term,)).fetchone() is not None
        return self._known[term]

    def __iter__(self) -> Iterator[str]:
        return iter(self.beginning(""))

    def beginning(self, front: str) -> Collection[str]:
        if front not in self._ranged:
            rows = self._connect().execute(self._ranges, (front, front + LAST))
            self._ranged[front] = tuple(row[0] for row in rows)
        return self._ranged[front]


def terms_of(connect: Callable[[], Connection], segments: Collection[int]) -> Indexed:
    """The terms of some segments of the postings."""
    # The plus keeps SQLite from going by segment, through all of their terms.
    of = ",".join(str(int(one)) for one in segments)
    return Indexed(
        connect,
        f"SELECT 1 FROM postings WHERE term = ? AND +segment_id IN ({of}) LIMIT 1",  # noqa: S608 - ids of ours
        f"SELECT DISTINCT term FROM postings WHERE term >= ? AND term < ? AND term < '~' AND +segment_id IN ({of})",  # noqa: S608
    )


def words_of_names(connect: Callable[[], Connection]) -> Indexed:
    """The words of the names that the documents hold."""
    return Indexed(
        connect,
        "SELECT 1 FROM name_tokens WHERE token = ? LIMIT 1",
        "SELECT DISTINCT token FROM name_tokens WHERE token >= ? AND token < ? AND token < '~'",
    )
