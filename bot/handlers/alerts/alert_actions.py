"""The buttons of an alert: the case, to the one who pressed; the alert stays as it is."""

from dataclasses import replace

from slack_bolt import App

from bot.handlers.context import Context, handled
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import CardPlace, card_at
from bot.slack.client import SlackClient
from bot.slack.request import Request
from templates import ids


def register(app: App, context: Context) -> None:
    app.action(ids.ALERT_OPEN)(handled(at_place(open_case), context))


def open_case(request: Request, place: CardPlace, context: Context, slack: SlackClient) -> None:
    slack.privately(request, card_at(context, replace(place, private=True), request))
