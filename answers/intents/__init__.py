"""An answer for each intent. A new intent is one file here and one line below. What several of them say of what is not
there stands beside this folder (`answers/unknown.py`)."""

from datetime import date
from typing import Protocol

from answers import unknown
from answers.intents import (
    changes,
    compare,
    figure,
    help,
    milestones,
    passage,
    responsible,
    search,
    status,
    status_list,
    total,
)
from index.search.search_facade import Library
from questions.query import Query
from records import Answer


class Intent(Protocol):
    """A module that answers: it runs when it is first asked (`records/modules_when_used.py`)."""

    def answer(self, query: Query, library: Library, today: date, /) -> Answer: ...


INTENTS: dict[str, Intent] = {
    "search": search,
    "status": status,
    "status_list": status_list,
    "milestones": milestones,
    "responsible": responsible,
    "total": total,
    "compare": compare,
    "changes": changes,
    "figure": figure,
    "passage": passage,
    "help": help,
    "unknown": unknown,
}
