"""A small Slack on localhost: its Web API and response_urls as slack_sdk calls them, signed requests as it sends them.

Every message that it is sent is checked against Slack's limits; what breaks them is refused as Slack would.
"""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode
from urllib.request import Request, urlopen

from templates import limits

BOT, BOT_ID, TEAM = "U0BOT", "B0BOT", "T0TEAM"
TOKEN, SECRET = "xoxb-double", "a-signing-secret"
PATIENCE_S = 10


@dataclass(frozen=True)
class Call:
    """What came in: the method's name ("chat.postMessage", "response_url") and its arguments."""

    method: str
    arguments: dict[str, Any]


@dataclass
class SlackDouble:
    """`url` is the base of the Web API; `refuse` gives the error that a method answers with."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    came: threading.Condition = field(default_factory=threading.Condition)

    @property
    def response_url(self) -> str:
        return f"{self.url}response_url"

    def answer(self, method: str, arguments: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        with self.came:
            self.calls.append(Call(method, arguments))
            self.came.notify_all()
        problems = limits.check(arguments["blocks"], arguments.get("text", "")) if "blocks" in arguments else []
        if method in self.refuse or problems:
            return 404 if method == "response_url" else 200, {
                "ok": False,
                "error": self.refuse.get(method, str(problems)),
            }
        who = {"user_id": BOT, "bot_id": BOT_ID, "team_id": TEAM, "user": "sagsbot", "team": "Sandvig", "url": self.url}
        return 200, {"ok": True, "ts": "1.1", **(who if method == "auth.test" else {})}

    def messages(self, count: int = 1) -> list[Call]:
        """Everything that was posted, as soon as there are `count` messages."""
        with self.came:
            assert self.came.wait_for(lambda: len(self._posted()) >= count, PATIENCE_S), self.calls
            return self._posted()

    def _posted(self) -> list[Call]:
        return [call for call in self.calls if call.method != "auth.test"]


@contextmanager
def running() -> Iterator[SlackDouble]:
    double = SlackDouble()

    class Api(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            status, said = double.answer(self.path.rsplit("/", 1)[-1], _arguments(body))
            _reply(self, status, json.dumps(said).encode())

        def log_message(self, *arguments: object) -> None:
            return

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Api)) as address:
        double.url = f"{address}/api/"
        yield double


@contextmanager
def serving(server: ThreadingHTTPServer) -> Iterator[str]:
    """The server at work in a thread of its own; gives its address."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(PATIENCE_S)


def _arguments(body: str) -> dict[str, Any]:
    if body.startswith("{"):
        return dict(json.loads(body))
    read: dict[str, Any] = dict(parse_qsl(body))
    return {**read, **({"blocks": json.loads(read["blocks"])} if "blocks" in read else {})}


def _reply(handler: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


# ---------------------------------------------------------------- what Slack sends


def signed(body: bytes, secret: str = SECRET, at: int | None = None) -> dict[str, str]:
    """The headers with which Slack signs a body."""
    stamp = str(int(time.time()) if at is None else at)
    mark = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={mark}"}


def send(address: str, body: bytes, kind: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """Deliver a body to the app; gives its status and what it says."""
    headers = {"Content-Type": kind, **(signed(body) if headers is None else headers)}
    request = Request(f"{address}/slack/events", data=body, headers=headers, method="POST")
    try:
        with urlopen(request, timeout=PATIENCE_S) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def send_command(address: str, double: SlackDouble, text: str, command: str = "/sag") -> tuple[int, str]:
    values = {
        "command": command,
        "text": text,
        "team_id": TEAM,
        "channel_id": "C0ALL",
        "user_id": "U0ANNE",
        "response_url": double.response_url,
        "trigger_id": "1.2.3",
    }
    return send(address, urlencode(values).encode(), "application/x-www-form-urlencoded")


def send_event(address: str, **event: Any) -> tuple[int, str]:
    event = {"user": "U0ANNE", "ts": "1700000000.000100", "channel": "C0ALL", **event}
    envelope = {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0APP",
        "event_id": "Ev0",
        "event_time": 1700000000,
        "event": event,
    }
    return send(address, json.dumps(envelope).encode(), "application/json")
