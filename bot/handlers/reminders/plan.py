"""Who gets what: the reminders of the next days, and the table of units."""

import re
from collections.abc import Sequence

from bot.handlers.context import Context
from bot.handlers.reminders.stand_ins import NOBODY
from bot.rules import scheduler
from bot.slack.client import SlackClient
from bot.slack.message_text import people_named, typed_text, unknown_names
from bot.slack.request import Request
from index.state.reminders import Reminders, Unit
from scheduler.queue import PLAN_DAYS
from scheduler.rules.due import MANAGER, OLD, PASSED, SNOOZE, Item
from scheduler.rules.recipients import Recipient
from templates import render_notice, render_page, say
from templates.views import CardEntry, Section
from templates.views.names import code_label

EVERYBODY = ("alle", "all")
MOST = 40
_MANAGER = re.compile(r"\b(?:leder|manager)\b\s*:?\s*<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>", re.IGNORECASE)
_CHANNEL = re.compile(r"<#([CG][A-Z0-9]+)")
_NO_MANAGER = re.compile(r"\b(?:leder|manager)\b\s*:?\s*([^\s<@#]+)\s*$", re.IGNORECASE)


def is_everybody(text: str) -> bool:
    """ "påmindelser alle": of everybody, for admins."""
    return text.casefold().strip(":!?., ") in EVERYBODY


# ---------------------------------------------------------------- the next days


def show_plan(request: Request, context: Context, slack: SlackClient) -> None:
    """One's own reminders of the next days; for admins who ask for all, everybody's."""
    everybody = request.text.casefold().split()[-1] in EVERYBODY and context.may(request, "reminders.plan_all")
    language = context.language(request)
    sections = plan_sections(context, slack, language, None if everybody else request.person.id)
    if not everybody:
        sections.append(Section("", (say("reminders.plan_mine", language),)))
    title = say("reminders.plan_title", language, days=PLAN_DAYS)
    slack.privately(request, render_page(title, sections, language))


def plan_sections(
    context: Context, slack: SlackClient, language: str, person: str | None, most: int = MOST
) -> list[Section]:
    """A section a day: who, what, when and why; of one person, or of all."""
    work = scheduler(context.queries.library.store, context.settings)
    names = _Names(slack)
    sections: list[Section] = []
    for day, given in work.plan(context.now()):
        entries = [
            _to(who, items, names, language) for who, items in given.items() if person is None or who.id == person
        ]
        if entries:
            heading = say("reminders.plan_day", language, date=day)
            sections.append(Section(heading, entries=tuple(entries[:most]), total=len(entries)))
    return sections or [Section("", (say("reminders.plan_nothing", language, days=PLAN_DAYS),))]


class _Names:
    """What people and channels are called, asked once each."""

    def __init__(self, slack: SlackClient) -> None:
        self._slack, self._known = slack, dict[str, str]()

    def of(self, where: str) -> str:
        if where not in self._known:
            of_person = where[:1] in ("U", "W")
            self._known[where] = self._slack.name(where) if of_person else self._slack.channel_name(where)
        return self._known[where]


def _to(who: Recipient, items: Sequence[Item], names: _Names, language: str) -> CardEntry:
    reason = say(f"reminders.reason_{items[0].recipient.why}", language, unit=items[0].recipient.unit)
    name = names.of(who.id) if who.id else say("reminders.plan_nobody", language)
    lines = tuple(_line(item, language) for item in items if item.given.rule != OLD)
    old = [item for item in items if item.given.rule == OLD]
    if old:
        cases = len({item.watched.case.key for item in old})
        lines = (*lines, say("reminders.old_heading", language, count=len(old), cases=cases))
    return CardEntry(say("reminders.plan_to", language, who=name, why=reason), lines)


def _line(item: Item, language: str) -> str:
    case, rule = item.watched.case.case, item.given.rule
    name = code_label(case.code, case.budget_year) or case.title
    kind = MANAGER if rule == MANAGER else "today" if rule == "0" else "ahead" if rule.isdecimal() else "overdue"
    if rule == SNOOZE or rule.startswith(PASSED):
        kind = "today"
    state = say(f"reminders.rule_{kind}", language, days=rule, date=item.watched.day)
    return say("reminders.plan_line", language, name=f"{name}: {item.watched.milestone.goal}", state=state)


# ---------------------------------------------------------------- units


def show_units(request: Request, context: Context, slack: SlackClient) -> None:
    language, names = context.language(request), _Names(slack)
    found = _table(context).units()
    entries = tuple(CardEntry(one.unit, (_unit_line(one, names, language),)) for one in found)
    empty = (say("planning.unit_how", language),)
    card = render_page(say("planning.units", language), [Section("", empty, entries, len(entries))], language)
    slack.answer(request, card)


def _unit_line(one: Unit, names: _Names, language: str) -> str:
    values = {
        "channel": names.of(one.channel) if one.channel else "",
        "person": names.of(one.person) if one.person else "",
        "manager": names.of(one.manager) if one.manager else "",
    }
    return say("planning.unit", language, **values)


def set_unit(request: Request, context: Context, slack: SlackClient) -> None:
    """ "enhed KEID #kanal @Bo leder @Anne"; "enhed KEID slet". Only for admins."""
    language, table = context.language(request), _table(context)
    if not context.may(request, "units.set"):
        _say(request, slack, say("planning.admins_only", language), language)
        return
    said = typed_text(request.body)
    manager = next(iter(_MANAGER.findall(said)), None)
    people = people_named(request.body, _MANAGER.sub(" ", said))
    unfit = next(filter(None, map(slack.unfit, [*people[:1], *filter(None, [manager])])), None)
    channel = next(iter(_CHANNEL.findall(said)), None)
    name = _unit_name(said)
    if name and request.text.casefold().split()[-1] in NOBODY:
        key = "planning.unit_gone" if table.drop_unit(name, request.person, context.now()) else "planning.unit_unknown"
        _say(request, slack, say(key, language, unit=name), language)
    elif unknown := [*unknown_names(request.body), *_NO_MANAGER.findall(said)]:
        _say(request, slack, say("planning.not_picked", language, names=unknown), language)
    elif not name or not (manager or people or channel):
        _say(request, slack, say("planning.unit_how", language), language)
    elif unfit:
        _say(request, slack, say(f"planning.unfit_{unfit}", language), language)
    else:
        unit = Unit(name, channel, people[0] if people else None, manager)
        table.set_unit(unit, request.person, context.now())
        line = _unit_line(unit, _Names(slack), language)
        _say(request, slack, say("planning.unit_set", language, unit=name, line=line), language)


def _unit_name(said: str) -> str:
    """The words between the sub-word and the first mention."""
    before = re.split(r"<[@#]", re.sub(r"^\s*(?:<@[^>]*>\s*)?", "", said), maxsplit=1)[0]
    words = [word for word in before.split()[1:] if word.casefold() not in (*NOBODY, "leder", "manager")]
    return " ".join(words)


# ---------------------------------------------------------------- small things


def _say(request: Request, slack: SlackClient, text: str, language: str) -> None:
    slack.answer(request, render_notice(text, language))


def _table(context: Context) -> Reminders:
    return Reminders(context.people.file)
