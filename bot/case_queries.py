"""What Slack asks the documents: a question with parts taken off, one case, the lines around a place."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from answers import answer
from answers.cases import views
from answers.intents import status
from answers.parts import reading_id, reading_of
from index.search.search_facade import Library
from index.state.people import CaseKey, case_of
from questions.query import NOT_STATED, Filter, Query
from records import Answer, CaseView, Hit, Source

# A bare amount may mean either; the other one is a press away.
OTHER = {"saving": "cost", "cost": "saving"}
AROUND = 4  # lines before and after a place


@dataclass(frozen=True, slots=True)
class Question:
    """What a person wants to know: the words, in the language of `language` or in their own, by the reading and without
    the parts whose marks are in `off`, with saving and cost `swapped`. `before` are the questions before it in the
    conversation."""

    text: str
    language: str | None = None
    off: frozenset[str] = frozenset()
    swapped: bool = False
    before: tuple[str, ...] = ()


def mark(part: str) -> str:
    """A short name for the id of a part of a reading: ids are as long as what was asked for."""
    return hashlib.sha256(part.encode("utf-8", "replace")).hexdigest()[:8]


def changed(question: Question, query: Query) -> Query:
    """The reading that the person chose, with what was taken off and turned round."""
    for one in (query, *query.alternatives) if query.alternatives else ():
        if mark(reading_id(reading_of(one))) in question.off:
            others = tuple(other for other in (query, *query.alternatives) if other is not one)
            query = replace(one, alternatives=tuple(replace(other, alternatives=()) for other in others), doubted=0)
            break
    if question.swapped:
        order = query.order and replace(query.order, field=OTHER.get(query.order.field, query.order.field))
        query = replace(query, filters=tuple(map(_swapped, query.filters)), order=order)
    for part in [*(one.id for one in query.filters), "topic", "order"]:
        query = query.without(part) if mark(part) in question.off else query
    return query


def _swapped(condition: Filter) -> Filter:
    known = condition.field in OTHER and condition.op != NOT_STATED
    return replace(condition, field=OTHER[condition.field]) if known else condition


class CaseQueries:
    """The documents, as they are now. `clock` gives the moment, where the municipality is."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        self.library = library
        self.clock = clock

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the store, whatever other processes load meanwhile: a card looks further into its answer."""
        self.library.catch_up()
        with self.library.store.file.reading():
            yield

    def answer(self, question: Question) -> Answer:
        today = self.clock().date()
        change = partial(changed, question)
        return answer(question.text, self.library, today, question.language, change, question.before)

    def case(self, case: CaseKey, language: str) -> Answer | None:
        """All about one case; None when no document has it any longer."""
        found = self.view(case)
        if found is None:
            return None
        query = Query(text=case.code or case.title, language=language, intent="status")
        return status.compose(query, (found,), self.clock().date(), self.library)

    def view(self, case: CaseKey) -> CaseView | None:
        entries = self.library.by_code(case.code) if case.code else self.library.by_title(case.municipality, case.title)
        ids = [one.case_id for one in entries if one.municipality == case.municipality]
        found = views(self.library, dict.fromkeys(ids))
        same_year = [one for one in found if case.budget_year in case_years(one)]
        return next(iter(same_year), None) or self._renamed(case)

    def _renamed(self, case: CaseKey) -> CaseView | None:
        """The case that an earlier report knew by another spelling of its code or title."""
        named = [
            line.ids[-1]
            for line in self.library.timeline.lines
            if any(case.key == case_of(row).key for row in line.rows)
        ]
        entries = self.library.by_records(named[:1]).values()
        return next(iter(views(self.library, [one.case_id for one in entries])), None)

    def lines(self, place: Source) -> tuple[int, tuple[str, ...]]:
        """The document's own lines around a place, and the number of the first of them; none where it has no line."""
        if place.line is None:
            return 0, ()
        first = max(place.line - AROUND, 1)
        return first, self.library.store.lines(place.document, first, place.line + AROUND)


def case_years(view: CaseView) -> set[int | None]:
    """The budget years that a case has, under all its names."""
    return {view.hit.budget_year, *(one.budget_year for one in view.hit.also), *(r.budget_year for r in view.statuses)}


def identity(view: CaseView) -> CaseKey:
    """What a case is known by: as its status report names it, where one does."""
    row = next((row for row in view.statuses if row.code), None)
    if row:
        return case_of(row)
    return case_key_of(view.hit)


def case_key_of(hit: Hit) -> CaseKey:
    """The identity under which a list names a case."""
    return CaseKey(hit.municipality, hit.code, hit.budget_year, hit.title)
