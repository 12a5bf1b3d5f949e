"""Where each proposal begins and ends.

A proposal has a heading, the caption of its first table and a title label, on its first page and in any order, and the
heading or the label's code may be missing. A new one begins where one of the three comes a second time.
"""

import re
from dataclasses import dataclass, field

from loaders.kinds.proposals.lines import Line, letters, starts_with

TITLE_LABEL = "forslagetstitel"
_HEADING = re.compile(r"^(?:[A-ZÆØÅ]+\s+){0,3}[A-ZÆØÅ]*FORSLAG$")
_CAPTION = "forslagetssamledeøkonomiskekonsekvenser"
_ROUND = re.compile(r"(?:OFS|Overførselssagen|Budget\w*)\b.*\d{4}", re.IGNORECASE)
_LAST_SECTION = "hvemerhørt"


@dataclass(frozen=True, slots=True)
class Extent:
    """The lines of one proposal: `start` up to `end`, counted in the list of spoken lines; and where its anchors stand.

    `anchors` maps "heading", "table" and "title" to positions in that list.
    """

    start: int
    end: int
    anchors: dict[str, int] = field(default_factory=dict)


def extents(lines: list[Line]) -> list[Extent]:
    """The proposals of a catalogue, in their order. Linear in the number of lines."""
    found: list[Extent] = []
    anchors: dict[str, int] = {}
    start = 0
    closed = False
    for at in range(len(lines)):
        kind = anchor(lines, at)
        if kind == "last":
            closed = bool(anchors)
        elif kind and (closed or kind in anchors or (kind == "heading" and anchors)):
            found.append(Extent(start, at, anchors))
            anchors, start, closed = {kind: at}, at, False
        elif kind:
            start = at if not anchors else start
            anchors[kind] = at
    return [*found, Extent(start, len(lines), anchors)] if anchors else found


def anchor(lines: list[Line], at: int) -> str | None:
    """What stands here: "heading", "table" (caption of the first table), "title", "last" (last section) or None."""
    text = lines[at].text
    if text.startswith("Forslagets") and starts_with(lines, at, TITLE_LABEL):
        return "title"
    if text.startswith("Tabel") and _CAPTION in letters(text):
        return "table"
    if len(text) < 60 and text.isupper() and _HEADING.match(text):
        return "heading"
    return "last" if len(text) < 40 and _LAST_SECTION in letters(text) else None


def is_subtitle(lines: list[Line], at: int) -> bool:
    """Whether the line below a heading names the round of proposals ("OFS 2021-2022")."""
    return at < len(lines) and len(lines[at].text) < 40 and _ROUND.match(lines[at].text) is not None
