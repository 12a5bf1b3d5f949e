"""One settings file for several tenants: what is whose, where the secrets are, and that none of them ever shows."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import setting_sources, settings
from bot.cli import main
from bot.setting_sources import OF_WORKSPACE, read_tenants
from bot.settings import BadSettings, Problem, Settings
from index.db.engine import ServerAddress

TWO = """
language = "en"
db = "sager.db"

[tenants.odense]
digest_channel = "C0ODENSE1"
admins = ["U0ODENSE1"]
slack_bot_token_env = "ODENSE_BOT_TOKEN"
slack_app_token_env = "ODENSE_APP_TOKEN"

[tenants.aarhus]
language = "da"
slack_bot_token_file = "aarhus_bot"
slack_app_token_file = "aarhus_app"
"""
SET = {"ODENSE_BOT_TOKEN": "xoxb-canary-odense", "ODENSE_APP_TOKEN": "xapp-canary-odense"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program is started: two tenants, whose secrets are there."""
    monkeypatch.chdir(tmp_path)
    Path("s.toml").write_text(TWO, encoding="utf-8")
    Path("aarhus_bot").write_text("xoxb-canary-aarhus\n", encoding="utf-8")
    Path("aarhus_app").write_text("xapp-canary-aarhus\n", encoding="utf-8")
    return tmp_path


def read(
    text: str = TWO, environment: Mapping[str, str] = SET, needed: tuple[str, ...] = settings.SOCKET_MODE
) -> dict[str, Settings]:
    Path("s.toml").write_text(text, encoding="utf-8")
    found = setting_sources.given({"SAGSBOT_SETTINGS": "s.toml", **environment})
    return {one.tenant: one for one in read_tenants(found, needed)}


def problems(
    text: str = TWO, environment: Mapping[str, str] = SET, needed: tuple[str, ...] = settings.SOCKET_MODE
) -> set[Problem]:
    with pytest.raises(BadSettings) as bad:
        read(text, environment, needed)
    assert "canary" not in repr(bad.value.problems)
    return set(bad.value.problems)


def test_each_tenant_has_its_own_settings_and_those_for_all() -> None:
    found = read()
    odense, aarhus = found["odense"], found["aarhus"]
    assert (odense.db, aarhus.db) == (Path("sager-odense.db"), Path("sager-aarhus.db"))
    assert (odense.language, aarhus.language) == ("en", "da")
    assert (odense.slack_bot_token, aarhus.slack_bot_token) == ("xoxb-canary-odense", "xoxb-canary-aarhus")
    assert (odense.slack_app_token, aarhus.slack_app_token) == ("xapp-canary-odense", "xapp-canary-aarhus")
    assert (odense.admins, aarhus.admins) == (("U0ODENSE1",), ())
    assert (odense.digest_channel, aarhus.digest_channel) == ("C0ODENSE1", None)


def test_a_tenants_part_wins_over_the_environment() -> None:
    """It is the more exact of the two."""
    found = read(environment={**SET, "SAGSBOT_LANGUAGE": "en", "SAGSBOT_STALE_DAYS": "100"})
    assert [one.language for one in found.values()] == ["en", "da"]
    assert {one.stale_days for one in found.values()} == {100}


@pytest.mark.parametrize("name", OF_WORKSPACE)
def test_what_belongs_to_a_workspace_is_nobody_elses(name: str) -> None:
    """One tenant's admins, channels and tokens are not another's; set for all they are refused, not left out."""
    value = {"SLACK_BOT_TOKEN": "xoxb-canary", "SLACK_APP_TOKEN": "xapp-canary", "SLACK_SIGNING_SECRET": "canary"}
    assert problems(environment={**SET, name: value.get(name, "C0CANARY")}) == {Problem(name, "of_one_tenant")}


def test_a_variable_that_was_there_before_may_be_one_tenants() -> None:
    text = TWO.replace("ODENSE_BOT_TOKEN", "SLACK_BOT_TOKEN").replace("ODENSE_APP_TOKEN", "SLACK_APP_TOKEN")
    found = read(text, {"SLACK_BOT_TOKEN": "xoxb-canary", "SLACK_APP_TOKEN": "xapp-canary"})
    assert found["odense"].slack_bot_token == "xoxb-canary"
    assert found["aarhus"].slack_bot_token == "xoxb-canary-aarhus"


def test_a_missing_token_names_the_tenant_and_the_place() -> None:
    """All of them at once: a variable that is not set, a file that is not there, a place that nobody has named."""
    Path("aarhus_bot").unlink()
    text = TWO.replace('slack_app_token_file = "aarhus_app"', "")
    assert problems(text, {"ODENSE_APP_TOKEN": "xapp-canary"}) == {
        Problem("ODENSE_BOT_TOKEN (odense)", "missing"),
        Problem("tenants.aarhus.slack_bot_token_file", "unreadable"),
        Problem("tenants.aarhus.slack_app_token_env", "secret_unnamed"),
    }
    assert [*read(text, {}, needed=())] == ["odense", "aarhus"]  # who loads documents needs none


