"""The words and the tables of the documents as an answer."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from answers.hits import hits
from answers.intents import search
from answers.milestones import entries_of
from answers.needs import need_of
from answers.quoting import MOST, answering, is_row, quoted, sentences
from answers.selecting import NEAREST, limits, select
from answers.tables import figure_facts, figures
from answers.things_asked import wanted
from index.search.search_facade import Library
from questions.query import Query
from records import Answer, Figure, Hit, Passage, Quote

_AMOUNTS = frozenset({"saving", "cost"})
_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:kr|mio|mia|t\.?\s?kr|tkr|%|pct)")
NAMED = 0.2  # so much of what is said, each word as much as it tells, stands in the title of a case that is meant


def told(query: Query, library: Library, today: date) -> Answer | None:
    """What the texts and the tables of the documents say; None where they do not hold what was asked."""
    need = need_of(query.text)
    found = answering(query, library, library.passages_in(limits(query)))[:MOST]
    said = quoted(found, wanted(query, library))
    cells = (
        figures(query, library) if need is None or need.name in ("count", "people", "number", "money", "share") else ()
    )
    if not said and not cells:
        return None
    made = _answer(query, library, today, said, cells)
    cases = _cases(
        [one.passage for one in found if is_row(one.passage) or one.asked.held(one.passage.title or "") >= NAMED],
        library,
    )
    return replace(made, hits=cases, total=len(cases), nearest=_others(made, cases)) if cases else made


def elsewhere(query: Query, library: Library, today: date) -> Answer | None:
    """What the texts of others say of a place that is read as the municipality ("flytter til Høje-Taastrup")."""
    if not query.of("municipality"):
        return None
    names = [name for one in query.of("municipality") for name in one.values]
    places = (*names, *(name.replace("-", " ") for name in names))
    anywhere = tuple(one for one in query.filters if one.field != "municipality")
    made = told(replace(query, filters=anywhere), library, today)
    said = (
        [one for one in sentences(made.quotes[0].text) if any(place in one for place in places)]
        if made and made.quotes
        else []
    )
    if query.asks & _AMOUNTS and not any(_AMOUNT.search(one) for one in said):
        return None  # what a place saves or pays stands beside its name, or is another's
    return made if said else None


def _cases(quoted: Sequence[Passage], library: Library) -> tuple[Hit, ...]:
    """The cases whose texts are quoted and that the question names, each once, the best quote's first."""
    ids = [
        entry.id
        for one in quoted
        for entry in entries_of([one], library)
        if entry.title == one.title or entry.kind == "proposal"
    ]
    return hits(library, library.first_of_cases(np.array(ids, np.int64))) if ids else ()


def _others(made: Answer, cases: Sequence[Hit]) -> tuple[Hit, ...]:
    """What else is about the topic, or near it."""
    quoted = {one.source for hit in cases for one in (hit, *hit.also)}
    return tuple(one for one in (*made.hits[:NEAREST], *made.nearest) if one.source not in quoted)


def _answer(query: Query, library: Library, today: date, said: tuple[Quote, ...], cells: tuple[Figure, ...]) -> Answer:
    listed = search.answer_with(query, library, today, select(query, library))
    intent = "figure" if cells and not said else "passage"
    return replace(listed, intent=intent, quotes=said, figures=cells, facts=figure_facts(cells), notes=())
