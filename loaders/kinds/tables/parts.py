"""What the line above a part of a table says of its rows beside their area: a status, the year of a budget.

One line above one table may be anything. Lines are statuses where every part of the tables with one heading, which have
no column for it, has a line with the words of one; they must differ, or count the rows below ("Forsinket (2)").
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.kinds import areas
from loaders.kinds.tables import about, contents, sections, words
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.rows import Row
from records import meanings, names

_COUNT = re.compile(
    r"(?P<text>.*[^\W\d_.])\s*(?:\(\s*(?P<bracketed>\d{1,3})(?: [^)]*)?\)|[:,–—-]\s*(?P<plain>\d{1,3})(?: [^\W\d]+)?)"
)
_LABEL = re.compile(r"^status\s*[:–—-]\s*", re.IGNORECASE)
_ENDS_WITH_YEAR = re.compile(r"\b20\d\d\s*(?:\([^()]*\))?\s*:?$")
_SMALL, _LETTERS = re.compile(r"\b(?:i|med|fra|for|til|af|ved|sager|forslag)\b", re.IGNORECASE), re.compile(r"[^\W\d_]")
_SENTENCES = re.compile(r"[.;]\s+(?=[A-ZÆØÅ])")
_LONGEST = 60  # characters
_MOST_WORDS = 5
_LEAST = 2  # statuses that differ


@dataclass(frozen=True, slots=True)
class SaidOfRows:
    """What the lines above the parts of one table say, by the row that each part begins with.

    `areas` are the names of their areas; `unsure` is a line that may be the status of its rows, where nothing says that
    it is, "" without one.
    """

    statuses: Mapping[int, str] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)
    unsure: str = ""
    areas: Mapping[int, str] = field(default_factory=dict)


NOTHING_SAID = SaidOfRows()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a table: how many rows it has, and what its line says. `goes_on`: no line stands above it."""

    rows: int
    goes_on: bool
    status: str = ""
    count: int | None = None
    year: int | None = None
    named: int | None = None  # the budget that a line names at its end: "Vedtaget med budget 2025"


def of(found: Sequence[TableGrid], have_statuses: Sequence[bool]) -> list[SaidOfRows]:
    """For each table what the lines above its parts say; `have_statuses` tells which have a column for the status."""
    parted = [dict(_parts(grid)) for grid in found]
    by_heading: dict[tuple[str, ...], list[_Part]] = {}
    for grid, parts in zip(found, parted, strict=True):
        by_heading.setdefault(sections.heading_key(grid), []).extend(parts.values())
    return [
        replace(_said(parts, has, by_heading[sections.heading_key(grid)]), areas=names_above)
        for grid, parts, has, names_above in zip(found, parted, have_statuses, sections.of(found), strict=True)
    ]


def _said(parts: Mapping[int, _Part], has_status: bool, alike: Sequence[_Part]) -> SaidOfRows:
    """What is said of the parts of one table; `alike` are those of all tables with its heading."""
    are_statuses, differ = _are_statuses(alike), len({part.named for part in alike if part.named}) > 1
    statuses = {at: part.status for at, part in parts.items() if part.status}
    years = {at: year for at, part in parts.items() if (year := part.year or (part.named if differ else None))}
    led = bool(years) and min(years) == min(parts)  # else nothing tells of which budget the first rows are
    sure = are_statuses and not has_status
    return SaidOfRows(
        statuses if sure else {},
        years if led else {},
        "" if sure or has_status else next(iter(statuses.values()), ""),
    )


def _are_statuses(parts: Sequence[_Part]) -> bool:
    """Whether every part of the tables with one heading has a status, and they differ or count their rows."""
    named = [part for part in parts if not part.goes_on]
    if not named or parts[0].goes_on or not all(part.status for part in named):
        return False
    return len({part.status.lower() for part in named}) >= _LEAST or all(part.count == part.rows for part in named)


