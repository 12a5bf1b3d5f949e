"""What every handler works with: the documents, what people did, the settings. And how a handler is run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slack_bolt import BoltContext
from slack_sdk import WebClient

from bot.case_queries import Archive
from bot.handlers.rate_limit import MOST, Pace, is_question, refusal
from bot.settings import Settings
from bot.slack.client import Slack
from bot.slack.inbox import KEY
from bot.slack.request import Asked, asked
from index.state.inbox import Inbox
from index.state.people import People
from index.state.reminders import Reminders
from templates import render_notice, say

# A command in one language is answered in it, whatever else was chosen.
COMMANDS = {"/sag": None, "/case": "en"}


@dataclass(frozen=True, slots=True)
class Desk:
    archive: Archive
    people: People
    inbox: Inbox
    settings: Settings
    pace: Pace = field(default_factory=Pace)

    def now(self) -> datetime:
        return self.archive.clock()

    def here(self, moment: datetime) -> datetime:
        """A moment with the day and hour that it has here."""
        return moment.astimezone(self.settings.timezone)

    def at(self, moment: datetime) -> str:
        """A moment as a clock on the wall here shows it: "21.11.2026 10:15"."""
        local = self.here(moment)
        return f"{local.day}.{local.month}.{local.year} {local:%H:%M}"

    def chosen(self, asked: Asked) -> str | None:
        """The language that was chosen: by the command, by the person for what only that person sees, by the channel
        for what all see there. None: a question is answered in its own."""
        by_command = COMMANDS.get(asked.command)
        about = asked.person.id if asked.private or not asked.channel else asked.channel
        return by_command or self.people.language(about)

    def language(self, asked: Asked) -> str:
        """The language for what is no answer to a question."""
        return self.chosen(asked) or self.settings.language


Handler = Callable[[Asked, Desk, Slack], None]


def handled(handler: Handler, desk: Desk) -> Callable[..., None]:
    """A handler as Bolt calls it. What two threads get is handled by one; what fails stays in the inbox (errors.py)."""

    def run(body: Mapping[str, Any], context: BoltContext, client: WebClient) -> None:
        key = context[KEY]
        if desk.inbox.begin(key):
            wish, slack = asked(body), Slack(client)
            if refused := refusal(wish, _team(context), desk.pace):
                _refuse(wish, refused, desk, slack)
            else:
                Reminders(desk.people.file).is_back(wish.person.id)
                handler(wish, desk, slack)
            desk.inbox.done(key, desk.now())

    return run


def _team(context: BoltContext) -> str | None:
    """The workspace of the app. An enterprise has several: there a person of another may be a colleague."""
    known = context.authorize_result
    return known.team_id if known and not known.enterprise_id else None


def _refuse(wish: Asked, why: str, desk: Desk, slack: Slack) -> None:
    """Told to the person alone, where there was a question at all."""
    if is_question(wish):
        language = desk.language(wish)
        slack.privately(wish, render_notice(say(f"doors.{why}", language, most=MOST), language))
