"""Cards in a table of their own each: a title, with a colour or a status at its end or a code before it, above labels
and values.

The labels stand before their values or in a row above them. Title, code and status become labelled as the others are.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.kinds.tables import contents, headings, roles
from loaders.kinds.tables.rows import TEXT, Row
from records import meanings
from records.tables import Cell

_LEAST_CARDS = 2
_WIDTHS = (2, 4, 6)  # cells of a row of labels and values
_LONGEST_LABEL = 2  # words
_WORD = re.compile(r"[^\W\d_]{3}")
_TITLE, _CODE, _STATUS, _COLOUR = "Titel", "Nr.", "Status", "Farve"


def with_labels(rows: Sequence[Row]) -> list[Row]:
    """The rows; those with the title of such a card are labelled."""
    titles = [at for at in range(len(rows) - 1) if _is_title(rows[at]) and _is_below(rows[at], rows[at + 1])]
    before = [at for at in titles if _has_labels(rows[at + 1])]
    above = [at for at in titles if headings.names_columns(rows[at + 1]) and not _has_code(rows[at])]
    if _LEAST_CARDS <= len(above) == len(titles) and len({_labels(rows[at + 1]) for at in above}) == 1:
        return _in_a_heading(rows, above)
    return _as_pairs(rows, before) if len(before) >= _LEAST_CARDS else list(rows)


def _is_title(row: Row) -> bool:
    """Whether a row has a text first and a colour or a status last, or a code and a text, and nothing else."""
    if row.table == TEXT or len(row.filled) != 2 or row.filled[0]:
        return False
    title, said = row.text(0), row.text(row.filled[1])
    lit = (contents.status_colour(said) or meanings.meaning(said)) is not None
    return (_is_name(title) and lit) or _has_code(row)


def _has_code(row: Row) -> bool:
    """Whether a row is the code of a case and its title."""
    code, title = row.text(0), row.text(row.filled[1])
    return contents.is_code(code) and any(map(str.isdigit, code)) and _WORD.search(title) is not None


def _is_name(text: str) -> bool:
    """Whether a text has so many words that it is no label."""
    return len(text.split()) > (_LONGEST_LABEL if roles.best(text)[1] >= roles.SURE else 1)


def _is_below(row: Row, below: Row) -> bool:
    return below.table == row.table and below.line == row.line + 1 and not _is_title(below)


def _has_labels(row: Row) -> bool:
    """Whether a row is labels, each before its value."""
    labels = [row.text(at) for at in range(0, len(row.cells), 2) if row.text(at)]
    return len(row.cells) in _WIDTHS and bool(labels) and all(roles.best(one)[1] >= roles.NAMED for one in labels)


def _labels(row: Row) -> tuple[str, ...]:
    return tuple(row.text(at) for at in row.filled)


def _label_of(rows: Sequence[Row], titles: Sequence[int]) -> str:
    """What the texts behind the titles are: the name of a colour each, or the words of a status."""
    said = [rows[at].text(rows[at].filled[1]) for at in titles]
    return _COLOUR if all(map(contents.status_colour, said)) else _STATUS


def _plain(cell: Cell) -> Cell:
    return cell._replace(columns=1, covered="")


def _as_pairs(rows: Sequence[Row], titles: Sequence[int]) -> list[Row]:
    """The title and the status of each card as rows of a label and a value."""
    label, held = _label_of(rows, [at for at in titles if not _has_code(rows[at])]), set(titles)
    made: list[Row] = []
    for at, row in enumerate(rows):
        if at in held and _has_code(row):
            made.append(replace(row, cells=(Cell(_CODE), _plain(row.cells[0]))))
            made.append(replace(row, cells=(Cell(_TITLE), _plain(row.cells[row.filled[1]]))))
        elif at in held:
            made.append(replace(row, cells=(Cell(_TITLE), _plain(row.cells[0]))))
            made.append(replace(row, cells=(Cell(label), _plain(row.cells[row.filled[1]]))))
        else:
            made.append(row)
    return made


def _in_a_heading(rows: Sequence[Row], titles: Sequence[int]) -> list[Row]:
    """The title and the status of each card as two more cells of its values, all below one heading."""
    label, table, held = _label_of(rows, titles), rows[titles[0]].table, set(titles)
    made: list[Row] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        if at in held and at + 2 < len(rows) and _is_below(rows[at + 1], rows[at + 2]):
            front = (_plain(row.cells[0]), _plain(row.cells[row.filled[1]]))
            if at == titles[0]:
                made.append(replace(rows[at + 1], cells=(Cell(_TITLE), Cell(label), *rows[at + 1].cells)))
            others = (row.line, rows[at + 1].line)
            made.append(replace(rows[at + 2], cells=(*front, *rows[at + 2].cells), table=table, others=others))
            at += 3
        else:
            made.append(row)
            at += 1
    return made
