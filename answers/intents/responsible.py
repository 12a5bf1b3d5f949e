"""Who answers for what: "Hvem er ansvarlig for opfølgning", or a column of the list that the case stands in."""

from dataclasses import replace
from datetime import date

from answers import naming
from answers.economy import facts_of
from answers.intents import milestones, status
from answers.parts import answer_about
from index.search.search_facade import Library
from questions.query import Query
from records import Answer, CaseView


def answer(query: Query, library: Library, today: date) -> Answer:
    """Each follow-up goal of the case with the unit that is responsible for it; without goals, who its row names."""
    made = milestones.of_cases(query, library, today, "responsible")
    return made if made.facts else _of_rows(query, library, today) or made


def _of_rows(query: Query, library: Library, today: date) -> Answer | None:
    """Who the rows of the named cases say is responsible; None where they do not."""
    cases = _named(query, library)
    facts = tuple(fact for fact in facts_of(cases) if fact.label == "responsible")
    if not facts:
        return None
    return replace(answer_about(query, cases, today, "responsible"), facts=facts)


def _named(query: Query, library: Library) -> tuple[CaseView, ...]:
    if query.codes:
        return status.of_codes(query, library)
    found = naming.by_title(query, library) if query.topic else None
    return found.cases if found else ()
