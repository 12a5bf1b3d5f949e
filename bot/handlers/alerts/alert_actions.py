"""The buttons of an alert: the case, to the one who pressed; the alert stays as it is."""

from dataclasses import replace

from slack_bolt import App

from bot.handlers.context import Desk, handled
from bot.handlers.questions.answer_buttons import at_place
from bot.handlers.questions.answer_card import Place, lay
from bot.slack.client import Slack
from bot.slack.request import Asked
from templates import ids


def register(app: App, desk: Desk) -> None:
    app.action(ids.ALERT_OPEN)(handled(at_place(open_case), desk))


def open_case(asked: Asked, place: Place, desk: Desk, slack: Slack) -> None:
    slack.privately(asked, lay(desk, replace(place, private=True), asked))
