"""The same conversations with a Slack that others have written: what only our local Slack takes, Slack may not.

It is not fetched here. Where local-slack (parvalabs, MIT) is on the machine, `EMULATOR` is its command:

    EMULATOR="bun …/local-slack/server/src/cli.ts" pytest tests/sandbox/test_emulator.py -n0
"""

import json
import os
import shlex
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tests.local_bot import samples, shown
from tests.processes import SAGSBOT, children
from tests.waiting import until

COMMAND = os.environ.get("EMULATOR", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not COMMAND, reason="EMULATOR does not name a Slack that others have written"),
]
ANNE, BO, BOT, CHANNEL = "U01ANNE", "U02BO", "U0SAGSBOT", "C01ALL"
WORKSPACE = """
workspace: {name: Sandvig, domain: sandvig, teamId: T01SANDVIG}
app: {appId: A01, botUserId: U0SAGSBOT, botName: sagsbot, botToken: xoxb-emulated, appToken: xapp-emulated,
  signingSecret: hemmelig, mode: socket}
users:
  - {id: U01ANNE, name: anne, real_name: Anne}
  - {id: U02BO, name: bo, real_name: Bo}
channels:
  - {id: C01ALL, name: alle, members: [U01ANNE, U02BO, U0SAGSBOT]}
"""


@dataclass
class Emulator:
    """What people do there, and what it shows."""

    url: str

    def call(self, way: str, **given: Any) -> Any:
        body = json.dumps(given).encode() if given else None
        with urlopen(Request(f"{self.url}/{way}", data=body, headers={"Content-Type": "application/json"})) as answer:
            return json.load(answer)

    def post(self, person: str, text: str, channel: str = CHANNEL, **more: Any) -> str:
        made = self.call("_control/message", channel=channel, user=person, text=text, **more)
        return str(made["message"]["ts"])

    def said(self, channel: str = CHANNEL) -> list[dict[str, Any]]:
        found = self.call(f"_control/messages/{channel}")["messages"]
        return [one for one in found if one.get("bot_id") or one.get("user") == BOT]

    def says(self, words: str, channel: str = CHANNEL, count: int = 1) -> list[dict[str, Any]]:
        """So many messages of the bot's with these words, as soon as they stand there."""

        def found() -> list[dict[str, Any]]:
            said = self.said(channel)
            return [one for one in said if words in f"{one.get('text')} {' '.join(shown(one.get('blocks') or []))}"]

        until(lambda: len(found()) >= count, words)
        return found()

    def log(self) -> list[dict[str, Any]]:
        return list(self.call("_control/log")["log"])


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    """Running, with the bot in it over Socket Mode."""
    folder = tmp_path_factory.mktemp("emulator")
    (folder / "workspace.yaml").write_text(WORKSPACE, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with children() as start:
        start(*shlex.split(COMMAND), "--config", folder / "workspace.yaml", "--port", str(port), env=dict(os.environ))
        made = Emulator(f"http://localhost:{port}")
        until(lambda: answers(made), "the emulator")
        settings = {
            **os.environ,
            "SLACK_API_URL": f"{made.url}/api/",
            "SLACK_BOT_TOKEN": "xoxb-emulated",
            "SLACK_APP_TOKEN": "xapp-emulated",
            "SAGSBOT_DB": str(samples(Path(folder))),
            "SAGSBOT_ADMINS": ANNE,
        }
        child = start(*SAGSBOT, "serve", "--port", "0", "--socket-mode", env=settings)
        child.line("Socket Mode", "stderr")
        yield made


def answers(emulator: Emulator) -> bool:
    try:
        return bool(emulator.call("_control/state"))
    except (URLError, OSError):
        return False


def test_a_mention_is_answered_once_in_its_thread(emulator: Emulator) -> None:
    asked = emulator.post(ANNE, f"<@{BOT}> hvilke sager er røde?")
    (said,) = emulator.says("2 sager")
    assert said["thread_ts"] == asked


def test_a_mention_in_a_thread_is_answered_there(emulator: Emulator) -> None:
    root = emulator.post(BO, "hej alle")
    asked = emulator.post(ANNE, f"<@{BOT}> status på VH04", thread_ts=root)
    until(lambda: [one for one in emulator.said() if one.get("thread_ts") == root], "the answer in the thread")
    assert not [one for one in emulator.said() if one.get("thread_ts") == asked]


def test_a_command_is_answered_to_the_one_who_asked(emulator: Emulator) -> None:
    emulator.call("_control/command", channel=CHANNEL, user=BO, command="/sag", text="dagtilbud i Engvej")
    until(lambda: any("Engvej" in json.dumps(one, ensure_ascii=False) for one in emulator.log()[-8:]), "the answer")


def test_the_home_tab_is_shown(emulator: Emulator) -> None:
    emulator.call("_control/open-home", user=ANNE)
    until(lambda: any("views.publish" in json.dumps(one) for one in emulator.log()), "the Home tab")
    assert not [
        one for one in emulator.log() if '"ok": false' in json.dumps(one) and "views.publish" in json.dumps(one)
    ]


def test_a_button_of_a_card_works(emulator: Emulator) -> None:
    emulator.post(ANNE, f"<@{BOT}> vedtagne forslag under 1 mio. kr.")
    card = emulator.says("forslag")[-1]
    buttons = [e for block in card["blocks"] if block["type"] == "actions" for e in block["elements"]]
    helpful = next(one for one in buttons if one["action_id"].startswith("helpful") or one["type"] == "button")
    action = {"type": helpful["type"], "action_id": helpful["action_id"], "value": helpful.get("value", "")}
    before = len(emulator.log())
    emulator.call("_control/interact", channel=CHANNEL, messageTs=card["ts"], user=BO, action=action)
    until(lambda: len(emulator.log()) > before + 1, "what the press brings")
