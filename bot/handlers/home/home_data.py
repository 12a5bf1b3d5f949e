"""What the Home tab shows of a person's cases: how each stands, the reddest first, and for admins what is loaded."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo

from bot.case_queries import CaseQueries
from bot.handlers.context import Context
from bot.rules import scheduler
from index.state.people import People
from index.store import history
from index.store.store import Store
from records import CaseView, Milestone
from records.closing import closing
from records.movements import RANK
from scheduler.rules.digest import worst
from templates import formats, limits, say
from templates.views import CardEntry, Section, ValueLine
from templates.views.names import colour, title_of
from templates.views.summaries.state import coloured_since, worst_row

MOST, SHOWN = 10, 4
COLOURED = ("red", "yellow", "green")
NAME = 60  # signs of a field: two lines of one of two columns, or of a phone
WHOLE_NAME, IN_MODAL = 80, 200  # in the modal, which has room for two lines


@dataclass(frozen=True, slots=True)
class Mine:
    """The cases that a person owns, by key, and their milestones to come. `views` are all that they own or follow, by
    key, the reddest first."""

    keys: tuple[str, ...]
    next: tuple[Milestone, ...]
    views: Mapping[str, CaseView] = field(default_factory=dict)

    @property
    def red(self) -> int:
        """How many of the person's own cases are red."""
        return len(self.red_keys)

    @property
    def red_keys(self) -> list[str]:
        return [key for key in self.keys if key in self.views and is_red(self.views[key])]


def mine(person: str, people: People, queries: CaseQueries) -> Mine:
    keys, today = people.owned(person), queries.clock().date()
    views = {
        key: view
        for key in dict.fromkeys([*keys, *people.followed(person)])
        if (case := people.case(key)) and (view := queries.view(case))
    }
    known = [views[key] for key in keys if key in views]
    coming = [
        (last, one)
        for view in known
        if not is_over(view)
        for one in view.milestones
        for _, last in one.all_dues
        if last >= today
    ]
    coming.sort(key=lambda pair: pair[0])
    upcoming = tuple(dict.fromkeys(one for _, one in coming))
    order = sorted(views, key=lambda key: (key not in keys, is_over(views[key]), -_rank(views[key])))
    return Mine(tuple(keys), upcoming, {key: views[key] for key in order})


def _rank(view: CaseView) -> int:
    return max((RANK.get(row.colour or "", -1) for row in view.statuses if row not in view.gone), default=-1)


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


def case_table(found: Mine, today: date, language: str) -> Section:
    """A row a case: its name, how it stands, what it saves and its next due day; of those that the tab has room for.

    Two columns of fields and no `data_table`: Slack takes tables in messages alone for certain."""
    shown = [*found.views.items()][:SHOWN]
    rows = (_row(key, view, found, today, language, NAME) for key, view in shown)
    return Section(say("home.cases", language), pairs=(_heading(language), *rows))


def whole_case_table(found: Mine, today: date, language: str) -> Section:
    """A row for each case, as many as a modal has room for."""
    rows = (_row(key, view, found, today, language, WHOLE_NAME) for key, view in [*found.views.items()][:IN_MODAL])
    left = len(found.views) - IN_MODAL
    texts = (say("ui.more", language, count=left),) if left > 0 else ()
    return Section("", texts, pairs=(_heading(language), *rows))


def _heading(language: str) -> ValueLine:
    """The names of the two columns."""
    return ValueLine(say("home.column_case", language), say("home.column_stands", language))


def _row(key: str, view: CaseView, found: Mine, today: date, language: str, most: int) -> ValueLine:
    name = limits.shortened(title_of(view.hit, language), most)
    if view.statuses and (worst_row(view) in view.gone or is_over(view)):
        return ValueLine(name, say("home.over", language))
    late = overdue(view, today)
    following = None if late else _next_due(view, today)
    upcoming = say("home.next_due", language, date=formats.short_day(following, language)) if following else ""
    saved = say("home.saves", language, value=view.hit.saving_tkr) if view.hit.saving_tkr else ""
    stands = _stands(key, view, found, late, language) if view.statuses else say("home.proposal", language)
    return ValueLine(name, formats.joined([stands, saved, upcoming]))


def _stands(key: str, view: CaseView, found: Mine, late: bool, language: str) -> str:
    """Its colour, since when, whether something is overdue, and whether it is only followed."""
    row = worst_row(view)
    day, at_least = coloured_since(view, row)
    values = {"since": formats.short_day(day, language) if day else "", "at_least": at_least, "late": late}
    return say("home.stands", language, colour=colour(row.colour, language), followed=key not in found.keys, **values)


def _next_due(view: CaseView, today: date) -> date | None:
    days = (last for one in view.milestones for _, last in one.all_dues if last >= today)
    return min(days, default=None)


def case_counts(context: Context, language: str) -> str:
    """How many cases of all documents have which colour, those that are over among them, as a question counts; nothing
    where no case has a status."""
    cases = scheduler(context.queries.library.store, context.settings).post_queue.cases()
    counted = Counter(worst(case.statuses) for case in cases if case.statuses)
    told = [say(f"digest.count_{one}", language, count=counted[one]) for one in COLOURED if counted[one]]
    return say("home.overview", language, counts=told) if told else ""


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
    return Section("", (*empty, *said), entries, len(documents))
