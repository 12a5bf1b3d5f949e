"""The status reports that follow each other, and each row's way through them.

Reports belong to one series when they come from one municipality and one committee, or hold mostly the same cases.
Within it they are ordered by the day that they are about, not by when they were loaded. Several documents of one day
that hold different cases are parts of one report.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from index.db import serialization
from index.db.gateway import Reader
from index.store import row_matching
from index.store.row_matching import budget_name
from records import StatusRow

MOSTLY = 0.5


@dataclass(frozen=True)
class StatusReport:
    """A status report: the ids of its documents, whom and which day it is about, its rows by their ids, in order."""

    municipality: str
    committee: str | None
    as_of: date | None
    documents: tuple[int, ...]
    by_id: Mapping[int, StatusRow]

    @property
    def rows(self) -> tuple[StatusRow, ...]:
        return tuple(self.by_id.values())

    @cached_property
    def cases(self) -> frozenset[tuple[str, int | None]]:
        return frozenset((budget_name(row), row.budget_year) for row in self.by_id.values())


@dataclass(frozen=True)
class RowHistory:
    """One row's way through the reports of its series, oldest first: row ids and rows. `gone_from` is the day of the
    first report that no longer has it, when the newest one has not."""

    ids: tuple[int, ...]
    rows: tuple[StatusRow, ...]
    gone: bool = False
    gone_from: date | None = None


@dataclass(frozen=True)
class Timeline:
    """Every series of reports, each oldest first, and the lines of their rows."""

    series: tuple[tuple[StatusReport, ...], ...]
    lines: tuple[RowHistory, ...]

    @cached_property
    def by_row(self) -> Mapping[int, RowHistory]:
        return {row_id: line for line in self.lines for row_id in line.ids}

    @cached_property
    def by_record(self) -> Mapping[StatusRow, RowHistory]:
        return {row: line for line in self.lines for row in line.rows}

    @property
    def current(self) -> set[int]:
        """The rows of the newest report of every series."""
        return {row_id for series in self.series for row_id in series[-1].by_id}

    @property
    def gone(self) -> set[int]:
        """The last rows of those that the newest report no longer has."""
        return {line.ids[-1] for line in self.lines if line.gone}

    def of(self, document_id: int) -> tuple[tuple[StatusReport, ...], int] | None:
        """The series that a document belongs to, and where in it."""
        for series in self.series:
            for at, report in enumerate(series):
                if document_id in report.documents:
                    return series, at
        return None


def timeline(db: Reader, municipality: str | None = None) -> Timeline:
    """The series and lines of all municipalities, or of one."""
    return arranged(by_document(db, municipality))


def by_document(db: Reader, municipality: str | None = None) -> list[StatusReport]:
    """The status rows of each document, as a report of its own."""
    where = "1 = 1" if municipality is None else "municipality = :place"
    named = {} if municipality is None else {"place": municipality}
    sql = f"SELECT id, document_id FROM statuses WHERE {where} ORDER BY id"  # noqa: S608  # a condition of ours
    documents: dict[int, int] = dict(db.rows(sql, **named))
    held: dict[int, dict[int, StatusRow]] = {}
    for row_id, row in serialization.read_records(db, serialization.STATUSES, where, **named):
        held.setdefault(documents[row_id], {})[row_id] = row
    return [report_of(document, found) for document, found in held.items()]


def report_of(document: int, found: Mapping[int, StatusRow]) -> StatusReport:
    """The report of a document with at least one row. Its committee is that of most rows."""
    first = next(iter(found.values()))
    (committee, _), *_ = Counter(row.committee for row in found.values()).most_common(1)
    return StatusReport(first.municipality, committee, first.as_of, (document,), found)


# ---------------------------------------------------------------- pure


def arranged(found: Iterable[StatusReport]) -> Timeline:
    """Reports, one for each document, as series and lines."""
    series: list[list[StatusReport]] = []
    for report in sorted(found, key=lambda one: (one.municipality, one.as_of or date.min, one.documents)):
        own = next((one for one in series if any(belongs(report, other) for other in one)), None)
        if own is None:
            series.append([report])
        elif own[-1].as_of == report.as_of:
            own[-1] = _together(own[-1], report)
        else:
            own.append(report)
    return Timeline(tuple(map(tuple, series)), tuple(line for one in series for line in _lines(one)))


def belongs(report: StatusReport, other: StatusReport) -> bool:
    """Do two reports belong to one series?"""
    if report.municipality != other.municipality:
        return False
    return report.committee == other.committee or overlap(report, other) >= MOSTLY


def overlap(one: StatusReport, other: StatusReport) -> float:
    """The share of cases of the smaller report that the other has too."""
    return len(one.cases & other.cases) / (min(len(one.cases), len(other.cases)) or 1)


def _together(one: StatusReport, other: StatusReport) -> StatusReport:
    both = {**one.by_id, **other.by_id}
    return StatusReport(one.municipality, one.committee, one.as_of, (*one.documents, *other.documents), both)


def _lines(series: Sequence[StatusReport]) -> list[RowHistory]:
    """A row that was left out of a report and comes back goes on where it stopped."""
    kept: list[list[tuple[int, StatusRow]]] = []
    missing: dict[int, date | None] = {}  # by the index of a line: the day of the first report without it
    for report in series:
        left = list(report.by_id.items())
        for candidates in ([at for at in range(len(kept)) if at not in missing], sorted(missing)):
            left = _carried_on(kept, candidates, left)
        here = set(report.by_id)
        kept += [[one] for one in left]
        for at, line in enumerate(kept):
            if line[-1][0] in here:
                missing.pop(at, None)
            else:
                missing.setdefault(at, report.as_of)
    return [_line(line, at in missing, missing.get(at)) for at, line in enumerate(kept)]


def _carried_on(
    kept: list[list[tuple[int, StatusRow]]], candidates: Sequence[int], left: list[tuple[int, StatusRow]]
) -> list[tuple[int, StatusRow]]:
    """Add each row to the line that it goes on, of those at `candidates`; returns the rows that go on none."""
    found = row_matching.match_rows([kept[at][-1][1] for at in candidates], [row for _, row in left])
    for old, new in found:
        if old is not None and new is not None:
            kept[candidates[old]].append(left[new])
    return [left[new] for old, new in found if old is None and new is not None]


def _line(found: Sequence[tuple[int, StatusRow]], gone: bool, gone_from: date | None) -> RowHistory:
    return RowHistory(tuple(row_id for row_id, _ in found), tuple(row for _, row in found), gone, gone_from)
