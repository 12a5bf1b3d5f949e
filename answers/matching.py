"""Does a text hold what was asked for? The same concepts as in the search, word by word."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from answers.needs import is_span
from index.search.arrays import Floats
from index.search.concepts import Concept, Way
from index.search.search import SURE
from index.search.search_facade import Library
from index.search.text_words import NO_TEXTS, TextWords
from index.search.tokenizer import compound_parts, stem, words

A_VERB = 0.25  # how much a verb of what is done to a thing tells beside the thing
THING = 0.85  # how near a word is to the very thing that is counted or priced
NEAR = 0.55  # what is less near to a concept is no sign of it
SEVERAL, RARE = 2, 4.5  # parts of a compound; how much its last part tells, to stand for it
TOP = 0.85  # a word that tells nearly as much as the one that tells most
OF_A_NUMBER = "tal"
OF_REPORTS = frozenset({"milestones", "remarks"})  # texts that there need not be any of


@dataclass(frozen=True)
class Asked:
    """What was asked for: concepts, and how telling each of them is (a word that few texts hold tells most). A text
    holds a concept by a way that is at least so `sure`. `known` knows the stems of the words of texts."""

    concepts: tuple[Concept, ...] = ()
    telling: tuple[float, ...] = ()
    sure: float = SURE
    known: TextWords = field(default=NO_TEXTS, repr=False, compare=False)

    def held(self, *texts: str) -> float:
        """The share of what was asked for that the texts hold between them, from 0 to 1."""
        said = self._stems(texts)
        held = sum(worth for ways, worth in self._sure if any(map(said.issuperset, ways)))
        return held / self._whole

    def held_by_each(self, nearness: Floats) -> list[float]:
        """As `held`, for texts of which it is known how near each comes to each concept (`Ranking.nearness`)."""
        near = (nearness >= self.sure).T.tolist()
        return [sum(worth for worth, one in zip(self.telling, text, strict=True) if one) / self._whole for text in near]

    def softly(self, *texts: str) -> float:
        """As `held`, where what only comes near a concept (`NEAR`) counts as much as it does."""
        said = self._stems(texts)
        return sum(worth * _nearness(said, one, self.sure) for one, worth in self._pairs()) / self._whole

    def top(self, *texts: str) -> bool:
        """Do the texts hold one of the words that tell most? Without it they are about something else."""
        said, most = self._stems(texts), max(self.telling, default=0.0)
        return any(worth >= TOP * most and any(map(said.issuperset, ways)) for ways, worth in self._sure)

    def tells(self, least: float, *texts: str) -> bool:
        """Do the texts hold a word that tells at least so much?"""
        said = self._stems(texts)
        return any(worth >= least and any(map(said.issuperset, ways)) for ways, worth in self._sure)

    def names(self, word: str, *texts: str) -> bool:
        """Do the texts name the very thing that is one of the words that were asked for? "Benzindrevet" names no
        "benzin", and what a "besøg" costs is no price of a "turist"."""
        said = frozenset().union(*map(heads, texts))
        asked = [one for one in self.concepts if word in one.typed.split()]
        return not asked or any(holds(said, one, THING) for one in asked)

    def missing(self, *texts: str) -> tuple[str, ...]:
        """The words that the texts do not hold, as they were typed."""
        said = self._stems(texts)
        return tuple(one.typed for one in self.concepts if not holds(said, one, self.sure))

    def _stems(self, texts: tuple[str, ...]) -> frozenset[str]:
        return self.known.stems(texts[0]) if len(texts) == 1 else self.known.all_stems(texts)

    @cached_property
    def _sure(self) -> list[tuple[list[tuple[str, ...]], float]]:
        """For each concept the ways by which a text holds it, and how telling it is."""
        return [([way.stems for way in one.ways if way.weight >= self.sure], worth) for one, worth in self._pairs()]

    @cached_property
    def _whole(self) -> float:
        return sum(self.telling) or 1.0

    def without(self, typed: Iterable[str]) -> "Asked":
        """The same without some words."""
        left = set(typed)
        kept = [pair for pair in self._pairs() if pair[0].typed not in left]
        return replace(self, concepts=tuple(one for one, _ in kept), telling=tuple(worth for _, worth in kept))

    def lighter(self, typed: Iterable[str]) -> "Asked":
        """The same, with verbs of what is done to a thing telling little: "afskaffe" and "nedlægge" are one to the one
        who asks."""
        verbs = set(typed)
        telling = [
            worth * (A_VERB if one.typed in verbs else 1.0)
            for one, worth in zip(self.concepts, self.telling, strict=True)
        ]
        return replace(self, telling=tuple(telling))

    def of_things(self) -> "Asked":
        """The same, with every verb, every span of time, and every word that is weak beside others, telling little: a
        text says what is done, how long and how much in other words than the one who asks."""
        pairs = zip(self.concepts, self.telling, strict=True)
        light = (one.verb or one.weak or is_span(one.typed) for one in self.concepts)
        return replace(
            self,
            telling=tuple(worth * (A_VERB if less else 1.0) for less, (_, worth) in zip(light, pairs, strict=True)),
        )

    def in_parts(self, but: Collection[str] = ()) -> "Asked":
        """The same, with a compound said by a text that holds all of its parts: a "stomigennemgang" is a "gennemgang af
        stomiprodukter". The words of a name (`but`) are said as they are."""
        parted = (one if one.typed in but else _parted(one, self.sure) for one in self.concepts)
        return replace(self, concepts=tuple(parted))

    def _pairs(self) -> Iterable[tuple[Concept, float]]:
        return zip(self.concepts, self.telling, strict=True)


