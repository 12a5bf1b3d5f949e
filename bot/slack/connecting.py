"""Asking Slack for the connections of Socket Mode: at once where one has ended, and less often where it is refused.

The SDK asks again at every ping, and waits inside a call as long as Slack says. Slack gives few addresses a minute; a
bot that is refused for long, or of which too many run, is to ask for no more.
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.web import SlackResponse

from bot import log as logs
from bot.slack.outcomes import outcome
from scheduler.poster import RateLimited

# How long after a request in vain the next one may be made: after the first, the second, all others in a row. Each of
# two connections asks once without a wait, and then they ask for six a minute between them.
WAITS_S = (0.0, 5.0, 10.0)
PING_S = 5.0  # a connection that has answered none of four pings is replaced


class NotYet(SlackClientError):
    """Slack is not asked now, but in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Slack is asked for a connection in {seconds:.0f} s")
        self.seconds = seconds


class Attempts:
    """When Slack may be asked for a connection, of all connections of a process together. Times are seconds of any
    clock that is not set back."""

    def __init__(self, waits: Sequence[float] = WAITS_S) -> None:
        self._waits, self._lock = waits, threading.Lock()
        self._in_vain, self._not_before, self._put_off_to = 0, float("-inf"), float("-inf")

    def begin(self, now: float) -> float:
        """0 where Slack may be asked now, which counts as in vain until a connection has `opened`; else the seconds
        until it may."""
        with self._lock:
            if (left := max(self._not_before, self._put_off_to) - now) > 0:
                return left
            self._in_vain += 1
            self._not_before = now + self._waits[min(self._in_vain, len(self._waits)) - 1]
            return 0.0

    def put_off(self, seconds: float, now: float) -> None:
        """Slack has said how long it takes no more."""
        with self._lock:
            self._put_off_to = max(self._put_off_to, now + seconds)

    def opened(self) -> None:
        """Slack has said hello. What it has put off stays put off."""
        with self._lock:
            self._in_vain, self._not_before = 0, float("-inf")


class ConnectingClient(WebClient):
    """The client that a connection asks for its address with."""

    def __init__(self, base_url: str, attempts: Attempts, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(base_url=base_url, retry_handlers=[])
        self._attempts, self._now = attempts, now

    def apps_connections_open(self, *, app_token: str, **more: Any) -> SlackResponse:
        """Raises NotYet where Slack is not to be asked now, SlackApiError for another refusal."""
        if left := self._attempts.begin(self._now()):
            raise NotYet(left)
        try:
            return super().apps_connections_open(app_token=app_token, **more)
        except SlackApiError as error:
            if not isinstance(said := outcome(error), RateLimited):
                raise
            self._attempts.put_off(said.seconds, self._now())
            raise NotYet(said.seconds) from error


def handler(app: App, app_token: str | None, attempts: Attempts) -> SocketModeHandler:
    """One connection, which `connect()` opens and which comes back by itself."""
    client = ConnectingClient(app.client.base_url, attempts)
    made = SocketModeHandler(app, app_token, web_client=client, ping_interval=PING_S)

    def hear(_: object, message: dict[str, Any], raw: str | None) -> None:
        if message.get("type") == "hello":
            attempts.opened()

    made.client.message_listeners.append(hear)
    if logs.tenant_here():
        _told_of_tenant(made.client)
    return made


def _told_of_tenant(client: SocketModeClient) -> None:
    """What the SDK's own threads log is of this thread's tenant."""
    for runner in (client.current_session_runner, client.current_app_monitor, client.message_processor):
        runner.target = logs.for_tenant_here(runner.target)
    client.run_message_listeners = logs.for_tenant_here(client.run_message_listeners)  # type: ignore[method-assign]
