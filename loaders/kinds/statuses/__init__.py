"""A report on how adopted proposals are going: tables of cases, one table an area, with some text around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from loaders import language, prose
from loaders.kinds import areas
from loaders.kinds.statuses import doubts, figures, fills, flow, grid, report, shifts, status_row
from loaders.kinds.statuses.figures import Style
from loaders.kinds.statuses.grid import StatusTable
from loaders.kinds.statuses.status_row import Cells
from records import Document, Finding, Loaded

KIND = "statuses"

_LOOKED_AT = 1_500  # lines before the first table
# Columns of this report and what their headings say; other tables with a status are read by `tables`.
_OWN = {"budget_year": re.compile(r"budget ?år|vedt", re.IGNORECASE), "type": re.compile(r"type\W*$", re.IGNORECASE)}
_MILLION = 1000.0  # in 1.000 kr.
_WITH_THEM = {"compensated", "approval", "handling", "phase_in", "consequence"}  # of which such a report has one
_ONLY_HERE = {"budget_year", "compensated", "approval"}


def recognises(document: Document) -> bool:
    """A table whose heading names a title, a status and two more of the columns of such a report; or rows without any
    mark between their cells."""
    lines = list(islice(language.sample(document), _LOOKED_AT))
    headings = (grid.heading_at(lines, position) for position in range(len(lines)))
    return any(heading and _is_own(heading) for heading in headings) or flow.recognises(lines)


def _is_own(table: StatusTable) -> bool:
    """The year and the kind of proposal are called as here, beside what else such a report tells of a case; or no other
    report has the other columns."""
    at, printed = table.columns.at, table.columns.printed
    called = {name for name, pattern in _OWN.items() if name in at and pattern.search(printed[at[name]])}
    return (called == _OWN.keys() and bool(at.keys() & _WITH_THEM)) or at.keys() >= _ONLY_HERE


def load(document: Document) -> Loaded:
    """The rows of all tables, the text around them as passages, and the doubts about both."""
    tables = list(grid.tables(document.lines)) or list(flow.tables(document.lines))
    tables = report.with_units(document, tables)
    about, title = report.read_header(document, tables)
    named, headings = report.areas(document, tables)
    cells = _with_areas_above(list(_cells(document, tables, named)))
    cases = [cell for cell in cells if cell.is_case]
    read, misprints = doubts.with_codes_mended(
        [shifts.without_doubtful(cell, status_row.status_row(cell, about)) for cell in cases]
    )
    read, turned = doubts.with_sure_signs(read)
    text = [index for index in report.outside(document, tables) if index not in headings]
    findings: list[Finding] = [*report.doubts(document, about, tables), *misprints, *turned]
    findings += [
        *report.left_out(cells),
        *report.sums(cells),
        *report.unknown_units(cells),
        *report.blank_areas(cells),
        *report.blank_colours(cells),
        *report.orphans(document, text),
        *report.stop(document, cells),
    ]
    for cell, row in zip(cases, read, strict=True):
        findings += [*shifts.doubt(cell, row), *status_row.doubts(cell, row), *doubts.within(row)]
    return Loaded(
        document=document.name,
        kind=KIND,
        title=title,
        municipality=about.municipality or None,
        as_of=about.as_of,
        statuses=tuple(read),
        passages=prose.passages(document, text, about.municipality or None),
        findings=(*findings, *doubts.among(read)),
    )


def _styles(tables: Sequence[StatusTable]) -> dict[tuple[str, float | None], Style]:
    """How the amounts of each column are written, in all tables of the report that have it in one unit."""
    found: dict[tuple[str, float | None], list[str]] = {}
    for table in tables:
        for name in ("investment", "saving"):
            texts = found.setdefault((name, table.columns.units.get(name)), [])
            texts += [table.columns.cell(row.cells, name) for row in table.rows]
    return {key: figures.style(texts, in_millions=key[1] == _MILLION) for key, texts in found.items()}


def _cells(document: Document, tables: Sequence[StatusTable], named: Sequence[str]) -> Iterator[Cells]:
    """The rows of all tables, each with its area: that of its table, or of the row above that holds nothing else.

    Where a column names the areas, the line above the table is none.
    """
    painted = fills.of(document, tables)
    styles = _styles(tables)
    for table, heading in zip(tables, named, strict=True):
        area = "" if _names_areas(table) else heading
        own = {name: styles[name, unit] for name, unit in table.columns.units.items() if (name, unit) in styles}
        for row in table.rows:
            cells = Cells.of(table.columns, row, area, document.source(row.first), painted.get(row.first), own)
            if cells.is_area:
                area = areas.without_mark(cells.row.cells[0])
            else:
                yield cells


def _names_areas(table: StatusTable) -> bool:
    return any(table.columns.cell(row.cells, "area") for row in table.rows)


def _with_areas_above(cells: Sequence[Cells]) -> list[Cells]:
    """The rows, a blank cell for the area as that above it where the column names each area once."""
    at = [place for place, cell in enumerate(cells) if cell.is_case and "area" in cell.columns.at and not cell.area]
    told = areas.of_column([cells[place]["area"] for place in at], [cells[place].source.page for place in at])
    made = list(cells)
    for place, area in zip(at, told, strict=True):
        made[place] = replace(cells[place], texts={**cells[place].texts, "area": area})
    return made
