"""What documents leave open beside each other, as findings of the newest: cases that a report no longer has, cases that
no proposal belongs to, figures that differ. Found anew whenever a document of the municipality comes in."""

from collections.abc import Iterable, Iterator, Sequence

from index.db import serialization
from index.db.gateway import Reader, Writer
from index.store import differences
from index.store.row_matching import budget_name, comparable
from index.store.timeline import StatusReport, Timeline, by_document, timeline
from records import Finding, StatusRow

VANISHED, UNPROPOSED = "case_vanished", "cases_without_proposal"


def refresh(db: Writer, municipalities: Iterable[str]) -> None:
    """Bring these findings in step with the records. Joins the open transaction."""
    for municipality in sorted(municipalities):
        for report in by_document(db, municipality):
            sql = "DELETE FROM findings WHERE document_id = :document AND kind IN :kinds"
            db.write(sql, document=report.documents[0], kinds=(VANISHED, UNPROPOSED))
        _forget_differences(db, municipality)
        found = timeline(db, municipality)
        for series in found.series:
            listed = [*_vanished(series, found), *_unproposed(db, series[-1])]
            listed += [*differences.between_reports(series, found), *differences.from_proposals(db, series[-1])]
            serialization.insert(
                db, serialization.FINDINGS, series[-1].documents[0], map(serialization.FINDINGS.row, listed)
            )
        for document, finding in differences.between_proposals(db, municipality):
            serialization.insert(db, serialization.FINDINGS, document, [serialization.FINDINGS.row(finding)])


def _forget_differences(db: Writer, municipality: str) -> None:
    for table in ("statuses", "proposals"):
        own = f"SELECT document_id FROM {table} WHERE municipality = :place"  # noqa: S608  # a name of ours
        sql = f"DELETE FROM findings WHERE kind = :kind AND document_id IN ({own})"  # noqa: S608
        db.write(sql, kind=differences.DIFFERING, place=municipality)


def _vanished(series: Sequence[StatusReport], found: Timeline) -> Iterator[Finding]:
    """The rows that the report before still had, each where it stood last."""
    if len(series) > 1:
        for line in found.lines:
            if line.gone and line.ids[-1] in series[-2].by_id:
                yield Finding(VANISHED, line.rows[-1].source, {"case": _name(line.rows[-1]), "date": series[-1].as_of})


def _unproposed(db: Reader, report: StatusReport) -> Iterator[Finding]:
    """One finding for all such cases of a report; none where the documents have no proposals of the municipality."""
    place = report.municipality
    sql = "SELECT 1 FROM proposals WHERE municipality = :place AND document_id <> :document LIMIT 1"
    if not db.one(sql, place=place, document=report.documents[0]):
        return
    sql = "SELECT coalesce(to_code, to_title), to_budget_year FROM links WHERE municipality = :place ORDER BY id"
    linked = {(comparable(name), year) for name, year in db.rows(sql, place=place)}
    missing = {
        (budget_name(row), row.budget_year): row
        for row in reversed(report.rows)
        if (budget_name(row), row.budget_year) not in linked
    }
    if missing:
        named = tuple(_name(row) for row in reversed(missing.values()))
        values = {"count": len(missing), "of": len(report.cases), "cases": named}
        yield Finding(UNPROPOSED, next(reversed(missing.values())).source, values)


def _name(row: StatusRow) -> str:
    name = row.code or row.title
    return f"{name} ({row.budget_year})" if row.budget_year else name
