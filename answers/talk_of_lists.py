"""What is done with the last list of a conversation as a whole: sorted, counted, added up, limited otherwise."""

import re
from dataclasses import replace

from answers.followups import leaning
from answers.merging import PRICED, added_to, as_a_list, as_sorted, carrying
from answers.talk import Answers, Talk
from answers.talk_of_cases import of_both
from answers.talk_of_groups import splits
from answers.talk_of_the_rest import are_others, the_others, turned_round, with_again
from filters.conditions import any_of_these, only_code
from filters.fields import AMOUNT, FIELDS, NUMBERED, YEAR, YEARS
from questions.intents import NAMED
from questions.query import EXACTLY, Filter, Measure, Missing, Order, Query, several_of
from records import names

MILLION = 1000.0  # of 1.000 kr.
_NUMBER = re.compile(r"\d+(?:[.,]\d{1,2})?(?![\d.,])")


def counts_on(query: Query, said: str) -> bool:
    """ "Hvor mange er det?": of what was listed."""
    measure = query.measure
    counted = "how_much" in query.asks or (measure is not None and measure.what == "count" and not measure.group)
    limited = query.topic or query.codes or any(one.field != "source" for one in query.filters)
    plain = leaning().counts.search(said) and not limited
    return bool(counted and (plain or leaning().remains.search(said)))


def of_the_list(query: Query, said: str, talk: Talk, ask: Answers, corrects: bool, claimed: int = 0) -> Query | None:
    """The last list again, without its limits, turned round, counted, added up or sorted; None where that is not what
    is asked."""
    lean, listed = leaning(), talk.listed
    if query.order and len(listed.codes) == 1 and lean.of_them.search(said):
        listed = of_both(talk, ask).listed  # of two cases, one told after the other
    made = _of_what_was_listed(query, said, talk, ask, claimed)
    if made and not made.missing and (lean.sums.search(said) or lean.means.search(said)):
        return carrying(_added_up(made, talk.last, "sum" if lean.sums.search(said) else "average"), query)
    if made := made or _of_their_number(query, said, talk):
        return carrying(made, query)
    if fields := lean.unlimited(said):
        kept, new = (tuple(one for one in of.filters if one.field not in fields) for of in (listed, query))
        left = replace(query, filters=new, topic=query.topic if query.asked_topic and query.rows else ())
        made = added_to(left, replace(listed, filters=kept)) if kept != listed.filters else None
    elif splits(listed) and listed.order and query.filters and not query.measure and lean.many.search(said):
        made = added_to(query, listed_of(listed, ask))  # "vis dem, der ikke er vedtaget": of the one that came first
    elif several := _more_of(query, listed, said):
        made = several
    elif query.order and splits(listed) and (not query.measure or _asks_who(query)) and lean.number.search(said):
        made = _by_number(query, listed)
    elif query.order and not lean.ordinal(said) and not _compares(query, listed, said):
        return _sorted(query, listed, said, corrects)
    return carrying(made, query) if made else None


def _more_of(query: Query, listed: Query, said: str) -> Query | None:
    """ "Which of the two saves more in total?", of names that were listed: each has its sum."""
    several, measure = several_of(listed.filters, NAMED), query.measure
    which = query.asks & {"which", "who"} and leaning().more.search(said)
    if not (several and measure and which) or measure.group or query.rows or query.filters:
        return None
    order = Order(measure.field or "count", descending=True)
    return added_to(replace(query, measure=replace(measure, group=several), order=order), as_a_list(listed))


def _asks_who(query: Query) -> bool:
    """Does only "who" say what is compared ("hvem har færrest?")?"""
    return "who" in query.asks and not (query.rows or query.filters)


def _of_what_was_listed(query: Query, said: str, talk: Talk, ask: Answers, claimed: int) -> Query | None:
    """The same list, or the rest of it: without limits, from the beginning, with what was left out, turned round."""
    lean, listed = leaning(), talk.listed
    made = None
    if lean.lifts.search(said):
        wider = talk.first if lean.again.search(said) else listed
        made = replace(wider, filters=_without_limits(wider, query.asks & PRICED))
    elif lean.again.search(said):
        made = talk.first
    elif back := with_again(query, said, listed):
        made = back
    elif lean.others.search(said) and not are_others(listed, said):  # "de andre" of the others are they
        made = the_others(query, talk, ask, claimed)
    elif lean.turns.search(said) or (listed.order and lean.reverses.search(said)):
        made = turned_round(listed, said)
    elif lean.lists.search(said) and (not query.rows or listed.rows in ("", query.rows)):
        made = listed_of(listed, ask)
    return made


