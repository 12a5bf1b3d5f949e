"""Topic → ranked units. Pure but for the reading of postings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.search.arrays import Floats, Ints, Mask
from index.search.concepts import Concept, Way
from index.search.postings import Matches, Postings
from index.search.ranking import Candidates, damping, inverse_frequency, saturation
from index.search.recent import Key
from index.search.spelling import english_frequency
from index.search.tokenizer import PART, rareness, words

# How much a word counts in each field of FIELDS: title, label (areas, measures, code), summary, body.
FIELD_WEIGHTS = np.array([6.0, 1.5, 3.0, 0.6])
TITLE, LABEL, SUMMARY, BODY = range(len(FIELD_WEIGHTS))
# A text is about what its title says; what its summary says twice, or once where it is short; what its body says often.
# A neighbour of the word (below NAMED) and a label, which is coarse, need more: see `_Found`.
SHORT, TWICE, OFTEN = 140, 2, 8
NAMED = 0.9
A_PART = 0.8  # a word inside a compound counts a little less than the word itself
SURE = 0.7  # a way this near to the concept is the concept
# A faint way (one part of a compound) that very many units hold tells nothing: "service" of "madservice".
FAINT, FEW, COMMON = 0.2, 20, 0.08
TIE = 1e-12  # equals keep the order of loading
UNTRANSLATED = 1.5  # how much an English word tells that no text holds in Danish
MOST_SCORED = 500  # rank-bm25 scores so many; the rest keep the order of the same formula without it


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units best first. `strong` tells those that are about every concept and do not only mention it; `covered` the
    share of the concepts that a unit holds at all. `nearness` has a row for each concept: how near the nearest of its
    near ways is that each of the first MOST_SCORED units holds; 0 where it holds none. `missing` are the words, as they
    were typed, of the concepts that no unit of the whole collection holds by such a way. `phrased` are the units that
    are strong only if the words of a concept stand together in them: their text has to show it."""

    units: Ints
    strong: Mask
    scores: Floats
    covered: Floats
    nearness: Floats
    missing: tuple[str, ...] = ()
    phrased: tuple[tuple[Concept, Ints], ...] = ()

    @property
    def about(self) -> Ints:
        """The units that are about the topic, best first: what a list, a count or a sum may hold."""
        return self.units[self.strong]

    @property
    def near(self) -> Ints:
        """The units that only touch the topic, best first."""
        return self.units[~self.strong]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What is found of one concept: rows of units, the best way's weight and count, how near the nearest way is (0
    where none is near), whether it is prominent, and whether that is by several words only (`phrased`)."""

    rows: Ints
    weight: Floats
    count: Floats
    near: Floats
    strong: Mask
    phrased: Mask
    telling: float


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows that hold a word, rising, its weighted count in each, whether the row is about it (`prominent`), also
    where the word is only a neighbour of what was asked for (`foremost`), and whether it is a label there."""

    rows: Ints
    count: Floats
    prominent: Mask
    foremost: Mask
    labelled: Mask


_NOTHING = _Found(np.empty(0, np.int64), np.empty(0), *(np.empty(0, bool) for _ in range(3)))


def rank_units(postings: Postings, asked: tuple[Concept, ...], among: Mask | None = None) -> Ranking:
    """Every unit that holds a way of any concept, best first; `among` masks the units that may be found."""
    total = len(postings.units)
    lengths, average, damped = postings.recent.get(("lengths",), lambda: _lengths(postings))
    telling = [not concept.weak for concept in asked]
    evidence = _evidence(postings, asked)
    scores, strong, covered = np.zeros(total), np.ones(total, bool), np.zeros(total)
    for one, needed in zip(evidence, telling, strict=True):
        scores[one.rows] += one.telling * one.weight * saturation(one.count, damped[one.rows])
        covered[one.rows] += 1 / len(asked)
        if needed or not any(telling):
            about = np.zeros(total, bool)
            about[one.rows] = one.strong
            strong &= about
    rows = np.flatnonzero(covered > 0 if among is None else (covered > 0) & among)
    rows = rows[np.argsort(-scores[rows] + rows * TIE)]
    rows, exact, nearness = _ranked(rows, evidence, lengths, average)
    scores[rows[: len(exact)]] = exact
    missing = tuple(concept.typed for concept, one in zip(asked, evidence, strict=True) if not one.near.any())
    phrased = tuple(
        (concept, postings.units[one.rows[one.phrased & strong[one.rows]]])
        for concept, one in zip(asked, evidence, strict=True)
    )
    return Ranking(postings.units[rows], strong[rows], scores[rows], covered[rows], nearness, missing, phrased)


