"""Which milestones a question is about: those of a case or a unit, and by topic those whose own words hold it."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from answers.cases import due_key
from answers.matching import NEAR, Asked, asked_for
from answers.needs import asking_of_aims, need_of
from answers.things_asked import asked_about
from index.search.entry import Entry
from index.search.search import SURE
from index.search.search_facade import Library
from index.search.tokenizer import words
from questions.query import Filter, Query
from records import Hit, Milestone, Passage

LOOKED_AT = 200
SAYS = 0.85  # who and when are asked of the very thing, not of one that is near it
HELD = 0.6  # of the topic, each word as much as it tells
OF_TOLD = 0.35  # … where the texts of the case hold the rest
AS_GOOD = 0.98
IN_CELLS = frozenset({"person", "date"})  # which every milestone has in a cell of its own
TITLE_ONLY = 0.05  # what only the title of the case holds is a little further away


def by_topic(query: Query, library: Library) -> tuple[list[Milestone], float]:
    """The milestones that hold most of the topic, in their goal, how it is measured, who answers for it, and the title
    of their case; and how much of it they hold. None where the best hold too little."""
    sure = SAYS if query.language == "da" else SURE  # a translation is always a step away
    asked = _asked(query, library, sure)
    if not asked.concepts:
        return [], 0.0
    ranked = library.rank_milestones(asked.concepts).units[:LOOKED_AT]
    wanted = {name for one in query.of("municipality") for name in one.values}
    found = library.store.milestones(ranked.tolist()).values()
    held = {one: _held(asked, one) for one in found if not wanted or one.municipality in wanted}
    best = max(held.values(), default=0.0)
    if best < HELD:
        return [], best
    return sorted((one for one, share in held.items() if share >= best * AS_GOOD), key=due_key), best


def _asked(query: Query, library: Library, sure: float) -> Asked:
    return asked_for(asked_about(query.topic, query), query.language, library, "milestones", sure).of_things()


def of_told(query: Query, library: Library, cases: Iterable[Hit]) -> list[Milestone]:
    """Of the cases whose texts hold what is asked about, the milestones whose own words hold most of it: it may be less
    (`OF_TOLD`), as the case is sure. None where the best hold too little."""
    asked = _asked(query, library, SURE)
    names = [(case.municipality, case.code, case.title) for case in cases]
    theirs = [one for name in names for one in library.store.milestones_of(*name).values()]
    held = {one: asked.held(one.goal, one.measured_by, one.responsible) for one in theirs} if asked.concepts else {}
    best = max(held.values(), default=0.0)
    if best < OF_TOLD:
        return []
    return sorted((one for one, share in held.items() if share >= best * AS_GOOD), key=due_key)


def of_aim(query: Query, library: Library, theirs: Sequence[Milestone]) -> list[Milestone]:
    """Of the milestones of cases that are named by their code, those that hold what a goal is asked for, the nearest
    first; all where nothing but goals is asked for. As the case is sure, a word that only comes near will do, and what
    the title says need not be said again."""
    said = [word for word in query.topic if word not in asking_of_aims()]
    asked = asked_for(said, query.language, library, "milestones", NEAR).of_things() if theirs else Asked()
    titles = [one.title for one in theirs]
    beside = asked.without(one.typed for one in asked.concepts if one.typed not in asked.missing(*titles))
    if all(one.verb for one in beside.concepts):  # "BC61 mål: hvor mange automater skal væk"
        beside = Asked()
    about = beside if beside.concepts else asked
    held = {one: about.held(one.goal, one.measured_by, one.responsible) for one in theirs}
    near = [one for one in theirs if held[one] >= HELD]
    if not about.concepts or not (near or beside.concepts):
        near = list(theirs)
    need = need_of(query.text)
    counted = need is not None and need.name not in IN_CELLS
    valued = {one for one in near if need and counted and need.held(f"{one.goal} {one.measured_by}")}
    said = words(query.text) if about.concepts or counted else []
    whole = asked_for(said, query.language, library, "milestones", NEAR)
    return sorted(near, key=lambda one: (one not in valued, -whole.held(one.goal, one.measured_by), *due_key(one)))


def _held(asked: Asked, milestone: Milestone) -> float:
    own = (milestone.goal, milestone.measured_by, milestone.responsible)
    if not asked.top(*own, milestone.title):
        return 0.0
    return asked.held(*own, milestone.title) - (0.0 if asked.held(*own) else TITLE_ONLY)


def case_ids(library: Library, ids: np.ndarray) -> list[int]:
    """The cases of entries, each once."""
    return list(dict.fromkeys(int(one) for one in library.cases_of(ids)))


def entries_of(milestones: Iterable[Milestone | Passage], library: Library) -> list[Entry]:
    """The entries of the cases of milestones or passages: by their code, and by their title only without one."""
    named = dict.fromkeys((one.municipality, one.code, one.title) for one in milestones)
    return [
        entry
        for municipality, code, title in named
        for entry in (library.by_code(code) if code else library.by_title(municipality or "", title or ""))
        if entry.municipality == municipality
    ]


def falls(milestone: Milestone, due: Sequence[Filter]) -> bool:
    """Does a due day of the milestone lie in the period that is asked for?"""
    return all(
        any((f.low or 0) <= last.toordinal() <= (f.high or date.max.toordinal()) for _, last in milestone.all_dues)
        for f in due
    )


def next_of(milestones: Sequence[Milestone], due: Sequence[Filter]) -> list[Milestone]:
    """Those that fall due first in the period that is asked for."""
    days = [_first_due(milestone, due) for milestone in milestones]
    first = min(filter(None, days), default=None)
    return [milestone for milestone, day in zip(milestones, days, strict=True) if day and day == first]


def _first_due(milestone: Milestone, due: Sequence[Filter]) -> date | None:
    low = max((int(f.low or 0) for f in due), default=0)
    return min((last for _, last in milestone.all_dues if last.toordinal() >= low), default=None)


def in_period(query: Query, library: Library) -> Iterable[Milestone]:
    """All milestones with a due day in the period that is asked for; all there are, without one."""
    due = query.of("due")
    if not due:
        return library.store.milestones().values()
    first = date.fromordinal(int(due[0].low)) if due[0].low else date.min
    last = date.fromordinal(int(due[0].high)) if due[0].high else date.max
    return library.store.milestones_due(first, last).values()
