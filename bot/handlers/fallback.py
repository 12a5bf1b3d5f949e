"""What no handler takes any longer: a button of an older sagsbot says so, an event that nobody needs is put away."""

import re

from slack_bolt import App

from bot.handlers.context import Desk, handled
from bot.slack.client import Slack
from bot.slack.request import Asked
from templates import render_notice, say

ANY = re.compile(".*")


def register(app: App, desk: Desk) -> None:
    app.action(ANY)(handled(too_old, desk))
    app.view(ANY)(handled(too_old, desk))
    app.shortcut(ANY)(handled(too_old, desk))
    app.event(ANY)(handled(put_away, desk))


def too_old(asked: Asked, desk: Desk, slack: Slack) -> None:
    language = desk.language(asked)
    slack.privately(asked, render_notice(say("doors.stale", language), language))


def put_away(asked: Asked, desk: Desk, slack: Slack) -> None:
    return None
