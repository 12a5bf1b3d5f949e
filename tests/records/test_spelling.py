"""When two spellings are the same name."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from records.municipalities import MUNICIPALITIES
from records.spelling import key_of, slip_of

KEYS = {key_of(name): name for name in MUNICIPALITIES}


def _slips(key: str) -> Iterator[str]:
    """A letter missing, doubled or wrong, or two swapped, at each place behind the first."""
    for at in range(1, len(key)):
        front, letter, rest = key[:at], key[at], key[at + 1 :]
        yield from (front + rest, front + letter + letter + rest, front + "x" + rest)
        yield front + rest[:1] + letter + rest[1:]


def test_a_slip_is_found_wherever_it_stands():
    """Only names that share a half with a word are compared letter by letter, and no slip is lost by that."""
    for key in (one for one in KEYS if len(one) > 8):
        for typed in _slips(key):
            near = {name for one, name in KEYS.items() if one[0] == typed[0] and OSA.distance(typed, one) <= 1}
            assert slip_of(typed, KEYS) == (near.pop() if len(near) == 1 else None), typed


def test_two_slips_are_another_word():
    assert slip_of("frederiksbxrx", KEYS) is None
    assert slip_of("kederiksberg", KEYS) is None
