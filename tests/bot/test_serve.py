"""`sagsbot serve` in a process of its own, with the local Slack: over Socket Mode, and through a stop."""

import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

import pytest
from click.testing import CliRunner
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.cli import main
from bot.serve import CONNECTIONS, hang_up
from bot.slack.connecting import WAITS_S
from sandbox import LocalSlack
from sandbox.deliveries import RETRIES_S
from sandbox.state import Message
from tests import local_bot
from tests.bot.relay import relaying
from tests.deploy.test_procfile import free_port
from tests.processes import SAGSBOT, Child, children
from tests.sandbox import sandbox_bot
from tests.waiting import CEILING_S, PATIENT, until

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return local_bot.samples(tmp_path_factory.mktemp("serving"))


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(patience=PATIENT) as made:
        yield made


def environment(slack: LocalSlack, path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": slack.app.bot_token,
        "SLACK_APP_TOKEN": slack.app.app_token,
        "SAGSBOT_DB": str(path),
    }


@contextmanager
def served(slack: LocalSlack, path: Path, port: int = 0) -> Iterator[Child]:
    """The bot, connected."""
    with children() as start:
        process = start(*SAGSBOT, "serve", "--socket-mode", "--port", str(port), env=environment(slack, path))
        slack.wait_until(lambda: len(slack.backend.sockets.connections) == CONNECTIONS)
        yield process
        process.signal(signal.SIGTERM)
        process.ended()


def test_it_answers_over_socket_mode(slack: LocalSlack, path: Path) -> None:
    """No address of ours, no signing secret: the bot calls Slack."""
    with served(slack, path):
        slack.slash_as("Kontorchef", "#besparelser", "/sag status på VH04")
        assert "Engvej" in slack.said("#besparelser", "Kontorchef")[0].body["text"]


def test_the_port_has_nothing_but_health(slack: LocalSlack, path: Path) -> None:
    """Only for this machine, and nobody can send it what looks like Slack's."""
    port = free_port()
    with served(slack, path, port):
        until(lambda: problems(port) == [], "all is well")
        assert [answered(port, "POST", place) for place in ("/slack/events", "/")] == [404, 404]
        assert [answered(port, "GET", place) for place in ("/metrics", "/slack/events", "/")] == [200, 404, 404]
        with pytest.raises(ConnectionError):  # as a server on all addresses would answer
            socket.create_connection(("127.0.0.2", port), CEILING_S)


def test_while_one_connection_is_away_the_other_answers(slack: LocalSlack, path: Path) -> None:
    """Slack takes any that is open; what comes twice on the way is answered once."""
    with served(slack, path):
        first = slack.backend.sockets.connections[0]
        slack.fault("event", "disconnect")
        slack.post_as("Kontorchef", "#besparelser", "@sagsbot status på VH04")
        slack.wait_until(lambda: first not in slack.backend.sockets.connections)
        slack.slash_as("Økonom", "#besparelser", "/sag status på VH04")
        assert "Engvej" in slack.said("#besparelser", "Økonom", 2)[-1].body["text"]
        slack.wait_until(lambda: len(slack.backend.sockets.connections) == CONNECTIONS)
        slack.settle()
        assert len(slack.said("#besparelser", "Kontorchef")) == 1


def test_while_connections_come_and_go_each_question_is_answered_once(slack: LocalSlack, path: Path) -> None:
    """Nonsense on the way, then a warning, a refresh, another reason of Slack's or none, while somebody asks."""
    reasons = ("warning", "refresh_requested", "link_disabled", "too_many_websockets", None)
    with served(slack, path):
        for count, reason in enumerate(reasons, 1):
            slack.backend.sockets.garble()
            slack.backend.sockets.disconnect(reason)
            slack.post_as("Kontorchef", "#besparelser", "@sagsbot status på VH04")
            until(lambda count=count: len(answers(slack)) == count, f"the answer after {reason}")
            slack.wait_until(lambda: len(slack.backend.sockets.connections) == CONNECTIONS)
        slack.settle()
        assert len(answers(slack)) == len(reasons)
        assert {one.status for one in slack.deliveries.sent} == {"acknowledged"}


@pytest.mark.long
def test_connections_that_are_open_and_dead_are_replaced(path: Path) -> None:
    """What lies between loses everything and tells nobody: unanswered pings show it, and what was asked meanwhile is
    answered once."""
    impatient = replace(PATIENT, acknowledged_s=15)  # then an event that nobody acknowledges comes again
    with LocalSlack(patience=impatient) as slack, relaying(slack.backend.sockets._port) as between:
        slack.backend.sockets._port = between.port
        with served(slack, path):
            slack.slash_as("Økonom", "#besparelser", "/sag status på VH04")
            slack.said("#besparelser", "Økonom")  # a first ping was answered, too
            dead = slack.backend.sockets.connections
            between.freeze()
            slack.post_as("Kontorchef", "#besparelser", "@sagsbot status på VH04")
            slack.wait_until(lambda: not {*dead} & {*slack.backend.sockets.connections})
            until(lambda: answers(slack), f"the answer to {[one.summary() for one in slack.deliveries.sent]}")
            slack.settle()
            assert len(answers(slack)) == 1


