"""The cheapest way to cover the words of a question with parts that mean something."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Meaning = object


@dataclass(frozen=True, slots=True)
class Piece:
    """The tokens from `start` to `end` (not included), but for those of `filled`, read as `meaning` at a cost."""

    start: int
    end: int
    cost: float
    kind: str
    meaning: Meaning = None
    filled: frozenset[int] = frozenset()

    @property
    def places(self) -> frozenset[int]:
        return frozenset(range(self.start, self.end)) - self.filled


@dataclass(frozen=True, slots=True)
class Cover:
    """Parts that do not overlap, the tokens that none of them took, and what it all costs."""

    parts: tuple[Piece, ...]
    left: tuple[int, ...]
    cost: float


def cheapest(parts: Iterable[Piece], leaving: Sequence[float], taken: frozenset[int] = frozenset()) -> Cover:
    """The cheapest cover of the tokens that are not `taken`; `leaving` is what it costs to leave each of them out.

    Of covers that cost the same the one whose parts begin first and are longest is taken: the same words are always
    read alike.
    """
    starting: dict[int, list[Piece]] = defaultdict(list)
    for part in parts:
        if not part.places & taken:
            starting[part.start].append(part)
    size = len(leaving)
    best: list[tuple[float, Piece | None]] = [(0.0, None)] * (size + 1)
    for at in range(size - 1, -1, -1):
        best[at] = (best[at + 1][0] + (0.0 if at in taken else leaving[at]), None)
        for part in starting.get(at, ()):
            cost = part.cost + best[part.end][0]
            kept = best[at][1]
            longer = kept is not None and cost == best[at][0] and part.end > kept.end
            if cost < best[at][0] or longer or (kept is None and cost == best[at][0]):
                best[at] = (cost, part)
    return _walked(best, taken, size)


def _walked(best: Sequence[tuple[float, Piece | None]], taken: frozenset[int], size: int) -> Cover:
    parts: list[Piece] = []
    left: list[int] = []
    at = 0
    while at < size:
        part = best[at][1]
        if part is None:
            left += [] if at in taken else [at]
            at += 1
        else:
            parts.append(part)
            at = part.end
    return Cover(tuple(parts), tuple(left), best[0][0])
