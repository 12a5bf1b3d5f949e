"""What a list is to be without, where more than one name says it ("undtagen dem i 2023 på over 1 mio.", "but not the
ones about schools"): read by itself, whole, as a question is. What cannot be read whole leaves out nothing, and is said.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from filters.conditions import EXACTLY, IN, TOPIC, Condition, all_but, first_ones
from filters.fields import FIELDS, NUMBERS
from index.search.concepts import EITHER
from questions.background import DASH, abridged
from questions.cover import Piece
from questions.intents import intent_of
from questions.orders import FARTHEST_HEAD
from questions.query import Filter, Missing, Query
from questions.sentence import Sentence
from records.names import municipalities_in

MOST = 8  # things that are left out: who says more of them is not understood
NEAR_DASH = 2  # small words between a dash and what leaves out
FARTHEST_JOIN = 4  # tokens between a comma and the "or" before the last of a list
_UNMET = frozenset({"due", "since", "until", "report", "source"})  # which no row has by itself
_ASKING = frozenset({"which", "what", "list"})
_Item = tuple[int, int, str]  # from, to, kind
_YEAR = re.compile(r"20\d\d")
_ENDS = ".!?;:"
_BEFORE = ",-()"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Characters of a question: `start` to `end` leave out, and each of `phrases` (from, to) says what; without any it
    is too much to be read."""

    start: int
    end: int
    phrases: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Front:
    """What leaves out: the token where it begins, with the joins before it, the one behind it, and where what it leaves
    out ends if it stands around that ("spring … over")."""

    first: int
    start: int
    last: int = 0
    end: int = 0
    around: bool = False


def exclusion_of(
    sentence: Sentence, codes: Sequence[Piece], names: Callable[[], Iterable[Piece]], bare: bool = False
) -> Exclusion | None:
    """Where a question says what its list is without, by a pronoun, by what is listed ("undtagen dem …", "but not
    proposals …") or by one of its `codes`, or with `bare` in whatever words ("bortset fra Elmehuset"); None where it
    does not. `names` gives the names of the documents that it says: they can be listed."""
    named = {one.start for one in codes}
    heads = _heads(sentence) | named
    fronts = list(_fronts(sentence, bare, named))
    items = _items(sentence, codes, names) if fronts else frozenset()
    if len(fronts) > MOST:
        return Exclusion(sentence.tokens[fronts[0].first].start, len(sentence.text), ())
    for front in fronts:
        near = range(front.start - 1, front.start + FARTHEST_HEAD)
        joined = next(_again(sentence, front.start, _end(sentence, front.start, items)), None)  # "Greve og dem under …"
        plain = bare or front.around or joined is not None
        # Only small words stand before it: not "all but green that …".
        reached = (at for at in near if sentence.framing.issuperset(range(front.start, at)))
        head = next((at for at in reached if at in heads), front.start if plain else None)
        if head is None or max(head, front.start) >= len(sentence.tokens):
            continue
        again = [one.first for one in fronts if one.first > head and (bare or heads & {one.start, one.start - 1})]
        last = front.last or min([_end(sentence, head, items, front), *again])
        cuts = [front.start, *_again(sentence, head, last), last]
        phrases = tuple((sentence.tokens[one].start, sentence.tokens[other - 1].end) for one, other in pairwise(cuts))
        end = sentence.tokens[front.end - 1].end if front.end else phrases[-1][1]
        return Exclusion(sentence.tokens[front.first].start, end, phrases)
    return None


