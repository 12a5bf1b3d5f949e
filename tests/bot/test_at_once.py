"""Many who ask at the same moment, some without measure, while a report is loaded: each is answered once.

How soon is measured by `bench/acknowledge.py`.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from bot.ingest import loading
from bot.ingest.loading import Load
from bot.overlong import LONGEST
from sandbox.state import User
from templates import say
from tests import local_bot
from tests.bot.access import secret
from tests.bot.access.test_embargo import BEFORE
from tests.local_bot import LocalBot

CHANNEL, PEOPLE = "#besparelser", 50
WORDS = " ".join(f"dagtilbud{number}" for number in range(400))
TOO_LONG = say("cli.too_long", "da", limit=LONGEST)


def question(number: int) -> str:
    """Of ten one has four hundred words, and one asks for help."""
    return {0: f"/sag {WORDS}", 1: "/sag hjælp"}.get(number % 5, "/sag status på VH04")


def join(town: LocalBot) -> list[str]:
    people = [f"U0M{number:04}" for number in range(PEOPLE)]
    with town.slack.workspace.changing():
        for who in people:
            town.slack.workspace.people[who] = User(who, who, who.lower())
            town.slack.workspace.conversation(CHANNEL).members.append(who)
    return people


@pytest.mark.slow
def test_fifty_at_once_are_answered_once_while_a_report_is_loaded(tmp_path: Path) -> None:
    path = local_bot.samples(tmp_path)
    with local_bot.town(path, "http") as town, ThreadPoolExecutor(PEOPLE + 1) as pool:
        people = join(town)
        asked = [pool.submit(town.slack.slash_as, who, CHANNEL, question(number)) for number, who in enumerate(people)]
        loaded = pool.submit(load, path, secret.report(tmp_path))
        assert {one.result().status for one in asked} == {"acknowledged"}
        assert loaded.result() == "loaded"
        town.settle()
        for number, who in enumerate(people):
            said = [one.body["text"] for one in town.slack.said(CHANNEL, who) if one.author == town.slack.app.user]
            assert len(said) == 1, (question(number)[:40], said)
            assert (said[0] == TOO_LONG) == (number % 5 == 0)


def load(path: Path, report: Path) -> str:
    with closing(loading.store_to_fill(path)) as store:
        (done,) = loading.load_files(store, [report], Load(BEFORE))
    return done.state
