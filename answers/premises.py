"""What a question takes for granted of the cases that it names, held against what the documents say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from answers.economy import name_of
from filters.parts import part_of
from index.search.search_facade import Library
from questions.query import Filter, Query
from records import Answer, CaseView, Note

CHECKED = ("colour", "state", "adopted")
TOLD_SO = ("premise", "premise_holds", "premise_fails")  # notes that it is so, or that it is not
ONE = 1


def of_the_first(query: Query) -> tuple[Filter, ...]:
    """What is asked of the one case that comes first ("er det dyreste forslag vedtaget?"): it limits nothing."""
    first = query.order is not None and query.order.limit == 1 and "whether" in query.asks
    return tuple(one for one in query.filters if one.field in CHECKED) if first else ()


def checked(made: Answer, query: Query, library: Library) -> Answer:
    """The answer with the cases of which it is true first, and before all else what is not so: "Why is BU01 (2025)
    red?" begins by saying that it is green. A question of yes or no is told yes or no."""
    taken = [one for one in query.filters if one.field in CHECKED]
    if not taken or not made.cases:
        return made
    true = [view for view in made.cases if all(_is_so(one, view, library) for one in taken)]
    if true:
        places = {row.source for view in true for row in view.statuses}
        facts = tuple(sorted(made.facts, key=lambda fact: fact.source not in places))
        cases = tuple(sorted(made.cases, key=lambda view: view not in true))
        made = replace(made, cases=cases, hits=tuple(view.hit for view in cases), facts=facts)
    whether = "whether" in query.asks and "why" not in query.asks  # then it is said of each
    false = [view for view in made.cases if view not in true] if whether or not true else []
    notes = [note for view in false for one in taken for note in _denied(one, view)]
    notes += [note for view in true for note in _confirmed(taken, view)] if whether else []
    return replace(made, notes=(*notes, *made.notes))


def _is_so(taken: Filter, view: CaseView, library: Library) -> bool:
    ids = [entry.id for entry in library.by_code(view.hit.code)] if view.hit.code else []
    ids += [] if view.hit.code else [entry.id for entry in library.by_title(view.hit.municipality, view.hit.title)]
    met = library.columns.ids[library.matching([taken], gone=True)]
    own = {entry.id for entry in library.entries(ids).values() if entry.budget_year == view.hit.budget_year}
    return bool(np.isin(np.array(sorted(own), np.int64), met).any())


def _confirmed(taken: Sequence[Filter], view: CaseView) -> Iterator[Note]:
    case = name_of(view.statuses[0]) if view.statuses else view.hit.title
    if len(view.statuses) <= ONE:  # a case can have several statuses
        yield from (Note("premise_holds", {"case": case, "said": part_of(one)}) for one in taken)


def _denied(taken: Filter, view: CaseView) -> Iterator[Note]:
    said = part_of(taken)
    if taken.field == "adopted" and not view.statuses and view.hit.adopted is not None:
        yield Note("premise_fails", {"case": view.hit.title, "said": said})
    for row in view.statuses:
        values = {"case": name_of(row), "area": row.area if len(view.statuses) > 1 else ""}
        yield Note("premise", {**values, "said": said, "status": row.status, "colour": row.colour})
