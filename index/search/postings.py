"""The inverted index on disk: for each term of a segment, the units that hold it and how often in which field.

A segment is one document's units of one kind ("entry", "passage", "milestone" or "remark"), so a document is taken out
of the index by deleting its segments, and nothing is kept in memory between questions but the lengths.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice

import numpy as np

from index.db.gateway import Reader, Writer
from index.search.arrays import Counts, Ints, Numbers, Rows
from index.search.recent import Recent
from index.search.text_words import keep_stems
from index.search.tokenizer import tokens_of, words
from index.search.vocabulary import Indexed, of_segments, terms_of

FIELDS = ("title", "label", "summary", "body")
MOST = 1000  # of one token in one field: more tells nothing more
MOST_LENGTH = 65_535
CONCEPTS = 64  # of which it is kept where they stand
A_SEGMENT = 20_000  # units of a segment at most, so that a long document needs no more memory than a short one
_ROW = np.dtype(np.uint32).itemsize  # of a row of a unit as it is kept


@dataclass(frozen=True, slots=True)
class IndexedUnit:
    """What is indexed as one: the id of an entry or passage, and its text by field, in the order of `FIELDS`."""

    id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """Where terms stand: each term's stretch of what follows, the rows of the units that hold it, rising, and how often
    these do: an array of shape (rows, fields)."""

    terms: dict[str, slice]
    rows: Ints
    counts: Counts


def write_postings(db: Writer, document_id: int, kind: str, units: Iterable[IndexedUnit]) -> None:
    """Add the segments of a document's `units` (ids rising). Runs inside the caller's transaction."""
    numbers = _Numbers()
    waiting = iter(units)
    while lot := list(islice(waiting, A_SEGMENT)):
        _write_segment(db, document_id, kind, lot, numbers)
    keep_stems(db, numbers)


class _Numbers(dict[str, tuple[int, ...]]):
    """The tokens of a word as numbers, given in the order in which the tokens are first met."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}

    def __missing__(self, word: str) -> tuple[int, ...]:
        found = self[word] = tuple(self.of.setdefault(token, len(self.of)) for token in tokens_of(word))
        return found


_SEGMENT = "INSERT INTO segments (document_id, kind, units, lengths) VALUES (:document, :kind, :units, :lengths)"


def _write_segment(db: Writer, document_id: int, kind: str, units: list[IndexedUnit], numbers: _Numbers) -> None:
    tokens, sizes = array("i"), array("I")
    for unit in units:
        for text in unit.fields:
            found = [number for word in words(text) for number in numbers[word]]
            tokens.extend(found)
            sizes.append(len(found))
    ids = np.array([unit.id for unit in units], np.int64)
    lengths = np.minimum(np.frombuffer(sizes, np.uint32), MOST_LENGTH).astype(np.uint16)
    segment = db.insert(_SEGMENT, document=document_id, kind=kind, units=ids.tobytes(), lengths=lengths.tobytes())
    names = list(numbers.of)
    db.copy(
        "postings",
        ("segment_id", "term", "df", "units", "counts"),
        (
            (segment, names[term], len(at), at.tobytes(), counts.tobytes())
            for term, at, counts in _by_term(np.frombuffer(tokens, np.int32), np.frombuffer(sizes, np.uint32))
        ),
    )


def _by_term(tokens: Numbers, sizes: Rows) -> Iterator[tuple[int, Rows, Counts]]:
    """For each term: the rows that hold it, rising, and its counts by field.

    `tokens` are all tokens, field after field and unit after unit; `sizes` says how many each field of each unit has.
    """
    slots = len(sizes)
    place = np.repeat(np.arange(slots, dtype=np.int64), sizes)
    key, times = np.unique(tokens.astype(np.int64) * slots + place, return_counts=True)
    pair, at = np.unique(key // len(FIELDS), return_inverse=True)  # a term in a unit, whatever the field
    counts = np.zeros((len(pair), len(FIELDS)), np.uint16)
    counts[at, key % len(FIELDS)] = np.minimum(times, MOST)
    units = slots // len(FIELDS)
    terms, first = np.unique(pair // max(units, 1), return_index=True)
    rows = (pair % max(units, 1)).astype(np.uint32)
    ends = [*first[1:], len(pair)]
    for term, start, end in zip(terms, first, ends, strict=True):
        yield int(term), rows[start:end], counts[start:end]


class Postings:
    """A reader of the segments of one kind as they stand at one moment. A unit's row is its place in `units`."""

    def __init__(self, reader: Callable[[], Reader], kind: str) -> None:
        self._reader = reader
        found = reader().rows("SELECT id, units, lengths FROM segments WHERE kind = :kind ORDER BY id", kind=kind)
        # Ids only grow and a segment is written at once, so segments in the order of their first unit are all in order.
        pieces = sorted(
            (
                (np.frombuffer(units, np.int64), segment, np.frombuffer(lengths, np.uint16))
                for segment, units, lengths in found
            ),
            key=lambda piece: int(piece[0][0]),
        )
        self.units: Ints = np.concatenate([np.empty(0, np.int64), *(units for units, _, _ in pieces)])
        lengths = np.concatenate([np.empty(0, np.uint16), *(lengths for _, _, lengths in pieces)])
        self.lengths = lengths.reshape(-1, len(FIELDS))
        starts = np.cumsum([0, *(len(units) for units, _, _ in pieces)])
        self._starts = {segment: int(start) for (_, segment, _), start in zip(pieces, starts, strict=False)}
        self._within = of_segments(self._starts)
        self.recent = Recent(CONCEPTS)

    @cached_property
    def vocabulary(self) -> Indexed:
        """The terms that the units hold."""
        return terms_of(self._reader, self._starts)

    def holding(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many units each of `terms` stands; a term that stands nowhere is left out."""
        found: dict[str, int] = {}
        sql = f"SELECT term, df FROM postings WHERE term IN :terms AND {self._within}"  # noqa: S608 - ids of ours
        for term, df in self._reader().each(sql, terms=list(terms)):
            found[term] = found.get(term, 0) + df
        return found

    def find(self, terms: Sequence[str]) -> Matches:
        """Where each of `terms` stands; a term that stands nowhere is left out."""
        sql = f"SELECT term, segment_id, units, counts FROM postings WHERE term IN :terms AND {self._within}"  # noqa: S608
        rows = self._reader().rows(sql, terms=list(terms))
        pieces = sorted((term, self._starts[segment], *kept) for term, segment, *kept in rows)
        sizes = [len(units) // _ROW for *_, units, _ in pieces]
        stretches: dict[str, slice] = {}
        for (term, *_), size, end in zip(pieces, sizes, accumulate(sizes), strict=True):
            first = stretches.get(term)
            stretches[term] = slice(first.start if first else end - size, end)
        found = np.frombuffer(b"".join(units for *_, units, _ in pieces), np.uint32).astype(np.int64)
        found += np.repeat(np.array([start for _, start, _, _ in pieces], np.int64), sizes)
        counts = np.frombuffer(b"".join(kept for *_, kept in pieces), np.uint16)
        return Matches(stretches, found, counts.reshape(-1, len(FIELDS)))
