"""What a topic asks for: concepts, each with the ways in which a text may say it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce
from itertools import groupby

from index.search.lexicon import Lexicon, Meaning, pieces_of
from index.search.spelling import Spelling, is_known_word, lean
from index.search.tokenizer import compound_parts, fold, is_word, spelled, stem, words
from index.search.vocabulary import Words

# How near the parts of a compound are to the whole: all of them together, one of them alone.
ALL_PARTS = 0.55
ONE_PART = 0.2
# A synonym of a translation is one step further away.
ONE_STEP = 0.9
# The last part of a compound says what kind of thing it is, not which: "bekæmpelse" is near "rottebekæmpelse".
WIDER = 0.4
# A word cut short is the word, where few begin so.
BEGUN, SHORTEST_BEGUN, MOST_BEGUN = 0.9, 5, 6
SAME_FRONT, SHORTEST_FRONT, SHORTEST_BACK = 0.4, 4, 4
# A word that is more English than Danish and stands in the texts as it is ("SAS-Exit") is meant by that too.
AS_IT_STANDS = 0.5
# A word of both languages is also looked for as English: as much where it is clearly more English than Danish
# ("water"), else so little that what it finds is only near ("brand").
CLEARLY, ALSO_ENGLISH = 0.9, 0.6

EITHER = "/"  # between words of a topic any of which will do
_INFLECTED = re.compile(r"(?<=\w)['’]\w{1,4}$")  # "pc'er", "children's"


@dataclass(frozen=True, slots=True)
class Way:
    """Words (stems) that stand for a concept when all of them are there, and how near they come to it (0–1)."""

    stems: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is asked for. `typed` is how it was written, `read` how it was understood."""

    typed: str
    read: str
    ways: tuple[Way, ...]
    mended: bool = False
    language: str = "da"
    weak: bool = False
    """Does the word tell little beside another ("løsninger", "management")? Then a text need not hold it."""
    verb: bool = False
    """Does it say what is done ("pillet", "gone")? Texts say that in many ways."""
    _hash: int = field(default=0, init=False, repr=False, compare=False)

    def __hash__(self) -> int:
        """Much of a question is remembered by its concepts, and a concept has dozens of ways: they are gone through
        once."""
        if not self._hash:
            about = (self.typed, self.read, self.ways, self.mended, self.language, self.weak, self.verb)
            object.__setattr__(self, "_hash", hash(about))
        return self._hash


def concepts(typed: list[str], language: str, lexicon: Lexicon, vocabulary: Words) -> tuple[Concept, ...]:
    """The concepts of the words of a topic, longest terms of the word list first.

    `language` is a leaning and no gate: a word that it does not know is looked up in the other one.
    """
    spelling = Spelling(vocabulary, lexicon)
    found: list[Concept] = []
    for either, run in groupby(typed, lambda word: EITHER in word):
        each = _alternatives if either else _in_a_row
        found += each(list(run), language, lexicon, spelling)
    return _joined(found, vocabulary)


def _alternatives(typed: list[str], language: str, lexicon: Lexicon, spelling: Spelling) -> list[Concept]:
    """For each of the words a concept that any of its alternatives says ("chatbots/voicebots")."""
    found = []
    for word in typed:
        each = [_in_a_row([one], language, lexicon, spelling) for one in word.split(EITHER) if one]
        firsts = [one[0] for one in each if one]
        made = reduce(lambda one, other: _either(one, other, 1.0), firsts)
        found.append(replace(made, typed=word, read=EITHER.join(one.read for one in firsts)))
    return found


def _in_a_row(typed: list[str], language: str, lexicon: Lexicon, spelling: Spelling) -> list[Concept]:
    said = [piece for word in typed for piece in _pieces(word, language, lexicon)]
    found: list[Concept] = []
    at = 0
    while at < len(said):
        size, concept = _next(said[at:], language, lexicon, spelling)
        own = said[at : at + size]
        verb = all(lexicon.is_verb(word, language) for word in own)
        found.append(replace(concept, weak=all(word in lexicon.weak for word in own), verb=verb))
        at += size
    return found


def _pieces(word: str, language: str, lexicon: Lexicon) -> list[str]:
    """A hyphenated word as the word list has it ("self service"), else as the one word that it is."""
    if set(word) & set(".,"):
        return [word]
    word = _INFLECTED.sub("", word)
    pieces = pieces_of(word)
    if len(pieces) == 1 or lexicon.longest(pieces, language)[0] == len(pieces) or language == "en":
        return pieces
    return ["".join(pieces)]


def _next(typed: list[str], language: str, lexicon: Lexicon, spelling: Spelling) -> tuple[int, Concept]:
    right = spelling.mended(typed[0], language)
    slip, said = right != typed[0], [right, *typed[1:]]
    english, translations = lexicon.longest(said, "en")
    own = [spelled(word) for word in said[:4]]
    size, meanings = lexicon.longest(own, "da")
    as_english = _as_english(said[0], language, english, size, spelling) if english else 0.0
    if as_english and (language == "en" or not spelling.danish(own[0])):
        concept = _translated(" ".join(said[:english]), translations, lexicon)
        if english == 1 and stem(said[0]) in spelling.vocabulary and lean(said[0]) >= AS_IT_STANDS:
            concept = replace(concept, ways=(Way((stem(said[0]),), 1.0), *concept.ways))
        return english, replace(concept, typed=" ".join(typed[:english]), mended=slip)
    size = max(size, 1)
    concept = _danish(own[:size], meanings, spelling)
    if as_english and english == size:
        concept = _either(concept, _translated(concept.typed, translations, lexicon), as_english)
    return size, replace(concept, typed=" ".join(typed[:size]), mended=slip)


