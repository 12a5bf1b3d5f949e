"""How a question was read, as the parts that the card shows and that a person can take off."""

from collections.abc import Callable
from datetime import date

from questions.query import Filter, Query
from records import Part, Reading
from records.names import COMMITTEES

_NUMBERS = ("saving", "cost", "cost_service", "cost_construction", "payback", "phase_in_year", "budget_year")
TOPIC, ORDER = "topic", "order"


def reading_of(query: Query, spelled: str = "") -> Reading:
    """The parts of `query`: its cases, its topic, its limits, its order."""
    parts = [
        Part(f"code:{code.code}:{code.year or ''}", "code", {"code": code.code, "year": code.year})
        for code in query.codes
    ]
    if query.topic:
        parts.append(Part(TOPIC, "topic", {"text": spelled or " ".join(query.topic)}))
    parts += [part_of(condition) for condition in query.filters]
    if query.measure:
        values = {"what": query.measure.what, "field": query.measure.field}
        parts.append(Part("measure_of", "measure_of", values, removable=False))
        if query.measure.group:
            parts.append(Part("group", "group", {"by": query.measure.group}))
    if query.order:
        direction = "descending" if query.order.descending else "ascending"
        parts.append(Part(ORDER, "order", {"by": query.order.field, "direction": direction}))
    return Reading(tuple(parts))


def part_of(condition: Filter) -> Part:
    """One limit as a part of the reading."""
    kind, values = _kind(condition)
    return Part(condition.id, kind, {**values, "negated": condition.negated})


def _kind(condition: Filter) -> tuple[str, dict[str, object]]:
    if condition.op == "not_stated":
        return "not_stated", {"field": condition.field}
    if condition.op == "in":
        return condition.field, {"op": "in", "low": ", ".join(condition.values), "high": None}
    if condition.field == "due":
        return "due", {"op": condition.op, "start": _day(condition.low), "end": _day(condition.high)}
    if condition.field in ("since", "until"):
        return condition.field, {"date": _day(condition.low)}
    if condition.field in _NUMBERS:
        return condition.field, {"op": condition.op, "low": condition.low, "high": condition.high, "which": ""}
    return _NAMED.get(condition.field, _plain)(condition)


def _day(ordinal: float | None) -> date | None:
    return None if ordinal is None else date.fromordinal(int(ordinal))


def _plain(condition: Filter) -> tuple[str, dict[str, object]]:
    return condition.field, {"name": ", ".join(condition.values)}


def _committee(condition: Filter) -> tuple[str, dict[str, object]]:
    abbreviation = condition.values[0]
    committee = COMMITTEES.get(abbreviation)
    return "committee", {"abbr": abbreviation, "name": getattr(committee, "name", abbreviation)}


_NAMED: dict[str, Callable[[Filter], tuple[str, dict[str, object]]]] = {
    "municipality": lambda c: ("municipality", {"names": list(c.values)}),
    "committee": _committee,
    "adopted": lambda c: ("adopted", {"value": c.values[0]}),
    "state": lambda c: ("status", {"text": c.values[0]}),
    "meaning": lambda c: ("status", {"text": c.values[0].replace(" ", "_")}),
    "colour": lambda c: ("colour", {"colour": list(c.values)}),
    "affected": lambda c: ("affected", {"name": ", ".join(c.values)}),
    "confidential": lambda c: ("confidential", {}),
    "cross_cutting": lambda c: ("cross_cutting", {}),
}
