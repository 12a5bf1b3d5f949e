"""Two or more cases side by side."""

from dataclasses import replace
from datetime import date

from answers import grouping, naming
from answers.economy import facts_of
from answers.intents import status, total
from index.search.search_facade import Library
from questions.query import Measure, Query
from records import Answer, CaseView, Table

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


def answer(query: Query, library: Library, today: date) -> Answer:
    """A table with a column for each case; what a case does not state stays empty. Two values of one name are compared
    by their totals. Less than two of anything is compared with nothing."""
    if not query.codes and (field := grouping.several(query)):
        return total.answer(replace(query, measure=_measured(query, field)), library, today)
    if not query.codes and (found := of_titles(query, library, today)):
        return found
    return _side_by_side(status.answer(query, library, today))


def _measured(query: Query, group: str) -> Measure:
    """What is compared of each value of a field: the average or the number that was asked for, else the sum."""
    asked = query.measure
    if asked and asked.what in ("average", "count"):
        return replace(asked, group=group)
    return Measure("sum", grouping.field_of(query), group)


def of_titles(query: Query, library: Library, today: date) -> Answer | None:
    """The cases whose titles the question says one after the other; None where it does not."""
    named = naming.by_titles(query, library)
    return _side_by_side(status.compose(replace(query, topic=()), named, today, library)) if named else None


def _side_by_side(found: Answer) -> Answer:
    return found if len(found.cases) < 2 else replace(found, intent="compare", table=_table(found.cases))


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
