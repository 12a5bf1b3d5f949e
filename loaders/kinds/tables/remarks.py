"""Remarks in a row of their own below the case that they are about: "Bemærkning: …" across the table, again and again.

They become the last column of their table, whose parts are one table again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.kinds.tables import roles
from loaders.kinds.tables.rows import TEXT, Row
from records.tables import Cell

_LABELLED = re.compile(r"(?P<label>[^\W\d][^:]{2,30}):\s+(?P<text>\S.*)")
_ROLES = ("remark", "summary", "handling", "consequence")
_LEAST = 2


def in_columns(rows: Sequence[Row]) -> list[Row]:
    """The rows, the remarks as cells of those above them; `rows` as they are where there are no such remarks."""
    found = {at: label for at, row in enumerate(rows) if (label := _label(rows, at, row))}
    counted = Counter(found.values())
    label = next((name for name, count in counted.most_common(1) if count >= _LEAST), None)
    first = next((at for at, name in found.items() if name == label), None)
    if label is None or first is None:
        return list(rows)
    width = len(rows[first - 1].cells)
    begin = _begin(rows, first - 1, width)
    if any(roles.best(rows[begin].text(at))[0] == roles.best(label)[0] for at in rows[begin].filled):
        return list(rows)
    end = next((at for at in range(first, len(rows)) if _is_of_other(rows[at], width)), len(rows))
    remarks = {at for at, name in found.items() if name == label and begin < at < end}
    return [*rows[:begin], *_joined(rows[begin:end], label, {at - begin for at in remarks}), *rows[end:]]


def _label(rows: Sequence[Row], at: int, row: Row) -> str | None:
    """The name of what a row of one text says of the case right above it."""
    match = _LABELLED.fullmatch(row.joined) if len(row.filled) == 1 and at else None
    if match is None or len(rows[at - 1].filled) < 2 or rows[at - 1].table == TEXT:
        return None
    role, score = roles.best(match["label"])
    return match["label"] if role in _ROLES and score >= roles.SURE else None


def _begin(rows: Sequence[Row], last: int, width: int) -> int:
    """Where the table begins whose row is `last`."""
    begin = last
    while begin and len(rows[begin - 1].cells) == width and rows[begin - 1].table == rows[last].table:
        begin -= 1
    return begin


def _is_of_other(row: Row, width: int) -> bool:
    return len(row.filled) > 1 and len(row.cells) != width


def _joined(rows: Sequence[Row], label: str, remarks: set[int]) -> Iterator[Row]:
    """The rows of a table with a column for what is said in the rows `remarks`."""
    head, table = rows[0], rows[0].table
    at = 0
    while at < len(rows):
        row, at = rows[at], at + 1
        if len(row.filled) < 2:
            yield row
            continue
        text = label if row.joined == head.joined else ""
        if at in remarks:
            text = rows[at].joined.partition(":")[2].strip()
            at += 1
            while at < len(rows) and rows[at].table == TEXT and rows[at].line == rows[at - 1].line + 1:
                text, at = f"{text} {rows[at].joined}", at + 1
        yield replace(row, cells=(*row.cells, Cell(text)), table=table)
