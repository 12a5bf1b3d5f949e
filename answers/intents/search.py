"""A list of cases by topic and limits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from answers.case_amounts import saving_of
from answers.cases import views
from answers.economy import facts_of, labels_of
from answers.of_each import of_each
from answers.parts import reading_of
from answers.premises import checked, of_the_first
from answers.selecting import Selection, found, limits, nearest_answer, select
from filters.fields import FIELDS, NUMBERED, YEARS, named_fields
from filters.parts import part_of
from index.search.search_facade import Library
from questions.query import Filter, Query
from records import Answer, Fact, Hit, Note

_YEARS = ("budget_year", "phase_in_year")


def answer(query: Query, library: Library, today: date) -> Answer:
    """Every case that fits, best first; the nearest ones when none does."""
    return of_kind(query, library, today)


def of_kind(query: Query, library: Library, today: date, kind: str = "") -> Answer:
    """The same of one kind of rows. Of the one that comes first it is told whether that is so which is asked of it."""
    taken = of_the_first(query)
    every = replace(query, filters=tuple(one for one in query.filters if one not in taken))
    selection = select(every, library, kind)
    made = answer_with(every, library, today, selection)
    if not taken or not len(selection.ids):
        return made
    cases = tuple(views(library, library.cases_of(selection.ids[:1]).tolist()))
    told = checked(replace(made, cases=cases), query, library)
    return replace(made, notes=told.notes)


def answer_with(query: Query, library: Library, today: date, selection: Selection) -> Answer:
    """The list of a selection, with the notes that its limits call for."""
    near = _near(query, library, selection)
    told, silent = of_each(query, library, selection.ids)
    nothing = [] if len(selection.ids) else _nothing(query, library, selection, near)
    return Answer(
        question=query.text,
        language=query.language,
        intent=query.intent,
        today=today,
        reading=reading_of(query, read_as(selection)),
        total=len(selection.ids),
        hits=found(library, selection.ids),
        nearest=near,
        saving=saving_of(library, selection),
        facts=_of_the_first(query, library, selection) or told,
        notes=(*silent, *selection.notes, *nothing, *_alike(query, library, selection), *_notes(query, library)),
    )


def _of_the_first(query: Query, library: Library, selection: Selection) -> tuple[Fact, ...]:
    """What the one case that is asked for ("the most expensive") holds of the field that it is first by."""
    if query.order is None or query.order.limit != 1 or not len(selection.ids):
        return ()
    entry = library.entries(selection.ids[:1])[int(selection.ids[0])]
    labels = labels_of(query.order.field)
    told = [one for one in facts_of(views(library, [entry.case_id])) if one.label in labels]
    first = min((labels.index(one.label) for one in told), default=0)
    return tuple(one for one in told if one.label == labels[first])


def _alike(query: Query, library: Library, selection: Selection) -> list[Note]:
    """That others have the same number as the one case that is asked for ("det billigste")."""
    order = query.order
    if order is None or order.limit != 1 or order.field not in FIELDS or not len(selection.ids):
        return []
    own = library.values(selection.ids[:1], order.field)[0]
    same = selection.every[library.values(selection.every, order.field) == own]
    others = len(library.first_of_cases(same)) - 1
    return [Note("alike_cases", {"count": others, "by": order.field})] if others > 0 else []


def _near(query: Query, library: Library, selection: Selection) -> Sequence[Hit]:
    """What only comes near the topic; where there is nothing at all, what fails a limit."""
    return nearest_of(library, selection) or _failing(query, library, selection)


def nearest_of(library: Library, selection: Selection) -> Sequence[Hit]:
    """What only comes near the topic."""
    return found(library, selection.near)


def _failing(query: Query, library: Library, selection: Selection) -> tuple[Hit, ...]:
    alone = not query.topic and len(limits(query)) < 2  # without it anything would do
    return () if len(selection.ids) or alone else nearest_answer(query, library)


def _nothing(query: Query, library: Library, selection: Selection, near: Sequence[Hit]) -> list[Note]:
    if len(selection.near):
        return []  # that they only come near is said
    several = len(limits(query)) + bool(query.topic) > 1
    why = met_by_none(query, library) or [Note("nothing_found", {"several": several})]
    return [*why, *([Note("nearest")] if near else [])]


def met_by_none(query: Query, library: Library) -> list[Note]:
    """The limits that no document meets at all, with the years that there are."""
    notes = []
    for one in limits(query):
        if one.field in (*_YEARS, "municipality") and not library.matching([one]).any():
            if one.field == "municipality":
                notes.append(Note("nothing_for", {"names": list(one.values)}))
                continue
            known = library.columns.numbers(one.field)
            known = known[~np.isnan(known)]
            ends = {str(int(year)): None for year in (known.min(), known.max())} if len(known) else {}
            phased = 0
            if one.field == "budget_year" and len(limits(query)) == 1 and not query.topic:
                same = library.matching([replace(one, field="phase_in_year")])
                phased = len(library.first_of_cases(library.columns.ids[same]))
            values = {"text": part_of(one), "exists": list(ends), "phased": phased, "year": one.low}
            notes.append(Note("missing_year", values))
    return notes


def read_as(selection: Selection) -> str:
    """The topic as it was understood: mended spelling, translated words."""
    return " ".join(concept.read for concept in selection.concepts)


def _notes(query: Query, library: Library) -> list[Note]:
    notes: list[Note] = []
    for condition in query.filters:
        if condition.field == "saving" and condition.op != "not_stated":
            notes.append(Note("amount_is_saving"))
        elif condition.field == "cost" and condition.op != "not_stated":
            notes.append(Note("amount_is_cost"))
        elif condition.field == "payback" and condition.op != "not_stated":
            notes.append(Note("payback_which"))
    return notes + _not_stated(query, library) + ([Note("truncated_question")] if query.truncated else [])


def _not_stated(query: Query, library: Library) -> list[Note]:
    """How many meet all other limits but do not state the number: they are counted apart, never as 0."""
    notes = []
    for condition in query.filters:
        if condition.field in NUMBERED and condition.op != "not_stated" and not query.topic:
            others = [f for f in query.filters if f is not condition and f.field != "due"]
            if not others and condition.field in ("budget_year", *named_fields(YEARS)):
                continue
            without = library.matching([*others, Filter(condition.field, (), "not_stated")])
            count = len(library.first_of_cases(library.columns.ids[without]))
            if count:
                notes.append(Note("not_stated_apart", {"count": count, "field": condition.field}))
    return notes
