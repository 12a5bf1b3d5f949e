"""One row of a table of cells to one `StatusRow`, and what is doubtful about the row on its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from loaders import ticked
from loaders.kinds import areas, lights, numbering
from loaders.kinds.statuses import figures, grid
from loaders.kinds.statuses.columns import TableHeading
from loaders.kinds.statuses.figures import Style
from records import Finding, Source, StatusRow, amounts, codes, colours, meanings, names

_YEAR = re.compile(r"\b(20\d\d)\b")
_TOTAL = re.compile(r"^\W*(?:i alt|sum|total|samlet)\b", re.IGNORECASE)
_NOTHING = re.compile(r"^[\s.\-–—]*$|^(?:n/?a|ikke relevant|ingen)\.?$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^\(\s*(\d[^()]*)\)\s*([a-zæøå. ]*)$", re.IGNORECASE)  # with its unit, a minus
_DASH = re.compile(r"^[-−–—]+$")
_BLANK_AT_END = 4
_type = lru_cache(maxsize=1024)(names.proposal_type)
_COLOUR_WORDS = {"grøn": "green", "gul": "yellow", "rød": "red"}


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """What holds for every row of a report."""

    municipality: str
    committee: str | None
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Cells:
    """A row as it stands: its cells under their heading, the area it stands in, its place.

    `texts` has the cell of each known column, in single spaces; `fill` is the status colour that is painted there;
    `styles` tell how the figures of a column are written.
    """

    columns: TableHeading
    row: grid.StatusTableRow
    area: str
    source: Source
    texts: Mapping[str, str]
    fill: str | None = None
    styles: Mapping[str, Style] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        columns: TableHeading,
        row: grid.StatusTableRow,
        area: str,
        source: Source,
        fill: str | None = None,
        styles: Mapping[str, Style] | None = None,
    ) -> "Cells":
        texts = {name: _said(row.cells[at]) for name, at in columns.at.items() if at < len(row.cells)}
        fill = fill or next(iter(lights.taken(texts).values()), None)
        texts |= {name: numbering.unlisted(text) for name, text in texts.items() if name in ("status", "title")}
        return cls(columns, row, area, source, texts, fill, styles or {})

    def __getitem__(self, name: str) -> str:
        return self.texts.get(name, "")

    @property
    def surplus(self) -> str:
        """Text in cells beyond the last heading, and in columns without one."""
        nameless = {at for at, heading in enumerate(self.columns.printed) if not heading.strip()}
        return " ".join(
            cell for at, cell in enumerate(self.row.cells) if cell and (at in nameless or at >= self.columns.width)
        )

    @property
    def is_area(self) -> bool:
        """The row only names the area of those below it."""
        first, *others = self.row.cells
        named = first[:1].isalpha() and grid.year(first) is None and not areas.holds_amount(first)
        return named and not any(others) and not self.is_total

    @property
    def is_total(self) -> bool:
        """The row is a sum at the foot of the table."""
        return bool(_TOTAL.match(self["title"] or self.row.cells[0])) and not self["status"]

    @property
    def is_case(self) -> bool:
        """The row follows a case."""
        return bool(self["title"]) and not self.is_total

    @property
    def is_short(self) -> bool:
        """More cells are missing at the end of the row than can be blank there."""
        return len(self.row.cells) < self.columns.width - _BLANK_AT_END or not self["status"]


def _said(cell: str) -> str:
    """What a cell says, in single spaces: the ticked one of several choices; a dash is nothing."""
    text = ticked.chosen(" ".join(cell.split()))
    return "" if _DASH.match(text) else text


def status_row(cells: Cells, report: ReportHeader) -> StatusRow:
    """The row with its fields read. A number that cannot be read is None, a colour that the words do not give too."""
    code, year_in_title, title = named(cells)
    status = cells["status"]
    return StatusRow(
        municipality=report.municipality,
        code=codes.normal(code) if code else None,
        code_as_printed=code,
        budget_year=grid.year(cells["budget_year"]) or year_in_title,
        area=cells["area"] or cells.area,
        title=title,
        type=_type(cells["type"]),
        status=status,
        colour=cells.fill or _colour(cells),
        colour_from="fill" if cells.fill else "words" if _colour(cells) else None,
        remark=cells["remark"],
        source=cells.source,
        investment_tkr=amount(cells, "investment"),
        saving_tkr=amount(cells, "saving"),
        phase_in_year=phase_in_year(cells),
        handling=cells["handling"],
        consequence=cells["consequence"],
        compensated_before=cells["compensated"] or None,
        needs_approval=cells["approval"] or None,
        committee=report.committee,
        as_of=report.as_of,
        price_level=cells.columns.price_level,
        saving_text=cells["saving"] if lacks_unit(cells, "saving") else None,
        investment_text=cells["investment"] if lacks_unit(cells, "investment") else None,
        meaning=meanings.meaning(status),
    )


def named(cells: Cells) -> tuple[str | None, int | None, str]:
    """Code as printed, the budget year beside it, and the title that is left: the code may have a column of its own."""
    code, year, title = codes.split(names.mended(cells["title"]))
    printed = cells["code"]
    if not printed:
        return code, year, title
    own, own_year, _ = codes.split(printed)
    return own or printed, own_year or year, title


def _colour(cells: Cells) -> str | None:
    """The colour that the words give: those of a column for it, else those of the status."""
    printed = cells["colour"].lower()
    named_colour = next((colour for word, colour in _COLOUR_WORDS.items() if word in printed), None)
    return named_colour or colours.from_words(cells["status"])


def amount(cells: Cells, name: str) -> float | None:
    """The amount in a cell, in 1.000 kr. with its printed sign; a unit in the cell goes before that of the heading.

    None also where nobody gives the unit of a number that is not 0.
    """
    text = cells[name]
    number = _number(cells, name)
    if number is not None:
        factor = cells.columns.units.get(name)
        if factor is None:
            return None if number else 0.0
        return round(number * factor, 6)
    match = _IN_BRACKETS.match(text)
    with_unit = amounts.amounts(f"{match[1]} {match[2]}" if match else text)
    if len(with_unit) != 1:
        return None
    return -with_unit[0].tkr if match else with_unit[0].tkr


def _number(cells: Cells, name: str) -> float | None:
    """The bare number in a cell of money."""
    return figures.figure_value(cells[name], cells.styles.get(name, figures.PLAIN))


def lacks_unit(cells: Cells, name: str) -> bool:
    """Whether a cell holds an amount whose unit nobody gives."""
    return name in cells.columns.at and cells.columns.units.get(name) is None and bool(_number(cells, name))


def phase_in_year(cells: Cells) -> int | None:
    """The first year named in the cell."""
    match = _YEAR.search(cells["phase_in"])
    return int(match[1]) if match else None


def doubts(cells: Cells, row: StatusRow) -> Iterator[Finding]:
    """What the row says that cannot be read, or that speaks against itself."""
    case = {"case": row.code_as_printed or row.title, "title": row.title}
    for column in _unread_numbers(cells, row):
        heading = cells.columns.printed[cells.columns.at[column]]
        yield Finding("status_number", cells.source, {**case, "column": heading, "text": cells[column]})
    if row.budget_year is None:
        yield Finding("status_without_year", cells.source, case)
    elif (year := named(cells)[1]) and year != row.budget_year:
        yield Finding("status_two_years", cells.source, {**case, "year": row.budget_year, "other": year})
    if row.saving_tkr is not None and row.saving_tkr > 0:
        yield Finding("extra_cost", cells.source, {**case, "amount": row.saving_tkr})
    if cells["type"] and cells["type"] != row.type:
        yield Finding("type_mended", cells.source, {**case, "printed": cells["type"], "type": row.type})
    if cells.surplus:
        yield Finding("status_surplus", cells.source, {**case, "text": cells.surplus})
    yield from _colour_doubts(cells, row, case)


def _unread_numbers(cells: Cells, row: StatusRow) -> Iterator[str]:
    """TableHeading whose cell holds something that is no number."""
    read = {"investment": row.investment_tkr, "saving": row.saving_tkr, "phase_in": row.phase_in_year}
    unread = (column for column, value in read.items() if value is None and not _NOTHING.match(cells[column]))
    return (column for column in unread if not lacks_unit(cells, column))


def _colour_doubts(cells: Cells, row: StatusRow, case: Mapping[str, object]) -> Iterator[Finding]:
    said = _colour(cells) if cells.fill else colours.from_words(row.status)
    if row.colour is None:
        yield Finding("status_without_colour", cells.source, {**case, "status": row.status})
    elif said and said != row.colour and cells.fill:
        yield Finding("fill_differs", cells.source, {**case, "fill": cells.fill, "status": row.status})
    elif said and said != row.colour:
        yield Finding("colour_differs", cells.source, {**case, "printed": cells["colour"], "status": row.status})
