"""What stands around the tables of a status report: its title and day, who it is for, the areas of its tables."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from loaders import language
from loaders.kinds import areas as column_areas
from loaders.kinds.statuses import columns
from loaders.kinds.statuses.grid import StatusTable
from loaders.kinds.statuses.status_row import Cells, ReportHeader, amount, lacks_unit
from loaders.kinds.sums import Sums
from loaders.kinds.tables import units
from records import Document, Finding, dates, names

_YEAR = re.compile(r"\b20\d\d\b")  # "Sager 2025"
_MARK = re.compile(r"^\s*#{1,6}\s+")
_LABEL = re.compile(r"^(?:(?:tabel|bilag)\s*\d+[.:]?\s*|\d{1,2}(?:\.\d+)*\.?\s+)", re.IGNORECASE)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d+)*\.?\s+[A-ZÆØÅ]")
_FURNITURE = re.compile(r"^\W*(?:side\s*)?\d+(?:\s*(?:af|/)\s*\d+)?\W*$", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:opfølgning|status|afrapportering|statusrapport)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?:;,]\W*$")
_TWO_SENTENCES = re.compile(r"[a-zæøå\d]{3}[.!?] [A-ZÆØÅ]")
_MONEY = re.compile(r"\bkr\b|\bp\s*/\s*l\b", re.IGNORECASE)
_LONGEST_AREA = 90
_MOST_ASIDE = 2  # lines between the name of an area and its table, such as the unit of its amounts
_CELLS_OF_A_ROW = 4
_UNFINISHED = re.compile(r"(?<!^ja)(?<!^nej)(?<=[a-zæøå,-])$", re.IGNORECASE)
_SHOWN = 200  # characters of a row that a finding shows


def outside(document: Document, tables: Sequence[StatusTable]) -> list[int]:
    """The lines that belong to no table."""
    inside = {index for table in tables for index in range(table.first, table.end)}
    return [index for index in range(len(document.lines)) if index not in inside]


def read_header(document: Document, tables: Sequence[StatusTable]) -> tuple[ReportHeader, str]:
    """What holds for every row, and the title of the report."""
    lines = [document.lines[index].strip() for index in outside(document, tables)]
    titles = [line for line in lines if _ABOUT.search(line) and (_MARK.match(line) or not _SENTENCE.search(line))]
    dated = [line for line in titles if dates.report_day(line)]
    title = (dated or titles or [line for line in lines if line] or [""])[0]
    report = ReportHeader(
        municipality=language.named_municipality(document) or "",
        committee=_committee(lines),
        as_of=_day_of_headings(tables) or next(map(dates.report_day, dated), None),
    )
    return report, _MARK.sub("", title)


def _day_of_headings(tables: Sequence[StatusTable]) -> date | None:
    """The day that most headings name ("Status december 2024"): surer than any date in the text around them."""
    printed = (table.columns.printed[table.columns.at["status"]] for table in tables)
    days = Counter(day for heading in printed if (day := dates.report_day(heading)))
    return days.most_common(1)[0][0] if days else None


def _committee(lines: Sequence[str]) -> str | None:
    """The committee that the text around the tables speaks of most."""
    text = "\n".join(lines)
    counted = {short: text.count(committee.name) for short, committee in names.COMMITTEES.items()}
    most = max(counted, key=counted.__getitem__)
    return most if counted[most] else None


def with_units(document: Document, tables: Sequence[StatusTable]) -> list[StatusTable]:
    """The tables, their columns without a unit in that of the text above them, else of any text around tables."""
    texts = [index for index in outside(document, tables) if document.lines[index].strip()]
    anywhere = units.of_text(document.lines[index] for index in texts)
    made = []
    for table in tables:
        above = [document.lines[index] for index in reversed(texts) if index < table.first]
        unit = units.of_text(above[:_MOST_ASIDE]) or anywhere
        columns_of = columns.with_unit(table.columns, units.FACTORS[unit] if unit else None)
        made.append(replace(table, columns=columns_of))
    return made


def areas(document: Document, tables: Sequence[StatusTable]) -> tuple[list[str], set[int]]:
    """The area of each table, from the heading above it, and the lines of those headings.

    A table without a heading of its own goes on with the area before it, as after a page break.
    """
    found: list[str] = []
    lines: set[int] = set()
    end = 0
    for table in tables:
        at = _heading_above(document, end, table)
        lines |= {at} if at is not None else set()
        found.append(_area(document.lines[at]) if at is not None else found[-1] if found else "")
        end = table.end
    return found, lines


def _area(line: str) -> str:
    return column_areas.without_mark(" ".join(_LABEL.sub("", _MARK.sub("", line).strip("*_ \t")).split()))


def _heading_above(document: Document, start: int, table: StatusTable) -> int | None:
    """The line from `start` on that names the area: the last marked heading, else the line right above the table."""
    filled = [index for index in range(start, table.first) if document.lines[index].strip()]
    marked = [index for index in filled if _MARK.match(document.lines[index])]
    plain = [index for index in filled[-_MOST_ASIDE - 1 :] if _may_be_area(document.lines[index].strip())]
    for index in (*marked[-1:], *plain[-1:]):
        if not _is_report_title(document.lines[index]) and not _names_missing(document.lines[index], table):
            return index
    return None


def _names_missing(line: str, table: StatusTable) -> bool:
    """Whether a line is the heading of a column that fell out of its table, which has all others."""
    return "budget_year" not in table.columns.at and columns.named(line) == "budget_year"


def _may_be_area(line: str) -> bool:
    begins = (
        line[0].isupper()
        or _LABEL.match(line)
        or column_areas.says_area(line)
        or (_NUMBERED.match(line) and not dates.report_day(line))
    )
    fits = len(line) <= _LONGEST_AREA and begins and "\t" not in line
    whole = not (_SENTENCE.search(line) or _TWO_SENTENCES.search(line) or _YEAR.search(line))
    return bool(fits) and whole and not (_FURNITURE.match(line) or _MONEY.search(line) or names.municipality(line))


def _is_report_title(line: str) -> bool:
    return bool(_ABOUT.search(line)) and dates.report_day(line) is not None


def doubts(document: Document, report: ReportHeader, tables: Sequence[StatusTable]) -> Iterator[Finding]:
    """What the report as a whole does not say, and headings of columns that are not kept."""
    top = document.source(0)
    if not report.municipality:
        yield Finding("no_municipality", top)
    if report.as_of is None:
        yield Finding("no_report_day", top)
    unread = {heading: table.first for table in reversed(tables) for heading in table.columns.unread}
    for heading, first in sorted(unread.items(), key=lambda item: item[1]):
        yield Finding("column_unread", document.source(first), {"column": heading})


def orphans(document: Document, indices: Sequence[int]) -> Iterator[Finding]:
    """Rows that no heading stands above, as in the second half of a report."""
    found = [index for index in indices if document.lines[index].count("\t") >= _CELLS_OF_A_ROW]
    if found:
        text = " ".join(document.lines[found[0]].split())[:_SHOWN]
        yield Finding("rows_without_heading", document.source(found[0]), {"count": len(found), "text": text})


def stop(document: Document, cells: Sequence[Cells]) -> Iterator[Finding]:
    """The report ends in the middle of its last row, or of a heading."""
    end = next((index for index in reversed(range(len(document.lines))) if document.lines[index].strip()), 0)
    last = cells[-1] if cells and cells[-1].row.last == end else None
    cut = _is_cut(last) if last else "\t" in document.lines[end].strip()
    if cut:
        yield Finding("stops_in_middle", document.source(end), {"end": document.lines[end].strip()[-60:]})


def _is_cut(last: Cells) -> bool:
    """Whether the last row misses cells, or its last cell the end of its sentence."""
    if last.is_short:
        return False  # reported as a row
    final = last.row.cells[-1]
    return len(last.row.cells) < last.columns.width or bool(_UNFINISHED.search(final))


def sums(cells: Sequence[Cells]) -> Iterator[Finding]:
    """Rows that add up others, whose figures those others do not give: one may be lost, or read as what it is not."""
    above = Sums()
    for cell in cells:
        amounts = {name: amount(cell, name) for name in ("investment", "saving") if name in cell.columns.at}
        if cell.is_case:
            above.add(amounts)
        elif cell.is_total:
            for one in above.against(amounts):
                heading = cell.columns.printed[cell.columns.at[one.column]]
                label = cell["title"] or cell.row.cells[0]
                values = {"row": label, "column": heading, "printed": one.printed, "summed": one.summed}
                yield Finding("total_differs", cell.source, values)


def unknown_units(cells: Sequence[Cells]) -> Iterator[Finding]:
    """Columns of money whose unit neither their heading nor the text around their table gives."""
    for name in ("investment", "saving"):
        found = [cell for cell in cells if cell.is_case and lacks_unit(cell, name)]
        if found:
            heading = found[0].columns.printed[found[0].columns.at[name]]
            yield Finding("unit_unknown", found[0].source, {"column": heading, "count": len(found)})


def blank_areas(cells: Sequence[Cells]) -> Iterator[Finding]:
    """Cells for the area that are blank where others are not, and nothing tells what that means."""
    cases = [cell for cell in cells if cell.is_case and "area" in cell.columns.at]
    blank = [cell for cell in cases if not cell["area"] and not cell.area]
    if blank and len(blank) < len(cases):
        columns_of = blank[0].columns
        values = {"column": columns_of.printed[columns_of.at["area"]], "count": len(blank)}
        yield Finding("areas_blank", blank[0].source, values)


def blank_colours(cells: Sequence[Cells]) -> Iterator[Finding]:
    """A column for the colour in which nobody here sees anything, neither words nor paint."""
    cases = [cell for cell in cells if cell.is_case and "colour" in cell.columns.at]
    if cases and not any(cell["colour"] or cell.fill for cell in cases):
        head = cases[0].columns
        yield Finding("colours_blank", cases[0].source, {"column": head.printed[head.at["colour"]]})


def left_out(cells: Sequence[Cells]) -> Iterator[Finding]:
    """Rows that follow no case, and rows that end before the table does."""
    for cell in cells:
        text = " ".join(part for part in cell.row.cells if part)[:_SHOWN]
        if cell.is_total:
            yield Finding("total_row", cell.source, {"text": text})
        elif not cell["title"]:
            yield Finding("row_unread", cell.source, {"text": text})
        elif cell.is_short:
            yield Finding(
                "row_short", cell.source, {"text": text, "cells": len(cell.row.cells), "of": cell.columns.width}
            )
