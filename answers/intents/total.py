"""Sums, counts and averages, split by municipality, committee, area or year when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from answers.case_amounts import case_amounts
from answers.economy import plain
from answers.grouping import several
from answers.intents import passage
from answers.intents.search import answer_with, met_by_none, nearest_of, read_as
from answers.needs import need_of
from answers.parts import reading_of
from answers.selecting import Selection, found, select
from filters.conditions import compares, opposite
from filters.fields import FIELDS, GROUP, LABELLED, YEARS
from filters.parts import part_of
from index.search.arrays import Floats, Ints
from index.search.search_facade import Library
from questions.query import OF_A_STATUS, Filter, Measure, Order, Query
from records import Answer, Fact, Note, Source, Table, names

MOST_ROWS = 100
CALENDAR = ("budget_year", "phase_in_year")


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the first entries of the cases, and for each the number that is asked for (NaN: not stated)."""

    ids: Ints
    values: Floats
    measure: Measure

    def number(self) -> float | None:
        """The sum, count or average over all; None where none of them states the number."""
        if self.measure.what == "count" or not self.measure.field:
            return float(len(self.values))
        stated = self.values[~np.isnan(self.values)]
        if not len(stated):
            return None
        return float(stated.mean() if self.measure.what == "average" else stated.sum())


def answer(query: Query, library: Library, today: date) -> Answer:
    """The number, what it was counted over, and what was left out because it is not stated. What cannot be added, or a
    topic that no case is about, is a question for what a text or a table says."""
    measure = query.measure or Measure("count")
    if _is_told(query):
        return passage.answer(query, library, today)
    first = query.order and query.order.limit and not measure.group  # "hvad koster de i alt" of a list's first three
    others = _but_groups(query, measure)
    over = replace(query, filters=tuple(one for one in query.filters if one not in others))
    selection = select(over if first else replace(over, order=None), library, _kind(query, measure, library))
    if not len(selection.ids) and query.topic:
        told = passage.answer(query, library, today)
        return told if told.quotes or told.figures else _empty(query, library, today, selection)
    if not len(selection.ids) and met_by_none(query, library):  # no "0" for a place that no document is of
        return _empty(query, library, today, selection)
    counted = _having(library, _counted(library, selection, measure))
    gone = {name for one in others for name in one.values}
    groups = {name: one for name, one in _grouped(library, counted, selection).items() if name not in gone}
    groups = _as_printed(groups, measure, library)
    whole = _whole(query, library, counted) if measure.is_share else None
    unstated = _unstated(query, library, whole)
    none = "whether" in query.asks and not len(counted.ids)  # then those of which it is not so are told
    hits = found(library, whole.ids if whole and none else counted.ids)
    return Answer(
        question=query.text,
        language=query.language,
        intent="total",
        today=today,
        reading=reading_of(query, read_as(selection)),
        total=len(counted.ids),
        hits=hits,
        nearest=() if measure.group else nearest_of(library, selection),
        table=_table(groups, measure, query.order) if measure.group else None,
        facts=(
            *_groups(groups, measure),
            *_share(counted, whole, {"whether": "whether" in query.asks, "unstated": bool(unstated)}),
            *_facts(counted, hits[0].source if len(hits) else None, _price_level(library, counted)),
        ),
        notes=(
            *selection.notes,
            *_notes(query, library, counted),
            *_without_any(query, library, counted),
            *_overlapping(groups, counted),
            *_alike(groups, measure, query.order),
            *unstated,
        ),
    )


def _whole(query: Query, library: Library, counted: Counted) -> Counted:
    """What a share is of: all that meets the limits but those of the part."""
    others = tuple(one for one in query.filters if one not in counted.measure.part)
    every = replace(query, filters=others, order=None)
    return _counted(library, select(every, library, _kind(query, counted.measure, library)), counted.measure)


