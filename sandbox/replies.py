"""What the server answers, and how a fault spoils it."""

import json
from dataclasses import dataclass, field
from typing import Any

from sandbox.faults import Fault
from sandbox.refusals import ApiError

HTML = b"<!DOCTYPE html><html><head><title>Server Error</title></head><body><h1>Server Error</h1></body></html>"


@dataclass(frozen=True)
class ServedFile:
    """Something to serve: its type and its bytes."""

    kind: str
    content: bytes


@dataclass(frozen=True)
class Reply:
    """An answer over HTTP. `shown` is what the log of the wire has of it."""

    status: int
    kind: str
    content: bytes
    headers: dict[str, str] = field(default_factory=dict)
    shown: Any = None


def json_reply(body: Any, status: int = 200, **headers: str) -> Reply:
    content = json.dumps(body, ensure_ascii=False).encode()
    return Reply(status, "application/json; charset=utf-8", content, headers, body)


def text_reply(text: str, status: int = 200) -> Reply:
    return Reply(status, "text/plain; charset=utf-8", text.encode(), shown=text)


def refused(refusal: ApiError) -> Reply:
    headers = {"Retry-After": refusal.retry_after} if refusal.retry_after else {}
    return json_reply(refusal.body, refusal.status, **headers)


def spoiled(fault: Fault, reply: Reply) -> Reply | None:
    """What comes instead of the reply; None when the connection breaks."""
    if fault.effect == "ratelimited":
        headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
        return json_reply({"ok": False, "error": "ratelimited"}, 429, **headers)
    if fault.effect == "error":
        return json_reply({"ok": False, "error": fault.error})
    if fault.effect == "truncated":
        return Reply(200, reply.kind, reply.content[: len(reply.content) // 2], shown="(half)")
    if fault.effect in ("status", "html"):
        status = fault.status if fault.effect == "status" else 200
        return Reply(status, "text/html", HTML, shown="(HTML)")
    return None
