"""What is asked of each of a few cases that are listed, where the lines of a list do not show it."""

from collections.abc import Mapping

import numpy as np

from answers.cases import views
from answers.economy import facts_of
from index.search.arrays import Ints
from index.search.search_facade import Library
from records import CaseView, Fact

MOST = 10  # cases of which it is told
# What answers it, the first that a case has; of a payback both where they differ.
_TOLD: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "why": (("remark",), ("handling",)),
    "payback": (("payback_service", "payback_total"), ("overview_payback",)),
}


def of_each(asks: frozenset[str], library: Library, ids: Ints) -> tuple[Fact, ...]:
    """The facts of the cases of the entries `ids`, in their order, that answer what is asked of them ("hvorfor er de
    røde?", "hvor lang tilbagebetalingstid har de hver især?"); () of one case, and of too many."""
    told = [_TOLD[ask] for ask in _TOLD if ask in asks]
    if not told or not 1 < len(ids) <= MOST:
        return ()
    cases = dict.fromkeys(np.asarray(library.cases_of(ids)).tolist())
    found = [view for case in cases for view in views(library, [case])]
    return tuple(fact for view in found for wanted in told for fact in _of_case(view, wanted))


def _of_case(view: CaseView, wanted: tuple[tuple[str, ...], ...]) -> list[Fact]:
    facts = facts_of([view])
    for labels in wanted:
        if found := {fact.value: fact for fact in reversed(facts) if fact.label in labels}:
            return [fact for fact in facts if any(fact is one for one in found.values())]
    return []
