"""The demo: the product in a local Slack, in one process, with nothing set up."""

import json
import re
import signal
import urllib.request
from pathlib import Path

import pytest

from bot.demo.local import local_slack
from bot.settings import Settings
from tests.processes import FROM_THE_START, ROOT, Start
from tests.sample_store import sample_library
from tests.waiting import CEILING_S, PATIENT, until

LETTER = ROOT / "samples" / "budgetmateriale-2026-2029.txt"


def fetched(address: str, **body: object) -> dict:
    """What the local Slack's control interface answers."""
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=CEILING_S) as answer:
        return json.load(answer)


def said(address: str, needle: str) -> None:
    """Waits until the workspace holds `needle`."""
    until(lambda: needle in json.dumps(fetched(f"{address}/local/state"), ensure_ascii=False), needle)


@pytest.mark.slow
def test_a_question_is_answered_in_the_local_slack(tmp_path: Path) -> None:
    """The same app as in Slack, with only its address changed: /sag is answered with a card."""
    sample_library(tmp_path).store.close()
    with local_slack(Settings(), tmp_path / "shelf.db", 0, PATIENT) as address:
        fetched(f"{address}/local/slash", person="Kontorchef", channel="#besparelser", text="/sag status på HA06")
        said(address, "Plads til flere børn")


def test_the_demo_stays_until_it_is_told_to_stop(tmp_path: Path, start: Start) -> None:
    """Started by another program, with nobody at the keyboard, it serves until SIGTERM and ends well."""
    demo = start(*FROM_THE_START, "demo", "--documents", LETTER, "--port", "0", "--db", tmp_path / "demo.db")
    demo.close_input()
    address = re.findall(r"http://127\.0\.0\.1:\d+", demo.line("http://127.0.0.1:"))[0]
    until(lambda: fetched(f"{address}/local/state")["bot"]["connected"])
    demo.signal(signal.SIGTERM)
    assert demo.ended() == 0
