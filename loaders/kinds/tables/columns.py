"""What each column of a table holds: one role for one column, decided for all of them together, with a confidence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.kinds.tables import contents, matching, numbers, reds, roles, scores, units, words
from loaders.kinds.tables.contents import ColumnContent
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.headings import Column
from records import dates
from records.layouts import TableLayout
from records.tables import Cell

SERIES = ("saving", "cost")
_UNMISTAKABLE = ("committee", "colour", "deadline")
_YEARS = re.compile(r"\b20\d\d ?[-–/] ?(?:20)?\d\d\b(?! ?-?(?:priser|pl\b|p/l))")
_LATER, _LASTING, _NET = 0.05, 0.1, 0.05
_FAVOUR, _MOSTLY = 0.08, 0.6
_MAY_NAME = frozenset({"summary", "remark", "measure", "type", "measured_by", "consequence", "handling"})
_OF_CASES = frozenset({"code", "status", "summary", "deadline"})  # beside one of these a table has cases, not areas
_SHOWS = 0.45  # the least score of a word that says what the money of a table is


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column as it was understood. `role` is None where it was not; a year column has the `year` of its figures."""

    at: int
    heading: str
    role: str | None
    confidence: float
    content: ColumnContent
    year: int | None = None
    unit: str | None = None
    style: str = numbers.DANISH
    doubt: str = ""
    minus: frozenset[int] = frozenset()  # lines whose amount is negative by its red letters