def _of_their_number(query: Query, said: str, talk: Talk) -> Query | None:
    """How many they are, and what they are together or on average."""
    lean, listed = leaning(), talk.listed
    if lean.sums.search(said):
        return _added_up(listed, talk.last, "sum")
    if lean.means.search(said):
        return _added_up(listed, talk.last, "average")
    if counts_on(query, said):
        if lean.much.search(said):
            return _added_up(listed, talk.last, "sum")  # "how much is that in total?"
        return replace(listed, measure=Measure("count"), order=None, intent="total")
    return None


def _by_number(query: Query, listed: Query) -> Query:
    """ "Og hvilken har flest forslag?": the groups again, by how many they have."""
    group = listed.measure.group if listed.measure else ""
    order = replace(query.order, field="count") if query.order else None
    made = replace(listed, measure=Measure("count", "", group), order=None)
    which = replace(query, order=None, rows="", measure=None, asks=query.asks - {"who"})
    return replace(added_to(which, made), order=order)


def _compares(query: Query, listed: Query, said: str) -> bool:
    """Are names compared, and not the listed ones sorted ("hvilken kommune har flest", "og hvem af dem har flest")?"""
    if not (query.measure and query.measure.group):
        return False
    if several_of(listed.filters, (query.measure.group,)):
        return True  # "hvem af de to sparer mest?"
    by_number = query.measure.what == "count" or (query.order is not None and query.order.field == "count")
    return by_number or splits(listed) or not leaning().of_them.search(said)


def _added_up(listed: Query, last: Query, what: str) -> Query:
    """ "Og tilsammen?", "og i snit?": of what was asked last, else of the savings."""
    fields = [last.measure.field if last.measure else "", *(last.asks & PRICED)]
    field = next((one for one in fields if one in ("saving", "cost")), "saving")
    return replace(listed, measure=Measure(what, field), order=None, intent="total", asks=listed.asks - PRICED)


def listed_of(listed: Query, ask: Answers) -> Query:
    """What was counted, added up or compared, as a list: of groups that of the first."""
    made = as_a_list(listed)
    if listed.measure is None or not listed.measure.group or not listed.order:
        return made
    table, field = ask(listed).table, listed.measure.group
    name = table.rows[0][0] if table and table.rows else None
    if name is None:
        return made
    if FIELDS[field].kind == YEAR:
        first = Filter(field, (), EXACTLY, float(name))
    elif field == "measure":
        first = Filter(field, (names.measure_family(str(name)),), label=str(name))
    else:
        first = Filter(field, (str(name),))
    return replace(made, filters=(*made.filters, first), order=None)


def _without_limits(listed: Query, fields: frozenset[str]) -> tuple[Filter, ...]:
    """The limits of a list but for those on the `fields` that are named ("drop kravet til prisen"), else on amounts;
    where there are none of these, but for all on numbers."""
    if any(one.field in fields for one in listed.filters):
        return tuple(one for one in listed.filters if one.field not in fields)
    amounts = [one for one in listed.filters if FIELDS[one.field].kind in (AMOUNT, YEARS)]
    return tuple(one for one in listed.filters if one not in (amounts or listed.filters) or one.field not in NUMBERED)


def _sorted(query: Query, listed: Query, said: str, corrects: bool) -> Query:
    """The list by an order: of a superlative that says no number only the first; as many as before where another order
    was meant."""
    lean, order = leaning(), query.order
    if order and lean.sorts.search(said):
        order = replace(order, limit=None if order.limit == 1 else order.limit)
    elif order and corrects and listed.order and order.limit in (None, 1):
        order = replace(order, limit=listed.order.limit)
    elif order and order.limit is None and not lean.several.search(said):
        order = replace(order, limit=1)
    order = as_sorted(order, listed) if order and query.order and query.order.assumed else order
    base = replace(_of_codes(as_a_list(listed)), order=None)
    made = added_to(replace(query, order=order, measure=None, asks=query.asks - PRICED), base)
    return replace(made, asks=made.asks | {"which"})


