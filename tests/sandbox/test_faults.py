"""What goes wrong on order, and what is seen of it on both sides."""

from collections.abc import Iterator
from contextlib import ExitStack
from http.client import RemoteDisconnected
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Fault, LocalSlack
from sandbox.faults import ANSWERING, DELIVERING
from tests.sandbox import sandbox_bot
from tests.waiting import CEILING_S, PATIENT, until


@pytest.fixture(scope="module")
def running() -> Iterator[LocalSlack]:
    with LocalSlack(patience=PATIENT) as slack:
        yield slack


@pytest.fixture
def slack(running: LocalSlack) -> LocalSlack:
    sandbox_bot.forget(running)
    return running


def post(slack: LocalSlack, timeout: int = CEILING_S) -> Any:
    web = WebClient(slack.app.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=timeout)
    return web.chat_postMessage(channel="C0ALMENT", text="hej")


BROKEN = (RemoteDisconnected, ConnectionResetError, URLError)


@pytest.mark.parametrize("stored", [False, True])
def test_a_dropped_connection(slack: LocalSlack, stored: bool) -> None:
    """The caller cannot tell whether the message is there; only history can."""
    slack.fault("chat.postMessage", "drop", stored=stored)
    with pytest.raises(BROKEN):
        post(slack)
    assert len(slack.messages("#alment")) == int(stored)


def test_the_sdks_own_retry_posts_twice(slack: LocalSlack) -> None:
    """Why the bot is given a client without retries."""
    slack.fault("chat.postMessage", "drop", stored=True)
    WebClient(slack.app.bot_token, base_url=slack.api_url).chat_postMessage(channel="C0ALMENT", text="hej")
    assert len(slack.messages("#alment")) == 2


def test_a_call_that_hangs(slack: LocalSlack) -> None:
    slack.fault("chat.postMessage", "hang", stored=True, seconds=30)
    with pytest.raises((TimeoutError, URLError)):
        post(slack, timeout=1)
    assert len(slack.messages("#alment")) == 1


@pytest.mark.parametrize(("wait", "header"), [("7", "7"), ("1.5", "1.5"), (None, None)])
def test_too_many_calls(slack: LocalSlack, wait: str | None, header: str | None) -> None:
    slack.fault("chat.*", "ratelimited", retry_after=wait)
    with pytest.raises(SlackApiError) as caught:
        post(slack)
    answer = caught.value.response
    assert (answer.status_code, answer.headers.get("Retry-After"), answer["error"]) == (429, header, "ratelimited")
    assert post(slack)["ok"]


@pytest.mark.parametrize(("effect", "status"), [("status", 502), ("html", 200), ("truncated", 200)])
def test_an_answer_that_is_no_json(slack: LocalSlack, effect: str, status: int) -> None:
    slack.fault("chat.postMessage", effect, status=502)
    with pytest.raises(SlackApiError) as caught:
        post(slack)
    assert caught.value.response.status_code == status
    assert slack.messages("#alment") == []


@pytest.mark.parametrize("error", ["internal_error", "fatal_error"])
@pytest.mark.parametrize("stored", [False, True])
def test_an_error_says_nothing_of_what_was_done(slack: LocalSlack, error: str, stored: bool) -> None:
    slack.fault("chat.postMessage", "error", error=error, stored=stored)
    with pytest.raises(SlackApiError, match=error):
        post(slack)
    assert len(slack.messages("#alment")) == int(stored)


def test_history_may_lag(slack: LocalSlack) -> None:
    """A message that was just stored is not in it yet."""
    sent, web = post(slack), sandbox_bot.client(slack)
    slack.fault("conversations.history", "delay", seconds=10, count=2)
    assert web.conversations_history(channel="C0ALMENT")["messages"] == []
    slack.advance(11)
    assert web.conversations_history(channel="C0ALMENT")["messages"][0]["ts"] == sent["ts"]


def test_faults_are_taken_in_order_and_used_up(slack: LocalSlack) -> None:
    slack.fault("chat.postMessage", "error", error="first")
    slack.fault("chat.*", "error", error="second", count=-1)
    for error in ("first", "second", "second"):
        with pytest.raises(SlackApiError, match=error):
            post(slack)
    assert [fault["error"] for fault in slack.state()["faults"]] == ["second"]


