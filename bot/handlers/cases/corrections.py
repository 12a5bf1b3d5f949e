""" "Forkert tal": what a figure should be is kept with who, when and why, and shown beside what is printed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.case_queries import identity, mark
from bot.handlers.context import Context, allowed, handled
from bot.handlers.forms import brought, with_place
from bot.handlers.questions.annotations import correctable_figures
from bot.handlers.questions.answer_buttons import at_public_case
from bot.handlers.questions.answer_card import CardPlace, answer_at, card_at
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.state.people import Attribution, Correction
from records import Answer, Fact
from records.amounts import number
from templates import ids, render_notice, say
from templates.forms import Form, FormField, form_view
from templates.views.facts import lines


def register(app: App, context: Context) -> None:
    app.action(ids.WRONG)(handled(allowed("corrections.suggest", at_public_case(ask)), context))
    app.view(ids.WRONG_FORM)(handled(allowed("corrections.suggest", keep_correction), context))


def ask(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    found = correctable_figures(_answer(place, context))
    if not found:
        slack.privately(request, render_notice(say("doors.no_figures", language), language))
        return
    slack.open(request, form_view(_form(found, with_place(request, place), language), language))


def _answer(place: CardPlace, context: Context) -> Answer:
    """What everybody sees of the case: a correction is told to everybody, with the figure that is printed."""
    with context.queries.reading():
        answer = answer_at(context, place)
    return answer or Answer("", context.settings.language, "unknown", context.now().date())


def _form(found: list[tuple[str, Fact]], about: str, language: str) -> Form:
    shown = lines([fact for _, fact in found], language)
    options = tuple((line.text, mark(name)) for (name, _), line in zip(found, shown, strict=True))
    fields = (
        FormField(ids.FIGURE_FIELD, say("forms.figure", language), "choice", options=options),
        FormField(ids.VALUE_FIELD, say("forms.value", language), hint=say("forms.value_hint", language), most=50),
        FormField(ids.WHY_FIELD, say("forms.why", language), "long", hint=say("forms.why_hint", language), most=1000),
    )
    return Form(ids.WRONG_FORM, say("forms.wrong", language), fields, about, say("forms.wrong_intro", language))


def check_correction(view: Mapping[str, Any]) -> dict[str, Any]:
    """Told beside the field, before the form is taken: what is written must be a number."""
    text = view["state"]["values"].get(ids.VALUE_FIELD, {}).get(ids.VALUE_FIELD, {}).get("value") or ""
    if number(text.strip()) is not None:
        return {}
    words = "da" if view.get("submit", {}).get("text") == say("forms.send", "da") else "en"
    return {"response_action": "errors", "errors": {ids.VALUE_FIELD: say("forms.not_a_number", words)}}


def keep_correction(request: Request, context: Context, slack: SlackClient) -> None:
    request, place = brought(request, context)
    language = context.language(request)
    answer = _answer(place, context) if place else None
    fact = _chosen(request, answer)
    if place is None or answer is None or fact is None:
        slack.privately(request, render_notice(say("doors.stale", language), language))
        return
    name, figure = fact
    said = Attribution(identity(answer.cases[0]).key, request.person.id, request.person.name, context.now())
    context.people.know(identity(answer.cases[0]))
    value, why = request.fields[ids.VALUE_FIELD].strip(), request.fields.get(ids.WHY_FIELD, "")
    context.people.correct(Correction(name, figure.value, value, why, said))
    if request.message or request.ephemeral:
        slack.replace(request, card_at(context, place, request))
    slack.privately(replace(request, ephemeral=True), render_notice(say("doors.corrected", language), language))


def _chosen(request: Request, answer: Answer | None) -> tuple[str, Fact] | None:
    wanted = request.fields.get(ids.FIGURE_FIELD)
    found = correctable_figures(answer) if answer and answer.cases else []
    return next(((name, fact) for name, fact in found if mark(name) == wanted), None)