def _fronts(sentence: Sentence, bare: bool, named: Collection[int]) -> Iterator[_Front]:
    """All that leaves out. A bare "not" does before a code (`named`: where one begins), and where a clause begins with it
    and what is left out is named by a pronoun ("men ikke …", ", ikke …")."""
    joins = {at for one in sentence.of("join") for at in one.places}
    links, heads = {one.start for one in sentence.of("topic") if one.name == "ends"}, _heads(sentence)
    denies = {(one.start, one.end) for one in sentence.of("not") if one.name in ("words", "none_of")}
    ors = {one.start for one in sentence.of("join") if one.name == "or"}  # "hverken BC25 eller BC26"
    atoms = [one for one in sentence.of("not") if one.name in ("words", "except", "none_of", "around")]
    numbers = {one.start for one in sentence.values} | {one.start for one in sentence.of("compare")}
    atoms = [one for one in atoms if one.start not in ors]
    taken = {one: min(one.filled, default=-1) for one in atoms if one.name == "around"}
    atoms = [one for one in atoms if taken.get(one) not in numbers]  # not "take 5m to carry out"
    for atom in sorted(atoms, key=lambda one: (one.start, one.end if one.name == "around" else -one.end)):
        first = atom.start
        while first > 0 and (first - 1 in joins or sentence.tokens[first - 1].text in _BEFORE):
            first -= 1
        begins = first < atom.start
        coded = any(at in named for at in range(atom.end, atom.end + FARTHEST_HEAD))
        if (atom.start, atom.end) in denies and not coded and (bare or not begins):
            continue
        if atom.name == "around" and atom.filled:
            inside = range(min(atom.filled), max(atom.filled) + 1)
            behind = atom.end + (sentence.tokens[atom.end].text == "," if atom.end < len(sentence.tokens) else 0)
            if behind in links and all(at in heads for at in inside):
                yield _Front(first, behind, around=True)  # "skær dem fra, som …"
            else:
                yield _Front(first, inside.start, inside.stop, atom.end, around=True)
        else:
            yield _Front(first, atom.end)
    yield from _behind(sentence, named)


def _behind(sentence: Sentence, named: Collection[int]) -> Iterator[_Front]:
    """A code, or several, at the beginning of a clause, behind which it is said that they are left out ("…, BC45 holdt
    udenfor"): the limits of a question deny all else that stands before such words."""
    for atom in sentence.of("not"):
        signs = (*_BEFORE[:1], "(", DASH, *_ENDS)
        cuts = [at + 1 for at in range(atom.start) if sentence.tokens[at].text in signs or _is_last(sentence, at)]
        start = max(cuts, default=0)
        if atom.name == "behind" and any(start <= at <= start + FARTHEST_HEAD for at in named if at < atom.start):
            yield _Front(start - bool(cuts), start, atom.start, atom.end, around=True)


def _heads(sentence: Sentence) -> frozenset[int]:
    """Where what stands for cases begins: a pronoun, or what is listed."""
    pronouns = {one.end - 1 for one in sentence.of("not") if one.name in ("head", "none_of")}
    pronouns -= {one.start - 1 for one in sentence.of("colour") if len(one.places) > 1}  # "the green category"
    rows = {one.start for one in sentence.of("rows", "tail")}
    first = {one.start for one in sentence.of("order") if one.name in ("most", "least")}  # "but not the biggest one"
    return frozenset(pronouns | rows | first)


def _end(sentence: Sentence, head: int, items: Collection[_Item], front: _Front | None = None) -> int:
    """The token behind all that says what is left out. A clause that says more of it goes on behind a comma ("dem, der
    er røde, og som …"); how a list is sorted, or what is asked, does not, nor what stands behind the second of two
    dashes, or goes on with the clause before `front` ("der er vedtaget, bortset fra dem i Greve, og som …")."""
    rows = {one.start for one in sentence.of("rows", "tail", "group")}
    links = {one.start for one in sentence.of("topic") if one.name == "ends" and one.end not in rows}
    joins = {at for one in sentence.of("join") for at in one.places}
    others = sentence.starts("order", "by") | {at for at in sentence.starts("ask", "list") if at - 1 in joins}
    dashed = front is not None and _is_dashed(sentence, front)
    limited = front is not None and any(at < front.first for at in links)
    people = sentence.starts("aside", "person")
    firsts = sentence.starts("order", "most") | sentence.starts("order", "least")
    opened = 0
    for at in range(head + 1, len(sentence.tokens)):
        token = sentence.tokens[at]
        remark = token.text == "(" and _is_remark(sentence, at, items)
        opened += {"(": 1, ")": -1}.get(token.text, 0)
        dash = token.text == DASH and not token.tight
        if (token.kind == "sign" and token.text in _ENDS) or remark or opened < 0 or (dash and dashed):
            return at
        if _is_last(sentence, at):
            return at + 1
        if token.text == "," or dash:
            behind = at + 1
            while behind in joins:
                behind += 1
            outer = limited and behind > at + 1 and not any(head < one < at for one in links)
            outer |= behind + 1 in people  # "dem fra Struer, som jeg kender"
            last = joins & set(range(behind + 1, behind + FARTHEST_JOIN))
            named = bool(firsts.intersection(range(head, at))) and any(one[::2] == (behind, "code") for one in items)
            listed = token.text == "," and (named or _is_listed(at, {behind, *(one + 1 for one in last)}, items))
            if (behind not in links or outer) and not listed:
                return at
        if at in others:
            return at - (at - 1 in joins)
    return len(sentence.tokens)


