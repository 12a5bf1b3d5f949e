"""Who answers for what: "Hvem er ansvarlig for opfølgning"."""

from datetime import date

from answers.intents import milestones
from index.search.search_facade import Library
from questions.query import Query
from records import Answer


def answer(query: Query, library: Library, today: date) -> Answer:
    """Each follow-up goal of the case with the unit that is responsible for it."""
    return milestones.of_cases(query, library, today, "responsible")
