"""A small Slack on localhost: its Web API and response_urls as slack_sdk calls them, signed requests as it sends them.

Every message that it is sent is checked against Slack's limits; what breaks them is refused as Slack would.
"""

import hashlib
import hmac
import itertools
import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode
from urllib.request import Request, urlopen

from bot.slack.server import HttpServer
from templates import limits
from tests.waiting import CEILING_S

BOT, BOT_ID, TEAM = "U0BOT", "B0BOT", "T0TEAM"
TOKEN, SECRET = "xoxb-double", "a-signing-secret"
# What leaves nothing to read in a conversation.
UNSEEN = (
    "auth.test",
    "assistant.threads.setStatus",
    "users.info",
    "conversations.open",
    "conversations.replies",
    "conversations.history",
    "files.info",
    "upload",
)


class Crowd(ThreadingHTTPServer):
    """Takes many at once: with the usual queue of five the sixth is turned away, and tries again after seconds."""

    request_queue_size = 128


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
    shared: bytes = b""
    came: threading.Condition = field(default_factory=threading.Condition)

    @property
    def response_url(self) -> str:
        return f"{self.url}response_url"

    def answer(self, method: str, arguments: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        problems = limits.problems(arguments["blocks"], arguments.get("text", "")) if "blocks" in arguments else []
        problems += limits.view_problems(arguments["view"]) if "view" in arguments else []
        with self.came:  # whoever sees the call may change what is refused: for this one it is decided
            refused = self.refuse.get(method) or (str(problems) if problems else None)
            self.calls.append(Call(method, arguments))
            self.came.notify_all()
        if refused:
            return 404 if method == "response_url" else 200, {"ok": False, "error": refused}
        return 200, {"ok": True, "ts": "1.1", **self.answers(method)}

    def answers(self, method: str) -> dict[str, Any]:
        """What a method says besides that all is well."""
        who = {"user_id": BOT, "bot_id": BOT_ID, "team_id": TEAM, "user": "sagsbot", "team": "Sandvig", "url": self.url}
        file = {"name": "brev.txt", "size": len(self.shared), "url_private_download": f"{self.url}shared_file"}
        known: dict[str, dict[str, Any]] = {
            "auth.test": who,
            "views.open": {"view": {"id": "V0OPENED"}},
            "users.info": {"user": {"real_name": "Bo Berg"}},
            "conversations.open": {"channel": {"id": "D0ANNE"}},
            "files.info": {"file": file},
            "files.getUploadURLExternal": {"upload_url": f"{self.url}upload", "file_id": "F0CSV"},
            "files.completeUploadExternal": {"files": [{"id": "F0CSV"}]},
        }
        return known.get(method, {})

    def messages(self, count: int = 1) -> list[Call]:
        """Everything that was posted, as soon as there are `count` messages."""
        with self.came:
            assert self.came.wait_for(lambda: len(self._posted()) >= count, CEILING_S), self.calls
            return self._posted()

    def _posted(self) -> list[Call]:
        return [call for call in self.calls if call.method not in UNSEEN]


@contextmanager
def running() -> Iterator[SlackDouble]:
    double = SlackDouble()

    class Api(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode(errors="replace")
            status, said = double.answer(self.path.rsplit("/", 1)[-1], _arguments(body))
            _reply(self, status, json.dumps(said).encode())

        def do_GET(self) -> None:
            _reply(self, 200, double.shared)

        def log_message(self, *arguments: object) -> None:
            return

    with serving(Crowd(("127.0.0.1", 0), Api)) as address:
        double.url = f"{address}/api/"
        yield double


@contextmanager
def serving(server: ThreadingHTTPServer | HttpServer) -> Iterator[str]:
    """The server at work in a thread of its own; returns its address."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(CEILING_S)


def _arguments(body: str) -> dict[str, Any]:
    if body.startswith("{"):
        return dict(json.loads(body))
    read: dict[str, Any] = dict(parse_qsl(body))
    return {**read, **{name: json.loads(read[name]) for name in ("blocks", "view") if name in read}}


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
    """Deliver a body to the app; returns its status and what it says."""
    headers = {"Content-Type": kind, **(signed(body) if headers is None else headers)}
    request = Request(f"{address}/slack/events", data=body, headers=headers, method="POST")
    try:
        with urlopen(request, timeout=CEILING_S) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def command_body(double: SlackDouble, text: str, command: str = "/sag") -> dict[str, str]:
    return {
        "command": command,
        "text": text,
        "team_id": TEAM,
        "channel_id": "C0ALL",
        "user_id": "U0ANNE",
        "response_url": double.response_url,
        "user_name": "anne",
        "trigger_id": uuid.uuid4().hex,
    }


def send_command(address: str, double: SlackDouble, text: str, command: str = "/sag") -> tuple[int, str]:
    return send(address, urlencode(command_body(double, text, command)).encode(), "application/x-www-form-urlencoded")


_PLACES = itertools.count(100)  # no two messages of a channel have the same place


def send_event(address: str, event_id: str | None = None, **event: Any) -> tuple[int, str]:
    event = {"user": "U0ANNE", "ts": f"1700000000.{next(_PLACES):06d}", "channel": "C0ALL", **event}
    envelope = {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A0APP",
        "event_id": event_id or f"Ev{uuid.uuid4().hex}",
        "authorizations": [{"user_id": BOT, "is_bot": True}],
        "event_time": 1700000000,
        "event": event,
    }
    return send(address, json.dumps(envelope).encode(), "application/json")


def press(address: str, double: SlackDouble, button: dict[str, Any], **changes: Any) -> tuple[int, str]:
    """Press a button (or choose the first of a menu) of a card that only Anne sees, unless `changes` say otherwise."""
    chosen = {"selected_option": button["options"][0]} if "options" in button else {}
    body = {
        "type": "block_actions",
        "user": {"id": "U0ANNE", "name": "anne"},
        "team": {"id": TEAM},
        "channel": {"id": "C0ALL"},
        "container": {"type": "message", "message_ts": "1.1", "channel_id": "C0ALL", "is_ephemeral": True},
        "response_url": double.response_url,
        "trigger_id": uuid.uuid4().hex,
        "actions": [{**button, **chosen}],
        **changes,
    }
    return send_interaction(address, body)


def send_form(address: str, view: dict[str, Any], **filled: Any) -> tuple[int, str]:
    """Send a modal, with the values of its fields as Slack wraps them."""
    values = {name: {name: value} for name, value in filled.items()}
    body = {
        "type": "view_submission",
        "user": {"id": "U0ANNE", "name": "anne"},
        "team": {"id": TEAM},
        "trigger_id": uuid.uuid4().hex,
        "view": {**view, "id": "V0OPENED", "state": {"values": values}},
    }
    return send_interaction(address, body)


def send_interaction(address: str, body: dict[str, Any]) -> tuple[int, str]:
    return send(address, urlencode({"payload": json.dumps(body)}).encode(), "application/x-www-form-urlencoded")
