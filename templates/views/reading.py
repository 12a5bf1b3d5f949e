"""How the question was read, part by part, and what has to be said beside the answer."""

from collections.abc import Mapping, Sequence

from records import Answer, Coverage, Note, Part
from templates import formats
from templates.catalogue import say
from templates.formats import first_upper, joined

# What a part may leave out.
_USUAL: dict[str, object] = {
    "negated": False,
    "op": "",
    "low": None,
    "high": None,
    "which": "",
    "year": None,
    "abbr": "",
    "name": "",
    "names": (),
    "field": "",
    "start": None,
    "end": None,
    "limit": "",
}
_BESIDE: dict[str, dict[str, object]] = {
    "link_basis": {"from_code": None, "year": None},
    "attached": {"author": "", "only_you": False},
    "nothing_found": {"several": True},
    "missing_year": {"phased": 0, "year": None},
}
MOST_PLACES = 3  # that are named; more are counted
_AMOUNTS = ("saving", "cost", "cost_service", "cost_construction")
_NUMBERS = {
    **dict.fromkeys(_AMOUNTS, formats.exact),
    **dict.fromkeys(("payback", "payback_service", "payback_total"), formats.years),
}
_YEARS = {"budget_year", "phase_in_year"}
_OF_YEARS = {"between": "between_years", "exactly": "in", "in": "in"}
# Said before the facts: without them the answer is misread.
_FIRST = {
    "ambiguous_code",
    "confidential",
    "not_in_documents",
    "nothing_found",
    "none_to_come",
    "nearest",
    "spelled_as",
    "held_against",
    "held_against_average",
    "near_title",
    "no_previous_report",
    "truncated_question",
    "gone",
    "corrected",
    "corrected_accepted",
    "printed_anew",
    "vanished",
    "compared",
    "no_report_since",
    "coloured_from_first",
    "never_coloured",
    "premise",
    "premise_holds",
    "premise_fails",
    "first_by",
    "first_alike",
    "alike",
    "alike_cases",
    "first_unstated",
    "each_unstated",
    "nearest_case",
    "listed_without",
    "not_said_of",
    "not_in_report",
    "outside_table",
    "no_such_year",
    "no_such_code",
    "ignored",
    "carried",
    "nothing_for",
    "which_reading",
    "one_reading",
}


def part(read: Part, language: str) -> str:
    """One part of the reading as words: "besparelse om året under 1.000 t.kr."."""
    values = {**_USUAL, **read.values}
    if read.kind in _NUMBERS or read.kind in _YEARS:
        values["limit"] = limit_text(read.kind, values, language)
    if read.kind == "group" and values["op"]:
        values["limit"] = say(
            f"limits.{values['op']}", language, low=formats.format_number(float(str(values["low"])), language), high=""
        )
    if read.kind in ("left_out", "either", "all"):
        values["parts"] = inner_parts(values, language)
    return say(f"reading.{read.kind}", language, **values)


def is_undecided(answer: Answer) -> bool:
    """Does it ask which of several readings is meant?"""
    return any(one.kind == "which_reading" for one in answer.notes)


def alternatives(answer: Answer) -> tuple[str, ...]:
    """The other readings as words: what each has that not all of them have, or is without."""
    every = [*answer.alternatives, *([] if is_undecided(answer) else [answer.reading])]
    names = {one.id: part(one, answer.language) for reading in every for one in reading.parts}
    shared = set(names).intersection(*({one.id for one in reading.parts} for reading in every))
    found = []
    for reading in answer.alternatives:
        held = {one.id for one in reading.parts}
        own = [names[one.id] for one in reading.parts if one.id not in shared]
        gone = [name for key, name in names.items() if key not in held]
        without = "" if own else say("reading.without", answer.language, parts=joined(gone))
        text = joined(own) or without
        found.append(first_upper(text, answer.language) if is_undecided(answer) else text)
    return tuple(found)


def inner_parts(values: Mapping[str, object], language: str) -> list[str]:
    """The parts that another part holds, or that a share is told of, as words."""
    held: Sequence[Mapping[str, object]] = values["parts"]  # type: ignore[assignment]
    inner = [{name: value for name, value in one.items() if name not in ("id", "kind")} for one in held]
    return [part(Part(str(one["id"]), str(one["kind"]), said), language) for one, said in zip(held, inner, strict=True)]


def parts(read: Sequence[Part], language: str) -> tuple[str, ...]:
    """All parts as words. Groups stand by the number that is shown of them, whatever an order names beside it."""
    grouped = any(one.kind == "group" for one in read)
    return tuple(
        say("reading.order_of_groups", language, **one.values)
        if grouped and one.kind == "order"
        else part(one, language)
        for one in read
    )


def limit_text(kind: str, values: Mapping[str, object], language: str) -> str:
    """ "under 1.000 t.kr.", "2022–2024", "mindst 5 år"."""
    op = str(values["op"])
    low, high = (_printed(kind, values[end], language) for end in ("low", "high"))
    if kind in _YEARS:
        op = _OF_YEARS.get(op, f"year_{op}")
    return say(f"limits.{op}", language, low=low or high, high=high)


def _printed(kind: str, value: object, language: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, int | float):
        return formats.any_of(str(value).split(", "), language)
    if kind in _YEARS:
        return formats.format_year(value, language)
    return _NUMBERS[kind](value, language)


def notes(found: tuple[Note, ...], language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentences that stand before the facts, and those that stand after; each once."""
    said = dict.fromkeys((_is_first(one), note(one, language)) for one in found)
    return tuple(text for first, text in said if first), tuple(text for first, text in said if not first)


def covered(found: Coverage | None, language: str) -> tuple[str, ...]:
    """Over what was counted or looked for, in one line; nothing where the answer shows what it is about."""
    if found is None:
        return ()
    places = list(found.municipalities) if len(found.municipalities) <= MOST_PLACES else []
    said = [
        say("coverage.over", language, documents=found.documents, places=places, count=len(found.municipalities),
            newest=found.newest, loaded=found.loaded),
        *(say("coverage.column", language, document=document, column=name) for document, name in found.unread_columns),
    ]  # fmt: skip
    if found.unread_tables:
        said.append(say("coverage.tables", language, count=found.unread_tables))
    return (" ".join(said),)


def _is_first(one: Note) -> bool:
    return one.kind in _FIRST or one.kind.startswith("missing_")


def note(found: Note, language: str) -> str:
    values = {**_BESIDE.get(found.kind, {}), **found.values}
    values = {name: part(value, language) if isinstance(value, Part) else value for name, value in values.items()}
    return say(f"notes.{found.kind}", language, **values)
