"""`sagsbot tick`, `sagsbot units` and `sagsbot clock`: what is printed, what is kept, how they end."""

import json
import os
import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from index.db.database import DatabaseFile
from index.state.looks import Looks
from index.state.personal import kept_of
from sandbox import LocalSlack
from tests.processes import SAGSBOT, Start
from tests.waiting import PATIENT

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "samples"
Sagsbot = Callable[..., Result]
CHANNEL, DIGEST = "C0ALARM", "C0DIGEST"


@pytest.fixture
def sagsbot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sagsbot:
    """Runs a command against a database of its own, with channels and without a token."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_API_URL", "SAGSBOT_LANGUAGE", "SAGSBOT_ADMINS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SAGSBOT_DB", str(tmp_path / "sagsbot.db"))
    monkeypatch.setenv("SAGSBOT_ALERT_CHANNEL", CHANNEL)
    monkeypatch.setenv("SAGSBOT_DIGEST_CHANNEL", DIGEST)
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the samples as the first of their collection."""
    path = tmp_path_factory.mktemp("collection") / "sagsbot.db"
    assert CliRunner().invoke(main, ["load", str(SAMPLES), "--baseline", "--db", str(path)]).exit_code == 0
    return path


@pytest.fixture
def loaded(sagsbot: Sagsbot, collection: Path, tmp_path: Path) -> Sagsbot:
    """The same with the samples in the database."""
    shutil.copy(collection, tmp_path / "sagsbot.db")
    return sagsbot


def tick(sagsbot: Sagsbot, now: str) -> dict[str, list[dict[str, str]]]:
    done = sagsbot("tick", "--now", now, "--json")
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    value: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    assert set(value) == {"queued", "delivered", "held"}
    return value


def of_kind(posts: list[dict[str, str]], kind: str) -> list[dict[str, str]]:
    return [post for post in posts if post["kind"] == kind]


def test_without_a_token_all_that_is_queued_is_held(loaded: Sagsbot) -> None:
    """And nothing is queued twice, however often the moment is played."""
    first = tick(loaded, "2026-11-30T09:00")
    (reminder,) = of_kind(first["queued"], "reminder")
    assert (reminder["key"], reminder["to"]) == (f"reminder:{CHANNEL}:2026-11-30", CHANNEL)
    assert "IF04" in reminder["text"]
    assert first["delivered"] == []
    assert [post["key"] for post in first["held"]] == [post["key"] for post in first["queued"]]
    again = tick(loaded, "2026-11-30T10:00")
    assert again["queued"] == []
    assert len(again["held"]) == len(first["held"])


def test_the_digest_comes_on_the_first_working_day_of_the_week(loaded: Sagsbot) -> None:
    assert of_kind(tick(loaded, "2026-11-29T12:00")["queued"], "digest") == []
    assert of_kind(tick(loaded, "2026-11-30T07:59")["queued"], "digest") == []
    (digest,) = of_kind(tick(loaded, "2026-11-30T08:00")["queued"], "digest")
    assert (digest["key"], digest["to"]) == (f"digest:2026-W49:{DIGEST}", DIGEST)
    assert digest["text"].startswith("Ugens overblik:")
    assert of_kind(tick(loaded, "2026-12-01T08:00")["queued"], "digest") == []


def test_a_missed_digest_is_sent_late_and_says_so(loaded: Sagsbot) -> None:
    """The newest period only."""
    tick(loaded, "2026-11-27T12:00")
    late = tick(loaded, "2026-12-15T09:00")
    (digest,) = of_kind(late["queued"], "digest")
    assert digest["key"] == f"digest:2026-W51:{DIGEST}"


def test_nothing_comes_before_half_past_eight_or_on_a_closed_day(loaded: Sagsbot) -> None:
    for moment in ("2026-11-30T08:29", "2026-11-28T12:00", "2026-12-24T12:00"):
        assert of_kind(tick(loaded, moment)["queued"], "reminder") == []


def test_a_tick_ends_what_has_been_kept_long_enough(loaded: Sagsbot, tmp_path: Path) -> None:
    with closing(DatabaseFile(tmp_path / "sagsbot.db")) as file:
        Looks(file).look("U0ANNE", datetime(2024, 1, 1, tzinfo=UTC))
        tick(loaded, "2026-11-30T09:00")
        assert kept_of(file, "U0ANNE") == {}


def test_a_day_alone_is_its_noon(loaded: Sagsbot) -> None:
    assert of_kind(tick(loaded, "2026-11-30")["queued"], "reminder")


