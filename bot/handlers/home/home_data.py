"""What the Home tab shows: my cases, red and overdue first, my next milestones, and for admins what is loaded."""

from dataclasses import dataclass
from datetime import date, tzinfo

from bot.case_queries import CaseQueries
from index.state.people import People
from index.store import history
from index.store.store import Store
from records import CaseView, Milestone
from records.closing import closing
from templates import limits, say
from templates.views import CardEntry, Section, ValueLine
from templates.views.names import title_of
from templates.views.summaries.lists import goal_line
from templates.views.summaries.state import standing_line

MOST, SHOWN = 10, 4
TITLE = 40  # signs


@dataclass(frozen=True, slots=True)
class Mine:
    """The cases that a person owns, by key; the urgent ones are red, or have a milestone overdue."""

    keys: tuple[str, ...]
    urgent: tuple[CaseView, ...]
    next: tuple[Milestone, ...]


def mine(person: str, people: People, queries: CaseQueries) -> Mine:
    keys, today = people.owned(person), queries.clock().date()
    known = [view for key in keys if (case := people.case(key)) and (view := queries.view(case))]
    urgent = sorted((one for one in known if is_red(one) or overdue(one, today)), key=lambda one: not is_red(one))
    coming = [
        (last, one)
        for view in known
        if not is_over(view)
        for one in view.milestones
        for _, last in one.all_dues
        if last >= today
    ]
    coming.sort(key=lambda pair: pair[0])
    return Mine(tuple(keys), tuple(urgent), tuple(dict.fromkeys(one for _, one in coming)))


def is_red(view: CaseView) -> bool:
    return any(row.colour == "red" for row in view.statuses if row not in view.gone)


def overdue(view: CaseView, today: date) -> bool:
    """Has a milestone whose last day is past? Not when the case is over."""
    return not is_over(view) and any(one.all_dues and one.all_dues[-1][1] < today for one in view.milestones)


def is_over(view: CaseView) -> bool:
    """Does the newest report call the case implemented or cancelled, or have it no longer?"""
    reported = [row for row in view.statuses if row not in view.gone]
    last = max((row.as_of or date.min for row in reported), default=date.min)
    newest = [row for row in reported if (row.as_of or date.min) == last]
    return bool(closing(newest) if newest else view.gone)


def sections(found: Mine, language: str) -> list[Section]:
    """Urgent first; a list that is longer than what is shown says so."""
    if not found.keys:
        return [Section(say("home.mine", language), (say("home.own_nothing", language),))]
    urgent = tuple(_urgent(one, language) for one in found.urgent[:SHOWN])
    coming = tuple(goal_line(one, True, language) for one in found.next[:SHOWN])
    calm = () if urgent else (say("home.nothing_urgent", language),)
    none = () if coming else (say("home.nothing_next", language),)
    return [
        Section(say("home.mine", language), calm, items=urgent),
        Section(say("home.next", language), none, items=coming),
    ]


def _urgent(view: CaseView, language: str) -> ValueLine:
    """A line: the case and how it stands; of a proposal that it has milestones overdue."""
    title = limits.shortened(title_of(view.hit, language), TITLE)
    stands = standing_line(view, language, TITLE) if view.statuses else say("home.late", language)
    return ValueLine(title, stands)


def for_admins(store: Store, today: date, stale_days: int, language: str, zone: tzinfo) -> Section:
    """What is loaded, on which day in `zone`, how much of it is in doubt, and which status is old."""
    documents = store.documents()
    entries = tuple(
        CardEntry(
            one.name,
            (
                say(
                    "home.document",
                    language,
                    findings=one.counts.get("findings", 0),
                    date=one.loaded_at.astimezone(zone),
                ),
            ),
        )
        for one in documents[:MOST]
    )
    empty = () if documents else (say("check.documents_none", language),)
    old = [one.as_of for one in history.stale(store, today, stale_days) if one.as_of]
    said = tuple(say("home.stale", language, date=day, days=(today - day).days) for day in dict.fromkeys(old))
    return Section(say("home.documents", language), (*empty, *said), entries, len(documents))
