"""One role for one column, decided for all columns together, and with them what sort of table it is.

Each sort of table (statuses, proposals, milestones) has roles that it wants and roles that it does not have. The roles
are assigned for each sort, and the sort whose assignment explains the most columns is the one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from loaders.kinds.tables import matching, roles, scores, units, words
from loaders.kinds.tables.contents import ColumnContent
from loaders.kinds.tables.headings import Column
from loaders.kinds.tables.readings import SERIES, ReadColumn
from records import dates
from records.layouts import TableLayout

Taken = Sequence[tuple[Column, ColumnContent]]

_UNMISTAKABLE = ("committee", "colour", "deadline")
_YEARS = re.compile(r"\b20\d\d ?[-–/] ?(?:20)?\d\d\b(?! ?-?(?:priser|pl\b|p/l))")
_LATER, _ADOPTED, _LASTING, _NET = 0.05, 0.12, 0.1, 0.05
_WANTED, _UNWANTED, _FREE_TEXT = 0.08, 0.2, 0.38
_SAID, _LACKING = 0.3, 0.5  # for the lines around that name a sort; for each thing that a sort must have and has not
_MOSTLY = 0.6
_BOTH = 0.8  # how surely a heading names a status and a remark
_UNKNOWN = 0.3  # below it the words of a heading say nothing
_LEAST_SENTENCES, _LEAST_WORDS = 0.4, 4
_REMARK_OF_STATUS = 0.5
_NUMBER_OF_CASE = 0.5  # for numbers under "Projekt": no amount is called so
_BUDGET, _ONLY, _YEAR_OF_BUDGET = "budget", 0.9, 0.7  # years under "Vedtaget budget" are those of budgets
_LASTING_AMOUNT = 0.7  # for amounts under "Fuld virkning", which else tells from when on
_MAY_NAME = frozenset({"summary", "remark", "measure", "type", "measured_by", "consequence", "handling"})
_COST_IN_ALL = 0.7  # so surely a heading names a cost beside "i alt": what a case costs is a total
_NO_MONEY = frozenset({"responsible", "title", "deadline", "area", "administration", "committee"})
_OF_CASES = frozenset({"code", "status", "summary", "deadline"})  # beside one of these a table has cases, not areas


@dataclass(frozen=True, slots=True)
class TableSort:
    """A sort of table: groups of roles of which it must have one each, roles that it has or has not beside them, and
    what a column of sentences is in it ("" where that is not certain)."""

    name: str
    needs: tuple[frozenset[str], ...]
    has: frozenset[str]
    lacks: frozenset[str]
    text: str


@cache
def sorts() -> tuple[TableSort, ...]:
    """All sorts, in the order of the data."""
    return tuple(
        TableSort(
            name,
            tuple(frozenset(group.split()) for group in said["needs"]),
            frozenset(said["has"]),
            frozenset(said["lacks"]),
            said["text"],
        )
        for name, said in words.data()["sorts"].items()
    )


def said_sort(lines: Iterable[str]) -> str | None:
    """The sort that the nearest line with such words names; None where it names several."""
    for line in lines:
        named = [one.name for one in sorts() if words.beginnings("said_sorts", one.name).search(line)]
        if named:
            return named[0] if len(named) == 1 else None
    return None


def assigned(taken: Taken, layout: TableLayout, lines: Sequence[str], has_years: bool) -> list[ReadColumn]:
    """The columns with their roles. `lines` are those that speak of the table, the nearest first; `has_years`: it has
    columns of years beside these."""
    names = [role for role in roles.roles() if role != roles.OTHER]
    every = [*names, *[roles.OTHER] * len(taken)]
    first = next((at for at, (_, content) in enumerate(taken) if _is_wordy(content)), None)
    plain = [_scores(column, content, at == first, every, layout) for at, (column, content) in enumerate(taken)]
    for at, extra in _latest(taken).items():
        plain[at] = [score + extra if score else 0.0 for score in plain[at]]
    said = said_sort(lines)
    beside = frozenset(SERIES) if has_years else frozenset()
    tried = [_tried(sort, taken, plain, every, said, beside) for sort in sorts()]
    _, best, table = max(tried, key=lambda one: one[0])
    read = [
        _read(column, content, every[got] if got is not None else None, table[at][got] if got is not None else 0.0)
        for at, ((column, content), got) in enumerate(zip(taken, best, strict=True))
    ]
    return _with_goals(_with_names(_with_status_of_both(_with_one_light(read))))


def _with_status_of_both(read: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns; where none is for the status, that whose heading names it beside the remark, "Status/bemærkning"."""
    if any(one.role == "status" for one in read):
        return list(read)
    both = (one for one in read if one.role == "remark" and _names_both(one.heading))
    first = next(both, None)
    return [replace(one, role="status") if one is first else one for one in read]


def _names_both(heading: str) -> bool:
    said = roles.named(heading)
    return min(said.get("status", 0.0), said.get("remark", 0.0)) >= _BOTH


def _with_one_light(read: Sequence[ReadColumn]) -> list[ReadColumn]:
    """The columns; of several that are only painted, that which is called the status has the colour of the case."""
    lit = any(one.role == "status" and one.content.fills and not one.content.count for one in read)
    others = [one for one in read if lit and one.role == "colour" and "colour" not in roles.named(one.heading)]
    return [replace(one, role=None) if one in others else one for one in read]


def _tried(
    sort: TableSort,
    taken: Taken,
    plain: Sequence[Sequence[float]],
    every: Sequence[str],
    said: str | None,
    beside: frozenset[str],
) -> tuple[float, list[int | None], list[list[float]]]:
    """How much a sort explains, its assignment, and the scores that it was made by."""
    table = [
        [_in_sort(sort, role, score, column, content) for role, score in zip(every, row, strict=True)]
        for (column, content), row in zip(taken, plain, strict=True)
    ]
    best = matching.best(table)
    got = {every[at] for at in best if at is not None} | beside
    lacking = sum(1 for group in sort.needs if not group & got)
    total = sum(table[row][at] for row, at in enumerate(best) if at is not None)
    return total + _SAID * (sort.name == said) - _LACKING * lacking, best, table


