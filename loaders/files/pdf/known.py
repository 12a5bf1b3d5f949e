"""The columns of another table, for rows that are too few to show columns of their own: a heading alone, a last row."""

from collections.abc import Callable, Sequence

from loaders.files.pdf.bands import Band
from loaders.files.pdf.tables import PdfRow

_LEAST = 5  # columns; fewer are found by chance
_AT_EDGE = 1.5  # points
_SOME = 3  # texts of a row
_PADDING = 9.0  # points; so near the edge of its column a text begins or ends
Columns = Sequence[tuple[float, float]]


def columns(found: Sequence[Columns], last: PdfRow | None) -> Columns:
    """The columns of the widest table of a page, or of the table before it, to which the `last` row belongs."""
    before: Columns = list(zip(last.xs, last.ends, strict=True)) if last and last.ends else []
    return max([before, *found], key=len)


def adopted(table: Sequence[Band], alone: Columns, others: Columns, is_dealt: Callable[[Band], bool]) -> Columns:
    """`others` where every text of `table` stands in one of these columns, and some have none in it; else `alone`.

    `is_dealt` tells whether the texts of a row have each a column of their own, though they reach over others.
    """
    rows = [band for band in table if len(band.places) > 1]
    shown = len(alone) + (len(rows) > 1)  # columns that several rows show are their own
    if not rows or len(others) < _SOME or shown > len(others):
        return alone
    if len(others) < _LEAST:
        return others if all(_fills(band, others) for band in rows) else alone
    if not any(len(band.places) >= _LEAST for band in rows) and not all(_is_set_in(band, others) for band in rows):
        return alone
    return others if all(_stands_in(band, others) or is_dealt(band) for band in rows) else alone


def _fills(band: Band, columns: Columns) -> bool:
    """Whether there is a text for each column, set to its edge: so few columns are not met by chance alone."""
    pairs = zip(band.places, columns, strict=False)
    return len(band.places) == len(columns) and all(
        min(abs(place[0] - x0), abs(place[1] - x1)) <= _AT_EDGE for place, (x0, x1) in pairs
    )


def _is_set_in(band: Band, columns: Columns) -> bool:
    """Whether each of several texts is set to an edge of its column, as another table is not by chance."""
    return len(band.places) >= _SOME and all(
        any(-1 <= place[0] - x0 <= _PADDING or -1 <= x1 - place[1] <= _PADDING for x0, x1 in columns)
        for place in band.places
    )


def _stands_in(band: Band, columns: Columns) -> bool:
    """Whether each text has a column of its own."""
    over = [[at for at, (left, right) in enumerate(columns) if x0 < right and left < x1] for x0, x1 in band.places]
    return all(len(one) == 1 for one in over) and len({one[0] for one in over}) == len(over)
