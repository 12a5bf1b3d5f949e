"""Findings about proposals: what is missing or doubted, and where a document contradicts itself. Nothing is mended."""

from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.kinds.proposals import record
from loaders.kinds.proposals.body import Body
from loaders.kinds.proposals.lines import letters
from loaders.kinds.proposals.milestones import MilestoneRow
from loaders.kinds.proposals.overview import Overview, OverviewEntry
from loaders.kinds.proposals.years import ROUNDING, fits_years, value
from records import Document, Finding, codes, names

_TOTAL_LABELS = {
    "lasting_change": "Samlet varig ændring",
    "implementation": "Samlede implementeringsomkostninger",
    "total_effect": "Samlet økonomisk påvirkning",
}
_GROUPS = {"varigeændringer": "lasting_change", "implementeringsomkostninger": "implementation"}
_COLUMNS = {
    "measured_by": "Hvordan måles opfølgningsmålet?",
    "responsible": "Hvem er ansvarlig for opfølgning?",
    "when": "Hvornår gennemføres opfølgningen?",
}
_PRINTED_STEP = 100.0  # the overview prints mio. kr. with one decimal
_PRICES = 0.04  # what two price levels may differ by, as a share
_DOUBTFUL = 12.0  # the cost of a cut row from which it is named as doubtful


def _named(body: Body) -> dict[str, object]:
    return {"code": body.code or "", "title": body.title, "proposal": " ".join(filter(None, (body.code, body.title)))}


def findings(document: Document, overview: Overview, bodies: Sequence[Body]) -> Iterator[Finding]:
    """All findings, the overview's first, then proposal by proposal."""
    yield from _overview(document, overview, bodies)
    for body in bodies:
        yield from _front(document, body)
        yield from _economy(document, body)
        yield from _against_overview(document, body, overview)
        yield from _milestones(document, body)
    places = {codes.normal(body.code): body.line for body in bodies if body.code}
    for code, count in Counter(codes.normal(body.code) for body in bodies if body.code).items():
        if count > 1:
            yield Finding("proposal_code_twice", document.source(places[code]), {"code": code, "count": count})


def _overview(document: Document, overview: Overview, bodies: Sequence[Body]) -> Iterator[Finding]:
    for line, text in overview.unread:
        yield Finding("proposal_overview_unread", document.source(line), {"text": text})
    described = {codes.normal(body.code) for body in bodies if body.code}
    for entry in overview.entries:
        if codes.normal(entry.code) not in described:
            values = {"code": entry.code, "title": entry.title, "confidential": entry.confidential}
            yield Finding("proposal_only_in_overview", document.source(entry.line), values)
    yield from _sums(document, overview)
    levels = {body.table.price_level for body in bodies if body.table} - {None, overview.price_level}
    if overview.price_level and levels:
        values = {"overview": overview.price_level, "proposals": ", ".join(sorted(filter(None, levels)))}
        yield Finding("proposal_price_levels", document.source(overview.entries[0].line), values)


def _sums(document: Document, overview: Overview) -> Iterator[Finding]:
    """The printed sums against the lines; every line may be rounded by half a step."""
    if overview.sums is None:
        return
    allowed = len(overview.entries) * _PRINTED_STEP / 2
    for label, name in (("Service", "service"), ("Anlæg", "construction"), ("Effektivisering", "saving")):
        summed = sum(getattr(entry.money, name) for entry in overview.entries)
        printed = getattr(overview.sums, name)
        if abs(summed - printed) > allowed:
            values = {"column": label, "printed": printed, "summed": summed}
            yield Finding("proposal_overview_sum", document.source(overview.sums_line), values)


def _front(document: Document, body: Body) -> Iterator[Finding]:
    source, values = document.source(body.line), _named(body)
    if body.code_from_overview:
        yield Finding("proposal_code_from_overview", source, values)
    elif body.code is None:
        yield Finding("proposal_code_missing", source, values)
    printed = body.front.values.get("administration", "") if body.front else ""
    official = names.administration(printed)
    if not printed:
        yield Finding("proposal_administration_missing", source, values)
    elif official and letters(official) != letters(printed):
        yield Finding("proposal_spelling_mended", source, values | {"printed": printed, "official": official})
    if not (body.front and body.front.affected):
        yield Finding("proposal_affected_missing", source, values)
    if not (body.front and body.front.values.get("summary")):
        yield Finding("proposal_summary_missing", source, values)


