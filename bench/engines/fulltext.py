"""SQLite's own full text index: every word of the question may match, its bm25() orders."""

import sqlite3
from pathlib import Path

from bench.engines import BEST, WORD, Rows


class FullText(Rows):
    def __init__(self, tokenizer: str) -> None:
        self.tokenizer = tokenizer

    def build(self, folder: Path) -> None:
        self.open(folder)
        self.db.execute(f"CREATE VIRTUAL TABLE rows USING fts5(title, summary, tokenize='{self.tokenizer}')")
        with self.db:
            self.db.executemany("INSERT INTO rows VALUES (?, ?)", self.texts)

    def open(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "fts5.db")

    def ask(self, question: str) -> int:
        wanted = " OR ".join(f'"{word}"' for word in WORD.findall(question))
        found = "SELECT rowid, title FROM rows WHERE rows MATCH ? ORDER BY bm25(rows, 6.0, 3.0) LIMIT ?"
        return len(self.db.execute(found, (wanted, BEST)).fetchall())


engine = FullText