def _lengths(postings: Postings) -> tuple[Floats, float, Floats]:
    """The weighted length of each unit, their average, and how much each damps a count."""
    lengths = postings.lengths @ FIELD_WEIGHTS
    average = float(lengths.mean()) if len(lengths) else 0.0
    return lengths, average, damping(lengths, average)


def _evidence(postings: Postings, asked: tuple[Concept, ...]) -> list[_Evidence]:
    """What is found of each concept: the words of those that were not looked for lately are read at once."""
    concepts = {("evidence", one): one for one in asked}

    def make(missing: Sequence[Key]) -> list[_Evidence]:
        wanted = [concept for key, concept in concepts.items() if key in missing]
        words = _words(postings, wanted)
        return [_of_concept(one, words, postings) for one in wanted]

    return postings.recent.get_all([("evidence", one) for one in asked], make)


def _words(postings: Postings, asked: Sequence[Concept]) -> dict[str, _Found]:
    """For every stem of the concepts, where it stands as a word or inside one."""
    stems = {stem for concept in asked for way in concept.ways for stem in way.stems}
    matches = postings.find(sorted(stems | {PART + stem for stem in stems}))
    words = _weighted(matches, postings.lengths)
    found = {}
    for stem in stems:
        if pieces := [words[one] for one in (stem, PART + stem) if one in words]:
            found[stem] = pieces[0] if len(pieces) == 1 else _either(pieces, len(postings.units))
    return found


def _weighted(matches: Matches, lengths: Ints) -> dict[str, _Found]:
    """What each term says of the units that hold it."""
    rows, counts = matches.rows, matches.counts
    summary, short = counts[:, SUMMARY], lengths[rows, SUMMARY] <= SHORT
    foremost = (counts[:, TITLE] > 0) | (summary >= TWICE) | (counts[:, BODY] >= OFTEN)
    marks = (foremost | ((summary > 0) & short), foremost, counts[:, LABEL] > 0)
    weights = {term: FIELD_WEIGHTS * A_PART if term.startswith(PART) else FIELD_WEIGHTS for term in matches.terms}
    return {
        term: _Found(rows[at], counts[at] @ weights[term], *(mark[at] for mark in marks))
        for term, at in matches.terms.items()
    }


def _either(words: list[_Found], total: int) -> _Found:
    """The rows that hold any of `words`, with what they hold together."""
    count, marks = np.zeros(total), [np.zeros(total, bool) for _ in range(3)]
    for word in words:
        count[word.rows] += word.count
        for mark, one in zip(marks, (word.prominent, word.foremost, word.labelled), strict=True):
            mark[word.rows] |= one
    rows = np.flatnonzero(count > 0)  # numpy looks through truths ten times as fast as through numbers
    return _Found(rows, count[rows], *(mark[rows] for mark in marks))


def _all(words: list[_Found]) -> _Found:
    """The rows that hold all of `words`, with the count of the scarcest."""
    first, *others = sorted(words, key=lambda word: len(word.rows))
    rows, count, marks = first.rows, first.count, np.array((first.prominent, first.foremost, first.labelled))
    for other in others:
        at = np.minimum(np.searchsorted(other.rows, rows), len(other.rows) - 1)
        both = other.rows[at] == rows
        rows, at = rows[both], at[both]
        count = np.minimum(count[both], other.count[at])
        marks = marks[:, both] & np.array((other.prominent, other.foremost, other.labelled))[:, at]
    return _Found(rows, count, *marks)


