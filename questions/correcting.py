"""What somebody takes back in the same breath ("røde sager i 2025, nej vent, 2024"): what stands behind the correction
replaces what stands before it of the same field, or of the same kind of value, and is told. Where nothing like it stands
before, the correction is not understood.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from questions.background import abridged
from questions.intents import intent_of
from questions.limits import Limit
from questions.quantities import BARE
from questions.query import Filter, Missing, Query
from questions.readings import Interpretation
from questions.sentence import Sentence

NEAR = 3  # small tokens between what may be a correction and what it corrects to
SURE, LIKELY, ANEW, INSTEAD, BUT = "sure", "likely", "anew", "instead", "but"
FARTHEST_BUT = 6  # tokens between "not" and "but"
_BEFORE = " ,-:;?!("  # what may stand before a correction
_ENDS = ",;.!?"
_CLAUSES = re.compile(r"(?=[,;!?]\s|\.\s+[^\W\d_])")
_ABOUT = frozenset({"area", "measure", "topic"})  # what texts are about
_SORTS = frozenset({"order", "total", "group"})
_TELLING = frozenset({"subject", "verb", "finite", "teller", "because", "clause", "must", "request", "acts"})
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be taken back: the tokens that say it, its kind ("year", "rows" …) and the field that it limits, as it is
    meant; `number` is the place of its digits."""

    kind: str
    field: str
    places: frozenset[int]
    meaning: object = None
    number: int = -1
    named: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a question, and the things in it, in their order."""

    sentence: Sentence
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """The question as it was corrected, and what was replaced in it; `strange` is a correction of nothing before it."""

    text: str
    replaced: tuple[str, ...] = ()
    strange: str = ""


@dataclass(frozen=True, slots=True)
class _Mark:
    """Tokens that correct, and whether they do so wherever they stand."""

    start: int
    end: int
    names: frozenset[str]


# ------------------------------------------------------------------ things


def clause_of(sentence: Sentence, read: Interpretation, topical: Collection[int]) -> Clause:
    """A part of a question as it is read, with all that may be taken back or put in its place. `topical` are the places
    of words that nothing takes and by which titles are told apart."""
    found = [_of_limit(one) for one in read.limits]
    numbers = {one.number for one in found}
    for one in sentence.values:
        if one.start not in numbers:
            found.append(Thing(one.kind, "", frozenset(range(one.start, one.end)), one.low, one.start))
    for limit in read.limits:
        found += [Thing("field", "field", limit.named)] if limit.named else []
        found += [Thing("compare", "", limit.compared)] if limit.compared else []
    tops = {one.places for one in sentence.of("order") if one.name == "count"}  # "top 5"
    for part in read.cover.parts:
        found += _of_part(sentence, part.kind, part.meaning, part.places) if part.places not in tops else ()
    sorts = {at for part in read.cover.parts if part.kind == "order" for at in (part.start - 1, part.end)}
    sorts |= set(read.cover.left)
    counts = [one for one in sentence.of("number") if one.start in sorts]  # "de tre billigste, nej fem"
    found += [Thing(BARE, "", one.places, one.value, one.start) for one in counts]
    links = sentence.starts("topic", "link")
    for start, end in sentence.times:
        places = frozenset(range(start + (start in links), end))  # "i juni"
        found += _with_year(sentence, Thing("time", "time", places)) if places else ()
    taken = frozenset().union(*(one.places for one in found))
    others = [one for one in sentence.of("compare", "field") if not one.places & taken]
    found += [Thing(one.table, one.table if one.table == "field" else "", one.places) for one in others]
    found += [Thing("topic", "topic", run) for run in _runs(sorted(topical))]
    return Clause(sentence, tuple(sorted(found, key=lambda one: (min(one.places), -len(one.places)))))


def _of_limit(limit: Limit) -> Thing:
    return Thing(limit.value.kind, limit.filter.field, limit.places, limit.filter, limit.value.start, bool(limit.named))


def _of_part(sentence: Sentence, kind: str, meaning: object, places: frozenset[int]) -> Iterator[Thing]:
    if isinstance(meaning, Filter):
        yield Thing(meaning.field, meaning.field, places, meaning)
    elif kind == "code":
        yield from _with_year(sentence, Thing(kind, kind, places, meaning))
    elif kind in ("rows", "field", *_SORTS):
        yield Thing(kind, kind, places, meaning)


def _with_year(sentence: Sentence, one: Thing) -> Iterator[Thing]:
    yield one
    years = (at for at in sorted(one.places) if _YEAR.fullmatch(sentence.tokens[at].text))
    yield from (Thing("year", "", frozenset({at}), number=at) for at in years)


def _runs(places: Sequence[int]) -> Iterator[frozenset[int]]:
    """Places that follow each other."""
    run: list[int] = []
    for at in places:
        if run and at > run[-1] + 1:
            yield frozenset(run)
            run = []
        run.append(at)
    if run:
        yield frozenset(run)


# ------------------------------------------------------------------ corrections


def replacement_of(text: str, sentence: Sentence, parted: Callable[[str], Clause]) -> Replacement | None:
    """The first correction of a question; None where it has none. `parted` reads a part of the question by itself."""
    tokens = sentence.tokens
    for mark in _marks(sentence):
        if mark.start == 0 or mark.end == len(tokens):
            continue
        old, behind = parted(text[: tokens[mark.start].start].rstrip(_BEFORE)), text[tokens[mark.end].start :]
        new, rest = _clause(behind, parted)
        if rest and _denies(new, old) and any(_like(one, old.things) for one in parted(rest.strip(_BEFORE)).things):
            new, rest = _clause(rest.strip(_BEFORE), parted)  # "nej ikke Vejen, Viborg"
        if INSTEAD in mark.names:
            found = _instead(old, new, rest)
        elif BUT in mark.names and not _says_again(sentence, mark, old, parted):
            continue
        else:
            found = _corrected(sentence, mark, old, new, rest, parted)
        if found:
            return found
    return None


def _clause(text: str, parted: Callable[[str], Clause]) -> tuple[Clause, str]:
    """The clause that a text begins with, and what follows it."""
    end = _segment(parted(text).sentence)
    return parted(text[:end]), text[end:]


def _denies(new: Clause, old: Clause) -> bool:
    """Does a correction say only that it was not meant ("nej ikke Vejen")?"""
    denied = [one for one in new.things if isinstance(one.meaning, Filter) and one.meaning.negated]
    return any(_is_same(one, other) for one in denied[:1] for other in old.things)


def _is_same(one: Thing, other: Thing) -> bool:
    """Do both say the same of a field, whether or not one of them is denied?"""
    first, second = one.meaning, other.meaning
    if isinstance(first, Filter) and isinstance(second, Filter):
        return replace(first, negated=False) == replace(second, negated=False)
    return first is not None and (one.kind, first) == (other.kind, second)


def _marks(sentence: Sentence) -> Iterator[_Mark]:
    """What corrects, in its order; words beside each other are one correction ("undskyld, jeg mener")."""
    longer = [one.places for one in sentence.of("frame", "ask") if len(one.places) > 1]
    every = [one for one in sentence.of("correction") if not any(one.places < places for places in longer)]
    atoms = [one for one in every if one.name != BUT]
    signs = {at for at, one in enumerate(sentence.tokens) if one.kind == "sign"}
    at = 0
    while begins := [one for one in atoms if one.start >= at]:
        first = min(begins, key=lambda one: (one.start, -one.end))
        end, names = first.end, {first.name}
        while beside := [one for one in atoms if one.end > end and one.start <= end + (end in signs)]:
            end = max(one.end for one in beside)
            names |= {one.name for one in beside}
        while end in signs:
            end += 1
        yield _Mark(first.start, end, frozenset(names))
        at = end
    denies = [one for one in sentence.of("not") if one.name == "words"]
    for but in (one for one in every if one.name == BUT):
        if begins := [one for one in denies if one.end < but.start <= one.end + FARTHEST_BUT]:
            yield _Mark(max(one.start for one in begins), but.end, frozenset({BUT}))


def _says_again(sentence: Sentence, mark: _Mark, old: Clause, parted: Callable[[str], Clause]) -> bool:
    """Is what "not … but" denies one of the things before it ("i 2025, ikke 2025 men 2024")?"""
    denied = parted(sentence.words(mark.start + 1, mark.end - 1)).things
    like = _like(denied[0], old.things) if denied else None
    return like is not None and like.meaning == denied[0].meaning


def _corrected(
    sentence: Sentence, mark: _Mark, old: Clause, new: Clause, rest: str, parted: Callable[[str], Clause]
) -> Replacement | None:
    """The text before a correction with what stands behind it put in the place of what is like it."""
    wanted = _without_inner(new.things)
    pairs = [(one, like) for one in wanted if (like := _like(one, old.things))]
    firsts = [one for one in wanted if one.kind != "rows"] or wanted
    matched = bool(firsts) and any(one is firsts[0] for one, _ in pairs)
    if not mark.names & {SURE, ANEW, BUT}:
        matched = matched and pairs[0][0] is wanted[0] and _is_likely(sentence, mark, old, new, pairs[0])
    elif not old.things or not (new.things or _says_something(new.sentence)):
        return None
    elif not matched:
        asks = any(one.kind in ("rows", "code") for one in new.things)
        text = f"{new.sentence.text}{rest}"
        if ANEW in mark.names and asks:
            return Replacement(text, (abridged(old.sentence.text),))
        return Replacement(old.sentence.text, strange=abridged(f"{sentence.words(mark.start, mark.end)} {text}"))
    return _put_together(old, new, pairs, rest, parted) if matched else None


def _says_something(sentence: Sentence) -> bool:
    return any(at not in sentence.framing for at in range(len(sentence.tokens)))


def _instead(old: Clause, new: Clause, rest: str) -> Replacement | None:
    """ "2025 i stedet for 2024": what stands behind is taken back, where its like stands straight before."""
    first = next(iter(_without_inner(new.things)), None)
    like = _like(first, old.things) if first else None
    if first is None or like is None or first.kind == "topic" or max(like.places) + 1 < len(old.sentence.tokens):
        return None
    left = frozenset(range(max(first.places) + 1, len(new.sentence.tokens)))
    return Replacement(f"{old.sentence.text} {_text(new.sentence, left)}{rest}", (_text(new.sentence, first.places),))


def _segment(sentence: Sentence) -> int:
    """Where, in characters, the clause ends that says what is meant instead."""
    said = False
    for at, token in enumerate(sentence.tokens):
        said |= at not in sentence.framing
        if said and token.kind == "sign" and (token.text in _ENDS or (token.text == "-" and not token.tight)):
            return token.start
    return len(sentence.text)


def _without_inner(things: Sequence[Thing]) -> list[Thing]:
    """All but those that are a part of another ("2025" of "HA06 2025", the comparison of a limit)."""
    return [one for one in things if not any(one.places < other.places for other in things)]


def _like(new: Thing, things: Sequence[Thing]) -> Thing | None:
    """The last of the things that is of the same field, or else of the same kind of value; of a bare number the last that
    has one."""
    same = [one for one in things if one.kind == new.kind]
    named = [one for one in same if one.field == new.field] if new.named else []
    about = [one for one in things if {one.kind, new.kind} <= _ABOUT]
    bare = [one for one in things if new.kind == BARE and one.number >= 0 and one.kind != "year"]
    found = next((some for some in (named, same, about, bare) if some), [])
    return max(found, key=lambda one: max(one.places), default=None)


def _is_likely(sentence: Sentence, mark: _Mark, old: Clause, new: Clause, pair: tuple[Thing, Thing]) -> bool:
    """Do words that say much else correct here? What they correct to stands straight behind them, and its like straight
    before them, or before a sign."""
    first, like = pair
    gap = range(min(first.places))
    telling = {one.start for one in new.sentence.of("frame") if one.name in _TELLING}
    telling |= {one.start for one in new.sentence.of("ask")}
    passed = (new.sentence.framing - telling) | new.sentence.starts("order", "count")  # "top 3"
    small = len(gap) <= NEAR and all(at in passed for at in gap)
    parted = sentence.tokens[mark.start - 1].kind == "sign" and first.kind != "topic"
    return small and (parted or max(like.places) == len(old.sentence.tokens) - 1)


def _put_together(
    old: Clause, new: Clause, pairs: Sequence[tuple[Thing, Thing]], rest: str, parted: Callable[[str], Clause]
) -> Replacement:
    """The text of `old` with each first of a pair in the place of the second, and all else that is said behind, but for
    clauses that speak of what was replaced ("ikke 2025", "de røde har jeg set")."""
    gone, moved, left = set[int](), set[int](), list[Thing]()
    put: dict[int, str] = {}
    told: list[str] = []
    for one, like in pairs:
        places, said = _in_place_of(one, like, old, new), _with_its_list(one, new)
        if places & gone or said & moved:
            continue
        gone |= places
        moved |= said
        put[min(places)] = _text(new.sentence, said)
        if (was := _text(old.sentence, places)) != put[min(places)]:
            told.append(was if like.number >= 0 else was.rstrip("."))
            left.append(like)
    others = frozenset(range(min(moved), len(new.sentence.tokens))) - moved
    clauses = ["" if others <= new.sentence.framing else _text(new.sentence, others), *_CLAUSES.split(rest)]
    kept = [one for one in clauses if not _speaks_of(one, left, parted)]
    told += [one.strip(_BEFORE) for one in clauses if one not in kept]
    return Replacement(f"{_rewritten(old.sentence, gone, put)} {''.join(kept)}".strip(), tuple(told))


def _speaks_of(clause: str, replaced: Sequence[Thing], parted: Callable[[str], Clause]) -> bool:
    said = parted(text).things if (text := clause.strip(_BEFORE)) else ()
    return any(_is_same(one, other) for one in said for other in replaced)


def _in_place_of(one: Thing, like: Thing, old: Clause, new: Clause) -> frozenset[int]:
    """The tokens that are taken out: of a limit its number alone, with its comparison and its field where the new one
    has them; of a time without its year, where the new one names none."""
    if one.kind == BARE and like.kind != BARE:
        return frozenset({like.number})
    own = {other.kind for other in new.things if other.places < one.places}
    kept = {"year"} - own if like.kind == "time" else {"compare", "field"} - own if like.number >= 0 else set[str]()
    inner = (other.places for other in old.things if other.kind in kept and other.places < like.places)
    return like.places - frozenset().union(*inner)


def _with_its_list(one: Thing, new: Clause) -> frozenset[int]:
    """The tokens of a thing, and of those of its field that follow it in a list ("nej Solrød og Køge")."""
    joins = {atom.start for atom in new.sentence.of("between") if atom.name == "list"}
    places = set(one.places)
    for other in new.things:
        gap = range(max(places) + 1, min(other.places))
        if one.field and other.field == one.field and gap and all(at in joins for at in gap):
            places |= {*gap, *other.places}
    return frozenset(places)


def _text(sentence: Sentence, places: frozenset[int]) -> str:
    """The words at these places, as they were typed."""
    return " ".join(sentence.words(min(run), max(run) + 1) for run in _runs(sorted(places)))


def _rewritten(sentence: Sentence, gone: Collection[int], put: dict[int, str]) -> str:
    text, at = "", 0
    for place, token in enumerate(sentence.tokens):
        text += sentence.text[at : token.start] + put.get(place, "")
        text += "" if place in gone else token.text
        at = token.end
    return text + sentence.text[at:]


# ------------------------------------------------------------------ told


def with_replaced(made: Query, found: Replacement) -> Query:
    """The query of the corrected question, with what was replaced, or what was not understood of the correction."""
    others = tuple(with_replaced(one, found) for one in made.alternatives)
    told = replace(made, replaced=(*found.replaced, *made.replaced), alternatives=others)
    if not found.strange:
        return told
    told = replace(told, missing=(*told.missing, Missing("correction", found.strange)), alternatives=())
    return replace(told, intent=intent_of(told))
