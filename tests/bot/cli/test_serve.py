"""`sagsbot serve`: the whole way from a signed request to a card in Slack, in a process of its own."""

import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests import slack_http
from tests.processes import SAGSBOT, children, run
from tests.slack_http import SECRET, TOKEN, SlackDouble, send_command, send_event
from tests.waiting import CEILING_S

pytestmark = pytest.mark.slow

LETTER = Path(__file__).resolve().parents[3] / "samples" / "budgetmateriale-2026-2029.txt"


@pytest.fixture(scope="module")
def slack() -> Iterator[SlackDouble]:
    with slack_http.running() as double:
        yield double


def environment(slack: SlackDouble, path: Path) -> dict[str, str]:
    return {
        "SLACK_API_URL": slack.url,
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SAGSBOT_DB": str(path),
    }


@pytest.fixture(scope="module")
def address(slack: SlackDouble, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served app that started on an empty database and had a document loaded by another process afterwards."""
    path = tmp_path_factory.mktemp("serve") / "sagsbot.db"
    settings = {**os.environ, **environment(slack, path)}
    with children() as start:
        process = start(*SAGSBOT, "serve", "--port", "0", env=settings)
        port = re.findall(r"port (\d+)", process.line(r"port \d+", "stderr"))[0]
        assert run(*SAGSBOT, "load", LETTER, env=settings).returncode == 0
        yield f"http://127.0.0.1:{port}"
        process.signal(signal.SIGTERM)
        assert process.ended() == 0


@pytest.fixture(autouse=True)
def quiet(slack: SlackDouble) -> None:
    slack.calls.clear()


def test_a_command_is_answered_from_the_documents(address: str, slack: SlackDouble) -> None:
    status, _ = send_command(address, slack, "hvad står der om budgetredegørelsen?")
    assert status == 200
    (said,) = slack.messages()
    assert LETTER.stem in str(said.arguments)


def test_a_mention_is_answered_in_its_thread(address: str, slack: SlackDouble) -> None:
    send_event(
        address, type="app_mention", ts="1700000000.000100", text="<@U0BOT> hvad står der om budgetredegørelsen?"
    )
    (said,) = slack.messages()
    assert said.arguments["thread_ts"] == "1700000000.000100"
    assert LETTER.stem in str(said.arguments)


def test_it_listens_on_this_machine_alone(address: str) -> None:
    """Unless it is told another address: a server on all of them would answer at this one."""
    with pytest.raises(ConnectionError):
        socket.create_connection(("127.0.0.2", int(address.rsplit(":", 1)[1])), CEILING_S)


def test_it_says_that_it_is_well(address: str) -> None:
    with urlopen(f"{address}/healthz") as response:
        assert response.status == 200


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET"),
        ({"SLACK_API_URL": "http://127.0.0.1:9/"}, "127.0.0.1:9"),
        ({"SLACK_BOT_TOKEN": "", "SLACK_SIGNING_SECRET": ""}, "SLACK_BOT_TOKEN"),
    ],
)
def test_what_keeps_it_from_starting_is_told(
    slack: SlackDouble, tmp_path: Path, changed: dict[str, str], told: str
) -> None:
    done = CliRunner(env={**environment(slack, tmp_path / "a.db"), **changed}).invoke(main, ["serve", "--port", "0"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr
    assert TOKEN not in done.stderr


def test_a_refused_token_and_a_taken_port_are_told(slack: SlackDouble, address: str, tmp_path: Path) -> None:
    runner, port = CliRunner(env=environment(slack, tmp_path / "a.db")), address.rsplit(":", 1)[1]
    assert port in runner.invoke(main, ["serve", "--port", port]).stderr
    slack.refuse["auth.test"] = "invalid_auth"
    try:
        refused = runner.invoke(main, ["serve", "--port", "0"])
    finally:
        slack.refuse.clear()
    assert refused.exit_code == 1
    assert "sagsbot check" in refused.stderr
