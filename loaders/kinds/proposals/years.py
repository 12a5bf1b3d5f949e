"""Which year a printed cell belongs to. A blank cell leaves no mark in running text, so five numbers under six years
are laid out by what they mean: lasting change + implementation = total effect; what lasts stands at the end, what is
once at the start. Where there is a cell for each year, nothing has to be found out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from loaders.kinds.proposals.economy import SIGNS

ROUNDING = 1.0  # 1.000 kr.: a difference that printed, rounded numbers may have
_FEW = 80
Cells = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """{year: 1.000 kr.} of the three total rows, and the years in which they do not add up."""

    lasting_change: Mapping[int, float]
    implementation: Mapping[int, float]
    total_effect: Mapping[int, float]
    wrong: tuple[int, ...] = ()


def lay_out(years: Sequence[int], rows: Mapping[str, Sequence[str]], scale: float = 1.0) -> Layout:
    """Find the layout of the printed cells that adds up best. `rows` maps the three totals to their printed cells."""
    span = len(years)
    lasting = list(_placed(rows.get("lasting_change", ()), span, scale, late=True))
    once = list(_placed(rows.get("implementation", ()), span, scale, late=False))
    total = list(_placed(rows.get("total_effect", ()), span, scale, late=True))
    while len(lasting) * len(once) * len(total) > _FEW * _FEW:
        longest = max(lasting, once, total, key=len)
        del longest[len(longest) // 2 :]
    full = all(rows.get(name) for name in ("lasting_change", "implementation", "total_effect"))
    best = min(
        ((a, b, c) for a in lasting for b in once for c in total),
        key=lambda each: (full and _distance(each[0][1], each[1][1], each[2][1]), sum(part[0] for part in each)),
    )
    change, costs, effect = (_named(years, cells) for _, cells in best)
    apart = [year for year in years if _apart(change.get(year), costs.get(year), effect.get(year))]
    return Layout(change, costs, effect, tuple(apart) if full else ())


def _named(years: Sequence[int], cells: Cells) -> dict[int, float]:
    return {year: cell for year, cell in zip(years, cells, strict=True) if cell is not None}


def _apart(lasting: float | None, once: float | None, total: float | None) -> bool:
    return abs((lasting or 0.0) + (once or 0.0) - (total or 0.0)) > ROUNDING


def _distance(lasting: Cells, once: Cells, total: Cells) -> int:
    """In how many years the parts do not add up."""
    return sum(map(_apart, lasting, once, total))


def _placed(printed: Sequence[str], span: int, scale: float, *, late: bool) -> Iterator[tuple[int, Cells]]:
    """(how unusual, one cell per year) for every way to lay the printed cells out, the usual one first."""
    for cells in _readings(printed, span, scale):
        if len(cells) == span:
            yield 0, cells
            continue
        for place in sorted(_places(len(cells), span), key=lambda at: _unusual(at, span, late))[:_FEW]:
            laid: list[float | None] = [None] * span
            for at, cell in zip(place, cells, strict=True):
                laid[at] = cell
            yield _unusual(place, span, late), tuple(laid)


def _places(count: int, span: int) -> Iterator[tuple[int, ...]]:
    """Which years the cells may stand under: any of them, and in a long table only years that follow each other."""
    if comb(span, count) <= _FEW:
        yield from combinations(range(span), count)
    else:
        yield from (tuple(range(first, first + count)) for first in range(span - count + 1))


def _unusual(place: tuple[int, ...], span: int, late: bool) -> int:
    """0 for a run at the expected end of the table; holes and distance from that end count."""
    if not place:
        return 0
    holes = place[-1] - place[0] + 1 - len(place)
    away = span - 1 - place[-1] if late else place[0]
    return holes * 10 + away


def _readings(printed: Sequence[str], span: int, scale: float) -> Iterator[Cells]:
    """The cells as they stand, and with "- 3.000" read as one number where they are too many otherwise."""
    apart = tuple(value(cell, scale) for cell in printed)
    if len(apart) <= span:
        yield apart
    joined: list[str] = []
    for cell in printed:
        if joined and joined[-1] and joined[-1] in SIGNS and cell and cell[0] not in SIGNS:
            joined[-1] = "-" + cell
        else:
            joined.append(cell)
    if len(joined) < len(printed) and len(joined) <= span:
        yield tuple(value(cell, scale) for cell in joined)
    elif len(apart) > span:
        yield apart[:span]


def fits_years(printed: Sequence[str], span: int) -> bool:
    """Whether the printed cells can be read as no more than one per year."""
    return any(len(cells) <= span for cells in _readings(printed, len(printed), 1.0))


def value(cell: str, scale: float) -> float | None:
    """One printed cell in 1.000 kr.; None for a dash and for a cell that is known to be blank ("")."""
    if cell in SIGNS:
        return None
    number = float(cell.lstrip(SIGNS).replace(".", "").replace(",", ".")) * scale
    return -number if cell[0] in SIGNS else number
