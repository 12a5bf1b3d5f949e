"""Where the tables of a note stand in its text, and the lines of their headings and rows.

A table opens with its caption ("Tabel 1. …"); column headings follow over several lines, then rows of a label and
values. Nothing marks the end: a footnote, a sentence or the next caption does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders import prose
from records import Document

_CAPTION = re.compile(r"^\s*(?:tabel|oversigt)\s+(\d{1,2}(?:\.\d{1,2})?)\s*([.:–-]?)\s*(\S.*)$", re.IGNORECASE)
_VALUE = re.compile(
    r"^(?:[-−–]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[-−–]?\d+(?:,\d+)?|\([-−–]?\d[\d.,]*\)|\d{1,4}/\d{1,4}|[.\-−–—])(?:\*{1,3}|%)?$"
)
_BLANK = re.compile(r"^[.\-−–—]?$")
_YEAR = re.compile(r"^(?:19|20)\d\d\*?$")
_FOOTNOTE = re.compile(r"^(?:\*+\s*[A-ZÆØÅ]|note\b|noter\b|anm(?:\.|ærkning)|kilde\b|\d\)\s)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[a-zæøå)\]][.:]$")
_FURNITURE = re.compile(r"^(?:side\s+)?\d{1,3}(?:\s*(?:af|/)\s*\d{1,3})?$", re.IGNORECASE)
_TOTAL = re.compile(r"^(?:i alt|sum|total)\b", re.IGNORECASE)
_LABEL_GOES_ON = re.compile(r"(?:-|\b(?:og|samt|til|fra|for|af|i|på|med))$")
_RULE = re.compile(r"^[\s.|:+=\-]*[-=]{3}[\s.|:+=\-]*$")
_MONEY = re.compile(r"^(?:mio|t\.? ?kr|kr)\b", re.IGNORECASE)
_LONGEST_LABEL = 12  # words
_LONGEST_FRAGMENT = 6  # words of a line that holds only a piece of a label
_PIECES = 3
_LONGEST_HEADING = 25  # lines


@dataclass(frozen=True, slots=True)
class Value:
    """One printed value, and the index of the line that it stands on."""

    printed: str
    index: int


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row's line as it stands: its text, then its run of values."""

    index: int
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A table as it stands: number, caption, lines of its heading, rows as (label, values), and lines [first, end)."""

    number: str
    caption: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]
    first: int
    end: int


def lines_of(document: Document) -> list[prose.TextLine]:
    """The lines that hold something. Where tabs or pipes part cells, a blank cell is shown as ".", as these notes print
    it, and the cells stay parted by tabs."""
    lines = prose.filled(document, range(len(document.lines)))
    read = (_with_cells(line, document.lines[line.index]) for line in lines)
    return [line for line in read if not _RULE.match(line.text)]


def _with_cells(line: prose.TextLine, printed: str) -> prose.TextLine:
    separator = "|" if printed.count("|") > 1 else "\t"
    if separator not in printed.strip():
        return line
    printed = printed.strip().removeprefix("|").removesuffix("|") if separator == "|" else printed.strip("\n")
    first, *others = [" ".join(cell.split()) for cell in printed.split(separator)]
    return replace(line, text="\t".join([*([first] if first else []), *(cell or "." for cell in others)]))


def tables(lines: Sequence[prose.TextLine]) -> Iterator[Printed]:
    """The tables among these lines (none of them blank), in order."""
    position = 0
    while position < len(lines):
        table = _table_at(lines, position)
        if table is None:
            position += 1
            continue
        yield table
        position = next((later for later in range(position, len(lines)) if lines[later].index >= table.end), len(lines))


def caption(text: str) -> tuple[str, str] | None:
    """Number and title, when the line is the caption of a table and no sentence about one ("Tabel 2 viser …")."""
    match = _CAPTION.match(text)
    if match is None or not (match[2] or match[3][0].isupper()):
        return None
    return match[1], match[3].strip()


def _table_at(lines: Sequence[prose.TextLine], position: int) -> Printed | None:
    opened = caption(lines[position].text)
    if opened is None:
        return None
    number, title = opened
    start = position + 1
    for line in lines[start : start + _PIECES]:
        if not line.text[0].islower() or _run(line.text)[1] or _MONEY.match(line.text):
            break
        title, start = f"{title} {line.text}", start + 1
    rows_from = _first_row(lines, start)
    if rows_from is None:
        return None
    rows, end = _rows(lines, rows_from)
    heading = tuple(line.text for line in lines[start:rows_from])
    return Printed(number, title, heading, tuple(rows), lines[position].index, end) if rows else None


def _first_row(lines: Sequence[prose.TextLine], start: int) -> int | None:
    """The first line that is a label with values, or the pieces of its label above it."""
    after_years = None
    for position in range(start, min(len(lines), start + _LONGEST_HEADING)):
        text = lines[position].text
        if caption(text) or _is_prose(text):
            return None
        label, run = _run(text)
        if run and all(_YEAR.match(token) for token in run):
            after_years = position + 1
        elif run and label and not (_MONEY.match(label) and all(map(_BLANK.match, run))):
            return after_years if after_years is not None else position
    return None


def _run(text: str) -> tuple[str, list[str]]:
    """A line as its text and the values that it ends with."""
    if "\t" in text:
        return _run_of_cells(text)
    tokens = text.split()
    count = 0
    while count < len(tokens) and _VALUE.match(tokens[-1 - count]):
        count += 1
    kept = len(tokens) - count
    if not kept and count > 1 and _YEAR.match(tokens[0]) and not all(map(_YEAR.match, tokens)):
        kept = 1  # a year is what the row is about: "2022 115 315"
    return " ".join(tokens[:kept]), tokens[kept:]


def _run_of_cells(text: str) -> tuple[str, list[str]]:
    """A row whose cells are known: the first is its label, and all others are values where one is a number or all are
    years or blank. Otherwise the row is of words, as a heading is."""
    label, *others = text.split("\t")
    filled = [cell for cell in others if not _BLANK.match(cell)]
    numbers = any(_VALUE.match(cell) and not _YEAR.match(cell) for cell in filled)
    return (label, others) if numbers or all(map(_YEAR.match, filled)) else (" ".join([label, *filled]), [])


def _is_prose(text: str) -> bool:
    if "\t" in text:
        return False
    label, run = _run(text)
    words = len(label.split())
    if _FOOTNOTE.match(text) or words > _LONGEST_LABEL:
        return True
    return not run and words > 4 and bool(_SENTENCE_END.search(text))


def _rows(lines: Sequence[prose.TextLine], start: int) -> tuple[list[tuple[str, tuple[Value, ...]]], int]:
    """The rows from `start` on, and the index of the line after the last of them."""
    read = _Rows()
    for position in range(start, len(lines)):
        line = lines[position]
        if caption(line.text) or _is_prose(line.text):
            break
        if _FURNITURE.match(line.text) and not read.wants_values:
            continue
        label, run = _run(line.text)
        if not read.take(FigureLine(line.index, label, tuple(Value(token, line.index) for token in run))):
            break
    return read.finished()


class _Rows:
    """Rows as they grow: a label may stand on several lines, and so may its values."""

    def __init__(self) -> None:
        self._done: list[tuple[str, tuple[Value, ...]]] = []
        self._label: list[str] = []
        self._values: list[Value] = []
        self._pieces = 0
        self._end = 0

    @property
    def wants_values(self) -> bool:
        return bool(self._label) and not self._values

    def take(self, line: FigureLine) -> bool:
        """Add a line; False when it is none of the table's."""
        if not line.values:
            return self._take_piece(line)
        if line.label and self._values:
            self._close()
        if line.label:
            self._label.append(line.label)
        elif not self._label:
            return False
        self._values += line.values
        self._end, self._pieces = line.index + 1, 0
        return True

    def _take_piece(self, line: FigureLine) -> bool:
        """A line without values is a piece of a label: of the row that is open, or of the next."""
        if len(line.label.split()) > _LONGEST_FRAGMENT or self._pieces >= _PIECES:
            return False
        if self._values and self._label and _LABEL_GOES_ON.search(self._label[-1]):
            self._label.append(line.label)
            self._end = line.index + 1
            return True
        if self._values and _TOTAL.match(self._label[0] if self._label else ""):
            return False
        if self._values:
            self._close()
        self._label.append(line.label)
        self._pieces += 1
        return True

    def _close(self) -> None:
        self._done.append((prose.join_lines(self._label), tuple(self._values)))
        self._label, self._values = [], []

    def finished(self) -> tuple[list[tuple[str, tuple[Value, ...]]], int]:
        """All rows, and the index of the line after them. A label that no value followed is left to the text."""
        if self._values:
            self._close()
        return self._done, self._end
