"""What was read back of an answer to a reminder, kept when its button is pressed: as a mark of the milestone, with the
words as a note on its case. Whose nobody knows is handed to a person who is chosen in a form.
"""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from slack_bolt import App

from bot.handlers.context import Context, allowed, handled
from bot.handlers.home import home_tab
from bot.handlers.reminders.handing import unfit
from bot.handlers.reminders.replies import MOST_CHOICES
from bot.rules import scheduler
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.state.people import AttachedMessage, Attribution, Person
from index.state.reminders import DONE, NOT_MINE, SNOOZED, Due, Mark, done_of
from questions import milestone_reply as said_of
from scheduler.tick import Scheduler
from templates import ids, render_notice, say
from templates.forms import Form, FormField, form_view

_MARKS = {said_of.DONE: DONE, said_of.LATER: SNOOZED, said_of.NOT_MINE: NOT_MINE}
KEEPING = [ids.REPLY_KEEP, ids.REPLY_NOTE, ids.REPLY_NEXT, *(f"{ids.REPLY_KEEP}:{at}" for at in range(MOST_CHOICES))]


def register(app: App, context: Context) -> None:
    for action in KEEPING:
        app.action(action)(handled(allowed("milestones.answer", keep_reply), context))
    for at in range(MOST_CHOICES):
        app.action(f"{ids.REPLY_TO}:{at}")(handled(allowed("milestones.answer", ask_person), context))
    app.view(ids.REPLY_TO_FORM)(handled(allowed("milestones.answer", hand_on), context))
    app.action(ids.REPLY_LEAVE)(handled(leave_reply, context))


def keep_reply(request: Request, context: Context, slack: SlackClient) -> None:
    """Keep the words as a note on the case, and what they say of the milestone as an answer to its reminder."""
    told = json.loads(request.value)
    if _is_own(told, request, context, slack):
        _keep(told, request, context, slack)


def _is_own(told: dict[str, Any], request: Request, context: Context, slack: SlackClient) -> bool:
    if told["by"] == request.person.id:
        return True
    language = context.language(request)
    slack.privately(replace(request, ephemeral=True), render_notice(say("replies.not_yours", language), language))
    return False


def _keep(told: dict[str, Any], request: Request, context: Context, slack: SlackClient) -> None:
    language, due = context.language(request), _due(told)
    work, to = scheduler(context.queries.library.store, context.settings), Person(*told["to"])
    if first := done_of(work.reminders.marks(due)):
        text = say("reminders.done_before", language, name=first.by.name or first.by.id, date=first.on)
        slack.replace(request, render_notice(text, language))
        return
    if kind := _MARKS.get(told["mark"]):
        until = date.fromisoformat(told["until"]) if told["until"] else None
        on = date.fromisoformat(told["on"])
        mark = Mark(kind, request.person, context.now(), on, until, told["text"], to)
        work.reminders.mark(due, mark, told["case"])
    _attach(told, request, context)
    _show(told, work, request, context, slack)
    done = say("replies.kept", language, text=told["text"], to=to.name)
    slack.replace(request, render_notice(done, language))
    home_tab.publish_home(request, context, slack)


def _due(told: dict[str, Any]) -> Due:
    milestone, _, day = told["due"].rpartition(":")
    return milestone, date.fromisoformat(day)


def _attach(told: dict[str, Any], request: Request, context: Context) -> None:
    channel, ts = told["at"]
    said = Attribution(told["case"], request.person.id, request.person.name, context.now())
    note = AttachedMessage(told["text"], channel, ts, said, replace(request.person))
    context.people.add_note(note, request.person.id)


def _show(told: dict[str, Any], work: Scheduler, request: Request, context: Context, slack: SlackClient) -> None:
    """The reminder that was answered says so."""
    channel, thread = told["at"][0], told["thread"]
    rows = work.outbox.at(channel, thread) if thread else []
    if rows and (card := work.compose(rows, context.now())):
        slack.edit(channel, thread, card)


def leave_reply(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    slack.replace(request, render_notice(say("replies.left_alone", language), language))


# ---------------------------------------------------------------- handed to a person who is chosen


def ask_person(request: Request, context: Context, slack: SlackClient) -> None:
    """Who shall get the reminder; the form brings along what was said, and the card that is to be replaced."""
    language, told = context.language(request), json.loads(request.value)
    if not _is_own(told, request, context, slack):
        return
    card = {name: getattr(request, name) for name in ("channel", "message", "response_url", "ephemeral", "private")}
    person = FormField(ids.PERSON_FIELD, say("forms.reply_to_label", language), "person")
    intro = say("forms.reply_to_intro", language, text=told["text"])
    about = json.dumps([told, card], ensure_ascii=False)
    slack.open(
        request, form_view(Form(ids.REPLY_TO_FORM, say("forms.reply_to", language), (person,), about, intro), language)
    )


def hand_on(request: Request, context: Context, slack: SlackClient) -> None:
    """As if the person had been named in the answer."""
    told, card = json.loads(request.about)
    language, to = context.language(request), request.fields.get(ids.PERSON_FIELD, "")
    there = replace(request, view=None, **card)
    if refused := unfit(to, [told["case"]], request, context, slack):
        slack.privately(replace(there, ephemeral=True), render_notice(refused, language))
        return
    _keep({**told, "to": [to, slack.name(to)]}, there, context, slack)
