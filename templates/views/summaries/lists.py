"""The screen of a list: the sum first and what it is over, then one line a case, a milestone or a group."""

from collections.abc import Iterable, Sequence
from datetime import date

from records import Answer, Hit, Milestone
from templates import formats, limits
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views import compose, entries, facts, grids, reading
from templates.views.names import code_label, colour, title_of
from templates.views.pieces import GridCell, Summary, TableView
from templates.views.summaries import foot

MOST = 20
SHOWN = 10  # of a list on one card
PAGE = 5  # of these at a time, where a table turns its own pages
TITLE, GOAL, WHO = 40, 36, 16  # signs
HEADLINE = 120


def summarise_hits(answer: Answer, first: int = 0) -> Summary:
    """Cases by topic and limits: how many, what they save in all, then a line each."""
    language, shown = answer.language, answer.hits[first : first + MOST]
    where = foot.places_line((hit.source for hit in shown), language)
    grid = (
        of_hits(shown, language, page_caption(first, len(shown), max(answer.total, len(answer.hits)), language))
        if shown
        else of_nearest(answer)
    )
    return Summary(
        headline=_headline(answer),
        lead=(
            *_highest(answer),
            *_over(answer),
            *foot.said_beside(answer, ("not_stated_apart", "price_levels_differ"), 1),
        ),
        grid=grid,
        rows=grid_in_lines(grid),
        places=where,
        beside=foot.beside_line(answer, where),
        pages=bool(shown),
    )


def _headline(answer: Answer) -> str:
    language = answer.language
    count = say(f"headlines.{answer.intent}", language, total=max(answer.total, len(answer.hits)))
    if answer.saving is None or not answer.hits or _highest(answer):
        return count
    return say("summary.saves", language, count=count, amount=formats.total(answer.saving.saving_tkr, language))


def _highest(answer: Answer) -> tuple[str, ...]:
    """Of a list by amount the first case with its amount: that is what was asked for."""
    order = next((part.values for part in answer.reading.parts if part.kind == "order"), None)
    if order is None or not answer.hits:
        return ()
    hit, language = answer.hits[0], answer.language
    value = {"saving": hit.saving_tkr, "cost": hit.cost_tkr}.get(str(order["by"]))
    if value is None:
        return ()
    name = limits.shortened(title_of(hit, language), TITLE)
    told = say("summary.first", language, order=order["direction"], name=name, value=formats.money(value, language))
    return (told,)


def _over(answer: Answer) -> Iterable[str]:
    """Over which of the cases the sum is, and that it mixes price levels where it does."""
    saving = answer.saving
    if saving is None:
        return ()
    total = max(answer.total, len(answer.hits))
    few = say("summary.stated", answer.language, stated=saving.stated, total=total) if saving.stated < total else ""
    levels = [level or formats.UNKNOWN for level in saving.levels]
    mixed = say("summary.levels", answer.language, levels=levels) if len(levels) > 1 else ""
    return filter(None, (joined((few, mixed), " "),))


def page_caption(first: int, shown: int, total: int, language: str) -> str:
    """Which part of a list it is."""
    return say("summary.page", language, first=first + 1, last=first + min(shown, SHOWN), total=total)


def of_nearest(answer: Answer) -> TableView | None:
    """What only comes near."""
    near = answer.nearest[:3]
    return of_hits(near, answer.language, say("ui.nearest", answer.language)) if near else None


def of_hits(found: Sequence[Hit], language: str, caption: str) -> TableView:
    """A row a case: title and place, saving, cost, year, state."""
    several = len({hit.municipality for hit in found}) > 1
    names = ("case", "saving_short", "cost_short", "year_short", "state")
    columns = tuple(say(f"summary.column_{name}", language) for name in names)
    return TableView(caption, columns, tuple(_row(hit, several, language) for hit in found), PAGE)


def _row(hit: Hit, several: bool, language: str) -> tuple[GridCell, ...]:
    beside = f" ({one_line(hit.municipality)})" if several else ""
    title = limits.shortened(title_of(hit, language), TITLE - len(beside[:16])) + beside
    saving, cost = (grids.amount_cell(value, language) for value in (hit.saving_tkr, hit.cost_tkr))
    year = GridCell(str(hit.phase_in_year), hit.phase_in_year) if hit.phase_in_year else GridCell(formats.UNKNOWN)
    return (GridCell(title), saving, cost, year, GridCell(_state(hit, language)))


def _state(hit: Hit, language: str) -> str:
    if hit.confidential:
        return say("summary.confidential", language)
    if hit.status is not None:
        return colour(hit.colour, language)
    words = {True: "adopted", False: "not_adopted"}
    return say(f"hits.{words[hit.adopted]}", language) if hit.adopted in words else formats.UNKNOWN


def grid_in_lines(grid: TableView | None) -> tuple[str, ...]:
    """The same as a table in lines: what each cell is stands before it, where its row does not say so."""
    if grid is None:
        return ()
    return tuple(
        joined((row[0].text, *(_named(grid.columns[at], cell) for at, cell in enumerate(row[1:], 1))))
        for row in grid.rows
    )


def _named(column: str, cell: GridCell) -> str:
    if cell.text == formats.UNKNOWN:
        return ""
    return f"{column}: {cell.text}" if cell.value is not None else cell.text


