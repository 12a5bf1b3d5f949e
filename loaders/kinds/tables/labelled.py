"""Cards whose cells begin with the name of what they hold, above it or before it: "Område Ældre | Status Forsinket".

They are told by the names, which come again at the same places with other values behind them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.kinds.tables import roles
from loaders.kinds.tables.rows import TEXT, Row
from records.tables import Cell

_LEAST_LABELS = 3
_LEAST_ROWS = 2
_LONGEST = 4  # words of a label
_Labels = tuple[tuple[int, str], ...]


def with_labels_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows; those of such cards a row for each cell, with its label and its value."""
    labels = [_labels(row) for row in rows]
    values: dict[_Labels, set[str]] = {}
    for found, row in zip(labels, rows, strict=True):
        if found:
            values.setdefault(found, set()).add(row.joined)
    again = {found for found, texts in values.items() if len(texts) >= _LEAST_ROWS}
    if len({label for found in again for _, label in found}) < _LEAST_LABELS:
        return list(rows)
    return [
        part
        for found, row in zip(labels, rows, strict=True)
        for part in (_parted(row, found) if found in again else (row,))
    ]


def _labels(row: Row) -> _Labels:
    """The label at the beginning of each cell that is filled; none where a cell has none, or only its label."""
    if row.table == TEXT or len(row.filled) < 2:
        return ()
    found = [(at, _label(row.text(at))) for at in row.filled]
    held = any(len(row.text(at)) > len(label) for at, label in found)
    return tuple(found) if held and all(label for _, label in found) else ()


def _label(text: str) -> str:
    """The fewest first words of a text that surely name a field, with what stands in brackets behind them."""
    said = text.split()
    for count in range(1, min(_LONGEST, len(said)) + 1):
        label = " ".join(said[:count])
        role, score = roles.best(label)
        if role not in (None, roles.OTHER) and score >= roles.SURE and said[0][0].isupper():
            return _with_brackets(label, said[count:])
    return ""


def _with_brackets(label: str, rest: Sequence[str]) -> str:
    if rest and rest[0].startswith("("):
        end = next((at for at, word in enumerate(rest) if word.endswith((")", "):"))), None)
        return " ".join([label, *rest[: end + 1]]) if end is not None else label
    return label


def _parted(row: Row, labels: _Labels) -> Iterator[Row]:
    for at, label in labels:
        value = row.cells[at]._replace(text=row.text(at)[len(label) :].strip(" :"), value=None, columns=1, covered="")
        yield replace(row, cells=(Cell(label.rstrip(" :")), value))
