"""Lines of text whose parts stand in the columns of the table beside them: rows, and headings, that were read as text.

It does not know how the rows were made, so it holds for every way of making them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from loaders.files.pdf import dots, figures, tables
from loaders.files.pdf.shapes import Box, Fill, around, around_any
from loaders.files.pdf.tables import PdfCell, PdfRow
from loaders.files.pdf.words import Word, WordLine

_APART = 0.8  # of the size of letters; no two words of a text stand further apart
_LEAST = 3  # parts of a line
_MOST_NAMES = 0.6  # of the columns of a table, at the least, have a name
_ALIKE = 1.5  # points; so near are the edges of texts of one column
_BETWEEN = 2  # lines that may stand between a heading and its table, as the name of an area
_FAR = 6.0  # of the size of letters, between a line and the table that it is a row of
_LEVEL = 0.3  # of the size of letters, that words share of their heights which stand beside each other
_LEAST_WORDS = 3  # of a line across
_NOWHERE = 1e6
_LEAST_ROWS = 2  # that show how the texts of a table are set

Texts = Sequence[tuple[Word, ...]]


def with_rows(rows: Sequence[PdfRow], fills: Sequence[Fill]) -> list[PdfRow]:
    """The rows of a page; a line whose parts are set as the cells of the table beside it is a row of it, and one above
    a table without a heading, each part over a column of its own, is its heading."""
    found = list(rows)
    for at, row in enumerate(rows):
        parts = _parts(row) if not row.table and row.cells[0].words else []
        if len(parts) < _LEAST:
            continue
        homes, table = _as_row(rows, at, parts) or _as_heading(rows, at, parts) or ([], None)
        if table is not None:
            found[at] = _made(row, parts, homes, table, fills)
    return found


def _parts(row: PdfRow) -> Texts:
    """The words of a line that stand together."""
    words = sorted(row.cells[0].words, key=lambda word: word.x0)
    if any(abs(one.bottom - other.bottom) > one.size / 2 for one, other in pairwise(words)):
        return []
    found: list[tuple[Word, ...]] = []
    for word in words:
        if found and word.x0 - found[-1][-1].x1 < _APART * word.size:
            found[-1] = (*found[-1], word)
        else:
            found.append((word,))
    return found


def _text(part: Sequence[Word]) -> str:
    return " ".join(word.text for word in part)


# ---- rows


def _as_row(rows: Sequence[PdfRow], at: int, parts: Texts) -> tuple[list[int], PdfRow] | None:
    """The columns of the parts in the table beside a line, and a row of that; None where it is no row."""
    if not any(figures.is_amount(_text(part)) for part in parts):
        return None
    for one in _beside(rows, at):
        body = [row for row in rows if row.table == one.table and row.ends and any(map(_is_amount, row.cells))]
        homes = _set_alike(parts, body) if len(body) >= _LEAST_ROWS else None
        if homes is not None and 2 * len(homes) >= len(one.cells) and _is_near(body, rows[at].box):
            return homes, one
    return None


def _is_near(body: Sequence[PdfRow], box: Box) -> bool:
    gap = min(max(row.box.top - box.bottom, box.top - row.box.bottom) for row in body)
    return -1 < gap < _FAR * box.height


def _beside(rows: Sequence[PdfRow], at: int) -> Iterator[PdfRow]:
    """The nearest row of a table above a line, and below it."""
    for way in (reversed(rows[:at]), rows[at + 1 :]):
        yield from [row for row in way if row.table][:1]


def _is_amount(cell: PdfCell) -> bool:
    return any(figures.is_amount(piece.text) for piece in cell.pieces)


def _set_alike(parts: Texts, body: Sequence[PdfRow]) -> list[int] | None:
    """For each part the one column whose texts have an edge, or the middle, where it has its own, from left to right;
    figures stand where others do. None where one has no such column."""
    homes: list[int] = []
    for part in parts:
        box = around(part)
        fits = [
            column
            for column in range((homes[-1] if homes else -1) + 1, len(body[0].cells))
            if any(_is_set_as(box, row.cells[column]) for row in body if column < len(row.cells))
            and _holds_alike(_text(part), [row.cells[column].text for row in body if column < len(row.cells)])
        ]
        if len(fits) != 1:
            return None
        homes += fits
    return homes


def _is_set_as(box: Box, cell: PdfCell) -> bool:
    if not cell.words or cell.columns > 1:
        return False
    own = around(cell.words)
    edges = (own.x0 - box.x0, own.x1 - box.x1, (own.x0 + own.x1 - box.x0 - box.x1) / 2)
    return own.x0 < box.x1 and box.x0 < own.x1 and min(map(abs, edges)) < _ALIKE


def _holds_alike(text: str, others: Sequence[str]) -> bool:
    """Whether a column holds figures as the text is one, or none as it is none."""
    filled = [figures.is_figure_or_none(other) for other in others if other]
    return any(filled) if figures.is_figure_or_none(text) else not all(filled)


# ---- headings


def _as_heading(rows: Sequence[PdfRow], at: int, parts: Texts) -> tuple[list[int], PdfRow] | None:
    """The columns that the parts of a line name, and the first row of the table below it, which has no heading; None
    where it names none."""
    if any(figures.is_figure(_text(part)) for part in parts):
        return None
    below = next((place for place in range(at + 1, len(rows)) if rows[place].table), None)
    if below is None or below - at - 1 > _BETWEEN:
        return None
    first = rows[below]
    begun = any(row.table == first.table for row in rows[:at])
    single = all(len(_parts(row)) == 1 for row in rows[at + 1 : below])
    if begun or not single or not first.ends or not any(map(_is_amount, first.cells)):
        return None
    body = [row for row in rows if row.table == first.table]
    homes = _named(parts, body)
    return (homes, first) if homes is not None and len(homes) >= _MOST_NAMES * len(first.cells) else None


def _named(parts: Texts, body: Sequence[PdfRow]) -> list[int] | None:
    """For each part the column that it stands over, from left to right; None where one stands over none, or where that
    cannot be told."""
    width = len(body[0].cells)
    held = [[word for row in body if column < len(row.cells) for word in row.cells[column].words]
            for column in range(width)]  # fmt: skip
    reach = [around_any(words) for words in held]
    homes: list[int] = []
    for part in parts:
        box = around(part)
        over = [at for at, own in enumerate(reach) if own and own.x0 < box.x1 and box.x0 < own.x1]
        left = [at for at in over if abs(reach[at].x0 - box.x0) < _ALIKE]  # type: ignore[union-attr]
        home = (left or over or [-1])[0]
        if home <= (homes[-1] if homes else -1) or (len(over) > 1 and not left):
            return None
        homes.append(home)
    return homes


# ---- made


def _made(row: PdfRow, parts: Texts, homes: Sequence[int], table: PdfRow, fills: Sequence[Fill]) -> PdfRow:
    cells = [PdfCell()] * len(table.cells)
    for home, part in zip(homes, parts, strict=True):
        bare, spot = tables.spotless([WordLine(part)])
        colour = spot or tables.cell_colour(around(part), fills, bare)
        cells[home] = PdfCell(tables.pieces(bare, 0.0), colour, words=part)
    made = replace(
        row, cells=tuple(cells), table=table.table, xs=table.xs, ends=table.ends, like_row=False, heading=False
    )
    return dots.with_dots(tables.with_blank_colours(made, fills), fills)


# ---- lines across


def without_lines_across(rows: Sequence[PdfRow]) -> list[PdfRow]:
    """The rows of a page; a line in a cell that runs on over the next column, with nothing beside it, is a line of text
    above or below its row, as a remark is."""
    edges = _left_edges(rows)
    found: list[PdfRow] = []
    for row in rows:
        known = edges.get(row.table, {}) if row.ends and not row.heading else {}
        above, kept, below = _parted(row, known) if known else ([], row, [])
        found += [*above, kept, *below]
    return found


def _left_edges(rows: Sequence[PdfRow]) -> dict[int, dict[int, float]]:
    """Where the texts of each column begin, table by table; columns without texts are no columns."""
    found: dict[int, dict[int, float]] = {}
    for row in rows:
        own = found.setdefault(row.table, {}) if row.table else {}
        for at, cell in enumerate(row.cells):
            if cell.words:
                x0 = min(word.x0 for word in cell.words)
                own[at] = min(own.get(at, x0), x0)
    return found


def _parted(row: PdfRow, edges: Mapping[int, float]) -> tuple[list[PdfRow], PdfRow, list[PdfRow]]:
    above: list[PdfRow] = []
    below: list[PdfRow] = []
    kept = row
    for at in range(len(row.cells) - 1):
        lines = _lines(row.cells[at])
        others = [word for n, cell in enumerate(row.cells) if n != at for word in cell.words]
        edge = min((x0 for column, x0 in edges.items() if column > at), default=_NOWHERE)
        out = [n for n, line in enumerate(lines) if _runs_on(line, edge) and not _has_beside(line, others)]
        if not others or len(lines) != len(row.cells[at].pieces) or not out or not _hold_amounts(others):
            continue
        top = min(word.top for word in others)
        for n in out:
            text = tables.line(WordLine(lines[n]), row.page)
            (above if text.box.top < top else below).append(text)
        own = replace(
            row.cells[at],
            pieces=tuple(piece for n, piece in enumerate(row.cells[at].pieces) if n not in out),
            words=tuple(word for n, line in enumerate(lines) if n not in out for word in line),
        )
        kept = replace(kept, cells=(*kept.cells[:at], own, *kept.cells[at + 1 :]))
    return above, _with_own_box(kept, row) if above or below else row, below


def _hold_amounts(words: Sequence[Word]) -> bool:
    return any(figures.is_amount(word.text) for word in words)


def _lines(cell: PdfCell) -> list[tuple[Word, ...]]:
    """The words of a cell, line by line."""
    found: list[tuple[Word, ...]] = []
    for word in sorted(cell.words, key=lambda word: (round(word.bottom), word.x0)):
        if found and abs(found[-1][-1].bottom - word.bottom) < word.size / 3:
            found[-1] = (*found[-1], word)
        else:
            found.append((word,))
    return found


def _runs_on(line: Sequence[Word], edge: float) -> bool:
    return len(line) >= _LEAST_WORDS and line[0].x0 < edge < line[-1].x1 - 2 * line[-1].size


def _has_beside(line: Sequence[Word], others: Sequence[Word]) -> bool:
    box = around(line)
    return any(min(word.bottom, box.bottom) - max(word.top, box.top) > _LEVEL * word.size for word in others)


def _with_own_box(row: PdfRow, whole: PdfRow) -> PdfRow:
    words = [word for cell in row.cells for word in cell.words]
    own = around(words)
    return replace(row, box=Box(whole.box.x0, own.top, whole.box.x1, own.bottom))
