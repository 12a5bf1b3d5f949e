"""`sagsbot check` against a Slack on this machine: each missing scope, token and channel is named, with its mend."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from bot import checks
from bot.checks import slack as slack_checks
from bot.checks.line import Check
from bot.checks.scopes import SCOPES, granted
from bot.settings import Settings
from templates.catalogue import LANGUAGES, words

WHO = {"ok": True, "team": "Sandvig", "user": "sagsbot"}
CHANNELS = {
    "C0MEMBER": {"name": "besparelser", "is_member": True},
    "C0OUTSIDE": {"name": "alment", "is_member": False},
    "C0OLD": {"name": "gammel", "is_member": True, "is_archived": True},
    "D0DIRECT": {"is_im": True},
}


class Slack(ThreadingHTTPServer):
    """What it says is changed by each test: `scopes` (None: no header), `errors` by method; `asked` is what came."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Api)
        self.scopes: str | None = ",".join(SCOPES)
        self.errors: dict[str, str] = {}
        self.page = ""
        self.asked: list[tuple[str, str]] = []

    def answer(self, method: str, body: dict[str, list[str]]) -> dict[str, Any]:
        if method in self.errors:
            return {"ok": False, "error": self.errors[method]}
        if method != "conversations.info":
            return {**WHO, "url": "wss://127.0.0.1/link"}
        channel = CHANNELS.get(body["channel"][0])
        return {"ok": True, "channel": channel} if channel else {"ok": False, "error": "channel_not_found"}


class Api(BaseHTTPRequestHandler):
    server: Slack

    def do_POST(self) -> None:
        method = self.path.rsplit("/", 1)[-1]
        body = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
        self.server.asked.append((method, self.headers["Authorization"]))
        data = (self.server.page or json.dumps(self.server.answer(method, body))).encode()
        self.send_response(503 if self.server.page else 200)
        if self.server.scopes is not None:
            self.send_header("X-OAuth-Scopes", self.server.scopes)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Slack() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


def settings(slack: Slack, **others: Any) -> Settings:
    """Everything set up, for Socket Mode."""
    full = Settings(
        digest_channel="C0MEMBER",
        alert_channel="D0DIRECT",
        slack_api_url=f"http://127.0.0.1:{slack.server_port}/api/",
        slack_bot_token="xoxb-canary",
        slack_app_token="xapp-canary",
    )
    return replace(full, **others)


def lines(slack: Slack, name: str, **others: Any) -> list[Check]:
    return [one for one in slack_checks.run(settings(slack, **others), "en") if one.name == name]


def test_all_is_well(slack: Slack) -> None:
    """One line for each thing, in the order in which they are set up."""
    found = list(slack_checks.run(settings(slack), "da"))
    assert [one.name for one in found] == ["slack", "scopes", "digest", "alert", "door"]
    assert {one.state for one in found} == {"ok"}
    assert [one.message for one in found[2:]] == ["#besparelser", "D0DIRECT", "Socket Mode"]


def test_each_token_goes_to_its_own_method_only(slack: Slack) -> None:
    """Nothing is written in Slack, and the app token is not shown to a method that takes the bot's."""
    list(slack_checks.run(settings(slack), "da"))
    tokens = dict(slack.asked)
    assert tokens.pop("apps.connections.open") == "Bearer xapp-canary"
    assert tokens == {"auth.test": "Bearer xoxb-canary", "conversations.info": "Bearer xoxb-canary"}


@pytest.mark.parametrize("scope", SCOPES)
def test_each_missing_scope_is_named_with_its_use(slack: Slack, scope: str) -> None:
    """What is missing, what it is for, and where it is added."""
    slack.scopes = ", ".join({*SCOPES, "team:read"} - {scope})
    [found] = lines(slack, "scopes")
    assert (found.state, found.message) == (SCOPES[scope], scope)
    assert words("en")[f"scopes.{scope}"] in found.mend
    assert "manifest.yaml" in found.mend


def test_several_missing_scopes_are_several_lines(slack: Slack) -> None:
    slack.scopes = "chat:write,commands"
    assert [one.message for one in lines(slack, "scopes")] == [s for s in SCOPES if s not in ("chat:write", "commands")]


