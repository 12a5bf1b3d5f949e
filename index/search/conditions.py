"""The limits that a hit must meet, as masks over the columns of the entries."""

from collections.abc import Callable
from functools import partial, reduce
from operator import and_, or_

import numpy as np

from filters.conditions import EXACTLY, NOT_STATED, Condition, compares, is_coded, is_meant, is_named
from filters.fields import AMOUNT, CODE, FIELDS, FLAG, LABEL, MEANT, NAME, YEAR, YEARS
from filters.trees import And, Not, Or, Tree
from index.search.arrays import Mask
from index.search.columns import Columns


def mask(condition: Condition, columns: Columns) -> Mask:
    """The entries that meet a condition. Raises KeyError for a field that is not known, or that no entry has."""
    return _BUILDERS[FIELDS[condition.field].kind](condition, columns)


def stated(field: str, columns: Columns) -> Mask:
    """The entries that say something of a field. Raises KeyError for one that is not known, or that no entry has."""
    one = FIELDS[field]
    if one.kind in (NAME, MEANT):
        return reduce(or_, (columns.named(column, bool) for column in one.columns))
    return reduce(or_, (~np.isnan(columns.numbers(column)) for column in one.columns))


def of_tree(tree: Tree, met: Callable[[Condition], Mask]) -> Mask:
    """The entries that a tree of conditions holds, where `met` tells those of one condition."""
    match tree:
        case Not():
            return ~of_tree(tree.part, met)
        case And():
            return reduce(and_, (of_tree(one, met) for one in tree.parts))
        case Or():
            return reduce(or_, (of_tree(one, met) for one in tree.parts))
        case _:
            return met(tree)


def _number(condition: Condition, columns: Columns) -> Mask:
    fields = [columns.numbers(name) for name in FIELDS[condition.field].columns]
    if condition.op == NOT_STATED:
        missing: Mask = np.all([np.isnan(values) for values in fields], axis=0)
        return ~missing if condition.negated else missing
    found: Mask = np.any([compares(condition, values) for values in fields], axis=0)
    return ~found & ~np.isnan(fields[0]) if condition.negated else found


def _label(condition: Condition, columns: Columns) -> Mask:
    found = columns.labelled(condition.field, condition.values)
    return ~found if condition.negated else found


def _name(condition: Condition, columns: Columns) -> Mask:
    (column,) = FIELDS[condition.field].columns
    found = columns.named(column, partial(is_named, condition))
    if not condition.negated:
        return found
    # What has no colour is not "not red"; a proposal without a committee is outside any committee.
    return ~found & (columns.texts("colour")[0] >= 0) if condition.field == "colour" else ~found


def _flag(condition: Condition, columns: Columns) -> Mask:
    (column,) = FIELDS[condition.field].columns
    values, said = columns.numbers(column), condition.values[0]
    if said == "unstated":
        missing: Mask = np.isnan(values)
        return ~missing if condition.negated else missing
    found: Mask = values == float((said == "true") != condition.negated)
    return found


def _code(condition: Condition, columns: Columns) -> Mask:
    """With its budget year, where that is given."""
    found = columns.named("code", partial(is_coded, condition))
    if condition.op == EXACTLY:
        found &= columns.numbers("budget_year") == condition.low
    return ~found if condition.negated else found


def _meant(condition: Condition, columns: Columns) -> Mask:
    """By `records.meanings`: what is printed, in whatever words. What nobody understands is not "not late"."""
    (column,) = FIELDS[condition.field].columns
    found = columns.named(column, lambda text: is_meant(condition, text.split(";")))
    return ~found & columns.named(column, bool) if condition.negated else found


_BUILDERS: dict[str, Callable[[Condition, Columns], Mask]] = {
    AMOUNT: _number,
    YEAR: _number,
    YEARS: _number,
    LABEL: _label,
    NAME: _name,
    FLAG: _flag,
    MEANT: _meant,
    CODE: _code,
}
