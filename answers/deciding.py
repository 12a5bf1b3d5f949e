"""Which intent answers a question, once its reading has met the documents."""

from dataclasses import replace
from datetime import date

from answers import grouping
from answers.intents import INTENTS, figure, passage, status, unknown
from answers.parts import reading_of
from index.search.search_facade import Library
from questions.query import Query
from records import Answer


def answer(query: Query, library: Library, today: date) -> Answer:
    """The answer of the intent that the words call for, with how they were read. What names something that the
    documents do not hold is unknown, whatever it asks."""
    found = unknown.missing(query, library, today) if query.missing else _answered(query, library, today)
    return replace(
        found,
        ignored=query.ignored,
        carried=tuple(part for part in found.reading.parts if part.id in query.carried),
        alternatives=tuple(reading_of(one) for one in query.alternatives),
    )


def _answered(query: Query, library: Library, today: date) -> Answer:
    """Where a list is empty, its words may name a case, or what a text says ("nyhedsbrev: antal abonnenter")."""
    intent = decided_intent(query, library)
    found = INTENTS[intent](query, library, today)
    if intent == "search" and not found.hits and query.topic and not query.rows and not query.order:
        return status.answer_named(query, library, today) or _of_texts(query, library, today) or found
    return found


def _of_texts(query: Query, library: Library, today: date) -> Answer | None:
    made = passage.answer(query, library, today)
    return made if made.quotes or made.near_quotes else None


def decided_intent(query: Query, library: Library) -> str:
    """What the words call for, once they have met the documents: a cell of a table is named by its row and its year,
    two values of one name are compared, and a reason is a text whatever else is said."""
    if figure.fits(query, library):
        return "figure"
    if query.order and not query.codes and grouping.several(query):
        return "compare"
    if "why" in query.asks and query.topic and not query.codes and query.intent != "changes":
        return "passage"
    return query.intent
