"""Limits that an "or" joins, and what an "and" or an "or" joins that nobody can tell: a list meets all of its limits, and
leaves out what it is told to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from filters.conditions import EXACTLY, IN, all_of_these, any_of_these
from filters.fields import AMOUNT, CHOICES, FIELDS, MEANT, YEAR, YEARS
from questions.intents import NAMED
from questions.query import Filter, Missing
from questions.readings import Interpretation
from questions.sentence import Sentence

_SIGNS = frozenset(",;.?!:")
NEAR_BOTH = 2  # small words between "not" and "both"


@dataclass(frozen=True, slots=True)
class Joined:
    """Limits with an "or" between them, from the first token to behind the last: each branch is met by what meets all
    of it. `clear`: nothing else may belong to one of them. `divides` are where each "or" stands."""

    start: int
    end: int
    branches: tuple[tuple[Filter, ...], ...]
    clear: bool
    divides: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Limit:
    """A limit with the tokens that say it."""

    places: frozenset[int]
    filter: Filter
    numeric: bool

    def on(self, side: range) -> frozenset[int]:
        """Its tokens on one side of an "or": what two limits share ("under 1 mio. i udgift eller over 3") is of both."""
        return self.places.intersection(side)


def joined_by_or(sentence: Sentence, read: Interpretation) -> Sequence[Joined]:
    """Each two limits, or more, that an "or" joins, or an "and" before what is listed again ("røde sager og sager fra
    2024"). Names of one kind are a choice, and no such."""
    limits = _limits(read)
    denied = {one.start for one in sentence.of("not") if one.name != "head"}
    again = {
        one.start for one in (*sentence.of("rows"), *sentence.of("not")) if one.name in ("case", "proposal", "head")
    }
    again -= sentence.starts("topic", "ends")  # "… in 2024 or 2025 and that were adopted"
    buts = sentence.starts("correction", "but")  # "…, but those from Greve are not to be there"
    joins = (one for one in sentence.of("join") if one.name == "or" or (one.name == "and" and one.end in again))
    joins = (one for one in joins if one.start not in buts)
    ors = {one.start: one.end for one in joins if one.start not in denied and not _is_within(one.start, read)}
    if clauses := _clauses(sentence, limits, ors):
        return [clauses]
    chains = list[list[tuple[_Limit, _Limit, int]]]()
    for start, end in sorted(ors.items()) if limits else ():
        before = _nearest(limits, range(start), sentence)
        behind = _nearest(limits, range(end, len(sentence.tokens)), sentence)
        if before and behind and before is not behind and _differ(before, behind):
            if not (chains and chains[-1][-1][1] is before):
                chains.append([])
            chains[-1].append((before, behind, start))
    return [_joined(chain, limits, sentence) for chain in chains]


def with_either(filters: Sequence[Filter], joined: Sequence[Joined]) -> tuple[tuple[Filter, ...], list[Joined]]:
    """The limits of a question, those that an "or" joins as one, and what of it could not be told."""
    made, strange = list(filters), list[Joined]()
    for one in joined:
        branches = [_chosen(branch) for branch in one.branches]
        if all(len(branch) == 1 for branch in branches):
            branches = [[part] for part in _chosen([branch[0] for branch in branches])]
        parts = [part for branch in branches for part in branch]
        told = [other for other in made if any(_holds(other, part) for part in parts)]
        whole = all(set(other.values) <= {name for part in parts for name in part.values} for other in told)
        if one.clear and len(branches) > 1 and whole and all(any(_holds(o, p) for o in told) for p in parts):
            made[made.index(told[0])] = any_of_these([all_of_these(branch) for branch in branches])
            made = [other for other in made if other not in told]
        else:
            strange.append(one)
    return tuple(part for limit in made for part in _spelled_out(limit)), strange


def _spelled_out(limit: Filter) -> Iterator[Filter]:
    """A limit on several amounts ("1 eller 2 mio."), or numbers of years, as the choice that it is."""
    kind = FIELDS[limit.field].kind if limit.field in FIELDS else ""
    if limit.op != IN or kind not in (AMOUNT, YEARS):
        yield limit
        return
    each = [replace(limit, values=(), op=EXACTLY, low=float(one)) for one in limit.values]
    yield from each if limit.negated else (any_of_these(each),)


def _holds(limit: Filter, part: Filter) -> bool:
    """Is a part a limit, or one of the names that were taken together as a choice ("red, or yellow and …")?"""
    if limit.id == part.id:
        return True
    alike = limit.field in CHOICES and (limit.field, limit.op, limit.negated) == (part.field, part.op, part.negated)
    return alike and set(part.values) <= set(limit.values)


def told_unclear(joined: Sequence[Joined], sentence: Sentence) -> Iterator[Missing]:
    """What an "or" joins, where nothing says which limits those are."""
    return (Missing("words", sentence.words(one.start, one.end)) for one in joined)


def _chosen(parts: Sequence[Filter]) -> list[Filter]:
    """The limits with names of one kind as the choice that they are ("røde, gule eller forsinkede")."""
    found = list[Filter]()
    for one in parts:
        alike = next(
            (other for other in found if one.field in CHOICES and replace(other, values=one.values) == one), None
        )
        if alike is None:
            found.append(one)
        else:
            found[found.index(alike)] = replace(alike, values=tuple(dict.fromkeys((*alike.values, *one.values))))
    return found


def _clauses(sentence: Sentence, limits: Sequence[_Limit], ors: Mapping[int, int]) -> Joined | None:
    """Two clauses of which one has several limits ("der koster 0 kr. og er vedtaget, eller som sparer over 4 mio."):
    what "and" joins in each belongs together. The first begins behind "either", or where what is listed is limited."""
    again = {at for at in ors if _is_listed_anew(sentence, ors[at], limits)}
    divides = [at for at in ors if at in again or sentence.tokens[at - 1].text == "," or _either_before(at, sentence)]
    if len(divides) != 1:
        return None
    (at,) = divides
    behind = range(ors[at], _end_of(ors[at], limits, sentence))
    first = 0 if at in again else _either_before(at, sentence) or _limited_from(sentence, limits, at)
    branches = [[one for one in limits if one.places <= {*side}] for side in (range(first, at), behind)]
    left, right = branches
    if (
        not (left and right)
        or len(left) + len(right) <= 2
        or (_names_one_kind(left, right, behind, sentence) and at not in again)
    ):
        return None
    others = [one for one in limits if one not in left and one not in right]
    clear = all(max(one.places) < first or min(one.places) >= behind.stop for one in others)
    comma = behind.stop < len(sentence.tokens) and sentence.tokens[behind.stop].text == ","
    clear &= not (comma and others)
    start, end = min(min(one.places) for one in left), max(max(one.places) for one in right) + 1
    return Joined(start, end, tuple(tuple(one.filter for one in branch) for branch in branches), clear, (at,))


def _is_listed_anew(sentence: Sentence, start: int, limits: Sequence[_Limit]) -> bool:
    """Is what is listed named again behind an "or", as it was before it ("sager fra 2022, eller røde sager fra 2024")?"""
    rows = [one.start for one in sentence.of("rows") if one.name in ("case", "proposal")]
    limited = {at for one in limits for at in one.places}
    again = next((at for at in rows if at >= start and {*range(start, at)} <= limited | sentence.framing), None)
    return again is not None and any(at < start for at in rows)


def _end_of(start: int, limits: Sequence[_Limit], sentence: Sentence) -> int:
    """Where a clause that begins there ends: before a sign, or before what is listed where that stands behind both
    ("enten vedtagne eller gratis forslag fra Solrød")."""
    signs = (at for at in range(start, len(sentence.tokens)) if sentence.tokens[at].text in _SIGNS)
    end = next(signs, len(sentence.tokens))
    before = [one.start for one in sentence.of("rows") if one.start < start]
    rows = next((one.start for one in sentence.of("rows") if start <= one.start < end and not before), end)
    return rows if any(start <= min(one.places) < rows for one in limits) else end


def _either_before(at: int, sentence: Sentence) -> int:
    """Where what is behind the last "either" before an "or" begins; 0 without one."""
    return max((one.end for one in sentence.of("join") if one.name == "either" and one.start < at), default=0)


def _limited_from(sentence: Sentence, limits: Sequence[_Limit], at: int) -> int:
    """Where the limits begin that a clause before an "or" says of what is listed: at its relative word, or behind the
    names that stand beside what is listed ("forslag i Viborg til 0 kr. og …")."""
    rows = max((one.end for one in sentence.of("rows") if one.end <= at), default=0)
    relative = [one.start for one in sentence.of("topic") if one.name == "ends" and rows <= one.start < at]
    if relative:
        return min(relative)
    own = [min(one.places) for one in limits if rows <= min(one.places) < at and one.filter.field not in NAMED]
    return min(own, default=at)


def _names_one_kind(left: Sequence[_Limit], right: Sequence[_Limit], behind: range, sentence: Sentence) -> bool:
    """Are names of one kind a choice, straight before and behind the "or" ("enten Solrød eller Greve, og …")? A comma
    between two of them, or a new clause, says that they are none ("red, or that are yellow and …")."""
    last, first = max(left, key=lambda one: max(one.places)), min(right, key=lambda one: min(one.places))
    kinds = (last.filter.field, last.filter.negated) == (first.filter.field, first.filter.negated)
    if not kinds or last.filter.field not in CHOICES:
        return False
    anew = {*sentence.starts("topic", "ends"), *sentence.starts("frame", "finite"), *sentence.starts("join", "both")}
    if anew.intersection(range(behind.start, min(first.places))):
        return False
    listed = any(max(one.places) < min(last.places) and one.filter.field == last.filter.field for one in left)
    comma = "," in (sentence.tokens[at].text for at in range(max(last.places), behind.start))
    return listed or not comma


def _limits(read: Interpretation) -> list[_Limit]:
    """All limits of a reading, on numbers and by names."""
    named = [_Limit(one.places, one.meaning, False) for one in read.cover.parts if isinstance(one.meaning, Filter)]
    return [*(_Limit(one.places, one.filter, True) for one in read.limits), *named]


def _nearest(limits: Sequence[_Limit], side: range, sentence: Sentence) -> _Limit | None:
    """The limit straight before or behind an "or", where nothing but small words and what is listed stands between."""
    first = side.start == 0
    rows = {at for one in sentence.of("rows") for at in one.places}
    near, farthest = None, -1
    for one in limits:
        places = one.on(side)
        if not places:
            continue
        edge = max(places) if first else min(places)
        gap = range(edge + 1, side.stop) if first else range(side.start, edge)
        if (sentence.framing | rows).issuperset(gap) and (near is None or len(places) > farthest):
            near, farthest = one, len(places)
    return near


def _is_within(at: int, read: Interpretation) -> bool:
    """Is it a part of one limit: between its numbers, or before what compares ("2024 eller 2025", "2027 eller senere")?"""
    for one in read.limits:
        places = {*range(one.value.start, one.value.end), *one.compared}
        if min(places) <= at <= max(places):
            return True
    return False


def _differ(one: _Limit, other: _Limit) -> bool:
    """Are they no choice of one kind? A case can be late as well as over its budget."""
    meant = FIELDS[one.filter.field].kind == MEANT and one.filter != other.filter
    return one.filter.field != other.filter.field or (one.numeric and other.numeric) or meant


def _joined(chain: Sequence[tuple[_Limit, _Limit, int]], limits: Sequence[_Limit], sentence: Sentence) -> Joined:
    """What a chain of them joins, with what stands before it in a list ("røde, forsinkede eller dyre"). Where an "and"
    stands beside it without a new clause, "either" farther before it, or what is listed is named again beside other
    limits, one of those may belong to the first or to the last."""
    first, last = chain[0][0], chain[-1][1]
    parts = [first.filter, *(one[1].filter for one in chain)]
    start, end = min(first.on(range(chain[0][2]))), max(last.on(range(chain[-1][2], len(sentence.tokens)))) + 1
    while start > 1 and sentence.tokens[start - 1].text == ",":
        listed = next((one for one in limits if one.on(range(start)) and max(one.on(range(start))) == start - 2), None)
        if listed is None:
            break
        parts.insert(0, listed.filter)
        start = min(listed.on(range(start)))
    begins = max((one.start for one in sentence.of("join") if one.name == "either" and one.start < start), default=-1)
    ands = {one.start: one.end for one in sentence.of("join") if one.name == "and"}
    before = next((at for at in range(start - 1, max(begins, 0), -1) if at not in sentence.framing or at in ands), -1)
    behind = next((at for at in range(end, len(sentence.tokens)) if at not in sentence.framing or at in ands), -1)
    loose = begins < 0 and before in ands and any(one.on(range(before)) for one in limits)
    loose |= behind in ands and ands[behind] not in sentence.starts("topic", "ends")
    loose |= any(one.on(range(begins, start)) for one in limits if begins >= 0)
    loose |= len(limits) > len(parts) and any(start < one.start < end for one in sentence.of("rows"))
    ors = tuple(at for _, _, at in chain)
    return Joined(start, end, tuple((one,) for one in dict.fromkeys(parts)), not loose, ors)


def half_joined(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """An "or" with a limit on one side of it, and on the other a word that nothing takes ("røde eller problematiske
    sager", "om robotter eller fra Solrød"): the list of that limit is another than was asked for."""
    limits = _limits(read)
    left = {at for at in read.cover.left if sentence.tokens[at].kind == "word" and at not in sentence.framing}
    last = len(sentence.tokens)
    for atom in sentence.of("join") if limits and left else ():
        if atom.name != "or" or _is_within(atom.start, read):
            continue
        before, behind = (
            _nearest(limits, range(atom.start), sentence),
            _nearest(limits, range(atom.end, last), sentence),
        )
        first = _word_at(range(atom.start - 1, -1, -1), sentence)
        second = _word_at(range(atom.end, last), sentence)
        exact = before is not None and before.filter.op == EXACTLY  # an "or" behind that is of the number
        if before and not (behind or exact) and second in left:
            yield min(before.on(range(atom.start))), second + 1
        elif behind and not before and first in left:
            yield first, max(behind.on(range(atom.end, last))) + 1


def _word_at(places: range, sentence: Sentence) -> int:
    """The first of the places that says something, before any sign; -1 without one."""
    for at in places:
        if sentence.tokens[at].kind == "sign":
            break
        if at not in sentence.framing:
            return at
    return -1


def denied_both(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """What is not two things at once ("ikke både røde og fra 2024") may be either of them."""
    for both in sentence.of("join"):
        for no in sentence.of("not") if both.name == "both" else ():
            if no.name == "words" and 0 <= both.start - no.end <= NEAR_BOTH:
                yield no.start, min(both.end + 1, len(sentence.tokens))


def behind_left_out(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """A name straight behind what is left out and an "and" ("bortset fra Udsatte voksne og budgetår 2025"): whether it
    is left out as well, nothing says."""
    years = [one for one in read.limits if FIELDS[one.filter.field].kind == YEAR]
    limits = [(min(one.places), max(one.places) + 1, one.filter) for one in years]
    limits += [(one.start, one.end, one.meaning) for one in read.cover.parts if isinstance(one.meaning, Filter)]
    limits = [one for one in limits if one[2].field in NAMED or one[2].field == "colour"]
    buts = sentence.starts("correction", "but")
    for atom in sentence.of("join"):
        if atom.name == "and" and atom.start not in buts:
            before = next((one for one in limits if one[1] == atom.start and one[2].negated), None)
            behind = next((one for one in limits if one[0] == atom.end and not one[2].negated), None)
            if before and behind and before[2].field != behind[2].field:
                yield before[0], behind[1]
