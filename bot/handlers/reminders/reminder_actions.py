"""The answers to a reminder: done, put off, not mine, taken up. The message is edited where it stands."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from slack_bolt import App

from bot.handlers.context import Context, allowed, handled
from bot.handlers.home import home_tab, home_today
from bot.rules import scheduler
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.state.outbox import OutboxRow
from index.state.reminders import DONE, NOT_MINE, REOPENED, SNOOZED, TAKEN, Due, Mark
from scheduler.posts import reminder
from scheduler.posts.reminder_item import ReminderItem
from scheduler.rules.due import OLD
from scheduler.tick import Scheduler
from templates import ids, render_notice, say
from templates.forms import Form, FormField, card_view, form_view, waiting_view


def register(app: App, context: Context) -> None:
    app.action(ids.DUE_DONE)(handled(allowed("milestones.answer", ask_done), context))
    app.view(ids.DONE_FORM)(handled(allowed("milestones.answer", done), context))
    app.action(ids.DUE_UNDO)(handled(allowed("milestones.answer", undo), context))
    app.action(ids.DUE_SNOOZE)(handled(allowed("milestones.answer", snooze), context))
    app.view(ids.SNOOZE_FORM)(handled(allowed("milestones.answer", snooze_until), context))
    app.action(ids.DUE_NOT_MINE)(handled(allowed("milestones.answer", not_mine), context))
    app.action(ids.DUE_TAKE)(handled(allowed("milestones.answer", take), context))
    app.action(ids.DUE_ALL)(handled(show_all, context))


@dataclass(frozen=True, slots=True)
class MessageSpot:
    """Where the reminder stands, and the modal that shows all of it (when it was pressed there). `at_home`: it was
    pressed on the Home tab, or in the modal that was opened there."""

    channel: str
    ts: str
    view: str = ""
    at_home: bool = False


def _spot(request: Request, context: Context) -> MessageSpot:
    """A button in the modal of all reminders knows the message that it was opened from; on the Home tab it is that of
    the message that asked last."""
    if request.message:
        return MessageSpot(request.channel, request.message)
    about = json.loads(request.about or "{}")
    if about.get("channel"):
        return MessageSpot(
            about["channel"], about["ts"], about.get("view", request.view or ""), about.get("home", False)
        )
    due = _due(about.get("due") or request.value.partition(":")[2]) or _due(request.value)
    found = home_today.waiting_for(request.person.id, context, context.language(request))
    channel, ts = found.where(due) if due else ("", "")
    kind = (request.body.get("view") or {}).get("type")
    return MessageSpot(channel, ts, (request.view or "") if kind == "modal" else "", True)


def _due(text: str) -> Due | None:
    milestone, _, day = text.rpartition(":")
    try:
        return (milestone, date.fromisoformat(day)) if milestone else None
    except ValueError:
        return None


def _clock(context: Context) -> Scheduler:
    return scheduler(context.queries.library.store, context.settings)


def _today(context: Context) -> date:
    return context.here(context.now()).date()


# ---------------------------------------------------------------- done


def ask_done(request: Request, context: Context, slack: SlackClient) -> None:
    """On which day, and what came of it. What is done already says by whom."""
    due, language, spot = _due(request.value), context.language(request), _spot(request, context)
    if due is None:
        _tell("doors.stale", request, context, slack)
        return
    fields = (
        FormField(ids.DAY_FIELD, say("reminders.done_day", language), "date", initial=_today(context).isoformat()),
        FormField(
            ids.NOTE_FIELD,
            say("reminders.done_note", language),
            "long",
            hint=say("reminders.done_note_hint", language),
            optional=True,
            most=500,
        ),
    )
    slack.open(
        request,
        form_view(Form(ids.DONE_FORM, say("reminders.done_title", language), fields, _about(request, spot)), language),
    )


def _about(request: Request, spot: MessageSpot) -> str:
    told = {"due": request.value, "channel": spot.channel, "ts": spot.ts, "view": spot.view, "home": spot.at_home}
    return json.dumps(told)


def done(request: Request, context: Context, slack: SlackClient) -> None:
    day = _day(request) or _today(context)
    note = request.fields.get(ids.NOTE_FIELD, "")
    _answer(request, Mark(DONE, request.person, context.now(), day, note=note), context, slack)


def _day(request: Request) -> date | None:
    try:
        return date.fromisoformat(request.fields.get(ids.DAY_FIELD, ""))
    except ValueError:
        return None


def undo(request: Request, context: Context, slack: SlackClient) -> None:
    """It was not done after all: it is open again, and reminded of as before."""
    _answer(request, Mark(REOPENED, request.person, context.now(), _today(context)), context, slack)


# ---------------------------------------------------------------- put off


def snooze(request: Request, context: Context, slack: SlackClient) -> None:
    choice, _, value = request.value.partition(":")
    request, today = replace(request, value=value), _today(context)
    if choice == reminder.ON_A_DAY:
        language = context.language(request)
        later = (today + timedelta(days=7)).isoformat()
        field = FormField(ids.DAY_FIELD, say("reminders.snooze_until", language), "date", initial=later)
        form = Form(
            ids.SNOOZE_FORM, say("reminders.snooze_title", language), (field,), _about(request, _spot(request, context))
        )
        slack.open(request, form_view(form, language))
        return
    until = today + timedelta(days=1 if choice == reminder.TOMORROW else 7 - today.weekday())
    _answer(request, Mark(SNOOZED, request.person, context.now(), today, until), context, slack)


def snooze_until(request: Request, context: Context, slack: SlackClient) -> None:
    until, today = _day(request), _today(context)
    if until is None or until <= today:
        _tell("reminders.snooze_past", request, context, slack)
        return
    _answer(request, Mark(SNOOZED, request.person, context.now(), today, until), context, slack)


# ---------------------------------------------------------------- not mine, taken up


def not_mine(request: Request, context: Context, slack: SlackClient) -> None:
    """The next in the chain hears of it at the next tick."""
    _answer(request, Mark(NOT_MINE, request.person, context.now(), _today(context)), context, slack)


def take(request: Request, context: Context, slack: SlackClient) -> None:
    """What was overdue before the clock saw it: from now on it is reminded of every week."""
    work, spot = _clock(context), _spot(request, context)
    rows = work.outbox.at(spot.channel, spot.ts)
    mark = Mark(TAKEN, request.person, context.now(), _today(context))
    for one in _told(rows):
        if one.rule == OLD:
            work.reminders.mark(one.due, mark, one.case)
    _show(request, spot, rows, work, context, slack)


def _told(rows: Sequence[OutboxRow]) -> list[ReminderItem]:
    return [
        one for kept in rows if kept.post.kind == reminder.NAME for one in reminder.reminder_items(kept.post.content)
    ]


def show_all(request: Request, context: Context, slack: SlackClient) -> None:
    """Every milestone of the message with its buttons, in a modal."""
    language, work, spot = context.language(request), _clock(context), _spot(request, context)
    view = slack.open(request, waiting_view(language))
    slack.fill(view, _everything(spot, work, context, language))


def _everything(spot: MessageSpot, work: Scheduler, context: Context, language: str) -> dict[str, object]:
    rows = work.outbox.at(spot.channel, spot.ts)
    card = (
        reminder.whole_list([kept.post.content for kept in rows], work.render_context(rows, context.now(), language))
        if rows
        else None
    )
    shown = card or render_notice(say("doors.stale", language), language)
    about = json.dumps({"channel": spot.channel, "ts": spot.ts})
    return {**card_view(say("reminders.show_all", language), shown, language), "private_metadata": about}


# ---------------------------------------------------------------- what they share


def _answer(request: Request, mark: Mark, context: Context, slack: SlackClient) -> None:
    """Keep the answer and show it in the message; who comes second is told who was first."""
    work, spot = _clock(context), _spot(request, context)
    due = _due(json.loads(request.about or "{}").get("due", request.value))
    if due is None:
        _tell("doors.stale", request, context, slack)
        return
    rows, language = work.outbox.at(spot.channel, spot.ts), context.language(request)
    case = next((one.case for one in _told(rows) if one.due == due), None)
    first = work.reminders.mark(due, mark, case)
    if rows or spot.at_home:
        _show(request, spot, rows, work, context, slack)
    if first:
        text = say("reminders.done_before", language, name=first.by.name or first.by.id, date=first.on)
    else:
        text = say(f"reminders.said_{mark.mark}", language, until=mark.until)
    if first or not rows:
        there = replace(request, channel=spot.channel, view=None, ephemeral=True)
        slack.privately(there, render_notice(text, language))


def _show(
    request: Request,
    spot: MessageSpot,
    rows: Sequence[OutboxRow],
    work: Scheduler,
    context: Context,
    slack: SlackClient,
) -> None:
    if spot.at_home:
        home_tab.publish_home(request, context, slack)
    if rows and (card := work.compose(rows, context.now())):
        slack.edit(spot.channel, spot.ts, card)
    if spot.view:
        shown = (
            home_tab.waiting_modal(request, context)
            if spot.at_home
            else _everything(spot, work, context, context.language(request))
        )
        slack.fill(spot.view, shown)


def _tell(key: str, request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    slack.privately(replace(request, view=None), render_notice(say(key, language), language))
