"""The Slack app: who is asked, and what listens to what."""

from concurrent.futures import ThreadPoolExecutor

from slack_bolt import App
from slack_sdk import WebClient

from bot.archive import Archive
from bot.handlers import (
    alerting,
    cards,
    commands,
    corrections,
    errors,
    files,
    home,
    mentions,
    messages,
    noticing,
    owning,
    pressing,
    reminding,
    ruling,
    shortcuts,
    stale,
    subscribing,
)
from bot.handlers.desk import Desk
from bot.handlers.gate import Pace
from bot.inbox import acknowledge, keeper
from bot.settings import Settings
from index.database import DatabaseFile
from index.inbox import Inbox
from index.people import People
from templates import ids

# The first that takes a request handles it: what takes everything stands last.
HANDLERS = (
    commands,
    mentions,
    messages,
    files,
    home,
    pressing,
    cards,
    owning,
    corrections,
    ruling,
    shortcuts,
    subscribing,
    reminding,
    noticing,
    alerting,
    stale,
    errors,
)
REPLIES = {
    ids.SEARCH_FORM: shortcuts.wait,
    ids.NOTE_FORM: shortcuts.check_case,
    ids.WRONG_FORM: corrections.check,
}
# Bolt's own five are soon busy: then a sixth person waits for strangers. Acknowledging needs none of these.
THREADS = 32


def build_app(settings: Settings, archive: Archive, file: DatabaseFile, pace: Pace | None = None) -> App:
    """The app of one workspace, with its inbox in `file`. Asks Slack who it is, so it raises BoltError for a token that
    Slack refuses.

    Nothing is sent twice by itself: after a broken connection Slack may have the message already.
    """
    inbox = Inbox(file)
    app = App(
        client=WebClient(settings.slack_bot_token, base_url=settings.slack_api_url, retry_handlers=[]),
        signing_secret=settings.slack_signing_secret,
        before_authorize=keeper(inbox),
        listener_executor=ThreadPoolExecutor(THREADS, thread_name_prefix="listener"),
    )
    acknowledge(app, REPLIES, inbox)
    desk = Desk(archive, People(file), inbox, settings, pace or Pace())
    for handler in HANDLERS:
        handler.register(app, desk)
    return app
