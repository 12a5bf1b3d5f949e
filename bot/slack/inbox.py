"""The edge: what comes from Slack is kept, acknowledged, then handled — in that order, and once.

Slack gives three seconds and repeats what it believes lost, with or without saying so. A row of the inbox is what makes
a repetition known, and what is taken up again when the program was cut off.
"""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltRequest, BoltResponse

from bot import log as logs
from index.db.database import Unusable
from index.db.presence import Presence
from index.state.inbox import Inbox

log = logging.getLogger(__name__)

Next = Callable[[], BoltResponse]
# What a modal is answered with at once, by the name of the form: an error beside a field, or a view that waits.
Replies = Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]]
KEY, AGAIN = "inbox_key", "inbox_again"  # of a request, and whether it may have been answered before a stop
TAKE_UP_S = 30.0
# The kinds of requests that ask for something; the others only test the connection.
ASKING = ("event_callback", "block_actions", "view_submission", "shortcut", "message_action")


class FirmAck(Ack):
    """Once given it stays. Bolt takes an acknowledgement back when the listener fails before the thread of the request
    has seen it, and lets Slack wait three seconds for nothing."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name != "response" or value is not None or getattr(self, "response", None) is None:
            super().__setattr__(name, value)


def keeper(inbox: Inbox) -> Callable[..., BoltResponse]:
    """The step that keeps a request before anything else looks at it. A database that cannot be written raises
    Unusable: nothing is acknowledged, and Slack sends it again."""

    def keep(body: dict[str, Any], context: BoltContext, next: Next) -> BoltResponse:
        if not asks(body):
            return next()
        again = context.get(KEY)  # taken up after a start, under the key that it had
        key = again or request_key(body)
        if not is_ours(body) or not (again or inbox.keep(key, body, datetime.now(UTC))):
            return BoltResponse(status=200, body="")
        context[KEY] = key
        return next()

    return keep


def acknowledge(app: App, replies: Replies, inbox: Inbox) -> None:
    """Acknowledge before the work is even handed to a thread: however many are busy, Slack has its answer. A form that
    goes back to be mended is no work."""

    @app.middleware
    def firm(body: dict[str, Any], context: BoltContext, next: Next) -> BoltResponse:
        context["ack"] = FirmAck()  # type: ignore[no-untyped-call]  # Bolt does not say what it takes
        if not asks(body):
            return next()
        reply = reply_to(body, replies)
        response: BoltResponse = context["ack"](**reply)
        if reply.get("response_action") != "errors":
            return next()
        inbox.done(context[KEY], datetime.now(UTC))
        return response


def reply_to(body: Mapping[str, Any], replies: Replies) -> dict[str, Any]:
    """What the acknowledgement says: nothing, but to a modal that needs an answer at once."""
    view = body.get("view", {})
    reply = replies.get(view.get("callback_id", "")) if body.get("type") == "view_submission" else None
    return reply(view) if reply else {}


def asks(body: Mapping[str, Any]) -> bool:
    return "command" in body or body.get("type") in ASKING


def request_key(body: Mapping[str, Any]) -> str:
    """What a request has in common with its repetitions: Slack's own id of it, else all that it says."""
    event = body.get("event") or {}
    if event.get("type") == "app_mention" and event.get("ts"):
        return f"mention:{event.get('channel')}:{event['ts']}"  # also when it is edited: it is answered once
    if body.get("event_id"):
        return f"event:{body['event_id']}"
    if body.get("trigger_id"):
        return f"{body.get('type') or body.get('command')}:{body['trigger_id']}"
    said = json.dumps(body, sort_keys=True).encode()
    return f"body:{hashlib.sha256(said).hexdigest()}"


def is_ours(body: Mapping[str, Any]) -> bool:
    """Was it asked of us? Not what programs say (ourselves among them), joins but our own, nor the talk of a channel;
    of edits only one that calls us."""
    event = body.get("event")
    if event is None:
        return True
    ourselves = {one.get("user_id") for one in body.get("authorizations") or () if one.get("is_bot")}
    if event.get("type") == "member_joined_channel":
        return event.get("user") in ourselves
    if event.get("bot_id") or {event.get("user"), event.get("user_id")} & ourselves:
        return False
    if event.get("type") != "message":
        return "edited" not in event or event.get("type") == "app_mention"
    if event.get("channel_type") != "im" or "edited" in event:
        return False
    with_words = bool(str(event.get("text", "")).strip())
    return event.get("subtype") in (None, "thread_broadcast") or (event["subtype"] == "file_share" and with_words)


def take_up(app: App, inbox: Inbox, worker: Presence | None = None) -> int:
    """Handle what a stop of a program cut off. Returns how much that was. Called before Slack is let in, and again
    now and then: another program on the same database may end later."""
    inbox.forget(datetime.now(UTC))
    if worker:
        worker.beat()
    kept = inbox.unfinished(worker.is_alive) if worker else inbox.unfinished()
    for one in kept:
        log.warning("Taken up again: %s, which came %s", one.key, one.came_at)
        app.dispatch(BoltRequest(body=one.body, mode="socket_mode", context={KEY: one.key}))
    return len(kept)


@contextmanager
def taking_up(app: App, inbox: Inbox, worker: Presence, every_s: float = TAKE_UP_S) -> Iterator[None]:
    """Now, and then again and again in a thread of its own, in which this program is told to live as well."""
    take_up(app, inbox, worker)
    ended = threading.Event()

    def run() -> None:
        while not ended.wait(every_s):
            try:
                take_up(app, inbox, worker)
            except Unusable as error:
                log.error("Nothing is taken up again: %s", error)

    thread = threading.Thread(target=logs.for_tenant_here(run), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
