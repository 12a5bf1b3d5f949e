"""Words that a message carries and nobody is shown: they stand in the ids of its blocks. Only who can read the message
can read them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from templates import limits
from templates.render import Card

_PREFIX, _BETWEEN = "sagsbot:", "|"
_CUT = "+"


def with_words(card: Card, words: Iterable[str]) -> Card:
    """The card with as many of the words (which have no "|") as its blocks have room for, in their order."""
    packed, room = _packed(words), len(card.blocks)
    if len(packed) > room:
        packed = [*packed[: room - 1], _CUT]
    ids = [f"{_PREFIX}{number}{_BETWEEN}{one}" for number, one in enumerate(packed)]
    blocks = [{**block, "block_id": name} for block, name in zip(card.blocks, ids, strict=False)]
    return replace(card, blocks=[*blocks, *card.blocks[len(ids) :]])


def words_in(blocks: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The words that the blocks of a message carry; the last is "+" where there was no room for all."""
    ids = (str(block.get("block_id") or "") for block in blocks)
    return tuple(word for name in ids if name.startswith(_PREFIX) for word in name.split(_BETWEEN)[1:])


def _packed(words: Iterable[str]) -> Sequence[str]:
    """The words, as many as fit in an id of a block each."""
    room, found = limits.IDENTIFIER - len(_PREFIX) - 4, list[str]()
    for one in words:
        if found and len(found[-1]) + len(_BETWEEN) + len(one) <= room:
            found[-1] += _BETWEEN + one
        else:
            found.append(one)
    return found