def _of_codes(listed: Query) -> Query:
    """What was said of cases by their codes, as a list of these."""
    if not listed.codes:
        return listed
    each = any_of_these([only_code(one.code, one.year) for one in listed.codes])
    return replace(listed, codes=(), filters=(*listed.filters, each), intent="search")


def with_number(query: Query, listed: Query) -> Query:
    """The list with another number for its limit ("hæv grænsen til 3 mio.")."""
    said = next((one.low for one in query.filters if one.field in NUMBERED and one.low is not None), None)
    old = [one for one in listed.filters if one.field in NUMBERED and one.low is not None and one.high is None]
    old = [one for one in old if FIELDS[one.field].kind == AMOUNT] or old
    if said is None and listed.order and query.order and (query.order.limit or 0) > 1:
        return carrying(replace(listed, order=replace(listed.order, limit=query.order.limit)), query)
    if said is None and len(old) == 1:
        said = _in_the_same_unit(query.text, old[0])
    if said is None or len(old) != 1:
        return replace(query, missing=(Missing("words", query.text),))
    filters = tuple(replace(one, low=said) if one is old[0] else one for one in listed.filters)
    return carrying(replace(listed, filters=filters), query)


def _in_the_same_unit(text: str, old: Filter) -> float | None:
    """A bare number as one of the unit that the old one was said in: 15 after 20 million is 15 million."""
    found = _NUMBER.search(text)
    if FIELDS[old.field].kind != AMOUNT or not found:
        return None
    number = float(found[0].replace(",", "."))
    return number * MILLION if number < MILLION <= (old.low or 0) else None


def of_what(query: Query, listed: Query) -> tuple[Query, Query]:
    """The question with what it leaves unsaid as the list has it: which field a number limits, what is added up."""
    query = replace(query, filters=tuple(_as_before(one, query, listed) for one in query.filters))
    asked = query.asks & PRICED
    if len(asked) != 1 or query.measure:
        return query, listed
    (field,) = asked
    lean, told = leaning(), query.text.lower()
    each = lean.each.search(told)
    old = listed.measure if listed.measure and listed.measure.field and not each else None
    measure = None if old is None or (field, old.what) == ("payback", "sum") else replace(old, field=field)
    theirs = lean.they_do.search(told) and not (query.filters or each)
    if measure is None and field != "payback" and theirs:
        measure = Measure("sum", field)  # "hvad sparer de?"
        query = replace(query, intent="total")
    return (replace(query, measure=measure, asks=query.asks - PRICED) if measure else query), listed


def corrected(query: Query, listed: Query) -> tuple[Query, Query]:
    """Both, where another field was meant ("nej, jeg mente prisen"): in a limit, else in an order."""
    asked = query.asks & PRICED
    measure = listed.measure
    other = measure is not None and measure.field in PRICED and not asked & {measure.field}
    if measure and other and len(asked) == 1 and not (query.filters or query.measure):
        (field,) = asked  # a sum of it was meant
        return replace(query, measure=replace(measure, field=field), asks=query.asks - PRICED), listed
    amounts = [one for one in listed.filters if FIELDS[one.field].kind == AMOUNT]
    meant = [one for one in query.filters for old in amounts if (one.op, one.low) == (old.op, old.low)]
    if len(amounts) == len(meant) == 1:  # "ups, sparer mindre end 600.000 mente jeg"
        return query, replace(listed, filters=tuple(one for one in listed.filters if one is not amounts[0]))
    if len(asked) != 1 or query.measure or query.filters or not (amounts or listed.order):
        return of_what(query, listed)
    (field,) = asked
    made = replace(query, asks=query.asks - PRICED)
    if amounts:
        kept = tuple(one for one in listed.filters if one is not amounts[-1])
        return replace(made, filters=(replace(amounts[-1], field=field),)), replace(listed, filters=kept)
    return replace(made, order=replace(listed.order, field=field) if listed.order else None), listed


def _as_before(one: Filter, query: Query, listed: Query) -> Filter:
    """A number of which nothing says what it limits, as one on what the list is limited by ("og mellem 1 og 3?")."""
    kind = FIELDS[one.field].kind
    same = [other.field for other in listed.filters if FIELDS[other.field].kind == kind]
    assumed = one.field in query.assumed and kind in (AMOUNT, YEAR)
    return replace(one, field=same[0]) if assumed and len(set(same)) == 1 else one
