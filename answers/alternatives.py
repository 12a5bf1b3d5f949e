"""Other readings of a question: offered beside the answer, or asked about where one is as near with other figures."""

from collections.abc import Callable
from dataclasses import replace

from answers.parts import reading_of
from questions.query import Query
from records import Answer, Note

MOST_COMPARED = 50  # hits of two answers
ASKS = "which_reading"


def with_alternatives(query: Query, made: Answer, answered: Callable[[Query], Answer]) -> Answer:
    """The answer `made` of the nearest reading with the others that would be answered otherwise; with a question in its
    place where one that differs is as near. `answered` answers a reading."""
    others = [(at, answered(one)) for at, one in enumerate(query.alternatives)]
    others = [(at, one) for at, one in others if one.intent != "unknown" and _figures(one) != _figures(made)]
    found = replace(made, alternatives=tuple(reading_of(query.alternatives[at]) for at, _ in others))
    if made.intent == "unknown" or not any(at < query.doubted for at, _ in others):
        return found
    readings = (reading_of(query), *(reading_of(query.alternatives[at]) for at, _ in others))
    asked = Answer(query.text, query.language, "unknown", made.today, notes=(Note(ASKS),))
    return replace(asked, alternatives=readings, ignored=made.ignored)


def asks_which(made: Answer) -> bool:
    """Does it ask which of several readings is meant?"""
    return any(note.kind == ASKS for note in made.notes)


def _figures(made: Answer) -> tuple[object, ...]:
    """What two readings must have alike to be one to the one who asks: how many, which, and every figure."""
    hits = tuple((one.municipality, one.code, one.budget_year, one.title) for one in made.hits[:MOST_COMPARED])
    facts = tuple((one.label, one.value) for one in made.facts)
    return (made.intent, made.total, hits, facts, made.table, len(made.milestones), len(made.quotes))
