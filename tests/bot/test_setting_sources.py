"""Settings from `.env`, files of secrets and a settings file: who wins, and all that is wrong with them at once."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import setting_sources, settings
from bot.cli import main
from bot.setting_sources import env_file, given
from bot.settings import BadSettings, Problem, Settings
from tests import processes
from tests.processes import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program is started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(environment: dict[str, str]) -> Settings:
    found = given(environment)
    return settings.read_settings(found.values, found=found.problems)


def problems(environment: dict[str, str]) -> set[Problem]:
    return set(given(environment).problems)


# ---------------------------------------------------------------- .env


def test_env_is_read_as_shells_and_other_programs_read_it(folder: Path) -> None:
    (folder / ".env").write_text(
        "\ufeff# a comment\nexport SAGSBOT_LANGUAGE=en\nSAGSBOT_DB='my sager.db' # why\n"
        'SLACK_APP_TOKEN="xapp-a#b"\nSLACK_BOT_TOKEN=xoxb-$HOME${X}\nSAGSBOT_WORDS=\n',
        encoding="utf-8",
    )
    assert env_file({}).values == {
        "SAGSBOT_LANGUAGE": "en",
        "SAGSBOT_DB": "my sager.db",
        "SLACK_APP_TOKEN": "xapp-a#b",
        "SLACK_BOT_TOKEN": "xoxb-$HOME${X}",
    }


def test_a_line_that_is_none_is_named_and_not_quoted(folder: Path) -> None:
    """It may be a token that lost its name."""
    (folder / ".env").write_text(
        "SAGSBOT_LANGUAGE=en\nSLACK_BOT_TOKEN xoxb-canary\nSLACK_APP_TOKEN\n", encoding="utf-8"
    )
    found = env_file({})
    assert found.problems == (Problem(".env:2", "bad_line"), Problem(".env:3", "bad_line"))
    assert found.values == {"SAGSBOT_LANGUAGE": "en"}


def test_no_env_is_no_problem_but_one_that_is_named_is(folder: Path) -> None:
    """A folder called .env is somebody's venv."""
    assert env_file({}) == setting_sources.GivenSettings({})
    (folder / ".env").mkdir()
    assert env_file({}) == setting_sources.GivenSettings({})
    assert env_file({"SAGSBOT_ENV_FILE": "other.env"}).problems == (Problem("other.env", "unreadable"),)


@pytest.mark.slow
def test_the_program_reads_env_where_it_is_started(tmp_path: Path) -> None:
    """And the environment wins, unless it says nothing."""
    (tmp_path / ".env").write_text("SAGSBOT_LANGUAGE=en\nSAGSBOT_DB=sager.db\n", encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SAGSBOT_", "SLACK_"))}

    def asked(**more: str) -> str:
        environment = {**clean, "PYTHONPATH": str(ROOT), **more}
        return processes.run(*processes.FROM_THE_START, "ask", "hej", env=environment, cwd=tmp_path).stderr

    assert "The database sager.db does not exist" in asked()
    assert "The database other.db does not exist" in asked(SAGSBOT_DB="other.db", SAGSBOT_LANGUAGE="")
    assert "Databasen sager.db findes ikke" in asked(SAGSBOT_LANGUAGE="da")


# ---------------------------------------------------------------- the settings file

WRITTEN = """
db = "/srv/sager.db"
language = "en"
admins = ["U012AB3CD", "U98ZYXW76"]
closed_days = [2027-05-07, 2027-12-23]
hold_confidential = true
stale_days = 100
slack_api_url = "https://slack.example/api/"
"""


def test_a_settings_file_says_the_same_as_the_environment(folder: Path) -> None:
    Path("s.toml").write_text(WRITTEN, encoding="utf-8")
    told = {
        "SAGSBOT_DB": "/srv/sager.db",
        "SAGSBOT_LANGUAGE": "en",
        "SAGSBOT_ADMINS": "U012AB3CD,U98ZYXW76",
        "SAGSBOT_CLOSED_DAYS": "2027-05-07 2027-12-23",
        "SAGSBOT_HOLD_CONFIDENTIAL": "ja",
        "SAGSBOT_STALE_DAYS": "100",
        "SLACK_API_URL": "https://slack.example/api/",
    }
    assert read({"SAGSBOT_SETTINGS": "s.toml"}) == read(told)


def test_the_environment_wins_over_the_settings_file(folder: Path) -> None:
    Path("s.toml").write_text(WRITTEN, encoding="utf-8")
    assert read({"SAGSBOT_SETTINGS": "s.toml", "SAGSBOT_LANGUAGE": "da", "SAGSBOT_STALE_DAYS": ""}).language == "da"


def test_every_setting_but_the_secrets_may_stand_in_the_file() -> None:
    assert set(setting_sources.KEYS.values()) == set(settings.VARIABLES)
    secret = {name for name, (field, *_) in settings.VARIABLES.items() if not _is_shown(field)}
    assert secret | {"SAGSBOT_DATABASE_URL"} == set(setting_sources.SECRETS)  # whose own class hides what it holds


def _is_shown(field: str) -> bool:
    return f"{field}=" in repr(Settings())


def test_all_that_is_wrong_with_the_file_is_told_at_once_and_no_value(folder: Path) -> None:
    Path("s.toml").write_text(
        'langauge = "en"\nslack_bot_token = "xoxb-canary"\nadmins = { a = 1 }\nstale_days = 1.5\nlanguage = "sv"\n',
        encoding="utf-8",
    )
    with pytest.raises(BadSettings) as bad:
        read({"SAGSBOT_SETTINGS": "s.toml"})
    assert set(bad.value.problems) == {
        Problem("langauge", "unknown_key"),
        Problem("slack_bot_token", "secret_in_file"),
        Problem("admins", "bad_people"),
        Problem("stale_days", "bad_days"),
        Problem("SAGSBOT_LANGUAGE", "bad_language"),
    }
    assert "canary" not in str(bad.value)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"a = 1\nb =\n", Problem("s.toml:2", "bad_line")),
        (b"\xff", Problem("s.toml", "unreadable")),
        (b"#" * 1_000_001, Problem("s.toml", "unreadable")),
        (None, Problem("s.toml", "unreadable")),
    ],
)
def test_a_file_that_cannot_be_read_is_told(folder: Path, data: bytes | None, problem: Problem) -> None:
    if data is not None:
        Path("s.toml").write_bytes(data)
    assert problems({"SAGSBOT_SETTINGS": "s.toml"}) == {problem}