# ---------------------------------------------------------------- sums


def summarise_total(answer: Answer, first: int = 0) -> Summary:
    language = answer.language
    where = foot.places_line((), language)
    grid = grids.grid(answer.table, language) if answer.table else None
    if grid is None and answer.hits:
        grid = of_hits(answer.hits[:5], language, say("ui.counted_over", language))
    elif grid is None:
        grid = of_nearest(answer)
    lines = facts.lines([fact for fact in answer.facts if "as_of" not in fact.values], language)
    return Summary(
        headline=_total_headline(answer, lines),
        lead=(*_counted(answer), *foot.said_beside(answer, ("not_stated_apart", "price_levels_differ"), 1)),
        grid=grid,
        rows=grid_in_lines(grid),
        places=where,
        beside=foot.beside_line(answer, where),
    )


def _total_headline(answer: Answer, lines: Sequence[object]) -> str:
    return limits.shortened(compose.headline(answer, lines), HEADLINE)  # type: ignore[arg-type]


def _counted(answer: Answer) -> Iterable[str]:
    """Over how many cases, how many are left out, and at which price levels."""
    language = answer.language
    notes = {note.kind: note.values for note in answer.notes}
    missing = int(str(notes.get("not_stated_apart", {}).get("count", 0)))
    levels = notes.get("price_levels_differ", {}).get("levels")
    cases = notes.get("counted_cases")
    texts = (
        say("summary.over", language, total=answer.total, missing=missing) if answer.facts else "",
        reading.note(next(n for n in answer.notes if n.kind == "counted_cases"), language) if cases else "",
        say("summary.levels", language, levels=levels) if levels else "",
    )
    return filter(None, (joined(texts, " "),))


# ---------------------------------------------------------------- milestones


def summarise_milestones(answer: Answer, first: int = 0) -> Summary:
    """How many, the next day or the oldest, then a line each; who answers for them where that was asked."""
    language, shown = answer.language, answer.milestones[first : first + MOST]
    where = foot.places_line((one.source for one in shown), language)
    grid = _of_milestones(answer, shown, first) if shown else of_nearest(answer)
    return Summary(
        headline=limits.shortened(_milestones_headline(answer), HEADLINE),
        lead=(*_first_of(answer), *foot.said_beside(answer, ("only_relative_date", "overview_differs"), 1)),
        grid=grid,
        rows=grid_in_lines(grid),
        places=where,
        beside=foot.beside_line(answer, where),
        pages=bool(shown),
    )


def _milestones_headline(answer: Answer) -> str:
    language, name = answer.language, _name(answer)
    if answer.intent == "responsible":
        told = [one.responsible for one in answer.milestones]
        told += [str(fact.value) for fact in answer.facts if fact.label == "responsible"]
        units = list(dict.fromkeys(one_line(text) for text in told if one_line(text)))
        return say("summary.responsible", language, name=name, units=units)
    count = len(answer.milestones)
    day, late = _day(answer)
    return say("summary.milestones", language, count=count, name=name, date=day, late=late)


def _name(answer: Answer) -> str:
    views = answer.cases
    return (
        code_label(views[0].hit.code, views[0].hit.budget_year) or one_line(views[0].hit.title)
        if len(views) == 1
        else ""
    )


def _day(answer: Answer) -> tuple[date | None, bool]:
    """The next day that is still to come; where all are past the oldest, which is late."""
    days = sorted(last for one in answer.milestones for _, last in one.all_dues)
    overdue = any(part.kind == "due" and part.values.get("op") == "overdue" for part in answer.reading.parts)
    coming = [] if overdue else [day for day in days if day >= answer.today]
    return (coming[0], False) if coming else (days[0] if days else None, True)


def _first_of(answer: Answer) -> Iterable[str]:
    """Of a question for a certain goal that goal in words."""
    about = any(part.kind == "topic" for part in answer.reading.parts)
    if not about or not answer.milestones or answer.intent != "milestones":
        return ()
    one = answer.milestones[0]
    text = f"{entries.due(one, answer.language)}: {one_line(one.goal)}"
    return (limits.shortened(text, 140),)


def _of_milestones(answer: Answer, shown: Sequence[Milestone], first: int) -> TableView:
    language = answer.language
    several = len({(one.municipality, one.code, one.title) for one in answer.milestones}) > 1
    names = ("due", *(("case",) if several else ()), "goal", "who")
    columns = tuple(say(f"summary.column_{name}", language) for name in names)
    caption = page_caption(first, len(shown), len(answer.milestones), language)
    return TableView(caption, columns, tuple(_goal(one, several, language) for one in shown), PAGE)


def _goal(one: Milestone, several: bool, language: str) -> tuple[GridCell, ...]:
    days = [last for _, last in one.all_dues]
    due = GridCell(formats.short_day(days[0], language), days[0].toordinal()) if days else GridCell(formats.UNKNOWN)
    name = code_label(one.code, one.budget_year) or limits.shortened(one_line(one.title), 20)
    case = (GridCell(name),) if several else ()
    goal = limits.shortened(one_line(one.goal), GOAL) or formats.UNKNOWN
    return (due, *case, GridCell(goal), GridCell(limits.shortened(one_line(one.responsible), WHO) or formats.UNKNOWN))
