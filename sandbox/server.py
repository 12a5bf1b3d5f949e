"""The HTTP door: Slack's own paths for the bot, /local/ for a page or a script, and the page itself.

It listens on this machine only, takes requests only under this machine's own names (a page from elsewhere may not
reach it by another name, nor by a form), and reads no file.
"""

import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from sandbox import answers, api, control
from sandbox.api import files
from sandbox.arguments import Arguments
from sandbox.backend import Backend
from sandbox.deliveries import Deliveries
from sandbox.faults import Fault
from sandbox.posting import LOOPBACK
from sandbox.refusals import ApiError
from sandbox.replies import Reply, ServedFile, json_reply, refused, spoiled, text_reply
from sandbox.state import Json

LARGEST_CALL, LARGEST_FILE = 2_000_000, 100_000_000
SLOWEST_S = 30
SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' https: data:; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}


class Server(ThreadingHTTPServer):
    """Bound when made, at work after `start`. `pages` are what else is served, by path."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, backend: Backend, deliveries: Deliveries, port: int = 0) -> None:
        self.backend, self.deliveries = backend, deliveries
        self.pages: dict[str, ServedFile] = {}
        self.stopping = threading.Event()
        super().__init__(("127.0.0.1", port), Door)
        self.port = int(self.server_address[1])
        self.origins = {f"http://{name}:{self.port}" for name in LOOPBACK}

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, name="slack", daemon=True).start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is closed or loaded anew breaks its connections: nothing has gone wrong."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()


class Door(BaseHTTPRequestHandler):
    server: Server
    timeout = SLOWEST_S

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *arguments: object) -> None:
        """The log of the wire has it."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        """By the clock of the workspace, as whoever asks may reckon with it."""
        return super().date_time_string(self.server.backend.workspace.clock.now() if timestamp is None else timestamp)

    # ---- one request

    def _serve(self) -> None:
        path = unquote(urlsplit(self.path).path)
        try:
            self._from_here()
            body = self._body(LARGEST_FILE if path.startswith(("/upload/", "/local/upload")) else LARGEST_CALL)
        except ApiError as refusal:
            self.close_connection = True
            self._send(refused(refusal))
            return
        if path == "/local/stream":
            self._stream()
            return
        reply = self._answered(path, body)
        if reply is None:
            self.close_connection = True
        else:
            self._send(reply)

    def _from_here(self) -> None:
        """Raises Refusal for a request that names another host, or that another page has sent."""
        host, origin = f"http://{self.headers.get('Host', '')}", self.headers.get("Origin")
        foreign = self.headers.get("Sec-Fetch-Site") == "cross-site"
        if host not in self.server.origins or foreign or (origin and origin not in self.server.origins):
            raise ApiError("forbidden", 403)

    def _body(self, most: int) -> bytes:
        length = self.headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdecimal()):
            raise ApiError("length_required", 411)
        if int(length) > most:
            raise ApiError("request_too_large", 413)
        return self.rfile.read(int(length))

    def _answered(self, path: str, body: bytes) -> Reply | None:
        if path.startswith("/api/"):
            return self._call(path.removeprefix("/api/"), body)
        if path.startswith("/response/"):
            return self._responded(path.removeprefix("/response/"), body)
        if path.startswith("/upload/"):
            return self._uploaded(path.removeprefix("/upload/"), body)
        if path.startswith("/files/"):
            return self._file(path.split("/")[2])
        if path.startswith("/local/"):
            return self._local(path.removeprefix("/local/"), body)
        return self._page(path)

    def _page(self, path: str) -> Reply:
        page = self.server.pages.get(path)
        if page is None:
            return json_reply({"ok": False, "error": "not_found"}, 404)
        return Reply(200, page.kind, page.content, page.headers)

    # ---- what the bot asks

    def _call(self, method: str, body: bytes) -> Reply | None:
        try:
            given = Arguments.read(body, self.headers.get("Content-Type", ""), urlsplit(self.path).query)
        except ApiError as refusal:
            return refused(refusal)
        token = self.headers.get("Authorization", "").removeprefix("Bearer ").strip() or given.text("token")
        shown = {name: value for name, value in given.given.items() if name != "token"}
        return self._through(method, "api", shown, lambda: self._called(method, token, given))

    def _called(self, method: str, token: str, given: Arguments) -> Reply:
        scopes = ",".join(sorted(self.server.backend.workspace.app.scopes))
        return json_reply(api.call(self.server.backend, method, token, given), 200, **{"X-OAuth-Scopes": scopes})

    def _responded(self, key: str, body: bytes) -> Reply | None:
        def run() -> Reply:
            given = Arguments.read(body, self.headers.get("Content-Type", ""))
            said: Json = {name: given.structure(name) for name in ("blocks", "metadata") if name in given.given}
            answers.at_response_url(self.server.backend.workspace, key, {**given.given, **said})
            return text_reply("ok")

        try:
            shown: object = Arguments.read(body, self.headers.get("Content-Type", "")).given
        except ApiError:
            shown = "(unreadable)"
        return self._through("response_url", "response_url", shown, run)

    def _uploaded(self, key: str, body: bytes) -> Reply | None:
        content = _part(body, self.headers.get("Content-Type", ""))
        shown = f"({len(content)} bytes)"
        return self._through(
            "upload", "file", shown, lambda: text_reply(files.receive(self.server.backend, key, content))
        )

    def _file(self, key: str) -> Reply:
        """A file's content, for the bot's token only: without it Slack shows its page to sign in."""
        backend = self.server.backend
        token = self.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        with backend.workspace.lock:
            file = backend.workspace.files.get(key)
        if token != backend.workspace.app.bot_token or "files:read" not in backend.workspace.app.scopes:
            return Reply(200, "text/html; charset=utf-8", b"<!DOCTYPE html><title>Slack</title><h1>Sign in</h1>")
        if file is None or file.content is None:
            return json_reply({"ok": False, "error": "file_not_found"}, 404)
        return Reply(200, files.KINDS.get(file.name.rpartition(".")[2].lower(), control.BYTES), file.content)

    def _through(self, method: str, kind: str, shown: object, run: "control.Run") -> Reply | None:
        """Do what was asked, unless a fault comes before it or spoils its answer; note what went over the wire."""
        backend, started = self.server.backend, time.monotonic()
        with backend.workspace.lock:
            fault = backend.script.take(method)
        if fault and not fault.stored and fault.effect != "delay":
            reply: Reply | None = self._spoiled(fault, json_reply({"ok": True, "channel": "C", "ts": "0.0"}))
        else:
            reply = self._run(run, fault)
            if fault and fault.effect != "delay":
                reply = self._spoiled(fault, reply)
        ms = round((time.monotonic() - started) * 1000)
        said = {"status": reply.status if reply else "broken", "answer": reply.shown if reply else None}
        with backend.workspace.changing():
            now, effect = backend.workspace.clock.now(), fault.effect if fault else None
            backend.wire.note(now, "in", kind, method, request=shown, ms=ms, fault=effect, **said)
        return reply

    def _run(self, run: "control.Run", fault: Fault | None) -> Reply:
        backend = self.server.backend
        with backend.workspace.changing():
            backend.young_s = fault.seconds if fault and fault.effect == "delay" else 0.0
            try:
                return run()
            except ApiError as refusal:
                return refused(refusal)

    def _spoiled(self, fault: Fault, reply: Reply) -> Reply | None:
        if fault.effect == "hang":
            self.server.stopping.wait(fault.seconds)
        return spoiled(fault, reply)

    # ---- what a page or a script asks

    def _local(self, name: str, body: bytes) -> Reply:
        query = urlsplit(self.path).query
        try:
            if self.command == "GET":
                return control.read_control(self.server.backend, self.server.deliveries, name, query)
            if name == "upload":
                given: Json = Arguments.read(b"", "", query).given | {"content": body}
            elif not self.headers.get("Content-Type", "").startswith("application/json"):
                raise ApiError("json_expected", 415)
            else:
                given = Arguments.read(body, "application/json").given
            return control.act(self.server.backend, self.server.deliveries, name, given)
        except ApiError as refusal:
            return json_reply(refusal.body, 400 if refusal.status == 200 else refusal.status)

    def _stream(self) -> None:
        """Server-sent events: the workspace's version, now and at each change."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        last = -1
        try:
            while not self.server.stopping.is_set():
                last = self._newer(last)
                self.wfile.write(f'data: {{"version": {last}}}\n\n'.encode())
                self.wfile.flush()
        except OSError:
            return
        finally:
            self.close_connection = True

    def _newer(self, last: int) -> int:
        """The version once it is another than `last`, or after ten seconds, so that a lost reader is noticed."""
        workspace, stopping = self.server.backend.workspace, self.server.stopping
        workspace.wait_until(lambda: workspace.version != last or stopping.is_set(), 10)
        return workspace.version

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        headers = {"Content-Type": reply.kind, "Content-Length": str(len(reply.content)), **SAFE, **reply.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.content)


def _part(body: bytes, kind: str) -> bytes:
    """The file in a body: the body itself, or the only part of a form."""
    if not kind.startswith("multipart/form-data"):
        return body
    boundary = b"--" + kind.partition("boundary=")[2].strip('"').encode()
    inside = body.split(boundary)[1] if boundary in body else b""
    return inside.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n")