def test_the_command_line_names_another_settings_file(folder: Path) -> None:
    Path("s.toml").write_text('language = "en"\ndb = "sager.db"\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["ask", "hej", "--settings", "s.toml"])
    assert "The database sager.db does not exist" in done.output
    done = CliRunner().invoke(main, ["check", "--settings", "none.toml", "--json"])
    assert "none.toml" in done.output
    assert done.exit_code == 1


# ---------------------------------------------------------------- files of secrets


def test_a_secret_comes_from_a_file_of_its_own(folder: Path) -> None:
    """As containers and systemd hand it over: with or without a line's end."""
    for name in ("bot", "app"):
        Path(name).write_text(f"xox{name[0]}-1\n" if name == "bot" else "xapp-1", encoding="utf-8")
    found = read({"SLACK_BOT_TOKEN_FILE": "bot", "SLACK_APP_TOKEN_FILE": "app"})
    assert (found.slack_bot_token, found.slack_app_token) == ("xoxb-1", "xapp-1")


def test_the_files_of_secrets_may_lie_in_a_folder(folder: Path) -> None:
    """That is named once, as systemd has another one for each unit. A file whose name says where it is, is there."""
    Path("handed-over").mkdir()
    Path("handed-over/bot").write_text("xoxb-1", encoding="utf-8")
    Path("app").write_text("xapp-1", encoding="utf-8")
    named = {"SAGSBOT_SECRETS": "handed-over", "SLACK_BOT_TOKEN_FILE": "bot"}
    found = read({**named, "SLACK_APP_TOKEN_FILE": str(Path("app").absolute())})
    assert (found.slack_bot_token, found.slack_app_token) == ("xoxb-1", "xapp-1")
    assert problems({**named, "SLACK_APP_TOKEN_FILE": "app"}) == {Problem("SLACK_APP_TOKEN_FILE", "unreadable")}


def test_a_secret_is_given_once(folder: Path) -> None:
    """Which of two holds would be a guess."""
    Path("bot").write_text("xoxb-2", encoding="utf-8")
    environment = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_BOT_TOKEN_FILE": "bot"}
    assert problems(environment) == {Problem("SLACK_BOT_TOKEN_FILE", "both")}


def test_a_file_of_a_secret_that_is_not_there_is_told(folder: Path) -> None:
    assert problems({"SLACK_APP_TOKEN_FILE": "gone"}) == {Problem("SLACK_APP_TOKEN_FILE", "unreadable")}
    done = CliRunner().invoke(main, ["check"], env={"SLACK_APP_TOKEN_FILE": "gone", "SAGSBOT_LANGUAGE": "en"})
    assert "The file in SLACK_APP_TOKEN_FILE cannot be read" in done.output
