"""Sums, counts and averages, split by municipality, committee, area or year when asked for."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from answers.economy import plain
from answers.intents.search import read_as
from answers.parts import reading_of
from answers.selecting import found, select
from index.library import Entry, Library
from questions.query import Measure, Query
from records import Answer, Fact, Note, Source, Table

MOST_ROWS = 20
_VALUES: dict[str, Callable[[Entry], float | None]] = {
    "saving": lambda e: e.saving_tkr if e.saving_tkr is None or e.saving_tkr >= 0 else None,
    "cost": lambda e: e.cost_tkr,
    "payback": lambda e: e.payback_service_years if e.payback_service_years is not None else e.payback_total_years,
}


def answer(query: Query, library: Library, today: date) -> Answer:
    """The number, what it was counted over, and what was left out because it is not stated."""
    measure = query.measure or Measure("count")
    selection = select(query, library, "status" if query.rows == "case" else "")
    entries = list(library.entries(selection.ids).values())
    hits = found(library, selection.ids)
    place = hits[0].source if len(hits) else None
    notes = [*selection.notes, *_notes(query, library, entries, measure)]
    return Answer(
        question=query.text,
        language=query.language,
        intent="total",
        today=today,
        reading=reading_of(query, read_as(selection)),
        total=len(entries),
        hits=hits,
        table=_table(library, entries, measure),
        facts=_facts(entries, measure, place),
        notes=tuple(notes),
    )


def _stated(entries: Iterable[Entry], field: str) -> list[float]:
    return [value for entry in entries if (value := _VALUES[field](entry)) is not None]


def measured(entries: list[Entry], measure: Measure) -> float | None:
    """The number that `measure` asks for over `entries`; None when none of them states it."""
    if measure.what == "count" or not measure.field:
        return float(len(entries))
    values = _stated(entries, measure.field)
    if not values:
        return None
    return sum(values) / len(values) if measure.what == "average" else sum(values)


def _facts(entries: list[Entry], measure: Measure, place: Source | None) -> tuple[Fact, ...]:
    facts = [Fact("count", str(len(entries)), place, {"raw": len(entries)})]
    if measure.field and measure.what != "count":
        value = measured(entries, measure)
        label = "average" if measure.what == "average" else "total"
        fact = Fact(
            label, plain(round(value, 1)) if value is not None else "–", place, {"raw": value, "field": measure.field}
        )
        facts.insert(0, fact)
    return tuple(facts)


_GROUPS: dict[str, Callable[[Entry], str | None]] = {
    "municipality": lambda e: e.municipality,
    "committee": lambda e: e.committee,
    "area": lambda e: e.area,
    "budget_year": lambda e: str(e.budget_year) if e.budget_year else None,
    "colour": lambda e: e.colour,
    "type": lambda e: e.type,
}


def _table(library: Library, entries: list[Entry], measure: Measure) -> Table | None:
    if not measure.group:
        return None
    groups: dict[str | None, list[Entry]] = defaultdict(list)
    for name, entry in _grouped(library, entries, measure.group):
        groups[name].append(entry)
    rows = [(name, measured(group, measure), float(len(group))) for name, group in groups.items()]
    rows.sort(key=lambda row: (row[0] is None, -(row[1] or 0.0)))
    columns = (measure.group, measure.field or "count", "count")
    unit = "years" if measure.field == "payback" else "tkr" if measure.field and measure.what != "count" else "count"
    if unit == "count":
        return Table((measure.group, "count"), tuple((name, count) for name, _, count in rows[:MOST_ROWS]), unit)
    return Table(columns, tuple(rows[:MOST_ROWS]), unit)


def _grouped(library: Library, entries: list[Entry], group: str) -> Iterable[tuple[str | None, Entry]]:
    if group in _GROUPS and group != "area":
        return [(_GROUPS[group](entry), entry) for entry in entries]
    labels = library.labels([entry.id for entry in entries], group)
    return [
        (name, entry)
        for entry in entries
        for name in (*labels.get(entry.id, ()), *(() if entry.id in labels else (None,)))
    ]


def _notes(query: Query, library: Library, entries: list[Entry], measure: Measure) -> list[Note]:
    notes = []
    if measure.field and measure.what != "count":
        missing = len(entries) - len(_stated(entries, measure.field))
        if missing:
            notes.append(Note("not_stated_apart", {"count": missing, "field": measure.field}))
        levels = library.price_levels([entry.id for entry in entries])
        if len(levels) > 1:
            notes.append(Note("price_levels_differ", {"levels": [level or "–" for level in levels]}))
    rows = sum(len(group) for group in library.members({entry.case_id for entry in entries}).values())
    if query.rows == "case" and entries:
        notes.append(Note("counted_cases", {"cases": len(entries), "rows": rows_of(library, entries) or rows}))
    return notes


def rows_of(library: Library, entries: list[Entry]) -> int:
    """How many status rows stand behind the cases."""
    groups = library.members({entry.case_id for entry in entries}).values()
    return sum(member.kind == "status" for group in groups for member in group)
