"""What people do with a bot on the local Slack: the same list over HTTP and over Socket Mode."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import App

from sandbox import LocalSlack
from sandbox.state import Message
from tests.sandbox import sandbox_bot
from tests.waiting import PATIENT

CHEF, ECONOMIST = "Kontorchef", "Økonom"


@pytest.fixture(scope="module", params=["http", "socket"])
def town(request: pytest.FixtureRequest) -> Iterator[tuple[LocalSlack, App, list[dict[str, Any]]]]:
    heard: list[dict[str, Any]] = []
    with LocalSlack(app=sandbox_bot.installation(), patience=PATIENT) as slack:
        app = sandbox_bot.build(slack, heard)
        with sandbox_bot.connected(slack, app, request.param):
            yield slack, app, heard


@pytest.fixture
def slack(town: tuple[LocalSlack, App, list[dict[str, Any]]]) -> LocalSlack:
    """With nothing said yet, and as if a while had passed."""
    slack, app, heard = town
    sandbox_bot.forget(slack, app)
    heard.clear()
    return slack


@pytest.fixture
def heard(town: tuple[LocalSlack, App, list[dict[str, Any]]], slack: LocalSlack) -> list[dict[str, Any]]:
    return town[2]


def asked(slack: LocalSlack) -> Message:
    slack.slash_as(CHEF, "#besparelser", "/sag HA06")
    return slack.said("#besparelser", CHEF)[0]


def test_a_command_is_answered_to_one_person(slack: LocalSlack, heard: list[dict[str, Any]]) -> None:
    """Acknowledged with nothing; the answer comes by response_url and nobody else sees it."""
    delivery = slack.slash_as(CHEF, "#besparelser", "/sag A & B")
    assert (delivery.status, delivery.answer) == ("acknowledged", None)
    assert slack.said("#besparelser", CHEF)[0].body["text"] == "Svar: A &amp; B"
    assert slack.messages("#besparelser", ECONOMIST) == []
    assert heard[0]["user_id"] == "U0KONTORCHEF"


def test_a_command_may_be_answered_with_its_acknowledgement(slack: LocalSlack) -> None:
    slack.slash_as(CHEF, "#alment", "/case")
    assert slack.messages("#alment", CHEF)[0].body["text"] == "At once"


def test_a_mention_is_answered_in_its_thread(slack: LocalSlack, heard: list[dict[str, Any]]) -> None:
    asked = slack.post_as(CHEF, "#alment", "@sagsbot vaskeri")
    (answer,) = slack.said("#alment")
    assert answer.thread == asked.ts
    assert heard[0]["event"]["text"] == "<@U0SAGSBOT> vaskeri"


def test_a_direct_message_is_answered(slack: LocalSlack) -> None:
    """The bot's own answer comes to it as an event as well, and it does not answer itself."""
    slack.post_as(ECONOMIST, "@bot", "hej")
    assert [message.body["text"] for message in slack.said("@bot", ECONOMIST)] == ["Selv hej"]
    slack.settle()
    assert len(slack.messages("@bot", ECONOMIST)) == 2


def test_talk_is_not_heard(slack: LocalSlack, heard: list[dict[str, Any]]) -> None:
    """No event without a subscription, and none from where the bot is no member."""
    slack.post_as(CHEF, "#alment", "Vi ses")
    slack.post_as(CHEF, "#økonomi", "@sagsbot hej")
    slack.settle()
    assert heard == []


def test_a_button_shares_and_takes_the_original_away(slack: LocalSlack, heard: list[dict[str, Any]]) -> None:
    """A click on what one person sees carries no message; its response_url can delete it."""
    card = asked(slack)
    assert slack.press(CHEF, card, "share").status == "acknowledged"
    slack.wait_until(lambda: card not in slack.messages("#besparelser", CHEF))
    (shared,) = slack.messages("#besparelser", ECONOMIST)
    assert shared.body["text"] == "kontorchef delte HA06"
    click = heard[-1]
    assert click["container"]["is_ephemeral"] is True
    assert "message" not in click


def test_a_modal_is_opened_refused_and_taken(slack: LocalSlack) -> None:
    slack.press(CHEF, asked(slack), "owner")
    slack.wait_until(lambda: bool(slack.workspace.modals.get("U0KONTORCHEF")))
    slack.submit(CHEF, {"text": "nej"})
    assert slack.modal(CHEF).errors == {"note": "Ikke nej"}
    slack.submit(CHEF, {"text": "ja"})
    assert slack.workspace.modals["U0KONTORCHEF"] == []
    assert slack.said("@bot", CHEF)[0].body["text"] == "Gemt: ja"


