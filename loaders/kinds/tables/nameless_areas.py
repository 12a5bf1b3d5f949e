"""A first column without a heading that names the area of the rows beside it, as a merged cell over many rows does."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from loaders.kinds.tables import contents, roles
from loaders.kinds.tables.grids import TableGrid
from loaders.kinds.tables.headings import Column, TableHead
from records import meanings

_LEAST_AREAS, _LEAST_ROWS = 2, 2  # names that differ, and the rows that one has on an average
_MOST_WORDS = 6
_HEADING = "Område"


def with_headings(grids: Sequence[TableGrid]) -> list[TableGrid]:
    """The tables; such a column is called so."""
    return [replace(grid, heading=_headed(grid)) if _has_such(grid) else grid for grid in grids]


def _headed(grid: TableGrid) -> TableHead:
    return replace(grid.heading, columns=(Column(0, _HEADING), *grid.heading.columns))


def _has_such(grid: TableGrid) -> bool:
    heads = grid.heading.columns
    if not heads or heads[0].at != 1 or any(roles.named(one.heading).get("area", 0.0) >= roles.NAMED for one in heads):
        return False
    texts = [row.text(0) for row in grid.rows if row.text(1)]
    runs = [text for text, _ in groupby(texts)]
    named = len(set(runs)) == len(runs) >= _LEAST_AREAS and len(texts) >= _LEAST_ROWS * len(runs)
    return named and all(map(_is_name, runs))


def _is_name(text: str) -> bool:
    """Whether a text may be the name of an area: letters alone, and no status."""
    said = meanings.meaning(text) or contents.status_colour(text)
    return 0 < len(text.split()) <= _MOST_WORDS and not any(map(str.isdigit, text)) and said is None
