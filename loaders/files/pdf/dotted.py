"""Lines that are drawn as rows of small squares or dots, as browsers draw dotted borders."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from loaders.files.pdf.shapes import Box, Stroke

_LEAST = 10  # dots
_NEAR = 2.5  # times the width of a dot, from the middle of one to that of the next
_FINE = 3.0  # points: so far apart the finest dots of a line may stand
_EVEN = 0.5  # points, by which the dots of one line may stand apart across it


def dotted_lines(dots: Iterable[Box]) -> list[Stroke]:
    """The lines, across and down, that these dots draw."""
    found = [((dot.x0 + dot.x1) / 2, (dot.top + dot.bottom) / 2, max(dot.width, dot.height)) for dot in dots]
    across = [Stroke(start, at, end, at) for at, start, end in _runs(found)]
    down = [Stroke(at, start, at, end) for at, start, end in _runs((y, x, size) for x, y, size in found)]
    return [*across, *down]


def _runs(dots: Iterable[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """The rows of dots (place along the line, place across it, size), each as (place across, start, end)."""
    by_line: defaultdict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for along, across, size in dots:
        by_line[round(across / _EVEN)].append((along, across, size))
    for held in by_line.values():
        held.sort()
        for run in _parted(held) if len(held) >= _LEAST else ():
            half = run[0][2] / 2
            yield run[0][1], run[0][0] - half, run[-1][0] + half


def _parted(held: Sequence[tuple[float, float, float]]) -> Iterator[Sequence[tuple[float, float, float]]]:
    ends = [at for at, (one, other) in enumerate(pairwise(held), 1) if other[0] - one[0] > max(_NEAR * one[2], _FINE)]
    for start, end in zip([0, *ends], [*ends, len(held)], strict=True):
        if end - start >= _LEAST:
            yield held[start:end]
