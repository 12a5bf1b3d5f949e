"""The answers to a reminder: done, put off, not mine, taken up. The message is edited where it stands."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from slack_bolt import App

from bot.handlers.context import Desk, handled
from bot.rules import clockwork
from bot.slack.client import Slack
from bot.slack.request import Asked
from index.state.outbox import Kept
from index.state.reminders import DONE, NOT_MINE, SNOOZED, TAKEN, Due, Mark
from scheduler.posts import reminder
from scheduler.rules.due import OLD
from scheduler.tick import Clockwork
from templates import ids, render_notice, say
from templates.forms import Field, Form, card_view, form_view, waiting_view


def register(app: App, desk: Desk) -> None:
    app.action(ids.DUE_DONE)(handled(ask_done, desk))
    app.view(ids.DONE_FORM)(handled(done, desk))
    app.action(ids.DUE_SNOOZE)(handled(snooze, desk))
    app.view(ids.SNOOZE_FORM)(handled(snooze_until, desk))
    app.action(ids.DUE_NOT_MINE)(handled(not_mine, desk))
    app.action(ids.DUE_TAKE)(handled(take, desk))
    app.action(ids.DUE_ALL)(handled(show_all, desk))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the reminder stands, and the modal that shows all of it (when it was pressed there)."""

    channel: str
    ts: str
    view: str = ""


def _spot(asked: Asked) -> Spot:
    """A button in the modal of all reminders knows the message that it was opened from."""
    if asked.message:
        return Spot(asked.channel, asked.message)
    about = json.loads(asked.about or "{}")
    return Spot(about.get("channel", ""), about.get("ts", ""), about.get("view", asked.view or ""))


def _due(text: str) -> Due | None:
    milestone, _, day = text.rpartition(":")
    try:
        return (milestone, date.fromisoformat(day)) if milestone else None
    except ValueError:
        return None


def _clock(desk: Desk) -> Clockwork:
    return clockwork(desk.archive.library.store, desk.settings)


def _today(desk: Desk) -> date:
    return desk.here(desk.now()).date()


# ---------------------------------------------------------------- done


def ask_done(asked: Asked, desk: Desk, slack: Slack) -> None:
    """On which day, and what came of it. What is done already says by whom."""
    due, language, spot = _due(asked.value), desk.language(asked), _spot(asked)
    if due is None:
        _tell("doors.stale", asked, desk, slack)
        return
    fields = (
        Field(ids.DAY_FIELD, say("reminders.done_day", language), "date", initial=_today(desk).isoformat()),
        Field(
            ids.NOTE_FIELD,
            say("reminders.done_note", language),
            "long",
            hint=say("reminders.done_note_hint", language),
            optional=True,
            most=500,
        ),
    )
    slack.open(
        asked,
        form_view(Form(ids.DONE_FORM, say("reminders.done_title", language), fields, _about(asked, spot)), language),
    )


def _about(asked: Asked, spot: Spot) -> str:
    return json.dumps({"due": asked.value, "channel": spot.channel, "ts": spot.ts, "view": spot.view})


def done(asked: Asked, desk: Desk, slack: Slack) -> None:
    day = _day(asked) or _today(desk)
    _answer(asked, Mark(DONE, asked.person, desk.now(), day, note=asked.fields.get(ids.NOTE_FIELD, "")), desk, slack)


def _day(asked: Asked) -> date | None:
    try:
        return date.fromisoformat(asked.fields.get(ids.DAY_FIELD, ""))
    except ValueError:
        return None


# ---------------------------------------------------------------- put off


def snooze(asked: Asked, desk: Desk, slack: Slack) -> None:
    choice, _, value = asked.value.partition(":")
    asked, today = replace(asked, value=value), _today(desk)
    if choice == reminder.ON_A_DAY:
        language = desk.language(asked)
        later = (today + timedelta(days=7)).isoformat()
        field = Field(ids.DAY_FIELD, say("reminders.snooze_until", language), "date", initial=later)
        form = Form(ids.SNOOZE_FORM, say("reminders.snooze_title", language), (field,), _about(asked, _spot(asked)))
        slack.open(asked, form_view(form, language))
        return
    until = today + timedelta(days=1 if choice == reminder.TOMORROW else 7 - today.weekday())
    _answer(asked, Mark(SNOOZED, asked.person, desk.now(), today, until), desk, slack)


