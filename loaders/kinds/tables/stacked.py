"""Cases that take several rows of a table, each row with fields of its own: their rows become one.

Either a heading stands above each row of each case ("Nr. | Forslag", "A1 | Nyt tag", "Investering | Besparelse",
"90 | -12", and so on), or the heading of the table has two rows, and every case two.
"""

from collections.abc import Sequence

from loaders.kinds.tables import contents, headings, roles
from loaders.kinds.tables.rows import TEXT, Row
from records.tables import Cell

_LEAST_CASES = 2
_LEAST_SHARED = 2  # columns with a name in both rows of a heading
_MOST_ROWS = 4  # of a case
_TYPED = 0.9  # of the cells of a column hold what those of the other rows do not
_RARELY = 0.1


def in_one_row(rows: Sequence[Row]) -> list[Row]:
    """The rows; those of each such case as one, below one heading."""
    made: list[Row] = []
    at = 0
    while at < len(rows):
        found, end = _with_headings(rows, at)
        if not found:
            found, end = _in_pairs(rows, at)
        if found:
            made, at = [*made, *found], end
        else:
            made.append(rows[at])
            at += 1
    return made


def _is_heading(row: Row) -> bool:
    return row.table != TEXT and headings.names_columns(row)


# ---------------------------------------------------------------- a heading above each row


def _with_headings(rows: Sequence[Row], start: int) -> tuple[list[Row], int]:
    """The heading and the cases that begin at a row, and where they end; none where it is as usual."""
    heads = _cycle(rows, start)
    step = 2 * len(heads)
    cases: list[Row] = []
    at = start
    while heads and _are_alike(rows[at : at + step : 2], heads) and _are_values(rows[at + 1 : at + step : 2], heads):
        cases.append(_joined(rows[at + 1 : at + step : 2], rows[at : at + step]))
        at += step
    if len(cases) < _LEAST_CASES:
        return [], start
    return [_joined(heads, heads), *cases], at


def _cycle(rows: Sequence[Row], start: int) -> Sequence[Row]:
    """The headings of one case, two at least, each above one row; none where they are not of other fields."""
    heads: list[Row] = []
    for at in range(start, min(len(rows), start + 2 * _MOST_ROWS), 2):
        if not _is_heading(rows[at]) or (heads and rows[at].joined == heads[0].joined):
            break
        heads.append(rows[at])
    names = [row.text(at) for row in heads for at in row.filled]
    return heads if len(heads) > 1 and len(set(names)) == len(names) else []


def _are_alike(rows: Sequence[Row], heads: Sequence[Row]) -> bool:
    return [row.joined for row in rows] == [head.joined for head in heads]


def _are_values(rows: Sequence[Row], heads: Sequence[Row]) -> bool:
    names = {head.joined for head in heads}
    return len(rows) == len(heads) and all(row.table != TEXT and row.joined not in names for row in rows)


def _joined(rows: Sequence[Row], made_of: Sequence[Row]) -> Row:
    """Rows beside each other as one."""
    cells = tuple(cell._replace(covered="") for row in rows for cell in row.cells)
    first = rows[0]
    return Row(first.line, cells, first.table, first.sheet, tuple(row.line for row in made_of))


# ---------------------------------------------------------------- two rows of a heading, and of each case


def _in_pairs(rows: Sequence[Row], start: int) -> tuple[list[Row], int]:
    """The heading and the cases that begin at a row, and where they end; none where each case has one row."""
    pair = rows[start : start + 2]
    if len(pair) < 2 or not all(map(_is_heading, pair)) or pair[0].table != pair[1].table or not _have_own(pair):
        return [], start
    end = next((at for at in range(start, len(rows)) if rows[at].table != rows[start].table), len(rows))
    body = [row for row in rows[start + 2 : end] if not _are_alike([row], pair[:1]) and not _are_alike([row], pair[1:])]
    if len(body) % 2 or len(body) < 2 * _LEAST_CASES or not _are_apart(body, pair):
        return [], start
    width = max(len(row.cells) for row in (*pair, *body))
    whole = [_wide(row, width) for row in (*pair, *body)]
    return [_joined(two, two) for two in zip(whole[::2], whole[1::2], strict=True)], end


def _have_own(pair: Sequence[Row]) -> bool:
    """Whether both rows of a heading name fields, others in the same columns: they are no groups with their parts."""
    shared = [at for at in pair[0].filled if at in pair[1].filled]
    others = [at for at in shared if roles.best(pair[0].text(at))[0] != roles.best(pair[1].text(at))[0]]
    names = [row.text(at) for row in pair for at in row.filled]
    return len(others) >= _LEAST_SHARED and len(set(names)) == len(names)


def _are_apart(body: Sequence[Row], pair: Sequence[Row]) -> bool:
    """Whether the first and the second rows of the cases hold other things in some column, and each only what its own
    heading names."""
    firsts, seconds = body[::2], body[1::2]
    fit = all(set(row.filled) <= set(head.filled) for row, head in ((one, pair[0]) for one in firsts)) and all(
        set(row.filled) <= set(pair[1].filled) for row in seconds
    )
    return fit and any(_differ(firsts, seconds, at) for at in pair[0].filled if at in pair[1].filled)


def _differ(firsts: Sequence[Row], seconds: Sequence[Row], at: int) -> bool:
    one, other = (contents.of([row.cells[at] for row in held if at < len(row.cells)]) for held in (firsts, seconds))
    if not one.count or not other.count:
        return False
    kinds = [(found.amounts, found.dates, found.codes, found.meanings) for found in (one, other)]
    return any(max(two) >= _TYPED and min(two) <= _RARELY for two in zip(*kinds, strict=True))


def _wide(row: Row, width: int) -> Row:
    return Row(row.line, (*row.cells, *[Cell()] * (width - len(row.cells))), row.table, row.sheet)
