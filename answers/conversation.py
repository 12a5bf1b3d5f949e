"""A question that leans on the ones before it: "og hvad koster den?", "kun de vedtagne", "og i Solrød?", "hvorfor?".

A conversation is the texts of its questions: they are read again from the first, so that nothing else has to be kept.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

from answers.parts import reading_of
from questions.query import Code, Filter, Missing, Query
from records import Hit
from records.compiled import toml_table
from records.lazy_patterns import LazyPattern

LONGEST = 6  # so many questions back; what is older has been said otherwise since
FOLLOWUPS = Path(__file__).with_name("followups.toml")
# Intents that a question which only adds to another does not choose by itself.
_OPEN = frozenset({"search", "help", "unknown", "status_list", "passage", "status", "total"})
_OF_A_CASE = frozenset({"cost", "saving", "payback", "why", "when", "who", "proposer", "about"})
_KINDS = _OF_A_CASE | {"responsible", "milestones"}

Hits = Callable[[Query], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Leaning:
    """What tells that a question goes on from the one before (`begins`), speaks of it (`refers`), lists what is about
    it (`about`), or asks whether it is so (`whether`)."""

    begins: LazyPattern
    refers: LazyPattern
    about: LazyPattern
    whether: LazyPattern


@cache
def leaning() -> Leaning:
    """The patterns of all languages: a conversation may change its language."""
    read = toml_table(FOLLOWUPS).values()
    names = (one.name for one in fields(Leaning))
    return Leaning(*(LazyPattern("|".join(one for table in read for one in table[name])) for name in names))


def understood(texts: Sequence[str], read: Callable[[str], Query], hits: Hits) -> Query:
    """The last of the texts as it is meant after those before it. `hits` gives what a question before was answered
    with: "hvad koster den?" after a list of one is about that one."""
    first, *rest = texts[-LONGEST:]
    query = _alone(_without_pronouns(read(first)))
    for text in rest:
        query = _continued(_without_pronouns(read(text)), query, hits)
    return query


def _without_pronouns(query: Query) -> Query:
    """ "It" is no topic, unless it is what computers do: that is Danish."""
    if query.language == "da" or not query.topic or not all(map(leaning().refers.fullmatch, query.topic)):
        return query
    return replace(query, topic=(), said=tuple(word for word in query.said if word not in query.topic))


def _alone(query: Query) -> Query:
    """A question that only refers, and has nothing to refer to, asks which case is meant."""
    text = query.text.lower()
    asks = _names_nothing(query) and not query.rows and _leans(query) and query.asks - {"help"}
    of_it = leaning().about.search(text) or (not query.rows and leaning().whether.search(text))
    if asks or (of_it and _names_nothing(query, but_limits=True)):
        return replace(query, missing=(Missing("case", query.text),))
    return query


def _continued(query: Query, before: Query, hits: Hits) -> Query:
    if not _is_continuing(query) or before.missing:
        return _alone(query)
    if query.codes:
        return _of_another(query, before)
    if not before.codes and not query.topic and query.asks & _OF_A_CASE and (only := _only(before, hits)):
        before = _about(only, before)
    return _merged(query, before)


def _only(before: Query, hits: Hits) -> Hit | None:
    """The one case that the question before was answered with; of a superlative the first."""
    found = hits(before)
    return found[0] if len(found) == 1 or (before.order and found) else None


def _is_continuing(query: Query) -> bool:
    text = query.text.lower().strip()
    if leaning().begins.search(text):
        return True
    return _names_nothing(query, but_limits=True) and not query.rows and (_leans(query) or not query.asks)


def _names_nothing(query: Query, but_limits: bool = False) -> bool:
    """Has it no topic and no code of its own, nor, unless they may stand, limits or a sum that it asks for? "How much
    does it save" asks for no sum."""
    sums = query.measure and "how_much" not in query.asks
    return not (query.topic or query.codes) and (but_limits or not (query.filters or sums))


def _leans(query: Query) -> bool:
    text = query.text.lower().strip()
    return bool(leaning().begins.search(text) or leaning().refers.search(text))


def _of_another(query: Query, before: Query) -> Query:
    """ "Og HA04?": the same question about another case."""
    if query.asks & _KINDS:
        return query
    return replace(query, asks=query.asks | before.asks, intent=before.intent if before.codes else query.intent)


def _about(hit: Hit, before: Query) -> Query:
    """The question before as one about the only case that it was answered with."""
    if hit.code:
        return replace(before, codes=(Code(hit.code, hit.budget_year),), topic=(), filters=(), order=None, measure=None)
    place = Filter("municipality", (hit.municipality,))
    topic = tuple(re.findall(r"\w+", hit.title.lower()))
    return replace(before, topic=topic, filters=(place,), order=None, measure=None, intent="status")


def _merged(query: Query, before: Query) -> Query:
    """What the question before had, but for what the new one says otherwise."""
    own = {one.field for one in query.filters}
    kept = tuple(one for one in before.filters if one.field not in own)
    asks_anew = bool(query.asks & _KINDS)
    made = replace(
        query,
        topic=query.topic or before.topic,
        codes=before.codes,
        filters=(*kept, *query.filters),
        order=query.order or (None if asks_anew else before.order),
        measure=query.measure or (None if asks_anew else before.measure),
        asks=query.asks if asks_anew else query.asks | before.asks,
        said=tuple(dict.fromkeys((*before.said, *query.said))),
        rows=query.rows or before.rows,
        text=query.text if asks_anew else f"{before.text} {query.text}",
        asked_topic=query.asked_topic or before.asked_topic,
        intent=_intent(query, before),
        alternatives=tuple(_merged(one, before) for one in query.alternatives),
    )
    mine = {part.id for part in reading_of(query).parts}
    return replace(made, carried=tuple(part.id for part in reading_of(made).parts if part.id not in mine))


def _intent(query: Query, before: Query) -> str:
    if query.intent not in _OPEN or (query.intent == "total" and query.measure):
        return query.intent
    if before.codes:
        return "status" if query.asks & _KINDS else before.intent
    return before.intent
