"""Who gets a person's reminders for a period. A period that is not read whole is refused, never guessed."""

from datetime import date

from bot.handlers.context import Context
from bot.slack.client import SlackClient
from bot.slack.message_text import people_named, unknown_names
from bot.slack.request import Request
from index.state.outbox import Post
from index.state.people import Person
from index.state.reminders import Reminders, StandIn
from records.exact_periods import exact_period
from scheduler.posts import personal
from templates import render_notice, say

NOBODY = ("ingen", "stop", "slet", "none", "delete")


def stand_in(request: Request, context: Context, slack: SlackClient) -> None:
    """Somebody else gets one's reminders for a period; "stedfortræder stop" ends it. With two people named the second
    gets those of the first."""
    language = context.language(request)
    slack.answer(request, render_notice(_done(request, context, slack, language), language))


def _done(request: Request, context: Context, slack: SlackClient, language: str) -> str:
    """What was done, or why nothing was."""
    table, said = Reminders(context.people.file), request.text.partition(" ")[2].strip()
    if said.casefold() in NOBODY:
        table.no_stand_in(request.person.id, request.person, context.now())
        return say("planning.no_stand_in", language)
    people = people_named(request.body)
    if unknown := unknown_names(request.body):
        return say("planning.not_picked", language, names=unknown)
    if not 1 <= len(people) <= 2:
        return f"{stand_in_now(request.person.id, context, language)} {say('planning.stand_in_how', language)}".strip()
    away, there = [request.person.id, *people][-2:]
    if refused := _refused(away, there, request, context, slack):
        return say(f"planning.{refused}", language)
    period = exact_period(said, context.here(context.now()).date())
    if period is None:
        return say("planning.stand_in_period" if said else "planning.stand_in_when", language, period=said)
    return _kept(StandIn(away, Person(there, slack.name(there)), *period), request, context, slack, language)


def kept(request: Request, there: str, period: tuple[date, date], context: Context, slack: SlackClient) -> str:
    """Keep that somebody stands in for who asks; returns what was done, or why nothing was."""
    language = context.language(request)
    if refused := _refused(request.person.id, there, request, context, slack):
        return say(f"planning.{refused}", language)
    found = StandIn(request.person.id, Person(there, slack.name(there)), *period)
    return _kept(found, request, context, slack, language)


def _kept(found: StandIn, request: Request, context: Context, slack: SlackClient, language: str) -> str:
    told = _told(found, request, context, slack)
    Reminders(context.people.file).stand_in(found, request.person.id, context.now(), request.person.name, told)
    of = "" if found.person == request.person.id else slack.name(found.person)
    return say("planning.stand_in", language, **_values(found), of=of)


def _refused(away: str, there: str, request: Request, context: Context, slack: SlackClient) -> str | None:
    """Why the person cannot stand in, as a key of the catalogue's section `planning`."""
    if away == there:
        return "stand_in_self"
    if away != request.person.id and not context.may(request, "stand_ins.set_others"):
        return "stand_in_own"
    unfit = slack.unfit(there)
    return f"unfit_{unfit}" if unfit else None


def _told(found: StandIn, request: Request, context: Context, slack: SlackClient) -> list[Post]:
    """To both where somebody else decided it; who stands in is told by each reminder that it is in somebody's place."""
    if found.person == request.person.id:
        return []
    content = {
        "about": "stand_in",
        "of": slack.name(found.person),
        "by": slack.name(request.person.id),
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
    }
    at = f"{context.now().timestamp():.0f}"
    away = {**content, "about": "stood_in", "name": found.stand_in.name}
    return [
        Post(f"personal:stand_in:{found.person}:{at}", personal.NAME, found.stand_in.id, content),
        Post(f"personal:stood_in:{found.person}:{at}", personal.NAME, found.person, away),
    ]


def stand_in_now(person: str, context: Context, language: str) -> str:
    """Who stands in for a person; empty for nobody."""
    found = next((one for one in Reminders(context.people.file).stand_ins() if one.person == person), None)
    return say("planning.stand_in", language, **_values(found), of="") if found else ""


def _values(found: StandIn) -> dict[str, object]:
    return {"name": found.stand_in.name, "first": found.first, "last": found.last}
