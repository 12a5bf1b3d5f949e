"""bm25s with Danish Snowball stems."""

from pathlib import Path

import bm25s
import Stemmer

from bench.engines import BEST, Rows


class Snowball(Rows):
    def __init__(self) -> None:
        self.stemmer = Stemmer.Stemmer("danish")

    def _tokens(self, texts: list[str], ids: bool) -> object:
        return bm25s.tokenize(texts, stopwords=None, stemmer=self.stemmer, show_progress=False, return_ids=ids)

    def build(self, folder: Path) -> None:
        index = bm25s.BM25()
        index.index(self._tokens(self.joined, True), show_progress=False)
        index.save(folder / "bm25s")

    def open(self, folder: Path) -> None:
        self.index = bm25s.BM25.load(folder / "bm25s")

    def ask(self, question: str) -> int:
        best = min(BEST, self.index.scores["num_docs"])
        _, scores = self.index.retrieve(self._tokens([question], False), k=best, show_progress=False)
        return int((scores > 0).sum())


engine = Snowball
