"""One due day in a reminder, and the words that say which it is and when."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from index.state.reminders import Due
from records import Source
from scheduler.posts.render_context import RenderContext
from scheduler.rules.due import MANAGER, OLD
from templates import formats, limits, say

ANSWERED = "answered"
LINE, SHORTEST = 68, 20  # signs: of a line, of a goal at least


@dataclass(frozen=True, slots=True)
class ReminderItem:
    """What a reminder says of one due day."""

    due: Due
    rule: str
    rule_day: date
    work_day: date
    case: str
    name: str
    title: str
    goal: str
    measured_by: str
    responsible: str
    when: str
    source: Source
    why: str
    unit: str = ""
    instead_of: str = ""

    @property
    def value(self) -> str:
        """What its buttons carry."""
        return f"{self.due[0]}:{self.due[1].isoformat()}"


def reminder_headline(
    new: Sequence[ReminderItem], old: Sequence[ReminderItem], context: RenderContext, answered: Container[Due] = ()
) -> str:
    """How many are due and when; of one which it is. `old` are those that were overdue at first, `answered` the due
    days that somebody has answered in the message: they wait for nothing any more."""
    language = context.language
    over = sum(one.due in answered for one in (*new, *old))
    if len(new) == 1 and not old and not over:
        return f"{new[0].name}: {state_line(new[0], context)}"
    if old and not new and not over:
        return say("reminders.old_heading", language, count=len(old), cases=len({one.case for one in old}))
    counted = Counter(_when(one, context) for one in new if one.due not in answered)
    counted += Counter({OLD: sum(one.due not in answered for one in old), ANSWERED: over})
    if len(counted) == 1:
        return say(f"reminders.all_{next(iter(counted))}", language, count=counted.total())
    parts = [
        say(f"reminders.count_{name}", language, count=counted[name])
        for name in ("overdue", "today", "ahead", OLD, ANSWERED)
        if counted[name]
    ]
    return say("reminders.headline", language, count=len(new) + len(old), parts=parts)


def _when(one: ReminderItem, context: RenderContext) -> str:
    if one.work_day == context.today:
        return "today"
    return "ahead" if one.work_day > context.today else "overdue"


def state_line(one: ReminderItem, context: RenderContext) -> str:
    """When it is due, seen from today: and from which day it was moved."""
    days = abs((one.work_day - context.today).days)
    key = "long_overdue" if one.rule == MANAGER else _when(one, context)
    moved = one.due[1] if one.due[1] != one.work_day else None
    return say(f"reminders.state_{key}", context.language, days=days, date=one.work_day, moved=moved)


def dated_goals(found: Sequence[ReminderItem], context: RenderContext) -> list[str]:
    """What, and which day, of each: all in figures where a month's name leaves some too little room for what."""
    goals = [formats.one_line(one.goal).rstrip(".") for one in found]
    for print_it in (formats.day, formats.short_day):
        days = [_dated(one, print_it(one.work_day, context.language), context) for one in found]
        rooms = [LINE - len(one.name) - len(day) - 4 for one, day in zip(found, days, strict=True)]
        if all(len(goal) <= room for goal, room in zip(goals, rooms, strict=True)):
            break
    cut = [limits.shortened(goal, max(room, SHORTEST)) for goal, room in zip(goals, rooms, strict=True)]
    return [formats.joined(pair) for pair in zip(cut, days, strict=True)]


def _dated(one: ReminderItem, day: str, context: RenderContext) -> str:
    return say("reminders.on", context.language, day=day, late=_late_by(one, context))


def _late_by(one: ReminderItem, context: RenderContext) -> int:
    return max((context.today - one.work_day).days, 0)
