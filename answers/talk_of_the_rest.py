"""What is left of the last list of a conversation: the others, without some, with what was left out before."""

from collections.abc import Iterator
from dataclasses import replace

from answers.followups import leaning
from answers.merging import added_to, as_a_list, as_sorted, carrying, listing_of, own_limits, shown_of
from answers.talk import Answers, Talk
from answers.talk_of_cases import only_this, the_case
from answers.talk_of_groups import splits
from filters.conditions import FIRST_OF, LEFT_OUT, TOPIC, all_but, all_the_rest, first_ones, opposite
from filters.fields import FIELDS, FLAG, MEANT
from questions.intents import NAMED
from questions.query import Filter, Missing, Query


def the_others(query: Query, talk: Talk, ask: Answers, claimed: int = 0) -> Query:
    """ "De andre": those of the list but for the case that was told of since, else those of the list before that the
    last one is without, else of the same place those that were not listed ("kommunens øvrige forslag"). Of them the
    first that are `claimed` many."""
    found = list(_others(query, talk, ask))
    held = (one for one in found if not claimed or len(ask(as_a_list(one)).hits) == claimed)
    return next(held, found[0] if found else replace(query, missing=(Missing("words", query.text),)))


def _others(query: Query, talk: Talk, ask: Answers) -> Iterator[Query]:
    listed, before = talk.listed, talk.other
    told = the_case(talk.last, ask) if talk.last is not listed and not listed.codes else None
    several = told and not splits(listed) and len(ask(as_a_list(listed)).hits) > 1
    if told and several and (hits := ask(told).hits):
        base = replace(as_a_list(listed), filters=(*listed.filters, all_but((only_this(hits[0], listed.language),))))
        yield added_to(replace(query, topic=()), base)
    shown = shown_of(listed, fewest=1).filters
    narrowed = before is not None and not before.codes and set(before.filters) < set(shown) and not query.rows
    named = tuple(one for one in listed.filters if one.field in NAMED)
    said = {one.id for one in query.filters}
    again = tuple(one for one in shown if one.id in said)  # "and the remaining red cases?"
    found = [(before.filters if before and narrowed else named, listed.topic if narrowed else ()), (named, ())]
    for kept, topic in [(again, ()), *found] if again else found:
        rest = tuple(one for one in shown if one not in kept)
        rest += (Filter(TOPIC, listed.topic, label=listed.language),) if listed.topic and not topic else ()
        if rest and (kept or narrowed):
            own = tuple(one for one in query.filters if one not in kept)
            yield added_to(replace(query, topic=(), filters=own), _without_these(query, listed, kept, rest, topic))


def _without_these(
    query: Query, listed: Query, kept: tuple[Filter, ...], rest: tuple[Filter, ...], topic: tuple[str, ...]
) -> Query:
    measure = None if query.asks or query.rows or splits(listed) else listed.measure  # "… save? And the rest?"
    if listed.measure and listed.measure.is_share:
        measure, listed = None, replace(listed, text="")  # the others of a share are a list
    intent = "total" if measure else listing_of(listed)
    filters = (*kept, all_the_rest(rest))
    return replace(listed, filters=filters, topic=topic, order=None, measure=measure, intent=intent)


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
    base = listed if listed.measure else as_a_list(listed)  # "… and on average without the biggest one?"
    made = replace(base, filters=(*listed.filters, all_but((first,))))
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


def are_others(listed: Query, said: str) -> bool:
    """Are they those that are left of a list, already? "The rest" are, where something was left out of it."""
    lean = leaning()
    out = lean.rest.search(said) and any(one.negated or one.field == LEFT_OUT for one in listed.filters)
    return bool(out or lean.others.search(listed.text.lower()) or any(one.negated for one in listed.of(FIRST_OF)))


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
