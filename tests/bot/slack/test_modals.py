"""Modals that wait: in whatever order the acknowledgement and the answer arrive, the answer is what stands there."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.slack import modals
from sandbox.state import View
from templates import ids, say
from tests import local_bot
from tests.local_bot import LocalBot, samples, text_of

CHEF = "Kontorchef"
WAITS = say("forms.waiting_text", "da")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def shorter() -> Iterator[None]:
    """The acknowledgement is waited for in quarters of the usual times."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("USUAL_S", "LATE_S"):
            patched.setattr(modals, name, tuple(one / 4 for one in getattr(modals, name)))
        yield


@pytest.fixture(scope="module", params=["http", "socket"])
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalBot]:
    with local_bot.town(samples(tmp_path_factory.mktemp("modals")), request.param) as made:
        yield made


@pytest.fixture
def town(running: LocalBot) -> LocalBot:
    running.clear()
    return running


def search(town: LocalBot, *faults: tuple[str, str, dict[str, Any]]) -> None:
    """Ask in the modal; the faults are ordered when the form stands there."""
    town.slack.shortcut_as(CHEF, ids.SEARCH_SHORTCUT)
    town.in_modal(CHEF, "Dit spørgsmål")
    for method, effect, more in faults:
        town.slack.fault(method, effect, **more)
    town.slack.submit(CHEF, {ids.QUESTION_FIELD: "status på VH04"})


def modal(town: LocalBot) -> View:
    """What stands there when all is done: the answer of the bot is, and the acknowledgement too."""
    town.settle()
    return town.slack.modal(CHEF)


@pytest.mark.parametrize("seconds", [0.1, 0.5, 1.25])
def test_an_acknowledgement_that_comes_late_covers_no_answer(town: LocalBot, seconds: float) -> None:
    """The last also where Slack would not take it any more: after more than all of USUAL_S."""
    search(town, ("interactive", "late", {"seconds": seconds}))
    shown = text_of(modal(town))
    assert "Engvej" in shown
    assert WAITS not in shown


def test_a_failure_is_not_covered_either(town: LocalBot) -> None:
    search(town, ("interactive", "late", {"seconds": 1}), ("views.update", "error", {"error": "view_too_large"}))
    assert say("errors.title", "da") in text_of(modal(town))


def test_an_acknowledgement_that_is_lost_keeps_no_answer_back(town: LocalBot) -> None:
    """Slack says in the form that nothing came; then the answer stands there all the same."""
    search(town, ("interactive", "unheard", {}))
    assert "Engvej" in text_of(modal(town))


@pytest.mark.parametrize("stored", [True, False])
def test_an_answer_that_nobody_knows_of_is_filled_in_again(town: LocalBot, stored: bool) -> None:
    """It can stand there once only."""
    search(town, ("views.update", "drop", {"stored": stored}))
    assert "Engvej" in text_of(modal(town))


def test_a_modal_that_was_closed_stays_closed(town: LocalBot) -> None:
    """Nothing follows in another place either: whoever closes it does not wait."""
    search(town, ("interactive", "late", {"seconds": 0.5}), ("views.update", "ratelimited", {"retry_after": "1"}))
    town.slack.close_modal(CHEF)
    town.settle()
    assert not town.slack.workspace.modals.get("U0KONTORCHEF")
    assert town.heard("@bot", CHEF) == []