@pytest.mark.long
def test_while_slack_opens_no_connection_it_says_so_and_comes_back(slack: LocalSlack, path: Path) -> None:
    """Refused in every way, it asks less and less often; what was asked meanwhile is answered."""
    port = free_port()
    with served(slack, path, port):
        until(lambda: problems(port) == [], "all is well")
        for how in ({"effect": "html"}, {"effect": "drop"}, {"effect": "status"}, {"effect": "ratelimited"}):
            slack.fault("apps.connections.open", **how)
        begun = time.monotonic()
        for _ in range(CONNECTIONS):
            slack.backend.sockets.disconnect(None)
        until(lambda: "not_connected" in problems(port), "that nobody is heard is said")
        slack.post_as("Kontorchef", "#besparelser", "@sagsbot status på VH04")
        slack.wait_until(
            lambda: slack.state()["faults"] == []
        )  # those that were closed may still be counted until then
        slack.wait_until(lambda: len(slack.backend.sockets.connections) == CONNECTIONS)
        assert time.monotonic() - begun >= sum(WAITS_S)  # two connections have met four refusals between them
        until(lambda: bool(answers(slack)), "the answer")
        until(lambda: problems(port) == [], "all is well again")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
def test_it_answers_although_its_log_is_full(slack: LocalSlack, path: Path) -> None:
    """Every line of it fails, from the first on."""
    shell = 'exec "$@" 2> /dev/full'
    command = ("sh", "-c", shell, "sh", *SAGSBOT, "serve", "--socket-mode", "--port", "0")
    with children() as start:
        process = start(*command, env=environment(slack, path))
        slack.wait_until(lambda: len(slack.backend.sockets.connections) == CONNECTIONS)
        slack.post_as("Kontorchef", "#besparelser", "@sagsbot status på VH04")
        until(lambda: bool(answers(slack)), "the answer")
        process.signal(signal.SIGTERM)
        process.ended()


def answered(port: int, method: str, path: str) -> int:
    """The status of a request that is signed by nobody."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=CEILING_S)) as connection:
        connection.request(method, path, body="{}" if method == "POST" else None)
        return connection.getresponse().status


def problems(port: int) -> list[str]:
    """What /healthz says is wrong."""
    connection = HTTPConnection("127.0.0.1", port, timeout=CEILING_S)
    with closing(connection):
        connection.request("GET", "/healthz")
        return list(json.loads(connection.getresponse().read())["problems"])


def answers(slack: LocalSlack) -> list[Message]:
    """What the bot has said to all in the channel; an event that waits for its next attempt is sent."""
    if any(one.status == "waiting" for one in list(slack.deliveries.sent)):
        slack.advance(RETRIES_S[-1])
    said = slack.messages("#besparelser", "Kontorchef")
    return [one for one in said if one.author == slack.app.user and not one.only_for]


def test_a_question_survives_the_death_of_the_program(slack: LocalSlack, path: Path) -> None:
    """Killed when it had acknowledged and could not yet answer: the answer comes after the next start, once."""
    with served(slack, path) as process:
        slack.fault("response_url", "hang", seconds=20)
        delivery = slack.slash_as("Kontorchef", "#besparelser", "/sag status på VH04")
        assert delivery.status == "acknowledged"
        slack.wait_until(lambda: not slack.state()["faults"])
        process.signal(signal.SIGKILL)
        process.ended()
    with served(slack, path):
        said = slack.said("#besparelser", "Kontorchef")
        assert "Engvej" in said[0].body["text"]
    assert len(slack.said("#besparelser", "Kontorchef")) == 1


def test_a_connection_whose_session_begins_at_its_end_is_closed(slack: LocalSlack) -> None:
    """It forgets that it was told to end, and goes on reading."""
    app = App(client=sandbox_bot.client(slack), signing_secret=slack.app.signing_secret)
    handler = SocketModeHandler(app, slack.app.app_token)
    handler.connect()
    slack.wait_until(lambda: bool(slack.backend.sockets.connections))
    disconnect = handler.client.disconnect

    def begin_now() -> None:
        handler.client.current_session_state.terminated = False
        disconnect()

    handler.client.disconnect = begin_now
    hang_up([handler])
    assert not handler.client.current_session_runner.is_alive()


def test_without_an_app_token_it_says_so(tmp_path: Path) -> None:
    runner = CliRunner(env={"SLACK_BOT_TOKEN": "xoxb-a", "SLACK_APP_TOKEN": "", "SAGSBOT_DB": str(tmp_path / "a.db")})
    done = runner.invoke(main, ["serve", "--socket-mode"])
    assert done.exit_code == 1
    assert "SLACK_APP_TOKEN" in done.stderr
