"""What the real documents and the samples say, laid out as municipalities lay it out."""

import re
from collections.abc import Iterator, Sequence

from records import Document, Figure, Loaded, Passage, Proposal, colours
from tests.loaders.files.pdf_made.sheets import (
    EMPTY,
    SHADES,
    TICKED,
    Block,
    Cell,
    Look,
    NewPage,
    Sheet,
    Table,
    Text,
    table,
    wide,
)

BULLET, PRINTED_BULLET = "\uf0b7", "•"  # of a symbol font that is not at hand
_GREY = "#d9d9d9"
_STATUS_SHARES = (4, 12, 7, 8, 17, 7, 9, 7, 11, 7, 8, 12)
_AREAS = (
    ("Daginstitutioner", "Kultur & Fritid"),
    ("Skoler", "Teknik & Miljø"),
    ("Udsatte børn", "Beskæftigelse & Erhverv"),
    ("Udsatte voksne & borgere med handicap", "Administration"),
    ("Ældre & Sundhed", ""),
)
_LAST_YEAR = re.compile(r"(?<=service )20\d\d$")
_SERVICE = "Effektiviseringer, service"
_INVESTMENTS = ("Investeringer Service", "Investeringer Anlæg", "Innovation (service)", "I alt")


# ---- the status report: one wide table for each area, its status cells in colours


def status(document: Document, look: Look) -> Sheet:
    """A status report as its text has it: headings with "#", tables with tabs, and paragraphs."""
    blocks: list[Block] = []
    rows: list[list[str]] = []
    for line in [*document.lines, "#"]:
        if "\t" in line:
            rows.append(line.split("\t"))
        elif line.strip():
            if rows and line.startswith("#"):
                blocks.append(_status_table(rows, look))
                rows = []
            if not rows and line.strip("# "):
                blocks += _status_text(line, look)
    footer = "Side {page} af {pages}" if look.maker == "chromium" else "Side {page}"
    return Sheet(tuple(blocks), landscape=True, footer=footer)


def _status_text(line: str, look: Look) -> list[Block]:
    text = line.strip("# ").strip()
    if line.startswith("## Opfølgning på"):
        legend = tuple(
            (Cell("", fill=SHADES[name][look.shade]), Cell(words))
            for name, words in (
                ("green", "Initiativet er implementeret eller forløber som planlagt"),
                ("yellow", "Tidsplanen er skredet mere end 6 mdr. eller økonomien med mere end 1 mio. kr."),
                ("red", "Begge dele, eller initiativet implementeres ikke som tiltænkt"),
            )
        )
        return [NewPage(), Text(text, "heading"), Table(legend, (0.03, 0.4))]
    style = "heading" if line.startswith("## ") else "sub" if line.startswith("#") else "body"
    return [Text(text, style)]


def _status_table(rows: list[list[str]], look: Look) -> Table:
    head, *body = rows
    drawn = [tuple(Cell(text, fill=_GREY, bold=True, anywhere=len(text) > 30) for text in head)]
    for cells in body:
        colour = colours.from_words(cells[3])
        fill = SHADES[colour][look.shade] if colour else None
        drawn.append(
            tuple(Cell(text, fill=fill if at == 3 else None, anywhere=at == 2) for at, text in enumerate(cells))
        )
    return table(drawn, _STATUS_SHARES, head=1)


# ---- the idea bank: a form for each proposal, printed under every chapter that it touches


def ideas(proposals: Sequence[tuple[str, Proposal]], name: str, look: Look) -> Sheet:
    """Forms under their chapters. `proposals` are (chapter, proposal) in the order of print, `name` the bank's name."""
    blocks: list[Block] = []
    last = ""
    for chapter, proposal in proposals:
        if chapter != last:
            blocks += [NewPage(), Text(chapter, "title")] if last else [Text(chapter, "title")]
        last = chapter
        blocks.append(_form(proposal, look))
    year = name.rsplit(" ", 1)[-1]
    return Sheet(tuple(blocks), header=f"{name}\nIdébank {year}", footer="{page}")


def _form(proposal: Proposal, look: Look) -> Table:
    rows = [
        wide(f"{proposal.municipality} Kommune", 4, bold=True, fill=_GREY),
        wide(proposal.title, 4, bold=True),
        wide(proposal.summary.replace(BULLET, PRINTED_BULLET), 4),
        wide("Berørte fagområder", 4, bold=True, fill=_GREY),
    ]
    for left, right in _AREAS:
        rows.append((*_box(left, proposal, look), *_box(right, proposal, look)))
    rows.append(
        (Cell("Økonomi", span=2, bold=True, fill=_GREY), Cell("Typer af tiltag", span=2, bold=True, fill=_GREY))
    )
    answer = {True: "Ja", False: "Nej", None: "Ikke oplyst"}[proposal.adopted]
    fields = (
        f"Effekt ved fuld indfasning (t.kr.): {proposal.saving_text or ''}",
        f"Fuldt indfaset år: {proposal.phase_in_text or ''}",
        f"Implementeringsomkostninger: {proposal.cost_text or ''}",
        f"Er forslaget vedtaget: {answer}",
    )
    measures = [*proposal.measures, "", "", "", ""]
    rows += [(Cell(text, span=2), Cell(measure, span=2)) for text, measure in zip(fields, measures, strict=False)]
    rows += [(Cell("", span=2), Cell(measure, span=2)) for measure in proposal.measures[4:]]
    rows.append(wide("Yderligere information", 4, bold=True, fill=_GREY))
    rows.append(wide(proposal.further_information or "", 4))
    return table(rows, (38, 8, 38, 8))


