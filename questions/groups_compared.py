"""Two names of which one is to have more than the other ("sparer Solrød mere end Greve?"), and a "more than" of something
that nothing here reads."""

from collections.abc import Iterator, Sequence

from questions.cover import Piece
from questions.intents import NAMED
from questions.measuring import nearest_field
from questions.query import Filter, Measure, Missing, several_of
from questions.readings import Interpretation
from questions.sentence import Sentence
from questions.vocabulary import Atom

GROUPED = NAMED | {"colour"}
FARTHEST_NUMBER = 3  # tokens between "more than" and its number


def compared_groups(sentence: Sentence, parts: Sequence[Piece], filters: Sequence[Filter]) -> Measure | None:
    """The number, sum or average that one name of a field is to have more of than another one."""
    field = several_of(filters, GROUPED)
    named = [one for one in parts if isinstance(one.meaning, Filter) and one.meaning.field == field]
    if not field or _tells_of_listed(sentence):
        return None
    if not any(_is_between(atom, named) for atom in _more_than(sentence)):
        return None
    amount = nearest_field(sentence, frozenset(range(len(sentence.tokens))))
    average = any(one.name == "average" for one in sentence.of("total"))
    if average:
        return Measure("average", amount or "saving", field)
    return Measure("sum" if amount else "count", amount, field)


def compared_unclear(
    sentence: Sentence, read: Interpretation, filters: Sequence[Filter], listing: bool
) -> Iterator[Missing]:
    """A "more than" that no number, no names and no phrase takes ("dyrere end de røde"): a list would be without it."""
    if not listing or compared_groups(sentence, read.cover.parts, filters):
        return
    coded = [one for one in read.cover.parts if one.kind == "code"]
    taken = read.taken | {at for one in read.cover.parts if one.kind == "limit" for at in one.places}
    numbers = {one.start for one in sentence.values}
    for atom in _more_than(sentence):
        near = numbers & set(range(atom.end, atom.end + FARTHEST_NUMBER))
        if not (atom.places & taken or near or len(coded) > 1) and atom.end < len(sentence.tokens):
            yield Missing("words", sentence.words(atom.start, min(atom.end + 2, len(sentence.tokens))))


def _more_than(sentence: Sentence) -> Iterator[Atom]:
    """What compares with what stands behind it, in words that say so: "mere … end", "cheaper than"."""
    longer = [one for one in sentence.of("not", "frame", "between", "group") if len(one.places) > 1]
    for atom in sentence.of("compare"):
        compares = atom.name.rpartition(":")[2] in ("over", "under") and len(atom.places) > 1
        if compares and not any(atom.places <= one.places and one.name != "against" for one in longer):
            yield atom


def _is_between(atom: Atom, named: Sequence[Piece]) -> bool:
    """Does a name stand before the comparison, or within it, and another one behind?"""
    last = atom.end - 1  # "end" may also be a part of the name behind it
    return any(one.end <= last for one in named) and any(one.start >= last for one in named)


def _tells_of_listed(sentence: Sentence) -> bool:
    """Is what is listed told of ("forslag fra Greve, der sparer mere end dem fra Solrød")? Each of them is compared then."""
    rows = min((one.start for one in sentence.of("rows")), default=len(sentence.tokens))
    compared = min((one.start for one in _more_than(sentence)), default=0)
    return any(one.name == "ends" and rows < one.start < compared for one in sentence.of("topic"))
