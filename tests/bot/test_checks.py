"""`sagsbot check` against the local Slack: each missing scope, token and channel is named, with how to fix it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot import checks
from bot.checks import installation
from bot.checks import slack as slack_checks
from bot.checks.line import Check
from bot.checks.slack import SCOPES, granted
from bot.settings import Settings
from sandbox.app import Installation
from sandbox.local import LocalSlack
from templates.catalogue import LANGUAGES, all_sentences
from tests.waiting import PATIENT


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """With the app as the manifest installs it."""
    with LocalSlack(app=Installation(scopes=set(SCOPES)), patience=PATIENT) as local:
        yield local


def settings(slack: LocalSlack, **others: Any) -> Settings:
    """Everything set up, for Socket Mode."""
    full = Settings(
        digest_channel="C0BESPAREL",
        alert_channel="C0LEDELSE",
        slack_api_url=slack.api_url,
        slack_bot_token=slack.app.bot_token,
        slack_app_token=slack.app.app_token,
    )
    return replace(full, **others)


def lines(slack: LocalSlack, name: str, **others: Any) -> list[Check]:
    return [one for one in slack_checks.run(settings(slack, **others), "en") if one.name == name]


def test_all_is_well(slack: LocalSlack) -> None:
    """One line for each thing, in the order in which they are set up."""
    found = list(slack_checks.run(settings(slack), "da"))
    assert [one.name for one in found] == ["slack", "scopes", "digest", "alert", "door"]
    assert {one.state for one in found} == {"ok"}
    assert [one.message for one in found[2:]] == ["#besparelser", "#ledelse", "Socket Mode"]


def test_nothing_is_written_in_slack(slack: LocalSlack) -> None:
    """Only what looks is called; no socket is opened."""
    list(slack_checks.run(settings(slack), "da"))
    called = {passed["name"] for passed in slack.backend.wire.after(0)}
    assert called == {"auth.test", "conversations.info", "apps.connections.open"}
    assert not slack.state()["bot"]["connected"]


@pytest.mark.parametrize("scope", SCOPES)
def test_each_missing_scope_is_named_with_its_use(slack: LocalSlack, scope: str) -> None:
    """What is missing, what it is for, and where it is added."""
    slack.app.scopes.remove(scope)
    [found] = lines(slack, "scopes")
    assert (found.state, found.message) == (SCOPES[scope], scope)
    assert all_sentences("en")[f"scopes.{scope}"] in found.fix
    assert "manifest.yaml" in found.fix


def test_several_missing_scopes_are_several_lines(slack: LocalSlack) -> None:
    """All at once, so that the app is installed again only once."""
    slack.app.scopes = {"chat:write", "commands", "team:read"}
    assert [one.message for one in lines(slack, "scopes")] == [s for s in SCOPES if s not in slack.app.scopes]


def test_scopes_that_are_not_told() -> None:
    """No header is no verdict; however its name is spelled, it is found."""
    assert [one.state for one in slack_checks.scopes({}, "da")] == ["note"]
    assert [one.state for one in slack_checks.scopes({"x-OAuth-scopes": ",".join(SCOPES)}, "da")] == ["ok"]


@pytest.mark.parametrize(
    ("header", "names"), [("", set()), ("a", {"a"}), ("a,b:c", {"a", "b:c"}), (" a , ,b", {"a", "b"})]
)
def test_how_slack_lists_scopes(header: str, names: set[str]) -> None:
    assert granted(header) == names


def test_refused_tokens(slack: LocalSlack) -> None:
    """Nothing is said about channels then; the app token is still tried, for it may be wrong as well."""
    wrong = settings(slack, slack_bot_token="xoxb-other", slack_app_token=slack.app.bot_token)
    found = list(slack_checks.run(wrong, "en"))
    assert [(one.name, one.state, one.message) for one in found] == [
        ("slack", "missing", "invalid_auth"),
        ("door", "missing", "not_allowed_token_type"),
    ]
    assert "SLACK_BOT_TOKEN" in found[0].fix
    assert "connections:write" in found[1].fix


@pytest.mark.parametrize(
    ("app_token", "secret", "state", "said"),
    [
        ("xapp-local-slack", None, "ok", "Socket Mode"),
        ("xapp-local-slack", "s", "ok", "Socket Mode"),
        (None, "s", "ok", "/slack/events"),
        (None, None, "missing", "SLACK_APP_TOKEN"),
    ],
)
def test_how_slack_reaches_the_app(
    slack: LocalSlack, app_token: str | None, secret: str | None, state: str, said: str
) -> None:
    """An app token means Socket Mode, a signing secret alone HTTP; one of them there must be."""
    [found] = lines(slack, "door", slack_app_token=app_token, slack_signing_secret=secret)
    assert found.state == state
    assert said in found.message


@pytest.mark.parametrize(
    ("channel", "state", "fix"),
    [
        ("C0ALMENT", "ok", ""),
        ("C0OEKONOMI", "missing", "/invite @sagsbot"),
        ("C0NOBODY", "missing", "does not know the channel in SAGSBOT_ALERT_CHANNEL"),
        (None, "note", "Put the channel's id into the setting"),
    ],
)
def test_a_channel(slack: LocalSlack, channel: str | None, state: str, fix: str) -> None:
    """The bot must be able to post there: the channel is known, and the bot is in it."""
    [found] = lines(slack, "alert", alert_channel=channel)
    assert found.state == state
    assert fix in found.fix


def test_an_archived_channel(slack: LocalSlack) -> None:
    slack.workspace.conversations["C0LEDELSE"].archived = True
    [found] = lines(slack, "alert")
    assert (found.state, "archived" in found.fix) == ("missing", True)


def test_a_channel_that_others_read(slack: LocalSlack) -> None:
    slack.workspace.conversations["C0LEDELSE"].shared = True
    [found] = lines(slack, "alert")
    assert (found.state, "shared with another" in found.fix) == ("missing", True)


@pytest.mark.parametrize(("error", "state"), [("missing_scope", "note"), ("internal_error", "missing")])
def test_a_channel_that_cannot_be_looked_at(slack: LocalSlack, error: str, state: str) -> None:
    """Without the scope to look the bot may post all the same; any other error is one."""
    slack.fault("conversations.info", "error", error=error)
    assert [one.state for one in lines(slack, "digest")] == [state]


def test_an_answer_that_is_not_slacks(slack: LocalSlack) -> None:
    """A proxy's page of HTML is told by its status, and nothing of it is printed."""
    slack.fault("*", "status", count=-1)
    found = list(slack_checks.run(settings(slack), "da"))
    assert [(one.name, one.message) for one in found] == [("slack", "HTTP 503"), ("door", "HTTP 503")]


