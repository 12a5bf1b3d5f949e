"""The follow-up tables of a proposal: where they stand, where they end, and their group headings.

A table may stand in another section, inside another table, or be split by a page; then its last rows stand at the end
of the next page's text, without a header.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from loaders.kinds.proposals.boxes import is_box_line
from loaders.kinds.proposals.headings import heading
from loaders.kinds.proposals.lines import Line, letters
from loaders.kinds.proposals.scores import holds_term

_HEADER = re.compile(r"opfølgningsmål.{0,40}?hvordanmåles.{0,60}?hvemeransvarlig.{0,60}?hvornårgennemføres(.*)$")
_COLUMNS = ("opfølgningsmål", "hvordanmåles", "hvemeransvarlig", "hvornårgennemføres")
_BETWEEN = 2  # lines that may stand between two rows of a table
_HEADER_TAIL = "opfølgningen"
_HEADER_LINES = 16
_INNOVATION = "herangivesomforslaget"
_HEARING = "janej"
_GROUPS = {
    "implementering": re.compile(r"milepæle(?:for)?(?:(?:implementering|investering|anvendelse).*)?"),
    "effektivisering": re.compile(r"realiseringaf(?:effektivisering|gevinst|besparelse|effekt)\w{0,6}"),
}
_PROSE = 78  # a line longer than this is mostly text over the whole page, not cells beside each other
_WIDEST = 250
_ANSWER = re.compile(r"(?:.*\s)?(?:Ja|Nej|Ikke relevant)\b")


@dataclass(frozen=True, slots=True)
class TablePart:
    """Lines of one table under one group heading; `group` is None where the table has no such headings.

    `columns` are the places of goal, measure, responsible and when among the cells of a line, where lines have cells.
    """

    group: str | None
    lines: tuple[Line, ...]
    columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A follow-up table: its parts, and the positions of all lines that belong to it.

    `open`: its last group heading has no rows under it, so they stand elsewhere.
    """

    parts: tuple[TablePart, ...]
    header: int
    taken: frozenset[int]
    last_group: str | None = None
    open: bool = False


def tables(lines: list[Line], start: int, stop: int, names: frozenset[str]) -> list[Found]:
    """The follow-up tables between two positions. `names` are the section headings of the document."""
    found: list[Found] = []
    position = start
    while position < stop:
        end = header_end(lines, position, stop)
        if end:
            group = found[-1].last_group if found else None
            table = _table(lines, (position, end), stop, names, group)
            found.append(table)
            position = max(end, max(table.taken) + 1)
        else:
            position += 1
    return found


def header_end(lines: list[Line], at: int, stop: int) -> int:
    """The position after a table header that begins at `at`; 0 where none begins there."""
    if columns_of(lines[at]):
        return at + 1
    if not lines[at].text.startswith("Opfølgningsmål"):
        return 0
    built = ""
    for position in range(at, min(stop, at + _HEADER_LINES)):
        built += letters(lines[position].text)
        found = _HEADER.match(built)
        if found and (found[1] == _HEADER_TAIL or not _HEADER_TAIL.startswith(found[1])):
            return position + 1
    return 0


def group_of(text: str) -> str | None:
    """The group that a line is the heading of."""
    name = letters(text) if len(text) < 90 else ""
    return next((group for group, pattern in _GROUPS.items() if pattern.fullmatch(name)), None)


def _table(lines: list[Line], header: tuple[int, int], stop: int, names: frozenset[str], group: str | None) -> Found:
    """The table below a header. `group` is that of the table before, which goes on where a page repeats the header."""
    taken = set(range(*header))
    parts: list[TablePart] = []
    rows: list[Line] = []
    columns = columns_of(lines[header[0]])
    body = _known_body if columns else _body
    for position in body(lines, header[1], stop, names):
        line = lines[position]
        taken.add(position)
        here = group_of(line.text)
        if here:
            parts.append(TablePart(group, tuple(rows), columns))
            group, rows = here, []
        else:
            rows.append(line)
    parts.append(TablePart(group, tuple(rows), columns))
    full = tuple(part for part in parts if part.lines)
    return Found(full, header[0], frozenset(taken), group, open=group is not None and not rows)


def columns_of(header: Line) -> tuple[int, ...]:
    """Which cell of a row is which, by the labels over them; () where the header has no cells."""
    labels = [letters(cell) for cell in header.cells]
    found = tuple(at for name in _COLUMNS for at, label in enumerate(labels) if label.startswith(name))
    return found if len(found) == len(_COLUMNS) else ()


def _known_body(lines: list[Line], at: int, stop: int, names: frozenset[str]) -> Iterator[int]:
    """The positions of the rows and group headings of a table whose header, at the line before, has cells.

    Another line between its rows is no part of it and does not end it.
    """
    width = len(lines[at - 1].cells)
    position = at
    while position < stop and not header_end(lines, position, stop):
        line = lines[position]
        if len(line.cells) == width or group_of(line.text):
            yield position
        elif ends_table(line.text, names) or not any(
            len(other.cells) == width for other in lines[position + 1 : min(stop, position + 1 + _BETWEEN)]
        ):
            return
        position += 1


def _body(lines: list[Line], at: int, stop: int, names: frozenset[str]) -> Iterator[int]:
    """The positions of the table's lines: up to a heading, a box, another table, or a block of running text."""
    for position in range(at, stop):
        text = lines[position].text
        if ends_table(text, names) or _is_prose(lines, position, stop) or header_end(lines, position, stop):
            return
        yield position


def ends_table(text: str, names: frozenset[str]) -> bool:
    """Whether a line cannot be part of a follow-up table."""
    if is_box_line(text) or text.startswith(("* ", "Tabel ")):
        return True
    name = letters(text[:_PROSE])
    return name.startswith((_INNOVATION, _HEARING)) or heading(text, names) is not None


def _is_prose(lines: list[Line], at: int, stop: int) -> bool:
    """Whether running text begins here: a line over the whole page, or a long line in a block with such a line.

    In a wide table the cells of a row may fill a page's width too; then the line holds the last cell's date.
    """
    block = [lines[at]]
    for position in range(at + 1, min(stop, at + 6)):
        if lines[position].gap != "line":
            break
        block.append(lines[position])
    wide = [len(line.text) > _PROSE for line in block]
    if wide[0]:
        return len(block[0].text) > _WIDEST or any(wide[1:]) or not holds_term(block[0].text)
    return lines[at].gap != "line" and len(block[0].text) > _PROSE / 2 and any(wide)


def orphans(lines: list[Line], start: int, stop: int, taken: Collection[int]) -> list[int]:
    """Positions of the lines after the last answer of the hearing table: there the rest of a split table stands."""
    last = None
    for position in range(start, stop):
        if position not in taken and _ANSWER.match(lines[position].text) and len(lines[position].text) <= _PROSE:
            last = position
    if last is None:
        return []
    rest = [position for position in range(last + 1, stop) if position not in taken]
    return rest if rest and all(len(lines[position].text) <= _PROSE for position in rest) else []
