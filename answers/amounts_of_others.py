"""What a question holds others against: the amount of a case ("sager, der sparer mere end BC30"), or the average."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np

from answers.cases import views
from answers.economy import facts_of
from answers.intents import total
from answers.milestones import case_ids
from answers.of_each import TOLD
from filters.conditions import EXACTLY, Condition, only_code
from filters.fields import FIELDS
from index.search.arrays import Mask
from index.search.conditions import mask
from index.search.search_facade import Library
from questions.held_against import STANDING, STOOD_FOR, Standard
from questions.query import Code, HeldAgainst, Measure, Missing, Query
from records import Note


def with_amount_of(against: Standard, read: Callable[[str], Query], library: Library, today: date) -> Query:
    """The question with one amount in the place of what it holds others against. Where nothing says which amount is
    meant, or there is not one, it is not understood: any list would be of something else."""
    code = against.code
    case = (f"{code.code} ({code.year})" if code.year else code.code) if code else against.said
    for amount in STOOD_FOR:
        query = read(f"{against.front} {amount}{against.back}")
        fields = {one.field for limit in query.filters for one in _stand_in(limit)}
        if query.missing or len(fields) != 1 or fields & query.assumed or not _is_compared(query):
            continue
        (field,) = fields
        others = () if against.every else tuple(one for one in query.filters if not _stand_in(one))
        over = replace(query, filters=others)
        value = _amount_of(code, field, library) if code else _average_of(over, field, library, today)
        if value is None:
            return replace(query, filters=(), missing=(Missing("amount", case, (field,)),))
        filters = tuple(_with(one, value) for one in query.filters)
        held = HeldAgainst(code, field, value)
        return replace(query, filters=filters, alternatives=(), doubted=0, held=(held,))
    whole = read(f"{against.front} {code.code}{against.back}") if code else query
    return replace(whole, filters=(), missing=(Missing("words", against.said),))


def _stand_in(limit: Condition) -> list[Condition]:
    return [one for one in limit.every if one.low in STANDING]


def _is_compared(query: Query) -> bool:
    """Is what stands for the amount compared with, as more or less than it?"""
    return all(one.op != EXACTLY for limit in query.filters for one in _stand_in(limit))


def _with(limit: Condition, value: float) -> Condition:
    """The limit with the amount in place of what stood for it."""
    low = value if limit.low in STANDING else limit.low
    return replace(limit, low=low, parts=tuple(_with(one, value) for one in limit.parts))


def _amount_of(code: Code, field: str, library: Library) -> float | None:
    """The one value that the entries of a case have; None where they have none, or several."""
    found = _entries_of(code, library)
    values = np.concatenate([library.columns.numbers(name)[found] for name in FIELDS[field].columns])
    stated = set(values[~np.isnan(values)].tolist())
    return stated.pop() if len(stated) == 1 else None


def _entries_of(code: Code, library: Library) -> Mask:
    return mask(only_code(code.code, code.year), library.columns) & library.columns.current


def _average_of(over: Query, field: str, library: Library, today: date) -> float | None:
    """The average of a field over what a question lists; None where none of it states the field."""
    asked = replace(over, intent="total", measure=Measure("average", field), order=None, asks=frozenset())
    facts = total.answer(asked, library, today).facts
    value = next((one.values["raw"] for one in facts if one.label == "average"), None)
    return round(value, 1) if isinstance(value, float) else None  # as it is told


def held_notes(query: Query, library: Library) -> tuple[Note, ...]:
    """What was held against which amount; that of a case with its place."""
    limits = {(one.field, one.low) for limit in query.filters for one in limit.every}
    return tuple(_note(one, library) for one in query.held if (one.field, one.amount) in limits)


def _note(held: HeldAgainst, library: Library) -> Note:
    values = {"field": held.field, "unit": FIELDS[held.field].kind, "value": held.amount}
    if held.code is None:
        return Note("held_against_average", values)
    cases = case_ids(library, library.columns.ids[_entries_of(held.code, library)])
    labels = [label for way in TOLD.get(FIELDS[held.field].whole or held.field, ()) for label in way]
    places = {one.label: one.source for one in reversed(facts_of(views(library, cases))) if one.source}
    source = next((places[label] for label in labels if label in places), None)
    return Note("held_against", {**values, "code": held.code.code, "year": held.code.year, "source": source})
