"""The HTTP door: Slack's requests at /slack/events, /healthz and /metrics beside it.

Whatever is not signed by Slack is turned away before any of it is read, and never reaches the log.
"""

import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier

EVENTS, HEALTH, METRICS = "/slack/events", "/healthz", "/metrics"
LARGEST_BODY = 1_000_000  # bytes; Slack's own are a few thousand
SLOWEST_BODY_S = 10

log = logging.getLogger(__name__)


class Crowd(ThreadingHTTPServer):
    """Takes many at once: with the usual queue of five the sixth is turned away, and tries again after seconds."""

    request_queue_size = 128


class HealthSource(Protocol):
    """What is told to whoever watches over the bot: what is wrong, and the numbers."""

    def problems(self, now: datetime) -> list[str]: ...
    def metrics(self, now: datetime) -> bytes: ...


def build_server(
    app: App, signing_secret: str, port: int, host: str = "", health: HealthSource | None = None
) -> ThreadingHTTPServer:
    """A server that is bound but not yet serving: `serve_forever()` does. Raises OSError for a port that is taken."""
    verifier = SignatureVerifier(signing_secret)

    class Door(BaseHTTPRequestHandler):
        timeout = SLOWEST_BODY_S
        server_version, sys_version = "sagsbot", ""  # which Python it is is nobody's business

        def do_GET(self) -> None:
            _send(self, _told(self.path, health))

        def do_POST(self) -> None:
            _send(self, _answer(self, app, verifier))

        def log_message(self, format: str, *arguments: object) -> None:
            log.debug(format, *arguments)

    return Crowd((host, port), Door)


def _told(path: str, health: HealthSource | None) -> BoltResponse:
    """200 while all is well, 503 with what is not; the numbers as text."""
    now = datetime.now(UTC)
    if path == METRICS and health:
        headers: dict[str, str | Sequence[str]] = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        return BoltResponse(status=200, body=health.metrics(now).decode(), headers=headers)
    if path != HEALTH:
        return BoltResponse(status=404, body="")
    problems = health.problems(now) if health else []
    body = json.dumps({"ok": not problems, "problems": problems})
    return BoltResponse(status=503 if problems else 200, body=body, headers={"Content-Type": "application/json"})


def _answer(request: BaseHTTPRequestHandler, app: App, verifier: SignatureVerifier) -> BoltResponse:
    if request.path != EVENTS:
        return BoltResponse(status=404)
    length = request.headers.get("Content-Length", "")
    if not length.isascii() or not length.isdigit():
        return BoltResponse(status=411)
    if int(length) > LARGEST_BODY:
        return BoltResponse(status=413)
    body = request.rfile.read(int(length))
    if not _signed(request, body, verifier):
        return BoltResponse(status=401)
    return _dispatch(request, body, app)


def _signed(request: BaseHTTPRequestHandler, body: bytes, verifier: SignatureVerifier) -> bool:
    """Is it from Slack? Headers of any other shape are not."""
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 20 and signature.isascii()):
        return False
    try:
        return verifier.is_valid(body, timestamp, signature)
    except UnicodeDecodeError:
        return False


def _dispatch(request: BaseHTTPRequestHandler, body: bytes, app: App) -> BoltResponse:
    headers: dict[str, str | Sequence[str]] = dict(request.headers.items())
    try:
        read = BoltRequest(body=body.decode(), headers=headers)
    except (json.JSONDecodeError, RecursionError):
        return BoltResponse(status=400)
    return app.dispatch(read)


def _send(request: BaseHTTPRequestHandler, response: BoltResponse) -> None:
    body = response.body.encode()
    request.send_response(response.status)
    for name, values in response.headers.items():
        for value in values:
            request.send_header(name, value)
    request.send_header("Content-Length", str(len(body)))
    if response.status in (411, 413):
        request.close_connection = True
    request.end_headers()
    request.wfile.write(body)
