"""Limits that words say by themselves: colours, states, flags, kinds; with "not" in front of them or behind."""

from collections.abc import Iterator
from dataclasses import replace

from filters.conditions import opposite
from filters.fields import AMOUNT, YEARS, named_fields
from questions import costs
from questions.cover import Piece
from questions.names import Known
from questions.query import EXACTLY, NOT_STATED, OVER, UNDER, Filter
from questions.sentence import Sentence
from questions.vocabulary import Atom

FARTHEST_NOT = 5  # words between "not" and what it denies
FARTHEST_FIELD = 3
_STATED = frozenset({"saving", "cost", "phase_in_year", *named_fields(YEARS)})  # what may be asked to be stated, or not


def phrase_parts(sentence: Sentence, known: Known) -> Iterator[Piece]:
    """Each limit that a phrase of the vocabulary says alone, or with the field beside it."""
    joins = {at for atom in sentence.of("join") for at in atom.places}
    for atom in sentence.of("colour", "state", "meaning", "flag", "source", "type"):
        if made := _filter(atom):
            over = costs.CLAUSE_BETWEEN * len(atom.filled & joins)
            yield _part(sentence, atom, made, _strange_colour(sentence, atom, known) + over)
    yield from _nothing(sentence)
    yield from _some(sentence)
    yield from _unstated(sentence)


def _filter(atom: Atom) -> Filter | None:
    if atom.table != "flag":
        return Filter(atom.table, (atom.name,))
    field, _, value = atom.name.partition(":")
    if field in ("cost", "gain"):  # free; the saving is more than the cost, or less
        return Filter(field, (), {"over": OVER, "under": UNDER}.get(value, EXACTLY), 0.0)
    return Filter(field, (value,))


def _part(sentence: Sentence, atom: Atom, made: Filter, more: float = 0.0) -> Piece:
    base = costs.TYPED if atom.table == "type" else costs.LIMIT
    cost = costs.of_phrase(len(atom.places), base) + more + sentence.filled(atom)
    return Piece(atom.start, atom.end, cost, "limit", made)


def _strange_colour(sentence: Sentence, atom: Atom, known: Known) -> float:
    """ "Grønne områder" are parks: a colour straight before a word by which titles are told apart is that word's."""
    at = atom.end
    if atom.table != "colour" or at >= len(sentence.tokens) or sentence.tokens[at].kind != "word":
        return 0.0
    thanks = {other.start for other in sentence.of("frame")}
    things = {other.start for other in sentence.of("colour_of_things")} - thanks
    rows = {other.start for other in sentence.of("rows", "state", "colour", "not", "total")}
    if any(other.start == at for other in sentence.of("flag", "type", "area_names", "area_parts")):
        return 0.0  # "green cross-cutting cases"
    if at in things:
        return 3.0
    if any(other.end <= atom.start for other in sentence.of("rows")):
        return 0.0  # "cases flagged yellow …": what is listed has been said
    return 0.0 if at in sentence.framing or at in rows or not known.tells(sentence.tokens[at].text.lower()) else 1.2


# ------------------------------------------------------------------ not


def denied(parts: list[Piece], sentence: Sentence) -> Iterator[Piece]:
    """Each limit of a word with the "not" that stands before it, or straight behind it."""
    limits = [part for part in parts if part.kind == "limit" and isinstance(part.meaning, Filter)]
    longer = [atom.places for atom in sentence.of("flag", "state", "meaning") if len(atom.places) > 1]
    joins = {atom.start for atom in sentence.of("join")}
    for atom in sentence.of("not"):
        if atom.name not in ("words", "except", "behind") or any(atom.places < places for places in longer):
            continue  # the "no" of "said no to" denies nothing else
        if any(atom.places & places and not places <= atom.places for places in longer if atom.start not in places):
            continue  # "ikke kom med" beside "kom med i budgettet"
        said = [one.end for one in limits if one.start == atom.start and one.end > atom.end]  # "uden udgift i Vejen"
        for part in limits:
            if any(end <= part.start for end in said):
                continue
            limit: Filter = part.meaning  # type: ignore[assignment]
            free = atom.name in ("words", "behind") and limit == Filter("cost", (), EXACTLY, 0.0)  # "ikke gratis"
            if (limit.op not in ("", NOT_STATED) and not free) or "unstated" in limit.values:
                continue
            made = Filter("cost", (), OVER, 0.0) if free else opposite(limit)
            if atom.name == "behind":
                yield from _left_out(sentence, atom, part, made, limits)
            elif atom.end <= part.start <= atom.end + FARTHEST_NOT and _reaches(sentence, atom.end, part.start, limits):
                between = frozenset(range(atom.end, part.start))
                cost = part.cost + costs.FILLED * len(between)
                yield replace(part, start=atom.start, cost=cost, meaning=made)
            elif atom.name == "words" and _is_verb(part) and 0 <= (gap := atom.start - part.end) <= 1:
                if gap and part.end in joins:
                    continue  # "forsinkede, men ikke dyrere"
                cost = part.cost + costs.BEHIND + costs.FILLED * gap
                yield replace(part, end=atom.end, cost=cost, meaning=made)


