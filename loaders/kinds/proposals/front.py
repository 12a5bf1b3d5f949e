"""The title block of a proposal: title, summary, administration, ticked boxes.

Labels and values come side by side, or all labels first and then all values; a label can be broken over lines.
"""

from dataclasses import dataclass, field

from loaders.kinds.proposals import boxes
from loaders.kinds.proposals.headings import heading
from loaders.kinds.proposals.layout import TITLE_LABEL
from loaders.kinds.proposals.lines import Line, join_text, letters, starts_with

_LABELS = {
    TITLE_LABEL: "title",
    "kortresumé": "summary",
    "resumé": "summary",
    "fremstillendeforvaltning": "administration",
    "berørteforvaltninger": "affected",
}
_LONGEST = 80  # lines of a title block; more is no title block
_BOXES = 2000  # characters of the names beside the boxes


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What the title block says. `places` gives the line index (from 0) of each value; `end` the position after it."""

    values: dict[str, str]
    places: dict[str, int]
    affected: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class _Reading:
    waiting: list[str] = field(default_factory=list)
    blocks: list[list[Line]] = field(default_factory=list)
    parts: dict[str, list[Line]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    last: str = "title"


def read_title_block(lines: list[Line], at: int, stop: int, known: frozenset[str], names: frozenset[str]) -> TitleBlock:
    """The title block whose label stands at `at`. `known` are the document's words, `names` its section headings."""
    reading = _Reading()
    position = at
    while position < min(stop, at + _LONGEST):
        label = _label(lines, position)
        if label:
            position += _take_label(reading, lines, position, label)
            if label[0] == "affected":
                break
        elif heading(lines[position].text, names):
            break
        else:
            _take_value(reading, lines[position])
            position += 1
    _hand_out(reading)
    end, text = _boxes(lines, position, stop, known)
    values = {name: join_text((line.text for line in parts), known) for name, parts in reading.parts.items()}
    text = " ".join(filter(None, (values.pop("affected", ""), text)))
    return TitleBlock(values, reading.places, boxes.ticked(text), at, end)


def _label(lines: list[Line], at: int) -> tuple[str, int, str] | None:
    """(field, lines used, rest of the last line) of the label at this line."""
    if not lines[at].text[:1].isupper():
        return None
    for label, name in _LABELS.items():
        used = starts_with(lines, at, label)
        if used:
            before = sum(len(letters(line.text)) for line in lines[at : at + used - 1])
            return name, used, _after(lines[at + used - 1].text, len(label) - before)
    return None


def _after(text: str, count: int) -> str:
    """What follows the first `count` letters of a text."""
    for position, sign in enumerate(text):
        count -= len(letters(sign))
        if count == 0:
            return text[position + 1 :].lstrip(" :").strip()
    return ""


def _take_label(reading: _Reading, lines: list[Line], at: int, label: tuple[str, int, str]) -> int:
    name, used, rest = label
    _hand_out(reading)
    reading.last = name
    line = lines[at + used - 1]
    if rest:
        reading.waiting.clear()  # a label without a value before one with a value is blank
        reading.parts[name] = [Line(line.index, rest, "line")]
    else:
        reading.waiting.append(name)
    reading.places[name] = line.index
    return used


def _take_value(reading: _Reading, line: Line) -> None:
    if line.gap == "line" and reading.blocks:
        reading.blocks[-1].append(line)
    else:
        reading.blocks.append([line])


def _hand_out(reading: _Reading) -> None:
    """Give the blocks since the last label to the labels that wait: one to the first and the last, the rest between.

    Where blocks are too few, the first labels are blank.
    """
    blocks = reading.blocks
    if not blocks:
        return
    waiting = reading.waiting[-len(blocks) :]
    if len(waiting) <= 1:
        _give(reading, waiting[0] if waiting else reading.last, blocks)
    else:
        _give(reading, waiting[0], blocks[:1])
        _give(reading, waiting[len(waiting) // 2], blocks[1:-1])
        _give(reading, waiting[-1], blocks[-1:])
    reading.blocks, reading.waiting = [], []


def _give(reading: _Reading, name: str, blocks: list[list[Line]]) -> None:
    lines = [line for block in blocks for line in block]
    if lines and name not in reading.parts:
        reading.places[name] = lines[0].index
    reading.parts.setdefault(name, []).extend(lines)


def _boxes(lines: list[Line], at: int, stop: int, known: frozenset[str]) -> tuple[int, str]:
    """The boxes from `at` on: the position after them, and their text."""
    parts: list[str] = []
    end, text = at, ""
    for position in range(at, min(stop, at + 20)):
        parts.append(lines[position].text)
        whole = join_text(parts, known)
        if len(whole) > _BOXES or boxes.rest_after(whole):
            break
        if boxes.ends_whole(whole):
            end, text = position + 1, whole
    return end, text
