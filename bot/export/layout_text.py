"""How a table was understood, for a terminal and as JSON: each column's role and unit, rows as read, what was not."""

from collections.abc import Iterator, Sequence
from typing import Any

from records import ColumnRead, Understanding
from templates import say
from templates.catalogue import called
from templates.formats import spot

GAP = "  "
_WIDEST = 28  # letters of a cell that are shown
MONEY = ("saving", "cost", "money")


def item(number: str, understood: Understanding) -> dict[str, Any]:
    """The table as a flat object with a list of its columns."""
    columns = [
        {"heading": one.heading, "role": one.role, "unit": one.unit, "year": one.year, "confidence": one.confidence}
        for one in understood.columns
    ]
    return {
        "table": number,
        "document": understood.source.document,
        "sheet": understood.source.sheet,
        "cell": understood.source.cell,
        "kind": understood.kind,
        "rows": understood.rows,
        "municipality": understood.municipality,
        "columns": columns,
        "unread": list(understood.unread),
        "examples": [list(row) for row in understood.examples],
    }


def table_text(number: str, understood: Understanding, language: str, stored: bool = True) -> str:
    """The table in some lines of text; one that is not `stored` has no number to correct it by."""
    return "\n".join(_lines(number, understood, language, stored))


def _lines(number: str, understood: Understanding, language: str, stored: bool) -> Iterator[str]:
    yield f"{number}  {place_text(understood, language)}"
    yield GAP + became(understood, language)
    head = [say(f"layouts.{name}", language) for name in ("column", "role", "unit")]
    yield from aligned_rows([head, *(_column(one, language) for one in understood.columns)])
    if understood.examples:
        yield GAP + say("layouts.examples", language)
        yield from aligned_rows([[short(cell) for cell in row] for row in understood.examples])
    if understood.unread:
        yield GAP + say("layouts.unread", language, names=list(understood.unread))
    if understood.kind and not understood.municipality:
        unknown = (
            say("layouts.no_municipality", language, id=number)
            if stored
            else say("layouts.no_municipality_yet", language)
        )
        yield GAP + unknown


def place_text(understood: Understanding, language: str) -> str:
    """Where the table stands."""
    where = spot(understood.source, language)
    return say("layouts.title", language, document=understood.source.document, spot=where)


def became(understood: Understanding, language: str) -> str:
    """How many records of which kind its rows became, and of which municipality."""
    values = {"kind": understood.kind or "none", "rows": understood.rows, "place": understood.municipality or ""}
    return say("layouts.became", language, **values)


def _column(one: ColumnRead, language: str) -> list[str]:
    return [short(one.heading), role_text(one, language), unit_text(one, language)]


def role_text(one: ColumnRead, language: str) -> str:
    """What a column was read as, in words."""
    if one.role is None:
        return say("layouts.unread_role", language)
    name = called(one.role, "roles", language)
    return name if one.year is None else say("layouts.year_role", language, role=name, year=str(one.year))


def unit_text(one: ColumnRead, language: str) -> str:
    """The unit of a column with amounts; nothing for others."""
    if one.unit:
        return called(one.unit, "money_units", language)
    return say("layouts.unknown_unit", language) if one.role in MONEY else ""


def short(text: str) -> str:
    """A cell that fits in a column of a terminal."""
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"


def aligned_rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as columns of equal width, a little in from the left."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield (GAP * 2 + GAP.join(cells)).rstrip()
