"""Every field that can be limited, once: its kind, the columns that hold it, whether a case of a report has it.

A new field is one entry here and its words: how people say it in `questions/words`, how it is worded in `templates`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from records import meanings

AMOUNT, YEAR, YEARS = "amount", "year", "years"
NAME, LABEL, FLAG, MEANT, CODE, PERSON, TIME = "name", "label", "flag", "meant", "code", "person", "time"
ABOUT, GROUP = "about", "group"  # what texts are about; several limits as one
NUMBERS = frozenset({AMOUNT, YEAR, YEARS})


@dataclass(frozen=True, slots=True)
class Field:
    """`columns` hold it, any one of them meets a limit; `of_cases`: the rows of a status report say it; `choice`: names
    of it side by side are a choice ("røde og gule"). `whole` is the field that its name narrows ("… på service")."""

    name: str
    kind: str
    columns: tuple[str, ...] = ()
    of_cases: bool = False
    choice: bool = False
    whole: str = ""


def _table(*fields: Field) -> dict[str, Field]:
    return {one.name: one for one in fields}


FIELDS = _table(
    Field("saving", AMOUNT, ("saving_tkr",), of_cases=True),
    Field("cost", AMOUNT, ("cost_tkr",), of_cases=True),
    Field("cost_service", AMOUNT, ("cost_service_tkr",), whole="cost"),
    Field("cost_construction", AMOUNT, ("cost_construction_tkr",), whole="cost"),
    # What a year saves less what it costs to get there: the saving held against the cost of the same case.
    Field("gain", AMOUNT, ("gain_tkr",), of_cases=True),
    Field("phase_in_year", YEAR, ("phase_in_year",), of_cases=True),
    Field("budget_year", YEAR, ("budget_year",), of_cases=True),
    # A bare "tilbagebetalingstid" is met by the service or by the total figure.
    Field("payback", YEARS, ("payback_service_years", "payback_total_years")),
    Field("payback_service", YEARS, ("payback_service_years",), whole="payback"),
    Field("payback_total", YEARS, ("payback_total_years",), whole="payback"),
    Field("municipality", NAME, ("municipality",), of_cases=True, choice=True),
    Field("committee", NAME, ("committee",), of_cases=True, choice=True),
    Field("administration", NAME, ("administration",)),
    Field("type", NAME, ("type",), of_cases=True, choice=True),
    Field("colour", NAME, ("colour",), of_cases=True, choice=True),
    Field("source", NAME, ("source",)),
    Field("report", NAME, ("as_of",)),
    Field("area", LABEL, of_cases=True, choice=True),
    Field("measure", LABEL, choice=True),
    Field("affected", LABEL),
    Field("adopted", FLAG, ("adopted",), of_cases=True),
    Field("confidential", FLAG, ("confidential",)),
    Field("cross_cutting", FLAG, ("cross_cutting",)),
    Field("state", MEANT, ("meaning",), of_cases=True),
    Field("meaning", MEANT, ("meaning",), of_cases=True),
    Field("code", CODE, of_cases=True, choice=True),
    Field("owner", PERSON, of_cases=True, choice=True),
    Field("due", TIME),
    Field("since", TIME),
    Field("until", TIME),
    Field("topic", ABOUT),
    Field("left_out", GROUP),
    Field("either", GROUP),
    Field("all", GROUP),
    Field("first_of", GROUP),
)


def named_fields(*kinds: str) -> tuple[str, ...]:
    """The names of the fields of these kinds, in the order of the table."""
    return tuple(name for name, one in FIELDS.items() if one.kind in kinds)


def narrowed(field: str, named: str) -> str:
    """The field, or the one that is named beside it and is a part of it."""
    return named if named in FIELDS and FIELDS[named].whole == field else field


NUMBERED = frozenset(named_fields(*NUMBERS))
LABELLED = frozenset(named_fields(LABEL))
CHOICES = frozenset(name for name, one in FIELDS.items() if one.choice)

# What the words of a status have to mean for a state: all of one of these sets.
STATES: dict[str, tuple[frozenset[str], ...]] = {
    "schedule_slipped": (frozenset({meanings.LATE}),),
    "economy_slipped": (frozenset({meanings.OVER_BUDGET}),),
    "both_slipped": (frozenset({meanings.LATE, meanings.OVER_BUDGET}),),
    "not_as_intended": (frozenset({meanings.STOPPED}),),
    "off_plan": (frozenset({meanings.LATE}), frozenset({meanings.OVER_BUDGET}), frozenset({meanings.STOPPED})),
    "as_planned": (frozenset({meanings.AS_PLANNED}),),
    "implemented": (frozenset({meanings.DONE}),),
}


def meant_by(field: str, values: Iterable[str]) -> tuple[frozenset[str], ...]:
    """The sets of meanings, any one of which a state or a meaning asks for."""
    if field == "state":
        return tuple(one for value in values for one in STATES[value])
    return tuple(frozenset({value}) for value in values)
