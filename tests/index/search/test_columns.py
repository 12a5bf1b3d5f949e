"""What is read off whole columns is what looking at one entry after the other gives."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from index.search.columns import APART, MOST_SMALL, Columns, distinct, distinct_names, places_of_names
from tests.soak import examples

NUMBERS = some.lists(some.one_of(some.integers(-1, 5), some.integers(-1, MOST_SMALL + 9)), max_size=40)


class Rows:
    """A reader of the ids alone."""

    def __init__(self, ids: list[int]) -> None:
        self.ids = ids

    def rows(self, _sql: str, **_named: object) -> Any:
        return [(one,) for one in self.ids]


@examples(60)
@given(NUMBERS)
def test_the_names_of_a_column_and_where_each_stands(given_numbers: list[int]) -> None:
    numbers = np.array(given_numbers, np.int32)
    assert distinct_names(numbers) == distinct(numbers).tolist()
    found = {name: rows.tolist() for name, rows in places_of_names(numbers).items()}
    assert found == {name: np.flatnonzero(numbers == name).tolist() for name in sorted({*given_numbers})}
    assert [*found] == sorted(found)


@examples(40)
@given(some.sets(some.integers(1, 30)), some.integers(1, 3 * APART))
def test_where_entries_stand(numbers: set[int], apart: int) -> None:
    """Also where their ids lie far apart, and where there are none."""
    ids = [apart * one for one in sorted(numbers)]
    columns = Columns(lambda: Rows(ids))  # type: ignore[arg-type,return-value]  # reads as one
    wanted = np.array(ids[::-2], np.int64)
    assert columns.ids[columns.rows(wanted)].tolist() == wanted.tolist()
    assert columns.rows(np.empty(0, np.int64)).tolist() == []
