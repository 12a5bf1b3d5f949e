"""What status reports say after each other: which reports there are, what moved between two, a row's own history.

Everything reads through this thread's reader, so it sees what an open write transaction has done so far.
"""

from datetime import date

from index.store.row_matching import Change, Movement, MovementKind, movements
from index.store.store import Store
from index.store.timeline import RowHistory, StatusReport, Timeline, timeline
from records import StatusRow

__all__ = [
    "Change",
    "Movement",
    "MovementKind",
    "RowHistory",
    "StatusReport",
    "Timeline",
    "is_newest",
    "moved",
    "movements",
    "previous",
    "row_history",
    "stale",
    "status_reports",
]


def status_reports(store: Store, municipality: str | None = None) -> tuple[StatusReport, ...]:
    """All status reports, those of one series together, oldest first."""
    return tuple(report for series in timeline(store.reader(), municipality).series for report in series)


def previous(store: Store, document_id: int) -> StatusReport | None:
    """The report before the one that the document is (or is a part of); None for the first, and for no report."""
    found = timeline(store.reader()).of(document_id)
    return found[0][found[1] - 1] if found and found[1] else None


def is_newest(store: Store, document_id: int) -> bool:
    """Is the document (a part of) the newest report of its series? An older one that is loaded late is not."""
    found = timeline(store.reader()).of(document_id)
    return bool(found) and found[1] == len(found[0]) - 1  # type: ignore[index]


def moved(store: Store, document_id: int) -> tuple[Movement, ...]:
    """What the document's report changed against the one before it; nothing for the first of its series, and for one
    that is not the newest: it changes nothing that is current."""
    found = timeline(store.reader()).of(document_id)
    if not found or not found[1] or found[1] < len(found[0]) - 1:
        return ()
    series, at = found
    return movements(series[at - 1].rows, series[at].rows)


def stale(store: Store, today: date, days: int) -> tuple[StatusReport, ...]:
    """The newest report of each series, where it is older than `days`."""
    newest = [series[-1] for series in timeline(store.reader()).series]
    return tuple(one for one in newest if one.as_of and (today - one.as_of).days > days)


def row_history(store: Store, row: StatusRow) -> tuple[StatusRow, ...]:
    """The row in every report that has it, oldest first."""
    line = timeline(store.reader(), row.municipality).by_record.get(row)
    return line.rows if line else ()
