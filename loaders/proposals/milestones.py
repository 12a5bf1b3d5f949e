"""From a follow-up table to milestones: cells put together, days read, groups kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.proposals import cells, followup
from loaders.proposals.followup import Found, Part
from loaders.proposals.lines import Line, join
from loaders.proposals.words import Word
from records.dates import Due, read_due

_STRAY_LETTER = re.compile(r"\b((?:19|20)\d\d)[a-zæøå]\b")


@dataclass(frozen=True, slots=True)
class Row:
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

    rows: tuple[Row, ...]
    taken: frozenset[int]
    tables: tuple[Found, ...]
    cut: bool = False


def read(lines: list[Line], start: int, stop: int, names: frozenset[str], known: frozenset[str]) -> FollowUp:
    """All follow-up rows between two positions. `names` are section headings, `known` the document's words."""
    tables = followup.tables(lines, start, stop, names)
    taken = frozenset().union(*(table.taken for table in tables))
    parts = [part for table in tables for part in table.parts]
    cut = bool(tables) and tables[-1].open
    if cut:
        rest = followup.orphans(lines, start, stop, taken)
        parts += [Part(tables[-1].last_group, tuple(lines[position] for position in rest))] if rest else []
        taken, cut = taken | frozenset(rest), not rest
    return FollowUp(tuple(_rows(parts, known)), taken, tuple(tables), cut)


def _rows(parts: Sequence[Part], known: frozenset[str]) -> Iterator[Row]:
    every = [line for part in parts for line in part.lines]
    width, units = cells.column_width(every), cells.recurring(every)
    for part in parts:
        for found in cells.rows(part.lines, width, units):
            goal, measured_by, responsible, when = (_text(cell, known) for cell in found.cells)
            line = found.cells[0][0].index
            clean = _STRAY_LETTER.sub(r"\1", when)
            due = read_due(clean)
            yield Row(goal, measured_by, responsible, when, due, part.group, line, found.cost, clean != when)


def _text(cell: Sequence[Word], known: frozenset[str]) -> str:
    """A cell's words line by line, so that words broken at a line's end are put together."""
    lines: dict[int, list[str]] = {}
    for word in cell:
        lines.setdefault(word.line, []).append(word.text)
    return join((" ".join(words) for words in lines.values()), known)