def _share(counted: Counted, whole: Counted | None, how: Mapping[str, bool]) -> tuple[Fact, ...]:
    """The share, with the two numbers that it is of; `how` tells whether it is only asked if it is so, and whether some
    do not state it."""
    part, every = counted.number(), whole.number() if whole else None
    if not every:
        return ()
    names = [{"id": one.id, "kind": one.kind, **one.values} for one in map(part_of, counted.measure.part)]
    values = {"raw": (part or 0.0) / every, "part": part or 0.0, "whole": every, "field": counted.measure.field, **how}
    return (Fact("share", plain(round(100 * (part or 0.0) / every, 1)), None, {**values, "parts": names}),)


def _unstated(query: Query, library: Library, whole: Counted | None) -> list[Note]:
    """How many of the whole do not say whether they are of the part."""
    if whole is None or len(whole.measure.part) != 1 or FIELDS[whole.measure.part[0].field].kind == GROUP:
        return []
    (part,) = whole.measure.part
    kind = _kind(query, whole.measure, library)
    said = library.matching((part,), kind) | library.matching((opposite(part),), kind)
    missing = int((~np.isin(whole.ids, library.columns.ids[said])).sum())
    return [Note("share_unstated", {"count": missing})] if missing else []


def _but_groups(query: Query, measure: Measure) -> tuple[Filter, ...]:
    """The names that are not to be compared ("which area other than Administration has the most"): a case that stands
    under several areas counts under each of the others."""
    if measure.group not in LABELLED or not query.order:
        return ()
    return tuple(one for one in query.of(measure.group) if one.negated)


def _counted(library: Library, selection: Selection, measure: Measure) -> Counted:
    return Counted(selection.ids, case_amounts(library, selection, measure.field), measure)


def _grouped(library: Library, counted: Counted, selection: Selection) -> dict[str | None, Counted]:
    """What is counted of each group. A case that stands under several areas is counted under each, with what it has
    there: the number of an area is that of its list."""
    group = counted.measure.group
    if not group:
        return {}
    if group in LABELLED:
        parts = {name: selection.every[at] for name, at in library.grouped(selection.every, group).items()}
        return {
            name: _counted(library, Selection(library.first_of_cases(part), every=part), counted.measure)
            for name, part in parts.items()
        }
    return {
        name: Counted(counted.ids[at], counted.values[at], counted.measure)
        for name, at in library.grouped(counted.ids, group).items()
    }


def _having(library: Library, counted: Counted) -> Counted:
    """What is counted, of the groups alone that have as many as was asked for."""
    measure = counted.measure
    if measure.having is None:
        return counted
    groups = library.grouped(counted.ids, measure.group).items()
    kept = [at for name, at in groups if name and compares(measure.having, float(len(at)))]
    at = np.sort(np.concatenate([np.empty(0, np.int64), *kept]))
    return Counted(counted.ids[at], counted.values[at], measure)


def _is_told(query: Query) -> bool:
    """How long, what share of people, when, who: no number of cases and no sum of their amounts answers that."""
    need = need_of(query.text)
    told = not (query.measure and query.measure.is_share)
    return told and need is not None and need.name not in ("count", "number", "money") and bool(query.topic)


def _empty(query: Query, library: Library, today: date, selection: Selection) -> Answer:
    """No case is about the topic, or no document is of the place or year: nothing is counted, what is near is told."""
    return replace(answer_with(query, library, today, selection), intent="total")


def _without_any(query: Query, library: Library, counted: Counted) -> list[Note]:
    """The names that are compared and of which there is nothing."""
    field = several(query)
    if not field or counted.measure.group != field:
        return []
    there = library.grouped(counted.ids, field)
    gone = [name for one in query.of(field) for name in one.values if name not in there]
    return [Note("nothing_for", {"names": gone})] if gone else []


def _overlapping(groups: dict[str | None, Counted], counted: Counted) -> list[Note]:
    """That the groups count more than there is, since some stand in several."""
    more = sum(len(one.ids) for one in groups.values()) > len(counted.ids)
    return [Note("in_several_groups", {"by": counted.measure.group})] if more else []


def _kind(query: Query, measure: Measure, library: Library) -> str:
    """ "Sager" are counted over status rows, "forslag" over what was proposed; committees are compared by that too."""
    if query.rows == "case":
        return "status"
    of_proposals = measure.group == "committee" or (query.rows == "proposal" and not _of_a_status(query))
    return "proposal" if of_proposals and library.matching(query.of("type"), "proposal").any() else ""


