"""How often a person may ask, and what counts as asking."""

from pathlib import Path

import pytest

from bot.handlers.rate_limit import MOST, RateLimit, refusal
from bot.slack.request import Request
from index.state.people import Person
from tests import local_bot

ANNE, BO = Person("U0ANNE", "anne"), Person("U0BO", "bo")


def test_so_often_in_a_minute_and_then_again() -> None:
    """Each person by itself; what is turned away does not make the wait longer."""
    clock = [0.0]
    rate_limit = RateLimit(2, 60.0, lambda: clock[0])
    assert [rate_limit.allows("a") for _ in range(4)] == [True, True, False, False]
    assert rate_limit.allows("b")
    clock[0] = 30.0
    assert not rate_limit.allows("a")
    clock[0] = 60.0
    assert [rate_limit.allows("a") for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(
    ("asked", "team", "why"),
    [
        (Request(ANNE, text="hej", team="T1"), "T1", None),
        (Request(ANNE, text="hej", team="T2"), "T1", "outsider"),
        (Request(ANNE, action="share", team="T2"), "T1", "outsider"),
        (Request(ANNE, text="hej"), "T1", None),  # Slack does not always say
        (Request(ANNE, text="hej", team="T2"), None, None),  # several workspaces of one organisation
    ],
)
def test_who_belongs_here(asked: Request, team: str | None, why: str | None) -> None:
    assert refusal(asked, team, RateLimit()) == why


def test_opening_a_tab_is_no_question() -> None:
    rate_limit = RateLimit(0)
    assert refusal(Request(ANNE), None, rate_limit) is None
    assert refusal(Request(BO, command="/sag"), None, rate_limit) == "too_many"


def test_who_asks_too_much_is_told_and_others_are_answered(tmp_path: Path) -> None:
    """In words, to the person alone, at once."""
    with local_bot.town(local_bot.samples(tmp_path), "http", most=2) as town:
        for _ in range(2):
            town.ask("Kontorchef", "/sag hjælp")
        assert f"mere end {MOST} gange" in town.ask("Kontorchef", "/sag røde").body["text"]
        assert "2 sager" in town.ask("Økonom", "/sag røde").body["text"]