def _is_dashed(sentence: Sentence, front: _Front) -> bool:
    """Does it stand behind a dash, with small words between ("– dog ikke …")?"""
    at = front.start - 1
    while at > 0 and at >= front.first - NEAR_DASH and sentence.tokens[at].text != DASH:
        at -= 1
    small = sentence.framing.issuperset(range(at + 1, front.first))
    return sentence.tokens[at].text == DASH and not sentence.tokens[at].tight and small


def _is_remark(sentence: Sentence, at: int, items: Collection[_Item]) -> bool:
    """Does a bracket that opens there hold nothing that limits ("BC08 (seen it already)")?"""
    closes = next((one for one in range(at, len(sentence.tokens)) if sentence.tokens[one].text == ")"), at)
    numbers = any(one.kind == "number" for one in sentence.tokens[at:closes])  # "HA06 (2022)"
    return closes > at + 1 and not numbers and not any(at < start < closes for start, _, _ in items)


def _is_last(sentence: Sentence, at: int) -> bool:
    """Does a word end a sentence, with its full stop, before another one?"""
    token = sentence.tokens[at]
    ends = token.kind == "word" and token.text[-1] in _ENDS
    return ends and at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].text[0].isupper()


def _items(sentence: Sentence, codes: Sequence[Piece], names: Callable[[], Iterable[Piece]]) -> frozenset[_Item]:
    """What can stand in a list of its kind: names and codes, numbers, and limits that a phrase says alone."""
    named = [(one.start, one.end, getattr(one.meaning, "field", "code")) for one in (*codes, *names())]
    said = [(one.start, one.end, one.table) for one in sentence.of("colour", "state", "flag", "type")]
    return frozenset((*named, *said, *((one.start, one.end, one.kind) for one in sentence.values)))


def _is_listed(comma: int, behind: Collection[int], items: Collection[_Item]) -> bool:
    """Does a comma stand in a number, or between two of one kind ("fra Allerød, Greve og Solrød"), the other at one of
    the places `behind` it? Then it ends nothing."""
    before = {kind for _, end, kind in items if end == comma}
    within = any(start < comma < end for start, end, _ in items)
    return within or any(start in behind and kind in before for start, _, kind in items)


def _again(sentence: Sentence, head: int, end: int) -> Iterator[int]:
    """Where a second thing that is left out begins, behind a join ("… og dem i Greve")."""
    joins = {one.end for one in sentence.of("join")}
    pronouns = {one.start for one in sentence.of("not") if one.name == "head"}
    for at in range(head + 1, end):
        if at in joins & pronouns:
            yield at


