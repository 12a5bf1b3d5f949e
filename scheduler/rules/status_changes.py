"""What a report that came in changes: which rows turned worse, which are new, which are gone. Pure.

A row is compared with the last report that had it; where the report takes the place of an earlier edition of itself,
with its row there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.state.alerts import Turn, turn
from index.state.people import case_of
from index.store.row_matching import movements
from index.store.timeline import RowHistory, StatusReport, arranged
from records import Movement, StatusRow
from records.movements import RANK, MovementKind

ALARMING = ("red", "yellow")


@dataclass(frozen=True, slots=True)
class Turned:
    """How a row moved, and the names that it has had: its rows in all reports, the newest first."""

    moved: Movement
    names: tuple[StatusRow, ...]

    @property
    def row(self) -> StatusRow:
        return self.moved.row

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its case, that of its newest name first: people may have taken to it under any of them."""
        return tuple(dict.fromkeys(case_of(row).key for row in self.names))

    def turns(self, as_of: date | None) -> tuple[Turn, ...]:
        """The turn by each of its names."""
        return tuple(dict.fromkeys(turn(row, as_of, self.row.colour) for row in self.names))


@dataclass(frozen=True, slots=True)
class Compared:
    """A report that came in as the newest of its series, and what it changes. `before` is None for the first of a
    series; `corrected`: it is another edition of a report that was here."""

    report: StatusReport
    before: StatusReport | None
    series: tuple[StatusReport, ...]
    corrected: bool
    worse: tuple[Turned, ...]
    added: tuple[Turned, ...]
    gone: tuple[Turned, ...]


def compare(held: Sequence[StatusReport], document_id: int, replaced: Sequence[StatusRow] = ()) -> Compared | None:
    """What a document changes; None when it holds no status rows, or is no part of the newest report of its series.
    `held` has a report for each document, `replaced` the rows whose place it took."""
    own = next((one for one in held if document_id in one.documents), None)
    timeline = arranged(held)
    found = timeline.of(document_id)
    if own is None or found is None or found[1] < len(found[0]) - 1:
        return None
    series, at = found
    edition = [one.before for one in movements(replaced, own.rows) if one.after]  # in the order of the rows
    moves = [_turned(timeline.by_row[row_id], row_id, old) for row_id, old in zip(own.by_id, edition, strict=True)]
    worse = [one for one in moves if one.moved.kind == MovementKind.WORSE]
    new = [one for one in moves if one.moved.kind == MovementKind.NEW and one.row.colour in ALARMING]
    before = series[at - 1] if at else None
    gone = () if replaced or before is None else _gone(timeline.lines, before, held, own)
    first = before is None and not replaced
    return Compared(own, before, series, bool(replaced), tuple(_ordered(worse)), () if first else tuple(new), gone)


def _turned(line: RowHistory, row_id: int, before: StatusRow | None) -> Turned:
    at = line.ids.index(row_id)
    old = before or (line.rows[at - 1] if at else None)
    names = (*line.rows[at::-1], *((before,) if before else ()))
    return Turned(Movement(old, line.rows[at]), names)


def _gone(
    lines: Sequence[RowHistory], before: StatusReport, held: Sequence[StatusReport], own: StatusReport
) -> tuple[Turned, ...]:
    """What the report before had and no report has now: of its documents only those that this one goes on from."""
    parts = [one for one in held if one.documents[0] in before.documents and one.cases & own.cases]
    ids = {row_id for part in parts for row_id in part.by_id}
    left = [line for line in lines if line.gone and line.ids[-1] in ids]
    return tuple(Turned(Movement(line.rows[-1], None), line.rows[::-1]) for line in left)


def _ordered(found: Sequence[Turned]) -> list[Turned]:
    """Red before yellow, each in the order of the report."""
    return sorted(found, key=lambda one: -RANK[str(one.row.colour)])


def report_rows(report: StatusReport | None, keys: Sequence[str]) -> tuple[StatusRow, ...]:
    """The rows of a case in a report."""
    return tuple(row for row in report.rows if case_of(row).key in keys) if report else ()
