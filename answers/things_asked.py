"""Of what thing a question asks a value, and which of its words only ask for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from answers.matching import asked_for
from answers.needs import Needed, need_of, only_asking
from answers.number_of import NumberOf, OtherName
from index.search.concepts import Concept
from index.search.search_facade import Library
from index.search.tokenizer import words
from questions.query import Query

_GLUED = re.compile(r"(\d+)[^\W\d_]{1,3}")  # a number with its unit: "80g"
COUNTING = ("count", "people", "positions")


def wanted(query: Query, library: Library) -> Needed | None:
    """The value that an answer to `query` holds; None where any words will do."""
    need, thing = need_of(query.text), thing_asked(query, library)
    if need is not None and need.name == "product":
        return OtherName(need, query.text)
    if need is None or need.name not in COUNTING or not thing:
        return need
    owners = ("municipality", "administration", "committee")
    places = tuple(name for field in owners for one in query.of(field) for name in one.values)
    whole = set(query.topic) == {thing}  # "how many employees does Aalborg have": not those of one of its teams
    return NumberOf(need, _concepts_of(thing, query, library), places if whole else ())


def thing_asked(query: Query, library: Library) -> str:
    """What a number, a price or a word is asked of: of "night guards" the guards, of "ekstra timer" the hours. What is
    done with money ("hvor mange penge brugte"), or a word that only asks ("en stor del af"), is no thing."""
    need, said = need_of(query.text), words(query.text)
    if query.thing not in said:
        return query.thing
    if need is None:
        return _of_which(query, said, library)
    if need.asks_by(query.thing, query.text):
        return ""
    asking = only_asking(query.text)
    run = [one for one in _run(said[said.index(query.thing) :], query, asking) if one not in asking]
    if need.name == "money" and library.lexicon.is_verb(query.thing, query.language):
        return ""
    if need.name not in COUNTING or not run:
        return query.thing
    return run[-1 if query.language == "en" else 0]


def _of_which(query: Query, said: Sequence[str], library: Library) -> str:
    """Of "which old system does … replace" the last word before the verb: the system."""
    run = _run(said[said.index(query.thing) :], query, frozenset())
    behind = said[said.index(query.thing) + len(run) :][:1]
    english = query.language == "en" and "thing" in query.asks
    if english and run and behind and library.lexicon.is_verb(behind[0], "en"):
        return run[-1]
    return query.thing


def _concepts_of(thing: str, query: Query, library: Library) -> tuple[Concept, ...]:
    """The concepts of a thing, with the words that are one term with it ("parking meters")."""
    said = asked_for(asked_about(query.topic, query), query.language, library).concepts
    whole = tuple(one for one in said if " " in one.typed and thing in one.typed.split())
    return whole or asked_for((thing,), query.language, library).concepts


def _run(said: Sequence[str], query: Query, asking: frozenset[str]) -> list[str]:
    """The words of the topic that follow one another from the first."""
    return list(takewhile(lambda word: word in query.topic or word in asking, said))


def asked_about(said: tuple[str, ...], query: Query) -> tuple[str, ...]:
    """The words without those that only ask for a kind of value, unless nothing else is said."""
    asking = only_asking(query.text)
    return tuple(word for word in said if word not in asking) or said


def with_whole_terms(query: Query, library: Library) -> Query:
    """The question with the whole of a term of which one word was read as something else: "investment pool" is no
    swimming pool, and "80g" is no bare number."""
    if not query.topic:
        return query
    said = words(query.text)
    whole = {found[1]: word for word in said if (found := _GLUED.fullmatch(word)) and found[1] not in said}
    for first, second in pairwise(said) if query.language == "en" else ():
        half = (first in query.topic) != (second in query.topic)
        term = f"{first} {second}"
        read = library.concepts((first, second), query.language, "passages") if half else ()
        if [one.typed for one in read] == [term]:
            whole[second if second in query.topic else first] = _of_texts_alone(term, read[0].read, query, library)
    return replace(query, topic=_made(query.topic, whole), said=_made(query.said, whole)) if whole else query


def _of_texts_alone(term: str, read: str, query: Query, library: Library) -> str:
    """An English term, in Danish where titles are searched without it: one of its words is another thing there."""
    titled = library.concepts(term.split(), query.language)
    return term if query.thing in term.split() or any(" " in one.typed for one in titled) else read


def _made(typed: Sequence[str], whole: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for word in typed for one in whole.get(word, word).split()))
