"""`sagsbot check`: a line for each thing, how to fix it, and whether it is good enough to start."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.checks import database
from bot.cli import main

LINES = ("settings", "database", "sqlite", "documents")
LETTER = Path(__file__).resolve().parents[3] / "samples" / "budgetmateriale-2026-2029.txt"


class Slack(BaseHTTPRequestHandler):
    """Slack's auth.test on this machine: it knows one token."""

    def do_POST(self) -> None:
        known = self.headers["Authorization"] == "Bearer xoxb-known"
        answer = (
            {"ok": True, "team": "Eksempelby", "user": "sagsbot"} if known else {"ok": False, "error": "invalid_auth"}
        )
        data = json.dumps(answer).encode()
        self.send_response(200 if self.path == "/api/auth.test" else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def slack() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Slack) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "sagsbot.db"
    assert CliRunner().invoke(main, ["load", str(LETTER), "--db", str(path)]).exit_code == 0
    return path


def check(environment: dict[str, str]) -> tuple[int, dict[str, Any]]:
    done = CliRunner(env=environment).invoke(main, ["check", "--json"])
    value = json.loads(done.stdout)
    return done.exit_code, {one["name"]: one for one in value["checks"]}


def test_all_is_well(loaded: Path, slack: str) -> None:
    """Every line is there, and Slack tells whose token it is. What only `note`s does not keep it from starting."""
    environment = {"SLACK_API_URL": slack, "SLACK_BOT_TOKEN": "xoxb-known", "SLACK_SIGNING_SECRET": "s"}
    code, found = check({"SAGSBOT_DB": str(loaded), **environment})
    assert (code, list(found)) == (0, [*LINES, "slack", "scopes", "digest", "alert", "door"])
    assert {found[name]["state"] for name in (*LINES, "slack", "door") if name != "sqlite"} == {"ok"}
    assert "Eksempelby" in found["slack"]["message"]


def test_without_slack_the_command_line_is_enough(loaded: Path) -> None:
    code, found = check({"SAGSBOT_DB": str(loaded)})
    assert (code, found["slack"]["state"]) == (0, "note")
    assert "SLACK_BOT_TOKEN" in found["slack"]["fix"]


@pytest.mark.parametrize(
    ("token", "address", "fix"),
    [("xoxb-other", "", "invalid_auth"), ("xoxb-known", "http://127.0.0.1:9/api", "127.0.0.1:9")],
)
def test_a_token_that_does_not_work(loaded: Path, slack: str, token: str, address: str, fix: str) -> None:
    """Slack refuses it, or cannot be reached: each says how to fix it, and the token is not shown."""
    environment = {"SLACK_API_URL": address or slack, "SLACK_BOT_TOKEN": token, "SLACK_SIGNING_SECRET": "s"}
    code, found = check({"SAGSBOT_DB": str(loaded), **environment})
    assert (code, found["slack"]["state"]) == (1, "missing")
    assert fix in found["slack"]["fix"]
    assert token not in json.dumps(found)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    """No database: nothing is made, and the fix is to load."""
    code, found = check({"SAGSBOT_DB": str(tmp_path / "a.db")})
    assert (code, found["database"]["state"]) == (1, "missing")
    assert "sagsbot load" in found["database"]["fix"]
    assert not (tmp_path / "a.db").exists()


def test_bad_settings_are_lines_too() -> None:
    code, found = check({"SAGSBOT_TIMEZONE": "Mars", "SLACK_APP_TOKEN": "canary"})
    assert (code, found["settings"]["state"]) == (1, "missing")
    assert "canary" not in json.dumps(found)


def test_the_lines_are_for_reading(loaded: Path) -> None:
    """A word for how it stands, not only a colour or a sign."""
    done = CliRunner(env={"SAGSBOT_DB": str(loaded), "SAGSBOT_LANGUAGE": "en"}).invoke(main, ["check"])
    lines = done.stdout.splitlines()
    assert lines[0].split()[:2] == ["ok", "settings"]
    assert any(line.lstrip().startswith("→") for line in lines)


@pytest.mark.parametrize(
    ("version", "state"),
    [
        ((3, 40, 1), "note"),
        ((3, 44, 5), "note"),
        ((3, 44, 6), "ok"),
        ((3, 45, 0), "note"),
        ((3, 50, 7), "ok"),
        ((3, 51, 2), "note"),
        ((3, 51, 3), "ok"),
        ((3, 53, 4), "ok"),
        ((4, 0, 0), "ok"),
    ],
)
def test_the_versions_of_sqlite_that_have_the_fault(version: tuple[int, ...], state: str) -> None:
    assert database.engine("sqlite", version, "da").state == state
