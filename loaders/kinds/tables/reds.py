"""Amounts whose minus is only the colour of their letters, as Excel prints them and Word keeps them when pasted."""

from collections.abc import Sequence

from loaders.kinds.tables import numbers
from loaders.kinds.tables.rows import Row
from records.tables import RED_LETTERS


def minus(rows: Sequence[Row], at: int) -> frozenset[int]:
    """The lines whose amount in the column `at` is negative by its red letters alone.

    None where all amounts of the column are red, or where it prints a minus too: there red means something else. A row
    that is red from end to end is only made to stand out.
    """
    if not any(_is_red(row, at) for row in rows):
        return frozenset()
    amounts = {row.line: row for row in rows if _is_bare(row, at)}
    red = {line for line, row in amounts.items() if _is_red(row, at)}
    signed = any(_is_signed(row, at) for row in rows)
    if signed or len(red) == len(amounts):
        return frozenset()
    return frozenset(line for line in red if not all(_is_red(amounts[line], one) for one in amounts[line].filled))


def _is_red(row: Row, at: int) -> bool:
    return at < len(row.cells) and row.cells[at].number_format == RED_LETTERS


def _is_bare(row: Row, at: int) -> bool:
    """A cell with a number and no sign, of which the file holds no value of its own."""
    found = numbers.printed(row.text(at)) if at < len(row.cells) and row.cells[at].value is None else None
    return found is not None and not found.negative


def _is_signed(row: Row, at: int) -> bool:
    found = numbers.printed(row.text(at))
    return found is not None and found.negative
