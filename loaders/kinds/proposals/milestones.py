"""From a follow-up table to milestones: cells put together, days read, groups kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.kinds.proposals import cells, followup
from loaders.kinds.proposals.followup import Found, TablePart
from loaders.kinds.proposals.lines import Line, join_text
from loaders.kinds.proposals.words import ColumnWord
from records.dates import Due, read_due

_STRAY_LETTER = re.compile(r"\b((?:19|20)\d\d)[a-zæøå]\b")


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A row of a follow-up table as printed; `line` is the index of its first line, `cost` how doubtful its cutting.

    `misprint`: a letter hangs on a year of `when` ("2025v"); the days are read without it.
    """

    goal: str
    measured_by: str
    responsible: str
    when: str
    due: Due
    group: str | None
    line: int
    cost: float
    misprint: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The rows of a proposal's follow-up tables, the positions of their lines, and whether the end is missing."""

    rows: tuple[MilestoneRow, ...]
    taken: frozenset[int]
    tables: tuple[Found, ...]
    cut: bool = False


def read_follow_up(lines: list[Line], start: int, stop: int, names: frozenset[str], known: frozenset[str]) -> FollowUp:
    """All follow-up rows between two positions. `names` are section headings, `known` the document's words."""
    tables = followup.tables(lines, start, stop, names)
    taken = frozenset().union(*(table.taken for table in tables))
    parts = [part for table in tables for part in table.parts]
    cut = bool(tables) and tables[-1].open
    if cut:
        rest = followup.orphans(lines, start, stop, taken)
        parts += [TablePart(tables[-1].last_group, tuple(lines[position] for position in rest))] if rest else []
        taken, cut = taken | frozenset(rest), not rest
    return FollowUp(tuple(_rows(parts, known)), taken, tuple(tables), cut)


def _rows(parts: Sequence[TablePart], known: frozenset[str]) -> Iterator[MilestoneRow]:
    every = [line for part in parts if not part.columns for line in part.lines]
    width, units = cells.column_width(every), cells.recurring(every)
    for part in parts:
        if part.columns:
            for printed, line in _known(part, known):
                yield _row(printed, part.group, line, 0.0)
            continue
        for found in cells.rows(part.lines, width, units):
            printed = [_text(cell, known) for cell in found.cells]
            yield _row(printed, part.group, found.cells[0][0].index, found.cost)


def _row(printed: Sequence[str], group: str | None, line: int, cost: float) -> MilestoneRow:
    goal, measured_by, responsible, when = printed
    clean = _STRAY_LETTER.sub(r"\1", when)
    return MilestoneRow(goal, measured_by, responsible, when, read_due(clean), group, line, cost, clean != when)


def _known(part: TablePart, known: frozenset[str]) -> list[tuple[list[str], int]]:
    """The four texts of each row of a table whose cells are known, with the index of its first line.

    A row without a goal belongs to the goal above: with all other cells it is another measure of it, else its rest.
    """
    rows: list[tuple[list[str], int]] = []
    for line in part.lines:
        texts = [line.cells[at] for at in part.columns]
        if texts[0] or not rows:
            rows.append((texts, line.index))
        elif all(texts[1:]):
            rows.append(([rows[-1][0][0], *texts[1:]], line.index))
        else:
            above = rows[-1][0]
            above[:] = [join_text((one, other), known) for one, other in zip(above, texts, strict=True)]
    return rows


def _text(cell: Sequence[ColumnWord], known: frozenset[str]) -> str:
    """A cell's words line by line, so that words broken at a line's end are put together."""
    lines: dict[int, list[str]] = {}
    for word in cell:
        lines.setdefault(word.line, []).append(word.text)
    return join_text((" ".join(words) for words in lines.values()), known)
