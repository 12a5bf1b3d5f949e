"""Cells that are small forms: "Investering 1.200 Årlig effekt -300", or the labels in one cell and their values in the
next. Each label becomes a column.

They are told by their labels, which come again in the same column with other values, and name what a case has.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from loaders.kinds.tables import headings, roles, units
from loaders.kinds.tables.rows import TEXT, Row
from records.tables import Cell

_LEAST_COLUMNS = 3
_LEAST_ROWS, _MOSTLY = 2, 0.6  # of the cells of a column have the labels
_LONGEST = 3  # words of a label
_LEAST_LABELS = 2
_KEPT = frozenset({"saving", "cost", "status", "budget_year", "phase_in", "deadline", "responsible", "area"})
_SIGN = re.compile(r"(?<![^\s])([-−–+]) (?=\d)")
_GROUP = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_UNIT = re.compile(r"(?<=\d) (?=(?:1\.000 |t\.? ?|mio\.? |mill\.? )?kr\b)", re.IGNORECASE)
_HELD = "\u00a0"  # between what is one value


@dataclass(frozen=True, slots=True)
class _Form:
    """A column whose cells have these labels. `beside`: their values are the cells of the next column."""

    at: int
    labels: tuple[str, ...]
    beside: bool


def with_cells_apart(rows: Sequence[Row]) -> list[Row]:
    """The rows; a column of such cells is a column for each of their labels."""
    groups: dict[tuple[int, str | None], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row.table != TEXT and len(row.cells) >= _LEAST_COLUMNS:
            groups[len(row.cells), row.sheet].append(at)
    made = list(rows)
    for (width, _), places in groups.items():
        for form in _forms([rows[at] for at in places], width):
            held = [made[at] for at in places]
            for at, row in zip(places, _parted(held, form), strict=True):
                made[at] = row
    return made


def are_labels(text: str) -> bool:
    """Whether a text is several labels, one behind the other, and no more: the name of nothing."""
    pairs = _pairs(text)
    return len(pairs) >= _LEAST_LABELS and not any(value for _, value in pairs)


def _forms(rows: Sequence[Row], width: int) -> list[_Form]:
    """The columns of such cells, the last one first."""
    found: list[_Form] = []
    for at in range(width - 1, -1, -1):
        texts = [text for row in rows if (text := row.text(at))]
        counted = Counter(labels for text in texts if (labels := _labels(text)))
        labels, count = counted.most_common(1)[0] if counted else ((), 0)
        if len(labels) < _LEAST_LABELS or count < max(_LEAST_ROWS, _MOSTLY * (len(texts) - 1)):
            continue
        bare = [row for row in rows if row.text(at) == " ".join(labels)]
        if not bare:
            found.append(_Form(at, labels, beside=False))
        elif at + 1 < width and len(bare) >= _MOSTLY * count and all(_values(row, at, labels) for row in bare):
            found.append(_Form(at, labels, beside=True))
    return found


def _values(row: Row, at: int, labels: Sequence[str]) -> Sequence[str]:
    """The values in the cell behind one of labels, one for each; none where there are more or fewer."""
    values = _UNIT.sub(_HELD, _GROUP.sub(_HELD, _SIGN.sub(r"\1", row.text(at + 1)))).split(" ")
    return [value.replace(_HELD, " ") for value in values] if len(values) == len(labels) else []


def _labels(text: str) -> tuple[str, ...]:
    """The labels in a cell that begins with one; they name different things."""
    found = [label for label, _ in _pairs(text)]
    said = [roles.best(label)[0] for label in found]
    return tuple(found) if len(set(said)) == len(said) else ()


def _pairs(text: str) -> list[tuple[str, str]]:
    """Each label of a cell, and what stands behind it; none where the cell does not begin with one."""
    words = text.split()
    found: list[tuple[str, list[str]]] = []
    at = 0
    while at < len(words):
        count = _label_at(words, at)
        if count:
            found.append((" ".join(words[at : at + count]), []))
        elif not found:
            return []
        else:
            found[-1][1].append(words[at])
        at += count or 1
    return [(label, " ".join(value)) for label, value in found]


def _label_at(words: Sequence[str], at: int) -> int:
    """How many words the label takes that begins at a place, with a capital; 0 where none does."""
    if not words[at][0].isupper():
        return 0
    for count in range(min(_LONGEST, len(words) - at), 0, -1):
        label = " ".join(words[at : at + count])
        role, score = roles.best(label)
        plain = any(map(str.isalpha, words[at + count - 1])) and not any(map(str.isdigit, label))
        if plain and role in _KEPT and score >= roles.SURE:
            return count
    return 0


def _parted(rows: Sequence[Row], form: _Form) -> list[Row]:
    first = next((at for at, row in enumerate(rows) if _holds(row, form)), 0)
    return [_row(row, form, is_head=at < first or headings.names_columns(row)) for at, row in enumerate(rows)]


def _holds(row: Row, form: _Form) -> bool:
    return bool(set(_labels(row.text(form.at))) & set(form.labels))


def _row(row: Row, form: _Form, *, is_head: bool) -> Row:
    """A row with a cell for each label: their names where it is a heading, else their values."""
    end = form.at + 1 + form.beside
    texts: Mapping[str, str]
    if _holds(row, form):
        own = _values(row, form.at, form.labels) if form.beside else ()
        texts = dict(zip(form.labels, own, strict=True)) if own else dict(_pairs(row.text(form.at)))
    elif is_head:
        over = " ".join(filter(None, (row.text(at) for at in range(form.at, end))))
        texts = {label: f"{label} ({over})" if units.of_heading(over) else label for label in form.labels}
    else:
        return _wide(row, form, end)
    cells = tuple(Cell(_plain(texts.get(label, ""))) for label in form.labels)
    return replace(row, cells=(*row.cells[: form.at], *cells, *row.cells[end:]))


def _plain(text: str) -> str:
    """A value without the marks that part it from its label and the next, its sign beside its figure."""
    return _SIGN.sub(r"\1", text.strip(" :;,|·"))


def _wide(row: Row, form: _Form, end: int) -> Row:
    """Another row of the table, its own cells in the first of the new places."""
    own = row.cells[form.at : end]
    blank = (Cell(),) * (len(form.labels) - len(own))
    return replace(row, cells=(*row.cells[: form.at], *own, *blank, *row.cells[end:]))
