"""A question that leans on those before it: "og hvad koster den?", "kun de vedtagne", "og i Solrød?", "nummer to?".

A conversation is the texts of its questions: they are read again from the first, so that nothing else has to be kept.
What it is about is the last list, and of that perhaps one case that was told of since.
"""

from collections.abc import Sequence
from dataclasses import replace

from answers.followups import leaning
from answers.hearing import Heard, heard_after, without_pronouns
from answers.merging import KINDS, OF_A_CASE, added_to, as_a_list, carrying, shown_of
from answers.tables import OF_CASES
from answers.talk import Answers, Read, Talk
from answers.talk_of_cases import (
    BOTH,
    as_listed,
    of_a_case,
    of_a_goal,
    of_both,
    of_its_place,
    of_one_named,
    picks_one,
)
from answers.talk_of_groups import asks_more, is_of_the_winner, nth_of_groups, of_one_group, splits
from answers.talk_of_lists import corrected, counts_on, listed_of, of_the_list, of_what, with_number
from questions.intents import NAMED
from questions.query import Missing, Query

LONGEST = 6  # so many questions back; what is older has been said otherwise since


def understood(texts: Sequence[str], read: Read, ask: Answers) -> Query:
    """The last of the texts as it is meant after those before it. `ask` gives what a question before was answered
    with: "hvad koster den?" after a list of one is about that one."""
    talk: Talk | None = None
    for text in texts[-LONGEST:]:
        query, talk = _next(text, talk, read, ask)
    return query


def _next(text: str, talk: Talk | None, read: Read, ask: Answers) -> tuple[Query, Talk | None]:
    """A text as it is meant, and what is talked of then: what asks nothing, or is not understood, changes nothing."""
    if talk is None or leaning().thanks.search(text.strip()):
        query = _alone(without_pronouns(read(text)))
        return query, talk or (None if query.missing else Talk(query, query, query))
    if other := leaning().fresh.match(text.strip()):  # "noget andet: …"
        return _anew(without_pronouns(read(text.strip()[other.end() :])), talk, ask)
    back = leaning().returns.search(text.strip().lower())
    if back:
        text = leaning().with_they(text.strip()[back.end() :])
        earlier = _gone_back(text, talk, read)
        if earlier is None:
            return _anew(without_pronouns(read(text)), talk, ask)
        talk = earlier
    heard = heard_after(text, talk, read, ask)
    if told := _told(heard, talk, ask):
        return told
    made, then = _meant(heard, back is not None, talk, ask)
    if heard.claimed and not (made.missing or made.codes) and len(ask(as_a_list(made)).hits) != heard.claimed:
        return replace(made, missing=(Missing("words", text),)), talk
    return made, talk if _is_of_none(made, ask) else then


def _told(heard: Heard, talk: Talk, ask: Answers) -> tuple[Query, Talk] | None:
    """What only changes the list, or compares the two cases that were told of; None where more is to be found out."""
    if heard.made:
        return heard.made, talk.going_on(heard.made)
    compares = heard.both and "compare" in heard.query.asks and not heard.query.codes
    both = of_both(talk, ask) if compares else talk
    if both is talk or not both.last.codes:
        return None
    made = carrying(replace(both.last, text=heard.text, asks=heard.query.asks), heard.query)
    return made, replace(both, last=made, listed=made)


def _is_of_none(made: Query, ask: Answers) -> bool:
    """Is it asked whether something is so of what was listed, or of how many, and it is of none? Then what was listed
    is still it."""
    if made.measure is None or made.measure.group or made.missing:
        return False
    share = made.measure.is_share and "whether" in made.asks
    counts = made.measure.what == "count" and bool(made.carried) and not made.topic
    return (share or counts) and not ask(made).total


def _meant(heard: Heard, back: bool, talk: Talk, ask: Answers) -> tuple[Query, Talk]:
    """What was heard, as it is meant after what was talked of."""
    said, query = heard.said, heard.query
    names = heard.both and of_both(talk, ask) is not talk and not _are_two(talk, ask)  # "the two" may be two places
    talk = _of_so_many(heard.many, talk, ask) if heard.many and not names else talk
    if there := of_its_place(query, heard.text, talk.last, ask) or _of_their_place(query, heard.text, talk.listed):
        return _anew(there, talk, ask)
    if of_case := of_a_goal(query, said, talk.last, ask) or of_one_named(query, said, talk, ask):
        return of_case, talk.with_case(of_case)
    nth = nth_of_groups(query, said, talk)
    talk = replace(talk, listed=nth) if nth else talk
    wins = is_of_the_winner(query, heard.text, talk.listed) or (nth is not None and asks_more(query))
    groups = nth or of_one_group(query, talk.listed)
    leans = heard.corrects or heard.limit or heard.both or heard.leans or wins or back or groups
    named = not (heard.corrects or leaning().of_them.search(heard.text)) and _names_a_case(query, said, ask)
    own = _is_whole(heard, talk) or named
    if own or not (leans or _goes_on(query, said, talk.listed)):
        return _anew(query, talk, ask)
    talk = of_both(talk, ask) if heard.both and not _are_two(talk, ask) else talk
    if wins:
        talk, query = replace(talk, listed=listed_of(talk.listed, ask)), replace(query, topic=())
    elif _of_the_first(query, said):
        talk = replace(talk, listed=shown_of(talk.listed))
    query = _without_premise(query, said, talk.listed, ask)
    if groups and not wins:
        made: Query | None = carrying(groups, replace(query, order=None, measure=None))
    elif heard.limit:
        made = with_number(query, talk.listed if talk.listed.order or query.filters else talk.first)
    else:
        made = of_the_list(query, said, talk, ask, heard.corrects, heard.claimed)
    if made:
        return made, talk if made.missing else talk.going_on(made)
    heard = replace(heard, query=query)
    made = _of_a_case(heard, talk, ask)
    if made is None and _says_nothing(query) and not heard.both:
        made = replace(query, missing=(Missing("words", heard.text),))
    made = made or added_to(*(corrected if heard.corrects else of_what)(query, talk.listed))
    if made.missing:
        return made, talk
    return made, talk.with_case(made) if made.codes or made.intent == "status" else talk.going_on(made)


