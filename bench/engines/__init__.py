"""What is measured side by side, an engine a module, so that a process imports only the one it measures.

The plain engines do less than sagsbot: they split a question into words and return the BEST rows. Sagsbot starts from
the text of an idea bank; its questions have filters, codes and sums read out of them, and end as a rendered card.
"""

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from records import Proposal

BEST = 20
WORD = re.compile(r"\w+")
# engine → its module and what it is made with
ENGINES = {
    "sagsbot": ("ours", ()),
    "fts5-unicode61": ("fulltext", ("unicode61",)),
    "fts5-trigram": ("fulltext", ("trigram",)),
    "bm25s-snowball": ("snowball", ()),
    "rank-bm25": ("plain", ()),
}


class Engine(Protocol):
    def prepare(self, folder: Path, proposals: Sequence[Proposal]) -> None:
        """Put down what a load starts from; not measured."""

    def build(self, folder: Path) -> None:
        """Load everything and leave an index in the folder."""

    def open(self, folder: Path) -> None:
        """Make ready to answer from the index in the folder."""

    def ask(self, question: str) -> int:
        """Answer; how many hits were found."""


class Rows:
    """What the plain engines share: they are handed titles and summaries as they are."""

    def prepare(self, folder: Path, proposals: Sequence[Proposal]) -> None:
        self.texts = [(proposal.title, proposal.summary) for proposal in proposals]

    @property
    def joined(self) -> list[str]:
        return [f"{title} {summary}" for title, summary in self.texts]


def engine(name: str) -> Engine:
    module, arguments = ENGINES[name]
    made: Callable[..., Engine] = import_module(f"bench.engines.{module}").engine
    return made(*arguments)
