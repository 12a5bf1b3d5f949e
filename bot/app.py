"""The Slack app: who is asked, and what listens to what."""

from concurrent.futures import ThreadPoolExecutor

from slack_bolt import App
from slack_sdk import WebClient

from bot.handlers import acknowledging, commands, errors, mentions, messages
from bot.handlers.desk import Ask, Desk
from bot.settings import Settings

HANDLERS = (commands, mentions, messages, errors)
# Bolt's own five are soon busy: then a sixth person is not even acknowledged.
THREADS = 20


def build_app(settings: Settings, ask: Ask) -> App:
    """The app of one workspace. Asks Slack who it is, so it raises BoltError for a token that Slack refuses.

    Nothing is sent twice by itself: after a broken connection Slack may have the message already.
    """
    client = WebClient(settings.slack_bot_token, base_url=settings.slack_api_url, retry_handlers=[])
    app = App(
        client=client,
        signing_secret=settings.slack_signing_secret,
        listener_executor=ThreadPoolExecutor(THREADS, thread_name_prefix="listener"),
    )
    acknowledging.register(app)
    desk = Desk(ask, settings.language)
    for handler in HANDLERS:
        handler.register(app, desk)
    return app
