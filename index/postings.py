"""The inverted index on disk: for each term of a segment, the units that hold it and how often in which field.

A segment is one document's units of one kind ("entry" or "passage"), so a document is taken out of the index by
deleting its segments, and nothing is kept in memory between questions but the vocabulary and the lengths.
"""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.danish import tokens_of, words
from index.database import Connection

FIELDS = ("title", "label", "summary", "body")
BITS = 16  # of a count; the counts of a token in all fields are added as one number
MOST = 1000  # of one word in one field: more tells nothing more, and the counts cannot run into each other
AT_ONCE = 500  # parameters of one statement
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is indexed as one: the id of an entry or passage, and its text by field, in the order of `FIELDS`."""

    id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """The rows of the units that hold a term, rising, and how often: an array of shape (units, fields)."""

    rows: Ints
    counts: NDArray[np.uint16]


def write(connection: sqlite3.Connection, document_id: int, kind: str, units: Iterable[Unit]) -> None:
    """Add one segment with `units` (ids rising). Runs inside the caller's transaction."""
    ids, lengths = array("q"), array("H")
    postings: dict[str, tuple[array[int], array[int]]] = {}
    for at, unit in enumerate(units):
        ids.append(unit.id)
        for token, counts in _counts(unit, lengths).items():
            entry = postings.get(token)
            if entry is None:
                entry = postings[token] = (array("I"), array("Q"))
            entry[0].append(at)
            entry[1].append(counts)
    if not ids:
        return
    segment = connection.execute(
        "INSERT INTO segments (document_id, kind, units, lengths) VALUES (?, ?, ?, ?)",
        (document_id, kind, ids.tobytes(), lengths.tobytes()),
    ).lastrowid
    connection.executemany(
        "INSERT INTO postings (segment_id, term, df, units, counts) VALUES (?, ?, ?, ?, ?)",
        ((segment, term, len(at), at.tobytes(), counts.tobytes()) for term, (at, counts) in sorted(postings.items())),
    )


def _counts(unit: Unit, lengths: "array[int]") -> dict[str, int]:
    """How often each token stands in each field of `unit`: the count of field n in the n-th BITS bits. The lengths
    of the fields are added to `lengths`."""
    counted: dict[str, int] = {}
    for field, text in enumerate(unit.fields):
        length, shift = 0, BITS * field
        for word, times in Counter(words(text)).items():
            found = tokens_of(word)
            length += times * len(found)
            more = min(times, MOST) << shift
            for token in found:
                counted[token] = counted.get(token, 0) + more
        lengths.append(min(length, 65535))
    return counted


class Postings:
    """A reader of the segments of one kind as they stand at one moment. A unit's row is its place in `units`."""

    def __init__(self, connect: Callable[[], Connection], kind: str) -> None:
        self._connect = connect
        found = connect().execute("SELECT id, units, lengths FROM segments WHERE kind = ?", (kind,)).fetchall()
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

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Every term and in how many units it stands."""
        marks = ",".join(str(int(segment)) for segment in self._starts)
        rows = self._connect().execute(
            f"SELECT term, sum(df) FROM postings WHERE segment_id IN ({marks}) GROUP BY term"  # noqa: S608 - ids of ours
        )
        return dict(rows.fetchall())

    def find(self, terms: Sequence[str]) -> dict[str, Matches]:
        """Where each of `terms` stands; a term that stands nowhere is left out."""
        found: dict[str, list[tuple[int, bytes, bytes]]] = {}
        for start in range(0, len(terms), AT_ONCE):
            batch = terms[start : start + AT_ONCE]
            marks = ",".join("?" * len(batch))
            rows = self._connect().execute(
                f"SELECT term, segment_id, units, counts FROM postings WHERE term IN ({marks})",  # noqa: S608 - only marks
                tuple(batch),
            )
            for term, segment, units, counts in rows:
                if segment in self._starts:
                    found.setdefault(term, []).append((self._starts[segment], units, counts))
        return {term: _joined(sorted(pieces)) for term, pieces in found.items()}


def _joined(pieces: list[tuple[int, bytes, bytes]]) -> Matches:
    rows = [np.frombuffer(units, np.uint32).astype(np.int64) + start for start, units, _ in pieces]
    counts = np.frombuffer(b"".join(blob for _, _, blob in pieces), np.uint16)
    return Matches(np.concatenate(rows), counts.reshape(-1, len(FIELDS)))
