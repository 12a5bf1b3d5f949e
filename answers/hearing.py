"""What a message says by itself: without the words that only lean on what was talked of, and which of them it had."""

from dataclasses import dataclass, replace

from answers.followups import leaning
from answers.merging import OF_A_CASE, as_a_list, carrying, own_limits
from answers.needs import need_of
from answers.talk import Answers, Read, Talk
from answers.talk_of_cases import only_this, the_case
from answers.talk_of_shares import share_of_that
from answers.talk_of_the_rest import next_few, without_first
from filters.conditions import TOPIC, all_but
from filters.fields import AMOUNT, FIELDS, YEAR, YEARS
from questions.query import EXACTLY, Filter, Measure, Query

BARE_COMPARISON = 3  # words of a correction that only compares


@dataclass(frozen=True, slots=True)
class Heard:
    """A text, the same without the words that only lean on what was talked of, and how it is read: whether it corrects,
    speaks of this and what was before it, gives a limit another number, or goes on for another such reason."""

    text: str
    said: str
    query: Query
    corrects: bool
    both: bool
    limit: bool
    leans: bool
    made: Query | None = None
    many: int = 0
    claimed: int = 0


def heard_after(text: str, talk: Talk, read: Read, ask: Answers) -> Heard:
    """What a text says after what was `talk`ed of, as `read` reads it."""
    lean = leaning()
    plain = lean.opens.sub("", text.strip()).strip() or text
    said = lean.instead.sub("", lean.behind.sub("", lean.corrects.sub("", plain))).strip() or plain
    said = lean.but_not.sub("", said) if said != plain else said  # "nej, jeg mente besparelsen, ikke prisen"
    many, (said, claimed) = lean.so_many(said), _without_claim(said, read)
    corrects, both, within = said != plain, bool(lean.both.search(said)), lean.within.search(said)
    said = lean.with_they(lean.within.sub("", said).strip() or said)
    limit, removed = lean.limit.search(said), None if lean.lifts.search(said) else lean.removes.search(said)
    said = said[removed.end() :] if removed else said
    if limit and _names(read(named := said[limit.end() :].strip())):  # "begræns det til Udsatte børn"
        limit, within, said = None, limit, named
    takes = lean.also.search(said) is not None and lean.takes.search(said) is not None
    bare = lean.takes.sub("", said) if takes else said[limit.end() :] if limit else said
    alone = _of_its_field(without_pronouns(read(bare)), talk.listed, read)
    query = _share_of_them(alone, talk.listed, claimed)
    shares = query is not alone
    if rest := lean.rest.search(said.lower()):
        query = replace(query, topic=tuple(word for word in query.topic if word not in rest[0].split()))
    if limit and not query.filters and (top := read(f"top {bare}")).order and not top.missing:
        query = replace(query, order=top.order, missing=())  # "make it five"
    query = replace(query, text=said) if takes else query  # "tag også Administration med"
    first = without_first(query, said.lower(), talk.listed) if removed else None
    if (behind := lean.next_few.search(said.lower())) and (top := read(f"top {said[behind.end() :]}")).order:
        first = next_few(top.order.limit, talk.listed)
    first = first or share_of_that(query, said.lower(), talk, ask)
    first = first or (_without_the_case(query, said, talk, ask) if removed else None)
    if removed and (parts := own_limits(query)):  # "fjern dem, der ikke er vedtaget", "uden den om robotter"
        query = replace(query, filters=(all_but(parts),), topic=())
    order = talk.listed.order
    one = order is not None and order.limit == 1 and lean.many.search(said.lower())  # "vis dem fra Ishøj i stedet"
    if corrects and not (query.filters or query.asks or query.order) and len(said.split()) <= BARE_COMPARISON:
        query = _compared(query, said, talk.listed, read)
    if corrects and not query.order and query.filters and not one:
        query = replace(query, order=order)  # "undskyld, jeg mente Hørsholm"
    if lean.begins.search(said) or (lean.of_them.search(said) and (query.topic or query.filters)):
        query = replace(query, asks=query.asks - {"about"})  # "what about Glostrup?", "which are about robots?"
    leans = bool(within or removed or takes or shares)
    return Heard(
        text.lower(), said.lower(), query, corrects, both, limit is not None, leans, first, _number(many, read), claimed
    )


def _without_the_case(query: Query, said: str, talk: Talk, ask: Answers) -> Query | None:
    """ "Fjern det fra listen": the list without the case that was told of last; None where more is said of what is left
    out than that."""
    words = said.lower().split()
    alone = words and not (own_limits(query) or query.order) and leaning().one.fullmatch(words[0])
    case = the_case(talk.last, ask) if alone and not talk.listed.codes else None
    hits = ask(case).hits if case else ()
    if not hits:
        return None
    left = all_but((only_this(hits[0], query.language),))
    return carrying(replace(as_a_list(talk.listed), filters=(*talk.listed.filters, left), order=None), query)


