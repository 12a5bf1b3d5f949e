"""What is asked of each of a few cases that are listed, before the lines of the list."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

import numpy as np

from answers.cases import views
from answers.economy import facts_of, name_of
from answers.followups import leaning
from index.search.arrays import Ints
from index.search.search_facade import Library
from questions.query import Query
from records import CaseView, Fact, Note

MOST = 10  # cases of which it is told
# What answers it, the first that a case has; of a payback both where they differ.
TOLD: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "why": (("remark",), ("handling",)),
    "payback": (("payback_service", "payback_total"), ("overview_payback",)),
    "cost": (("cost",), ("investment",), ("overview_cost",), ("cost_as_printed",)),
    "saving": (("saving",), ("saving_printed",), ("overview_saving",), ("saving_as_printed",)),
    "when": (("phase_in_year",),),
}
_IN_ITS_LINE = frozenset({"cost", "saving", "when"})  # told where it is asked of them, or of each


def of_each(query: Query, library: Library, ids: Ints) -> tuple[tuple[Fact, ...], tuple[Note, ...]]:
    """The facts of the cases of the entries `ids`, in their order, that answer what is asked of them ("hvorfor er de
    røde?", "hvad koster de hver?"), and which of them say nothing of it; () of one case, and of too many."""
    text = query.text.lower()
    of_them = leaning().each.search(text) or leaning().they_do.search(text)
    asked = query.asks if of_them else query.asks - _IN_ITS_LINE
    told = [TOLD[ask] for ask in TOLD if ask in asked]
    if not told or not 1 < len(ids) <= MOST:
        return (), ()
    cases = dict.fromkeys(np.asarray(library.cases_of(ids)).tolist())
    found = [view for case in cases for view in views(library, [case])]
    facts = {view.hit: [one for wanted in told for one in _named(_of_case(view, wanted), view)] for view in found}
    silent = [name_of(hit) for hit, own in facts.items() if not own]
    notes = (Note("each_unstated", {"names": silent}),) if silent and len(silent) < len(facts) else ()
    return tuple(chain.from_iterable(facts.values())), notes


def _of_case(view: CaseView, wanted: tuple[tuple[str, ...], ...]) -> list[Fact]:
    facts = facts_of([view])
    for labels in wanted:
        if found := {fact.value: fact for fact in reversed(facts) if fact.label in labels}:
            return [fact for fact in facts if any(fact is one for one in found.values())]
    return []


def _named(facts: Iterable[Fact], view: CaseView) -> Iterable[Fact]:
    """With the title of a case that has no code."""
    return (
        one if one.values.get("code") else replace(one, values={**one.values, "case": view.hit.title}) for one in facts
    )
