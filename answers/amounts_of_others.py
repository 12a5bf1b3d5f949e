"""The amount of another case, where a question holds others against it ("sager, der sparer mere end BC30")."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from answers.cases import views
from answers.economy import facts_of
from answers.of_each import TOLD
from filters.conditions import EXACTLY, Condition, only_code
from filters.fields import FIELDS
from index.search.conditions import mask
from index.search.search_facade import Library
from questions.held_against import STANDING, STOOD_FOR
from questions.query import Code, HeldAgainst, Missing, Query
from records import Note


def with_amount_of(front: str, back: str, code: Code, read: Callable[[str], Query], library: Library) -> Query:
    """The question with the one amount of the case `code` between its two parts. Where nothing says which amount is
    meant, or the case has not one, nothing is understood: any list would be of something else."""
    case = f"{code.code} ({code.year})" if code.year else code.code
    for amount in STOOD_FOR:
        query = read(f"{front} {amount}{back}")
        fields = {one.field for limit in query.filters for one in limit.every if one.low in STANDING}
        if query.missing or len(fields) != 1 or fields & query.assumed or not _is_compared(query):
            continue
        (field,) = fields
        value = _amount_of(code, field, library)
        if value is None:
            return replace(query, filters=(), missing=(Missing("amount", case, (field,)),))
        filters = tuple(_with(one, value) for one in query.filters)
        return replace(query, filters=filters, alternatives=(), doubted=0, held=(HeldAgainst(code, field, value),))
    return replace(
        read(f"{front} {code.code}{back}"), missing=(Missing("words", f"{front.rsplit(maxsplit=1)[-1]} {case}"),)
    )


def _is_compared(query: Query) -> bool:
    """Is what stands for the amount compared with, as more or less than it?"""
    return all(one.op != EXACTLY for limit in query.filters for one in limit.every if one.low in STANDING)


def _with(limit: Condition, value: float) -> Condition:
    """The limit with the amount in place of what stood for it."""
    low = value if limit.low in STANDING else limit.low
    return replace(limit, low=low, parts=tuple(_with(one, value) for one in limit.parts))


def _amount_of(code: Code, field: str, library: Library) -> float | None:
    """The one value that the entries of a case have; None where they have none, or several."""
    columns = library.columns
    found = mask(only_code(code.code, code.year), columns) & columns.current
    values = np.concatenate([columns.numbers(name)[found] for name in FIELDS[field].columns])
    stated = set(values[~np.isnan(values)].tolist())
    return stated.pop() if len(stated) == 1 else None


def held_notes(query: Query, library: Library) -> tuple[Note, ...]:
    """What was held against which amount, with its place."""
    limits = {(one.field, one.low) for limit in query.filters for one in limit.every}
    return tuple(_note(one, library) for one in query.held if (one.field, one.amount) in limits)


def _note(held: HeldAgainst, library: Library) -> Note:
    columns = library.columns
    ids = columns.ids[mask(only_code(held.code.code, held.code.year), columns) & columns.current]
    cases = dict.fromkeys(np.asarray(library.cases_of(ids)).tolist())
    labels = [label for way in TOLD.get(FIELDS[held.field].whole or held.field, ()) for label in way]
    places = {one.label: one.source for one in reversed(facts_of(views(library, cases))) if one.source}
    source = next((places[label] for label in labels if label in places), None)
    values = {"code": held.code.code, "year": held.code.year, "field": held.field, "source": source}
    return Note("held_against", {**values, "unit": FIELDS[held.field].kind, "value": held.amount})