def snooze_until(asked: Asked, desk: Desk, slack: Slack) -> None:
    until, today = _day(asked), _today(desk)
    if until is None or until <= today:
        _tell("reminders.snooze_past", asked, desk, slack)
        return
    _answer(asked, Mark(SNOOZED, asked.person, desk.now(), today, until), desk, slack)


# ---------------------------------------------------------------- not mine, taken up


def not_mine(asked: Asked, desk: Desk, slack: Slack) -> None:
    """The next in the chain hears of it at the next tick."""
    _answer(asked, Mark(NOT_MINE, asked.person, desk.now(), _today(desk)), desk, slack)


def take(asked: Asked, desk: Desk, slack: Slack) -> None:
    """What was overdue before the clock saw it: from now on it is reminded of every week."""
    work, spot = _clock(desk), _spot(asked)
    rows = work.outbox.at(spot.channel, spot.ts)
    mark = Mark(TAKEN, asked.person, desk.now(), _today(desk))
    for one in _told(rows):
        if one.rule == OLD:
            work.reminders.mark(one.due, mark)
    _show(asked, spot, rows, work, desk, slack)


def _told(rows: Sequence[Kept]) -> list[reminder.Told]:
    return [one for kept in rows if kept.post.kind == reminder.NAME for one in reminder.told(kept.post.content)]


def show_all(asked: Asked, desk: Desk, slack: Slack) -> None:
    """Every milestone of the message with its buttons, in a modal."""
    language, work, spot = desk.language(asked), _clock(desk), _spot(asked)
    view = slack.open(asked, waiting_view(language))
    slack.fill(view, _everything(spot, work, desk, language))


def _everything(spot: Spot, work: Clockwork, desk: Desk, language: str) -> dict[str, object]:
    rows = work.outbox.at(spot.channel, spot.ts)
    card = (
        reminder.whole([kept.post.content for kept in rows], work.scene(rows, desk.now(), language)) if rows else None
    )
    shown = card or render_notice(say("doors.stale", language), language)
    about = json.dumps({"channel": spot.channel, "ts": spot.ts})
    return {**card_view(say("reminders.show_all", language), shown, language), "private_metadata": about}


# ---------------------------------------------------------------- what they share


def _answer(asked: Asked, mark: Mark, desk: Desk, slack: Slack) -> None:
    """Keep the answer and show it in the message; who comes second is told who was first."""
    work, spot = _clock(desk), _spot(asked)
    due = _due(json.loads(asked.about or "{}").get("due", asked.value))
    if due is None:
        _tell("doors.stale", asked, desk, slack)
        return
    first, language = work.reminders.mark(due, mark), desk.language(asked)
    rows = work.outbox.at(spot.channel, spot.ts)
    if rows:
        _show(asked, spot, rows, work, desk, slack)
    if first:
        text = say("reminders.done_before", language, name=first.by.name or first.by.id, date=first.on)
    else:
        text = say(f"reminders.said_{mark.mark}", language, until=mark.until)
    if first or not rows:
        there = replace(asked, channel=spot.channel, view=None, ephemeral=True)
        slack.privately(there, render_notice(text, language))


def _show(asked: Asked, spot: Spot, rows: Sequence[Kept], work: Clockwork, desk: Desk, slack: Slack) -> None:
    if card := work.compose(rows, desk.now()):
        slack.edit(spot.channel, spot.ts, card)
    if spot.view:
        slack.fill(spot.view, _everything(spot, work, desk, desk.language(asked)))


def _tell(key: str, asked: Asked, desk: Desk, slack: Slack) -> None:
    language = desk.language(asked)
    slack.privately(replace(asked, view=None), render_notice(say(key, language), language))
