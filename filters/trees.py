"""Limits joined by and, or, not: which cases a subscription is about. Evaluated purely, kept as JSON."""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from filters.conditions import (
    ALL,
    BETWEEN,
    EITHER,
    EXACTLY,
    IN,
    LEFT_OUT,
    NOT_STATED,
    WHOLE,
    Condition,
    is_operation,
    only_code,
    opposite,
)
from filters.fields import CHOICES, FIELDS, YEAR
from records.layouts import GivenName
from records.spelling import key_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Not:
    part: "Tree"


@dataclass(frozen=True, slots=True)
class And:
    """All parts; without parts every case."""

    parts: tuple["Tree", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """One part at least; without parts no case."""

    parts: tuple["Tree", ...] = ()


Tree = Condition | Not | And | Or
EVERYTHING = And()


def tree_of(limit: Condition) -> Tree:
    """A limit that holds several ("left_out", "either", "all") as a tree of them; any other as it is."""
    if limit.field not in (LEFT_OUT, EITHER, ALL):
        return limit
    every = And(tuple(map(tree_of, limit.parts)))
    if limit.field == ALL or limit.op == WHOLE:
        met: Tree = every if limit.field == ALL else Not(every)
    else:
        met = Or(tuple(map(tree_of, map(opposite, limit.parts) if limit.field == LEFT_OUT else limit.parts)))
    return Not(met) if limit.negated else met


def meets(wanted: Tree, holds: Callable[[Condition], bool]) -> bool:
    """Is a case one of those that are wanted? `holds` says which limits it meets."""
    match wanted:
        case And(parts):
            return all(meets(part, holds) for part in parts)
        case Or(parts):
            return any(meets(part, holds) for part in parts)
        case Not(part):
            return not meets(part, holds)
        case Condition():
            return holds(wanted)


def choice_of(part: Tree) -> str:
    """What names of one kind have in common, which side by side are a choice ("røde og gule"); "" for what can be
    joined with more of it (amounts)."""
    if not isinstance(part, Condition):
        return ""
    year = FIELDS[part.field].kind == YEAR and part.op in (EXACTLY, IN)
    return part.field if part.field in CHOICES or year else ""


def mapped(wanted: Tree, made: Callable[[Condition], Tree]) -> Tree:
    """The same tree with other limits."""
    match wanted:
        case And(parts):
            return And(tuple(mapped(part, made) for part in parts))
        case Or(parts):
            return Or(tuple(mapped(part, made) for part in parts))
        case Not(part):
            return Not(mapped(part, made))
        case Condition():
            return made(wanted)


def relabelled(wanted: Tree, called: Callable[[str], str]) -> Tree:
    """The same tree with its owners called as `called` says of their ids."""

    def named(one: Condition) -> Condition:
        return replace(one, label=called(one.values[0])) if one.field == "owner" and one.values else one

    return mapped(wanted, named)


def with_own_names(wanted: Tree, given: Iterable[GivenName]) -> Tree:
    """The same tree where an abbreviation of a committee is, in a municipality that has given it, what it stands for
    there and nothing else."""
    listed = [one for one in given if one.kind == "committee"]
    return mapped(wanted, lambda one: _by_own_names(one, listed) if one.field == "committee" else one)


def _by_own_names(limit: Condition, given: Iterable[GivenName]) -> Tree:
    asked = {key_of(value) for value in limit.values}
    own = {(one.municipality, one.name) for one in given if asked & {key_of(short) for short in one.abbreviations}}
    if not own:
        return limit
    elsewhere = Not(Condition("municipality", tuple(sorted({place for place, _ in own}))))
    there = (And((Condition("municipality", (place,)), Condition("committee", (name,)))) for place, name in sorted(own))
    either = Or((And((replace(limit, negated=False), elsewhere)), *there))
    return Not(either) if limit.negated else either


# ---------------------------------------------------------------- JSON

_JOINS: Mapping[str, type[And] | type[Or]] = {"and": And, "or": Or}
_USUAL = Condition("")


def to_json(wanted: Tree) -> str:
    return json.dumps(_packed(wanted), ensure_ascii=False, separators=(",", ":"))


def _packed(wanted: Tree) -> dict[str, object]:
    match wanted:
        case And(parts) | Or(parts):
            return {"and" if isinstance(wanted, And) else "or": [_packed(part) for part in parts]}
        case Not(part):
            return {"not": _packed(part)}
        case Condition():
            said = {name: getattr(wanted, name) for name in ("values", "op", "low", "high", "negated", "label")}
            return {"field": wanted.field} | {n: value for n, value in said.items() if value != getattr(_USUAL, n)}


def from_json(text: str) -> Tree:
    """The tree of `to_json`, or of an older version of it. Raises ValueError for anything else."""
    try:
        return _unpacked(json.loads(text))
    except (AttributeError, LookupError, TypeError) as error:
        raise ValueError(text) from error


def kept_tree(text: str) -> Tree:
    """The tree of a wish that is kept. One that a later version cannot read any longer is for every case: whoever has
    it hears too much, and can stop it, where else nobody would hear anything."""
    try:
        return from_json(text)
    except ValueError:
        log.error("A kept filter cannot be read, and is taken for every case")  # its text may name a person
        return EVERYTHING


def _unpacked(value: dict[str, Any]) -> Tree:
    for name, made in _JOINS.items():
        if name in value:
            return made(tuple(_unpacked(part) for part in value[name]))
    if "not" in value:
        return Not(_unpacked(value["not"]))
    if "code" in value or "value" in value:
        return _older(value)
    limit = Condition(**{**value, "values": tuple(value.get("values", ()))})
    if not FIELDS[limit.field].of_cases or not is_operation(limit):
        raise ValueError(limit.id)  # of a version that knew more
    low = None if limit.op == NOT_STATED else limit.low
    return replace(limit, low=low, high=limit.high if limit.op == BETWEEN else None)


def _older(value: dict[str, Any]) -> Condition:
    """As the first version kept codes and names: {"code", "year"} or {"field", "value", "label"}."""
    if "code" in value:
        year = value["year"]
        return only_code(value["code"], float(year) if year else None)
    return Condition(value["field"], (value["value"],) if value["value"] else (), label=value["label"])
