"""Questions that the documents here do answer, for whoever meets the bot: about a case, a sum and a day of theirs."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.case_queries import CaseQueries, Question
from index.store.store import Store
from records import Answer, Milestone, Proposal, StatusRow
from templates import say
from templates.views.names import code_label

MOST = 3
URGENT = ("red", "yellow")


class OwnExamples:
    """Found once for each state of the documents, day and language."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[str, ...]] = {}

    def of(self, queries: CaseQueries, language: str) -> tuple[str, ...]:
        """Three at most; fewer, or none, where the documents have no more to ask about."""
        store, today = queries.library.store, queries.clock().date()
        if not store.documents():
            return ()
        key = (store.file.address, store.revision(), today, language)
        if key not in self._known:
            with queries.reading():
                found = tuple(
                    one for one in _candidates(store, today, language) if _is_answered(queries, one, language)
                )
            self._known = {
                **{one: told for one, told in self._known.items() if one[1:3] == key[1:3]},
                key: found[:MOST],
            }
        return self._known[key]

    def suggested(self, queries: CaseQueries, language: str) -> dict[str, object]:
        """What the help names of these documents (`templates.render_help`)."""
        case, year = self.names(queries)
        return {"examples": self.of(queries, language), "case": case, "year": year}

    def names(self, queries: CaseQueries) -> tuple[str, int | None]:
        """A code that names one case, and a budget year of the documents, for what is written with one; "" and None
        without."""
        store = queries.library.store
        with queries.reading():
            rows = sorted(store.statuses().values(), key=lambda row: row.as_of or date.min, reverse=True)
            found: list[StatusRow | Proposal] = [*rows, *store.proposals().values()]
        cases = {(one.code, one.budget_year) for one in found if one.code}
        names = [one.code or "" for one in found]
        single = (one for one in names if one and sum(code == one for code, _ in cases) == 1)
        return next(single, next(filter(None, names), "")), max(
            (one.budget_year for one in found if one.budget_year), default=None
        )


def _is_answered(queries: CaseQueries, text: str, language: str) -> bool:
    found: Answer = queries.answer(Question(text, language))
    return found.intent != "unknown" and bool(found.cases or found.hits or found.milestones or found.facts)


def _candidates(store: Store, today: date, language: str) -> Iterator[str]:
    rows = sorted(
        store.statuses().values(), key=lambda row: (row.as_of or date.min, row.colour in URGENT), reverse=True
    )
    coded = next((row for row in rows if row.code), None)
    proposals = store.proposals()
    if not rows and not proposals:
        return
    if coded:
        yield say("examples.case", language, name=_name(coded))
    elif own := next((one for one in proposals.values() if one.code), None):
        yield say("examples.cost", language, name=code_label(own.code, own.budget_year))
    places = [one.municipality for one in proposals.values()] + [row.municipality for row in rows]
    places = [one for one in places if one]
    if places:
        yield say("examples.total", language, name=max(dict.fromkeys(places), key=places.count))
    yield from _of_days(store.milestones().values(), today, language)
    yield say("examples.red", language)


def _name(row: StatusRow) -> str:
    return code_label(row.code, row.budget_year).replace("(", "").replace(")", "")


def _of_days(found: Iterable[Milestone], today: date, language: str) -> Iterator[str]:
    days = [last for one in found for _, last in one.all_dues]
    coming = [day for day in days if today <= day <= today + timedelta(days=366)]
    if coming:
        yield say("examples.month", language, date=min(coming))
    elif days:
        yield say("examples.overdue", language)
