"""/local/: what a page or a script may do, and what nobody may."""

import http.client
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from slack_bolt import App

from sandbox import LocalSlack, ServedFile
from sandbox.control import ACTS
from tests.sandbox import sandbox_bot
from tests.waiting import PATIENT

DOCS = (Path(__file__).resolve().parents[2] / "docs/sandbox.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[LocalSlack, App]]:
    with LocalSlack(app=sandbox_bot.installation(), patience=PATIENT) as slack:
        app = sandbox_bot.build(slack, [])
        with sandbox_bot.connected(slack, app, "socket"):
            yield slack, app


@pytest.fixture
def slack(running: tuple[LocalSlack, App]) -> LocalSlack:
    slack, app = running
    sandbox_bot.forget(slack, app)
    return slack


def ask(slack: LocalSlack, verb: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", slack.server.port, timeout=10)
    sent = {"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
    content = body if isinstance(body, bytes | None) else json.dumps(body)
    connection.request(verb, path, content, sent)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, json.loads(text) if text.startswith("{") else text


def act(slack: LocalSlack, act: str, /, **given: Any) -> Any:
    status, answer = ask(slack, "POST", f"/local/{act}", given)
    assert status == 200, answer
    return answer


def state(slack: LocalSlack) -> Any:
    return ask(slack, "GET", "/local/state")[1]


def messages(slack: LocalSlack, channel: str) -> list[dict[str, Any]]:
    return next(c["messages"] for c in state(slack)["conversations"] if c["id"] == channel)


def test_a_whole_visit(slack: LocalSlack) -> None:
    """A command, a button, a modal with an error, and what it says: all by JSON."""
    act(slack, "slash", person="Kontorchef", channel="#alment", text="/sag HA06")
    slack.said("#alment", "Kontorchef")
    card = messages(slack, "C0ALMENT")[-1]
    assert card["only_for"] == "U0KONTORCHEF"
    act(slack, "press", person="Kontorchef", channel="C0ALMENT", ts=card["ts"], action_id="owner")
    slack.wait_until(lambda: bool(slack.workspace.modals.get("U0KONTORCHEF")))
    act(slack, "submit", person="Kontorchef", values={"text": "nej"})
    (modal,) = state(slack)["modals"]["U0KONTORCHEF"]
    assert modal["errors"] == {"note": "Ikke nej"}
    act(slack, "submit", person="Kontorchef", values={"text": "ja"}, view=modal["id"])
    assert state(slack)["modals"] == {}


def test_a_press_on_what_was_drawn_anew_meanwhile_is_taken_where_one_thing_fits(slack: LocalSlack) -> None:
    """The bot publishes a Home tab again and its blocks get new ids, while a person presses what they still see."""
    buttons = [
        {"type": "button", "action_id": "owner", "value": value, "text": {"type": "plain_text", "text": value}}
        for value in ("a", "b")
    ]
    view = {"type": "home", "blocks": [{"type": "actions", "elements": [one]} for one in buttons]}
    web = sandbox_bot.client(slack)
    shown = web.views_publish(user_id="U0PROJEKTLED", view=view)["view"]["blocks"][1]["block_id"]
    home = web.views_publish(user_id="U0PROJEKTLED", view=view)["view"]
    assert shown != home["blocks"][1]["block_id"]
    given = {"person": "U0PROJEKTLED", "view": home["id"], "action_id": "owner", "block_id": shown}
    act(slack, "press", **given, value="b")
    slack.wait_until(lambda: bool(slack.workspace.modals.get("U0PROJEKTLED")))
    act(slack, "close", person="U0PROJEKTLED", everything=True)
    assert ask(slack, "POST", "/local/press", {**given, "value": "c"})[0] == 400
    assert ask(slack, "POST", "/local/press", given)[0] == 400, "two fit"


def test_what_must_be_answered_is_asked_for_here(slack: LocalSlack) -> None:
    act(slack, "shortcut", person="Økonom", callback_id="search")
    slack.wait_until(lambda: bool(slack.workspace.modals.get("U0OEKONOM")))
    status, answer = ask(slack, "POST", "/local/submit", {"person": "Økonom"})
    assert (status, answer["error"], answer["blocks"]) == (400, "input_required", ["note"])
    act(slack, "close", person="Økonom")


def test_talk(slack: LocalSlack) -> None:
    sent = act(slack, "post", person="Økonom", channel="#økonomi", text="a")
    act(slack, "edit", person="Økonom", channel=sent["channel"], ts=sent["ts"], text="b")
    act(slack, "react", person="Økonom", channel=sent["channel"], ts=sent["ts"], name="eyes")
    (message,) = messages(slack, "C0OEKONOMI")
    assert (message["text"], message["reactions"][0]["name"]) == ("b", "eyes")
    act(slack, "delete", person="Økonom", channel=sent["channel"], ts=sent["ts"])
    assert messages(slack, "C0OEKONOMI") == []


def test_the_bot_comes_and_goes(slack: LocalSlack) -> None:
    act(slack, "invite", channel="#økonomi")
    assert "U0SAGSBOT" in slack.workspace.conversation("#økonomi").members
    act(slack, "kick", channel="#økonomi")
    act(slack, "archive", channel="#økonomi")
    assert ask(slack, "POST", "/local/post", {"person": "Økonom", "channel": "#økonomi", "text": "a"})[0] == 400
    act(slack, "archive", channel="#økonomi", archived=False)


def test_a_file_is_dropped_and_taken_out_again(slack: LocalSlack) -> None:
    """As a download, whatever it says that it is."""
    where = f"/local/upload?person={quote('Økonom')}&channel=%23alment&name=a.html"
    key = ask(slack, "POST", where, b"<script>", Content_Type="application/octet-stream")[1]["file"]
    assert ask(slack, "GET", f"/local/file/{key}") == (200, "<script>")


def test_the_home_and_its_messages(slack: LocalSlack) -> None:
    act(slack, "home", person="Kontorchef")
    slack.wait_until(lambda: (home := slack.home("Kontorchef")) is not None and "Dine sager" in str(home.content))
    assert state(slack)["homes"]["U0KONTORCHEF"]["blocks"][0]["text"]["text"] == "Dine sager"
    channel = act(slack, "direct", person="Kontorchef")["channel"]
    act(slack, "home", person="Kontorchef", tab="messages")
    slack.wait_until(lambda: channel in slack.workspace.prompts)


def test_the_clock_is_moved_and_goes_on(slack: LocalSlack) -> None:
    later = datetime.fromisoformat("2027-03-01T08:30:00+01:00")
    assert act(slack, "clock", now=later.isoformat())["now"] == "2027-03-01T07:30:00+00:00"
    assert timedelta(0) <= slack.workspace.clock.moment() - later < timedelta(seconds=10)
    assert ask(slack, "POST", "/local/clock", {"now": "2027-03-01T08:30:00"})[0] == 400
    assert act(slack, "clock", now=None)["moved"] == 0


def test_faults_and_disconnects_are_ordered(slack: LocalSlack) -> None:
    faults = [{"method": "chat.postMessage", "effect": "drop"}]
    assert act(slack, "faults", faults=faults)["faults"][0]["count"] == 1
    assert act(slack, "faults", faults=[])["faults"] == []
    act(slack, "disconnect", reason="warning")
    assert ask(slack, "POST", "/local/faults", {"faults": [{"method": "a", "effect": "b"}]})[0] == 400


def test_a_change_is_told(slack: LocalSlack) -> None:
    version = state(slack)["version"]
    act(slack, "post", person="Økonom", channel="#ledelse", text="a")
    assert ask(slack, "GET", f"/local/changes?after={version}")[1]["version"] > version
    connection = http.client.HTTPConnection("127.0.0.1", slack.server.port, timeout=10)
    connection.request("GET", "/local/stream")
    assert connection.getresponse().fp.readline().startswith(b'data: {"version": ')
    connection.close()


def test_no_secret_shows(slack: LocalSlack) -> None:
    """Not in the state, not on the wire: tokens, and addresses that are secrets themselves."""
    act(slack, "slash", person="Kontorchef", channel="#alment", text="/sag HA06")
    slack.settle()
    shown = json.dumps([state(slack), ask(slack, "GET", "/local/wire?after=0")[1]])
    keys = [*slack.workspace.answering, *slack.backend.uploads]
    assert keys
    assert not [secret for secret in (*slack.app.secrets, *keys) if secret in shown]


# ---------------------------------------------------------------- who is let in


@pytest.mark.parametrize("path", ["/local/state", "/api/api.test", "/"])
@pytest.mark.parametrize(
    "headers", [{"Host": "eksempel.dk"}, {"Origin": "http://eksempel.dk"}, {"Sec_Fetch_Site": "cross-site"}], ids=str
)
def test_strangers_are_turned_away(slack: LocalSlack, path: str, headers: dict[str, str]) -> None:
    """Another name for this machine, another page, another site: none may read or do anything."""
    assert ask(slack, "GET", path, None, **headers)[0] == 403


def test_a_form_does_nothing(slack: LocalSlack) -> None:
    """What any page can send without asking is no JSON."""
    assert ask(slack, "POST", "/local/disconnect", b"{}", Content_Type="text/plain")[0] == 415


def test_it_listens_on_this_machine_only(slack: LocalSlack) -> None:
    assert slack.server.server_address[0] == "127.0.0.1"
    for elsewhere in ("http://eksempel.dk/slack/events", "https://127.0.0.1:3000/", "http://127.0.0.1/"):
        with pytest.raises(ValueError, match="this machine"):
            slack.deliver_to(elsewhere)


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "/etc/passwd", "/files/x", "/local/x"]
)
def test_no_file_is_read(slack: LocalSlack, path: str) -> None:
    status, answer = ask(slack, "GET", path)
    assert status in (200, 404)
    assert "sagsbot" not in str(answer)


@pytest.mark.parametrize("body", [b"{", b"[]", b"[" * 100_000, b"\xff"])
def test_nonsense_is_refused(slack: LocalSlack, body: bytes) -> None:
    assert ask(slack, "POST", "/api/api.test", body)[1]["ok"] is False
    assert ask(slack, "POST", "/local/post", body)[0] == 400


def test_a_huge_body_is_not_read(slack: LocalSlack) -> None:
    assert ask(slack, "POST", "/local/post", b"x", Content_Length="9000000")[0] == 413


def test_a_page_is_served(slack: LocalSlack) -> None:
    slack.server.pages["/"] = ServedFile("text/html; charset=utf-8", b"<!DOCTYPE html>")
    assert ask(slack, "GET", "/") == (200, "<!DOCTYPE html>")


def test_every_act_is_documented() -> None:
    table = DOCS.partition("| POST /local/")[2].partition("\n\n")[0]
    named = {
        name for row in table.splitlines()[2:] for name in row.split("|")[1].replace("`", " ").replace(",", " ").split()
    }
    assert named == set(ACTS)