@dataclass(frozen=True, slots=True)
class ReadColumns:
    """The columns of a table by their role; `series` are the year columns of a role."""

    read: tuple[ReadColumn, ...]
    at: Mapping[str, ReadColumn] = field(default_factory=dict)
    series: Mapping[str, tuple[ReadColumn, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, read: Sequence[ReadColumn]) -> "ReadColumns":
        at = {one.role: one for one in read if one.role and one.year is None}
        series = {role: tuple(one for one in read if one.role == role and one.year is not None) for role in SERIES}
        return cls(tuple(read), at, {role: years for role, years in series.items() if years})

    def has(self, *wanted: str) -> bool:
        """Whether there is a column, or a series, of any of these roles."""
        return any(role in self.at or role in self.series for role in wanted)

    @property
    def unread(self) -> tuple[ReadColumn, ...]:
        return tuple(one for one in self.read if one.role is None)


def decide(grid: TableGrid, near: Sequence[str], title: str, layout: TableLayout) -> ReadColumns:
    """The roles of a table's columns. `near` are the lines that speak of it, the nearest first."""
    taken = [(column, _content(grid, column)) for column in grid.heading.columns]
    years = [(column, content) for column, content in taken if _is_year(column, content, taken, layout)]
    single = [pair for pair in taken if pair not in years]
    read = _assigned(single, layout)
    money = _money_of(near, title, read)
    read = [replace(one, role=_resolved(one, money, read)) if one.role == "money" else one for one in read]
    read += [_of_series(column, content, money, read) for column, content in years]
    read.sort(key=lambda one: one.at)
    return ReadColumns.of(_with_units(grid, read, near, layout))


def _content(grid: TableGrid, column: Column) -> ColumnContent:
    cells = [row.cells[column.at] for row in grid.rows if len(row.filled) > 1 and column.at < len(row.cells)]
    return contents.of(cells)


def _is_year(
    column: Column, content: ColumnContent, all_of_them: Sequence[tuple[Column, ColumnContent]], layout: TableLayout
) -> bool:
    if column.year is None or _forced(column, layout) is not None or (content.count and content.amounts < 0.6):
        return False
    if _is_other_measure(column):
        return False
    others = sum(1 for other, _ in all_of_them if other.year is not None)
    return others > 1 or not roles.plain_heading(column.heading)


def _forced(column: Column, layout: TableLayout) -> str | None:
    """The role that a person has given to headings like this; "" for none."""
    return layout.roles.get(roles.plain_heading(column.printed), layout.roles.get(roles.plain_heading(column.heading)))


# ---------------------------------------------------------------- one role for one column


def _assigned(taken: Sequence[tuple[Column, ColumnContent]], layout: TableLayout) -> list[ReadColumn]:
    names = [role for role in roles.roles() if role != roles.OTHER]
    every = [*names, *[roles.OTHER] * len(taken)]
    first = next((at for at, (_, content) in enumerate(taken) if _is_wordy(content)), None)
    table = [_scores(column, content, at == first, every, layout) for at, (column, content) in enumerate(taken)]
    favoured = _favoured(taken)
    for row in table:
        for place, role in enumerate(every):
            row[place] += _FAVOUR if role == favoured and row[place] else 0.0
    for at, extra in _latest(taken).items():
        table[at] = [score + extra if score else 0.0 for score in table[at]]
    best = matching.best(table)
    read = [
        _read(column, content, every[got] if got is not None else None, table[at][got] if got is not None else 0.0)
        for at, ((column, content), got) in enumerate(zip(taken, best, strict=True))
    ]
    return _with_goals(_with_names(read))


def _favoured(taken: Sequence[tuple[Column, ColumnContent]]) -> str:
    """Which text a table of this sort has: remarks on a status, summaries of proposals, ways to measure a plan."""
    said = [(roles.named(column.heading), content) for column, content in taken]
    if any(names.get("status", 0.0) >= roles.SURE or content.meanings >= _MOSTLY for names, content in said):
        return "remark"
    money = (max(names.get(role, 0.0) for role in SERIES) for names, content in said if content.amounts >= _MOSTLY)
    return "summary" if any(score >= roles.NAMED for score in money) else "measured_by"


def _with_names(read: Sequence[ReadColumn]) -> list[ReadColumn]:
    """Cases have names: where no heading says so, the first column of short texts that differ holds them."""
    if any(one.role in ("title", "goal") for one in read):
        return list(read)
    told = _MAY_NAME | ({"area"} if {one.role for one in read} & _OF_CASES else set())
    fitting = (one for one in read if (one.role in told or one.confidence < _MOSTLY) and _is_like_names(one.content))
    first = next(fitting, None)
    return [replace(one, role="title", confidence=min(one.confidence, 0.5)) if one is first else one for one in read]


def _with_goals(read: Sequence[ReadColumn]) -> list[ReadColumn]:
    """A plan (who, and by when) has goals: where no heading says so, the column that tells what is done next, which is
    about a delay only beside a status, else the first unread column of short texts."""
    read = _with_deadline(read)
    has = {one.role for one in read}
    if "deadline" not in has or has & {"goal", "status", "colour", *SERIES}:
        return list(read)
    unread = [one for one in read if one.role is None and one.confidence < _MOSTLY] if "responsible" in has else []
    fitting = [*(one for one in read if one.role == "handling"), *unread]
    first = next((one for one in fitting if one.content.text >= 0.8 and 1.2 <= one.content.words <= 12), None)
    return [replace(one, role="goal", confidence=0.4) if one is first else one for one in read]


def _with_deadline(read: Sequence[ReadColumn]) -> list[ReadColumn]:
    """In a plan without a deadline, days from which something counts are when it is to be done."""
    has = {one.role for one in read}
    if "deadline" in has or not has & {"goal", "responsible"} or has & {"status", "colour", *SERIES}:
        return list(read)
    return [
        replace(one, role="deadline") if one.role == "phase_in" and one.content.dates >= _MOSTLY else one
        for one in read
    ]


def _is_like_names(content: ColumnContent) -> bool:
    wordy = content.text >= 0.8 and content.sentences < 0.3 and 1.2 <= content.words <= 12
    return wordy and content.distinct >= 0.8 and max(content.codes, content.committees, content.meanings) < _MOSTLY


def _is_wordy(content: ColumnContent) -> bool:
    return content.text >= 0.6 and content.codes < 0.6 and content.count > 0


def _read(column: Column, content: ColumnContent, role: str | None, score: float) -> ReadColumn:
    known = role is not None and role not in (roles.OTHER, "total") and score >= scores.ACCEPTED
    return ReadColumn(column.at, column.printed, role if known else None, round(min(1.0, score), 2), content)


def _scores(
    column: Column, content: ColumnContent, is_first: bool, every: Sequence[str], layout: TableLayout
) -> list[float]:
    forced = _forced(column, layout)
    if forced is not None:
        return [10.0 if role == (forced or roles.OTHER) else 0.0 for role in every]
    said = _named(column)
    # where the words name a role, the cells alone suggest no other, but for what they cannot be mistaken for
    open_to = set(every) if max(said.values(), default=0.0) < roles.NAMED else {*said, *_UNMISTAKABLE}
    return [
        scores.score(role, said.get(role, 0.0), content, is_first) + _better(column, role) if role in open_to else 0.0
        for role in every
    ]


def _named(column: Column) -> dict[str, float]:
    said = dict(roles.named(column.heading))
    if said.keys() & set(scores.MONEY) and (_is_other_measure(column) or _is_over_years(column)):
        said = {role: score for role, score in said.items() if role not in scores.MONEY} | {roles.OTHER: 1.0}
    weight = 0.6 if max(said.values(), default=0.0) >= roles.NAMED and "money" not in said else 1.0
    for role, score in roles.named(column.group).items():
        said[role] = max(said.get(role, 0.0), score * weight)
    return said


def _is_other_measure(column: Column) -> bool:
    """Whether a heading measures something else than money ("Besparelse i årsværk")."""
    return bool(words.pattern("other_measure").search(column.printed.lower()))


def _is_over_years(column: Column) -> bool:
    """Whether an amount is the sum of several years, and so not what is saved in one."""
    text = column.printed.lower()
    return column.year is None and bool(words.pattern("over_years").search(text) or _YEARS.search(text))


def _better(column: Column, role: str) -> float:
    """Of two columns of money the lasting and the net one count."""
    if role not in SERIES:
        return 0.0
    text = column.printed.lower()
    return _LASTING * bool(words.pattern("lasting").search(text)) + _NET * ("netto" in text)


def _is_status_of(column: Column) -> bool:
    """A status of some month or round whose year nobody says."""
    text = column.printed.lower()
    named = roles.named(column.heading).get("status", 0.0) >= roles.SURE
    return named and bool(words.pattern("months").search(text) or re.search(r"\d", text))


def _latest(taken: Sequence[tuple[Column, ColumnContent]]) -> dict[int, float]:
    """Of columns that name a day ("Status juni", "Status december") the later one is what the report is about."""
    days = {at: day for at, (column, _) in enumerate(taken) if (day := dates.report_day(column.printed))}
    newest = max(days.values(), default=None)
    if newest is None:  # "Status juni", "Status december", "Status BO2": the last column is the latest
        dated = [at for at, (column, _) in enumerate(taken) if _is_status_of(column)]
        return {dated[-1]: _LATER} if len(dated) > 1 else {}
    return {at: _LATER for at, day in days.items() if day == newest}


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


def _resolved(one: ReadColumn, money: str | None, read: Sequence[ReadColumn]) -> str | None:
    """What a column that only says "Beløb" holds: what the lines around say, where no other column does."""
    alone = sum(1 for other in read if other.role == "money") == 1
    taken = any(other.role == money for other in read)
    sure = roles.named(one.heading).get("money", 0.0) >= roles.SURE  # "Budget" is rather what there is to save from
    return money if money and alone and sure and not taken else None


def _of_series(column: Column, content: ColumnContent, money: str | None, read: Sequence[ReadColumn]) -> ReadColumn:
    said = _named(column)
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
    hint = next((style for style in plain.values() if style != numbers.DOUBTED), None)
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
