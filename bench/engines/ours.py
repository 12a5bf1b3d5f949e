"""The product: what `sagsbot load` does with text, then questions answered with their card. What it needs is imported
as the command line does, after its first step."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.__main__ import prepare

if TYPE_CHECKING:
    from index.db.engine import ServerAddress
    from records import Proposal

NOW = datetime(2025, 3, 3, 9, 0)


class Ours:
    def prepare(self, folder: Path, proposals: "Sequence[Proposal]") -> None:
        from bench.generate import A_DOCUMENT, idea_bank  # noqa: PLC0415  # as in questions.py

        for first in range(0, len(proposals), A_DOCUMENT):
            text = idea_bank(proposals[first : first + A_DOCUMENT])
            (folder / f"ideer-{first // A_DOCUMENT + 1:03}.txt").write_text(text, encoding="utf-8")

    def build(self, folder: Path) -> None:
        prepare()
        from bot.ingest.loading import Load, load_files, store_to_fill  # noqa: PLC0415

        store = store_to_fill(folder / "sagsbot.db")
        for report in load_files(store, sorted(folder.glob("ideer-*.txt")), Load(NOW, baseline=True)):
            if report.refused:
                sys.exit(f"{report.name}: {report.refused}")
        store.close()

    def open(self, folder: Path) -> None:
        prepare()
        self.use(folder / "sagsbot.db")

    def use(self, address: "Path | ServerAddress") -> None:
        """Answer from this database."""
        from answers import answer  # noqa: PLC0415
        from index.search.search_facade import Library  # noqa: PLC0415
        from index.store.store import Store  # noqa: PLC0415
        from templates import render  # noqa: PLC0415

        self.library = Library(Store(address, create=False))
        self.answer, self.render = answer, render

    def ask(self, question: str) -> int:
        with self.library.store.file.reading():
            found = self.answer(question, self.library, NOW.date())
            self.render(found)
        return found.total


engine = Ours
