"""The golden set: what a person came for stands first, and a card is one screen. Its shares may only rise."""

import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from templates import limits
from tests.browser import Page
from tests.sandbox import page_bot
from tests.surfaces.measure import MARKS, marks, share
from tests.surfaces.rendered import Phone
from tests.surfaces.surfaces import GOLDEN, Surface, Town, golden

SURFACES = list(golden())
SHARES = tomllib.loads((GOLDEN.parent / "shares.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = Town(Path(tmp_path_factory.mktemp("surfaces")) / "sagsbot.db")
    with closing(made.store):
        yield made


def test_the_set_has_sixty_surfaces_of_every_kind() -> None:
    assert len(SURFACES) >= 60
    assert {one.language for one in SURFACES} == {"da", "en"}


@pytest.mark.parametrize("surface", SURFACES, ids=lambda one: f"{one.name}-{one.language}")
def test_a_surface_keeps_within_the_limits_of_slack(town: Town, surface: Surface) -> None:
    made = surface.card(town)
    assert limits.problems(made.blocks, made.text or "-") == []


def test_the_shares_only_rise(town: Town) -> None:
    """shares.toml holds what was reached; whoever raises a share raises the figure there."""
    found = {f"{one.name} [{one.language}]": marks(one.card(town), one.wanted) for one in SURFACES}
    reached = {mark: share(list(found.values()), mark) for mark in MARKS} | {"all": share(list(found.values()))}
    _hold(reached, found)


def test_the_shares_on_a_phone_only_rise(town: Town, chromium: Page) -> None:
    """What a reader came for, and the main action, are on one screen of a phone; mostly the whole message is."""
    with page_bot.running() as slack:
        phone = Phone(chromium, slack)
        drawn = {f"{one.name} [{one.language}]": phone.heights(one.card(town)) for one in SURFACES}
        chromium.command("Page.navigate", url="about:blank")
    chromium.size(1280, 800)
    found = {name: {"phone": one.first <= one.screen, "whole": one.whole <= one.screen} for name, one in drawn.items()}
    _hold({mark: share(list(found.values()), mark) for mark in ("phone", "whole")}, found)


def _hold(reached: dict[str, float], found: dict[str, dict[str, bool]]) -> None:
    """None of the shares is below what shares.toml says."""
    missed = {name: [mark for mark, has in one.items() if not has] for name, one in found.items()}
    fallen = {mark: (share, SHARES[mark]) for mark, share in reached.items() if round(share, 3) < SHARES[mark]}
    assert not fallen, {name: lacks for name, lacks in missed.items() if lacks}
