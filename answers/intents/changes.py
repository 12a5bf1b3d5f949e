"""What moved between two status reports, and why."""

from collections import defaultdict
from dataclasses import replace
from datetime import date

from answers.intents import status
from answers.parts import reading_of
from index.library import Library
from questions.query import Query
from records import Answer, Note, StatusRow, Table

_FIELDS = ("status", "colour", "remark", "investment_tkr", "saving_tkr", "phase_in_year", "handling", "consequence")
Key = tuple[str, str, int | None, str]


def answer(query: Query, library: Library, today: date) -> Answer:
    """Field by field, old and new. With one report only, the case and its remark, and that nothing can be compared."""
    rows = _history(library)
    wanted = {code.code for code in query.codes}
    moved = [
        (key, field, old, new)
        for key, (old, new) in sorted(rows.items(), key=str)
        if not wanted or new.code in wanted
        for field in _FIELDS
        if getattr(old, field) != getattr(new, field)
    ]
    if query.codes:
        base = _of_colour(replace(status.answer(query, library, today), intent="changes"), query)
    else:
        base = Answer(query.text, query.language, "changes", today, reading_of(query))
    if not rows:
        return replace(base, notes=(Note("no_previous_report"), *base.notes))
    cells = [(_name(new), field, _cell(old, field), _cell(new, field)) for _, field, old, new in moved]
    return replace(
        base,
        table=Table(("case", "field", "before", "now"), tuple(cells), "text"),
        total=base.total or len({key for key, *_ in moved}),
    )


def _of_colour(answer: Answer, query: Query) -> Answer:
    """ "Why did BU01 turn red?": of several cases with that code, the red one comes first."""
    wanted = {colour for condition in query.of("colour") for colour in condition.values}
    places = {row.source for view in answer.cases for row in view.statuses if row.colour in wanted}
    cases = tuple(sorted(answer.cases, key=lambda view: view.hit.colour not in wanted))
    facts = tuple(sorted(answer.facts, key=lambda fact: fact.source not in places))
    return replace(answer, cases=cases, hits=tuple(view.hit for view in cases), facts=facts)


def _history(library: Library) -> dict[Key, tuple[StatusRow, StatusRow]]:
    """The two newest rows of every case and area that has at least two reports."""
    found: dict[Key, list[StatusRow]] = defaultdict(list)
    for row in library.store.statuses().values():
        found[row.municipality, row.code or row.title, row.budget_year, row.area].append(row)
    pairs = {}
    for key, rows in found.items():
        rows.sort(key=lambda row: row.as_of or date.min)
        if len(rows) > 1 and rows[-1].as_of != rows[-2].as_of:
            pairs[key] = (rows[-2], rows[-1])
    return pairs


def _name(row: StatusRow) -> str:
    return f"{row.code or row.title} ({row.budget_year})"


def _cell(row: StatusRow, field: str) -> str | float | None:
    value = getattr(row, field)
    return value if value is None or isinstance(value, str | float) else str(value)
