"""The app over HTTP, as Slack talks to it: signed requests in, messages out to a Slack on localhost."""

import json
import logging
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from urllib.error import URLError

import pytest
from slack_bolt import App, BoltResponse

from bot import overlong
from bot.app import build_app
from bot.case_queries import Question
from bot.handlers.rate_limit import RateLimit
from bot.settings import Settings
from bot.slack import server
from bot.slack.message_text import question
from bot.slack.server import build_server
from index.db.database import DatabaseFile, Unusable
from index.state.inbox import Inbox
from index.store.store import Store
from records import Answer
from templates import render_help
from tests import slack_http
from tests.slack_http import BOT, SECRET, TOKEN, SlackDouble, send, send_command, send_event, serving, signed
from tests.templates.made_answers import ANSWERS
from tests.waiting import CEILING_S, until


@dataclass
class Asked:
    """Documents that always have the same answer, and remember what they were asked."""

    questions: list[tuple[str, str | None]] = field(default_factory=list)
    fails: Exception | None = None

    clock = staticmethod(lambda: datetime.now(UTC))
    reading = staticmethod(nullcontext)
    library: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(store=None))

    def answer(self, question: Question) -> Answer:
        self.questions.append((question.text, question.language))
        if self.fails:
            raise self.fails
        return replace(ANSWERS["search"], language=question.language or "da")


def database(folder: Path) -> DatabaseFile:
    return DatabaseFile(folder / "sagsbot.db")


@pytest.fixture(scope="module")
def slack() -> Iterator[SlackDouble]:
    with slack_http.running() as double:
        yield double


@pytest.fixture(scope="module")
def started(slack: SlackDouble, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Asked, Inbox]]:
    folder = tmp_path_factory.mktemp("app")
    asked, file = Asked(), database(folder)
    asked.library = SimpleNamespace(store=Store(folder / "documents.db"))
    settings = Settings(slack_bot_token=TOKEN, slack_signing_secret=SECRET, slack_api_url=slack.url)
    app = build_app(settings, asked, file, RateLimit(10_000))  # type: ignore[arg-type]
    with serving(build_server(app, SECRET, 0, "127.0.0.1")) as address:
        yield address, asked, Inbox(file)


@pytest.fixture
def app(started: tuple[str, Asked, Inbox], slack: SlackDouble) -> Iterator[str]:
    """The app's address, with nothing asked and nothing said yet. The next test begins when all of this one is handled:
    a message that comes late would be taken for one of its own."""
    address, asked, inbox = started
    asked.questions.clear()
    asked.fails = None
    slack.calls.clear()
    slack.refuse.clear()
    yield address
    until(lambda: not {"new", "working"} & inbox.counts().keys(), "all that was asked is handled")


@pytest.fixture
def asked(started: tuple[str, Asked, Inbox]) -> Asked:
    return started[1]


def quiet(app: str, slack: SlackDouble) -> None:
    """Nothing was said: an answer that is asked for afterwards is the first."""
    send_command(app, slack, "")
    assert [call.method for call in slack.messages()] == ["response_url"]


# ---------------------------------------------------------------- the three doors


def test_a_command_is_answered_to_the_one_who_asked(app: str, slack: SlackDouble, asked: Asked) -> None:
    """Acknowledged with nothing in the channel; the card comes by response_url, for that person alone."""
    assert send_command(app, slack, "vaskeri under 1 mio. kr.") == (200, "")
    (sent,) = slack.messages()
    assert asked.questions == [("vaskeri under 1 mio. kr.", None)]
    assert (sent.method, sent.arguments["response_type"]) == ("response_url", "ephemeral")
    assert sent.arguments["blocks"][0]["text"]["text"] == "37 forslag"


def test_the_english_command_is_answered_in_english(app: str, slack: SlackDouble, asked: Asked) -> None:
    send_command(app, slack, "laundry", "/case")
    (sent,) = slack.messages()
    assert asked.questions == [("laundry", "en")]
    assert sent.arguments["blocks"][0]["text"]["text"] == "37 proposals"


