"""Two or more cases side by side."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from answers import grouping, naming
from answers.economy import facts_of
from answers.intents import status, total
from index.search.search_facade import Library
from questions.query import Measure, Order, Query
from records import Answer, CaseView, Hit, Note, Table

_ROWS = (
    "status",
    "colour",
    "saving",
    "saving_printed",
    "cost",
    "investment",
    "phase_in_year",
    "payback_service",
    "payback_total",
    "price_level",
)
# What cases can be held against each other by.
_HELD: Mapping[str, Callable[[Hit], float | None]] = {
    "saving": lambda hit: hit.saving_tkr,
    "cost": lambda hit: hit.cost_tkr,
    "phase_in_year": lambda hit: hit.phase_in_year,
    "payback": lambda hit: hit.payback_total_years if hit.payback_service_years is None else hit.payback_service_years,
}


def answer(query: Query, library: Library, today: date) -> Answer:
    """A table with a column for each case; what a case does not state stays empty. Two values of one name are compared
    by their totals. Less than two of anything is compared with nothing."""
    if not query.codes and (field := grouping.several(query)):
        return total.answer(replace(query, measure=_measured(query, field)), library, today)
    if not query.codes and (found := of_titles(query, library, today)):
        return found
    return _side_by_side(status.answer(query, library, today), query.order)


def _measured(query: Query, group: str) -> Measure:
    """What is compared of each value of a field: the average or the number that was asked for, else the sum."""
    asked = query.measure
    if asked and asked.what in ("average", "count"):
        return replace(asked, group=group)
    return Measure("sum", grouping.field_of(query), group)


def of_titles(query: Query, library: Library, today: date) -> Answer | None:
    """The cases whose titles the question says one after the other; None where it does not."""
    named = naming.by_titles(query, library)
    if not named:
        return None
    return _side_by_side(status.compose(replace(query, topic=()), named, today, library), query.order)


def _side_by_side(found: Answer, order: Order | None) -> Answer:
    if len(found.cases) < 2:
        return found
    made = _by_order(found, order) if order and order.field in _HELD else found
    return replace(made, intent="compare", table=_table(made.cases))


def _by_order(found: Answer, order: Order) -> Answer:
    """The cases by a number, and which is first by it; where two are alike, or one does not state it, that is said."""
    stated = [(value, view) for view in found.cases if (value := _HELD[order.field](view.hit)) is not None]
    stated.sort(key=lambda one: one[0], reverse=order.descending)
    others = [view for view in found.cases if all(view is not one for _, one in stated)]
    cases = (*(view for _, view in stated), *others)
    first = [view for value, view in stated if value == stated[0][0]]
    values = {"by": order.field, "direction": "descending" if order.descending else "ascending"}
    if others:
        note = Note("first_unstated", {"by": order.field, "names": [_name(view) for view in others]})
    elif len(first) == 1:
        note = Note("first_by", {**values, "case": _name(first[0])})
    else:
        note = Note("first_alike", {**values, "names": [_name(view) for view in first]})
    return replace(found, cases=cases, hits=tuple(view.hit for view in cases), notes=(note, *found.notes))


def _table(cases: tuple[CaseView, ...]) -> Table:
    known = [{fact.label: fact.value for fact in facts_of([view])} for view in cases]
    for view, facts in zip(cases, known, strict=True):
        facts["price_level"] = view.hit.price_level or ""
    rows = [
        (label, *(facts.get(label) or None for facts in known))
        for label in _ROWS
        if any(facts.get(label) for facts in known)
    ]
    return Table(("field", *(_name(view) for view in cases)), tuple(rows), "text")


def _name(view: CaseView) -> str:
    code = view.hit.code or view.hit.title
    return f"{code} ({view.hit.budget_year})" if view.hit.budget_year else code
