"""The number that each case of a selection has in a field, and their sum."""

import numpy as np

from answers.selecting import Selection
from index.search.arrays import Floats
from index.search.search_facade import Library
from records import ListSum

SHARED = ("cost", "saving")  # amounts of which each area of a case prints its share


def saving_of(library: Library, selection: Selection) -> ListSum | None:
    """What the cases save in all, how many of them state it and how many an extra cost; None where none saves."""
    values = case_amounts(library, selection, "saving")
    stated = values[~np.isnan(values)]
    if not len(stated):
        return None
    levels = library.price_levels(selection.ids)
    extra = int((library.values(selection.ids, "saving") < 0).sum())
    return ListSum(float(stated.sum()), len(stated), tuple(level or "" for level in levels), extra)


def case_amounts(library: Library, selection: Selection, field: str) -> Floats:
    """The number of each case. An extra cost that is printed as a saving is no saving and is left out of sums."""
    if not field:
        return np.full(len(selection.ids), np.nan)
    values = library.values(selection.ids, field)
    if field in SHARED:
        _add_shares(values, library, selection, field)
    return np.where(values < 0, np.nan, values) if field == "saving" else values


def _add_shares(values: Floats, library: Library, selection: Selection, field: str) -> None:
    """Let a case that stands under several areas count with its share in each. The same amounts under another area are
    the same money printed twice."""
    columns = library.columns
    told = columns.ids[columns.named("kind", lambda text: text == "status")]
    rows = selection.every[np.isin(selection.every, told)]
    cases = library.cases_of(rows)
    amounts = np.stack([library.values(rows, name) for name in SHARED], axis=1)
    named, counts = np.unique(cases, return_counts=True)
    firsts = library.cases_of(selection.ids)
    for at in np.flatnonzero(np.isin(firsts, named[counts > 1]) & np.isin(selection.ids, rows)):
        each = np.unique(amounts[cases == firsts[at]], axis=0)[:, SHARED.index(field)]
        values[at] = np.nan if np.isnan(each).all() else np.nansum(each)