@pytest.mark.parametrize(("place", "in_thread"), [({"ts": "5.5"}, "5.5"), ({"ts": "5.6", "thread_ts": "4.4"}, "4.4")])
def test_a_mention_is_answered_in_its_thread(
    app: str, slack: SlackDouble, asked: Asked, place: dict[str, str], in_thread: str
) -> None:
    """A channel is not filled with answers: each stands under its question."""
    assert send_event(app, type="app_mention", text=f"<@{BOT}> vaskeri", **place)[0] == 200
    (sent,) = slack.messages()
    assert asked.questions == [("vaskeri", None)]
    assert sent.method == "chat.postMessage"
    assert (sent.arguments["channel"], sent.arguments["thread_ts"]) == ("C0ALL", in_thread)


def test_a_direct_message_is_answered_where_it_stands(app: str, slack: SlackDouble, asked: Asked) -> None:
    send_event(app, type="message", channel_type="im", channel="D0ANNE", text="status p&aring; A &amp; B")
    (sent,) = slack.messages()
    assert asked.questions == [("status på A & B", None)]
    assert sent.arguments["channel"] == "D0ANNE"
    assert "thread_ts" not in sent.arguments


def test_a_message_has_a_text_for_phones_and_no_previews(app: str, slack: SlackDouble) -> None:
    """What a notification shows begins with the answer; links of documents fetch nothing."""
    send_event(app, type="message", channel_type="im", text="vaskeri")
    said = slack.messages()[0].arguments
    assert said["text"].startswith("37 forslag")
    assert len(said["text"]) <= 3000
    assert {said["unfurl_links"], said["unfurl_media"]} <= {"0", "false", False}


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_asked_shows_what_can_be_asked(app: str, slack: SlackDouble, asked: Asked, text: str) -> None:
    """The help says that it is a program, and what to write."""
    send_command(app, slack, text)
    said = slack.messages()[0].arguments
    assert asked.questions == []
    assert "Jeg er et program" in said["text"]
    assert "/sag" in str(said["blocks"])


def test_an_overlong_question_is_not_read(app: str, slack: SlackDouble, asked: Asked) -> None:
    """The person is told, in the language of the command."""
    send_command(app, slack, "x" * (overlong.LONGEST + 1), "/case")
    assert slack.messages()[0].arguments["text"].startswith(overlong.overlong_card("en").text[:40])
    assert asked.questions == []


def test_a_bare_mention_shows_what_can_be_asked(app: str, slack: SlackDouble, asked: Asked) -> None:
    send_event(app, type="app_mention", text=f"<@{BOT}>")
    assert slack.messages()[0].arguments["text"].startswith(render_help("da").text[:20])
    assert asked.questions == []


# ---------------------------------------------------------------- what is none of ours

NOT_OURS = {
    "a channel's talk": {"type": "message", "channel_type": "channel", "text": "hej"},
    "an edit": {"type": "message", "channel_type": "im", "subtype": "message_changed", "message": {"text": "a"}},
    "another program": {"type": "message", "channel_type": "im", "text": "hej", "bot_id": "B0OTHER"},
    "ourselves": {"type": "message", "channel_type": "im", "text": "hej", "user": BOT},
    "a mention by a program": {"type": "app_mention", "text": f"<@{BOT}> hej", "bot_id": "B0OTHER"},
}


@pytest.mark.parametrize("name", NOT_OURS)
def test_what_is_not_asked_of_us_is_left_alone(app: str, slack: SlackDouble, asked: Asked, name: str) -> None:
    """Taken from Slack, so that it is not sent again, and not answered."""
    assert send_event(app, **NOT_OURS[name])[0] == 200
    quiet(app, slack)
    assert asked.questions == []


# ---------------------------------------------------------------- the door

