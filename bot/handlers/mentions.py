"""A mention in a channel is answered in its thread and nowhere else. With a document it is the offer to load that."""

from slack_bolt import App

from bot.handlers.answering import answer
from bot.handlers.asked import Asked
from bot.handlers.desk import Desk, handled
from bot.handlers.files import offer_one
from bot.handlers.replying import Slack

MOST_FILES = 5


def register(app: App, desk: Desk) -> None:
    app.event("app_mention")(handled(answer_mention, desk))


def answer_mention(asked: Asked, desk: Desk, slack: Slack) -> None:
    shared = asked.body["event"].get("files") or ()
    if not shared:
        answer(asked, desk, slack)
    for one in shared[:MOST_FILES]:
        offer_one(one["id"], asked, desk, slack)
