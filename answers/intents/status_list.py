"""Cases that are followed up, by colour, status, area or year."""

from datetime import date

from answers.intents import search
from index.search.search_facade import Library
from questions.query import Query
from records import Answer


def answer(query: Query, library: Library, today: date) -> Answer:
    """Only status rows can meet a status: proposals that nobody has reported on are left out."""
    return search.of_kind(query, library, today, "status")