def asked_for(
    words_of: Sequence[str], language: str, library: Library, of: str = "passages", sure: float = SURE
) -> Asked:
    """The concepts of some words, as the texts of a kind (`entries`, `passages`, `milestones`, `remarks`) know them;
    none of them where no document is a report."""
    known = words_of and (of not in OF_REPORTS or len(library.postings(of).units))
    found = library.concepts(words_of, language, of) if known else ()
    found = tuple(_headed(one, library, of) for one in found)
    return Asked(found, tuple(library.telling(found, of)), sure, library.text_words)


def _headed(concept: Concept, library: Library, of: str) -> Concept:
    """The concept of a compound that no text holds, found as well by its last part where few texts hold that: what is
    said of "måtter" is said of "dørmåtter"."""
    parts = compound_parts(concept.typed) if concept.language == "da" and not concept.verb else ()
    if len(parts) < SEVERAL or stem(concept.typed) in library.postings(of).vocabulary:
        return concept
    head = Concept(parts[-1], parts[-1], (Way((stem(parts[-1]),), 1.0),))
    if library.telling((head,), of)[0] < RARE:
        return concept
    return replace(concept, ways=(replace(head.ways[0], weight=THING), *concept.ways))


def holds(said: frozenset[str], concept: Concept, sure: float = SURE) -> bool:
    """Is the concept, by a way that is near to it, among these stems?"""
    return any(way.weight >= sure and said.issuperset(way.stems) for way in concept.ways)


def _nearness(said: frozenset[str], concept: Concept, sure: float) -> float:
    """How near a text comes to a concept: wholly where it holds it, else as much as the nearest way that it holds."""
    near = max((way.weight for way in concept.ways if way.weight >= NEAR and said.issuperset(way.stems)), default=0.0)
    return 1.0 if near >= sure else near


def _parted(concept: Concept, sure: float) -> Concept:
    return replace(concept, ways=tuple(replace(way, weight=sure) if _is_in_parts(way) else way for way in concept.ways))


def _is_in_parts(way: Way) -> bool:
    return len(way.stems) > 1 and NEAR <= way.weight < SURE


@lru_cache(maxsize=20_000)
def heads(text: str) -> frozenset[str]:
    """The stems of the words of a text, and of the last parts of its compounds, which say what they are: of the number
    of a thing ("elevtal") the thing."""
    return frozenset(stem(one) for word in words(text) for one in (word, *_last_parts(word)))


def _last_parts(word: str) -> Sequence[str]:
    parts = compound_parts(word)
    return parts[-2:] if parts[-1:] == (OF_A_NUMBER,) else parts[-1:]
