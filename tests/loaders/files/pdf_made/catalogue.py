"""Investment proposals: an overview, and for each proposal title block, economy, text and follow-up."""

from collections.abc import Iterator, Sequence

from loaders.kinds.proposals import economy, years
from loaders.kinds.proposals.body import Body
from loaders.kinds.proposals.overview import Overview, OverviewAmounts
from records import names as official
from tests.loaders.files.pdf_made.layouts import danish
from tests.loaders.files.pdf_made.sheets import (
    EMPTY,
    TICKED,
    Block,
    Cell,
    Look,
    NewPage,
    Sheet,
    Table,
    Text,
    row,
    table,
    wide,
)

_GREY = "#d9d9d9"
_COMMITTEES = ("SUD", "BUU", "SOU", "KFU", "TMU", "BIU", "ØU", "BOR")
_ADMINISTRATIONS = (
    "Økonomiforvaltningen",
    "Socialforvaltningen",
    "Kultur- og Fritidsforvaltningen",
    "Teknik- og Miljøforvaltningen",
    "Børne- og Ungdomsforvaltningen",
    "Beskæftigelses- og Integrationsforvaltningen",
    "Sundheds- og Omsorgsforvaltningen",
)
_GROUPS = {
    "lasting_change": ("Varige ændringer", "Samlet varig ændring"),
    "implementation": ("Implementeringsomkostninger", "Samlede implementeringsomkostninger"),
    "total_effect": ("", "Samlet økonomisk påvirkning"),
}
_FOLLOWUP = (
    "Opfølgningsmål",
    "Hvordan måles opfølgningsmålet?",
    "Hvem er ansvarlig for opfølgning?",
    "Hvornår gennemføres opfølgningen?",
)
_MILESTONES = {
    "implementering": "Milepæle for implementering og anvendelse af investeringsmidler",
    "effektivisering": "Realisering af effektiviseringer",
    "": "",
}


def proposals(bodies: Sequence[Body], over: Overview, look: Look, place: str) -> Sheet:
    """The overview and then proposal by proposal. `place` is the municipality."""
    blocks = [*_overview(over), *(block for body in bodies for block in (NewPage(), *_proposal(body, look, place)))]
    return Sheet(tuple(blocks), footer="Side {page} af {pages}" if look.maker == "chromium" else "Side {page}")


def _overview(over: Overview) -> Iterator[Block]:
    yield Text("Bilag 1. Oversigt over indkomne investeringsforslag", "title")
    yield Text(f"Mio. kr. {over.price_level} p/l", "small")
    head = ("Udvalg", "Nr.", "Forslag")
    rows = [
        (
            *(Cell(name, rows=2, bold=True) for name in head),
            Cell("Investeringer", span=2, bold=True, align="center"),
            Cell("Effektivisering v. fuld indfasning (effekt på overførsler mv.)", rows=2, bold=True, anywhere=True),
            Cell("Tilbage-\nbetalingstid År", rows=2, bold=True),
        ),
        row("Service", "Anlæg", bold=True, align="center"),
    ]
    for entry in over.entries:
        short = next(name for name in _COMMITTEES if official.committee(name) == entry.committee)
        stars = "* " if entry.cross_cutting else "** " if entry.confidential else ""
        title = f"FORTROLIGT {entry.title}" if entry.confidential else entry.title
        rows.append((*row(short, stars + entry.code, title), *_money(entry.money), Cell(danish(entry.payback_years))))
    if over.sums:
        rows.append((Cell("I alt", span=3, bold=True), *_money(over.sums), Cell("")))
    yield table(rows, (8, 10, 40, 10, 10, 14, 10), head=2)
    yield Text("* Tværgående forslag.", "small")
    yield Text("** Fortrolige investeringsforslag behandles på lukket dagsorden.", "small")


def _money(money: OverviewAmounts) -> tuple[Cell, ...]:
    saving = _millions(money.saving)
    if money.transfers is not None:
        saving += f" ({_millions(money.transfers)})"
    return row(_millions(money.service), _millions(money.construction), saving, align="right")


def _millions(tkr: float) -> str:
    return f"{tkr / 1000:.1f}".replace(".", ",")


def _proposal(body: Body, look: Look, place: str) -> Iterator[Block]:
    yield Text(body.heading or "INVESTERINGSFORSLAG", "heading")
    yield Text("OFS 2024-2025", "body")
    title = body.title if body.code_from_overview else f"{body.code} {body.title}"
    values = body.front.values if body.front else {}
    front = [
        (Cell("Forslagets titel:", bold=True), Cell(title)),
        (Cell("Resumé:", bold=True), Cell(values.get("summary", ""))),
        (Cell("Fremstillende forvaltning:", bold=True), Cell(values.get("administration", ""))),
        (Cell("Berørte forvaltninger:", bold=True), Cell(_boxes(body))),
    ]
    yield table(front, (22, 78))
    if body.table and body.layout:
        yield Text("Tabel 1. Forslagets samlede økonomiske konsekvenser", "caption")
        yield _economy(body.table, body.layout)
    yield Text("Note til alle tabeller: Alle besparelser er angivet med negativt (-) fortegn.", "small")
    yield from _sections(body, place)


