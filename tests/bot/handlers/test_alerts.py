"""A report that makes a case red, shared in Slack: its owner hears of it at once, and opens the case from there."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ingest import loading
from bot.ingest.loading import Load
from bot.settings import COPENHAGEN
from bot.slack.sender import SlackPoster
from index.state.people import CaseKey, Person
from index.store.store import Store
from scheduler.settings import SchedulerSettings
from scheduler.tick import Scheduler
from templates import ids
from tests import local_bot
from tests.local_bot import ADMIN, TODAY, LocalBot, is_post, text_of, valid
from tests.sandbox import sandbox_bot

CHEF, LEAD = "Kontorchef", "Projektleder"
SAMPLES = Path(__file__).resolve().parents[3] / "samples"
YOUTH = CaseKey("Struer", "FU02", 2024, "Fritidsjob til unge i udsatte boligområder")


@pytest.fixture(params=["http", "socket"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[LocalBot]:
    """With the first report loaded."""
    path = tmp_path / "sagsbot.db"
    with closing(loading.store_to_fill(path)) as store:
        for _ in loading.load_files(store, [SAMPLES / "status-juni-2025.txt"], Load(datetime(2026, 11, 1, tzinfo=UTC))):
            pass
    with local_bot.town(path, request.param) as made:
        yield made


def tick(town: LocalBot, now: datetime) -> None:
    channel = town.slack.channel("#besparelser")
    with closing(Store(town.path)) as store:
        work = Scheduler(store, SchedulerSettings(COPENHAGEN, alert_channel=channel, admins=(ADMIN,)))
        sender = work.sender(SlackPoster(sandbox_bot.client(town.slack)), lambda: now)
        work.tick(now, sender, lambda seconds: None)


def test_a_shared_report_alerts_the_owner_once(town: LocalBot) -> None:
    lead = town.slack.workspace.person(LEAD).id
    town.people.know(YOUTH)
    town.people.own(YOUTH.key, Person(lead, LEAD), Person(ADMIN, "Administrator"), TODAY)
    report = SAMPLES / "status-december-2025.txt"
    town.slack.upload_as(CHEF, "@bot", report.name, report.read_bytes())
    offer = town.says("@bot", CHEF, "Skal jeg indlæse")
    town.press(CHEF, offer, ids.LOAD)
    town.says("@bot", CHEF, "er læst")
    saturday_night = TODAY + timedelta(days=1, hours=14)
    tick(town, saturday_night)
    tick(town, saturday_night + timedelta(minutes=1))
    (alert,) = [one for one in town.heard("@bot", LEAD) if is_post(one)]
    assert valid(alert) == []
    assert "FU02 (2024) er blevet rød: 🟡 Gul → 🔴 Rød" in alert.body["text"]
    assert "VH02" not in text_of(alert)  # somebody else's
    everything = [one for one in town.heard("#besparelser", CHEF) if is_post(one)]
    assert [("FU02" in text_of(one), "VH02" in text_of(one)) for one in everything[-1:]] == [(True, True)]
    town.press(LEAD, alert, ids.ALERT_OPEN)
    assert "Fritidsjob" in text_of(town.says("@bot", LEAD, "Forkert tal"))
    assert "er blevet rød" in text_of(next(one for one in town.heard("@bot", LEAD) if is_post(one)))
    town.press(LEAD, alert, ids.FOLLOW)
    town.slack.wait_until(lambda: town.people.follows(YOUTH.key, lead))
