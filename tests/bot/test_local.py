"""The demo: the product in a local Slack, in one process, with nothing set up."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from bot.local import local_slack
from bot.settings import Settings
from tests.sample_store import shelf


def fetched(address: str, **body: object) -> dict:
    """What the local Slack's control interface answers."""
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def said(address: str, needle: str, seconds: float = 20) -> bool:
    """Does the workspace hold `needle` before the time is up?"""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if needle in json.dumps(fetched(f"{address}/local/state"), ensure_ascii=False):
            return True
        time.sleep(0.05)
    return False


def test_a_question_is_answered_in_the_local_slack(tmp_path: Path) -> None:
    """The same app as in Slack, with only its address changed: /sag is answered with a card."""
    shelf(tmp_path).store.close()
    with local_slack(Settings(), tmp_path / "shelf.db", 0) as address:
        fetched(f"{address}/local/slash", person="Kontorchef", channel="#besparelser", text="/sag status på HA06")
        assert said(address, "Plads til flere børn")


def test_the_demo_stays_until_it_is_told_to_stop(tmp_path: Path) -> None:
    """Started by another program, with nobody at the keyboard, it serves until SIGTERM and ends well."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--db", str(tmp_path / "demo.db")]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as demo:
        assert demo.stdout
        line = next(line for line in demo.stdout if "http://127.0.0.1:" in line)
        address = "http://127.0.0.1:" + line.split("http://127.0.0.1:")[1].split("/")[0].split(".")[0].split()[0]
        assert fetched(f"{address}/local/state")["bot"]["connected"]
        demo.send_signal(signal.SIGTERM)
        assert demo.wait(20) == 0
