"""The Slack app as a process: store, questions, app and HTTP door joined, until it is told to stop."""

import logging
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from zoneinfo import ZoneInfo

from slack_bolt.error import BoltError
from slack_sdk.errors import SlackApiError

from bot import asking, overlong
from bot.app import build_app
from bot.server import build_server
from bot.settings import Settings
from index.library import Library
from index.store import Store
from templates import Card, render


class CannotServe(Exception):
    """The app cannot start. `kind` is a key of the catalogue's section `serve`, `values` fill its sentence."""

    def __init__(self, kind: str, **values: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


def answering(library: Library, zone: ZoneInfo, language: str) -> Callable[[str, str | None], Card]:
    """What answers a question that was asked in Slack, now; `language` is for what is not answered at all."""

    def ask(text: str, wanted: str | None) -> Card:
        if overlong.is_overlong(text):
            return overlong.card(wanted or language)
        with library.store.file.reading():  # a card may look further into the answer's hits
            return render(asking.ask(library, text, datetime.now(zone), wanted))

    return ask


def run(read: Settings, port: int, ready: Callable[[int], None]) -> None:
    """Serve until SIGTERM or Ctrl-C; `ready` hears the port once requests are taken. Raises CannotServe, Unusable."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    secret = read.slack_signing_secret or ""
    with closing(Store(read.db)) as store:
        try:
            app = build_app(read, answering(Library(store), read.timezone, read.language))
        except (BoltError, SlackApiError) as error:
            raise CannotServe("slack_refused", error=error) from error
        except OSError as error:
            raise CannotServe("slack_unreachable", address=read.slack_api_url) from error
        try:
            server = build_server(app, secret, port)
        except OSError as error:
            raise CannotServe("port_taken", port=str(port)) from error
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        with server:
            ready(server.server_address[1])
            server.serve_forever()
