"""A question that leans on those before it: "og hvad koster den?", "kun de vedtagne", "og i Solrød?", "nummer to?".

A conversation is the texts of its questions: they are read again from the first, so that nothing else has to be kept.
What it is about is the last list, and of that perhaps one case that was told of since.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from answers.followups import leaning
from answers.merging import KINDS, OF_A_CASE, PRICED, added_to, carrying
from filters.conditions import opposite
from filters.fields import AMOUNT, FIELDS, FLAG, MEANT, NUMBERED, YEAR
from questions.intents import NAMED
from questions.query import EXACTLY, Code, Filter, Measure, Missing, Query
from records import Answer, Hit

LONGEST = 6  # so many questions back; what is older has been said otherwise since

Answers = Callable[[Query], Answer]
Read = Callable[[str], Query]


@dataclass(frozen=True, slots=True)
class Talk:
    """What was talked of: the last question as it was meant, the last of a list, a number or a sum, and what that began
    as."""

    last: Query
    listed: Query
    first: Query


def understood(texts: Sequence[str], read: Read, ask: Answers) -> Query:
    """The last of the texts as it is meant after those before it. `ask` gives what a question before was answered
    with: "hvad koster den?" after a list of one is about that one."""
    talk: Talk | None = None
    for text in texts[-LONGEST:]:
        query, talk = _next(text, talk, read, ask)
    return query


def _next(text: str, talk: Talk | None, read: Read, ask: Answers) -> tuple[Query, Talk | None]:
    """A text as it is meant, and what is talked of then: what asks nothing, or is not understood, changes nothing."""
    lean = leaning()
    if talk is None or lean.thanks.search(text.lower().strip()):
        query = _alone(_without_pronouns(read(text)))
        return query, talk or (None if query.missing else Talk(query, query, query))
    said = lean.corrects.sub("", text.strip()).strip() or text
    said = lean.with_they(said)
    limit = lean.limit.search(said.lower())
    query = _without_pronouns(read(said[limit.end() :] if limit else said))
    corrects, said = said != text.strip(), said.lower()
    if not (corrects or limit or _goes_on(query, said)):
        query = _alone(query)
        return query, talk if query.missing else Talk(query, query, query)
    if made := (_with_number(query, talk.listed) if limit else _of_the_list(query, said, talk, ask)):
        return made, talk if made.missing else Talk(made, made, talk.first)
    case = None if corrects and not lean.ordinal(said) else _of_a_case(query, said, talk, ask)
    made = case or added_to(*(_corrected if corrects else _of_what)(query, talk.listed))
    if made.missing:
        return made, talk
    return made, replace(talk, last=made) if made.codes or made.intent == "status" else Talk(made, made, talk.first)


# ------------------------------------------------------------------ alone


def _without_pronouns(query: Query) -> Query:
    """ "It" is no topic, unless it is what computers do: that is Danish."""
    lean = leaning()
    if query.language == "da" or not query.topic or not all(map(lean.is_pronoun, query.topic)):
        return query
    return replace(query, topic=(), said=tuple(word for word in query.said if word not in query.topic))


def _alone(query: Query) -> Query:
    """A question that only refers, and has nothing to refer to, asks which case is meant."""
    text = query.text.lower()
    asks = _names_nothing(query) and not query.rows and _leans(text.strip()) and query.asks - {"help"}
    of_it = leaning().about.search(text) or (not query.rows and leaning().whether.search(text))
    if asks or (of_it and _names_nothing(query, but_limits=True)):
        return replace(query, missing=(Missing("case", query.text),))
    return query


def _names_nothing(query: Query, but_limits: bool = False) -> bool:
    """Has it no topic and no code of its own, nor, unless they may stand, limits or a sum that it asks for? "How much
    does it save" asks for no sum."""
    sums = query.measure and "how_much" not in query.asks
    return not (query.topic or query.codes) and (but_limits or not (query.filters or sums))


def _leans(text: str) -> bool:
    lean = leaning()
    return any(one.search(text) for one in (lean.begins, lean.one, lean.many))


# ------------------------------------------------------------------ going on


def _goes_on(query: Query, said: str) -> bool:
    """Does it add to what was talked of? What names its own thing, or lists something, begins anew."""
    lean = leaning()
    sure = (lean.begins, lean.again, lean.lifts, lean.lists, lean.remains, lean.turns)
    if any(one.search(said) for one in sure) or lean.ordinal(said) or _picks(query, said) or _counts(query, said):
        return True
    if query.codes or query.topic:
        return False
    if query.rows:
        return bool(lean.of_them.search(said) or (_leans(said) and not query.filters))
    asked = query.asks - {"help"} or query.measure or query.order
    if asked and any(one.field in NAMED for one in query.filters):
        return bool(_leans(said) or lean.whose.search(said))
    return bool(asked or query.filters) or query.intent not in ("help", "unknown")


