"""Deliveries over HTTP, signed as Slack signs them."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

from sandbox.state import Json

LOOPBACK = ("127.0.0.1", "localhost")
LARGEST = 1_000_000


@dataclass(frozen=True)
class HttpResult:
    """`reason` is the word that a retry names; `final` when the bot asked for no retry."""

    ok: bool
    reason: str = ""
    body: Json | None = None
    status: int | str = "-"
    final: bool = False


def signed(body: bytes, secret: str, at: float | None = None) -> dict[str, str]:
    """The headers with which Slack signs a body. By the machine's time: the bot looks at its own clock."""
    stamp = str(int(time.time() if at is None else at))
    mark = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={mark}"}


class HttpPost:
    """To one address on this machine, such as http://127.0.0.1:3000/slack/events. Raises ValueError for any other."""

    def __init__(self, address: str, secret: str) -> None:
        parts = urlsplit(address)
        if parts.scheme != "http" or parts.hostname not in LOOPBACK or not parts.port:
            raise ValueError(f"not an address of this machine: {address}")
        self._host, self._port, self._path, self._secret = parts.hostname, parts.port, parts.path or "/", secret

    def send(self, kind: str, payload: Json, retry: tuple[int, str] | None, patience: float) -> HttpResult:
        body, headers = _form(kind, payload)
        headers |= signed(body, self._secret)
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        return self._post(body, headers, patience)

    def verify(self, token: str, patience: float) -> bool:
        """The handshake with which Slack takes an address: does it give the challenge back?"""
        asked = {"token": token, "challenge": "challenge-of-this-address", "type": "url_verification"}
        outcome = self.send("event", asked, None, patience)
        said = outcome.body or {}
        return outcome.ok and asked["challenge"] in (said.get("challenge"), said.get("text"))

    def _post(self, body: bytes, headers: dict[str, str], patience: float) -> HttpResult:
        connection = HTTPConnection(self._host, self._port, timeout=patience)
        try:
            connection.request("POST", self._path, body, headers)
            response = connection.getresponse()
            said = response.read(LARGEST)
        except TimeoutError:
            return HttpResult(False, "http_timeout")
        except (OSError, HTTPException):
            return HttpResult(False, "connection_failed")
        finally:
            connection.close()
        ok = 200 <= response.status < 300
        final = response.getheader("X-Slack-No-Retry") == "1"
        kind = response.getheader("Content-Type", "")
        return HttpResult(ok, "" if ok else "http_error", _body(said, kind), response.status, final)


def _form(kind: str, payload: Json) -> tuple[bytes, dict[str, str]]:
    """An event is JSON, a command a form, everything else JSON within a form."""
    if kind == "event":
        return json.dumps(payload).encode(), {"Content-Type": "application/json"}
    form = payload if kind == "command" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}


def _body(said: bytes, kind: str) -> Json | None:
    """What the bot acknowledged with; bare text is a message of that text."""
    text = said.decode("utf-8", "replace")
    if kind.startswith("application/json"):
        try:
            read = json.loads(text)
        except ValueError:
            return {"text": text}
        return read if isinstance(read, dict) else {"text": text}
    return {"text": text} if text else None
