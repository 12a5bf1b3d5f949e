"""Settings: one pass, all problems at once, no secret ever shown."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from answers import answer
from bot import settings
from bot.settings import BadSettings, Problem, Settings
from index.db.engine import ServerAddress
from index.search.search_facade import Library
from tests.sample_store import TODAY, sample_library

FULL = {
    "SAGSBOT_DB": "/var/lib/sagsbot/sager.db",
    "SAGSBOT_LANGUAGE": "en",
    "SAGSBOT_TIMEZONE": "America/Godthab",
    "SAGSBOT_DIGEST_CHANNEL": "C012AB3CD",
    "SAGSBOT_ALERT_CHANNEL": "G012AB3CD",
    "SAGSBOT_ADMINS": "U012AB3CD, W9876ZYX",
    "SLACK_API_URL": "http://127.0.0.1:3000/api",
    "SLACK_BOT_TOKEN": "xoxb-canary-1",
    "SLACK_SIGNING_SECRET": "canary-2",
    "SLACK_APP_TOKEN": "xapp-canary-3",
}


def problems(environment: dict[str, str], needed: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    with pytest.raises(BadSettings) as bad:
        settings.read_settings(environment, needed)
    return {(problem.name, problem.kind) for problem in bad.value.problems}


def test_an_empty_environment_gives_the_defaults() -> None:
    """The command line needs nothing to be set; an empty variable is as good as none."""
    assert (
        settings.read_settings({}) == settings.read_settings({"SAGSBOT_DB": " ", "SLACK_BOT_TOKEN": ""}) == Settings()
    )
    assert Settings().db == Path("sagsbot.db")
    assert Settings().timezone == ZoneInfo("Europe/Copenhagen")


def test_everything_is_read() -> None:
    read = settings.read_settings(FULL, settings.SLACK)
    assert (read.db, read.language) == (Path("/var/lib/sagsbot/sager.db"), "en")
    assert (read.admins, read.digest_channel) == (("U012AB3CD", "W9876ZYX"), "C012AB3CD")
    assert read.slack_api_url == "http://127.0.0.1:3000/api/"
    assert (read.slack_bot_token, read.slack_signing_secret) == ("xoxb-canary-1", "canary-2")


def test_a_tenant_has_rows_or_a_file_of_its_own() -> None:
    read = settings.read_settings({**FULL, "SAGSBOT_TENANT": "odense"})
    assert read.db == Path("/var/lib/sagsbot/sager-odense.db")
    url = "postgresql://db.example/sager"
    read = settings.read_settings({"SAGSBOT_TENANT": "odense", "SAGSBOT_DATABASE_URL": url})
    assert read.db == ServerAddress(url, "odense") != settings.read_settings({"SAGSBOT_DATABASE_URL": url}).db
    assert str(read.db) == f"{url} (odense)"
    for name in ("Odense", "od'ense", "a/b", "ø", "-a", "a" * 64):
        assert problems({"SAGSBOT_TENANT": name}) == {("SAGSBOT_TENANT", "bad_tenant")}


def test_all_problems_are_reported_at_once() -> None:
    """Three bad values and two missing ones are five problems of one answer."""
    environment = {"SAGSBOT_TIMEZONE": "Europa/Kbh", "SAGSBOT_LANGUAGE": "sv", "SLACK_API_URL": "slack.com"}
    assert problems(environment, settings.SLACK) == {
        ("SAGSBOT_TIMEZONE", "bad_timezone"),
        ("SAGSBOT_LANGUAGE", "bad_language"),
        ("SLACK_API_URL", "bad_url"),
        ("SLACK_BOT_TOKEN", "missing"),
        ("SLACK_SIGNING_SECRET", "missing"),
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAGSBOT_TIMEZONE", "../../etc/passwd"),
        ("SAGSBOT_TIMEZONE", "Europe"),
        ("SAGSBOT_DIGEST_CHANNEL", "#ledelse"),
        ("SAGSBOT_ADMINS", "U012AB3CD,mette"),
        ("SAGSBOT_READ_MEMORY", "100"),
        ("SAGSBOT_READ_SECONDS", "1.5"),
        ("SLACK_API_URL", "http://slack.com/api/"),
        ("SLACK_API_URL", "http://[::1"),
        ("SLACK_BOT_TOKEN", "xoxp-a-person's"),
        ("SLACK_APP_TOKEN", "xoxb-the-wrong-one"),
    ],
)
def test_bad_values(name: str, value: str) -> None:
    assert {found for found, _ in problems({name: value})} == {name}


def test_secrets_do_not_show() -> None:
    """Neither a log of the settings nor of their problems gives a secret away."""
    assert "canary" not in repr(settings.read_settings(FULL))
    with pytest.raises(BadSettings) as bad:
        settings.read_settings({"SLACK_BOT_TOKEN": "canary-1", "SLACK_APP_TOKEN": "canary-2"})
    assert "canary" not in str(bad.value) + repr(bad.value.problems)
    assert Problem("SLACK_BOT_TOKEN", "bad_bot_token") in bad.value.problems


@pytest.mark.parametrize(
    ("environment", "language"),
    [({}, "da"), ({"SAGSBOT_LANGUAGE": "en"}, "en"), ({"SAGSBOT_LANGUAGE": "klingon"}, "da")],
)
def test_the_language_is_known_even_when_the_settings_are_bad(environment: dict[str, str], language: str) -> None:
    assert settings.language_setting(environment) == language


def test_a_municipality_adds_its_own_words(tmp_path: Path) -> None:
    """Its file is read on top of ours: a word that only this municipality uses finds what others call otherwise."""
    own = tmp_path / "own.csv"
    own.write_text("lang;term;means;weight\nda;sugemyg;robotstøvsuger;1.0\n", encoding="utf-8")
    library = Library(sample_library(tmp_path).store, settings.read_settings({"SAGSBOT_WORDS": str(own)}).words)
    (first, *_) = answer("sugemyg", library, TODAY).hits
    assert first.title == "Brug af robotstøvsugere"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "term;means\nx;y\n",
        "lang;term;means;weight\nda;a;b;næsten\n",
        "lang;term;means;weight\nda;a\n",
        "lang;term;means;weight\nde;a;b;1\n",
    ],
)
def test_a_word_list_that_is_none_is_reported(tmp_path: Path, text: str) -> None:
    """A file that is missing or in another format is a problem with a sentence, not a crash at the first question."""
    own = tmp_path / "own.csv"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings):
        settings.read_settings({"SAGSBOT_WORDS": str(own if text else tmp_path / "none.csv")})


def test_a_municipality_adds_its_own_phrases(tmp_path: Path) -> None:
    """A TOML file of phrases is read with those of the package: a word that only this municipality uses limits."""
    own = tmp_path / "own.toml"
    own.write_text('[language]\nname = "da"\n[field]\ncost = ["sprøjt"]\n', encoding="utf-8")
    library = Library(sample_library(tmp_path).store, settings.read_settings({"SAGSBOT_WORDS": str(own)}).words)
    parts = {part.id for part in answer("forslag med sprøjt over 1 mio. kr.", library, TODAY).reading.parts}
    assert parts == {"cost:over:1000.0-None"}


@pytest.mark.slow
def test_a_file_of_phrases_that_is_none_is_reported(tmp_path: Path) -> None:
    """A slip in it is a problem with a sentence."""
    own = tmp_path / "own.toml"
    own.write_text("[field\n", encoding="utf-8")
    with pytest.raises(BadSettings):
        settings.read_settings({"SAGSBOT_WORDS": str(own)})
