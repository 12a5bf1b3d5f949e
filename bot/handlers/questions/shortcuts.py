"""Search from anywhere, in a modal."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App

from bot.handlers.context import Context, handled
from bot.handlers.questions.answer_card import question_card
from bot.slack.client import SlackClient
from bot.slack.modals import waits
from bot.slack.request import Request
from templates import ids, say
from templates.forms import Form, FormField, card_view, form_view, waiting_view


def register(app: App, context: Context) -> None:
    app.shortcut(ids.SEARCH_SHORTCUT)(handled(ask_search, context))
    app.action(ids.HOME_SEARCH)(handled(ask_search, context))
    app.view(ids.SEARCH_FORM)(handled(search_from_shortcut, context))


def ask_search(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    hint = say("forms.search_hint", language)
    field = FormField(ids.QUESTION_FIELD, say("forms.question", language), hint=hint, most=500)
    form = Form(
        ids.SEARCH_FORM,
        say("forms.search", language),
        (field,),
        about=language,
        send=say("forms.send_search", language),
    )
    slack.open(request, form_view(form, language))


def wait(view: Mapping[str, Any]) -> dict[str, Any]:
    """The modal stays and says that the answer comes."""
    return waits(waiting_view(view.get("private_metadata") or "da"), view)


def search_from_shortcut(request: Request, context: Context, slack: SlackClient) -> None:
    card = question_card(request.fields.get(ids.QUESTION_FIELD, "").strip(), request, context)
    language = context.language(request)
    slack.fill_sent(request, card_view(say("forms.answer", language), card, language))
