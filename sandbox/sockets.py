"""Socket Mode: the bot opens a WebSocket, gets envelopes and acknowledges each by its id."""

import json
import logging
import secrets
import threading
import time
from contextlib import suppress
from itertools import count

from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve

from sandbox.posting import LOOPBACK, HttpResult
from sandbox.state import Json
from sandbox.workspace import Workspace

MOST = 10
TYPES = {"event": "events_api", "command": "slash_commands", "interactive": "interactive"}
_QUIET = logging.getLogger("sandbox.sockets")


class _Waiting:
    """An envelope that is not acknowledged yet."""

    def __init__(self) -> None:
        self.heard, self.payload = threading.Event(), None


class Sockets:
    """Up to ten connections; each envelope goes to one of them, in turn."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._open: list[ServerConnection] = []
        self._tickets: set[str] = set()
        self._waiting: dict[str, _Waiting] = {}
        self._turn = count()
        self._server: Server | None = None
        self._port = 0

    def start(self) -> None:
        server = serve(
            self._talk,
            "127.0.0.1",
            0,
            process_request=self._let_in,
            compression=None,
            logger=_QUIET,
            close_timeout=1,
        )
        self._server, self._port = server, server.socket.getsockname()[1]
        threading.Thread(target=server.serve_forever, name="sockets", daemon=True).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
        for connection in self.connections:
            connection.close()

    @property
    def connections(self) -> list[ServerConnection]:
        with self._workspace.lock:
            return self._open.copy()

    def new_address(self) -> str:
        """Where a connection may be opened, once."""
        ticket = secrets.token_urlsafe(18)
        self._tickets.add(ticket)
        return f"ws://127.0.0.1:{self._port}/link/?ticket={ticket}&app_id={self._workspace.app.id}"

    def send(
        self, kind: str, payload: Json, retry: tuple[int, str] | None, patience: float, then_disconnect: bool = False
    ) -> HttpResult:
        """To the next connection, and when it turns out to be closed to another; with none, wait as long for one as for
        an acknowledgement."""
        envelope: Json = {"envelope_id": secrets.token_hex(16), "type": TYPES[kind], "payload": payload}
        envelope["accepts_response_payload"] = kind != "event"
        if retry:
            envelope |= {"retry_attempt": retry[0], "retry_reason": "timeout"}
        closed: set[ServerConnection] = set()
        while self._workspace.wait_until(lambda: not closed.issuperset(self._open), patience):
            connections = [one for one in self.connections if one not in closed]
            if not connections:
                continue
            connection = connections[next(self._turn) % len(connections)]
            try:
                return self._over(connection, envelope, patience, then_disconnect)
            except ConnectionClosed:
                closed.add(connection)
        return HttpResult(False, "connection_failed")

    def _over(self, connection: ServerConnection, envelope: Json, patience: float, then_disconnect: bool) -> HttpResult:
        """Raises ConnectionClosed when it could not even be sent."""
        waiting = self._waiting[envelope["envelope_id"]] = _Waiting()
        try:
            connection.send(json.dumps(envelope))
            if then_disconnect:
                self._dismiss(connection, "refresh_requested")
            heard = waiting.heard.wait(patience)
        finally:
            del self._waiting[envelope["envelope_id"]]
        return HttpResult(True, body=waiting.payload, status="ack") if heard else HttpResult(False, "http_timeout")

    def disconnect(self, reason: str | None = "refresh_requested") -> None:
        """Tell every connection to go. After a "warning" it stays open; after anything else it is closed, and with None
        it is closed without a word."""
        for connection in self.connections:
            if reason:
                self._dismiss(connection, reason)
            else:
                threading.Thread(target=connection.close, daemon=True).start()

    def _dismiss(self, connection: ServerConnection, reason: str) -> None:
        try:
            connection.send(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}}))
        except ConnectionClosed:
            return
        if reason != "warning":
            threading.Thread(target=connection.close, daemon=True).start()

    def garble(self) -> None:
        """Send every connection what is no envelope."""
        for connection in self.connections:
            with suppress(ConnectionClosed):
                connection.send('{"type": "events_api", "payl')

    # ---- one connection

    def _let_in(self, connection: ServerConnection, request: Request) -> Response | None:
        """Only this machine's own names, and only with a ticket of apps.connections.open."""
        host = request.headers.get("Host", "").rsplit(":", 1)[0]
        ticket = request.path.partition("ticket=")[2].partition("&")[0]
        if host not in LOOPBACK or ticket not in self._tickets or "Origin" in request.headers:
            return connection.respond(403, "forbidden\n")
        self._tickets.discard(ticket)
        return None

    def _talk(self, connection: ServerConnection) -> None:
        if len(self.connections) >= MOST:
            self._dismiss(connection, "too_many_websockets")
            return
        with self._workspace.changing():
            self._open.append(connection)
            others = len(self._open)
        try:
            with suppress(ConnectionClosed):
                connection.send(json.dumps(self._hello(others)))
                for said in connection:
                    self._acknowledged(said)
        finally:
            with self._workspace.changing():
                self._open.remove(connection)

    def _hello(self, connections: int) -> Json:
        info = {
            "host": "local",
            "started": f"{time.time():.0f}",
            "build_number": 1,
            "approximate_connection_time": 3600,
        }
        app = {"app_id": self._workspace.app.id}
        return {"type": "hello", "num_connections": connections, "connection_info": app, "debug_info": info}

    def _acknowledged(self, said: str | bytes) -> None:
        try:
            read = json.loads(said)
            waiting = self._waiting.get(read["envelope_id"])
        except (ValueError, KeyError, TypeError):
            return
        if waiting:
            waiting.payload = read.get("payload")
            waiting.heard.set()
