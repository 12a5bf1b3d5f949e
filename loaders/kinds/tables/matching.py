"""One role for one column, so that the scores add up to the most: the Hungarian method."""

from collections.abc import Sequence

_FAR = 1e6


def best(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """For each row of `scores` the column that it gets, so that the sum is the largest; None where the best is no gain.

    A score of 0 or less is never taken.
    """
    if not scores:
        return []
    count, wide = len(scores), len(scores[0])
    # every row may also get a column of its own that is worth nothing
    costs = [[-score if score > 0 else _FAR for score in row] + [0.0] * count for row in scores]
    taken = _assigned(costs)
    return [at if at < wide else None for at in taken]


def _assigned(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row at the least cost. Rows are at most as many as columns."""
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    matched, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        matched[0], at = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while True:
            used[at] = True
            at = _next(costs, matched[at], at, of_row, of_column, matched, least, used, way)
            if matched[at] == 0:
                break
        while at:
            matched[at], at = matched[way[at]], way[at]
    found = [0] * rows
    for column in range(1, columns + 1):
        if matched[column]:
            found[matched[column] - 1] = column - 1
    return found


def _next(  # noqa: PLR0913, PLR0917  # the state of the method, as it stands in the textbooks
    costs: Sequence[Sequence[float]],
    row: int,
    at: int,
    of_row: list[float],
    of_column: list[float],
    matched: list[int],
    least: list[float],
    used: list[bool],
    way: list[int],
) -> int:
    """The free column that is reached most cheaply from `row`; the potentials are moved on the way."""
    for column in range(1, len(used)):
        if not used[column]:
            cost = costs[row - 1][column - 1] - of_row[row] - of_column[column]
            if cost < least[column]:
                least[column], way[column] = cost, at
    free = [column for column in range(1, len(used)) if not used[column]]
    nearest = min(free, key=least.__getitem__)
    step = least[nearest]
    for column in range(len(used)):
        if used[column]:
            of_row[matched[column]] += step
            of_column[column] -= step
        else:
            least[column] -= step
    return nearest
