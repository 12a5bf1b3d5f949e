"""From a question to an answer: how it is read, what is found, what is said of it. Nothing here prints or posts."""

from collections.abc import Callable
from datetime import date

from answers import deciding
from answers.intents import INTENTS
from index.search.search_facade import Library
from questions.language import language_of
from questions.names import Known
from questions.query import Query
from questions.reading import read_question
from records import Answer

__all__ = ["INTENTS", "answer"]


def as_read(query: Query) -> Query:
    return query


def answer(
    text: str,
    library: Library,
    today: date,
    language: str | None = None,
    change: Callable[[Query], Query] = as_read,
) -> Answer:
    """The answer to a question on the day `today`, in its own language unless another is asked for. `change` is what a
    person took off the reading, or turned round in it."""
    spoken = language or language_of(text) or library.language_of(text)
    query = change(read_question(text, today, known_names(library), library.lexicon, spoken))
    return deciding.answer(query, library, today)


def known_names(library: Library) -> Known:
    """The names that the documents hold."""
    return Known(
        administrations=tuple(dict.fromkeys((*library.names("administration"), *library.names("affected")))),
        areas=library.names("area"),
        sections=library.names("section"),
        measures=library.names("measure"),
    )
