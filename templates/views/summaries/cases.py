"""The screen of a case: how it stands, and four figures; of several a line each; two side by side; what moved."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from records import Answer, CaseView, Hit, Movement, Source
from records.movements import MovementKind
from templates import limits
from templates.catalogue import called, say
from templates.formats import UNKNOWN, first_upper, joined, one_line
from templates.views import facts, moved
from templates.views.names import case_name, code_label, colour, title_of
from templates.views.pieces import GridCell, Summary, TableView, ValueLine
from templates.views.summaries import foot, lists, state

TITLE, ASKED, QUOTE = 68, 130, 200  # signs
CELL, STATUS = 26, 44
ALIKE = 8  # signs that are kept before what differs
PAGE_OF_TEXTS = 2  # rows: a cell of words is several lines on a phone
PAGE = 5
MOST_CASES = 4
MOST_FIELDS, MOST_COLUMNS, MOST_NAMED = 6, 20, 1
_SEEN = ("colour", "code", "status", "remark", "handling", "consequence")


def summarise_status(answer: Answer, first: int = 0) -> Summary:
    """One case in full; of a code that names several each of them in a line."""
    return _one(answer) if len(answer.cases) == 1 else _several(answer)


def _one(answer: Answer) -> Summary:
    view, language = answer.cases[0], answer.language
    where = foot.places_line(_sources(answer), language)
    asked, standing = _asked(answer), state.state_lines(view, language)
    title, quoted = limits.shortened(_title(view, language), TITLE), _quoted(answer)
    if quoted and not asked:
        lead: tuple[str, ...] = (quoted, title, standing[0])  # what was asked is in the words themselves
    else:
        lead = (*asked, *(standing[:1] if asked else standing))
    return Summary(
        headline="" if lead[0] == quoted else title,
        lead=(*lead, *foot.said_beside(answer)),
        figures=state.case_figures(answer, _owner(answer)),
        places=where,
        beside=foot.beside_line(answer, where),
    )


def _title(view: CaseView, language: str) -> str:
    """The case as its report names it, and under which code it was proposed."""
    title, row = title_of(view.hit, language), next((row for row in view.statuses if row.code), None)
    if row is None or row.code == view.hit.code:
        return title
    code = code_label(row.code, row.budget_year)
    return say("summary.followed_as", language, code=code, proposed=view.hit.code or "", title=one_line(view.hit.title))


def _asked(answer: Answer) -> tuple[str, ...]:
    """The first of the facts that were asked for; nothing where it was the state itself."""
    told = [limits.shortened(text, ASKED) for text in state.asked_facts(answer)]
    return tuple(told[:1])


def _quoted(answer: Answer) -> str:
    """The sentence of the document that answers a question about its text."""
    said = [one.key or one.text for one in answer.quotes[:1]]
    return say("ui.quote", answer.language, text=limits.shortened(one_line(said[0]), QUOTE)) if said else ""


def _owner(answer: Answer) -> Iterable[ValueLine]:
    for note in answer.notes:
        if note.kind == "owned":
            yield ValueLine(say("summary.owner", answer.language), one_line(note.values["owner"]))


def _several(answer: Answer) -> Summary:
    language = answer.language
    where = foot.places_line((view.hit.source for view in answer.cases), language)
    codes = [str(note.values["code"]) for note in answer.notes if note.kind == "ambiguous_code"]
    key = "several" if codes else "several_plain"
    rows = tuple(_line(view, language) for view in answer.cases)
    asked = tuple(state.asked_facts(answer))[:1]
    return Summary(
        headline=say(f"summary.{key}", language, code=codes[0] if codes else "", count=len(rows)),
        lead=tuple(limits.shortened(text, ASKED) for text in asked) + foot.said_beside(answer, ("ambiguous_code",), 1),
        rows=rows[:MOST_CASES],
        places=where,
        beside=foot.beside_line(answer, where),
    )


def _line(view: CaseView, language: str) -> ValueLine:
    title = limits.shortened(_title(view, language), TITLE)
    stands = state.standing_line(view, language, TITLE) if view.statuses else state.state_lines(view, language)[0]
    return ValueLine(title, stands)


def _sources(answer: Answer) -> Iterable[Source]:
    """The rows and the proposal of each case, what was asked for first."""
    for label in answer.asked:
        yield from (fact.source for fact in answer.facts if fact.label == label and fact.source)
    yield from (quote.source for quote in answer.quotes[:1])
    for view in answer.cases:
        yield from (row.source for row in view.statuses)
        if view.proposal:
            yield view.proposal.source


# ---------------------------------------------------------------- beside each other


def summarise_compare(answer: Answer, first: int = 0) -> Summary:
    language = answer.language
    where = foot.places_line(_sources(answer), language)
    names = [case_name(one, language) for one in answer.cases]
    grid = _columns(answer)
    return Summary(
        headline=say("headlines.compare", language, names=names),
        lead=foot.said_beside(answer, most=1),
        grid=grid,
        rows=lists.grid_in_lines(grid),
        places=where,
        beside=foot.beside_line(answer, where),
    )


def _columns(answer: Answer) -> TableView | None:
    """How each case stands and its four figures, as on its own card: a row for each, a column for each case."""
    language, views = answer.language, answer.cases[: MOST_COLUMNS - 1]
    if not views:
        return None
    told = [_told(view, answer) for view in views]
    names = dict.fromkeys(name for one in told for name in one)
    rows = tuple(
        (GridCell(name), *(GridCell(one.get(name) or say("ui.not_stated", language)) for one in told)) for name in names
    )
    columns = (say("summary.field", language), *(case_name(view, language) or UNKNOWN for view in views))
    return TableView(say("summary.compared", language), columns, rows, MOST_FIELDS)


def _told(view: CaseView, answer: Answer) -> dict[str, str]:
    """What one column tells, by the name of its row."""
    language, named = answer.language, _names_of(view)
    own = tuple(fact for fact in answer.facts if (fact.values.get("code"), fact.values.get("year")) in named)
    words = state.worst_row(view).status if view.statuses else ""
    return {
        first_upper(say("columns.colour", language), language): state.short_state(view, language),
        **(
            {first_upper(say("columns.status", language), language): limits.shortened(one_line(words), STATUS)}
            if words
            else {}
        ),
        **{one.label: one.value for one in state.case_figures(replace(answer, facts=own))},
    }


def _names_of(view: CaseView) -> set[tuple[object, object]]:
    """Under which codes and years a case has figures: its own, its report's, and its proposal's without a year."""
    rows = {(row.code, row.budget_year) for row in view.statuses}
    return rows | {(view.hit.code, view.hit.budget_year), (view.hit.code, None)}


def _field(name: object, language: str) -> GridCell:
    return GridCell(limits.shortened(first_upper(called(name, "columns", language), language), CELL) or UNKNOWN)


def _cell(field: str, value: object, language: str) -> GridCell:
    return GridCell(limits.shortened(facts.cell(field, value, language), CELL) or UNKNOWN)


# ---------------------------------------------------------------- what moved


def summarise_changes(answer: Answer, first: int = 0) -> Summary:
    return _moved_of_case(answer) if answer.cases else _moved_list(answer, first)


def _moved_of_case(answer: Answer) -> Summary:
    language = answer.language
    rows = [one for each in answer.movements for one in each]
    where = foot.places_line((row.source for one in rows for row in (one.before, one.after) if row), language)
    lead = [
        moved.headline(one, language) + (f" ({one_line(one.row.area)})" if len(rows) > 1 else "") for one in rows[:2]
    ]
    grid = _before_and_now(rows[0], language) if rows else None
    return Summary(
        headline=limits.shortened(
            say("headlines.changes_of", language, names=[case_name(one, language) for one in answer.cases]), TITLE
        ),
        lead=(*lead, *foot.said_beside(answer, (), 1 if lead else 2)),
        grid=grid,
        rows=lists.grid_in_lines(grid),
        places=where,
        beside=foot.beside_line(answer, where),
    )


def _before_and_now(one: Movement, language: str) -> TableView | None:
    fields = [change for change in one.fields if change.field not in ("colour", "code")]
    if not fields:
        return None
    names = tuple(say(f"columns.{name}", language) for name in ("before", "now"))
    rows = tuple(
        (
            _field(change.field, language),
            *_told_apart(*(facts.cell(change.field, value, language) for value in (change.before, change.after))),
        )
        for change in fields
    )
    return TableView(say("summary.changed", language), (say("summary.field", language), *names), rows, PAGE_OF_TEXTS)


def _told_apart(before: str, after: str) -> tuple[GridCell, GridCell]:
    """Both as short as a cell; what is alike in their beginnings is cut away where the difference would be."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    start = before.rfind(" ", 0, alike - ALIKE) + 1 if alike > CELL - ALIKE else 0
    cut = (f"…{text[start:]}" if start else text for text in (before, after))
    first, second = (GridCell(limits.shortened(text, CELL) or UNKNOWN) for text in cut)
    return first, second


