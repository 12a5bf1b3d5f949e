"""What is to be set up before everything works, and what of it is: it ticks itself off."""

from dataclasses import dataclass

from bot.handlers.context import Context
from index.state.reminders import Reminders
from templates import say
from templates.views import CardEntry, Section


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One thing to set up; `name` is its key in the catalogue's section `checklist`."""

    name: str
    done: bool


def checklist(context: Context) -> list[SetupStep]:
    """Documents in, who answers for what, channels, who sees what."""
    settings = context.settings
    return [
        SetupStep("documents", bool(context.queries.library.store.documents())),
        SetupStep("units", bool(Reminders(context.people.file).units())),
        SetupStep("channels", bool(settings.alert_channel and settings.digest_channel)),
        SetupStep("access", context.has_admins),
    ]


def checklist_line(found: list[SetupStep], language: str) -> str:
    """All in one line, each with whether it is done."""
    told = [
        say("checklist.done" if one.done else "checklist.open", language, name=_name(one, language)) for one in found
    ]
    return say("checklist.line", language, items=" · ".join(told))


def checklist_section(found: list[SetupStep], language: str) -> Section:
    """Each with what is to be done about it."""
    entries = tuple(
        CardEntry(
            say("checklist.done" if one.done else "checklist.open", language, name=_name(one, language)),
            (say(f"checklist.{one.name}_{'is' if one.done else 'how'}", language),),
        )
        for one in found
    )
    return Section(entries=entries)


def _name(one: SetupStep, language: str) -> str:
    return say(f"checklist.{one.name}", language)
