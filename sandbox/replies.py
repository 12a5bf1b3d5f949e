"""What the server answers, the files of the page among it, and how a fault spoils it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.faults import Fault
from sandbox.refusals import ApiError

HTML = b"<!DOCTYPE html><html><head><title>Server Error</title></head><body><h1>Server Error</h1></body></html>"

PAGE_FOLDER = Path(__file__).parent / "page"
PAGE_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class ServedFile:
    """Something to serve: its type, its bytes, and what else is said of it."""

    kind: str
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """An answer over HTTP. `shown` is what the log of the wire has of it."""

    status: int
    kind: str
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
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


def pages(folder: Path = PAGE_FOLDER) -> dict[str, ServedFile]:
    """Path of the address → what is served there; the page itself at "/". Read once: no request ever names a file."""
    found = dict(_files(folder))
    return {"/": found["/index.html"], **found}


def _files(folder: Path) -> Iterator[tuple[str, ServedFile]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix in PAGE_TYPES:
            yield f"/{file.relative_to(folder).as_posix()}", ServedFile(PAGE_TYPES[file.suffix], file.read_bytes())
