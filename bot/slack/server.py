"""The HTTP endpoint: Slack's requests at /slack/events, /healthz and /metrics beside it.

Of a process for several tenants each has one of its own, /slack/events/odense, and is asked after at /healthz/odense.

Whatever is not signed by Slack is turned away before any of it is read, and never reaches the log.
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from threading import Event
from types import TracebackType
from typing import Any, Protocol, Self

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier
from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server

from bot import log as logs
from bot.health import HealthReport

EVENTS, HEALTH, METRICS = "/slack/events", "/healthz", "/metrics"
HERE = "127.0.0.1"
LARGEST_BODY = 1_000_000  # bytes; Slack's own are a few thousand
LARGEST_HEADER = 16_384
MOST_CONNECTIONS = 200  # the next ones wait with the system until one ends
# Requests are read whole before a thread takes one, so a slow connection costs no thread; idle ones are closed.
THREADS, IDLE_S = 24, 15
POLL_S = 0.5

log = logging.getLogger(__name__)

Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], object]


class HealthSource(Protocol):
    """What is told to whoever watches over the bot: what is wrong, and the numbers."""

    def report(self, now: datetime) -> HealthReport: ...
    def metrics(self, now: datetime) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where Slack's requests for one app come in. While the app does not run (None) they are turned away unread, and
    Slack sends them again."""

    app: Callable[[], App | None]
    secret: str
    tenant: str = ""


class HttpServer:
    """A bound address. `serve_forever()` answers until `shutdown()` is called from another thread."""

    def __init__(self, application: Callable[[Environ, Start], Iterable[bytes]], host: str, port: int) -> None:
        self._sockets: dict[int, Any] = {}
        self._stop = Event()
        made = create_server(
            application,
            map=self._sockets,
            host=host,
            port=port,
            threads=THREADS,
            connection_limit=MOST_CONNECTIONS,
            channel_timeout=IDLE_S,
            cleanup_interval=IDLE_S // 3,
            max_request_body_size=LARGEST_BODY,
            max_request_header_size=LARGEST_HEADER,
            ident="sagsbot",  # which server and Python it is is nobody's business
        )
        assert isinstance(made, BaseWSGIServer)  # noqa: S101 - another only where a name has several addresses
        assert made.socket  # noqa: S101 - bound by now
        self._server = made
        self.server_address: tuple[str, int] = (host, made.socket.getsockname()[1])

    def serve_forever(self, poll_interval: float = POLL_S) -> None:
        try:
            while not self._stop.is_set():
                wasyncore.loop(timeout=poll_interval, use_poll=True, map=self._sockets, count=1)
        finally:
            self._server.task_dispatcher.shutdown()

    def shutdown(self) -> None:
        self._stop.set()
        self._server.pull_trigger()

    def server_close(self) -> None:
        wasyncore.close_all(self._sockets, ignore_all=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server_close()


def build_server(
    app: App | None, signing_secret: str, port: int, host: str = HERE, health: HealthSource | None = None
) -> HttpServer:
    """A server with one endpoint that is bound but not yet serving: `serve_forever()` does. Without an `app` it takes
    nothing of Slack's. Raises as `build_endpoints` does."""
    endpoints = {EVENTS: Endpoint(lambda: app, signing_secret)} if app else {}
    return build_endpoints(endpoints, port, host, {HEALTH: health} if health else {}, health)


def build_endpoints(
    endpoints: Mapping[str, Endpoint],
    port: int,
    host: str,
    health: Mapping[str, HealthSource],
    numbers: HealthSource | None,
) -> HttpServer:
    """A server with an endpoint for each path. Raises OSError for a port that is taken or an address that is not this
    machine's, ValueError for an endpoint without a secret: anybody could sign with an empty one."""
    verifiers = {path: SignatureVerifier(endpoint.secret) for path, endpoint in endpoints.items()}

    def application(environ: Environ, start: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        logs.enter_tenant(endpoints[path].tenant if path in endpoints else "")
        if environ["REQUEST_METHOD"] != "POST" or not endpoints:
            return _send(start, _told(path, health, numbers))
        if path not in endpoints:
            return _send(start, BoltResponse(status=404))
        return _send(start, _answer(environ, endpoints[path], verifiers[path]))

    return HttpServer(application, host, port)


def _told(path: str, health: Mapping[str, HealthSource], numbers: HealthSource | None) -> BoltResponse:
    """200 while all is well, 503 with what is not; the numbers as text."""
    now = datetime.now(UTC)
    if path == METRICS and numbers:
        return _shown(200, numbers.metrics(now).decode(), "text/plain; version=0.0.4; charset=utf-8")
    if path not in health:
        return BoltResponse(status=404, body="")
    report = health[path].report(now)
    return _shown(200 if report.is_of_use else 503, json.dumps(report.body), "application/json")


def _shown(status: int, body: str, kind: str) -> BoltResponse:
    return BoltResponse(status=status, body=body, headers={"Content-Type": kind})


def _answer(environ: Environ, endpoint: Endpoint, verifier: SignatureVerifier) -> BoltResponse:
    app = endpoint.app()
    if app is None:
        return BoltResponse(status=503)
    body = environ["wsgi.input"].read()
    if not _signed(environ, body, verifier):
        return BoltResponse(status=401)
    return _dispatch(environ, body, app)


def _signed(environ: Environ, body: bytes, verifier: SignatureVerifier) -> bool:
    """Is it from Slack? Headers of any other shape are not."""
    timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
    signature = environ.get("HTTP_X_SLACK_SIGNATURE", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 20 and signature.isascii()):
        return False
    try:
        return verifier.is_valid(body, timestamp, signature)
    except UnicodeDecodeError:
        return False


def _dispatch(environ: Environ, body: bytes, app: App) -> BoltResponse:
    try:
        read = BoltRequest(body=body.decode(), headers=_headers(environ))
    except (json.JSONDecodeError, RecursionError, AttributeError):  # the last: JSON that is no object
        return BoltResponse(status=400)
    return app.dispatch(read)


def _headers(environ: Environ) -> dict[str, str | Sequence[str]]:
    named = {name.removeprefix("HTTP_"): value for name, value in environ.items() if name.startswith("HTTP_")}
    return {
        name.replace("_", "-").title(): value
        for name, value in {**named, "CONTENT_TYPE": environ.get("CONTENT_TYPE", "")}.items()
    }


def _send(start: Start, response: BoltResponse) -> Iterable[bytes]:
    body = response.body.encode()
    headers = [(name, value) for name, values in response.headers.items() for value in values]
    status = HTTPStatus(response.status)
    start(f"{status.value} {status.phrase}", [*headers, ("Content-Length", str(len(body)))])
    return [body]
