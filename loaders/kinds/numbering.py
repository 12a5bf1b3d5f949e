"""What only numbers or lists: a row of the numbers of columns, "(1) (2) (3)", and a dash before a text."""

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"^\W*(\d{1,2})\W*$")
_LISTED = re.compile(r"^(?:[-−–•●·▪◦○■◆]\s+)+(?=[^\W\d_])")
_LEAST = 3  # columns


def numbers_columns(texts: Sequence[str]) -> bool:
    """Whether these cells, no more than half of them blank, count from 1 up by one."""
    filled = [text for text in texts if text.strip()]
    found = [int(one[1]) for text in filled if (one := _NUMBER.match(text))]
    return 2 * len(filled) >= len(texts) and len(filled) >= _LEAST and found == list(range(1, len(filled) + 1))


def unlisted(text: str) -> str:
    """A text of a cell without the dash or the dot that a list puts before it."""
    return _LISTED.sub("", text)
