"""Tables that stand on their side: a row for each field, whose name is the first cell, and a column for each case.

They are told by their names: one of them calls the cases by a title of their own, and most of the others are fields.
"""

from collections.abc import Iterator, Sequence

from loaders.kinds.tables import numbers, roles
from loaders.kinds.tables.rows import TEXT, Row
from records.tables import RED_LETTERS, Cell

_LEAST_ROLES = 3
_LEAST_NAMED = 0.6  # of the names of fields
_LEAST_CASES = 2
_TITLE = "Titel"


def upright(rows: Sequence[Row]) -> list[Row]:
    """The rows; those of a table on its side are a heading and a row for each case."""
    made: list[Row] = []
    for segment in _segments(rows):
        made += _turned(segment) or segment
    return made


def _segments(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of each table; another begins where its first name comes again."""
    segment: list[Row] = []
    for row in rows:
        goes_on = segment and row.table == segment[0].table != TEXT and row.text(0) != segment[0].text(0)
        if segment and not goes_on:
            yield segment
            segment = []
        segment.append(row)
    if segment:
        yield segment


def _turned(segment: Sequence[Row]) -> list[Row]:
    """A heading and a row for each case; none where the table stands as usual."""
    if len(segment) < _LEAST_ROLES or any(cell.number_format == RED_LETTERS for row in segment for cell in row.cells):
        return []
    names = [row.text(0) for row in segment]
    said = [roles.best(name) for name in names]
    known = [role for role, score in said if role not in (None, roles.OTHER) and score >= roles.NAMED]
    if not names[0] and _are_titles(segment[0]) and "title" not in known:
        names[0] = _TITLE
        known.append("title")
    whole = all(names) and len(set(names)) == len(names)
    if not whole or len(set(known)) < _LEAST_ROLES or len(known) < _LEAST_NAMED * len(names) or "title" not in known:
        return []
    titles = next((row for row, name in zip(segment, names, strict=True) if _is_title(name) and _are_titles(row)), None)
    several = next((row for row in segment if len(row.filled) > 1), segment[0])  # below the title of a sheet
    return _made(segment, names, titles) if titles is not None and not _heads(several) else []


def _is_title(name: str) -> bool:
    role, score = roles.best(name)
    return role == "title" and score >= roles.NAMED


def _are_titles(row: Row) -> bool:
    """Whether the cells behind the first are texts, each another."""
    texts = [row.text(at) for at in row.filled if at]
    words = all(any(map(str.isalpha, text)) and numbers.printed(text) is None for text in texts)
    return words and len(texts) >= _LEAST_CASES and len({text.lower() for text in texts}) == len(texts)


def _heads(row: Row) -> bool:
    """Whether a row is a heading of columns as usual: what stands behind its first cell are names of fields, too."""
    named = [at for at in row.filled if at and roles.best(row.text(at))[1] >= roles.SURE]
    return len(named) >= _LEAST_CASES


def _made(segment: Sequence[Row], names: Sequence[str], titles: Row) -> list[Row]:
    first = segment[0]
    lines = tuple(row.line for row in segment)
    head = Row(first.line, tuple(map(Cell, names)), first.table, first.sheet, lines)
    used = sorted({at for row in segment for at in row.filled if at})  # one without a title is said below
    cases = (tuple(_cell(row, at) for row in segment) for at in used)
    return [head, *(Row(titles.line, cells, first.table, first.sheet, lines) for cells in cases)]


def _cell(row: Row, at: int) -> Cell:
    """A cell by itself: what it covered to its right are other cases now."""
    return row.cells[at]._replace(columns=1, rows=1, covered="") if at < len(row.cells) else Cell()
