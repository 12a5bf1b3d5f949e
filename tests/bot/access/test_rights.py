"""Who may what, cell by cell, and that everything that is done in Slack asks the one table."""

import re
from pathlib import Path

import pytest

from bot.access import ROLES, Asker, is_allowed, right, rights
from bot.access.audiences import limited_actions
from bot.settings import Settings
from tests.local_bot import ROOT

# x: may. a: may where no admin is named. The columns are ROLES.
TABLE = """
                                everybody self follower owner unit manager admin
documents.ask                   x         x    x        x     x    x       x
documents.load                  a         a    a        a     a    a       x
documents.list                  .         .    .        .     .    .       x
tables.correct                  a         a    a        a     a    a       x
findings.see                    .         .    .        .     .    .       x
confidential_proposals.see      x         x    x        x     x    x       x
cases.follow                    x         x    x        x     x    x       x
owners.see                      x         x    x        x     x    x       x
owners.set                      x         x    x        x     x    x       x
owners.change                   a         a    a        x     x    x       x
owners.take_back                a         x    a        x     x    x       x
corrections.suggest             x         x    x        x     x    x       x
corrections.list                .         .    .        .     .    .       x
corrections.decide              .         .    .        .     .    .       x
notes.attach                    x         x    x        x     x    x       x
notes.read                      x         x    x        x     x    x       x
notes.read_private              .         x    .        .     .    .       .
notes.remove                    .         x    .        x     .    .       x
milestones.answer               x         x    x        x     x    x       x
reminders.plan_own              x         x    x        x     x    x       x
reminders.plan_all              .         .    .        .     .    .       x
stand_ins.set_own               x         x    x        x     x    x       x
stand_ins.set_others            .         .    .        .     .    .       x
units.see                       x         x    x        x     x    x       x
units.set                       .         .    .        .     .    .       x
subscriptions.make              x         x    x        x     x    x       x
subscriptions.stop_of_channel   x         x    x        x     x    x       x
subscriptions.stop_of_person    .         x    .        .     .    .       x
posts.settle                    a         a    a        a     a    a       x
"""
HEAD, *_LINES = [line.split() for line in TABLE.strip().splitlines()]
LINES = [(name, cells) for name, *cells in _LINES]


def test_the_table_is_whole() -> None:
    """Each action of `rights.toml` has its line here, and each role its column."""
    assert tuple(HEAD) == ROLES
    assert [name for name, *_ in LINES] == [one.name for one in rights()]
    assert all(one.roles <= set(ROLES) for one in rights())


@pytest.mark.parametrize(("name", "cells"), LINES)
def test_a_role_may_what_its_cell_says(name: str, cells: list[str]) -> None:
    assert [is_allowed(name, [role]) for role in ROLES] == [cell == "x" for cell in cells]
    assert [is_allowed(name, [role], admins_named=False) for role in ROLES] == [cell in "xa" for cell in cells]


@pytest.mark.parametrize(("name", "cells"), LINES)
def test_an_asker_has_the_roles_of_the_thing_asked_for(name: str, cells: list[str]) -> None:
    """The same through the one function that the handlers ask: by who somebody is, not by what they say they are."""
    assert [asker(role).may(name) for role in ROLES] == [cell == "x" for cell in cells]


def asker(role: str) -> Asker:
    case = [role] if role in ("follower", "owner", "unit", "manager") else []
    mine, admins = (("U1",) if role == "self" else ()), (("U1",) if role == "admin" else ("U9",))
    return Asker("U1", admins, lambda _: case, mine)


@pytest.mark.parametrize("role", ROLES)
def test_confidential_proposals_can_be_the_admins_alone(role: str) -> None:
    limits = limited_actions(Settings(hold_confidential=True))
    assert is_allowed("confidential_proposals.see", [role], limits=limits) is (role == "admin")
    assert not is_allowed("confidential_proposals.see", [role] if role != "admin" else [], False, limits)


def test_an_action_that_nobody_thought_of_is_allowed_to_nobody() -> None:
    with pytest.raises(KeyError):
        right("owners.sell")


HANDLERS = tuple((ROOT / "bot").rglob("*.py"))


def named(pattern: str) -> set[str]:
    return {name for path in HANDLERS for name in re.findall(pattern, path.read_text("utf-8"))}


def test_every_right_is_asked_and_every_asked_is_a_right() -> None:
    asked = named(r'"([a-z_]+\.[a-z_]+)"') & {one.name for one in rights()}
    assert {one.name for one in rights()} == asked
    told = named(r'(?:\.may\(request, |allowed\()"([a-z_.]+)"')
    assert told <= {one.name for one in rights()}


def test_nobody_asks_the_settings_who_is_an_admin() -> None:
    """A rule in two places is two rules."""
    users = {str(Path(path).relative_to(ROOT)) for path in HANDLERS if "settings.admins" in path.read_text("utf-8")}
    assert users == {"bot/handlers/context.py", "bot/access/audiences.py"}