def _anew(query: Query, talk: Talk, ask: Answers) -> tuple[Query, Talk]:
    """A question that stands alone, and what is talked of then: still the list, where it is of a case of that."""
    query = _alone(query)
    if query.codes and not query.missing and (query.intent != "compare" or len(query.codes) == 1):
        query = as_listed(query, talk, ask)
    if query.codes and not (query.missing or talk.listed.codes or talk.listed.measure):
        listed = {hit.code for hit in ask(talk.listed).hits}
        if all(one.code in listed for one in query.codes):
            query = as_listed(query, talk, ask)
            return query, replace(talk, last=query)
    return query, talk if query.missing else Talk(query, query, query, earlier=talk)


def _of_a_case(heard: Heard, talk: Talk, ask: Answers) -> Query | None:
    """What is asked of one case. A correction is of one where a case was told of last, or it names which."""
    lean, told = leaning(), talk.last is not talk.listed
    named = lean.ordinal(heard.said) or lean.one.search(heard.said) or heard.query.of("budget_year")
    if heard.corrects and not (told or named):
        return None
    return of_a_case(heard.query, heard.said, talk, ask, heard.corrects)


# ------------------------------------------------------------------ alone


def _alone(query: Query) -> Query:
    """A question that only refers, and has nothing to refer to, asks which case is meant."""
    text = query.text.lower()
    refers = _leans(text.strip()) or ("status" in query.asks and not query.order)  # "hvad er status?"
    asks = refers and _names_nothing(query) and not query.rows and query.asks - {"help"}
    of_it = leaning().about.search(text) or (not query.rows and leaning().whether.search(text))
    there = leaning().its_places(text) and not (
        query.filters or query.codes
    )  # "hvilke andre forslag har samme udvalg?"
    if asks or there or (of_it and _names_nothing(query, but_limits=True)):
        return replace(query, missing=(Missing("case", query.text),))
    return query


def _names_nothing(query: Query, but_limits: bool = False) -> bool:
    """Has it no topic and no code of its own, nor, unless they may stand, limits or a sum that it asks for? "How much
    does it save" asks for no sum."""
    sums = query.measure and "how_much" not in query.asks
    return not (query.topic or query.codes) and (but_limits or not (query.filters or sums))


def _leans(text: str) -> bool:
    lean = leaning()
    return any(one.search(text) for one in (lean.begins, lean.one, lean.many, lean.there))


# ------------------------------------------------------------------ going on


def _of_their_place(query: Query, text: str, listed: Query) -> Query | None:
    """ "Hvilke vedtagne forslag har de på skoleområdet?", after a list of one municipality: of that."""
    place = [one for one in listed.filters if one.field == "municipality" and len(one.values) == 1 and not one.negated]
    own = any(one.field in ("municipality", "committee") for one in query.filters)
    if not (query.rows and len(place) == 1 and leaning().they_have.search(text)) or own or query.topic or query.codes:
        return None
    return carrying(replace(query, filters=(*query.filters, place[0])), query)


def _of_so_many(many: int, talk: Talk, ask: Answers) -> Talk:
    """What is talked of, where it is all of so many: the last list, or the one before it, that has as many."""
    for one in (talk.listed, talk.other, talk.first):
        if one and not one.codes and not splits(one) and len(ask(as_a_list(one)).hits) == many:
            return talk if one is talk.listed else replace(talk, listed=one)
    return talk


def _says_nothing(query: Query) -> bool:
    """Was nothing of it understood? Then nothing is told again as if it were its answer."""
    wants = query.asks - {"help"} or query.measure or query.order or query.rows
    return not (wants or query.filters or query.codes or query.topic or query.missing)


