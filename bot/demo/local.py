"""The bot in a Slack on this machine: nothing has to be set up, no account is needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot import serve
from bot.settings import Settings
from index.store.store import Store
from sandbox import LocalSlack, Patience
from sandbox.app import Installation
from templates import ids, say

ADMINS = ("Administrator", "Kontorchef")
ALERTS, DIGEST = "#besparelser", "#ledelse"
USUAL_PORT = 8321
TICK_S = 2  # somebody waits to see what a moved clock brings


@contextmanager
def local_slack(
    read: Settings,
    db: Path,
    port: int | None,
    patience: Patience = Patience(),  # noqa: B008  # frozen
) -> Iterator[str]:
    """A local Slack with the bot in it, over Socket Mode, answering from `db`. Returns the address of its page.

    Without a `port` it takes the usual one, or any free one. Everything but the address is as in the real Slack. Raises
    CannotServe, OSError when the port is taken.
    """
    with _at(port, _installed(read.language), patience) as slack:
        admins = tuple(person["id"] for person in slack.state()["people"] if person["name"] in ADMINS)
        here = replace(
            read,
            db=db,
            admins=read.admins + admins,
            alert_channel=read.alert_channel or slack.channel(ALERTS),
            digest_channel=read.digest_channel or slack.channel(DIGEST),
            slack_api_url=slack.api_url,
            slack_bot_token=slack.app.bot_token,
            slack_app_token=slack.app.app_token,
            slack_signing_secret=slack.app.signing_secret,
        )
        store = Store(db)
        try:
            with serve.joined_over_socket(here, store, lambda: slack.now().astimezone(read.timezone), TICK_S):
                yield slack.url
        finally:
            store.close()


def _at(port: int | None, app: Installation, patience: Patience) -> LocalSlack:
    if port is not None:
        return LocalSlack(port, app, patience=patience)
    try:
        return LocalSlack(USUAL_PORT, app, patience=patience)
    except OSError:
        return LocalSlack(0, app, patience=patience)


def _installed(language: str) -> Installation:
    """The app with the shortcuts that its manifest names."""
    return Installation(
        shortcuts={ids.SEARCH_SHORTCUT: say("demo.search_shortcut", language)},
        message_shortcuts={ids.NOTE_SHORTCUT: say("demo.note_shortcut", language)},
    )
