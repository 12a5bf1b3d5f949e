""" "Tallet er forkert": what a figure should be is kept with who, when and why, and shown beside what is printed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.case_queries import identity, mark
from bot.handlers.context import Desk, handled
from bot.handlers.forms import brought, with_place
from bot.handlers.questions.annotations import figures
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import Place, answer_at, lay
from bot.slack.client import Slack
from bot.slack.request import Asked
from index.state.people import Correction, Said
from records import Answer, Fact
from records.amounts import number
from templates import ids, render_notice, say
from templates.forms import Field, Form, form_view
from templates.views.facts import lines


def register(app: App, desk: Desk) -> None:
    app.action(ids.WRONG)(handled(at_place(ask), desk))
    app.view(ids.WRONG_FORM)(handled(keep, desk))


def ask(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    language = desk.language(asked)
    found = figures(_answer(place, desk))
    if not found:
        slack.privately(asked, render_notice(say("doors.no_figures", language), language))
        return
    slack.open(asked, form_view(_form(found, with_place(asked, place), language), language))


def _answer(place: Place, desk: Desk) -> Answer:
    with desk.archive.reading():
        answer = answer_at(desk, place)
    return answer or Answer("", desk.settings.language, "unknown", desk.now().date())


def _form(found: list[tuple[str, Fact]], about: str, language: str) -> Form:
    shown = lines([fact for _, fact in found], language)
    options = tuple((line.text, mark(name)) for (name, _), line in zip(found, shown, strict=True))
    fields = (
        Field(ids.FIGURE_FIELD, say("forms.figure", language), "choice", options=options),
        Field(ids.VALUE_FIELD, say("forms.value", language), hint=say("forms.value_hint", language), most=50),
        Field(ids.WHY_FIELD, say("forms.why", language), "long", hint=say("forms.why_hint", language), most=1000),
    )
    return Form(ids.WRONG_FORM, say("forms.wrong", language), fields, about, say("forms.wrong_intro", language))


def check(view: Mapping[str, Any]) -> dict[str, Any]:
    """Told beside the field, before the form is taken: what is written must be a number."""
    text = view["state"]["values"].get(ids.VALUE_FIELD, {}).get(ids.VALUE_FIELD, {}).get("value") or ""
    if number(text.strip()) is not None:
        return {}
    words = "da" if view.get("submit", {}).get("text") == say("forms.send", "da") else "en"
    return {"response_action": "errors", "errors": {ids.VALUE_FIELD: say("forms.not_a_number", words)}}


def keep(asked: Asked, desk: Desk, slack: Slack) -> None:
    asked, place = brought(asked, desk)
    language = desk.language(asked)
    answer = _answer(place, desk) if place else None
    fact = _chosen(asked, answer)
    if place is None or answer is None or fact is None:
        slack.privately(asked, render_notice(say("doors.stale", language), language))
        return
    name, figure = fact
    said = Said(identity(answer.cases[0]).key, asked.person.id, asked.person.name, desk.now())
    desk.people.know(identity(answer.cases[0]))
    value, why = asked.fields[ids.VALUE_FIELD].strip(), asked.fields.get(ids.WHY_FIELD, "")
    desk.people.correct(Correction(name, figure.value, value, why, said))
    if asked.message or asked.ephemeral:
        slack.replace(asked, lay(desk, place, asked))
    slack.privately(replace(asked, ephemeral=True), render_notice(say("doors.corrected", language), language))


def _chosen(asked: Asked, answer: Answer | None) -> tuple[str, Fact] | None:
    wanted = asked.fields.get(ids.FIGURE_FIELD)
    found = figures(answer) if answer and answer.cases else []
    return next(((name, fact) for name, fact in found if mark(name) == wanted), None)
