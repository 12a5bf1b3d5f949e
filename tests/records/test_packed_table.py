"""A table kept in pieces is the table."""

from hypothesis import given
from hypothesis import strategies as st

from records.packed_table import PackedBytes, PackedList, PackedTable, packed_bytes, packed_list, packed_pieces


@given(st.dictionaries(st.text(max_size=5), st.floats(allow_nan=False)))
def test_it_gives_what_the_table_gives(table: dict[str, float]) -> None:
    packed = PackedTable[float](packed_pieces(table))
    assert dict(packed) == table
    assert len(packed) == len(table)
    assert all(packed.get(word) == packed[word] == table[word] and word in packed for word in table)


@given(st.lists(st.binary(max_size=9)))
def test_pieces_are_found_by_their_places(pieces: list[bytes]) -> None:
    packed = PackedList(packed_list(pieces))
    assert list(packed) == pieces
    assert packed[1:] == pieces[1:]
    assert len(packed) == len(pieces)


@given(st.dictionaries(st.text(st.characters(), max_size=5), st.binary(max_size=9)))
def test_pieces_are_found_by_their_names(pieces: dict[str, bytes]) -> None:
    """Whatever the names: half a surrogate pair is one too."""
    packed = PackedBytes(packed_bytes(pieces))
    assert dict(packed) == pieces
    assert len(packed) == len(pieces)
    assert all(packed.get(name) == packed[name] == piece and name in packed for name, piece in pieces.items())
    assert "no such name" not in packed
    assert packed.get("no such name", b"-") == b"-"


def test_of_what_is_not_kept_there_is_nothing() -> None:
    assert dict(PackedBytes(b"")) == {}
    assert PackedBytes(b"").get("a") is None


def test_a_word_that_it_has_not_is_not_there() -> None:
    packed = PackedTable[int](packed_pieces({"bil": 1, "by": 2}))
    for word in ("bi", "bilen", "", "å"):
        assert word not in packed
        assert packed.get(word, 0) == 0
