"""A limit as a part of how something was read: what `templates` words, and what a person can take off."""

from collections.abc import Callable
from datetime import date

from filters.conditions import ALL, EITHER, FIRST_OF, IN, LEFT_OUT, NOT_STATED, Condition, is_family
from filters.fields import NUMBERED
from records import Part
from records.names import COMMITTEES


def part_of(condition: Condition) -> Part:
    """One limit as a part of the reading."""
    kind, values = _kind(condition)
    return Part(condition.id, kind, {**values, "negated": condition.negated})


def _kind(condition: Condition) -> tuple[str, dict[str, object]]:
    if condition.op == NOT_STATED:
        return "not_stated", {"field": condition.field}
    if condition.op == IN:
        return condition.field, {"op": IN, "low": ", ".join(condition.values), "high": None}
    if condition.field == "due":
        return "due", {"op": condition.op, "start": _day(condition.low), "end": _day(condition.high)}
    if condition.field in ("since", "until"):
        return condition.field, {"date": _day(condition.low)}
    if condition.field in NUMBERED:
        return condition.field, {"op": condition.op, "low": condition.low, "high": condition.high, "which": ""}
    return _NAMED.get(condition.field, _plain)(condition)


def _day(ordinal: float | None) -> date | None:
    """The day; None for a side that is open ("fra 2024 og frem")."""
    day = None if ordinal is None else date.fromordinal(int(ordinal))
    return None if day in (date.min, date.max) else day


def _plain(condition: Condition) -> tuple[str, dict[str, object]]:
    return condition.field, {"name": condition.label or ", ".join(condition.values)}


def _committee(condition: Condition) -> tuple[str, dict[str, object]]:
    """One with its abbreviation apart, several each with its own."""
    known = {one: getattr(COMMITTEES.get(one), "name", one) for one in condition.values}
    if len(known) == 1:
        ((abbreviation, name),) = known.items()
        return "committee", {"abbr": abbreviation, "name": name}
    names = [name if name == one else f"{name} ({one})" for one, name in known.items()]
    return "committee", {"abbr": "", "names": names}


def _several(condition: Condition) -> tuple[str, dict[str, object]]:
    inner = [part_of(one) for one in condition.parts]
    return condition.field, {"parts": [{"id": one.id, "kind": one.kind, **one.values} for one in inner]}


def _first_of(condition: Condition) -> tuple[str, dict[str, object]]:
    return FIRST_OF, {"count": condition.low, "by": condition.values[0], "direction": condition.op}


def _code(condition: Condition) -> tuple[str, dict[str, object]]:
    codes = ", ".join(condition.values)
    if is_family(condition.values[0]):
        return "code_family", {"name": codes}
    return "code", {"code": codes, "year": None if condition.low is None else int(condition.low)}


_NAMED: dict[str, Callable[[Condition], tuple[str, dict[str, object]]]] = {
    "municipality": lambda c: ("municipality", {"names": list(c.values)}),
    "committee": _committee,
    "adopted": lambda c: ("adopted", {"value": c.values[0]}),
    "state": lambda c: ("status", {"text": c.values[0]}),
    "meaning": lambda c: ("status", {"text": c.values[0].replace(" ", "_")}),
    "colour": lambda c: ("colour", {"colour": list(c.values)}),
    "affected": lambda c: ("affected", {"name": ", ".join(c.values)}),
    "confidential": lambda c: ("confidential", {}),
    "cross_cutting": lambda c: ("cross_cutting", {}),
    "report": lambda c: ("report", {"date": date.fromisoformat(c.values[0])}),
    "code": _code,
    LEFT_OUT: _several,
    EITHER: _several,
    ALL: _several,
    FIRST_OF: _first_of,
    "topic": lambda c: ("topic", {"text": " ".join(c.values)}),
}
