"""The answers to a notice about a post of which nobody knows whether Slack has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.db.database import DatabaseFile
from index.state.outbox import ASKED, PARKED, PENDING, SENT, Outbox, Post
from sandbox.state import Message
from templates import ids, say
from tests import local_bot
from tests.local_bot import TODAY, LocalBot
from tests.sandbox import sandbox_bot

ADMIN, LEAD, KEY = "Administrator", "Projektleder", "notice:a"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[LocalBot]:
    with local_bot.town(local_bot.samples(tmp_path), "http") as made:
        yield made


def asked_about(town: LocalBot, state: str = ASKED) -> Outbox:
    """A post went out, and nobody could prove it; or Slack has refused it."""
    outbox = Outbox(DatabaseFile(town.path))
    outbox.add(Post(KEY, "notice", town.slack.channel("#alment"), {}), TODAY)
    outbox.claim([KEY], TODAY)
    outbox.park([KEY], "unproven", TODAY, state)
    return outbox


def notice(town: LocalBot, person: str) -> Message:
    """A message with all answers as buttons."""
    buttons = [
        {"type": "button", "action_id": one, "value": value, "text": {"type": "plain_text", "text": one}}
        for one, value in (
            (ids.POST_THERE, KEY),
            (ids.POST_AGAIN, KEY),
            (ids.POST_RETRY, town.slack.channel("#alment")),
        )
    ]
    web = sandbox_bot.client(town.slack)
    where = web.conversations_open(users=town.slack.workspace.person(person).id)["channel"]["id"]
    web.chat_postMessage(channel=where, text="?", blocks=[{"type": "actions", "elements": buttons}])
    return town.heard("@bot", person)[-1]


@pytest.mark.parametrize(
    ("first", "state", "other"), [(ids.POST_THERE, SENT, ids.POST_AGAIN), (ids.POST_AGAIN, PENDING, ids.POST_THERE)]
)
def test_the_first_answer_counts(town: LocalBot, first: str, state: str, other: str) -> None:
    """What stands in Slack is not sent again, and what does not is: a second answer says that it is settled."""
    outbox, asked = asked_about(town), notice(town, ADMIN)
    town.press(ADMIN, asked, first)
    town.says("@bot", ADMIN, say(f"notices.settled_{'there' if first == ids.POST_THERE else 'again'}", "da"))
    for again in (first, other):
        town.press(ADMIN, asked, again)
        row = outbox.row(KEY)
        assert row
        assert row.state == state
    town.says("@bot", ADMIN, say("notices.settled_before", "da"))


@pytest.mark.parametrize("pressed", [ids.POST_THERE, ids.POST_AGAIN, ids.POST_RETRY])
@pytest.mark.parametrize("state", [ASKED, PARKED])
def test_who_is_no_admin_settles_nothing(town: LocalBot, pressed: str, state: str) -> None:
    outbox = asked_about(town, state)
    town.press(LEAD, notice(town, LEAD), pressed)
    town.says("@bot", LEAD, say("people.admin", "da"))
    row = outbox.row(KEY)
    assert row
    assert row.state == state
