"""What a conversation asks of one case: the one that was told of, one by its place in the list, or by what is said of
it."""

import re
from dataclasses import replace

from answers.followups import leaning
from answers.merging import KINDS, OF_A_CASE, PRICED, added_to, as_a_list, as_sorted, sorted_by
from answers.talk import Answers, Talk
from answers.talk_of_groups import splits
from filters.conditions import LEFT_OUT, TOPIC, all_but, any_of_these, only_code
from filters.fields import FIELDS, YEAR
from questions.intents import NAMED
from questions.query import EXACTLY, Code, Filter, Missing, Query
from records import Hit

BOTH = 2


def picks_one(query: Query, said: str) -> bool:
    """Is one of what was listed meant, by what is said of it?"""
    lean = leaning()
    out = any(one.negated or one.field == LEFT_OUT for one in query.filters)
    sorts = query.order is not None and lean.sorts.search(said)  # "tag dem med den største besparelse først"
    several = out or sorts or lean.also.search(said) or lean.narrows.search(said)  # "kun dem på …"
    return bool(lean.picks.search(said) and (query.topic or query.filters) and not several)


def of_a_case(query: Query, said: str, talk: Talk, ask: Answers, corrects: bool) -> Query | None:
    """What is asked of one case; None where the list is meant."""
    lean = leaning()
    if place := lean.ordinal(said):
        return _of_the_nth(place, query, talk, ask)
    if query.codes:
        return _of_another(as_listed(query, talk, ask), talk.last)
    if other := _of_another_year(query, talk, corrects or picks_one(query, said)):
        return other
    if picks_one(query, said):
        return _picked(query, talk, ask)
    if not _asks_of_one(query, said) or not (case := the_case(talk.last, ask)):
        return None
    return _asked_of(query, case)


def of_its_place(query: Query, text: str, last: Query, ask: Answers) -> Query | None:
    """ "Hvor mange røde sager er der på det område?", "er der andre røde sager?", after one case: those of its place,
    and all but that case; None where neither is meant, or nothing is listed."""
    lean = leaning()
    fields, others = lean.its_places(text), lean.others.search(text) is not None
    if not (fields or others) or last.measure or not (query.rows or query.measure):
        return None
    answered = ask(last)
    found = answered.hits or answered.nearest  # what it costs was not stated
    one = last.codes or last.intent == "status"
    told = one or (last.topic and len(found) == 1)
    first = last.order is not None and last.order.limit == 1
    fields = tuple(one for one in fields if told or not last.of(one))
    if fields and not (told or first):
        return replace(query, missing=(Missing("words", query.text),))  # "samme udvalg" as what?
    if not fields and not (others and one and query.filters):
        return None  # "og de andre forslag?" are those of the list
    hit = found[0] if found and (len(found) == 1 or last.order) else None
    places = [_limit_of(field, getattr(hit, field, None)) for field in fields]
    if hit is None or None in places:
        return replace(query, missing=(Missing("words", query.text),))
    but = (all_but((only_this(hit, query.language),)),) if others else ()
    ignored = tuple(one for one in query.ignored if not lean.others.search(f"{one} {text}"))
    return replace(query, filters=(*query.filters, *filter(None, places), *but), ignored=ignored)


def of_a_goal(query: Query, said: str, last: Query, ask: Answers) -> Query | None:
    """ "Hvem skal stå for udrulningen?", after one case: of its goals, where one of them says that; else None."""
    told = query.topic and query.asks & {"who", "when"} and not (query.rows or query.codes or query.filters)
    case = the_case(last, ask) if told and not (last.measure or picks_one(query, said)) else None
    if case is None or len(case.codes) != 1:
        return None
    made = replace(query, codes=case.codes)
    found = ask(made)
    return made if found.milestones and found.intent != "unknown" else None


def of_one_named(query: Query, said: str, talk: Talk, ask: Answers) -> Query | None:
    """ "Og robotrengøringen, hvad koster den?", after a list: of the one that is about that. None where no one of them
    alone is, or where another case, that was not listed, is nearer."""
    limited = query.rows or query.codes or query.order or query.measure or query.filters
    lean = leaning()
    listed = any(one.search(said) for one in (lean.of_them, lean.which_one))
    asks = listed or query.asks & OF_A_CASE or (lean.begins.search(said) and not query.asks)
    if limited or not (query.topic and asks) or splits(talk.listed) or len(talk.listed.codes) == 1:
        return None
    made = _picked(query, talk, ask)
    if made is None or listed:
        return made
    nearest = ask(replace(query, asks=frozenset(), intent="search")).hits[:1]
    found = ask(made).hits[:1]
    return made if found and [one.title for one in found] == [one.title for one in nearest] else None


