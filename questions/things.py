"""The very thing that a question asks a number, a price or a word of, and the verbs of what is done to it."""

from collections.abc import Sequence

from questions.ordering import counting
from questions.readings import Interpretation
from questions.sentence import Sentence

HYPHEN = "-"
FARTHEST_THING = 3  # small words between "hvad koster" and what


def thing_of(sentence: Sentence, topic: Sequence[str]) -> str:
    """What stands behind "hvor mange", "hvad koster", and who says something: the first word there that says something,
    if it is of the topic. Of "hvad er renten på …", and of "rente på …" alone, it is what stands before "på"."""
    sayers = [at for atom in sentence.of("ask") if atom.name == "says" for at in sorted(atom.filled) or [atom.end]]
    for at in sayers:
        if at < len(sentence.tokens) and (word := _told(sentence, at)) in topic:
            return word
    ends: dict[int, int] = {}  # of the longest that begins there ("hvor lang tid"), the first asked first
    for atom in sentence.of("ask"):
        if atom.name == "how_much" or (atom.name in ("cost", "what") and len(atom.places) > 1):
            ends[atom.start] = max(atom.end, ends.get(atom.start, 0))
    for _, end in sorted(ends.items()):
        if (first := _first_saying(sentence, end)) is not None:
            return _told(sentence, first) if _told(sentence, first) in topic else ""
    return _whose(sentence, topic)


def _whose(sentence: Sentence, topic: Sequence[str]) -> str:
    """The word before a small one that says of what it is ("hvad er renten på …"), where nothing else is asked."""
    asked = sentence.of("ask")
    if any(atom.name not in ("what", "which") for atom in asked):
        return ""
    starts = [atom.end for atom in asked if atom.name == "what"] or ([] if asked else [0])
    links = sentence.starts("topic", "link")
    for start in starts:
        copula = next(
            (atom.end for atom in sentence.of("topic") if atom.name == "copula" and atom.start == start), start
        )
        at = _first_saying(sentence, copula)
        if at is not None and at + 1 in links and _told(sentence, at) in topic:
            return _told(sentence, at)
    return ""


def _first_saying(sentence: Sentence, start: int) -> int | None:
    """The first word from there, and not far, that says something and is not what is done."""
    near = range(start, min(start + FARTHEST_THING, len(sentence.tokens)))
    verbs = {atom.end - 1 for atom in sentence.of("frame") if atom.name == "doing"}  # "at pille … ned" is no thing
    first = next((at for at in near if at not in sentence.framing | verbs), None)
    while first is not None and first + 2 < len(sentence.tokens) and sentence.tokens[first + 1].text == HYPHEN:
        first += 2  # the last part says what it is ("p-bøder")
    return first


def _told(sentence: Sentence, at: int) -> str:
    return sentence.tokens[at].text.lower().strip(".")


def acts_of(sentence: Sentence, topic: Sequence[str], language: str) -> tuple[str, ...]:
    """The words of the topic that stand where a verb does in that language ("at afskaffe", not "at elderly centres")."""
    doing = [atom for atom in sentence.of("frame") if atom.name == "doing" and atom.language == language]
    verbs = [sentence.tokens[atom.end - 1].text.lower() for atom in doing]
    return tuple(word for word in topic if word in verbs)


def which_thing(sentence: Sentence, read: Interpretation) -> int | None:
    """The place of a thing that is asked for and is no row of a list ("hvilken gade", "den største risiko ved"). It
    stands behind the asking word or the superlative, and nothing else takes it."""
    left = {at for at in read.cover.left if sentence.tokens[at].kind == "word" and at not in sentence.framing}
    left -= {at for places in counting(sentence, read.cover.parts) for at in places}  # "top three savings"
    asking = [atom.end for atom in sentence.of("ask") if atom.name == "which"]
    best = [part.end for part in read.cover.parts if part.kind == "order" and part.meaning in ("most", "least")]
    rows = {part.start for part in read.cover.parts if part.kind in ("rows", "head", "group", "field")}
    named = {at + more for at in rows for more in (-1, -2)}  # "det største digitale forslag"
    return next((at for at in (*asking, *best) if at in left and at not in named), None)
