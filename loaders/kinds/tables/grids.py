"""The tables of a document: a heading, the rows under it, and the lines around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.kinds.tables import headings, numbers, units, words
from loaders.kinds.tables.headings import TableHead
from loaders.kinds.tables.rows import TEXT, Row
from records.layouts import NONE, Layouts
from records.tables import Cell

_LEAST_KEYS = 3  # rows that two tables have in common
_NEAR = 12  # lines before a table that may speak of it
_MARK = re.compile(r"\*|[¹²³⁴-⁹]|\d\)")  # what a footnote begins with


@dataclass(slots=True)
class TableGrid:
    """A heading with its rows. `before` and `after` are the lines around it, the nearest first.

    `parts` are the lines above its heading where that is printed again, by the row that follows.
    """

    heading: TableHead
    head: tuple[Row, ...]
    rows: list[Row] = field(default_factory=list)
    before: list[Row] = field(default_factory=list)
    after: list[Row] = field(default_factory=list)
    parts: dict[int, list[Row]] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return self.head[0].line

    @property
    def last(self) -> int:
        return (self.rows or self.head)[-1].line


@dataclass(slots=True)
class FoundGrids:
    """What a document was parted into: tables, and rows of several cells that no heading stands above."""

    grids: list[TableGrid] = field(default_factory=list)
    orphans: list[Row] = field(default_factory=list)


def of(rows: Sequence[Row], layouts: Layouts = NONE) -> FoundGrids:
    """The tables among `rows`, in order. A heading that people have corrected is one, whatever its words are."""
    found, position = FoundGrids(), 0
    loose: list[Row] = []
    while position < len(rows):
        row, current = rows[position], found.grids[-1] if found.grids else None
        if current and _is_repeated(rows, position, current) and not _is_in_other_unit(current, loose):
            found.orphans += [one for one in loose if _is_rest(one)]
            loose = _with_section(current, loose)
            current.parts[len(current.rows)] = list(reversed(loose))[:_NEAR]
            loose, position = [], position + len(current.head)
            continue
        heading = headings.at(rows, position, _where(row, current, loose), layouts)
        if heading:
            found.orphans += [one for one in loose if current and _is_rest(one)]
            if current and not current.rows and current.head[0].table != row.table:
                found.grids.pop()  # the head of a page, in columns
                loose = [*reversed(current.before), *current.head, *loose]
                current = found.grids[-1] if found.grids else None
            found.grids.append(_opened(rows, heading, loose, current))
            loose, position = [], heading.end
        else:
            loose = _taken(found, current, row, loose)
            position += 1
    if found.grids:
        found.orphans += [one for one in loose if _is_rest(one)]
        found.grids[-1].after += [row for row in loose if row not in found.grids[-1].rows]
    return found


def side_by_side(found: Sequence[TableGrid]) -> list[TableGrid]:
    """The tables; one that goes on with other columns of the rows above, as on the next page of a wide sheet, is one
    with them: its first column has the same heading and names the same rows, one by one."""
    joined: list[TableGrid] = []
    for grid in found:
        if joined and _goes_on_beside(joined[-1], grid):
            joined[-1] = _beside(joined[-1], grid)
        else:
            joined.append(grid)
    return joined


def _goes_on_beside(one: TableGrid, other: TableGrid) -> bool:
    names, others = ([column.heading for column in grid.heading.columns] for grid in (one, other))
    if names[0] != others[0] or set(names[1:]) & set(others[1:]) or one.parts or other.parts:
        return False
    keys, again = ([row.text(0) for row in grid.rows] for grid in (one, other))
    return keys == again and all(keys) and len(set(keys)) == len(keys) >= _LEAST_KEYS


def _beside(one: TableGrid, other: TableGrid) -> TableGrid:
    """Two tables of the same rows as one; the first column of the second is left out."""
    width = max(len(row.cells) for row in (*one.head, *one.rows))
    moved = (replace(column, at=column.at + width - 1) for column in other.heading.columns[1:])
    heading = replace(one.heading, columns=(*one.heading.columns, *moved))
    rows = [
        replace(row, cells=(*row.cells, *[Cell()] * (width - len(row.cells)), *beside.cells[1:]))
        for row, beside in zip(one.rows, other.rows, strict=True)
    ]
    return replace(one, heading=heading, rows=rows, before=[*one.before, *other.before], after=other.after)


def _is_rest(row: Row) -> bool:
    """Whether a row of one cell goes on with a sentence in a column but the first: the rest of a row, read apart."""
    return row.table != TEXT and row.filled[0] > 0 and row.joined[0].islower()


def _where(row: Row, current: TableGrid | None, loose: Sequence[Row]) -> headings.Where:
    """Whether a table may begin at a row: at the first, in another table of the file, below a blank line."""
    if current is None:
        return headings.Where.FIRST
    last = current.rows[-1] if current.rows else current.head[-1]
    if row.table != last.table or row.line - last.line > len(loose) + 1:
        return headings.Where.NEXT
    return headings.Where.INSIDE


def _is_repeated(rows: Sequence[Row], position: int, current: TableGrid) -> bool:
    """Whether the heading is printed again, as after a page break."""
    again = rows[position : position + len(current.head)]
    return len(again) == len(current.head) and all(map(_reads_alike, again, current.head))


def _is_in_other_unit(current: TableGrid, loose: Sequence[Row]) -> bool:
    """Whether the lines above a heading that is printed again give another unit than those above the table."""
    said = [units.of_text(row.joined for row in lines) for lines in (loose, *current.parts.values(), current.before)]
    return said[0] is not None and any(unit not in (None, said[0]) for unit in said)


def _reads_alike(one: Row, other: Row) -> bool:
    """The same texts, wherever a narrow column breaks its words."""
    return [_closed(one.text(at)) for at in one.filled] == [_closed(other.text(at)) for at in other.filled]


def _closed(text: str) -> str:
    return text.lower().replace(" ", "")


def _opened(rows: Sequence[Row], heading: TableHead, loose: Sequence[Row], current: TableGrid | None) -> TableGrid:
    if current is not None:
        current.after += [row for row in loose if is_note(row.joined)]
    head = tuple(rows[heading.first : heading.end])
    return TableGrid(heading, head, before=list(reversed(loose))[:_NEAR])


def _taken(found: FoundGrids, current: TableGrid | None, row: Row, loose: list[Row]) -> list[Row]:
    """Put a row where it belongs; returns the lines that wait to be known as a section, a note or a caption."""
    if len(row.filled) == 1:
        return [*loose, row]
    if current is None or not _goes_on(current, row, loose):
        found.orphans.append(row)
        return [*loose, row] if current is None else loose
    current.rows += [one for one in loose if one.table != TEXT or _may_be_section(one)]
    current.rows.append(row)
    return []


def _goes_on(current: TableGrid, row: Row, loose: Sequence[Row]) -> bool:
    """A row of the table, of its next part after a page break, or after a line between its sections. Another sheet is
    another table, and so is what has words where the table has numbers."""
    if row.table == current.head[0].table:
        return True
    if row.sheet != current.head[0].sheet or not _is_alike(current, row):
        return False
    last = current.heading.columns[-1].at
    return len(row.cells) >= last and max(row.filled) <= last and all(len(one.joined) < 100 for one in loose)


def _is_alike(current: TableGrid, row: Row) -> bool:
    """Whether a row has numbers, or nothing, where all rows of the table have."""
    before = [one for one in current.rows if len(one.filled) > 1][:_NEAR]
    counted = [at for at in row.filled if len(before) > 1 and all(_counts(one, at) for one in before)]
    return all(_counts(row, at) or numbers.is_blank(row.text(at)) for at in counted)


def _counts(row: Row, at: int) -> bool:
    return numbers.printed(row.text(at)) is not None


def _with_section(current: TableGrid, loose: list[Row]) -> list[Row]:
    """The lines above a heading that is printed again, without the last one where that names the next part of a table
    whose parts have such names: a page ended between the name and its rows."""
    has_names = any(row.table == TEXT and len(row.filled) == 1 for row in current.rows)
    if not (has_names and loose and loose[-1].table == TEXT and _may_be_section(loose[-1])):
        return loose
    if words.pattern("about_tables").search(loose[-1].joined):
        return loose
    current.rows.append(loose[-1])
    return loose[:-1]


def _may_be_section(row: Row) -> bool:
    return len(row.joined) < 100 and not is_note(row.joined) and not row.joined.endswith(".")


def is_note(text: str) -> bool:
    """A line that explains a table: a footnote, a source."""
    first = text.split(maxsplit=1)[0].strip(":.").lower() if text.split() else ""
    return _MARK.match(text) is not None or first in words.word_list("around", "notes")
