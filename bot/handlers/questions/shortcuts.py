"""Search from anywhere, in a modal; attach a message to a case."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.handlers.cases import case_actions
from bot.handlers.cases.case_names import case_label_of
from bot.handlers.context import Context, handled
from bot.handlers.questions.answer_card import question_card
from bot.slack.client import SlackClient
from bot.slack.message_text import question
from bot.slack.request import Request
from index.state.people import AttachedMessage, Attribution
from records import codes
from templates import ids, render_notice, say
from templates.forms import Form, FormField, card_view, form_view, waiting_view

LONGEST_NOTE = 1_000


def register(app: App, context: Context) -> None:
    app.shortcut(ids.SEARCH_SHORTCUT)(handled(ask_search, context))
    app.action(ids.HOME_SEARCH)(handled(ask_search, context))
    app.view(ids.SEARCH_FORM)(handled(search_from_shortcut, context))
    app.shortcut(ids.NOTE_SHORTCUT)(handled(ask_case, context))
    app.view(ids.NOTE_FORM)(handled(attach, context))


def ask_search(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    hint = say("forms.search_hint", language)
    field = FormField(ids.QUESTION_FIELD, say("forms.question", language), hint=hint, most=500)
    form = Form(ids.SEARCH_FORM, say("forms.search", language), (field,), about=language)
    slack.open(request, form_view(form, language))


def wait(view: Mapping[str, Any]) -> dict[str, Any]:
    """The modal stays and says that the answer comes."""
    return {"response_action": "update", "view": waiting_view(view.get("private_metadata") or "da")}


def search_from_shortcut(request: Request, context: Context, slack: SlackClient) -> None:
    card = question_card(request.fields.get(ids.QUESTION_FIELD, "").strip(), request, context)
    language = context.language(request)
    slack.fill(str(request.view), card_view(say("forms.answer", language), card, language))


# ---------------------------------------------------------------- a message as a note


def ask_case(request: Request, context: Context, slack: SlackClient) -> None:
    language, message = context.language(request), request.body.get("message", {})
    text = question(message.get("text") or "")[:LONGEST_NOTE]
    about = {"channel": request.channel, "ts": message.get("ts", ""), "author": message.get("user", ""), "text": text}
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
    said = Attribution(key, request.person.id, request.person.name, context.now())
    note = AttachedMessage(about["text"], about["channel"], about["ts"], said)
    if context.people.add_note(note, about["author"]):
        text = say("doors.attached", language, name=case_label_of(key, context))
    else:
        first = _first(note, context)
        name = case_label_of(key, context)
        values = {"who": first.name or first.person, "moment": context.at(first.when), "name": name}
        text = say("doors.attached_before", language, **values)
    slack.privately(there, render_notice(text, language))


def _first(note: AttachedMessage, context: Context) -> Attribution:
    """Who attached the same message to the same case before, and when."""
    notes = context.people.notes(note.said.case_key)
    return next(one.said for one in notes if (one.channel, one.ts) == (note.channel, note.ts))
