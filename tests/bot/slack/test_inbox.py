"""Never silent, never late: kept before it is acknowledged, handled once, taken up again after a stop."""

import logging
import threading
from collections.abc import Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from slack_bolt import App

from bot.app import build_app
from bot.case_queries import Question
from bot.settings import Settings
from bot.slack.inbox import is_ours, request_key, take_up
from bot.slack.server import build_server
from index.db.database import DatabaseFile
from index.state.inbox import KEPT, MOST_TRIES, Inbox
from index.state.outbox import Outbox, Post
from index.store.store import Store
from records import Answer
from scheduler.posts import unanswered
from scheduler.posts.render_context import RenderContext
from tests import slack_http
from tests.slack_http import (
    BOT,
    SECRET,
    TOKEN,
    SlackDouble,
    command_body,
    send,
    send_command,
    send_event,
    serving,
    signed,
)
from tests.templates.made_answers import ANSWERS
from tests.waiting import CEILING_S, until

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BODY = {"type": "event_callback", "event_id": "Ev1", "event": {"type": "app_mention", "user": "U1", "text": "hej"}}


@dataclass
class Slow:
    """Documents that think until they are told to go on."""

    asked: list[str] = field(default_factory=list)
    go_on: threading.Event = field(default_factory=threading.Event)
    fails: Exception | None = None
    clock = staticmethod(lambda: datetime.now(UTC))
    reading = staticmethod(nullcontext)
    library: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(store=None))

    def answer(self, question: Question) -> Answer:
        self.asked.append(question.text)
        if self.fails:
            raise self.fails
        if question.text.startswith("langsom"):
            self.go_on.wait(CEILING_S)
        return replace(ANSWERS["search"], language="da")


@pytest.fixture
def wait_s() -> float:
    """How long a writer waits for others."""
    return CEILING_S


@pytest.fixture
def file(tmp_path: Path, wait_s: float) -> DatabaseFile:
    return DatabaseFile(tmp_path / "sagsbot.db", wait_s=wait_s)


@pytest.fixture
def inbox(file: DatabaseFile) -> Inbox:
    return Inbox(file)


@pytest.fixture
def slack() -> Iterator[SlackDouble]:
    with slack_http.running() as double:
        yield double


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Slow]:
    with closing(Store(tmp_path / "sagsbot.db")) as store:
        made = Slow(library=SimpleNamespace(store=store))
        yield made
        made.go_on.set()


@pytest.fixture
def app(slack: SlackDouble, slow: Slow, file: DatabaseFile) -> App:
    settings = Settings(slack_bot_token=TOKEN, slack_signing_secret=SECRET, slack_api_url=slack.url)
    return build_app(settings, slow, file)  # type: ignore[arg-type]


@pytest.fixture
def address(app: App) -> Iterator[str]:
    with serving(build_server(app, SECRET, 0, "127.0.0.1")) as address:
        yield address


# ---------------------------------------------------------------- the table


def test_the_same_is_kept_once(inbox: Inbox) -> None:
    assert [inbox.keep("a", BODY, NOW), inbox.keep("a", BODY, NOW)] == [True, False]
    assert [inbox.begin("a"), inbox.begin("a")] == [True, False]


def test_what_was_cut_off_is_new_again(inbox: Inbox) -> None:
    """Both what nobody began and what somebody was in the middle of; not what is done."""
    for key in ("new", "begun", "done"):
        inbox.keep(key, BODY, NOW)
    inbox.begin("begun")
    inbox.begin("done")
    inbox.done("done", NOW)
    assert sorted(one.key for one in inbox.unfinished()) == ["begun", "new"]
    assert inbox.begin("begun")


def test_what_stops_the_program_each_time_is_taken_up_until_it_is_told(inbox: Inbox, file: DatabaseFile) -> None:
    """A stop in the middle of the telling is one more: it fails with the post that tells it, not before."""
    inbox.keep("a", BODY, NOW)
    for _ in range(3 * MOST_TRIES):
        assert [one.key for one in inbox.unfinished()] == ["a"]
        inbox.begin("a")
    inbox.failed("a", "AB12", NOW, Post("unanswered:a", unanswered.NAME, "U1", {}))
    assert inbox.unfinished() == []
    assert inbox.counts() == {"failed": 1}
    assert [one.key for one in Outbox(file).waiting()] == ["unanswered:a"]


def test_what_is_done_is_forgotten_later_than_slack_repeats(inbox: Inbox, file: DatabaseFile) -> None:
    """The key is kept for two days, the words of the person only until they are answered."""
    inbox.keep("a", BODY, NOW)
    inbox.begin("a")
    inbox.done("a", NOW)
    assert file.reader().one("SELECT body FROM inbox") == ("{}",)
    inbox.forget(NOW + KEPT)
    assert inbox.counts() == {"done": 1}
    inbox.forget(NOW + KEPT + timedelta(seconds=1))
    assert inbox.counts() == {}


