"""What each column of a table holds: one role for one column, decided for all of them together, with a confidence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from loaders.kinds.tables import assigning, contents, numbers, reds, roles, units, words
from loaders.kinds.tables.contents import ColumnContent
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.headings import Column
from loaders.kinds.tables.readings import SERIES, ReadColumn, ReadColumns
from records.layouts import TableLayout
from records.tables import Cell

TAKEN = "taken"  # the doubt of a column of money that is known by the lines around alone
_SHOWS = 0.45  # the least score of a word that says what the money of a table is
_MOSTLY = 0.6
_DEFINED = 6  # words of a definition that are looked at
_PAINTED = 0.4  # of the cells of a column


def decide(grid: TableGrid, near: Sequence[str], title: str, layout: TableLayout, before: int = 0) -> ReadColumns:
    """The roles of a table's columns. `near` are the lines that speak of it, the nearest first; `before` is the number
    of the last row of the tables before it."""
    taken = _with_paint([(column, contents.of(_held(grid, column.at), before)) for column in grid.heading.columns])
    years = [(column, content) for column, content in taken if _is_year(column, content, taken, layout)]
    single = [pair for pair in taken if pair not in years]
    read = assigning.assigned(single, layout, [*near, title], has_years=bool(years))
    money = _money_of(near, title, read)
    lines = [*near, title]
    read = [_resolved(one, money, read, lines) if one.role == "money" else one for one in read]
    read = _by_definition(grid, read, lines, layout)
    turned = _cost_is_apart(money, read) and all(_is_mostly_negative(grid, column.at) for column, _ in years)
    of_years = "saving" if turned else money
    read += [_of_series(column, content, of_years, read) for column, content in years]
    read = _by_sign(grid, sorted(read, key=lambda one: one.at), money, lines, layout)
    return ReadColumns.of(_with_units(grid, read, near, layout), assigning.said_sort([*near, title]))


def _with_paint(taken: Sequence[tuple[Column, ColumnContent]]) -> list[tuple[Column, ColumnContent]]:
    """The columns, the only one that is painted in several status colours marked as such."""
    painted = [at for at, (_, content) in enumerate(taken) if content.fills >= _PAINTED and content.shades > 1]
    alone = painted[0] if len(painted) == 1 else None
    return [
        (column, replace(content, painted_alone=True) if at == alone else content)
        for at, (column, content) in enumerate(taken)
    ]


def _held(grid: TableGrid, at: int) -> list[Cell]:
    """The cells of a column, without those of the rows that only name something."""
    return [row.cells[at] for row in grid.rows if len(row.filled) > 1 and at < len(row.cells)]


def last_numbers(grids: Sequence[TableGrid]) -> list[int]:
    """For each table the number of the last row of the tables before it; 0 where their rows are not numbered."""
    ends = [0]
    for grid in grids:
        width = max((len(row.cells) for row in grid.rows), default=0)
        texts = [[text for cell in _held(grid, at) if (text := cell.text.strip())] for at in range(width)]
        counted = [end for held in texts if (end := contents.numbers_rows(held, ends[-1])) is not None]
        ends.append(max(counted, default=ends[-1]))
    return ends[:-1]


def _is_year(
    column: Column, content: ColumnContent, all_of_them: Sequence[tuple[Column, ColumnContent]], layout: TableLayout
) -> bool:
    if column.year is None or assigning.forced(column, layout) is not None or (content.count and content.amounts < 0.6):
        return False
    if assigning.is_other_measure(column):
        return False
    others = sum(1 for other, _ in all_of_them if other.year is not None)
    return others > 1 or not roles.plain_heading(column.heading)


# ---------------------------------------------------------------- money


def _money_of(near: Iterable[str], title: str, read: Sequence[ReadColumn]) -> str | None:
    """Whether the figures of a table are savings or costs, by the nearest line that speaks of one of them alone."""
    has = {one.role for one in read}
    for line in (*near, title):
        said = _said_of_money(line)
        if len(said) == 1:
            return next(iter(said))
    return "saving" if "cost" in has and "saving" not in has else None


def _said_of_money(line: str) -> set[str]:
    begun = {role for role in SERIES if words.beginnings("says_money", role).search(line)}
    if len(begun) == 1:
        return begun
    spoken = [roles.named(word) for word in line.split() if len(word) > 3]
    return {
        role
        for role in SERIES
        for said in spoken
        if said.get(role, 0.0) >= _SHOWS and said[role] >= max(said.values()) - 0.5
    }


def _resolved(one: ReadColumn, money: str | None, read: Sequence[ReadColumn], lines: Sequence[str]) -> ReadColumn:
    """The column that only says "Beløb" with what it holds: what the lines around say, where no other column does; or
    the only one that is left of savings and costs, where a line speaks of it."""
    alone = sum(1 for other in read if other.role == "money") == 1
    left = [role for role in SERIES if not any(other.role == role for other in read)]
    # "Budget" is rather what there is to save from
    sure = roles.named(one.heading).get("money", 0.0) >= roles.SURE or roles.is_unit_of_money(one.heading)
    if not alone or not sure:
        return replace(one, role=None)
    if money in left:
        return replace(one, role=money)
    spoken = len(left) == 1 and any(left[0] in _said_of_money(line) for line in lines)
    return replace(one, role=left[0], doubt=TAKEN) if spoken else replace(one, role=None)


def _by_definition(
    grid: TableGrid, read: Sequence[ReadColumn], lines: Sequence[str], layout: TableLayout
) -> list[ReadColumn]:
    """The columns; amounts under words that nobody knows are what a line says that they are: "Udbytte er den årlige
    besparelse"."""
    made = list(read)
    for at, one in enumerate(read):
        role = _defined(one.heading, lines) if _is_unknown_money(grid, one, layout) else None
        if role and not any(other.role in (role, "money") for other in made):
            made[at] = replace(one, role=role, confidence=0.4, doubt=TAKEN)
    return made


