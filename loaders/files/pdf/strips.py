"""Painted areas that some programs lay down in thin strips, one on top of the other: together they are one area."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders.files.pdf.shapes import Box, around

_LEAST = 3  # strips; fewer may be the lines of a table
_TOUCH = 0.5  # points


class Strip(NamedTuple):
    """A thin painted area, what its paint is, and when it was painted."""

    box: Box
    paint: Hashable
    order: int


def stacks(strips: Sequence[Strip]) -> Iterator[tuple[Box, Sequence[Strip]]]:
    """The areas that strips of one width and paint make which lie on top of each other, each with its strips; a strip
    that lies alone by itself."""
    alike: defaultdict[tuple[object, ...], list[Strip]] = defaultdict(list)
    for one in strips:
        alike[round(one.box.x0), round(one.box.x1), one.paint].append(one)
    for own in alike.values():
        own.sort(key=lambda one: one.box.top)
        gaps = [at for at, (one, other) in enumerate(pairwise(own), 1) if other.box.top - one.box.bottom > _TOUCH]
        for start, end in zip([0, *gaps], [*gaps, len(own)], strict=True):
            if end - start >= _LEAST:
                yield around([one.box for one in own[start:end]]), own[start:end]
            else:
                yield from ((one.box, (one,)) for one in own[start:end])
