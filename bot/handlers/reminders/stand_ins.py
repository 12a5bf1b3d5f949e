"""Who gets a person's reminders for a period. A period that is not read whole is refused, never guessed."""

from bot.handlers.context import Context
from bot.slack.client import SlackClient
from bot.slack.message_text import people_named
from bot.slack.request import Request
from index.state.people import Person
from index.state.reminders import Reminders, StandIn
from records.exact_periods import exact_period
from templates import render_notice, say

NOBODY = ("ingen", "stop", "slet", "none", "delete")


def stand_in(request: Request, context: Context, slack: SlackClient) -> None:
    """Somebody else gets one's reminders for a period; "stedfortræder stop" ends it."""
    language = context.language(request)
    slack.answer(request, render_notice(_done(request, context, slack, language), language))


def _done(request: Request, context: Context, slack: SlackClient, language: str) -> str:
    """What was done, or why nothing was."""
    table, said = Reminders(context.people.file), request.text.partition(" ")[2].strip()
    if said.casefold() in NOBODY:
        table.no_stand_in(request.person.id)
        return say("planning.no_stand_in", language)
    people = people_named(request.body)
    if len(people) != 1:
        return f"{_current(request, table, language)} {say('planning.stand_in_how', language)}".strip()
    if refused := _refused(people[0], request, slack):
        return say(f"planning.{refused}", language)
    period = exact_period(said, context.here(context.now()).date())
    if period is None:
        return say("planning.stand_in_period" if said else "planning.stand_in_when", language, period=said)
    found = StandIn(request.person.id, Person(people[0], slack.name(people[0])), *period)
    table.stand_in(found, request.person.id, context.now())
    return say("planning.stand_in", language, **_values(found))


def _refused(person: str, request: Request, slack: SlackClient) -> str | None:
    """Why the person cannot stand in, as a key of the catalogue's section `planning`."""
    if person == request.person.id:
        return "stand_in_self"
    unfit = slack.unfit(person)
    return f"unfit_{unfit}" if unfit else None


def _current(request: Request, table: Reminders, language: str) -> str:
    found = next((one for one in table.stand_ins() if one.person == request.person.id), None)
    return say("planning.stand_in", language, **_values(found)) if found else ""


def _values(found: StandIn) -> dict[str, object]:
    return {"name": found.stand_in.name, "first": found.first, "last": found.last}
