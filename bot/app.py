"""The Slack app: who is asked, and what listens to what."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from slack_bolt import App
from slack_sdk import WebClient

from bot import log
from bot.access.audiences import Audiences
from bot.case_queries import CaseQueries
from bot.handlers import commands, errors, fallback
from bot.handlers.alerts import alert_actions, delivery_notices
from bot.handlers.cases import correction_review, corrections, notes, owner
from bot.handlers.context import Context
from bot.handlers.documents import named_columns, shared_files, table_corrections
from bot.handlers.home import home_settings, home_tab, joined, lexicon_tab, open_decisions
from bot.handlers.questions import answer_actions, answer_buttons, shortcuts
from bot.handlers.rate_limit import RateLimit
from bot.handlers.reminders import kept_replies, reminder_actions
from bot.handlers.subscriptions import digests, subscribe
from bot.ingest.holding import StoreViews
from bot.settings import Settings
from bot.slack.client import SlackClient
from bot.slack.inbox import acknowledge, keeper
from index.db.database import Database
from index.state.edits import Edits
from index.state.inbox import Inbox
from index.state.people import People
from templates import ids

# The first that takes a request handles it: what takes everything stands last.
HANDLERS = (
    commands,
    shared_files,
    table_corrections,
    named_columns,
    home_tab,
    home_settings,
    lexicon_tab,
    joined,
    open_decisions,
    answer_buttons,
    answer_actions,
    owner,
    corrections,
    correction_review,
    notes,
    shortcuts,
    subscribe,
    digests,
    reminder_actions,
    kept_replies,
    delivery_notices,
    alert_actions,
    fallback,
    errors,
)
REPLIES = {
    ids.SEARCH_FORM: shortcuts.wait,
    ids.NOTE_FORM: notes.check_case,
    ids.WRONG_FORM: corrections.check_correction,
}
# Bolt's own five are soon busy: then a sixth person waits for strangers. Acknowledging needs none of these.
THREADS = 32


def build_app(
    settings: Settings,
    queries: CaseQueries,
    file: Database,
    rate_limit: RateLimit | None = None,
    inbox: Inbox | None = None,
) -> App:
    """The app of one workspace, with its inbox in `file`. Asks Slack who it is, so it raises BoltError for a token that
    Slack refuses.

    Nothing is sent twice by itself: after a broken connection Slack may have the message already.
    """
    inbox = inbox or Inbox(file)
    app = App(
        name="sagsbot",  # Bolt would look for one in the source of all that has called it
        client=WebClient(settings.slack_bot_token, base_url=settings.slack_api_url, retry_handlers=[]),
        signing_secret=settings.slack_signing_secret,
        before_authorize=keeper(inbox),
        listener_executor=ThreadPoolExecutor(THREADS, "listener", log.enter_tenant, (log.tenant_here(),)),
    )
    acknowledge(app, REPLIES, inbox)
    context = Context(queries, People(file), inbox, settings, rate_limit or RateLimit(), edits=Edits(file))
    audiences = Audiences(file, settings, SlackClient(app.client).members)
    context = replace(context, audiences=audiences, views=StoreViews(queries))
    for handler in HANDLERS:
        handler.register(app, context)
    return app