def _is_whole(heard: Heard, talk: Talk) -> bool:
    """Is all of something listed, whatever was before ("vis alle Sorøs idéer i stedet"), or are groups compared?"""
    query, lean = heard.query, leaning()
    named = any(one.field in NAMED - {"source"} for one in query.filters)
    again = any(one.field != "source" for one in query.filters) and lean.every.search(heard.said) is not None
    first = query.order is not None and lean.ordinal(heard.said) != 0  # "hvad er det næstdyreste forslag i Greve"
    own = named and (first or ("which" in query.asks and not (talk.listed.rows or talk.listed.filters)))
    all_of_it = (
        again and named and (query.order is not None or "list" in query.asks)
    )  # "which is the cheapest of all Hørsholm's?"
    lists = all_of_it or (query.rows and (again or own))
    return bool(lists or (query.rows and splits(query) and lean.ordinal(heard.said)))


def _gone_back(text: str, talk: Talk, read: Read) -> Talk | None:
    """What was talked of, as far back as it is said to go; None where that was not talked of."""
    query = without_pronouns(read(text))
    of_all = leaning().many.search(text.lower()) is not None and not query.rows
    while talk.earlier and (talk.first.codes or not (_is_of(query, talk.first) or of_all)):
        talk = talk.earlier
    if not (_is_of(query, talk.first) or of_all):
        return None
    return Talk(talk.first, talk.first, talk.first)


def _is_of(query: Query, first: Query) -> bool:
    """Does it say of what was listed first only what that is limited by ("tilbage til de røde")?"""
    fields = {one.field for one in first.filters}
    strange = query.codes or (query.topic and not set(query.topic) <= set(first.topic))
    return (not strange and any(one.field in fields for one in query.filters)) or not (strange or query.filters)


def _names_a_case(query: Query, said: str, ask: Answers) -> bool:
    """Does it say the title of a case of its own, of which something is asked ("og SAS-Exit, hvad koster den?")?"""
    if not (query.topic and query.asks & OF_A_CASE) or picks_one(query, said):
        return False
    title = next((hit.title.lower() for hit in ask(query).hits), "")
    return bool(title) and all(word in title for word in query.topic)


def _are_two(talk: Talk, ask: Answers) -> bool:
    """Are "the two" those that were listed last?"""
    return talk.last is talk.listed and not talk.listed.measure and len(ask(talk.listed).hits) == BOTH


def _lifts(query: Query, said: str) -> bool:
    """Is a field to limit no more ("glem årstallet igen"), and nothing else listed?"""
    words = " ".join(leaning().unlimited(said).values())
    return bool(words) and not query.rows and (not query.asked_topic or all(word in words for word in query.topic))


def _of_the_first(query: Query, said: str) -> bool:
    """Is something asked of the first of a list, where only those were shown ("hvilke af de fem er vedtaget")?"""
    lean = leaning()
    told = query.asks & OF_A_CASE or (query.measure and query.measure.group)
    limited = query.filters or query.topic or query.codes or query.order
    theirs = told and not limited and lean.they_do.search(said)  # "hvad er deres status?"
    return bool((lean.of_them.search(said) or theirs) and not (lean.whole.search(said) or query.rows))


def _without_premise(query: Query, said: str, listed: Query, ask: Answers) -> Query:
    """ "Hvorfor er de forsinkede?": that they are limits nothing, where it is so of all that were listed."""
    if "why" not in query.asks or not query.filters or not leaning().they_do.search(said) or query.rows:
        return query
    if any(one.field not in OF_CASES or one.negated for one in query.filters):
        return query
    every = as_a_list(listed)
    some = replace(every, filters=tuple(dict.fromkeys((*every.filters, *query.filters))))
    return replace(query, filters=()) if len(ask(some).hits) == len(ask(every).hits) else query


def _goes_on(query: Query, said: str, listed: Query) -> bool:
    """Does it add to what was talked of? What names its own thing, or lists something, begins anew."""
    lean = leaning()
    sure = [
        lean.begins,
        lean.again,
        lean.lifts,
        lean.lists,
        lean.remains,
        lean.turns,
        lean.sums,
        lean.means,
        lean.reverses,
    ]
    sure += [lean.others] if query.rows else [lean.others, lean.of_them]
    if (
        any(one.search(said) for one in sure)
        or _lifts(query, said)
        or lean.ordinal(said)
        or lean.following.search(said)
        or picks_one(query, said)
        or counts_on(query, said)
    ):
        return True
    if query.codes or query.topic:  # "hvorfor er projektet annulleret?"
        own = query.codes or query.rows or query.filters
        return bool(query.asks & KINDS and lean.one.search(said) and not own)
    if "which" in query.asks and query.filters and not (query.rows or query.measure):
        return True  # "hvilke ligger i Udsatte voksne?"
    if query.rows:
        limited = any(one.field != "source" for one in query.filters)
        shares = (
            query.measure is not None and query.measure.is_share
        )  # "… andel af sagerne", after proposals: of all cases
        alike = not (shares and listed.rows) or listed.rows == query.rows
        return bool((lean.of_them.search(said) and alike) or (_leans(said) and not limited))
    asked = query.asks - {"help"} or query.measure or query.order
    if asked and any(one.field in NAMED for one in query.filters):
        return bool(_leans(said) or lean.whose.search(said))
    return bool(asked or query.filters) or query.intent not in ("help", "unknown")
