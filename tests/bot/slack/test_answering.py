"""Answers through slack_sdk to the local Slack: whatever goes wrong on the wire, each comes once, or it is said."""

from collections.abc import Iterator

import pytest

from bot.slack import answering
from bot.slack.answering import AnswerSender, Edits
from bot.slack.client import SlackClient
from bot.slack.request import Request
from index.state.people import Person
from sandbox import LocalSlack
from sandbox.state import Message
from sandbox.talking import invite, kick
from templates import Card, ids, render_notice
from tests import local_bot
from tests.local_bot import LocalBot, samples, text_of
from tests.sandbox import sandbox_bot
from tests.waiting import PATIENT

CHEF, LEAD = "Kontorchef", "Projektleder"
pytestmark = pytest.mark.slow

LOST = [
    {"effect": "drop", "stored": True},
    {"effect": "drop", "stored": False},
    {"effect": "status", "status": 500, "stored": True},
    {"effect": "status", "status": 503, "stored": False},
    {"effect": "html", "stored": True},
    {"effect": "truncated", "stored": True},
    {"effect": "error", "error": "internal_error", "stored": True},
    {"effect": "error", "error": "fatal_error", "stored": False},
]


def named(fault: dict[str, object]) -> str:
    return "-".join(map(str, fault.values()))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "SETTLE_S", 0.05)
    monkeypatch.setattr(answering, "LOOK_AGAIN_S", 0.05)
    monkeypatch.setattr(answering, "SOON_S", 0.5)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBot]:
    with local_bot.town(samples(tmp_path_factory.mktemp("answers")), "http") as made:
        yield made


@pytest.fixture
def town(running: LocalBot) -> LocalBot:
    running.clear()
    with running.slack.workspace.changing():
        invite(running.slack.workspace, "#besparelser")
        running.slack.backend.script.clear()
    return running


def everything(town: LocalBot, person: str = CHEF) -> list[Message]:
    """All that a person sees of the bot, in the channel and directly."""
    return [*town.heard("#besparelser", person), *town.heard("@bot", person)]


# ---------------------------------------------------------------- nobody knows whether it is there


@pytest.mark.parametrize("fault", LOST, ids=named)
def test_an_answer_to_a_mention_comes_once(town: LocalBot, fault: dict[str, object]) -> None:
    """It stands in a thread, which history does not show; nothing is said beside it."""
    town.slack.fault("chat.postMessage", **fault)
    asked = town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    town.says("#besparelser", LEAD, "2 sager")
    town.settle()
    (said,) = everything(town)
    assert said.body["thread_ts"] == asked.ts


@pytest.mark.parametrize("fault", LOST, ids=named)
def test_an_answer_to_a_direct_message_comes_once(town: LocalBot, fault: dict[str, object]) -> None:
    town.slack.fault("chat.postMessage", **fault)
    town.slack.post_as(CHEF, "@bot", "røde")
    town.says("@bot", CHEF, "2 sager")
    town.settle()
    assert len(everything(town)) == 1


def test_what_cannot_be_looked_up_is_not_sent_again(town: LocalBot) -> None:
    """The person alone is told that nobody knows; all others see no second answer."""
    town.slack.fault("chat.postMessage", "drop", stored=True)
    town.slack.fault("conversations.replies", "status", status=503, count=-1)
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    town.says("#besparelser", CHEF, "nåede frem")
    assert len(town.heard("#besparelser", LEAD)) == 1


@pytest.mark.parametrize("fault", [one for one in LOST if one["effect"] != "error"], ids=named)
def test_a_private_answer_is_sent_once_and_told_when_nobody_knows(town: LocalBot, fault: dict[str, object]) -> None:
    """A response_url cannot be asked: whoever does not see the answer reads how to get it."""
    town.slack.fault("response_url", **fault)
    town.slack.slash_as(CHEF, "#besparelser", "/sag røde")
    told = town.says("#besparelser", CHEF, "skriv /sag røde igen")
    town.settle()
    answers = [one for one in everything(town) if "2 sager" in one.body["text"]]
    assert len(answers) == int(bool(fault["stored"]) or fault["effect"] in ("html", "truncated"))
    assert everything(town)[-1].ts == told.ts


def test_an_edit_is_sent_again(town: LocalBot) -> None:
    """It can stand there once only."""
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot vedtagne forslag under 1 mio. kr.")
    card = town.says("#besparelser", CHEF, "forslag")
    before = text_of(card)
    for fault in ({"effect": "drop", "stored": True}, {"effect": "status", "status": 500}):
        town.slack.fault("chat.update", **fault)
    town.press(CHEF, card, ids.PART)
    assert len(everything(town)) == 1
    assert text_of(everything(town)[0]) != before


def test_an_older_edit_is_never_put_over_a_newer_one() -> None:
    edits = Edits()
    first = edits.begin(("C1", "1.0"))
    assert edits.is_newest(("C1", "1.0"), first)
    second = edits.begin(("C1", "1.0"))
    assert [edits.is_newest(("C1", "1.0"), one) for one in (first, second)] == [False, True]


# ---------------------------------------------------------------- too fast


