"""Who may what: the one table, `rights.toml`, and the one place that asks it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from records.compiled import toml_table

ROLES = ("everybody", "self", "follower", "owner", "unit", "manager", "admin")


@dataclass(frozen=True, slots=True)
class Right:
    """A row of the table: what may be done with which kind of data, by whom; `limited`: by whom where a setting limits
    it."""

    data: str
    action: str
    roles: frozenset[str]
    unnamed: bool = False
    limited: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return f"{self.data}.{self.action}"


@cache
def rights() -> tuple[Right, ...]:
    """The table, in its order."""
    table = toml_table(Path(__file__).with_name("rights.toml"))
    rows = ((data, action, row) for data, actions in table.items() for action, row in actions.items())
    return tuple(_right(data, action, row) for data, action, row in rows)


def _right(data: str, action: str, row: Mapping[str, Any]) -> Right:
    roles, limited = frozenset(row["roles"]), frozenset(row.get("limited", ()))
    return Right(data, action, roles, row.get("unnamed", False), limited)


def right(name: str) -> Right:
    """Raises KeyError for an action that the table does not know: what nobody thought of is allowed to nobody."""
    return {one.name: one for one in rights()}[name]


def is_allowed(name: str, roles: Iterable[str], admins_named: bool = True, limits: Collection[str] = ()) -> bool:
    """May somebody with these roles, beside that of everybody? `limits` names the actions that the settings limit."""
    row = right(name)
    held = {"everybody", *roles, *(() if admins_named else ("unnamed",))}
    return bool(held & (row.limited if name in limits else row.roles)) or (row.unnamed and "unnamed" in held)


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who wants something. `of_case` gives the roles that a person has in a case, `mine` whom the thing is of.
    Neither is asked where the table needs it not."""

    person: str
    admins: tuple[str, ...] = ()
    of_case: Callable[[str], Iterable[str]] = lambda person: ()
    mine: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()

    def may(self, name: str) -> bool:
        own = [
            role for role, held in (("self", self.person in self.mine), ("admin", self.person in self.admins)) if held
        ]
        if is_allowed(name, own, bool(self.admins), self.limits):
            return True
        in_case = {"follower", "owner", "unit", "manager"} & right(name).roles
        return bool(in_case) and is_allowed(name, self.of_case(self.person), bool(self.admins))