def _defined(heading: str, lines: Sequence[str]) -> str | None:
    """What a sentence that begins with a heading's words, and goes on with what they are, says of them."""
    plain = roles.plain_heading(heading)
    if not plain:
        return None
    pattern = re.compile(
        rf"(?:^|[.;:] ){re.escape(plain)}\w{{0,3}}\s?(?::|=| er | viser | angiver | dækker | is | shows )"
    )
    for line in lines:
        if match := pattern.search(line.lower()):
            said = {role for role in SERIES if roles.named(_first_words(line[match.end() :])).get(role, 0.0) >= _SHOWS}
            return said.pop() if len(said) == 1 else None
    return None


def _first_words(text: str) -> str:
    """The words of a definition up to its first comma or full stop."""
    return " ".join(re.split(r"[.,;(]", text, maxsplit=1)[0].split()[:_DEFINED])


def _by_sign(
    grid: TableGrid, read: Sequence[ReadColumn], money: str | None, lines: Sequence[str], layout: TableLayout
) -> list[ReadColumn]:
    """Amounts with a minus under words that nobody knows are the savings that the lines around speak of, where no other
    column is. Without a minus they may be the turnover, the wages or the budget of today."""
    left = any(one.role == "cost" for one in read) and any("saving" in _said_of_money(line) for line in lines)
    if not (money == "saving" or left) or any(one.role in ("saving", "money") for one in read):
        return list(read)
    minus = [one for one in read if _is_unknown_minus(grid, one, layout)]
    if len(minus) != 1:
        return list(read)
    return [replace(one, role="saving", confidence=0.4, doubt=TAKEN) if one is minus[0] else one for one in read]


def _is_unknown_minus(grid: TableGrid, one: ReadColumn, layout: TableLayout) -> bool:
    return _is_unknown_money(grid, one, layout) and _is_mostly_negative(grid, one.at)


def _is_unknown_money(grid: TableGrid, one: ReadColumn, layout: TableLayout) -> bool:
    column = next(column for column in grid.heading.columns if column.at == one.at)
    if one.role or one.year or one.content.amounts < _MOSTLY or assigning.forced(column, layout) is not None:
        return False
    return assigning.is_unknown_amount(column) and not assigning.is_other_measure(column)


def _is_mostly_negative(grid: TableGrid, at: int) -> bool:
    values = [found[0] for cell in _cells(grid, at) if (found := numbers.value(cell, numbers.DANISH))]
    return 2 * numbers.negatives(values) > len(values)


def _cost_is_apart(money: str | None, read: Sequence[ReadColumn]) -> bool:
    """Whether the lines around speak of a cost that stands in a column of its own, and nothing is said of savings."""
    has = {one.role for one in read}
    return money == "cost" and "cost" in has and "saving" not in has


def _of_series(column: Column, content: ColumnContent, money: str | None, read: Sequence[ReadColumn]) -> ReadColumn:
    said = assigning.named(column)
    role = max(SERIES, key=lambda role: said.get(role, 0.0))
    own = said.get(role, 0.0)
    if own < roles.NAMED:
        role, own = (money, 0.7) if money else ("", 0.0)
    known = bool(role) and not (own < roles.NAMED and any(one.role == role for one in read))
    doubt = "" if known else "money"
    return ReadColumn(column.at, column.printed, role if known else None, own, content, column.year, doubt=doubt)


# ---------------------------------------------------------------- units


def _with_units(
    grid: TableGrid, read: Sequence[ReadColumn], near: Sequence[str], layout: TableLayout
) -> list[ReadColumn]:
    around = layout.unit or units.of_text(near)
    found = [replace(one, unit=_unit(one, around, layout)) if one.role in SERIES else one for one in read]
    found = [replace(one, minus=reds.minus(grid.rows, one.at)) if one.content.amounts else one for one in found]
    plain = {one.at: numbers.style(_cells(grid, one.at), one.unit) for one in found if one.role in SERIES}
    told = {style for at, style in plain.items() if style != numbers.DOUBTED and numbers.tell(_cells(grid, at))}
    hint = told.pop() if len(told) == 1 else None
    return [replace(one, style=_style(grid, one, plain[one.at], hint)) if one.at in plain else one for one in found]


def _unit(one: ReadColumn, around: str | None, layout: TableLayout) -> str | None:
    """The heading's unit goes before that of the lines around; "kr." beside "1.000 kr." is a contradiction."""
    given = layout.units.get(roles.plain_heading(one.heading))
    own = units.of_heading(one.heading)
    if given or own is None:
        return given or around
    return None if own == "kr" and around in ("tkr", "mio", "mia") else own


def _style(grid: TableGrid, one: ReadColumn, style: str, hint: str | None) -> str:
    return numbers.style(_cells(grid, one.at), one.unit, hint) if style == numbers.DOUBTED else style


def _cells(grid: TableGrid, at: int) -> list[Cell]:
    return [row.cells[at] for row in grid.rows if at < len(row.cells)]