def with_left_out(text: str, found: Exclusion, read: Callable[[str], Query], tells: Callable[[str], bool]) -> Query:
    """A question as `read` reads it without what it leaves out, and each phrase of that by itself. `tells` says by
    which words titles are told apart: what is left out is about these."""
    asked = read(" ".join((text[: found.start], text[found.end :])).strip())
    filters, strange = list[Filter](), list[Missing]()
    if not found.phrases:
        strange.append(Missing("words", abridged(text[found.start :])))
    for start, end in found.phrases:
        said = _of_what(_of_years(_but_source(read(text[start:end]))), filters, asked)
        said = replace(said, order=None) if said.codes and not said.asks & _ASKING else said  # "the dearest, BC61"
        conditions = (_first_of(said, asked) or conditions_of(said)) if all(map(tells, said.topic)) else ()
        if conditions:
            filters.append(all_but(conditions))
        else:
            strange.append(Missing("words", text[found.start if not strange else start : end]))
    made = replace(_with(asked, filters, strange), text=text)
    return replace(made, alternatives=tuple(_with(one, filters, strange) for one in asked.alternatives))


def _first_of(said: Query, asked: Query) -> tuple[Condition, ...]:
    """ "På nær den med den største besparelse": the first so many of the list itself by an order; () for none."""
    order, asks = said.order, said.asks & _ASKING  # "without Greve, which are the largest three"
    strange = said.missing or said.ignored or said.codes or said.topic or said.measure
    if order is None or asks or strange or order.place > 1 or order.field not in FIELDS:
        return ()
    by = asked.order.field if order.assumed and asked.order and asked.order.field in FIELDS else order.field
    about = (Condition(TOPIC, asked.topic, label=asked.language),) if asked.topic else ()
    every = (*asked.filters, *said.filters, *about)
    return (first_ones(by, asked.kind_listed, order.descending, order.limit or 1, every),)


def _of_what(said: Query, before: Iterable[Filter], asked: Query) -> Query:
    """With numbers of which nothing says what they limit as those of what is left out before them, else of what is asked
    for ("those phased in in 2026 and those in 2027", "the total investment, but not those above 8 million")."""
    others = [part.field for one in before for part in (one.parts or (one,))]
    others += [one.field for one in (asked.measure, asked.order) if one and one.field]
    others += [one.field for one in asked.filters]

    def of_what(one: Filter) -> Filter:
        kind = FIELDS[one.field].kind
        alike = [name for name in others if name in FIELDS and FIELDS[name].kind == kind]
        return replace(one, field=alike[0]) if one.field in said.assumed and alike and kind in NUMBERS else one

    return replace(said, filters=tuple(map(of_what, said.filters)))


def _with(query: Query, filters: Sequence[Filter], strange: Sequence[Missing]) -> Query:
    made = replace(query, filters=(*query.filters, *filters), missing=(*query.missing, *strange))
    return replace(made, intent=intent_of(made))


def _but_source(said: Query) -> Query:
    """Without the document that "idéer" stand in, where more is said of them ("bortset fra de idéer, der …")."""
    others = tuple(one for one in said.filters if one.field != "source" or one.values != ("ideas",))
    return replace(said, filters=others) if others else said


def _of_years(said: Query) -> Query:
    """ "Dem i 2023 og 2024": where nothing else is said, the years are those of budgets."""
    years = tuple(year for word in said.topic for year in word.split(EITHER))
    if not years or said.filters or said.codes or not all(_YEAR.fullmatch(one) for one in years):
        return said
    return replace(said, topic=(), filters=(Filter("budget_year", years, IN),))


def conditions_of(said: Query) -> tuple[Condition, ...]:
    """All that a phrase says of what is left out; () where it is not read whole, or says what no row has."""
    if said.missing or said.ignored or said.order or said.measure or any(one.field in _UNMET for one in said.filters):
        return ()
    years = {one.year for one in said.codes} - {None}  # "HA01 og HA02 fra 2024" are both of that year
    others = said.topic or any(one.field != "budget_year" for one in said.filters)
    if len(said.codes) > 1 and (len(years) > 1 or others):
        return ()
    year, codes = next(iter(years), None), tuple(one.code for one in said.codes)
    if said.topic and said.filters and any(municipalities_in(f"i {one.capitalize()}") for one in said.topic):
        return ()  # "aalborg, vejen or solrød": a place among places is no topic
    coded = (Condition("code", codes, EXACTLY if year else "", year),) if codes else ()
    about = (Condition(TOPIC, said.topic, label=said.language),) if said.topic else ()
    return (*coded, *about, *said.filters)
