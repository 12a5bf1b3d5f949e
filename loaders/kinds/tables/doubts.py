"""What of a table could not be read, is doubtful, or was taken by a rule that a person may want to know of."""

from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.kinds.statuses import doubts as of_cases
from loaders.kinds.tables import amounts, columns, contents, making, roles, sections, units
from loaders.kinds.tables.entries import LeftOut, TableEntry, are_coloured, colour_at
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.making import TableContext
from loaders.kinds.tables.parts import SaidOfRows
from loaders.kinds.tables.readings import ReadColumn, ReadColumns
from loaders.kinds.tables.rows import Row
from records import Document, Finding, StatusRow, colours, dates

_SHOWN = 200  # characters of a row that a finding shows
_MOSTLY = 0.6


def of_table(
    document: Document, grid: TableGrid, read: ReadColumns, kind: str | None, made: TableContext
) -> Iterator[Finding]:
    """Columns that were not understood, a table that gave nothing, and which year stands for the lasting saving."""
    place = document.source(grid.first)
    if kind is None:
        yield Finding("table_unread", place, {"columns": ", ".join(one.heading for one in read.read)[:_SHOWN]})
        return
    for one in read.read:
        if one.minus:
            yield Finding("red_letters_minus", place, {"column": one.heading, "count": len(one.minus)})
    for one in read.read:
        if one.doubt == columns.TAKEN and one.role:
            yield Finding("money_taken", place, {"column": one.heading, "role": one.role})
    for one in read.unread:
        if units.gives_unit_of_all(one.heading, one.content.count):
            continue
        ambiguous = one.doubt == "money" or "money" in roles.named(one.heading)
        money = ambiguous and one.content.amounts >= 0.6 and kind != making.FIGURES
        yield Finding("money_unread" if money else "column_unread", place, {"column": one.heading})
    if "saving" in read.series and not made.is_said and kind == making.PROPOSALS:
        yield Finding("saving_of_last_year", place, {"year": made.lasting})


def of_nameless(document: Document, grid: TableGrid, before: int) -> Iterator[Finding]:
    """Columns of figures that nothing names. Numbers of the rows need no name; `before` is the last one of the tables
    before it."""
    named = {one.at for one in grid.heading.columns}
    rows = [row for row in grid.rows if len(row.filled) > 1]
    for at in range(max((len(row.cells) for row in rows), default=0)):
        own = [row for row in rows if at < len(row.cells) and at in row.filled]
        held = contents.of([row.cells[at] for row in own], before)
        if at not in named and held.count > 1 and held.amounts >= _MOSTLY and not held.numbers_rows:
            values = {"count": held.count, "text": own[0].text(at), "row": own[0].joined[:_SHOWN]}
            yield Finding("column_nameless", document.source(own[0].line), values)


def of_rows(document: Document, left: Sequence[LeftOut]) -> Iterator[Finding]:
    """Rows that are no entry, and the sums in them that do not come out."""
    for row in left:
        yield Finding(row.reason, document.source(row.line), {"text": row.text[:_SHOWN]})
        for one in row.wrong:
            values = {"row": row.text[:_SHOWN], "column": one.column, "printed": one.printed, "summed": one.summed}
            yield Finding("total_differs", document.source(row.line), values)


def of_entries(
    document: Document, read: ReadColumns, entries: Sequence[TableEntry], made: TableContext
) -> Iterator[Finding]:
    """Amounts whose unit nobody gives (once for a column), and cells that hold no number that can be read."""
    for one in making.money_roles(read):
        found = [(entry, money) for entry in entries if (money := _money(entry, one)) is not None and money.problem]
        nameless = [entry for entry, money in found if money.problem == amounts.NO_UNIT]
        if nameless:
            values = {"column": one.heading, "count": len(nameless)}
            yield Finding("unit_unknown", document.source(nameless[0].line), values)
        for entry, money in found:
            if money.problem != amounts.NO_UNIT:
                kind = "number_doubted" if money.problem == amounts.DOUBTED else "status_number"
                values = {
                    "case": entry["code"] or entry.name,
                    "title": entry.name,
                    "column": one.heading,
                    "text": money.text,
                }
                yield Finding(kind, document.source(entry.line), values)
    for entry in entries:
        if entry["deadline"] and not dates.read_due(entry["deadline"]).dues:
            yield Finding(
                "due_unread",
                document.source(entry.line),
                {"case": entry["code"] or entry.name, "text": entry["deadline"]},
            )


