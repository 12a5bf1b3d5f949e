"""What needs an admin: how many of each there are, for buttons that lead to where it is settled."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.handlers.context import Context
from bot.ingest.corrections import ReadTable, read_tables
from bot.slack.request import Request
from index.state.reminders import Reminders
from scheduler.rules.recipients import Names
from templates import ids, say
from templates.controls import Button

LONGEST_WORDS = 120


@dataclass(frozen=True, slots=True)
class Decision:
    """Something to settle: the button that leads there, and how many there are."""

    action: str
    count: int


def decisions(request: Request, context: Context) -> list[Decision]:
    """What there is to settle, of all that this person may settle."""
    return [Decision(action, count) for action, count in _counted(request, context) if count]


def _counted(request: Request, context: Context) -> Iterator[tuple[str, int]]:
    if context.may(request, "corrections.decide"):
        yield ids.HOME_CORRECTIONS, len(context.people.unsettled())
    if context.may(request, "findings.see") and context.may(request, "tables.correct"):
        yield ids.HOME_COLUMNS, sum(len(one.understood.unread) for one in unread_tables(context))
        yield ids.HOME_WORDS, len(unknown_words(context))
    if context.may(request, "units.set"):
        yield ids.HOME_UNITS, len(unanswered_units(context))


def decision_buttons(found: Sequence[Decision], language: str) -> list[Button]:
    return [Button(one.action, say(f"buttons.{one.action}", language, count=one.count), "all") for one in found]


def unread_tables(context: Context) -> list[ReadTable]:
    """The tables of which something was read and a column was not."""
    return [one for one in read_tables(context.queries.library.store) if one.understood.unread]


def unknown_words(context: Context) -> dict[str, int]:
    """Statuses whose words nobody here knows, as printed, and how many rows say so; those of most rows first."""
    rows = context.queries.library.store.statuses().values()
    said = (" ".join(row.status.split()) for row in rows if row.status and row.meaning is None and row.colour is None)
    return dict(Counter(words for words in said if len(words) <= LONGEST_WORDS).most_common())


def unanswered_units(context: Context) -> dict[str, int]:
    """Who is responsible for milestones by the documents, and is nobody's in the table of units: those of most
    milestones first."""
    named = Names(Reminders(context.people.file).units())
    store = context.queries.library.store
    said = [one.responsible for one in store.milestones().values()]
    said += [row.responsible for row in store.statuses().values() if row.responsible]
    plain = (" ".join(one.split()) for one in said)
    return dict(Counter(one for one in plain if one and named.unit_of(one) is None).most_common())


def first_of(found: dict[str, int], most: int) -> list[str]:
    return list(islice(found, most))