def test_what_failed_is_kept_for_whoever_looks_into_it(inbox: Inbox, file: DatabaseFile) -> None:
    """With its body and its reference, however old it is."""
    inbox.keep("a", BODY, NOW)
    inbox.begin("a")
    inbox.failed("a", "AB12", NOW)
    inbox.forget(NOW + 10 * KEPT)
    assert inbox.counts() == {"failed": 1}
    assert inbox.unfinished() == []
    ((reference, body),) = file.reader().rows("SELECT reference, body FROM inbox")
    assert (reference, "app_mention" in body) == ("AB12", True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (BODY, {**BODY, "retry": 1}, True),
        (BODY, {**BODY, "event_id": "Ev2"}, False),
        ({"command": "/sag", "trigger_id": "1"}, {"command": "/sag", "trigger_id": "1"}, True),
        ({"command": "/sag", "trigger_id": "1"}, {"command": "/sag", "trigger_id": "2"}, False),
        ({"type": "view_closed", "a": 1, "b": 2}, {"b": 2, "a": 1, "type": "view_closed"}, True),
    ],
)
def test_a_repetition_is_known(one: dict[str, object], other: dict[str, object], same: bool) -> None:
    assert (request_key(one) == request_key(other)) is same


@pytest.mark.parametrize(
    ("event", "ours"),
    [
        ({"type": "message", "channel_type": "im", "text": "hej", "user": "U1"}, True),
        ({"type": "message", "channel_type": "im", "subtype": "file_share", "text": "hvad er det?"}, True),
        ({"type": "message", "channel_type": "im", "subtype": "file_share", "text": " "}, False),
        ({"type": "message", "channel_type": "im", "subtype": "message_changed"}, False),
        ({"type": "message", "channel_type": "channel", "text": "hej"}, False),
        ({"type": "message", "channel_type": "im", "subtype": "channel_join"}, False),
        ({"type": "message", "channel_type": "im", "text": "hej", "bot_id": "B1"}, False),
        ({"type": "app_mention", "text": "hej", "user": BOT}, False),
        ({"type": "file_shared", "user_id": BOT}, False),
        ({"type": "app_home_opened", "user": "U1"}, True),
        ({"type": "member_joined_channel", "user": "U1"}, False),
        ({"type": "member_joined_channel", "user": BOT}, True),
    ],
)
def test_only_what_was_asked_of_us_is_ours(event: dict[str, str], ours: bool) -> None:
    assert is_ours({"event": event, "authorizations": [{"user_id": BOT, "is_bot": True}]}) is ours


# ---------------------------------------------------------------- the edge


def test_an_event_that_comes_again_is_answered_once(address: str, slack: SlackDouble, slow: Slow) -> None:
    """Every copy is acknowledged, whatever its header says; one is answered."""
    copies = [send_event(address, type="app_mention", text="a", ts="5.5", event_id="Ev9")[0] for _ in range(4)]
    send_command(address, slack, "b")
    slack.messages(2)
    assert copies == [200] * 4
    assert sorted(slow.asked) == ["a", "b"]


def test_a_captured_command_has_no_second_effect(address: str, slack: SlackDouble, slow: Slow) -> None:
    """Sent again with its own valid signature, within Slack's five minutes: acknowledged, and nothing else."""
    body = urlencode(command_body(slack, "vaskeri")).encode()
    headers = signed(body)
    for _ in range(3):
        assert send(address, body, "application/x-www-form-urlencoded", headers) == (200, "")
    send_command(address, slack, "hjemmepleje")
    until(lambda: {"hjemmepleje", "vaskeri"} <= set(slow.asked))
    assert sorted(slow.asked) == ["hjemmepleje", "vaskeri"]  # two threads answer them, in any order


def test_slow_questions_stop_nobody(address: str, slack: SlackDouble, slow: Slow) -> None:
    """Ten questions that take their time are all acknowledged, and the eleventh is answered meanwhile."""
    for number in range(10):
        assert send_command(address, slack, f"langsom {number}")[0] == 200
    send_command(address, slack, "hurtig")
    assert "hurtig" in slow.asked or slack.messages(1)
    assert len(slack.messages(1)) == 1


def test_it_is_acknowledged_when_every_thread_is_busy(address: str, slack: SlackDouble, slow: Slow) -> None:
    """Acknowledging is no work of the threads that answer."""
    assert {send_command(address, slack, f"langsom {number}")[0] for number in range(50)} == {200}
    slow.go_on.set()
    assert len(slack.messages(50)) == 50


@pytest.mark.parametrize("wait_s", [0.0])
def test_what_cannot_be_kept_is_not_acknowledged(address: str, slack: SlackDouble, file: DatabaseFile) -> None:
    """Slack brings an event again; nothing is answered that might be lost."""
    with file.writer():
        assert send_event(address, type="app_mention", text="a", ts="5.5", event_id="Ev9")[0] == 500
    assert send_event(address, type="app_mention", text="a", ts="5.5", event_id="Ev9")[0] == 200
    assert len(slack.messages()) == 1


