"""What share of the listed meet a limit ("hvor stor en andel af sagerne fra 2024 er røde"): the whole, and its part."""

from collections.abc import Iterator, Sequence

from questions.asking import kinds_listed
from questions.query import Filter, Measure
from questions.readings import Interpretation
from questions.sentence import Sentence

_TOLD = ("adopted", "state", "meaning", "colour")  # what may be so of all
_ADDED = ("saving", "cost")  # amounts of which a share can be told


def share_of(sentence: Sentence, read: Interpretation, filters: Sequence[Filter]) -> Measure | None:
    """The share of what the `filters` list that is asked for: what stands before the verb is the whole, what it says of that the part; behind
    "udgør" it is the other way round. None where no share is asked for, or not of what limits."""
    asked = next((one for one in sentence.of("ask") if one.name == "share"), None)
    if asked is None:
        return _whether_all(sentence, read, filters)
    rows = [one for one in (*sentence.of("rows"), *kinds_listed(sentence)) if one.start >= asked.end]
    amounts = [one for one in sentence.of("field") if one.name in _ADDED and one.start >= asked.end]
    heads = sorted((*rows, *amounts), key=lambda one: (one.start, -one.end))
    makes = [one.end for one in sentence.of("share") if one.name == "makes" and one.start >= asked.end]
    if not heads:
        return None
    field = heads[0].name if heads[0] in amounts else ""
    if makes and makes[0] <= heads[0].start:
        at = next((one.start for one in heads[1:]), len(sentence.tokens))
        part, whole = _between(read, makes[0], at), _between(read, at, len(sentence.tokens))
        field = ""
    else:
        at = next(_verbs(sentence, heads[0].end), 0)
        part, whole = _between(read, at, len(sentence.tokens)) if at else (), _between(read, 0, at)
    both, said = {*part, *whole}, [inner for one in filters for inner in (one.parts or (one,))]
    if not part or set(part) & set(whole) or not all(one in both for one in said):
        return None
    return Measure("share", field, part=tuple(one for one in filters if set(one.parts or (one,)) <= set(part)))


def _whether_all(sentence: Sentence, read: Interpretation, filters: Sequence[Filter]) -> Measure | None:
    """ "Er alle sager fra 2022 implementeret?": how many of them are it."""
    rows = max((one.end for one in sentence.of("rows")), default=0)
    said = [one for one in read.cover.parts if isinstance(one.meaning, Filter) and one.start >= rows > 0]
    told = [one for one in said if one.meaning.field in _TOLD]  # type: ignore[attr-defined]
    last = [one for one in told if len(sentence.tokens) - one.end <= 1]
    if not last or not whether_all(sentence) or last[0].meaning not in filters:
        return None
    return Measure("share", part=(last[0].meaning,))  # type: ignore[arg-type]


def whether_all(sentence: Sentence) -> frozenset[str]:
    """ "whether", where it is asked if something is so of all that is listed."""
    begun = (one for one in sentence.of("ask") if one.name == "all" and sentence.framing.issuperset(range(one.start)))
    return frozenset({"whether"} if any(begun) else ())


def _between(read: Interpretation, start: int, end: int) -> tuple[Filter, ...]:
    """The limits whose first word, or whose number, stands there."""
    named = [(min(part.places), part.meaning) for part in read.cover.parts if isinstance(part.meaning, Filter)]
    numbers = [(one.value.start, filter_) for one in read.limits for filter_ in one.filters]
    return tuple(one for at, one in (*named, *numbers) if start <= at < end)


def _verbs(sentence: Sentence, start: int) -> Iterator[int]:
    """The verbs of the main clause: one behind "der" or "som" is of a clause of its own."""
    verbs = sentence.starts("share", "verb")
    begins = sentence.starts("topic", "ends")
    inside = False
    for at in range(start, len(sentence.tokens)):
        if at in begins:
            inside = True
        elif at in verbs and inside:
            inside = False
        elif at in verbs:
            yield at
