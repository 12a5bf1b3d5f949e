"""The limits that a hit must meet, as masks over the columns of the entries."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index.search.columns import Columns, Floats, Mask
from records.committees import COMMITTEES
from records.spelling import key_of

UNDER, OVER, AT_MOST, AT_LEAST, BETWEEN, EXACTLY = "under", "over", "at_most", "at_least", "between", "exactly"
NOT_STATED, IN = "not_stated", "in"

FIELDS = {
    "saving": ("saving_tkr",),
    "cost": ("cost_tkr",),
    "cost_service": ("cost_service_tkr",),
    "cost_construction": ("cost_construction_tkr",),
    "phase_in_year": ("phase_in_year",),
    "budget_year": ("budget_year",),
    # A bare "tilbagebetalingstid" is met by the service or by the total figure.
    "payback": ("payback_service_years", "payback_total_years"),
}
# The words of a status: what it must say, and what it must not.
STATES = {
    "schedule_slipped": (r"tidsplan\w*[^.]*skredet", None),
    "economy_slipped": (r"økonomi\w*[^.]*skredet", None),
    "both_slipped": (r"tidsplan\w*.*skredet.*økonomi\w*.*skredet", None),
    "not_as_intended": (r"\bikke\b.*\bsom\b", None),
    "off_plan": (r"skredet|\bikke\b.*\bsom\b", None),
    "as_planned": (r"\bsom planlagt\b", r"\bikke\b"),
    "implemented": (r"\bimplementeret\b", r"\bikke\b"),
}
# What rows in other words than Copenhagen's mean that belong to a state: any of these, or all of them.
MEANT = {
    "schedule_slipped": ("late",),
    "economy_slipped": ("over budget",),
    "both_slipped": ("late;over budget",),
    "not_as_intended": ("stopped",),
    "off_plan": ("late", "over budget", "stopped"),
    "as_planned": ("as planned",),
    "implemented": ("done",),
}
LABELS = frozenset({"area", "measure", "affected"})
NAMES = frozenset({"municipality", "committee", "administration", "type", "colour", "source"})
FLAGS = frozenset({"adopted", "confidential", "cross_cutting"})


@dataclass(frozen=True, slots=True)
class Condition:
    """A limit. `field` is what is limited; a number has `op` with `low`/`high` (1.000 kr., years or a calendar year), a
    name has `values`, any one of which will do. `negated` turns it round; the op "not_stated" asks for what is missing.
    """

    field: str
    values: tuple[str, ...] = ()
    op: str = ""
    low: float | None = None
    high: float | None = None
    negated: bool = False

    @property
    def id(self) -> str:
        """What takes this condition off a reading again."""
        numbers = "" if self.low is None and self.high is None else f"{self.low}-{self.high}"
        return ":".join(filter(None, (self.field, "not" if self.negated else "", self.op, numbers, *self.values)))


def mask(condition: Condition, columns: Columns) -> Mask:
    """The entries that meet a condition. Raises KeyError for a field that is not known."""
    if condition.field in FIELDS:
        return _number(condition, columns)
    for fields, build in _BUILDERS:
        if condition.field in fields:
            return build(condition, columns)
    raise KeyError(condition.field)


def _end(value: float | None) -> float:
    """An end of a range; one that is missing is met by nothing."""
    return np.nan if value is None else value


_COMPARE: dict[str, Callable[[Floats, Condition], Mask]] = {
    UNDER: lambda values, c: values < _end(c.low),
    OVER: lambda values, c: values > _end(c.low),
    AT_MOST: lambda values, c: values <= _end(c.low),
    AT_LEAST: lambda values, c: values >= _end(c.low),
    EXACTLY: lambda values, c: values == _end(c.low),
    BETWEEN: lambda values, c: (values >= _end(c.low)) & (values <= _end(c.high)),
    IN: lambda values, c: np.isin(values, [float(value) for value in c.values]),
}


def _number(condition: Condition, columns: Columns) -> Mask:
    fields = [columns.numbers(name) for name in FIELDS[condition.field]]
    if condition.op == NOT_STATED:
        missing: Mask = np.all([np.isnan(values) for values in fields], axis=0)
        return missing
    found: Mask = np.any([_COMPARE[condition.op](values, condition) for values in fields], axis=0)
    if condition.field == "saving" and condition.op in (UNDER, AT_MOST):
        found &= fields[0] >= 0  # an extra cost that is printed where the saving should be is no small saving
    return ~found & ~np.isnan(fields[0]) if condition.negated else found


def _label(condition: Condition, columns: Columns) -> Mask:
    found = columns.labelled(condition.field, condition.values)
    return ~found if condition.negated else found


def _name(condition: Condition, columns: Columns) -> Mask:
    found = columns.named(condition.field, lambda text: text in condition.values)
    if (
        condition.field == "committee"
    ):  # Copenhagen's by its abbreviation, another municipality's of that name by its name
        called = {key_of(COMMITTEES[one].name) for one in condition.values if one in COMMITTEES}
        found |= columns.named("committee", lambda text: key_of(text) in called)
    if not condition.negated:
        return found
    # What has no colour is not "not red"; a proposal without a committee is outside any committee.
    return ~found & (columns.texts("colour")[0] >= 0) if condition.field == "colour" else ~found


def _flag(condition: Condition, columns: Columns) -> Mask:
    values = columns.numbers(condition.field)
    return np.isnan(values) if condition.values[0] == "unstated" else values == float(condition.values[0] == "true")


def _state(condition: Condition, columns: Columns) -> Mask:
    wanted, unwanted = STATES[condition.values[0]]

    def fits(status: str) -> bool:
        text = status.casefold()
        return re.search(wanted, text) is not None and not (unwanted and re.search(unwanted, text))

    found = columns.named("status", fits) | _meant(MEANT[condition.values[0]], columns)
    return ~found & columns.named("status", bool) if condition.negated else found


def _meant(values: Sequence[str], columns: Columns) -> Mask:
    """The entries whose status means one of `values`, or all that a value joins by ";"."""
    wanted = [frozenset(value.split(";")) for value in values]
    return columns.named("meaning", lambda text: any(one <= frozenset(text.split(";")) for one in wanted))


def _meaning(condition: Condition, columns: Columns) -> Mask:
    """By `records.meanings`: what is printed, in whatever words. What nobody understands is not "not late"."""
    found = _meant(condition.values, columns)
    return ~found & columns.named("meaning", bool) if condition.negated else found


_BUILDERS: tuple[tuple[frozenset[str], Callable[[Condition, Columns], Mask]], ...] = (
    (LABELS, _label),
    (NAMES, _name),
    (FLAGS, _flag),
    (frozenset({"state"}), _state),
    (frozenset({"meaning"}), _meaning),
)
