"""Names that are a part of titles: of an area ("bedre biblioteksoplevelser for børnefamilier"), which limits nothing
then, and of a type, by which proposals call themselves that are of another one.
"""

from dataclasses import replace

from answers import naming
from answers.selecting import limits, select
from filters.conditions import TOPIC
from index.search.search_facade import Library
from index.search.tokenizer import words
from questions.intents import intent_of
from questions.query import Code, Filter, Query
from records.spelling import key_of

_OF_ONE = frozenset({"cost", "saving", "payback", "status", "responsible", "milestones", "when", "who", "why", "about"})
_LEAST = 4  # letters by which a word begins a name
_PARTS = ("area", "section")


def with_type_in_titles(query: Query, library: Library) -> Query:
    """The question about proposals that call themselves by a type in their titles, where nothing that meets its limits
    is of that type ("investeringsforslag fra Ishøj"); else as it is."""
    typed = [one for one in query.filters if one.field == "type" and not one.negated]
    if len(typed) != 1 or query.topic or query.codes or library.matching(limits(query)).any():
        return query
    called = Filter(TOPIC, tuple(value.lower() for value in typed[0].values), label="da")
    made = replace(query, filters=tuple(called if one is typed[0] else one for one in query.filters))
    return made if len(select(made, library).ids) else query


def with_whole_title(query: Query, library: Library) -> Query:
    """The question with the words of an area among those that name its case, where one title alone holds them all, and
    something is asked of one case; else as it is."""
    areas = [one for one in query.filters if one.field in _PARTS and not one.negated]
    if not (areas and query.topic and query.asks & _OF_ONE) or query.rows or query.codes or query.measure:
        return query
    names = {
        key[:_LEAST] for one in areas for value in one.values for key in key_of(value).split() if len(key) >= _LEAST
    }
    said = tuple(one for one in words(query.text) if one in query.topic or key_of(one)[:_LEAST] in names)
    others = tuple(one for one in query.filters if one not in areas)
    made = replace(query, topic=said, filters=others, said=tuple(dict.fromkeys((*query.said, *said))))
    named = naming.by_title(made, library)
    if len(said) == len(query.topic) or len(named.cases) != 1 or named.rest or named.share < naming.WHOLE:
        return query
    hit = named.cases[0].hit
    if hit.code:
        made = replace(made, topic=(), codes=(Code(hit.code, hit.budget_year),))
    return replace(made, intent=intent_of(made))
