"""The order of the hits is rank-bm25's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from index.search.ranking import K1, B, Candidates, damping, inverse_frequency, saturation
from tests.soak import examples

CORPUS = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=12), min_size=2, max_size=12)


def whole(corpus: list[list[str]]) -> BM25Plus:
    """The library as it comes, over everything."""
    return BM25Plus(corpus, k1=K1, b=B, delta=0.0)


def candidates(corpus: list[list[str]], chosen: list[int]) -> Candidates:
    """Only the chosen documents, with the statistics of all."""
    counts = [{token: float(corpus[n].count(token)) for token in corpus[n]} for n in chosen]
    holding = {token: sum(token in text for text in corpus) for text in corpus for token in text}
    idf = {token: inverse_frequency(len(corpus), count) for token, count in holding.items()}
    lengths = np.array([float(len(corpus[n])) for n in chosen])
    return Candidates(counts, lengths, float(np.mean([len(text) for text in corpus])), idf)


@pytest.mark.slow
@given(CORPUS, st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4, unique=True))
@examples(100)
def test_candidates_score_as_the_whole_collection_would(corpus: list[list[str]], query: list[str]) -> None:
    """Choosing candidates first changes no score, whatever the texts and the query."""
    chosen = [n for n, text in enumerate(corpus) if set(text) & set(query)]
    everything = whole(corpus).get_scores(query)
    if chosen:
        assert np.allclose(candidates(corpus, chosen).scores(query), everything[chosen])


def test_a_match_scores_above_zero_even_when_every_document_has_it() -> None:
    """A match is a shared token: in a small or uniform collection it still counts."""
    assert (candidates([["a"], ["a"], ["a"]], [0, 1, 2]).scores(["a"]) > 0).all()


def test_no_candidates_give_no_scores() -> None:
    """An empty choice is no division by zero."""
    assert len(Candidates([], np.empty(0), 0.0, {}).scores(["a"])) == 0


def test_saturation_is_the_formula_of_the_library() -> None:
    """Candidates are chosen with the same numbers as they are ordered with."""
    corpus = [["a", "a", "b"], ["a"], ["b", "b"]]
    expected = whole(corpus).get_scores(["a"])[0]
    counted = saturation(np.array([2.0]), damping(np.array([3.0]), 2.0)) * inverse_frequency(3, 2)
    assert np.allclose(counted, expected)