def _of_a_status(query: Query) -> bool:
    """Is there a limit that only a status report can tell of?"""
    return any(map(query.of, OF_A_STATUS))


def _price_level(library: Library, counted: Counted) -> str | None:
    """The price level of a sum, where all its amounts have the same."""
    levels = library.price_levels(counted.ids)
    return levels[0] if len(levels) == 1 else None


def _groups(groups: dict[str | None, Counted], measure: Measure) -> tuple[Fact, ...]:
    """How many names there are, where those are counted."""
    if not measure.groups:
        return ()
    names = [name for name in groups if name]
    return (Fact("groups", str(len(names)), None, {"raw": len(names), "by": measure.group}),)


def _facts(counted: Counted, place: Source | None, price_level: str | None) -> tuple[Fact, ...]:
    count = Fact("count", str(len(counted.ids)), place, {"raw": len(counted.ids)})
    measure = counted.measure
    if measure.what == "count" or not measure.field:
        return (count,)
    value = counted.number()
    label = "average" if measure.what == "average" else "total"
    text = plain(round(value, 1)) if value is not None else "–"
    return (Fact(label, text, place, {"raw": value, "field": measure.field, "price_level": price_level}), count)


def _as_printed(groups: dict[str | None, Counted], measure: Measure, library: Library) -> dict[str | None, Counted]:
    """The groups by the names that are printed: measures fall together under keys ("indkoeb")."""
    if measure.group != "measure":
        return groups
    printed = {names.measure_family(name): name for name in reversed(library.names("measure"))}
    return {printed.get(name or "", name): one for name, one in groups.items()}


def _ranked(
    groups: dict[str | None, Counted], measure: Measure, order: Order | None
) -> list[tuple[str | None, float | None, float]]:
    """Each group with what is asked of it and how many it has, in their order."""
    group = measure.group
    rows = [(name, counted.number(), float(len(counted.ids))) for name, counted in groups.items()]
    sign = 1.0 if order and not order.descending else -1.0
    if group in CALENDAR and not order:
        rows.sort(key=lambda row: (row[0] is None, row[0]))  # one after the other
    else:
        rows.sort(key=lambda row: (row[0] is None, row[1] is None, sign * (row[1] or 0.0)))
    return rows


def _alike(groups: dict[str | None, Counted], measure: Measure, order: Order | None) -> list[Note]:
    """That others have as many as the one that is asked for by its place: which of them is second is no fact."""
    if order is None or order.place == 1 or not measure.group:
        return []
    rows = _ranked(groups, measure, order)
    shown = [number for _, number, _ in rows[order.wanted]]
    others = [name for name, number, _ in rows if name and number in shown]
    return [Note("alike", {"names": others})] if len(others) > len(shown) else []


def _table(groups: dict[str | None, Counted], measure: Measure, order: Order | None) -> Table:
    group, field = measure.group, measure.field
    rows = _ranked(groups, measure, order)
    if order and (order.place > 1 or (order.limit or 0) > 1):
        rows = rows[order.wanted]
    rows = rows[:MOST_ROWS]
    if measure.what == "count" or not field:
        return Table((group, "count"), tuple((name, count) for name, _, count in rows), "count")
    return Table((group, field, "count"), tuple(rows), "years" if FIELDS[field].kind == YEARS else "tkr")


def _notes(query: Query, library: Library, counted: Counted) -> list[Note]:
    notes = []
    if counted.measure.field and counted.measure.what != "count":
        missing = int(np.isnan(counted.values).sum())
        if missing:
            notes.append(Note("not_stated_apart", {"count": missing, "field": counted.measure.field}))
        levels = library.price_levels(counted.ids)
        if len(levels) > 1:
            notes.append(Note("price_levels_differ", {"levels": [level or "–" for level in levels]}))
    if query.rows == "case" and len(counted.ids):
        notes.append(Note("counted_cases", {"cases": len(counted.ids), "rows": library.rows_behind(counted.ids)}))
    return notes