def _as_english(word: str, language: str, english: int, danish: int, spelling: Spelling) -> float:
    """How much a term of both word lists is taken for the English one: 1 is as much as for the Danish one."""
    if english != danish and (language == "en" or english > 1 or danish > 1):
        return float(english > danish)
    if language == "en" or lean(word) >= CLEARLY or not (danish or is_known_word(spelled(word), spelling.vocabulary)):
        return 1.0
    return ALSO_ENGLISH


def _danish(own: list[str], meanings: tuple[Meaning, ...], spelling: Spelling) -> Concept:
    ways = {**_ways(tuple(own), 1.0)}
    last = own[-1]
    for meaning in meanings:
        wider = len(meaning.words) == 1 and last != meaning.words[0] and last.endswith(meaning.words[0])
        _add(ways, _ways(meaning.words, min(meaning.weight, WIDER) if wider else meaning.weight))
    if len(own) == 1 and not meanings and not is_known_word(own[0], spelling.vocabulary) and not compound_parts(own[0]):
        _add(ways, _fronts(own[0], spelling.vocabulary) | _whole(own[0], spelling.vocabulary))
    return Concept(" ".join(own), " ".join(own), _sorted(ways))


def _either(one: Concept, other: Concept, share: float) -> Concept:
    """A concept that is found by the ways of both, those of `other` counting `share`."""
    ways: dict[tuple[str, ...], float] = {}
    _add(ways, {way.stems: way.weight for way in one.ways})
    _add(ways, {way.stems: way.weight * share for way in other.ways})
    return replace(one, ways=_sorted(ways))


def _translated(typed: str, meanings: tuple[Meaning, ...], lexicon: Lexicon) -> Concept:
    best = max(meanings, key=lambda meaning: meaning.weight)
    ways: dict[tuple[str, ...], float] = {}
    for meaning in meanings:
        _add(ways, _ways(meaning.words, meaning.weight))
        size, further = lexicon.longest(list(meaning.words), "da")
        if size == len(meaning.words):
            for other in further:
                _add(ways, _ways(other.words, other.weight * meaning.weight * ONE_STEP))
    return Concept(typed, " ".join(best.words), _sorted(ways), language="en")


def _joined(found: list[Concept], vocabulary: Words) -> tuple[Concept, ...]:
    """English writes apart what Danish writes together: "investment capital" is investeringskapital as well."""
    made = list(found)
    for at in range(len(found) - 1):
        if "en" not in (found[at].language, found[at + 1].language):
            continue
        first, second = found[at].read, found[at + 1].read
        for word in (first + second, f"{first}s{second}", f"{first}e{second}"):
            if " " not in word and stem(word) in vocabulary:
                way = Way((stem(word),), 1.0)
                made[at], made[at + 1] = (replace(one, ways=(way, *one.ways)) for one in made[at : at + 2])
    return tuple(made)


def _fronts(word: str, vocabulary: Words) -> dict[tuple[str, ...], float]:
    """Terms that begin as an unknown compound does: "stomiposer" is near "stomiprodukter"."""
    cuts = (cut for cut in range(len(word) - SHORTEST_BACK, SHORTEST_FRONT - 1, -1) if is_word(word[cut:]))
    fronts = {fold(word[:cut].removesuffix("s")) for cut in cuts}
    long = {front for front in fronts if len(front) >= SHORTEST_FRONT}
    return {(term,): SAME_FRONT for front in long for term in vocabulary.beginning(front)}


def _whole(word: str, vocabulary: Words) -> dict[tuple[str, ...], float]:
    """The words that an unknown one is the beginning of ("familierådslagn."), where they are few."""
    begun = list(vocabulary.beginning(fold(word))) if len(word) >= SHORTEST_BEGUN else []
    return {(term,): BEGUN for term in begun} if len(begun) <= MOST_BEGUN else {}


def _add(ways: dict[tuple[str, ...], float], more: Mapping[tuple[str, ...], float]) -> None:
    for stems, weight in more.items():
        ways[stems] = max(weight, ways.get(stems, 0.0))


@lru_cache(maxsize=20_000)  # entries, passages, milestones and remarks are asked for in the same words
def _ways(said: tuple[str, ...], weight: float) -> Mapping[tuple[str, ...], float]:
    """The ways that one wording gives: as it is, and for a compound its parts together or one of them. What a point
    joins ("2.0") stands apart in the texts."""
    ways = {tuple(stem(piece) for word in said for piece in (words(word) or [word])): weight}
    if len(said) == 1 and (pieces := compound_parts(said[0])):
        stems = tuple(stem(piece) for piece in pieces)
        _add(ways, {stems: weight * (ALL_PARTS if len(stems) > 1 else ONE_PART)})
        if len(stems) > 1:
            _add(ways, {(one,): weight * ONE_PART for one in stems})
    elif len(said) > 1:
        _add(ways, {(stem(word),): weight * ONE_PART for word in said})
    return ways


def _sorted(ways: dict[tuple[str, ...], float]) -> tuple[Way, ...]:
    return tuple(Way(stems, round(weight, 3)) for stems, weight in sorted(ways.items(), key=lambda way: -way[1]))
