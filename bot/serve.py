"""The Slack app as a process: store, questions, app and HTTP door joined, until it is told to stop."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_sdk.errors import SlackApiError

from bot import clock, log
from bot.app import build_app
from bot.case_queries import CaseQueries, Question
from bot.health import Health
from bot.settings import Settings
from bot.slack import answering, connecting, inbox
from bot.slack.connecting import Attempts, NotYet
from bot.slack.server import HERE, HttpServer, build_server
from bot.stop_signal import StopSignal
from index.db.presence import Presence
from index.search.search_facade import Library
from index.state.inbox import Inbox
from index.store.store import Store
from records.collecting import keep_all_there_is
from templates import render, say
from templates.catalogue import LANGUAGES

# How long a thread computes before another may: short, so that many questions do not hold up an acknowledgement.
SWITCH_S = 0.0005
# Slack renews each every few hours and takes any that is open: while one comes back the other answers.
CONNECTIONS = 2
AGAIN_S = 0.5


class CannotServe(Exception):
    """The app cannot start. `kind` is a key of the catalogue's section `serve`, `values` fill its sentence."""

    def __init__(self, kind: str, **values: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.values = values


def run(read: Settings, port: int, ready: Callable[[int], None], socket_mode: bool = False, host: str = HERE) -> None:
    """Serve until SIGTERM or Ctrl-C; `ready` hears the port once requests are taken. Raises CannotServe, Unusable.

    In Socket Mode the port has only /healthz and /metrics.
    """
    log.begin(read)
    sys.setswitchinterval(SWITCH_S)
    with closing(Store(read.db)) as store, closing(store.file.presence()) as worker:
        made = _make(read, store, worker, _wall(read), socket_mode)
        app = None if socket_mode else made.app
        with bound(lambda: build_server(app, read.slack_signing_secret or "", port, host, made.health), port) as server:
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            keep_all_there_is()
            with _at_work(made, read, worker):
                ready(server.server_address[1])
                try:
                    server.serve_forever()
                finally:
                    answering.STOPPING.set()  # whoever waits for Slack waits no longer


def run_clock(read: Settings, ready: Callable[[], None]) -> None:
    """Tick until SIGTERM or Ctrl-C. Raises Unusable."""
    log.begin(read)
    told = StopSignal()
    with clock_of(read):
        ready()
        told.wait()


@contextmanager
def clock_of(read: Settings) -> Iterator[None]:
    """The clock of one tenant, on its own. Raises Unusable."""
    with closing(Store(read.db)) as store, clock.running(clock.Ticking(store, read, _wall(read), clock.poster(read))):
        yield


@dataclass(frozen=True, slots=True)
class SlackApp:
    """The app of one tenant, and what it works with. `sockets` are its connections to Slack, where it has any."""

    app: App
    kept: Inbox
    ticking: clock.Ticking
    health: Health
    sockets: list[SocketModeHandler] | None


@contextmanager
def app_of(read: Settings, socket_mode: bool) -> Iterator[SlackApp]:
    """The app of one tenant at work, with its clock, its store and, in Socket Mode, its connections.

    Raises CannotServe, Unusable.
    """
    with closing(Store(read.db)) as store, closing(store.file.presence()) as worker:
        made = _make(read, store, worker, _wall(read), socket_mode)
        with _at_work(made, read, worker):
            yield made


@contextmanager
def joined_over_socket(read: Settings, store: Store, now: clock.Now, tick_s: float) -> Iterator[None]:
    """The app connected over Socket Mode, and its clock, in this process; `now` is the time there. Raises CannotServe,
    Unusable."""
    sys.setswitchinterval(SWITCH_S)
    with closing(store.file.presence()) as worker:
        made = _make(read, store, worker, now, socket_mode=True)
        with _at_work(made, read, worker, tick_s):
            yield


def _make(read: Settings, store: Store, worker: Presence, now: clock.Now, socket_mode: bool) -> SlackApp:
    kept = Inbox(store.file, worker.name)
    app, ticking = _app(read, store, now, kept), clock.Ticking(store, read, now, clock.poster(read))
    sockets: list[SocketModeHandler] | None = [] if socket_mode else None
    health = Health(store, lambda: sockets is None or any(one.client.is_connected() for one in sockets))
    return SlackApp(app, kept, ticking, health, sockets)


@contextmanager
def _at_work(made: SlackApp, read: Settings, worker: Presence, tick_s: float = clock.TICK_S) -> Iterator[None]:
    connected = nullcontext() if made.sockets is None else _connected(made.app, read, made.sockets)
    with inbox.taking_up(made.app, made.kept, worker), connected, clock.running(made.ticking, tick_s):
        yield


def _wall(read: Settings) -> clock.Now:
    return lambda: datetime.now(read.timezone)


def _app(read: Settings, store: Store, now: clock.Now, kept: Inbox) -> App:
    queries = CaseQueries(Library(store, read.words, read.stale_days), now)
    _warm(queries)
    try:
        return build_app(read, queries, store.file, inbox=kept)
    except (BoltError, SlackApiError) as error:
        raise CannotServe("slack_refused", error=error) from error
    except OSError as error:
        raise CannotServe("slack_unreachable", address=read.slack_api_url) from error


def _warm(queries: CaseQueries) -> None:
    """Answer once before anybody asks: the first answer reads word lists, index and templates for a second or two, and
    many at once would hold up their own acknowledgements."""
    for language in LANGUAGES:
        with queries.reading():
            render(queries.answer(Question(say("prompts.find_message", language), language)))


def bound(build: Callable[[], HttpServer], port: int) -> HttpServer:
    """The server that `build` gives. Raises CannotServe."""
    try:
        return build()
    except OSError as error:
        raise CannotServe("port_taken", port=str(port)) from error


@contextmanager
def _connected(app: App, read: Settings, handlers: list[SocketModeHandler]) -> Iterator[None]:
    """Our connections to Slack, for as long as they are needed, added to `handlers`; each comes back by itself when it
    breaks."""
    attempts = Attempts()
    handlers += [connecting.handler(app, read.slack_app_token, attempts) for _ in range(CONNECTIONS)]
    try:
        for handler in handlers:
            _connect(handler, read)
        yield
    finally:
        hang_up(handlers)


def hang_up(handlers: Sequence[SocketModeHandler]) -> None:
    """Close each connection; it waits for its last read to end. A session that begins just then takes back that it is
    to end, and the SDK's own close waits for it for ever: it is told again."""
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        closing = [pool.submit(handler.close) for handler in handlers]
        while wait(closing, AGAIN_S).not_done:
            for handler in handlers:
                handler.client.current_session_state.terminated = True


def _connect(handler: SocketModeHandler, read: Settings) -> None:
    try:
        while wait_s := _asked(handler):
            answering.rest(wait_s)
    except SlackApiError as error:
        raise CannotServe("slack_refused", error=error) from error
    except OSError as error:
        raise CannotServe("slack_unreachable", address=read.slack_api_url) from error


def _asked(handler: SocketModeHandler) -> float:
    """Connect; returns the seconds until Slack may be asked once more, 0 where it was asked."""
    try:
        handler.connect()  # type: ignore[no-untyped-call]
    except NotYet as error:
        return error.seconds
    return 0.0
