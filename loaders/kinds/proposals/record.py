"""From what was read of a proposal to its record. Fields hold what is printed in the proposal's own body."""

from collections.abc import Mapping

from loaders.kinds.proposals.body import Body
from loaders.kinds.proposals.economy import EconomyRow, EconomyTable
from loaders.kinds.proposals.lines import letters
from loaders.kinds.proposals.overview import OverviewEntry
from loaders.kinds.proposals.years import Layout, value
from records import Document, Milestone, Passage, Proposal, Source, names

TYPE = "Investeringsforslag"
_COSTS = "implementeringsomkostninger"


def proposal(document: Document, body: Body, municipality: str) -> Proposal:
    """The record of a proposal that has a body."""
    front, layout, entry = body.front, body.layout, body.entry
    service, construction = split_cost(body)
    places = tuple(document.source(line) for line in ([entry.line] if entry else []) + [body.line])
    return Proposal(
        municipality=municipality,
        title=body.title,
        source=document.source(body.line),
        code=body.code,
        type=TYPE,
        committee=entry.committee if entry else None,
        administration=names.administration(front.values.get("administration", "")) if front else None,
        affected=affected(body),
        saving_tkr=saving(layout),
        cost_tkr=cost(body),
        cost_service_tkr=service,
        cost_construction_tkr=construction,
        payback_service_years=_payback(body.table, "service"),
        payback_total_years=_payback(body.table, "total"),
        price_level=body.table.price_level if body.table else None,
        lasting_change=layout.lasting_change if layout else {},
        implementation=layout.implementation if layout else {},
        total_effect=layout.total_effect if layout else {},
        confidential=entry.confidential if entry else False,
        summary=front.values.get("summary", "") if front else "",
        overview=overview(entry),
        places=places,
        evidence={name: document.source(line) for name, line in _evidence(body).items()},
    )


def overview_only(document: Document, entry: OverviewEntry, municipality: str) -> Proposal:
    """The record of a proposal of which only the overview says something."""
    source = document.source(entry.line)
    return Proposal(
        municipality=municipality,
        title=entry.title,
        source=source,
        code=entry.code,
        type=TYPE,
        committee=entry.committee,
        saving_tkr=entry.money.saving,
        cost_tkr=entry.money.cost,
        cost_service_tkr=entry.money.service,
        cost_construction_tkr=entry.money.construction,
        payback_total_years=entry.payback_years,
        price_level=entry.price_level,
        confidential=entry.confidential,
        overview=overview(entry),
        places=(source,),
    )


def overview(entry: OverviewEntry | None) -> Mapping[str, object]:
    """What the overview line says, amounts in 1.000 kr., `line` counted from 1."""
    if entry is None:
        return {}
    return {
        "title": entry.title,
        "committee": entry.committee,
        "cost_service_tkr": entry.money.service,
        "cost_construction_tkr": entry.money.construction,
        "saving_tkr": entry.money.saving,
        "transfers_tkr": entry.money.transfers,
        "payback_years": entry.payback_years,
        "price_level": entry.price_level,
        "cross_cutting": entry.cross_cutting,
        "confidential": entry.confidential,
        "line": entry.line + 1,
    }


def affected(body: Body) -> tuple[str, ...]:
    """The ticked administrations under their official names."""
    printed = body.front.affected if body.front else ()
    return tuple(dict.fromkeys(names.administration(name) or name for name in printed))


def saving(layout: Layout | None) -> float | None:
    """The lasting change at full phase-in, which is that of the last year; positive where money is saved."""
    if layout is None or not layout.lasting_change:
        return None
    return -layout.lasting_change[max(layout.lasting_change)] or 0.0


def cost(body: Body) -> float | None:
    """The implementation costs as printed in the total row, over all years."""
    if body.layout is None or body.table is None or "implementation" not in body.table.totals:
        return None
    return sum(body.layout.implementation.values())


def split_cost(body: Body) -> tuple[float | None, float | None]:
    """(service, construction): from the total row's area, the rows' areas, or the captions of the other tables."""
    total = cost(body)
    if total is None or body.table is None:
        return None, None
    areas = {body.table.totals["implementation"].area}
    if areas == {None}:
        rows = [row for row in body.table.parts if row.group == _COSTS]
        if rows and all(row.area for row in rows):
            return _sum(rows, "Service", body.table.scale), _sum(rows, "Anlæg", body.table.scale)
        areas = _captions(body)
    if areas == {"Service"}:
        return total, 0.0
    return (0.0, total) if areas == {"Anlæg"} else (None, None)


def _sum(rows: list[EconomyRow], area: str, scale: float) -> float:
    return sum(value(cell, scale) or 0.0 for row in rows if row.area == area for cell in row.cells)


def _captions(body: Body) -> set[str | None]:
    captions = " ".join(letters(part.heading) for part in body.paragraphs if part.heading.startswith("Tabel"))
    kinds = {"Service": "serviceinvestering", "Anlæg": "anlægsinvestering"}
    return {area for area, word in kinds.items() if word in captions}


def _payback(table: EconomyTable | None, kind: str) -> float | None:
    return table.paybacks[kind][0] if table and kind in table.paybacks else None


def _evidence(body: Body) -> dict[str, int]:
    """Line indices by field name."""
    found: dict[str, int] = {}
    if body.entry:
        found["committee"] = body.entry.line
    if body.front:
        found |= {name: line for name, line in body.front.places.items() if name != "title"}
        found |= {"title": body.line, "code": body.entry.line if body.entry and body.code_from_overview else body.line}
    if body.table:
        found |= _table_evidence(body.table)
    return found


def _table_evidence(table: EconomyTable) -> dict[str, int]:
    lines = {name: row.line for name, row in table.totals.items()}
    fields = {
        "saving_tkr": lines.get("lasting_change"),
        "cost_tkr": lines.get("implementation"),
        "cost_service_tkr": lines.get("implementation"),
        "cost_construction_tkr": lines.get("implementation"),
    }
    paybacks = {f"payback_{kind}_years": line for kind, (_, line) in table.paybacks.items()}
    level = {"price_level": table.level_line} if table.price_level else {}
    return lines | {name: line for name, line in fields.items() if line is not None} | paybacks | level


def milestones(document: Document, body: Body, municipality: str) -> tuple[Milestone, ...]:
    """The rows of the follow-up tables, under the proposal's code and title."""
    return tuple(
        Milestone(
            municipality=municipality,
            code=body.code,
            title=body.title,
            goal=row.goal,
            measured_by=row.measured_by,
            responsible=row.responsible,
            when=row.when,
            source=document.source(row.line),
            all_dues=row.due.dues,
            recurring=row.due.recurring,
            group=row.group,
        )
        for row in body.followup.rows
    )


def passages(document: Document, body: Body, municipality: str) -> tuple[Passage, ...]:
    """The running text and the tables of a proposal."""
    return tuple(
        Passage(
            text=paragraph.text,
            source=document.source(paragraph.first),
            last_line=paragraph.last + 1,
            heading=paragraph.heading,
            municipality=municipality,
            code=body.code,
            title=body.title,
        )
        for paragraph in body.paragraphs
    )


def finding_place(document: Document, body: Body, total: str | None = None) -> Source:
    """Where a finding about a proposal points: the total row that it is about, else the title."""
    row = body.table.totals.get(total) if body.table and total else None
    return document.source(row.line if row else body.line)