def _picks(query: Query, said: str) -> bool:
    """Is one of what was listed meant, by what is said of it?"""
    lean = leaning()
    return bool(lean.picks.search(said) and (query.topic or query.filters) and not lean.also.search(said))


def _counts(query: Query, said: str) -> bool:
    """ "Hvor mange er det?": of what was listed."""
    counted = "how_much" in query.asks or (query.measure is not None and query.measure.what == "count")
    limited = query.topic or query.codes or any(one.field != "source" for one in query.filters)
    plain = leaning().counts.search(said) and not limited
    return bool(counted and (plain or leaning().remains.search(said)))


def _of_the_list(query: Query, said: str, talk: Talk, ask: Answers) -> Query | None:
    """What is done with the last list as a whole: all of it again, without its limits, counted, sorted."""
    lean, listed = leaning(), talk.listed
    made = None
    if lean.again.search(said):
        made = talk.first
    elif lean.lifts.search(said):
        made = replace(listed, filters=tuple(one for one in listed.filters if one.field not in NUMBERED))
    elif lean.turns.search(said):
        made = _turned(listed)
    elif lean.lists.search(said):
        made = _listed(listed, ask)
    elif _counts(query, said):
        made = replace(listed, measure=Measure("count"), order=None, intent="total")
    elif query.order and not lean.ordinal(said) and (lean.of_them.search(said) or not _splits(query)):
        return _sorted(query, listed, said)
    return carrying(made, query) if made else None


def _splits(query: Query) -> bool:
    return query.measure is not None and bool(query.measure.group)


def _listed(listed: Query, ask: Answers) -> Query:
    """What was counted, added up or compared, as a list: of groups that of the first."""
    made = replace(listed, measure=None, intent=_listing(listed))
    if listed.measure is None or not listed.measure.group or not listed.order:
        return made
    table = ask(listed).table
    name = table.rows[0][0] if table and table.rows else None
    if name is None:
        return made
    year = FIELDS[listed.measure.group].kind == YEAR
    first = (
        Filter(listed.measure.group, (), EXACTLY, float(name)) if year else Filter(listed.measure.group, (str(name),))
    )
    return replace(made, filters=(*made.filters, first), order=None)


def _turned(listed: Query) -> Query | None:
    """The others: "hvilke er ikke?" of what was limited by yes or no, or by how it goes."""
    kinds = (FLAG, MEANT)
    last = next((one for one in reversed(listed.filters) if FIELDS[one.field].kind in kinds), None)
    if last is None:
        return None
    filters = tuple(opposite(one) if one is last else one for one in listed.filters)
    return replace(listed, filters=filters, measure=None, order=None, intent=_listing(listed))


def _sorted(query: Query, listed: Query, said: str) -> Query:
    """The list by an order: of a superlative that says no number only the first."""
    lean, order = leaning(), query.order
    if order and lean.sorts.search(said):
        order = replace(order, limit=None if order.limit == 1 else order.limit)
    elif order and order.limit is None and not lean.several.search(said):
        order = replace(order, limit=1)
    base = replace(listed, measure=None, order=None, intent=_listing(listed))
    made = added_to(replace(query, order=order, measure=None, asks=query.asks - PRICED), base)
    return replace(made, asks=made.asks | {"which"})


def _listing(listed: Query) -> str:
    """The intent that lists what was counted, added up or told of."""
    if listed.intent in ("search", "status_list", "milestones", "responsible"):
        return listed.intent
    cases = listed.rows == "case" or listed.of("colour") or listed.of("state")
    return "status_list" if cases and not listed.topic else "search"


def _with_number(query: Query, listed: Query) -> Query | None:
    """The list with another number for its limit ("hæv grænsen til 3 mio.")."""
    said = next((one for one in query.filters if one.field in NUMBERED and one.low is not None), None)
    old = [one for one in listed.filters if one.field in NUMBERED and one.low is not None and one.high is None]
    if said is None or len(old) != 1:
        return replace(query, missing=(Missing("words", query.text),))
    filters = tuple(replace(one, low=said.low) if one is old[0] else one for one in listed.filters)
    return carrying(replace(listed, filters=filters), query)


def _of_what(query: Query, listed: Query) -> tuple[Query, Query]:
    """The question with what it leaves unsaid as the list has it: which field a number limits, what is added up."""
    query = replace(query, filters=tuple(_as_before(one, query, listed) for one in query.filters))
    asked = query.asks & PRICED
    if len(asked) == 1 and not query.measure and listed.measure and listed.measure.field:
        (field,) = asked
        query = replace(query, measure=replace(listed.measure, field=field), asks=query.asks - PRICED)
    return query, listed


