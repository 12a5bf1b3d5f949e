"""A Slack on this machine: started and stopped as one thing, and played from Python."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any

from sandbox import snapshot, talking, using
from sandbox.app import Installation
from sandbox.backend import Backend
from sandbox.clock import Patience
from sandbox.deliveries import Deliveries, Delivery
from sandbox.faults import Fault
from sandbox.pace import Pace
from sandbox.posting import HttpPost
from sandbox.replies import pages
from sandbox.server import Server
from sandbox.sockets import Sockets
from sandbox.state import File, Json, Message, User, View
from sandbox.wire import Wire
from sandbox.workspace import Workspace


class LocalSlack:
    """`with LocalSlack() as slack:`. The bot is given `api_url`, `app.bot_token` and `app.app_token` or
    `app.signing_secret`; nothing else tells it that this is not Slack.

    People are named by id, name ("Kontorchef") or handle; conversations by id, name ("#besparelser"), or "@bot" for
    the person's direct messages with the bot. Whatever Slack itself would not do raises Refusal.
    """

    def __init__(
        self,
        port: int = 0,
        app: Installation | None = None,
        pace: Pace | None = None,
        patience: Patience = Patience(),  # noqa: B008  # frozen
    ) -> None:
        self.workspace = Workspace(app, patience)
        sockets = Sockets(self.workspace)
        secrets = self.workspace.app
        wire = Wire(lambda: secrets.secrets)
        self.backend = Backend(self.workspace, sockets, wire, pace=pace or Pace())
        self.deliveries = Deliveries(self.workspace, self.backend.script, wire, sockets)
        self.server = Server(self.backend, self.deliveries, port)
        self.server.pages |= pages()
        self.workspace.base = self.url
        self.workspace.emit = self.deliveries.event

    def start(self) -> "LocalSlack":
        self.backend.sockets.start()
        self.server.start()
        return self

    def stop(self) -> None:
        self.deliveries.close()
        self.server.stop()
        self.backend.sockets.stop()

    def __enter__(self) -> "LocalSlack":
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    # ---- where it is

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is set to."""
        return f"{self.url}/api/"

    @property
    def app(self) -> Installation:
        return self.workspace.app

    def deliver_to(self, address: str | None) -> None:
        """Send over HTTP to this address of this machine; with None over Socket Mode. Raises ValueError."""
        self.deliveries.post = HttpPost(address, self.app.signing_secret) if address else None

    def verify(self) -> bool:
        """Does the bot's address give Slack's challenge back, as it must when it is entered in the app's settings?"""
        post = self.deliveries.post
        return post is not None and post.verify(self.app.verification, self.deliveries.patience)

    # ---- what people do

    def post_as(self, person: str, channel: str, text: str, thread_ts: str | None = None) -> Message:
        with self.workspace.changing():
            return talking.post(self.workspace, person, channel, text, thread_ts)

    def post_raw(self, person: str, channel: str, **body: Any) -> Message:
        """A message exactly as given, such as another program's: `bot_id="B0OTHER"`."""
        with self.workspace.changing():
            return talking.post_raw(self.workspace, person, channel, **body)

    def edit_as(self, person: str, channel: str, ts: str, text: str) -> Message:
        with self.workspace.changing():
            return talking.edit(self.workspace, person, channel, ts, text)

    def upload_as(
        self, person: str, channel: str, name: str, content: bytes, text: str = "", thread_ts: str | None = None
    ) -> File:
        with self.workspace.changing():
            return talking.upload(self.workspace, person, channel, talking.Upload(name, content, text, thread_ts))

    def share_outside(self, channel: str, name: str) -> User:
        """Share a channel with another organisation; returns somebody of it who joins."""
        with self.workspace.changing():
            return talking.share_outside(self.workspace, channel, name)

    def slash_as(self, person: str, channel: str, line: str) -> Delivery:
        return self._heard(lambda: using.slash(self.deliveries, person, channel, line))

    def press(self, person: str, on: Message | View, action_id: str, value: Any = None) -> Delivery:
        return self._heard(lambda: using.press(self.deliveries, person, on, action_id, value))

    def submit(self, person: str, values: using.Values | None = None) -> Delivery:
        return self._heard(lambda: using.submit(self.deliveries, person, values))

    def close_modal(self, person: str, everything: bool = False) -> None:
        with self.workspace.changing():
            using.close(self.deliveries, person, everything)

    def open_home(self, person: str) -> None:
        with self.workspace.changing():
            using.open_app(self.deliveries, person, "home")

    def open_messages(self, person: str) -> None:
        """The agent's messages tab."""
        with self.workspace.changing():
            using.open_app(self.deliveries, person, "messages")

    def shortcut_as(self, person: str, callback_id: str, message: Message | None = None) -> Delivery:
        return self._heard(lambda: using.shortcut(self.deliveries, person, callback_id, message))

    def suggest(self, person: str, on: Message | View, action_id: str, written: str) -> Delivery:
        return self._heard(lambda: using.suggest(self.deliveries, person, on, action_id, written))

    # ---- what can be seen

    def messages(self, channel: str, person: str | None = None) -> list[Message]:
        """What stands in a conversation, oldest first; with a person, only what that person sees."""
        with self.workspace.lock:
            where = self._conversation(channel, person)
            return [m for m in where if person is None or m.only_for in (None, self.workspace.person(person).id)]

    def said(self, channel: str, person: str | None = None, count: int = 1) -> list[Message]:
        """What the bot has said there, as soon as it is `count` messages. Raises TimeoutError."""

        def found() -> list[Message]:
            return [m for m in self.messages(channel, person) if m.author == self.app.user]

        self.wait_until(lambda: len(found()) >= count)
        return found()

    def modal(self, person: str) -> View:
        """The topmost modal of a person. Raises Refusal not_found."""
        return using.top(self.workspace, person)

    def home(self, person: str) -> View | None:
        return self.workspace.homes.get(self.workspace.person(person).id)

    def state(self) -> Json:
        with self.workspace.lock:
            return snapshot.take_snapshot(self.workspace, self.deliveries)

    def wait_until(self, true: Callable[[], bool]) -> None:
        """Wait for something to become true. Raises TimeoutError with the end of what went over the wire."""
        if not self.workspace.wait_until(true, self.workspace.patience.waiting_s):
            raise TimeoutError(str(self.backend.wire.after(0)[-5:]))

    def settle(self) -> None:
        """Wait until nothing is on its way to the bot."""
        self.wait_until(self.deliveries.settled)

    # ---- what is out of the ordinary

    def fault(self, method: str, effect: str, **more: Any) -> None:
        """Order a fault: see `Fault`."""
        with self.workspace.lock:
            self.backend.script.add(Fault.read({"method": method, "effect": effect, **more}))

    def move_clock(self, moment: datetime | None) -> None:
        self.workspace.move_clock(moment)

    def advance(self, seconds: float) -> None:
        self.workspace.advance(seconds)

    def now(self) -> datetime:
        """The time of the workspace, in UTC."""
        return self.workspace.clock.moment()

    def channel(self, name: str) -> str:
        """The id of a conversation."""
        return self.workspace.conversation(name).id

    def _heard(self, start: Callable[[], Delivery]) -> Delivery:
        """The delivery when the bot has acknowledged it, or has not in time."""
        with self.workspace.changing():
            delivery = start()
        delivery.done.wait(self.workspace.patience.waiting_s)
        return delivery

    def _conversation(self, channel: str, person: str | None) -> list[Message]:
        if channel in ("@bot", "im") and person:
            return self.workspace.direct(self.workspace.person(person).id).messages
        return self.workspace.conversation(channel).messages
