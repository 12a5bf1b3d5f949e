"""How often a person may ask, and what counts as asking."""

from pathlib import Path

import pytest

from bot.handlers.rate_limit import MOST, Pace, refusal
from bot.slack.request import Asked
from index.state.people import Person
from tests import local_bot

ANNE, BO = Person("U0ANNE", "anne"), Person("U0BO", "bo")


def test_so_often_in_a_minute_and_then_again() -> None:
    """Each person by itself; what is turned away does not make the wait longer."""
    clock = [0.0]
    pace = Pace(2, 60.0, lambda: clock[0])
    assert [pace.allows("a") for _ in range(4)] == [True, True, False, False]
    assert pace.allows("b")
    clock[0] = 60.0
    assert [pace.allows("a") for _ in range(3)] == [True, True, False]


@pytest.mark.parametrize(
    ("asked", "team", "why"),
    [
        (Asked(ANNE, text="hej", team="T1"), "T1", None),
        (Asked(ANNE, text="hej", team="T2"), "T1", "outsider"),
        (Asked(ANNE, action="share", team="T2"), "T1", "outsider"),
        (Asked(ANNE, text="hej"), "T1", None),  # Slack does not always say
        (Asked(ANNE, text="hej", team="T2"), None, None),  # several workspaces of one organisation
    ],
)
def test_who_belongs_here(asked: Asked, team: str | None, why: str | None) -> None:
    assert refusal(asked, team, Pace()) == why


def test_opening_a_tab_is_no_question() -> None:
    pace = Pace(0)
    assert refusal(Asked(ANNE), None, pace) is None
    assert refusal(Asked(BO, command="/sag"), None, pace) == "too_many"


def test_who_asks_too_much_is_told_and_others_are_answered(tmp_path: Path) -> None:
    """In words, to the person alone, at once."""
    with local_bot.town(local_bot.samples(tmp_path), "http", most=2) as town:
        for _ in range(2):
            town.ask("Kontorchef", "/sag hjælp")
        assert f"mere end {MOST} gange" in town.ask("Kontorchef", "/sag røde").body["text"]
        assert "2 sager" in town.ask("Økonom", "/sag røde").body["text"]
