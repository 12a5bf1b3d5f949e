"""Running text: from printed lines to paragraphs under their headings.

Text taken out of PDFs has a line break where the page had one, often a blank line after every line, words split at the
end of a line, and headings that only their form gives away.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from records import Document, Finding, Passage

ABBREVIATIONS = frozenset(
    "mio. mia. kr. jf. ifm. ift. bl.a. ca. pr. inkl. ekskl. nr. f.eks. fx. vedr. hhv. evt.".split()
)
# Danish hyphens a compound only after an abbreviation; these are written in small letters.
HYPHENED = frozenset({"it", "tv", "pc", "cv", "ai"})
_CLOSING_SIGNS = "”\"’')]*"
_TWO_SENTENCES = re.compile(r"[.!?] +[A-ZÆØÅ]")
_MARK = re.compile(r"^#{1,6}\s+")
_BULLET = re.compile(r"^(?:[\uf0b7\uf02d\u2022\u25cf\u25aa]|[*o\-–]\s|\d{1,2}[.)]\s|[a-z][.)]\s)")
_LISTED = re.compile(r"[\uf0b7\u2022\u25cf\u25aa]")
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[A-ZÆØÅ])")
_LAST_LETTERS = re.compile(r"[^\W\d_]+(?=-$)")
_PAGE_NUMBER = re.compile(r"^side \d{1,4}(?: ?(?:af|/) ?\d{1,4})?$", re.IGNORECASE)
_JOINS_LATER = ("og", "eller", "samt", "og/eller", "til")  # "lærings- og mentorforløb" keeps its hyphen
_UNWRAPPED = 130  # longer than a page is wide: the text was never broken into lines
_NEARLY_FULL = 0.95  # letters differ in width, so a full line is some letters shorter than another
_SHORT = 0.75
_HEADING_LINES = 3
_HEADING_WORDS = 20
_OPENING = 60  # lines that hold any document's first or last paragraph
_CLOSING = re.compile(r"\bhilsen\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that is not blank: its index in the document, its text in single spaces, the blank lines before it."""

    index: int
    text: str
    gap: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, under the heading they stand under."""

    heading: str
    lines: tuple[TextLine, ...]

    @property
    def text(self) -> str:
        return _MARK.sub("", join_lines([line.text for line in self.lines]))


def passages(document: Document, indices: Sequence[int], municipality: str | None = None) -> tuple[Passage, ...]:
    """The paragraphs of the lines at `indices` (rising), each with its heading and its first and last line."""
    return tuple(
        Passage(
            text=paragraph.text,
            source=document.source(paragraph.lines[0].index),
            last_line=paragraph.lines[-1].index + 1,
            heading=paragraph.heading,
            municipality=municipality,
        )
        for paragraph in paragraphs(filled(document, indices))
    )


def title(lines: Sequence[TextLine]) -> str:
    """What a document calls itself: the heading that it opens with, else its first line."""
    opening = paragraphs(lines[:_OPENING])
    return (opening[0].heading or opening[0].lines[0].text) if opening else ""


def breaks(document: Document, lines: Sequence[TextLine]) -> tuple[Finding, ...]:
    """Findings where the text begins or stops in the middle of a sentence: a part of it may be missing."""
    if not lines:
        return ()
    first, last = lines[0], paragraphs(lines[-_OPENING:])[-1]
    found = [Finding("begins_in_middle", document.source(first.index))] if first.text[0].islower() else []
    if _stops(last, _Form.of(lines).width):
        found.append(Finding("stops_in_middle", document.source(last.lines[-1].index), {"end": last.text[-60:]}))
    return tuple(found)


def _ends_sentence(line: str) -> bool:
    """Whether a line ends with a point or the like, and not with an abbreviation."""
    text = line.rstrip(_CLOSING_SIGNS)
    return text.endswith((".", "!", "?", ":", ";")) and text.rsplit(None, 1)[-1].lower() not in ABBREVIATIONS


def _stops(last: Paragraph, width: int) -> bool:
    """A paragraph that ends in a hyphen, or runs over a good part of a line, without ending a sentence.

    A signature or an address is short, and ends with no point either.
    """
    end = last.lines[-1].text
    if _ends_sentence(end) or _CLOSING.search(last.heading):
        return False
    return end.endswith(("-", ",")) or len(last.text) > _SHORT * min(width, _UNWRAPPED)


def filled(document: Document, indices: Sequence[int]) -> list[TextLine]:
    """The lines at `indices` that hold something; page numbers ("Side 2 af 4") are no text."""
    found: list[TextLine] = []
    for index in indices:
        text = " ".join(document.lines[index].split())
        if text and not _PAGE_NUMBER.match(text):
            found.append(TextLine(index, text, index - found[-1].index - 1 if found else 0))
    return found


def keeps_hyphen(front: str) -> bool:
    """Is a hyphen behind these letters one of the word itself ("it-udstyr", "a-kasse")? No word is broken behind its
    first letter."""
    return len(front) == 1 or front in HYPHENED


def join_lines(lines: Sequence[str]) -> str:
    """Lines as one text, with the words that were split at the end of a line put together."""
    parts: list[str] = []
    for line in lines:
        if parts:
            parts[-1], space = _end(parts[-1], line)
            parts.append(space)
        parts.append(line.strip())
    return "".join(parts).replace("\u00ad", "")


def _end(before: str, after: str) -> tuple[str, str]:
    """How `before` ends, and what stands between it and `after`, when the line break is taken away."""
    if before.endswith("\u00ad"):
        return before[:-1], ""
    words = after.split(maxsplit=1)
    if not before.endswith("-") or before.endswith(" -") or not words or words[0].rstrip(",") in _JOINS_LATER:
        return before, " "
    # "2023-|2026", "IT-|området", "it-|udstyr", "BUF-|SOF": the hyphen belongs to the word; "Borgmeste-|rens": not
    last = _LAST_LETTERS.search(before)
    short = last is not None and keeps_hyphen(last[0])
    belongs = short or not words[0][0].islower() or not before[-2:-1].islower()
    return (before, "") if belongs else (before[:-1], "")


def paragraphs(lines: Sequence[TextLine]) -> list[Paragraph]:
    """Lines gathered to paragraphs. A heading with nothing under it is a paragraph of its own."""
    form, grown, position = _Form.of(lines), _Grown(), 0
    while position < len(lines):
        count = form.heading_at(position, bool(grown.bare))
        if count:
            grown.open(lines[position : position + count])
        else:
            grown.add(lines[position], form.starts(position))
        position += count or 1
    return grown.finished()


@dataclass(slots=True)
class _Grown:
    """Paragraphs as they grow; `bare` is a heading that has no text yet."""

    done: list[Paragraph] = field(default_factory=list)
    heading: str = ""
    bare: tuple[TextLine, ...] = ()
    current: list[TextLine] = field(default_factory=list)

    def open(self, lines: Sequence[TextLine]) -> None:
        self._close()
        if self.bare and (_MARK.match(self.bare[0].text) or _MARK.match(lines[0].text)):
            self.done.append(Paragraph("", self.bare))
            self.bare = ()
        self.bare = (*self.bare, *lines)
        self.heading = _MARK.sub("", join_lines([line.text for line in self.bare]))

    def add(self, line: TextLine, starts: bool) -> None:
        if starts:
            self._close()
        self.current.append(line)
        self.bare = ()

    def finished(self) -> list[Paragraph]:
        self._close()
        return [*self.done, Paragraph("", self.bare)] if self.bare else self.done

    def _close(self) -> None:
        if self.current:
            self.done.append(Paragraph(self.heading, tuple(self.current)))
            self.current = []


@dataclass(frozen=True, slots=True)
class _Form:
    """How the text is set: nine in ten lines are no longer than `width`; `gap` blank lines stand inside a paragraph."""

    lines: Sequence[TextLine]
    width: int
    gap: int

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> "_Form":
        lengths = sorted(len(line.text) for line in lines)
        gaps = [line.gap for line in lines[1:]]
        double_spaced = bool(gaps) and sum(gap >= 1 for gap in gaps) > 0.7 * len(gaps)
        return cls(lines, lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0, int(double_spaced))

    def starts(self, position: int) -> bool:
        """Whether a new paragraph begins at `position`."""
        if position == 0:
            return True
        line, before = self.lines[position], self.lines[position - 1]
        ended, opens = _ends_sentence(before.text), not line.text[0].islower()
        if self.width > _UNWRAPPED:
            return line.gap > 0 or (ended and opens)
        if _BULLET.match(line.text):
            return False
        if line.gap > self.gap:  # a page break leaves a gap too, in the middle of a sentence
            return ended or line.text[0].isupper()
        return opens and (ended or bool(_BULLET.match(before.text))) and self._broken_by_will(before, line)

    def _broken_by_will(self, before: TextLine, line: TextLine) -> bool:
        """The first word would have fitted on the line before: somebody began a new paragraph."""
        return len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) < _NEARLY_FULL * self.width

    def heading_at(self, position: int, after_heading: bool) -> int:
        """How many lines the heading at `position` has; 0 where none stands there."""
        if _MARK.match(self.lines[position].text):
            return 1
        before = self.lines[position - 1].text if position else ""
        if before and not after_heading and not _ends_sentence(before):
            apart = self.lines[position].gap > self.gap
            if not apart:
                return 0
        for count in range(1, _HEADING_LINES + 1):
            block = self.lines[position : position + count]
            if len(block) < count or not _may_be_heading(block):
                return 0
            if self._ends_heading(block[-1], position + count):
                return count
        return 0

    def _ends_heading(self, last: TextLine, following: int) -> bool:
        """A heading's last line is no full line of a paragraph, and what follows opens a sentence."""
        if following >= len(self.lines) or last.text.endswith(("-", ",")) or self._is_full(last):
            return False
        after = self.lines[following].text
        return after[0].isupper() or bool(_BULLET.match(after)) or bool(_MARK.match(after))

    def _is_full(self, line: TextLine) -> bool:
        """As long as lines of a paragraph are. A longer one was never broken into lines, and may well be a heading."""
        broken = self.width <= _UNWRAPPED
        return _SHORT * self.width <= len(line.text) <= 1.1 * self.width if broken else len(line.text) > _UNWRAPPED


def _may_be_heading(block: Sequence[TextLine]) -> bool:
    text = join_lines([line.text for line in block])
    unnumbered = _NUMBER.sub("", text)
    if not unnumbered[0].isupper() or len(text.split()) > _HEADING_WORDS:
        return False
    if _LISTED.search(unnumbered):
        return False
    return not _ends_sentence(block[-1].text) and not _TWO_SENTENCES.search(unnumbered)
