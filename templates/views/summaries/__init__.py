"""An answer → the one screen that a card shows of it, by its intent. The plain text has the whole."""

from collections.abc import Callable

from records import Answer
from templates.views.pieces import Summary
from templates.views.summaries import cases, lists, told

Summarise = Callable[[Answer, int], Summary]
_OF: dict[str, Summarise] = {
    "search": lists.summarise_hits,
    "status_list": lists.summarise_hits,
    "total": lists.summarise_total,
    "milestones": lists.summarise_milestones,
    "responsible": lists.summarise_milestones,
    "status": cases.summarise_status,
    "compare": cases.summarise_compare,
    "changes": cases.summarise_changes,
    "figure": told.summarise_told,
    "passage": told.summarise_told,
    "unknown": told.summarise_unknown,
}


def summary(answer: Answer, first: int = 0) -> Summary:
    """What one screen shows of the answer; of a list what comes from `first` on."""
    make = _OF.get(answer.intent)
    return make(answer, first) if make else Summary()
