"""A mention in a channel is answered in its thread and nowhere else."""

from slack_bolt import App

from bot.handlers.answering import answer
from bot.handlers.desk import Desk, handled


def register(app: App, desk: Desk) -> None:
    app.event("app_mention")(handled(answer, desk))
