"""A mention in a channel is answered in its thread and nowhere else. With a document it is the offer to load that."""

from slack_bolt import App

from bot.handlers.context import Desk, handled
from bot.handlers.documents.shared_files import offer_one
from bot.handlers.questions.answering import answer
from bot.slack.client import Slack
from bot.slack.request import Asked

MOST_FILES = 5


def register(app: App, desk: Desk) -> None:
    app.event("app_mention")(handled(answer_mention, desk))


def answer_mention(asked: Asked, desk: Desk, slack: Slack) -> None:
    shared = asked.body["event"].get("files") or ()
    if not shared:
        answer(asked, desk, slack)
    for one in shared[:MOST_FILES]:
        offer_one(one["id"], asked, desk, slack)