def test_what_is_done_can_be_read_as_text(loaded: Sagsbot) -> None:
    done = loaded("tick", "--now", "2026-11-30")
    assert "Sat i kø:" in done.stdout
    assert f"[reminder → {CHANNEL}]" in done.stdout


# ---------------------------------------------------------------- units


def test_units_are_imported_and_exported(sagsbot: Sagsbot, tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    table.write_text(
        "unit;channel;user;manager\nCenter for Økonomi;C0OKONOMI;;U0LEDER\nKEID;;U0BO;\n", encoding="cp1252"
    )
    assert json.loads(sagsbot("units", "import", table, "--json").stdout) == {"units": 2}
    exported = sagsbot("units", "export").stdout
    assert exported == "unit,channel,user,manager\nCenter for Økonomi,C0OKONOMI,,U0LEDER\nKEID,,U0BO,\n"
    table.write_text(exported, encoding="utf-8")
    assert sagsbot("units", "import", table).exit_code == 0
    assert [one["unit"] for one in json.loads(sagsbot("units", "export", "--json").stdout)] == [
        "Center for Økonomi",
        "KEID",
    ]


def test_a_unit_gets_what_it_answers_for(sagsbot: Sagsbot, tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text("unit,channel,user,manager\nCenter for Økonomi,C0OKONOMI,,\n", encoding="utf-8")
    sagsbot("load", SAMPLES, "--baseline")
    sagsbot("units", "import", tmp_path / "units.csv")
    reminders = of_kind(tick(sagsbot, "2026-11-30")["queued"], "reminder")
    assert {"C0OKONOMI", CHANNEL} == {post["to"] for post in reminders}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,channel\nKEID,C0X\n", "Der mangler: manager, user"),
        ("unit,channel,user,manager\n,C0X,,\n", "Linje 2: enheden har intet navn"),
        ("unit,channel,user,manager\nKEID,#kanal,,\n", "Linje 2: #kanal er ikke id'et på en kanal"),
        ("unit,channel,user,manager\nKEID,,Bo,\n", "Linje 2: Bo er ikke id'et på en person"),
        ("unit,channel,user,manager\nKEID,,,Bo\n", "Linje 2: Bo er ikke id'et på en person"),
        ("unit,channel,user,manager\nKEID,,,\nKEID,,,\n", "Linje 3: KEID står to gange"),
    ],
)
def test_a_table_that_is_wrong_is_refused_whole(sagsbot: Sagsbot, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "units.csv").write_text(text, encoding="utf-8")
    done = sagsbot("units", "import", tmp_path / "units.csv")
    assert done.exit_code == 1
    assert said in done.stderr


# ---------------------------------------------------------------- the process


def test_the_clock_ticks_posts_and_ends_in_peace(
    sagsbot: Sagsbot, monkeypatch: pytest.MonkeyPatch, start: Start
) -> None:
    """In a process of its own, against a local Slack: what was held is posted once there is a token."""
    sagsbot("load", SAMPLES, "--baseline")
    with LocalSlack(patience=PATIENT) as slack:
        channel = slack.channel("#besparelser")
        monkeypatch.delenv("SAGSBOT_DIGEST_CHANNEL")
        environment = {
            **os.environ,
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.app.bot_token,
            "SAGSBOT_ALERT_CHANNEL": channel,
        }
        monkeypatch.setenv("SAGSBOT_ALERT_CHANNEL", channel)
        tick(sagsbot, "2025-12-01")  # a day that is past wherever this runs
        held = tick(sagsbot, "2025-12-01")["held"]
        process = start(*SAGSBOT, "clock", env=environment)
        process.line("ur kører", "stderr")
        slack.wait_until(lambda: len(posted(slack)) >= len(held))
        process.signal(signal.SIGTERM)
        assert process.ended() == 0
        assert {post["kind"] for post in held} == {"first", "reminder"}
        assert len(posted(slack)) == len(set(posted(slack))) >= len(held)


def posted(slack: LocalSlack) -> list[str]:
    """The marks of what the clock has posted."""
    return [str(one.metadata) for one in slack.messages("#besparelser") if one.metadata]


def test_a_clock_without_a_token_says_what_is_missing(sagsbot: Sagsbot) -> None:
    done = sagsbot("clock")
    assert done.exit_code == 1
    assert "SLACK_BOT_TOKEN mangler" in done.stderr
