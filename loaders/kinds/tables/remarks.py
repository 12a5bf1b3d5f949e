"""What is said of a case in a row of its own below it, "Bemærkning: …" or "Ansvarlig: …", again and again.

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
_PROSE = frozenset({"remark", "summary", "handling", "consequence"})
_SHORT = frozenset({"responsible", "deadline", "phase_in"})
_EACH = 0.6  # of the cases have such a line: else it heads those below it
_LEAST, _FULL = 2, 60  # letters of a line behind which its sentence may go on


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
    if roles.best(label)[0] in _SHORT and not _is_of_each(rows, begin, [at for at in found if found[at] == label]):
        return list(rows)
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
    return match["label"] if role in _PROSE | _SHORT and score >= roles.SURE else None


def _is_of_each(rows: Sequence[Row], begin: int, labelled: Sequence[int]) -> bool:
    """Whether such lines stand below the cases, one by one, and above none."""
    cases = sum(len(row.filled) > 1 for row in rows[begin + 1 : labelled[-1]])
    return begin + 1 not in labelled and len(labelled) >= _EACH * cases


def _begin(rows: Sequence[Row], last: int, width: int) -> int:
    """Where the heading of the row `last` stands: of the rows above it, up to a table of another width, the one that
    names the most columns. The head of a page may stand above it."""
    first = last
    while first and not _is_of_other(rows[first - 1], width):
        first -= 1
    named = [
        sum(roles.best(row.text(at))[1] >= roles.NAMED for at in row.filled) if len(row.filled) > 1 else 0
        for row in rows[first : last + 1]
    ]
    return first + named.index(max(named))


def _is_of_other(row: Row, width: int) -> bool:
    return len(row.filled) > 1 and len(row.cells) != width


def _joined(rows: Sequence[Row], label: str, remarks: set[int]) -> Iterator[Row]:
    """The rows of a table with a column for what is said in the rows `remarks`."""
    head, table = rows[0], rows[0].table
    is_prose = roles.best(label)[0] in _PROSE
    at = 0
    while at < len(rows):
        row, at = rows[at], at + 1
        if len(row.filled) < 2:
            yield row
            continue
        text = label if row.joined == head.joined else ""
        row, inside = _without_remark(row, label)
        text = text or inside
        if at in remarks:
            text = " ".join(filter(None, (text, rows[at].joined.partition(":")[2].strip())))
            at += 1
            while at < len(rows) and _goes_on(rows[at - 1], rows[at], is_prose):
                text, at = f"{text} {rows[at].joined}", at + 1
        yield replace(row, cells=(*row.cells, Cell(text)), table=table)


def _without_remark(row: Row, label: str) -> tuple[Row, str]:
    """A row without what stands behind the label in one of its cells, "Nyt tag Bemærkning: …", and that."""
    for at in row.filled:
        before, found, behind = row.text(at).partition(f" {label}: ")
        if found:
            cell = row.cells[at]._replace(text=before)
            return replace(row, cells=(*row.cells[:at], cell, *row.cells[at + 1 :])), behind
    return row, ""


def _goes_on(above: Row, row: Row, is_prose: bool) -> bool:
    """Whether a line goes on with what the one right above it says."""
    near = row.table == TEXT and row.line == above.line + 1
    return near and (row.joined[0].islower() or (is_prose and len(above.joined) >= _FULL))
