"""Search from anywhere, in a modal; attach a message to a case."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.handlers.cases import case_actions
from bot.handlers.cases.case_names import named
from bot.handlers.context import Desk, handled
from bot.handlers.questions.answer_card import question_card
from bot.slack.client import Slack
from bot.slack.message_text import question
from bot.slack.request import Asked
from index.state.people import Note, Said
from records import codes
from templates import ids, render_notice, say
from templates.forms import Field, Form, card_view, form_view, waiting_view

LONGEST_NOTE = 1_000


def register(app: App, desk: Desk) -> None:
    app.shortcut(ids.SEARCH_SHORTCUT)(handled(ask_search, desk))
    app.action(ids.HOME_SEARCH)(handled(ask_search, desk))
    app.view(ids.SEARCH_FORM)(handled(search, desk))
    app.shortcut(ids.NOTE_SHORTCUT)(handled(ask_case, desk))
    app.view(ids.NOTE_FORM)(handled(attach, desk))


def ask_search(asked: Asked, desk: Desk, slack: Slack) -> None:
    language = desk.language(asked)
    hint = say("forms.search_hint", language)
    field = Field(ids.QUESTION_FIELD, say("forms.question", language), hint=hint, most=500)
    form = Form(ids.SEARCH_FORM, say("forms.search", language), (field,), about=language)
    slack.open(asked, form_view(form, language))


def wait(view: Mapping[str, Any]) -> dict[str, Any]:
    """The modal stays and says that the answer comes."""
    return {"response_action": "update", "view": waiting_view(view.get("private_metadata") or "da")}


def search(asked: Asked, desk: Desk, slack: Slack) -> None:
    card = question_card(asked.fields.get(ids.QUESTION_FIELD, "").strip(), asked, desk)
    language = desk.language(asked)
    slack.fill(str(asked.view), card_view(say("forms.answer", language), card, language))


# ---------------------------------------------------------------- a message as a note


def ask_case(asked: Asked, desk: Desk, slack: Slack) -> None:
    language, message = desk.language(asked), asked.body.get("message", {})
    text = question(message.get("text") or "")[:LONGEST_NOTE]
    about = {"channel": asked.channel, "ts": message.get("ts", ""), "author": message.get("user", ""), "text": text}
    known = ", ".join(ref.code for ref in codes.find(text)[:1])
    hint = say("forms.case_hint", language)
    field = Field(ids.CASE_FIELD, say("forms.case", language), hint=hint, initial=known, most=100)
    intro = say("forms.note_intro", language, text=text[:300])
    form = Form(ids.NOTE_FORM, say("forms.note", language), (field,), json.dumps(about, ensure_ascii=False), intro)
    slack.open(asked, form_view(form, language))


def check_case(view: Mapping[str, Any]) -> dict[str, Any]:
    """Told beside the field, before the form is taken: a case is named by its code."""
    text = view["state"]["values"].get(ids.CASE_FIELD, {}).get(ids.CASE_FIELD, {}).get("value") or ""
    if codes.find(text):
        return {}
    words = "da" if view.get("submit", {}).get("text") == say("forms.send", "da") else "en"
    return {"response_action": "errors", "errors": {ids.CASE_FIELD: say("forms.no_code", words)}}


def attach(asked: Asked, desk: Desk, slack: Slack) -> None:
    about = json.loads(asked.about)
    language, text = desk.language(asked), asked.fields.get(ids.CASE_FIELD, "")
    found = case_actions.cases(text, desk)
    there = replace(asked, channel=about["channel"], view=None, ephemeral=True)
    if len(found) != 1:
        slack.privately(there, case_actions.not_one(found, text, asked, desk))
        return
    key = desk.people.know(found[0])
    said = Said(key, asked.person.id, asked.person.name, desk.now())
    note = Note(about["text"], about["channel"], about["ts"], said)
    if desk.people.add_note(note, about["author"]):
        text = say("doors.attached", language, name=named(key, desk))
    else:
        first = _first(note, desk)
        values = {"who": first.name or first.person, "moment": desk.at(first.when), "name": named(key, desk)}
        text = say("doors.attached_before", language, **values)
    slack.privately(there, render_notice(text, language))


def _first(note: Note, desk: Desk) -> Said:
    """Who attached the same message to the same case before, and when."""
    notes = desk.people.notes(note.said.case_key)
    return next(one.said for one in notes if (one.channel, one.ts) == (note.channel, note.ts))
