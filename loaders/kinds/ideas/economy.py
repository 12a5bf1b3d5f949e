"""The fields of an entry's economy section and the measures in the column beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from records import names

SAVING, PHASE_IN, COST, ADOPTED = "saving", "phase_in", "cost", "adopted"

_LABELS = {
    "Effekt ved fuld indfasning": SAVING,
    "Fuldt indfaset": PHASE_IN,
    "Implementeringsomkostninger": COST,
    "Er forslaget vedtaget": ADOPTED,
}
_FIELD = re.compile(rf"({'|'.join(_LABELS)})([^:]*):[ \t]*(.*)")
_COLUMN = re.compile(r"\s{2,}")
# Where columns are not kept apart by spaces, a value ends where its own kind of text ends.
_VALUE = {
    SAVING: re.compile(r"Ikke(?: oplyst)?|(?:ca\.? ?)?[-−]?[\d.,]+(?: (?:t\.?kr\.?|mio\.? kr\.?|kr\.?))?", re.I),
    PHASE_IN: re.compile(r"Ikke(?: oplyst)?|(?:fra )?(?:år )?(?:20\d\d)?(?: ?[-–/] ?20\d\d)?", re.I),
    ADOPTED: re.compile(r"Ja|Nej|Ikke(?: oplyst)?|Delvist?", re.I),
}
# A value that ends like this goes on in the next line, whatever stands in the column beside it.
_UNFINISHED = re.compile(r"(?:^|\s)(?:i|på|og|fra|til|ikke|år|ifm\.?|med|for|der|en|et|\([^)]*)$|[,+(]$", re.I)

_SEEN = 8
# "2024-" and "2026" on two lines of a narrow column.
_BROKEN_YEARS = re.compile(r"(?<=\d)- (?=\d)")


@dataclass(slots=True)
class PrintedField:
    """A field as printed: its line, what stands behind the label ("(t.kr.)"), and the lines of the value."""

    key: str
    line: int
    label_tail: str
    lines: list[str]

    @property
    def value(self) -> str:
        return _BROKEN_YEARS.sub("-", " ".join(filter(None, self.lines)))

    @property
    def end(self) -> str:
        """The last words of the value, enough to see whether it goes on."""
        return " ".join(self.lines[-_SEEN:])


@dataclass(frozen=True, slots=True)
class Economy:
    fields: dict[str, PrintedField]
    measures: tuple[tuple[str, int], ...]

    def value(self, key: str) -> str | None:
        """The printed text of a field; None where the field is missing or empty."""
        found = self.fields.get(key)
        return found.value or None if found else None


def read_economy_fields(lines: tuple[str, ...], indices: list[int], heading: int | None = None) -> Economy:
    """The fields, and the measures with their lines; a measure stands beside, below or after any of the fields.

    `heading` is the line over them; where it and they have cells, it tells which column the measures are in.
    """
    reader = _Reader(_columns(lines[heading]) if heading is not None else [])
    for index in indices:
        reader.feed(index, lines[index])
    return Economy(reader.fields, tuple(reader.mended_measures()))


class _Reader:
    """The field that was opened last, and whether a measure stands beside it that the next line may go on with."""

    def __init__(self, heading: list[str]) -> None:
        self.heading = heading
        self.fields: dict[str, PrintedField] = {}
        self.measures: list[list[str]] = []
        self.lines: list[int] = []
        self.current: PrintedField | None = None
        self.beside = False

    def feed(self, index: int, line: str) -> None:
        match = _FIELD.match(line.strip())
        if "\t" in line:
            self._take_row(index, _columns(line))
        elif match:
            self._open(index, match)
        else:
            self._go_on(index, line)

    def _take_row(self, index: int, cells: list[str]) -> None:
        """A row whose cells are certain: label and value, or the rest of a value, and beside them measures."""
        known = len(cells) == len(self.heading)  # a part on another page may be cut into other columns
        column = next((at for at, cell in enumerate(self.heading if known else cells) if at and cell), len(cells))
        match = _FIELD.match(" ".join(filter(None, cells[:column])))
        if match and not known and not match[3] and column < len(cells):
            match, column = _FIELD.match(f"{match[0]} {cells[column]}"), column + 1
        if match:
            self.current = PrintedField(_LABELS[match[1]], index, match[2], [match[3].strip()])
            self.fields.setdefault(self.current.key, self.current)
        elif self.current:
            self.current.lines += filter(None, cells[:column])
        self._add(index, cells[column:])
        self.beside = False

    def mended_measures(self) -> Iterator[tuple[str, int]]:
        seen = set()
        for cell, line in zip(map(" ".join, self.measures), self.lines, strict=True):
            for name in _separate(cell) if "," in cell or ";" in cell else (cell,):
                printed = _mended(name)
                if printed and printed not in seen:
                    seen.add(printed)
                    yield printed, line

    def _open(self, index: int, match: re.Match[str]) -> None:
        value, *rest = _cells(_LABELS[match[1]], match[3])
        self.current = PrintedField(_LABELS[match[1]], index, match[2], [value])
        self.fields.setdefault(self.current.key, self.current)
        self.beside = False
        self._add(index, rest)

    def _go_on(self, index: int, line: str) -> None:
        first, *rest = _COLUMN.split(line.strip())
        indented = line[:1].isspace()
        if self.current and self._continues_value(self.current, first, indented):
            self.current.lines.append(first)
        elif self.beside and not indented:
            self.measures[-1].append(first)
        else:
            rest = [first, *rest]
        self._add(index, rest)

    def _add(self, index: int, cells: list[str]) -> None:
        for cell in filter(None, cells):
            self.measures.append([cell])
            self.lines.append(index)
            self.beside = True

    def _continues_value(self, current: PrintedField, text: str, indented: bool) -> bool:
        """Does a line without a label belong to the value above it, or to the column of measures beside it?"""
        grammar = _VALUE.get(current.key)
        if grammar:
            return grammar.fullmatch(f"{current.end} {text}".strip()) is not None
        if not current.end or _UNFINISHED.search(current.end):
            return True
        return not self.beside and (not indented or not text[0].isupper())


def _columns(line: str) -> list[str]:
    return [" ".join(cell.split()) for cell in line.split("\t")]


def _cells(key: str, text: str) -> list[str]:
    """The value and the cells beside it. Where only one space parts them, the value's grammar does."""
    cells = _COLUMN.split(text.strip())
    grammar = _VALUE.get(key)
    match = grammar.match(cells[0]) if grammar else None
    if match and cells[0][match.end() :].strip()[:1].isupper():
        return [match[0].strip(), cells[0][match.end() :].strip(), *cells[1:]]
    return cells


@lru_cache(maxsize=4096)
def _mended(name: str) -> str:
    return names.measure(name)[0]


def _separate(cell: str) -> list[str]:
    return [cell] if cell.startswith("Andet") else re.split(r" *[,;] +", cell)
