"""A question in prose: the words of the document, quoted with their place, and the figures of its tables."""

from dataclasses import replace
from datetime import date

from answers.intents import search
from answers.parts import reading_of
from answers.quoting import quotes
from answers.selecting import limits, select
from answers.tables import figure_facts, figures
from index.search.search_facade import Library
from questions.query import Query
from records import Answer, Note


def answer(query: Query, library: Library, today: date) -> Answer:
    """Quotes and figures, and the cases on the topic; a plain "not in the documents" when there is nothing."""
    selection = select(query, library)
    among = library.passages_in(limits(query))
    said = quotes(query, library, among)
    cells = figures(query, library)
    if not said and not cells:
        if len(selection.ids):
            return search.answer_with(replace(query, intent="search"), library, today, selection)
        return unknown(query, library, today)
    listed = search.answer_with(query, library, today, selection)
    return replace(
        listed,
        intent="figure" if cells and not said else "passage",
        quotes=said,
        figures=cells,
        facts=figure_facts(cells),
        notes=(),
    )


def unknown(query: Query, library: Library, today: date) -> Answer:
    """What the documents do not say, with the nearest that is there."""
    near = select(replace(query, filters=(), codes=(), order=None), library) if query.topic else None
    hits = search.answer_with(query, library, today, near).hits[:3] if near else ()
    notes = (Note("not_in_documents", {"what": " ".join(query.topic) or query.text[:200]}),)
    return Answer(query.text, query.language, "unknown", today, reading_of(query), nearest=tuple(hits), notes=notes)