def _of_concept(concept: Concept, found: dict[str, _Found], postings: Postings) -> _Evidence:
    _, _, damped = postings.recent.get(("lengths",), lambda: _lengths(postings))
    total = len(damped)
    best, weight, count, near = (np.zeros(total) for _ in range(4))
    strong, phrased = np.zeros(total, bool), np.zeros(total, bool)
    for way in concept.ways:
        one = _way(way, found)
        if not len(one.rows) or (way.weight <= FAINT and len(one.rows) > max(FEW, total * COMMON)):
            continue
        worth = way.weight * saturation(one.count, damped[one.rows])
        better = worth > best[one.rows]
        at = one.rows[better]
        best[at], weight[at], count[at] = worth[better], way.weight, one.count[better]
        if way.weight >= SURE:
            named = one.labelled if way.weight >= NAMED else np.zeros(len(one.rows), bool)
            about = one.prominent if way.weight >= NAMED else one.foremost
            (phrased if len(way.stems) > 1 else strong)[one.rows] |= about
            strong[one.rows] |= named
            near[one.rows] = np.maximum(near[one.rows], way.weight)
    rows = np.flatnonzero(best > 0)
    telling = inverse_frequency(total, int(np.count_nonzero(near)) or len(rows))
    phrased &= ~strong
    strong |= phrased
    return _Evidence(rows, weight[rows], count[rows], near[rows], strong[rows], phrased[rows], telling)


def _way(way: Way, found: dict[str, _Found]) -> _Found:
    words = [found[stem] for stem in way.stems if stem in found]
    if len(words) < len(way.stems):
        return _NOTHING
    return words[0] if len(words) == 1 else _all(words)


def _ranked(rows: Ints, evidence: list[_Evidence], lengths: Floats, average: float) -> tuple[Ints, Floats, Floats]:
    """The rows, the first in the order that rank-bm25 gives them (ties keep the order of loading), with the scores of
    these and how near they come to each concept."""
    chosen, rest = np.sort(rows[:MOST_SCORED]), rows[MOST_SCORED:]
    counts: list[dict[str, float]] = [{} for _ in chosen]
    idf: dict[str, float] = {}
    nearness = np.zeros((len(evidence), len(chosen)))
    for number, one in enumerate(evidence):
        _, at, held = np.intersect1d(chosen, one.rows, assume_unique=True, return_indices=True)
        nearness[number, at] = one.near[held]
        tokens = {weight: f"{number}@{weight:.3f}" for weight in dict.fromkeys(one.weight[held].tolist())}
        idf |= {token: one.telling * weight for weight, token in tokens.items()}
        for row, weight, count in zip(at.tolist(), one.weight[held].tolist(), one.count[held].tolist(), strict=True):
            counts[row][tokens[weight]] = count
    scores = Candidates(counts, lengths[chosen], average, idf).scores(sorted(idf))
    order = np.argsort(-scores, kind="stable")
    return np.concatenate([chosen[order], rest]), scores[order], nearness[:, order]


def told_by(asked: Sequence[Concept], postings: Postings) -> list[float]:
    """How much each of these concepts tells in some texts (`Library.telling`)."""
    stems = sorted({stem for one in asked for way in one.ways if way.weight >= SURE for stem in way.stems})
    holding = postings.holding([*stems, *(PART + stem for stem in stems)])
    return [_told_by(one, holding, len(postings.units)) for one in asked]


def _told_by(concept: Concept, holding: Mapping[str, int], total: int) -> float:
    ways = [way.stems for way in concept.ways if way.weight >= SURE]
    held = [min(holding.get(stem, 0) + holding.get(PART + stem, 0) for stem in way) for way in ways]
    common = english_frequency if concept.language == "en" else lambda _: 0.0
    rare = max((rareness(word, common(word)) for word in words(concept.typed)), default=1.0)
    if concept.language == "en" and not any(held):
        return UNTRANSLATED
    return rare * inverse_frequency(total, min(max(held, default=0), total))
