"""An answer to a reminder in words: read, and read back with buttons; `kept_replies` keeps it when one is pressed.

In the thread of a reminder, or as a direct message after one. What is no such answer is a question as ever.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from answers import known_names
from answers.cases import cases_of_code
from bot.case_queries import identity
from bot.handlers.context import Context
from bot.handlers.reminders.handing import named_in, unfit
from bot.rules import scheduler
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.state.outbox import Outbox, OutboxRow
from index.state.people import Person
from index.state.persons import NOBODY
from questions import milestone_reply as said_of
from questions import replying
from questions.milestone_reply import LATER, NOTE, MilestoneReply
from questions.query import Code
from records.question_periods import shifted
from scheduler.posts import reminder
from scheduler.posts.reminder_item import ReminderItem
from scheduler.rules.due import OLD
from templates import Card, ids, render_notice, say
from templates.controls import Button, Row
from templates.formats import one_line
from templates.limits import shortened

REMEMBERED = timedelta(days=7)  # what was asked longer ago is not answered without its thread
MOST_CHOICES = 5
LONGEST_TEXT, GOAL = 500, 80


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was said, whom it is handed to (NOBODY: the next in the chain), and the words with names for mentions."""

    said: MilestoneReply
    to: Person
    text: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a reminder asks that this may be an answer to, and the posts of its message."""

    items: tuple[ReminderItem, ...]
    rows: tuple[OutboxRow, ...]
    in_thread: bool


def answer_reply(request: Request, context: Context, slack: SlackClient) -> bool:
    """Read back what was said of a milestone; False for what is no answer to a reminder."""
    asked = _asked(request, context)
    if asked is None or not request.text:
        return False
    named = named_in(request, asked.items, context, slack)
    library, today = context.queries.library, context.here(context.now()).date()
    with context.queries.reading():
        known = known_names(library)
        said = replying.read_reply(named.text, today, known, library.lexicon, list(named.units), list(named.people))
    if said is None or (not asked.in_thread and not _is_sure(said)):
        return False
    card = _read_back(_Answer(said, named.whom(said.to), named.text), asked, request, context, slack)
    if request.channel.startswith("D"):
        slack.answer(request, card)
    else:
        slack.privately(request, card)
    return True


def _is_sure(said: MilestoneReply) -> bool:
    """Outside a thread a text with other words in it is a question; "det er Bo" says whose it is, known or not."""
    return said.mark != NOTE and (not said.left or said.lacks == "who")


def _asked(request: Request, context: Context) -> _Asked | None:
    """The reminder that is answered: the one of the thread, or the last that was sent to who writes."""
    outbox = Outbox(context.people.file)
    rows = outbox.at(request.channel, request.in_thread) if request.in_thread else []
    in_thread = bool(rows)
    if not rows and request.channel.startswith("D"):
        since = context.now() - REMEMBERED
        sent = [row for row in outbox.sent_to(request.person.id) if row.claimed_at and row.claimed_at >= since]
        last = [row for row in sent if row.post.kind == reminder.NAME][-1:]
        rows = [row for row in sent if last and row.ts == last[0].ts]
    rows = [row for row in rows if row.post.kind == reminder.NAME]
    if not rows:
        return None
    work = scheduler(context.queries.library.store, context.settings)
    laid = work.render_context(rows, context.now(), context.language(request))
    found = reminder.current([row.post.content for row in rows], replace(laid, sent_at=None))
    return _Asked(tuple(found), tuple(rows), in_thread)


# ---------------------------------------------------------------- read back


def _read_back(answer: _Answer, asked: _Asked, request: Request, context: Context, slack: SlackClient) -> Card:
    language, said = context.language(request), answer.said
    items = _meant(said, asked.items, _cases_of(said.codes, context))
    today = context.here(context.now()).date()
    refused = _refused(said, asked, items, language) or _past(said, items, today, language)
    if not refused and (unknown := _nobody(answer, language)):
        return _offered(unknown, answer, items, request, context)
    if refused := refused or _unfit(answer, request, items, context, slack):
        return render_notice(refused, language)
    if said.mark == NOTE:
        told = [say("replies.unsure", language)]
    else:
        told = [say("replies.read", language, parts=_parts(said, items, context, language))]
    if said.left and said.mark != NOTE:
        told.append(say("replies.left", language, words=[say("ui.quote", language, text=one) for one in said.left]))
    told.append(say(_asking(said, items), language, name=_name(items[0], said)))
    return render_notice(" ".join(told), language, _buttons(answer, items[:MOST_CHOICES], request, context, language))


def _cases_of(codes: Sequence[str], context: Context) -> frozenset[str]:
    """The cases that have one of these codes, or had it as proposals."""
    with context.queries.reading():
        found = [cases_of_code(context.queries.library, Code(code)) for code in codes]
    return frozenset(identity(view).key for views in found for view in views)


def _meant(
    said: MilestoneReply, items: Sequence[ReminderItem], cases: frozenset[str] = frozenset()
) -> list[ReminderItem]:
    """Those of the case that was named (`cases` are those that the codes name), else all; for what is a note alone one
    of each case. Of more than there are buttons for it is those that the reminder asks about one by one; of one case
    the first ones, as no code says more; else none."""
    named = [one for one in items if one.name.split()[0] in said.codes or one.case in cases]
    found = named if said.codes else list(items)
    if said.mark in ("", NOTE):
        found = list({one.case: one for one in reversed(found)}.values())[::-1]
    if len(found) > MOST_CHOICES:
        found = [one for one in found if one.rule != OLD] or found
    alone = len({one.case for one in found}) == 1
    return found[:MOST_CHOICES] if alone or len(found) <= MOST_CHOICES else []


def _refused(said: MilestoneReply, asked: _Asked, items: Sequence[ReminderItem], language: str) -> str:
    """Why nothing can be noted, and what to write instead; empty when it can."""
    if not asked.items:
        return say("replies.nothing_open", language)
    if not items:
        names = list(dict.fromkeys(one.name for one in asked.items))
        return say("replies.name_case", language, names=names[:MOST_CHOICES])
    if said.lacks in ("", "who"):
        return ""
    return say(f"replies.lacks_{said.lacks}", language, words=" ".join(said.left))


def _past(said: MilestoneReply, items: Sequence[ReminderItem], today: date, language: str) -> str:
    """Where the new day would be over already: a month after a deadline of last year."""
    over = [one for one in items if said.span and _new_day(said, one) <= today]
    if not over:
        return ""
    return say(
        "replies.past", language, span=_in_words(said, language), due=over[0].due[1], day=_new_day(said, over[0])
    )


def _new_day(said: MilestoneReply, one: ReminderItem) -> date:
    """Until when a milestone is put off: the day that was named, or so much later than it was due."""
    return shifted(one.due[1], *said.span) if said.span else said.days[1]  # type: ignore[index]


def _in_words(said: MilestoneReply, language: str) -> str:
    count, unit = said.span or (0, "day")
    return say(f"time_units.{unit}", language, count=count)


def _unfit(
    answer: _Answer, request: Request, items: Sequence[ReminderItem], context: Context, slack: SlackClient
) -> str:
    """Why it cannot be handed to whom was named; empty when it can, or when nobody was."""
    return unfit(answer.to.id, [one.case for one in items], request, context, slack) if answer.said.to else ""


def _nobody(answer: _Answer, language: str) -> str:
    """That there is nobody who could get it: nobody is called so, or nobody answers for the unit; else empty."""
    if answer.said.lacks == "who":
        return say("replies.lacks_who", language, words=" ".join(answer.said.left))
    return say("replies.no_contact", language, unit=answer.said.to) if answer.said.to and not answer.to.id else ""


def _offered(unknown: str, answer: _Answer, items: Sequence[ReminderItem], request: Request, context: Context) -> Card:
    """What can be done then: choose a person, keep the words as a note, or pass it on to the next."""
    language, alone, (first, *_) = context.language(request), len(items) == 1, items
    onwards, one_case = replace(answer, to=NOBODY), len({one.case for one in items}) == 1
    choices = [
        Button(
            f"{ids.REPLY_TO}:{at}",
            say("buttons.reply_to", language) if alone else _label(one, items, answer.said),
            _value(onwards, one, request, context),
            "" if at else "primary",
        )
        for at, one in enumerate(items)
    ]
    if one_case:
        note = _value(replace(answer, said=replace(answer.said, mark=NOTE)), first, request, context)
        choices.append(Button(ids.REPLY_NOTE, say("buttons.reply_note", language), note))
    if alone:
        onward = _value(onwards, first, request, context)
        choices.append(Button(ids.REPLY_NEXT, say("buttons.reply_next", language), onward))
    told = say(
        f"replies.choose_{'person' if alone else 'which'}", language, name=_name(first, answer.said), note=one_case
    )
    leave = Button(ids.REPLY_LEAVE, say("buttons.reply_nothing", language), "no")
    return render_notice(f"{unknown} {told}", language, [[*choices, leave]])


def _parts(said: MilestoneReply, items: Sequence[ReminderItem], context: Context, language: str) -> list[str]:
    """What was understood, in words."""
    today = context.here(context.now()).date()
    day = said.days[1] if said.days else today
    if said.mark == said_of.DONE:
        day = min(day, today)
    found = [say(f"replies.{said.mark}", language, date=day, to=said.to)] if said.mark else []
    if said.span:
        new = list(dict.fromkeys(_new_day(said, one) for one in items))
        found = [say("replies.later_by", language, span=_in_words(said, language), days=new)]
    return found + ([say(f"replies.{said.cost}", language, amount=said.amount)] if said.cost else [])


def _asking(said: MilestoneReply, items: Sequence[ReminderItem]) -> str:
    if len(items) == 1:
        return "replies.ask"
    return "replies.ask_which_case" if said.mark in ("", NOTE) else "replies.ask_which"


def _label(one: ReminderItem, items: Sequence[ReminderItem], said: MilestoneReply) -> str:
    """The same on a button; of one case only the goals tell them apart."""
    alone = len({each.case for each in items}) == 1 and len(items) > 1
    return one_line(one.goal).rstrip(".") if alone else _name(one, said)


def _name(one: ReminderItem, said: MilestoneReply) -> str:
    """Which milestone it is; of what is a note alone which case."""
    return one.name if said.mark in ("", NOTE) else f"{one.name}: {shortened(one_line(one.goal).rstrip('.'), GOAL)}"


def _buttons(
    said: _Answer, items: Sequence[ReminderItem], request: Request, context: Context, language: str
) -> list[Row]:
    leave = Button(ids.REPLY_LEAVE, say("buttons.reply_leave", language), "no")
    if len(items) == 1:
        keep = Button(
            ids.REPLY_KEEP, say("buttons.reply_keep", language), _value(said, items[0], request, context), "primary"
        )
        return [[keep, leave]]
    choices = [
        Button(
            f"{ids.REPLY_KEEP}:{at}",
            _name(one, said.said),
            _value(said, one, request, context),
            "" if at else "primary",
        )
        for at, one in enumerate(items)
    ]
    return [[*choices, leave]]


def _value(answer: _Answer, one: ReminderItem, request: Request, context: Context) -> str:
    """All that is kept when the button is pressed."""
    said = answer.said
    today = context.here(context.now()).date()
    on = min(said.days[1], today) if said.days and said.mark == said_of.DONE else today
    told = {
        "due": one.value,
        "case": one.case,
        "mark": said.mark,
        "on": on.isoformat(),
        "until": _new_day(said, one).isoformat() if said.mark == LATER else "",
        "text": answer.text[:LONGEST_TEXT],
        "to": [answer.to.id, answer.to.name],
        "by": request.person.id,
        "at": [request.channel, request.message or ""],
        "thread": request.in_thread or "",
    }
    return json.dumps(told, ensure_ascii=False)