def test_closing_a_modal_is_told(slack: LocalSlack) -> None:
    slack.shortcut_as(CHEF, "search")
    slack.wait_until(lambda: bool(slack.workspace.modals.get("U0KONTORCHEF")))
    slack.close_modal(CHEF)
    assert slack.said("@bot", CHEF)[0].body["text"] == "Lukket"


def test_a_message_is_attached(slack: LocalSlack) -> None:
    message = slack.post_as(CHEF, "#alment", "Aftalt på mødet")
    slack.shortcut_as(CHEF, "attach", message)
    assert slack.said("#alment", CHEF)[0].body["text"] == "Knyttet: Aftalt på mødet"


def test_the_home_is_each_persons_own(slack: LocalSlack) -> None:
    slack.open_home(CHEF)
    slack.wait_until(lambda: (home := slack.home(CHEF)) is not None and "Dine sager" in str(home.content))
    assert slack.home(ECONOMIST) is None


def test_the_messages_tab_gets_prompts(slack: LocalSlack) -> None:
    slack.open_messages(CHEF)
    slack.wait_until(lambda: bool(slack.workspace.prompts))
    assert next(iter(slack.workspace.prompts.values()))["prompts"][0]["title"] == "Røde sager"


def test_a_file_is_offered_for_loading(slack: LocalSlack) -> None:
    slack.upload_as(CHEF, "#besparelser", "katalog.txt", "æøå".encode())
    assert slack.said("#besparelser")[0].body["text"] == "Indlæse katalog.txt?"


def test_an_edit_is_an_event_of_its_own(slack: LocalSlack, heard: list[dict[str, Any]]) -> None:
    message = slack.post_as(CHEF, "@bot", "hej")
    slack.said("@bot", CHEF)
    slack.edit_as(CHEF, message.channel, message.ts, "hej igen")
    slack.wait_until(lambda: any(body.get("event", {}).get("subtype") == "message_changed" for body in heard))
    slack.settle()
    assert len(slack.said("@bot", CHEF)) == 1


def test_another_program_is_heard_as_one(slack: LocalSlack, heard: list[dict[str, Any]]) -> None:
    slack.post_raw(CHEF, "#alment", text="<@U0SAGSBOT> alarm", bot_id="B0OTHER", subtype="bot_message")
    slack.said("#alment")
    assert heard[0]["event"]["bot_id"] == "B0OTHER"


def test_an_address_gives_the_challenge_back(slack: LocalSlack) -> None:
    """Over HTTP; with Socket Mode there is no address."""
    assert slack.verify() is (slack.deliveries.post is not None)


# ---------------------------------------------------------------- deliveries that go wrong


def events(heard: list[dict[str, Any]]) -> list[str]:
    return [body["event_id"] for body in heard if body.get("event", {}).get("user") == "U0KONTORCHEF"]


def test_a_lost_event_comes_again(slack: LocalSlack, heard: list[dict[str, Any]]) -> None:
    """At once, and then after a minute and five of the workspace's clock."""
    slack.fault("event", "lose", count=3)
    slack.post_as(CHEF, "@bot", "hej")
    slack.wait_until(lambda: slack.state()["deliveries"][-1]["attempt"] == 2)
    assert events(heard) == []
    slack.advance(61)
    slack.wait_until(lambda: slack.state()["deliveries"][-1]["attempt"] == 3)
    slack.advance(301)
    slack.said("@bot", CHEF)
    assert len(events(heard)) == 1


@pytest.mark.parametrize("effect", ["unheard", "duplicate"])
def test_an_event_comes_twice(slack: LocalSlack, heard: list[dict[str, Any]], effect: str) -> None:
    """With the same event_id: what tells the second from another event."""
    slack.fault("event", effect)
    slack.post_as(CHEF, "@bot", "hej")
    slack.said("@bot", CHEF, 2)
    assert len(events(heard)) == 2
    assert len(set(events(heard))) == 1


def test_a_command_that_is_lost_is_told_to_the_person(slack: LocalSlack) -> None:
    """Commands are not sent again."""
    slack.fault("command", "lose")
    assert slack.slash_as(CHEF, "#alment", "/sag HA06").status == "failed"
    assert slack.workspace.notices[0]["text"] == '/sag failed with the error "dispatch_failed"'