def _moved_list(answer: Answer, first: int) -> Summary:
    language, hits = answer.language, answer.hits[first : first + 20]
    told = answer.movements[first : first + 20]
    rows = [_move(hit, movements, language) for hit, movements in zip(hits, told, strict=False)]
    where = foot.places_line((hit.source for hit in hits), language)
    return Summary(
        headline=say("summary.moved", language, total=answer.total, since=_since(answer)),
        lead=tuple(filter(None, (_how_many(answer),))) + foot.said_beside(answer, most=1),
        rows=tuple(rows),
        places=where,
        beside=lists.paged_line(first, answer.total, answer, where),
        pages=True,
    )


def _move(hit: Hit, movements: Sequence[Movement], language: str) -> ValueLine:
    """A line: the case, its colour before and now, and what else is another."""
    one, title = movements[0], title_of(hit, language)
    before, after = (colour(row.colour, language) if row else "" for row in (one.before, one.after))
    if one.kind in (MovementKind.NEW, MovementKind.VANISHED):
        return lists.one_line_each(title, joined((say(f"summary.{one.kind}", language), before or after)))
    shade = after if before == after else f"{before} → {after}"
    return lists.one_line_each(title, joined((shade, _also_changed([change.field for change in one.fields], language))))


def _also_changed(fields: Sequence[str], language: str) -> str:
    """What else than the colour is another; a new remark where nothing else tells why it is listed."""
    named = [called(field, "columns", language).lower() for field in fields if field not in _SEEN]
    if named:
        return say("summary.also_changed", language, names=", ".join(named[:MOST_NAMED]))
    return say("summary.remark_changed", language) if "remark" in fields and "colour" not in fields else ""


def _since(answer: Answer) -> object:
    """The day of the report that is compared with."""
    return next((one.values.get("before") for one in answer.notes if one.kind == "compared"), None)


def _how_many(answer: Answer) -> str:
    kinds = [each[0].kind for each in answer.movements]
    counts = {
        str(kind): kinds.count(kind)
        for kind in (MovementKind.WORSE, MovementKind.BETTER, MovementKind.NEW, MovementKind.VANISHED)
    }
    parts = [say(f"summary.count_{kind}", answer.language, count=count) for kind, count in counts.items() if count]
    return first_upper(", ".join(parts), answer.language)


SUMMARIES = {
    "status": summarise_status,
    "compare": summarise_compare,
    "changes": summarise_changes,
}