def _corrected(query: Query, listed: Query) -> tuple[Query, Query]:
    """Both, where another field was meant ("nej, jeg mente prisen"): in a limit, else in an order."""
    asked = query.asks & PRICED
    amounts = [one for one in listed.filters if FIELDS[one.field].kind == AMOUNT]
    if len(asked) != 1 or query.measure or query.filters or not (amounts or listed.order):
        return _of_what(query, listed)
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


# ------------------------------------------------------------------ one case


def _of_a_case(query: Query, said: str, talk: Talk, ask: Answers) -> Query | None:
    """What is asked of one case: the one that was told of, one by its place in the list, or by what is said of it. None
    where the list is meant."""
    lean = leaning()
    if place := lean.ordinal(said):
        return _of_the_nth(place, query, talk, ask)
    if query.codes:
        return _of_another(query, talk.last)
    if _picks(query, said):
        return _picked(query, talk, ask)
    fields = query.asks & OF_A_CASE or (query.measure and query.measure.field and "how_much" in query.asks)
    many = lean.also.search(said) or (lean.many.search(said) and not lean.one.search(said))
    if many or not fields or (query.measure and not ("how_much" in query.asks or lean.one.search(said))):
        return None
    if any(one.field in NAMED for one in query.filters) or not (case := _case_of(talk.last, ask)):
        return None
    return _asked_of(query, case)


def _case_of(before: Query, ask: Answers) -> Query | None:
    """The question before as one about the only case that it was answered with; of a superlative the first."""
    if len(before.codes) == 1:
        return before
    found = ask(before).hits
    return _about(found[0], before) if found and (len(found) == 1 or before.order) else None


def _of_the_nth(place: int, query: Query, talk: Talk, ask: Answers) -> Query:
    """ "Hvad sparer nummer to?", "og den næststørste?"."""
    listed = talk.listed
    order = query.order or listed.order
    found = ask(replace(listed, order=replace(order, limit=None) if order else None, measure=None)).hits
    if not -len(found) <= (place if place < 0 else place - 1) < len(found):
        return replace(query, missing=(Missing("words", query.text),))
    return _asked_of(_asking_on(query, talk), _about(found[place if place < 0 else place - 1], listed))


def _asking_on(query: Query, talk: Talk) -> Query:
    """ "Og den anden?": what was asked of the one before."""
    on = leaning().begins.search(query.text.lower()) and not query.asks & OF_A_CASE
    return replace(query, asks=query.asks | (talk.last.asks & OF_A_CASE)) if on else query


def _picked(query: Query, talk: Talk, ask: Answers) -> Query | None:
    """ "Hvad koster den med robotrengøring?": the one of the list that is about that, by its title before by its text;
    "og den fra 2025?": the same case of that year."""
    said = tuple(one for one in query.filters if one.field in NAMED)
    asking = _asking_on(replace(query, filters=tuple(one for one in query.filters if one not in said)), talk)
    years = [int(one.low) for one in query.of("budget_year") if one.op == EXACTLY and one.low]
    if years and len(talk.last.codes) == 1 and len(query.filters) == 1:
        return _asked_of(asking, replace(talk.last, codes=(replace(talk.last.codes[0], year=years[0]),)))
    base = replace(query, asks=frozenset(), measure=None, order=None, intent="search", filters=said)
    found: list[tuple[Hit, Query]] = []
    for listed in (talk.listed, talk.first):
        made = added_to(replace(base, topic=(*listed.topic, *query.topic)), listed)
        hits = ask(replace(made, measure=None, order=None)).hits
        found += [(hits[0], listed)] if len(hits) == 1 else []
    titled = [one for one in found if all(word in one[0].title.lower() for word in query.topic)]
    hit, listed = next(iter((*titled, *found)), (None, talk.listed))
    return _asked_of(asking, _about(hit, listed)) if hit else None


def _asked_of(query: Query, case: Query) -> Query:
    """A question about one case: what is summed of many is a field of it."""
    field = query.measure.field if query.measure else ""
    asks = query.asks | ({field} if field in PRICED else set())
    asked = replace(query, asks=asks, measure=None, order=None, rows="", topic=(), codes=())
    return added_to(asked, replace(case, measure=None, order=None, rows=""))


def _of_another(query: Query, before: Query) -> Query:
    """ "Og HA04?": the same question about another case."""
    if query.asks & KINDS:
        return query
    return replace(query, asks=query.asks | before.asks, intent=before.intent if before.codes else query.intent)


def _about(hit: Hit, before: Query) -> Query:
    """The question before as one about a case that it was answered with."""
    bare = replace(before, topic=(), filters=(), codes=(), order=None, measure=None, rows="", intent="status")
    if hit.code:
        return replace(bare, codes=(Code(hit.code, hit.budget_year),))
    topic = tuple(re.findall(r"\w+", hit.title.lower()))
    return replace(bare, topic=topic, filters=(Filter("municipality", (hit.municipality,)),))
