"""The inverted index on disk: for each term of a segment, the units that hold it and how often in which field.

A segment is one document's units of one kind ("entry" or "passage"), so a document is taken out of the index by
deleting its segments, and nothing is kept in memory between questions but the vocabulary and the lengths.
"""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.danish import tokens
from index.database import Connection

FIELDS = ("title", "label", "summary", "body")
MOST = 255  # a count is kept in one byte
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Unit:
    """What is indexed as one: the id of an entry or passage, and its text by field, in the order of `FIELDS`."""

    id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """The units (ids, rising) that hold a term, and how often: an array of shape (units, fields)."""

    units: Ints
    counts: NDArray[np.uint8]


NOTHING = Matches(np.empty(0, np.int64), np.empty((0, len(FIELDS)), np.uint8))


def write(connection: sqlite3.Connection, document_id: int, kind: str, units: Iterable[Unit]) -> None:
    """Add one segment with `units` (ids rising). Runs inside the caller's transaction."""
    ids, lengths = array("q"), array("H")
    postings: dict[str, tuple[array[int], bytearray]] = {}
    for at, unit in enumerate(units):
        ids.append(unit.id)
        for token, counts in _counts(unit, lengths).items():
            entry = postings.get(token)
            if entry is None:
                entry = postings[token] = (array("I"), bytearray())
            entry[0].append(at)
            entry[1].extend(counts)
    if not ids:
        return
    segment = connection.execute(
        "INSERT INTO segments (document_id, kind, units, lengths) VALUES (?, ?, ?, ?)",
        (document_id, kind, ids.tobytes(), lengths.tobytes()),
    ).lastrowid
    connection.executemany(
        "INSERT INTO postings (segment_id, term, df, units, counts) VALUES (?, ?, ?, ?, ?)",
        ((segment, term, len(at), at.tobytes(), bytes(counts)) for term, (at, counts) in sorted(postings.items())),
    )


def _counts(unit: Unit, lengths: "array[int]") -> dict[str, bytearray]:
    """How often each token stands in each field of `unit`; the lengths of its fields are added to `lengths`."""
    counted: dict[str, bytearray] = {}
    for field, text in enumerate(unit.fields):
        found = tokens(text) if text else []
        lengths.append(min(len(found), 65535))
        for token, count in Counter(found).items():
            row = counted.get(token)
            if row is None:
                row = counted[token] = bytearray(len(FIELDS))
            row[field] = min(count, MOST)
    return counted


class Postings:
    """A reader of the segments of one kind as they stand at one moment."""

    def __init__(self, connect: Callable[[], Connection], kind: str) -> None:
        self._connect = connect
        rows = (
            connect().execute("SELECT id, units, lengths FROM segments WHERE kind = ? ORDER BY id", (kind,)).fetchall()
        )
        self._units = {segment: np.frombuffer(units, np.int64) for segment, units, _ in rows}
        lengths = [np.frombuffer(blob, np.uint16).reshape(-1, len(FIELDS)) for _, _, blob in rows]
        every = [*self._units.values()]
        self.units: Ints = np.concatenate(every) if every else np.empty(0, np.int64)
        self.lengths = np.concatenate(lengths) if lengths else np.empty((0, len(FIELDS)), np.uint16)
        order = np.argsort(self.units, kind="stable")
        self.units, self.lengths = self.units[order], self.lengths[order]
        self._vocabulary: dict[str, int] | None = None

    @property
    def vocabulary(self) -> dict[str, int]:
        """Every term and in how many units it stands."""
        if self._vocabulary is None:
            marks = ",".join(str(int(segment)) for segment in self._units)
            rows = self._connect().execute(
                f"SELECT term, sum(df) FROM postings WHERE segment_id IN ({marks}) GROUP BY term"  # noqa: S608 - ids of ours
            )
            self._vocabulary = dict(rows.fetchall())
        return self._vocabulary

    def find(self, terms: Sequence[str]) -> dict[str, Matches]:
        """Where each of `terms` stands; a term that stands nowhere is left out."""
        found: dict[str, list[tuple[Ints, NDArray[np.uint8]]]] = {}
        for start in range(0, len(terms), 500):
            batch = terms[start : start + 500]
            marks = ",".join("?" * len(batch))
            rows = self._connect().execute(
                f"SELECT term, segment_id, units, counts FROM postings WHERE term IN ({marks})",  # noqa: S608 - only marks
                tuple(batch),
            )
            for term, segment, units, counts in rows:
                if segment in self._units:
                    ids = self._units[segment][np.frombuffer(units, np.uint32)]
                    found.setdefault(term, []).append((ids, np.frombuffer(counts, np.uint8).reshape(-1, len(FIELDS))))
        return {term: _joined(pieces) for term, pieces in found.items()}


def _joined(pieces: list[tuple[Ints, NDArray[np.uint8]]]) -> Matches:
    if len(pieces) == 1:
        return Matches(*pieces[0])
    units = np.concatenate([ids for ids, _ in pieces])
    order = np.argsort(units, kind="stable")
    return Matches(units[order], np.concatenate([counts for _, counts in pieces])[order])
