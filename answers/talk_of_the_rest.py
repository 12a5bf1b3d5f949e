"""What is left of the last list of a conversation: the others, without some, with what was left out before."""

from dataclasses import replace

from answers.followups import leaning
from answers.merging import added_to, as_a_list, as_sorted, carrying, listing_of, own_limits, shown_of
from answers.talk import Talk
from answers.talk_of_groups import splits
from filters.conditions import FIRST_OF, TOPIC, all_but, first_ones, opposite
from filters.fields import FIELDS, FLAG, MEANT
from questions.intents import NAMED
from questions.query import Filter, Missing, Query


def the_others(query: Query, talk: Talk) -> Query:
    """ "De andre": those of the list before that the last one is without, else of the same place those that were not
    listed ("kommunens øvrige forslag")."""
    listed, before = talk.listed, talk.other
    shown = shown_of(listed, fewest=1).filters
    narrowed = before is not None and not before.codes and set(before.filters) < set(shown) and not query.rows
    kept = before.filters if before and narrowed else tuple(one for one in listed.filters if one.field in NAMED)
    rest = tuple(one for one in shown if one not in kept)
    rest += (Filter(TOPIC, listed.topic, label=listed.language),) if listed.topic and not narrowed else ()
    if not (kept or narrowed) or not rest:
        return replace(query, missing=(Missing("words", query.text),))
    topic = listed.topic if narrowed else ()
    base = replace(
        listed, filters=(*kept, all_but(rest)), topic=topic, order=None, measure=None, intent=listing_of(listed)
    )
    own = tuple(one for one in query.filters if one not in kept)
    return added_to(replace(query, topic=(), filters=own), base)


def without_first(query: Query, said: str, listed: Query) -> Query | None:
    """ "Tag den største fra", "leave out the first one": the list without so many of its first; None where what is left
    out is not told by its place."""
    order = query.order or (listed.order if leaning().ordinal(said) == 1 else None)
    if order is None or query.filters or splits(listed):
        return None
    order = as_sorted(order, listed)
    if order.field not in FIELDS:
        return None
    many = (order.limit or 1) if query.order else 1
    kind = as_a_list(listed).kind_listed
    first = first_ones(order.field, kind, order.descending, many, own_limits(listed))
    shown = (listed.order.limit or 0) if listed.order else 0
    left = shown - many if shown > many else None
    made = replace(as_a_list(listed), filters=(*listed.filters, all_but((first,))))
    return carrying(replace(made, order=replace(listed.order, limit=left) if listed.order else None), query)


def with_again(query: Query, said: str, listed: Query) -> Query | None:
    """ "Tag København med igen": the list without the limit that left it out; None where none did."""
    if not leaning().puts_back.search(said) or query.rows:
        return None
    out = [one for one in listed.filters if one.negated and any(_same(one, other) for other in query.filters)]
    if not out:
        return None
    return replace(as_a_list(listed), filters=tuple(one for one in listed.filters if one not in out), order=None)


def _same(one: Filter, other: Filter) -> bool:
    return one.field == other.field and {*one.values} >= {*other.values} and one.low == other.low


def are_others(listed: Query) -> bool:
    """Are they those that are left of a list, already?"""
    return bool(leaning().others.search(listed.text.lower()) or any(one.negated for one in listed.of(FIRST_OF)))


def turned_round(listed: Query, said: str) -> Query | None:
    """The others: "hvilke er ikke?" of what was limited by yes or no, or by how it goes; the same, from the other end,
    where that is meant."""
    if listed.order and leaning().reverses.search(said):
        return replace(listed, order=replace(listed.order, descending=not listed.order.descending))
    kinds = (FLAG, MEANT)
    last = next((one for one in reversed(listed.filters) if FIELDS[one.field].kind in kinds), None)
    if last is None:
        return None
    filters = tuple(opposite(one) if one is last else one for one in listed.filters)
    return replace(listed, filters=filters, measure=None, order=None, intent=listing_of(listed))


def next_few(many: int | None, listed: Query) -> Query | None:
    """ "Og de næste fem?": so many behind those that were shown; None where not only some of the first were."""
    order = listed.order
    if order is None or not (order.limit and many):
        return None
    return replace(listed, order=replace(order, limit=many, place=order.place + order.limit))
