"""What a topic asks for: concepts, each with the ways in which a text may say it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from index.search.lexicon import Lexicon, Meaning, pieces_of
from index.search.tokenizer import PART, fold, is_word, parts, spelled, stem, tokens_of

# How near the parts of a compound are to the whole: all of them together, one of them alone.
ALL_PARTS = 0.55
ONE_PART = 0.2
# A synonym of a translation is one step further away.
ONE_STEP = 0.8
SHORTEST_MENDED = 4
SAME_FRONT, SHORTEST_FRONT, SHORTEST_BACK = 0.4, 4, 4
SLIPS = {4: 1, 5: 1, 6: 1, 7: 2}  # letters in the word: slips that are mended; longer words as seven


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


def concepts(typed: list[str], language: str, lexicon: Lexicon, vocabulary: Mapping[str, int]) -> tuple[Concept, ...]:
    """The concepts of the words of a topic, longest terms of the word list first."""
    said = [piece for word in typed for piece in _pieces(word, language, lexicon)]
    found: list[Concept] = []
    at = 0
    while at < len(said):
        size, concept = _next(said[at:], language, lexicon, vocabulary)
        found.append(concept)
        at += size
    return _joined(found, vocabulary) if language == "en" else tuple(found)


def _pieces(word: str, language: str, lexicon: Lexicon) -> list[str]:
    """A hyphenated word as the word list has it ("self service"), else as the one word that it is."""
    pieces = pieces_of(word)
    if len(pieces) == 1 or lexicon.longest(pieces, language)[0] == len(pieces) or language == "en":
        return pieces
    return ["".join(pieces)]


def _next(typed: list[str], language: str, lexicon: Lexicon, vocabulary: Mapping[str, int]) -> tuple[int, Concept]:
    if language == "en":
        size, meanings = lexicon.longest(typed, "en")
        if size:
            return size, _translated(" ".join(typed[:size]), meanings, lexicon)
    own = [spelled(word) for word in typed[:4]]
    size, meanings = lexicon.longest(own, "da")
    slip = False
    if not size:
        right = mended(own[0], vocabulary)
        slip, own[0] = right != own[0], right
        size, meanings = lexicon.longest(own, "da")
    size = max(size, 1)
    ways = {**_ways(own[:size], 1.0)}
    for meaning in meanings:
        _add(ways, _ways(list(meaning.words), meaning.weight))
    if size == 1 and not meanings and not known(own[0], vocabulary) and not parts(own[0]):
        _add(ways, _fronts(own[0], vocabulary))
    return size, Concept(" ".join(typed[:size]), " ".join(own[:size]), _sorted(ways), slip)


def _translated(typed: str, meanings: tuple[Meaning, ...], lexicon: Lexicon) -> Concept:
    best = max(meanings, key=lambda meaning: meaning.weight)
    ways: dict[tuple[str, ...], float] = {}
    for meaning in meanings:
        _add(ways, _ways(list(meaning.words), meaning.weight))
        size, further = lexicon.longest(list(meaning.words), "da")
        if size == len(meaning.words):
            for other in further:
                _add(ways, _ways(list(other.words), other.weight * meaning.weight * ONE_STEP))
    return Concept(typed, " ".join(best.words), _sorted(ways))


def _joined(found: list[Concept], vocabulary: Mapping[str, int]) -> tuple[Concept, ...]:
    """English writes apart what Danish writes together: "investment capital" is investeringskapital as well."""
    made = list(found)
    for at in range(len(found) - 1):
        first, second = found[at].read, found[at + 1].read
        for word in (first + second, f"{first}s{second}", f"{first}e{second}"):
            if " " not in word and stem(word) in vocabulary:
                way = Way((stem(word),), 1.0)
                made[at], made[at + 1] = (replace(one, ways=(way, *one.ways)) for one in made[at : at + 2])
    return tuple(made)


def _fronts(word: str, vocabulary: Mapping[str, int]) -> dict[tuple[str, ...], float]:
    """Terms that begin as an unknown compound does: "stomiposer" is near "stomiprodukter"."""
    cuts = (cut for cut in range(len(word) - SHORTEST_BACK, SHORTEST_FRONT - 1, -1) if is_word(word[cut:]))
    fronts = {fold(word[:cut].removesuffix("s")) for cut in cuts}
    long = tuple(front for front in fronts if len(front) >= SHORTEST_FRONT)
    return {(term,): SAME_FRONT for term in vocabulary if long and term.startswith(long)}


def _add(ways: dict[tuple[str, ...], float], more: dict[tuple[str, ...], float]) -> None:
    for stems, weight in more.items():
        ways[stems] = max(weight, ways.get(stems, 0.0))


def _ways(said: list[str], weight: float) -> dict[tuple[str, ...], float]:
    """The ways that one wording gives: as it is, and for a compound its parts together or one of them."""
    ways = {tuple(stem(word) for word in said): weight}
    if len(said) == 1 and (pieces := parts(said[0])):
        stems = tuple(stem(piece) for piece in pieces)
        _add(ways, {stems: weight * (ALL_PARTS if len(stems) > 1 else ONE_PART)})
        if len(stems) > 1:
            _add(ways, {(one,): weight * ONE_PART for one in stems})
    elif len(said) > 1:
        _add(ways, {(stem(word),): weight * ONE_PART for word in said})
    return ways


def _sorted(ways: dict[tuple[str, ...], float]) -> tuple[Way, ...]:
    return tuple(Way(stems, round(weight, 3)) for stems, weight in sorted(ways.items(), key=lambda way: -way[1]))


def known(word: str, vocabulary: Mapping[str, int]) -> bool:
    """Does any document hold `word`, alone or inside another word?"""
    key = stem(word)
    return key in vocabulary or PART + key in vocabulary


def mended(word: str, vocabulary: Mapping[str, int]) -> str:
    """`word` as it was probably meant: itself when the documents or the language know it, else the nearest term."""
    if known(word, vocabulary) or len(word) < SHORTEST_MENDED or word.isdigit() or is_word(word):
        return word
    key, most = stem(word), SLIPS.get(len(word), 2)
    near = process.extract(
        key,
        [term for term in vocabulary if not term.startswith(PART) and abs(len(term) - len(key)) <= most],
        scorer=OSA.distance,
        score_cutoff=most,
        limit=8,
    )
    if not near or (all(known(piece, vocabulary) for piece in parts(word)) and len(tokens_of(word)) > 1):
        return word
    return str(min(near, key=lambda hit: (hit[1], -fuzz.ratio(hit[0][:3], key[:3]), -vocabulary[hit[0]]))[0])
