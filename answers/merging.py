"""A question put together with the one that it adds to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from answers.followups import leaning
from answers.parts import reading_of
from answers.selecting import limits
from filters.conditions import FIRST_OF, LARGEST, TOPIC, are_ends, first_ones, is_range
from filters.fields import CHOICES, FIELDS, FLAG, LABELLED, YEAR
from questions.intents import NAMED
from questions.query import EXACTLY, IN, Filter, Measure, Order, Query

# Intents that a question which only adds to another does not choose by itself.
_OPEN = frozenset({"search", "help", "unknown", "status_list", "passage", "status", "total", "compare"})
PRICED = frozenset({"cost", "saving", "payback"})
OF_A_CASE = PRICED | {"why", "when", "who", "proposer", "about", "status", "whether", "responsible", "milestones"}
KINDS = OF_A_CASE - {"status", "whether"}
MANY = 2  # the fewest of which some can be meant
_LISTS = frozenset({"list", "which"})


def added_to(query: Query, before: Query) -> Query:
    """What the question before had, but for what the new one says otherwise."""
    lean = leaning()
    filters = _together(query, before)
    anew = bool(query.asks & (KINDS | {"status"})) and not lean.same.search(query.text.lower())
    limit = before.order.limit if before.order else None
    lists = query.asks & _LISTS or (query.measure and query.measure.what == "count")
    of_first = (limit or 0) > 1 and query.measure and not query.filters and not lean.whole.search(query.text.lower())
    narrows = query.filters and (lean.many.search(query.text.lower()) or not _renames(query, before))
    others = not of_first and (
        anew or (limit == 1 and (query.measure or narrows)) or (limit and query.filters and lists)
    )
    measure = _measured(query, filters) or (None if anew else before.measure)
    made = replace(
        query,
        topic=query.topic or before.topic,
        codes=before.codes,
        filters=filters,
        order=query.order or (None if others else before.order),
        measure=measure,
        asks=query.asks if anew else query.asks | before.asks,
        said=tuple(dict.fromkeys((*before.said, *query.said))),
        rows=query.rows or before.rows,
        text=query.text if anew else f"{before.text} {query.text}",
        asked_topic=query.asked_topic or before.asked_topic,
        intent=_intent(query, before, measure),
        alternatives=tuple(added_to(one, before) for one in query.alternatives),
    )
    return carrying(made, query)


def _renames(query: Query, before: Query) -> bool:
    """Are all limits other names in place of those before ("og i Svendborg?")?"""
    names = {one.field for one in before.filters if one.field in NAMED and not one.negated}
    return not query.rows and all(one.field in names and not one.negated for one in query.filters)


def carrying(made: Query, query: Query) -> Query:
    """The question as it is meant, with what it has from those before it."""
    mine = {part.id for part in reading_of(query).parts}
    return replace(made, carried=tuple(part.id for part in reading_of(made).parts if part.id not in mine))


def _together(query: Query, before: Query) -> tuple[Filter, ...]:
    """The limits of both. One on the same field takes the place of the old one, unless it leaves something out; what
    may "also" be is added to that."""
    if query.measure and query.measure.is_share and "whether" in query.asks:  # "er nogen af dem vedtaget?"
        return tuple(dict.fromkeys((*before.filters, *query.filters)))
    of_them = leaning().of_them.search(query.text.lower()) is not None
    also = leaning().also.search(query.text.lower()) is not None and not of_them  # "how many of those are also in …"
    narrows = also or bool(leaning().narrows.search(query.text.lower()))
    joins = leaning().joins.search(query.text.lower()) is not None
    theirs = not query.order and leaning().they_do.search(query.text.lower())  # "which municipalities are they from?"
    group = query.measure.group if query.measure and not theirs else ""  # "which municipality has the most": among all
    kept, new = [one for one in before.filters if one.field != group or len(one.values) > 1], list(query.filters)
    for one in query.filters:
        same = [other for other in kept if other.field == one.field and (not other.negated or one.field in CHOICES)]
        same = [other for other in same if not (narrows and are_ends(other, one))]  # "kun dem over 300.000"
        same = [other for other in same if not (joins and is_range(other, one))]  # "over 1 mio.", "og under 3 mio."
        if one.negated or not same or (of_them and one.field in LABELLED):
            continue
        kept = [other for other in kept if other not in same]
        if also and FIELDS[one.field].kind == FLAG:
            new.remove(one)
        elif also and (joined := either(same[0], one)):
            new[new.index(one)] = joined
    named = {one.field: one for one in query.filters if not one.negated}
    new = [_of_the_list(one, before) for one in new]
    return tuple(dict.fromkeys((*(_of_the_same(one, named) for one in kept), *new)))


def _of_the_list(one: Filter, before: Query) -> Filter:
    """The first that are left out, as the first of what was listed ("alle undtagen de to dyreste")."""
    if one.field != FIRST_OF or not one.negated:
        return one
    parts = tuple(dict.fromkeys((*own_limits(before), *one.parts)))
    return replace(one, values=(one.values[0], as_a_list(before).kind_listed), parts=parts)


def _of_the_same(one: Filter, named: Mapping[str, Filter]) -> Filter:
    """The first of a list, as of the list that has a new name ("og i Greve?")."""
    if one.field != FIRST_OF:
        return one
    return replace(one, parts=tuple(named.get(part.field, part) for part in one.parts))


def as_a_list(listed: Query) -> Query:
    """The list of what was counted, added up or told of."""
    return replace(listed, measure=None, intent=listing_of(listed))


def listing_of(listed: Query) -> str:
    """The intent that lists what was counted, added up or told of."""
    if listed.intent in ("search", "status_list", "milestones", "responsible", "compare"):
        return listed.intent
    cases = listed.rows == "case" or listed.of("colour") or listed.of("state")
    return "status_list" if cases and not listed.topic else "search"


def as_sorted(order: Order, listed: Query) -> Order:
    """An order of which nothing says by what ("og den næststørste?"), by what the list was sorted by."""
    by = listed.order.field if listed.order and listed.order.field in FIELDS else order.field
    return replace(order, field=by) if order.assumed else order


def own_limits(query: Query) -> tuple[Filter, ...]:
    """The limits of a list, with its topic as one of them."""
    topic = (Filter(TOPIC, query.topic, label=query.language),) if query.topic else ()
    return (*limits(query), *topic)


def sorted_by(listed: Query) -> Order | None:
    """What a list is sorted by: of so many of the first of another list what that was."""
    first = next((one for one in listed.of(FIRST_OF) if not one.negated), None)
    if listed.order or first is None:
        return listed.order
    return Order(first.values[0], descending=first.op == LARGEST)


def shown_of(listed: Query, fewest: int = MANY) -> Query:
    """What is listed, where only so many of the first are, as a limit: "hvilke af de fem er vedtaget"."""
    order = listed.order
    split = listed.measure is not None and bool(listed.measure.group)
    if order is None or order.place > 1 or (order.limit or 0) < fewest or order.field not in FIELDS or split:
        return listed
    first = first_ones(order.field, listed.kind_listed, order.descending, order.limit or 0, own_limits(listed))
    return replace(listed, filters=(*listed.filters, first), order=None, measure=None)


def either(old: Filter, new: Filter) -> Filter | None:
    """A limit that both meet."""
    if new.field in CHOICES and not (old.op or new.op):
        return replace(new, values=tuple(dict.fromkeys((*old.values, *new.values))))
    if FIELDS[new.field].kind == YEAR and {old.op, new.op} == {EXACTLY}:
        years = tuple(str(int(one.low)) for one in (old, new) if one.low is not None)
        return Filter(new.field, years, IN)
    return None


def _measured(query: Query, filters: Sequence[Filter]) -> Measure | None:
    """What is added up; of each of the names where that is asked for."""
    if not query.measure or query.measure.group or not leaning().each.search(query.text.lower()):
        return query.measure
    several = next((one.field for one in filters if one.field in CHOICES and len(one.values) > 1), "")
    return replace(query.measure, group=several)


def _intent(query: Query, before: Query, measure: Measure | None) -> str:
    if query.intent not in _OPEN:
        return query.intent
    if query.measure:
        return "total"
    if before.codes:
        return "status" if query.asks & KINDS else before.intent
    return before.intent if measure or before.measure is None else listing_of(before)
