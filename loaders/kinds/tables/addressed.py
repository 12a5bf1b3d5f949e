"""The head of a letter or a note: who writes to whom, when and about what. It looks like a form, and is none."""

import re
from collections.abc import Iterator, Sequence

from loaders.kinds.tables import roles, words
from loaders.kinds.tables.rows import Row

_TOP = 20  # rows in which a head may stand
_LEAST = 2
_LABELLED = re.compile(r"^(?P<label>[^:]{2,40}):(?:\s+\S.*)?$")


def without(rows: Sequence[Row]) -> list[Row]:
    """The rows but for those of such a head."""
    head = _head(rows)
    return [row for at, row in enumerate(rows) if at not in head]


def _head(rows: Sequence[Row]) -> frozenset[int]:
    """The places of its rows; none where nobody is addressed."""
    labels = {at: _label(row) for at, row in enumerate(rows[:_TOP])}
    known = words.word_list("letter_head", "people") | words.word_list("letter_head", "labels")
    for block in _blocks(rows, [at for at, label in labels.items() if label in known]):
        if len(block) >= _LEAST and any(labels[at] in words.word_list("letter_head", "people") for at in block):
            return frozenset(block)
    return frozenset()


def _blocks(rows: Sequence[Row], places: Sequence[int]) -> Iterator[list[int]]:
    """Places that follow each other, with a blank line between them at most."""
    block: list[int] = []
    for at in places:
        if block and (at > block[-1] + 1 or rows[at].line > rows[block[-1]].line + 2):
            yield block
            block = []
        block.append(at)
    if block:
        yield block


def _label(row: Row) -> str:
    """What stands before the colon, or in the first of two cells."""
    match = _LABELLED.match(row.joined) if len(row.filled) == 1 else None
    text = match["label"] if match else row.text(row.filled[0]) if len(row.filled) == 2 else ""
    return roles.plain_heading(text)
