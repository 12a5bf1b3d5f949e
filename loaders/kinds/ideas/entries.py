"""Cuts the bank into printed entries and each entry into its four sections. Nothing is read yet."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from records import Document, names

TEXT, AREAS, ECONOMY, MORE = "text", "areas", "economy", "more"

_HEADING = re.compile(r"([A-ZÆØÅ][\w.-]*(?: +(?:og +)?[A-ZÆØÅ][\w.-]*){0,2}) +(?:Regionsk|K|k)ommune")
_WORDS_ONLY = re.compile(r"[^\W\d_]+(?:[ &-]+[^\W\d_]+)*")
_CHAPTER_WIDTH = 60
_NEAR = 88.0
_ECONOMY = re.compile(r"Økonomi\b.*\btiltag\b")
_MARKER_INITIALS = frozenset("BØYE")
# A heading is set in by eight columns; four tell it from a line of running text that happens to be "Solrød Kommune".
_INDENT = "    "


@dataclass(slots=True)
class PrintedEntry:
    """One printed entry: its heading's line, and the line indices of its sections (empty lines are kept in the text).

    `markers` gives the line that opens a section, `inside` the number of the entry that this one stands in.
    """

    heading: int
    municipality: str
    sections: dict[str, list[int]] = field(default_factory=lambda: {TEXT: [], AREAS: [], ECONOMY: [], MORE: []})
    markers: dict[str, int] = field(default_factory=dict)
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class PrintedEntries:
    """The entries as printed, in order, and the lines that belong to none of them."""

    entries: tuple[PrintedEntry, ...]
    strays: tuple[int, ...]


def cut(document: Document, skipped: frozenset[int]) -> PrintedEntries:
    """Entries of the document; lines in `skipped` are passed over as if they were not there."""
    cutter = _Cutter(document.lines)
    for index, line in enumerate(document.lines):
        text = line.strip()
        if not text:
            cutter.blank(index)
        elif index not in skipped:
            cutter.feed(index, text)
    return PrintedEntries(tuple(cutter.entries), tuple(cutter.strays))


class _Cutter:
    """Where the reading is: the entry and the section that the next line goes to.

    `outer` is the entry before, while a section of it is still missing: an entry can stand inside another.
    """

    def __init__(self, lines: tuple[str, ...]) -> None:
        self.lines = lines
        self.entries: list[PrintedEntry] = []
        self.strays: list[int] = []
        self.outer: PrintedEntry | None = None
        self.target: PrintedEntry | None = None
        self.section = TEXT

    def blank(self, index: int) -> None:
        if self.section == TEXT and self.target:
            self.target.sections[TEXT].append(index)

    def feed(self, index: int, text: str) -> None:
        marker = _marker(text, self.section) if text[0] in _MARKER_INITIALS else None
        if marker:
            self._enter(marker, index)
        elif text.endswith("ommune") and (name := self._heading(index, text)):
            self._start(PrintedEntry(index, name))
        elif (self.section == MORE or not self.target) and is_chapter(text):
            return
        elif self.target:
            self.target.sections[self.section].append(index)
        else:
            self.strays.append(index)

    def _start(self, entry: PrintedEntry) -> None:
        last = self.entries[-1] if self.entries else None
        self.outer = last if last and MORE not in last.markers else None
        self.entries.append(entry)
        self.target, self.section = entry, TEXT

    def _enter(self, marker: str, index: int) -> None:
        """The section goes to the innermost entry that lacks it; one that nobody lacks belongs to no entry."""
        around = (self.entries[-1] if self.entries else None, self.outer)
        self.target = next((entry for entry in around if entry and marker not in entry.markers), None)
        self.section = marker
        if not self.target:
            self.strays.append(index)
            return
        self.target.markers[marker] = index
        if self.target is self.outer:
            self.entries[-1].inside = len(self.entries) - 2
        if _is_field(self.lines[index]):
            self.target.sections[marker].append(index)

    def _heading(self, index: int, text: str) -> str | None:
        """The municipality of a heading line. Inside running text only an indented line is one."""
        found = _HEADING.fullmatch(text)
        if not found or (self.section == TEXT and self.target and not self._stands_alone(index)):
            return None
        name = _municipality(text)
        return name or (found[1] if self.lines[index].startswith(_INDENT) else None)

    def _stands_alone(self, index: int) -> bool:
        around = self.lines[max(index - 1, 0) : index + 2 : 2]
        return self.lines[index].startswith(_INDENT) or not any(line.strip() for line in around)


@lru_cache(maxsize=1024)
def _municipality(text: str) -> str | None:
    return names.municipality(text)


@lru_cache(maxsize=4096)
def is_chapter(text: str) -> bool:
    """Whether a line is the heading of a chapter: nearly the name of an area ("Udsatte borgere voksne og handikap")."""
    if len(text) > _CHAPTER_WIDTH or not _WORDS_ONLY.fullmatch(text):
        return False
    line = text.lower().replace("&", "og")
    areas = (area.lower().replace("&", "og") for area in names.AREAS)
    alike = (area for area in areas if abs(len(line) - len(area)) <= len(area) // 3)
    return any(fuzz.token_set_ratio(line, area) >= _NEAR for area in alike)


def _marker(text: str, section: str) -> str | None:
    """The section that a line opens. Where the line "Økonomi" is lost, the first field opens it."""
    if text.rstrip(": ") == "Berørte fagområder":
        return AREAS
    if text.rstrip(": ") == "Yderligere information":
        return MORE
    if text.startswith("Økonomi") and _ECONOMY.match(text):
        return ECONOMY
    return ECONOMY if section == AREAS and _is_field(text) else None


def _is_field(line: str) -> bool:
    return line.lstrip().startswith("Effekt ved fuld indfasning")
