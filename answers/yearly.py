"""A year beside a case: the cell of that year in the proposal's own table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from answers.cases import named_years
from answers.economy import plain
from answers.unknown import not_there
from questions.query import Query
from records import Answer, CaseView, Fact, Note, Proposal

# What each kind of asking reads in the year tables; a saving is printed with a minus.
_TABLES = {"saving": ("saving_in_year",), "cost": ("cost_in_year",)}
_FIELD = {"saving_in_year": "lasting_change", "cost_in_year": "implementation"}
_SIGN = {"saving_in_year": -1.0, "cost_in_year": 1.0}


def has_years(view: CaseView) -> bool:
    return view.proposal is not None and bool(_years(view.proposal))


def asked(query: Query, cases: Sequence[CaseView]) -> frozenset[int]:
    """The years of amounts that are asked for: those that are no case's own."""
    if not query.asks & set(_TABLES):
        own = {view.hit.budget_year for view in cases}
        return frozenset(year for year in named_years(query) if year not in own and any(map(has_years, cases)))
    own = {view.hit.budget_year for view in cases if not has_years(view)}
    return frozenset(year for year in named_years(query) if year not in own)


def answer(query: Query, cases: Sequence[CaseView], years: Iterable[int], made: Answer) -> Answer:
    """`made` with the amounts of these years first, or that the tables do not go so far."""
    facts = tuple(fact for view in cases for year in sorted(years) for fact in _cells(view, year, query))
    if facts:
        return replace(
            made, facts=(*facts, *made.facts), asked=(*dict.fromkeys(one.label for one in facts), *made.asked)
        )
    printed = sorted({year for view in cases if view.proposal for year in _years(view.proposal)})
    if set(years) <= {one.hit.budget_year for one in cases}:
        return made  # the year that says which case is meant, not one of its table
    if not printed:
        return not_there(query, made, "by_year")
    note = Note("outside_table", {"first": printed[0], "last": printed[-1], "years": sorted(years)})
    return not_there(query, made, "by_year", note)


def _cells(view: CaseView, year: int, query: Query) -> Iterable[Fact]:
    wanted = [label for ask, labels in _TABLES.items() if ask in query.asks for label in labels] or list(_FIELD)
    for label in wanted if view.proposal else ():
        yield from _cell(view.proposal, label, year)


def _cell(proposal: Proposal | None, label: str, year: int) -> Iterable[Fact]:
    table: Mapping[int, float] = getattr(proposal, _FIELD[label]) or {}
    if proposal and (amount := table.get(year)) is not None:
        value = amount * _SIGN[label] or 0.0
        about = {"code": proposal.code, "year": proposal.budget_year, "price_level": proposal.price_level}
        place = proposal.evidence.get(_FIELD[label], proposal.source)
        yield Fact(label, plain(value), place, {**about, "raw": value, "in_year": year})


def _years(proposal: Proposal) -> set[int]:
    tables = (proposal.lasting_change, proposal.implementation, proposal.total_effect)
    return {int(year) for table in tables for year in table or {}}
