"""What a limit can ask of one case that is followed up, and whether the case meets it. Pure."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

from filters import trees
from filters.conditions import EXACTLY, NOT_STATED, Condition, area_fits, compares, is_coded, is_meant, is_named
from filters.fields import NUMBERED
from filters.trees import Tree
from records import StatusRow, meanings

NOBODY = ""  # the owner of a case that has none


@dataclass(frozen=True, slots=True)
class Traits:
    """What a filter can ask of one case. A case in several areas has several of each; None is "not stated".
    `meanings` holds what each of its statuses says (`records.meanings`)."""

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
    types: frozenset[str] = frozenset()
    meanings: frozenset[tuple[str, ...]] = frozenset()


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
        types=frozenset(row.type for row in rows if row.type),
        meanings=frozenset(filter(None, map(_meanings, rows))),
    )


def _meanings(row: StatusRow) -> tuple[str, ...]:
    """What its status says; where nobody reads its words, what an administrator has said that they mean."""
    return meanings.all_meanings(row.status) or ((row.meaning,) if row.meaning else ())


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


def concerns(wanted: Tree, case: Traits) -> bool:
    """Is the case one of those that are wanted?"""
    return trees.meets(wanted, partial(holds_of_case, case))


def holds_of_case(case: Traits, limit: Condition) -> bool:
    """Does a case meet one limit? A number that is not stated meets none on it, whichever way it points. Raises
    KeyError for a field that no case has (`filters.fields.Field.of_cases`)."""
    if limit.field in NUMBERED:
        return _within(limit, _NUMBERS[limit.field](case))
    return _NAMED[limit.field](case, limit) is not limit.negated


def _within(limit: Condition, values: Collection[float]) -> bool:
    if limit.op == NOT_STATED:
        return bool(values) is limit.negated
    found = any(compares(limit, value) for value in values)
    return bool(values) and not found if limit.negated else found


def _is_coded(case: Traits, limit: Condition) -> bool:
    years = (None,) if limit.op != EXACTLY else (limit.low,)
    return any(is_coded(limit, own) and (years == (None,) or of in years) for own, of in case.codes)


_NAMED: Mapping[str, Callable[[Traits, Condition], bool]] = {
    "colour": lambda case, limit: any(is_named(limit, one) for one in case.colours),
    "committee": lambda case, limit: any(is_named(limit, one) for one in case.committees),
    "type": lambda case, limit: any(is_named(limit, one) for one in case.types),
    "area": lambda case, limit: any(area_fits(value, name) for value in limit.values for name in case.areas),
    "municipality": lambda case, limit: is_named(limit, case.municipality),
    "owner": lambda case, limit: case.owner == "".join(limit.values),
    "code": _is_coded,
    "state": lambda case, limit: any(is_meant(limit, one) for one in case.meanings),
    "meaning": lambda case, limit: any(is_meant(limit, one) for one in case.meanings),
    # What a status report follows up was adopted.
    "adopted": lambda case, limit: limit.values == ("true",),
}
_NUMBERS: Mapping[str, Callable[[Traits], tuple[float, ...]]] = {
    "saving": lambda case: () if case.saving is None else (case.saving,),
    "cost": lambda case: () if case.cost is None else (case.cost,),
    "gain": lambda case: () if case.saving is None or case.cost is None else (case.saving - case.cost,),
    "budget_year": lambda case: tuple(case.budget_years),
    "phase_in_year": lambda case: tuple(case.phase_in_years),
}