def _parts(grid: TableGrid) -> Iterator[tuple[int, _Part]]:
    """The parts that have rows, by the row that each begins with."""
    above = {0: list(grid.before), **{at: list(lines) for at, lines in grid.parts.items()}}
    waiting: list[Row] = []
    for at, row in enumerate(grid.rows):
        if len(row.filled) == 1:
            waiting.insert(0, row)
        elif waiting:
            above[at], waiting = [*waiting, *above.get(at, ())], []
    begins = sorted(above)
    for start, end in zip(begins, [*begins[1:], len(grid.rows)], strict=True):
        if count := sum(len(row.filled) > 1 for row in grid.rows[start:end]):
            yield start, _part(above[start], count)


def _part(lines: Sequence[Row], rows: int) -> _Part:
    """A part of so many rows, by the lines above it, the nearest first."""
    texts = [" ".join(line.joined.split()) for line in lines[: sections.MOST_ASIDE + 1]]
    named = next(filter(None, map(_year_at_end, texts)), None)
    year = named or next(filter(None, (_year(text) or adopted_year(text) for text in texts)), None)
    spoken = next((text for text in texts if not sections.is_aside(text)), "")
    status, count = _status(spoken)
    return _Part(rows, not spoken and year is None, status, count, year, named)


def _year_at_end(text: str) -> int | None:
    """The budget that a short line ends with."""
    ends = len(text) <= _LONGEST and _ENDS_WITH_YEAR.search(text)
    return about.budget_year_of([text]) if ends else None


def _year(text: str) -> int | None:
    """The budget that a short line begins with: "Budget 2024 (1.000 kr.)"."""
    begins = len(text) <= _LONGEST and words.pattern("budget_year").match(text)
    return about.budget_year_of([text]) if begins else None


def adopted_year(text: str) -> int | None:
    """The budget that a sentence of a line says the cases were adopted with, and no more: "Vedtaget i budget 2024."."""
    bare = (one for one in _SENTENCES.split(text) if _is_bare_year(one) and words.pattern("adopted_amount").search(one))
    return about.budget_year_of([sentence]) if (sentence := next(bare, "").strip(" .")) else None


def _is_bare_year(text: str) -> bool:
    """Whether a line says no more than which budget its cases were adopted with: "Vedtaget i budget 2023"."""
    rest = words.pattern("budget_year").sub(" ", words.pattern("adopted_amount").sub(" ", text))
    return _year_at_end(text) is not None and not _LETTERS.search(_SMALL.sub(" ", rest))


def _status(text: str) -> tuple[str, int | None]:
    """The status that a line is, without the number of rows that it counts, and that number."""
    plain = sections.NUMBER.sub("", areas.without_mark(text))
    counted = _COUNT.fullmatch(plain)
    count = int(counted["bracketed"] or counted["plain"]) if counted else None
    plain = _LABEL.sub("", counted["text"] if counted else plain).strip(" :.")
    short = 0 < len(plain.split()) <= _MOST_WORDS and not any(map(str.isdigit, plain))
    if not short or names.municipality(plain) or (meanings.meaning(plain) or contents.status_colour(plain)) is None:
        return "", None
    return plain, count


def status_at(said: SaidOfRows, row: int) -> str:
    """The status of the part that the row `row` stands in; "" without one."""
    return _at(said.statuses, row)


def year_at(said: SaidOfRows, row: int) -> str:
    """The budget year of the part that the row `row` stands in; "" without one."""
    return _at(said.years, row)


def _at(by_part: Mapping[int, object], row: int) -> str:
    """What is said of the part that the row `row` stands in; "" where nothing is."""
    return next((str(by_part[at]) for at in sorted(by_part, reverse=True) if at <= row), "")


def is_line_of_part(said: SaidOfRows, grid: TableGrid, row: int) -> bool:
    """Whether a row of one cell only says what holds for the part of the table below it."""
    below = next((at for at in range(row, len(grid.rows)) if len(grid.rows[at].filled) > 1), None)
    text = grid.rows[row].joined
    of_year = _year(text) is not None or _is_bare_year(text)
    return (below in said.statuses and bool(_status(text)[0])) or (below in said.years and of_year)
