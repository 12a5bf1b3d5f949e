"""Which cases a question is about: its topic, its limits, its order, brought together."""

from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_

import numpy as np

from answers.hits import CaseHits, hits
from filters.conditions import only_code
from filters.fields import FIELDS
from index.search.arrays import Ints, Mask
from index.search.concepts import Concept
from index.search.search_facade import Library
from questions.query import Filter, Query
from records import Hit, Note, names

NEAREST = 3
ITS_VERB = 0.5  # how much a verb of what is done to a thing tells beside the thing
BESIDE = 0.3  # a word that tells less than so much of the one that tells most need not be what a list is about
SPECIFIC = 3.0  # how much a thing tells that a list is about whatever is done to it: not "bygge skoler"
NEAR_TOPIC = 20  # so many that only come near a topic are told, apart from those that are about it
# Limits on milestones, and on reports, are no limits on entries.
_ELSEWHERE = ("due", "responsible", "since", "until")


@dataclass(frozen=True, slots=True)
class Selection:
    """The first entries of the cases that meet every limit and are about the topic, best first. `near` are those that
    only come near the topic: they are counted nowhere. What the topic was read as, and notes on the reading. `every`
    are all entries of those cases that meet the limits: a case can stand under several areas with a share in each."""

    ids: Ints
    near: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    concepts: tuple[Concept, ...] = ()
    notes: tuple[Note, ...] = ()
    every: Ints = field(default_factory=lambda: np.empty(0, np.int64))


def limits(query: Query) -> tuple[Filter, ...]:
    """The limits of `query` that entries can meet."""
    return tuple(f for f in query.filters if f.field not in _ELSEWHERE)


def select(query: Query, library: Library, kind: str = "", gone: bool = False) -> Selection:
    """The cases that meet every limit and are about the topic, and apart from them those that only come near it. With
    `gone` cases that are no longer reported are among them."""
    among = _among(query, library, kind, gone)
    if not query.topic:
        every = library.columns.ids[among]
        return Selection(_limited(_ordered(every, query, library), query), every=every)
    asked = library.concepts(query.topic, query.language)
    ranking = library.rank(asked, among)
    if not ranking.strong.any() and (things := _things(asked, query, library)):
        ranking = library.rank(things, among)
    listed = query.intent == "search" and query.rows and not ranking.strong.any()
    most = _most(asked, library) if listed else ()
    without = library.rank(most, among) if most else ranking
    left = tuple(one.typed for one in asked if one not in most) if without.strong.any() and most else ()
    ranking = without if left else ranking
    about = ranking.units[ranking.strong]
    if limits(query):
        about = _with_area(about, among, query, library)
    first = library.first_of_cases(np.concatenate([about, ranking.units[~ranking.strong]]))
    near = first[~np.isin(first, about)][:NEAR_TOPIC]
    asked = tuple(_as_written(one, library) for one in asked)
    beside = (Note("listed_without", {"words": list(left)}),) if left else ()
    notes = (*_spelling(asked), *beside, *_only_near(query, len(about), len(near)))
    return Selection(_limited(_ordered(about, query, library), query), near, asked, notes, about)


def _things(asked: tuple[Concept, ...], query: Query, library: Library) -> tuple[Concept, ...]:
    """What is asked about without the verbs of what is done to it ("at udskifte vejbelysning"), where the verbs tell
    less; () where nothing can be left out."""
    things = tuple(one for one in asked if one.typed not in query.acts)
    most = max(library.telling(things), default=0.0)
    less = all(worth * ITS_VERB < most for worth in library.telling([one for one in asked if one not in things]))
    return things if less and most >= SPECIFIC and len(things) < len(asked) else ()


def _most(asked: tuple[Concept, ...], library: Library) -> tuple[Concept, ...]:
    """What is asked about without the words that tell next to nothing beside the one that tells most ("robot vacuum
    cleaners in home care"); () where nothing can be left out."""
    telling = library.telling(asked)
    least = max(telling, default=0.0) * BESIDE
    most = tuple(one for one, worth in zip(asked, telling, strict=True) if worth > least)
    return most if least >= SPECIFIC * BESIDE and len(most) < len(asked) else ()


def _among(query: Query, library: Library, kind: str, gone: bool) -> Mask:
    among = library.matching(limits(query), kind, gone)
    if query.codes and query.measure:  # "hvad sparer de to tilsammen"
        coded = [only_code(one.code, one.year) for one in query.codes]
        among = among & reduce(or_, (library.matching([one], kind, gone) for one in coded))
    if not kind and query.kind_listed == "proposal":
        proposals = among & library.matching((), "proposal")
        among = proposals if proposals.any() else among
    return among


def _ordered(ids: Ints, query: Query, library: Library) -> Ints:
    if query.order and query.order.field in FIELDS:  # groups are sorted by their number
        ids = library.sorted(ids, query.order.field, query.order.descending)
    return library.first_of_cases(ids)


def reported(query: Query, library: Library) -> frozenset[int] | None:
    """The status rows, also those that are no longer reported, that meet the limits (but for colour, which changes) and
    are about the topic. None where the question has neither."""
    conditions = [one for one in limits(query) if one.field != "colour"]
    if not conditions and not query.topic:
        return None
    among = library.matching(conditions, "status", gone=True)
    ids = library.columns.ids[among]
    if query.topic:
        ranking = library.rank(library.concepts(query.topic, query.language), among)
        ids = ranking.units[ranking.strong]
    return frozenset(one.record_id for one in library.entries(ids).values())


def _only_near(query: Query, about: int, near: int) -> tuple[Note, ...]:
    """Where nothing is about the topic, what comes near is shown, and that it only comes near is said."""
    return (Note("only_near", {"what": " ".join(query.topic)}),) if near and not about else ()


def _with_area(ids: Ints, among: Mask, query: Query, library: Library) -> Ints:
    """ "Proposals on elderly care from Brøndby": a topic that is an area's name is met by the area's box as well."""
    area = names.area(" ".join(query.topic))
    if area not in library.names("area"):
        return ids
    boxed = library.columns.ids[among & library.matching([Filter("area", (area,))])]
    return np.concatenate([ids, boxed[~np.isin(boxed, ids)]])


def _limited(ids: Ints, query: Query) -> Ints:
    return ids[query.order.wanted] if query.order else ids


def _as_written(concept: Concept, library: Library) -> Concept:
    """A word that was taken for another one, as the texts write that."""
    return replace(concept, read=library.text_words.written(concept.read, concept.typed)) if concept.mended else concept


def _spelling(asked: tuple[Concept, ...]) -> tuple[Note, ...]:
    """A note for each word that was taken for another spelling."""
    return tuple(
        Note("spelled_as", {"typed": concept.typed, "read": concept.read}) for concept in asked if concept.mended
    )


def nearest_answer(query: Query, library: Library) -> tuple[Hit, ...]:
    """The nearest that is there when nothing fits: the topic without limits, else the limits with one taken off."""
    for looser in _looser(query):
        selection = select(looser, library)
        ids = selection.ids if len(selection.ids) else selection.near
        if len(ids):
            return hits(library, ids[:NEAREST])
    return ()


def _looser(query: Query) -> list[Query]:
    fewer = [query.without(f.id) for f in reversed(limits(query))]
    topical = [replace(query, filters=(), order=None)] if query.topic else []
    return fewer + topical


def found(library: Library, ids: Ints) -> CaseHits:
    return CaseHits(library, ids)