def test_a_connection_that_breaks_on_the_way(slack: LocalSlack) -> None:
    """What was found before stands, and the break is a line of its own."""
    slack.fault("apps.connections.open", "drop", count=-1)
    found = list(slack_checks.run(settings(slack), "da"))
    assert [one.state for one in found] == ["ok", "ok", "ok", "ok", "missing"]
    assert slack.api_url in found[-1].fix


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_can_be_printed_and_shows_no_token(slack: LocalSlack, language: str) -> None:
    """In both languages, for what is well and for what is not."""
    slack.app.scopes = set()
    wrong = settings(slack, digest_channel=None, slack_app_token="xapp-canary")
    found = list(slack_checks.run(wrong, language))
    text = checks.as_text(found, language) + json.dumps(checks.as_json(found))
    assert "canary" not in text
    assert slack.app.bot_token not in text
    assert not checks.good(found)
    assert all(one.fix for one in found if one.state != "ok")


def test_another_package_with_a_name_of_ours_is_told() -> None:
    """The wheel has common names at its top: in a shared environment another package may have put its own there."""
    installed = {"bot": ["sagsbot", "another-bot"], "index": ["sagsbot"], "yaml": ["PyYAML", "other"]}
    (line,) = installation.run("en", installed)
    assert (line.name, line.state, line.message) == ("installation", "missing", "another-bot: bot")
    assert "environment of its own" in line.fix


def test_here_nothing_else_has_our_names() -> None:
    assert list(installation.run("en")) == []
