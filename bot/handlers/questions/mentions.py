"""A mention in a channel is answered in its thread and nowhere else. With a document it is the offer to load that."""

from slack_bolt import App

from bot.handlers.context import Context, handled
from bot.handlers.documents.shared_files import offer_one
from bot.handlers.questions.answering import answer_request
from bot.slack.client import SlackClient
from bot.slack.request import Request

MOST_FILES = 5


def register(app: App, context: Context) -> None:
    app.event("app_mention")(handled(answer_mention, context))


def answer_mention(request: Request, context: Context, slack: SlackClient) -> None:
    shared = request.body["event"].get("files") or ()
    if not shared:
        answer_request(request, context, slack)
    for one in shared[:MOST_FILES]:
        offer_one(one["id"], request, context, slack)
