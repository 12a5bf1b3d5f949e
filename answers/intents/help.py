"""What can be asked."""

from datetime import date

from index.search.search_facade import Library
from questions.query import Query
from records import Answer


def answer(query: Query, library: Library, today: date) -> Answer:
    """The help card needs nothing of the documents."""
    return Answer(query.text, query.language, "help", today)
