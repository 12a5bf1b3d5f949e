"""An answer → the one screen that a card shows of it, by its intent. The plain text has the whole."""

from collections.abc import Callable, Mapping
from typing import Protocol

from records import Answer
from templates.views.pieces import Summary
from templates.views.summaries import cases, lists, told


class Summaries(Protocol):
    """A module that summarises answers, by their intent: it runs when it is first asked."""

    @property
    def SUMMARIES(self) -> Mapping[str, Callable[[Answer, int], Summary]]: ...  # a table of the module


_OF: dict[str, Summaries] = {
    **dict.fromkeys(("search", "status_list", "total", "milestones", "responsible"), lists),
    **dict.fromkeys(("status", "compare", "changes"), cases),
    **dict.fromkeys(("figure", "passage", "unknown"), told),
}


def summary(answer: Answer, first: int = 0) -> Summary:
    """What one screen shows of the answer; of a list what comes from `first` on."""
    of = _OF.get(answer.intent)
    return of.SUMMARIES[answer.intent](answer, first) if of else Summary()
