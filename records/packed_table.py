"""A large table of words of which a process needs few: kept as pieces that are read when a word of them is looked up.

To read a table of forty thousand words takes as long as to answer; a question meets some dozens of them.
"""

import marshal
from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
OPENING = 3  # letters that the words of a piece have in common; with two, a question reads thousands of other words
Pieces = dict[str, bytes]  # opening → the words that begin so with their values, as marshal writes them


def packed_pieces(table: Mapping[str, Any]) -> Pieces:
    """The pieces of a table, in its order."""
    alike: dict[str, dict[str, Any]] = {}
    for word, value in table.items():
        alike.setdefault(word[:OPENING], {})[word] = value
    return {opening: marshal.dumps(words) for opening, words in alike.items()}


class PackedTable(Mapping[str, Value], Generic[Value]):
    """Word → value. Threads may share it: two may read the same piece."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._read: dict[str, dict[str, Value]] = {}

    def _piece(self, opening: str) -> dict[str, Value]:
        if (found := self._read.get(opening)) is None:
            packed = self._pieces.get(opening)
            found = marshal.loads(packed) if packed else {}  # noqa: S302  # of `compiled`, as much ours as the code
            self._read[opening] = found
        return found

    def get(self, word: str, default: Any = None) -> Any:
        piece = self._read.get(word[:OPENING])
        return (self._piece(word[:OPENING]) if piece is None else piece).get(word, default)

    def __getitem__(self, word: str) -> Value:
        return self._piece(word[:OPENING])[word]

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word in self._piece(word[:OPENING])

    def __iter__(self) -> Iterator[str]:
        for opening in self._pieces:
            yield from self._piece(opening)

    def __len__(self) -> int:
        return sum(map(len, map(self._piece, self._pieces)))
