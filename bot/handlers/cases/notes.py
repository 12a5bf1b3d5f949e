"""Messages as notes of a case: attached, listed, removed. What comes from a private conversation stays private."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.handlers.cases import case_actions
from bot.handlers.cases.case_names import case_label_of
from bot.handlers.context import Context, allowed, handled
from bot.handlers.questions.annotations import attached_note
from bot.handlers.questions.answer_buttons import at_public_case
from bot.handlers.questions.answer_card import CardPlace
from bot.slack.client import SlackClient
from bot.slack.message_text import question
from bot.slack.request import Request
from index.state.notes import AttachedMessage
from index.state.people import Attribution, CaseKey, Person
from records import codes
from templates import Card, ids, render_notice, render_page, say
from templates.controls import Button, Row
from templates.forms import Form, FormField, form_view
from templates.views import CardEntry, Section, reading

LONGEST_NOTE = 1_000
MOST = 20


def register(app: App, context: Context) -> None:
    app.shortcut(ids.NOTE_SHORTCUT)(handled(allowed("notes.attach", ask_case), context))
    app.view(ids.NOTE_FORM)(handled(allowed("notes.attach", attach), context))
    app.action(ids.NOTES)(handled(allowed("notes.read", at_public_case(show_notes)), context))
    app.action(ids.NOTE_REMOVE)(handled(remove_note, context))


# ---------------------------------------------------------------- attached


def ask_case(request: Request, context: Context, slack: SlackClient) -> None:
    language, message = context.language(request), request.body.get("message", {})
    text = question(message.get("text") or "")[:LONGEST_NOTE]
    program = message.get("username") or message.get("bot_profile", {}).get("name", "")
    about = {
        "channel": request.channel, "ts": message.get("ts", ""), "text": text,
        "author": message.get("user", ""), "program": program,
    }  # fmt: skip
    known = ", ".join(ref.code for ref in codes.find(text)[:1])
    hint = say("forms.case_hint", language)
    field = FormField(ids.CASE_FIELD, say("forms.case", language), hint=hint, initial=known, most=100)
    intro = say("forms.note_intro", language, text=text[:300])
    form = Form(ids.NOTE_FORM, say("forms.note", language), (field,), json.dumps(about, ensure_ascii=False), intro)
    slack.open(request, form_view(form, language))


def check_case(view: Mapping[str, Any]) -> dict[str, Any]:
    """Told beside the field, before the form is taken: a case is named by its code."""
    text = view["state"]["values"].get(ids.CASE_FIELD, {}).get(ids.CASE_FIELD, {}).get("value") or ""
    if codes.find(text):
        return {}
    words = "da" if view.get("submit", {}).get("text") == say("forms.send", "da") else "en"
    return {"response_action": "errors", "errors": {ids.CASE_FIELD: say("forms.no_code", words)}}


def attach(request: Request, context: Context, slack: SlackClient) -> None:
    about = json.loads(request.about)
    language, text = context.language(request), request.fields.get(ids.CASE_FIELD, "")
    found = case_actions.cases(text, context)
    there = replace(request, channel=about["channel"], view=None, ephemeral=True)
    if len(found) != 1:
        slack.privately(there, case_actions.not_one(found, text, request, context))
        return
    key = context.people.know(found[0])
    note = _note(about, Attribution(key, request.person.id, request.person.name, context.now()), slack)
    if context.people.attached.add(note):
        said = "attached_private" if note.private else "attached"
        text = say(f"doors.{said}", language, name=case_label_of(key, context))
        rows: list[Row] = [[_removing(one, "", language)] for one in [_same(note, context)] if one]
        slack.privately(there, render_notice(text, language, rows))
    else:
        slack.privately(there, _attached_before(note, request, context))


def _note(about: Mapping[str, str], said: Attribution, slack: SlackClient) -> AttachedMessage:
    """Where nobody knows whether everybody may read the conversation, not everybody may."""
    name = about.get("program") or (slack.name(about["author"]) if about["author"] else "")
    private = not slack.is_open(about["channel"])
    return AttachedMessage(about["text"], about["channel"], about["ts"], said, Person(about["author"], name), private)


def _same(note: AttachedMessage, context: Context) -> AttachedMessage | None:
    notes = context.people.notes(note.said.case_key)
    return next((one for one in notes if (one.channel, one.ts) == (note.channel, note.ts)), None)


def _attached_before(note: AttachedMessage, request: Request, context: Context) -> Card:
    """Who attached the same message to the same case before, and when."""
    language, first = context.language(request), (_same(note, context) or note).said
    values = {"who": first.name or first.person, "moment": context.at(first.when)}
    text = say("doors.attached_before", language, name=case_label_of(note.said.case_key, context), **values)
    return render_notice(text, language)


# ---------------------------------------------------------------- listed and removed


def notes_in_writing(request: Request, context: Context, slack: SlackClient) -> None:
    """The notes of the case that is named, to the one who asks."""

    def listed(case: CaseKey) -> Card:
        return notes_card(context.people.know(case), request, context)

    slack.privately(request, case_actions.for_one(request.text.partition(" ")[2], request, context, listed))


def show_notes(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    slack.privately(request, notes_card(place.case, request, context))


def notes_card(key: str, request: Request, context: Context) -> Card:
    """The newest notes of a case, as this person may read them, with a button for each that they may remove."""
    language, zone = context.language(request), context.settings.timezone
    notes = context.people.notes(key)[-MOST:]
    entries = tuple(
        CardEntry(f"{at}. {reading.note(attached_note(one, request.person.id, zone), language)}")
        for at, one in enumerate(notes, 1)
    )
    rows: list[Row] = [
        [_removing(one, str(at), language)] for at, one in enumerate(notes, 1) if _may_remove(one, request, context)
    ]
    empty = () if notes else (say("doors.no_notes", language),)
    title = say("doors.notes", language, name=case_label_of(key, context))
    return render_page(title, [Section("", empty, entries, len(entries))], language, rows)


def _removing(note: AttachedMessage, number: str, language: str) -> Button:
    return Button(ids.NOTE_REMOVE, say("buttons.remove_note", language, number=number), str(note.id), "danger")


def remove_note(request: Request, context: Context, slack: SlackClient) -> None:
    """For good; a second press finds nothing."""
    language = context.language(request)
    note = context.people.attached.get(int(request.value)) if request.value.isdecimal() else None
    if note is None:
        slack.privately(request, render_notice(say("doors.stale", language), language))
    elif not _may_remove(note, request, context):
        slack.privately(request, context.refusal(request, "notes.remove"))
    else:
        context.people.attached.remove(note.id, request.person, context.now())
        text = say("doors.note_removed", language, name=case_label_of(note.said.case_key, context))
        slack.privately(request, render_notice(text, language))


def _may_remove(note: AttachedMessage, request: Request, context: Context) -> bool:
    return context.may(request, "notes.remove", note.said.case_key, (note.said.person, note.author.id))
