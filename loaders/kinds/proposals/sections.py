"""The running text of a proposal: paragraphs under their section headings, and its other tables as one text each.

Title block, first table and follow-up table stand in the middle of sentences; they are taken out, and the sentence is
put together again.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from loaders.kinds.proposals.boxes import is_box_line
from loaders.kinds.proposals.headings import heading
from loaders.kinds.proposals.lines import HYPHENS, Line, join_text
from loaders.kinds.proposals.words import doubled

_CAPTION = re.compile(r"Tabel\s*(?:\d+|\[[^\]]{0,20}\])?\s*[.:]?\s*\S")
_ENDED = re.compile(r"[.!?:;][”\"’')\]]*$")
_BULLET = re.compile(r"^(?:[•\uf0b7\uf02d▪●o]\s|[-−–]\s|[ivx]{1,5}\.\s|\d{1,2}[.)]\s)")
_PROSE = 78  # a line longer than this goes over the whole page
_CAPTION_LINES = 4  # of which the last is surely a row
_SUBHEADING = 60
_NOTE = re.compile(r"\*|Note")
_HEARING = "hørt"


@dataclass(frozen=True, slots=True)
class SectionParagraph:
    """A paragraph: its text, the heading it stands under, and the indices of its first and last line."""

    text: str
    heading: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Section:
    """Lines under one heading; a table is one text, and its caption is its heading."""

    heading: str
    lines: list[Line]
    is_table: bool = False


def paragraphs(lines: Sequence[Line], names: Collection[str], known: frozenset[str]) -> list[SectionParagraph]:
    """The paragraphs of the lines that are left when everything else is taken out.

    `names` are the section headings of the document as letters, `known` its words.
    """
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    is_doubled = doubled(lines)
    found: list[SectionParagraph] = []
    for section in _sections(list(lines), frozenset(names)):
        if section.is_table:
            found += [table(section.heading, section.lines, known)] if section.lines else []
        else:
            pieces = _split(section.lines, width, is_doubled)
            found += _under_subheadings([_paragraph(piece, section.heading, known) for piece in pieces])
    return found


def table(caption: str, lines: Sequence[Line], known: frozenset[str]) -> SectionParagraph:
    """A table as one text under its caption, which is not said twice."""
    body = lines[1:] if len(lines) > 1 and lines[0].text == caption else lines
    return replace(_paragraph(body, caption, known), first=lines[0].index)


def _paragraph(piece: Sequence[Line], title: str, known: frozenset[str]) -> SectionParagraph:
    return SectionParagraph(join_text((line.text for line in piece), known), title, piece[0].index, piece[-1].index)


def _sections(lines: list[Line], names: frozenset[str]) -> Iterator[_Section]:
    """From heading to heading, and from a table's caption to the text after the table."""
    current = _Section("", [])
    title = ""
    for line, following in zip_longest(lines, lines[1:]):
        new = heading(line.text, names)
        if new:
            yield current
            title = new
            current = _Section(new, [], is_table=_HEARING in new.lower())
        elif _CAPTION.match(line.text) and (line.gap != "line" or not current.lines or (following and following.cells)):
            yield current
            current = _Section(line.text, [line], is_table=True)
        elif line.cells:
            if not current.is_table:
                yield current
                current = _Section(title, [], is_table=True)
            current.lines.append(line)
        elif _has_cells(current) and not _NOTE.match(line.text):
            yield current
            current = _Section(title, [line])
        elif current.is_table and current.heading != title and _is_text(line.text):
            table, before = _without_tail(current.lines)
            yield replace(current, lines=table)
            current = _Section(title, [*before, line])
        else:
            current.lines.append(line)
    yield current


def _has_cells(section: _Section) -> bool:
    """A table whose rows are known: a line without cells is none of them."""
    return section.is_table and any(line.cells for line in section.lines[:_CAPTION_LINES])


def _is_text(text: str) -> bool:
    """Running text goes over the whole page; a table's notes ("* …", "Note: …") still belong to the table."""
    plain = "".join(text.split())
    figures = sum(sign.isdigit() for sign in plain)
    return len(plain) > 0.8 * _PROSE and figures < 0.2 * len(plain) and not text.startswith(("*", "Note"))


def _without_tail(group: list[Line]) -> tuple[list[Line], list[Line]]:
    """A table's lines, and the last lines without any figure: a heading of the text that follows."""
    end = len(group)
    while end > 1 and not any(sign.isdigit() for sign in group[end - 1].text) and group[end - 1].text[0].isupper():
        end -= 1
    return (group[:end], group[end:]) if len(group) - end <= 2 else (group, [])


def _split(group: Sequence[Line], width: int, is_doubled: bool) -> list[list[Line]]:
    pieces: list[list[Line]] = []
    for line in group:
        if pieces and not _begins(pieces[-1][-1], line, width, is_doubled):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return pieces


def _begins(before: Line, line: Line, width: int, is_doubled: bool) -> bool:
    """Whether a paragraph begins with this line."""
    ended = _ENDED.search(before.text) is not None
    if is_box_line(line.text):
        return False
    if _BULLET.match(line.text) or is_box_line(before.text):
        return True
    if before.text[-1] in HYPHENS or (line.text[0].islower() and not ended):
        return False
    short = len(before.text) < 0.75 * width
    if line.gap == "line" or (is_doubled and line.gap == "blank"):
        return short and not line.text[0].islower() and before.text[-1] != ":"
    return ended or short


def _under_subheadings(made: list[SectionParagraph]) -> list[SectionParagraph]:
    """Put a short line that opens a paragraph ("Organisationsændring") into the heading of what it opens."""
    found: list[SectionParagraph] = []
    opened = ""
    for number, paragraph in enumerate(made):
        following = made[number + 1] if number + 1 < len(made) else None
        if following and _is_subheading(paragraph.text) and len(following.text) > _PROSE:
            opened = paragraph.text
            made[number + 1] = replace(following, first=paragraph.first)
        else:
            title = f"{paragraph.heading}: {opened}" if opened and paragraph.heading else paragraph.heading or opened
            found.append(replace(paragraph, heading=title))
    return found


def _is_subheading(text: str) -> bool:
    plain = len(text) < _SUBHEADING and text[0].isupper() and not any(sign.isdigit() for sign in text)
    return plain and not _ENDED.search(text) and not text.endswith(("-", ","))
