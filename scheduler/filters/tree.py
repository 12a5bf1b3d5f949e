"""Which cases a subscription is about: limits joined by and, or, not. Evaluated purely, kept as JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from index.search.conditions import AT_LEAST, AT_MOST, BETWEEN, EXACTLY, NOT_STATED, OVER, UNDER
from records import StatusRow
from records.names import AREAS, area
from records.spelling import key_of

NAMES = ("colour", "committee", "area", "owner", "municipality")
NUMBERS = ("saving", "cost", "budget_year", "phase_in_year")
NOBODY = ""  # the owner of a case that has none
SHORTEST = 4  # letters of a word that may stand for a longer one: "børn" for "børnefamilier"


@dataclass(frozen=True, slots=True)
class NameLimit:
    """The case has this name in `field` (one of NAMES): a colour, the abbreviation of a committee, an area as it was
    written, the id of an owner. `label` is only to be read: what an owner is called."""

    field: str
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class NumberLimit:
    """A number of the case (one of NUMBERS; amounts in 1.000 kr.) compared by an `op` of `index.search.conditions`."""

    field: str
    op: str
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Coded:
    """The case has this code, and this budget year where one is named."""

    code: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Not:
    part: "Filter"


@dataclass(frozen=True, slots=True)
class And:
    """All parts; without parts every case."""

    parts: tuple["Filter", ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """One part at least; without parts no case."""

    parts: tuple["Filter", ...] = ()


Filter = NameLimit | NumberLimit | Coded | Not | And | Or
EVERYTHING = And()


@dataclass(frozen=True, slots=True)
class Traits:
    """What a filter can ask of one case. A case in several areas has several of each; None is "not stated"."""

    codes: frozenset[tuple[str, int | None]] = frozenset()
    municipality: str = ""
    colours: frozenset[str] = frozenset()
    committees: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    owner: str = NOBODY
    saving: float | None = None
    cost: float | None = None
    budget_years: frozenset[int] = frozenset()
    phase_in_years: frozenset[int] = frozenset()


def traits(rows: tuple[StatusRow, ...], owner: str = NOBODY) -> Traits:
    """What the rows of one case in one report say. A positive saving is money saved, extra costs are none."""
    return Traits(
        codes=frozenset((row.code, row.budget_year) for row in rows if row.code),
        municipality=rows[0].municipality if rows else "",
        colours=frozenset(row.colour for row in rows if row.colour),
        committees=frozenset(row.committee for row in rows if row.committee),
        areas=frozenset(row.area for row in rows if row.area),
        owner=owner,
        saving=promised(rows),
        cost=_sum({_shared(row): row.investment_tkr for row in rows if row.investment_tkr is not None}),
        budget_years=frozenset(row.budget_year for row in rows if row.budget_year),
        phase_in_years=frozenset(row.phase_in_year for row in rows if row.phase_in_year),
    )


def promised(rows: tuple[StatusRow, ...]) -> float | None:
    """The saving of one case in 1.000 kr., its shares in several areas added; None where none is stated.

    The same amounts under another area are the same money printed twice; an extra cost is no saving.
    """
    return _sum({_shared(row): row.saved_tkr for row in rows if row.saved_tkr is not None and row.saved_tkr >= 0})


def _shared(row: StatusRow) -> tuple[float | None, float | None]:
    return row.investment_tkr, row.saved_tkr


def _sum(found: Mapping[object, float]) -> float | None:
    return sum(found.values()) + 0.0 if found else None


# ---------------------------------------------------------------- evaluating


def meets(wanted: Filter, case: Traits) -> bool:
    """Is the case one of those that are wanted? A number that is not stated meets no limit on it."""
    match wanted:
        case And(parts):
            return all(meets(part, case) for part in parts)
        case Or(parts):
            return any(meets(part, case) for part in parts)
        case Not(part):
            return not meets(part, case)
        case Coded(code, year):
            return any(code == own and year in (None, of) for own, of in case.codes)
        case NameLimit(field, value):
            return _NAMED[field](case, value)
        case NumberLimit():
            return _within(wanted, _NUMBERS[wanted.field](case))


def relabelled(wanted: Filter, called: Callable[[NameLimit], str]) -> Filter:
    """The same filter with its owners called as `called` says."""
    match wanted:
        case And(parts):
            return And(tuple(relabelled(part, called) for part in parts))
        case Or(parts):
            return Or(tuple(relabelled(part, called) for part in parts))
        case Not(part):
            return Not(relabelled(part, called))
        case NameLimit("owner", value) if value != NOBODY:
            return NameLimit("owner", value, called(wanted))
    return wanted


@lru_cache(maxsize=4096)  # the same few areas are asked for again and again
def area_fits(wanted: str, name: str) -> bool:
    """Is an area as a report prints it the one that somebody wrote? Every written word is one of its words, or begins
    one; one of the nine areas of the idea bank is met by any of its names."""
    if wanted in AREAS and area(name) == wanted:
        return True
    own, words = key_of(name).split(), [word for word in key_of(wanted).split() if word not in ("og", "and")]
    return bool(words) and all(any(_begins(mine, word) for mine in own) for word in words)


def _begins(mine: str, word: str) -> bool:
    return mine == word or (len(word) >= SHORTEST and mine.startswith(word))


_NAMED: Mapping[str, Callable[[Traits, str], bool]] = {
    "colour": lambda case, value: value in case.colours,
    "committee": lambda case, value: value in case.committees,
    "area": lambda case, value: any(area_fits(value, name) for name in case.areas),
    "owner": lambda case, value: case.owner == value,
    "municipality": lambda case, value: case.municipality == value,
}
_NUMBERS: Mapping[str, Callable[[Traits], tuple[float, ...]]] = {
    "saving": lambda case: () if case.saving is None else (case.saving,),
    "cost": lambda case: () if case.cost is None else (case.cost,),
    "budget_year": lambda case: tuple(case.budget_years),
    "phase_in_year": lambda case: tuple(case.phase_in_years),
}
_COMPARE: Mapping[str, Callable[[float, NumberLimit], bool]] = {
    UNDER: lambda value, limit: value < limit.low,
    OVER: lambda value, limit: value > limit.low,
    AT_MOST: lambda value, limit: value <= limit.low,
    AT_LEAST: lambda value, limit: value >= limit.low,
    EXACTLY: lambda value, limit: value == limit.low,
    BETWEEN: lambda value, limit: limit.low <= value <= limit.high,
}


def _within(limit: NumberLimit, values: tuple[float, ...]) -> bool:
    if limit.op == NOT_STATED:
        return not values
    return any(_COMPARE[limit.op](value, limit) for value in values)


# ---------------------------------------------------------------- JSON

_PARTS: Mapping[str, type[And] | type[Or]] = {"and": And, "or": Or}


def to_json(wanted: Filter) -> str:
    return json.dumps(_packed(wanted), ensure_ascii=False, separators=(",", ":"))


def _packed(wanted: Filter) -> dict[str, object]:
    match wanted:
        case And(parts) | Or(parts):
            return {"and" if isinstance(wanted, And) else "or": [_packed(part) for part in parts]}
        case Not(part):
            return {"not": _packed(part)}
        case Coded(code, year):
            return {"code": code, "year": year}
        case NameLimit(field, value, label):
            return {"field": field, "value": value, "label": label}
        case NumberLimit(field, op, low, high):
            return {"field": field, "op": op, "low": low, "high": high}


def from_json(text: str) -> Filter:
    """The filter of `to_json`. Raises ValueError or KeyError for anything else."""
    return _unpacked(json.loads(text))


def _unpacked(value: dict[str, Any]) -> Filter:
    for name, made in _PARTS.items():
        if name in value:
            return made(tuple(_unpacked(part) for part in value[name]))
    if "not" in value:
        return Not(_unpacked(value["not"]))
    if "code" in value:
        return Coded(value["code"], value["year"])
    if "op" in value:
        return NumberLimit(value["field"], value["op"], value["low"], value["high"])
    return NameLimit(value["field"], value["value"], value["label"])
