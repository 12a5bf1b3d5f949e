"""What two documents print for one case: where a figure of one is not that of the other, a finding of the newer one has
both. Nobody here knows which is wrong, read or printed; a saving in later prices is no other figure."""

from collections import Counter
from collections.abc import Iterator, Sequence

from index.db import serialization
from index.db.gateway import Reader
from index.store.row_matching import budget_name, comparable
from index.store.timeline import StatusReport, Timeline
from records import Finding, Proposal, Source, StatusRow

DIFFERING = "case_figures_differ"
_ROUNDED = 1.0  # in 1.000 kr.
_SLIP = 0.03  # of an amount that is mended a little
_PRICE_RISE = 0.06  # a year, at most
_YEARS = 2  # between the prices of a proposal and of the report that follows it up
_DAYS = 365.0
Amounts = tuple[float | None, float | None]  # a saving as printed in reports (negative), and an investment


def between_reports(series: Sequence[StatusReport], found: Timeline) -> Iterator[Finding]:
    """Rows of the newest report whose amounts are others than in the report before."""
    if len(series) < 2:
        return
    for line in found.lines:
        if not line.gone and line.ids[-1] in series[-1].by_id and len(line.rows) > 1:
            before, row = line.rows[-2:]
            days = (row.as_of - before.as_of).days if row.as_of and before.as_of else _DAYS
            yield from _differing(_name(row), row.source, _of_row(row), before.source, _of_row(before), days / _DAYS)


def from_proposals(db: Reader, report: StatusReport) -> Iterator[Finding]:
    """Rows of a report whose amounts are others than those of the proposal with their code, budget year and title.

    A case that stands in several areas has shares of them there.
    """
    times = Counter((budget_name(row), row.budget_year) for row in report.rows)
    single = [row for row in report.rows if row.code and times[budget_name(row), row.budget_year] == 1]
    for row in single:
        place, code, year = report.municipality, row.code, row.budget_year
        where = "municipality = :place AND code = :code AND budget_year = :year AND NOT (document_id IN :own)"
        named = {"place": place, "code": code, "year": year, "own": report.documents}
        for _, one in serialization.read_records(db, serialization.PROPOSALS, where, **named):
            if comparable(one.title) == comparable(row.title):
                yield from _differing(_name(row), row.source, _of_row(row), one.source, _of_proposal(one), _YEARS)


def between_proposals(db: Reader, municipality: str) -> Iterator[tuple[int, Finding]]:
    """Proposals with the code, budget year and title of one in another document, and other amounts: the newer document,
    and the finding."""
    sql = (
        "SELECT one.id, other.id, one.document_id FROM proposals one JOIN proposals other"
        " ON other.municipality = one.municipality AND other.code = one.code AND other.budget_year = one.budget_year"
        " WHERE one.municipality = :place AND other.document_id < one.document_id"
        " AND (other.saving_tkr <> one.saving_tkr OR other.cost_tkr <> one.cost_tkr) ORDER BY one.id, other.id"
    )
    pairs = db.rows(sql, place=municipality)
    read = serialization.read_ids(db, serialization.PROPOSALS, {key for one, other, _ in pairs for key in (one, other)})
    for one_id, other_id, document in pairs:
        one, other = read[one_id], read[other_id]
        if comparable(one.title) == comparable(other.title):
            years = 0 if one.price_level == other.price_level else _YEARS
            name = f"{one.code} ({one.budget_year})"
            found = _differing(name, one.source, _of_proposal(one), other.source, _of_proposal(other), years)
            yield from ((document, finding) for finding in found)


def _of_row(row: StatusRow) -> Amounts:
    return row.saving_tkr, row.investment_tkr


def _of_proposal(one: Proposal) -> Amounts:
    return (None if one.saving_tkr is None else -one.saving_tkr), one.cost_tkr


def _differing(
    case: str, source: Source, amounts: Amounts, other_source: Source, others: Amounts, years: float
) -> Iterator[Finding]:
    for figure, own, other in zip(("saving", "investment"), amounts, others, strict=True):
        if own is not None and other is not None and _are_apart(own, other, years):
            values = {"case": case, "figure": figure, "own": own, "other": other, "document": other_source.document}
            yield Finding(DIFFERING, source, values)


def _are_apart(one: float, other: float, years: float) -> bool:
    """Whether neither rounding nor other prices make one amount of the other."""
    if abs(one - other) <= _ROUNDED:
        return False
    low, high = sorted((abs(one), abs(other)))
    return one * other <= 0 or high > low * (1 + _SLIP + _PRICE_RISE * max(0.0, years)) + _ROUNDED


def _name(row: StatusRow) -> str:
    name = row.code or row.title
    return f"{name} ({row.budget_year})" if row.budget_year else name
