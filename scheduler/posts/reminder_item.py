"""One due day in a reminder, and the words that say which it is and when."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.state.reminders import Due
from records import Source
from scheduler.posts.render_context import RenderContext
from scheduler.rules.due import MANAGER, OLD
from templates import formats, limits, say

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


def reminder_headline(new: Sequence[ReminderItem], old: Sequence[ReminderItem], context: RenderContext) -> str:
    """How many are due and when; of one which it is. `old` are those that were overdue at first."""
    if len(new) == 1 and not old:
        return f"{new[0].name}: {state_line(new[0], context)}"
    if old and not new:
        return say("reminders.old_heading", context.language, count=len(old), cases=len({one.case for one in old}))
    counted = Counter(_when(one, context) for one in new) + Counter({OLD: len(old)})
    if len(counted) == 1:
        return say(f"reminders.all_{next(iter(counted))}", context.language, count=len(new))
    parts = [
        say(f"reminders.count_{name}", context.language, count=counted[name])
        for name in ("overdue", "today", "ahead", OLD)
        if counted[name]
    ]
    return say("reminders.headline", context.language, count=len(new) + len(old), parts=parts)


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


def dated_goal(one: ReminderItem, context: RenderContext) -> str:
    """What, and which day: in figures where the month's name leaves too little room for what."""
    goal, late = formats.one_line(one.goal).rstrip("."), _late_by(one, context)
    for day in (formats.day(one.work_day, context.language), formats.short_day(one.work_day, context.language)):
        when = say("reminders.on", context.language, day=day, late=late)
        room = LINE - len(one.name) - len(when) - 4
        if len(goal) <= room:
            break
    return formats.joined((limits.shortened(goal, max(room, SHORTEST)), when))


def _late_by(one: ReminderItem, context: RenderContext) -> int:
    return max((context.today - one.work_day).days, 0)
