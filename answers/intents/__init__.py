"""An answer for each intent. A new intent is one file here and one line below. What several of them say of what is not
there stands beside this folder (`answers/unknown.py`)."""

from collections.abc import Callable
from datetime import date

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
