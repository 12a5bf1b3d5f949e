"""Topic → ranked units. Pure but for the reading of postings."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.concepts import Concept, Way
from index.danish import PART
from index.postings import Ints, Matches, Postings
from index.ranking import Candidates, Floats, inverse_frequency, saturation

# How much a word counts in each field of FIELDS: title, label (areas, measures, code), summary, body.
FIELD_WEIGHTS = np.array([6.0, 1.5, 3.0, 0.6])
PROMINENT = 3  # the first so many fields are what a proposal is about; the rest may only mention it
OFTEN = 8  # … unless it is mentioned so often
A_PART = 0.8  # a word inside a compound counts a little less than the word itself
SURE = 0.6  # a way this near to the concept is the concept
# A faint way (one part of a compound) that very many units hold tells nothing: "service" of "madservice".
FAINT, FEW, COMMON = 0.2, 20, 0.08
MOST_SCORED = 500  # rank-bm25 scores so many; the rest keep the order of the same formula without it


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units best first. `strong` tells those that are about every concept and do not only mention it; `covered` the
    share of the concepts that a unit holds at all."""

    units: Ints
    strong: NDArray[np.bool_]
    scores: Floats
    covered: Floats


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What is found of one concept: rows of units, the best way's weight and count, and whether it is prominent."""

    rows: Ints
    weight: Floats
    count: Floats
    strong: NDArray[np.bool_]
    telling: float


def search(postings: Postings, asked: tuple[Concept, ...], among: NDArray[np.bool_] | None = None) -> Ranking:
    """Every unit that holds a way of any concept, best first; `among` masks the units that may be found."""
    total = len(postings.units)
    lengths = postings.lengths @ FIELD_WEIGHTS
    average = float(lengths.mean()) if total else 0.0
    found = postings.find(sorted(_terms(asked)))
    evidence = [_evidence(postings, concept, found, lengths, average) for concept in asked]
    scores, strong = np.zeros(total), np.ones(total, bool)
    covered = np.zeros(total)
    for one in evidence:
        scores[one.rows] += one.telling * one.weight * saturation(one.count, lengths[one.rows], average)
        covered[one.rows] += 1 / len(asked)
        about = np.zeros(total, bool)
        about[one.rows] = one.strong
        strong &= about
    rows = np.flatnonzero(covered if among is None else covered * among)
    rows = rows[np.argsort(-scores[rows], kind="stable")]
    rows, exact = _ranked(rows, evidence, lengths, average)
    scores[rows[: len(exact)]] = exact
    return Ranking(postings.units[rows], strong[rows], scores[rows], covered[rows])


def _terms(asked: tuple[Concept, ...]) -> set[str]:
    stems = {stem for concept in asked for way in concept.ways for stem in way.stems}
    return stems | {PART + stem for stem in stems}


def _evidence(
    postings: Postings, concept: Concept, found: dict[str, Matches], lengths: Floats, average: float
) -> _Evidence:
    total = len(postings.units)
    best, weight, count = np.zeros(total), np.zeros(total), np.zeros(total)
    strong, holding = np.zeros(total, bool), np.zeros(total, bool)
    for way in concept.ways:
        rows, counts = _matches(postings, way, found)
        if not len(rows) or (way.weight <= FAINT and len(rows) > max(FEW, total * COMMON)):
            continue
        weighted = counts @ FIELD_WEIGHTS
        worth = way.weight * saturation(weighted, lengths[rows], average)
        better = worth > best[rows]
        at = rows[better]
        best[at], weight[at], count[at] = worth[better], way.weight, weighted[better]
        if way.weight >= SURE:
            strong[rows] |= counts[:, :PROMINENT].any(axis=1) | (counts[:, PROMINENT:].sum(axis=1) >= OFTEN)
            holding[rows] = True
    rows = np.flatnonzero(best)
    telling = inverse_frequency(total, int(holding.sum()) or len(rows))
    return _Evidence(rows, weight[rows], count[rows], strong[rows], telling)


def _matches(postings: Postings, way: Way, found: dict[str, Matches]) -> tuple[Ints, Floats]:
    """The rows that hold all stems of `way`, and the smallest of their counts by field."""
    rows, counts = _stem_matches(postings, way.stems[0], found)
    for stem in way.stems[1:]:
        others, more = _stem_matches(postings, stem, found)
        rows, here, there = np.intersect1d(rows, others, assume_unique=True, return_indices=True)
        # A wording may be spread over the fields of one unit: the best field of the scarcer word counts.
        counts = np.minimum(counts[here], more[there]) + 0.25 * np.minimum(
            counts[here].max(axis=1, initial=0), more[there].max(axis=1, initial=0)
        )[:, None] * np.array([0, 0, 0, 1.0])
    return rows, counts


def _stem_matches(postings: Postings, stem: str, found: dict[str, Matches]) -> tuple[Ints, Floats]:
    whole, part = found.get(stem), found.get(PART + stem)
    pieces = [(match, share) for match, share in ((whole, 1.0), (part, A_PART)) if match is not None]
    if not pieces:
        return np.empty(0, np.int64), np.empty((0, len(FIELD_WEIGHTS)))
    if len(pieces) == 1:
        match, share = pieces[0]
        return np.searchsorted(postings.units, match.units), match.counts * share
    ids, at = np.unique(np.concatenate([match.units for match, _ in pieces]), return_inverse=True)
    counts = np.zeros((len(ids), len(FIELD_WEIGHTS)))
    np.add.at(counts, at, np.concatenate([match.counts * share for match, share in pieces]))
    return np.searchsorted(postings.units, ids), counts


def _ranked(rows: Ints, evidence: list[_Evidence], lengths: Floats, average: float) -> tuple[Ints, Floats]:
    """The first rows in the order that rank-bm25 gives them; ties keep the order of loading."""
    chosen, rest = np.sort(rows[:MOST_SCORED]), rows[MOST_SCORED:]
    counts: list[dict[str, float]] = [{} for _ in chosen]
    idf: dict[str, float] = {}
    for number, one in enumerate(evidence):
        at = np.searchsorted(one.rows, chosen)
        at[at == len(one.rows)] = 0
        for row in np.flatnonzero(one.rows[at] == chosen) if len(one.rows) else ():
            token = f"{number}@{one.weight[at[row]]:.3f}"
            counts[row][token] = float(one.count[at[row]])
            idf[token] = one.telling * float(one.weight[at[row]])
    scores = Candidates(counts, lengths[chosen], average, idf).scores(sorted(idf))
    order = np.argsort(-scores, kind="stable")
    return np.concatenate([chosen[order], rest]), scores[order]