def _limit_of(field: str, value: object) -> Filter | None:
    """The limit to what a case has in a field; None where it states nothing."""
    if value is None:
        return None
    return Filter(field, (), EXACTLY, float(str(value))) if FIELDS[field].kind == YEAR else Filter(field, (str(value),))


def only_this(hit: Hit, language: str) -> Filter:
    """What only this case meets."""
    if hit.code:
        return only_code(hit.code, hit.budget_year)
    return Filter(TOPIC, _title(hit), label=language)


def _title(hit: Hit) -> tuple[str, ...]:
    """A title as the words of a topic."""
    return tuple(re.findall(r"\w+", hit.title.lower()))


def _asks_of_one(query: Query, said: str) -> bool:
    """Is it a field that is asked for, and not of what was listed or of a place?"""
    lean = leaning()
    one = lean.one.search(said)
    fields = query.asks & OF_A_CASE or (query.measure and query.measure.field and "how_much" in query.asks)
    many = lean.also.search(said) or (
        not one and (lean.many.search(said) or (query.filters and lean.several.search(said)))
    )
    adds = query.measure and not ("how_much" in query.asks or one)
    return bool(fields) and not (many or adds or any(one.field in NAMED for one in query.filters))


def the_case(before: Query, ask: Answers) -> Query | None:
    """The question before as one about the only case that it was answered with; of a superlative the first."""
    if len(before.codes) == 1:
        return before
    found = ask(before).hits
    named = found and before.topic == _title(found[0])  # "Energirenovering" stands in another's title as well
    return _about(found[0], before) if found and (len(found) == 1 or before.order or named) else None


def of_both(talk: Talk, ask: Answers) -> Talk:
    """The talk of this and of what was talked of before; also of two cases of which one was told after the other."""
    both, before = talk.of_both(), talk.other or (talk.earlier.last if talk.earlier else None)
    if both is not talk or before is None:
        return both
    cases = [the_case(one, ask) for one in (before, talk.last) if not splits(one)]
    hits = [hit for case in cases if case for hit in ask(case).hits[:1]]
    if len(hits) < BOTH or _named(hits[0]) == _named(hits[1]):
        return talk
    bare = replace(talk.last, topic=(), filters=(), order=None, measure=None, rows="", asks=frozenset())
    codes = tuple(Code(hit.code, hit.budget_year) for hit in hits if hit.code)
    if len(codes) == BOTH:
        made = replace(bare, codes=codes, intent="compare")
    else:
        each = any_of_these([only_this(hit, talk.last.language) for hit in hits])
        made = replace(bare, codes=(), filters=(each,), intent="search")
    return replace(talk, last=made, listed=made)


def _of_another_year(query: Query, talk: Talk, means_it: bool) -> Query | None:
    """ "Og den fra 2025?", "nej, 2025": the same case of that year."""
    years = [int(one.low) for one in query.of("budget_year") if one.op == EXACTLY and one.low]
    if not (years and means_it and len(talk.last.codes) == 1 and len(query.filters) == 1):
        return None
    asking = _asking_on(replace(query, filters=()), talk, always=True)
    return _asked_of(asking, replace(talk.last, codes=(replace(talk.last.codes[0], year=years[0]),)))


def _of_the_nth(place: int, query: Query, talk: Talk, ask: Answers) -> Query:
    """ "Hvad sparer nummer to?", "og den næststørste?"; of cases that were told of one after the other the first or the
    last."""
    listed = talk.listed
    if place == BOTH and (other := _the_other(talk, ask)):
        return _asked_of(_asking_on(query, talk), other)
    if listed.codes:
        told = {1: talk.first, -1: talk.last}.get(place)
        return _asked_of(query, told) if told else replace(query, missing=(Missing("words", query.text),))
    theirs = sorted_by(as_a_list(listed) if splits(listed) else listed)
    order = query.order or theirs
    order = theirs if place == 1 and theirs else as_sorted(order, listed) if order else None
    found = ask(replace(as_a_list(listed), order=replace(order, limit=None, place=1) if order else None)).hits
    at = place if place < 0 else place - 1
    if not -len(found) <= at < len(found):
        return replace(query, missing=(Missing("words", query.text),))
    return _asked_of(_asking_on(query, talk), _about(found[at], listed))