def _of_its_field(query: Query, listed: Query, read: Read) -> Query:
    """ "Og organisering?", after a list of one kind of measure: the name of another."""
    others = (
        query.filters or query.codes or query.rows or query.order or query.measure or query.asks - {"about", "what"}
    )
    for field in (one.field for one in listed.filters if one.field in leaning().labels):
        for label in leaning().labels[field] if query.topic and not others else ():
            made = read(f"{label} {' '.join(query.topic)}")
            if [one.field for one in made.filters] == [field] and not (made.topic or made.missing or made.ignored):
                return replace(made, text=query.text, language=query.language)
    return query


def _names(query: Query) -> bool:
    """Do the limits of a text name something, and give no number alone?"""
    kinds = {FIELDS[one.field].kind for one in query.filters}
    return bool(kinds) and not kinds & {AMOUNT, YEARS} and (YEAR not in kinds or len(query.text.split()) > 1)


def _number(word: str, read: Read) -> int:
    """The number that a word is; 0 for none."""
    order = read(f"top {word}").order if word else None
    return (order.limit or 0) if order else 0


def _without_claim(said: str, read: Read) -> tuple[str, int]:
    """A text without the number that it only says of what it means ("de to om skoler"), and that number: what is meant
    must be so many. "De to der sparer mest" are so many of the first."""
    found = leaning().claims.search(said)
    if found is None or read(said).order:
        return said, 0
    *words, number = found[0].split()
    if leaning().others.search(said):
        numbers = (_number(one, read) for one in found[0].split())
        return said, next(filter(None, numbers), 1)  # "the other one"
    return f"{said[: found.start()]}{' '.join(words)} {said[found.end() :]}".strip(), _number(number, read)


def _share_of_them(query: Query, listed: Query, claimed: int) -> Query:
    """ "Hvor stor en andel er vedtaget?", "… kommer fra UD13?": of what was listed, or of what was added up.
    "Er de vedtaget?", "are any of them red?" is told by how many of them are."""
    need = need_of(query.text)
    said = query.filters or query.codes or query.topic
    every = query.filters and leaning().whether_they.search(query.text.lower()) is not None
    share = need is not None and need.name == "share"
    if not said or query.rows or query.measure or not (share or every):
        return query
    codes = (Filter("code", tuple(one.code for one in query.codes)),) if query.codes else ()
    if query.topic and not (claimed or leaning().picks.search(query.text.lower())):
        return query  # of what a text tells
    about = (Filter(TOPIC, query.topic, label=query.language),) if query.topic else ()
    part = (*query.filters, *codes, *about)
    field = listed.measure.field if share and listed.measure and listed.measure.what == "sum" else ""
    made = Measure("share", field, part=part)
    asks = query.asks | {"whether"} if every else query.asks
    return replace(query, filters=part, codes=(), topic=(), measure=made, asks=asks, intent="total")


def _compared(query: Query, said: str, listed: Query, read: Read) -> Query:
    """ "Nej, over": the last limit on an amount with another comparison."""
    probe = [one for one in read(f"{said} 1.000.000 kr.").filters if FIELDS[one.field].kind == AMOUNT]
    old = [one for one in listed.filters if FIELDS[one.field].kind == AMOUNT and one.high is None]
    if len(probe) != 1 or not old or probe[0].op in ("", EXACTLY):
        return query
    return replace(query, filters=(replace(old[-1], op=probe[0].op, negated=probe[0].negated),), missing=())


def without_pronouns(query: Query) -> Query:
    """ "It" is no topic, unless it is what computers do: that is Danish."""
    lean = leaning()
    limited = query.topic or query.codes or query.filters or query.order
    if query.rows and not limited and query.asks & OF_A_CASE and lean.one.search(query.text.lower()):
        return replace(query, rows="")  # "hvad koster forslaget?"
    if query.rows and (not query.topic or query.asks & {"who", "when"}) and lean.this_one.search(query.text.lower()):
        whether = {"whether"} if lean.whether.search(query.text.lower()) else set()
        return replace(query, rows="", asks=query.asks | whether)  # "er det forslag vedtaget?"
    if query.language == "da" or not query.topic or not all(map(lean.is_pronoun, query.topic)):
        return query
    return replace(query, topic=(), said=tuple(word for word in query.said if word not in query.topic))