def _in_sort(sort: TableSort, role: str, score: float, column: Column, content: ColumnContent) -> float:
    if not score:
        return _FREE_TEXT if role == sort.text and is_unknown(column) and _is_free_text(content) else 0.0
    return max(0.0, score + _WANTED * (role in sort.has) - _UNWANTED * (role in sort.lacks))


def is_unknown(column: Column) -> bool:
    """Whether nobody here knows the words of a heading; its unit says no more than that it is money."""
    return _are_unknown(named(column))


def is_unknown_amount(column: Column) -> bool:
    """Whether nobody knows which amount a heading names: with a unit of money it is no name and no day, whatever its
    words may be elsewhere ("Drift, kr.")."""
    said = named(column)
    if units.of_heading(column.printed):
        said = {role: score for role, score in said.items() if role not in _NO_MONEY or score >= roles.SURE}
    return _are_unknown(said)


def _are_unknown(said: Mapping[str, float]) -> bool:
    other = max((score for role, score in said.items() if role != "money"), default=0.0)
    return other < _UNKNOWN and said.get("money", 0.0) < roles.NAMED


def _is_free_text(content: ColumnContent) -> bool:
    other = max(content.amounts, content.dates, content.committees, content.people)
    return content.sentences >= _LEAST_SENTENCES and content.words >= _LEAST_WORDS and other < _MOSTLY


# ---------------------------------------------------------------- names and goals


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


# ---------------------------------------------------------------- scores


def forced(column: Column, layout: TableLayout) -> str | None:
    """The role that a person has given to headings like this; "" for none."""
    return layout.roles.get(roles.plain_heading(column.printed), layout.roles.get(roles.plain_heading(column.heading)))


def _scores(
    column: Column, content: ColumnContent, is_first: bool, every: Sequence[str], layout: TableLayout
) -> list[float]:
    given = forced(column, layout)
    if given is not None:
        return [10.0 if role == (given or roles.OTHER) else 0.0 for role in every]
    said = _said(column, content)
    # where the words name a role, the cells alone suggest no other, but for what they cannot be mistaken for
    open_to = set(every) if max(said.values(), default=0.0) < roles.NAMED else {*said, *_UNMISTAKABLE}
    tells = content.meanings >= scores.TELLING and content.distinct <= scores.SEVERAL
    open_to |= {"status"} if content.painted_alone or tells else set()
    return [
        scores.score(role, said.get(role, 0.0), content, is_first) + _better(column, role) if role in open_to else 0.0
        for role in every
    ]


def _said(column: Column, content: ColumnContent) -> dict[str, float]:
    """What the words say, with what the cells make of them: codes are the names of nothing, and a status in sentences
    may be what is said of the status in another column."""
    said = named(column) or ({"money": roles.SURE} if roles.is_unit_of_money(column.printed) else {})
    if content.codes >= _MOSTLY and said.keys() & {"title", "goal"}:
        money = max((said.get(role, 0.0) for role in scores.MONEY), default=0.0)
        is_number = content.amounts >= _MOSTLY and money < roles.NAMED
        said.setdefault("code", _NUMBER_OF_CASE if is_number else 0.0)
    if content.amounts >= _MOSTLY > content.years and words.pattern("lasting").search(column.printed.lower()):
        said.setdefault("saving", 0.0)
        said["saving"] = max(said["saving"], _LASTING_AMOUNT if "phase_in" in said else 0.0)
    if content.count and content.years >= _ONLY and _BUDGET in column.heading.lower():
        said["budget_year"] = max(said.get("budget_year", 0.0), _YEAR_OF_BUDGET)
    if content.sentences >= _MOSTLY and "status" in said:
        said.setdefault("remark", _REMARK_OF_STATUS * said["status"])
    return said


def named(column: Column) -> dict[str, float]:
    """What the words of a heading and of its group say, role by role."""
    said = dict(roles.named(column.heading))
    if said.keys() & set(scores.MONEY) and (is_other_measure(column) or _is_over_years(column)):
        said = {role: score for role, score in said.items() if role not in scores.MONEY} | {roles.OTHER: 1.0}
    if said.get("cost", 0.0) >= _COST_IN_ALL and "total" in said and "saving" not in said:
        said = {role: score for role, score in said.items() if role != "total"} | {"cost": 1.0}
    weight = 0.6 if max(said.values(), default=0.0) >= roles.NAMED and "money" not in said else 1.0
    for role, score in roles.named(column.group).items():
        said[role] = max(said.get(role, 0.0), score * weight)
    return said


def is_other_measure(column: Column) -> bool:
    """Whether a heading measures something else than money ("Besparelse i årsværk")."""
    return bool(words.pattern("other_measure").search(column.printed.lower()))


def _is_over_years(column: Column) -> bool:
    """Whether an amount is the sum of several years, and so not what is saved in one."""
    text = column.printed.lower()
    return column.year is None and bool(words.pattern("over_years").search(text) or _YEARS.search(text))


def _better(column: Column, role: str) -> float:
    """Of two columns of money the adopted one counts before the proposed one, the lasting and the net before others."""
    if role not in SERIES:
        return 0.0
    text = column.printed.lower()
    adopted = _ADOPTED * bool(words.pattern("adopted_amount").search(text))
    net = _NET * bool(words.pattern("net").search(text))
    return adopted + net + _LASTING * bool(words.pattern("lasting").search(text))


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
