"""Any table or form of a municipality: what its columns hold is detected from their headings and their contents.

The rows become proposals, status rows, milestones or figures, as the roles of the columns say. What was not understood
is said, and a figure whose unit nobody gives stays as printed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders import language, prose
from loaders.kinds.statuses import doubts as of_cases
from loaders.kinds.tables import (
    about,
    addressed,
    card_heads,
    card_titles,
    columns,
    continued,
    crosses,
    doubts,
    entries,
    figures,
    forms,
    grids,
    headings,
    inner_forms,
    inner_labels,
    labelled,
    legends,
    lists,
    making,
    nameless_areas,
    parts,
    remarks,
    rows,
    stacked,
    turned,
    units,
)
from loaders.kinds.tables.about import About
from loaders.kinds.tables.entries import LeftOut, TableEntry
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.making import TableContext
from loaders.kinds.tables.parts import NOTHING_SAID, SaidOfRows
from loaders.kinds.tables.readings import ReadColumns
from records import ColumnRead, Document, Figure, Finding, Loaded, Milestone, Proposal, StatusRow, Understanding
from records.layouts import NONE, Layouts

KIND = "table"


@dataclass(frozen=True, slots=True)
class UnderstoodTable:
    """A table of a document as it was understood: its columns, its entries, what they became, and what was left out;
    `before` is the number of the last row of the tables before it."""

    grid: TableGrid
    columns: ReadColumns
    kind: str | None
    entries: tuple[TableEntry, ...]
    left: tuple[LeftOut, ...]
    context: TableContext
    figures: tuple[Figure, ...] = ()
    said: SaidOfRows = NOTHING_SAID
    before: int = 0


def recognises(document: Document, layouts: Layouts = NONE) -> bool:
    """A table or a form in it gives a record."""
    start = replace(document, lines=document.lines[: language.LOOKED_AT])
    return any(table.entries for table in _tables(start, layouts)[1] if table.kind != making.FIGURES)


def load(document: Document, layouts: Layouts = NONE) -> Loaded:
    """The records of all tables and forms, the text around them as passages, and the doubts about both."""
    known, tables, orphans = _tables(document, layouts)
    made = [_records(table) for table in tables]
    return Loaded(
        document=document.name,
        kind=KIND,
        title=known.title,
        municipality=known.municipality or None,
        as_of=known.as_of if any(one.statuses for one in made) else None,
        proposals=tuple(record for one in made for record in one.proposals),
        milestones=tuple(record for one in made for record in one.milestones),
        statuses=tuple(record for one in made for record in one.statuses),
        figures=tuple(figure for table in tables for figure in table.figures),
        passages=prose.passages(document, _outside(document, tables), known.municipality or None),
        findings=tuple(_findings(document, known, tables, made, orphans)),
        understandings=tuple(_understood(document, table) for table in tables),
    )


@dataclass(frozen=True, slots=True)
class Records:
    """What the entries of one table became."""

    proposals: tuple[Proposal, ...] = ()
    statuses: tuple[StatusRow, ...] = ()
    milestones: tuple[Milestone, ...] = ()


def _tables(document: Document, layouts: Layouts) -> tuple[About, list[UnderstoodTable], list[rows.Row]]:
    everything = remarks.in_columns(continued.whole(rows.of(document)))
    carded = card_titles.with_labels(addressed.without(everything))
    plain = crosses.in_one_column(inner_forms.with_cells_apart(carded))
    upright = stacked.in_one_row(turned.upright(plain))
    of_forms, rest = forms.of(card_heads.with_labels(labelled.with_labels_apart(upright)), layouts)
    found = grids.of(rest, layouts)
    listed = sorted([*of_forms, *grids.side_by_side(found.grids)], key=lambda grid: grid.first)
    listed = legends.with_digits_in_words(nameless_areas.with_headings(listed), document.lines)
    first = min((grid.first for grid in listed), default=0)
    above = [row for row in everything if row.line < first]
    known = about.read_about(document, above, layouts.municipality)
    before = columns.last_numbers(listed)
    read = [_columns(grid, known, layouts, end) for grid, end in zip(listed, before, strict=True)]
    said = parts.of(listed, [one.has("status") for one in read])
    made = [
        replace(_table(document, grid, known, layouts, read_as, above), before=end)
        for grid, read_as, above, end in zip(listed, read, said, before, strict=True)
    ]
    return known, made, found.orphans


def _columns(grid: TableGrid, known: About, layouts: Layouts, before: int) -> ReadColumns:
    return columns.decide(grid, _near(grid, known), known.title, layouts.of(grid.heading.key), before)


def _near(grid: TableGrid, known: About) -> list[str]:
    """The lines that speak of a table, the nearest first: those in its heading and around it, those within it that give
    a unit, and those that give it for all tables. Where these give several units, none of the lines does."""
    above = (row for lines in grid.parts.values() for row in lines)
    around = [*headings.captions(grid.heading), *(row.joined for row in (*grid.before, *grid.after, *above))]
    filled = {at for row in grid.rows for at in row.filled}
    heads = grid.heading.columns
    around += [one.heading for one in heads if units.gives_unit_of_all(one.heading, one.at in filled)]
    within = [row.joined for row in grid.rows if len(row.filled) == 1 and units.of_text([row.joined])]
    said = {units.of_text([one]) for one in (*within, *around)} - {None}
    if within and len(said) > 1:
        return [one for one in around if units.of_text([one]) is None]
    return [*around, *within, *known.units]


def _table(
    document: Document,
    grid: TableGrid,
    known: About,
    layouts: Layouts,
    read: ReadColumns,
    said: SaidOfRows,
) -> UnderstoodTable:
    layout, near = layouts.of(grid.heading.key), _near(grid, known)
    if layout.municipality and not layouts.municipality:  # what is said of this very document goes first
        known = replace(known, municipality=layout.municipality)
    says_status = said.statuses or entries.are_coloured(grid, entries.colour_at(grid, read))
    kind = making.STATUSES if says_status and read.has("title") else making.kind_of(read)
    listed, left = entries.of(grid, read, said, document.pages) if kind else ([], [])
    listed = inner_labels.with_texts_apart(listed)
    price = units.price_level([*(one.heading for one in read.read), *near])
    context = replace(making.context(document, known, layouts, read, listed), price_level=price)
    counted = () if kind else tuple(figures.of(document, grid, read, near))
    return UnderstoodTable(
        grid, read, kind or (making.FIGURES if counted else None), tuple(listed), tuple(left), context, counted, said
    )


def _records(table: UnderstoodTable) -> Records:
    made = table.context
    proposals = [making.proposal(entry, made) for entry in table.entries] if table.kind == making.PROPOSALS else []
    statuses = [making.status_row(entry, made) for entry in table.entries] if table.kind == making.STATUSES else []
    dated = table.kind == making.MILESTONES or (
        table.columns.has("deadline") and (table.kind == making.STATUSES or table.columns.has("responsible"))
    )
    milestones = [
        making.milestone_of(entry, made)
        for entry in table.entries
        if entry["deadline"] or table.kind == making.MILESTONES
    ]
    return Records(tuple(proposals), tuple(statuses), tuple(milestones) if dated else ())


def _outside(document: Document, tables: Sequence[UnderstoodTable]) -> list[int]:
    read = [row for table in tables for row in (*table.grid.head, *table.grid.rows)]
    inside = {line for row in read for line in (row.line, *row.others)}
    spans = {
        line
        for table in tables
        for line in range(table.grid.first, table.grid.last + 1)
        if table.grid.heading.first != table.grid.heading.end
    }
    return [index for index in range(len(document.lines)) if index not in inside | spans]


def _findings(
    document: Document,
    known: About,
    tables: Sequence[UnderstoodTable],
    made: Sequence[Records],
    orphans: Sequence[rows.Row],
) -> Iterator[Finding]:
    if not known.municipality:
        yield Finding("no_municipality", document.source(0))
    for table, records in zip(tables, made, strict=True):
        yield from doubts.of_table(document, table.grid, table.columns, table.kind, table.context)
        if table.kind and not (table.entries or table.figures):
            values = {"rows": len(table.grid.rows), "text": table.grid.head[0].joined[:200]}
            yield Finding("table_gave_nothing", document.source(table.grid.first), values)
        yield from doubts.of_nameless(document, table.grid, table.before)
        yield from doubts.of_rows(document, table.left)
        yield from doubts.of_entries(document, table.columns, table.entries, table.context)
        yield from doubts.of_areas(document, table.grid, table.columns, table.entries)
        yield from doubts.of_colours(document, table.columns, table.entries)
        yield from doubts.of_lit_names(document, table.grid, table.columns, table.entries)
        yield from doubts.of_statuses_above(document, table.said, table.kind, table.entries)
        yield from doubts.of_statuses(document, records.statuses)
    yield from of_cases.among([row for records in made for row in records.statuses])
    yield from doubts.of_columns_apart(
        document, [(one.grid, one.columns, one.kind, len(one.figures)) for one in tables]
    )
    inside = {row.line for table in tables for row in table.grid.rows}
    yield from doubts.of_orphans(document, [row for row in orphans if row.line not in inside])
    yield from lists.findings(document, {*range(len(document.lines))} - {*_outside(document, tables)})


def _understood(document: Document, table: UnderstoodTable) -> Understanding:
    read = [ColumnRead(one.heading, one.role, one.confidence, one.unit, one.year) for one in table.columns.read]
    caption = next((row.joined for row in table.grid.before), "")
    return Understanding(
        source=document.source(table.grid.first),
        caption=caption,
        kind=table.kind,
        columns=tuple(read),
        municipality=table.context.about.municipality or None,
        rows=len(table.entries) or len(table.figures),
        examples=entries.examples(table.entries, table.columns),
        key=table.grid.heading.key,
    )
