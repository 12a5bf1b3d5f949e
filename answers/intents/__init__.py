"""An answer for each intent. A new intent is one file here and one line below."""

from collections.abc import Callable
from datetime import date

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
    unknown,
)
from index.search.search_facade import Library
from questions.query import Query
from records import Answer

Answering = Callable[[Query, Library, date], Answer]

INTENTS: dict[str, Answering] = {
    "search": search.answer,
    "status": status.answer,
    "status_list": status_list.answer,
    "milestones": milestones.answer,
    "responsible": responsible.answer,
    "total": total.answer,
    "compare": compare.answer,
    "changes": changes.answer,
    "figure": figure.answer,
    "passage": passage.answer,
    "help": help.answer,
    "unknown": unknown.answer,
}
