"""Milestones: of a case, due in a period, overdue, of a unit."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from answers import naming, unknown
from answers.case_texts import passages_of
from answers.cases import due_key, views
from answers.economy import notes_of
from answers.intents import status
from answers.milestones import by_topic, case_ids, entries_of, falls, in_period, next_of, of_aim, of_told
from answers.needs import names_goals
from answers.parts import answer_about, reading_of
from answers.prose import told
from answers.quoting import quotes
from answers.selecting import NEAREST, limits, select
from answers.unknown import not_there, nothing_of
from index.search.search_facade import Library
from questions.periods import NEXT, UPCOMING
from questions.query import Filter, Query
from records import Answer, CaseView, Fact, Milestone, Note


def answer(query: Query, library: Library, today: date) -> Answer:
    """The milestones asked for, the earliest due first; of one case, those about the topic first."""
    return of_cases(query, library, today, "milestones")


def of_cases(query: Query, library: Library, today: date, intent: str) -> Answer:
    """Milestones of the cases that the question names by code, topic or limits, as an answer of `intent`."""
    due = query.of("due")
    cases, about = _chosen(query, library)
    chosen = [milestone for milestone in about if falls(milestone, due)]
    if any(one.op == NEXT for one in due):
        chosen = next_of(chosen, due)
    if not chosen:
        return _none(query, library, today, cases, about, intent)
    theirs = [view for view in cases if any(one in view.milestones for one in chosen)]
    return made(query, library, today, intent, theirs, chosen)


def made(
    query: Query, library: Library, today: date, intent: str, cases: Sequence[CaseView], chosen: Sequence[Milestone]
) -> Answer:
    """These milestones of these cases as an answer."""
    named = bool(query.codes)
    said = quotes(query, library, passages_of(cases, library)) if named and query.topic else ()
    return replace(
        answer_about(query, cases, today, intent),
        cases=tuple(cases) if named else (),
        milestones=tuple(chosen),
        quotes=said,
        facts=tuple(fact for one in chosen for fact in _facts(one, intent)),
        notes=(
            *(_ambiguous(query, cases) if named else ()),
            *_relative(chosen),
            *(note for view in cases for note in notes_of(view) if named),
        ),
    )


def _ambiguous(query: Query, cases: Sequence[CaseView]) -> Iterable[Note]:
    if len(cases) > len(query.codes):
        yield from (Note("ambiguous_code", {"code": code.code, "count": len(cases)}) for code in query.codes)


def _chosen(query: Query, library: Library) -> tuple[list[CaseView], list[Milestone]]:
    """The cases that are named and their milestones, those about the topic first; else those that the topic, or the
    limits and the period, are about."""
    if query.codes:
        cases = list(status.of_codes(query, library))
        theirs = [one for view in cases for one in view.milestones]
        near = of_aim(query, library, theirs)
        return cases, near if near or _is_goal(query) else _by_words(theirs, query, library)
    if query.topic:
        chosen = _of_limits(by_topic(query, library)[0], query, library)
        return _cases_of(chosen, library), chosen
    if limits(query):
        found = [view for view in views(library, case_ids(library, select(query, library).ids)) if view.milestones]
        return found, sorted((one for view in found for one in view.milestones), key=due_key)
    chosen = sorted(in_period(query, library), key=due_key)
    return _cases_of(chosen, library), chosen


def _is_goal(query: Query) -> bool:
    """Is a goal asked for of a case, and not when, or who?"""
    return query.intent == "milestones" and names_goals(query.text) and not query.asks & {"when", "who"}


def _of_limits(chosen: Sequence[Milestone], query: Query, library: Library) -> list[Milestone]:
    """Those whose case meets every limit: what is shown as understood is what was looked for."""
    limited = limits(query)
    if not limited:
        return list(chosen)
    cases = set(case_ids(library, library.columns.ids[library.matching(limited, gone=True)]))
    return [one for one in chosen if any(entry.case_id in cases for entry in entries_of([one], library))]


def _cases_of(chosen: Iterable[Milestone], library: Library) -> list[CaseView]:
    entries = entries_of(chosen, library)
    found = {view.hit.source: view for view in views(library, dict.fromkeys(entry.case_id for entry in entries))}
    return [view for view in found.values() if view.milestones]


def _by_words(milestones: list[Milestone], query: Query, library: Library) -> list[Milestone]:
    """Those that share most words with the question first, then by due day."""
    stems = library.text_words.stems
    wanted = stems(" ".join(query.topic))
    return sorted(milestones, key=lambda m: (-len(wanted & stems(f"{m.goal} {m.measured_by}")), *due_key(m)))


def _facts(milestone: Milestone, intent: str) -> list[Fact]:
    values = {"code": milestone.code, "goal": milestone.goal, "when": milestone.when}
    if intent == "responsible":
        return [Fact("responsible", milestone.responsible, milestone.source, values)]
    days = ", ".join(last.isoformat() for _, last in milestone.all_dues)
    return [Fact("due", f"{milestone.when} ({days})" if days else milestone.when, milestone.source, values)]


def _relative(milestones: Iterable[Milestone]) -> list[Note]:
    count = sum(not m.all_dues for m in milestones)
    return [Note("only_relative_date", {"count": count})] if count else []


def _none(
    query: Query, library: Library, today: date, cases: list[CaseView], about: list[Milestone], intent: str
) -> Answer:
    """No milestone fits: an empty list for a period; else what the documents say in words, or that they do not."""
    if query.codes and not cases:
        return nothing_of(query, library, today)
    if query.codes and not query.of("due"):
        found = status.compose(query, tuple(cases), today, library)
        no_goal = _is_goal(query) and any(view.milestones for view in cases)
        return found if no_goal and found.quotes else not_there(query, found, "" if no_goal else intent)
    if query.topic and not query.of("due"):
        said = told(query, library, today)
        goals = of_told(query, library, said.hits) if said and said.hits and intent == "responsible" else []
        goals = goals or (_of_named_case(query, library) if not said and intent == "milestones" else [])
        if goals:
            return made(query, library, today, intent, _cases_of(goals, library), goals)
        return said or unknown.answer(query, library, today)
    near = tuple(view.hit for view in cases[:NEAREST])
    empty = Answer(query.text, query.language, intent, today, reading_of(query), nearest=near)
    if any(one.op in (NEXT, UPCOMING) and one.high is None for one in query.of("due")):
        return replace(empty, notes=(*_past(about), *_relative(about), *(n for view in cases for n in notes_of(view))))
    late = _overdue(query, library, today)
    return replace(empty, notes=(*(late or [Note("nothing_found")]), *([Note("nearest")] if near else [])))


def _of_named_case(query: Query, library: Library) -> list[Milestone]:
    """Of the one case that all words name between its texts, the milestones whose own words hold most of them."""
    named = naming.by_all_texts(query, library)
    return of_told(query, library, [view.hit for view in named.cases]) if named else []


def _overdue(query: Query, library: Library, today: date) -> list[Note]:
    """Where none is due in a period to come: how many of the same are overdue, and since when."""
    if not any(one.low and date.fromordinal(int(one.low)) >= today for one in query.of("due")):
        return []
    before = Filter("due", (), "overdue", None, float(today.toordinal() - 1))
    others = tuple(one for one in query.filters if one.field != "due")
    found = _chosen(replace(query, filters=(*others, before)), library)[1]
    days = [last for one in found if falls(one, (before,)) for _, last in one.all_dues if last < today]
    count = sum(falls(one, (before,)) for one in found)
    return [Note("overdue_besides", {"count": count, "date": min(days)})] if days else []


def _past(milestones: Iterable[Milestone]) -> list[Note]:
    """That none is to come, and the last that was."""
    dated = [(max(last for _, last in one.all_dues), one) for one in milestones if one.all_dues]
    if not dated:
        return [Note("none_to_come", {"day": None})]
    day, last = max(dated, key=lambda one: one[0])
    return [Note("none_to_come", {"day": day, "goal": last.goal, "source": last.source})]
