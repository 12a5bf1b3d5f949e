"""The parts of what is known of a case that a card keeps behind buttons: its economy, its milestones, its history."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from records import Answer, Fact, StatusRow
from templates import formats
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views import entries, facts, reading
from templates.views.names import colour, place, title_of
from templates.views.pieces import CardEntry, ValueLine

ECONOMY, GOALS, HISTORY = "economy", "goals", "history"
_AMOUNTS = facts.AMOUNTS | facts.TIMES | {"saving_printed", "phase_in_year"}
_BY_YEAR = ("implementation", "lasting_change", "total_effect")
_NOTED = ("corrected", "corrected_accepted", "corrected_rejected", "corrected_since", "printed_anew", "owned",
          "attached", "attached_private", "milestone_done", "vanished", "link_basis", "no_proposal")  # fmt: skip
_OF_ECONOMY = ("overview_differs", "printed_extra_cost", "sum_over_years", "effect_vs_text")


@dataclass(frozen=True, slots=True)
class CasePart:
    """Values with their places, a table of years in signs of one width, entries, and what has to be said of them."""

    headline: str
    lines: tuple[ValueLine, ...] = ()
    columns: str = ""
    entries: tuple[CardEntry, ...] = ()
    notes: tuple[str, ...] = ()


def present_parts(answer: Answer) -> list[str]:
    """The parts in which there is something to see."""
    view = answer.cases[0]
    has = {
        ECONOMY: any(fact.label in _AMOUNTS for fact in answer.facts),
        GOALS: bool(view.milestones),
        HISTORY: bool(view.past or _notes(answer, _NOTED)),
    }
    return [name for name, there in has.items() if there]


def case_part(answer: Answer, part: str) -> CasePart:
    return _PARTS[part](answer)


def _notes(answer: Answer, kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.note(one, answer.language) for one in answer.notes if one.kind in kinds))


def _economy(answer: Answer) -> CasePart:
    """Every amount with its place, then the amounts of each year."""
    own = [fact for fact in answer.facts if "as_of" not in fact.values]
    kept = facts.without_repeats([fact for fact in own if fact.label in _AMOUNTS])
    yearly = {
        fact.label: fact for fact in own if fact.label in _BY_YEAR and isinstance(fact.values.get("raw"), Mapping)
    }
    lines, source = _source_once(facts.lines(kept, answer.language), answer.language)
    return CasePart(
        title_of(answer.cases[0].hit, answer.language),
        lines,
        _years(yearly, answer.language),
        notes=(*source, *_places(yearly.values(), answer.language), *_notes(answer, _OF_ECONOMY)),
    )


def _source_once(lines: Sequence[ValueLine], language: str) -> tuple[tuple[ValueLine, ...], tuple[str, ...]]:
    """Where all are from one place it is said below them, and not with each."""
    places = {line.place for line in lines}
    if len(lines) < 2 or len(places) > 1 or "" in places:
        return tuple(lines), ()
    told = say("summary.sources", language, count=1, places=places.pop())
    return tuple(replace(line, document="", spot="") for line in lines), (told,)


def _places(found: Iterable[Fact], language: str) -> Iterator[str]:
    """Where the table of years is from, and at which price level."""
    for one in found:
        level = one.values.get("price_level")
        text = joined((formats.level(str(level), language) if level else None, place(one.source, language)))
        yield f"{say(f'facts.{one.label}', language)}: {text}"


def _years(found: Mapping[str, Fact], language: str) -> str:
    """A row for each year, a column for each of what is told by year, in t.kr."""
    tables = {label: found[label].values["raw"] for label in _BY_YEAR if label in found}
    years = sorted({year for table in tables.values() for year in table})  # type: ignore[attr-defined]
    if not years:
        return ""
    heads = [say(f"case_parts.{label}", language) for label in tables]
    rows = [[str(year), *(_amount(table.get(year), language) for table in tables.values())] for year in years]  # type: ignore[attr-defined]
    return _set_in_columns([[say("case_parts.unit", language), *heads], *rows])


def _amount(value: float | None, language: str) -> str:
    return formats.UNKNOWN if value is None else formats.format_number(value, language)


def _set_in_columns(rows: list[list[str]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


def _goals(answer: Answer) -> CasePart:
    found = answer.cases[0].milestones
    return CasePart(
        title_of(answer.cases[0].hit, answer.language),
        entries=tuple(entries.milestone(one, answer.language) for one in found),
        notes=_notes(answer, ("milestones_closed", "milestone_done")),
    )


def _history(answer: Answer) -> CasePart:
    """What each report said, the newest first, and what people have said and done."""
    language, ways = answer.language, answer.cases[0].past
    several = len(ways) > 1
    told = [_reported(row, several, language) for way in ways for row in reversed(way)]
    return CasePart(title_of(answer.cases[0].hit, language), entries=tuple(told), notes=_notes(answer, _NOTED))


def _reported(row: StatusRow, several: bool, language: str) -> CardEntry:
    day = formats.day(row.as_of, language) if row.as_of else ""
    area = one_line(row.area) if several else ""
    texts = (one_line(row.status), say("ui.quote", language, text=one_line(row.remark)) if row.remark.strip() else "")
    return CardEntry(
        joined((day, colour(row.colour, language), area)), tuple(filter(None, texts)), place(row.source, language)
    )


_PARTS: dict[str, Callable[[Answer], CasePart]] = {ECONOMY: _economy, GOALS: _goals, HISTORY: _history}