NOW = int(time.time())
BODY = b'{"type":"url_verification","challenge":"c"}'
STRANGERS: dict[str, dict[str, str]] = {
    "nothing": {},
    "another secret": signed(BODY, "guessed"),
    "another body": signed(BODY + b" "),
    "old": signed(BODY, at=NOW - 86_400),
    "from the future": signed(BODY, at=NOW + 86_400),
    "no number": {**signed(BODY), "X-Slack-Request-Timestamp": "abc"},
    "odd digits": {**signed(BODY), "X-Slack-Request-Timestamp": "²"},
    "odd letters": {**signed(BODY), "X-Slack-Signature": "v0=\xe6"},
}


@pytest.mark.parametrize("name", STRANGERS)
def test_who_is_not_slack_is_turned_away(
    app: str, slack: SlackDouble, asked: Asked, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    """A request without Slack's signature, fresh and on this very body, is refused and not even logged."""
    with caplog.at_level(logging.INFO):
        assert send(app, BODY, "application/json", STRANGERS[name])[0] == 401
    assert "challenge" not in caplog.text
    assert slack.calls == []


def test_without_a_secret_nobody_is_served() -> None:
    """Anybody could sign with an empty one."""
    with pytest.raises(ValueError, match="secret"):
        build_server(App(token=TOKEN, token_verification_enabled=False), "", 0)


def test_slack_is_let_in(app: str) -> None:
    assert json.loads(send(app, BODY, "application/json")[1]) == {"challenge": "c"}


@pytest.mark.parametrize(
    "body", [b"{", b"[" * 50 + b"{" * 100_000, b'{"a":' * 100_000, b"payload={", b"\xff\xfe", b"[]", b'"x"', b"1"]
)
def test_signed_nonsense_is_refused(app: str, body: bytes) -> None:
    """Broken or bottomless JSON gets a plain no, never a stack trace."""
    assert send(app, body, "application/json")[0] in (400, 401)


def test_slow_connections_take_no_thread(app: str) -> None:
    """Many who send a part of a request and then nothing keep nobody else waiting."""
    port = int(app.rsplit(":", 1)[1])
    before = threading.active_count()
    with ExitStack() as open_ones:
        for _ in range(60):
            one = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
            one.sendall(b"POST /slack/events HTTP/1.1\r\nContent-Length: 100\r\n")
        assert json.loads(send(app, BODY, "application/json")[1]) == {"challenge": "c"}
        assert threading.active_count() < before + 30


@pytest.mark.slow
def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that stands still is closed, and with it what it holds."""
    monkeypatch.setattr(server, "IDLE_S", 3)
    with serving(server.HttpServer(lambda environ, start: [], "127.0.0.1", 0)) as address:
        port = int(address.rsplit(":", 1)[1])
        with socket.create_connection(("127.0.0.1", port), CEILING_S) as one:
            one.sendall(b"POST /slack/events HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf")
            assert one.recv(100) == b""


def test_a_huge_body_is_not_read(app: str) -> None:
    assert send(app, b"x", "application/json", {**signed(b"x"), "Content-Length": "9000000"})[0] == 413


def test_a_huge_header_is_not_read(app: str) -> None:
    """It is refused; the connection may be closed before all of it is sent, and the answer is lost with it."""
    try:
        refused = send(app, b"x", "application/json", {**signed(b"x"), "X-Long": "a" * 20_000})[0] == 431
    except URLError as error:
        refused = isinstance(error.reason, ConnectionError)
    assert refused


@pytest.mark.long
@pytest.mark.slow
def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than those wait with the system: however many there are, none costs the program anything."""
    monkeypatch.setattr(server, "IDLE_S", 3)
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 4)
    made = server.HttpServer(lambda environ, start: server._send(start, BoltResponse(status=200)), "127.0.0.1", 0)
    with serving(made) as address, ExitStack() as open_ones:
        port = int(address.rsplit(":", 1)[1])
        for _ in range(8):
            open_ones.enter_context(socket.create_connection(("127.0.0.1", port), CEILING_S)).sendall(b"GET /")
        assert send(address, b"", "text/plain")[0] == 200
        assert len(made._server.active_channels) <= server.MOST_CONNECTIONS + 1


# ---------------------------------------------------------------- when it goes wrong


