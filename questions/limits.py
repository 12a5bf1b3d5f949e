"""Limits on numbers: a field, a comparison and a value, in any order and with other words between them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from filters.conditions import TURNED, are_ends
from filters.fields import AMOUNT, FIELDS, YEAR, YEARS, named_fields
from questions import costs
from questions.quantities import BARE, Quantity
from questions.query import BETWEEN, EXACTLY, IN, NOT_STATED, UNDER, Filter
from questions.sentence import Sentence
from questions.vocabulary import Atom

FIELDS_OF = {kind: named_fields(kind) for kind in (AMOUNT, YEAR, YEARS)}
ASSUMED = {AMOUNT: "saving", YEAR: "budget_year", YEARS: "payback"}
FARTHEST = 7  # words between a number and its comparison, or its field
FARTHEST_JOINED = 4  # tokens between an amount and the comparison of the second end of its range
NEGATED = 5  # words between "not" and the comparison that it turns round
UNREAD = 2.0  # readings that leave a number to the other words come after those that take it
KEPT = 6  # ways of reading one number that are held against those of the others
HELD = 400  # ways of reading several numbers together, the cheapest of all


@dataclass(frozen=True, slots=True)
class Limit:
    """One number read as a limit: the tokens that it takes, and what the reading costs. `also` is another field that it
    limits alike ("3 år, både på service og i alt")."""

    filter: Filter
    value: Quantity
    compared: frozenset[int]
    named: frozenset[int]
    cost: float
    also: str = ""

    @property
    def filters(self) -> tuple[Filter, ...]:
        return (self.filter, replace(self.filter, field=self.also)) if self.also else (self.filter,)

    @property
    def places(self) -> frozenset[int]:
        return self.compared | self.named | frozenset(range(self.value.start, self.value.end))


@dataclass(frozen=True, slots=True)
class _Comparison:
    op: str
    field: str
    places: frozenset[int]
    cost: float


def limits_of(
    sentence: Sentence, wanted: Iterable[Quantity], year_field: str = ""
) -> list[tuple[float, tuple[Limit, ...]]]:
    """The ways to read the numbers as limits, the cheapest first, with what each costs. `year_field` is what a year
    limits where its field is not named; without it such a year is no limit."""
    ways = [found for value in wanted if (found := _ways(sentence, value, year_field)[:KEPT])]
    read: list[tuple[float, tuple[Limit, ...]]] = [(0.0, ())]
    for several in ways:
        longer = [(cost + UNREAD, chosen) for cost, chosen in read]
        longer += [(cost + _beside(one, chosen), (*chosen, one)) for cost, chosen in read for one in several]
        read = sorted(longer, key=lambda one: one[0])[:HELD]
    return [(cost - UNREAD * (len(ways) - len(chosen)), chosen) for cost, chosen in read]


def of_the_stated(filters: tuple[Filter, ...], limits: Iterable[Limit]) -> tuple[Filter, ...]:
    """ "En oplyst omkostning, som ikke er højere end …": a number without a field is of the one that is to be stated."""
    stated = [one for one in filters if one.op == NOT_STATED and one.negated and one.field in FIELDS_OF[AMOUNT]]
    assumed = [one.filter for one in limits if not one.named and one.filter.field == ASSUMED[AMOUNT]]
    if len(stated) != 1 or not assumed:
        return filters
    kept = (one for one in filters if one is not stated[0])
    return tuple(replace(one, field=stated[0].field) if one in assumed else one for one in kept)


def _beside(one: Limit, chosen: Sequence[Limit]) -> float:
    """What a limit costs beside others: a field or a comparison is seldom said once for two numbers."""
    cost = one.cost
    for other in chosen:
        cost += costs.SHARED_FIELD if one.named & other.named and not are_ends(one.filter, other.filter) else 0.0
        cost += costs.SHARED_COMPARISON if one.compared & other.compared else 0.0
        cost += costs.SHARED_COMPARISON if (one.compared & other.named) | (one.named & other.compared) else 0.0
    return cost


def _ways(sentence: Sentence, value: Quantity, year_field: str) -> list[Limit]:
    """One number with each comparison and each field that it can have, the cheapest first. What two languages say alike
    ("senest") is one way."""
    made = [
        _limit(value, comparison, field, named, comparison.cost + cost)
        for comparison in _comparisons(sentence, value)
        for field, named, cost in _fields(sentence, value, comparison, year_field)
    ]
    beside = value.start - 1  # "under Administration koster 0 kr.", but "under 0 kr."
    made = [one for one in made if one.filter.op != UNDER or one.filter.low or beside in one.compared]
    made += [both for one in made for both in _of_both_parts(sentence, one)]
    made += [denied for one in made for denied in _denied(sentence, one)]
    return sorted(dict.fromkeys(made), key=lambda one: one.cost)


def _of_both_parts(sentence: Sentence, limit: Limit) -> Iterator[Limit]:
    """The limit on both parts of a field, where the other is joined to the one that is named ("på service og i alt")."""
    alone = not any(one.kind == limit.value.kind and one is not limit.value for one in sentence.values)
    whole = FIELDS[limit.filter.field].whole if alone else ""
    ands = {one.start: one.end for one in sentence.of("join") if one.name == "and"}
    for atom in sentence.of("field", "field_root") if whole and limit.named else ():
        start = max(limit.named) + 1
        joined = start in ands and atom.start == ands[start]
        if joined and FIELDS[atom.name].whole == whole and atom.name != limit.filter.field:
            taken = limit.named | {start} | atom.places
            yield replace(limit, named=taken, cost=limit.cost - costs.TOGETHER, also=atom.name)


def _denied(sentence: Sentence, limit: Limit) -> Iterator[Limit]:
    """The limit turned round by what leaves it out ("bortset fra budget 2025", "undtagen dem over 1 mio."), or by a
    "not" before an exact value. What does not state the number meets neither."""
    first, last = min(limit.places), max(limit.places)
    rows = {at for one in sentence.of("rows") for at in one.places}
    others = {at for one in sentence.of("field", "flag", "colour", "state", "meaning") for at in one.places}
    nothing = {(one.start, one.end) for one in sentence.of("not") if one.name in ("none", "words")}
    for atom in sentence.of("not"):
        behind = atom.name == "behind"  # "dem under 1 mio. gider jeg ikke se"
        denies = behind or atom.name == "except" or (atom.name == "words" and limit.filter.op not in TURNED)
        said = limit.places - limit.named if limit.named and max(limit.named) < atom.start else limit.places
        # "Et andet indfasningsår end 2024", "phased in other than in 2024".
        begins = min(said - atom.filled, default=first)
        gap = range(last + 1, atom.start) if behind else range(atom.end, begins)
        zero = limit.filter.low == 0 and (atom.start, atom.end) in nothing  # "som ikke koster noget (0 kr.)"
        apart = atom.start <= last if behind else atom.end > begins
        if not denies or zero or len(gap) > NEGATED or apart or limit.filter.negated:
            continue
        if any(atom.end <= one.start < limit.value.start and one.kind == limit.value.kind for one in sentence.values):
            continue  # "ikke indfaset i 2024, men i 2025"
        if all((at in sentence.framing or at in rows) and at not in others for at in gap):
            turned = TURNED.get(limit.filter.op)
            made = replace(limit.filter, op=turned) if turned else replace(limit.filter, negated=True)
            cost = limit.cost + (-costs.FILLED if behind else costs.FILLED)  # its small words alone would cost nothing
            yield replace(limit, filter=made, compared=limit.compared | atom.places, cost=cost)


def _limit(value: Quantity, comparison: _Comparison, field: str, named: frozenset[int], cost: float) -> Limit:
    if value.several:
        made = Filter(field, tuple(f"{one:g}" if value.kind == YEAR else str(one) for one in value.several), IN)
    elif value.high is not None:
        made = Filter(field, (), BETWEEN, value.low, value.high)
    else:
        made = Filter(field, (), comparison.op, value.low)
    return Limit(made, value, comparison.places, named, cost)


# ------------------------------------------------------------------ comparisons


def _comparisons(sentence: Sentence, value: Quantity) -> list[_Comparison]:
    """The comparisons that may belong to a number, those in front and those behind, and none."""
    none = _Comparison(
        EXACTLY, "", frozenset(), 0.0 if value.high is not None or value.several else costs.NO_COMPARISON
    )
    if value.high is not None or value.several:
        return [none]
    front, behind = list(_in_front(sentence, value)), list(_behind(sentence, value))
    twice = [  # "not fully phased in until 2025 or later"
        _Comparison(one.op, one.field, one.places | other.places, max(one.cost, other.cost))
        for one in front
        for other in behind
        if one.op == other.op and not other.field
    ]
    return [*twice, *front, *behind, none]


def _in_front(sentence: Sentence, value: Quantity) -> Iterator[_Comparison]:
    sorting = [one.places for one in sentence.of("order") if one.name == "by"]
    plain = [one.places for one in sentence.of("compare")] if value.kind != YEAR else []
    after = {one.start for one in sentence.of("after", "after_years")}
    for atom in sentence.of("compare", "compare_years"):
        if any(atom.places < places for places in sorting):
            continue  # "sortér efter besparelse 2025"
        if atom.table == "compare_years" and any(places < atom.places for places in plain):
            continue  # "en investering på under 5 mio."
        if atom.end <= value.start and value.start - atom.end <= FARTHEST:
            cost = sentence.between(atom.end, value.start, _named_there(sentence)) + _strange(atom, value)
            behind = any(one.end == atom.start for one in sentence.values if one.kind != BARE)
            cost += costs.COMPARES_ANOTHER * (behind and atom.start in after)  # not "2025 under 1,5 mio."
            yield from _turned(sentence, _compared(atom, cost, _named_there(sentence)))


def _behind(sentence: Sentence, value: Quantity) -> Iterator[_Comparison]:
    named = _named_there(sentence)
    for atom in sentence.of("after", "after_years"):
        if value.end <= atom.start <= value.end + FARTHEST:
            gap = sum(at not in named for at in range(value.end, atom.start))
            cost = sentence.between(value.end, atom.start, named) + costs.BEHIND_STEP * gap + _strange(atom, value)
            yield _compared(atom, cost, named)


def _compared(atom: Atom, cost: float, named: frozenset[int]) -> _Comparison:
    """A comparison; the words that name a field may stand inside it ("won't be fully phased in until")."""
    field, _, op = atom.name.rpartition(":")
    # Of two comparisons at one place the one of more words is meant.
    return _Comparison(op, field, atom.places, cost - 0.3 * len(atom.places) + costs.FILLED * len(atom.filled - named))


def _strange(atom: Atom, value: Quantity) -> float:
    of_years = atom.table in ("compare_years", "after_years")
    return 0.0 if of_years == (value.kind == YEAR) else costs.OTHER_COMPARISON


def _named_there(sentence: Sentence) -> frozenset[int]:
    """The tokens that name a field: they may stand between a number and its comparison."""
    return frozenset().union(*(atom.places for atom in sentence.of("field", "field_root", "filler")))


def _turned(sentence: Sentence, found: _Comparison) -> Iterator[_Comparison]:
    """The comparison itself, and turned round by a "not" before it."""
    yield found
    first = min(found.places)
    for atom in sentence.of("not"):
        denies = atom.name == "words" or (atom.name == "except" and atom.end == first)  # "no sooner than"
        said = any(atom.places | found.places <= one.places for one in sentence.of("compare", "compare_years"))
        close = denies and not said and atom.end <= first <= atom.end + NEGATED and found.op in TURNED
        close = close and not _is_of_another(sentence, atom, first)
        if close and not atom.places & found.places:
            gap = sentence.between(atom.end, first, _named_there(sentence))
            yield _Comparison(TURNED[found.op], found.field, found.places | atom.places, found.cost + gap)


def _is_of_another(sentence: Sentence, denies: Atom, first: int) -> bool:
    """Does a "not" belong to another limit that stands before the comparison ("ikke grønne, til højst 2 mio."), or is
    that denied by one of its own ("ikke står i grønt, og hvor prisen ikke overstiger …")?"""
    limited = sentence.of("colour", "flag", "state", "meaning", "type")
    own = any(one.start == first and one != denies for one in sentence.of("not"))
    return own or any(denies.end <= one.start and one.end <= first for one in limited)


# ------------------------------------------------------------------ fields


def _fields(
    sentence: Sentence, value: Quantity, comparison: _Comparison, year_field: str
) -> Iterator[tuple[str, frozenset[int], float]]:
    """The fields that may be meant, the words that name them, and what that costs."""
    allowed = FIELDS_OF[value.kind]
    own = comparison.places | frozenset(range(value.start, value.end))
    if comparison.field:
        if comparison.field in allowed:
            yield comparison.field, frozenset(), 0.0
        return
    asked, typed = sentence.starts("group", "asks"), {at for one in sentence.of("type") for at in one.places}
    for atom in sentence.of("field", "field_root"):
        if atom.name in allowed and not atom.places & own and not (atom.table == "field_root" and atom.places <= typed):
            less = costs.ROOT if atom.table == "field_root" else 0.0
            named = frozenset() if atom.start - 1 in asked else atom.places  # "bortset fra 2024, hvilket indfasningsår"
            yield atom.name, named, _distance(sentence, atom, own) + sentence.filled(atom) + less
    if value.kind == YEAR and (before := _joined_to(sentence, value, comparison)):
        yield from ((atom.name, atom.places, costs.OF_THE_FIRST) for atom in before if atom.name in allowed)
    if value.kind == AMOUNT and (before := _joined_to(sentence, value, comparison)):
        yield from ((atom.name, atom.places, costs.OF_THE_FIRST) for atom in before if atom.name in allowed)
    assumed = year_field if value.kind == YEAR else ASSUMED.get(value.kind, "")
    if assumed and (value.kind != YEARS or comparison.places):
        yield assumed, frozenset(), costs.NO_YEAR_FIELD if value.kind == YEAR else costs.NO_FIELD


def _joined_to(sentence: Sentence, value: Quantity, comparison: _Comparison) -> list[Atom]:
    """The field of the amount before, to which a second end of its range is joined ("over 1 mio., men under 3 mio."),
    or of the year before ("ikke indfaset i 2024, men i 2025")."""
    start = min((*comparison.places, value.start))
    first = max(
        (one for one in sentence.values if one.kind == value.kind and one.end <= start),
        key=lambda one: one.end,
        default=None,
    )
    if first is None or start - first.end > FARTHEST_JOINED or not (comparison.places or value.kind == YEAR):
        return []
    joins = {at for one in sentence.of("join") for at in one.places}
    if value.kind == YEAR and not joins.intersection(range(first.end, start)):
        return []
    if any(sentence.tokens[at].kind == "word" and at not in sentence.framing for at in range(first.end, start)):
        return []
    fields = [atom for atom in sentence.of("field", "field_root") if atom.end <= first.start]
    nearest = max((atom.end for atom in fields), default=0)
    return [atom for atom in fields if atom.end == nearest]


def _link_before(sentence: Sentence, atom: Atom) -> int:
    """Where a small word ("i", "in") begins that stands before a field, or that its phrase begins with; -1 for none."""
    links = {one.start for one in sentence.of("topic") if one.name == "link"}
    return next((at for at in (atom.start, atom.start - 1) if at in links), -1)


def _linked(sentence: Sentence, atom: Atom, own: frozenset[int]) -> bool:
    """Does a field stand straight behind a number that is none of `own` ("1 mio. i besparelse")?"""
    at = _link_before(sentence, atom)
    return at > 0 and any(one.end == at and one.start not in own and one.kind != BARE for one in sentence.values)


def _in_a_clause_of_its_own(sentence: Sentence, start: int, field: Atom) -> bool:
    """Does a clause begin between a number and a field behind it, and hold a number itself ("hvor gevinsten er over
    500.000")?"""
    begins = {one.start for one in sentence.of("topic") if one.name == "ends"} | sentence.starts("join", "and")
    numbers = [one.start for one in sentence.values if one.start >= field.end and one.kind != BARE]
    own = any(not begins.intersection(range(field.end, at)) for at in numbers)
    return own and bool(begins.intersection(range(start, field.start)))


def _distance(sentence: Sentence, atom: Atom, own: frozenset[int]) -> float:
    """How far the words of a field are from the number and its comparison, counted in what stands between."""
    first, last = min(own), max(own)
    others = own | _named_there(sentence)
    if atom.end <= first:
        of_another = costs.ANOTHER_FIELD if _linked(sentence, atom, own) else 0.0
        return sentence.between(atom.end, first, others) + 0.02 * (first - atom.end) + of_another
    if atom.start > last:
        # "2027 som år for fuld indfasning": straight behind a number "som" begins no clause.
        front = last + 2 if last + 1 in sentence.stops and atom.start > last + 1 else last + 1
        if _linked(sentence, atom, frozenset()) and _link_before(sentence, atom) - 1 == last:
            return costs.LINKED
        own_number = costs.ANOTHER_BETWEEN if _in_a_clause_of_its_own(sentence, last + 1, atom) else 0.0
        return sentence.between(front, atom.start, others) + costs.BEHIND + 0.02 * (atom.start - last) + own_number
    return 0.0
