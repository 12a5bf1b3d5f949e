"""A table kept in pieces is the table."""

from hypothesis import given
from hypothesis import strategies as st

from records.packed_table import PackedTable, packed_pieces


@given(st.dictionaries(st.text(max_size=5), st.floats(allow_nan=False)))
def test_it_gives_what_the_table_gives(table: dict[str, float]) -> None:
    packed = PackedTable[float](packed_pieces(table))
    assert dict(packed) == table
    assert len(packed) == len(table)
    assert all(packed.get(word) == packed[word] == table[word] and word in packed for word in table)


def test_a_word_that_it_has_not_is_not_there() -> None:
    packed = PackedTable[int](packed_pieces({"bil": 1, "by": 2}))
    for word in ("bi", "bilen", "", "å"):
        assert word not in packed
        assert packed.get(word, 0) == 0
