"""The words and the tables of the documents as an answer."""

from dataclasses import replace
from datetime import date

from answers.intents import search
from answers.needs import need_of
from answers.quoting import quotes
from answers.selecting import limits, select
from answers.tables import figure_facts, figures
from index.search.search_facade import Library
from questions.query import Query
from records import Answer, Figure, Quote


def told(query: Query, library: Library, today: date) -> Answer | None:
    """What the texts and the tables of the documents say; None where they do not hold what was asked."""
    said = quotes(query, library, library.passages_in(limits(query)))
    need = need_of(query.text)
    cells = figures(query, library) if need is None or need.name in ("count", "number", "money", "share") else ()
    if not said and not cells:
        return None
    return _answer(query, library, today, said, cells)


def _answer(query: Query, library: Library, today: date, said: tuple[Quote, ...], cells: tuple[Figure, ...]) -> Answer:
    listed = search.answer_with(query, library, today, select(query, library))
    intent = "figure" if cells and not said else "passage"
    return replace(listed, intent=intent, quotes=said, figures=cells, facts=figure_facts(cells), notes=())
