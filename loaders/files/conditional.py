"""Colours that a rule paints in a spreadsheet. Simple rules are followed; what others paint cannot be told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from records.tables import UNKNOWN_FILL

_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "equal": lambda one, other: one == other,
    "notEqual": lambda one, other: one != other,
    "greaterThan": lambda one, other: one > other,
    "greaterThanOrEqual": lambda one, other: one >= other,
    "lessThan": lambda one, other: one < other,
    "lessThanOrEqual": lambda one, other: one <= other,
}
_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda text, part: part in text,
    "notContainsText": lambda text, part: part not in text,
    "beginsWith": str.startswith,
    "endsWith": str.endswith,
}
_UNPAINTED = ("dataBar",)  # a bar shows how large a number is


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule with the ranges that it holds for (first row, first column, last row, last column) and what it paints."""

    ranges: tuple[tuple[int, int, int, int], ...]
    rule: Any
    fill: str
    priority: int

    def covers(self, row: int, column: int) -> bool:
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.ranges)


@dataclass(frozen=True, slots=True)
class Painted:
    """The rules of a sheet that paint cells, the most important first."""

    rules: tuple[_Rule, ...]

    @classmethod
    def of(cls, sheet: Any, named: Callable[[Any], str]) -> "Painted":
        """`named` gives the name of a rule's fill."""
        found = []
        for area in sheet.conditional_formatting:
            ranges = tuple((one.min_row, one.min_col, one.max_row, one.max_col) for one in area.sqref.ranges)
            for rule in area.rules:
                fill = named(rule.dxf.fill) if rule.dxf is not None and rule.dxf.fill is not None else ""
                if rule.type in ("colorScale", "iconSet"):
                    fill = UNKNOWN_FILL
                if fill and rule.type not in _UNPAINTED:
                    found.append(_Rule(ranges, rule, fill, rule.priority or 0))
        return cls(tuple(sorted(found, key=lambda one: one.priority)))

    def __bool__(self) -> bool:
        return bool(self.rules)

    def columns(self, held: Sequence[int]) -> set[int]:
        """The columns that a rule paints between and beside those that hold something."""
        last = max(held, default=0) + 1
        areas = [area for one in self.rules for area in one.ranges]
        return {column for _, left, _, right in areas for column in range(left, min(right, last) + 1)}

    def fill(self, row: int, column: int, value: object, own: str) -> str:
        """The fill of a cell whose own style paints it `own`."""
        for one in self.rules:
            if one.covers(row, column):
                held = None if one.fill == UNKNOWN_FILL and value is not None else _holds(one.rule, value)
                if held is None:
                    return UNKNOWN_FILL
                if held:
                    return one.fill
        return own


def _holds(rule: Any, value: object) -> bool | None:
    """Whether the rule holds for this value; None where only the spreadsheet itself could tell."""
    if value is None and rule.type in ("colorScale", "iconSet", *_TEXTS):
        return bool(rule.type == "notContainsText")
    if rule.type in _TEXTS and rule.text is not None:
        return _TEXTS[rule.type](str(value).lower(), str(rule.text).lower())
    if rule.type in ("containsBlanks", "notContainsBlanks"):
        return bool((value is None) == (rule.type == "containsBlanks"))
    if rule.type == "cellIs":
        return _compared(rule.operator, value, [_constant(formula) for formula in rule.formula])
    return None


def _compared(operator: str, value: object, constants: list[float | str | None]) -> bool | None:
    if None in constants or not constants:
        return None
    first = constants[0]
    if value is None and isinstance(first, float):
        value = 0  # as a spreadsheet counts an empty cell
    if isinstance(value, int | float) and all(isinstance(one, float) for one in constants):
        if operator in ("between", "notBetween") and len(constants) == 2:
            low, high = sorted(map(float, constants))  # type: ignore[arg-type]
            return bool(low <= value <= high) == (operator == "between")
        return _COMPARED[operator](value, float(first)) if operator in _COMPARED else None  # type: ignore[arg-type]
    if operator in ("equal", "notEqual"):
        same = isinstance(first, str) and isinstance(value, str) and first.lower() == value.lower()
        return same == (operator == "equal")
    return None if isinstance(value, str) else False


def _constant(formula: str) -> float | str | None:
    """A number or a text that stands in a formula by itself."""
    if len(formula) > 1 and formula[0] == formula[-1] == '"':
        return formula[1:-1].replace('""', '"')
    try:
        return float(formula)
    except ValueError:
        return None
