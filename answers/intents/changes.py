"""What moved between two status reports, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from answers import comparing
from answers.economy import name_of as case_name
from answers.economy import plain
from answers.hits import hits
from answers.intents import status, status_list
from answers.parts import reading_of
from answers.selecting import reported
from index.search.search_facade import Library
from index.store.row_matching import MovementKind, budget_name, changes, movements
from index.store.timeline import RowHistory, StatusReport
from questions.query import Query
from records import Answer, CaseView, Fact, Hit, Movement, Note, StatusRow
from records.movements import RANK

# The most urgent first.
_ORDER = tuple(MovementKind[name] for name in ("WORSE", "BETTER", "CHANGED", "NEW", "VANISHED", "SAME"))
_KINDS = {"worse": MovementKind.WORSE, "better": MovementKind.BETTER, "vanished": MovementKind.VANISHED}
_LABELS = {"investment_tkr": "investment", "saving_tkr": "saving_printed"}
Moved = tuple[Movement, ...]


def answer(query: Query, library: Library, today: date) -> Answer:
    """Field by field, old and new, each with its place. With one report only, that nothing can be compared."""
    if query.codes:
        return _of_cases(query, library, today)
    found, notes = comparing.reports(query, library)
    if not found and query.of("colour"):  # "the cases that have turned red", of the only report
        made = status_list.answer(replace(query, intent="status_list"), library, today)
        return replace(made, notes=(*made.notes, *notes))
    asked, query = _asked(query, library)
    moved = [
        one
        for before, after in found
        for one in movements(before.rows, after.rows)
        if one.kind != MovementKind.SAME
        and _meets(one, query)
        and (asked is None or _line(one.row, library).ids[-1] in asked)
    ]
    cases = _by_case(moved)
    return Answer(
        question=query.text,
        language=query.language,
        intent="changes",
        today=today,
        reading=reading_of(comparing.dated(query, found)),
        total=len(cases),
        hits=_hits(library, cases),
        movements=cases,
        facts=tuple(fact for one in moved for fact in facts_of(one)),
        notes=notes,
    )


def _asked(query: Query, library: Library) -> tuple[frozenset[int] | None, Query]:
    """The status rows that meet the other limits and the topic (None: all do), and the question without a topic that no
    row is about."""
    rows = reported(query, library)
    if rows is not None and not rows and query.topic:
        query = replace(query, topic=())
        rows = reported(query, library)
    return rows, query


def _meets(one: Movement, query: Query) -> bool:
    """ "Turned red", "got worse", "dropped out": only what did."""
    wanted = {colour for condition in query.of("colour") for colour in condition.values if not condition.negated}
    if wanted and not (
        one.after and one.after.colour in wanted and (not one.before or one.before.colour not in wanted)
    ):
        return False
    kinds = {_KINDS[ask] for ask in _KINDS if ask in query.asks}
    return not kinds or one.kind in kinds


def _line(row: StatusRow, library: Library) -> RowHistory:
    return library.timeline.by_record[row]


def _by_case(moved: Iterable[Movement]) -> tuple[Moved, ...]:
    """What moved, together for each case, the most urgent case first."""
    cases: dict[object, list[Movement]] = {}
    for one in sorted(moved, key=lambda one: (_ORDER.index(one.kind), -RANK.get(one.row.colour or "", 0))):
        cases.setdefault((one.row.municipality, budget_name(one.row), one.row.budget_year), []).append(one)
    return tuple(map(tuple, cases.values()))


def _hits(library: Library, cases: Iterable[Moved]) -> tuple[Hit, ...]:
    """A hit for each case: what it is now, or was last."""
    records = [_line(moved[0].row, library).ids[-1] for moved in cases]
    entries = library.by_records(records)
    return hits(library, np.array([entries[record].id for record in records], np.int64))


# ---------------------------------------------------------------- cases that are named


def _of_cases(query: Query, library: Library, today: date) -> Answer:
    """The case as it stands, and above it what moved. "Why did BU01 turn red?" is when it did, whatever came after."""
    base = _of_colour(replace(status.answer(query, library, today), intent="changes"), query)
    if not base.cases:
        return base
    wanted = [colour for condition in query.of("colour") for colour in condition.values if not condition.negated]
    notes: list[Note] = []
    moved = tuple(
        tuple(
            one
            for row in view.statuses
            if (one := (_turned if wanted else _compared)(_line(row, library), query, library, notes))
        )
        for view in base.cases
    )
    if any(moved) or any(one.kind == "coloured_from_first" for one in notes):
        notes = [one for one in notes if one.kind != "never_coloured"]  # another case of that code is meant
    facts = [fact for case in moved for one in case for fact in facts_of(one)]
    pairs = [comparing.pair(_series(row, library), query)[0] for view in base.cases for row in view.statuses]
    return replace(
        base,
        reading=reading_of(comparing.dated(query, [pair for pair in pairs if pair][:1])),
        movements=moved,
        facts=(*facts, *base.facts),
        notes=(*(one for at, one in enumerate(notes) if one not in notes[:at]), *base.notes),
    )


def _turned(line: RowHistory, query: Query, library: Library, notes: list[Note]) -> Movement | None:
    """The last time that a row turned to the colour that is asked about; a note where no report shows that."""
    if len(_series(line.rows[-1], library)) < 2:
        notes.append(Note("no_previous_report"))
        return None
    wanted = {colour for condition in query.of("colour") for colour in condition.values}
    steps = [
        (old, new)
        for old, new in zip(line.rows, line.rows[1:], strict=False)
        if new.colour in wanted and old.colour not in wanted
    ]
    if steps:
        return Movement(*steps[-1], changes(*steps[-1]))
    row, values = line.rows[0], {"code": case_name(line.rows[0]), "colour": sorted(wanted)[0]}
    if all(one.colour in wanted for one in line.rows):
        notes.append(
            Note("coloured_from_first", {**values, "date": row.as_of}) if row.as_of else Note("no_previous_report")
        )
    else:
        notes.append(Note("never_coloured", {**values, "now": line.rows[-1].colour}))
    return None


def _compared(line: RowHistory, query: Query, library: Library, notes: list[Note]) -> Movement | None:
    """A row in the two reports that the question compares."""
    pair, note = comparing.pair(_series(line.rows[-1], library), query)
    notes.append(note)
    if pair is None:
        return None
    before, after = (next((one.by_id[row] for row in line.ids if row in one.by_id), None) for one in pair)
    if before is None and after is None:
        return None
    found = Movement(before, after, changes(before, after) if before and after else ())
    if found.kind == MovementKind.SAME:
        notes.append(Note("unchanged", {"code": case_name(found.row), "area": found.row.area}))
        return None
    return found


def _series(row: StatusRow, library: Library) -> Sequence[StatusReport]:
    """The reports that a row is followed through."""
    row_id = _line(row, library).ids[-1]
    return next(one for one in library.timeline.series if any(row_id in report.by_id for report in one))


def _of_colour(answer: Answer, query: Query) -> Answer:
    """ "Why did BU01 turn red?": of several cases with that code, the red one comes first."""
    wanted = {colour for condition in query.of("colour") for colour in condition.values}
    places = {row.source for view in answer.cases for row in view.statuses if row.colour in wanted}
    cases = tuple(sorted(answer.cases, key=lambda view: not _is_coloured(view, wanted)))
    facts = tuple(sorted(answer.facts, key=lambda fact: fact.source not in places))
    return replace(answer, cases=cases, hits=tuple(view.hit for view in cases), facts=facts)


def _is_coloured(view: CaseView, wanted: set[str]) -> bool:
    return any(row.colour in wanted for row in view.statuses) or view.hit.colour in wanted


# ---------------------------------------------------------------- facts


def facts_of(one: Movement) -> Iterable[Fact]:
    """Every field that changed: what it was, under the name of the field and "_before", and what it is."""
    for change in one.fields:
        label = _LABELS.get(change.field, change.field)
        label = "saving" if label == "saving_printed" and one.row.plus_saves else label
        yield _fact(f"{label}_before", change.before, one.before)
        yield _fact(label, change.after, one.after)
    if one.before is None or one.after is None:
        yield _fact("colour", one.row.colour, one.row)
        yield _fact("status", one.row.status, one.row)


def _fact(label: str, value: object, row: StatusRow | None) -> Fact:
    """`values["as_of"]` marks a fact of one report among several."""
    about = {"code": row.code, "year": row.budget_year, "area": row.area, "as_of": row.as_of} if row else {}
    return Fact(
        label, "–" if value in (None, "") else plain(value), row.source if row else None, {**about, "raw": value}
    )
