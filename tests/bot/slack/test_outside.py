"""What is posted, and to whom the bot speaks, where people of other organisations read along."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from slack_bolt import BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.case_queries import CaseQueries
from bot.handlers.context import Context, handled
from bot.settings import Settings
from bot.slack.client import SlackClient
from bot.slack.inbox import KEY
from bot.slack.outside import InsidePoster
from bot.slack.request import Request
from index.db.database import DatabaseFile
from index.state.inbox import Inbox
from index.state.people import People
from sandbox import LocalSlack
from scheduler.poster import HistoryPage, RateLimited, Refusal, Sent
from templates import Card
from tests.sandbox import sandbox_bot
from tests.waiting import PATIENT

CARD = Card([], "hej")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


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
        self.said: list[dict[str, Any]] = []

    def chat_postMessage(self, **said: Any) -> Any:  # as the SDK calls it
        self.said.append(said)
        return {"channel": said["channel"], "ts": "1.0"}

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


@pytest.mark.parametrize(("user", "answered"), [(HOME, True), (AWAY, False), (OTHER, False), (None, False)])
def test_somebody_of_another_workspace_is_not_answered(
    tmp_path: Path, user: dict[str, Any] | None, answered: bool
) -> None:
    """In an Enterprise Grid a command there reaches the app as well: it is refused before any handler sees it."""
    file, grid, asked = DatabaseFile(tmp_path / "a.db"), Grid(user), list[Request]()
    queries = cast(CaseQueries, SimpleNamespace(clock=lambda: NOW))
    context = Context(queries, People(file), Inbox(file), Settings(db=file.path))
    body = {"command": "/sag", "text": "røde", "user_id": "U1", "team_id": "T3"}
    context.inbox.keep("key", body, NOW)
    known = BoltContext({"authorize_result": AuthorizeResult(enterprise_id="E1", team_id="T1"), KEY: "key"})
    handled(lambda request, *_: asked.append(request), context)(body=body, context=known, client=grid)
    assert [one.text for one in asked] == (["røde"] if answered else [])
    assert [one["channel"] for one in grid.said] == ([] if answered else ["U1"])
    assert context.inbox.counts() == {"done": 1}
    file.close()


def test_a_poster_is_asked_where_a_message_is() -> None:
    poster = InsidePoster(Recording(), lambda _: True)
    assert (poster.page("C0ALL", "0"), poster.channels()) == (HistoryPage(()), ())
