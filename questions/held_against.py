"""A limit that is the amount of another case: "sager, der sparer mere end BC30", "a larger investment than HA03 2024"."""

from collections.abc import Sequence

from questions.cover import Piece
from questions.query import Code, Query
from questions.sentence import Sentence

STOOD_FOR = ("7654321 kr", "77 år")  # what stands in the place of the amount while the question is read
STANDING = frozenset({7654.321, 77.0})
FARTHEST = 5  # small words, what is listed and fields between the comparison and the code ("end besparelsen i BC30")


def case_held_against(sentence: Sentence, codes: Sequence[Piece], read: Query) -> tuple[str, str, Code] | None:
    """The text before and behind the only code of a question, where that stands behind "more than" or its like, in the
    place of a number; None elsewhere."""
    named = [one for one in codes if one.kind == "code"]
    if len(named) != 1 or len(read.codes) != 1 or "compare" in read.asks:
        return None
    small = {at for one in sentence.of("rows", "field", "article", "label") for at in one.places} | sentence.framing
    code = named[0]
    ends = [
        atom.end
        for atom in sentence.of("compare", "compare_years")
        if atom.end <= code.start and len(atom.places) > 1
        if code.start - atom.end <= FARTHEST and small.issuperset(range(atom.end, code.start))
    ]
    if not ends:
        return None
    start, end = sentence.tokens[max(ends) - 1].end, sentence.tokens[code.end - 1].end
    return sentence.text[:start], sentence.text[end:], read.codes[0]
