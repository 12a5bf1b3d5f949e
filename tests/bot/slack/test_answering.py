"""Answers through slack_sdk to the local Slack: whatever goes wrong on the wire, each comes once, or it is said."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.slack import answering
from bot.slack.answering import AnswerSender
from bot.slack.client import SlackClient
from bot.slack.inbox import take_up
from bot.slack.request import Request
from index.db.database import DatabaseFile
from index.state.edits import Edits
from index.state.inbox import Inbox
from index.state.people import Person
from sandbox import LocalSlack
from sandbox.state import Message
from sandbox.talking import invite, kick
from templates import Card, ids, render_notice
from tests import local_bot
from tests.local_bot import LocalBot, button, samples, text_of
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


def test_a_thread_that_is_too_long_to_be_read_proves_nothing(town: LocalBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not on the pages that are read may stand on the next one."""
    monkeypatch.setattr(answering, "PAGE", 1)
    monkeypatch.setattr(answering, "MOST_PAGES", 1)
    town.slack.fault("chat.postMessage", "drop", stored=True)
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


UPLOADED = ("files.getUploadURLExternal", "files.completeUploadExternal")


@pytest.mark.parametrize("method", UPLOADED)
@pytest.mark.parametrize("fault", LOST, ids=named)
def test_a_file_comes_once(town: LocalBot, method: str, fault: dict[str, object]) -> None:
    """Whether it was shared is asked by its id."""
    card = town.ask(CHEF, "/sag vedtagne forslag under 1 mio. kr.")
    town.slack.fault(method, **fault)
    town.press(CHEF, card, ids.CSV)
    town.says("#besparelser", CHEF, "sendt til dig som CSV")
    assert len([one for one in town.heard("@bot", CHEF) if one.body.get("files")]) == 1


def test_a_file_of_which_nobody_knows_is_not_sent_twice(town: LocalBot) -> None:
    card = town.ask(CHEF, "/sag vedtagne forslag under 1 mio. kr.")
    town.slack.fault("files.completeUploadExternal", "drop", stored=True)
    town.slack.fault("files.info", "status", status=503, count=-1)
    town.press(CHEF, card, ids.CSV)
    town.says("#besparelser", CHEF, "kan ikke se, om mit svar")
    assert len([one for one in town.heard("@bot", CHEF) if one.body.get("files")]) == 1


def test_an_older_edit_is_never_put_over_a_newer_one(tmp_path: Path) -> None:
    """In whichever process each was begun, and also when the older one is handled again after a stop."""
    path, place, now = tmp_path / "sagsbot.db", ("C1", "1.0"), local_bot.TODAY
    with closing(DatabaseFile(path)) as file, closing(DatabaseFile(path)) as other:
        first = Edits(file).begin(place, "one", now)
        assert Edits(other).is_newest(place, first)
        second = Edits(other).begin(place, "two", now)
        assert Edits(file).begin(place, "one", now) == first
        assert [Edits(file).is_newest(place, number) for number in (first, second)] == [False, True]
        assert Edits(file).begin(("C1", "2.0"), "one", now) == 1


def test_what_no_request_can_ask_for_any_longer_is_dropped(tmp_path: Path) -> None:
    with closing(DatabaseFile(tmp_path / "sagsbot.db")) as file:
        Edits(file).begin(("C1", "1.0"), "one", local_bot.TODAY)
        Edits(file).begin(("C1", "2.0"), "two", local_bot.TODAY + timedelta(days=3))
        assert file.reader().rows("SELECT ts FROM edits") == [("2.0",)]


def test_an_event_of_which_only_the_last_try_arrives_is_answered_once(town: LocalBot) -> None:
    """Slack's third repetition can be the only delivery: what says that it is one is not left out."""
    town.slack.fault("event", "lose", count=3)
    town.slack.post_as(CHEF, "@bot", "røde")
    (delivery,) = [one for one in town.slack.deliveries.sent if one.payload.get("event", {}).get("text") == "røde"][-1:]
    for attempt, seconds in ((2, 61), (3, 301)):
        town.slack.wait_until(lambda attempt=attempt: (delivery.attempt, delivery.status) == (attempt, "waiting"))
        town.slack.advance(seconds)
    town.says("@bot", CHEF, "2 sager")
    town.settle()
    assert len(everything(town)) == 1


# ---------------------------------------------------------------- too fast


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "internal_error", "ratelimited"])
def test_whether_the_token_is_good_is_not_asked_for_each_question(town: LocalBot, error: str) -> None:
    """Bolt would tell the person to install the app anew, and drop the question."""
    town.slack.fault("auth.test", "error", error=error, count=-1)
    town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    town.says("#besparelser", CHEF, "2 sager")
    town.slack.slash_as(CHEF, "#besparelser", "/sag status på VH04")
    town.says("#besparelser", CHEF, "Engvej")


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
    with town.slack.workspace.changing():  # nothing is delivered until both are done
        town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
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
    said = town.says("@bot", CHEF, "Jeg er et program")
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


