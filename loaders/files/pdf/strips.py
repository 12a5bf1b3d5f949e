"""Painted areas that some programs lay down in thin strips, on top of each other or side by side: together they are one
area, as that of a colour that fades."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from loaders.files.pdf.shapes import Box, around

_LEAST = 3  # strips of one paint; fewer may be the lines of a table
_LEAST_FADING = 6  # of several paints
_TOUCH = 0.5  # points


class Strip(NamedTuple):
    """A thin painted area, what its paint is, and when it was painted."""

    box: Box
    paint: Hashable
    order: int


def stacks(strips: Sequence[Strip]) -> Iterator[tuple[Box, Sequence[Strip]]]:
    """The areas that strips of one length and direction make which touch each other, each with its strips; a strip that
    lies alone by itself. More of them are needed where their paint is not the same."""
    alike: defaultdict[tuple[bool, int, int], list[Strip]] = defaultdict(list)
    for one in strips:
        across = one.box.width > one.box.height
        ends = (one.box.x0, one.box.x1) if across else (one.box.top, one.box.bottom)
        alike[across, round(ends[0]), round(ends[1])].append(one)
    for (across, *_), found in alike.items():
        for own in _touching(found, across=across):
            if len(own) >= _LEAST_FADING and _fades(own):
                yield around([one.box for one in own]), own
            else:
                yield from _of_one_paint(own, across=across)


def _fades(strips: Sequence[Strip]) -> bool:
    """Whether most strips have another paint than the one before."""
    return sum(one.paint != other.paint for one, other in pairwise(strips)) > len(strips) / 2


def _of_one_paint(strips: Sequence[Strip], *, across: bool) -> Iterator[tuple[Box, Sequence[Strip]]]:
    by_paint: defaultdict[Hashable, list[Strip]] = defaultdict(list)
    for one in strips:
        by_paint[one.paint].append(one)
    for found in by_paint.values():
        for own in _touching(found, across=across):
            if len(own) >= _LEAST:
                yield around([one.box for one in own]), own
            else:
                yield from ((one.box, (one,)) for one in own)


def _touching(strips: Sequence[Strip], *, across: bool) -> Iterator[list[Strip]]:
    """The strips that follow each other without a gap."""
    start, end = (1, 3) if across else (0, 2)
    own = sorted(strips, key=lambda one: one.box[start])
    gaps = [at for at, (one, other) in enumerate(pairwise(own), 1) if other.box[start] - one.box[end] > _TOUCH]
    for first, last in zip([0, *gaps], [*gaps, len(own)], strict=True):
        yield own[first:last]