def _the_other(talk: Talk, ask: Answers) -> Query | None:
    """ "Og den anden?", where one of two was told of: the one that was not."""
    listed = as_a_list(talk.listed)
    hits = ask(listed).hits
    told = ask(talk.last).hits[:1] if talk.last is not talk.listed or talk.last.order else ()
    others = [hit for hit in hits if told and _named(hit) != _named(told[0])]
    return _about(others[0], listed) if len(hits) == BOTH and len(others) == 1 else None


def _named(hit: Hit) -> tuple[str | None, int | None, str]:
    return hit.code, hit.budget_year, hit.title


def _asking_on(query: Query, talk: Talk, always: bool = False) -> Query:
    """ "Og den anden?": what was asked of the one before."""
    on = (always or leaning().begins.search(query.text.lower())) and not query.asks & OF_A_CASE
    return replace(query, asks=query.asks | (talk.last.asks & OF_A_CASE)) if on else query


def _picked(query: Query, talk: Talk, ask: Answers) -> Query | None:
    """ "Hvad koster den med robotrengøring?": the one of the list that is about that, first of all by its title."""
    said = tuple(one for one in query.filters if one.field in NAMED)
    asking = _asking_on(replace(query, filters=tuple(one for one in query.filters if one not in said)), talk)
    base = replace(query, asks=frozenset(), measure=None, order=None, intent="search", filters=said)
    found: list[tuple[Hit, Query]] = []
    named: list[tuple[Hit, Query]] = []
    for listed in (talk.listed, talk.first):
        made = added_to(replace(base, topic=(*listed.topic, *query.topic)), listed)
        hits = ask(replace(made, measure=None, order=None)).hits
        titled = [hit for hit in hits if all(word in hit.title.lower() for word in query.topic)]
        named += [(titled[0], listed)] if len(titled) == 1 else []
        found += [(hits[0], listed)] if len(hits) == 1 else []
    hit, listed = next(iter((*named, *found)), (None, talk.listed))
    return _asked_of(asking, _about(hit, listed)) if hit else None


def _asked_of(query: Query, case: Query) -> Query:
    """A question about one case: what is summed of many is a field of it."""
    field = query.measure.field if query.measure else ""
    asks = query.asks | ({field} if field in PRICED else set())
    asked = replace(query, asks=asks, measure=None, order=None, rows="", topic=(), codes=())
    return added_to(asked, replace(case, measure=None, order=None, rows=""))


def as_listed(query: Query, talk: Talk, ask: Answers) -> Query:
    """A code that names several cases as the one of them that was told of by its year, or listed."""
    codes = []
    told = [] if query.of("budget_year") else _codes_told(talk)
    for one in query.codes:
        hits = ask(talk.listed).hits if one.year is None and not talk.listed.codes else ()
        years = {other.year for other in told if one.year is None and other.code == one.code} - {None}
        years = years or {hit.budget_year for hit in hits if hit.code == one.code}
        codes.append(replace(one, year=years.pop()) if len(years) == 1 else one)
    return replace(query, codes=tuple(codes))


def _codes_told(talk: Talk | None) -> list[Code]:
    """The codes that were told of, of the talks before as well."""
    found = list[Code]()
    while talk is not None:
        found += [one for each in (talk.last, talk.other, talk.first) if each for one in each.codes]
        talk = talk.earlier
    return found


def _of_another(query: Query, before: Query) -> Query:
    """ "Og HA04?": the same question about another case."""
    if query.asks & (KINDS | {"status"}):
        return query
    return replace(query, asks=query.asks | before.asks, intent=before.intent if before.codes else query.intent)


def _about(hit: Hit, before: Query) -> Query:
    """The question before as one about a case that it was answered with."""
    bare = replace(before, topic=(), filters=(), codes=(), order=None, measure=None, rows="", intent="status")
    if hit.code:
        return replace(bare, codes=(Code(hit.code, hit.budget_year),))
    return replace(bare, topic=_title(hit), filters=(Filter("municipality", (hit.municipality,)),))
