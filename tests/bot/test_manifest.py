"""The manifest is what Slack takes, asks for no more than the app uses, and agrees with the code and the guide."""

import json
import os
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from bot import settings
from bot.checks.slack import SCOPES
from bot.cli import main
from bot.cli.manifest import EVENTS
from bot.handlers.context import COMMANDS
from bot.slack import server
from sandbox.api import METHODS
from templates import ids
from templates.catalogue import all_sentences

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT.parent / "shared" / "slack"
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))
GUIDES = ("docs/setup.md", "docs/setup.en.md")


@pytest.fixture(scope="module", params=["1.0.0", "2.0.0"])
def validator(request: pytest.FixtureRequest) -> Draft7Validator:
    """Slack's schema of a version: both know `agent_view`, so the manifest need not name the one it follows. In CI its
    absence is a failure."""
    path = SCHEMAS / f"manifest.schema.{request.param}.json"
    if not path.is_file():
        message = f"../shared/slack/{path.name} is not here"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


def test_slack_takes_the_manifest(validator: Draft7Validator) -> None:
    assert not [f"{error.json_path}: {error.message}" for error in validator.iter_errors(MANIFEST)]


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("display_information", "name", "x" * 36),
        ("features", "assistant_views", {}),
        ("features", "agent_view", {"agent_description": "x" * 301}),
        ("features", "slash_commands", [{"command": "sag", "description": "x"}]),
        ("settings", "socket_mode_enabled", "yes"),
    ],
)
def test_the_schema_finds_mistakes(validator: Draft7Validator, section: str, key: str, value: object) -> None:
    """A manifest that Slack would refuse is refused here: too long, misspelled, of the wrong shape."""
    wrong = deepcopy(MANIFEST)
    wrong[section][key] = value
    assert not validator.is_valid(wrong)


@pytest.mark.parametrize(
    "url", ["https://sagsbot.example", "https://sagsbot.example/slack/events", "https://a.example/b/"]
)
def test_over_http_it_is_taken_too(validator: Draft7Validator, url: str) -> None:
    """`sagsbot manifest --url` changes the addresses and Socket Mode, and nothing else."""
    address = {"request_url": url.rstrip("/").removesuffix("/slack/events") + "/slack/events"}
    http = deepcopy(MANIFEST)
    http["settings"] |= {"socket_mode_enabled": False}
    http["settings"]["event_subscriptions"] |= address
    http["settings"]["interactivity"] |= address
    for command in http["features"]["slash_commands"]:
        command["url"] = address["request_url"]
    printed = CliRunner().invoke(main, ["manifest", "--url", url])
    assert yaml.safe_load(printed.output) == http
    assert validator.is_valid(http)


@pytest.mark.parametrize(
    "url", ["http://sagsbot.example", "sagsbot.example", "https://", "https://a.example/?b", "https://a.example\n x: y"]
)
def test_an_address_that_slack_cannot_call_is_wrong_use(url: str) -> None:
    assert CliRunner().invoke(main, ["manifest", "--url", url]).exit_code == 2


def test_the_manifest_goes_to_a_file(tmp_path: Path) -> None:
    """Some shells write what they redirect in another encoding."""
    CliRunner().invoke(main, ["manifest", "--out", str(tmp_path / "m.yaml")])
    assert (tmp_path / "m.yaml").read_bytes() == (ROOT / "manifest.yaml").read_bytes()


def test_its_address_is_the_one_that_is_served() -> None:
    assert EVENTS == server.EVENTS


