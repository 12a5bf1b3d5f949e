"""What is to be set up before everything works, and what of it is: it ticks itself off."""

from dataclasses import dataclass

from bot.handlers.context import Context
from bot.handlers.home import decisions
from templates import say
from templates.views import CardEntry, Section


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One thing to set up; `name` is its key in the catalogue's section `checklist`, `lacks` how many are left."""

    name: str
    done: bool
    lacks: int = 0


def checklist(context: Context) -> list[SetupStep]:
    """Documents in, who answers for what, channels, who sees what."""
    settings, loaded = context.settings, bool(context.queries.library.store.documents())
    lacks = len(decisions.unanswered_units(context))
    return [
        SetupStep("documents", loaded),
        SetupStep("units", loaded and not lacks, lacks),
        SetupStep("channels", bool(settings.alert_channel and settings.digest_channel)),
        SetupStep("access", context.has_admins),
    ]


def checklist_line(found: list[SetupStep], language: str) -> str:
    """All in one line, each with whether it is done."""
    told = [_ticked(one, language) for one in found]
    return say("checklist.line", language, items=" · ".join(told))


def checklist_section(found: list[SetupStep], language: str) -> Section:
    """Each with what is to be done about it."""
    entries = tuple(
        CardEntry(
            _ticked(one, language),
            (say(f"checklist.{one.name}_{'is' if one.done else 'how'}", language, lacks=one.lacks),),
        )
        for one in found
    )
    return Section(entries=entries)


def _ticked(one: SetupStep, language: str) -> str:
    """Its name, with a tick or how many are left."""
    name = say(f"checklist.{one.name}", language)
    return say("checklist.done" if one.done else "checklist.open", language, name=name, lacks=one.lacks)