def _boxes(body: Body) -> str:
    ticked = body.front.affected if body.front else ()
    names = [*_ADMINISTRATIONS, *(name for name in ticked if name not in _ADMINISTRATIONS)]
    return "\n".join(f"{TICKED if name in ticked else EMPTY} {name}" for name in names)


def _economy(printed: economy.EconomyTable, layout: years.Layout) -> Table:
    columns = 2 + len(printed.years)
    unit = "Mio. kr." if printed.scale == 1000 else "1.000 kr."
    rows = [row(f"{unit} {printed.price_level} p/l", "Styringsområde", *map(str, printed.years), bold=True, fill=_GREY)]
    for group, name in (("varigeændringer", "lasting_change"), ("implementeringsomkostninger", "implementation")):
        rows.append(wide(_GROUPS[name][0], columns, bold=True))
        for part in printed.parts:
            if part.group == group:
                rows.append(
                    _years(part.label, part.area, _laid(part.cells, columns - 2, late=name == "lasting_change"))
                )
        if name in printed.totals:
            rows.append(_total(printed, layout, name))
    if "total_effect" in printed.totals:
        rows.append(_total(printed, layout, "total_effect"))
    for kind, name in (("service", "serviceeffektivisering"), ("total", "totaløkonomi")):
        if kind in printed.paybacks:
            label = f"Tilbagebetalingstid baseret på {name}"
            rows.append((Cell(label, span=2), Cell(danish(printed.paybacks[kind][0])), Cell("", span=columns - 3)))
    return table(rows, (34, 14, *(52 / len(printed.years) for _ in printed.years)), head=1)


def _years(label: str, area: str | None, cells: Sequence[str], *, bold: bool = False) -> tuple[Cell, ...]:
    figures = (Cell(text, bold=bold, align="right") for text in cells)
    return (Cell(label, bold=bold), Cell(area or "", bold=bold), *figures)


def _laid(cells: Sequence[str], count: int, *, late: bool) -> list[str]:
    """The printed cells under `count` years: what lasts at the end, what is paid once at the start."""
    blank = [""] * (count - len(cells))
    return [*blank, *cells][:count] if late else [*cells, *blank][:count]


def _total(printed: economy.EconomyTable, layout: years.Layout, name: str) -> tuple[Cell, ...]:
    """A total row with every figure under its year: printed dashes stay, other cells are blank."""
    total = printed.totals[name]
    values = getattr(layout, name)
    dash = "-" if any(cell in economy.SIGNS for cell in total.cells) else ""
    cells = [danish(values[year] / printed.scale) if year in values else dash for year in printed.years]
    return _years(_GROUPS[name][1], total.area, cells, bold=True)


def _sections(body: Body, place: str) -> Iterator[Block]:
    """The text under its numbered headings, with the other tables and the follow-up table where the form has them."""
    number, heading = 0, ""
    for paragraph in body.paragraphs:
        if paragraph.heading.startswith("Tabel") or "hørt" in paragraph.heading or not paragraph.heading:
            continue
        if paragraph.heading != heading:
            heading, number = paragraph.heading, number + 1
            name, _, below = heading.partition(": ")
            yield Text(f"{number}. {name}", "sub")
            yield from [Text(below, "body")] if below else []
            if name == "Økonomi" and body.table:
                yield from _service_table(body.table)
        yield Text(paragraph.text)
    yield Text(f"{number + 1}. Opfølgning", "sub")
    yield _followup(body)
    yield Text(f"{number + 2}. Hvem er hørt?", "sub")
    yield table(
        [
            row("", "Ja/Nej", "Dato for godkendelse", bold=True),
            row(f"Center for Økonomi, {place}", "Ja", "6. januar 2025"),
            row("HR-kredsen", "Ikke relevant", ""),
        ],
        (50, 20, 30),
    )


def _service_table(printed: economy.EconomyTable) -> Iterator[Block]:
    parts = [part for part in printed.parts if part.group == "varigeændringer"]
    if not parts:
        return
    head = (f"1.000 kr. {printed.price_level} p/l", "Bevilling, profitcenter", *map(str, printed.years))
    count = len(printed.years)
    rows = [row(*head, bold=True), *(_years(part.label, "", _laid(part.cells, count, late=True)) for part in parts)]
    yield Text("Tabel 2. Varige ændringer, service", "caption")
    yield table(rows, (34, 14, *(52 / count for _ in printed.years)), head=1)


def _followup(body: Body) -> Table:
    rows = [row(*_FOLLOWUP, bold=True, fill=_GREY)]
    group = None
    for found in body.followup.rows:
        if found.group != group:
            group = found.group
            rows.append(wide(_MILESTONES[group or ""], 4, bold=True))
        rows.append(row(found.goal, found.measured_by, found.responsible, found.when))
    return table(rows, (28, 28, 22, 22), head=1)