def test_a_mention_that_is_added_by_editing_is_answered(town: LocalBot) -> None:
    """Once: whatever is edited afterwards."""
    asked = town.slack.post_as(CHEF, "#besparelser", "hvilke sager er røde?")
    for text in ("@sagsbot hvilke sager er røde?", "@sagsbot hvilke sager er RØDE?"):
        town.slack.edit_as(CHEF, "#besparelser", asked.ts, text)
        town.settle()
    said = town.says("#besparelser", CHEF, "2 sager")
    assert said.body["thread_ts"] == asked.ts
    assert len(everything(town)) == 1


def test_a_mention_is_not_answered_again_when_it_is_edited(town: LocalBot) -> None:
    asked = town.slack.post_as(CHEF, "#besparelser", "@sagsbot hvilke sager er røde?")
    town.says("#besparelser", CHEF, "2 sager")
    town.slack.edit_as(CHEF, "#besparelser", asked.ts, "@sagsbot hvilke sager er røde nu?")
    town.settle()
    assert len(everything(town)) == 1


@pytest.mark.parametrize("channel", ["#besparelser", "@bot"])
def test_a_reply_that_is_also_sent_to_the_channel_is_answered(town: LocalBot, channel: str) -> None:
    root = town.slack.post_as(CHEF, channel, "hjælp" if channel == "@bot" else "hej")
    town.settle()
    bot = f"<@{town.slack.app.user}> " if channel != "@bot" else ""
    where = town.slack.channel(channel) if channel != "@bot" else root.channel
    more = {"subtype": "thread_broadcast", "thread_ts": root.ts, "root": {"ts": root.ts}}
    town.slack.post_raw(CHEF, where, text=f"{bot}hvilke sager er røde?", **more)
    assert town.says(channel, CHEF, "2 sager").body["thread_ts"] == root.ts


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


# ---------------------------------------------------------------- once, and done


def offer(town: LocalBot, name: str) -> Message:
    """A document is shared; returns the offer to load it."""
    letter = (local_bot.ROOT / "samples/budgetmateriale-2026-2029.txt").read_bytes()
    town.slack.upload_as(CHEF, "@bot", name, letter + f"\nEn linje om {name}.\n".encode())
    return town.slack.said("@bot", CHEF)[0]


def test_a_load_that_fails_can_be_pressed_again(town: LocalBot) -> None:
    """Whatever failed: the press came to nothing."""
    card = offer(town, "igen.txt")
    town.slack.fault("files.info", "error", error="file_not_found")
    town.press(CHEF, card, ids.LOAD)
    town.says("@bot", CHEF, "gik galt")
    town.press(CHEF, card, ids.LOAD)
    town.says("@bot", CHEF, "igen.txt er læst")


def test_a_load_of_what_cannot_be_read_can_be_pressed_again(town: LocalBot) -> None:
    """On whatever card the button still stands, nobody is told that it was loaded already. A PDF is offered unread."""
    town.slack.upload_as(CHEF, "@bot", "billede.pdf", b"\x89PNG\r\n\x1a\n" + bytes(200))
    card = town.slack.said("@bot", CHEF)[0]
    file, who = button(card, ids.LOAD)["value"], town.slack.workspace.person(CHEF)
    town.press(CHEF, card, ids.LOAD)
    town.says("@bot", CHEF, "kan ikke læses")
    assert town.people.press(f"load:{file}", Person(who.id, who.name), town.now) is None


def test_a_load_whose_progress_cannot_be_shown_is_done(town: LocalBot) -> None:
    card = offer(town, "stille.txt")
    town.slack.fault("chat.update", "error", error="cant_update_message", count=-1)
    town.slack.fault("chat.postMessage", "error", error="restricted_action")
    town.press(CHEF, card, ids.LOAD)
    town.says("@bot", CHEF, "stille.txt er læst")


def test_a_load_that_a_stop_cut_off_is_done_after_the_start(town: LocalBot) -> None:
    """Between the press and the store: nobody reads that it was started already."""
    card = offer(town, "afbrudt.txt")
    file = button(card, ids.LOAD)["value"]
    who = town.slack.workspace.person(CHEF)
    town.people.press(f"load:{file}", Person(who.id, who.name), town.now)
    pressed = town.slack.press(CHEF, card, ids.LOAD).payload
    town.says("@bot", CHEF, "allerede")
    inbox = Inbox(town.people.file)
    inbox.keep("cut off", pressed, town.now)
    inbox.begin("cut off")
    assert town.app
    take_up(town.app, inbox)
    town.says("@bot", CHEF, "afbrudt.txt er læst")


def test_what_could_not_be_shared_can_be_shared_again(town: LocalBot) -> None:
    """Whatever went wrong before it stood there."""
    card = town.ask(CHEF, "/sag røde")
    town.slack.fault("chat.postMessage", "error", error="invalid_auth")
    town.press(CHEF, card, ids.SHARE)
    assert town.heard("#besparelser", LEAD) == []
    town.press(CHEF, card, ids.SHARE)
    assert len(town.heard("#besparelser", LEAD)) == 1
