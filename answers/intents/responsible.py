"""Who answers for what: "Hvem er ansvarlig for opfølgning", or a column of the list that the case stands in."""

from dataclasses import replace
from datetime import date

from answers import naming
from answers.cases import views
from answers.economy import facts_of
from answers.intents import milestones, status
from answers.milestones import case_ids
from answers.parts import answer_about
from answers.selecting import limits, select
from answers.unknown import not_there
from index.search.search_facade import Library
from questions.query import Query
from records import Answer, CaseView


def answer(query: Query, library: Library, today: date) -> Answer:
    """Each follow-up goal of the case with the unit that is responsible for it; without goals, who its row names. Where
    cases are listed of which nobody is named, that is said of them."""
    made = milestones.of_cases(query, library, today, "responsible")
    if made.facts:
        return made
    cases = _named(query, library)
    found = _of_rows(query, cases, today)
    listed = not (query.codes or query.topic or query.of("due") or made.hits)
    return found or (not_there(query, _about(query, cases, today), "responsible") if listed and cases else made)


def _of_rows(query: Query, cases: tuple[CaseView, ...], today: date) -> Answer | None:
    """Who the rows of the cases say is responsible; None where they do not."""
    facts = tuple(fact for fact in facts_of(cases) if fact.label == "responsible")
    if not facts:
        return None
    return replace(_about(query, cases, today), facts=facts)


def _about(query: Query, cases: tuple[CaseView, ...], today: date) -> Answer:
    return answer_about(query, cases, today, "responsible")


def _named(query: Query, library: Library) -> tuple[CaseView, ...]:
    if query.codes:
        return status.of_codes(query, library)
    if not query.topic and limits(query):
        return tuple(views(library, case_ids(library, select(query, library).ids)))
    found = naming.by_title(query, library) if query.topic else None
    return found.cases if found else ()