def reference(text: str) -> str:
    found = re.search(r"\b[0-9A-F]{8}\b", text)
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    "ask",
    [
        lambda app, slack: send_command(app, slack, "vaskeri"),
        lambda app, slack: send_event(app, type="app_mention", text="vaskeri"),
        lambda app, slack: send_event(app, type="message", channel_type="im", text="vaskeri"),
    ],
    ids=["command", "mention", "message"],
)
def test_a_failure_is_told_with_a_reference(
    app: str,
    slack: SlackDouble,
    asked: Asked,
    caplog: pytest.LogCaptureFixture,
    ask: Callable[[str, SlackDouble], object],
) -> None:
    """Whoever asked is told, and the log has the same reference with the cause; the cause itself is not shown."""
    asked.fails = ZeroDivisionError("hemmelig detalje")
    ask(app, slack)
    said = slack.messages()[0].arguments["text"]
    assert reference(said) in caplog.text
    assert "hemmelig detalje" in caplog.text
    assert "hemmelig" not in said


def test_a_failed_command_is_told_in_its_language(app: str, slack: SlackDouble, asked: Asked) -> None:
    asked.fails = ZeroDivisionError()
    assert send_command(app, slack, "laundry", "/case") == (200, "")
    assert slack.messages()[0].arguments["text"].startswith("Something went wrong")


def test_an_unusable_database_says_so(app: str, slack: SlackDouble, asked: Asked) -> None:
    asked.fails = Unusable("locked", "x.db")
    send_command(app, slack, "vaskeri")
    assert "kan ikke komme til dokumenterne" in slack.messages()[0].arguments["text"]


def test_a_refused_answer_is_logged(app: str, slack: SlackDouble, caplog: pytest.LogCaptureFixture) -> None:
    """When Slack takes neither the answer nor the apology, the log has both, and the next question is answered."""
    slack.refuse |= dict.fromkeys(("chat.postMessage", "chat.postEphemeral"), "is_archived")
    send_event(app, type="app_mention", text="vaskeri")
    until(lambda: "No answer" in caplog.text and "Nobody could be told" in caplog.text, "both in the log")
    slack.refuse.clear()
    send_command(app, slack, "vaskeri")
    until(lambda: slack.messages()[-1].method == "response_url", "the next answer")


@pytest.mark.parametrize(
    ("refused", "ways"),
    [
        (["response_url"], ["response_url", "chat.postEphemeral"]),
        (["response_url", "chat.postEphemeral"], ["response_url", "chat.postEphemeral", "chat.postMessage"]),
    ],
)
def test_a_command_is_answered_whatever_is_closed(
    app: str, slack: SlackDouble, refused: list[str], ways: list[str]
) -> None:
    """A response_url lives half an hour, and a bot may be no member of a channel: the person is told in another way."""
    slack.refuse.update(dict.fromkeys(refused, "used_url"))
    send_command(app, slack, "vaskeri")
    sent = slack.messages(len(ways))
    assert [call.method for call in sent] == ways
    assert sent[-1].arguments.get("user", sent[-1].arguments.get("channel")) == "U0ANNE"


# ---------------------------------------------------------------- words

TYPED = [
    ("<@U0BOT> status på HA06", "status på HA06"),
    ("status <@U0BOT|sagsbot> på  HA06", "status på HA06"),
    ("a &amp; b &lt; c", "a & b < c"),
    ("se <https://eksempel.dk/a|eksempel.dk> nu", "se eksempel.dk nu"),
    ("se <https://eksempel.dk>", "se https://eksempel.dk"),
    ("i <#C012AB3CD|besparelser>", "i besparelser"),
    ("<!channel> hej", "hej"),
    ("&lt;!channel&gt; hej", "<!channel> hej"),
    ("", ""),
    ("< > <", "< > <"),
    ("pris < 2 mio. og besparelse > 1", "pris < 2 mio. og besparelse > 1"),
]


@pytest.mark.parametrize(("sent", "plain"), TYPED)
def test_the_words_of_a_message(sent: str, plain: str) -> None:
    """Slack's marks are not part of the question."""
    assert question(sent) == plain
