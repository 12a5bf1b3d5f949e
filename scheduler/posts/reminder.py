"""The reminder: what is due, of whom it is asked and why, with the buttons that answer it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date
from typing import Any

from index.state.outbox import Content, Post
from index.state.reminders import DONE, NOT_MINE, REOPENED, SNOOZED, TAKEN, Due, Mark, done_of, handed_on
from records import Source
from scheduler.posts.carried import CarriedAnswer, with_answers
from scheduler.posts.post_part import PostPart
from scheduler.posts.reminder_item import ReminderItem, dated_goals, reminder_headline, state_line
from scheduler.posts.render_context import RenderContext
from scheduler.rules.due import MANAGER, OLD, PASSED, Item
from templates import Card, Step, formats, ids, render_steps, say
from templates.controls import Button, Menu, Remark, Row
from templates.views import CardEntry, Section, ValueLine
from templates.views.names import code_label
from templates.views.summaries.foot import places_line

NAME, MERGES, LISTED = "reminder", True, "items"

TOMORROW, MONDAY, ON_A_DAY = "tomorrow", "monday", "day"
# How many are shown with buttons of their own, tried in turn until the message is small enough.
SHOWN = (3, 2, 1)
OLD_CASES = 5  # that are listed of what was overdue at first
MOST_WHYS = 2
MODAL_BLOCKS, MODAL_SHOWN = 98, (32, 24, 16, 8)
SHORT_LIST = 12


def reminder_content(items: Iterable[Item]) -> dict[str, Any]:
    """The items as JSON, with all that is shown: a document may be replaced before they are posted."""
    return {"items": [_packed(item) for item in items]}


def _packed(item: Item) -> dict[str, Any]:
    case, milestone = item.watched.case.case, item.watched.milestone
    source = milestone.source
    return {
        "milestone": item.watched.due[0],
        "due": item.watched.due[1].isoformat(),
        "rule": item.given.rule,
        "rule_day": item.given.day.isoformat(),
        "work_day": item.watched.day.isoformat(),
        "case": case.key,
        "name": code_label(case.code, case.budget_year) or case.title,
        "title": milestone.title,
        "goal": milestone.goal,
        "measured_by": milestone.measured_by,
        "responsible": milestone.responsible,
        "when": milestone.when,
        "place": astuple(source),
        "why": item.recipient.why,
        "unit": item.recipient.unit,
        "instead_of": item.recipient.instead_of,
    }


def reminder_items(given: Content) -> list[ReminderItem]:
    """What `reminder_content` holds."""
    return [_told(one) for one in given["items"]]


def _told(one: Mapping[str, Any]) -> ReminderItem:
    found: dict[str, Any] = {name: one[name] for name in one if name not in ("milestone", "place")}
    found |= {name: date.fromisoformat(one[name]) for name in ("rule_day", "work_day")}
    due = (str(one["milestone"]), date.fromisoformat(one["due"]))
    return ReminderItem(**{**found, "due": due, "source": Source(*one["place"])})


def told_parts(post: Post) -> list[PostPart]:
    """Each reminder: whoever got it, on whichever day. What was overdue at first was told with any other of its due
    day, for a database that was put back may first see it then."""
    return [_part(one) for one in post.content["items"]]


def _part(one: Mapping[str, Any]) -> PostPart:
    due = f"due:{one['milestone']}:{one['due']}"
    name = f"{due}:{one['rule']}" if one["rule"] == OLD else f"{due}:{one['rule']}:{one['rule_day']}"
    return PostPart(name, (due,), due if one["rule"] == OLD else "")


# ---------------------------------------------------------------- the message


def card(contents: Sequence[Content], context: RenderContext) -> Card | None:
    """One message for all that several days ask of one recipient. What is done or over meanwhile is left out."""
    found = current(contents, context)
    if not found:
        return None
    old = [one for one in found if one.rule == OLD]
    new = [one for one in found if one.rule != OLD]
    answered = _answered(found, context)
    first = reminder_headline(new, old, context, answered)
    everything = [step.section for step in (*_steps(new, len(new), context), *_old(old, context))]
    for shown in SHOWN:
        alone = len(new) == 1 and not old and not answered  # then the headline has its day
        steps = [
            *_items(new[:shown], context, dated=not alone),
            *_old_in_short(old, bool(new), context),
        ]
        if new[shown:] or len(old) > 1 or len(_whys(new, old, context)) > MOST_WHYS:
            steps.append(Step(Section(), [[Button(ids.DUE_ALL, say("reminders.show_all", context.language), "all")]]))
        steps.append(Step(Section(), _foot(new, old, len(new[shown:]), context)))
        if laid := render_steps(first, steps, context.language, whole=everything):
            return replace(with_answers(laid, _carried(found, context)), late=_latest(new, context))
    return render_steps(first, (), context.language, whole=everything)


def _carried(found: Sequence[ReminderItem], context: RenderContext) -> list[CarriedAnswer]:
    """What was answered, once for each due day; that all was taken up at once is one answer."""
    answers = {one.due: (one, mark) for one in found if (mark := _newest(one, context))}
    carried = [
        CarriedAnswer(None if one.rule == OLD and mark.mark == TAKEN else due, mark, bool(mark.note))
        for due, (one, mark) in answers.items()
    ]
    taken = next((one for one in carried if one.due is None), None)
    return [one for one in carried if one.due or one is taken]


def _latest(new: Sequence[ReminderItem], context: RenderContext) -> str:
    """That the message is late, of its oldest reminder; empty where none is."""
    return next(filter(None, (_late(one, context) for one in sorted(new, key=lambda one: one.rule_day))), "")


def _items(found: Sequence[ReminderItem], context: RenderContext, dated: bool = True) -> list[Step]:
    """A line each: which case, what, which day; what was answered, or the buttons that answer."""
    told = dated_goals(found, context) if dated else [formats.one_line(one.goal).rstrip(".") for one in found]
    steps = []
    for one, goal in zip(found, told, strict=True):
        answer = _answer(one, context)
        items = (ValueLine(one.name, goal), *((ValueLine(answer, ""),) if answer else ()))
        steps.append(Step(Section(items=items), _buttons(one, context)))
    return steps


def _foot(new: Sequence[ReminderItem], old: Sequence[ReminderItem], left: int, context: RenderContext) -> list[Row]:
    """Once for all, and never cut: how many are not shown, since when they are late, why they come, from where."""
    more = say("reminders.more", context.language, count=left) if left else ""
    late = _latest(new, context)
    sources = places_line((one.source for one in (*new, *old)), context.language)
    return [Remark(formats.joined((more, late, *_whys(new, old, context)[:MOST_WHYS], sources), " "))]


def _whys(new: Sequence[ReminderItem], old: Sequence[ReminderItem], context: RenderContext) -> list[str]:
    """Each reason once; all that was overdue at first comes for the reason of its first."""
    return [*dict.fromkeys(_why(one, context) for one in (*new, *(replace(one, rule=OLD) for one in old[:1])))]


def waiting(contents: Sequence[Content], context: RenderContext, person: str) -> list[ReminderItem]:
    """What was asked of a person and still waits for an answer, the oldest due day first; what was overdue at first is
    asked of nobody until somebody takes it up."""
    found = [one for one in current(contents, replace(context, sent_at=None)) if one.rule != OLD]
    return sorted((one for one in found if not _is_answered(one, context, person)), key=lambda one: one.work_day)


def _is_answered(one: ReminderItem, context: RenderContext, person: str) -> bool:
    """Is it put off to a day that is to come, or given on by this person?"""
    marks = context.marks.get(one.due, ())
    off = any(mark.mark == SNOOZED and mark.until and mark.until > context.today for mark in marks[-1:])
    return off or person in handed_on(marks)[0]


def waiting_steps(found: Sequence[ReminderItem], context: RenderContext) -> list[Step]:
    """A line each, with the buttons that answer it."""
    return _items(found, replace(context, sent_at=None))


def whole_list(contents: Sequence[Content], context: RenderContext) -> Card:
    """Everything, each with its buttons, for a modal."""
    return modal_of(current(contents, context), context)


def modal_of(found: Sequence[ReminderItem], context: RenderContext) -> Card:
    """As many as a modal has room for, each with its buttons, and the rest in a line each."""
    for shown in MODAL_SHOWN:
        if laid := render_steps("", _steps(found, shown, context), context.language, MODAL_BLOCKS):
            return laid
    return Card([], "")


def current(contents: Sequence[Content], context: RenderContext) -> list[ReminderItem]:
    """What still holds, each due day once, by its newest rule; that nobody answered says more than any other."""
    newest: dict[tuple[str, date], ReminderItem] = {}
    for one in (one for given in contents for one in reminder_items(given)):
        if one.due not in newest or newest[one.due].rule != MANAGER:
            newest[one.due] = one
    return [one for one in newest.values() if not _is_over(one, context)]


def _is_over(one: ReminderItem, context: RenderContext) -> bool:
    """Done before the message went out, or of a case that is over: what is answered in the message stays in it."""
    done = done_of(context.marks.get(one.due, ()))
    if done:
        return context.sent_at is None or done.at < context.sent_at
    return context.sent_at is None and (one.case in context.over or _given_away(one, context))


def _given_away(one: ReminderItem, context: RenderContext) -> bool:
    """Somebody said "not mine" or put it off after this was kept: that has a reminder of its own."""
    marks = [mark for mark in context.marks.get(one.due, ()) if mark.mark in (NOT_MINE, SNOOZED)]
    later = [mark for mark in marks if mark.on >= one.rule_day]
    return bool(later) and not one.rule.startswith((PASSED, "snoozed"))


def _steps(found: Sequence[ReminderItem], shown: int, context: RenderContext) -> list[Step]:
    steps = [_step(one, context) for one in found[:shown]]
    if rest := found[shown:]:
        lines = tuple(CardEntry(f"{one.name}: {state_line(one, context)}") for one in rest[:SHORT_LIST])
        heading = say("reminders.more", context.language, count=len(rest))
        steps.append(Step(Section(heading, entries=lines, total=len(rest))))
    return steps


def _step(one: ReminderItem, context: RenderContext) -> Step:
    answer = _answer(one, context)
    lines = (
        answer,
        formats.joined((one.name, formats.one_line(one.title)), ": "),
        formats.one_line(one.goal),
        say("hits.measured_by", context.language, text=one.measured_by) if one.measured_by.strip() else "",
        say("hits.responsible", context.language, text=one.responsible) if one.responsible.strip() else "",
        say("hits.when", context.language, text=one.when),
        _why(one, context),
        _late(one, context),
    )
    entry = CardEntry(state_line(one, context), tuple(filter(None, lines)), formats.place(one.source, context.language))
    return Step(Section(entries=(entry,)), _buttons(one, context))


def _buttons(one: ReminderItem, context: RenderContext) -> Sequence[Row]:
    language, mark = context.language, _newest(one, context)
    about = f"{one.name}: {formats.one_line(one.goal)}"
    done = Button(ids.DUE_DONE, say("reminders.done", language), one.value, "primary", about)
    if mark and mark.mark == DONE:
        return ([Button(ids.DUE_UNDO, say("reminders.undo", language), one.value, about=about)],)
    if mark and mark.mark == NOT_MINE:
        return ()
    if mark and mark.mark == SNOOZED:
        return ([done],)
    options = tuple(
        (say(f"reminders.snooze_{name}", language), f"{name}:{one.value}") for name in (TOMORROW, MONDAY, ON_A_DAY)
    )
    snooze = Menu(ids.DUE_SNOOZE, say("reminders.snooze", language), options)
    return ([done, snooze, Button(ids.DUE_NOT_MINE, say("reminders.not_mine", language), one.value, about=about)],)


def _newest(one: ReminderItem, context: RenderContext) -> Mark | None:
    """What was answered since the message went out."""
    marks = [mark for mark in context.marks.get(one.due, ()) if context.sent_at and mark.at >= context.sent_at]
    return done_of(marks) or next(iter(marks[::-1]), None)


def _answered(found: Sequence[ReminderItem], context: RenderContext) -> frozenset[Due]:
    """The due days that wait for nothing any more; that all was taken up, or opened again, is no answer to any."""
    marks = {one.due: _newest(one, context) for one in found}
    return frozenset(due for due, mark in marks.items() if mark and mark.mark not in (TAKEN, REOPENED))


def _answer(one: ReminderItem, context: RenderContext) -> str:
    mark = _newest(one, context)
    if mark is None:
        return ""
    values = {
        "name": mark.by.name or mark.by.id,
        "date": mark.on,
        "until": mark.until,
        "note": mark.note,
        "to": mark.to.name,
    }
    return say(f"reminders.answered_{mark.mark}", context.language, **values)


# ---------------------------------------------------------------- the words


def _why(one: ReminderItem, context: RenderContext) -> str:
    why = say(f"reminders.why_{one.why}", context.language, unit=one.unit)
    passed = say("reminders.passed_on", context.language) if one.rule.startswith(PASSED) and one.why != "named" else ""
    stands_in = say("reminders.stands_in", context.language) if one.instead_of else ""
    return formats.joined((why, stands_in, passed), " ")


def _late(one: ReminderItem, context: RenderContext) -> str:
    """A reminder that comes later than its rule says tells it."""
    day = context.sent_at.astimezone(context.now.tzinfo).date() if context.sent_at else context.today
    if one.rule == OLD or one.rule_day >= day:
        return ""
    return say("reminders.late", context.language, date=one.rule_day)


def _old(found: Sequence[ReminderItem], context: RenderContext) -> list[Step]:
    """What was overdue when the clock first saw it: a line a case, and one button that takes it all up."""
    if not found:
        return []
    language, by_case = context.language, defaultdict[str, list[ReminderItem]](list)
    for one in found:
        by_case[one.case].append(one)
    entries = tuple(_old_case(few, language) for few in by_case.values())
    heading = say("reminders.old_heading", language, count=len(found), cases=len(by_case))
    taken = next((mark for one in found if (mark := _newest(one, context)) and mark.mark == TAKEN), None)
    why = (_why(replace(found[0], rule=OLD), context),)
    if taken:
        values = {"name": taken.by.name or taken.by.id, "date": taken.on, "until": None, "note": "", "to": ""}
        answered: list[Row] = [Remark(say("reminders.answered_taken", language, **values))]
    else:
        answered = [[Button(ids.DUE_TAKE, say("reminders.take", language), "take", "primary")]]
    texts = (say("reminders.old_explained", language), *why)
    return [Step(Section(heading, texts, entries[:SHORT_LIST], len(entries)), answered)]


def _old_in_short(found: Sequence[ReminderItem], headed: bool, context: RenderContext) -> list[Step]:
    """The same in a line a case, with the one button first."""
    steps = _old(found, context)
    by_case = defaultdict[str, list[ReminderItem]](list)
    for one in found:
        by_case[one.case].append(one)
    lines = [ValueLine(few[0].name, _old_days(few, context.language)) for few in by_case.values()]
    return [Step(_shorter(step.section, tuple(lines[:OLD_CASES]), headed), step.rows) for step in steps]


def _shorter(section: Section, items: tuple[ValueLine, ...], headed: bool) -> Section:
    heading = section.heading if headed else ""  # the message has it as its headline
    return replace(section, heading=heading, texts=section.texts[:1], entries=(), total=0, items=items)


def _old_days(few: Sequence[ReminderItem], language: str) -> str:
    days = sorted({one.work_day for one in few})
    return say("reminders.old_case", language, count=len(few), first=days[0], last=days[-1])


def _old_case(few: Sequence[ReminderItem], language: str) -> CardEntry:
    name = formats.joined((few[0].name, formats.one_line(few[0].title)), ": ")
    return CardEntry(name, (_old_days(few, language),), formats.place(few[0].source, language))
