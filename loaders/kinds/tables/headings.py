"""Where a table's heading stands: a row whose cells name roles, with the row of groups above it or of parts below it.

What stands in the first cell of the rows below does not matter: running numbers, codes, nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from loaders.kinds import numbering
from loaders.kinds.tables import contents, numbers, roles, units
from loaders.kinds.tables.rows import TEXT, Row
from records import dates
from records.layouts import NONE, Layouts
from records.tables import COVERED_FROM_ABOVE, COVERED_FROM_LEFT, Cell

_YEAR = re.compile(
    r"^(?:(?:budget(?:overslag|år)?|overslag(?:sår)?|bo|b|år|effekt|besparelse|regnskab) ?(?:i )?)?(20\d\d)\*?"
    r"(?:[ -]*(?:og frem\w*|ff\.?|\(varig\w*\)|varig\w*))?\.?$",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"\b(20\d\d)\b")
_MAY_BE_MONEY = {"saving", "cost", "money", "total", None}
_LONGEST = 160  # characters; a longer cell is no heading
_LOOKED_BELOW = 40
_LONGEST_LABEL = 6  # words
_TYPED = 0.7  # of the cells below are numbers, dates, codes … and their heading is none


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading as printed, with that of its group, and the year that it is of."""

    at: int
    heading: str
    group: str = ""
    year: int | None = None

    @property
    def printed(self) -> str:
        return " ".join(dict.fromkeys(filter(None, (self.group, self.heading))))


