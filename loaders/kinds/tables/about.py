"""What a document says of all its rows: the municipality, the day and the budget that it is about, its title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders import language
from loaders.kinds.tables import units, words
from loaders.kinds.tables.rows import TEXT, Row
from records import Document, dates, names

_TOP = 12  # lines above the first table that may be its title
_MOST_CELLS = 2  # of a row that says something of the whole document
_LONGEST_TITLE = 200
_YEARS = re.compile(r"^\W{0,3}(?:for |i |til )?(20\d\d)(?: ?[-–/] ?(?:20)?\d\d)?")


@dataclass(frozen=True, slots=True)
class About:
    """What holds for every row. `municipality` is "" where the document names none; `units` are the lines that give the
    unit of all amounts."""

    title: str
    municipality: str
    as_of: date | None
    budget_year: int | None
    units: tuple[str, ...] = ()


def read_about(document: Document, above: Sequence[Row], municipality: str | None) -> About:
    """From the rows above the first table. A municipality that a person has given goes before the document's own."""
    top = [row for row in above if len(row.filled) <= _MOST_CELLS]
    lines = [text for row in top[:_TOP] if len(text := row.joined) <= _LONGEST_TITLE]
    titles = [line for line in lines if len(line.split()) > 1 and units.of_text([line]) is None] or lines
    own = municipality or language.named_municipality(document) or _named(lines)
    own = own or _named([row.joined for row in above])  # "Intra Hjørring | Nyheder | Økonomi"
    days = (dates.report_day(line) for line in titles)
    return About(
        titles[0] if titles else "",
        own or "",
        next(filter(None, days), None),
        budget_year_of(titles),
        units_of_all(top),
    )


def units_of_all(top: Sequence[Row]) -> tuple[str, ...]:
    """The lines above the tables that give the unit of all amounts ("Beløb er i 1.000 kr."), where they give one; none
    where a line gives it right above the first table, as it may speak of that alone."""
    lines = [row.joined for row in top if row.table == TEXT]
    said = [line for line in lines if units.gives_unit_of_amounts(line)]
    alone = said and said[-1] == lines[-1] and not words.pattern("of_all").search(said[-1])
    return () if alone or len({units.of_text([line]) for line in said}) != 1 else tuple(said)


def _named(lines: Sequence[str]) -> str | None:
    """The one municipality that the lines above the tables name, with or without "Kommune"."""
    found = {name for line in lines for name, _, _ in names.municipalities_in(line)}
    return found.pop() if len(found) == 1 else None


def budget_year_of(lines: Sequence[str]) -> int | None:
    """The year of the budget that the title names ("Forslag til budget 2027-2030" is 2027)."""
    for line in lines:
        years = {
            int(year[1])
            for match in words.pattern("budget_year").finditer(line)
            if (year := _YEARS.match(line[match.end() :]))
        }
        if len(years) == 1:
            return years.pop()
    return None
