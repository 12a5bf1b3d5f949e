"""What is on its way to the bot: sent, acknowledged in time or not, and sent again."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox import payloads
from sandbox.faults import Fault, Script
from sandbox.posting import HttpPost, HttpResult
from sandbox.refusals import ApiError
from sandbox.sockets import Sockets
from sandbox.state import Json
from sandbox.wire import Wire
from sandbox.workspace import Workspace

RETRIES_S = (0, 60, 300)  # how long after the last attempt the next one comes
KEPT = 500


@dataclass
class Delivery:
    """`kind` is "event", "command" or "interactive"; `status` "sending", "waiting", "acknowledged" or "failed"."""

    id: str
    kind: str
    name: str
    payload: Json
    attempt: int = 0
    status: str = "sending"
    reason: str | None = None
    answer: Json | None = None
    problem: str | None = None  # what Slack does not like about the answer
    ms: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def summary(self) -> Json:
        names = ("id", "kind", "name", "attempt", "status", "reason", "problem", "ms")
        return {name: getattr(self, name) for name in names}


Heard = Callable[[Delivery], None]


class Deliveries:
    """Over HTTP to `post` when it is set, else over the sockets that the bot has opened."""

    def __init__(self, workspace: Workspace, script: Script, wire: Wire, sockets: Sockets) -> None:
        self.workspace, self.script, self.wire, self.sockets = workspace, script, wire, sockets
        self.post: HttpPost | None = None
        self.patience = workspace.patience.acknowledged_s
        self.sent: deque[Delivery] = deque(maxlen=KEPT)
        self.closed = False

    def event(self, subscription: str, event: Json) -> None:
        """Send an event, if the app has subscribed to it."""
        if subscription in self.workspace.app.events and not self.closed:
            whole = {"event_ts": f"{self.workspace.clock.now():.6f}", **event}
            self.start("event", str(event["type"]), payloads.envelope(self.workspace, whole))

    def start(self, kind: str, name: str, payload: Json, heard: Heard | None = None) -> Delivery:
        """Send it in a thread of its own. `heard` sees the acknowledged delivery before anybody who waits for it."""
        delivery = Delivery(self.workspace.new_id("Dl"), kind, name, payload)
        self.sent.append(delivery)
        threading.Thread(target=self._work, args=(delivery, heard), name="delivery", daemon=True).start()
        return delivery

    def settled(self) -> bool:
        """Nothing is being sent at the moment; what waits for its next attempt does not count."""
        return not any(delivery.status == "sending" for delivery in list(self.sent))

    def close(self) -> None:
        with self.workspace.changing():
            self.closed = True

    # ---- one delivery

    def _work(self, delivery: Delivery, heard: Heard | None) -> None:
        while not self.closed:
            outcome = self._attempt(delivery)
            if outcome.ok or not self._again(delivery, outcome):
                self._finish(delivery, outcome, heard)
                return

    def _attempt(self, delivery: Delivery) -> HttpResult:
        with self.workspace.lock:
            fault = self.script.take(delivery.kind)
        started = time.monotonic()
        outcome = self._through(delivery, fault)
        delivery.ms = round((time.monotonic() - started) * 1000)
        self._note(delivery, outcome, fault)
        return outcome

    def _through(self, delivery: Delivery, fault: Fault | None) -> HttpResult:
        effect = fault.effect if fault else None
        if effect == "lose":
            return HttpResult(False, "connection_failed")
        if effect == "duplicate":
            threading.Thread(target=self._send, args=(delivery,), daemon=True).start()
        outcome = self._send(delivery, effect == "disconnect")
        if fault and effect == "late":
            time.sleep(fault.seconds)
        return HttpResult(False, "http_timeout") if effect == "unheard" else outcome

    def _send(self, delivery: Delivery, then_disconnect: bool = False) -> HttpResult:
        retry = (delivery.attempt, delivery.reason or "") if delivery.attempt else None
        if self.post:
            return self.post.send(delivery.kind, delivery.payload, retry, self.patience)
        return self.sockets.send(delivery.kind, delivery.payload, retry, self.patience, then_disconnect)

    def _again(self, delivery: Delivery, outcome: HttpResult) -> bool:
        """Wait until the next attempt is due. Only events are sent again."""
        if delivery.kind != "event" or outcome.final or delivery.attempt >= len(RETRIES_S):
            return False
        workspace = self.workspace
        due = workspace.clock.now() + RETRIES_S[delivery.attempt]
        with workspace.changing():
            delivery.attempt, delivery.reason, delivery.status = delivery.attempt + 1, outcome.reason, "waiting"
        with workspace.lock:
            while workspace.clock.now() < due and not self.closed:
                workspace.lock.wait(min(1.0, max(0.01, due - workspace.clock.now())))
        with workspace.changing():
            delivery.status = "sending"
        return not self.closed

    def _finish(self, delivery: Delivery, outcome: HttpResult, heard: Heard | None) -> None:
        with self.workspace.changing():
            delivery.answer, delivery.reason = outcome.body, None if outcome.ok else outcome.reason
            try:
                if heard:
                    heard(delivery)
            except ApiError as refusal:
                delivery.problem = refusal.error
            delivery.status = "acknowledged" if outcome.ok else "failed"
        delivery.done.set()

    def _note(self, delivery: Delivery, outcome: HttpResult, fault: Fault | None) -> None:
        with self.workspace.changing():
            self.wire.note(
                self.workspace.clock.now(),
                "out",
                delivery.kind,
                delivery.name,
                request=delivery.payload,
                status=outcome.status if outcome.ok else outcome.reason,
                answer=outcome.body,
                ms=delivery.ms,
                fault=fault.effect if fault else None,
            )
