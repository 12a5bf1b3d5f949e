"""One case, by its code or its title; all cases of a code that names several."""

from dataclasses import replace
from datetime import date

import numpy as np

from answers.cases import cases_of_code, views
from answers.economy import facts_of, notes_of
from answers.hits import CaseHits
from answers.intents import passage, search
from answers.parts import reading_of
from answers.quoting import quotes
from answers.selecting import select
from index.search.postings import Ints
from index.search.search_facade import Library
from index.search.tokenizer import tokens
from questions.query import Query
from records import Answer, CaseView, Note, Quote

MOST_BY_TITLE = 3
_SAID = frozenset({"how_much", "why", "what", "when", "who"})
_FIELDS = frozenset({"cost", "saving", "payback"})


def answer(query: Query, library: Library, today: date) -> Answer:
    """The case in full. A question that asks for more than its fields gets the words of the document as well."""
    if not query.codes:
        return _by_title(query, library, today)
    found = {view.hit.source: view for code in query.codes for view in cases_of_code(library, code)}
    cases = tuple(found.values())
    if not cases:
        return _unknown_code(query, library, today)
    return compose(query, cases, today, library)


def compose(query: Query, cases: tuple[CaseView, ...], today: date, library: Library) -> Answer:
    """The answer for these cases: facts that are asked for first, then the words of the documents."""
    facts = facts_of(cases, query.asks)
    notes = [note for view in cases for note in notes_of(view)]
    for code in query.codes:
        count = sum(code.code in {view.hit.code, *(also.code for also in view.hit.also)} for view in cases)
        if count > 1:
            notes.insert(0, Note("ambiguous_code", {"code": code.code, "count": count}))
    newest = max((row.as_of for view in cases for row in view.statuses if row.as_of), default=None)
    if newest:
        notes.append(Note("data_as_of", {"date": newest}))
    if newest and (today - newest).days > library.stale_days and not all(view.gone for view in cases):
        notes.append(Note("status_old", {"days": (today - newest).days}))
    return Answer(
        question=query.text,
        language=query.language,
        intent="status",
        today=today,
        reading=reading_of(query),
        total=len(cases),
        hits=tuple(view.hit for view in cases),
        cases=cases,
        milestones=tuple(m for view in cases for m in view.milestones),
        quotes=_said(query, cases, library),
        facts=facts,
        notes=tuple(notes),
    )


def _said(query: Query, cases: tuple[CaseView, ...], library: Library) -> tuple[Quote, ...]:
    """What the documents say of the topic in the text of these cases, when the question has one."""
    if not query.topic or not (query.asks & _SAID or query.topic):
        return ()
    ids = [
        row_id
        for view in cases
        if view.proposal
        for row_id in library.store.passages_of(view.proposal.municipality, view.proposal.code, view.proposal.title)
    ]
    return quotes(query, library, ids) if ids else ()


def _by_title(query: Query, library: Library, today: date) -> Answer:
    """The cases whose title the topic names; a list when none is named clearly."""
    selection = select(replace(query, filters=()), library, gone=True)
    ids = _titled(library, query, selection.ids)
    if not len(ids) or len(ids) > MOST_BY_TITLE:
        query = replace(query, intent="search")
        return search.answer_with(query, library, today, select(replace(query, filters=()), library))
    entries = library.entries(ids)
    cases = tuple(views(library, dict.fromkeys(entry.case_id for entry in entries.values())))
    return compose(query, cases, today, library)


def _titled(library: Library, query: Query, ids: Ints) -> Ints:
    """Of the first hits, those whose title holds every word of the topic."""
    wanted = set(tokens(" ".join(query.topic)))
    wanted = {token for token in wanted if not token.startswith("~")}
    hits = CaseHits(library, ids[:10])
    keep = [
        at
        for at, hit in enumerate(hits)
        if wanted <= {token.lstrip("~") for token in tokens(" ".join((hit.title, *(also.title for also in hit.also))))}
    ]
    return ids[np.array(keep, np.int64)] if keep else ids[:0]


def _unknown_code(query: Query, library: Library, today: date) -> Answer:
    named = ", ".join(code.code for code in query.codes)
    answer = passage.unknown(query, library, today)
    return replace(answer, intent="unknown", notes=(Note("not_in_documents", {"what": named}),))
