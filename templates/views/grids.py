"""A table of numbers as a grid: a medium that has tables sorts and turns its pages by itself."""

from records import Table
from templates import formats
from templates.catalogue import called, say
from templates.views.facts import row_name
from templates.views.names import committee_alone
from templates.views.pieces import GridCell, TableView


def grid(table: Table, language: str) -> TableView | None:
    """None for a table of texts, or of nothing."""
    if table.unit == "text" or not table.rows:
        return None
    group, measured = table.columns[0], table.columns[1]
    caption = say("ui.table_of", language, field=measured, group=group)
    return TableView(caption, grid_heads(table, language), tuple(_row(table, row, language) for row in table.rows))


def grid_heads(table: Table, language: str) -> tuple[str, ...]:
    """What the columns of a table are called; none of a table of texts, or of nothing."""
    if table.unit == "text" or not table.rows:
        return ()
    return tuple(_column(name, table.unit, at, language) for at, name in enumerate(table.columns))


def _column(name: str, unit: str, at: int, language: str) -> str:
    shown = formats.first_upper(called(name, "columns", language), language)
    is_amount = at > 0 and name != "count" and unit in ("tkr", "years")
    return say(f"ui.column_{unit}", language, name=shown) if is_amount else shown


def _row(table: Table, row: tuple[str | float | None, ...], language: str) -> tuple[GridCell, ...]:
    name = formats.first_upper(_row_name(table.columns[0], row[0], language), language)
    return (GridCell(name or formats.UNKNOWN), *(_cell(one, table.unit, language) for one in row[1:]))


def _row_name(group: str, name: str | float | None, language: str) -> str:
    if group == "committee" and name is not None:
        return committee_alone(str(name))
    return row_name(group, name, language)


def _cell(value: str | float | None, unit: str, language: str) -> GridCell:
    if value is None:
        return GridCell(say("ui.not_stated", language))
    if isinstance(value, str):
        return GridCell(formats.one_line(value) or formats.UNKNOWN)
    rounded = round(value, 1)
    return GridCell(formats.format_number(rounded, language), rounded)