@pytest.mark.parametrize("given", [{}, {"method": "a"}, {"method": "a", "effect": "b"}, {"method": "a", "why": "c"}])
def test_what_is_no_fault_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"fault|effect"):
        Fault.read(given)


# ---------------------------------------------------------------- sockets


@pytest.fixture(scope="module")
def heard() -> list[dict[str, Any]]:
    return []


@pytest.fixture(scope="module")
def online(heard: list[dict[str, Any]]) -> Iterator[LocalSlack]:
    """With a bot on Socket Mode."""
    with LocalSlack(patience=PATIENT) as slack, sandbox_bot.connected(slack, sandbox_bot.build(slack, heard), "socket"):
        yield slack


def asked(slack: LocalSlack) -> None:
    slack.advance(60)
    count = len(slack.said("@bot", "Økonom", 0))
    slack.post_as("Økonom", "@bot", "hej")
    until(lambda: _answered(slack, count + 1), "an answer")


def _answered(slack: LocalSlack, count: int) -> bool:
    """Slack tries once more after a minute, and after five: its clock goes on while nothing is on its way."""
    if slack.deliveries.settled() and len(slack.said("@bot", "Økonom", 0)) < count:
        slack.advance(60)
    return len(slack.said("@bot", "Økonom", 0)) >= count


@pytest.mark.parametrize("reason", ["refresh_requested", "link_disabled", "warning", None])
def test_after_a_disconnect_the_bot_is_back(online: LocalSlack, reason: str | None) -> None:
    before = online.backend.sockets.connections
    online.backend.sockets.disconnect(reason)
    online.wait_until(lambda: online.backend.sockets.connections not in ([], before))
    asked(online)


def test_a_disconnect_during_an_event_loses_nothing(online: LocalSlack, heard: list[dict[str, Any]]) -> None:
    heard.clear()
    patience, online.deliveries.patience = online.deliveries.patience, 0.5
    online.fault("event", "disconnect")
    asked(online)
    online.deliveries.patience = patience
    assert {body["event"]["user"] for body in heard} >= {"U0OEKONOM"}


def test_nonsense_on_the_socket_is_survived(online: LocalSlack) -> None:
    online.backend.sockets.garble()
    asked(online)


def test_a_socket_that_cannot_be_opened_is_tried_again(online: LocalSlack) -> None:
    online.fault("apps.connections.open", "status", count=2)
    online.backend.sockets.disconnect("refresh_requested")
    online.wait_until(lambda: online.backend.script.left() == [] and bool(online.backend.sockets.connections))
    asked(online)


def test_a_socket_opens_with_a_ticket_only(online: LocalSlack) -> None:
    """Each address works once, and a page in a browser (which names its origin) gets none."""
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    address = online.backend.sockets.new_address()
    with pytest.raises(InvalidStatus), connect(address, origin="http://eksempel.dk"):  # type: ignore[arg-type]
        pass
    with connect(address):
        pass
    with pytest.raises(InvalidStatus), connect(address):
        pass


def test_who_does_not_acknowledge_is_asked_again(online: LocalSlack) -> None:
    """After the patience of Slack, with the reason."""
    from websockets.sync.client import connect

    with LocalSlack(patience=PATIENT) as slack, connect(slack.backend.sockets.new_address()) as deaf:
        slack.deliveries.patience = 0.2
        slack.wait_until(lambda: bool(slack.backend.sockets.connections))
        slack.post_as("Økonom", "@bot", "hej")
        hello, first, second = (deaf.recv(timeout=CEILING_S) for _ in range(3))
    assert '"num_connections": 1' in str(hello)
    assert "retry_attempt" not in str(first)
    assert '"retry_attempt": 1, "retry_reason": "timeout"' in str(second)


def test_ten_sockets_are_enough() -> None:
    from websockets.sync.client import connect

    with LocalSlack(patience=PATIENT) as slack, ExitStack() as sockets:
        for _ in range(10):
            sockets.enter_context(connect(slack.backend.sockets.new_address()))
        slack.wait_until(lambda: len(slack.backend.sockets.connections) == 10)
        with connect(slack.backend.sockets.new_address()) as eleventh:
            assert "too_many_websockets" in str(eleventh.recv(timeout=CEILING_S))


def test_every_effect_is_documented() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs/sandbox.md").read_text(encoding="utf-8")
    assert all(f"`{effect}`" in text for effect in ANSWERING + DELIVERING)
