"""Large tables of which a process needs little: kept as one stretch of bytes, of which a piece is read when it is asked
for.

To read a table of forty thousand words takes as long as to answer; a question meets some dozens of them. Thousands of
pieces, each an object of its own, take as long again.
"""

import marshal
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any, Generic, TypeVar, overload
from zlib import crc32

Value = TypeVar("Value")
Packed = bytes | memoryview
OPENING = 3  # letters that the words of a piece have in common; with two, a question reads thousands of other words
_SIZE = array("I").itemsize


def packed_list(pieces: Sequence[bytes]) -> bytes:
    """Pieces as one stretch: how many there are, where each begins, and the pieces."""
    starts = accumulate(map(len, pieces), initial=0)
    return array("I", [len(pieces), *starts]).tobytes() + b"".join(pieces)


class PackedList(Sequence[memoryview]):
    """The pieces of `packed_list` by their places."""

    def __init__(self, packed: Packed) -> None:
        whole = memoryview(packed)
        self._size = whole[:_SIZE].cast("I")[0] if len(packed) else 0
        head = _SIZE * (self._size + 2)
        self._starts, self._packed = whole[_SIZE:head].cast("I"), whole[head:]

    @overload
    def __getitem__(self, at: int) -> memoryview: ...
    @overload
    def __getitem__(self, at: slice) -> "list[memoryview]": ...
    def __getitem__(self, at: int | slice) -> "memoryview | list[memoryview]":
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._size))]
        if not 0 <= at < self._size:
            raise IndexError(at)
        return self._packed[self._starts[at] : self._starts[at + 1]]

    def __len__(self) -> int:
        return self._size


def packed_bytes(pieces: Mapping[str, bytes]) -> bytes:
    """Named pieces as one stretch: as many heaps as pieces, as marshal writes them, found by a number of the name."""
    heaps: list[dict[str, bytes]] = [{} for _ in range(len(pieces) or 1)]
    for name, piece in pieces.items():
        heaps[_number(name) % len(heaps)][name] = piece
    return packed_list([marshal.dumps(heap) if heap else b"" for heap in heaps])


def _number(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass"))


class PackedBytes(Mapping[str, bytes]):
    """The pieces of `packed_bytes` by their names. Threads may share it."""

    def __init__(self, packed: Packed) -> None:
        self._heaps = PackedList(packed)

    def get(self, name: str, default: Any = None) -> Any:
        return _read(self._heaps[_number(name) % len(self._heaps)]).get(name, default) if self._heaps else default

    def __getitem__(self, name: str) -> bytes:
        if (found := self.get(name)) is None:
            raise KeyError(name)
        return found  # type: ignore[no-any-return]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        for heap in self._heaps:
            yield from _read(heap)

    def __len__(self) -> int:
        return sum(len(_read(heap)) for heap in self._heaps)


def _read(heap: memoryview) -> dict[str, bytes]:
    return marshal.loads(heap) if heap else {}  # noqa: S302  # of `compiled`, as much ours as the code beside it


def packed_pieces(table: Mapping[str, Any]) -> bytes:
    """A table of words as one stretch, in pieces by how the words begin."""
    alike: dict[str, dict[str, Any]] = {}
    for word, value in table.items():
        alike.setdefault(word[:OPENING], {})[word] = value
    return packed_bytes({opening: marshal.dumps(words) for opening, words in alike.items()})


class PackedTable(Mapping[str, Value], Generic[Value]):
    """Word → value, of `packed_pieces`. Threads may share it: two may read the same piece."""

    def __init__(self, packed: Packed) -> None:
        self._pieces = PackedBytes(packed)
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