def test_a_server_that_is_not_there_is_not_replaced_by_a_file() -> None:
    text = TWO + 'database_url_env = "AARHUS_DATABASE"\n'
    assert problems(text, SET, ()) == {Problem("AARHUS_DATABASE (aarhus)", "missing")}
    found = read(text, {**SET, "AARHUS_DATABASE": "postgresql://a/sager"})
    assert found["odense"].db == Path("sager-odense.db")
    assert found["aarhus"].db == ServerAddress("postgresql://a/sager", "aarhus")


def test_those_who_share_a_server_are_known_to() -> None:
    """Then a role that sees everybody's rows is refused from the beginning."""
    found = read(environment={**SET, "SAGSBOT_DATABASE_URL": "postgresql://a/sager"})
    assert [one.db.among_others for one in found.values() if isinstance(one.db, ServerAddress)] == [True, True]
    alone = read(TWO[: TWO.index("[tenants.aarhus]")], {**SET, "SAGSBOT_DATABASE_URL": "postgresql://a/sager"})
    assert [one.db.among_others for one in alone.values() if isinstance(one.db, ServerAddress)] == [False]


def test_all_that_is_wrong_is_told_at_once_with_the_tenant() -> None:
    text = """
    [tenants.Odense]
    [tenants.odense]
    langauge = "da"
    slack_bot_token = "xoxb-canary"
    slack_app_token_env = "xapp-canary"
    slack_signing_secret_env = "canary0123456789abcdef0123456789"
    db = "odense.db"
    log_format = "json"
    timezone = "Mars"
    [tenants.aarhus]
    slack_bot_token_env = "A"
    slack_bot_token_file = "aarhus_bot"
    """
    assert problems(text, {"A": "xoxb-canary"}, ()) == {
        Problem("tenants.Odense", "bad_tenant"),
        Problem("tenants.odense.langauge", "unknown_key"),
        Problem("tenants.odense.slack_bot_token", "secret_in_file"),
        Problem("tenants.odense.slack_app_token_env", "bad_variable"),
        Problem("tenants.odense.slack_signing_secret_env", "bad_variable"),
        Problem("tenants.odense.db", "of_all_tenants"),
        Problem("tenants.odense.log_format", "of_all_tenants"),
        Problem("SAGSBOT_TIMEZONE (odense)", "bad_timezone"),
        Problem("tenants.aarhus.slack_bot_token_file", "both_places"),
    }


def test_two_tenants_with_one_app_are_refused() -> None:
    """Each would hear what is asked of the other."""
    Path("aarhus_app").write_text("xapp-canary-odense", encoding="utf-8")
    assert problems() == {Problem("SLACK_APP_TOKEN (odense, aarhus)", "same_secret")}


@pytest.mark.parametrize("text", ["tenants = 1", "tenants = []", "[tenants]"])
def test_parts_that_are_none_are_refused(text: str) -> None:
    Path("s.toml").write_text(text, encoding="utf-8")
    assert setting_sources.given({"SAGSBOT_SETTINGS": "s.toml"}).problems == (Problem("tenants", "no_tenants"),)


# ---------------------------------------------------------------- the command line


def told(*arguments: str, **environment: str) -> tuple[int, str]:
    done = CliRunner(env={"SAGSBOT_SETTINGS": "s.toml", **SET, **environment}).invoke(main, arguments)
    assert "canary" not in done.output
    return done.exit_code, done.output


def test_a_command_about_data_is_told_whose() -> None:
    code, said = told("ask", "hej")
    assert (code, "odense, aarhus" in said, "SAGSBOT_TENANT" in said) == (1, True, True)
    code, said = told("ask", "hej", SAGSBOT_TENANT="odense")
    assert "sager-odense.db" in said
    code, said = told("ask", "hej", SAGSBOT_TENANT="odenes")
    assert (code, "SAGSBOT_TENANT" in said, "odenes" in said) == (1, True, False)


@pytest.mark.parametrize("command", ["serve", "clock", "check"])
def test_a_database_of_one_is_not_taken_for_all(command: str) -> None:
    code, said = told(command, "--db", "other.db")
    assert (code, "--db" in said) == (1, True)


def test_what_is_about_nobodys_data_needs_no_tenant() -> None:
    assert told("manifest", "--url", "https://bot.example/slack/events/odense", "--out", "m.yaml") == (0, "")
    assert Path("m.yaml").read_text("utf-8").count("https://bot.example/slack/events/odense\n") > 2


def test_the_check_tells_of_each_tenant(folder: Path) -> None:
    """Also of one whose token is missing; the name of the variable is said, and no value."""
    code, said = told("check", "--json", ODENSE_BOT_TOKEN="")
    assert code == 1
    lines = json.loads(said)["checks"]
    assert {one.get("tenant", "") for one in lines} == {"", "odense", "aarhus"}
    (missing,) = [one for one in lines if one["name"] == "settings" and one["state"] == "missing"]
    assert (missing["tenant"], missing["message"]) == ("odense", "ODENSE_BOT_TOKEN (odense)")
    assert {one["message"] for one in lines if one["name"] == "database"} == {"sager-odense.db", "sager-aarhus.db"}
    assert "\n\nodense\n" in told("check")[1]
    code, said = told("check", "--json", SAGSBOT_TENANT="odense")
    assert {one.get("tenant", "") for one in json.loads(said)["checks"]} == {""}
