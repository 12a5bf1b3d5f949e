"""A question in prose: the field of a case, the words of a document with their place, or the figures of its tables."""

from dataclasses import replace
from datetime import date

from answers import milestones as goals
from answers import naming, unknown
from answers.intents import milestones, status
from answers.intents.status import FIELDS
from answers.needs import fields_of, is_aim, need_of
from answers.parts import reading_of
from answers.prose import elsewhere, told
from index.search.search_facade import Library
from questions.query import Query
from records import Answer, Note

_OF_A_CASE = frozenset({*FIELDS, "why", "status"})
# What no field of a case is: a number of things, a price of one of many, who somebody is.
_OF_OTHERS = frozenset(
    {
        "count",
        "people",
        "share",
        "unit",
        "name",
        "product",
        "company",
        "contact",
        "address",
        "positions",
        "area",
        "distance",
    }
)
_NAMES = frozenset({"name", "product", "company"})
_OF_GOALS = {"when": "milestones", "who": "responsible"}


def answer(query: Query, library: Library, today: date, named: bool = True) -> Answer:
    """The fact before the prose: what a case states of itself, then goals, tables and text; a plain "not in the
    documents" when nothing holds what was asked. Without `named` the words are known to name no case."""
    measured = {query.measure.field} & set(FIELDS) if query.measure else set()
    named = named or not measured <= query.asks
    query = replace(query, asks=query.asks | measured)
    said_first = "who" in query.asks and "responsible" not in query.asks
    ways = (
        of_field,
        *((told, _of_goals) if said_first else (_of_goals, told)),
        *((status.answer_named,) if named else ()),
        elsewhere,
        of_nearest_case,
    )
    found = next((made for way in ways if (made := way(query, library, today))), None)
    return found or unknown.answer(query, library, today)


def of_field(query: Query, library: Library, today: date) -> Answer | None:
    """A field of the case that the topic names; for "what is …" the case itself."""
    told_of = query.asks & _OF_A_CASE or fields_of(query.text) or (need_of(query.text) is None and "what" in query.asks)
    if not told_of or (status.is_counting(query) and "payback" not in query.asks):
        return None
    fields = query.asks & set(FIELDS)
    ways = (naming.by_title, naming.by_status, *((naming.by_goal,) if fields else ()))
    named = next((one for way in ways if (one := way(query, library))), naming.Named())
    if fields and (named.rest or not named):
        named = naming.by_text(query, library) or named
    of_one_field = (
        len(named.cases) == 1 and query.asks & set(FIELDS) and (named.nearly or status.tells_of(named, query, library))
    )
    why = "why" in query.asks
    if not named or (named.rest and not why and not of_one_field):
        return None
    found = status.about_case(status.beside(query, named), named.cases, library, today)
    if found.intent == "unknown" or (why and not status.gives_reason(found)):
        return None
    return replace(found, reading=reading_of(query))


def of_nearest_case(query: Query, library: Library, today: date) -> Answer | None:
    """A field of the case that is clearly the nearest, with the words that its texts do not hold."""
    need = need_of(query.text)
    if not (query.asks & set(FIELDS) or fields_of(query.text)) or "thing" in query.asks:
        return None
    if need and need.name in _OF_OTHERS:
        return None
    named = naming.by_passages(query, library) or naming.by_all_texts(query, library)
    if not named:
        return None
    found = status.about_case(status.beside(query, named), named.cases, library, today)
    if found.intent == "unknown":
        return None
    words = Note("nearest_case", {"words": list(named.rest)})
    return replace(found, reading=reading_of(query), notes=(words, *found.notes) if named.rest else found.notes)


def _of_goals(query: Query, library: Library, today: date) -> Answer | None:
    """When, who and what is aimed at: the milestones whose own words hold the topic."""
    need = need_of(query.text)
    intent = next((intent for ask, intent in _OF_GOALS.items() if ask in query.asks), None)
    if not intent and need is None and is_aim(query.text):
        intent = "milestones"
    if not intent or (need and need.name in _NAMES):  # a unit leads nothing, and wins no tender
        return None
    chosen, _ = goals.by_topic(query, library)
    return milestones.of_cases(query, library, today, intent) if chosen else None