def test_a_handler_that_fails_keeps_the_event(
    address: str, slack: SlackDouble, slow: Slow, inbox: Inbox, file: DatabaseFile, caplog: pytest.LogCaptureFixture
) -> None:
    """The person, the log and the inbox have the same reference."""
    slow.fails = ZeroDivisionError()
    send_event(address, type="app_mention", text="a", ts="5.5")
    told = slack.messages()[0].arguments["text"]
    until(lambda: inbox.counts() == {"failed": 1})
    ((reference, body),) = file.reader().rows("SELECT reference, body FROM inbox")
    assert reference in told
    assert reference in caplog.text
    assert "app_mention" in body


def test_what_was_cut_off_is_answered_after_the_start(
    app: App, slack: SlackDouble, slow: Slow, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    """Acknowledged, then the program stopped: the answer comes when it is back, once."""
    event = {"type": "app_mention", "text": "afbrudt", "user": "U0ANNE", "channel": "C0ALL", "ts": "5.5"}
    inbox.keep("event:Ev7", {**BODY, "event_id": "Ev7", "event": event}, NOW)
    inbox.begin("event:Ev7")
    with caplog.at_level(logging.WARNING):
        assert take_up(app, inbox) == 1
    (said,) = slack.messages()
    assert said.arguments["thread_ts"] == "5.5"
    until(lambda: inbox.counts() == {"done": 1})
    assert take_up(app, inbox) == 0


def test_a_failure_that_was_told_before_a_stop_is_not_told_again(
    app: App, slack: SlackDouble, slow: Slow, inbox: Inbox
) -> None:
    """Its mark is made from the request, and so is the reference that the person has read."""
    slow.fails = ZeroDivisionError()
    event = {"type": "app_mention", "text": "a", "user": "U0ANNE", "channel": "C0ALL", "ts": "5.5"}
    marks, references = [], set()
    for number in range(2):
        inbox.keep("event:Ev8", {**BODY, "event_id": "Ev8", "event": event}, NOW)
        if number:
            with inbox._file.writer() as db:
                db.write("UPDATE inbox SET state = 'working'")
        assert take_up(app, inbox) == 1
        until(lambda: inbox.counts() == {"failed": 1})
        marks += [call.arguments["metadata"] for call in slack.messages()]
        references |= {str(row[0]) for row in inbox._file.reader().rows("SELECT reference FROM inbox")}
    assert len({str(one) for one in marks}) == 1
    assert len(references) == 1


@pytest.mark.parametrize("tries", [MOST_TRIES, MOST_TRIES + 1, MOST_TRIES + 5])
def test_what_was_cut_off_each_time_is_told(
    app: App, slack: SlackDouble, slow: Slow, inbox: Inbox, file: DatabaseFile, tries: int
) -> None:
    """To the person alone, by the outbox: telling it could be cut off as well, and then it is begun again."""
    event = {"type": "app_mention", "text": "afbrudt", "user": "U0ANNE", "channel": "C0ALL", "ts": "5.5"}
    inbox.keep("event:Ev8", {**BODY, "event_id": "Ev8", "event": event}, NOW)
    for _ in range(tries):
        inbox.unfinished()
        inbox.begin("event:Ev8")
    assert take_up(app, inbox) == 1
    until(lambda: inbox.counts() == {"failed": 1})
    assert slow.asked == []
    assert _left_to_tell(file) == [("U0ANNE", "cut_off")]
    assert take_up(app, inbox) == 0


def test_what_cannot_be_told_at_once_is_left_to_the_outbox(
    address: str, slack: SlackDouble, inbox: Inbox, file: DatabaseFile
) -> None:
    """Slack takes neither the answer nor the sentence that there is none."""
    slack.refuse["chat.postMessage"] = "account_inactive"
    send_event(address, type="app_mention", text="a", ts="5.5")
    send_event(address, type="app_home_opened", tab="home")  # for a tab nobody waits
    until(lambda: inbox.counts().get("failed") == 1 and "new" not in inbox.counts())
    assert _left_to_tell(file) == [("U0ANNE", "unreachable")]


@pytest.mark.parametrize("about", ["cut_off", "unreachable"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_what_the_outbox_tells_has_the_moment_and_the_reference(about: str, language: str) -> None:
    content = {"about": about, "moment": "20.11.2026 10:00", "reference": "AB12"}
    said = unanswered.card([content], RenderContext(language, NOW)).notice
    assert "20.11.2026 10:00" in said
    assert "AB12" in said


def _left_to_tell(file: DatabaseFile) -> list[tuple[str | None, str]]:
    return [(row.post.recipient, row.post.content["about"]) for row in Outbox(file).waiting()]


def test_what_no_handler_needs_is_put_away(address: str, inbox: Inbox) -> None:
    """An event that was subscribed to by mistake does not stay undone."""
    assert send_event(address, type="reaction_added")[0] == 200
    until(lambda: inbox.counts() == {"done": 1})
