"""A limit that is an amount of what the documents hold: "sager, der sparer mere end BC30", "forslag over gennemsnittet"."""

from collections.abc import Sequence
from dataclasses import dataclass

from questions.cover import Piece
from questions.query import Code, Query
from questions.sentence import Sentence
from questions.vocabulary import Atom

STOOD_FOR = ("7654321 kr", "77 år")  # what stands in the place of the amount while the question is read
STANDING = frozenset({7654.321, 77.0})
FARTHEST = 5  # small words, what is listed and fields between the comparison and the code ("end besparelsen i BC30")


@dataclass(frozen=True, slots=True)
class Standard:
    """What a question holds others against: the case of a code, or the average (`code` is None), of what it lists or of
    `every` case; with the text before and behind it, and the words that say it."""

    front: str
    back: str
    said: str
    code: Code | None = None
    every: bool = False


def standard_of(sentence: Sentence, codes: Sequence[Piece], read: Query) -> Standard | None:
    """What stands behind "more than" or its like in the place of a number, where that is a code or the average."""
    named = [one for one in codes if one.kind == "code"]
    if "compare" in read.asks or len(named) > 1 or len(read.codes) > 1:
        return None
    if not named:
        return _average(sentence)
    atom = _comparison(sentence, named[0].start, 2)
    return _standard(sentence, atom, named[0].end, read.codes[0]) if atom and read.codes else None


def _average(sentence: Sentence) -> Standard | None:
    """ "Over gennemsnittet", "more than the average of all"."""
    for total in sentence.of("total"):
        atom = _comparison(sentence, total.start, 1) if total.name == "average" else None
        if atom is None:
            continue
        scopes = (one.end for one in sentence.of("total") if one.name == "every" and one.start == total.end)
        scope = max(scopes, default=0)
        return _standard(sentence, atom, scope or total.end, None, bool(scope))
    return None


def _standard(sentence: Sentence, atom: Atom, end: int, code: Code | None, every: bool = False) -> Standard:
    start, stop = sentence.tokens[atom.end - 1].end, sentence.tokens[end - 1].end
    return Standard(sentence.text[:start], sentence.text[stop:], sentence.words(atom.start, end), code, every)


def _comparison(sentence: Sentence, start: int, least: int) -> Atom | None:
    """The comparison of at least so many words before the token `start`, with nothing between that says anything else."""
    small = {at for one in sentence.of("rows", "field", "article", "label") for at in one.places} | sentence.framing
    near = (
        atom
        for atom in sentence.of("compare", "compare_years")
        if 0 <= start - atom.end <= FARTHEST and len(atom.places) >= least
        if small.issuperset(range(atom.end, start))
    )
    return max(near, key=lambda one: (one.end, len(one.places)), default=None)
