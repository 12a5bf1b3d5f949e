"""What is posted, and to whom the bot speaks, where people of other organisations read along."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.client import SlackClient
from bot.slack.outside import InsidePoster
from sandbox import LocalSlack
from scheduler.poster import HistoryPage, RateLimited, Refusal, Sent
from templates import Card
from tests.sandbox import sandbox_bot
from tests.waiting import PATIENT

CARD = Card([], "hej")


@dataclass
class Recording:
    """A poster that takes everything."""

    posted: list[str] = field(default_factory=list)

    def post(self, to: str, card: Card, marks: Iterable[str]) -> Sent:
        self.posted.append(to)
        return Sent(to, "1.0")

    def page(self, to: str, after: str, cursor: str = "") -> HistoryPage:
        return HistoryPage(())

    def channels(self) -> tuple[str, ...]:
        return ()


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(patience=PATIENT) as running:
        yield running


@pytest.mark.parametrize(
    ("known", "outcome", "posted"),
    [
        (False, Sent("C0ALL", "1.0"), ["C0ALL"]),
        (True, Refusal("shared_outside", "channel"), []),
        (None, RateLimited(30.0), []),
    ],
)
def test_a_channel_is_asked_for_before_anything_is_posted(
    known: bool | None, outcome: object, posted: list[str]
) -> None:
    there = Recording()
    assert InsidePoster(there, lambda _: known).post("C0ALL", CARD, ["m"]) == outcome
    assert there.posted == posted


def test_a_person_is_not_asked_for() -> None:
    there = Recording()
    InsidePoster(there, lambda _: True).post("U0ANNE", CARD, ["m"])
    assert there.posted == ["U0ANNE"]


def test_a_channel_is_believed_for_a_minute() -> None:
    """Not longer: it may be shared any time. One that is shared is asked for each time."""
    now, asked = [0.0], list[str]()
    poster = InsidePoster(Recording(), lambda channel: bool(asked.append(channel)), lambda: now[0])
    for now[0] in (0.0, 59.0, 61.0):
        poster.post("C0ALL", CARD, ["m"])
    assert len(asked) == 2


def test_slack_says_which_channels_are_shared(slack: LocalSlack) -> None:
    client = SlackClient(sandbox_bot.client(slack))
    alment = slack.workspace.conversation("#alment")
    assert client.shared_outside(alment.id) is False
    alment.shared = True
    assert client.shared_outside(alment.id) is True
    assert client.shared_outside("C0NOWHERE") is False


class Grid(WebClient):
    """users.info of an Enterprise Grid."""

    def __init__(self, user: dict[str, Any] | None) -> None:
        super().__init__("xoxb-test")
        self._user = user

    def users_info(self, **_: Any) -> Any:
        if self._user is None:
            raise SlackApiError("no", {"error": "user_not_found"})
        return {"user": self._user}


HOME = {"team_id": "T1", "enterprise_user": {"enterprise_id": "E1", "teams": ["T1", "T2"]}}
AWAY = {"team_id": "T3", "enterprise_user": {"enterprise_id": "E1", "teams": ["T3"]}}
OTHER = {"team_id": "T9", "enterprise_user": {"enterprise_id": "E9", "teams": ["T9"]}}


@pytest.mark.parametrize(
    ("user", "team", "belongs"),
    [
        (HOME, "T1", True),
        (HOME, "T2", True),
        (AWAY, "T1", False),
        (AWAY, None, True),  # installed in the whole organisation
        (OTHER, None, False),
        ({**HOME, "is_stranger": True}, "T1", False),
        (None, "T1", False),
    ],
)
def test_somebody_of_an_enterprise_is_asked_for(user: dict[str, Any] | None, team: str | None, belongs: bool) -> None:
    """A person of another workspace of the same organisation is a colleague only where the app is installed there."""
    assert SlackClient(Grid(user)).belongs("U1", team, "E1") is belongs


def test_a_poster_is_asked_where_a_message_is() -> None:
    poster = InsidePoster(Recording(), lambda _: True)
    assert (poster.page("C0ALL", "0"), poster.channels()) == (HistoryPage(()), ())
