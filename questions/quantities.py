"""The numbers of a question: amounts (1.000 kr.), years, spans of years, and numbers of which nothing more is said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from filters.fields import AMOUNT, YEAR, YEARS
from questions.tokens import Token
from questions.vocabulary import Atom

BARE = "bare"
LEAST_KRONER = 1000  # a number without a unit that is as large is in kroner
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_LETTER = frozenset({"m", "k"})  # units only straight behind a number, or beside a currency
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT_YEAR = re.compile(r"[1-4]\d")
CENTURY = 2000  # of a year of two digits


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, or with `high` a range, in the tokens from `start` to `end` (not included).

    `scale` is what its unit stands for in 1.000 kr., 0 where none was said. `several` are years of a list, or numbers of
    which any is meant.
    """

    kind: str
    low: float
    start: int
    end: int
    high: float | None = None
    scale: float = 0.0
    several: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class _Beside:
    """The atoms of a question by table and place."""

    starting: Mapping[tuple[str, int], Sequence[Atom]]
    ending: Mapping[tuple[str, int], Sequence[Atom]]

    def after(self, table: str, at: int, name: str = "") -> Atom | None:
        found = (atom for atom in self.starting.get((table, at), ()) if name in ("", atom.name))
        return max(found, key=lambda atom: atom.end, default=None)

    def before(self, table: str, at: int, name: str = "") -> Atom | None:
        found = (atom for atom in self.ending.get((table, at), ()) if name in ("", atom.name))
        return min(found, key=lambda atom: atom.start, default=None)

    def of(self, *tables: str) -> Iterator[Atom]:
        return (atom for (name, _), atoms in self.starting.items() if name in tables for atom in atoms)


def quantities_of(tokens: Sequence[Token], atoms: Sequence[Atom]) -> tuple[Quantity, ...]:
    """The numbers in their order; of those that overlap the longest."""
    beside = _beside(atoms)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        value = _value(tokens, at, beside)
        if value:
            found.append(value)
        at = value.end if value else at + 1
    return tuple(_ranges(found, tokens, beside))


def _beside(atoms: Sequence[Atom]) -> _Beside:
    starting: dict[tuple[str, int], list[Atom]] = {}
    ending: dict[tuple[str, int], list[Atom]] = {}
    for atom in atoms:
        starting.setdefault((atom.table, atom.start), []).append(atom)
        ending.setdefault((atom.table, atom.end), []).append(atom)
    return _Beside(starting, ending)


def _value(tokens: Sequence[Token], at: int, beside: _Beside) -> Quantity | None:
    """The longest number that starts at a token."""
    spelled = beside.after("number", at)
    if tokens[at].kind != "number" and not spelled:
        return None
    end = spelled.end if spelled else at + 1
    typed = None if spelled else tokens[at].text
    scale, behind = _scale(tokens, end, beside)
    money = beside.after("currency", behind)
    front = beside.before("currency", at)
    if spelled and not scale:
        money = front = None  # "up to DKK 2 million", "en krone": only a unit makes a word an amount
    if scale or money or front:
        number = float(str(spelled.value)) if spelled else read_number(str(typed), scale, _is_point(beside, end))
        start = front.start if front and not money else at
        return Quantity(AMOUNT, round(number * (scale or 0.001), 6), start, money.end if money else behind, scale=scale)
    return _without_unit(tokens, at, end, beside, spelled)


def _is_point(beside: _Beside, at: int) -> bool:
    """Is a point before the unit at `at` a decimal point ("1.234 million", not "1.234 mio.")?"""
    return beside.after("decimal", at, "point") is not None


def _scale(tokens: Sequence[Token], at: int, beside: _Beside) -> tuple[float, int]:
    unit = beside.after("scale", at)
    if unit is None:
        return 0.0, at
    letter = tokens[at].key in _LETTER and unit.end == at + 1
    if letter and not tokens[at].tight and not beside.after("currency", unit.end):
        return 0.0, at
    return float(str(unit.value)), unit.end


def _without_unit(tokens: Sequence[Token], at: int, end: int, beside: _Beside, spelled: Atom | None) -> Quantity | None:
    """Years, a year, kroner that are not called so, or a bare number."""
    number = float(str(spelled.value)) if spelled else read_number(tokens[at].text, 0.0, point=False)
    behind = end + 1 if end < len(tokens) and tokens[end].text == "-" and tokens[end].tight else end
    for name, parts in (("words", 1.0), ("months", 12.0)):
        unit = beside.after("years", behind, name)
        if unit and (not spelled or number != 1):
            return Quantity(YEARS, round(number / parts, 4), at, unit.end)
    if spelled:
        return None
    if _YEAR.fullmatch(tokens[at].text):
        return Quantity(YEAR, number, at, end)
    if _SHORT_YEAR.fullmatch(tokens[at].text) and beside.before("short_year", at):
        return Quantity(YEAR, CENTURY + number, at, end)
    if number >= LEAST_KRONER or (number == 0 and beside.before("compare", at)):
        return Quantity(AMOUNT, number / 1000, at, end)
    return Quantity(BARE, number, at, end)


