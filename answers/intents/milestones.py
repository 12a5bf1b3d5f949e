"""Milestones: of a case, due in a period, overdue, of a unit."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from answers.cases import cases_of_code, due_key, views
from answers.economy import notes_of
from answers.intents import passage, search, status
from answers.parts import reading_of
from answers.quoting import quotes
from answers.selecting import limits, select
from index.search.search_facade import Library
from index.search.tokenizer import tokens
from questions.query import Filter, Query
from records import Answer, CaseView, Fact, Milestone, Note

_SOME = 0.5


def answer(query: Query, library: Library, today: date) -> Answer:
    """The milestones asked for, the earliest due first; of one case, those about the topic first."""
    return of_cases(query, library, today, "milestones")


def of_cases(query: Query, library: Library, today: date, intent: str) -> Answer:
    """Milestones of the cases that the question names by code, topic or limits, as an answer of `intent`."""
    cases = _cases(query, library)
    chosen = [m for view in cases for m in view.milestones if _due(m, query.of("due"))]
    if not query.codes:
        # "Milepæle for KEID": of these cases only what the unit answers for, where the topic is a unit.
        chosen = [m for m in chosen if _answers_for(m, query)] or chosen
    if not chosen:
        return _none(query, library, today, cases, intent)
    by_topic = _by_topic(chosen, query) if query.codes else sorted(chosen, key=due_key)
    with_some = tuple(view for view in cases if any(m in view.milestones for m in chosen))
    ambiguous = [
        Note("ambiguous_code", {"code": code.code, "count": len(cases)}) for code in query.codes if len(cases) > 1
    ]
    said = quotes(query, library, _passages(library, cases)) if query.codes and query.topic else ()
    return Answer(
        question=query.text,
        language=query.language,
        intent=intent,
        today=today,
        reading=reading_of(query),
        total=len(with_some),
        hits=tuple(view.hit for view in with_some),
        cases=with_some if query.codes else (),
        milestones=tuple(by_topic),
        quotes=said,
        facts=tuple(fact for m in by_topic for fact in _facts(m, intent)),
        notes=(
            *ambiguous,
            *_relative(by_topic),
            *(note for view in with_some for note in notes_of(view) if query.codes),
        ),
    )


def _passages(library: Library, cases: Iterable[CaseView]) -> list[int]:
    found: list[int] = []
    for view in cases:
        if view.proposal:
            found += library.store.passages_of(view.proposal.municipality, view.proposal.code, view.proposal.title)
    return found


def _cases(query: Query, library: Library) -> list[CaseView]:
    if query.codes:
        found = {view.hit.source: view for code in query.codes for view in cases_of_code(library, code)}
        return list(found.values())
    if query.topic or limits(query):
        unit = _of_unit(query, library)
        ids = unit if unit is not None else select(query, library).ids
        return [view for view in views(library, _case_ids(library, ids)) if view.milestones]
    codes = {(m.municipality, m.code) for m in _in_period(query, library)}
    ids = np.array(
        [entry.id for _, code in sorted(codes, key=str) if code for entry in library.by_code(code)], np.int64
    )
    return [view for view in views(library, _case_ids(library, ids)) if view.milestones]


def _in_period(query: Query, library: Library) -> Iterable[Milestone]:
    due = query.of("due")
    if not due:
        return library.store.milestones().values()
    first = date.fromordinal(int(due[0].low)) if due[0].low else date.min
    last = date.fromordinal(int(due[0].high)) if due[0].high else date.max
    return library.store.milestones_due(first, last).values()


def _case_ids(library: Library, ids: np.ndarray) -> list[int]:
    return list(dict.fromkeys(int(one) for one in library.cases_of(ids)))


def _of_unit(query: Query, library: Library) -> np.ndarray | None:
    """The cases whose milestones a unit answers for, when every word of the topic is in "Hvem er ansvarlig"."""
    codes = {m.code for m in library.store.milestones().values() if m.code and _answers_for(m, query)}
    ids = [entry.id for code in sorted(codes) for entry in library.by_code(code)]
    return np.array(ids, np.int64) if ids else None


def _answers_for(milestone: Milestone, query: Query) -> bool:
    """Is every word of the topic in the name of the unit that is responsible?"""
    wanted = {token for token in tokens(" ".join(query.topic)) if not token.startswith("~")}
    return bool(wanted) and wanted <= {token.lstrip("~") for token in tokens(milestone.responsible)}


def _due(milestone: Milestone, due: Sequence[Filter]) -> bool:
    """Does a due day of the milestone lie in the period that is asked for?"""
    return all(
        any((f.low or 0) <= last.toordinal() <= (f.high or date.max.toordinal()) for _, last in milestone.all_dues)
        for f in due
    )


def _by_topic(milestones: list[Milestone], query: Query) -> list[Milestone]:
    """Those that share most words with the question first, then by due day."""
    wanted = {token.lstrip("~") for token in tokens(" ".join(query.topic))}

    def shared(milestone: Milestone) -> int:
        text = f"{milestone.goal} {milestone.measured_by}"
        return len(wanted & {token.lstrip("~") for token in tokens(text)})

    return sorted(milestones, key=lambda m: (-shared(m), *due_key(m)))


def _facts(milestone: Milestone, intent: str) -> list[Fact]:
    values = {"code": milestone.code, "goal": milestone.goal, "when": milestone.when}
    if intent == "responsible":
        return [Fact("responsible", milestone.responsible, milestone.source, values)]
    days = ", ".join(last.isoformat() for _, last in milestone.all_dues)
    return [Fact("due", f"{milestone.when} ({days})" if days else milestone.when, milestone.source, values)]


def _relative(milestones: Iterable[Milestone]) -> list[Note]:
    count = sum(not m.all_dues for m in milestones)
    return [Note("only_relative_date", {"count": count})] if count else []


def _none(query: Query, library: Library, today: date, cases: list[CaseView], intent: str) -> Answer:
    """No milestone fits: what the documents say in words, or a plain no."""
    if query.codes and cases:
        answer = status.compose(query, tuple(cases), today, library)
        return replace(answer, intent=intent, notes=(Note("not_in_documents", {"what": intent}), *answer.notes))
    if query.topic and not query.of("due"):
        return passage.answer(query, library, today)
    return search.answer_with(
        replace(query, intent=intent, topic=()),
        library,
        today,
        select(replace(query, filters=(), topic=("\x00",)), library),
    )