def _box(area: str, proposal: Proposal, look: Look) -> tuple[Cell, ...]:
    """A label with its box in the next cell, or before it in the same cell, as the look has it."""
    if not area:
        return (Cell("", span=2),)
    mark = TICKED if area in proposal.areas else EMPTY
    return (Cell(f"{mark} {area}", span=2),) if look.boxes == "signs" else (Cell(area), Cell(mark))


# ---- the note and the letter: prose, and tables of figures with headings over two columns


def letter(loaded: Loaded) -> Sheet:
    """Headings and paragraphs."""
    return Sheet(tuple(_prose(loaded.passages)), footer="Side {page}")


def strategy(loaded: Loaded) -> Sheet:
    """The note: text and tables where the text file has them, each table under its caption."""
    found: list[tuple[int, list[Block]]] = []
    heading = ""
    for passage in loaded.passages:
        found.append((passage.source.line or 0, list(_prose([passage], heading))))
        heading = passage.heading
    for number, name in enumerate(dict.fromkeys(figure.table for figure in loaded.figures), 1):
        own = [figure for figure in loaded.figures if figure.table == name]
        drawn = _figures(own, two_rows=number == 1)
        found.append((own[0].source.line or 0, [Text(f"Tabel {number}. {name}", "caption"), drawn]))
    blocks = [block for _, some in sorted(found, key=lambda each: each[0]) for block in some]
    return Sheet(tuple(blocks), footer="Side {page} af {pages}")


def _prose(passages: Sequence[Passage], heading: str = "") -> Iterator[Block]:
    for number, passage in enumerate(passages):
        if passage.heading != heading:
            yield Text(passage.heading, "sub" if number or heading else "title")
        heading = passage.heading
        yield Text(passage.text, "small" if passage.text.startswith(("*", "Note")) else "body")


def _figures(figures: Sequence[Figure], *, two_rows: bool) -> Table:
    """A table whose head has two rows, and cells that are left blank or hold only a full stop."""
    columns = _INVESTMENTS if two_rows else _effect_columns(figures)
    level = figures[0].unit if two_rows else next(each.unit for each in figures if "kr." in each.unit)
    rows = list(_figure_head(columns, level[:1].upper() + level[1:], two_rows=two_rows))
    for name in dict.fromkeys(figure.row for figure in figures):
        own = [figure for figure in figures if figure.row == name]
        cells = (_figure(own, column, "" if two_rows else ".") for column in columns)
        rows.append((Cell(name), *(Cell(text, align="right") for text in cells)))
    return table(rows, (40, *(60 / len(columns) for _ in columns)), head=2, whole=True)


def _effect_columns(figures: Sequence[Figure]) -> tuple[str, ...]:
    years = sorted({found[0] for figure in figures if (found := _LAST_YEAR.search(figure.column))})
    last = next(figure.column for figure in figures if figure.column.startswith("Bidrag"))
    spelled = "Bidrag til effektiviseringsstrategi " + last.rsplit(" ", 1)[-1]
    return ("Antal egne/tværgående", *(f"{_SERVICE} {year}" for year in years), spelled)


def _figure_head(columns: Sequence[str], level: str, *, two_rows: bool) -> Iterator[tuple[Cell, ...]]:
    if two_rows:
        cells = [Cell(name, rows=2, align="center", anywhere=True) for name in columns[2:]]
        yield (Cell(level, rows=2), Cell("Investeringer", span=2, align="center"), *cells)
        yield (Cell("Service", align="center"), Cell("Anlæg", align="center"))
        return
    years = [column.rsplit(" ", 1)[-1] for column in columns[1:-1]]
    first = Cell(columns[0], rows=2, anywhere=True)
    yield (
        Cell(level, rows=2),
        first,
        Cell(_SERVICE, span=len(years), align="center"),
        Cell(columns[-1], rows=2, anywhere=True),
    )
    yield tuple(Cell(year, align="right") for year in years)


def _figure(own: Sequence[Figure], column: str, blank: str) -> str:
    """The printed cell; "egne/tværgående" are two figures in one cell."""
    if column.startswith("Antal"):
        counts = [figure for figure in own if figure.column.startswith("Antal")]
        return "/".join(f"{figure.value:.0f}" for figure in counts)
    start = column[:20] if column.startswith("Bidrag") else column
    values = [figure.value for figure in own if figure.column.startswith(start)]
    return danish(values[0]) if values else blank


def danish(value: float) -> str:
    """1234.5 as "1.234,5"."""
    whole = f"{value:,.1f}" if value % 1 else f"{value:,.0f}"
    return whole.translate(str.maketrans(",.", ".,"))