def read_number(typed: str, scale: float, point: bool) -> float:
    """The number that digits stand for: "1.500", "1,500", "0,5", "1/2", "2½", by what can be meant before its unit."""
    fraction = _FRACTIONS.get(typed[-1], 0.0)
    digits = typed.rstrip("½¼¾") or "0"
    if "/" in digits:
        above, below = digits.split("/")[:2]
        return float(re.sub(r"[.,]", "", above)) / (float(re.sub(r"[.,]", "", below)) or 1.0)
    marks = re.findall(r"[.,]", digits)
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", digits) and len(set(marks)) == 1
    if grouped and not (len(marks) == 1 and _is_decimal(marks[0], scale, point)):
        return float(re.sub(r"[.,]", "", digits)) + fraction
    if len(set(marks)) > 1:
        last = max(digits.rfind("."), digits.rfind(","))
        return float(re.sub(r"[.,]", "", digits[:last]) + "." + digits[last + 1 :])
    if len(marks) > 1:
        return float(re.sub(r"[.,]", "", digits))
    return float(digits.replace(",", ".")) + fraction


def _is_decimal(mark: str, scale: float, point: bool) -> bool:
    """Before "million" "1.234" is English for a little more than one; before "mio." "1,234" is Danish for it. Kroner are
    grouped."""
    return scale >= 1000 and (point if mark == "." else not point)


# ------------------------------------------------------------------ ranges


def _ranges(found: list[Quantity], tokens: Sequence[Token], beside: _Beside) -> Iterator[Quantity]:
    """The same numbers, those that are the ends of a range or the years of a list together."""
    at = 0
    while at < len(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if following and _shares_a_unit(found[at], following, tokens, beside):
            found[at] = _like(found[at], following)
        joined = _joined(found[at], following, tokens, beside) if following else None
        if joined:
            found[at + 1] = joined
        else:
            yield found[at]
        at += 1


def _shares_a_unit(first: Quantity, second: Quantity, tokens: Sequence[Token], beside: _Beside) -> bool:
    """Is a number without a unit compared, as the next one is, that has it ("over 4 og under 7 mio.")?"""
    compared = beside.before("compare", first.start) and beside.before("compare", second.start)
    if not compared or not beside.after("join", first.end):
        return False
    joins = {at for one in beside.of("join", "compare", "not") for at in one.places}
    return all(at in joins for at in range(first.end, second.start))


def _joined(first: Quantity, second: Quantity, tokens: Sequence[Token], beside: _Beside) -> Quantity | None:
    """Two numbers as a range ("mellem 1 og 2 mio.", "2022-2025") or as years of a list ("2024 og 2025")."""
    first = _like(first, second)
    if first.kind != second.kind or first.high is not None or second.high is not None:
        return None
    join = beside.after("between", first.end, "join")
    listed = beside.after("between", first.end, "list")
    front = beside.before("between", first.start, "words")
    strong = beside.before("between", first.start, "strong")
    if join and join.end == second.start and (front or beside.after("between", first.end, "alone")):
        if listed and not strong and tokens[first.end].key in ("og", "and", "eller", "or"):
            return _listed(first, second)
        return replace(second, low=first.low, high=second.low, start=front.start if front else first.start)
    if not (listed and listed.end == second.start) or (second.kind != YEAR and not _chosen(first, second, beside)):
        return None
    return _listed(first, second)


def _chosen(first: Quantity, second: Quantity, beside: _Beside) -> bool:
    """Is either of two numbers meant ("2 eller 3 år"), or do both stand before another "or" ("2, 3 eller 4 år")?"""
    ors = [beside.after("join", at, "or") for at in (first.end, second.end)]
    return any(ors) and not beside.before("compare", first.start)


def _listed(first: Quantity, second: Quantity) -> Quantity:
    several = (*(first.several or (first.low,)), second.low)
    return replace(second, start=first.start, several=several)


def _like(first: Quantity, second: Quantity) -> Quantity:
    """A lower end without a unit has that of the upper end."""
    plain = first.kind == BARE or (first.kind == AMOUNT and not first.scale)
    if second.kind == AMOUNT and plain and (second.scale or first.kind == BARE):
        unit = (second.scale or 0.001) * (1 if first.kind == BARE else 1000)
        if first.kind == AMOUNT and first.low * unit > second.low:
            return first  # "fra 500.000 til 1 mio.", but "mellem 1.100 og 4.000 t.kr."
        low, *several = (round(one * unit, 6) for one in (first.low, *first.several))
        return replace(first, kind=AMOUNT, low=low, several=tuple(several), scale=second.scale)
    if second.kind == YEARS and first.kind == BARE:
        return replace(first, kind=YEARS)
    return first
