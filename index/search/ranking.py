"""The order of the hits: rank-bm25 over candidates. This is the only place that knows the library."""

from collections.abc import Mapping, Sequence

import numpy as np
import rank_bm25

from index.search.arrays import Floats

K1 = 1.2
B = 0.4


class Candidates:
    """BM25+ over chosen documents only, with the statistics of the whole collection.

    The library wants every document in memory and scores each of them in Python, so this has what its BM25Plus has when
    it scores. Here `counts` holds the candidates'
    weighted token counts alone, `idf` comes from the index on disk, and so does the average length; the scores are the
    ones that the whole collection would give (a test holds that).
    """

    def __init__(
        self, counts: Sequence[Mapping[str, float]], lengths: Floats, average: float, idf: Mapping[str, float]
    ):
        self.corpus_size = len(counts)
        self.k1, self.b, self.delta = K1, B, 0.0
        self.doc_freqs, self.doc_len, self.avgdl, self.idf = counts, lengths, max(average, 1e-9), idf

    def scores(self, query: Sequence[str]) -> Floats:
        """A score for each candidate, in their order."""
        if not self.corpus_size:
            return np.empty(0)
        scorer = rank_bm25.BM25Plus  # the library runs when something is ranked: see `prepare` of `bot.__main__`
        return np.asarray(scorer.get_batch_scores(self, query, list(range(self.corpus_size))))


def inverse_frequency(units: int, holding: int) -> float:
    """How telling a token is that `holding` of `units` units have: the library's BM25+ formula, always above 0."""
    return float(np.log((units + 1) / max(holding, 1)))


def damping(lengths: Floats, average: float) -> Floats:
    """By how much the length of each text damps what a count adds to its score."""
    return np.asarray(K1 * (1 - B + B * (lengths / max(average, 1e-9))))


def saturation(count: Floats, damped: Floats) -> Floats:
    """What a count of so much adds to the score of a text that is so `damped`, before the token's weight (0 to
    K1 + 1)."""
    return np.asarray(count * (K1 + 1) / (damped + count))
