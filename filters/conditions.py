"""One limit on one field, and whether a value meets it. What holds for a number holds for an array of numbers alike."""

import math
import operator
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from typing import Any

from filters.fields import NUMBERED, meant_by
from records import codes
from records.committees import COMMITTEES
from records.names import AREAS, area
from records.spelling import key_of

UNDER, OVER, AT_MOST, AT_LEAST, BETWEEN, EXACTLY = "under", "over", "at_most", "at_least", "between", "exactly"
NOT_STATED, IN = "not_stated", "in"
SHORTEST = 4  # letters of a word that may stand for a longer one: "børn" for "børnefamilier"
TURNED = {UNDER: AT_LEAST, AT_LEAST: UNDER, OVER: AT_MOST, AT_MOST: OVER}
LEFT_OUT, EITHER, ALL, TOPIC, FIRST_OF = "left_out", "either", "all", "topic", "first_of"
LARGEST, SMALLEST = "largest", "smallest"
WHOLE = "whole"  # of what is left out: all else, also what does not state it
ANY = "*"  # behind the letters that codes begin with
_OTHER = {("adopted", "true"): "false", ("adopted", "false"): "true", ("state", "as_planned"): "off_plan"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A limit. `field` is what is limited; a number has `op` with `low`/`high` (1.000 kr., years or a calendar year), a
    name has `values`, any one of which will do. `negated` turns it round; the op "not_stated" asks for what is missing.
    A code has its budget year as `low`. `label` is only to be read: what an owner is called; of a topic, whose words
    are its `values`, it is their language. The field "left_out" is met by what meets not all of its `parts`, "either"
    by what meets one of them, "all" by what meets each, "first_of" by the first `low` of the cases that meet all of
    them: its `values` are the field that they are sorted by and the kind of rows (or ""), its op is largest or
    smallest.
    """

    field: str
    values: tuple[str, ...] = ()
    op: str = ""
    low: float | None = None
    high: float | None = None
    negated: bool = False
    label: str = ""
    parts: tuple["Condition", ...] = ()

    @property
    def every(self) -> tuple["Condition", ...]:
        """The limit, and all that it holds."""
        return (self, *(inner for part in self.parts for inner in part.every))

    @property
    def id(self) -> str:
        """What takes this condition off a reading again."""
        numbers = "" if self.low is None and self.high is None else f"{self.low}-{self.high}"
        names = sorted(self.values)  # in whatever order they were said
        inner = f"({'+'.join(one.id for one in self.parts)})" if self.parts else ""
        return ":".join(filter(None, (self.field, "not" if self.negated else "", self.op, numbers, *names, inner)))


_SIDE = {OVER: "low", AT_LEAST: "low", UNDER: "high", AT_MOST: "high"}


def are_ends(one: Condition, other: Condition) -> bool:
    """Are two limits the ends of one range ("over 1 mio., men under 3 mio.")?"""
    return {_SIDE.get(one.op), _SIDE.get(other.op)} == {"low", "high"}


def is_range(one: Condition, other: Condition) -> bool:
    """Are two limits the ends of one range that holds something ("over 1 mio.", "under 3 mio.")?"""
    low, high = sorted((one, other), key=lambda each: _SIDE.get(each.op, "") != "low")
    return are_ends(one, other) and (low.low or 0.0) < (high.low or 0.0)


def opposite(one: Condition) -> Condition:
    """The limit turned round. What states nothing of it meets neither."""
    if one.op in TURNED and not one.negated:
        return replace(one, op=TURNED[one.op])
    if len(one.values) == 1 and (other := _OTHER.get((one.field, one.values[0]))):
        return replace(one, values=(other,))
    return replace(one, negated=not one.negated)


def only_code(code: str, year: float | None = None) -> Condition:
    """What only the case of a code meets, of a budget year where that is given."""
    return Condition("code", (code,), EXACTLY if year else "", year)


def all_but(parts: Sequence[Condition]) -> Condition:
    """What a list is without: all that meets every one of these. Without those that go as planned it has those that are
    done, too."""
    if len(parts) == 1:
        return replace(parts[0], negated=True) if parts[0].field == "state" else opposite(parts[0])
    return Condition(LEFT_OUT, parts=tuple(parts))


def all_the_rest(parts: Sequence[Condition]) -> Condition:
    """What of a list is not among those that meet every one of these: also what states nothing of it."""
    plain = len(parts) == 1 and (parts[0].field == FIRST_OF or parts[0].field == TOPIC)
    return all_but(parts) if plain else Condition(LEFT_OUT, op=WHOLE, parts=tuple(parts))


def any_of_these(parts: Sequence[Condition]) -> Condition:
    """What meets one of these at least."""
    return Condition(EITHER, parts=tuple(parts))


def all_of_these(parts: Sequence[Condition]) -> Condition:
    """What meets each of these, as one limit."""
    return parts[0] if len(parts) == 1 else Condition(ALL, parts=tuple(parts))


def first_ones(field: str, kind: str, descending: bool, many: int, parts: Sequence[Condition]) -> Condition:
    """The first so many of what meets all `parts`, by a field; `kind` is that of the rows ("status", "proposal")."""
    way = LARGEST if descending else SMALLEST
    return Condition(FIRST_OF, (field, kind), way, float(many), parts=tuple(parts))


def _end(value: float | None) -> float:
    """An end of a range; one that is missing is met by nothing."""
    return math.nan if value is None else value


_COMPARE: Mapping[str, Callable[[Any, Condition], Any]] = {
    UNDER: lambda value, c: value < _end(c.low),
    OVER: lambda value, c: value > _end(c.low),
    AT_MOST: lambda value, c: value <= _end(c.low),
    AT_LEAST: lambda value, c: value >= _end(c.low),
    EXACTLY: lambda value, c: value == _end(c.low),
    BETWEEN: lambda value, c: (value >= _end(c.low)) & (value <= _end(c.high)),
    IN: lambda value, c: reduce(operator.or_, (value == float(one) for one in c.values)),
}


def compares(condition: Condition, value: Any) -> Any:
    """Does a number meet a limit on numbers? Of an array, which of its numbers do. NaN, "not stated", meets none."""
    found = _COMPARE[condition.op](value, condition)
    if condition.field == "saving" and condition.op in (UNDER, AT_MOST):
        found = found & (value >= 0)  # an extra cost that is printed where the saving should be is no small saving
    return found


def is_operation(condition: Condition) -> bool:
    """Is its operation one that its field has?"""
    return condition.op in (NOT_STATED, *_COMPARE) or (not condition.op and condition.field not in NUMBERED)


def is_named(condition: Condition, name: str) -> bool:
    """Is a name one of those asked for? A committee of Copenhagen's goes by its abbreviation, another municipality's of
    that name by its name."""
    if name in condition.values:
        return True
    return condition.field == "committee" and key_of(name) in _called(condition.values)


def _called(values: Collection[str]) -> set[str]:
    return {key_of(COMMITTEES[one].name) for one in values if one in COMMITTEES}


def is_coded(condition: Condition, code: str) -> bool:
    """Is a code one of those asked for, of a family of them ("BC"), of two at once ("SI/UD"), or does it begin with
    letters ("UD*")?"""
    held = codes.families(code)
    wanted = [one for one in condition.values if is_family(one)]
    begins = tuple(one.removesuffix(ANY) for one in wanted if one.endswith(ANY))
    return code in condition.values or code.startswith(begins) or any({*one.split("/")} <= held for one in wanted)


def is_family(value: str) -> bool:
    """Is it the letters of codes, and no code?"""
    return not any(sign.isdigit() for sign in value)


def is_meant(condition: Condition, said: Collection[str]) -> bool:
    """Does a status that says all this meet a state or a meaning (`records.meanings`)?"""
    return any(one <= frozenset(said) for one in meant_by(condition.field, condition.values))


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