@pytest.mark.parametrize(("method", "line"), [("chat.postMessage", "@sagsbot røde"), ("response_url", "/sag røde")])
def test_too_fast_is_waited_for(town: LocalBot, method: str, line: str) -> None:
    """As long as Slack says; nobody is told that anything went wrong."""
    town.slack.fault(method, "ratelimited", retry_after="1", count=2)
    if line.startswith("/"):
        town.slack.slash_as(CHEF, "#besparelser", line)
    else:
        town.slack.post_as(CHEF, "#besparelser", line)
    town.says("#besparelser", CHEF, "2 sager")
    town.settle()
    said = [one.body["text"] for one in everything(town)]
    assert len([text for text in said if "2 sager" in text]) == 1
    assert not [text for text in said if "gik galt" in text]


def test_whoever_waits_long_is_told(town: LocalBot) -> None:
    """Once, to the person alone."""
    town.slack.fault("chat.postMessage", "ratelimited", retry_after="1", count=2)
    town.slack.post_as(CHEF, "@bot", "røde")
    town.says("@bot", CHEF, "2 sager")
    assert len([one for one in everything(town) if "kommer om lidt" in one.body["text"]]) == 1


# ---------------------------------------------------------------- refused for its place, or its form


@pytest.mark.parametrize("error", ["not_in_channel", "is_archived", "restricted_action", "thread_locked"])
def test_where_the_bot_may_not_speak_the_person_gets_a_direct_message(town: LocalBot, error: str) -> None:
    town.slack.fault("chat.postMessage", "error", error=error)
    town.slack.fault("chat.postEphemeral", "error", error=error, count=-1)
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    town.says("@bot", CHEF, "2 sager")
    town.settle()
    assert len(everything(town)) == 1


def test_a_bot_that_was_removed_meanwhile_answers_directly(town: LocalBot) -> None:
    town.slack.fault("chat.postMessage", "ratelimited", retry_after="1")
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    with town.slack.workspace.changing():
        kick(town.slack.workspace, "#besparelser")
    town.says("@bot", CHEF, "2 sager")


def test_a_message_that_cannot_be_edited_stays_and_the_new_one_follows(town: LocalBot) -> None:
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot vedtagne forslag under 1 mio. kr.")
    card = town.says("#besparelser", CHEF, "forslag")
    town.slack.fault("chat.update", "error", error="cant_update_message", count=-1)
    town.press(CHEF, card, ids.PART)
    assert not [one for one in everything(town) if "gik galt" in one.body["text"]]
    assert len(everything(town)) == 2


def test_a_modal_that_is_closed_before_it_is_filled_stays_closed(town: LocalBot) -> None:
    card = town.ask(CHEF, "/sag status på VH04")
    town.slack.fault("views.update", "error", error="not_found")
    town.press(CHEF, card, ids.SOURCE)
    assert len(everything(town)) == 1


def test_a_card_that_slack_does_not_take_is_said_in_words(town: LocalBot) -> None:
    """Also one that has no table to leave out."""
    town.slack.fault("chat.postMessage", "error", error="invalid_blocks")
    town.slack.post_as(CHEF, "@bot", "hjælp")
    said = town.says("@bot", CHEF, "automatisk program")
    assert not said.body.get("blocks")


# ---------------------------------------------------------------- threads


def test_what_is_pressed_in_a_thread_is_answered_there(town: LocalBot) -> None:
    """To the person alone, where the person looks: without the thread's stamp it would stand in the channel."""
    asked = town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    card = town.says("#besparelser", CHEF, "2 sager")
    town.press(LEAD, card, ids.HELPFUL)
    (thanks,) = [one for one in town.heard("#besparelser", LEAD) if one.only_for]
    assert thanks.body["thread_ts"] == asked.ts


def test_a_refusal_to_a_mention_shows_in_the_channel(town: LocalBot) -> None:
    """Slack shows nothing ephemeral in a thread that nobody has begun."""
    slack = SlackClient(sandbox_bot.client(town.slack))
    who = town.slack.workspace.person(CHEF)
    root = town.slack.post_as(LEAD, "#besparelser", "hej alle")
    request = Request(Person(who.id, CHEF), town.slack.channel("#besparelser"), thread=root.ts)
    slack.privately(request, render_notice("For mange spørgsmål", "da"))
    assert "For mange" in town.heard("#besparelser", CHEF)[-1].body["text"]


# ---------------------------------------------------------------- after a stop


def test_what_was_answered_before_a_stop_is_not_answered_again() -> None:
    """The request is handled again with the same key: it finds its answer."""
    with LocalSlack(patience=PATIENT) as slack:
        client, channel = sandbox_bot.client(slack), slack.channel("#besparelser")
        root = slack.post_as(CHEF, "#besparelser", "hej")
        for again in (False, True, True):
            AnswerSender(client, "event:Ev1", again).post(channel, Card([], "svar"), root.ts)
        assert len([one for one in slack.messages("#besparelser") if one.author == slack.app.user]) == 1
        AnswerSender(client, "event:Ev2", again=True).post(channel, Card([], "andet svar"), root.ts)
        assert len([one for one in slack.messages("#besparelser") if one.author == slack.app.user]) == 2