def _economy(document: Document, body: Body) -> Iterator[Finding]:
    values = _named(body)
    if body.table is None or body.layout is None:
        yield Finding("proposal_economy_missing", document.source(body.line), values)
        return
    for name, label in _TOTAL_LABELS.items():
        row = body.table.totals.get(name)
        if row is None:
            yield Finding("proposal_row_missing", document.source(body.line), values | {"row": label})
        elif not fits_years(row.cells, len(body.table.years)):
            yield Finding("proposal_cells_too_many", document.source(row.line), values | {"row": label})
    if not body.table.paybacks:
        yield Finding("proposal_payback_missing", document.source(body.line), values)
    yield from _years(document, body, values)
    yield from _parts(document, body, values)


def _years(document: Document, body: Body, values: dict[str, object]) -> Iterator[Finding]:
    """Lasting change + implementation = total effect, year by year."""
    layout = body.layout
    if layout is None:
        return
    for year in layout.wrong:
        lasting, once = layout.lasting_change.get(year, 0.0), layout.implementation.get(year, 0.0)
        found = {"year": year, "lasting": lasting, "once": once}
        found |= {"sum": lasting + once, "total": layout.total_effect.get(year, 0.0)}
        yield Finding("proposal_years_differ", record.finding_place(document, body, "total_effect"), values | found)


def _parts(document: Document, body: Body, values: dict[str, object]) -> Iterator[Finding]:
    """The rows of a group against its total row, over all years."""
    table = body.table
    for group, name in _GROUPS.items():
        rows = [row for row in table.parts if row.group == group] if table else []
        if not table or not rows or name not in table.totals:
            continue
        summed = sum(value(cell, table.scale) or 0.0 for row in rows for cell in row.cells)
        printed = sum(getattr(body.layout, name).values())
        if abs(summed - printed) > ROUNDING * len(table.years):
            found = {"row": _TOTAL_LABELS[name], "summed": summed, "printed": printed}
            yield Finding("proposal_parts_differ", record.finding_place(document, body, name), values | found)


def _against_overview(document: Document, body: Body, overview: Overview) -> Iterator[Finding]:
    entry = body.entry
    if entry is None:
        if overview.entries:
            yield Finding("proposal_not_in_overview", document.source(body.line), _named(body))
        return
    source, values = document.source(entry.line), _named(body)
    if letters(entry.title) != letters(body.title):
        yield Finding("proposal_title_differs", source, values | {"overview": entry.title})
    paybacks = {years for years, _ in body.table.paybacks.values()} if body.table else set()
    if paybacks and entry.payback_years not in paybacks:
        found = {"body": tuple(sorted(paybacks)), "overview": entry.payback_years}
        yield Finding("proposal_payback_differs", source, values | found)
    saving, cost = record.saving(body.layout), record.cost(body)
    other = entry.money.saving + (entry.money.transfers or 0.0)
    if saving is not None and _differ(body, entry, saving, other):
        yield Finding("proposal_saving_differs", source, values | {"body": saving, "overview": other})
    if cost is not None and _differ(body, entry, cost, entry.money.cost):
        yield Finding("proposal_cost_differs", source, values | {"body": cost, "overview": entry.money.cost})


def _differ(body: Body, entry: OverviewEntry, own: float, other: float) -> bool:
    """Whether an amount differs from the overview's, which is rounded and may be of another price level."""
    same_level = body.table is not None and body.table.price_level == entry.price_level
    return abs(own - other) > _PRINTED_STEP + (0.0 if same_level else _PRICES * abs(other))


def _milestones(document: Document, body: Body) -> Iterator[Finding]:
    values = _named(body)
    if not body.followup.rows:
        yield Finding("milestones_missing", document.source(body.line), values)
    elif body.followup.cut:
        yield Finding("milestones_cut", document.source(body.followup.rows[-1].line), values)
    for row in body.followup.rows:
        yield from _row(document, row, values | {"goal": row.goal})


def _row(document: Document, row: MilestoneRow, values: dict[str, object]) -> Iterator[Finding]:
    source = document.source(row.line)
    for name, label in _COLUMNS.items():
        if not getattr(row, name):
            yield Finding("milestone_cell_missing", source, values | {"column": label})
    if row.cost > _DOUBTFUL:
        yield Finding("milestone_doubtful", source, values)
    if row.misprint:
        yield Finding("milestone_due_misprint", source, values | {"when": row.when})
    if row.when and not row.due.dues and not row.due.relative and not row.due.recurring:
        yield Finding("milestone_due_unread", source, values | {"when": row.when})