def test_scopes_that_are_not_told(slack: Slack) -> None:
    """No header is no verdict."""
    slack.scopes = None
    assert [one.state for one in lines(slack, "scopes")] == ["note"]


@pytest.mark.parametrize(
    ("header", "names"), [("", set()), ("a", {"a"}), ("a,b:c", {"a", "b:c"}), (" a , ,b", {"a", "b"})]
)
def test_how_slack_lists_scopes(header: str, names: set[str]) -> None:
    assert granted(header) == names


def test_a_refused_bot_token_ends_what_needs_it(slack: Slack) -> None:
    """The app token is still tried: it may be wrong as well."""
    slack.errors = {"auth.test": "invalid_auth", "apps.connections.open": "not_allowed_token_type"}
    found = list(slack_checks.run(settings(slack), "en"))
    assert [(one.name, one.state, one.message) for one in found] == [
        ("slack", "missing", "invalid_auth"),
        ("door", "missing", "not_allowed_token_type"),
    ]
    assert "SLACK_BOT_TOKEN" in found[0].mend
    assert "connections:write" in found[1].mend


@pytest.mark.parametrize(
    ("app_token", "secret", "state", "said"),
    [
        ("xapp-1", None, "ok", "Socket Mode"),
        ("xapp-1", "s", "ok", "Socket Mode"),
        (None, "s", "ok", "/slack/events"),
        (None, None, "missing", "SLACK_APP_TOKEN"),
    ],
)
def test_how_slack_reaches_the_app(
    slack: Slack, app_token: str | None, secret: str | None, state: str, said: str
) -> None:
    """An app token means Socket Mode, a signing secret alone HTTP; one of them there must be."""
    [found] = lines(slack, "door", slack_app_token=app_token, slack_signing_secret=secret)
    assert found.state == state
    assert said in found.message


@pytest.mark.parametrize(
    ("channel", "state", "mend"),
    [
        ("C0MEMBER", "ok", ""),
        ("D0DIRECT", "ok", ""),
        ("C0OUTSIDE", "missing", "/invite @sagsbot"),
        ("C0OLD", "missing", "SAGSBOT_ALERT_CHANNEL is archived"),
        ("C0NOBODY", "missing", "does not know the channel in SAGSBOT_ALERT_CHANNEL"),
        (None, "note", "Set it to the channel's id"),
    ],
)
def test_a_channel(slack: Slack, channel: str | None, state: str, mend: str) -> None:
    """The bot must be able to post there: it is known, alive, and the bot is in it."""
    [found] = lines(slack, "alert", alert_channel=channel)
    assert found.state == state
    assert mend in found.mend


@pytest.mark.parametrize(("error", "state"), [("missing_scope", "note"), ("internal_error", "missing")])
def test_a_channel_that_cannot_be_looked_at(slack: Slack, error: str, state: str) -> None:
    """Without the scope to look the bot may post all the same; any other error is one."""
    slack.errors = {"conversations.info": error}
    assert [one.state for one in lines(slack, "digest")] == [state]


def test_an_answer_that_is_not_slacks(slack: Slack) -> None:
    """A proxy's page of HTML is told by its status, and nothing of it is printed."""
    slack.page = "<html>Blocked</html>"
    found = list(slack_checks.run(settings(slack), "da"))
    assert [(one.name, one.state, one.message) for one in found] == [
        ("slack", "missing", "HTTP 503"),
        ("door", "missing", "HTTP 503"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_can_be_printed_and_shows_no_token(slack: Slack, language: str) -> None:
    """In both languages, for what is well and for what is not."""
    slack.scopes, slack.errors = "", {"apps.connections.open": "invalid_auth"}
    found = list(slack_checks.run(settings(slack, digest_channel=None, alert_channel="C0OUTSIDE"), language))
    text = checks.as_text(found, language) + json.dumps(checks.as_json(found))
    assert "canary" not in text
    assert not checks.good(found)
    assert all(one.mend for one in found if one.state != "ok")
