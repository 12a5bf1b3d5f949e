"""What a conversation asks of groups that were compared: of the first of them, of the one behind it, of one by name."""

from dataclasses import replace

from answers.followups import leaning
from answers.merging import OF_A_CASE, PRICED
from answers.talk import Talk
from questions.query import Order, Query

_OF_A_CASE = OF_A_CASE - {"who", "proposer", "responsible"}  # which may be a group


def splits(query: Query) -> bool:
    """Are groups compared, or counted each?"""
    return query.measure is not None and bool(query.measure.group)


def nth_of_groups(query: Query, said: str, talk: Talk) -> Query | None:
    """The groups that were compared, from the one on that is meant by its place ("og hvem er nummer to?", "og den
    næste?"); None where none is. Where the first of them was listed since, "who" is of the groups."""
    who = "who" in query.asks or (query.measure is not None and query.measure.group)
    lean, listed = leaning(), talk.first if who and splits(talk.first) and not splits(talk.listed) else talk.listed
    measure = listed.measure
    of_a_case = query.asks & _OF_A_CASE and not listed.order  # "which areas are they in?", "when is the second one …?"
    if measure is None or not measure.group or of_a_case:
        return None
    order = listed.order or Order(measure.field or "count", descending=True)
    place = order.place + 1 if lean.following.search(said) else lean.ordinal(said)
    if not place:
        return None
    turned = replace(order, descending=order.descending == (place > 0), limit=1, place=abs(place))
    return replace(listed, order=turned, intent="total")


def is_of_the_winner(query: Query, said: str, listed: Query) -> bool:
    """Is something asked of the first of the groups that were compared ("hvor mange af kommunens forslag …")? What
    compares them again is not."""
    lean, measure = leaning(), query.measure
    again = (measure and measure.group) or lean.number.search(said)
    of_them = measure is not None and measure.what == "count" and lean.of_them.search(said)  # "… og hvor mange af dem"
    return bool(splits(listed) and listed.order and not again and (of_them or lean.winner.search(said)))


def asks_more(query: Query) -> bool:
    """Is more asked of a group than which it is ("hvad sparer nummer to?")?"""
    adds = query.measure is not None and not query.measure.group
    return bool(query.rows or query.filters or query.asks & PRICED or adds)


def of_one_group(query: Query, listed: Query) -> Query | None:
    """ "Hvor mange har Solrød?", where groups were counted: the number of that one; None where that is not asked."""
    group = listed.measure.group if listed.measure else ""
    named = query.filters and all(one.field == group and not one.negated for one in query.filters)
    if (
        listed.measure is None
        or not named
        or "how_much" not in query.asks
        or query.rows
        or query.topic
        or query.measure
    ):
        return None
    kept = tuple(one for one in listed.filters if one.field != group)
    return replace(
        listed, filters=(*kept, *query.filters), measure=replace(listed.measure, group=""), order=None, intent="total"
    )