@dataclass(frozen=True, slots=True)
class TableHead:
    """A heading: the rows [first, end) that it takes, by their place in the list of rows, and its columns."""

    first: int
    end: int
    columns: tuple[Column, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What a heading that is printed again is known by."""
        return tuple(roles.plain_heading(column.heading) or column.heading for column in self.columns)


def year_of(text: str) -> int | None:
    """The year that a heading is and nothing else ("2027", "BO 2028", "2029 og frem")."""
    match = _YEAR.match(" ".join(text.split()))
    return int(match[1]) if match else None


def captions(head: TableHead) -> list[str]:
    """Texts in the upper row of a heading that speak of the whole table: a unit above a column that is no money."""
    return [
        column.group
        for column in head.columns
        if units.of_text([column.group]) and roles.best(column.heading)[0] not in _MAY_BE_MONEY
    ]


class Where(Enum):
    """Where a row stands: how surely, from 0 to 1, its words must name roles to head a table, and how many of them."""

    FIRST = (roles.NAMED, 0.5)  # no table before it
    NEXT = (0.9, 0.5)  # below a blank line, or in another table of the file
    INSIDE = (0.95, 1.0)  # in the midst of a table, where names of cases and committees may read like roles


def at(rows: Sequence[Row], position: int, where: Where, layouts: Layouts = NONE) -> TableHead | None:
    """The heading that begins at `position`, if one stands there: one that people have said something of, or one whose
    words and whose columns tell."""
    if layouts.known and (told := _told(rows, position, layouts)):
        return told
    row = rows[position]
    if len(row.filled) < 2 or _has_data(row):
        return None
    may_begin = where is not Where.INSIDE
    if _names_roles(row, where) or (may_begin and _differs_from_below(rows, position)):
        return _whole(rows, position)
    if may_begin and _is_group_row(row) and position + 1 < len(rows) and _follows(row, rows[position + 1]):
        below = rows[position + 1]
        if not _has_data(below) and _names_roles(below, where):
            return _numbered(rows, _with_units(rows, _joined(rows, position, position + 1)))
    return None


def names_columns(row: Row) -> bool:
    """Whether a row is a heading by its own words."""
    return len(row.filled) > 1 and not _has_data(row) and _names_roles(row, Where.NEXT)


def _told(rows: Sequence[Row], position: int, layouts: Layouts) -> TableHead | None:
    """A heading that people have corrected, whatever its words are."""
    if len(rows[position].filled) < 2:
        return None
    known = [one for one in layouts.known if one.headings and one.roles]
    made = _whole(rows, position)
    return made if any(one.fits(made.key) for one in known) else None


def _whole(rows: Sequence[Row], position: int) -> TableHead:
    """The heading with the rows of parts and of units below it and the numbers of its columns, where there are such."""
    row, end = _with_rest(rows, position)
    columns = [_column(at, row.text(at)) for at in range(len(row.cells)) if row.text(at)]
    single = TableHead(position, end, tuple(_under_groups(columns)))
    if end > position + 1:
        return _numbered(rows, _with_units(rows, single))
    if not _has_units_below(rows, single) and position + 1 < len(rows) and _is_row_of_parts(row, rows[position + 1]):
        single = _joined(rows, position, position + 1)
    return _numbered(rows, _with_units(rows, single))


def _with_rest(rows: Sequence[Row], position: int) -> tuple[Row, int]:
    """A heading with the second line of its names, where a program prints each line as a row, and where it ends."""
    row, below = rows[position], rows[position + 1] if position + 1 < len(rows) else None
    if below is None or not _follows(row, below) or not _goes_on(row, below):
        return row, position + 1
    texts = [_closed(row.text(at), below.text(at)) for at in range(len(row.cells))]
    return replace(row, cells=tuple(map(Cell, texts))), position + 2


def _goes_on(row: Row, below: Row) -> bool:
    """Whether names of a heading are broken, "ENGANGS-", "UDGIFT", and the row below has their ends and no more."""
    broken = any(row.text(at).endswith("-") for at in below.filled)
    own = 0 not in below.filled and set(below.filled) <= set(row.filled)
    return broken and own and not any(map(str.isdigit, below.joined)) and not _has_data(below)


def _closed(above: str, below: str) -> str:
    if not below:
        return above
    return f"{above[:-1]}{below}" if above.endswith("-") else f"{above} {below}"


def _has_units_below(rows: Sequence[Row], head: TableHead) -> bool:
    """Whether the row below a heading only says the units of its columns."""
    if head.end == len(rows) or not _follows(rows[head.end - 1], rows[head.end]):
        return False
    below = rows[head.end]
    own = [at for at in below.filled if below.cells[at].covered != COVERED_FROM_ABOVE]
    return bool(own) and all(units.is_alone(below.text(at)) for at in own)


def _with_units(rows: Sequence[Row], head: TableHead) -> TableHead:
    """The heading with the row of units below it, where there is one."""
    if not _has_units_below(rows, head):
        return head
    below = rows[head.end]
    columns = (
        replace(one, heading=f"{one.heading} {unit}") if (unit := below.text(one.at)) and unit != one.heading else one
        for one in head.columns
    )
    return replace(head, end=head.end + 1, columns=tuple(columns))


def _numbered(rows: Sequence[Row], head: TableHead) -> TableHead:
    """The heading with the row that only numbers its columns, where one is below it."""
    if head.end == len(rows) or rows[head.end].table != rows[head.first].table:
        return head
    row = rows[head.end]
    numbers_them = numbering.numbers_columns([row.text(at) for at in range(len(row.cells))])
    return replace(head, end=head.end + 1) if numbers_them else head


def _column(at: int, text: str, group: str = "") -> Column:
    year = year_of(text)
    if year is None and (found := _ANY_YEAR.findall(units.without_prices(text))) and len(set(found)) == 1:
        role, score = roles.best(text)
        if role in ("saving", "cost", "money") and score >= roles.NAMED:
            year = int(found[0])
    return Column(at, text, group, year)


def _joined(rows: Sequence[Row], above: int, below: int) -> TableHead:
    """Two rows as one heading: the upper one names groups, over as many columns as it is merged or blank beside."""
    upper, lower = rows[above], rows[below]
    columns: list[Column] = []
    group = ""
    for at in range(max(len(upper.cells), len(lower.cells))):
        over, under = upper.text(at), lower.text(at)
        if over:
            group = over
        if not under and not over:
            continue
        spans = bool(under) and (bool(over) or _is_part(under) or _is_of_unit(group, under))
        if not under or under == over:
            columns.append(_column(at, over))
        else:
            columns.append(_column(at, under, group if spans else ""))
    return TableHead(above, below + 1, tuple(columns))


def _under_groups(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns; where neighbours begin with the same words, as a file says them that repeats a merged heading over
    its columns, these are their group, and what follows is the name of each: "Forslag Nr.", "Forslag Område"."""
    for at, one in enumerate(columns):
        near = (*columns[max(0, at - 1) : at], *columns[at + 1 : at + 2])
        shared = max((_shared(one.heading, other.heading) for other in near), key=len, default="")
        own = one.heading[len(shared) :].strip()
        yield replace(one, heading=own, group=shared) if shared and one.year is None else one


def _shared(one: str, other: str) -> str:
    """The words that two headings begin with, where what follows in each names a role."""
    first, second = one.split(), other.split()
    count = next((at for at, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), 0)
    rests = (" ".join(words[count:]) for words in (first, second))
    named = all(year_of(rest) is None and roles.best(rest)[1] >= roles.NAMED for rest in rests)
    return " ".join(first[:count]) if count and named else ""


def _is_part(text: str) -> bool:
    """A heading that says something only under a group: a year, a unit, "i alt"."""
    role, score = roles.best(text)
    return (
        year_of(text) is not None or not roles.plain_heading(text) or score < roles.NAMED or role in ("total", "money")
    )


def _is_of_unit(group: str, text: str) -> bool:
    """Whether a group to the left gives the unit of an amount: "Beløb i 1.000 kr." over two columns."""
    return units.of_heading(group) is not None and roles.best(text)[0] in _MAY_BE_MONEY - {None}


def _is_row_of_parts(upper: Row, lower: Row) -> bool:
    """Whether `lower` parts the groups of `upper`: years, units and names of roles, and the rest blank."""
    if not lower.filled or not _follows(upper, lower) or _has_data(_without_days(upper, lower)):
        return False
    own = [at for at in lower.filled if lower.cells[at].covered != COVERED_FROM_ABOVE]
    if not own or not all(_heads(lower.text(at)) or _is_day_of(upper.text(at), lower.text(at)) for at in own):
        return False
    grouped = [at for at in own if not upper.text(at) or _is_merged(upper, at)]
    return bool(grouped) or all(_is_bare_part(lower.text(at)) for at in own)


def _is_merged(row: Row, at: int) -> bool:
    return at < len(row.cells) and (row.cells[at].covered == COVERED_FROM_LEFT or row.cells[at].columns > 1)


def _is_bare_part(text: str) -> bool:
    """A year or a unit and nothing else."""
    return year_of(text) is not None or units.is_alone(text)


def _heads(text: str) -> bool:
    return _is_bare_part(text) or roles.best(text)[1] >= roles.NAMED


def _without_days(upper: Row, lower: Row) -> Row:
    """The lower of two rows without the days that the headings above them go on with."""
    cells = (Cell() if _is_day_of(upper.text(at), lower.text(at)) else cell for at, cell in enumerate(lower.cells))
    return replace(lower, cells=tuple(cells))


def _is_day_of(upper: str, lower: str) -> bool:
    """Whether a heading goes on with the day or the month that it is of: "Status", "november 2025"."""
    return roles.best(upper)[1] >= roles.NAMED and contents.is_date(lower)


def _is_group_row(row: Row) -> bool:
    """A row above the heading that names groups: few cells, and not only the first."""
    return 0 < len(row.filled) <= max(2, len(row.cells) // 2) and row.filled != (0,) and not _has_data(row)


def _follows(row: Row, below: Row) -> bool:
    return row.table == below.table != TEXT and below.line - row.line <= 1


def _has_data(row: Row) -> bool:
    """Whether a row holds a number that is no year, or a day, or more text than a heading has."""
    for at in row.filled:
        text = row.text(at)
        if len(text) > _LONGEST:
            return True
        if year_of(text) is None and roles.best(text)[1] < roles.SURE and _is_datum(text):
            return True
    return False


def _is_datum(text: str) -> bool:
    if units.is_alone(text):
        return False
    return numbers.printed(text) is not None or _is_bare_date(text) or contents.status_colour(text) is not None


def _is_bare_date(text: str) -> bool:
    """A day or a period and nothing else; "Vurdering maj 2026" is a heading."""
    return contents.is_date(text) and (text[:1].isdigit() or dates.dated_share(text) >= _TYPED)


def _names_roles(row: Row, where: Where) -> bool:
    """Whether the cells name two roles, or one and years, as surely as their place wants it."""
    least, share = where.value
    texts = [row.text(at) for at in row.filled]
    years = sum(1 for text in texts if year_of(text))
    best = [roles.best(text) for text in texts]
    named = [role for role, score in best if score >= least]
    enough = len(set(named)) >= 2 or (len(named) >= 1 and years >= 2)
    return enough and len(named) + years >= share * len(texts)


def _differs_from_below(rows: Sequence[Row], position: int) -> bool:
    """Whether a row of words stands over columns of something else, so that it heads them, whatever its words are."""
    row = rows[position]
    near = [other for other in rows[position + 1 : position + _LOOKED_BELOW] if len(other.filled) > 1]
    below = [other for other in near if other.table == row.table]
    if len(below) < 2:  # the names of areas part its rows from it
        below = [other for other in near if other.table != TEXT and len(other.cells) == len(row.cells)]
    if len(below) < 2 or row.table == TEXT or len(row.filled) < 3:
        return False
    differing = sum(1 for at in row.filled if _is_typed(below, at) and not _is_of_type(row.text(at)))
    named = sum(1 for at in row.filled if roles.best(row.text(at))[1] >= roles.NAMED)
    return differing >= 1 and (differing + named >= 2 or _are_labels(row, below))


def _are_labels(row: Row, below: Sequence[Row]) -> bool:
    """Short texts, each another, one over every column that is filled, none of which stands below again."""
    texts = [row.text(at) for at in row.filled]
    widest = {at for other in below for at in other.filled}
    short = all(len(text.split()) <= _LONGEST_LABEL and not text.endswith((".", ",", ";")) for text in texts)
    again = any(other.text(at) == row.text(at) for other in below for at in row.filled)
    return short and len(set(texts)) == len(texts) and widest <= set(row.filled) and not again


def _is_typed(below: Sequence[Row], at: int) -> bool:
    found = contents.of([other.cells[at] for other in below if at < len(other.cells)])
    return found.count > 1 and max(_types(found)) >= _TYPED


def _types(found: contents.ColumnContent) -> tuple[float, ...]:
    return (found.amounts, found.dates, found.codes, found.committees, found.meanings, found.colours)


def _is_of_type(text: str) -> bool:
    return max(_types(contents.of([Cell(text)]))) > 0
