"""rank-bm25 as it comes: every document is scored for every question."""

import pickle
from pathlib import Path

from rank_bm25 import BM25Okapi

from bench.engines import BEST, WORD, Rows


class Plain(Rows):
    def build(self, folder: Path) -> None:
        index = BM25Okapi([WORD.findall(text.lower()) for text in self.joined])
        with (folder / "rank.pickle").open("wb") as file:
            pickle.dump(index, file, protocol=pickle.HIGHEST_PROTOCOL)

    def open(self, folder: Path) -> None:
        with (folder / "rank.pickle").open("rb") as file:
            self.index = pickle.load(file)

    def ask(self, question: str) -> int:
        scores = self.index.get_scores(WORD.findall(question.lower()))
        best = scores.argsort()[::-1][:BEST]
        return int((scores[best] > 0).sum())


engine = Plain