def of_areas(
    document: Document, grid: TableGrid, read: ReadColumns, entries: Sequence[TableEntry]
) -> Iterator[Finding]:
    """Cells for the area that are blank where others are not, and nothing tells what that means; a line above a table
    that may name the area of its rows, of which nothing else tells."""
    blank = [entry for entry in entries if not entry["area"] and not entry.section]
    line = sections.unsure(grid)
    if "area" not in read.at and line and blank and len(blank) == len(entries):
        yield Finding("area_unsure", document.source(blank[0].line), {"text": line, "count": len(blank)})
    if "area" in read.at and len(blank) < len(entries) and blank:
        values = {"column": read.at["area"].heading, "count": len(blank)}
        yield Finding("areas_blank", document.source(blank[0].line), values)


def of_colours(document: Document, read: ReadColumns, entries: Sequence[TableEntry]) -> Iterator[Finding]:
    """A column for the colour in which nobody here sees anything, neither words nor paint."""
    blank = "colour" in read.at and not any(entry["colour"] or entry.fills for entry in entries)
    if blank and entries:
        yield Finding("colours_blank", document.source(entries[0].line), {"column": read.at["colour"].heading})


def of_lit_names(
    document: Document, grid: TableGrid, read: ReadColumns, entries: Sequence[TableEntry]
) -> Iterator[Finding]:
    """Colours that are those of the names of cases, where no column is for a status."""
    at = colour_at(grid, read)
    lit = next((one for one in read.read if one.at == at), None)
    if lit is not None and are_coloured(grid, at) and entries:
        values = {"column": lit.heading, "count": sum("colour" in entry.fills for entry in entries)}
        yield Finding("colours_of_names", document.source(entries[0].line), values)


def of_statuses_above(
    document: Document, said: SaidOfRows, kind: str | None, entries: Sequence[TableEntry]
) -> Iterator[Finding]:
    """A line above a table of cases without a status that may be the status of them all."""
    if said.unsure and entries and kind in (making.PROPOSALS, making.MILESTONES):
        values = {"text": said.unsure, "count": len(entries)}
        yield Finding("status_unsure", document.source(entries[0].line), values)


def _money(entry: TableEntry, one: ReadColumn) -> amounts.Money | None:
    if one.year is not None:
        return entry.years.get(str(one.role), {}).get(one.year)
    return entry.money.get(str(one.role))


def of_statuses(document: Document, found: Sequence[StatusRow]) -> Iterator[Finding]:
    """Words of a status that have no meaning yet, each once; colours that disagree; savings of another sign; remarks
    that speak against their row."""
    unknown = [
        row for row in found if row.status and row.meaning is None and contents.status_colour(row.status) is None
    ]
    first = {row.status.lower(): row for row in reversed(unknown)}
    counted = Counter(row.status.lower() for row in unknown)
    for key, row in sorted(first.items(), key=lambda item: item[1].source.line or 0):
        yield Finding("status_words_unknown", row.source, {"status": row.status, "count": counted[key]})
    for row in found:
        yield from of_cases.within(row)
        case = {"case": row.code_as_printed or row.title, "title": row.title}
        said = colours.from_words(row.status)
        if row.colour and said and said != row.colour:
            kind = "fill_differs" if row.colour_from == "fill" else "colour_differs"
            yield Finding(kind, row.source, {**case, "fill": row.colour, "printed": row.colour, "status": row.status})
        if row.saved_tkr is not None and row.saved_tkr < 0:
            yield Finding("saving_of_other_sign", row.source, {**case, "text": row.saving_text})


def of_orphans(document: Document, orphans: Sequence[Row]) -> Iterator[Finding]:
    """Rows that no heading stands above."""
    if orphans:
        values = {"count": len(orphans), "text": orphans[0].joined[:_SHOWN]}
        yield Finding("rows_without_heading", document.source(orphans[0].line), values)


def of_columns_apart(
    document: Document, tables: Sequence[tuple[TableGrid, ReadColumns, str | None, int]]
) -> Iterator[Finding]:
    """Tables of figures beside tables of cases whose columns say what a case saves or costs, with no name of a case:
    a printer may have parted them from the rest of their table. `tables` also holds what each is, and its figures."""
    if not any(kind in (making.PROPOSALS, making.STATUSES) for _, _, kind, _ in tables):
        return
    for grid, read, kind, count in tables:
        if kind == making.FIGURES and read.has("saving", "cost") and not read.has("title", "code", "goal"):
            values = {"columns": ", ".join(one.heading for one in read.read)[:_SHOWN], "count": count}
            yield Finding("columns_apart", document.source(grid.first), values)
