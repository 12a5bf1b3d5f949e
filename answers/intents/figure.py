"""A number of a table in a note."""

from datetime import date

from answers.intents import passage
from index.library import Library
from questions.query import Query
from records import Answer


def answer(query: Query, library: Library, today: date) -> Answer:
    """Figures and prose answer the same questions: the passage intent gives both, figures first when one is meant."""
    return passage.answer(query, library, today)
