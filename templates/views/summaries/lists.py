"""The screen of a list: the sum first and what it is over, then one line a case, a milestone or a group."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from records import Answer, Hit, Milestone, Table
from templates import formats, limits
from templates.catalogue import say
from templates.formats import joined, one_line
from templates.views import compose, facts, grids, reading
from templates.views.names import code_label, colour, title_of
from templates.views.pieces import GridCell, Summary, TableView, ValueLine
from templates.views.summaries import foot

MOST = 20
SHOWN = 6  # of a list on one card
MOST_NEAR, MOST_BEHIND = 3, 5
ROWS, LEAST_ROWS = 8, 3  # of a table on one screen of a phone, less the lines that are said above it
NAME = 22  # signs of a name that stand in one line of a row there
LINE, TITLE, WHO = 68, 24, 18  # signs
EACH = 2 * LINE  # … of what is told of one of several
_TOLD = ("not_stated_apart", "price_levels_differ")
HEADLINE = 120


def summarise_hits(answer: Answer, first: int = 0) -> Summary:
    """Cases by topic and limits: how many, what they save in all, then a line each."""
    language, shown = answer.language, answer.hits[first : first + MOST]
    sources = (hit.source for hit in shown or answer.nearest[:MOST_NEAR])
    where = foot.places_line(sources, language, covered=answer.coverage is not None and not answer.cases)
    return Summary(
        headline=_headline(answer),
        lead=(
            *(_highest(answer) or _over(answer)),
            *foot.said_beside(answer, _TOLD, 1),
            *_of_each(answer),
            *_heading(answer),
        ),
        rows=of_hits(shown, language) or of_nearest(answer),
        places=where,
        beside=paged_line(first, max(answer.total, len(answer.hits)), answer, where),
        pages=bool(shown),
    )


def _of_each(answer: Answer) -> Iterable[str]:
    """What was asked of each of the few that are listed: why it is late, how soon it is paid back."""
    if len({str(fact.values.get("code") or fact.values.get("case")) for fact in answer.facts}) < 2:
        return ()
    lines = facts.lines(answer.facts[:SHOWN], answer.language)
    return (limits.shortened(line.text, EACH) for line in lines)


def _heading(answer: Answer) -> Iterable[str]:
    """What the figures of each line are."""
    few = [*answer.hits[:SHOWN], *answer.nearest[:MOST_NEAR]]
    told = any(hit.saving_tkr or hit.cost_tkr for hit in few)
    return [say("summary.columns", answer.language)] if told else []


def paged_line(first: int, total: int, answer: Answer, where: str) -> str:
    """Which part of a list it is, where it is not all, before what stands beside every answer."""
    page = page_caption(first, total, answer.language) if total > SHOWN else ""
    return joined((page, foot.beside_line(answer, where + page)))


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
    name = limits.shortened(title_of(hit, language), 44)
    told = say("summary.first", language, order=order["direction"], name=name, value=formats.money(value, language))
    return (told,)


def _over(answer: Answer) -> Iterable[str]:
    """Over which of the cases the sum is (an extra cost is no saving), and that it mixes price levels where it does."""
    saving = answer.saving
    if saving is None:
        return ()
    total = max(answer.total, len(answer.hits))
    values = {"stated": saving.stated, "total": total, "extra": saving.extra}
    few = say("summary.stated", answer.language, **values) if saving.stated < total else ""
    levels = [level or formats.UNKNOWN for level in saving.levels]
    mixed = say("summary.levels", answer.language, levels=levels) if len(levels) > 1 else ""
    return filter(None, (joined((few, mixed), " "),))


def page_caption(first: int, total: int, language: str) -> str:
    """Which part of a list it is."""
    return say("summary.page", language, first=first + 1, last=min(first + SHOWN, total), total=total)


def of_nearest(answer: Answer) -> tuple[ValueLine, ...]:
    """What only comes near."""
    return of_hits(answer.nearest[:3], answer.language)


def of_hits(found: Sequence[Hit], language: str) -> tuple[ValueLine, ...]:
    """A line a case: title, place, saving, cost, year, state."""
    several = len({hit.municipality for hit in found}) > 1
    return tuple(_item(hit, several, language) for hit in found)


def _item(hit: Hit, several: bool, language: str) -> ValueLine:
    return one_line_each(title_of(hit, language), joined(_of_item(hit, several, language)))


def one_line_each(title: str, told: str) -> ValueLine:
    """A title that is cut so that all stands in one line, but never to nothing."""
    return ValueLine(limits.shortened(title, max(TITLE, LINE - len(told))), told)


def _of_item(hit: Hit, several: bool, language: str) -> Iterator[str]:
    """The saving and, in brackets, the cost. What is not stated is left out: the card of the case says so."""
    if several:
        yield one_line(hit.municipality)
    saved, cost = (formats.short_amount(value, language) if value else "" for value in (hit.saving_tkr, hit.cost_tkr))
    if saved or cost:
        extra = hit.saving_tkr is not None and hit.saving_tkr < 0
        yield say("summary.item", language, saving=saved, cost=cost, extra=extra)
    if hit.phase_in_year:
        yield str(hit.phase_in_year)
    yield _state(hit, language)


def _state(hit: Hit, language: str) -> str:
    if hit.confidential:
        return say("summary.confidential", language)
    if hit.status is not None:
        return colour(hit.colour, language)
    words = {True: "adopted", False: "not_adopted"}
    return say(f"hits.{words[hit.adopted]}", language).lower() if hit.adopted in words else ""


def grid_in_lines(grid: TableView | None) -> tuple[ValueLine, ...]:
    """The same as a table in lines, the names of its columns first: a figure without its unit says nothing."""
    if grid is None:
        return ()
    return tuple(ValueLine(name, joined(rest)) for name, *rest in (grid.columns, *map(_texts, grid.rows)))


def _texts(row: Sequence[GridCell]) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)


# ---------------------------------------------------------------- sums


def summarise_total(answer: Answer, first: int = 0) -> Summary:
    language = answer.language
    where = foot.places_line((), language)
    grid = grids.grid(answer.table, language) if answer.table else None
    rows = grid_in_lines(grid) or of_hits(answer.hits[:MOST_BEHIND], language) or of_nearest(answer)
    lines = facts.lines([fact for fact in answer.facts if "as_of" not in fact.values], language)
    lead = (*_counted(answer), *foot.said_beside(answer, ("not_stated_apart", "price_levels_differ"), 1))
    said = sum(-(-len(text) // foot.LINE) for text in lead)
    return Summary(
        headline=_total_headline(answer, lines),
        lead=lead,
        grid=replace(grid, page=_rows_that_fit(grid, ROWS - said)) if grid else None,
        rows=rows,
        places=where,
        beside=foot.beside_line(answer, where),
    )


def _rows_that_fit(grid: TableView, room: int) -> int:
    """How many rows of a table so many lines of a phone hold: a long name takes two of them."""
    lines = itertools.accumulate(-(-len(row[0].text) // NAME) for row in grid.rows)
    return max(sum(taken <= room for taken in lines), LEAST_ROWS)


def _total_headline(answer: Answer, lines: Sequence[object]) -> str:
    return limits.shortened(compose.headline(answer, lines), HEADLINE)  # type: ignore[arg-type]


def _counted(answer: Answer) -> Iterable[str]:
    """Over how many cases, how many are left out, and at which price levels."""
    language = answer.language
    notes = {note.kind: note.values for note in answer.notes}
    missing = int(str(notes.get("not_stated_apart", {}).get("count", 0)))
    levels = notes.get("price_levels_differ", {}).get("levels")
    rows = notes.get("counted_cases", {"cases": 0, "rows": 0})
    differ = rows["cases"] != rows["rows"]  # else the headline has said it
    said_above = answer.facts and answer.facts[0].label in ("count", "share") and not answer.table and not missing
    texts = (
        say("summary.over", language, total=answer.total, missing=missing) if answer.facts and not said_above else "",
        _without_group(answer.table, language) if answer.table else "",
        reading.note(next(n for n in answer.notes if n.kind == "counted_cases"), language) if differ else "",
        say("summary.levels", language, levels=levels) if levels else "",
    )
    return filter(None, (joined(texts, " "),))


def _without_group(table: Table, language: str) -> str:
    """How many of the cases do not state what the sum is split by: they stand in one row."""
    row = next((row for row in table.rows if row[0] is None), None)
    if row is None or "count" not in table.columns:
        return ""
    values = {"count": row[table.columns.index("count")], "field": table.columns[0]}
    return say("summary.without_group", language, **values)


# ---------------------------------------------------------------- milestones


def summarise_milestones(answer: Answer, first: int = 0) -> Summary:
    """How many, the next day or the oldest, then a line each; who answers for them where that was asked."""
    language, shown = answer.language, answer.milestones[first : first + MOST]
    where = foot.places_line((one.source for one in shown), language)
    several = len({(one.municipality, one.code, one.title) for one in answer.milestones}) > 1
    return Summary(
        headline=limits.shortened(_milestones_headline(answer), HEADLINE),
        lead=foot.said_beside(answer, ("only_relative_date", "overview_differs"), 1),
        rows=tuple(_goal_line(one, several, answer) for one in shown) or of_nearest(answer),
        places=where,
        beside=paged_line(first, len(answer.milestones), answer, where),
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
    if count and any(part.kind == "topic" for part in answer.reading.parts):
        day, late = (
            next((last for _, last in answer.milestones[0].all_dues), None),
            False,
        )  # the goal that was asked for
    past = 0 if late else sum(days[0] < answer.today for one in answer.milestones if (days := _days(one, answer)))
    return say("summary.milestones", language, count=count, name=name, date=day, late=late, past=past)


def _days(one: Milestone, answer: Answer) -> list[date]:
    """Its due days, of several those in the period that was asked for."""
    days = [last for _, last in one.all_dues]
    due = next(
        (part.values for part in answer.reading.parts if part.kind == "due" and not part.values.get("negated")), {}
    )
    start, end = due.get("start"), due.get("end")
    asked = [day for day in days if isinstance(start, date) and isinstance(end, date) and start <= day <= end]
    return asked or days


def _name(answer: Answer) -> str:
    views = answer.cases
    return (
        code_label(views[0].hit.code, views[0].hit.budget_year) or one_line(views[0].hit.title)
        if len(views) == 1
        else ""
    )


def _day(answer: Answer) -> tuple[date | None, bool]:
    """The next day that is still to come; where all are past the oldest, which is late."""
    days = sorted(day for one in answer.milestones for day in _days(one, answer))
    overdue = any(part.kind == "due" and part.values.get("op") == "overdue" for part in answer.reading.parts)
    coming = [] if overdue else [day for day in days if day >= answer.today]
    return (coming[0], False) if coming else (days[0] if days else None, True)


def _goal_line(one: Milestone, several: bool, answer: Answer) -> ValueLine:
    """A line a milestone: the day, which case, the goal, who answers for it."""
    language, days = answer.language, _days(one, answer)
    day = formats.short_day(days[0], language) if days else say("hits.no_day", language)
    name = (code_label(one.code, one.budget_year) or limits.shortened(one_line(one.title), WHO)) if several else ""
    who = limits.shortened(one_line(one.responsible), WHO)
    room = LINE - len(day) - len(name) - len(who) - 8
    return ValueLine(day, joined((name, limits.shortened(one_line(one.goal).rstrip("."), max(TITLE, room)), who)))


SUMMARIES = {
    "search": summarise_hits,
    "status_list": summarise_hits,
    "total": summarise_total,
    "milestones": summarise_milestones,
    "responsible": summarise_milestones,
}
