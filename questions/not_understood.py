"""What of a question was not understood, so that no confident list is given for it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from filters.fields import AMOUNT
from questions.asking import having_of
from questions.joins import Joined, behind_left_out, denied_both, half_joined
from questions.limits import ASSUMED, Limit
from questions.ordering import counting
from questions.quantities import BARE
from questions.query import EXACTLY, Filter, Missing
from questions.readings import Interpretation
from questions.sentence import Sentence
from questions.topics import Topic
from questions.vocabulary import Atom

SHORTEST_FIELD = 4  # letters
FARTHEST_CLAUSE = 7  # words between the beginning of a clause and its number
FARTHEST_DENIED = 4  # small words between "without" and what is left out
NEAR_OR = 4  # tokens behind "or" in which what it joins begins
NEAR_FIELD = 3  # tokens between a word and the comparison that it may be the field of


def not_understood(
    sentence: Sentence,
    read: Interpretation,
    topic: Topic,
    listing: bool,
    having: bool = False,
    joined: Sequence[Joined] = (),
) -> tuple[Missing, ...]:
    """What was not understood: numbers that no limit took, a field of a number that nobody knows ("en forrentning over
    2 mio."), a "not" that denies nothing known."""
    left = set(read.cover.left)
    framed = {at for part in read.cover.parts if part.kind == "frame" and len(part.places) == 1 for at in part.places}
    tokens = sentence.tokens
    counted = {at for places in counting(sentence, read.cover.parts) for at in places}
    counted |= set(number[0]) if having and (number := having_of(sentence)) else set()
    counted |= _of_things(sentence, topic)
    found = [
        ("number", one.start, one.end)
        for one in sentence.values
        if one.start in left and (one.kind == AMOUNT or (one.kind == BARE and listing and one.start not in counted))
    ]
    found += [("words", *place) for limit in read.limits if (place := strange_field(limit, sentence, read, topic))]
    found += [("number", *place) for place in _half_compared(sentence, read.limits, left | framed)]
    found += [("number", *place) for place in _or_else(sentence, read)]
    found += [("words", *place) for place in behind_left_out(sentence, read)]
    found += [("words", *place) for place in denied_both(sentence)]
    found += [("words", *place) for place in _own(sentence, topic)]
    found += [("words", *place) for place in _requests(sentence, read)]
    found += [("source", *place) for place in _sources(sentence, read, topic)]
    if listing:
        denials = [
            atom for atom in sentence.of("not") if atom.name in ("words", "answer") and atom.places <= left | framed
        ]
        denials += [
            atom for atom in sentence.of("not") if atom.name == "except" and _denies_something(atom, topic, sentence)
        ]
        found += [("words", atom.start, min(atom.end + 2, len(tokens))) for atom in denials]
        found += [("words", *place) for place in _answers(sentence, left | framed)]
        found += [("words", *place) for place in half_joined(sentence, read)]
        found += [("words", *place) for place in _predicates(sentence, read, topic)]
        found += [("words", *place) for place in _excepted_numbers(sentence, read)]
        found += [("words", *place) for place in _strange_before(sentence, read, topic)]
        found += [("number", *place) for place in _half_range(sentence, read)]
    found += [("words", *place) for place in _fields_compared(sentence, read)]
    found += [("words", *place) for place in _both_ways(sentence, read, joined)]
    found += [("words", *place) for place in _either_field(sentence, read)]
    found += [("words", *place) for place in _denied_fields(sentence, read)]
    return tuple(dict.fromkeys(Missing(kind, sentence.words(start, end)) for kind, start, end in found))


def _of_things(sentence: Sentence, topic: Topic) -> set[int]:
    """Where a number that nothing compares stands straight before what is asked about, and counts that ("48 hours")."""
    compared = {one.end for one in sentence.of("compare", "compare_years", "comparing")}
    behind = {one.start: sentence.tokens[one.end] for one in sentence.values if one.end < len(sentence.tokens)}
    return {at for at, token in behind.items() if at not in compared and token.text.lower() in topic.words}


def _requests(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """What somebody asks to have done ("kan du booke …"), where no phrase knows it and nothing is asked or listed:
    nothing is looked for instead."""
    if read.limits or sentence.of("ask") or any(part.kind not in ("frame", "number") for part in read.cover.parts):
        return
    left = set(read.cover.left)
    taken = {at for atom in sentence.atoms if atom.table != "not" for at in atom.places}
    for atom in sentence.of("frame"):
        if atom.name == "request" and atom.end in left - taken and sentence.tokens[atom.end].kind == "word":
            yield atom.end, min(atom.end + 2, len(sentence.tokens))


def _predicates(sentence: Sentence, read: Interpretation, topic: Topic) -> Iterator[tuple[int, int]]:
    """What the listed are said to be ("hvor mange sager er færdigforhandlede") and nothing knows: a list or a number
    without it would be of more than was asked for."""
    rows = min((part.end for part in read.cover.parts if part.kind == "rows"), default=len(sentence.tokens))
    ends = {atom.end for atom in sentence.of("topic") if atom.name == "copula" and atom.start >= rows}
    for at in ends & set(read.cover.left):
        token = sentence.tokens[at]
        last = at + 1 == len(sentence.tokens) or sentence.tokens[at + 1].kind == "sign"
        if last and token.text in topic.ignored:
            yield at, at + 1


def _excepted_numbers(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """A number that is to be left out ("bortset fra budget 2025") and was read as a limit all the same."""
    for atom in sentence.of("not"):
        for limit in read.limits:
            first = min((at for at in limit.places if at >= atom.end), default=min(limit.places))
            gap = range(atom.end, first)
            outside = not atom.places & limit.places and all(at in sentence.framing for at in gap)
            if atom.name == "except" and outside and 0 <= first - atom.end <= NEAR_FIELD:
                yield atom.start, max(limit.places) + 1


def _fields_compared(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """A field that is held against another one ("besparelsen er større end investeringen"): no number limits it."""
    taken = frozenset().union(*(limit.places for limit in read.limits))
    taken |= {at for part in read.cover.parts if part.kind == "limit" for at in part.places}
    fields = {atom.start: atom.end for atom in sentence.of("field")}
    for atom in sentence.of("compare"):
        at = next((one for one in range(atom.end, atom.end + 2) if one in fields), None)
        if len(atom.places) > 1 and not atom.places & taken and at is not None and fields[at] - 1 not in taken:
            yield atom.start, fields[at]


def _either_field(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """A number that is to limit two fields, or either ("hvor udgift eller besparelse er over 5 mio."): one limit holds
    one."""
    joins = {at for one in sentence.of("join") if one.name in ("and", "or") for at in one.places}
    small = joins | sentence.framing
    taken = frozenset().union(*(limit.places for limit in read.limits))
    limited = {one.filter.field for one in read.limits}
    limited |= {one.meaning.field for one in read.cover.parts if isinstance(one.meaning, Filter)}
    yearly = [one.places for one in sentence.of("filler")]  # "3 mio. om året, men koster under 20"
    fields = [one for one in sentence.of("field") if not any(one.places <= filler for filler in yearly)]
    for limit in read.limits:
        for atom in fields if limit.named and not limit.also else ():
            gap = range(min(max(limit.named), atom.end - 1) + 1, max(min(limit.named), atom.start))
            apart = atom.name not in limited and not atom.places & taken and atom.end <= limit.value.start
            apart &= not any(max(*limit.named, atom.end) <= at < limit.value.start for at in sentence.stops)
            if apart and len(gap) <= NEAR_FIELD and joins.intersection(gap) and small.issuperset(gap):
                yield min(*limit.named, atom.start), limit.value.end


def _both_ways(sentence: Sentence, read: Interpretation, joined: Sequence[Joined]) -> Iterator[tuple[int, int]]:
    """A yes and a no to one thing ("adopted versus not adopted"), two exact amounts, two ends: nothing meets both, where
    they do not stand on the two sides of an "or"."""
    divides = [at for one in joined if one.clear for at in one.divides]

    def apart(at: int, other: int) -> bool:
        return any(at < divide < other for divide in divides)

    flags = [
        (part.start, part.end, part.meaning.values)
        for part in read.cover.parts
        if isinstance(part.meaning, Filter) and part.meaning.field == "adopted"
    ]
    for (start, _, values), (behind, end, others) in pairwise(sorted(flags)):
        if values != others and not apart(start, behind):
            yield start, end
    exact = [one for one in read.limits if one.filter.op == EXACTLY and not one.filter.negated]
    for one, other in pairwise(exact):
        alike = one.filter.field == other.filter.field and one.filter.low != other.filter.low
        if alike and not apart(one.value.start, other.value.start):
            yield min(one.value.start, other.value.start), max(one.value.end, other.value.end)
    tops = sentence.starts("order", "count")  # "top 5 cheapest" has one end
    ends = {
        part.meaning: part
        for part in read.cover.parts
        if part.kind == "order" and part.meaning in ("most", "least") and part.start not in tops
    }
    if len(ends) > 1:  # "den største og den mindste"
        yield min(one.start for one in ends.values()), max(one.end for one in ends.values())


def _strange_before(sentence: Sentence, read: Interpretation, topic: Topic) -> Iterator[tuple[int, int]]:
    """A word that nothing took straight before an amount that was taken exactly: it may compare ("oversteg 10 mio.")."""
    for limit in read.limits:
        at = limit.value.start - 1
        exactly = limit.filter.op == EXACTLY and limit.value.kind == AMOUNT and at in read.cover.left
        short = exactly and len(sentence.tokens[at].key) == 1 and sentence.tokens[at].kind == "word"
        if exactly and (short or sentence.tokens[at].text in topic.ignored):
            yield at, limit.value.end


def _half_range(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """The second number of a range whose first, a word, nothing took ("between two and three million")."""
    left = set(read.cover.left)
    for limit in read.limits:
        first = limit.value.start
        for atom in sentence.of("number"):
            near = atom.places <= left and 0 < first - atom.end <= NEAR_FIELD
            if limit.filter.op == EXACTLY and limit.value.kind == AMOUNT and near:
                yield atom.start, limit.value.end


def _denied_fields(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """A field straight behind a "not" that no limit took ("hverken udgift eller …")."""
    taken = {at for limit in read.limits for at in limit.places}
    taken |= {at for part in read.cover.parts if part.kind == "limit" for at in part.places}
    for atom in sentence.of("not"):
        for field in sentence.of("field"):
            denies = atom.name in ("words", "except", "none")
            if denies and field.start == atom.end and not (field.places | atom.places) & taken:
                yield atom.start, field.end


def _half_compared(sentence: Sentence, limits: Sequence[Limit], left: set[int]) -> Iterator[tuple[int, int]]:
    """Numbers that were taken exactly though a word that compares was left over beside them ("2025 sidenhen")."""
    values = [one.value for one in limits if one.filter.op == EXACTLY]
    for atom in sentence.of("comparing"):
        if atom.places <= left:
            for one in values:
                start, end = min(one.start, atom.start), max(one.end, atom.end)
                gap = range(min(one.end, atom.end), max(one.start, atom.start))
                if len(gap) <= NEAR_FIELD and not any(sentence.tokens[at].text in ".;!?" for at in gap):
                    yield start, end


def _or_else(sentence: Sentence, read: Interpretation) -> Iterator[tuple[int, int]]:
    """Numbers that were taken exactly though an "or" stands behind them with words that no other part takes ("2026 or
    whenever", "2026 eller noget før")."""
    either = {one.start for one in sentence.of("join") if one.name == "or"}
    taken = frozenset().union(*(one.places for one in read.limits))
    taken |= {at for part in read.cover.parts if part.kind not in ("frame", "mark") for at in part.places}
    for one in read.limits:
        start = one.value.end + 1
        if one.filter.op == EXACTLY and start - 1 in either - taken and start < len(sentence.tokens):
            near = range(start, min(start + NEAR_OR, len(sentence.tokens)))
            ends = next((at for at in near if sentence.tokens[at].text in ".,;:!?()"), near.stop)
            if not taken.intersection(range(start, ends)):
                yield one.value.start, max(ends, start + 1)


def _own(sentence: Sentence, topic: Topic) -> Iterator[tuple[int, int]]:
    """What is asked about is the asker's own ("min chef"): the documents do not know who asks."""
    for atom in sentence.of("frame"):
        at = atom.end
        if atom.name == "own" and at < len(sentence.tokens) and sentence.tokens[at].text.lower() in topic.words:
            yield atom.start, at + 1


def _sources(sentence: Sentence, read: Interpretation, topic: Topic) -> Iterator[tuple[int, int]]:
    """The figures of what nobody knows are asked for ("ifølge regnskabet"), beside limits or of a case by its code:
    those of a document are others."""
    coded = any(part.kind == "code" for part in read.cover.parts)
    strange = {*topic.ignored, *(topic.words if coded else ())}
    for atom in sentence.of("frame"):
        at = atom.end
        while atom.name == "source" and at < len(sentence.tokens) and at in sentence.starts("article", "words"):
            at += 1
        if atom.name == "source" and at < len(sentence.tokens) and sentence.tokens[at].text in strange:
            yield at, at + 1


def _denies_something(atom: Atom, topic: Topic, sentence: Sentence) -> bool:
    """Stands a word that was left out straight behind "without", small words between ("without a slip")?"""
    at = atom.end
    while at < len(sentence.tokens) and at - atom.end < FARTHEST_DENIED and at in sentence.framing:
        at += 1
    if at == len(sentence.tokens):
        return False
    return sentence.tokens[at].text in topic.ignored or sentence.tokens[at].text.lower() in topic.words


def _answers(sentence: Sentence, left: set[int]) -> Iterator[tuple[int, int]]:
    """A "yes" or "no" inside a clause that nothing took ("that they nodded yes to")."""
    tokens = sentence.tokens
    for atom in sentence.of("frame"):
        at = atom.start
        inside = (
            at > 0 and all(one.kind == "word" for one in tokens[at - 1 : at + 2]) and tokens[at - 1].text[-1] != "."
        )
        if atom.name == "answer" and at in left and inside:
            yield at - 1, at + 1


def _is_bare(first: int, sentence: Sentence) -> bool:
    """Stands a number without a field where it can be one of what is listed: behind that ("forslag over 1 mio."), a
    small word, a join, a clause that begins, or at the front? Behind what somebody must do ("hvor man skal ud med") it
    is that of a verb."""
    at = first - 1
    small = {one.start for one in sentence.of("topic") if one.name in ("link", "copula", "ends", "goes_on")}
    joins = {one.start for one in sentence.of("between") if one.name == "list"}
    while at >= 0 and (at in small or at in joins or sentence.tokens[at].kind == "sign"):
        at -= 1
    verbs = {one.start for one in sentence.of("frame") if one.name == "acts"}
    return (at < 0 or at not in verbs) and not _is_done(first, sentence)


def _is_done(first: int, sentence: Sentence) -> bool:
    """Does a clause that begins before a number say what somebody must do with it?"""
    musts = {one.start for one in sentence.of("frame") if one.name == "must"}
    begins = {one.start for one in sentence.of("topic") if one.name == "ends"}
    fields = {at for one in sentence.of("field") for at in one.places}
    for at in range(first - 1, max(first - FARTHEST_CLAUSE, 0) - 1, -1):
        if sentence.tokens[at].kind != "word" or at in fields:
            return False
        if at in begins:
            return any(place in musts for place in range(at + 1, first))
    return False


def strange_field(limit: Limit, sentence: Sentence, read: Interpretation, topic: Topic) -> tuple[int, int] | None:
    """A number whose field was assumed though a word beside it may name another: from that word to the number."""
    assumed = ASSUMED.get(limit.value.kind) == limit.filter.field and not limit.named
    if not assumed or ":" in limit.filter.field:
        return None
    first, last = min(limit.places), max(limit.places)
    counted = {at for places in counting(sentence, read.cover.parts) for at in places}  # "de tre dyreste fra 2025"
    tokens, left = sentence.tokens, set(read.cover.left) - counted
    unknown = {at for at in left if tokens[at].text in topic.ignored or at in sentence.others}
    inside = [at for at in range(first, last + 1) if at in unknown]
    start = first
    while (
        start > 0
        and start - 1 not in sentence.stops
        and first - start < NEAR_FIELD
        and tokens[start - 1].kind == "word"
    ):
        start -= 1
    before = [at for at in range(start, first) if at in unknown]
    behind = _field_behind(sentence, last, left - {at for at in left if tokens[at].text.lower() in topic.words})
    strange = [*before, *inside, *behind] or ([start] if not _is_bare(first, sentence) else [])
    return (min(*strange, last), max(*strange, last) + 1) if strange else None


def _field_behind(sentence: Sentence, last: int, left: set[int]) -> list[int]:
    """The word straight behind a number that may name its field ("2 mio. i afkast"), which nothing took."""
    links = {one.start for one in sentence.of("topic") if one.name == "link"}
    at = last + 2
    said = at in left and sentence.tokens[at].kind == "word" and len(sentence.tokens[at].key) >= SHORTEST_FIELD
    return [at] if said and last + 1 in links else []
