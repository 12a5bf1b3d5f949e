"""Which check boxes of an entry are ticked, whatever a box looks like and on whichever side of its label it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from records.names import AREAS

# Private characters of symbol fonts first: the bank's own font gives F053 for a ticked box and F0A3 for an empty one.
_TICKED = "\uf053\uf052\uf0fe\uf0fd\uf0fc☒☑✓✔✗✘■▣"
_EMPTY = "\uf0a3\uf0a8\uf06f\uf071☐□▢◻"
_BOX = re.compile(rf"([{_TICKED}{_EMPTY}]|\[ ?[xX✓]? ?\]|(?<!\S)[xX](?!\S))")
# A space of the symbol font follows every box.
_SPACE = re.compile(r"[\s\uf020\ufe0f]+")


@dataclass(frozen=True, slots=True)
class Ticks:
    """Ticked labels in the order of the form, and what is unread: labels without a box, boxes without a label."""

    areas: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(slots=True)
class _Label:
    name: str
    box: str = ""


def ticks_of(lines: Sequence[str]) -> Ticks:
    """The ticked areas of a form's lines. Where tabs part the cells, it is certain on which side the boxes stand."""
    rows = [[" ".join(cell.split()) for cell in line.split("\t")] for line in lines]
    boxes, labels = (
        sorted({at for row in rows for at, cell in enumerate(row) if _is_cell(cell, is_box)})
        for is_box in (True, False)
    )
    before = len(boxes) > 0 and len(labels) > 0 and boxes[0] < labels[0]
    return ticks(" ".join(_ordered(row, boxes_first=before) if len(row) > 1 else row[0] for row in rows))


def _is_cell(cell: str, is_box: bool) -> bool:
    return bool(cell) and (_BOX.fullmatch(_SPACE.sub(" ", cell).strip()) is not None) is is_box


def _ordered(row: list[str], *, boxes_first: bool) -> str:
    """The cells of a row as one text in which each box stands behind its label."""
    pieces: list[str] = []
    waiting = ""
    for cell in row:
        if _is_cell(cell, True):
            pieces, waiting = (pieces, cell) if boxes_first else ([*pieces, cell], "")
        elif cell:
            first = _BOX.match(cell)
            own = f"{cell[first.end() :]} {first[0]}" if first else cell
            pieces += [own, waiting] if waiting else [own]
            waiting = ""
    return " ".join([*pieces, waiting] if waiting else pieces)


@lru_cache(maxsize=4096)
def ticks(form: str) -> Ticks:
    """The ticked areas of a form (its lines, joined).

    A box belongs to the label before it when that has none yet, else to the label after it: so it does not matter on
    which side of its label the boxes of a column stand.
    """
    labels: list[_Label] = []
    loose, owed = "", ""
    for piece in _BOX.split(_SPACE.sub(" ", form)):
        if _BOX.fullmatch(piece):
            loose = _give(piece, labels, loose)
            continue
        names, owed = _names(piece.strip(), owed)
        new = [_Label(name) for name in names]
        if loose and new:
            new[0].box, loose = loose, ""
        labels += new
    return _result(labels, loose)


def _give(box: str, labels: list[_Label], loose: str) -> str:
    """Give a box to the last label if that has none; returns the box that still waits for a label."""
    if labels and not labels[-1].box:
        labels[-1].box = box
        return loose
    return box


def _result(labels: list[_Label], loose: str) -> Ticks:
    # A form that only marks the ticked areas leaves the others without a box; otherwise a missing box is a doubt.
    draws_empty = any(label.box and not _is_ticked(label.box) for label in labels)
    unread = [label.name for label in labels if not label.box and (draws_empty or label.name not in AREAS)]
    missing = not any(label.box for label in labels)
    areas = tuple(label.name for label in labels if label.box and _is_ticked(label.box))
    return Ticks(areas, (*unread, *([loose] if loose else []), *(["–"] if missing and not unread else [])))


def _is_ticked(box: str) -> bool:
    return box in _TICKED or "x" in box.lower() or "✓" in box


def _names(text: str, owed: str) -> tuple[list[str], str]:
    """The labels in the text between two boxes, and the end of a label that is still to come on a later line."""
    if owed and (text == owed or text.startswith(owed + " ")):
        text, owed = text[len(owed) :].strip(), ""
    elif owed and text.endswith(" " + owed):
        text, owed = text[: -len(owed)].strip(), ""
    names = []
    for name, rest in _parse(text):
        names.append(name)
        owed = rest or owed
    return names, owed


def _parse(text: str) -> Iterator[tuple[str, str]]:
    """Label after label of a text, each with what a line break cut off. Unknown words are a label of their own."""
    text = text.replace(" og ", " & ")
    while text:
        printed = next((label for label in AREAS if text == label or text.startswith(label + " ")), None)
        if printed is None:
            printed = text[: min((at for label in AREAS if (at := text.find(" " + label)) > 0), default=len(text))]
        whole = next((label for label in AREAS if label.startswith(printed + " ")), printed)
        yield whole, whole[len(printed) :].strip()
        text = text[len(printed) :].strip()
