"""Whom an answer to a reminder may hand it to: people and units by name, and the text with names for its mentions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.handlers.context import Context
from bot.handlers.questions.answer_buttons import is_public
from bot.slack.client import SlackClient
from bot.slack.message_text import people_named, question, typed_text
from bot.slack.request import Request
from index.state.people import Person
from index.state.persons import NOBODY
from index.state.reminders import Reminders
from scheduler.posts.reminder_item import ReminderItem
from templates import say

MOST_WORDS, MOST_PEOPLE = 5, 50  # words of a unit's name; people whose names are looked for


@dataclass(frozen=True, slots=True)
class Nameable:
    """Names in full and, where they are one person's alone, first names. A name of NOBODY is known, and nobody answers
    for it; `text` is what was written, with a name for each mention."""

    text: str
    people: dict[str, Person]
    units: dict[str, Person]

    def whom(self, name: str) -> Person:
        return self.people.get(name) or self.units.get(name, NOBODY)


def named_in(request: Request, items: Iterable[ReminderItem], context: Context, slack: SlackClient) -> Nameable:
    """What can be named in an answer to these reminders: whom it mentions, the owners of cases, and the units."""
    memory = Reminders(context.people.file).memory()
    mentioned = people_named(request.body)
    known = dict.fromkeys([*mentioned, *(one.person for one in memory.units if one.person)])
    called = [context.names.named(Person(one, one), slack, context.now()) for one in list(known)[:MOST_PEOPLE]]
    people = {one.id: one for one in (*memory.owners.values(), *called)}
    units = dict.fromkeys(_responsible(items), NOBODY)
    units |= {one.unit: Person(one.person or one.channel or "", one.unit) for one in memory.units}
    return Nameable(_written(request, people), _by_name(people.values()), units)


def unfit(to: str, cases: Iterable[str], request: Request, context: Context, slack: SlackClient) -> str:
    """Why milestones of these cases cannot be handed to a person or channel; empty when they can."""
    language = context.language(request)
    if to == request.person.id:
        return say("replies.yours", language)
    if not all(is_public(one, context) for one in cases):
        return say("doors.not_public", language)
    found = slack.unfit(to) if to[:1] in ("U", "W") else None
    return say(f"planning.unfit_{found}", language) if found else ""


def _responsible(items: Iterable[ReminderItem]) -> Iterator[str]:
    return (one.responsible for one in items if len(one.responsible.split()) <= MOST_WORDS)


def _written(request: Request, people: dict[str, Person]) -> str:
    """The text with the name of each whom it mentions; the bot, to whom it is said, is left out."""
    typed = typed_text(request.body)
    for mentioned in people_named(request.body):
        typed = re.sub(rf"<@{mentioned}(\|[^<>]*)?>", f" {people[mentioned].name} ", typed)
    return question(typed)


def _by_name(people: Iterable[Person]) -> dict[str, Person]:
    """A name that several have is nobody's: then a mention is needed, and what it mentions has a name as well."""
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for one in people:
        for name in dict.fromkeys((one.name, one.name.split()[0] if one.name else "")):
            found[name].append(one)
    return {name: few[0] if len(few) == 1 else NOBODY for name, few in found.items() if name}
