"""What stands on a page of a PDF, in points (1/72 inch), with x from the left edge and y from the top edge down."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

Item = TypeVar("Item")


class Placed(Protocol):
    """What stands somewhere on a page."""

    @property
    def x0(self) -> float: ...

    @property
    def top(self) -> float: ...

    @property
    def x1(self) -> float: ...

    @property
    def bottom(self) -> float: ...


class Glyph(NamedTuple):
    """One printed sign. `turn` is how the text runs: 0 to the right, 90 upwards, 180 upside down, 270 downwards.

    `colour` is "red", "yellow", "green", or "" for any other. `order` counts what is painted on the page.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    turn: int = 0
    colour: str = ""
    order: int = 0


class Box(NamedTuple):
    """A rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def shared(self, other: "Box") -> float:
        """The area that both cover."""
        if self.x1 <= other.x0 or other.x1 <= self.x0 or self.bottom <= other.top or other.bottom <= self.top:
            return 0.0  # most pairs of a page, and the sooner told
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0


class Fill(NamedTuple):
    """A painted area and its colour ("red", "yellow", "green", "white", or "" for any other), in painting order."""

    box: Box
    colour: str


class Stroke(NamedTuple):
    """A drawn line with its ends, or the diagonal of a shape that is no rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float


class Noticed(NamedTuple):
    """What is on a page that is not read as its text.

    `hidden` are the letters that nobody sees, `stamps`, `marks` (to a note) and `struck` the texts, `notes` how many
    comments are pinned to it, `pictures` how many show something written.
    """

    hidden: int = 0
    stamps: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    notes: int = 0
    pictures: int = 0


NOTHING = Noticed()


@dataclass(frozen=True, slots=True)
class Page:
    """One page, the right way up. `number` is from 1; `pictures` is the share of it that pictures cover.

    `frames` are the small squares drawn on it. `at_edge` are the letters, by their order, that stand so close to the
    edge of what is printed that their words may go on beyond it; `cut_off` those behind which the edge of a cell hides
    the rest of their text. `spilled` are the texts, without spaces, whose rest is hidden, and its letters. `belied` are
    the signs of figures, by their order, in whose place the page shows something else, and what.
    """

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph] = ()
    strokes: Sequence[Stroke] = ()
    fills: Sequence[Fill] = ()
    frames: Sequence[Box] = ()
    pictures: float = 0.0
    noticed: Noticed = NOTHING
    at_edge: frozenset[int] = frozenset()
    cut_off: frozenset[int] = frozenset()
    spilled: tuple[tuple[str, int], ...] = ()
    belied: Mapping[int, str] = field(default_factory=dict)


def around(boxes: Iterable[Placed]) -> Box:
    """The smallest box that holds all of them (at least one)."""
    found = list(boxes)
    return Box(
        min(one.x0 for one in found),
        min(one.top for one in found),
        max(one.x1 for one in found),
        max(one.bottom for one in found),
    )


def around_any(boxes: Sequence[Placed]) -> Box | None:
    """The same of what may be nothing; None for that."""
    return around(boxes) if boxes else None


def turned(box: Box, turn: int, width: float = 0.0, height: float = 0.0) -> Box:
    """The box after text that runs as `turn` says has been turned upright, on a page of this width and height."""
    if turn == 90:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if turn == 270:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    if turn == 180:
        return Box(width - box.x1, height - box.bottom, width - box.x0, height - box.top)
    return box


def merged(boxes: Iterable[Box]) -> list[tuple[float, float]]:
    """The stretches of the width that are taken, from left to right."""
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted((box.x0, box.x1) for box in boxes):
        if found and x0 < found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def stretches(items: Iterable[Item], goes_on: Callable[[Item, Item], bool]) -> Iterator[list[Item]]:
    """The items in their order, parted where one does not go on with the one before it."""
    stretch: list[Item] = []
    for item in items:
        if stretch and not goes_on(stretch[-1], item):
            yield stretch
            stretch = []
        stretch.append(item)
    if stretch:
        yield stretch
