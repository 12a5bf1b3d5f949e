"""What is kept in memory of one revision of the store."""

from functools import cached_property

import numpy as np

from index.search.arrays import Ints, Mask
from index.search.columns import Columns
from index.search.coverage import CoveredDocument, covered_documents
from index.search.names import names_of
from index.search.postings import Postings
from index.search.recent import Recent
from index.search.text_words import TextWords
from index.search.vocabulary import Indexed, words_of_names
from index.store.store import Store
from index.store.timeline import Timeline, timeline
from records import Figure, codes

RANKINGS, TELLING = 64, 4_000  # rankings and readings of words that are kept; how telling concepts are
ANSWERS = 256  # questions as they were read, and their answers
_CODES = "SELECT code FROM entries WHERE code IS NOT NULL GROUP BY code ORDER BY min(id)"


class Revision:
    """What one revision of the store holds, read when it is first asked for."""

    def __init__(self, store: Store, number: int) -> None:
        self._store = store
        self.number = number
        self.recent, self.telling = Recent(RANKINGS), Recent(TELLING)
        self.answers = Recent(ANSWERS)
        self._names: dict[str, tuple[str, ...]] = {}

    def names(self, kind: str) -> tuple[str, ...]:
        """The distinct names of a kind: one of `index.search.names.KINDS`, or "code"."""
        if kind not in self._names:
            db = self._store.reader()
            self._names[kind] = tuple(row[0] for row in db.rows(_CODES)) if kind == "code" else names_of(db, kind)
        return self._names[kind]

    @cached_property
    def codes(self) -> dict[str, list[str]]:
        """The codes as they are printed, by the form in which a typed one is held against them."""
        found: dict[str, list[str]] = {}
        for one in self.names("code"):
            found.setdefault(codes.key(one), []).append(one)
        return found

    @cached_property
    def families(self) -> frozenset[str]:
        """The letters by which codes belong together ("BC")."""
        return frozenset().union(*(codes.families(one) for one in self.names("code")))

    @cached_property
    def entries(self) -> Postings:
        return Postings(self._store.reader, "entry")

    @cached_property
    def passages(self) -> Postings:
        return Postings(self._store.reader, "passage")

    @cached_property
    def cases(self) -> tuple[Ints, Ints]:
        """The ids of the entries of cases that have several, rising, and the case of each."""
        rows = self._store.reader().rows("SELECT id, case_id FROM entries WHERE case_id <> id ORDER BY id")
        pairs = np.array(rows, np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    @cached_property
    def shared_cases(self) -> frozenset[int]:
        """The cases that have several entries."""
        return frozenset(self.cases[1].tolist())

    @cached_property
    def columns(self) -> Columns:
        return Columns(self._store.reader)

    @cached_property
    def proposing(self) -> frozenset[str]:
        return frozenset(
            row[0] for row in self._store.reader().rows("SELECT DISTINCT municipality FROM proposals ORDER BY 1")
        )

    @cached_property
    def timeline(self) -> Timeline:
        return timeline(self._store.reader())

    @cached_property
    def covered(self) -> tuple[CoveredDocument, ...]:
        """The documents that there are to answer from."""
        return covered_documents(self._store.reader())

    @cached_property
    def milestones(self) -> Postings:
        return Postings(self._store.reader, "milestone")

    @cached_property
    def remarks(self) -> Postings:
        return Postings(self._store.reader, "remark")

    @cached_property
    def reported(self) -> Ints:
        """The status rows of the newest reports."""
        sql = "SELECT record_id FROM entries WHERE kind = 'status' AND current = 1 ORDER BY id"
        rows = self._store.reader().rows(sql)
        return np.fromiter((row[0] for row in rows), np.int64, len(rows))

    @cached_property
    def shown(self) -> Mask:
        """Which rows of the entries no newer report has replaced."""
        rows = self._store.reader().rows("SELECT id FROM entries WHERE current <> 1 ORDER BY id")
        return ~np.isin(self.entries.units, np.fromiter((row[0] for row in rows), np.int64, len(rows)))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The cells of the tables."""
        return tuple(self._store.figures().values())

    @cached_property
    def text_words(self) -> TextWords:
        return TextWords(self._store.reader)

    @cached_property
    def words_of_names(self) -> Indexed:
        return words_of_names(self._store.reader)
