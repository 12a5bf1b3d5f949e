"""The rest of a cell that was printed below its row, as lists do whose lines all stand as close: "Nye ledere på", and
in the next row only "plejecentre", in the same column."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders import vocabulary
from loaders.kinds.tables import words
from loaders.kinds.tables.rows import TEXT, Row

_LONGEST = 6  # words of a line of text that may be the rest of a cell
_BROKEN = re.compile(r"[A-ZÆØÅ0-9]{1,6}(?:-[A-ZÆØÅ0-9]{1,6})?-")
_REST, _AMOUNT = re.compile(r"[A-ZÆØÅ0-9]{1,6}(?:-\d{1,6})?"), re.compile(r"[-−–(]?\d[\d.,]*[-)]?")
_NEAR = 2  # lines
_FULL_ROW = 3  # cells
_LEAST_LARGE, _LEAST_OTHERS = 0.6, 3  # of the texts of a column begin with a large letter, and so many
_ENDS = (".", "!", "?", ":", ";")


def whole(rows: Sequence[Row]) -> list[Row]:
    """The rows, each with the rest of its cell that stands below it, or its beginning that stands above."""
    made: list[Row] = []
    for row in _with_beginnings(rows):
        if made and _has_rest_of_code(made[-1], row):
            made.append(_joined(made.pop(), row))
            continue
        at = _column(made[-1], row) if made else None
        if at is None:
            made.append(row)
        else:
            above = made.pop()
            space = "" if _is_torn(above.text(at), row.joined) else " "
            cell = above.cells[at]._replace(text=f"{above.text(at)}{space}{row.joined}")
            cells = (*above.cells[:at], cell, *above.cells[at + 1 :])
            made.append(replace(above, cells=cells, others=(*above.others, row.line)))
    return made


def _with_beginnings(rows: Sequence[Row]) -> list[Row]:
    """The rows, each with the first line of a cell that was read as a line of text right above it: "Lokal drift af",
    and the row's one text that begins with a small letter, as next to no other of its column does."""
    made: list[Row] = []
    for row in rows:
        at = _begun_above(rows, made[-1], row) if made else None
        if at is None:
            made.append(row)
        else:
            above = made.pop()
            cell = row.cells[at]._replace(text=f"{above.joined} {row.text(at)}")
            cells = (*row.cells[:at], cell, *row.cells[at + 1 :])
            made.append(replace(row, cells=cells, others=(*row.others, above.line)))
    return made


def _begun_above(rows: Sequence[Row], above: Row, row: Row) -> int | None:
    """The column of a row whose text the line above begins; None where it begins none."""
    if (
        above.table != TEXT
        or row.table == TEXT
        or not 0 < row.line - above.line <= _NEAR
        or len(row.filled) < _FULL_ROW
    ):
        return None
    if len(above.joined.split()) > _LONGEST or above.joined.endswith(_ENDS) or not above.joined[0].isupper():
        return None
    small = [at for at in row.filled if row.text(at)[0].islower()]
    if len(small) != 1:
        return None
    at = small[0]
    others = [one.text(at) for one in rows if one.table != TEXT and len(one.cells) == len(row.cells) and one.text(at)]
    large = sum(text[0].isupper() for text in others)
    return at if large >= _LEAST_LARGE * len(others) and large >= _LEAST_OTHERS else None


def _has_rest_of_code(above: Row, row: Row) -> bool:
    """Whether a code that a narrow cell broke behind its hyphen, "ODD-", goes on in the next row, "24-107", which holds
    no amount and nothing in other columns."""
    code, rest = _BROKEN.fullmatch(above.text(0)), _REST.fullmatch(row.text(0))
    near = row.table == above.table != TEXT and row.line == above.line + 1
    held = set(row.filled) <= set(above.filled) and len(above.filled) > 2
    return bool(code and rest) and near and held and not any(_AMOUNT.fullmatch(row.text(at)) for at in row.filled[1:])


def _joined(above: Row, row: Row) -> Row:
    texts = [f"{cell.text} {row.text(at)}".strip() for at, cell in enumerate(above.cells)]
    texts[0] = f"{above.text(0)}{row.text(0)}"
    cells = (cell._replace(text=text) for cell, text in zip(above.cells, texts, strict=True))
    return replace(above, cells=tuple(cells), others=(*above.others, row.line))


def _column(above: Row, row: Row) -> int | None:
    """The column of the row above that goes on with the only text of `row`; None where none surely does."""
    if len(row.filled) != 1 or len(above.filled) < 2 or above.table == TEXT or not row.joined[0].islower():
        return None
    end = max(above.line, *above.others) if above.others else above.line
    at = row.filled[0]
    if row.table == above.table:
        begun = at < len(above.cells) and any(map(str.isalpha, above.text(at))) and not above.text(at).endswith(_ENDS)
        return at if begun and at and row.line == end + 1 else None
    torn = [place for place in above.filled if _is_torn(above.text(place), row.joined)]
    open_cells = torn or [place for place in above.filled if _is_open(above.text(place))]
    short = len(row.joined.split()) <= _LONGEST and not row.joined.endswith(_ENDS)
    is_rest = row.table == TEXT and short and row.line - end <= _NEAR and len(open_cells) == 1
    return open_cells[0] if is_rest else None


def _is_torn(text: str, rest: str) -> bool:
    """Whether a page broke a word: neither half is one, and both together are a usual one."""
    last, first = text.rsplit(None, 1)[-1].lower(), rest.split(None, 1)[0].rstrip(".,;:")
    return vocabulary.zipf(last + first) > 0 and vocabulary.zipf(last) == 0 and vocabulary.zipf(first) == 0


def _is_open(text: str) -> bool:
    """Whether a text ends with a word that something must follow."""
    return text.rsplit(None, 1)[-1] in words.word_list("goes_on")