def test_socket_mode_is_the_default() -> None:
    """No address has to be reachable from outside, and none is written down."""
    assert MANIFEST["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in json.dumps(MANIFEST)


def test_it_asks_for_the_scopes_that_are_checked() -> None:
    """`sagsbot check` misses exactly what the manifest asks for; nothing is asked for on behalf of people."""
    assert MANIFEST["oauth_config"]["scopes"] == {"bot": list(SCOPES)}


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_scope_says_what_it_is_for(language: str) -> None:
    named = {key.removeprefix("scopes.") for key in all_sentences(language) if key.startswith("scopes.")}
    assert named == set(SCOPES)


@pytest.mark.parametrize("scope", ["mpim:history", "chat:write.public", "users:read.email", "admin"])
def test_what_it_never_asks_for(scope: str) -> None:
    """It posts only where it was invited."""
    assert not [name for name in MANIFEST["oauth_config"]["scopes"]["bot"] if scope in name]


def test_it_hears_no_talk_in_channels() -> None:
    """The history of a channel is asked for to find a message of its own again; nothing of it is sent here."""
    heard = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert [name for name in heard if name.startswith("message.")] == ["message.im"]


def test_the_agent_tab_and_the_messages_tab_are_open() -> None:
    """`agent_view` is what Slack takes since June 2026, not `assistant_view`; both tabs can be written in."""
    features = MANIFEST["features"]
    assert "agent_view" in features
    assert "assistant_view" not in features
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


# ---------------------------------------------------------------- the code behind it

HANDLERS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "bot").rglob("*.py")))
# The scope without which Slack does not send an event.
HEARD = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "file_shared": "files:read",
    "member_joined_channel": "channels:read",
    "message.im": "im:history",
}
# What one call of slack_sdk calls in Slack; other names only have their first underscores for dots.
ROUNDABOUT = {"files_upload_v2": "files.completeUploadExternal"}
# Its scope depends on the kind of channel.
BY_KIND = {
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
}


def called() -> set[str]:
    """The methods of Slack that the bot calls."""
    family = "(?:apps|assistant|auth|chat|conversations|files|reactions|team|usergroups|users|views)"
    by_name = re.findall(rf"client\.({family}_\w+)", HANDLERS)
    written_out = set(re.findall(rf'"({family}\.[\w.]+)"', HANDLERS)) & set(METHODS)
    return {ROUNDABOUT.get(name, name.replace("_", ".")) for name in by_name} | written_out


def test_every_scope_is_needed_and_none_is_missing() -> None:
    """No more than what the events, the commands and the methods that the bot calls ask for, and no less."""
    methods = called()
    needed = {"commands", *HEARD.values(), *(METHODS[name].scope for name in methods)}
    assert needed.union(*(BY_KIND.get(name, ()) for name in methods)) - {""} == set(SCOPES)


def test_every_event_is_listened_to() -> None:
    """What Slack is asked to send has a handler, and no handler waits for what is never sent."""
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert set(events) == set(HEARD)
    assert {name.split(".")[0] for name in events} == set(re.findall(r'app\.event\("(\w+)"\)', HANDLERS))


def test_commands_and_shortcuts_are_those_of_the_code() -> None:
    features = MANIFEST["features"]
    assert [one["command"] for one in features["slash_commands"]] == list(COMMANDS)
    shortcuts = {one["type"]: one["callback_id"] for one in features["shortcuts"]}
    assert shortcuts == {"global": ids.SEARCH_SHORTCUT, "message": ids.NOTE_SHORTCUT}


def test_the_first_suggestions_are_the_later_ones() -> None:
    """What the manifest suggests to everybody is what the bot suggests in Danish."""
    suggested = [text for one in MANIFEST["features"]["agent_view"]["suggested_prompts"] for text in one.values()]
    assert suggested == [
        text for key, text in all_sentences("da").items() if key.startswith("prompts.") and key != "prompts.title"
    ]


# ---------------------------------------------------------------- .env.example and the guide


def test_the_example_of_settings_is_complete() -> None:
    """It names every variable that is read and no other, and can be used before it is filled in."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    values = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert set(values) == set(settings.VARIABLES)
    assert settings.read_settings(values) == settings.Settings()


def test_a_filled_in_example_is_not_committed() -> None:
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_names_every_scope_and_setting(guide: str) -> None:
    """What somebody has to approve or set is in the guide."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    assert not [name for name in (*SCOPES, *settings.VARIABLES) if f"`{name}`" not in text]
    assert set(re.findall(r"`([a-z_]+:[a-z_]+)`", text)) <= {*SCOPES, "connections:write"}


def test_both_guides_have_the_same_steps() -> None:
    """The English guide is the Danish one: as many headings, commands and pictures in the same places."""
    marks = [
        re.findall(r"^(#+ |    |!\[|\d+\.|\| )", (ROOT / guide).read_text(encoding="utf-8"), re.MULTILINE)
        for guide in GUIDES
    ]
    assert marks[0] == marks[1]
