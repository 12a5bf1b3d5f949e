"""What is left over: the topic that is asked for, and words that stand beside it and are left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.search.concepts import EITHER
from index.search.lexicon import Lexicon
from questions.cover import Cover, Piece
from questions.names import Known
from questions.query import Code, Filter
from questions.sentence import Sentence
from questions.tokens import QUOTES, Token

FAR = 4  # small words between "om" and the topic
LONGEST_HEADING = 6  # tokens before a colon
_DOING = frozenset({"person", "wants", "reports", "finite", "opens", "request"})


@dataclass(frozen=True, slots=True)
class Topic:
    """`words` are what the question is about, `asked` says that they were asked for; `ignored` were left out; `said`
    are all words that say something."""

    words: tuple[str, ...] = ()
    asked: bool = False
    ignored: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def topic_of(
    sentence: Sentence,
    cover: Cover,
    lexicon: Lexicon,
    known: Known,
    language: str,
    limited: bool,
) -> Topic:
    """The words that no part took. Beside limits only those are the topic that were asked for, or by which a document
    tells what it is about; the others are left out, and it is said."""
    tokens = sentence.tokens
    left = [at for at in cover.left if tokens[at].kind != "sign"]
    topical = topical_places(tokens, left, lexicon, language, sentence)
    said = topical_places(tokens, range(len(tokens)), lexicon, language, sentence)
    asked = asked_places(sentence, cover, topical) | _heading(sentence, known, topical)
    compound = {part.start: str(part.meaning) for part in cover.parts if part.kind == "head"}
    chosen = [at for at in topical if not limited or at in asked or _is_about(sentence, cover, at, known, topical)]
    ignored = tuple(tokens[at].text for at in topical if at not in chosen)
    places = sorted([*chosen, *compound])
    words = _joined_by_or([(at, compound.get(at, _word(tokens[at]))) for at in places], sentence)
    coded = {at for part in cover.parts if part.kind == "code" for at in part.places}
    telling = [*_joined_by_or([(at, _word(tokens[at])) for at in said if at not in coded], sentence)]
    telling += [part.meaning.code.lower() for part in cover.parts if isinstance(part.meaning, Code)]
    return Topic(words, bool(asked or compound or (words and not limited)), ignored, tuple(telling))


def _joined_by_or(said: Sequence[tuple[int, str]], sentence: Sentence) -> tuple[str, ...]:
    """The words at their places; two with "or" between them are one, of which either will do."""
    ors = {atom.start for atom in sentence.of("join") if atom.name == "or"}
    found: list[str] = []
    for (before, _), (at, word) in pairwise([(-2, ""), *said]):
        if at - before == 2 and at - 1 in ors:
            found[-1] += EITHER + word
        else:
            found.append(word)
    return tuple(found)


def _word(token: Token) -> str:
    return re.sub(r"['’]s$", "", token.text.lower().strip("."))


def topical_places(
    tokens: Sequence[Token], places: Sequence[int], lexicon: Lexicon, language: str, sentence: Sentence
) -> list[int]:
    """The places whose words carry a topic. A term of several words keeps all of them: "home help" is no call for
    help."""
    words = {at: _word(tokens[at]) for at in places if tokens[at].kind != "sign"}
    order = list(words)
    found: list[int] = []
    at = 0
    while at < len(order):
        run = [words[one] for one in order[at : at + 4]]
        size, _ = lexicon.longest(run, language)
        if size > 1:
            found += order[at : at + size]
        elif order[at] not in sentence.framing and len(words[order[at]]) > 1:
            found.append(order[at])
        at += max(size, 1) if size > 1 else 1
    return found


def _is_about(sentence: Sentence, cover: Cover, at: int, known: Known, topical: Sequence[int]) -> bool:
    """Does a word beside limits say what the cases are about? Titles are told apart by it, and it stands beside what is
    listed ("forslag med robotter", "parking proposals"), or nothing is said to be listed."""
    if sentence.tokens[at].kind != "word":
        return False
    rows = [part for part in cover.parts if part.kind == "rows" or _names_a_type(part)]
    front = behind = at
    while front - 1 in topical:
        front -= 1
    while behind + 1 in topical:
        behind += 1
    front -= front - 1 in sentence.starts("article", "words")  # "cases in the harbour area"
    links = {atom.start for atom in sentence.of("topic") if atom.name == "link" and atom.end == front}
    titled = sentence.tokens[front].text[:1].isupper()  # "the proposal Robot gulvvask"
    beside = any(part.end in links or part.start == behind + 1 or (titled and part.end == front) for part in rows)
    return (beside or not rows) and known.tells(_word(sentence.tokens[at]))


def _names_a_type(part: Piece) -> bool:
    """ "Effektiviseringsforslag" says what is listed, too."""
    return isinstance(part.meaning, Filter) and part.meaning.field == "type"


def asked_places(sentence: Sentence, cover: Cover, topical: Sequence[int]) -> set[int]:
    """The places that "om", "vedr.", "about" or quotation marks make the topic."""
    found: set[int] = set()
    ends = {part.start: part.end for part in cover.parts if part.kind in ("limit", "mark")}
    stops = {atom.start for atom in sentence.of("topic") if atom.name == "ends"}
    stops |= {atom.start for atom in sentence.of("rows") if atom.name != "any"}  # "om en fortegnelse over sager"
    longer = [atom for atom in sentence.of("frame", "filler", "field", "ask") if len(atom.places) > 1]
    for atom in sentence.of("topic"):
        if atom.name == "before" and not any(atom.places < one.places for one in longer):  # "om året"
            begun = False
            for at in range(atom.end, len(sentence.tokens)):
                attribute = not begun and ends.get(at) in topical  # "om gratis skolemad"
                if (at in ends and not attribute) or at in stops or (sentence.tokens[at].text in ".;!?"):
                    break
                if at in topical:
                    found.add(at)
                    begun = True
                elif not begun and at - atom.end >= FAR:
                    break
    return found | _quoted(sentence, topical)


def _heading(sentence: Sentence, known: Known, topical: Sequence[int]) -> set[int]:
    """The places before a colon, where nobody does anything there and titles are told apart by all of them ("Robotter:
    hvilke forslag er der i Greve?")."""
    colon = next((at for at, token in enumerate(sentence.tokens[: LONGEST_HEADING + 1]) if token.text == ":"), 0)
    does = {at for one in sentence.of("aside", "frame") if one.name in _DOING for at in one.places}
    places = {at for at in topical if at < colon}
    heads = not does & set(range(colon)) and all(known.tells(_word(sentence.tokens[at])) for at in places)
    return places if heads else set()


def _quoted(sentence: Sentence, topical: Sequence[int]) -> set[int]:
    marks = [at for at, token in enumerate(sentence.tokens) if token.text in QUOTES]
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return {at for first, last in pairs for at in topical if first < at < last}
