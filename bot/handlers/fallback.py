"""What no handler takes any longer: a button of an older sagsbot says so, an event that nobody needs is put away."""

import re

from slack_bolt import App

from bot.handlers.context import Context, handled
from bot.slack.client import SlackClient
from bot.slack.request import Request
from templates import render_notice, say

ANY = re.compile(".*")


def register(app: App, context: Context) -> None:
    app.action(ANY)(handled(too_old, context))
    app.view(ANY)(handled(too_old, context))
    app.shortcut(ANY)(handled(too_old, context))
    app.event(ANY)(handled(put_away, context))


def too_old(request: Request, context: Context, slack: SlackClient) -> None:
    language = context.language(request)
    slack.privately(request, render_notice(say("doors.stale", language), language))


def put_away(request: Request, context: Context, slack: SlackClient) -> None:
    return None
