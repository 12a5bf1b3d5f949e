"""The money in a cell, in 1.000 kr. with its printed sign, or why there is none."""

from dataclasses import dataclass

from loaders.kinds.tables import numbers, units
from records.tables import Cell

NO_NUMBER, NO_UNIT, DOUBTED = "number", "unit", "doubted"


@dataclass(frozen=True, slots=True)
class Money:
    """A cell of money: as printed, in 1.000 kr. (None where it cannot be said), and what is missing for that."""

    text: str
    tkr: float | None = None
    problem: str = ""


def read_money(cell: Cell, unit: str | None, style: str, is_minus: bool = False) -> Money:
    """The amount of a cell in a column of this unit and style. A unit in the cell goes before that of the column.

    `is_minus`: its letters say that it is negative.
    """
    text = " ".join(cell.text.split())
    if numbers.is_blank(text) and cell.value is None:
        return Money("" if text in ("-", "–", "—", ".") else text)
    found = numbers.value(cell, style, is_minus)
    if found is None:
        doubted = style == numbers.DOUBTED and numbers.printed(text) is not None
        return Money(text, problem=DOUBTED if doubted else NO_NUMBER)
    number, beside = found
    own = _unit(unit, beside)
    if own is None and number:
        return Money(text, problem=NO_UNIT)
    return Money(text, round(number * units.FACTORS[own or "tkr"], 6))


def _unit(column: str | None, beside: str | None) -> str | None:
    """ "1.200 kr." in a column of 1.000 kr. contradicts it: neither is taken."""
    if beside == "kr" and column in ("tkr", "mio", "mia"):
        return None
    return beside or column
