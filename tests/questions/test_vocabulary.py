"""The phrases of the package by the words that they are made of."""

import random
from collections.abc import Iterator

from questions.vocabulary import vocabulary
from records.packed_table import PackedTable


def _slips(word: str) -> Iterator[str]:
    """A letter missing, wrong, added, and two swapped, at each place."""
    for at in range(len(word)):
        front, letter, back = word[:at], word[at], word[at + 1 :]
        yield from (front + back, f"{front}x{back}", f"{front}x{letter}{back}", front + back[:1] + letter + back[1:])


def test_a_slip_leaves_a_word_among_those_alike() -> None:
    """A word of six letters is found behind any slip, one of five behind a letter that is missing."""
    words, dice = vocabulary(), random.Random(7)
    known = [one for one in _known(words._alike) if len(one) > 4]
    for word in dice.sample(known, 400):
        slips = _slips(word) if len(word) > 5 else (word[:at] + word[at + 1 :] for at in range(len(word)))
        assert all(word in words.alike(slip) for slip in slips), word
        assert words.knows(word)


def _known(alike: PackedTable[list[str]]) -> list[str]:
    return sorted({word for words in alike.values() for word in words})
