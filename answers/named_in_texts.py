"""A name that is read as a limit and is a part of the very thing that is asked about: where a title, a goal or a
sentence says it ("flytning af genstande til Høje-Taastrup", "samarbejdet mellem BIF og SOF")."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from index.search.tokenizer import words
from questions.query import Query
from records import Answer
from records.names import administration, committee

_WORD = re.compile(r"\w+")
OWNERS = ("municipality", "administration", "committee")
ONE = 1


def without_owners(query: Query, ask: Callable[[Query], Answer]) -> Answer | None:
    """What is answered without the limits that are names, where what is told says each of those names; None else."""
    named = [name for field in OWNERS for one in query.of(field) if not one.negated for name in one.values]
    if not named or not query.topic or query.codes or query.rows:
        return None
    left = tuple(one for one in query.filters if one.field not in OWNERS)
    found = ask(replace(query, filters=left))
    if not _is_said(found, named) and (places := _places(query)):
        found = ask(replace(query, filters=left, topic=(*query.topic, *places)))
    return found if _is_said(found, named) else None


def _places(query: Query) -> list[str]:
    """The words by which the municipalities were named."""
    names = [name.replace("-", " ") for one in query.of("municipality") for name in one.values]
    return [one for name in names for one in words(name) if one in query.said and one not in query.topic]


def _is_said(found: Answer, named: Sequence[str]) -> bool:
    told = list(_told(found))
    return bool(told) and all(_says(text, name) for text in told for name in named)


def _told(found: Answer) -> Iterator[str]:
    """The texts that name what is told: the goals, or the title of the one case."""
    if found.milestones and found.intent in ("milestones", "responsible"):
        yield from (f"{one.goal} {one.measured_by}" for one in found.milestones)
    elif len(found.cases) == ONE and found.intent == "status":
        yield found.cases[0].hit.title


def _says(text: str, name: str) -> bool:
    plain = text.replace("-", " ")
    if name in text or name.replace("-", " ") in plain:
        return True
    return any(name in (administration(word), committee(word)) for word in _WORD.findall(plain))
