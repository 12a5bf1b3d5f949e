"""A choice that is set by a cross in one of several columns, "Grøn | Gul | Rød": one column with what is chosen."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.kinds.tables import contents
from loaders.kinds.tables.rows import TEXT, Row
from records import meanings
from records.tables import Cell

_CROSSES = frozenset({"x", "X", "×", "✓", "✔", "☒", "☑", "●", "•", "■", "V", "v"})
_LEAST, _MOSTLY = 2, 0.6  # columns; of the rows have a cross
_COLOUR, _STATUS = "Farve", "Status"


def in_one_column(rows: Sequence[Row]) -> list[Row]:
    """The rows; columns that are the answers of such a choice as the first of them."""
    made = list(rows)
    for at, row in enumerate(rows):
        answers = _answers(row)
        body = _below(rows, at) if len(answers) >= _LEAST else []
        if body and _are_crossed([rows[n] for n in body], list(answers)):
            said = {_said(name) for name in answers.values()}
            label = _COLOUR if all(map(contents.status_colour, said)) else _STATUS
            made[at] = _with(row, list(answers), label)
            for n in body:
                made[n] = _chosen(rows[n], answers)
    return made


def _below(rows: Sequence[Row], at: int) -> list[int]:
    """The places of the rows of several cells below a heading."""
    end = next((n for n in range(at + 1, len(rows)) if _is_of_other(rows[n], rows[at])), len(rows))
    return [n for n in range(at + 1, end) if len(rows[n].filled) > 1]


def _is_of_other(row: Row, head: Row) -> bool:
    """Whether a row is of another table, or the heading printed again."""
    return row.table != head.table or len(row.cells) != len(head.cells) or row.joined == head.joined


def _answers(row: Row) -> dict[int, str]:
    """The columns of a heading beside each other that are called by a colour each, or else by a status each."""
    if row.table == TEXT:
        return {}
    for test in (_colour, meanings.meaning):
        run: dict[int, str] = {}
        for at in row.filled:
            known = test(row.text(at))
            if known and (not run or at == max(run) + 1):
                run[at] = row.text(at)
            elif len(run) < _LEAST:
                run = {at: row.text(at)} if known else {}
        if len(run) >= _LEAST and len({test(text) for text in run.values()}) == len(run):
            return run
    return {}


def _colour(text: str) -> str | None:
    """The colour that a heading ends with: "Vurdering Grøn"."""
    words = text.split()
    return contents.status_colour(words[-1]) if words else None


def _are_crossed(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    """Whether nothing but crosses stands in these columns, one in each row at most, and one in most."""
    marks = [[text for at in columns if (text := row.text(at))] for row in rows]
    plain = all(text in _CROSSES for found in marks for text in found)
    return plain and max(map(len, marks)) == 1 and sum(map(len, marks)) >= _MOSTLY * len(rows)


def _chosen(row: Row, answers: dict[int, str]) -> Row:
    name = next((name for at, name in answers.items() if row.text(at)), "")
    return _with(row, list(answers), _said(name))


def _said(name: str) -> str:
    """What a heading answers: the colour that it ends with, or all of it."""
    return name.rsplit(maxsplit=1)[-1] if _colour(name) else name


def _with(row: Row, columns: Sequence[int], text: str) -> Row:
    """The row with this text in the first of the columns, and nothing in the others."""
    cells = [Cell() if at in columns else cell for at, cell in enumerate(row.cells)]
    cells[columns[0]] = Cell(text)
    return replace(row, cells=tuple(cells))