def _left_out(sentence: Sentence, atom: Atom, part: Piece, made: Filter, limits: list[Piece]) -> Iterator[Piece]:
    """A limit straight before what leaves it out, and those of its kind in a list before it ("A og B skal ikke med")."""
    joins = {at for one in sentence.of("join", "between") for at in one.places}
    ends = {atom.start, *({atom.start - 1} & sentence.framing - joins)}
    last = next(
        (one for one in limits if one.end in ends and _is_like(one, part)), None
    )  # "the yellow one not included"
    if last is None or part.start > last.start:
        return
    joins = {one.start for one in sentence.of("between") if one.name == "list"}
    names = {at for one in limits if _is_like(one, part) for at in one.places}
    if all(at in joins or at in names for at in range(part.end, last.start)):
        end = atom.end if part is last else part.end
        yield replace(part, end=end, cost=part.cost - costs.BEHIND, meaning=made)


def _is_like(one: Piece, other: Piece) -> bool:
    """Do both limit the same field?"""
    return getattr(one.meaning, "field", "") == getattr(other.meaning, "field", None)


def _is_verb(part: Piece) -> bool:
    """ "Vedtog ikke": behind a name or a colour "ikke" begins something new."""
    return isinstance(part.meaning, Filter) and part.meaning.field in ("adopted", "state", "meaning")


def _reaches(sentence: Sentence, start: int, end: int, limits: list[Piece]) -> bool:
    """Does "not" reach over the words from `start` to `end`? Not over a number, a stop, or another limit."""
    if any(sentence.tokens[at].text in ".;:!?()" or sentence.tokens[at].kind == "number" for at in range(start, end)):
        return False
    inner = [one for one in sentence.of("field") if start <= one.start and one.end <= end]
    if any(not one.places <= sentence.framing for one in inner):
        return False  # "need no investment in Struer", but "ikke står i grønt"
    rows = {at for one in sentence.of("rows") for at in one.places}
    saying = sum(at not in sentence.framing and at not in rows for at in range(start, end))
    if saying > 1 and any(at in sentence.stops for at in range(start + 1, end)):
        return False  # another clause; "undtagen dem, der er grønne" is none
    return saying <= 2 and not any(start <= one.start and one.end <= end for one in limits)


# ------------------------------------------------------------------ nothing, and not stated


def _nothing(sentence: Sentence) -> Iterator[Piece]:
    """ "Uden omkostninger", "that cost nothing"."""
    told = {at for atom in sentence.of("not") if atom.name == "stated" for at in atom.places}
    for field in sentence.of("field"):
        if field.name != "cost" or field.start - 1 in told:  # "without a stated cost"
            continue
        for atom in sentence.of("not"):
            before = atom.name == "none" and atom.end <= field.start <= atom.end + 2
            compared = any(one.end == atom.start for one in sentence.of("compare"))  # "cost above 0"
            behind = atom.name == "nothing" and field.end <= atom.start <= field.end + 1 and not compared
            start, end = min(atom.start, field.start), max(atom.end, field.end)
            if atom.name == "words" and 0 <= field.start - atom.end <= 2:  # "ikke koster noget"
                end = next((one.end for one in sentence.of("not") if _something(one, field)), 0)
            elif not (before or behind):
                end = 0
            if end and not _number_in(sentence, start, end + 3):
                yield Piece(start, end, costs.of_phrase(2), "limit", Filter("cost", (), EXACTLY, 0.0))


def _some(sentence: Sentence) -> Iterator[Piece]:
    """ "Der koster noget", "that cost something", "which have an investment": more than nothing."""
    denied = {atom.end for atom in sentence.of("not") if atom.name == "words"}
    ends = {atom.start: atom.end for atom in sentence.of("not") if atom.name == "some"}
    amounts = any(one.kind == AMOUNT for one in sentence.values)
    has = {} if amounts else {atom.end: atom.start for atom in sentence.of("not") if atom.name == "has"}
    for field in sentence.of("field"):
        named = field.name in ("cost", "saving") and field.start not in denied
        if named and field.start in has and has[field.start] not in denied:
            yield Piece(has[field.start], field.end, costs.of_phrase(2), "limit", Filter(field.name, (), OVER, 0.0))
        if named and field.end in ends:
            end = ends[field.end]
            if not _number_in(sentence, field.start, end + 3):
                yield Piece(field.start, end, costs.of_phrase(2), "limit", Filter(field.name, (), OVER, 0.0))


def _something(atom: Atom, field: Atom) -> bool:
    return atom.name == "something" and atom.start == field.end


def _number_in(sentence: Sentence, start: int, end: int) -> bool:
    return any(start <= value.start < end and value.low for value in sentence.values)


def _unstated(sentence: Sentence) -> Iterator[Piece]:
    """ "Omkostninger ikke oplyst", "with no stated payback", and "besparelsen er oplyst"."""
    denied = frozenset().union(*(atom.places for atom in sentence.of("not") if atom.name == "unstated"))
    joins = {at for atom in sentence.of("join") for at in atom.places}
    apart = joins | {one.start for one in sentence.values}
    for atom in sentence.of("not"):
        stated = atom.name == "stated" and not atom.places & denied
        if not (stated or atom.name == "unstated") or atom.filled & joins:
            continue
        for field in (one for one in sentence.of("field") if not one.filled & (apart | atom.places)):
            gap = max(field.start - atom.end, atom.start - field.end)
            inner = range(min(field.end, atom.end), max(field.start, atom.start))
            near = 0 <= gap <= FARTHEST_FIELD and all(
                at in sentence.framing and at not in sentence.stops and at not in apart for at in inner
            )
            if near and field.name in _STATED:
                start, end = min(atom.start, field.start), max(atom.end, field.end)
                cost = costs.of_phrase(2) + costs.FILLED * gap
                yield Piece(start, end, cost, "limit", Filter(field.name, (), NOT_STATED, negated=stated))
